"""Days as tables have them, to EDTF; what may be two days is refused."""

from __future__ import annotations

import re

from kursk_tui.model.dates import DateError, parse

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_NAMED = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_DAY}[ .-]+{_MONTH}[ ,-]+{_YEAR}",
        rf"{_MONTH}[ ]+{_DAY},?[ ]+{_YEAR}",
        rf"{_MONTH}[ ,]+{_YEAR}",
    )
)
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
_SERIAL = re.compile(r"[2-6]\d{4}(\.\d+)?")


class TableDateError(ValueError):
    """A cell that is no day, or may be two; its text says what to write."""


def edtf(text: str) -> str:
    """A day, month, year or period as EDTF. Raises TableDateError.

    2025-01-13, 13 January 2025, Jan 2025, 13.01.2025, 2025-01-13 08:00, and EDTF itself.
    """
    text = " ".join(text.split())
    timed = _TIMED.fullmatch(text)
    if timed is not None:
        text = timed[1]
    if _SERIAL.fullmatch(text):
        what = f"{text} is a day as a spreadsheet counts it; format the column as a date"
        raise TableDateError(what)
    for form in _NAMED:
        match = form.fullmatch(text)
        if match is not None:
            month = _MONTHS.index(match["month"].lower()) + 1
            day = match.groupdict().get("day")
            text = f"{match['year']}-{month:02}" + (f"-{int(day):02}" if day else "")
            break
    numbers = _NUMBERS.fullmatch(text)
    if numbers is not None:
        text = _ordered(text, int(numbers[1]), int(numbers[2]), numbers[3])
    try:
        parse(text)
    except DateError as error:
        raise TableDateError(str(error)) from error
    return text


def _ordered(text: str, first: int, second: int, year: str) -> str:
    """Day and month where only one order makes a day; the point is no American's."""
    if first > 12 or first == second or "." in text:
        return f"{year}-{second:02}-{first:02}"
    if second > 12:
        return f"{year}-{first:02}-{second:02}"
    both = f"{year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}"
    raise TableDateError(f"{text} may be two days; write {both}")
