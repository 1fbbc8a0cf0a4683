"""FollowTheMoney: the dossier as entities, a line of JSON each.

Agents are persons, public bodies and organisations, documents are articles, happenings and
releases are events, places are addresses, and a claim is a note on whom it goes back to and what
it speaks of, with its document as proof.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import origin_of
from kursk_tui.export.interchange.made import Made, key_of, span_of
from kursk_tui.model.addresses import web_address
from kursk_tui.model.records import Agent, Claim, Event, Source
from kursk_tui.model.text import plain_json, visible
from kursk_tui.model.vocabulary import AgentKind
from kursk_tui.words.interchange import FTM, figure_text

Entity = dict[str, Any]
_SCHEMAS: dict[AgentKind, str] = {
    "person": "Person",
    "unnamed": "LegalEntity",
    **dict.fromkeys(
        ("state", "intelligence", "military", "government", "parliament"), "PublicBody"
    ),
}


def ftm(dossier: Dossier) -> Made:
    """The dossier as FollowTheMoney entities; the same dossier gives the same bytes."""
    lines = (json.dumps(one, ensure_ascii=False) for one in _entities(dossier))
    return Made("".join(plain_json(line) + "\n" for line in lines), FTM)


def _entities(dossier: Dossier) -> Iterator[Entity]:
    for scope in dossier.scopes.values():
        if scope.kind == "place":
            point = scope.point
            yield _entity(
                dossier,
                "Address",
                f"place-{scope.id}",
                name=scope.name,
                full=scope.name,
                latitude=str(point.latitude) if point is not None else None,
                longitude=str(point.longitude) if point is not None else None,
            )
    for agent in dossier.agents.values():
        yield _agent(dossier, agent)
        if agent.member_of is not None and _SCHEMAS.get(
            dossier.agents[agent.member_of].kind, "Organization"
        ) not in ("Person", "LegalEntity"):
            yield _entity(
                dossier,
                "Membership",
                f"membership-{agent.id}",
                member=_id(dossier, f"agent-{agent.id}"),
                organization=_id(dossier, f"agent-{agent.member_of}"),
            )
    for source in dossier.sources.values():
        yield _source(dossier, source)
    for event in dossier.events.values():
        yield _event(dossier, event)
    for claim in dossier.claims.values():
        yield _claim(dossier, claim)


def _agent(dossier: Dossier, agent: Agent) -> Entity:
    schema = _SCHEMAS.get(agent.kind, "Organization")
    return _entity(
        dossier,
        schema,
        f"agent-{agent.id}",
        name=agent.name,
        alias=list(agent.aliases),
        summary=agent.kind,
    )


def _source(dossier: Dossier, source: Source) -> Entity:
    span = span_of(source.published)
    is_day = span is not None and span.days == 1
    retrieved = span_of(source.retrieved)
    return _entity(
        dossier,
        "Article",
        f"source-{source.id}",
        title=source.title,
        publishedAt=span.earliest if is_day and span is not None else None,
        publisher=dossier.agents[source.publisher].name,
        sourceUrl=web_address(source.url),
        retrievedAt=retrieved.earliest if retrieved is not None and retrieved.days == 1 else None,
        notes=source.note,
    )


def _event(dossier: Dossier, event: Event) -> Entity:
    span = span_of(event.date)
    is_day = span is not None and span.days == 1
    place = dossier.scopes.get(event.place) if event.place is not None else None
    return _entity(
        dossier,
        "Event",
        f"event-{event.id}",
        name=event.title,
        date=span.earliest if span is not None and is_day else None,
        startDate=span.earliest if span is not None and not is_day else None,
        endDate=span.latest if span is not None and not is_day else None,
        addressEntity=_id(dossier, f"place-{event.place}") if place is not None else None,
        organizer=_id(dossier, f"agent-{event.by}") if event.by is not None else None,
        recordId=event.id,
        summary=event.kind,
    )


def _claim(dossier: Dossier, claim: Claim) -> Entity:
    source = dossier.sources[claim.source]
    origin = origin_of(dossier, claim)
    about = [_id(dossier, f"agent-{origin}")] if origin is not None else []
    events = [*claim.events, *([claim.release] if claim.release is not None else [])]
    about += [_id(dossier, f"event-{event}") for event in dict.fromkeys(events)]
    return _entity(
        dossier,
        "Note",
        f"claim-{claim.id}",
        name=claim.statement,
        description=figure_text(dossier, claim) or None,
        entity=about,
        proof=_id(dossier, f"source-{source.id}"),
        publisher=dossier.agents[source.publisher].name,
        sourceUrl=web_address(source.url),
    )


def _entity(dossier: Dossier, schema: str, id: str, **values: str | list[str] | None) -> Entity:
    properties = {
        name: [" ".join(visible(text).split()) for text in found]
        for name, value in values.items()
        if (found := [value] if isinstance(value, str) else value)
    }
    return {"id": _id(dossier, id), "schema": schema, "properties": properties}


def _id(dossier: Dossier, id: str) -> str:
    return f"{key_of(dossier)}-{id}"
