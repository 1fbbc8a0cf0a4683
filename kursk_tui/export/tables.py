"""The records and what they say together as tables of plain values, a row a record.

What refers to a record holds its id (source, measure, population, place, within, release,
events, claims), so that tables can be joined; publisher, origin, chain and who are names, for a
reader. Numbers are in the unit of the measure. Dates are EDTF.
"""

from __future__ import annotations

from collections.abc import Iterable

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.forest import is_ceiling
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.provenance import origin_of
from kursk_tui.export.spreadsheet import Table, Value
from kursk_tui.model.records import Claim
from kursk_tui.words import pairs
from kursk_tui.words.flat import CLAIM, claim_row, event_row
from kursk_tui.words.phrases import NO_FIRM_CEILING, bounds_text
from kursk_tui.words.records import chain_text
from kursk_tui.words.rows import row_sentence
from kursk_tui.words.voices import day

# What an analyst's table of numbers has no column for.
_LEFT_OUT = ("date",)
CLAIMS = tuple(name for name in CLAIM if name not in _LEFT_OUT)
PAIRS = (
    *("kind", "severity", "firmness", "gap", "days", "stable", "more", "sentence", "measure"),
    *pairs.COLUMNS,
    *("origins", "claims", "target"),
)
EVENTS = ("id", "title", "date", "kind", "by", "place", "part_of", "claims", "sources")

# Between the ids in one cell: none has a space.
SEPARATOR = " "


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
    cells: dict[str, Value] = claim_row(dossier, claim.id) | {
        "publisher": dossier.agents[dossier.sources[claim.source].publisher].name,
        "origin": dossier.agents[origin].name if origin is not None else None,
        "chain": chain_text(dossier, claim),
        "events": SEPARATOR.join(index.events_of_claim(claim.id)),
    }
    return tuple(cells[name] for name in CLAIMS)


def pairs_table(dossier: Dossier, folds: Iterable[Fold]) -> Table:
    """Disagreements as they were given, under PAIRS: of a fold its head, `more` counts the rest.

    `gap` is how many times apart the figures are (`inf` above a zero), empty for dates, where
    `days` counts, and for words. The two sides are those of `pairs.side_cells`.
    """
    return PAIRS, tuple(_pair(dossier, one.head, len(one.rest)) for one in folds)


def _pair(dossier: Dossier, row: Row, more: int) -> tuple[Value, ...]:
    days: int | None = None
    measure: str | None = None
    if row.reading is not None:
        days, measure = row.reading.days, row.reading.a.measure
    elif row.slip is not None:
        measure = row.slip.measure
    elif row.residual is not None:
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
    rows = (event_row(dossier, index, event) for event in dossier.events)
    return EVENTS, tuple(tuple(row[name] for name in EVENTS) for row in rows)


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
