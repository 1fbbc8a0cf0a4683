"""What the explorer is narrowed to, and what is then in view. Pure: no widget, no terminal.

A view has at most one facet of each kind. Facets of different kinds narrow together (an event
and an agent: what that agent said or relayed about that event); drilling to another event
replaces the event. A claim is only a place to look around from: drilling on from it replaces
it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.words import chain_agents, short_name
from kursk_tui.model.dates import sort_key

KINDS = ("event", "source", "agent", "measure", "claim")


class Facet(NamedTuple):
    """One narrowing: `kind` is one of KINDS, `id` the id of a record of that kind."""

    kind: str
    id: str


class View(NamedTuple):
    """Ids in view, each in its default order, and how each claim mentions the event facet."""

    facets: tuple[Facet, ...]
    claims: tuple[str, ...]
    events: tuple[str, ...]
    sources: tuple[str, ...]
    agents: tuple[str, ...]
    how: dict[str, str]
    role: dict[str, str]


def drill(facets: tuple[Facet, ...], target: Facet) -> tuple[Facet, ...]:
    """The facets after drilling to `target` (see the module's docstring)."""
    kept = tuple(f for f in facets if f.kind not in (target.kind, "claim"))
    return (*kept, target)


def known(dossier: Dossier, facet: Facet) -> bool:
    """Does the dossier hold the record of a facet?"""
    ids: dict[str, Collection[str]] = {
        "event": dossier.events,
        "source": dossier.sources,
        "agent": dossier.agents,
        "measure": dossier.measures,
        "claim": dossier.claims,
    }
    return facet.id in ids[facet.kind]


def facet_name(dossier: Dossier, facet: Facet) -> str:
    """Short name of what a facet narrows to, for the crumb."""
    if facet.kind == "event":
        return dossier.events[facet.id].title
    if facet.kind == "source":
        source = dossier.sources[facet.id]
        return f"{short_name(dossier.agents[source.publisher])} {source.published or 'undated'}"
    if facet.kind == "agent":
        return short_name(dossier.agents[facet.id])
    if facet.kind == "measure":
        return dossier.measures[facet.id].name
    claim = dossier.claims[facet.id]
    words = claim.figure.written if claim.figure else claim.statement
    return words if len(words) < 30 else words[:28] + "…"


def crumb(dossier: Dossier, facets: tuple[Facet, ...]) -> str:
    """`event: Treaty ▸ agent: NIS`, or `all`."""
    if not facets:
        return "all"
    return " ▸ ".join(f"{f.kind}: {facet_name(dossier, f)}" for f in facets)


def build_view(dossier: Dossier, index: Index, facets: tuple[Facet, ...]) -> View:
    """Everything in view under some facets; nothing under one that the dossier does not hold.

    A facet may come from the whole dossier, and what it names not be known yet by the date
    that is looked from.
    """
    how: dict[str, str] = {}
    role: dict[str, str] = {}
    claims: list[str] | None = None
    for facet in facets:
        held = known(dossier, facet)
        found = _claims_under(dossier, index, facet, how, role) if held else ()
        kept = set(found)
        claims = list(found) if claims is None else [c for c in claims if c in kept]
    if claims is None:
        events, sources = list(dossier.events), list(dossier.sources)
        agents = list(dossier.agents)
        return View(
            (),
            tuple(dossier.claims),
            _by_date(dossier, events),
            _by_publication(dossier, sources),
            _by_name(dossier, agents),
            how,
            role,
        )
    events = [e for c in claims for e in index.events_of_claim(c)]
    sources = [dossier.claims[c].source for c in claims]
    agents = [a for c in claims for a in chain_agents(dossier, dossier.claims[c])]
    for kind, identifier in facets:
        if not known(dossier, Facet(kind, identifier)):
            continue
        if kind == "event":
            events += [identifier, *index.parts_of_event(identifier)]
        elif kind == "source":
            sources.append(identifier)
        elif kind == "agent":
            agents.append(identifier)
            sources += [s.id for s in dossier.sources.values() if s.publisher == identifier]
    return View(
        facets,
        tuple(claims),
        _by_date(dossier, events),
        _by_publication(dossier, sources),
        _by_name(dossier, agents),
        how,
        role,
    )


def _claims_under(
    dossier: Dossier, index: Index, facet: Facet, how: dict[str, str], role: dict[str, str]
) -> tuple[str, ...]:
    """Claims that one facet leaves, noting how they mention the event or what the agent did."""
    if facet.kind == "event":
        mentions = index.mentions(facet.id)
        how.update(mentions)
        return tuple(mentions)
    if facet.kind == "source":
        return index.claims_of_source(facet.id)
    if facet.kind == "agent":
        # A person counts as the body they belong to.
        members = (a.id for a in dossier.agents.values() if a.member_of == facet.id)
        for member in members:
            if dossier.agents[member].kind == "person":
                role.update(dict.fromkeys(index.claims_of_agent(member, "origin"), "member"))
        for name in ("publisher", "relay", "origin"):
            role.update(dict.fromkeys(index.claims_of_agent(facet.id, name), name))
        return tuple(c for c in dossier.claims if c in role)
    if facet.kind == "measure":
        return index.claims_of_measure(facet.id)
    return (dossier.claims[facet.id].id,)


def _by_date(dossier: Dossier, events: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(events), key=lambda e: (sort_key(dossier.events[e].date), e)))


def _by_publication(dossier: Dossier, sources: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(sources), key=lambda s: (sort_key(dossier.sources[s].published), s)))


def _by_name(dossier: Dossier, agents: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(agents), key=lambda a: (dossier.agents[a].name.casefold(), a)))
