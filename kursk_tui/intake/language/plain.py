"""A paragraph in plain characters, each at the place it has in the original.

The rules of this room are written with straight quotes, plain spaces and one kind of hyphen.
Every replacement is one character for one, so that a place in the plain text is the same place
in the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TABLE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼʻ´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒−", "-"),
        **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u202f\u205f\u3000", " "),
        **dict.fromkeys("\u2028\u2029", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
    }
)
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


class Word(NamedTuple):
    """A word of a text with its place; `lower` is for comparing."""

    text: str
    lower: str
    start: int
    end: int


def plain(paragraph: str) -> str:
    """Return a paragraph of the same length with plain quotes, hyphens and spaces.

    En and em dashes stay: they part clauses and ranges.
    """
    return paragraph.translate(_TABLE)


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words between two places, with hyphens and apostrophes inside them."""
    return list(each_word(text, start, len(text) if end is None else end))


def each_word(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words between two places one by one, for whoever needs only the first."""
    for match in _WORD.finditer(text, start, end):
        printed = match.group()
        yield Word(printed, printed.lower(), match.start(), match.end())


def bare(word: str) -> str:
    """Return a lower-case word without the ending of a possessive."""
    return word.removesuffix("'s").removesuffix("'")


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set, for lists of words that are easier to read as prose."""
    return frozenset(text.split())
