"""Bars on one shared axis, as text: how far figures reach, for a pair or for a measure.

A heavy bar is what the words suggest, a line what they commit to beyond it, an arrow an open
end; a number that nobody printed, or that is recorded as a misreading, is hatched. A terminal
without these glyphs gets `#`, `=`, `>` and `:`, `-` for them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from math import inf, isinf, log10
from typing import NamedTuple

from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.model.dates import OPEN_END, OPEN_START, ordinal
from kursk_tui.model.figures import Interval, Intervals, number

BAR, LINE = "█", "━"
DERIVED_BAR, DERIVED_LINE = "▒", "╌"


class Axis(NamedTuple):
    """The numbers from `low` to `high` on `width` cells, evenly or by their logarithm.

    Of one that `is_cut` figures may lie beyond its ends.
    """

    low: float
    high: float
    width: int
    log: bool = False
    is_cut: bool = False

    def cell(self, n: float) -> int:
        """The cell that a number falls into, cut to the axis."""
        low, high = self._scaled(self.low), self._scaled(self.high)
        if high <= low:
            return 0
        place = (self._scaled(n) - low) / (high - low) * (self.width - 1)
        return min(max(round(place), 0), self.width - 1)

    def number_at(self, cell: int) -> float:
        """The number in the middle of a cell."""
        part = cell / max(1, self.width - 1)
        if self.log:
            low, high = self._scaled(self.low), self._scaled(self.high)
            return float(10 ** (low + part * (high - low)))
        return self.low + part * (self.high - self.low)

    def _scaled(self, n: float) -> float:
        return log10(max(n, self.low)) if self.log else n


def axis_for(found: Iterable[Intervals], width: int, *, log: bool = False) -> Axis:
    """An axis over all finite ends, from zero where that does not squeeze the bars."""
    ends = [
        n
        for intervals in found
        for interval in (intervals.entailed, intervals.suggested)
        if interval is not None
        for n in interval
        if not isinf(n)
    ]
    width = max(8, width)
    if log:
        positive = [n for n in ends if n >= 1]
        low = min(positive, default=1.0)
        return Axis(max(1.0, low / 1.2), max(positive, default=10.0) * 1.2, width, log=True)
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    low = 0.0 if low < 0.6 * high else max(0.0, low - (high - low) * 0.1)
    return Axis(low, high + (high - low) * 0.08, width)


def near(words: Intervals, least: float) -> tuple[float, float]:
    """From where to where an axis goes that shows one figure, with as much on either side.

    At least `least` on either side; never below zero where the figure is not.
    """
    ends = [n for part in words if part is not None for n in part if not isinf(n)]
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    more = max(high - low, least)
    return (max(0.0, low - more) if low >= 0 else low - more), high + more


def scale(axis: Axis, text: Callable[[float], str]) -> str:
    """The numbers at both ends and in the middle of an axis, in its width."""
    first, last = text(axis.low), text(axis.high)
    if len(first) + 1 + len(last) > axis.width:
        return last.rjust(axis.width)[-axis.width :]
    cells = list(first.ljust(axis.width)[: axis.width - len(last)] + last)
    half = axis.width // 2
    middle = text(float(f"{axis.number_at(half):.2g}")) if axis.low >= 0 else ""
    start = half - len(middle) // 2
    if start > len(first) + 1 and start + len(middle) < axis.width - len(last) - 1:
        cells[start : start + len(middle)] = middle
    return "".join(cells)


def axis_number(n: float) -> str:
    """A number on an axis, no finer than its cells: three digits, then zeros."""
    return number(float(f"{n:.3g}"))


def date_of(n: float) -> str:
    """The day of an ordinal, `2025-02-27`; empty beyond what a calendar holds."""
    if not 1 <= n <= datetime.date.max.toordinal():
        return ""
    return datetime.date.fromordinal(round(n)).isoformat()


def drawn(intervals: Intervals, axis: Axis, *, derived: bool = False) -> str:
    """The bar of two intervals, as wide as the axis."""
    bar, line = (DERIVED_BAR, DERIVED_LINE) if derived else (BAR, LINE)
    cells = [" "] * axis.width
    entailed, suggested = intervals.entailed, intervals.suggested
    low = axis.low if isinf(entailed.low) else entailed.low
    high = axis.high if isinf(entailed.high) else entailed.high
    for cell in range(axis.cell(low), axis.cell(high) + 1):
        cells[cell] = line
    if suggested is not None:
        for cell in range(axis.cell(suggested.low), axis.cell(suggested.high) + 1):
            cells[cell] = bar
    if entailed.is_open_high or (axis.is_cut and entailed.high > axis.high):
        cells[-1] = "►"
    if entailed.is_open_low or (axis.is_cut and entailed.low < axis.low):
        cells[0] = "◄"
    return "".join(cells)


def is_weak(q: Quantity) -> bool:
    """Whether a figure is drawn hatched: nobody printed it, or it is told wrongly."""
    return q.is_derived or q.is_misreading or q.is_slip


def is_ceiling(q: Quantity) -> bool:
    """Words such as up to commit to no end: a ceiling can be taken back."""
    return q.claim is not None and q.claim.figure is not None and q.claim.figure.hedge == "up_to"


def drawn_of(q: Quantity, preset: str) -> Intervals | None:
    """What is drawn of a figure; of a ceiling what it suggests: an arrow upwards would mislead.

    None where the words give no number, and of a denial: that gives no count.
    """
    words = q.under(preset) if q.status is not None else None
    if words is not None and is_ceiling(q) and words.suggested is not None:
        return Intervals(words.suggested, words.suggested)
    return words


def bars_of(q: Quantity, preset: str) -> Intervals | None:
    """`drawn_of`, of a date without an end where it is open."""
    words = drawn_of(q, preset)
    if words is None or q.basis != "date":
        return words
    return Intervals(_opened(words.entailed), _opened(words.suggested or words.entailed))


def _opened(days: Interval) -> Interval:
    """Days whose open ends are infinite, as numbers have them, and not the calendar's last."""
    low = -inf if days.low <= ordinal(OPEN_START) else days.low
    return Interval(low, inf if days.high >= ordinal(OPEN_END) else days.high)
