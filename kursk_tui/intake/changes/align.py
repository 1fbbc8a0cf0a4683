"""Which paragraph of a new text is which of the old one, whatever stands around them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kursk_tui.model import locators

# How alike two paragraphs must be to be one reworded, and how much of one must stand in a
# longer one to be a part of it.
ALIKE, WITHIN = 0.45, 0.7
# Words that stand in more paragraphs than this find nothing.
_MOST_SHARING = 12
_MOST_TRIED = 6
_FEWEST_WORDS = 4
_WORD = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u4e00-\u9fff]+")


def words_of(text: str) -> frozenset[str]:
    """The words of a text, whatever their case; of scripts without spaces the characters."""
    return frozenset(_WORD.findall(text.casefold()))


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """From 0 to 1: how many of the words of two texts they share."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def align(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The paragraph of the new text for each of the old one that is still there, from 1.

    One that is the same word for word goes before any other; one that is reworded before one
    that was put into a longer one. What was moved is found too.
    """
    found = _same(old, new)
    left = [n for n in range(1, len(old) + 1) if n not in found]
    taken = set(found.values())
    theirs = {n: words_of(new[n - 1]) for n in range(1, len(new) + 1)}
    free = {n: words for n, words in theirs.items() if n not in taken}
    mine = {n: words_of(old[n - 1]) for n in left}
    scored = []
    for a, b, shared in _sharing(mine, free):
        score = likeness(mine[a], free[b])
        if score >= ALIKE and shared:
            scored.append((-score, abs(a - b), a, b))
    for _, _, a, b in sorted(scored):
        if a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    rest = {n: mine[n] for n in left if n not in found and len(mine[n]) >= _FEWEST_WORDS}
    joined = [
        (-shared / len(rest[a]), abs(a - b), a, b)
        for a, b, shared in _sharing(rest, {n: theirs[n] for n in free})
        if shared >= WITHIN * len(rest[a])
    ]
    for _, _, a, b in sorted(joined):
        found.setdefault(a, b)
    return found


def _same(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    there: dict[str, list[int]] = defaultdict(list)
    for number, paragraph in enumerate(new, 1):
        there[locators.normalise(paragraph)].append(number)
    found: dict[int, int] = {}
    passed: Counter[str] = Counter()
    for number, paragraph in enumerate(old, 1):
        text = locators.normalise(paragraph)
        at = passed[text]
        if at < len(there[text]):
            found[number] = there[text][at]
            passed[text] += 1
    return found


def _sharing(
    mine: dict[int, frozenset[str]], theirs: dict[int, frozenset[str]]
) -> list[tuple[int, int, int]]:
    """Pairs that share rare words, with how many words they share: at most a few for each."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, words in theirs.items():
        for word in words:
            by_word[word].append(number)
    pairs = []
    for number, words in mine.items():
        hits: Counter[int] = Counter()
        for word in words:
            others = by_word.get(word, ())
            if len(others) <= _MOST_SHARING:
                hits.update(others)
        for other, _ in hits.most_common(_MOST_TRIED):
            pairs.append((number, other, len(words & theirs[other])))
    return pairs
