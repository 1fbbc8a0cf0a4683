"""What a number counts: the noun behind it, for persons or for a unit of the dossier."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kursk_tui.intake.language import lexicon
from kursk_tui.intake.language.numbers import FRACTION, PERCENT, Number
from kursk_tui.intake.language.plain import Word, each_word, words
from kursk_tui.intake.language.units import Unit

PERSONS, UNIT, SHARE, BARE, OTHER = "persons", "unit", "share", "bare", "other"

_OF = re.compile(
    r" (?:more )?of (?:the|its|their|his|these|those|these|all|our)?\b ?", re.IGNORECASE
)

# "1,250 sq. km", "7,000 U.S. troops": the stop ends no phrase.
_SHORTENED = re.compile(r"\b(?:sq|[A-Z]|U\.S|U\.K)\. $")
_STRONG = re.compile(r"(?:-(?:strong|man|member)| strong)\b")

# What a number of hours or days is behind.
OF_TIME = re.compile(
    r" *(?:more |other |consecutive |straight |full |calendar )?[ -]?"
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|months?|quarters?|years?|decades?"
    r"|centur\w+|o'clock|a\.?m\b|p\.?m\b)",
    re.IGNORECASE,
)
# "Nine complaints of missing people": each is of one of them.
_REPORTS_OF = re.compile(
    r" (?:[a-z]+ )?(?:complaints?|reports?|notices?) (?:of|about) (?=(?:missing|disappear))"
)
# "By 2,000 every day": what is counted is told before.
_EACH = re.compile(r" (?:more )?(?:every|each|per|a) (?:day|week|month)\b")
# "Two days later": that dates something, and is no length of it.
_DATES = re.compile(r" (?:later|earlier|ago|before|after|prior|since)\b", re.IGNORECASE)

_NO_WORD = Word("", "", 0, 0)
# "The 100 to 300 range": what is counted is told elsewhere.
_SPECTRUM = frozenset(("range", "spectrum", "bracket", "band", "mark", "threshold", "figure"))


def noun(
    text: str,
    at: int,
    stop: int,
    units: Sequence[Unit],
    nouns: frozenset[str],
    number: Number,
) -> tuple[str, Word, Unit | None, bool] | None:
    """Return kind, noun, unit and whether "of" leads to it; None for some other noun."""
    if number.kind in (PERCENT, FRACTION):
        return SHARE, _NO_WORD, None, bool(_OF.match(text, at, stop))
    strong = _STRONG.match(text, at, stop)
    if strong:
        return PERSONS, _NO_WORD, None, False
    of = _OF.match(text, at, stop)
    whole = bool(of)
    reported = _REPORTS_OF.match(text, at, stop)
    begin = reported.end() if reported else of.end() if of else at
    if number.money:
        unit = next((each for each in units if each.is_money), None)
        return (UNIT, _NO_WORD, unit, whole) if unit else None
    limit = _phrase_end(text, begin, stop)
    phrase = words(text, begin, limit)
    if phrase and phrase[0].lower == "and":
        # "Killed 70 and wounded 40": what stands behind the "and" is of the next number.
        return BARE, _NO_WORD, None, whole
    person = next((word for word in _head(phrase) if _is_counted(word, phrase, nouns)), None)
    matches = [
        (match.start(), -match.end(), is_sort, unit)
        for unit in units
        for is_sort, pattern in enumerate((unit.pattern, unit.sorts))
        if pattern is not None and (match := pattern.search(text, begin, limit))
    ]
    first = min(matches, key=lambda each: each[:3]) if matches else None
    if first is not None and (person is None or first[0] <= person.start):
        word = Word("", text[first[0] : -first[1]].lower(), first[0], -first[1])
        if first[3].is_time and _DATES.match(text, -first[1], stop):
            return None
        return UNIT, word, first[3], whole
    if _EACH.match(text, at, stop):
        return BARE, _NO_WORD, None, whole
    if OF_TIME.match(text, at, stop):
        return None
    if person is not None:
        return PERSONS, person, None, whole
    return _bare(text, begin, phrase, whole)


def _head(phrase: list[Word]) -> list[Word]:
    """Return the words of a phrase before an "of": twenty brigades of soldiers are brigades."""
    at = next((at for at, word in enumerate(phrase) if at and word.lower == "of"), len(phrase))
    return phrase[:at]


def _is_counted(word: Word, phrase: list[Word], nouns: frozenset[str]) -> bool:
    """Whether a word of a phrase is the noun for persons that the number counts.

    One that only tells the kind of a later one is not: wounded soldiers, injured Libyan men.
    """
    if not (lexicon.is_person(word.text) or word.lower in nouns):
        return False
    for later in phrase[phrase.index(word) + 1 :]:
        if lexicon.is_person(later.text) or later.lower in nouns:
            return False
        if not (later.text[:1].isupper() or later.lower in lexicon.KINDS):
            break
    return True


def _phrase_end(text: str, begin: int, stop: int) -> int:
    """Return where the noun phrase that begins at a place ends, seven words on at most."""
    end = begin
    for count, word in enumerate(each_word(text, begin, min(stop, begin + 140))):
        gap = text[end : word.start]
        joined = gap.strip(" \"'-–") in ("", ",") or (
            gap == ". " and _SHORTENED.search(text, begin, word.start)
        )
        if not joined or "–" in gap or count > 8:
            break
        if "," in gap and (count == 0 or word.text[:1].isupper()):
            break
        if word.lower in lexicon.STOPS and word.lower not in lexicon.PERSONS:
            break
        if "," in gap and lexicon.family(word.lower) is not None and word.lower != "fallen":
            break
        end = word.end
    return end


def _bare(
    text: str, begin: int, phrase: list[Word], whole: bool
) -> tuple[str, Word, Unit | None, bool] | None:
    """Return that the noun is left out, None where another noun than a person's stands there."""
    rest = [word for word in phrase if word.lower not in lexicon.LIGHT]
    if not rest or (rest[0].lower in _SPECTRUM and len(rest) == 1):
        return BARE, _NO_WORD, None, whole
    first = rest[0]
    if first.lower in lexicon.EVENTS:
        return None
    is_participle = (
        lexicon.family(first.lower) is not None
        or first.lower in lexicon.IRREGULAR
        or first.lower.endswith(("ed", "ly"))
        or (first.lower.endswith("ing") and not any(w.lower.endswith("s") for w in rest[1:2]))
    )
    if is_participle or first.lower == "and":
        return BARE, _NO_WORD, None, whole
    # "10,000 combat and 1,000 engineer troops": the noun comes with the next number.
    if any(word.lower == "and" for word in rest):
        return BARE, _NO_WORD, None, whole
    return None
