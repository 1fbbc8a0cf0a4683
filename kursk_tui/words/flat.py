"""Records as flat rows of plain values: what tables, spreadsheets and other programs get.

A row has the fields that `kursk_tui.model.schema` lists, and what is worked out of them. It names
everything twice where that helps: by the id, to be joined, and in words. Values are text, numbers,
None and lists of text; nothing is rounded.
"""

from __future__ import annotations

from math import isinf
from typing import Any

from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.analysis.ladder.quantities import is_slip
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.provenance import chain_agents, moment_of, origin_of
from kursk_tui.model import schema
from kursk_tui.model.figures import Interval
from kursk_tui.model.records import Claim
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import name_of

Row = dict[str, Any]

_LISTED = {
    table: tuple(
        (within and within.name, field.name)
        for within, field in schema.flattened(table)
        if field.listed and (within is None or within.listed)
    )
    for table in schema.DOSSIER
}
# The order in which a claim is read: its place, its words, what they come to, who said so.
CLAIM = schema.arranged(
    (
        *("id", "source", "publisher", "published", "paragraph", "statement", "measure"),
        *("written", "reading", "language", "hedge", "low", "high", "date", "committed_low"),
        *("committed_high", "suggested_low", "suggested_high", "unit", "moment", "moment_basis"),
        *("population", "place", "within", "origin", "chain", "lineage", "release", "modality"),
        *("likelihood", "wrong", "events", "address"),
    ),
    (name for _, name in _LISTED["claims"]),
)
# Of a document's row the beginning: the publisher in words behind its id.
_SOURCE = (
    *("id", "publisher", "publisher_name", "title", "published", "published_basis", "kind"),
    *("language", "reading"),
)


def listed(table: str, record: Any) -> Row:
    """Return the listed fields of a record by their names, those of its objects among them."""

    def value(within: str | None, name: str) -> Any:
        held = record if within is None else getattr(record, within)
        found = None if held is None else getattr(held, name)
        return list(found) if isinstance(found, tuple) else found

    return {name: value(within, name) for within, name in _LISTED[table]}


def columns(table: str, *more: str) -> tuple[str, ...]:
    """Return the names of the listed fields of a table, and what else stands in its rows."""
    return (*(name for _, name in _LISTED[table]), *more)


def plain_facts(table: str, record: Any) -> dict[str, Any]:
    """Return by its label what the detail of a record shows just as it is, where there is any."""
    fields = [field for field in schema.DOSSIER[table] if field.shown]
    values = {field.label or field.name: getattr(record, field.name) for field in fields}
    return {label: value for label, value in values.items() if value is not None}


def claim_row(dossier: Dossier, claim_id: str) -> Row:
    """A claim with its intervals, moment and chain. Raises KeyError for no claim.

    `low` and `high` are as printed; `committed_*` and `suggested_*` are in `unit`, None where
    open or where the words give no number. `chain` runs from the origin, or the last one
    known, to the publisher, in ids; `wrong` is that of `wrong_of`.
    """
    claim = dossier.claims[claim_id]
    source = dossier.sources[claim.source]
    # A denial gives no count.
    is_count = claim.modality != "denied"
    words = claim_intervals(dossier, claim, dossier.meta.preset) if is_count else None
    committed = ends(words.entailed) if words is not None else (None, None)
    suggested = ends(words.suggested) if words is not None else (None, None)
    moment = moment_of(dossier, claim)
    row = listed("claims", claim) | {
        "publisher": source.publisher,
        "published": source.published,
        "reading": phrase(dossier, claim) if claim.figure else None,
        "language": source.language,
        "address": source.url,
        "committed_low": committed[0],
        "committed_high": committed[1],
        "suggested_low": suggested[0],
        "suggested_high": suggested[1],
        "unit": dossier.measures[claim.measure].unit if claim.measure else None,
        "moment": moment.date,
        "moment_basis": moment.basis,
        "origin": origin_of(dossier, claim),
        "chain": chain_agents(dossier, claim),
        "wrong": wrong_of(dossier, claim),
    }
    return {name: row[name] for name in CLAIM}


def wrong_of(dossier: Dossier, claim: Claim) -> str | None:
    """`misreading` for a recorded one, `slip` for what lies after its own page; else None."""
    if claim.misreads is not None:
        return "misreading"
    return "slip" if is_slip(dossier, claim) else None


# Before a figure that nobody states as a fact.
SAID_AS = {"expected": "to be ", "possible": "may be ", "denied": "not "}


def said_as(claim: Claim) -> str:
    """A word before a figure that nobody states as a fact; nothing before one that is."""
    return SAID_AS.get(claim.modality, "")


def told_before(dossier: Dossier, claim: Claim) -> str:
    """What a table has before a figure: `misreading: `, `slip: `, or how it is said: `not `."""
    wrong = wrong_of(dossier, claim)
    return f"{wrong}: " if wrong is not None else said_as(claim)


def ends(interval: Interval | None) -> tuple[float | int | None, float | int | None]:
    """The two ends of an interval, None where it is open; whole numbers without a point."""
    if interval is None:
        return None, None
    low, high = (None if isinf(n) else int(n) if n == int(n) else n for n in interval)
    return low, high


def own_cells(claim: Claim) -> Row:
    """Return what a table holds of a claim as its record has it: what may come back, changed.

    `events_named` are the events that it names itself; lists are ids.
    """
    figure, scope = claim.figure, claim.scope
    return {
        "id": claim.id,
        "source": claim.source,
        "statement": claim.statement,
        "measure": claim.measure,
        "written": figure.written if figure is not None else None,
        "low": figure.low if figure is not None else None,
        "high": figure.high if figure is not None else None,
        "hedge": figure.hedge if figure is not None else None,
        "date": figure.date if figure is not None else None,
        "population": scope.population,
        "place": scope.place,
        "counting": scope.counting,
        "within": scope.within,
        "attribution": list(claim.attribution),
        "lineage": claim.lineage,
        "release": claim.release,
        "events_named": list(claim.events),
        "modality": claim.modality,
        "likelihood": claim.likelihood,
        "as_of": claim.as_of,
        "as_of_basis": claim.as_of_basis,
        "note": claim.note,
    }


def event_row(dossier: Dossier, index: Index, event_id: str) -> Row:
    """An event with how many claims and sources mention it. Raises KeyError for no event."""
    event = dossier.events[event_id]
    row = listed("events", event)
    note = row.pop("note")
    row["claims"] = len(index.mentions(event_id))
    row["sources"] = len(index.sources_of_event(event_id))
    return row | {"note": note}


def source_row(dossier: Dossier, index: Index, source_id: str) -> Row:
    """A document with its counts. Raises KeyError for no source."""
    source = dossier.sources[source_id]
    claims = index.claims_of_source(source_id)
    row = listed("sources", source)
    note = row.pop("note")
    row |= {
        "publisher_name": name_of(dossier, source.publisher),
        "claims": len(claims),
        "figures": sum(dossier.claims[c].figure is not None for c in claims),
        "note": note,
    }
    return {name: row[name] for name in schema.arranged(_SOURCE, row)}


def agent_row(dossier: Dossier, index: Index, agent_id: str) -> Row:
    """An agent with what it said, relayed and published of others. Raises KeyError for none."""
    agent = dossier.agents[agent_id]
    said = set(index.claims_of_agent(agent_id, "origin"))
    relayed = set(index.claims_of_agent(agent_id, "relay")) - said
    published = set(index.claims_of_agent(agent_id, "publisher")) - said - relayed
    return listed("agents", agent) | {
        "said": len(said),
        "relayed": len(relayed),
        "published": len(published),
    }
