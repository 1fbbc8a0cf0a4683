"""Partial dates: a small subset of EDTF, read as the days it may mean.

What is understood, and nothing else:

- `2025`, `2025-01`, `2025-01-13`: a year, a month, a day (years 0001 to 9998);
- `2025-21` to `2025-24`: spring (March to May), summer (June to August), autumn (September
  to November), winter (December to February of the *next* year);
- one qualifier after a date: `~` (about) and `%` (about, and doubtful) widen it by one step
  of its own precision either way (a day, a month, a quarter, a year); `?` (doubtful) only
  marks it;
- `a/b` from a to b, `a/..` from a on, `../b` until b.

A date is never filled up: `2025-01` stays all of January. Days are ISO text, which sorts as
it stands, so that most comparisons need no calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

OPEN_START = "0000-01-01"
OPEN_END = "9999-12-31"

FIRST_DAY = "0001-01-01"
LAST_DAY = "9998-12-31"

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

_WINTER = 24
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_EXAMPLES = "write 2025, 2025-01, 2025-01-13, 2025-21 (spring), 2025-01~ or 2025-01/2025-03"


_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
# Three letters at least: `ma` may be two months.
_NAMED_DATE = re.compile(r"(?:(\d{1,2})\.?\s*)?([A-Za-z]{3,9})\.?,?\s*(\d{4}|\d{2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)


class DateError(ValueError):
    """A text that is no date. The message is one line: what is wrong, and what is right."""


class Span(NamedTuple):
    """The days a date may mean, both ends included, as ISO text.

    An open end is OPEN_START or OPEN_END. Other ends lie between FIRST_DAY and LAST_DAY.
    """

    earliest: str
    latest: str

    @property
    def is_open_start(self) -> bool:
        """Whether nothing bounds it on the early side."""
        return self.earliest == OPEN_START

    @property
    def is_open_end(self) -> bool:
        """Whether nothing bounds it on the late side."""
        return self.latest == OPEN_END

    @property
    def days(self) -> int | None:
        """Width in days, both ends counted; None when an end is open."""
        if self.is_open_start or self.is_open_end:
            return None
        return days_between(self.earliest, self.latest) + 1


class _Part(NamedTuple):
    """One date of a text: what is printed, what it means widened, and its qualifier."""

    printed: Span
    widened: Span
    body: str
    qualifier: str


@lru_cache(maxsize=4096)
def parse(text: str) -> Span:
    """Return the days that an EDTF text may mean. Raises DateError."""
    start, end = _parts(text)
    return Span(
        start.widened.earliest if start else OPEN_START,
        end.widened.latest if end else OPEN_END,
    )


def typed(text: str) -> str:
    """Return what somebody typed as EDTF: `1 Feb 2025`, `1feb25`, `feb 2025`, `2025-2-1`.

    A text that is no such date is returned as it is, for `parse` to judge. A year of two digits is
    of this century.
    """
    named = _NAMED_DATE.fullmatch(text.strip())
    if named is not None:
        day, name, year = named.groups()
        month = next((n for n, m in enumerate(_MONTHS, 1) if m.startswith(name.lower())), None)
        if month is None:
            return text
        date = f"{int(year) + (2000 if len(year) == 2 else 0):04d}-{month:02d}"
        return date if day is None else f"{date}-{int(day):02d}"
    numbers = _NUMBERS.fullmatch(text.strip())
    if numbers is not None:
        year, month_typed, day = numbers.groups()
        date = f"{year}-{int(month_typed):02d}"
        return date if day is None else f"{date}-{int(day):02d}"
    return text


def is_valid(text: str) -> bool:
    """Whether `parse` understands the text."""
    try:
        parse(text)
    except DateError:
        return False
    return True


def ordinal(day: str) -> int:
    """Return the number of an ISO day; 0001-01-01 is 1, as in the standard library.

    Takes the open ends too, which no calendar of the standard library holds.
    """
    year, month = int(day[:4]), int(day[5:7])
    before = year - 1
    leap = 1 if month > 2 and _is_leap(year) else 0
    return (
        before * 365
        + before // 4
        - before // 100
        + before // 400
        + _DAYS_BEFORE_MONTH[month - 1]
        + leap
        + int(day[8:10])
    )


def days_between(a: str, b: str) -> int:
    """Return the days from ISO day a to ISO day b; negative when b comes first."""
    return ordinal(b) - ordinal(a)


def overlap(a: Span, b: Span) -> bool:
    """Whether the two spans share a day."""
    return a.earliest <= b.latest and b.earliest <= a.latest


def days_apart(a: Span, b: Span) -> int:
    """Return the days from the end of one span to the start of the other; 0 if they overlap."""
    if overlap(a, b):
        return 0
    return (
        days_between(a.latest, b.earliest)
        if a.latest < b.earliest
        else days_between(b.latest, a.earliest)
    )


def contains(outer: Span, inner: Span) -> bool:
    """Whether every day of the inner span lies in the outer one."""
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def hull(spans: Iterable[Span]) -> Span:
    """Return the narrowest span that contains all of them. Raises ValueError for none."""
    known = list(spans)
    if not known:
        raise ValueError("the hull of no dates is not a date: give at least one span")
    return Span(min(s.earliest for s in known), max(s.latest for s in known))


def sort_key(text: str | None) -> tuple[int, str, str, str]:
    """Return a key that sorts by earliest day, then the narrower first; None comes last.

    What has an open beginning stands where it ends. Raises DateError.
    """
    if text is None:
        return (1, "", "", "")
    span = parse(text)
    return (0, span.latest if span.is_open_start else span.earliest, span.latest, text)


def to_edtf(span: Span) -> str:
    """Return the shortest text that means exactly this span: a day, month, year or interval.

    Both ends of an interval get the same precision (`2025-01/2025-06`, never
    `2025/2025-06`, which reads like another thing). Raises DateError when both ends are
    open, for which there is no text.
    """
    if span.is_open_start and span.is_open_end:
        raise DateError("a span open at both ends has no date: leave the date out")
    # The lengths of YYYY, YYYY-MM and YYYY-MM-DD; the last always fits.
    for length in (4, 7, 10):
        start = ".." if span.is_open_start else span.earliest[:length]
        end = ".." if span.is_open_end else span.latest[:length]
        text = start if start == end else f"{start}/{end}"
        if span.earliest <= span.latest and parse(text) == span:
            return text
    raise DateError(
        f"the span {ascii(tuple(span))[:60]} is not a date: its ends must be days in order"
    )


def human(text: str) -> str:
    """Return a short reading form for a screen: `about 2024-12`, `spring 2025`, `from 2024-10`.

    Winter names both its years (`winter 2025/26`). Raises DateError.
    """
    start, end = _parts(text)
    if start is None:
        return f"until {_human_part(end)}" if end else ""
    if end is None:
        return f"from {_human_part(start)}"
    if start is end:
        return _human_part(start)
    return f"{_human_part(start)} to {_human_part(end)}"


def _human_part(part: _Part) -> str:
    shown = part.body
    if len(shown) == 7 and (season := SEASONS.get(int(shown[5:]))):
        year = shown[:4]
        if int(shown[5:]) == _WINTER:
            year = f"{year}/{(int(year) + 1) % 100:02d}"
        shown = f"{season} {year}"
    if part.qualifier in ("~", "%"):
        shown = f"about {shown}"
    if part.qualifier in ("?", "%"):
        shown = f"{shown} (?)"
    return shown


def _parts(text: str) -> tuple[_Part | None, _Part | None]:
    """Return the start and the end of a text, the same part twice if it is no interval."""
    if "/" not in text:
        part = _part(text, text)
        return part, part
    first, _, second = text.partition("/")
    if first == ".." and second == "..":
        raise _error(text, "both ends are open", "leave the date out")
    start = None if first == ".." else _part(first, text)
    end = None if second == ".." else _part(second, text)
    # Reversed is a matter of what is printed; widening must not hide it.
    if start and end and start.printed.earliest > end.printed.latest:
        raise _error(text, "the interval ends before it starts", f"write {second}/{first}")
    return start, end


def _part(part: str, text: str) -> _Part:
    qualifier = part[-1:] if part.endswith(("~", "?", "%")) else ""
    body = part[:-1] if qualifier else part
    # isdigit alone would let the digits of other scripts through.
    digits = body.replace("-", "")
    if not (body.isascii() and digits.isdigit() and len(body) in (4, 7, 10)):
        raise _error(text, "not a date", _EXAMPLES)
    year = _number(body[:4], text)
    if not 1 <= year <= 9998:
        raise _error(text, f"no year {body[:4]}", "write a year from 0001 to 9998")
    if len(body) == 4:
        return _made(part, year * 12, 12, 12, qualifier)
    if body[4] != "-":
        raise _error(text, "not a date", _EXAMPLES)
    month = _number(body[5:7], text)
    if len(body) == 7 and month in SEASONS:
        return _made(part, year * 12 + 3 * (month - 21) + 2, 3, 3, qualifier)
    if not 1 <= month <= 12:
        raise _error(
            text, f"no month {body[5:7]}", "write a month from 01 to 12, a season 21 to 24"
        )
    if len(body) == 7:
        return _made(part, year * 12 + month - 1, 1, 1, qualifier)
    if body[7] != "-":
        raise _error(text, "not a date", _EXAMPLES)
    last = _days_in(year, month)
    if not 1 <= _number(body[8:], text) <= last:
        raise _error(text, f"no day {body[8:]} in {body[:7]}", f"write a day from 01 to {last}")
    return _made_day(body, qualifier)


def _made(part: str, first: int, width: int, step: int, qualifier: str) -> _Part:
    """Build from months: `first` counts from year 0, `width` and `step` are in months."""
    body = part[: len(part) - len(qualifier)]
    printed = _months(first, width)
    if qualifier in ("~", "%"):
        return _Part(printed, _months(first - step, width + 2 * step), body, qualifier)
    return _Part(printed, printed, body, qualifier)


def _made_day(body: str, qualifier: str) -> _Part:
    printed = Span(body, body)
    if qualifier in ("~", "%"):
        return _Part(printed, Span(_day_before(body), _day_after(body)), body, qualifier)
    return _Part(printed, printed, body, qualifier)


def _months(first: int, width: int) -> Span:
    """Return the span of whole months, kept between FIRST_DAY and LAST_DAY."""
    last_year, last_month = divmod(first + width - 1, 12)
    first_year, first_month = divmod(first, 12)
    earliest = f"{first_year:04d}-{first_month + 1:02d}-01"
    latest = f"{last_year:04d}-{last_month + 1:02d}-{_days_in(last_year, last_month + 1):02d}"
    # Year 10000 would sort before the others, so the test is on numbers.
    return Span(
        earliest if first_year >= 1 else FIRST_DAY,
        latest if last_year <= 9998 else LAST_DAY,
    )


def _day_before(day: str) -> str:
    if day == FIRST_DAY:
        return day
    if day[8:] != "01":
        return f"{day[:8]}{int(day[8:]) - 1:02d}"
    return _months(int(day[:4]) * 12 + int(day[5:7]) - 2, 1).latest


def _day_after(day: str) -> str:
    if day == LAST_DAY:
        return day
    year, month = int(day[:4]), int(day[5:7])
    if int(day[8:]) < _days_in(year, month):
        return f"{day[:8]}{int(day[8:]) + 1:02d}"
    return _months(year * 12 + month, 1).earliest


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(year: int, month: int) -> int:
    return 29 if month == 2 and _is_leap(year) else _MONTH_DAYS[month - 1]


def _number(digits: str, text: str) -> int:
    if not digits.isdigit():
        raise _error(text, "not a date", _EXAMPLES)
    return int(digits)


def _error(text: str, what: str, right: str) -> DateError:
    # ascii() keeps a hostile text on one line and off the terminal.
    return DateError(f"{text[:40]!a}: {what}; {right}")
