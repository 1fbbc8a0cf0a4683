"""Words that stand for a number without giving one: dozens, hundreds, milliers.

What they are multiplied by is read as it stands: *several hundred thousand*, *decenas de miles*.
A word that names a size in the plural, or one behind a word for several, is at least two of it and
fewer than ten. Words of one language may mean something else in another (Spanish *miles*), so the
language of the page decides which table is read (`languages`); English where nobody recorded it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kursk_tui.model.languages.quantity import unspaced
from kursk_tui.model.languages.table import Table
from kursk_tui.model.languages.tables import table

DOZEN = 12


class Vague(NamedTuple):
    """From `low` to `high` such a word reaches, both included; `words` says it in English."""

    low: float
    high: float
    words: str


class _Words(NamedTuple):
    """Of a language: words for several; sizes in the plural; sizes that need several before."""

    several: frozenset[str]
    plural: Mapping[str, int]
    bare: Mapping[str, int]


# Between two sizes that are multiplied: tens of thousands, decenas de miles.
_JOINERS = frozenset(("of", "de", "d", "di", "von", "van", "da", "do", "av", "af"))
_NAMES = {
    10: "dozens",  # nobody says tens alone
    DOZEN: "dozens",
    100: "hundreds",
    1_000: "thousands",
    10_000: "tens of thousands",
    DOZEN * 1_000: "tens of thousands",
    100_000: "hundreds of thousands",
    1_000_000: "millions",
    10_000_000: "tens of millions",
    100_000_000: "hundreds of millions",
    1_000_000_000: "billions",
}
_SIZES = frozenset((10, 100, 1_000, 1_000_000, 1_000_000_000))
_LARGEST = 10**9
# Letters that belong together, or one sign that keeps two sizes apart.
_TOKEN = re.compile(r"[^\W\d_]+|[^\s\w'’-]")


@lru_cache(maxsize=4096)
def vague(written: str, language: str | None = None) -> Vague | None:
    """Return what the one vague word in a phrase reaches, None where there is no one rule.

    Sizes that stand together are multiplied; sizes that are a choice (*hundreds or thousands*)
    have no rule, nor has one size alone (*a hundred*).
    """
    # Only where a phrase is read: a look-up need not load it.
    from unicodedata import normalize

    known = table(language or "en")
    if known is None:
        return None
    text = normalize("NFC", written).lower()
    if not known.spaced:
        match = unspaced(known.code).search(text)
        return _reach(_product(known, match["sizes"])) if match is not None else None
    return _read(_TOKEN.findall(text), _words(known.code), joined=known.joined)


@lru_cache(maxsize=64)
def _words(code: str) -> _Words:
    known = table(code) or Table(code, code)
    plural = {word: size for size, words in known.plural.items() for word in words.split()}
    bare = {word: size for size, words in known.bare.items() for word in words.split()}
    for worth, words in (*known.numbers.items(), *known.scales.items()):
        if worth in _SIZES:
            bare.update((word, int(worth)) for word in words.split() if "|" not in words)
    if known.compound:
        # Written in one word: zehntausend, hunderttausend.
        bare.update(
            (f"{first}{second}", a * b)
            for first, a in list(bare.items())
            for second, b in list(bare.items())
            if a < b < 1_000_000
        )
    return _Words(frozenset(known.several.split()), plural, bare)


def _product(known: Table, sizes: str) -> int:
    worth = {word: int(n) for n, words in known.scales.items() for word in words.split()}
    product = 1
    for letter in sizes:
        product = min(product * worth[letter], 10 * _LARGEST)
    return product


def _read(tokens: list[str], words: _Words, joined: str) -> Vague | None:
    """Read the one run of sizes in the words of a phrase."""
    sizes = {**words.bare, **words.plural}
    if joined:
        # The article is written onto the word.
        tokens = [token if token in sizes else token.removeprefix("ال") for token in tokens]
    places = [at for at, token in enumerate(tokens) if token in sizes]
    if not places:
        return None
    first, last = places[0], places[-1]
    between = {token for token in tokens[first : last + 1] if token not in sizes}
    values = [sizes[tokens[at]] for at in places]
    is_vague = any(tokens[at] in words.plural for at in places)
    # Only what stands right before them says how many of them: several hundred.
    is_vague = is_vague or bool(words.several & set(tokens[max(first - 2, 0) : first]))
    rises = all(one < two for one, two in pairwise(values))
    if not is_vague or not rises or not between <= _JOINERS:
        return None
    product = 1
    for value in values:
        product *= value
    return _reach(product)


def _reach(size: int) -> Vague | None:
    name = _NAMES.get(size)
    if name is None:
        return None
    # Who has dozens has no hundred.
    tens = size // DOZEN * 10 if size in (DOZEN, DOZEN * 1_000) else size
    return Vague(2.0 * size, 10.0 * tens - 1, name)
