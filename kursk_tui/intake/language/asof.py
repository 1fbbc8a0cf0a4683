"""Which phrase of time in a sentence is the moment a figure speaks of, if any is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.intake.language.lexicon import SENT, STOPS
from kursk_tui.intake.language.moments import Moment
from kursk_tui.intake.language.plain import words
from kursk_tui.intake.language.utterances import Utterance
from kursk_tui.model.records import Measure
from kursk_tui.model.vocabulary import AsOfBasis, Modality

_SAYING = re.compile(
    r"\b(?:said|says|told|tells|reported|claimed|announced|stated|published|released|estimated?"
    r"|interview|briefing|statement|speech|report|added|confirmed|warned|wrote|noted|posted|revealed"
    r"|disclosed|aired|broadcast|citing|according to|spoke|speaking|declared|acknowledged|denied"
    r"|learned|updated|address|assess(?:ed|es)|put|believed?|believes|concluded|recorded)\b"
    r"(?: (?!that\b)[\w'.]+){0,5}?(?: (?:on|in|at|late|early|from|for))?"
    r"(?: (?:the|late|early))? ?$",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    r"(?:'s)? (?:[\w-]+ ){0,2}?(?:estimate|report|statement|briefing|interview|announcement|speech"
    r"|assessment|update|press|post|bulletin|hearing|session|testimony)\b",
    re.IGNORECASE,
)
# "Within weeks" of a date told before: the figure is not of that date.
_LATER = re.compile(
    r"\b(?:within|over|in) (?:the |its |their )?(?:first|next|following|coming|a few)?"
    r" ?(?:few |two |three |several )?(?:days|weeks|months)\b",
    re.IGNORECASE,
)
_BECAME_KNOWN = re.compile(
    r",? it (?:became known|emerged|turned out|was (?:reported|announced|revealed|learned))\b"
)
# "BREZ, May 3 (Northwire)": the day of the dispatch.
_DATELINE = re.compile(r"(?:,? \d{4})? \((?:[A-Z][\w'&-]* ?){1,4}\) ?(?:[-–—]|[A-Z])")
# "400 have died since the unrest began on May 3": that is when the count began.
_BEGAN = re.compile(
    r"\b(?:since|until|till|before|because)\b(?! (?:then|the (?:start|end))\b)[^,.;]*[a-z]"
)
# "A ferry built in 1998": that is no moment of those who were in it.
_MADE = re.compile(
    r"\b(?:built|opened|founded|established|completed|constructed|born|created|launched|signed"
    r"|adopted|passed|elected|appointed|formed|bought|retired|married|renovated|closed|introduced"
    r"|enacted|inaugurated|commissioned|restored|named)(?: (?:back|as early))? in (?:the )?"
    r"(?:early |late )?$"
)
_HEADING = re.compile(r" ?[–—:-] ")


class AsOf(NamedTuple):
    """The moment of a figure and its basis, or what it is counted within; with the words."""

    as_of: str | None = None
    basis: AsOfBasis | None = None
    within: str | None = None
    words: tuple[int, int] | None = None


def is_of_saying(text: str, moment: Moment, said: Sequence[Utterance]) -> bool:
    """Whether a phrase of time tells only when something was said."""
    if _SAYING.search(text, max(0, moment.start - 60), moment.start):
        return True
    for says in (_SAID_AFTER, _BECAME_KNOWN, _DATELINE):
        if says.match(text, moment.end):
            return True
    for utterance in said:
        # "On Monday, the ministry said": nothing but a comma and an article between them.
        between = text[moment.end : utterance.start]
        before = moment.end <= utterance.start and not utterance.trailing
        if before and re.fullmatch(r",? ?(?:the |a |an )?(?:\w+ )?", between):
            return True
        if utterance.start <= moment.start < utterance.end:
            return True
    return False


def said_on(
    text: str,
    span: tuple[int, int],
    figure: int,
    times: Sequence[Moment],
    said: Sequence[Utterance],
) -> str | None:
    """Return the one day on which a sentence has a figure said: "said on Thursday that 300".

    The day of a relative clause is that of what stands in it, and of nothing else: "who had
    spoken of 19 on Tuesday, denied that 30 had died".
    """
    clause = aside(text, span, figure)
    days = {
        moment.edtf
        for moment in times
        if span[0] <= moment.start < span[1]
        and moment.edtf is not None
        and len(moment.edtf) == len("2032-05-20")
        and aside(text, span, moment.start) == clause
        and is_of_saying(text, moment, said)
    }
    return days.pop() if len(days) == 1 and said else None


def aside(text: str, span: tuple[int, int], place: int) -> int | None:
    """Return where the relative clause begins that a place of a sentence stands in, else None.

    Only one in which somebody says something, where the sentence says something else behind it.
    """
    for found in _ASIDE.finditer(text, *span):
        if found.start() < place < found.end() and _SAYING_VERB.search(found[0]):
            return found.start()
    return None


# "The mayor, who had spoken of 19 on Tuesday, denied": from the comma to the verb after the next.
_SAYING_VERB = re.compile(
    r"\b(?:said|says|told|tells|reported|reports|claimed|announced|stated|estimated|added|confirmed"
    r"|warned|wrote|noted|denied|denies|spoken|spoke|speaks|put|puts|given|gave|counted|counts)\b"
)
_ASIDE = re.compile(
    r", (?:who|which)\b[^;]*?,(?= (?:has |have |had |now |later |then |also )?"
    rf"(?:{_SAYING_VERB.pattern}))"
)


def as_of(
    text: str,
    span: tuple[int, int],
    clause: tuple[int, int],
    figure: tuple[int, int],
    times: Sequence[Moment],
    said: Sequence[Utterance],
    measure: Measure | None,
    modality: Modality,
    others: Sequence[int] = (),
) -> AsOf:
    """Return the moment of a figure: the nearest phrase of time of its clause that binds it.

    A day on which something was said is none, nor is the start of a count ("since October"),
    nor a date that only names something ("the October 2024 deployment"). `others` are the
    places of the sentence's other figures: what stands behind one of them is its own, unless it
    says as of when all of them hold.
    """
    fitting: list[tuple[int, Moment]] = []
    for moment in times:
        if not (span[0] <= moment.start and moment.end <= span[1]) or moment.edtf is None:
            continue
        opening = (
            not text[span[0] : moment.start].strip(" \"'")
            or len(text[span[0] : moment.start].split()) <= 2
        )
        if not (clause[0] <= moment.start < clause[1] or opening):
            continue
        if _names_something(text, moment) or is_of_saying(text, moment, said):
            continue
        if _MADE.search(text, max(0, moment.start - 40), moment.start):
            continue
        if opening and _HEADING.match(text, moment.end) and (len(moment.edtf) < 10 or said):
            # A heading of a list of days dates what happened; one of a month or year is wider.
            continue
        if moment.start >= figure[1] and _BEGAN.search(
            text, figure[1], moment.start - len(moment.lead) - 1
        ):
            continue
        if moment.end <= figure[0] and _LATER.search(text, figure[1], clause[1]):
            continue
        if not opening and _is_far(text, moment, figure, others):
            continue
        away = figure[0] - moment.end if moment.end <= figure[0] else moment.start - figure[1]
        fitting.append((max(away, 0), moment))
    for _, moment in sorted(fitting, key=lambda each: each[0]):
        found = _bound(text, moment, measure, modality)
        if found is not None:
            return found
    return AsOf()


# In characters: the phrase of another clause.
_FAR = 110

# "They searched on Sunday, looking for those of a raid that killed 400": of another verb.
_BESIDE = re.compile(r",[^,;]* (?:that|which|who|whose)\b")


def _is_far(text: str, moment: Moment, figure: tuple[int, int], others: Sequence[int]) -> bool:
    """Whether a phrase of time belongs to something else in the sentence."""
    begin, end = sorted((moment.start, figure[0]))
    after = max(figure[1], begin) if moment.start > figure[0] else moment.end
    # Numbers of one list share what stands behind or before them all.
    between = any(
        begin < other < end and any(w.lower in STOPS for w in words(text, after, other))
        for other in others
    )
    if moment.end <= figure[0] and _BESIDE.search(text, moment.end, figure[0]):
        return True
    holds = text[max(0, moment.start - 6) : moment.start].lower().endswith(("as of ", "by "))
    return (between and not holds) or end - begin > _FAR


def _names_something(text: str, moment: Moment) -> bool:
    """Whether a phrase is part of a name: the October 2024 deployment, Saturday's quake."""
    if re.match(r"'s? [a-z]", text[moment.end : moment.end + 4]):
        return True
    following = re.match(r" ([a-z]+)\b", text[moment.end : moment.end + 24])
    if following is None or following.group(1) in STOPS or following.group(1).endswith("ed"):
        return False
    before = text[max(0, moment.start - 8) : moment.start]
    return bool(re.search(r"\b(?:the|a|an|its|their|his|this) $", before))


