"""Figures that take up another: the count of the sentence before, or one number said twice."""

from __future__ import annotations

import re
from typing import NamedTuple

from kursk_tui.intake.language import lexicon
from kursk_tui.intake.language.figures import BARE, PERSONS, Found
from kursk_tui.intake.language.measures import Choice, Measures, is_list
from kursk_tui.intake.language.plain import words
from kursk_tui.intake.language.reader import Sentence

_FOLLOWS = re.compile(
    r"(?: [a-z]+)? (?:followed|joined (?:them|in)|came later|did so|did the same|as well|too"
    r"|later)\b"
    r"|(?:,? (?:in|on|by|since|during) [A-Z][\w ,]*)?[.]?$"
)
# "Added to those of other places, the overall figure is around 700".
_OVERALL = re.compile(
    r"\bthe (?:overall|total|combined) (?:figure|number|total|toll|count)"
    r" (?:is|was|stands at|stood at|reaches|reached|comes to|came to|rose to|has risen to)"
    r"(?: now)? $",
    re.IGNORECASE,
)
_THESE_ARE = re.compile(r"\b(?:these|those|they) (?:are|were)(?: the)? $", re.IGNORECASE)
_MORE_OF_THEM = re.compile(
    r"\b(?:another|an additional|a further|an extra)(?: (?:about|around|some|nearly|estimated))? $",
    re.IGNORECASE,
)
_FIGURE_OF = re.compile(
    r"\b(?:figure|estimate|tally|count|number|toll|total)s? of $", re.IGNORECASE
)
_OF_WHOM = re.compile(
    r"\b(?:of|among) (?:whom|them|these|those|which),?(?: (?:about|around|some|only|at least|nearly"
    r"|more than|up to))? $"
)
_PART_OF_THEM = re.compile(r" of (?:whom|them|these|those|which)\b")
_RELATIVE = re.compile(
    r",? (?:who|that|which)(?: had| have| has| were| was| are)?(?: already| recently)? "
)
_MAIN = re.compile(
    r"\b(?:may|might|could|will|would|can|are|is|were|was|have|has|had)\b[^,.;\d]{0,30}$"
)
_AUXILIARY = re.compile(r"\b(?:may|might|could|will|would|can|are|is|were|was|have|has|had)\b")


class Twice(NamedTuple):
    """What the main clause says of a figure whose relative clause says something else."""

    choice: Choice
    split: int


def takes_up_count(text: str, span: tuple[int, int], figure: Found) -> bool:
    """Whether a figure goes on with what the sentence before counted: "the figure rose to 900"."""
    if figure.kind not in (PERSONS, BARE):
        return False
    if figure.kind == BARE and (
        lexicon.THE_COUNT.match(text, span[0])
        or _OVERALL.search(text, max(span[0], figure.start - 48), figure.start)
    ):
        return True
    begins = lexicon.MORE.match(text, span[0])
    if begins is None or figure.first > begins.end() + 12:
        return False
    return bool(_FOLLOWS.match(text[max(figure.noun_end, figure.end) : span[1]]))


def same_again(text: str, span: tuple[int, int], figure: Found) -> bool:
    """Whether a number counts those of the number before it: "600 men - these are 600 that"."""
    before = text[max(span[0], figure.start - 24) : figure.start]
    return figure.kind == BARE and _THESE_ARE.search(before) is not None


def another_count(text: str, span: tuple[int, int], figure: Found) -> bool:
    """Whether a number is another count of what the one before counts: "below its figure of 9"."""
    before = text[max(span[0], figure.start - 32) : figure.start]
    return figure.kind == BARE and _FIGURE_OF.search(before) is not None


def more_of_them(text: str, span: tuple[int, int], figure: Found) -> bool:
    """Whether a number without a noun counts more or some of those before it: "another 200"."""
    if figure.kind != BARE:
        return False
    before = text[max(span[0], figure.first - 24) : figure.first]
    is_part = _OF_WHOM.search(before) or _PART_OF_THEM.match(text, figure.last, span[1])
    return bool(_MORE_OF_THEM.search(before) or is_part) or same_again(text, span, figure)


_LISTED = re.compile(r"[^.;:()–—]{0,60}?(?:,|\band|\bplus|\bas well as)(?: [a-z]+){0,2} ?$")
_LIST_GOES_ON = re.compile(
    r"\W*$|[,.;:)]|[ ,]+(?:and|or|plus|to|in|on|at|for|from|with|by|into|near|along|across|last"
    r"|this|earlier|later|as)\b"
)


def listed(text: str, span: tuple[int, int], before: Found, figure: Found) -> bool:
    """Whether a figure is one more of a list, and so of what the one before it is of.

    "It sent 700 officers and 200 sappers to the front": between and behind them there is no verb.
    """
    if not _LIST_GOES_ON.match(text, max(figure.noun_end, figure.end), span[1]):
        return False
    if is_list(text, before, figure):
        return True
    if figure.kind != PERSONS or before.kind not in (PERSONS, BARE):
        return False
    between = text[max(before.noun_end, before.end) : figure.start]
    if not _LISTED.fullmatch(between):
        return False
    return not any(
        word.lower in lexicon.AUXILIARIES - {"to"} or lexicon.family(word.lower) is not None
        for word in words(between)
    )


def twice(
    measures: Measures,
    text: str,
    clause: tuple[int, int],
    sentence: Sentence,
    at: int,
    choice: Choice | None,
    *,
    own: bool,
) -> Twice | None:
    """Return the second thing said of a figure: 400 who returned in May may be sent back.

    The first must stand in a relative clause right behind the noun, the second behind a verb
    of the main clause, with no other figure between.
    """
    figure = sentence.found[at]
    if choice is None or choice.words is None or figure.kind != PERSONS:
        return None
    relative = _RELATIVE.match(text, figure.noun_end, clause[1])
    if relative is None or not relative.end() <= choice.words[0] < relative.end() + 24:
        return None
    following = sentence.found[at + 1].start if at + 1 < len(sentence.found) else clause[1]
    for cue in sentence.cues:
        if not choice.words[1] < cue.start < min(following, clause[1], choice.words[1] + 160):
            continue
        between = text[choice.words[1] : cue.start]
        verb = _MAIN.search(between)
        if verb is None or choice.measure in cue.measures:
            continue
        if re.search(r"\b(?:who|that|which|when|where|and|but|or)\b", between):
            return None
        first = _AUXILIARY.search(between)
        second = measures.of_cue(text, figure, cue, own=own)
        if second is None or first is None or second.measure == choice.measure:
            continue
        return Twice(second, choice.words[1] + first.start())
    return None
