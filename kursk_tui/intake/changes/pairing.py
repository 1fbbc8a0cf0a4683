"""Which figure of a new text is which of an old one, and where claims are found again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kursk_tui.intake.changes.align import likeness, words_of
from kursk_tui.intake.changes.told import Key, Told
from kursk_tui.model import locators
from kursk_tui.model.records import Claim

# How alike two sentences must be for a figure of one to be that of the other.
_MOVED, _REWORDED = 0.5, 0.6
# A number that stands in a text more often than this is no longer told apart by its sentences.
_MOST_LOOKED_AT, _MOST_TRIED = 200, 20


def pair(
    mine: Sequence[Told], theirs: Sequence[Told], aligned: Mapping[int, int], *, has_old: bool
) -> dict[Told, Told]:
    """The figure of a new text for each of an old one that is still there, whatever it says now.

    `aligned` are the paragraphs that are still there. Without the old text `mine` are what claims
    hold, in our words and not in its own.
    """
    return _Pairing(mine, theirs, aligned, has_old).paired()


class _Pairing:
    def __init__(
        self,
        mine: Sequence[Told],
        theirs: Sequence[Told],
        aligned: Mapping[int, int],
        has_old: bool,
    ) -> None:
        self._mine, self._theirs, self._aligned = mine, theirs, aligned
        self._has_old = has_old
        self._found = frozenset(aligned.values())
        self._words: dict[str, frozenset[str]] = {}

    def paired(self) -> dict[Told, Told]:
        free = _Free(self._theirs)
        pairs: dict[Told, Told] = {}

        def take(told: Told, other: Told) -> None:
            pairs[told] = other
            free.take(other)

        for is_measured in (True, False):
            for told in self._mine:
                same = [o for o in self._opposite(told, free) if o.key == told.key]
                if is_measured:
                    same = [o for o in same if o.measure == told.measure]
                if told not in pairs and same:
                    take(told, self._likest(told, same))
        for told in self._mine:
            moved = self._elsewhere(told, free) if told not in pairs else None
            if moved is not None:
                take(told, moved)
        scored = []
        for n, told in enumerate(self._mine):
            if told in pairs or not (told.proposed or told.claims):
                continue
            for other in self._opposite(told, free):
                alike = self._alike(told, other)
                if alike is not None:
                    scored.append((-alike, n, other))
        for _, n, other in sorted(scored, key=lambda each: each[:2]):
            if self._mine[n] not in pairs and free.has(other):
                take(self._mine[n], other)
        return pairs

    def _likeness(self, told: Told, other: Told) -> float:
        for each in (told, other):
            if each.sentence not in self._words:
                self._words[each.sentence] = words_of(each.sentence)
        return likeness(self._words[told.sentence], self._words[other.sentence])

    def _opposite(self, told: Told, free: _Free) -> list[Told]:
        number = self._aligned.get(told.paragraph)
        if number is None and not self._has_old:
            # Nobody knows what else stood in the paragraph: it may be any that is left.
            return self._unclaimed(told, free)
        return free.of_paragraph(number)

    def _unclaimed(self, told: Told, free: _Free) -> list[Told]:
        """Of paragraphs in which no claim was found again, what no others say; by place."""
        left = [o for o in free.of_measure(told.measure) if o.paragraph not in self._found]
        mine = set(told.speakers)
        left = [o for o in left if not (mine and o.speakers) or mine & set(o.speakers)]
        return _nearest(told, left)

    def _elsewhere(self, told: Told, free: _Free) -> Told | None:
        """The same numbers in another paragraph: one was parted, or two were joined."""
        same = _nearest(told, free.of_key(told.key))
        if not self._has_old:
            # A claim is in our words: it is known again by what it counts, and by its place.
            counted = [o for o in same if o.measure == told.measure and told.measure]
            return next(iter(counted or [o for o in same if o.proposed]), None)
        best = self._likest(told, same) if same else None
        return best if best is not None and self._likeness(told, best) >= _MOVED else None

    def _likest(self, told: Told, others: Sequence[Told]) -> Told:
        return max(others, key=lambda other: self._likeness(told, other))

    def _alike(self, told: Told, other: Told) -> float | None:
        """How surely a figure with other numbers is what became of one; None where it is not."""
        counts = told.measure is not None and told.measure == other.measure
        if not self._has_old:
            near = 1 / (1 + abs(told.paragraph - other.paragraph))
            return near if counts and other.proposed else None
        score = self._likeness(told, other)
        if not (counts and other.proposed) and score < _REWORDED:
            return None
        differ = None not in (told.measure, other.measure) and not counts
        return None if differ or score < _MOVED / 2 else score + counts


class _Free:
    """The figures of the new text that none of the old has been found to be, by what finds them."""

    def __init__(self, theirs: Sequence[Told]) -> None:
        self._left = set(theirs)
        self._paragraphs: dict[int | None, list[Told]] = defaultdict(list)
        self._keys: dict[Key, list[Told]] = defaultdict(list)
        self._measures: dict[str | None, list[Told]] = defaultdict(list)
        for told in theirs:
            self._paragraphs[told.paragraph].append(told)
            self._keys[told.key].append(told)
            if told.proposed:
                self._measures[told.measure].append(told)

    def take(self, told: Told) -> None:
        """It is found to be one of the old text."""
        self._left.discard(told)

    def has(self, told: Told) -> bool:
        """Whether it is still to be found."""
        return told in self._left

    def of_paragraph(self, number: int | None) -> list[Told]:
        """Those of a paragraph, in order."""
        return [told for told in self._paragraphs.get(number, ()) if told in self._left]

    def of_key(self, key: Key) -> list[Told]:
        """Those with the same numbers."""
        return [told for told in self._keys.get(key, ())[:_MOST_LOOKED_AT] if told in self._left]

    def of_measure(self, measure: str | None) -> list[Told]:
        """Those that are proposed and count the same."""
        found = self._measures.get(measure, ())[:_MOST_LOOKED_AT]
        return [told for told in found if told in self._left]


def _nearest(told: Told, others: Sequence[Told]) -> list[Told]:
    return sorted(others, key=lambda other: abs(other.paragraph - told.paragraph))[:_MOST_TRIED]


def found_again(claims: Sequence[Claim], new: Sequence[str]) -> dict[int, int]:
    """Without the old text: the paragraphs of claims that stand in the new one, by their hash.

    What is not the same word for word is looked for by the phrase of the claim, as `verify` does.
    """
    found: dict[int, int] = {}
    drifted: dict[int, int] = {}
    for claim in claims:
        figure = claim.figure
        written = figure.written if figure is not None and not figure.is_supplied else None
        passage = locators.locate(claim.locator, written, new)
        if claim.locator is None or passage.paragraph is None or passage.text is None:
            continue
        is_same = locators.fingerprint(passage.text) == claim.locator.sha256
        (found if is_same else drifted).setdefault(claim.locator.paragraph, passage.paragraph)
    return {**drifted, **found}
