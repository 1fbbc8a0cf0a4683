"""The overview's words: figures in brief, sparklines, who stands against whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf, isinf

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.ladder.usual import goes_without_saying
from kursk_tui.analysis.overview import Contested, Turning
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import Interval, number, rounded
from kursk_tui.words.phrases import phrase, times
from kursk_tui.words.records import scope_names, short_name
from kursk_tui.words.rows import between, row_sentence
from kursk_tui.words.sentences import apart_text, as_named, derived_ends
from kursk_tui.words.voices import day, who

_BLOCKS = "▁▂▃▄▅▆▇█"
HEADLINES = 3  # so many disagreements are told in a sentence


def brief(dossier: Dossier, q: Quantity) -> str:
    """A figure in a few cells: `300`, `2,700+`, `≤10,000`, `30,000-35,000`.

    That it is about, nearly or exactly so many is left out; a number nobody printed is rounded.
    """
    figure = q.claim.figure if q.claim is not None else None
    if q.is_derived or figure is None:
        ends = derived_ends(dossier, q)
        return _between(ends, rounded) if ends is not None else "?"
    if q.is_wordy and q.claim is not None:
        return phrase(dossier, q.claim)
    low, high = figure.low, figure.high
    if figure.hedge in ("at_least", "more_than") and low is not None:
        return f"{number(low)}+"
    if figure.hedge in ("up_to", "at_most", "less_than") and high is not None:
        return f"≤{number(high)}"
    ends = Interval(-inf if low is None else low, inf if high is None else high)
    return _between(ends, number)


def _between(ends: Interval, text: Callable[[float], str]) -> str:
    if isinf(ends.high):
        return f"{text(ends.low)}+"
    if isinf(ends.low):
        return f"≤{text(ends.high)}"
    low, high = text(ends.low), text(ends.high)
    return low if low == high else f"{low}-{high}"


def origin_name(dossier: Dossier, q: Quantity) -> str:
    """Who stands behind a figure, in a word or two."""
    return who(dossier, q).speaker


def against(dossier: Dossier, row: Row) -> str:
    """`5.5x Mayor ≠ UN`: the two sides of a disagreement, how far apart."""
    return "".join(text for text, _ in against_parts(dossier, row))


def against_parts(dossier: Dossier, row: Row) -> list[tuple[str, Quantity | None]]:
    """`against` in its parts, each name with the side whose name it is."""
    if row.pair is None:
        return []
    names: dict[str, Quantity] = {}
    for q in row.pair:
        names.setdefault(origin_name(dossier, q), q)
    parts: list[tuple[str, Quantity | None]] = []
    if gap := times(row.gap):
        parts.append((f"{gap}x ", None))
    for name, q in names.items():
        parts += [(between(row), None)] if parts and parts[-1][1] is not None else []
        parts.append((name, q))
    return parts


def months_text(months: Sequence[str], between: str) -> str:
    """From the first month to the last; one month once."""
    return between.join(dict.fromkeys((months[0], months[-1]))) if months else ""


def scope_note(dossier: Dossier, one: Contested) -> str:
    """Of what the range of a measure is, where figures of other scopes lie beyond it.

    `killed: the range is of Derna; 3 figures of other scopes lie outside`. Nothing of a scope that
    goes without saying.
    """
    if not one.outside or one.scope is None:
        return ""
    scope, name = one.scope, dossier.measures[one.measure].name
    if goes_without_saying(dossier, "population", scope.population):
        scope = scope._replace(population=None)
    if goes_without_saying(dossier, "place", scope.place):
        scope = scope._replace(place=None)
    of = ", ".join(scope_names(dossier, scope, ""))
    if not of:
        return ""
    what = "figure of another scope lies" if one.outside == 1 else "figures of other scopes lie"
    return f"{name}: the range is of {of}; {one.outside} {what} outside"


def sparkline(levels: Sequence[float | None], width: int) -> str:
    """Levels as blocks, one a cell; a blank before the first. `width` cells, or fewer."""
    if not levels:
        return ""
    width = min(width, len(levels))
    cells: list[float | None] = []
    for cell in range(width):
        part = levels[cell * len(levels) // width : (cell + 1) * len(levels) // width]
        known = [level for level in part if level is not None]
        cells.append(max(known) if known else None)
    top = max((level for level in cells if level is not None), default=0.0)
    return "".join(
        " " if level is None else _BLOCKS[min(7, int(level / top * 8)) if top else 0]
        for level in cells
    )


def new_figures(dossier: Dossier, turning: Turning) -> list[str]:
    """What was new with a turning point: `100+ killed`, each measure once."""
    found: dict[str, str] = {}
    for q in turning.figures:
        found.setdefault(q.measure, f"{brief(dossier, q)} {dossier.measures[q.measure].name}")
    return list(found.values())


def by_whom(dossier: Dossier, turning: Turning) -> str:
    """Who gave out a turning point; empty for a happening."""
    by = dossier.events[turning.event].by
    return short_name(dossier.agents[by]) if by is not None else ""


def in_short(dossier: Dossier, row: Row) -> str:
    """A disagreement in a line or two: `killed: 2,700+ (Mayor, 14 Feb 2025) against ...`.

    The whole sentence where a row is not of two figures that were compared.
    """
    reading = row.reading
    counts = reading is not None and all(q.measure and q.basis != "date" for q in row.pair or ())
    if reading is None or row.pair is None or not counts or reading.tier == "recorded":
        return row_sentence(dossier, row)
    if reading.kind not in ("conflict", "tension"):
        return row_sentence(dossier, row)
    first, second = as_named(reading)
    name = dossier.measures[first.measure].name
    sides = f"{_side(dossier, first)} against {_side(dossier, second)}"
    return f"{name}: {sides}: {apart_text(dossier, reading)}"


def _side(dossier: Dossier, q: Quantity) -> str:
    facts = [origin_name(dossier, q)]
    if q.is_derived:
        facts.append("derived")
    if q.when.date is not None:
        facts.append(day(q.when.date))
    return f"{brief(dossier, q)} ({', '.join(facts)})"


def headlines(dossier: Dossier, folds: Sequence[Fold]) -> list[tuple[Row, str]]:
    """The gravest disagreements, in a sentence each.

    Each is on another measure: three rows about one count would be one story.
    """
    found: dict[str, tuple[Row, str]] = {}
    for fold in folds:
        measure = fold.head.pair.a.measure if fold.head.pair is not None else fold.head.target
        found.setdefault(measure, (fold.head, row_sentence(dossier, fold.head)))
        if len(found) == HEADLINES:
            break
    return list(found.values())
