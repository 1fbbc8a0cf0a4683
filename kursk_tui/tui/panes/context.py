"""What every pane draws from: the open dossier, its index, attached texts, and the view."""

from __future__ import annotations

from typing import NamedTuple

from kursk_tui.analysis.origins.signs import colours_so_far
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.selecting import View
from kursk_tui.dossier.texts import Texts
from kursk_tui.tui.display import Display
from kursk_tui.tui.marks import Marks


class Context(NamedTuple):
    """Given to the models of all panes, and made anew when any of it changes.

    `whole` is the dossier without a lens, the same object where there is none; `aside` are
    sources of which nobody can say whether they were out by the date that is looked from.
    """

    dossier: Dossier
    links: Index
    texts: Texts | None
    view: View
    display: Display
    marks: Marks
    whole: Dossier
    aside: frozenset[str] = frozenset()


def origin_look(context: Context, body: str | None) -> str:
    """The look of an origin, the same in every list and chart; faint where nobody is known."""
    place = colours_so_far(context.whole).get(body or "")
    return f"origin-{place}" if place is not None else "dim"


def date_column(date: str | None) -> str:
    """A date in ten cells: its first day, month or year; `+` behind it where it is a span."""
    if date is None:
        return "undated"
    first, _, last = date.partition("/")
    if first == "..":
        return f"-{last}"
    if last:
        return f"{first}+"
    season = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
    year, _, month = first.rstrip("~?%").partition("-")
    if month in season:
        return f"{season[month]} {year}"
    return first
