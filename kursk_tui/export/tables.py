"""The records and what they say together as tables of plain values, a row a record.

What refers to a record holds its id (source, measure, population, place, within, release,
events, claims, attribution), so that tables can be joined; publisher, origin, chain and who are
names, for a reader. Numbers are in the unit of the measure. Dates are EDTF. A table is flat: a
list stands in one cell, ids with a space between them and words with a semicolon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.forest import is_ceiling
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.provenance import origin_of
from kursk_tui.export.spreadsheet import Table, Value
from kursk_tui.model import schema
from kursk_tui.model.records import Claim
from kursk_tui.words import flat, pairs
from kursk_tui.words.flat import CLAIM, claim_row, event_row, own_cells
from kursk_tui.words.phrases import NO_FIRM_CEILING, bounds_text
from kursk_tui.words.records import chain_text
from kursk_tui.words.rows import row_sentence
from kursk_tui.words.voices import day

# Behind what a reader wants stands the rest of the record: what may come back, changed.
_RECORD = ("date", "attribution", "as_of", "as_of_basis", "counting", "events_named", "note")
CLAIMS = (*(name for name in CLAIM if name not in _RECORD), *_RECORD)
PAIRS = (
    *("kind", "severity", "firmness", "gap", "days", "stable", "more", "sentence", "measure"),
    *pairs.COLUMNS,
    *("origins", "claims", "target"),
)
EVENTS = (
    *("id", "title", "date", "kind", "by", "place", "part_of", "claims", "sources"),
    *("closed", "turning", "note"),
)

# Between the ids in one cell: none has a space. Between words that may have one.
SEPARATOR, BETWEEN_WORDS = " ", "; "

Kind = Literal["text", "integer", "number", "boolean"]
# Of what is worked out the columns that are no text; those of a record the schema tells.
_COUNTS: Mapping[str, tuple[str, ...]] = {
    "pairs": (*("severity", "firmness", "days", "more", "origins", "paragraph_a", "paragraph_b"),),
    "sources": ("claims", "figures", "paragraphs"),
    "agents": ("said", "relayed", "published"),
    "events": ("claims", "sources"),
    "measures": ("claims",),
}
_BOUNDS = ("committed_low", "committed_high", "suggested_low", "suggested_high")
_NUMBERS = ("gap", *_BOUNDS, *(f"{name}_{side}" for name in _BOUNDS for side in "ab"))


def claims_table(dossier: Dossier, index: Index, claims: Iterable[str] | None = None) -> Table:
    """Every claim in file order, or those that are given, under CLAIMS.

    An empty low or high is an open end; where both ends of a pair are empty the words give no
    number. `low` and `high` are as printed, so percent for a share; the others are what the words
    commit to and suggest under the dossier's preset. `origin` is empty where the chain is not
    whole; `chain` says how far it is known. `events` are those that it names, relays or counts.
    """
    ids = dossier.claims if claims is None else claims
    return CLAIMS, tuple(_claim(dossier, index, dossier.claims[id]) for id in ids)


def _claim(dossier: Dossier, index: Index, claim: Claim) -> tuple[Value, ...]:
    origin = origin_of(dossier, claim)
    own = {name: _plain(value) for name, value in own_cells(claim).items() if name in _RECORD}
    cells: dict[str, Value] = (
        claim_row(dossier, claim.id)
        | own
        | {
            "publisher": dossier.agents[dossier.sources[claim.source].publisher].name,
            "origin": dossier.agents[origin].name if origin is not None else None,
            "chain": chain_text(dossier, claim),
            "events": SEPARATOR.join(index.events_of_claim(claim.id)),
        }
    )
    return tuple(cells[name] for name in CLAIMS)


def pairs_table(dossier: Dossier, folds: Iterable[Fold]) -> Table:
    """Disagreements as they were given, under PAIRS: of a fold its head, `more` counts the rest.

    `gap` is how many times apart the figures are (`inf` above a zero), empty for dates, where
    `days` counts, and for words. The two sides are those of `pairs.side_cells`.
    """
    return PAIRS, tuple(_pair(dossier, one.head, len(one.rest)) for one in folds)


def _pair(dossier: Dossier, row: Row, more: int) -> tuple[Value, ...]:
    days = row.reading.days if row.reading is not None else None
    measure: str | None = row.measure
    if row.residual is not None:
        total = row.residual.identity.total.claim
        measure = dossier.claims[total].measure if total is not None else None
    return (
        row.kind,
        row.severity,
        row.firmness,
        round(row.gap, 4) if row.gap and days is None else None,
        days,
        row.stable,
        more,
        row_sentence(dossier, row),
        measure or None,
        *pairs.side_cells(dossier, row).values(),
        row.origins,
        SEPARATOR.join(row.claims),
        row.target,
    )


def events_table(dossier: Dossier, index: Index) -> Table:
    """Every event in file order, under EVENTS; `claims` and `sources` count who mentions it."""
    rows = (
        event_row(dossier, index, id) | {"closed": event.closed, "turning": event.turning}
        for id, event in dossier.events.items()
    )
    return EVENTS, tuple(tuple(row[name] for name in EVENTS) for row in rows)


# ---- every table, in any format

# The tables in the order in which a workbook has them. All but pairs are of records.
TABLES = ("claims", "pairs", "sources", "agents", "events", "measures", "scopes")


def table_of(
    name: str, dossier: Dossier, index: Index, folds: Callable[[], Iterable[Fold]]
) -> Table:
    """One of TABLES as a table; `folds` is asked for pairs alone. Raises KeyError."""
    if name == "pairs":
        return pairs_table(dossier, folds())
    if name == "claims":
        return claims_table(dossier, index)
    if name == "events":
        return events_table(dossier, index)
    return _OTHERS[name](dossier, index)


def sources_table(dossier: Dossier, index: Index) -> Table:
    """Every document in file order, with how many claims and figures stand in it."""
    rows = []
    for id, source in dossier.sources.items():
        row = flat.source_row(dossier, index, id)
        row["paragraphs"] = source.text.paragraphs if source.text is not None else None
        rows.append(row)
    fields = flat.columns("sources", "publisher_name", "claims", "figures", "paragraphs")
    return _listed(fields, rows)


def agents_table(dossier: Dossier, index: Index) -> Table:
    """Every agent in file order, with how many claims it made, relayed and published."""
    rows = [flat.agent_row(dossier, index, id) for id in dossier.agents]
    return _listed(flat.columns("agents", "said", "relayed", "published"), rows)


def measures_table(dossier: Dossier, index: Index) -> Table:
    """Every measure in file order, with how many claims count it."""
    rows = [
        flat.listed("measures", measure) | {"claims": len(index.claims_of_measure(id))}
        for id, measure in dossier.measures.items()
    ]
    return _listed(flat.columns("measures", "claims"), rows)


def scopes_table(dossier: Dossier, index: Index) -> Table:
    """Every population, place and way of counting in file order."""
    rows = [flat.listed("scopes", scope) for scope in dossier.scopes.values()]
    return _listed(flat.columns("scopes"), rows)


_OTHERS: Mapping[str, Callable[[Dossier, Index], Table]] = {
    "sources": sources_table,
    "agents": agents_table,
    "measures": measures_table,
    "scopes": scopes_table,
}


def _listed(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> Table:
    return columns, tuple(tuple(_plain(row.get(name), name) for name in columns) for row in rows)


def _plain(value: Any, name: str = "") -> Value:
    """A value as one cell; a list of names or words has another mark between them than ids."""
    if isinstance(value, list | tuple):
        between = BETWEEN_WORDS if name in ("aliases", "cues") else SEPARATOR
        return between.join(value) or None
    plain: Value = value
    return plain


def kind_of(table: str, column: str) -> Kind:
    """What the cells of a column of one of TABLES hold, where they are not empty."""
    if column in _NUMBERS:
        return "number"
    if column in _COUNTS.get(table, ()):
        return "integer"
    if column in ("closed", "turning", "stable"):
        return "boolean"
    if table == "pairs":
        return "text"
    for _, field in schema.flattened(table):
        if field.name == column:
            kinds: dict[str, Kind] = {
                schema.INTEGER: "integer",
                schema.NUMBER: "number",
                schema.BOOLEAN: "boolean",
            }
            return kinds.get(field.type, "text")
    return "text"


# ---- figures in words, for the report and the picture


def commits_and_suggests(q: Quantity, preset: str) -> tuple[str, str]:
    """In words what a figure commits to and what it suggests; what is equal is said once."""
    if q.basis == "date":
        date = q.claim.figure.date if q.claim is not None and q.claim.figure is not None else None
        return (day(date) if date else "no date", "the same")
    words = q.under(preset)
    if words is None:
        return "no number", "no number"
    if q.status is None:
        return "nothing: it is denied", "the same"
    derived = q.is_derived
    figure = q.claim.figure if q.claim is not None and not derived else None
    commits = bounds_text(figure, words.entailed, derived=derived)
    suggests = bounds_text(figure, words.suggested, derived=derived)
    if is_ceiling(q):
        commits = NO_FIRM_CEILING
    return commits, "the same" if suggests == commits else suggests
