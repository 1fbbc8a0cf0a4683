"""Where a text quotes, over sentences and paragraphs, and who is told to say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kursk_tui.intake.language.utterances import Utterance

_OPENS, _CLOSES = "“„«‟", "”»"
# In characters: so near to the end of a quotation stands who said it.
_NEAR = 4
_LEADS_WITHIN = 25


def spans(paragraphs: Sequence[tuple[str, str]]) -> list[list[tuple[int, int]]]:
    """Return the quotations of each paragraph: the places between their marks.

    A paragraph is given plain and as printed: curly marks tell which way they look. What is not
    closed goes on to the end of its paragraph, and into the next if that begins with a mark.
    """
    return [_of(plain, raw) for plain, raw in paragraphs]


def _of(plain: str, raw: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for match in re.finditer('"', plain):
        at = match.start()
        mark = raw[at]
        if mark in _OPENS and not (mark == "“" and opened is not None and _ends(plain, at)):
            opens = True
        elif mark in _CLOSES:
            opens = False
        else:
            opens = opened is None
        if opens:
            opened = at if opened is None else opened
        elif opened is not None:
            found.append((opened, at + 1))
            opened = None
    if opened is not None:
        found.append((opened, len(plain)))
    return found


def _ends(plain: str, at: int) -> bool:
    """Whether a mark that looks as if it opened closes: „so“ is German."""
    return plain[at - 1 : at].strip() != "" and not plain[at + 1 : at + 2].isalnum()


def around(quotes: Sequence[tuple[int, int]], at: int) -> tuple[int, int] | None:
    """Return the quotation that a place lies in."""
    return next((quote for quote in quotes if quote[0] <= at < quote[1]), None)


def is_open(quote: tuple[int, int], text: str) -> bool:
    """Whether a quotation is not closed in its paragraph."""
    return quote[1] == len(text) and not text.endswith('"')


def closing(quote: tuple[int, int], said: Sequence[Utterance]) -> Utterance | None:
    """Return the utterance that stands right behind a quotation: `..., " the mayor said`."""
    return next((u for u in said if 0 <= u.start - quote[1] <= _NEAR), None)


def of_quote(quote: tuple[int, int], said: Sequence[Utterance]) -> list[Utterance]:
    """Return the utterances that may tell who says a quotation, or speak in it.

    Where one stands right behind it, those before it are of something else, unless they lead to it.
    """
    if closing(quote, said) is None:
        return list(said)
    return [
        u for u in said if u.trailing or u.start >= quote[0] or quote[0] - u.end < _LEADS_WITHIN
    ]


def leading(
    quote: tuple[int, int], said: Sequence[Utterance], quotes: Sequence[tuple[int, int]]
) -> Utterance | None:
    """Return the utterance that leads to a quotation, the last one before it outside of others."""
    before = [u for u in said if u.end <= quote[0] + 1 and around(quotes, u.start) is None]
    return before[-1] if before else None
