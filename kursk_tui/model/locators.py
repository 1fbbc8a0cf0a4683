"""Where a claim stands in a text: paragraphs, their fingerprints, and finding one again.

A dossier keeps no sentences of others, only the number of a paragraph and the hash of its
normalised text. Whoever has the text can say of every claim whether its paragraph is still
there (anchored), has moved or been reworded (drifted), or is gone (orphaned).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.model.records import Locator

ANCHORED = "anchored"
DRIFTED = "drifted"
ORPHANED = "orphaned"
UNPLACED = "without a place"
NO_COPY = "without a copy"
STATES = (ANCHORED, DRIFTED, ORPHANED, UNPLACED, NO_COPY)


class Passage(NamedTuple):
    """What became of a locator in a text.

    `paragraph` (from 1) and `text` are where it was found, None when it was not; `mark` is
    the start and end of the written phrase in `text`, None when the phrase is not in it.
    """

    state: str
    paragraph: int | None = None
    text: str | None = None
    mark: tuple[int, int] | None = None


def paragraphs(text: str) -> list[str]:
    r"""Return the lines of a text that are not blank, as they are; paragraph 1 is the first.

    Only \n, \r\n and \r end a line: the other separators of Unicode occur inside sentences.
    A byte order mark at the start is dropped.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [line for line in lines if line and not line.isspace()]


def normalise(paragraph: str) -> str:
    """Return a paragraph in Unicode form NFC, each run of white space one space, no ends."""
    return " ".join(unicodedata.normalize("NFC", paragraph).split())


def fingerprint(paragraph: str) -> str:
    """Return the SHA-256 of the normalised paragraph in UTF-8, as 64 hex digits."""
    return _sha256(normalise(paragraph))


def text_fingerprint(paras: Sequence[str]) -> str:
    r"""Return the SHA-256 of a text: its normalised paragraphs joined with \n."""
    return _sha256("\n".join(normalise(paragraph) for paragraph in paras))


def find_phrase(paragraph: str, phrase: str) -> tuple[int, int] | None:
    """Return start and end of the first place where the phrase stands, None if nowhere.

    White space in the phrase matches any run of white space; all else must be exact. A
    match may not begin or end inside a longer number or word: the figure 300 does not
    stand in "1,300", nor "half" in "behalf".
    """
    words = phrase.split()
    # A pattern of a megabyte takes seconds to make, and what is longer stands in nothing.
    if not words or sum(map(len, words)) > len(paragraph):
        return None
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    match = pattern.search(paragraph)
    while match:
        start, end = match.span()
        if not (_cuts(paragraph, start) or _cuts(paragraph, end)):
            return start, end
        match = pattern.search(paragraph, start + 1)
    return None


def locate(locator: Locator | None, written: str | None, paras: Sequence[str] | None) -> Passage:
    """Find the paragraph of a claim again in a text; `paras` None means there is no copy.

    Same hash at its number: anchored. Same hash elsewhere (the nearest, if there are
    several): drifted. No such hash, but the `written` phrase in the paragraph of that
    number, or else in just one paragraph of the text: drifted. Anything else is orphaned.
    Without a locator: without a place, with the paragraph if the phrase stands in just one.
    """
    if paras is None:
        return Passage(NO_COPY)
    if locator is None:
        holding = [n for n, text in enumerate(paras, 1) if written and find_phrase(text, written)]
        if len(holding) != 1:
            return Passage(UNPLACED)
        return _passage(UNPLACED, holding[0], paras[holding[0] - 1], written)
    number = locator.paragraph
    here = paras[number - 1] if 1 <= number <= len(paras) else None
    if here is not None and fingerprint(here) == locator.sha256:
        return _passage(ANCHORED, number, here, written)
    same = [other for other, text in enumerate(paras, 1) if fingerprint(text) == locator.sha256]
    if same:
        nearest = min(same, key=lambda other: abs(other - number))
        return _passage(DRIFTED, nearest, paras[nearest - 1], written)
    if not written:
        return Passage(ORPHANED)
    if here is not None and find_phrase(here, written):
        return _passage(DRIFTED, number, here, written)
    found = [other for other, text in enumerate(paras, 1) if find_phrase(text, written)]
    if len(found) == 1:
        return _passage(DRIFTED, found[0], paras[found[0] - 1], written)
    return Passage(ORPHANED)


def _passage(state: str, number: int, text: str, written: str | None) -> Passage:
    return Passage(state, number, text, find_phrase(text, written) if written else None)


def _cuts(text: str, at: int) -> bool:
    """Whether the place between two characters lies inside a number or a word.

    Only scripts with upper and lower case are held to words: others, such as Chinese or
    Korean, write them without a space or with endings attached.
    """
    before, after = text[max(at - 1, 0) : at], text[at : at + 1]
    if not before or not after:
        return False
    if before.isdigit() and after.isdigit():
        return True
    if before.isdigit() and after in ",.":
        return text[at + 1 : at + 2].isdigit()
    if before in ",." and after.isdigit():
        return text[max(at - 2, 0) : at - 1].isdigit()
    return before.lower() != before.upper() and after.lower() != after.upper()


def _sha256(text: str) -> str:
    # Loaded on use: most look-ups never hash, and this pulls in OpenSSL.
    from hashlib import sha256

    # A lone surrogate has no UTF-8, but a damaged text must still have a fingerprint.
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
