"""The words of noun phrases: initials kept together, and which words nothing parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kursk_tui.intake.language.bodies import BODIES, CALENDAR, GROUPS, REPORTS, ROLES, UNNAMED
from kursk_tui.intake.language.lexicon import AUXILIARIES
from kursk_tui.intake.language.plain import Word, word_set

# Initials; a saint; any word, with the apostrophe of a plural that owns (the Miners' Union).
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}(?:'s\b)?|(?:Ste?|Mt)\.(?= [A-Z])"
    r"|[^\W_]+(?:['-][^\W_]+)*(?:(?<=s)'(?= [A-Z]))?"
)
# What a number names that stands behind one of these: Hall 4, and never 400 people.
NUMBERED = word_set(
    "hall block gate ward unit channel radio pier dock camp terminal district zone sector line"
    " tower building shaft mine school shelter room battalion company"
)
SPEAKING_NOUNS = ROLES | UNNAMED | GROUPS | frozenset(BODIES) | REPORTS
_SHORTENED = word_set("gen col lt maj capt sgt adm brig dr mr mrs ms st prof rep sen gov rev hon")

_NO_ADVERBS = word_set("get got to ally family tally assembly italy july supply monopoly")
# Words between a speaker and the verb.
_ADVERBS = word_set(
    "also later then previously now still only even just recently once never not earlier first"
    " again meanwhile too both further again subsequently finally since themselves himself herself"
    " itself already n't so far"
)


def tokens(text: str, start: int, end: int) -> list[Word]:
    """Return the words between two places; initials with stops (U.N.) are one word."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        printed = match.group()
        found.append(Word(printed, printed.lower().rstrip("."), match.start(), match.end()))
    return found


def is_calendar(told: Sequence[Word], at: int) -> bool:
    """Whether a word is of a date: a march is none, nor is one that begins "March organizers"."""
    word = told[at]
    if word.lower not in CALENDAR:
        return False
    if word.lower in ("march", "may"):
        following = told[at + 1].lower if at + 1 < len(told) else ""
        return word.text[:1].isupper() and following not in SPEAKING_NOUNS
    return True


def gap_joins(text: str, left: Word, right: Word) -> bool:
    """Whether nothing but a space, or the stop of something shortened, parts two words."""
    gap = text[left.end : right.start]
    if gap in (" ", "' ", " & "):
        return True
    if gap in (".", ". "):
        return len(left.text) == 1 or left.lower in _SHORTENED
    return False


def passed_over(text: str, told: Sequence[Word], place: int) -> int | None:
    """Return the position before an adverb, a helping verb or a phrase of time; None for others."""
    word = told[place].lower
    if word in AUXILIARIES or word in _ADVERBS or (word.endswith("ly") and len(word) > 4):
        return place - 1 if word not in _NO_ADVERBS else None
    if told[place].text in ("who", "which"):
        return place - 1
    start = place
    while start >= 0 and place - start < 4:
        lower = told[start].lower
        is_time = is_calendar(told, start) or (
            start < place and re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", lower)
        )
        if lower.isdecimal() and len(lower) <= 4 and start == place and start:
            # "On Oct. 17": the number is the day of the month before it.
            is_time = told[start - 1].lower in CALENDAR
        if lower in (
            "week",
            "month",
            "year",
            "morning",
            "evening",
            "afternoon",
            "night",
            "weekend",
        ):
            is_time = True
        if not is_time:
            break
        start -= 1
    if start == place:
        return None
    while start >= 0 and told[start].lower in word_set("on in late early earlier last this the at"):
        start -= 1
    return start
