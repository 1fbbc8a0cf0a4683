"""What a share is a share of: two-thirds of whom, half of the 4,000, a third of the wounded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from kursk_tui.intake.language import lexicon
from kursk_tui.intake.language.figures import BARE, PERSONS, Found
from kursk_tui.intake.language.plain import words

_BACK = re.compile(r",? (?:of )?(?:whom|them|those|these|which|their number)\b", re.IGNORECASE)
_PREDICATE = re.compile(
    r" (?:of them )?(?:were|was|are|have|has|had|died|dead|fatal|killed|wounded|injured)\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r" of (?:the|those|these|its|their|all|all the|an? estimated|about|around|some)? ?",
    re.IGNORECASE,
)


class Placed(Protocol):
    """What of a proposal is looked at here."""

    @property
    def paragraph(self) -> int:
        """Number of the paragraph, from 1."""

    @property
    def measure(self) -> str | None:
        """Id of the measure."""

    @property
    def of(self) -> int | None:
        """Position of the whole."""


def whole_of(
    text: str,
    paragraph: int,
    found: Sequence[Found],
    at: int,
    earlier: Sequence[Placed],
    places: dict[int, int],
    losses: frozenset[str] = frozenset(),
) -> int | None:
    """Return the position in the list of proposals of the figure this is a share of, or None.

    A figure of the same sentence that is yet to come is told as minus its number in the
    sentence, less one: the caller knows its position later. `places` has the positions of the
    sentence's figures so far, `earlier` the proposals so far. A third "of the troops" is none of
    those counted before under one of the measures `losses`.
    """
    figure = found[at]
    if at + 1 < len(found) and found[at + 1].kind in (PERSONS, BARE):
        of = _OF.match(text, figure.end)
        if of is not None and found[at + 1].start - of.end() in range(-12, 2):
            return -(at + 1) - 1
    if _BACK.match(text, figure.end):
        return _last(paragraph, found, at, earlier, places)
    of = _OF.match(text, figure.end)
    if of is None:
        within = at > 0 and _PREDICATE.match(text, figure.end)
        return _last(paragraph, found, at, (), places) if within else None
    nouns = [word.lower for word in words(text, of.end(), min(len(text), of.end() + 48))[:4]]
    families = [family for noun in nouns if (family := lexicon.family(noun))]
    if any(lexicon.is_person(noun) for noun in nouns) or families:
        whole = _last(paragraph, found, at, earlier, places)
        lost = whole is not None and earlier[whole].measure in losses
        armed = any(noun in lexicon.ARMED for noun in nouns)
        if lost and armed and not any(family <= lexicon.LOSSES for family in families):
            return None
        return whole
    return None


def _last(
    paragraph: int,
    found: Sequence[Found],
    at: int,
    earlier: Sequence[Placed],
    places: dict[int, int],
) -> int | None:
    """Return the last count of persons before a figure: in its sentence, else its paragraph."""
    for place in range(at - 1, -1, -1):
        if found[place].kind in (PERSONS, BARE) and place in places:
            return places[place]
    for position in range(len(earlier) - 1, -1, -1):
        other = earlier[position]
        if other.paragraph != paragraph:
            return None
        if other.of is None and other.measure is not None:
            return position
    return None
