"""The phrases of time in a text, read literally from the date of publication.

The rules are those of the codebook, Dates: "last year" is the calendar year before, "early" in
a year its first three months and not after the page, "Monday" the last such day up to the
page. A page without a date gives such phrases no date.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

from kursk_tui.intake.language import lexicon
from kursk_tui.intake.language.dated import (
    BESIDE,
    RULES,
    counted,
    is_sound,
    read_safely,
    year_alone,
)
from kursk_tui.intake.language.plain import each_word
from kursk_tui.intake.language.published import Page


class Moment(NamedTuple):
    """A phrase of time: its place, the EDTF it means (None without one), and how it stands.

    `lead` is the small word before it that says how it binds: "since", "by", "until", "from",
    "before" or "after"; "" otherwise. `kind` is "period" for phrases such as "this year", in
    which something happens, "span" for "from March to May", "point" for the rest.
    """

    start: int
    end: int
    edtf: str | None
    lead: str = ""
    kind: str = "point"


def moments(text: str, page: Page) -> list[Moment]:
    """Return the phrases of time of a plain text in order; none overlaps another."""
    found: list[Moment] = []
    for pattern, read, kind in RULES:
        for match in pattern.finditer(text):
            if read is year_alone and _is_count(text, match):
                continue
            edtf = read_safely(read, match, page)
            found.append(Moment(match.start(), match.end(), edtf, "", kind))
    found.sort(key=lambda moment: (moment.start, -moment.end))
    kept: list[Moment] = []
    for moment in found:
        if not kept or moment.start >= kept[-1].end:
            if beside := BESIDE.fullmatch(text, moment.start, moment.end):
                moment = moment._replace(edtf=_from_day(beside, kept, moment))
            lead = _LEAD.search(text, max(0, moment.start - 24), moment.start)
            kept.append(moment._replace(lead=lead.group(1).lower() if lead else ""))
    return _spans(text, kept)


_BACK = frozenset(("earlier", "before", "previous"))


def _from_day(match: re.Match[str], before: list[Moment], moment: Moment) -> str | None:
    """Return the day that lies so far from the last day told, else what the page makes of it."""
    told = before[-1].edtf if before and moment.start - before[-1].end < _NEAR else None
    day = Page.published(told).day
    if day is None:
        return moment.edtf
    n = (
        counted(match["count"]) * (7 if match["unit"].lower() == "week" else 1)
        if match["count"]
        else 1
    )
    way = (match["way"] or match["next"] or match["day"]).lower()
    return (day + timedelta(days=-n if way in _BACK else n)).isoformat()


# In characters: a day told farther before is not the one that another counts from.
_NEAR = 160
_YEAR_LEAD = re.compile(
    r"\b(?:in|since|of|by|from|until|till|during|early|late|mid|and|to|for|before|after|year|the)"
    r"[ -]$",
    re.IGNORECASE,
)


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Whether four digits count persons: "2000 soldiers came", but not "in 2000 soldiers came"."""
    if _YEAR_LEAD.search(text, max(0, match.start() - 8), match.start()):
        return False
    following = each_word(text, match.end(), min(len(text), match.end() + 40))
    first = next(following, None)
    return first is not None and first.lower in lexicon.PERSONS


_TO = re.compile(r" ?(?:to|through|until|till|and|-|–) ?(?:the )?")


def _spans(text: str, found: list[Moment]) -> list[Moment]:
    """Join the two ends of a span of time: "from March to May", "between 3 and 9 May"."""
    joined: list[Moment] = []
    for moment in found:
        first = joined[-1] if joined else None
        if first is not None and first.edtf and moment.edtf and first.kind == "point":
            opened = _OPENS.search(text, max(0, first.start - 12), first.start)
            both = f"{first.edtf}/{moment.edtf}"
            if opened and _TO.fullmatch(text, first.end, moment.start) and is_sound(both):
                joined[-1] = Moment(first.start, moment.end, both, "", "span")
                continue
        joined.append(moment)
    return joined


_OPENS = re.compile(r"\b(?:from|between) $", re.IGNORECASE)


_LEAD = re.compile(
    r"\b(since|by|until|till|from|before|after|as of|in|on|at|during|of)"
    r"(?: (?:the|early|late|about|around|at least))? ?$",
    re.IGNORECASE,
)
