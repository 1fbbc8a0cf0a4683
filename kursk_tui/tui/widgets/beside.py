"""What is drawn beside a detail: a title and lines that the screen makes for its size."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.strip import Strip

from kursk_tui.tui.display import Display, Line
from kursk_tui.tui.widgets.painted import Painted
from kursk_tui.tui.widgets.rules import Joints, title_line

# Makes so many lines of so many cells.
DrawLines = Callable[[int, int], Sequence[Line]]


def _nothing(width: int, height: int) -> Sequence[Line]:
    """No lines."""
    return ()


class Beside(Painted):
    """A pane that is looked at and has no cursor."""

    def __init__(self, display: Display, *, id: str) -> None:
        super().__init__(id=id)
        self.door = display
        self.heading = ""
        self.facts: Sequence[str] = ()
        self.meeting: Callable[[], Joints] = dict
        self._draw: DrawLines = _nothing
        self._lines: Sequence[Line] = ()
        self._joints: Joints = {}

    @property
    def is_shown(self) -> bool:
        """Whether there is room for it on the screen."""
        return bool(self.display and self.size)

    def tell(self, heading: str, facts: Sequence[str], draw: DrawLines | None) -> None:
        """Show something else; nothing without `draw`."""
        self.heading, self.facts, self._draw = heading, facts, draw or _nothing
        self.sync()

    def on_resize(self) -> None:
        """Make everything for another size."""
        self._joints = self.meeting()
        self.sync()

    def _make_all(self) -> None:
        width, height = self.size
        self._lines = self._draw(max(0, width - 1), max(0, height - 1)) if height > 1 else ()
        super()._make_all()

    def make_line(self, y: int) -> Strip:
        """The title, or a line of what is shown."""
        width = self.size.width
        if y == 0:
            title = title_line(
                self.door, self.heading, self.facts, width, active=False, joints=self._joints
            )
            return self.door.strip(title, width)
        line = self._lines[y - 1] if y <= len(self._lines) else []
        return self.door.strip([(" ", ""), *line], width)
