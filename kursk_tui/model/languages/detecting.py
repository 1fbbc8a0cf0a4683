"""The language of a text, by its script and its most common words.

A guess with its doubt: a text that is too short, or in more than one language, has none. Nothing is
English because nothing else was found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kursk_tui.model.languages.table import Table
from kursk_tui.model.languages.tables import READ, base, table

SHORT = "the text is too short to tell its language"
MIXED = "the text is in more than one language"
UNCLEAR = "the language of the text could not be told"

# Of a longer text the beginning tells it.
_MOST = 20_000
_FEWEST_WORDS = 12
_FEWEST_LETTERS = 20
# Of all words so many are common ones in running text; of a list of names fewer.
_LEAST = 0.12
# A language that has nearly as many of its words there as the first makes this one doubtful.
_RIVAL, _DOUBT = 0.75, 0.5
_OTHER = 0.25
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("hangul", re.compile("[\uac00-\ud7a3]")),
    ("kana", re.compile("[\u3041-\u30ff]")),
    ("han", re.compile("[\u4e00-\u9fff]")),
    ("arabic", re.compile("[\u0620-\u06d3]")),
    ("hebrew", re.compile("[\u05d0-\u05ea]")),
    ("greek", re.compile("[\u0370-\u03ff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f]")),
)
_OF_SCRIPT = {
    "arabic": ("ar", "fa"),
    "cyrillic": ("uk", "ru", "bg", "mk", "sr", "be"),
    "hebrew": ("he",),
    "greek": ("el",),
}
_LATIN = (
    *("en", "de", "fr", "es", "pl", "pt", "it", "ro", "nl", "sv", "no", "da", "fi", "hu"),
    *("cs", "sk", "sl", "hr", "tr", "id", "is", "vi"),
)
# A letter that only one language of a script has tells more than a word that many have.
_LETTER = 0.5


class Guess(NamedTuple):
    """The code of a language, None where none can be told; `doubt` says why one should look."""

    language: str | None
    doubt: str | None = None


def name_of(language: str) -> str:
    """Return the English name of a language, its code where nothing is known of it."""
    known = table(language)
    return known.name if known is not None else language


def can_propose(language: str) -> bool:
    """Whether figures of a language can be proposed: English, and those with a whole table."""
    return base(language) in ("en", *READ)


def detect(paragraphs: Iterable[str]) -> Guess:
    """Return the language of a text. Never raises; only the beginning of a long text is read."""
    text: list[str] = []
    size = 0
    for paragraph in paragraphs:
        text.append(paragraph[: _MOST - size])
        size += len(text[-1])
        if size >= _MOST:
            break
    found = _guess("\n".join(text))
    told: Counter[str] = Counter()
    for paragraph in text:
        guess = _guess(paragraph)
        if guess.language is not None and guess.doubt is None:
            told[guess.language] += len(paragraph)
    plain = [language for language, length in told.items() if length > _OTHER * size]
    return Guess(None, MIXED) if len(plain) > 1 else found


def _guess(text: str) -> Guess:
    letters = {name: len(script.findall(text)) for name, script in _SCRIPTS}
    # A letter of Chinese weighs as much as two of an alphabet.
    weights = {
        name: count * (2 if name in ("hangul", "han", "kana") else 1)
        for name, count in letters.items()
    }
    script = max(weights, key=lambda name: weights[name])
    total = sum(weights.values())
    if not total:
        return Guess(None, SHORT)
    asian = sum(weights[name] for name in ("hangul", "kana", "han"))
    mine = asian if script in ("hangul", "kana", "han") else weights[script]
    if script in ("hangul", "kana", "han"):
        if letters["hangul"] + letters["kana"] + letters["han"] < _FEWEST_LETTERS:
            return Guess(None, SHORT)
        found = _east_asian(letters)
    else:
        words = [word.lower() for word in _WORD.findall(text)]
        if len(words) < _FEWEST_WORDS:
            return Guess(None, SHORT)
        codes = _LATIN if script == "latin" else _OF_SCRIPT[script]
        found = _by_words(words, text.lower(), codes)
    if found.language is not None and total - mine > _OTHER * total:
        return Guess(None, MIXED)
    return found


def _east_asian(letters: dict[str, int]) -> Guess:
    if letters["hangul"] > letters["kana"] + letters["han"]:
        return Guess("ko")
    # Japanese has kana in every sentence, Chinese none but in names.
    if letters["kana"] * 8 > letters["han"]:
        return Guess("ja")
    return Guess("zh")


def _by_words(words: list[str], text: str, codes: Iterable[str]) -> Guess:
    counts = Counter(words)
    marks = Counter(text)
    scores: dict[str, float] = {}
    for code in codes:
        common, letters = _signs(code)
        score = float(sum(counts[word] for word in common))
        score += _LETTER * sum(marks[letter] for letter in letters)
        scores[code] = score
    best, *others = sorted(scores, key=lambda code: -scores[code])
    if scores[best] < _LEAST * len(words):
        return Guess(None, UNCLEAR)
    rival = scores[others[0]] if others else 0.0
    if rival > _RIVAL * scores[best]:
        return Guess(None, UNCLEAR)
    if rival > _DOUBT * scores[best]:
        return Guess(best, f"it may be {name_of(others[0])}")
    return Guess(best)


@lru_cache(maxsize=64)
def _signs(code: str) -> tuple[frozenset[str], str]:
    known = table(code) or Table(code, code)
    return frozenset(known.common.split()), known.letters
