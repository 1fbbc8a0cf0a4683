"""Which words belong to one noun phrase: what joins them, and what parts them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kursk_tui.intake.language.bodies import (
    DEFINITE,
    INDEFINITE,
    PLAIN,
    PRONOUNS,
    REPORTS,
    ROLES,
    is_national,
)
from kursk_tui.intake.language.kinds import kind_of
from kursk_tui.intake.language.lexicon import AUXILIARIES, IRREGULAR, STOPS
from kursk_tui.intake.language.plain import Word, bare, word_set
from kursk_tui.intake.language.tokens import NUMBERED, SPEAKING_NOUNS, gap_joins

_QUESTIONS = word_set("what how why whether")
_NO_PART = (STOPS | AUXILIARIES | PRONOUNS | _QUESTIONS) - DEFINITE - frozenset(("an", "a"))
JOINS = word_set("of for from in at with within on by inside near")
PARTICLES = word_set("de la del al bin ibn von van der den du di da el es do dos das le les")
# These join whatever is named by a noun; the others only an office and its body.
_ALWAYS = word_set("of")
# In digits: a number that is a name is short.
_LONG_NUMBER = 4
# Verbs that are in no noun phrase.
SAYS = word_set("said says say told tells tell wrote writes put puts found finds show shows")
_NO_MODIFIERS = DEFINITE | INDEFINITE | IRREGULAR | SAYS
# So long may a name in quotation marks be: the "Conscious Generation" movement.
_QUOTED_NAME = re.compile(r'["(]+[A-Z][^".;:,]{1,40}$')


def is_stop(word: Word) -> bool:
    """Whether a word can be none of a noun phrase: who is not, the WHO is."""
    is_acronym = len(word.text) > 1 and word.text.isupper()
    return word.lower in _NO_PART and not is_acronym


def is_number_of_name(told: Sequence[Word], at: int) -> bool:
    """Whether a number is the last word of a name: the Families' Committee of Hall 4."""
    previous = told[at - 1] if at else None
    return (
        previous is not None
        and told[at].text.isdecimal()
        and len(told[at].text) < _LONG_NUMBER
        and previous.text[:1].isupper()
        and previous.lower in NUMBERED
    )


# In words: so far back an aside may begin.
ASIDE = 26
DASH = re.compile(r" ?[–—] ?| - ")


def dashed(text: str, told: Sequence[Word], close: int) -> int | None:
    """Return the position of the word before the dash that opens an aside ending at `close`."""
    for place in range(close - 1, max(-1, close - ASIDE), -1):
        gap = text[told[place].end : told[place + 1].start]
        if DASH.fullmatch(gap):
            return place
        if re.search(r"[;\"]", gap):
            return None
    return None


def bracketed(text: str, told: Sequence[Word], last: int) -> int | None:
    """Return the position of the word before the bracket that closes behind one."""
    for place in range(last - 1, max(-1, last - 9), -1):
        if "(" in text[told[place].end : told[place + 1].start]:
            return place
    return None


def closes_name(text: str, end: int, gap: str) -> bool:
    """Whether a quotation mark behind a word closes a name in quotation marks."""
    return gap.startswith('"') and _QUOTED_NAME.search(text, max(0, end - 44), end) is not None


def is_name_quoted(text: str, told: Sequence[Word], at: int) -> bool:
    """Whether a word begins or follows a name in quotation marks."""
    behind = text[told[at].start : told[at].start + 44]
    if re.match(r'[A-Z][^".;:,]{0,40}(?:\(")?[^".;:,]{0,40}"', behind):
        return True
    gap = text[told[at - 1].end : told[at].start]
    return closes_name(text, told[at - 1].end, gap)


def attaches(text: str, told: Sequence[Word], preposition: int) -> bool:
    """Whether a phrase behind a preposition belongs to the noun before it."""
    noun, word = told[preposition - 1], told[preposition].lower
    if not gap_joins(text, noun, told[preposition]):
        return False
    if is_stop(noun) or noun.text.isdecimal():
        return False
    if word in _ALWAYS:
        return True
    if word == "by" and bare(noun.lower) not in REPORTS:
        return False
    if bare(noun.lower) in SPEAKING_NOUNS:
        return True
    # Center for Investigative Journalism.
    return word == "for" and noun.text[:1].isupper() and is_capital(told, preposition)


def leads_to_noun(text: str, told: Sequence[Word], at: int) -> bool:
    """Whether a word is the noun of somebody who speaks, or one of the few before such a noun."""
    if told[at].lower in PARTICLES:
        return at + 1 < len(told) and told[at + 1].text[:1].isupper()
    for place in range(at, min(len(told), at + 4)):
        if place > at and not gap_joins(text, told[place - 1], told[place]):
            return False
        if bare(told[place].lower) in SPEAKING_NOUNS:
            return True
        lower = told[place].lower
        is_verb = lower.endswith(("ed", "ing")) and lower not in PLAIN
        if is_stop(told[place]) or is_verb or lower in _NO_MODIFIERS:
            return False
    return False


def is_capital(told: Sequence[Word], preposition: int) -> bool:
    """Whether a capitalised word stands behind a preposition, an article between or not."""
    following = [w for w in told[preposition + 1 : preposition + 3] if w.lower != "the"]
    return bool(following) and following[0].text[:1].isupper()


def is_coordinate(text: str, told: Sequence[Word], first: int, last: int) -> bool:
    """Whether "and" joins two modifiers or two words of a name: Libyan and Malian officials."""
    left, right = told[first - 2], told[first]
    is_list = text[left.end : told[first - 1].start] == ", " and is_listed(text, told, first - 2)
    if not is_list and not gap_joins(text, left, told[first - 1]):
        return False
    if not (left.text[:1].isupper() and right.text[:1].isupper()):
        return False
    if _are_two(text, told, first, last):
        return False
    return last > first or (first > 3 and told[first - 3].lower == "of")


def _are_two(text: str, told: Sequence[Word], first: int, last: int) -> bool:
    """Whether the names on both sides of an "and" are of two: Ivo Stark and Anna Roe.

    Ministry of Health and Trade is one, and so is Food and Water Office.
    """
    if bare(told[first].lower) in ROLES:
        return True
    begin = first - 2
    while begin > 0 and told[begin - 1].text[:1].isupper():
        if not gap_joins(text, told[begin - 1], told[begin]):
            break
        begin -= 1
    if begin and told[begin - 1].lower in ("of", "for"):
        return False
    left = [word.text for word in told[begin : first - 1] if not is_national(word.text)]
    right = [word.text for word in told[first : last + 1] if word.text[:1].isupper()]
    if len(left) < 2 or len(right) < 2:
        return False
    return kind_of(" ".join(left)) is not None or kind_of(" ".join(right)) is None


def is_listed(text: str, told: Sequence[Word], at: int) -> bool:
    """Whether a word stands behind a comma in a list of nations: Dorvian, Selvian and Western."""
    left, right = told[at - 1], told[at]
    is_comma = at > 0 and text[left.end : right.start] == ", "
    return is_comma and is_national(left.text) and is_national(right.text)


def ends_list(text: str, told: Sequence[Word], at: int) -> bool:
    """Whether a word is the "and" behind the comma of such a list."""
    gap = text[told[at - 1].end : told[at].start]
    is_and = told[at].lower == "and" and gap == ", " and is_listed(text, told, at - 1)
    return is_and and at + 1 < len(told) and is_national(told[at + 1].text)
