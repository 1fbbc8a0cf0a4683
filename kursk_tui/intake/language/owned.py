"""Numbers that have their speaker right behind them: "the 300 dead counted by the Red Cross".

Such a number is that speaker's, whoever tells of it, and the other numbers of the sentence are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kursk_tui.intake.language.bodies import REPORTS
from kursk_tui.intake.language.lexicon import AUXILIARIES, IRREGULAR
from kursk_tui.intake.language.plain import bare, word_set, words
from kursk_tui.intake.language.utterances import Utterance

_NUMBER = r"(?:\d[\d,.]*|(?:dozens|scores|hundreds|thousands|\w+ (?:million|billion))\b)"
# A whole number phrase; a range is one.
_PHRASE = re.compile(
    rf"(?:(?:between|from|about|around|some|than|least|most|nearly|almost|to|estimated) )?"
    rf"{_NUMBER}(?:(?: (?:and|to|or) |-){_NUMBER})?"
)
_BY = re.compile(r"[a-z]+(?: forward| out)? (?:by|from)\b", re.IGNORECASE)
_FIGURE_FROM = re.compile(rf"(?:figures?|tolls?|counts?|estimates?|tally|claims?) of {_NUMBER}")
_BRACKETS = re.compile(r"\([^()]*\)")
_CLAUSE_ENDS = re.compile(r",(?!\d)|[;:\"–—]")
# In characters: so far before its speaker a number is looked for.
_WITHIN = 160
# "400 died, a figure given by the army": the figure is the number before it.
_APPOSITION = re.compile(
    r"\W*(?:an?|the|which|that) (?:[a-z-]+ ){0,2}"
    r"(?:figures?|numbers?|tolls?|counts?|estimates?|tally|total) $"
)
_PARTS = (AUXILIARIES | IRREGULAR | word_set("that who which and but said died")) - {"to", "can"}
_AMBIGUOUS = word_set("in at on by from for with near during after")
# The 300 dead whom the army had counted: the verb has its object before it.
_COUNTING = word_set(
    "counted counts reported reports announced claimed claims estimated estimates cited recorded"
    " confirmed gave published documented listed of"
)
_AFTER_VERB = re.compile(
    r"\W*$|[,;.)]| (?:was|were|is|are|had|has|have|on|in|at|last|this|earlier)\b(?! \d)"
)
_OBJECT_WITHIN = 60
_ASIDE = re.compile(r", (?:which|whom|that) [^,;]*$")


def narrowed(text: str, span: tuple[int, int], found: Sequence[Utterance]) -> list[Utterance]:
    """Return utterances with those that own a number made to cover it alone."""
    return [_narrowed(text, span, each) for each in found]


def _narrowed(text: str, span: tuple[int, int], each: Utterance) -> Utterance:
    told = text[each.start : each.end]
    before = text[max(span[0], each.start - _WITHIN) : each.start]
    before = _BRACKETS.sub(lambda bracket: " " * len(bracket.group()), before)
    if _FIGURE_FROM.match(told):
        return _own(each, each.start)
    if _BY.match(told) and bare(words(told)[0].lower) not in REPORTS:
        each = _of_participle(before, each)
    aside = None if each.owns else _ASIDE.search(before)
    ends = text.find(", ", each.end, min(span[1], each.end + _WITHIN)) if aside is not None else -1
    if aside is not None and ends > 0:
        # "The toll, which he said was high, is far from 300": what follows the aside is not his.
        number = _last(before[: aside.start()])
        is_of = number is not None and not _is_parted(before[number[1] : aside.start()])
        place = number[0] if number is not None and is_of else aside.start()
        covers = (each.start - len(before) + place, ends)
        return each._replace(covers=(covers[0] if is_of else max(each.covers[0], covers[0]), ends))
    verb = words(told)[-1:]
    is_count = bool(verb) and verb[0].lower in _COUNTING and not each.trailing
    if not is_count or not _AFTER_VERB.match(text, each.end):
        return each
    noun = re.sub(r"(?:that |which |whom )?(?:(?:the|an?) )?$", "", before[-_OBJECT_WITHIN:])
    number = _last(noun)
    if number is None or not re.fullmatch(r" (?:[a-z]+ ){0,2}", noun[number[1] :]):
        return each
    if _is_parted(noun[number[1] :]):
        return each
    return _own(each, each.start - len(before[-_OBJECT_WITHIN:]) + number[0])


def _own(each: Utterance, start: int) -> Utterance:
    return each._replace(covers=(start, each.end), owns=True, trailing=True)


def _of_participle(before: str, each: Utterance) -> Utterance:
    """Let "reported by Lake Watch" cover the number that it stands behind, and no other."""
    begin = each.start - len(before)
    told = words(before)
    last = told[-1].lower if told else ""
    parts = [match.end() for match in _CLAUSE_ENDS.finditer(before)]
    at = parts[-1] if parts else 0
    here = before[at:]
    if at and _APPOSITION.fullmatch(here):
        number = _last(before[:at])
        return each if number is None else _own(each, begin + number[0])
    is_passive = last in AUXILIARIES or last == "as" or last.endswith("ly")
    if is_passive or not here.strip() or not each.trailing:
        return each
    number = _last(here)
    between = here[number[1] :] if number is not None else ""
    if number is None or _is_parted(between):
        if bare(last) in REPORTS:
            return each
        # "Some 400 were shot in a raid told of by the mayor": the raid he told of.
        return each._replace(is_sure=False)
    owner = _own(each, begin + at + number[0])
    is_near = not any(word.lower in _AMBIGUOUS for word in words(between))
    return owner if is_near else owner._replace(is_sure=False)


def _is_parted(between: str) -> bool:
    """Whether a verb or another clause stands between a number and whoever is told behind it."""
    return any(word.lower in _PARTS for word in words(between)) or "," in between


def _last(text: str) -> tuple[int, int] | None:
    """Return the place of the last number of a text."""
    place = None
    for match in _PHRASE.finditer(text):
        place = match.span()
    return place
