"""The list of a plot, which may be drawn as a chart: the same ids, cursor, filter and order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.strip import Strip

from kursk_tui.tui.display import Display, Line
from kursk_tui.tui.widgets.virtual_list import VirtualList

# Makes so many lines of so many cells for some ids, with the cursor on one of them.
Draw = Callable[[Sequence[str], int, int, str | None], Sequence[Line]]


class PlotList(VirtualList):
    """A list whose rows are drawn all at once where `draw` is set."""

    def __init__(self, display: Display, *, id: str | None = None) -> None:
        super().__init__(display, id=id)
        self.draw: Draw | None = None
        self._drawn: Sequence[Line] = ()

    def place_at(self, y: int) -> int | None:
        """Position of the row on a line; None in a chart, whose lines are no rows."""
        return super().place_at(y) if self.draw is None else None

    def _make_all(self) -> None:
        self._drawn = ()
        if self.draw is not None and self.items:
            self._drawn = self.draw(self.items, self.size.width, self.page, self.cursor)
        super()._make_all()

    def make_line(self, y: int) -> Strip:
        """The title line, then the chart, or rows as in any list."""
        if not self._drawn or y == 0:
            return super().make_line(y)
        line = self._drawn[y - 1] if y <= len(self._drawn) else []
        return self.door.strip(line, self.size.width)
