"""Figures of another time than the text's own: of another year's event, or told before a newer one.

"A similar fire in 1998 killed six", "the worst since the 2005 flood that killed 500": these count
what another dossier is about. "Down from the 22 it gave a day earlier": no count as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.asof import aside
from kursk_tui.intake.language.moments import Moment
from kursk_tui.intake.language.proposals import Because, Proposal
from kursk_tui.intake.language.published import Page
from kursk_tui.model.dates import DateError, parse

_YEAR = re.compile(r"\b(?:19|20)\d\d|\byears? (?:ago|earlier|before)\b|\blast year\b")
# "The 2005 flood that killed 500", "killed 500 in the 2005 flood".
_OCCASION = re.compile(
    r" (?:[a-z-]+ ){0,3}?[a-z-]+(?:,? (?:that|which|when|where|in which))? (?:had |has |have )?"
    r"(?:kill(?:ed|s)|claim(?:ed|s)|left|took|cost|displaced|destroyed|damaged|injured|wounded"
    r"|affected|drew|sent|brought|saw|involved|of|with)(?: (?:the|an?|lives|of|more|some))*,? "
)
_NAMED = re.compile(r"\b(?:the|an?|its|their|this|that) $", re.IGNORECASE)
_IN_THE = re.compile(r"[^,.;:]{0,50}\b(?:in|during|by|from) (?:the|an?) $")
_FROM_EARLIER = re.compile(
    r"(?:\b(?:up|down|revised|lowered|raised|reduced|increas\w+|decreas\w+|r[io]se|risen|rising"
    r"|f[ae]ll|fallen|gr[eo]wn?|jump\w*|climb\w*|drop\w*|cut|correct\w+)"
    r"(?: [\w,]+){0,4}? from|\bcompared (?:with|to))"
    r"(?: (?:the|an?|its|their))?(?: (?:earlier|previous|initial|first|provisional|preliminary))*"
    r"(?: (?:figure|toll|count|tally|estimate|number|total))?(?: of)? ?$",
    re.IGNORECASE,
)
# In years: what lies so far before the page may be of another event, where nothing tells which.
_LONG_AGO = 2


def begins(dossier: Dossier) -> str | None:
    """Return the first day that a dossier is about, by its chapters and counts; None untold."""
    told = [event.date for event in dossier.events.values() if event.kind == "chapter"]
    told += [measure.since for measure in dossier.measures.values()]
    return min((day for each in told if (day := earliest(each)) is not None), default=None)


def earliest(edtf: str | None) -> str | None:
    """Return the first day of an EDTF text, None where it has none."""
    if edtf is None or edtf.startswith(".."):
        return None
    try:
        return parse(edtf).earliest
    except DateError:
        return None


def occasion(
    text: str, span: tuple[int, int], figure: tuple[int, int], times: Sequence[Moment]
) -> Moment | None:
    """Return the year that names what a figure is of: "the 2005 flood that killed 500"."""
    for moment in times:
        if moment.edtf is None or not _YEAR.search(text, moment.start, moment.end):
            continue
        if not span[0] <= moment.start < span[1] or not _NAMED.search(
            text, max(0, moment.start - 8), moment.start
        ):
            continue
        if moment.end <= figure[0] and figure[0] - moment.end < 80:
            if _OCCASION.fullmatch(text, moment.end, figure[0]):
                return moment
        elif _IN_THE.fullmatch(text, figure[1], max(figure[1], moment.start)) and re.match(
            r" [a-z]", text[moment.end : moment.end + 2]
        ):
            return moment
    return None


def of_another_event(
    text: str, proposal: Proposal, named: Moment | None, first_day: str | None, page: Page
) -> Literal["before"] | Because | None:
    """Return why a figure is of another event: a word for it, or a doubt; None where it is not.

    `named` is what `occasion` found, `first_day` what `begins` did.
    """
    edtf, words = _moment_of(text, proposal, named)
    if edtf is None:
        return None
    try:
        last = parse(edtf).latest
    except DateError:
        return None
    if not _YEAR.search(words):
        return None
    if first_day is not None:
        return "before" if last < first_day else None
    if page.first is not None and int(last[:4]) > page.first.year - _LONG_AGO:
        return None
    if page.first is None and named is None:
        return None
    return Because("within", f"of {words.strip()}: it may be another event", 0, 0)


def _moment_of(text: str, proposal: Proposal, named: Moment | None) -> tuple[str | None, str]:
    if named is not None:
        return named.edtf, text[named.start : named.end]
    edtf = proposal.as_of or proposal.scope.within
    if edtf is None or edtf.startswith("..") or edtf.endswith(".."):
        return None, ""
    told = next((r for r in proposal.because if r.field in ("as_of", "within")), None)
    return edtf, told.words if told is not None else ""


def is_earlier(text: str, start: int) -> bool:
    """Whether a figure is told as the one before a newer: "up from 22", "compared with 22"."""
    return bool(_FROM_EARLIER.search(text, max(0, start - 70), start))


def earlier(text: str, proposal: Proposal) -> Because | None:
    """Return the doubt about a figure that is told as an earlier one and has no moment.

    "The brigade, which put the toll at 30 on the first evening, said on Sunday" is one as well.
    """
    is_aside = proposal.said is None and aside(text, proposal.sentence, proposal.start) is not None
    if proposal.as_of is not None or not (is_aside or is_earlier(text, proposal.start)):
        return None
    return Because("release", "an earlier figure than the one it is told beside", 0, 0)
