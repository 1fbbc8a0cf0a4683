"""A word of a query in the words of a record: whether it stands there, and how well it fits."""

from __future__ import annotations

import re
from collections.abc import Collection

from kursk_tui.model.folding import folded, normal

_SPACES = re.compile(r"[^\S\n]+")


class Word:
    """A word or phrase, ready to be looked for in many texts."""

    def __init__(self, value: str) -> None:
        self.folded = normal(value)
        parts = self.folded.split()
        self._is_phrase = len(parts) > 1
        # Folding leaves runs of such letters in a casefolded text as they are.
        self._plain = [part for part in parts if part.isascii() and part.isalpha()]
        self._whole = re.compile(rf"(?<!\w){re.escape(self.folded)}(?!\w)")

    def is_in(self, text: str) -> bool:
        """Whether a casefolded text holds it; lines are not crossed."""
        if text.isascii():
            for part in self._plain:
                if part not in text:
                    return False
            if self._plain == [self.folded]:
                return True
        return self.folded in self._ready(text)

    def is_whole_in(self, text: str) -> bool:
        """Whether it stands in a text as a word of its own."""
        return self._whole.search(self._ready(text)) is not None

    def _ready(self, text: str) -> str:
        text = folded(text)
        return _SPACES.sub(" ", text) if self._is_phrase else text


def fit(word: Word, called: Collection[str], stated: str, rest: str) -> int:
    """Return how well a word fits a record, from 7 to 0."""
    if word.folded in called:
        return 7
    if any(word.is_whole_in(text) for text in called):
        return 6
    if any(word.is_in(text) for text in called):
        return 5
    if word.is_in(stated):
        return 4 if word.is_whole_in(stated) else 3
    if word.is_in(rest):
        return 2 if word.is_whole_in(rest) else 1
    return 0
