"""A widget that draws lines and repaints only the cells that changed.

Textual repaints whole dirty regions. On a slow line the cells that stay the same are what
costs, so every widget of the explorer is a `Painted`: it makes its lines anew when something
changed, compares them with what it drew last, and marks only the differing run of cells.
"""

from __future__ import annotations

from typing import Self

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

Cell = tuple[str, Style | None]


class Painted(Widget):
    """Base of the widgets that draw through `make_line`. Never focused by itself."""

    can_focus = False
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._painted: list[Strip] = []
        # The size that they were made for.
        self._made_for = Size(0, 0)

    def make_line(self, y: int) -> Strip:
        """The strip of line `y`, exactly as wide as the widget."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Textual's line interface: what `sync` last made."""
        if self._made_for != self.size:
            self._make_all()
        return self._painted[y] if y < len(self._painted) else Strip.blank(self.size.width)

    def refresh(self, *regions: Region, layout: bool = False, **options: bool) -> Self:
        """Draw regions anew, or all. Another layout draws nothing by itself: a new size does."""
        if layout:
            options["repaint"] = False
        return super().refresh(*regions, layout=layout, **options)

    def sync(self) -> None:
        """Make the lines anew and mark what differs from the last ones for repainting."""
        before, size = self._painted, self._made_for
        self._make_all()
        if size != self._made_for:
            self.refresh()
            return
        regions = [
            Region(run[0], y, run[1] - run[0], 1)
            for y, (old, new) in enumerate(zip(before, self._painted, strict=True))
            if (run := changed_run(old, new)) is not None
        ]
        if regions:
            self.refresh(*regions)

    def on_resize(self) -> None:
        """A new size makes everything new, unless it has been drawn for that already."""
        if self._made_for != self.size:
            self._make_all()
            self.refresh()

    def _make_all(self) -> None:
        self._made_for = self.size
        self._painted = [self.make_line(y) for y in range(self.size.height)]


def changed_run(old: Strip, new: Strip) -> tuple[int, int] | None:
    """The first and the end column in which two strips differ, or None where they do not."""
    if old == new:
        return None
    before, after = _cells(old), _cells(new)
    if len(before) != len(after):
        return 0, max(len(before), len(after))
    differing = [x for x, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    if not differing:
        return None
    start, end = differing[0], differing[-1] + 1
    # A wide character is painted whole or not at all.
    while start > 0 and (before[start][0] == "" or after[start][0] == ""):
        start -= 1
    while end < len(after) and (before[end][0] == "" or after[end][0] == ""):
        end += 1
    return start, end


def _cells(strip: Strip) -> list[Cell]:
    """One (text, style) for each cell; the second cell of a wide character is ("", style)."""
    cells: list[Cell] = []
    base = 0
    for segment in strip:
        for character in segment.text:
            width = cell_len(character)
            if width == 0 and cells:
                text, style = cells[base]
                cells[base] = (text + character, style)
                continue
            base = len(cells)
            cells.append((character, segment.style))
            cells.extend([("", segment.style)] * (width - 1))
    return cells
