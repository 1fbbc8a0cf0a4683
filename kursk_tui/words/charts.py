"""What stands in a chart over time: the letters of its origins, and days on an axis."""

from __future__ import annotations

from datetime import date

from kursk_tui.analysis.origins.bands import said_of
from kursk_tui.analysis.origins.chart import chart_of, letters
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.words.records import name_of
from kursk_tui.words.voices import MONTHS


def letters_of(dossier: Dossier, measure: str) -> dict[str, str]:
    """A letter for each origin of a measure, of all that is said of it, so that they stay."""
    everything = [one.quantity for one in said_of(dossier, measure)]
    voices = chart_of(dossier, everything).voices
    return letters({voice: name_of(dossier, voice) for voice in voices})


def calendar_text(ordinal: int, *, long: bool) -> str:
    """`Jan 2025`, or shorter `Jan 25`, for the first of a month; `12 Dec` for another day."""
    at = date.fromordinal(ordinal)
    month = MONTHS[at.month - 1]
    if at.day == 1:
        return f"{month} {at.year}" if long else f"{month} {at.year % 100:02}"
    return f"{at.day} {month} {at.year}" if long else f"{at.day} {month}"
