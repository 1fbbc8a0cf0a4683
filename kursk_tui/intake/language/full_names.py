"""The full names of persons that a text prints, found by each of their words.

A text calls a person by one name of several after it gave all of them. Whom one name means is
certain only where a single person of the text has it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from kursk_tui.intake.language.agents import skeleton
from kursk_tui.intake.language.bodies import BODIES, CALENDAR, ROLES, is_national
from kursk_tui.intake.language.kinds import kind_of
from kursk_tui.intake.language.lexicon import STOPS
from kursk_tui.intake.language.plain import bare

_RUN = re.compile(r"\b[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,5}")
_LONGEST = 4
# A word that so many names hold is no surname.
_MOST = 40
# Of a given name in another spelling so much is the same: Volodymyr and Vladimir.
_ALIKE = 0.5


class FullNames:
    """The persons of a text by the words of their names."""

    def __init__(self, sentences: Iterable[tuple[str, tuple[int, int]]]) -> None:
        """Read the sentences of a text, each with its place in its paragraph."""
        self._printed: Counter[str] = Counter()
        for text, span in sentences:
            for match in _RUN.finditer(text, *span):
                self._printed.update(_names(text, span, match))
        self._by_word: dict[str, list[str]] = {}
        for name in self._printed:
            for word in name.split():
                self._by_word.setdefault(word, []).append(name)

    def of(self, word: str) -> list[str]:
        """Return the full names that hold a word, one for each person, the most printed first."""
        found: list[str] = []
        for name in sorted(self._by_word.get(word, ()), key=self._rank)[:_MOST]:
            if not any(is_one_person(name, other) for other in found):
                found.append(name)
        return found

    def _rank(self, name: str) -> tuple[int, int]:
        return -self._printed[name], -len(name)


def _names(text: str, span: tuple[int, int], match: re.Match[str]) -> list[str]:
    """Return the full name in a run of capitalised words, without offices; none where it has none.

    "Minister of Trade Ivo Stark": trade is no name of his.
    """
    printed = match.group().split()
    owners = [n for n, word in enumerate(printed[:-1]) if word.endswith("'s")]
    # "The army's Ivo Stark": who owns is no part of the name.
    run = [bare(word) for word in printed[owners[-1] + 1 if owners else 0 :]]
    if text[max(0, match.start() - 4) : match.start()].endswith(" of "):
        run = run[1:]
    opens = not text[span[0] : match.start()].strip("\"'([ ")
    lower = run[0].lower() if run else ""
    if opens and (lower in STOPS or lower.endswith("ly")):
        run = run[1:]
    held = [n for n, word in enumerate(run) if _is_office(word)]
    run = run[held[-1] + 1 :] if held else run
    if not 1 < len(run) <= _LONGEST or kind_of(" ".join(run)) is not None:
        return []
    return [" ".join(run)]


def _is_office(word: str) -> bool:
    lower = word.lower()
    return lower in ROLES or lower in CALENDAR or lower in BODIES or is_national(word)


def is_one_person(a: str, b: str) -> bool:
    """Whether two full names are of one person: all words of one are in the other."""
    mine, theirs = set(a.split()), set(b.split())
    return mine <= theirs or theirs <= mine


def is_same_given(a: str, b: str) -> bool:
    """Whether two given names may be spellings of one."""
    return SequenceMatcher(None, skeleton(a), skeleton(b)).ratio() >= _ALIKE


def holders(word: str, names: Sequence[str]) -> list[str]:
    """Return which full names hold a word."""
    return [name for name in names if word in name.split()]
