"""Text as it is searched: whoever types plain letters finds what is printed with care."""

from __future__ import annotations

import re

# A comma comes first, so that the search may run from comma to comma.
_IN_NUMBER = re.compile(r",(?<=[0-9],)(?=[0-9])")

# Letters and marks that Unicode does not take apart, though a keyboard has only the plain ones.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼʻ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "⁄": "/",
    }
)


class _Unmarked(dict[int, int | None]):
    """For `str.translate`: takes out marks that combine with the letter before them.

    Each character is looked up once: all words of all records are folded for a search.
    """

    def __missing__(self, code: int) -> int | None:
        from unicodedata import combining

        found = self[code] = None if combining(chr(code)) else code
        return found


_UNMARKED = _Unmarked()


def folded(text: str) -> str:
    """Return text as it is searched: no case, no accents, typographic marks made plain.

    Commas inside numbers go: whoever types 8000 means 8,000. Idempotent.
    """
    text = text.casefold()
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFKD", text).casefold().translate(_PLAIN).translate(_UNMARKED)
    return _IN_NUMBER.sub("", text)


def normal(text: str) -> str:
    """Return text folded, with single spaces between its words and none around them."""
    return " ".join(folded(text).split())
