"""The timeline's words: names of headings, spans, and how much was published when."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.analysis.story import BEFORE, UNDATED
from kursk_tui.model.dates import human
from kursk_tui.model.text import plural
from kursk_tui.words.overview import sparkline

NAMES = {BEFORE: "Before the first chapter", UNDATED: "Without a date"}


def span_text(date: str | None) -> str:
    """`2024-06 to 2024-12`; nothing where there is no date."""
    return human(date) if date is not None else ""


def density_bar(documents: Sequence[int], width: int) -> str:
    """Documents a month as blocks, the most of the row as a full one; a blank where none came."""
    return sparkline([number or None for number in documents], width)


def shown_of(place: int | None, shown: int, folded: int) -> str:
    """`3/96 · 177 folded`: at which of the events shown one is, and how many are folded."""
    text = f"{'-' if place is None else place}/{shown}" if shown else "0"
    return f"{text} · {folded} folded" if folded else text


def folded_text(folded: int, key: str, *, under_chapter: bool) -> str:
    """`21 releases that speak of this first of all; Space in the timeline shows them`."""
    what = plural(folded, "event" if under_chapter else "release")
    of = "stands in it" if under_chapter else "speaks of this first of all"
    if folded != 1:
        of = "stand in it" if under_chapter else "speak of this first of all"
    return f"{what} that {of}; {key} in the timeline shows {'it' if folded == 1 else 'them'}"
