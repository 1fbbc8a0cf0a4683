"""How far a cue stands from a figure: in words, and in what parts clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.intake.language import lexicon
from kursk_tui.intake.language.figures import Found
from kursk_tui.intake.language.plain import words

FARTHEST = 30.0
# What a word of a family is farther off than one that the dossier itself names.
FAMILY = 1.5
# In characters: words farther off than this say nothing of a number.
_NEAR = 240
_MANY = 5
_WHOLE = re.compile(
    r"\b(?:of|among|out of)(?: the| a total of| these| its| their)? $", re.IGNORECASE
)
_PART = re.compile(r", including [^,;.]{1,60},(?= )")
_HELD = re.compile(r" [–—] [^–—\d]{1,80} [–—](?= )")
_ELSE = re.compile(r"\b(?:where|whose|whom|those)\b", re.IGNORECASE)
_INCLUDING = re.compile(r",? (?:including|among them|of whom|of which)\b", re.IGNORECASE)


class Cue(NamedTuple):
    """Words in a sentence that name measures: their place, the measures, and how they stand.

    `plain` says only where people are or went; `named` that a cue of the dossier itself was
    found, not just a word of the same family; `bars` that an area beside it is of no other
    measure: the dossier may have none for ground that was lost.
    """

    start: int
    end: int
    measures: tuple[str, ...]
    plain: bool
    named: bool
    bars: bool = False


def distance(text: str, found: Sequence[Found], at: int, cue: Cue) -> float:
    """Return how far a cue stands from a figure, in words and in what parts clauses."""
    figure = found[at]
    begin, finish = figure.start, max(figure.last, figure.noun_end)
    if cue.start < finish and cue.end > begin:
        # In the phrase itself: "4,000 casualties".
        if not cue.plain and figure.noun_start and cue.end <= figure.noun_start:
            # "400 wounded soldiers were sent home": the verb says what became of them.
            return 4.5 + FAMILY
        if figure.noun_start <= cue.start < figure.noun_end and figure.noun not in lexicon.LOSSES:
            # "400 protesters were killed": the noun says who they are, the verb what befell them.
            return 3.5 + FAMILY if not cue.plain else 1.0
        return 1.0 if cue.plain else 0.0
    if cue.start - finish > _NEAR or begin - cue.end > _NEAR:
        return FARTHEST + 1
    if _is_beyond_many(found, at, cue, finish):
        return FARTHEST + 1
    if cue.start < begin and (held := _HELD.search(text, cue.end, begin)):
        # "Carrying — or so they say — 90 people": what a pair of dashes holds is aside.
        return _before(text[cue.end : held.start()] + text[held.end() : begin], cue, found, at)
    if cue.start >= finish:
        return _after(text[finish : cue.start], text, finish, cue, found, at)
    return _before(text[cue.end : begin], cue, found, at)


def _is_beyond_many(found: Sequence[Found], at: int, cue: Cue, finish: int) -> bool:
    """Whether so many figures stand between a figure and a cue that the rest need no look."""
    if cue.start >= finish:
        return at + _MANY < len(found) and found[at + _MANY].start < cue.start
    return at >= _MANY and found[at - _MANY].start > cue.end


def _after(gap: str, text: str, finish: int, cue: Cue, found: Sequence[Found], at: int) -> float:
    part = _PART.match(gap)
    if part is not None and at + 1 < len(found) and found[at + 1].start < finish + part.end():
        # "21 men, including four officers, drowned": they are looked past with their number.
        gap, finish = gap[part.end() :], finish + part.end()
        found = [*found[: at + 1], *(each for each in found[at + 1 :] if each.start >= finish)]
    told = [word.lower for word in words(gap)]
    distance = 1.0 + len(told)
    figure = found[at]
    if _INCLUDING.match(gap):
        # "4,000 men, including the wounded": a part of what is counted.
        distance += 12
    if "," in gap and _WHOLE.search(text, max(0, figure.start - 24), figure.start):
        # "Of 11,000 troops, 4,000 were killed": the verb is that of the part.
        return FARTHEST + 1
    distance += 4 * gap.count(",") + 12 * (gap.count(";") + gap.count(" – ") + gap.count(" — "))
    auxiliary = any(word in lexicon.AUXILIARIES for word in told[-4:]) or (
        any(word in lexicon.AUXILIARIES for word in told)
    )
    if auxiliary and not cue.plain:
        # The finite verb says more than a participle that tells which soldiers are meant.
        distance = min(distance, 3.0 + 4 * gap.count(",") + 0.2 * len(told))
    elif auxiliary:
        distance = min(distance, 4.0 + 4 * gap.count(",") + 0.2 * len(told))
    if _ELSE.search(gap):
        # "400 men sent to Tarn, where they are stationed": that is told beside it.
        distance += 6
    whole = bool(_WHOLE.search(text, max(0, figure.start - 24), figure.start))
    if cue.plain and not auxiliary and not whole:
        # "400 soldiers deployed to the east were killed": the verb says more. And in "half of
        # the 4,000 soldiers sent" that is said of the whole.
        ahead = at + 1 < len(found) and found[at + 1].start < cue.start
        distance += 12 if ahead and gap.lstrip().startswith(("of", "more of")) else 5
    if whole and at and auxiliary and not cue.plain:
        distance += 10
    for other in found[at + 1 :]:
        if other.start < cue.start:
            distance += _beyond(gap, finish, other)
    return distance


def _beyond(gap: str, finish: int, other: Found) -> float:
    """Return what it costs to look past another figure: little where both share a verb."""
    between = gap[: max(0, other.start - finish)]
    if re.fullmatch(r"[\w ,'-]{0,40}(?:,| and| or)(?: another| an additional)? ?", between):
        return 3.0
    if re.fullmatch(r",? (?:more )?of (?:the|its|their|those)? ?(?:\w+ )?", between):
        return 1.0
    return 14.0


def _before(gap: str, cue: Cue, found: Sequence[Found], at: int) -> float:
    told = [word.lower for word in words(gap)]
    distance = 1.5 + 1.2 * len(told) + 5 * gap.count(",")
    distance += 12 * (gap.count(";") + gap.count(" – ") + gap.count(" — "))
    if any(word in ("that", "which", "who", "but", "while") for word in told):
        distance += 4
    if any(word in ("and", "with") for word in told):
        distance += 2
    if cue.plain and len(told) > 3:
        distance += 1
    for other in found[:at]:
        if cue.start < other.start:
            distance += 6
        elif cue.start < max(other.last, other.noun_end):
            distance += 8
    return distance
