"""What screens with a list above and the detail of its row below share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult

from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.detail import DetailModel, DetailRow, Entry, lay_out
from kursk_tui.tui.resting import Rest
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.widgets.virtual_list import VirtualList


class Finding:
    """The two lists of a screen, and the commands that go between them and on from them.

    `entries` makes the detail of the row at the cursor for a number of cells, for the reader and,
    unless `draw` draws something else, below the list; `subject` says what it is of, in a word.
    """

    def __init__(
        self,
        screen: ListScreen,
        detail: VirtualList,
        entries: Callable[[int], Sequence[Entry]],
        subject: Callable[[], str],
        draw: Callable[[], None] | None = None,
    ) -> None:
        self._screen, self._entries, self._subject = screen, entries, subject
        self._draw = draw or self._draw_entries
        self.rows, self.detail = screen.current, detail
        self._rest = Rest(screen, self.show_detail)
        self._drawn_for: str | None = None
        # The detail alone; where `zooms_rows`, the list alone while it has the keys.
        self.zoomed = self.alone = False
        self.zooms_rows = False

    @property
    def at_rest(self) -> bool:
        """Whether the detail has caught up with the cursor."""
        return not self._rest.is_due

    # ---- the detail

    def show_detail(self) -> None:
        """Draw the detail of the row at the cursor, from its top."""
        self._rest.stop()
        self._drawn_for = self.rows.cursor
        self._draw()

    def _draw_entries(self) -> None:
        # Before the first layout the list has no width; most often it is to be as wide as all.
        width = max(20, (self.detail.size or self._screen.app.size).width - 2)
        rows = lay_out(self._entries(width), width, self._screen.door)
        self.detail.show(DetailModel(rows), self.detail.fresh_state("0"))

    def detail_row(self) -> DetailRow | None:
        """The line of the detail that its cursor is on."""
        model = self.detail.model
        return model.at(self.detail.cursor) if isinstance(model, DetailModel) else None

    def target(self) -> Facet | None:
        """What the detail's line at the cursor leads to, where the detail has the keys."""
        found = self.detail_row() if self.detail.active else None
        return found.entry.target if found is not None else None

    def no_claim(self) -> str:
        """Where a claim or a document is, when the cursor is on none."""
        return f"go to a line of a claim or a document ({self._screen.key('claims')})"

    def follow(self) -> None:
        """Let the detail follow once the cursor rests."""
        if self.rows.cursor != self._drawn_for:
            self._rest.moved()

    def catch_up(self) -> None:
        """Let the detail be of the row at the cursor, also where keys were typed ahead."""
        if self._rest.is_due or self._drawn_for != self.rows.cursor:
            self.show_detail()

    def activate(self, pane: VirtualList) -> None:
        """Give the keys to the list or to the detail."""
        self.catch_up()
        if self.alone and pane is self.detail:
            self.do_zoom()
        self._screen.current = pane
        for one in (self.rows, self.detail):
            one.set_active(one is pane)

    # ---- commands

    def do_drill(self) -> None:
        """Into the detail; from there to where its line leads."""
        if not self.detail.active:
            self.activate(self.detail)
            drill, back = map(self._screen.key, ("drill", "back"))
            self._screen.say(f"below: {drill} follows an underlined line, {back} comes back")
            return
        target = self.target()
        if target is not None:
            self._screen.host.open_in_explorer(target)
        else:
            self._screen.say("nothing to follow here; underlined lines lead on")

    def do_back(self) -> None:
        """To the list from the detail; from the list to the screen before."""
        if self.zoomed or self.alone:
            self.do_zoom()
        elif self.detail.active:
            self.activate(self.rows)
        else:
            self._screen.leave()

    def do_clear(self) -> None:
        """Show all rows; then to the list; from there leave, when pressed again."""
        if self.zoomed or self.detail.active:
            if not self._screen.moves.show_all():
                self.do_back()
        else:
            self._screen.clear_or_leave(self.do_back)

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
        """The detail alone, or both; on a plot the list alone, or both."""
        if self.alone or (self.zooms_rows and not self.detail.active and not self.zoomed):
            self.alone = not self.alone
            self._screen.set_class(self.alone, "-alone")
            return
        self.zoomed = not self.zoomed
        self._screen.set_class(self.zoomed, "-zoomed")
        self.activate(self.detail if self.zoomed else self.rows)

    def do_whole(self) -> None:
        """The detail on the whole screen."""
        self.catch_up()
        entries = self._entries(min(78, self._screen.size.width - 2))
        if entries:
            self._screen.host.read(self._subject(), entries)


class FindingScreen(ListScreen):
    """`rows` above, `detail` below, as `finding` knows them; see there for what to give."""

    def __init__(
        self,
        host: Host,
        entries: Callable[[int], Sequence[Entry]],
        subject: Callable[[], str],
        draw: Callable[[], None] | None = None,
        *,
        names: tuple[str, str] = ("rows", "finding"),
        rows: VirtualList | None = None,
    ) -> None:
        rows = rows or VirtualList(host.door, id=names[0])
        detail = VirtualList(host.door, id=names[1])
        super().__init__(host, rows)
        self.rows, self.detail = rows, detail
        detail.marked = host.marked
        rows.digit, detail.digit = self.key("timeline"), self.key("claims")
        self.finding = Finding(self, detail, entries, subject, draw)
        self.parts = (self.finding, *self.parts)

    def compose(self) -> ComposeResult:
        """Top line, list, detail, bottom line."""
        yield self.top
        yield self.rows
        yield self.detail
        yield self.bottom

    def markable(self) -> str | None:
        """What the line of the detail leads to, else the row."""
        return super().markable() or self.rows.target_of(self.rows.cursor)

    @property
    def at_rest(self) -> bool:
        """Whether the detail has caught up with the cursor."""
        return self.finding.at_rest

    def on_virtual_list_resized(self, event: VirtualList.Resized) -> None:
        """Wrap the detail for the width that it has now."""
        event.stop()
        if event.control is self.detail and self.is_current:
            self.finding.show_detail()

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Let the detail follow once the cursor rests."""
        event.stop()
        if event.control is self.rows:
            self.finding.follow()

    def on_virtual_list_clicked(self, event: VirtualList.Clicked) -> None:
        """A click goes there; a second one follows."""
        event.stop()
        again = event.again and event.control.active
        self.finding.activate(event.control)
        if event.item is not None:
            event.control.move_to_item(event.item)
            if again:
                self.run_command("drill")
