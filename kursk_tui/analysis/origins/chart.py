"""Figures of one measure over time: where each lies, who stands behind it, and what is joined.

Numbers and ids alone. The terminal and the picture draw the same chart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil, floor, isinf, log10
from typing import NamedTuple

from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.bands import body_behind
from kursk_tui.analysis.origins.forest import bars_of, is_weak
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import ordinal

# How firm the ground of a figure is, the least first: a number that nobody stands behind or that
# words leave open; one that nobody printed, or that is told wrongly; one of a named origin.
FAINT, WEAK, FIRM = 0, 1, 2
# An axis on which the largest number is so many times the smallest is logarithmic by itself.
LOG_FROM = 20


class Mark(NamedTuple):
    """A figure on the chart.

    `day` is the ordinal of its moment (the middle of a span), None where that is not known. From
    `low` to `high` goes what its words suggest, from `least` to `most` what they commit to, as far
    as that ends; `is_open_low` and `is_open_high` say where it does not. `voice` is the body that
    stands behind it, None where that is not known.
    """

    id: str
    day: int | None
    low: float
    high: float
    least: float
    most: float
    is_open_low: bool
    is_open_high: bool
    voice: str | None
    ground: int


class Chart(NamedTuple):
    """Marks by their moment, undated ones last; their origins, those with the most marks first.

    `steps` are pairs of ids: a cumulative figure of an origin, and its next one.
    """

    marks: tuple[Mark, ...]
    voices: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]

    @property
    def wants_log(self) -> bool:
        """Whether the numbers lie so far apart that an even axis would press most of them flat."""
        numbers = [n for mark in self.marks for n in (mark.low, mark.high) if n > 0]
        return bool(numbers) and max(numbers) >= LOG_FROM * min(numbers)


def chart_of(dossier: Dossier, quantities: Iterable[Quantity], joined: Iterable[str] = ()) -> Chart:
    """The chart of some quantities; `joined` are the ids of those that may be steps of a count."""
    found = [(q, mark) for q in quantities if (mark := _mark(dossier, q)) is not None]
    found.sort(key=lambda one: (one[1].day is None, one[1].day or 0, one[1].id))
    marks = tuple(mark for _, mark in found)
    counts = Counter(mark.voice for mark in marks if mark.voice is not None)
    voices = sorted(counts, key=lambda voice: (-counts[voice], voice))
    may_join = set(joined)
    steps = []
    latest: dict[tuple[str, str], Mark] = {}
    for q, mark in found:
        if mark.voice is None or mark.day is None or mark.id not in may_join:
            continue
        if q.basis != "cumulative" or mark.ground != FIRM:
            continue
        # A count of the wounded is no step after one of the dead.
        count = (mark.voice, q.measure)
        before = latest.get(count)
        if before is not None:
            steps.append((before.id, mark.id))
        latest[count] = mark
    return Chart(marks, tuple(voices), tuple(steps))


def _mark(dossier: Dossier, q: Quantity) -> Mark | None:
    words = bars_of(q, dossier.meta.preset)
    if words is None:
        return None
    entailed, suggested = words.entailed, words.suggested or words.entailed
    ends = [n for n in (*suggested, *entailed) if not isinf(n)]
    if not ends:
        return None
    low = suggested.low if not isinf(suggested.low) else min(ends)
    high = suggested.high if not isinf(suggested.high) else max(low, *ends)
    voice = body_behind(dossier, q) if not is_weak(q) or q.is_derived else None
    ground = FIRM
    if voice is None or q.is_wordy:
        ground = FAINT
    if is_weak(q):
        ground = WEAK
    return Mark(
        id=q.id,
        day=_day(q),
        low=low,
        high=high,
        least=low if isinf(entailed.low) else min(low, entailed.low),
        most=high if isinf(entailed.high) else max(high, entailed.high),
        is_open_low=entailed.is_open_low,
        is_open_high=entailed.is_open_high,
        voice=voice,
        ground=ground,
    )


def _day(q: Quantity) -> int | None:
    span = q.when.span
    if span is None:
        return None
    ends = []
    if not span.is_open_start:
        ends.append(ordinal(span.earliest))
    if not span.is_open_end:
        ends.append(ordinal(span.latest))
    return sum(ends) // len(ends) if ends else None


# ---- axes


class Scale(NamedTuple):
    """Numbers from `low` to `high` on `cells` cells, evenly or by their logarithm."""

    low: float
    high: float
    cells: int
    is_log: bool = False

    def cell(self, n: float) -> int:
        """The cell of a number, cut to the scale."""
        low, high, at = self.low, self.high, n
        if self.is_log:
            low, high, at = log10(low), log10(high), log10(max(n, self.low))
        if high <= low:
            return 0
        return min(max(round((at - low) / (high - low) * (self.cells - 1)), 0), self.cells - 1)


def value_scale(marks: Sequence[Mark], cells: int, *, is_log: bool) -> Scale:
    """A scale over all that the words suggest and, as far as it ends, commit to.

    An even one begins at zero, unless that would press the figures together.
    """
    numbers = [n for mark in marks for n in (mark.low, mark.high, mark.least, mark.most)]
    if is_log:
        positive = [n for n in numbers if n > 0]
        low, high = min(positive, default=1.0), max(positive, default=10.0)
        return Scale(low / 1.15, max(high, low * 2) * 1.15, cells, is_log=True)
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    if high <= low:
        low, high = min(0.0, low), max(high, low + 1.0)
    first = 0.0 if 0 <= low < 0.6 * high else low - (high - low) * 0.08
    return Scale(first, high + (high - low) * 0.06, cells)


def ticks(scale: Scale, most: int) -> list[float]:
    """At most so many round numbers on a scale."""
    if scale.is_log:
        first, last = floor(log10(scale.low)), ceil(log10(scale.high))
        for parts in ((1, 2, 5), (1, 3), (1,)):
            found = [
                float(part) * 10.0**power
                for power in range(first, last + 1)
                for part in parts
                if scale.low <= part * 10.0**power <= scale.high
            ]
            if len(found) <= most:
                return found
        return found[:: ceil(len(found) / most)]
    span = scale.high - scale.low
    power = 10.0 ** floor(log10(span)) if span > 0 else 1.0
    best: list[float] = []
    for step in (power * part for part in (0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5)):
        start = ceil(scale.low / step)
        # Where the ends are all but one number, a step may be too small to tell two apart.
        found = list(dict.fromkeys(n * step for n in range(start, floor(scale.high / step) + 1)))
        if len(found) <= most:
            best = found
            break
    return best


def time_scale(marks: Sequence[Mark], cells: int) -> Scale | None:
    """A scale over the days of the marks; None where none is dated."""
    days = [mark.day for mark in marks if mark.day is not None]
    if not days:
        return None
    first, last = min(days), max(days)
    edge = max(3, (last - first) // 40)
    return Scale(first - edge, last + edge, cells)


def calendar_ticks(scale: Scale, most: int) -> list[int]:
    """At most so many days on a scale: first days of months, evenly many apart, or days."""
    for step in (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 12000):
        found = _first_days(scale, step)
        if len(found) > most:
            continue
        if len(found) < 2 and step == 1:
            # All lies within a month or so.
            return _days(scale, most)
        return found
    return []


def _first_days(scale: Scale, step: int) -> list[int]:
    """First days of every `step`th month, counted from the year 0."""
    found = []
    at = date.fromordinal(int(min(max(scale.low, 1), date.max.toordinal())))
    number = (at.year * 12 + at.month - 1) // step * step
    while number < 12 * (date.max.year + 1):
        year, month = divmod(number, 12)
        day = ordinal(f"{year:04}-{month + 1:02}-01")
        if day > scale.high:
            break
        if day >= max(scale.low, 1):
            found.append(day)
        number += step
    return found


def _days(scale: Scale, most: int) -> list[int]:
    first, last = ceil(max(scale.low, 1)), floor(min(scale.high, date.max.toordinal()))
    step = max(1, ceil((last - first + 1) / max(1, most)))
    return list(range(first, last + 1, step))
