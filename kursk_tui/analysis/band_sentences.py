"""Sentences on what most origins support, and on who would have to be set aside."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.analysis.bands import (
    ENTAILED,
    SUGGESTED,
    Said,
    SetAside,
    most_supported,
    set_aside,
)
from kursk_tui.analysis.forest import date_of
from kursk_tui.analysis.intervals import interval_text
from kursk_tui.analysis.quantities import Quantity
from kursk_tui.analysis.voices import day, listed
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.words import name_of, plural
from kursk_tui.model.figures import Interval


def supported_texts(
    dossier: Dossier, said: Sequence[Said], anchor: Quantity
) -> list[tuple[str, str]]:
    """(label, text): what most origins support of what a figure counts, at its moment.

    By what words suggest and by what they commit to, once where both are the same.
    """
    if anchor.status is None:
        return [("supported", "a denial counts nothing")]
    quantities = [q for one in said for q in one.all]
    lines = [_supported(dossier, quantities, anchor, tier) for tier in (SUGGESTED, ENTAILED)]
    when = f" at {day(anchor.when.date)}" if anchor.when.date is not None else ""
    first = f"most supported{when}: {lines[0]}"
    if len(set(lines)) == 1:
        return [("range", first)]
    return [("range", first), (" ", f"by what words commit to: {lines[1]}")]


def _supported(
    dossier: Dossier, quantities: Sequence[Quantity], anchor: Quantity, tier: str
) -> str:
    found = most_supported(dossier, quantities, anchor, tier)
    if found.interval is None:
        return "none, no origin is recorded for what can be compared with it"
    total = len(found.origins) + len(found.against)
    if len(found.origins) == 1 and total > 1:
        return f"none, no two of the {total} origins agree"
    names = listed([name_of(dossier, body) for body in found.origins])
    text = f"{_range(anchor, found.interval)}, consistent with {len(found.origins)} of "
    text += f"{plural(total, 'origin')} ({names})"
    if found.ties:
        text += f"; {plural(found.ties, 'other range')} as well supported"
    return text


def aside_text(dossier: Dossier, said: Sequence[Said]) -> str:
    """The fewest voices without whom the figures do not disagree."""
    quantities = [q for one in said for q in one.all]
    tension = set_aside(dossier, quantities, SUGGESTED)
    conflict = set_aside(dossier, quantities, ENTAILED)
    if conflict == tension:
        return _aside(conflict, "disagreement")
    return f"{_aside(tension, 'tension')}; {_aside(conflict, 'conflict')}"


def _aside(found: SetAside, what: str) -> str:
    if not found.ways:
        return f"{what}: too many to tell"
    size = len(found.ways[0])
    if size == 0:
        return f"no {what} among them"
    shown = [listed(list(way)) for way in found.ways[:3]]
    more = "" if len(found.ways) <= 3 else f", or {len(found.ways) - 3} other ways"
    return (
        f"no {what} is left without the figures of {', or '.join(shown)}{more} "
        f"(the fewest of {found.voices} voices; no judgement of them)"
    )


def _range(anchor: Quantity, interval: Interval) -> str:
    if anchor.basis == "date":
        low, high = date_of(interval.low), date_of(interval.high)
        return low if low == high else f"{low} to {high}"
    rough = any(n % 1 for n in interval if n not in (float("inf"), float("-inf")))
    return interval_text(interval, derived=rough)
