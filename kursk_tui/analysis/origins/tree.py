"""What one release was made into: who had it from whom, and what each page made of its words.

A tree from the origin over agencies to outlets, whose leaves are claims. Codes and ids alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kursk_tui.analysis.ladder.quantities import is_slip, measure_line
from kursk_tui.analysis.ladder.releases import (
    BARE,
    Telling,
    direction,
    misread_by,
    printed,
    tellings,
)
from kursk_tui.analysis.origins.lineage import same_origin, same_release
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import chain_agents
from kursk_tui.model.dates import sort_key
from kursk_tui.model.records import Claim

# What a claim makes of the words of its release: it has the wording that stands for the release;
# leaves its hedge out; turns it; prints another number, another date or the number of another
# measure; is recorded as a misreading; lies after its own page. Empty: tells it alike.
STANDS, DROPPED, TURNED = "stands", "dropped", "turned"
NUMBER, DATE, MEASURE, MISREAD, SLIP = "number", "date", "measure", "misread", "slip"
ALIKE = ""


class Leaf(NamedTuple):
    """A claim, and what it makes of the words of the release: one of the codes above."""

    claim: str
    how: str


class Node(NamedTuple):
    """One agent, and the claims on its pages that it has from there.

    `parent` is the place in the tree of whom it had it from, None at the top; `agent` is None
    where nobody knows from whom those below have it.
    """

    agent: str | None
    parent: int | None
    depth: int
    leaves: tuple[Leaf, ...] = ()


class Tree(NamedTuple):
    """All that tell what `claim` tells, each agent before those who have it from there.

    `standing` is the claim whose wording stands for the release, None where that is not known.
    `others` are the claims of the release on other things, by measure (None for words alone).
    """

    claim: str
    release: str | None
    standing: str | None
    nodes: tuple[Node, ...]
    others: tuple[tuple[str | None, tuple[str, ...]], ...]


class Again(NamedTuple):
    """What an origin said in another release of the same measure, by its own wording.

    `said` is the day of the release, else of the page (EDTF or None); `documents` tell it.
    """

    claim: str
    said: str | None
    documents: int


def tree_of(dossier: Dossier, claim_id: str) -> Tree:
    """The tree that a claim is in. Raises KeyError for no claim."""
    claim = dossier.claims[claim_id]
    told = _telling(dossier, claim)
    family = _family(dossier, claim, told)
    standing = told.standing if told is not None else None
    leaves = {id: Leaf(id, made_of(dossier, dossier.claims[id], standing)) for id in family}
    release = claim.release if told is None else told.release
    others: dict[str | None, list[str]] = defaultdict(list)
    for id in same_release(dossier, claim_id):
        if id not in leaves:
            others[dossier.claims[id].measure].append(id)
    order = {measure: place for place, measure in enumerate(dossier.measures)}
    return Tree(
        claim_id,
        release,
        standing,
        _nodes(dossier, release, leaves),
        tuple(
            (measure, tuple(others[measure]))
            for measure in sorted(others, key=lambda one: order.get(one or "", len(order)))
        ),
    )


def made_of(dossier: Dossier, claim: Claim, standing: str | None) -> str:
    """What a claim makes of the words that stand for its release."""
    if claim.misreads is not None:
        return MISREAD
    if is_slip(dossier, claim):
        return SLIP
    if standing is None or claim.figure is None:
        return ALIKE
    if claim.id == standing:
        return STANDS
    own = dossier.claims[standing]
    told, stands = claim.figure, own.figure
    if claim.measure != own.measure:
        return MEASURE
    if stands is None or (claim.of is None) != (own.of is None):
        # A share and a number are not told alike, and neither is the other's wording.
        return ALIKE
    if told.date != stands.date:
        return DATE
    if printed(told) != printed(stands):
        return NUMBER
    if told.hedge in BARE and stands.hedge not in BARE:
        return DROPPED
    return TURNED if direction(told) != direction(stands) else ALIKE


def again(dossier: Dossier, claim_id: str) -> tuple[Again, ...]:
    """What the origin of a claim said on its measure in other releases, the first one first.

    What a page told wrongly is none of its sayings.
    """
    own = tellings(dossier)
    groups: dict[str, list[Claim]] = defaultdict(list)
    for id in same_origin(dossier, claim_id):
        if dossier.claims[id].misreads is not None:
            continue
        telling = own.of(id)
        groups[telling.standing if telling is not None else id].append(dossier.claims[id])
    found = []
    for standing, claims in groups.items():
        # The lens may have left out the page that has the wording.
        claim = next((one for one in claims if one.id == standing), claims[0])
        release = dossier.events[claim.release] if claim.release is not None else None
        said = release.date if release is not None else None
        said = said or dossier.sources[claim.source].published
        found.append(Again(claim.id, said, len({one.source for one in claims})))
    return tuple(sorted(found, key=lambda one: (sort_key(one.said), one.claim)))


# ---- who is in it


def _telling(dossier: Dossier, claim: Claim) -> Telling | None:
    """The telling that a claim is part of, or that it misreads."""
    own = tellings(dossier)
    misread = misread_by(dossier, claim)
    return own.of(claim.id) or (own.of(misread) if misread is not None else None)


def _family(dossier: Dossier, claim: Claim, told: Telling | None) -> Sequence[str]:
    """Claims of one telling, what misreads it, and who has its number under a related measure."""
    if told is None:
        return (claim.id,)
    found = dict.fromkeys(told.claims)
    own = dossier.claims[told.standing]
    number = printed(own.figure) if own.figure is not None else frozenset()
    line = set(measure_line(dossier, told.measure))
    rows = dossier.raw_rows("claims")
    for other in dossier.claims_with("release", told.release):
        is_related = other.measure is not None and not line.isdisjoint(
            measure_line(dossier, other.measure)
        )
        if other.measure == told.measure or not is_related or other.figure is None:
            continue
        if number and printed(other.figure) == number:
            found[other.id] = None
    for id, row in rows.items():
        if row.get("misreads") and misread_by(dossier, dossier.claims[id]) in told.claims:
            found[id] = None
    # One that is set against nothing else of the release stands here alone.
    return tuple({**found, claim.id: None})


# ---- who had it from whom


def _path(dossier: Dossier, claim: Claim, by: str | None) -> tuple[str | None, ...]:
    """From whom a page has it, the furthest first, behind the one whose release it is."""
    agents = chain_agents(dossier, claim)
    if claim.lineage != "full":
        return (None, *agents)
    return tuple(agents[1:] if agents[0] == by else agents)


def _nodes(dossier: Dossier, release: str | None, leaves: dict[str, Leaf]) -> tuple[Node, ...]:
    by = dossier.events[release].by if release is not None else None
    on: dict[tuple[str | None, ...], list[str]] = defaultdict(list)
    below: dict[tuple[str | None, ...], set[tuple[str | None, ...]]] = defaultdict(set)
    first: dict[tuple[str | None, ...], tuple[object, ...]] = {}
    days = {id: sort_key(dossier.sources[dossier.claims[id].source].published) for id in leaves}
    for id, published in sorted(days.items(), key=lambda one: one[1]):
        path = _path(dossier, dossier.claims[id], by)
        on[path].append(id)
        for end in range(len(path), -1, -1):
            first.setdefault(path[:end], (published, id))
            if end:
                below[path[: end - 1]].add(path[:end])

    def ordered(paths: Iterable[tuple[str | None, ...]]) -> list[tuple[str | None, ...]]:
        # Last comes what nobody knows the way of.
        return sorted(paths, key=lambda path: (path[-1] is None, first[path]), reverse=True)

    found: list[Node] = []
    stack: list[tuple[tuple[str | None, ...], int | None]] = [((), None)]
    if by is None:
        stack = [(path, None) for path in ordered(below[()])]
    # Without recursion: a chain may be as long as its file likes.
    while stack:
        path, parent = stack.pop()
        depth = 0 if parent is None else found[parent].depth + 1
        agent = path[-1] if path else by
        found.append(Node(agent, parent, depth, tuple(leaves[id] for id in on.get(path, ()))))
        place = len(found) - 1
        stack += [(child, place) for child in ordered(below.get(path, ()))]
    return tuple(found)
