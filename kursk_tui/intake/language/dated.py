"""What a phrase of time means: the patterns, and the reading of each from the day of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from kursk_tui.intake.language import tense
from kursk_tui.intake.language.published import Page
from kursk_tui.model.dates import DateError, parse

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "a": 1, "one": 1}

_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_NAMES = "|".join(sorted((name.capitalize() for name in _MONTHS), key=len, reverse=True))
_SEASON = "|".join(_SEASONS)
_YEAR = r"(?:19|20)\d\d"
_OF_YEAR = rf"(?:,? (?P<year>{_YEAR})\b| (?P<which>this|last) year\b)?"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|,\d{3}|-\w)"
_PART = r"(?:the )?(?:early|late|mid|beginning of|start of|end of|middle of)(?: in)?(?:[ -]| the )"


# What counts from a day told before it: "a day earlier", "the previous day", "two days later".
BESIDE = re.compile(
    r"(?P<count>\d{1,2}|two|three|four|five|six|ten|an?|one) (?P<unit>day|week)s?"
    r" (?P<way>earlier|before|later|after)"
    r"|the (?P<next>previous|next|following) day|the day (?P<day>before|after)",
    re.IGNORECASE,
)


def is_sound(edtf: str) -> bool:
    """Whether a text is EDTF."""
    try:
        parse(edtf)
    except DateError:
        return False
    return True


_Read = Callable[[re.Match[str], Page], str | None]


def read_safely(read: _Read, match: re.Match[str], page: Page) -> str | None:
    """Return what a reading makes of a phrase, None where it is no date."""
    try:
        edtf = read(match, page)
    except (ValueError, OverflowError):
        return None
    if edtf is None:
        return None
    try:
        parse(edtf)
    except DateError:
        return None
    return edtf


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".").lower()]


def _year(match: re.Match[str], page: Page) -> int | None:
    printed = match["year"]
    return int(printed) if printed else page.year


def _full(match: re.Match[str], page: Page) -> str | None:
    """Read a month with a day, with or without a year."""
    year = _year(match, page)
    if year is not None and match["which"] and match["which"].lower() == "last":
        year -= 1
    if year is None:
        return None
    day = int(re.sub(r"\D", "", match["day"]))
    return _looked_back(match, page, year, f"-{_month(match['month']):02d}-{day:02d}")


def _month_alone(match: re.Match[str], page: Page) -> str | None:
    if _THAT.search(match.string, max(0, match.start() - 6), match.start()):
        # "That August" is of a year told before.
        return None
    year = _year(match, page)
    after = _OTHER_YEAR.match(match.string, match.end())
    if after and year is not None:
        year -= 0 if after[1].lower() == "this" else 1
    if year is None:
        return None
    month = _month(match["month"])
    part = (match["part"] or "").lower()
    if "last" in part:
        # "Last December": the one before the page.
        at = page.month
        if at is None or match["year"]:
            return None
        year = at[0] if month < at[1] else at[0] - 1
        part = ""
    elif not after:
        year = int(_looked_back(match, page, year, f"-{month:02d}")[:4])
    return _part_of_month(year, month, part)


def _looked_back(match: re.Match[str], page: Page, year: int, rest: str) -> str:
    """Return a date without a printed year: that of the page, or the one before it.

    Past verbs look back: "in December" on a page of March is the last December, unless what is
    told of it is still to come.
    """
    date_text = f"{year:04d}{rest}"
    if (
        match["year"]
        or match.groupdict().get("which")
        or page.last is None
        or not is_sound(date_text)
    ):
        return date_text
    if parse(date_text).earliest <= page.last.isoformat():
        return date_text
    return date_text if tense.is_ahead(match.string, *match.span()) else f"{year - 1:04d}{rest}"


def _part_of_month(year: int, month: int, part: str) -> str:
    text = f"{year:04d}-{month:02d}"
    if "early" in part or "beginning" in part or "start" in part:
        return f"{text}-01/{text}-10"
    if "mid" in part:
        return f"{text}-11/{text}-20"
    if "late" in part or "end" in part:
        return f"{text}-21/{parse(text).latest}"
    return text


def year_alone(match: re.Match[str], page: Page) -> str | None:
    """Read a year, or the part of it that is told."""
    year = int(match["year"])
    part = (match["part"] or "").lower()
    if "start" in part or "beginning" in part:
        return f"{year:04d}-01"
    if "end" in part:
        return f"{year:04d}-12"
    if "early" in part:
        end = f"{year:04d}-03-31"
        if page.last is not None and page.last.isoformat() < end and page.last.year == year:
            end = page.last.isoformat()
        return f"{year:04d}-01-01/{end}"
    if "mid" in part:
        return f"{year:04d}-05/{year:04d}-08"
    if "late" in part:
        return f"{year:04d}-10/{year:04d}-12"
    return f"{year:04d}"


def _years(match: re.Match[str], page: Page) -> str | None:
    """Read a decade, and the years from one to another: the 1990s, 1950-53."""
    if match["decade"]:
        return f"{match['decade']}/{int(match['decade']) + 9}"
    first, last = match["year"], match["last"]
    return f"{first}/{first[: -len(last)] + last}" if len(last) == 2 else f"{first}/{last}"


def _season_of_year(match: re.Match[str], page: Page) -> str | None:
    return f"{int(match['year']):04d}-{_SEASONS[match['season'].lower()]}"


def _season(match: re.Match[str], page: Page) -> str | None:
    """Read "this spring", the one of that year, and "last fall", the last one that is over."""
    if page.first is None or page.year is None:
        return None
    season = _SEASONS[match["season"].lower()]
    if match["which"].lower() in ("this", "the current"):
        return f"{page.year:04d}-{season}"
    if match["which"].lower() == "next":
        return f"{page.year + 1:04d}-{season}"
    year = page.year
    # A winter ends in the next year, so its last day tells whether it is the one before.
    while parse(f"{year:04d}-{season}").latest >= page.first.isoformat():
        year -= 1
    return f"{year:04d}-{season}"


def _of_page(match: re.Match[str], page: Page) -> str | None:
    """Read "this year", "last month", "next week" and the like."""
    which, unit = match["which"].lower(), match["unit"].lower()
    if unit == "year":
        if page.year is None:
            return None
        return f"{page.year + _shift(which):04d}"
    if unit == "month":
        if page.month is None:
            return None
        months = page.month[0] * 12 + page.month[1] - 1 + _shift(which)
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if page.day is None:
        return None
    if "the" in which:
        # "In the last week": the seven days up to the page, not a calendar week.
        return f"{page.day - timedelta(days=7)}/{page.day}"
    monday = page.day - timedelta(days=page.day.weekday()) + timedelta(weeks=_shift(which))
    return f"{monday}/{monday + timedelta(days=6)}"


def _shift(which: str) -> int:
    if "last" in which or "previous" in which or "past" in which:
        return -1
    return 1 if "next" in which or "coming" in which else 0


def _part_of_year(match: re.Match[str], page: Page) -> str | None:
    """Read "late last year", "the end of this year": that part of the year it means."""
    if page.year is None:
        return None
    which = match["which"].lower()
    year = page.year + _shift(which)
    told = _of_part(match["part"], year, page)
    if which == "the" and told is not None and page.last is not None:
        # "By the end of the year they had lost 400", told in May: the one that is over.
        is_over = parse(told).earliest <= page.last.isoformat()
        if not is_over and not tense.is_ahead(match.string, *match.span()):
            return _of_part(match["part"], year - 1, page)
    return told


def _of_part(part: str, year: int, page: Page) -> str | None:
    told = _PART_YEAR.fullmatch(f"{part}{year:04d}")
    return year_alone(told, page) if told else None


def _weekday(match: re.Match[str], page: Page) -> str | None:
    if page.day is None:
        return None
    back = (page.day.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
    if match["which"]:
        # "Last Thursday" on a page of Thursday: not the day of the page.
        is_next = match["which"].lower() in ("next", "coming")
        back = -(-back % 7 or 7) if is_next else back or 7
    elif back and tense.is_ahead(match.string, *match.span()):
        back -= 7
    return (page.day - timedelta(days=back)).isoformat()


def _today(match: re.Match[str], page: Page) -> str | None:
    if page.day is None:
        return None
    shift = {"yesterday": -1, "tomorrow": 1}.get(match.group().lower(), 0)
    return (page.day + timedelta(days=shift)).isoformat()


def _ago(match: re.Match[str], page: Page) -> str | None:
    """Read "three weeks ago" as a day that is only about so long before the page."""
    if page.day is None:
        return None
    n = counted(match["count"])
    unit = match["unit"].lower()
    if unit == "year":
        return f"{page.day.year - n:04d}"
    if unit == "month":
        months = page.day.year * 12 + page.day.month - 1 - n
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    days = page.day - timedelta(days=n * (7 if unit == "week" else 1))
    return days.isoformat() if unit == "day" else f"{days.isoformat()}~"


def _up_to_page(match: re.Match[str], page: Page) -> str | None:
    """Read "the past three weeks" as the days from so long before the page up to it."""
    if match["unit"].lower() == "hour":
        days = -(-counted(match["count"]) // 24)
        return f"{page.day - timedelta(days=days)}/{page.day}" if page.day is not None else None
    first = _ago(match, page)
    return f"{first.rstrip('~')}/{page.day}" if first is not None else None


def counted(printed: str) -> int:
    """Return what a number of days or weeks is worth."""
    word = printed.lower()
    return _NUMBERS[word] if word in _NUMBERS else int(word)


def _no_day(match: re.Match[str], page: Page) -> str | None:
    return None


def _iso(match: re.Match[str], page: Page) -> str | None:
    return match.group()


_THAT = re.compile(r"\bthat $", re.IGNORECASE)
_OTHER_YEAR = re.compile(r" (last|this) year\b", re.IGNORECASE)
_I = re.IGNORECASE
_PART_YEAR = re.compile(rf"(?P<part>{_PART})?(?P<year>{_YEAR})", _I)
RULES: tuple[tuple[re.Pattern[str], _Read, str], ...] = (
    (re.compile(rf"(?<![\w-]){_YEAR}-\d\d-\d\d(?![\w-])"), _iso, "point"),
    (
        re.compile(
            rf"(?<![\w-])(?P<year>{_YEAR})[-–](?P<last>{_YEAR}|\d\d)(?![\w-])|"
            rf"(?<![\w-])(?P<decade>(?:19|20)\d0)s\b"
        ),
        _years,
        "point",
    ),
    (
        re.compile(rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY}){_OF_YEAR}", _I),
        _full,
        "point",
    ),
    (
        re.compile(
            rf"\b(?P<day>{_DAY}) (?:of )?(?P<month>{_MONTH})(?![a-z]){_OF_YEAR}",
            _I,
        ),
        _full,
        "point",
    ),
    (
        re.compile(
            rf"\b(?P<part>{_PART}|last )?(?P<month>{_MONTH})(?![a-z]),? (?:of )?"
            rf"(?P<year>{_YEAR})\b",
            _I,
        ),
        _month_alone,
        "point",
    ),
    (
        # "may" and "march" are also verbs: a month alone must be written as a name.
        re.compile(
            rf"\b(?P<part>(?i:{_PART}|last ))?"
            rf"(?P<month>{_NAMES})"
            rf"\b\.?(?! \d)(?P<year>)"
        ),
        _month_alone,
        "point",
    ),
    (
        re.compile(rf"\b(?P<season>{_SEASON}) (?:of )?(?P<year>{_YEAR})\b", _I),
        _season_of_year,
        "point",
    ),
    (
        re.compile(rf"\b(?P<which>last|this|next|the current) (?P<season>{_SEASON})\b", _I),
        _season,
        "point",
    ),
    (
        re.compile(rf"\b(?P<part>{_PART})(?P<which>last|this|next|the) year\b", _I),
        _part_of_year,
        "point",
    ),
    (
        re.compile(
            r"\b(?P<which>(?:the )?(?:last|past|previous)|this|(?:the )?(?:next|coming))"
            r" (?P<unit>year|month|week)\b",
            _I,
        ),
        _of_page,
        "period",
    ),
    (
        re.compile(rf"(?<![\w,.-])(?P<part>{_PART})?(?P<year>{_YEAR})(?![\w%]|[,.]\d)", _I),
        year_alone,
        "point",
    ),
    (
        re.compile(
            r"\b(?:(?P<which>last|past|previous|next|coming) )?"
            rf"(?P<weekday>{'|'.join(_WEEKDAYS)})\b",
            _I,
        ),
        _weekday,
        "point",
    ),
    (
        # "For the past two weeks" tells how long.
        re.compile(
            r"(?<!for )\bthe (?:last|past|previous) (?P<count>\d{1,2}|two|three|four|five|six|ten)"
            r" (?P<unit>hour|day|week|month|year)s\b",
            _I,
        ),
        _up_to_page,
        "period",
    ),
    (
        re.compile(
            r"\b(?:(?:\d{1,2}|one|two|three|four|five) (?:or|to) )?"
            r"(?P<count>\d{1,2}|two|three|four|five|six|ten|an?|one)"
            r" (?P<unit>day|week|month|year)s? (?:ago|earlier|before)\b",
            _I,
        ),
        _ago,
        "point",
    ),
    # Without a day before them these are of no date.
    (re.compile(BESIDE.pattern, _I), _no_day, "point"),
    (
        re.compile(
            r"\b(?:yesterday|today|tomorrow|currently|presently|at present|at the moment"
            r"|as of now|right now|so far|thus far)\b",
            _I,
        ),
        _today,
        "point",
    ),
)
