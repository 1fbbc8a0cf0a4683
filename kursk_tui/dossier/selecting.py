"""What some facets leave of a dossier.

Facets of different kinds narrow together (an event and an agent: what that agent said or relayed
about that event).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.timespan import TIME, claims_in, events_in, span_of


class View(NamedTuple):
    """Ids in view, each in its default order, and how each claim mentions the event facet."""

    facets: tuple[Facet, ...]
    claims: tuple[str, ...]
    events: tuple[str, ...]
    sources: tuple[str, ...]
    agents: tuple[str, ...]
    how: dict[str, str]
    role: dict[str, str]


def known(dossier: Dossier, facet: Facet) -> bool:
    """Does the dossier hold the record of a facet? A range of time needs none."""
    if facet.kind == TIME:
        return True
    ids: dict[str, Collection[str]] = {
        "event": dossier.events,
        "source": dossier.sources,
        "agent": dossier.agents,
        "measure": dossier.measures,
        "claim": dossier.claims,
    }
    return facet.id in ids[facet.kind]


def select(dossier: Dossier, index: Index, facets: tuple[Facet, ...]) -> View:
    """Everything in view under some facets; nothing under one that the dossier does not hold.

    A facet may come from the whole dossier, and what it names not be known yet by the date
    that is looked from. `timespan` says what lies in a range of time.
    """
    time = span_of(facets)
    if time is not None:
        others = tuple(facet for facet in facets if facet.kind != TIME)
        return _within(dossier, index, facets, select(dossier, index, others), time)
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


def roles(dossier: Dossier, index: Index, agent: str) -> dict[str, str]:
    """Return the claims of an agent, each with its weightiest role: origin, relay, publisher.

    A person counts as the body they belong to: these claims have the role of a member.
    """
    found: dict[str, str] = {}
    for member in index.members_of(agent):
        if dossier.agents[member].kind == "person":
            found.update(dict.fromkeys(index.claims_of_agent(member, "origin"), "member"))
    for name in ("publisher", "relay", "origin"):
        found.update(dict.fromkeys(index.claims_of_agent(agent, name), name))
    return found


def _within(
    dossier: Dossier, index: Index, facets: tuple[Facet, ...], view: View, time: str
) -> View:
    """What of a view lies in a range of time, beside the records that the view is narrowed to."""
    within = set(claims_in(index, time))
    claims = tuple(claim for claim in view.claims if claim in within)
    sources, agents = set(index.sources_of_claims(claims)), set(index.agents_of_claims(claims))
    for kind, table, found in (
        ("source", dossier.sources, sources),
        ("agent", dossier.agents, agents),
    ):
        found.update(facet.id for facet in facets if facet.kind == kind and facet.id in table)
    orders = index.orders
    return view._replace(
        facets=facets,
        claims=claims,
        events=orders.events.sorted(events_in(dossier, index, view.events, time)),
        sources=orders.sources.sorted(sources),
        agents=orders.agents.sorted(agents),
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
        found = roles(dossier, index, facet.id)
        role.update(found)
        return index.in_order(found)
    if facet.kind == "measure":
        return index.claims_of_measure(facet.id)
    return (dossier.claims[facet.id].id,)
