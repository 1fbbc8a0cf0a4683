"""A long value on the whole screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.events import Resize

from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.detail import DetailModel, Entry, lay_out
from kursk_tui.tui.screens.citing import Citing
from kursk_tui.tui.screens.listing import OverScreen

MEASURE = 78


class ReaderScreen(OverScreen):
    """Entries in full, scrolled by the keys of the lists; Escape or Backspace returns."""

    def __init__(self, host: Host, heading: str, entries: Sequence[Entry]) -> None:
        super().__init__(host, "reader")
        self.rows.counted = False
        self.rows.heading, self.rows.active = heading, True
        self._entries = [entry._replace(limit=0) for entry in entries]

        citing = Citing(self, self._target, lambda: "go to the line of a claim or a document")
        self.parts = (citing, *self.parts)

    def compose(self) -> ComposeResult:
        """A list over the whole screen and the bottom line."""
        yield self.rows
        yield self.bottom

    def on_mount(self) -> None:
        """Say how to get back."""
        self.bottom.hint(self.hints("back", "down", "page-down", "filter", "help", "quit"))
        self.get_ready()

    def on_resize(self, event: Resize) -> None:
        """Wrap again; no line longer than can be read."""
        width = min(MEASURE, event.size.width - 2)
        self.rows.show(DetailModel(lay_out(self._entries, width, self.door, whole=True)))

    def _target(self) -> Facet | None:
        """The record that the line at the cursor names."""
        model = self.rows.model
        row = model.at(self.rows.cursor) if isinstance(model, DetailModel) else None
        return row.entry.target if row is not None else None

    def do_clear(self) -> None:
        """Show all lines; then leave: nothing but its text is here to be left by accident."""
        if not self.moves.show_all():
            self.do_back()

    do_drill = OverScreen.do_back
    do_whole = OverScreen.do_back
