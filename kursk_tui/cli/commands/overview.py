"""A dossier at a glance."""

from __future__ import annotations

import argparse
from textwrap import wrap

from kursk_tui.analysis.disagreements.folds import fold
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.overview import Contested, Overview, overview
from kursk_tui.cli.listing import Column, Listing, Row
from kursk_tui.cli.output import Manner, cut, drawn_line, print_listing
from kursk_tui.cli.session import Session
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.text import plural
from kursk_tui.words.overview import (
    against,
    brief,
    by_whom,
    headlines,
    months_text,
    new_figures,
    origin_name,
    scope_note,
    sparkline,
)
from kursk_tui.words.records import scope_names

CONTESTED = (
    Column("measure", "measure", whole=True),
    Column("figures", "figures", number=True),
    Column("origins", "origins", number=True),
    Column("from", "from"),
    Column("to", "to"),
    Column("severity", "sev.", number=True),
    Column("gravest", "gravest"),
)
LEAST_WIDTH, SPARK, ENDS = 60, 12, 18


def run_overview(arguments: argparse.Namespace) -> int:
    """`overview`: what is contested, the turning points, the gravest disagreements."""
    session = Session(arguments)
    dossier = session.dossier
    folds = fold(session.disagreements.rows)
    found = overview(dossier, folds)
    rows = [_contested(dossier, one) for one in found.contested]
    told = headlines(dossier, folds)
    record = {
        "title": dossier.meta.title,
        "months": list(found.months),
        "contested": rows,
        "turning": [
            {
                "event": one.event,
                "date": dossier.events[one.event].date,
                "title": dossier.events[one.event].title,
                "by": by_whom(dossier, one),
                "new": new_figures(dossier, one),
                "claims": [q.id for q in one.figures],
            }
            for one in found.turning
        ],
        "gravest": [{"target": row.target, "sentence": sentence} for row, sentence in told],
    }
    text = None
    if session.manner.format == "table":
        text = _text(dossier, found, [sentence for _, sentence in told], session.manner)
    return print_listing(Listing(CONTESTED, rows, record, text), session.manner)


def _contested(dossier: Dossier, one: Contested) -> Row:
    return {
        "measure": one.measure,
        "name": dossier.measures[one.measure].name,
        "figures": one.figures,
        "origins": one.origins,
        "from": _end(dossier, one.low),
        "from_claim": one.low.id if one.low is not None else None,
        "to": _end(dossier, one.high),
        "to_claim": one.high.id if one.high is not None else None,
        "scope": scope_names(dossier, one.scope) if one.scope is not None else [],
        "outside": one.outside,
        "levels": list(one.levels),
        "severity": one.row.severity if one.row is not None else 0,
        "gravest": against(dossier, one.row) if one.row is not None else "",
        "target": one.row.target if one.row is not None else None,
    }


def _end(dossier: Dossier, q: Quantity | None) -> str | None:
    return f"{brief(dossier, q)} {origin_name(dossier, q)}" if q is not None else None


def _text(dossier: Dossier, found: Overview, told: list[str], manner: Manner) -> str:
    """The three parts as lines of a terminal's width."""
    width = max(LEAST_WIDTH, manner.width)
    counts = f"{plural(len(dossier.sources), 'document')}, {plural(len(dossier.claims), 'claim')}"
    lines = [f"{dossier.meta.title}: {counts}", ""]
    months = months_text(found.months, " to ")
    span = f", {months}" if months else ""
    lines.append(f"Contested{span}: figures, origins, range, gravest")
    name_width = min(
        max((len(dossier.measures[one.measure].name) for one in found.contested), default=0),
        width // 4,
    )
    for one in found.contested:
        name = cut(dossier.measures[one.measure].name, name_width)
        ends = ""
        if one.low is not None and one.high is not None:
            low, high = brief(dossier, one.low), brief(dossier, one.high)
            ends = low if low == high else f"{low} to {high}"
        line = f"  {name:<{name_width}} {sparkline(one.levels, SPARK):<{SPARK}}"
        line += f"{one.figures:>4}{one.origins:>4}  {ends:<{ENDS}}"
        if one.row is not None:
            line += f" [{one.row.severity}] {against(dossier, one.row)}"
        lines.append(cut(line, width))
    for one in found.contested:
        if note := scope_note(dossier, one):
            lines += wrap(note, width, initial_indent="  ", subsequent_indent="    ")
    lines += ["", "Turning points"] if found.turning else []
    for turn in found.turning:
        event = dossier.events[turn.event]
        new = ", ".join(new_figures(dossier, turn)[:3])
        line = f"  {event.date or 'undated':<21}  {event.title}"
        lines.append(cut(f"{line}: {new}" if new else line, width))
    lines += ["", "The gravest disagreements"] if told else []
    for sentence in told:
        lines += wrap(f"{sentence}.", width, initial_indent="  ", subsequent_indent="    ")
    return "".join(f"{drawn_line(line, manner).rstrip()}\n" for line in lines)
