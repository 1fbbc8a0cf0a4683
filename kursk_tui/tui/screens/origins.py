"""Who stands behind a figure: a list whose lines lead on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.detail import DetailModel, Entry, lay_out
from kursk_tui.tui.screens.acting import Acting
from kursk_tui.tui.screens.citing import Citing
from kursk_tui.tui.screens.exporting import Exporting
from kursk_tui.tui.screens.lensing import Lensing
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.widgets.virtual_list import VirtualList


class OriginsScreen(OverScreen):
    """Enter follows the line at the cursor, Backspace returns.

    `look` makes the lines for a number of cells; the cursor begins at `subject`, where a line leads
    there, and keys act on that where its own line leads nowhere. `exports` tells what can be
    written of it, by kind.
    """

    signs = ("Trees of origins", "Dates and origins", "Books and agents", "Every screen")

    def __init__(
        self,
        host: Host,
        look: Callable[[int], Sequence[Entry]],
        crumb: Callable[[], str],
        subject: Facet | None,
        exports: Callable[[], dict[str, Callable[[], str]]],
    ) -> None:
        super().__init__(host, "origins")
        self._look, self._crumb, self._subject = look, crumb, subject
        self._start = subject
        self.rows.heading, self.rows.counted = "ORIGINS", False
        self.lensing = Lensing(self, self.at_cursor)
        missing = "go to the line of a claim or a document"
        citing = Citing(self, self.at_cursor, lambda: missing)
        acting = Acting(self, self.at_cursor, lambda: missing)
        self.parts = (self.lensing, citing, acting, Exporting(self, exports), *self.parts)

    def on_mount(self) -> None:
        """Say what it is about, and the way back."""
        self.lensing.tell("", self._crumb())
        self.rows.set_active(True)
        named = [self.hint("article", "article"), self.hint("copy", "cite")]
        keys = self.hints("export", "flag", "filter", "help", "quit", "known-at", "discount")
        self.bottom.hint([*self.hints("drill", "back"), *named, *keys])
        self.get_ready()

    def on_virtual_list_resized(self, event: VirtualList.Resized) -> None:
        """Wrap for the width that there is."""
        event.stop()
        self._show()

    def _show(self) -> None:
        width = max(20, self.rows.size.width - 2)
        rows = lay_out(self._look(width), width, self.door)
        self.rows.show(DetailModel(rows))
        at = next((n for n, row in enumerate(rows) if row.entry.target == self._start), None)
        if self._start is not None and at is not None:
            self.rows.move_to(at)
        # Once: what is laid out anew keeps its cursor.
        self._start = None

    def seen_changed(self) -> None:
        """Show what is seen through another lens."""
        if self.is_ready:
            self.lensing.tell("", self._crumb())
            self._show()

    def target(self) -> Facet | None:
        """The record that the line at the cursor leads to."""
        model = self.rows.model
        row = model.at(self.rows.cursor) if isinstance(model, DetailModel) else None
        return row.entry.target if row is not None else None

    def at_cursor(self) -> Facet | None:
        """What keys act on: what the line leads to, else what the screen is about."""
        return self.target() or self._subject

    do_origins = OverScreen.do_back

    def do_drill(self) -> None:
        """Follow the line at the cursor."""
        target = self.target()
        if target is None:
            self.say("nothing to follow here; underlined lines lead on")
            return
        self.host.open_in_explorer(target)
