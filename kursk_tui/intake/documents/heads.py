"""The outlet that the head of a plain text names: a guess, with the words it rests on.

Taken is what stands where outlets stand: in an agency's dateline, behind a byline, beside the date,
behind "Source:", or on the first line above the title. A sentence that speaks of an outlet names
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kursk_tui.intake.documents import bylines

_HEAD_LINES = 8
_LONGEST_LINE = 120
_LONGEST_NAME = 40
_MOST_WORDS = 5

_AGENCY = re.compile(
    r"(?P<place>[^\W\d_][^()\n]{1,60}?)\s*\((?P<name>[^()]{2,40})\)\s*(?:--|[-–—:])\s"
)
_LABELLED = re.compile(
    r"\s*(?:(?:first |originally )?published (?:by|in)|source|outlet|publisher|publication)\s*:?\s+"
    r"(?P<name>[^\n]+)",
    re.IGNORECASE,
)
_BY = re.compile(r"\s*(?:written |story )?by:?\s+(?P<rest>[^\W\d_].*)", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[,|·•]|\s[-–—]\s|\b(?:of|for|in)\b(?= (?:the\b|[A-Z])))\s*")
_AROUND_DATE = re.compile(r"\s*(?:[,|·•;:]|\s[-–—]\s)\s*")
_NO_NAME = re.compile(
    r"(?:published|posted|updated|modified|date|at|on|by|time|read|min|am|pm|gmt|utc|cet|est|edt"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d.*)$",
    re.IGNORECASE,
)
# Words that stand in the names of outlets and in few other names.
_OUTLET_WORDS = frozenset(
    (
        *("times", "post", "news", "herald", "daily", "weekly", "agency", "press", "gazette"),
        *("journal", "tribune", "guardian", "telegraph", "independent", "observer", "chronicle"),
        *("mirror", "mail", "express", "star", "standard", "sun", "globe", "review", "today"),
        *("broadcasting", "radio", "television", "tv", "media", "magazine", "newswire", "wire"),
        *("bulletin", "courier", "dispatch", "examiner", "inquirer", "sentinel", "monitor"),
        *("pravda", "zeitung", "monde", "spiegel", "newspaper", "online"),
    )
)
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|co\.\w\w|\w\w)$")
_ACRONYM = re.compile(r"[A-Z]{2,6}(?:-TV)?$")
# What stands alone on a first line and is no outlet: sections and buttons.
_SECTIONS = frozenset(
    (
        *("world", "politics", "home", "menu", "war", "europe", "asia", "africa", "opinion"),
        *("business", "sport", "sports", "analysis", "breaking", "live", "national", "search"),
        *("subscribe", "international", "latest", "update", "updates", "video", "share", "advert"),
        *("advertisement", "exclusive", "english", "login", "report", "top stories", "news"),
        *("world news", "latest news", "breaking news", "live news", "news today", "home page"),
    )
)


class Outlet(NamedTuple):
    """An outlet's name as printed, the words that it rests on, and where these stand."""

    name: str
    words: str
    where: str


def outlet(paragraphs: Sequence[str]) -> Outlet | None:
    """Return the outlet that the first lines of a text name, None where none does."""
    head = [" ".join(p[: _LONGEST_LINE * 2].split()) for p in paragraphs[:_HEAD_LINES]]
    short = [line for line in head if len(line) <= _LONGEST_LINE]
    headline = bylines.title(paragraphs)
    return (
        _first(_of_label(line) for line in short)
        or _first(_of_dateline(line) for line in head)
        or _first(_of_byline(line) for line in short)
        or _first(_of_date(line) for line in short if line != headline)
        or _above_title(head, headline)
    )


def _first(found: Iterable[Outlet | None]) -> Outlet | None:
    return next((each for each in found if each is not None), None)


def _of_label(line: str) -> Outlet | None:
    """`Source: The Quay Post`, `Published by The Quay Post on 4 March 2025`."""
    match = _LABELLED.match(line)
    if match is None or line.endswith((".", "!", "?")):
        return None
    dated = bylines.first_day(match["name"])
    name = match["name"][: dated[1]] if dated else match["name"]
    name = re.sub(r"\s+(?:on|in|at)\s*$", "", name.strip(" ,|·;-–—"))
    return Outlet(name, line, "a line that says so") if _is_name(name) else None


def _of_dateline(line: str) -> Outlet | None:
    """`QUAYTON, 3 March 2025 (Reuters) - `: a place in capitals, or with a date, before it."""
    match = _AGENCY.match(line)
    if match is None or not _is_name(match["name"]):
        return None
    place = match["place"].split(",")[0]
    is_dated = bylines.has_month(match["place"])
    if not is_dated and not (place.isupper() and len(place) > 2):
        return None
    return Outlet(match["name"].strip(), match.group().rstrip(" -–—:"), "its dateline")


def _of_byline(line: str) -> Outlet | None:
    """`By Ann Lee, The Quay Post, 4 March 2025`: behind the names, and like an outlet's."""
    match = _BY.match(line)
    if match is None or line.endswith((".", "!", "?")):
        return None
    dated = bylines.first_day(match["rest"])
    rest = match["rest"][: dated[1]] if dated else match["rest"]
    parts = [part for part in _PARTS.split(rest) if part]
    name = next((part for part in parts[1:] if _looks_like_outlet(part)), None)
    return Outlet(name.strip(), line, "its byline") if name is not None else None


def _of_date(line: str) -> Outlet | None:
    """`The Quay Post | 4 March 2025`: beside the date, and like an outlet's."""
    dated = bylines.first_day(line)
    if dated is None or bylines.line_day(line) is None or _BY.match(line):
        return None
    _, start, end = dated
    for side in (line[:start], line[end:]):
        for part in _AROUND_DATE.split(side):
            part = part.strip(" ,|·;-–—()")
            if part and not _NO_NAME.match(part) and _looks_like_outlet(part):
                return Outlet(part, line, "the line with its date")
    return None


def _above_title(head: Sequence[str], headline: str | None) -> Outlet | None:
    """A name alone on its line among the first: like an outlet's anywhere, else right on top.

    A name that could be anybody's is taken only on top of a title that has a date or a byline
    below it.
    """
    for at, line in enumerate(head[:4]):
        if line == headline or not _is_name(line) or bylines.line_day(line) is not None:
            continue
        if _looks_like_outlet(line):
            return Outlet(line, line, "a line of its own near the title")
        below = head[at + 2 : at + 5]
        is_headed = headline is not None and head[at + 1 : at + 2] == [headline]
        is_dated = any(_BY.match(b) or bylines.line_day(b) is not None for b in below)
        if at == 0 and is_headed and is_dated:
            return Outlet(line, line, "its first line, above the title")
    return None


def _is_name(text: str) -> bool:
    """Whether a text could be the name of an outlet: few words, the first a capital."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or len(text) > _LONGEST_NAME:
        return False
    if text.casefold() in _SECTIONS or _NO_NAME.match(text) or text.endswith((".", "!", "?", ":")):
        return False
    small = sum(word[0].islower() for word in words)
    return (text[0].isupper() and small <= 1) or _DOMAIN.match(text) is not None


def _looks_like_outlet(text: str) -> bool:
    text = text.strip()
    if not _is_name(text) or bylines.first_day(text) is not None:
        return False
    words = [word.strip("'’").casefold() for word in text.split()]
    if _DOMAIN.match(text) or _ACRONYM.match(text):
        return True
    return (words[0] == "the" and len(words) > 1) or not _OUTLET_WORDS.isdisjoint(words)
