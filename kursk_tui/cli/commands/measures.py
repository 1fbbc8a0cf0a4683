"""What is counted, and all that was said of one measure."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.ladder.usual import goes_without_saying
from kursk_tui.analysis.origins.bands import (
    TIERS,
    Said,
    SetAside,
    body_behind,
    said_by_measure,
    said_of,
    set_aside,
)
from kursk_tui.analysis.origins.forest import (
    Axis,
    axis_for,
    axis_number,
    date_of,
    drawn,
    drawn_of,
    is_weak,
    scale,
)
from kursk_tui.cli.listing import Column, Listing, Row
from kursk_tui.cli.output import Manner, cut, drawn_line, print_listing
from kursk_tui.cli.session import Session
from kursk_tui.cli.standalone import standing_alone
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import Intervals
from kursk_tui.words.derivations import derivation
from kursk_tui.words.flat import ends, told_before, wrong_of
from kursk_tui.words.holdings import aside_text, holding_texts, voice_name
from kursk_tui.words.phrases import phrase
from kursk_tui.words.plots import LEGEND_DERIVED
from kursk_tui.words.records import chain_text, scope_names
from kursk_tui.words.voices import who, written

MEASURES = (
    Column("id", "measure", whole=True),
    Column("part_of", "part of", wide=True),
    Column("basis", "basis"),
    Column("unit", "unit", wide=True),
    Column("figures", "figures", number=True),
    Column("origins", "origins", number=True),
    Column("lowest", "lowest", number=True),
    Column("highest", "highest", number=True),
    Column("name", "name", wide=True),
)
LEAST_WIDTH = 40
LABEL = 12
FIGURES = (
    Column("moment", "moment"),
    Column("basis", "date basis"),
    Column("origin", "origin"),
    Column("reading", "figure"),
    Column("committed_low", "from", number=True),
    Column("committed_high", "to", number=True),
    Column("suggested_low", "suggests", number=True),
    Column("suggested_high", "to", number=True),
    Column("scope", "scope"),
    Column("id", "claim", whole=True),
    Column("echoes", "same figure in"),
    Column("chain", "chain", wide=True),
)


def run_measures(arguments: argparse.Namespace) -> int:
    """`measures`: those of which something is said."""
    session = Session(arguments)
    dossier = session.dossier
    rows = []
    for id, said in said_by_measure(dossier).items():
        if not said:
            continue
        measure = dossier.measures[id]
        low, high = _span(dossier, said)
        rows.append(
            {
                "id": measure.id,
                "name": measure.name,
                "unit": measure.unit,
                "basis": measure.basis,
                "part_of": measure.part_of,
                "since": measure.since,
                "figures": len(said),
                "origins": len({body_behind(dossier, one.quantity) for one in said} - {None}),
                "lowest": low,
                "highest": high,
                "note": measure.note,
            }
        )
    return print_listing(Listing(MEASURES, rows), session.manner)


def _span(dossier: Dossier, said: Sequence[Said]) -> tuple[Any, Any]:
    """The lowest and the highest end of what words suggest; days for dates."""
    counted = [one.quantity for one in said if one.quantity.counts]
    found = [w for q in counted if (w := q.under(dossier.meta.preset)) is not None]
    numbers = [n for words in found for n in ends(words.suggested or words.entailed)]
    known = [n for n in numbers if n is not None]
    if not known:
        return None, None
    if said[0].quantity.basis == "date":
        return date_of(min(known)), date_of(max(known))
    return min(known), max(known)


def run_measure(arguments: argparse.Namespace) -> int:
    """`measure ID`: its figures by moment, what holds, who is apart."""
    session = Session(arguments)
    dossier = session.dossier
    id = session.named("measures", arguments.id)
    said = said_of(dossier, id)
    rows = []
    for one in said:
        rows.append(figure_row(dossier, one.quantity, [q.id for q in one.echoes]))
        if arguments.unfold:
            rows += [figure_row(dossier, echo, []) for echo in one.echoes]
    record = {
        "measure": id,
        "name": dossier.measures[id].name,
        "unit": dossier.measures[id].unit,
        "figures": rows,
        "set_aside": {
            tier: _aside(dossier, set_aside(dossier, [q for one in said for q in one.all], tier))
            for tier in TIERS
        },
    }
    text = None
    if session.manner.format == "table" and rows:
        text = plot_text(dossier, said, session.manner, log=arguments.log, unfold=arguments.unfold)
    # Where all are of one scope it says nothing.
    is_one = len({row["scope"] for row in rows}) < 2
    columns = tuple(column for column in FIGURES if not (is_one and column.key == "scope"))
    listing = Listing(columns, rows, record if rows else None, text)
    # A figure that nobody printed has no page.
    is_claim = dossier.claims.__contains__
    listing = standing_alone(
        session, listing, lambda row: ("claims", row["id"]) if is_claim(row["id"]) else None
    )
    return print_listing(listing, session.manner)


def _aside(dossier: Dossier, found: SetAside) -> Row:
    return {
        "ways": [[voice_name(dossier, voice) for voice in way] for way in found.ways],
        "voices": found.voices,
    }


def figure_row(dossier: Dossier, q: Quantity, echoes: list[str]) -> Row:
    """A figure of a measure with its intervals; derived ones have no claim and no chain."""
    # A denial gives no count.
    words = q.under(dossier.meta.preset) if q.status is not None else None
    committed = ends(words.entailed) if words is not None else (None, None)
    suggested = ends(words.suggested) if words is not None else (None, None)
    if q.basis == "date":
        committed = suggested = _days(committed)
    figure = q.claim.figure if q.claim is not None else None
    return {
        "id": q.id,
        "moment": q.when.date,
        "basis": q.when.basis,
        "origin": who(dossier, q).text(),
        "written": figure.written if figure is not None else None,
        "reading": told_before(dossier, q.claim) + phrase(dossier, q.claim)
        if q.claim is not None
        else None,
        "derived": derivation(dossier, q),
        "wrong": wrong_of(dossier, q.claim) if q.claim is not None else None,
        "modality": q.claim.modality if q.claim is not None else None,
        "committed_low": committed[0],
        "committed_high": committed[1],
        "suggested_low": suggested[0],
        "suggested_high": suggested[1],
        "scope": "; ".join(_scope_parts(dossier, q)),
        "population": q.scope.population,
        "place": q.scope.place,
        "within": q.scope.within,
        "counting": q.scope.counting,
        "echoes": echoes,
        "chain": chain_text(dossier, q.claim) if q.claim is not None else derivation(dossier, q),
    }


def _scope_parts(dossier: Dossier, q: Quantity) -> list[str]:
    """Whom, where, within what and how a figure counts, as far as it says."""
    counting = dossier.scopes[q.scope.counting].name if q.scope.counting else ""
    return [*scope_names(dossier, q.scope, ""), *([counting] if counting else [])]


def _days(numbers: tuple[Any, Any]) -> tuple[Any, Any]:
    """Ordinals of days as dates."""
    low, high = (date_of(n) if n is not None else None for n in numbers)
    return low, high


# ---- the plot as text


def plot_text(
    dossier: Dossier, said: Sequence[Said], manner: Manner, *, log: bool, unfold: bool
) -> str:
    """The forest plot, then what holds of the latest figure, and who is apart."""
    rows: list[tuple[Quantity, str]] = []
    for one in said:
        count = f" +{len(one.echoes)}" if one.echoes and not unfold else ""
        rows.append((one.quantity, count))
        if unfold:
            rows += [(echo, "") for echo in one.echoes]
    preset = dossier.meta.preset
    found = {q.id: words for q, _ in rows if (words := drawn_of(q, preset)) is not None}
    lefts = [f"{_moment(q)} {who(dossier, q).name}" for q, _ in rows]
    rights = [_figure(dossier, q) + count for q, count in rows]
    width = max(LEAST_WIDTH, manner.width)
    left_width = min(max(map(len, lefts)), width * 3 // 10)
    right_width = min(max(map(len, rights)), width * 35 // 100)
    room = width - left_width - right_width - 4
    axis = axis_for(found.values(), room, log=log and said[0].quantity.basis != "date")
    lines = [
        f"{cut(left, left_width).ljust(left_width)}  {bar_of(q, found, axis)}  "
        f"{cut(right, right_width)}"
        for (q, _), left, right in zip(rows, lefts, rights, strict=True)
    ]
    text = date_of if said[0].quantity.basis == "date" else axis_number
    lines.append(" " * (left_width + 2) + scale(axis, text))
    lines += _wrapped(LEGEND_DERIVED + "  +n claims that give the same figure", width, apart="  ")
    if any(len(left) > left_width for left in lefts) or max(map(len, rights)) > right_width:
        lines += _wrapped("… is cut to this width; --format plain has all of it", width)
    anchor = latest_of([one.quantity for one in said], preset)
    lines.append("")
    latest = f"for the latest: {_figure(dossier, anchor)} ({who(dossier, anchor).name})"
    lines += _wrapped(latest, width)
    for label, line in (
        *holding_texts(dossier, said, anchor),
        ("set aside", aside_text(dossier, said)),
    ):
        lines += _wrapped(f"{label:<{LABEL}}{line}", width, indent=LABEL)
    shown = (drawn_line(line, manner) for line in lines)
    return "".join(line.rstrip() + "\n" for line in shown)


def latest_of(found: Sequence[Quantity], preset: str) -> Quantity:
    """The latest figure that prints a number and bears something; else the latest of all."""
    bearing = [q for q in found if q.counts and not q.is_wordy and q.under(preset) is not None]
    bearing = bearing or list(found)
    return ([q for q in bearing if q.when.date is not None] or bearing)[-1]


def bar_of(q: Quantity, found: Mapping[str, Intervals], axis: Axis) -> str:
    """The bar of a figure, blank where its words give no number."""
    if q.id not in found:
        return " " * axis.width
    return drawn(found[q.id], axis, derived=is_weak(q))


def _moment(q: Quantity) -> str:
    """As wide as a day: a plus for a span, in brackets where it is only the page's date."""
    date, span, _ = (q.when.date or "undated").partition("/")
    date += "+" if span else ""
    return f"{f'({date})' if q.when.basis == 'page' else f' {date} ':<13}"


def _figure(dossier: Dossier, q: Quantity) -> str:
    words = written(dossier, q)
    if q.claim is not None:
        words = told_before(dossier, q.claim) + words
    event = dossier.events.get(q.scope.within or "")
    if q.basis == "date" and event is not None:
        return f"{event.title}: {words}"
    parts = []
    population = dossier.scopes[q.scope.population] if q.scope.population else None
    if population is not None and population.part_of is not None:
        parts.append(population.name)
    if q.scope.place and not goes_without_saying(dossier, "place", q.scope.place):
        parts.append(dossier.scopes[q.scope.place].name)
    if q.scope.counting:
        parts.append(dossier.scopes[q.scope.counting].name)
    return f"{words} [{', '.join(parts)}]" if parts else words


def _wrapped(line: str, width: int, *, indent: int = 0, apart: str = " ") -> list[str]:
    """A line in lines of a width, broken only at `apart`."""
    lines: list[str] = []
    for words in line.split(apart):
        if lines and len(lines[-1]) + len(apart) + len(words) <= width:
            lines[-1] += apart + words
        else:
            lines.append(" " * (indent if lines else 0) + words)
    return lines
