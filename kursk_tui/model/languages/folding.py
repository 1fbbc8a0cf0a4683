"""A text as the tables have their words, with the place of each character in the original.

Small letters; digits of every script as 0 to 9; one kind of quote, hyphen, space and comma;
Arabic letters without marks and in one form. What has no letter of its own (marks above letters,
soft hyphens, signs of direction) is left out, so that places must be told back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_ALIKE = {
    **dict.fromkeys("‘’‚‛′ʼʻ`´", "'"),
    **dict.fromkeys("“”„‟″«»「」『』《》＂", '"'),
    **dict.fromkeys("‐‑‒−", "-"),
    **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u202f\u205f\u3000\u2028\u2029", " "),
    **{chr(code): " " for code in range(0x2000, 0x200B)},
    **dict.fromkeys("أإآٱ", "ا"),
    "ى": "ي",
    "ё": "е",
    "Ё": "е",
    "，": ",",
    "．": ".",
    "％": "%",
    "٪": "%",
    "：": ":",
    "；": ";",
    "（": "(",
    "）": ")",
    "＋": "+",
    "、": "、",
}
_DIGITS = {
    chr(first + n): str(n)
    for first in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10)
    for n in range(10)
}
_TABLE = str.maketrans({**_ALIKE, **_DIGITS})
# Marks of vowels, the stroke that lengthens a word, and what is not seen.
_LEFT_OUT = re.compile(
    "[\u00ad\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_COMBINING = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")


class Folded(NamedTuple):
    """A folded text; `at` has the place in the original of each character, and of the end."""

    text: str
    at: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of a part of the folded text."""
        return self.at[start], (self.at[end - 1] + 1 if end > start else self.at[start])


def fold(original: str) -> Folded:
    """Return a text folded. Never raises, whatever the text."""
    text = original.translate(_TABLE)
    at: Sequence[int] = range(len(text) + 1)
    if _COMBINING.search(text):
        text, at = _composed(text)
    lower = text.lower()
    if len(lower) != len(text):
        # A capital that is two small letters is kept.
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if _LEFT_OUT.search(lower):
        kept = [n for n, char in enumerate(lower) if not _LEFT_OUT.match(char)]
        at = [*(at[n] for n in kept), at[len(lower)]]
        lower = "".join(lower[n] for n in kept)
    return Folded(lower, at)


def _composed(text: str) -> tuple[str, list[int]]:
    """Write a letter and its marks as the one letter that there is for them."""
    from unicodedata import normalize

    parts: list[str] = []
    at: list[int] = []
    done = 0
    for match in _COMBINING.finditer(text):
        parts.append(text[done : match.start()])
        at += range(done, match.start())
        whole = normalize("NFC", match.group())
        parts.append(whole)
        at += [match.start()] * len(whole)
        done = match.end()
    parts.append(text[done:])
    at += range(done, len(text) + 1)
    return "".join(parts), at
