"""A pair of figures as bars on one axis, for the detail of a disagreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.analysis.origins.forest import axis_for, axis_number, drawn, scale
from kursk_tui.model.figures import Intervals
from kursk_tui.tui.display import Line
from kursk_tui.words.plots import LEGEND


class Bar(NamedTuple):
    """One row: a label at the left, in a look, the intervals, a word at the right."""

    label: str
    intervals: Intervals
    word: str
    look: str = "agent"


def forest(bars: Sequence[Bar], width: int) -> list[Line]:
    """Lines of at most `width` cells: a row a bar, then the axis and what the glyphs mean."""
    label_width = min(max((len(bar.label) for bar in bars), default=0), width // 4) + 1
    word_width = min(max((len(bar.word) for bar in bars), default=0), width // 4) + 1
    axis = axis_for((bar.intervals for bar in bars), width - label_width - word_width - 1)
    lines: list[Line] = []
    for bar in bars:
        cells = drawn(bar.intervals, axis)
        label = bar.label[: label_width - 1].ljust(label_width)
        lines.append([(label, bar.look), (cells, "figure"), (" " + bar.word, "")])
    numbers = " " * label_width + scale(axis, axis_number)
    return [*lines, [(numbers, "dim")], [(" " * label_width + LEGEND, "dim")]]
