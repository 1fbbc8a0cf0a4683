"""Where a figure comes from: chains, what shares a release or an origin, signs of copying.

Five outlets that relay one briefing are one origin. A chain that is not whole gives none, and
two origins are never taken as independent: nobody has recorded that they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from kursk_tui.analysis.ladder.quantities import body_of, speaker_of
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import origin_of
from kursk_tui.model.records import Claim
from kursk_tui.store.files import uncollected


class Link(NamedTuple):
    """One agent of a chain; `role` is publisher, relay, origin, or last known."""

    agent: str
    role: str


class Support(NamedTuple):
    """How much stands behind some claims.

    `origins` is (fewest, most): the most are the different bodies that whole chains lead to;
    the fewest is one of them, as long as independence is not recorded. `unknown` counts the
    documents without a whole chain.
    """

    documents: int
    releases: int
    origins: tuple[int, int]
    unknown: int


class Copying(NamedTuple):
    """A rare value that some documents of a release share and the others do not have.

    `claim` is the first that has it.
    """

    release: str
    measure: str
    claim: str
    sharing: tuple[str, ...]
    others: tuple[str, ...]


def chain(dossier: Dossier, claim_id: str) -> tuple[Link, ...]:
    """The chain of a claim from its publisher to the origin, or to the last one known."""
    claim = dossier.claims[claim_id]
    publisher = dossier.sources[claim.source].publisher
    if not claim.attribution:
        own = claim.lineage == "full"
        return (Link(publisher, "origin" if own else "last known"),)
    last = "origin" if origin_of(dossier, claim) is not None else "last known"
    return (
        Link(publisher, "publisher"),
        *(Link(agent, "relay") for agent in claim.attribution[:-1]),
        Link(claim.attribution[-1], last),
    )


@uncollected()
def support(dossier: Dossier, claim_ids: Iterable[str]) -> Support:
    """Documents, releases and origins behind some claims. Raises KeyError for no claim."""
    claims = [dossier.claims[claim_id] for claim_id in claim_ids]
    # No origin says what it is misread to say.
    told = [claim for claim in claims if claim.misreads is None]
    bodies = {body for claim in told if (body := standing(dossier, claim))}
    known = {claim.source for claim in claims if origin_of(dossier, claim) is not None}
    documents = {claim.source for claim in claims}
    releases = {claim.release for claim in claims if claim.release is not None}
    return Support(
        len(documents), len(releases), (min(1, len(bodies)), len(bodies)), len(documents - known)
    )


def standing(dossier: Dossier, claim: Claim) -> str | None:
    """The body that stands behind a claim; None where its chain is not whole.

    Behind a misreading nobody does: it is the page that says so.
    """
    return None if claim.misreads is not None else body_of(dossier, speaker_of(dossier, claim))


def same_release(dossier: Dossier, claim_id: str) -> tuple[str, ...]:
    """Other claims of the release that a claim tells, those on its measure first."""
    claim = dossier.claims[claim_id]
    if claim.release is None:
        return ()
    others = [
        other for other in dossier.claims_with("release", claim.release) if other.id != claim_id
    ]
    return tuple(o.id for o in sorted(others, key=lambda o: o.measure != claim.measure))


def same_origin(dossier: Dossier, claim_id: str) -> tuple[str, ...]:
    """Other claims on the same measure that go back to the same body, of other releases."""
    claim = dossier.claims[claim_id]
    body = body_of(dossier, origin_of(dossier, claim))
    if body is None or claim.measure is None:
        return ()
    return tuple(
        other.id
        for other in dossier.claims_with("measure", claim.measure)
        if other.id != claim_id
        and (other.release is None or other.release != claim.release)
        and body_of(dossier, origin_of(dossier, other)) == body
    )


@uncollected()
def circles(dossier: Dossier) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(release, agents) where a release's chains run in a circle, so that nobody is its origin.

    Each agent is said to have it from the next, the last from the first. Only within one
    release: two outlets may well relay each other on different days.
    """
    by_release: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in dossier.claims.values():
        if claim.release is not None:
            links = [link.agent for link in chain(dossier, claim.id)]
            for one, two in pairwise(links):
                by_release[claim.release][one].add(two)
    found = []
    for release, graph in by_release.items():
        circle = _circle(graph)
        if circle:
            found.append((release, circle))
    return tuple(found)


def _circle(graph: Mapping[str, set[str]]) -> tuple[str, ...]:
    """One circle of a graph, from its first agent in the alphabet; empty without any.

    Walks without recursion, and enters each agent once, so that no chain is looped on.
    """
    done: set[str] = set()
    for start in sorted(graph):
        path: list[str] = []
        stack: list[tuple[str, bool]] = [(start, True)]
        while stack:
            agent, entering = stack.pop()
            if not entering:
                path.pop()
                done.add(agent)
                continue
            if agent in path:
                circle = path[path.index(agent) :]
                first = circle.index(min(circle))
                return tuple(circle[first:] + circle[:first])
            if agent in done:
                continue
            path.append(agent)
            stack.append((agent, False))
            stack += [(nearer, True) for nearer in sorted(graph.get(agent, ()), reverse=True)]
    return ()


@uncollected()
def copying(dossier: Dossier) -> tuple[Copying, ...]:
    """Signs of copying: a value that two or more documents of a release share against most.

    Needs at least three documents on one measure and scope, and the sharing ones to be fewer
    than the others.
    """
    groups: dict[tuple[object, ...], dict[object, list[Claim]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for claim in dossier.claims.values():
        if claim.release is None or claim.figure is None or claim.figure.date is not None:
            continue
        value = (claim.figure.low, claim.figure.high)
        groups[claim.release, claim.measure, claim.scope][value].append(claim)
    found = []
    for (release, measure, _), values in groups.items():
        documents = {value: {claim.source for claim in told} for value, told in values.items()}
        everyone = set().union(*documents.values())
        for rare, sharing in documents.items():
            others = everyone - sharing
            if len(sharing) >= 2 and len(others) > len(sharing):
                found.append(
                    Copying(
                        str(release),
                        str(measure),
                        values[rare][0].id,
                        tuple(sorted(sharing)),
                        tuple(sorted(others)),
                    )
                )
    return tuple(found)
