"""Numbers that make one range: a to b, between a and b, a-b."""

from __future__ import annotations

import re
from typing import NamedTuple

from kursk_tui.intake.language import hedges
from kursk_tui.intake.language.numbers import FRACTION, PERCENT, Number

_JOIN = re.compile(
    r" ?(?:[-–—]|to|and|or|up to|through) ?(?:(?:possibly|perhaps|maybe|even) )?"
    r"(?:(?P<open>(?:well |just )?(?:over|above)|more than|at least|upwards of|in excess of)"
    r"|as many as|nearly|almost|about|around|roughly|approximately|some|up to|as high as)? ?"
)
# "The 100 to 300 spectrum", of which the words may tell one end.
_ONE_END = re.compile(
    r"\b(?:the )?(?:low(?:er)?|bottom|high(?:er)?|upper|top) (?:end|side|edge|half)"
    r" of (?:the|an?|that) (?:estimated )?$",
    re.IGNORECASE,
)

_CHANGE = re.compile(
    r"\b(?:r[io]se|risen|rising|gr[eo]w|grown|growing|increas\w+|f[ae]ll|fallen|drop\w*|declin\w+"
    r"|reduc\w+|up|down|expand\w*|decreas\w+|revis\w+|rais\w+|lower\w*|jump\w*|climb\w*|cut|shr[aiu]nk)\b",
    re.IGNORECASE,
)


_LONGEST_JOIN = 32
# Of 1 to 10,000 nobody says that it begins at 1,000.
_MOST_APART = 4


class Span(NamedTuple):
    """One number, or two that make a range, before its hedge is known.

    `number` is the last one read, with its kind; `low` and `high` are the two ends, `high` None
    where the second number is a floor as well ("between 300 and over 400").
    """

    start: int
    end: int
    low: float | None
    high: float | None
    number: Number
    between: bool


def ranges(text: str, plausible: list[Number]) -> list[Span]:
    """Return the numbers of a plain text in order, two that make a range joined to one."""
    spans: list[Span] = []
    at = 0
    while at < len(plausible):
        number = plausible[at]
        joined = _range(text, number, plausible[at + 1]) if at + 1 < len(plausible) else None
        if joined is not None:
            spans.append(joined)
            at += 2
            continue
        spans.append(Span(number.start, number.end, number.value, number.value, number, False))
        at += 1
    return spans


def _leaves_out_thousands(low: float, high: float) -> bool:
    """Whether the thousands of a range are printed once: 25-30 000, 3 to 4,000."""
    leading = high / 1000
    return high % 1000 == 0 and low.is_integer() and low < leading <= _MOST_APART * low


def _range(text: str, a: Number, b: Number) -> Span | None:
    """Return the range that two numbers make, None where they are two counts."""
    join = text[a.end : b.start]
    joined = _JOIN.fullmatch(join) if len(join) <= _LONGEST_JOIN else None
    if a.value is None or b.value is None or joined is None:
        return None
    word = join.split()[0] if join.split() else join
    opening = hedges.begins_range(text, a.start)
    opened = text[opening : a.start].strip().lower() if opening is not None else ""
    if word == "and" and "between" not in opened:
        return None
    if opened.startswith(("from", "anywhere from")) and _CHANGE.search(
        text, max(0, a.start - 60), a.start
    ):
        return None
    low = a.value
    percent = b.kind in (PERCENT, FRACTION)
    if percent != (a.kind in (PERCENT, FRACTION)) and not percent:
        return None
    if not percent and a.magnitude == 1 and b.magnitude > 1 and low < b.value / b.magnitude:
        low *= b.magnitude
    elif not percent and a.magnitude == b.magnitude == 1 and _leaves_out_thousands(low, b.value):
        low *= 1000
    if (
        low >= b.value
        or (word == "or" and b.value > 3 * low)
        or (a.money and not b.money and b.magnitude == 1)
    ):
        return None
    start = a.start
    if opening is not None and "between" in opened:
        start = opening
    elif one_end := _ONE_END.search(text, max(0, a.start - 48), a.start):
        start = one_end.start()
    high = None if joined["open"] else b.value
    return Span(start, b.end, low, high, b._replace(money=a.money or b.money), True)
