"""Records as flat rows of plain values: what tables, spreadsheets and other programs get.

A row names everything twice where that helps: by the id, to be joined, and in words. Values
are text, numbers, None and lists of text; nothing is rounded.
"""

from __future__ import annotations

from math import isinf
from typing import Any

from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.analysis.ladder.quantities import is_slip
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.provenance import chain_agents, moment_of, origin_of
from kursk_tui.model.figures import Interval
from kursk_tui.model.records import Claim
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import name_of

Row = dict[str, Any]


def claim_row(dossier: Dossier, claim_id: str) -> Row:
    """A claim with its intervals, moment and chain. Raises KeyError for no claim.

    `low` and `high` are as printed; `committed_*` and `suggested_*` are in `unit`, None where
    open or where the words give no number. `chain` runs from the origin, or the last one
    known, to the publisher, in ids; `wrong` is that of `wrong_of`.
    """
    claim = dossier.claims[claim_id]
    source, figure = dossier.sources[claim.source], claim.figure
    measure = dossier.measures[claim.measure] if claim.measure else None
    words = claim_intervals(dossier, claim, dossier.meta.preset)
    committed = ends(words.entailed) if words is not None else (None, None)
    suggested = ends(words.suggested) if words is not None else (None, None)
    moment = moment_of(dossier, claim)
    return {
        "id": claim.id,
        "source": claim.source,
        "publisher": source.publisher,
        "published": source.published,
        "paragraph": claim.locator.paragraph if claim.locator else None,
        "statement": claim.statement,
        "measure": claim.measure,
        "written": figure.written if figure else None,
        "reading": phrase(dossier, claim) if figure else None,
        "language": source.language,
        "hedge": figure.hedge if figure else None,
        "low": figure.low if figure else None,
        "high": figure.high if figure else None,
        "date": figure.date if figure else None,
        "committed_low": committed[0],
        "committed_high": committed[1],
        "suggested_low": suggested[0],
        "suggested_high": suggested[1],
        "unit": measure.unit if measure else None,
        "moment": moment.date,
        "moment_basis": moment.basis,
        "population": claim.scope.population,
        "place": claim.scope.place,
        "within": claim.scope.within,
        "origin": origin_of(dossier, claim),
        "chain": chain_agents(dossier, claim),
        "lineage": claim.lineage,
        "release": claim.release,
        "modality": claim.modality,
        "likelihood": claim.likelihood,
        "wrong": wrong_of(dossier, claim),
        "events": list(claim.events),
    }


def wrong_of(dossier: Dossier, claim: Claim) -> str | None:
    """`misreading` for a recorded one, `slip` for what lies after its own page; else None."""
    if claim.misreads is not None:
        return "misreading"
    return "slip" if is_slip(dossier, claim) else None


def ends(interval: Interval | None) -> tuple[float | int | None, float | int | None]:
    """The two ends of an interval, None where it is open; whole numbers without a point."""
    if interval is None:
        return None, None
    low, high = (None if isinf(n) else int(n) if n == int(n) else n for n in interval)
    return low, high


def event_row(dossier: Dossier, index: Index, event_id: str) -> Row:
    """An event with how many claims and sources mention it. Raises KeyError for no event."""
    event = dossier.events[event_id]
    return {
        "id": event.id,
        "title": event.title,
        "date": event.date,
        "kind": event.kind,
        "by": event.by,
        "place": event.place,
        "part_of": event.part_of,
        "claims": len(index.mentions(event_id)),
        "sources": len(index.sources_of_event(event_id)),
        "note": event.note,
    }


def source_row(dossier: Dossier, index: Index, source_id: str) -> Row:
    """A document with its counts. Raises KeyError for no source."""
    source = dossier.sources[source_id]
    claims = index.claims_of_source(source_id)
    return {
        "id": source.id,
        "publisher": source.publisher,
        "publisher_name": name_of(dossier, source.publisher),
        "title": source.title,
        "published": source.published,
        "published_basis": source.published_basis,
        "kind": source.kind,
        "language": source.language,
        "reading": source.reading,
        "url": source.url,
        "archived": source.archived,
        "retrieved": source.retrieved,
        "cites": list(source.cites),
        "claims": len(claims),
        "figures": sum(dossier.claims[c].figure is not None for c in claims),
        "note": source.note,
    }


def agent_row(dossier: Dossier, index: Index, agent_id: str) -> Row:
    """An agent with what it said, relayed and published of others. Raises KeyError for none."""
    agent = dossier.agents[agent_id]
    said = set(index.claims_of_agent(agent_id, "origin"))
    relayed = set(index.claims_of_agent(agent_id, "relay")) - said
    published = set(index.claims_of_agent(agent_id, "publisher")) - said - relayed
    return {
        "id": agent.id,
        "name": agent.name,
        "kind": agent.kind,
        "aliases": list(agent.aliases),
        "member_of": agent.member_of,
        "party": agent.party,
        "said": len(said),
        "relayed": len(relayed),
        "published": len(published),
    }