def _bound(text: str, moment: Moment, measure: Measure | None, modality: Modality) -> AsOf | None:
    sends = measure is not None and any(cue in SENT for cue in measure.cues)
    place = (moment.start, moment.end)
    printed = text[moment.start : moment.end].lower()
    edtf = moment.edtf or ""
    basis: AsOfBasis = "inferred" if printed in _OF_THE_PAGE else "stated"
    closed = "/" not in edtf
    stock = measure is not None and measure.basis == "stock"
    if moment.kind == "span":
        return AsOf(edtf, basis, None, place) if stock else AsOf(within=edtf, words=place)
    if moment.kind == "period" and moment.lead != "since":
        # Codebook: a period in which something was counted is no moment of it.
        if not stock or printed.startswith("the ") or modality in ("expected", "possible"):
            return AsOf(within=edtf, words=place)
        return AsOf(edtf, basis, None, place)
    if moment.lead in ("since", "from"):
        return AsOf(f"{edtf}/..", basis, None, place) if stock and closed else None
    grows = measure is not None and measure.basis == "cumulative" and modality == "asserted"
    if (moment.lead in ("until", "till") and not grows) or (
        moment.lead == "by" and modality in ("expected", "possible")
    ):
        return AsOf(f"../{edtf}" if closed else edtf, basis, None, place)
    if moment.lead in ("before", "after"):
        return None
    counts = measure is not None and measure.basis == "cumulative" and basis == "stated"
    if counts and moment.lead not in ("by", "as of", "until", "till"):
        if sends or (moment.lead in ("in", "during") and len(edtf) == 4):
            # Codebook, When they went: that is no moment at which they were counted.
            return AsOf(within=edtf, words=place)
        if moment.lead in ("in", "during"):
            return AsOf(edtf, basis, edtf, place)
    return AsOf(edtf, basis, None, place)


_OF_THE_PAGE = frozenset(
    {
        *("currently", "presently", "at the moment", "today", "at present", "as of now"),
        *("right now", "so far", "thus far"),
    }
)


def carried(edtf: str | None) -> AsOf:
    """Return the moment of the sentence that one without a phrase of time continues."""
    return AsOf(edtf, "inferred") if edtf is not None else AsOf()
