"""The disagreements of what the crumb holds, or all that competes with one claim."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.timer import Timer

from kursk_tui.analysis.disagreements import Row
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import DetailModel, DetailRow, lay_out
from kursk_tui.tui.panes.disagreements import DisagreementsModel, row_entries
from kursk_tui.tui.screens.flag import FlagScreen
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.reader import ReaderScreen
from kursk_tui.tui.widgets.status import BottomLine, TopLine
from kursk_tui.tui.widgets.virtual_list import VirtualList

REST_SECONDS = 0.06


class DisagreementsScreen(ListScreen):
    """A list above, the detail of one below. Backspace or Escape returns."""

    def __init__(self, context: Context, rows: Sequence[Row], crumb: str, counts: str) -> None:
        super().__init__()
        self.context = context
        self.all_rows = rows
        self._crumb, self._counts = crumb, counts
        self._rest: Timer | None = None
        self.kind = ""
        self.least = 0
        self.zoomed = False

    def compose(self) -> ComposeResult:
        """Top line, list, detail, bottom line."""
        self.top = TopLine(self.door)
        self.rows = VirtualList(self.door, id="rows")
        self.rows.empty_text = "no disagreement here"
        self.detail = VirtualList(self.door, id="finding")
        self.detail.heading = "2 WHY"
        self.detail.counted = False
        self.bottom = BottomLine(self.door)
        yield self.top
        yield self.rows
        yield self.detail
        yield self.bottom

    def on_mount(self) -> None:
        """Show the rows, gravest first."""
        self.top.tell(self._counts, self._crumb)
        self.rows.set_active(True)
        self.show_rows()
        self.bottom.hint(
            self.hints("drill", "back", "flag", "filter", "help", "quit", "kind", "severity")
        )
        self.get_ready()

    def on_virtual_list_resized(self, event: VirtualList.Resized) -> None:
        """Wrap the detail for the width that it has now."""
        event.stop()
        if event.control is self.detail:
            self.show_detail()

    def show_rows(self) -> None:
        """The rows of the kind and severity that are asked for."""
        rows = [
            row
            for row in self.all_rows
            if row.severity >= self.least and self.kind in ("", row.kind)
        ]
        self.rows.heading = "1 DISAGREEMENTS"
        facts = [self.kind] if self.kind else []
        if self.least:
            facts.append(f"severity {self.least}+")
        self.rows.legend = ", ".join(facts)
        self.rows.show(DisagreementsModel(self.context, rows))

    # ---- the two lists

    @property
    def current(self) -> VirtualList:
        """The list that keys go to."""
        return self.detail if self.detail.active else self.rows

    @property
    def at_rest(self) -> bool:
        """Whether the detail has caught up with the cursor."""
        return self._rest is None

    def row(self) -> Row | None:
        """The disagreement at the cursor."""
        model = self.rows.model
        return model.at(self.rows.cursor) if isinstance(model, DisagreementsModel) else None

    def show_detail(self) -> None:
        """Draw the detail of the row at the cursor, from its top."""
        self._rest = None
        row = self.row()
        width = max(20, self.detail.size.width - 2)
        entries = row_entries(self.context, row, width) if row is not None else []
        self.detail.show(
            DetailModel(lay_out(entries, width, self.door)), self.detail.fresh_state("0")
        )

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Let the detail follow once the cursor rests."""
        event.stop()
        if event.control is not self.rows:
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
        if pane is self.detail and self._rest is not None:
            self._rest.stop()
            self.show_detail()
        for one in (self.rows, self.detail):
            one.set_active(one is pane)

    # ---- commands

    def do_back(self) -> None:
        """To the list from the detail; from the list back to the explorer."""
        if self.detail.active:
            self.activate(self.rows)
        else:
            self.dismiss()

    def do_clear(self) -> None:
        """Show all rows; then leave."""
        if self.current.narrowed or self.current.query_text:
            super().do_clear()
        else:
            self.do_back()

    do_disagreements = do_back

    def do_drill(self) -> None:
        """Into the detail; from there to the claim of a line."""
        if not self.detail.active:
            self.activate(self.detail)
            return
        found = self._detail_row()
        if found is not None and found.entry.target is not None:
            self.kursk.explorer.open(found.entry.target)
            self.dismiss()
        else:
            self.say("nothing to follow here; the lines called claim lead to claims")

    def _detail_row(self) -> DetailRow | None:
        model = self.detail.model
        return model.at(self.detail.cursor) if isinstance(model, DetailModel) else None

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
        row = self.row()
        if row is not None:
            width = min(78, self.size.width - 2)
            entries = row_entries(self.context, row, width)
            self.app.push_screen(ReaderScreen(row.kind.upper(), entries))

    def do_kind(self) -> None:
        """Only one kind: the next of those that are there, then all."""
        kinds = ["", *dict.fromkeys(row.kind for row in self.all_rows)]
        self.kind = kinds[(kinds.index(self.kind) + 1) % len(kinds)]
        self.show_rows()
        self.say(f"only {self.kind}" if self.kind else "all kinds")

    def do_severity(self) -> None:
        """Only from a severity upwards: 0, 2, 3, 4 in turn."""
        steps = [0, 2, 3, 4]
        self.least = steps[(steps.index(self.least) + 1) % len(steps)]
        self.show_rows()
        self.say(f"severity {self.least} and more" if self.least else "every severity")

    def do_flag(self) -> None:
        """Flag or judge the disagreement, keeping what the explorer says of it today."""
        row = self.row()
        if row is None:
            self.say("nothing to flag")
            return
        sentence = row.sentence(self.context.dossier)
        reading = {
            "kind": row.kind,
            "severity": row.severity,
            "sentence": sentence,
            "preset": self.context.dossier.meta.preset,
        }
        before = self.kursk.marks.notes(row.target)
        self.app.push_screen(FlagScreen(row.target, sentence, before, reading, self._flagged))

    def _flagged(self, message: str) -> None:
        self.marks_changed()
        self.say(message)

    def marks_changed(self) -> None:
        """Show what was flagged meanwhile."""
        self.context = self.context._replace(marks=self.kursk.marks)
        self.show_rows()
        self.show_detail()

    def do_flags(self) -> None:
        """All flags."""
        self.kursk.show_flags(self.context)

    def do_note(self) -> None:
        """A longer note on the disagreement."""
        row = self.row()
        if row is not None:
            self.kursk.write_note(row.target, row.kind, self._flagged)

    def do_undo(self) -> None:
        """Undo one's own last entry."""
        self.kursk.undo(self._flagged)

    def do_redo(self) -> None:
        """Take the undo back."""
        self.kursk.redo(self._flagged)

    def do_help(self) -> None:
        """All commands."""
        self.kursk.show_help()

    do_palette = do_help
