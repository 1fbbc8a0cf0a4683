"""The timeline: events and releases in order of date, those without one at the end."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.model.dates import sort_key
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.context import Context, date_column
from kursk_tui.tui.panes.finding import Picked, pick

RELEASE_MARK = "»"


class TimelineModel:
    """Rows of the pane TIMELINE: date, mark of a release, title, number of claims in view."""

    sorts: Sequence[str] = ("date", "title", "claims")

    def __init__(self, context: Context) -> None:
        self._context = context
        self._in_view = set(context.view.claims)
        self._counts: dict[str, int] = {}

    def ids(self) -> Sequence[str]:
        """Events in view, by date."""
        return self._context.view.events

    def count(self, item: str) -> int:
        """How many of the claims in view mention an event in any way."""
        if item not in self._counts:
            mentions = self._context.links.mentions(item)
            self._counts[item] = sum(claim in self._in_view for claim in mentions)
        return self._counts[item]

    def row(self, item: str, width: int) -> Line:
        """One event."""
        event = self._context.dossier.events[item]
        door = self._context.display
        mark = RELEASE_MARK if event.kind == "release" else " "
        flag = self._context.marks.flag(f"event:{item}")
        title_width = width - 17
        return [
            (door.pad(date_column(event.date), 11), "date" if event.date else "dim"),
            (mark, "dim"),
            (door.pad(event.title, title_width), ""),
            (flag, "warning"),
            (door.pad(str(self.count(item)), 4, right=True), "dim"),
        ]

    def pick(self, text: str) -> Picked:
        """What a query picks. Raises QueryError."""
        return pick(self._context, "events", text)

    def words(self, item: str) -> str:
        """All words of the event."""
        return self._context.links.search_text("events", item)

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """By title, or by number of claims (most first)."""
        event = self._context.dossier.events[item]
        if sort == "claims":
            return (-self.count(item), sort_key(event.date))
        if sort == "title":
            return (event.title.casefold(),)
        return (sort_key(event.date), item)
