"""Who stands behind a figure: a list whose lines lead on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult

from kursk_tui.tui.panes.detail import DetailModel, Entry, lay_out
from kursk_tui.tui.screens.lensing import Lensing
from kursk_tui.tui.widgets.status import BottomLine, TopLine
from kursk_tui.tui.widgets.virtual_list import VirtualList


class OriginsScreen(Lensing):
    """Enter follows the line at the cursor, Backspace returns."""

    def __init__(self, look: Callable[[], Sequence[Entry]], crumb: str) -> None:
        super().__init__()
        self._look, self._crumb = look, crumb

    def compose(self) -> ComposeResult:
        """Top line, list, bottom line."""
        self.top = TopLine(self.door)
        self.rows = VirtualList(self.door, id="origins")
        self.rows.heading, self.rows.counted = "ORIGINS", False
        self.bottom = BottomLine(self.door)
        yield self.top
        yield self.rows
        yield self.bottom

    def on_mount(self) -> None:
        """Say what it is about, and the way back."""
        self.tell("", self._crumb)
        self.rows.set_active(True)
        self.bottom.hint(self.hints("drill", "back", "filter", "quit"))
        self.get_ready()

    def on_virtual_list_resized(self, event: VirtualList.Resized) -> None:
        """Wrap for the width that there is."""
        event.stop()
        self._show()

    def _show(self) -> None:
        width = max(20, self.rows.size.width - 2)
        self.rows.show(DetailModel(lay_out(self._look(), width, self.door)))

    def seen_changed(self) -> None:
        """Show what is seen through another lens."""
        if self.is_ready:
            self.tell("", self._crumb)
            self._show()

    def subject_of_lens(self) -> tuple[str, str] | None:
        """The claim or agent that the line at the cursor leads to."""
        model = self.rows.model
        row = model.at(self.rows.cursor) if isinstance(model, DetailModel) else None
        return row.entry.target if row is not None else None

    def do_back(self) -> None:
        """To the explorer."""
        self.dismiss()

    do_origins = do_back

    def do_clear(self) -> None:
        """Show all rows; then leave."""
        if self.rows.query_text:
            super().do_clear()
        else:
            self.dismiss()

    def do_drill(self) -> None:
        """Follow the line at the cursor."""
        model = self.rows.model
        row = model.at(self.rows.cursor) if isinstance(model, DetailModel) else None
        if row is None or row.entry.target is None:
            self.say("nothing to follow here; underlined lines lead on")
            return
        self.kursk.open_in_explorer(row.entry.target)
