"""What stands in a chart over time: the letters of its origins, and days on an axis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from weakref import WeakKeyDictionary

from kursk_tui.analysis.origins.signs import bodies, letters
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.words.records import name_of
from kursk_tui.words.voices import MONTHS

_LETTERS: WeakKeyDictionary[Dossier, dict[str, str]] = WeakKeyDictionary()


def letters_of(dossier: Dossier) -> Mapping[str, str]:
    """A letter or two for each origin of a dossier, the same on each of its charts."""
    found = _LETTERS.get(dossier)
    if found is None:
        found = letters({body: name_of(dossier, body) for body in bodies(dossier)})
        _LETTERS[dossier] = found
    return found


def calendar_text(ordinal: int, *, long: bool) -> str:
    """`Jan 2025`, or shorter `Jan 25`, for the first of a month; `12 Dec` for another day."""
    at = date.fromordinal(ordinal)
    month = MONTHS[at.month - 1]
    if at.day == 1:
        return f"{month} {at.year}" if long else f"{month} {at.year % 100:02}"
    return f"{at.day} {month} {at.year}" if long else f"{at.day} {month}"
