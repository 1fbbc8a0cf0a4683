"""What screens with a list above and the detail of its row below share."""

from __future__ import annotations

from collections.abc import Sequence

from textual.timer import Timer

from kursk_tui.tui.panes.detail import DetailModel, DetailRow, Entry, lay_out
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.reader import ReaderScreen
from kursk_tui.tui.widgets.virtual_list import VirtualList

REST_SECONDS = 0.06


class FindingScreen(ListScreen):
    """`rows` above, `detail` below; Backspace or Escape returns. The screen composes both."""

    detail: VirtualList

    def __init__(self) -> None:
        super().__init__()
        self._rest: Timer | None = None
        self._drawn_for: str | None = None
        self.zoomed = False

    def entries(self, width: int) -> Sequence[Entry]:
        """The detail of the row at the cursor, for `width` cells."""
        raise NotImplementedError

    def subject(self) -> str:
        """What the detail is of, in a word, for the title of the reader."""
        raise NotImplementedError

    # ---- the two lists

    @property
    def current(self) -> VirtualList:
        """The list that keys go to."""
        return self.detail if self.detail.active else self.rows

    @property
    def at_rest(self) -> bool:
        """Whether the detail has caught up with the cursor."""
        return self._rest is None

    def show_detail(self) -> None:
        """Draw the detail of the row at the cursor, from its top."""
        self.drawn()
        width = max(20, self.detail.size.width - 2)
        rows = lay_out(self.entries(width), width, self.door)
        self.detail.show(DetailModel(rows), self.detail.fresh_state("0"))

    def detail_row(self) -> DetailRow | None:
        """The line of the detail that its cursor is on."""
        model = self.detail.model
        return model.at(self.detail.cursor) if isinstance(model, DetailModel) else None

    def on_virtual_list_resized(self, event: VirtualList.Resized) -> None:
        """Wrap the detail for the width that it has now."""
        event.stop()
        if event.control is self.detail and self.is_current:
            self.show_detail()

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Let the detail follow once the cursor rests."""
        event.stop()
        if event.control is not self.rows or self.rows.cursor == self._drawn_for:
            return
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST_SECONDS, self.show_detail)

    def on_virtual_list_clicked(self, event: VirtualList.Clicked) -> None:
        """A click goes there; a second one follows."""
        event.stop()
        again = event.again and event.control.active
        self.activate(event.control)
        if event.item is not None:
            event.control.move_to_item(event.item)
            if again:
                self.do_drill()

    def activate(self, pane: VirtualList) -> None:
        """Give the keys to the list or to the detail."""
        self.catch_up()
        for one in (self.rows, self.detail):
            one.set_active(one is pane)

    def drawn(self) -> None:
        """Note that the detail is of the row at the cursor now."""
        if self._rest is not None:
            self._rest.stop()
        self._rest, self._drawn_for = None, self.rows.cursor

    def catch_up(self) -> None:
        """Let the detail be of the row at the cursor, also where keys were typed ahead."""
        if self._rest is not None or self._drawn_for != self.rows.cursor:
            self.show_detail()

    # ---- commands

    def do_drill(self) -> None:
        """Into the detail; from there to where its line leads."""
        if not self.detail.active:
            self.activate(self.detail)
            return
        found = self.detail_row()
        if found is not None and found.entry.target is not None:
            self.kursk.open_in_explorer(found.entry.target)
        else:
            self.say("nothing to follow here; underlined lines lead on")

    def do_back(self) -> None:
        """To the list from the detail; from the list to the screen before."""
        if self.zoomed:
            self.do_zoom()
        elif self.detail.active:
            self.activate(self.rows)
        else:
            self.dismiss()

    def do_clear(self) -> None:
        """Show all rows; then leave."""
        if self.current.narrowed or self.current.query_text:
            super().do_clear()
        else:
            self.do_back()

    def do_next_pane(self) -> None:
        """To the other list."""
        self.activate(self.rows if self.detail.active else self.detail)

    do_previous_pane = do_next_pane

    def do_timeline(self) -> None:
        """To the list (1)."""
        self.activate(self.rows)

    def do_claims(self) -> None:
        """To the detail (2)."""
        self.activate(self.detail)

    def do_zoom(self) -> None:
        """The detail alone, or both."""
        self.zoomed = not self.zoomed
        self.set_class(self.zoomed, "-zoomed")
        self.activate(self.detail if self.zoomed else self.rows)

    def do_whole(self) -> None:
        """The detail on the whole screen."""
        self.catch_up()
        entries = self.entries(min(78, self.size.width - 2))
        if entries:
            self.app.push_screen(ReaderScreen(self.subject(), entries))
