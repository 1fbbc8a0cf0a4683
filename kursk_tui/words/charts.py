"""What stands in a chart over time: the letters of its origins, and days on an axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from weakref import WeakKeyDictionary

from kursk_tui.analysis.charted import Plotted
from kursk_tui.analysis.origins.signs import bodies, letters
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Measure
from kursk_tui.words.records import name_of
from kursk_tui.words.voices import MONTHS, listed

_LETTERS: WeakKeyDictionary[Dossier, dict[str, str]] = WeakKeyDictionary()


def letters_of(dossier: Dossier) -> Mapping[str, str]:
    """A letter or two for each origin of a dossier, the same on each of its charts."""
    found = _LETTERS.get(dossier)
    if found is None:
        found = letters({body: name_of(dossier, body) for body in bodies(dossier)})
        _LETTERS[dossier] = found
    return found


def measures_text(dossier: Dossier, measures: Sequence[str]) -> str:
    """`killed`, `killed and wounded`, `killed and 3 more`: what a plot is of."""
    names = [dossier.measures[measure].name for measure in measures]
    if len(names) > 2:
        names = [names[0], f"{len(names) - 1} more"]
    return listed(names) if names else "nothing"


def plotted_measure(dossier: Dossier, plotted: Plotted) -> Measure:
    """The measure that a plot is of, or one of their unit that stands for several.

    Raises IndexError for none.
    """
    measure = dossier.measures[plotted.measures[0]]
    if len(plotted.measures) == 1:
        return measure
    return measure._replace(name=measures_text(dossier, plotted.measures), since=None)


def calendar_text(ordinal: int, *, long: bool) -> str:
    """`Jan 2025`, or shorter `Jan 25`, for the first of a month; `12 Dec` for another day."""
    at = date.fromordinal(ordinal)
    month = MONTHS[at.month - 1]
    if at.day == 1:
        return f"{month} {at.year}" if long else f"{month} {at.year % 100:02}"
    return f"{at.day} {month} {at.year}" if long else f"{at.day} {month}"
