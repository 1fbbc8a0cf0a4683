"""Noun phrases of speakers: from a verb of saying to the left, from "according to" to the right.

English puts determiner, possessor, modifiers and head in one order, so that a phrase can be cut
out without a parser: its borders are punctuation, prepositions, conjunctions and verbs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.intake.language.bodies import (
    BODIES,
    DEFINITE,
    INDEFINITE,
    PLAIN,
    PRONOUNS,
    REPORTS,
    ROLES,
)
from kursk_tui.intake.language.joining import (
    ASIDE,
    DASH,
    JOINS,
    SAYS,
    attaches,
    bracketed,
    closes_name,
    dashed,
    ends_list,
    is_capital,
    is_coordinate,
    is_listed,
    is_name_quoted,
    is_number_of_name,
    is_stop,
    leads_to_noun,
)
from kursk_tui.intake.language.lexicon import IRREGULAR, PERSONS
from kursk_tui.intake.language.plain import Word, bare, word_set
from kursk_tui.intake.language.tokens import (
    SPEAKING_NOUNS,
    gap_joins,
    is_calendar,
    passed_over,
)

_LEADING = JOINS | {"to", "against"}
_LONGEST = 14
_COUNTED_AS = word_set("figure number toll total claim estimate count")
_MOST_ASIDES = 3
# Who is counted, and speaks nowhere.
_COUNTED = PERSONS - SPEAKING_NOUNS


class Phrase(NamedTuple):
    """A noun phrase: its words, with `det`, the determiner it begins with, told apart.

    `aside` are the words of what stands beside it between commas, or who holds the office it
    names: "the agency's chief, Anna Roe". `bracket` is what stands in brackets behind it;
    `is_joined` says that it is the second of two that speak together.
    """

    start: int
    end: int
    det: str
    words: tuple[Word, ...]
    aside: tuple[Word, ...] = ()
    bracket: str = ""
    is_joined: bool = False

    @property
    def head(self) -> str:
        """The last word before any preposition, in lower case."""
        for place, word in enumerate(self.words):
            if word.lower in JOINS and place and not _is_name_join(self.words, place):
                return bare(self.words[place - 1].lower)
        return bare(self.words[-1].lower) if self.words else ""


def _is_name_join(words: Sequence[Word], place: int) -> bool:
    """Whether a preposition stands inside a name: Ministry of the Interior."""
    before, after = words[place - 1].text, [w.text for w in words[place + 1 : place + 3]]
    after = [text for text in after if text.lower() != "the"]
    is_role = bare(before.lower()) in ROLES
    return before[:1].isupper() and bool(after) and after[0][:1].isupper() and not is_role


def before(text: str, told: Sequence[Word], at: int) -> Phrase | None:
    """Return the phrase that is the subject of the verb at a position, None where none is seen.

    Asides between commas, adverbs and phrases of time are passed over.
    """
    place, aside, is_relative = at - 1, (0, 0), False
    # Where a bracket opened that was passed over.
    behind = -1
    for _ in range(_LONGEST):
        if place < 0:
            return None
        gap = text[told[place].end : told[place + 1].start]
        if closes_name(text, told[place].end, gap):
            gap = gap.replace('"', "")
        behind_dash = dashed(text, told, place) if DASH.fullmatch(gap) else None
        if behind_dash is not None:
            # Anna Roe - who lost her home - said.
            aside = (behind_dash + 1, place + 1)
            place = behind_dash
            break
        if re.search(r"[;:\"]|[–—]", gap) or (gap.strip() == "(" and place != behind):
            return None
        opened = bracketed(text, told, place) if ")" in gap else None
        if opened is not None and told[opened + 1].text[:1].islower():
            # An aside in brackets; what is capitalised is another name of the phrase.
            place = behind = opened
            continue
        if "," in gap and not is_relative:
            opened = _opened(text, told, place)
            if opened is None:
                return None
            aside = (opened + 1, place + 1) if aside == (0, 0) else aside
            place = opened
            break
        moved = passed_over(text, told, place)
        if moved is None:
            break
        is_relative = told[place].text in ("who", "which")
        place = moved
    found = _left(text, told, place)
    if found is None:
        return None
    return found._replace(aside=tuple(told[aside[0] : aside[1]])) if aside[1] else found


_ASIDE_BEGINS = word_set(
    "a an the its his her their who which whose former chief head director speaking citing quoting"
    " in at on during after according one himself herself also now then released published issued"
    " dated conducted led headed from with of including"
)


def _opened(text: str, told: Sequence[Word], close: int) -> int | None:
    """Return the position of the word before the comma that opens an aside ending at `close`."""
    found = None
    asides = 0
    for place in range(close - 1, max(-1, close - ASIDE), -1):
        gap = text[told[place].end : told[place + 1].start]
        if '"' in gap and is_name_quoted(text, told, place + 1):
            continue
        if re.search(r"[;\"]|[.:] ", gap) and not gap_joins(text, told[place], told[place + 1]):
            break
        if "," not in gap:
            continue
        asides += 1
        first = told[place + 1]
        begins = (
            first.lower in _ASIDE_BEGINS
            or bare(first.lower) in ROLES
            or first.text[:1].isupper()
            or first.text.isdecimal()
            or leads_to_noun(text, told, place + 1)
        )
        word = told[place]
        can_speak = word.text[:1].isupper() or bare(word.lower) in SPEAKING_NOUNS
        phrase = _left(text, told, place) if begins else None
        # The head of the rescue effort, Ivo Stark: it is the head who speaks.
        is_office = phrase is not None and first.text[:1].isupper() and phrase.head in ROLES
        if phrase is not None and (can_speak or is_office):
            found = place
            is_name = word.text[:1].isupper() or first.lower not in ("who", "which", "whose")
            # The name of an office, or an office of the name: nothing stands further off.
            if is_name and not _is_apposition(text, told, phrase):
                break
        if asides >= _MOST_ASIDES:
            break
    return found


def _is_apposition(text: str, told: Sequence[Word], phrase: Phrase) -> bool:
    """Whether a phrase stands behind a comma itself: ", a lawmaker from Basel, who ..."."""
    is_office = phrase.det == "the" and phrase.head in ROLES and phrase.words[-1].text.islower()
    return text[: phrase.start].rstrip().endswith(",") and (phrase.det in ("a", "an") or is_office)


def _left(text: str, told: Sequence[Word], last: int) -> Phrase | None:
    """Return the phrase whose last word is at a position."""
    for _ in range(3):
        if last < 0:
            return None
        found = _walk_left(text, told, last)
        if found is None:
            return None
        first, end, bracket = found
        preposition = first - 1
        if preposition > 1 and [w.lower for w in told[preposition - 1 : first]] == ["such", "as"]:
            # Groups such as Lake Watch: it is the groups that speak.
            last = preposition - 2
            continue
        is_object = (
            preposition >= 0
            and told[preposition].lower in _LEADING
            and gap_joins(text, told[preposition], told[first])
        )
        if is_object:
            # What stands behind a preposition is no subject: it lies further left.
            last = preposition - 1
            if told[preposition].lower == "by" and told[last].lower.endswith("ed"):
                # Data released by the office: it is the data that show.
                last -= 1
                preposition -= 1
            if last < 0 or not gap_joins(text, told[last], told[preposition]):
                return None
            moved = passed_over(text, told, last)
            last = last if moved is None else moved
            continue
        made = _made(text, told, first, end, bracket)
        if made is not None and preposition > 0 and told[preposition].lower == "and":
            other = told[preposition - 1]
            # "President and chief negotiator Ivo Stark" is one.
            is_office = bare(other.lower) in ROLES and not other.lower.endswith("s")
            speaks = other.text[:1].isupper() or bare(other.lower) in SPEAKING_NOUNS
            if speaks and not is_office and gap_joins(text, other, told[preposition]):
                joined = _walk_left(text, told, preposition - 1)
                if joined is not None:
                    return made._replace(start=told[joined[0]].start, is_joined=True)
        return made
    return None


def owner(text: str, told: Sequence[Word], last: int) -> Phrase | None:
    """Return the phrase that ends with a possessive at a position, without the ending."""
    walked = _walk_left(text, told, last)
    found = _made(text, told, *walked) if walked is not None else None
    if found is None:
        return None
    word = found.words[-1]
    bared = word.text.removesuffix("'s")
    last_word = Word(bared, bared.lower(), word.start, word.start + len(bared))
    return found._replace(end=last_word.end, words=(*found.words[:-1], last_word))


def accompanying(text: str, told: Sequence[Word], at: int) -> Phrase | None:
    """Return the phrase before a participle that has a subject of its own: "with police saying"."""
    walked = (
        _walk_left(text, told, at - 1) if at and gap_joins(text, told[at - 1], told[at]) else None
    )
    if walked is None or not walked[0] or told[walked[0] - 1].lower != "with":
        return None
    return _made(text, told, *walked)


def _made(text: str, told: Sequence[Word], first: int, end: int, bracket: str) -> Phrase | None:
    det = ""
    start = told[first].start
    if told[first].lower in DEFINITE | INDEFINITE and first < end - 1:
        det = told[first].lower
        first += 1
    elif told[first].lower in INDEFINITE:
        return None
    if det and told[first].lower in _COUNTED_AS and first < end - 1:
        # "A figure police put at 400": the police say it.
        first, det, start = first + 1, "", told[first + 1].start
    some = tuple(told[first:end])
    finish = told[end - 1].end
    if bracket:
        finish = text.find(")", finish) + 1 or finish
    return Phrase(start, finish, det, some, (), bracket)


def _walk_left(text: str, told: Sequence[Word], last: int) -> tuple[int, int, str] | None:
    """Return the positions of the first word and behind the last, and what stood in brackets."""
    bracket, end = "", last + 1
    following = text[told[last].end : told[last].end + 1]
    if following == ")":
        opened = bracketed(text, told, last)
        if opened is None:
            return None
        bracket = text[told[opened + 1].start : told[last].end]
        last = opened
        end = last + 1
    if told[last].lower in PRONOUNS:
        return last, end, ""
    if is_stop(told[last]) or is_calendar(told, last):
        return None
    first = last
    while first > 0 and last - first < _LONGEST:
        word, right = told[first - 1], told[first]
        is_det = right.lower in DEFINITE | INDEFINITE
        if (is_det and word.lower not in JOINS) or not (is_det or gap_joins(text, word, right)):
            break
        if word.lower in JOINS:
            if first < 2 or not attaches(text, told, first - 1):
                break
            first -= 2
            continue
        if word.lower == "and":
            if first < 2 or not is_coordinate(text, told, first, last):
                break
            first -= 2
            while first and is_listed(text, told, first):
                first -= 1
            continue
        is_in_name = word.text[:1].isupper() and right.text[:1].isupper() and first > 1
        if is_in_name and told[first - 2].text[:1].isupper():
            # Doctors Without Borders.
            first -= 1
            continue
        if is_stop(word) or word.lower in ("that", "and", "but", "while", "whether"):
            if word.lower in INDEFINITE:
                first -= 1
            break
        if word.lower in SAYS or (word.lower in _COUNTED and right.text[:1].isupper()):
            # The 300 people | Lake Watch counted.
            break
        is_verb = word.text.islower() and (
            word.lower.endswith(("ed", "ing")) or word.lower in IRREGULAR
        )
        is_verb = is_verb and word.lower not in PLAIN
        is_number = word.lower.isdecimal() and not is_number_of_name(told, first - 1)
        if is_number or (is_verb and right.lower not in SPEAKING_NOUNS):
            break
        first -= 1
    return first, end, bracket


def after(text: str, told: Sequence[Word], at: int, limit: int) -> Phrase | None:
    """Return the phrase that begins at a position, None where nothing there can be one."""
    first = at
    if first >= len(told) or told[first].start >= limit:
        return None
    if told[first].lower in PRONOUNS:
        word = told[first]
        return Phrase(word.start, word.end, "", (word,))
    det = ""
    start = told[first].start
    if told[first].lower in DEFINITE | INDEFINITE:
        det = told[first].lower
        first += 1
    place = first
    while place < len(told) and place - first < _LONGEST and told[place].start < limit:
        word = told[place]
        is_joined = place == first or gap_joins(text, told[place - 1], word)
        if not is_joined and not (is_listed(text, told, place) or ends_list(text, told, place)):
            break
        if place == first and det and text[told[first - 1].end : word.start] != " ":
            return None
        lower = word.lower
        if lower in JOINS:
            follows = told[place + 1] if place + 1 < len(told) else None
            if place == first or follows is None or not attaches(text, told, place):
                break
            noun = told[place - 1]
            is_in_name = lower == "for" and noun.text[:1].isupper() and is_capital(told, place)
            is_office = noun.text.islower() and bare(noun.lower) in ROLES | REPORTS
            if not is_office and lower != "of" and not is_in_name:
                break
            place += 1
            if follows.lower in DEFINITE | INDEFINITE:
                place += 1
            continue
        if lower == "and" and place > first and place + 1 < len(told):
            right = told[place + 1]
            if not (right.text[:1].isupper() and told[place - 1].text[:1].isupper()):
                break
            place += 1
            continue
        if is_stop(word) or lower in DEFINITE | INDEFINITE or is_calendar(told, place):
            break
        is_upper = word.text[:1].isupper()
        if place > first and is_number_of_name(told, place):
            place += 1
            continue
        if lower.isdecimal() or (not is_upper and not leads_to_noun(text, told, place)):
            # What follows the noun or the name is no longer the phrase.
            break
        place += 1
    while place > first and told[place - 1].lower in JOINS | DEFINITE | INDEFINITE | {"and"}:
        place -= 1
    if place == first:
        return None
    some = tuple(told[first:place])
    finish = some[-1].end
    bracket = ""
    closing = re.match(r" ?\(([^()]{2,40})\)", text[finish:limit])
    if closing is not None:
        bracket, finish = closing[1], finish + closing.end()
    aside: tuple[Word, ...] = ()
    is_noun = bare(some[-1].lower) in ROLES | frozenset(BODIES) and not some[-1].text[:1].isupper()
    if is_noun and text[finish : finish + 2] == ", ":
        # According to the agency's chief, Anna Roe; to the state news agency, Northwire.
        named = [w for w in told[place : place + 5] if w.start >= finish]
        run: list[Word] = []
        for word in named:
            if not word.text[:1].isupper() or (run and not gap_joins(text, run[-1], word)):
                break
            run.append(word)
        is_office = bare(some[-1].lower) in ROLES
        if run and (len(run) > 1 or not is_office) and re.match(r"[,.;\"]|$", text[run[-1].end :]):
            aside = tuple(run)
    return Phrase(start, aside[-1].end if aside else finish, det, some, aside, bracket)
