"""What a text without markup says of itself: title, authors, and the day it was published.

Only what is printed is taken, in forms that mean one thing to everybody: 02/03/2025 is no date
here, and a dateline without a year is none either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.model import dates
from kursk_tui.model.languages.days import written_days
from kursk_tui.model.vocabulary import PublishedBasis

STATED: PublishedBasis = "stated"
PAGE: PublishedBasis = "page"
UNKNOWN: PublishedBasis = "unknown"

_HEAD_LINES = 10
_FOOT_LINES = 4
_LONGEST_TITLE = 220
_LONGEST_DATE_LINE = 120
_LONGEST_PLACE = 40
_MANY_WORDS = 5

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(rf"(?<![\w.,/-]){form}(?![\w/-]|\.\d)", re.IGNORECASE)
    for form in (
        rf"{_DAY}[ \xa0-]+(?:of )?{_MONTH},?[ \xa0-]+(?P<year>\d{{4}})",
        rf"{_MONTH}[ \xa0]+{_DAY},?[ \xa0]+(?P<year>\d{{4}})",
        r"(?P<year>\d{4})(?P<by>[-./])[ \xa0]?(?P<month>\d{1,2})(?P=by)[ \xa0]?(?P<day>\d{1,2})"
        r"(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?",
    )
)
_OF_MONTH = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH.replace('month', 'other')} \d{{1,2}})\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:updated?|modified|changed|edited|corrected|revised)\b", re.IGNORECASE)
_BYLINE = re.compile(
    r"\s*(?:written |story )?by:?\s+(?P<names>[^\W\d_].{1,120}?)[\s,|·-]*$", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*[\[(<][^\[\]()<>]*[\])>]")
_ADDRESS = re.compile(r"https?://|www\.|@\w", re.IGNORECASE)
# Between the place and the text of an agency's dateline.
_DASH = re.compile(r"\s*(?:\([^()]{1,40}\)\s*)?(?:[-–—:]|--)\s")


class Dateline(NamedTuple):
    """The day a text dates itself by (EDTF), and the basis it would be recorded under."""

    day: str | None = None
    basis: PublishedBasis = UNKNOWN


def first_day(text: str) -> tuple[str, int, int] | None:
    """Return the first full date in a text as an EDTF day, with its start and end.

    Understood are 27 February 2025, Feb. 27, 2025, 2025-02-27, 2025.02.27 and 2025/2/27, and
    how the languages that are read write a day; what is no day of the calendar is passed over.
    """
    found: list[tuple[int, int, str]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            day = _day(match["year"], match["month"], match["day"])
            if day is not None:
                found.append((match.start(), match.end(), day))
                break
    for year, month, number, start, end in written_days(text):
        day = _day(str(year), str(month), str(number))
        if day is not None:
            found.append((start, end, day))
    if not found:
        return None
    start, end, day = min(found)
    return day, start, end


def has_month(text: str) -> bool:
    """Whether a text has a full date, or a day of a month without its year."""
    return first_day(text) is not None or _OF_MONTH.search(text) is not None


def title(paragraphs: Sequence[str]) -> str | None:
    """Return the first line near the top that reads like a title, None if none does.

    One of few words is taken only where there is no longer one: it may be a button.
    """
    lines = (" ".join(p[: _LONGEST_TITLE + 1].split()) for p in paragraphs[:_HEAD_LINES])
    found = [line for line in lines if _is_title(line)]
    return next((line for line in found if len(line.split()) >= _MANY_WORDS), None) or next(
        iter(found), None
    )


def authors(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return the names in a line `By ...` near the top or at the end."""
    for paragraph in (*paragraphs[:_HEAD_LINES], *paragraphs[_HEAD_LINES:][-_FOOT_LINES:]):
        if len(paragraph) > _LONGEST_DATE_LINE:
            continue
        dated = first_day(paragraph)
        match = _BYLINE.match(_BRACKETED.sub("", paragraph[: dated[1]] if dated else paragraph))
        if match is None or not match["names"][0].isupper():
            continue
        names = re.split(r"\s*(?:,|;|&|\band\b)\s*", match["names"])
        return tuple(name for name in names if name)
    return ()


def dateline(paragraphs: Sequence[str]) -> Dateline:
    """Return the day in a line of its own near the top or the end, or in an agency's dateline.

    After the title it is stated; before it, or at the end, it dates the page only. A day that
    is called one of change is no day of publication.
    """
    headline = title(paragraphs)
    after_title = headline is None
    for paragraph in paragraphs[:_HEAD_LINES]:
        if not after_title and " ".join(paragraph.split()) == headline:
            after_title = True
            continue
        agency = _agency_day(paragraph)
        if agency is not None:
            return Dateline(agency, STATED)
        day = line_day(paragraph)
        if day is not None:
            return Dateline(day, STATED if after_title else PAGE)
    for paragraph in reversed(paragraphs[_HEAD_LINES:][-_FOOT_LINES:]):
        day = line_day(paragraph)
        if day is not None:
            return Dateline(day, PAGE)
    return Dateline()


def words_of_day(paragraphs: Sequence[str], day: str | None) -> str | None:
    """Return the line that a text is dated by, of an agency's dateline its beginning."""
    if day is None:
        return None
    for paragraph in (*paragraphs[:_HEAD_LINES], *paragraphs[_HEAD_LINES:][-_FOOT_LINES:]):
        if line_day(paragraph) == day or _agency_day(paragraph) == day:
            return " ".join(paragraph[:_LONGEST_DATE_LINE].split())
    return None


def line_day(line: str) -> str | None:
    """Return the EDTF day of a line that holds hardly more than a date; not one of a change."""
    if len(line) > _LONGEST_DATE_LINE:
        return None
    at = 0
    while found := first_day(line[at:]):
        day, start, end = found
        before, after = line[at : at + start], line[at + end :]
        if not _CHANGED.search(before):
            rest = f"{line[:at]}{before} {after}".strip()
            # A sentence that speaks of a day is no dateline.
            is_sentence = rest.endswith((".", "!", "?", "”", '"')) or len(rest.split()) > 8
            return None if is_sentence else day
        at += end
    return None


def _agency_day(paragraph: str) -> str | None:
    """Return the day of `CITY, Feb. 27, 2025 (Agency) -- ` at the start of a paragraph."""
    start = paragraph[: _LONGEST_DATE_LINE * 2]
    found = first_day(start)
    if found is None or found[1] > _LONGEST_PLACE or not _DASH.match(start, found[2]):
        return None
    return found[0]


def _is_title(line: str) -> bool:
    if not 12 <= len(line) <= _LONGEST_TITLE or len(line.split()) < 3:
        return False
    if line.endswith((".", ";", ",", ":")) or _ADDRESS.search(line) or _BYLINE.match(line):
        return False
    # A date, alone or with the name of the paper, heads a page and not an article.
    return line_day(line) is None and any(char.isalpha() for char in line)


def _day(year: str, month: str, day: str) -> str | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    written = f"{int(year):04d}-{number:02d}-{int(day):02d}"
    return written if int(year) >= 1900 and dates.is_valid(written) else None
