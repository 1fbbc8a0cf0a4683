"""One line that the screen fills: the scale under a plot."""

from __future__ import annotations

from textual.strip import Strip

from kursk_tui.tui.display import Display, Line
from kursk_tui.tui.widgets.painted import Painted


class Ruler(Painted):
    """A line that is told its spans."""

    def __init__(self, display: Display, *, id: str) -> None:
        super().__init__(id=id)
        self.door = display
        self.line: Line = []

    def tell(self, line: Line) -> None:
        """Show other spans."""
        self.line = line
        self.sync()

    def make_line(self, y: int) -> Strip:
        """The line, or an empty one below it."""
        return self.door.strip(self.line if y == 0 else [], self.size.width)
