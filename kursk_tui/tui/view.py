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
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import short_name

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
    words = phrase(dossier, claim) or claim.statement
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
    orders = index.orders
    if claims is None:
        whole = (orders.events.ids, orders.sources.ids, orders.agents.ids)
        return View((), tuple(dossier.claims), *whole, how, role)
    events = index.events_of_claims(claims)
    sources = set(index.sources_of_claims(claims))
    agents = set(index.agents_of_claims(claims))
    for kind, identifier in facets:
        if not known(dossier, Facet(kind, identifier)):
            continue
        if kind == "event":
            events |= {identifier, *index.parts_of_event(identifier)}
        elif kind == "source":
            sources.add(identifier)
        elif kind == "agent":
            agents.add(identifier)
            sources |= set(index.documents_of(identifier))
    return View(
        facets,
        tuple(claims),
        orders.events.sorted(events),
        orders.sources.sorted(sources),
        orders.agents.sorted(agents),
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
        for member in index.members_of(facet.id):
            if dossier.agents[member].kind == "person":
                role.update(dict.fromkeys(index.claims_of_agent(member, "origin"), "member"))
        for name in ("publisher", "relay", "origin"):
            role.update(dict.fromkeys(index.claims_of_agent(facet.id, name), name))
        return index.in_order(role)
    if facet.kind == "measure":
        return index.claims_of_measure(facet.id)
    return (dossier.claims[facet.id].id,)
