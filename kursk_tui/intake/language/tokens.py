"""The words of noun phrases: initials kept together, and which words nothing parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kursk_tui.intake.language.bodies import BODIES, CALENDAR, GROUPS, REPORTS, ROLES, UNNAMED
from kursk_tui.intake.language.plain import Word, word_set

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}(?:'s\b)?|[^\W_]+(?:['-][^\W_]+)*")
SPEAKING_NOUNS = ROLES | UNNAMED | GROUPS | frozenset(BODIES) | REPORTS
_SHORTENED = word_set("gen col lt maj capt sgt adm brig dr mr mrs ms st prof rep sen gov rev hon")


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
