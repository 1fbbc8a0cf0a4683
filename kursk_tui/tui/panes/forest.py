"""Bars on one shared axis: how far figures reach, for a pair or for a measure.

A heavy bar is what the words suggest, a line what they commit to beyond it, an arrow an open
end. In ASCII `#`, `=` and `>`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf
from typing import NamedTuple

from kursk_tui.model.figures import Intervals, number
from kursk_tui.tui.display import Line

BAR, LINE = "█", "━"
LEGEND = "█ suggested  ━ committed to  ► open end"


class Bar(NamedTuple):
    """One row: a label at the left, the intervals, a word at the right."""

    label: str
    intervals: Intervals
    word: str


class Axis(NamedTuple):
    """The numbers from `low` to `high` on `width` cells."""

    low: float
    high: float
    width: int

    def cell(self, n: float) -> int:
        """The cell that a number falls into, cut to the axis."""
        if self.high <= self.low:
            return 0
        place = (n - self.low) / (self.high - self.low) * (self.width - 1)
        return min(max(round(place), 0), self.width - 1)


def axis_for(bars: Sequence[Bar], width: int) -> Axis:
    """An axis over all finite ends, from zero where that does not squeeze the bars."""
    ends = [
        n
        for bar in bars
        for interval in (bar.intervals.entailed, bar.intervals.suggested)
        if interval is not None
        for n in interval
        if not isinf(n)
    ]
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    low = 0.0 if low < 0.6 * high else max(0.0, low - (high - low) * 0.1)
    return Axis(low, high + (high - low) * 0.08, max(8, width))


def forest(bars: Sequence[Bar], width: int) -> list[Line]:
    """Lines of at most `width` cells: a row a bar, then the axis and what the glyphs mean."""
    label_width = min(max((len(bar.label) for bar in bars), default=0), width // 4) + 1
    word_width = min(max((len(bar.word) for bar in bars), default=0), width // 4) + 1
    axis = axis_for(bars, width - label_width - word_width - 1)
    lines: list[Line] = []
    for bar in bars:
        cells = _cells(bar.intervals, axis)
        label = bar.label[: label_width - 1].ljust(label_width)
        lines.append([(label, "agent"), (cells, "figure"), (" " + bar.word, "")])
    low, high = number(round(axis.low)), number(round(axis.high))
    gap = axis.width - len(low) - len(high)
    scale = " " * label_width + low + " " * max(1, gap) + high
    return [*lines, [(scale, "dim")], [(" " * label_width + LEGEND, "dim")]]


def _cells(intervals: Intervals, axis: Axis) -> str:
    cells = [" "] * axis.width
    entailed, suggested = intervals.entailed, intervals.suggested
    low = axis.low if isinf(entailed.low) else entailed.low
    high = axis.high if isinf(entailed.high) else entailed.high
    for cell in range(axis.cell(low), axis.cell(high) + 1):
        cells[cell] = LINE
    if suggested is not None:
        for cell in range(axis.cell(suggested.low), axis.cell(suggested.high) + 1):
            cells[cell] = BAR
    if entailed.is_open_high:
        cells[-1] = "►"
    if entailed.is_open_low:
        cells[0] = "◄"
    return "".join(cells)
