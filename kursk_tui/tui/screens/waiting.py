"""Lists over the explorer: articles that wait for review, and what was edited."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult

from kursk_tui.dossier import editing
from kursk_tui.intake.review import queue as queues
from kursk_tui.intake.review.queue import Queue
from kursk_tui.model.text import plural
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.waiting import EditsModel, WaitingModel, title_of
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.reader import ReaderScreen
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.tui.widgets.status import BottomLine, TopLine
from kursk_tui.tui.widgets.virtual_list import VirtualList


class _Listing(ListScreen):
    """A top line, one list, a bottom line; Backspace returns."""

    def compose(self) -> ComposeResult:
        """The three of them."""
        self.top = TopLine(self.door)
        self.rows = VirtualList(self.door, id="waiting")
        self.bottom = BottomLine(self.door)
        yield self.top
        yield self.rows
        yield self.bottom

    def on_mount(self) -> None:
        """Show the rows."""
        self.rows.set_active(True)
        self.show_rows()
        self.get_ready()

    def show_rows(self) -> None:
        """Read the rows anew and show them."""
        raise NotImplementedError

    def do_back(self) -> None:
        """To the explorer."""
        self.dismiss()

    def do_clear(self) -> None:
        """Show all rows; then leave."""
        if self.current.narrowed or self.current.query_text:
            super().do_clear()
        else:
            self.do_back()


class WaitingScreen(_Listing):
    """Enter goes on with a review, `i` takes another article in, `X` drops one."""

    def __init__(self, go_on: Callable[[Queue], None], take: Callable[[], None]) -> None:
        super().__init__()
        self._go_on, self._take = go_on, take

    def show_rows(self) -> None:
        """What waits for this dossier."""
        found, problems = queues.waiting(queues.default_folder(), self.kursk.whole.path)
        self.rows.heading, self.rows.empty_text = "WAITING FOR REVIEW", "nothing; i takes one in"
        self.rows.show(WaitingModel(self.door, found))
        self.top.tell(plural(len(found), "article"), "waiting for review")
        self.bottom.hint(
            [
                (self.hints("drill")[0][0], "go on"),
                (self.hints("import")[0][0], "take another in"),
                (self.hints("retract")[0][0], "drop"),
                *self.hints("back", "filter", "help"),
            ]
        )
        if problems:
            self.say(problems[0], look="error")

    def chosen(self) -> Queue | None:
        """The article at the cursor."""
        model = self.rows.model
        return model.at(self.rows.cursor) if isinstance(model, WaitingModel) else None

    def do_drill(self) -> None:
        """Go on with it."""
        queue = self.chosen()
        if queue is None:
            self.say("nothing waits; i takes an article in")
            return
        self.dismiss()
        self._go_on(queue)

    def do_import(self) -> None:
        """Take another article in."""
        self.dismiss()
        self._take()

    def do_retract(self) -> None:
        """Drop it from the queue; what was kept of it stays."""
        queue = self.chosen()
        if queue is None:
            self.say("nothing to drop")
            return
        label = f' drop "{title_of(queue)[:40]}", {queue.count("open")} open? (y): '
        self.ask(label, Answers(done=lambda text: self._drop(queue, text)))

    def _drop(self, queue: Queue, answer: str | None) -> None:
        if (answer or "").strip().casefold() not in ("y", "yes"):
            self.say("kept")
            return
        try:
            queues.drop(queue)
        except DossierError as error:
            self.say(str(error), look="error")
            return
        self.show_rows()
        self.say("dropped; what was kept of it stays in the dossier")


class EditsScreen(_Listing):
    """`u` at an edit takes that one back; Enter shows all that it changed."""

    def show_rows(self) -> None:
        """The edits that the file remembers, the last first."""
        made: tuple[editing.Edit, ...] = ()
        try:
            made = editing.edits(self.kursk.whole)
        except DossierError as error:
            self.say(self.told("no edits can be listed", error), look="error")
        self.rows.heading = "EDITS"
        self.rows.empty_text = "nothing was edited in this file"
        self.rows.show(EditsModel(self.door, made, editing.undone(made)))
        self.top.tell(plural(len(made), "edit"), "what was edited")
        undo = (self.hints("undo")[0][0], "take this one back")
        self.bottom.hint([*self.hints("drill"), undo, *self.hints("back", "filter", "help")])

    def do_drill(self) -> None:
        """Every record that the edit changed, before and after."""
        model = self.rows.model
        edit = model.at(self.rows.cursor) if isinstance(model, EditsModel) else None
        if edit is None:
            self.say("nothing was edited")
            return
        entries = [Entry("what", edit.what), Entry("by", f"{edit.author}, {edit.made}")]
        for change in edit.changes:
            entries += [Entry("", ""), Entry(change.table, change.id, "bold")]
            before, after = change.before or {}, change.after or {}
            for name in dict.fromkeys((*before, *after)):
                was, now = before.get(name), after.get(name)
                if was != now:
                    entries.append(Entry(name, f"{_text(was)} → {_text(now)}"))
        self.app.push_screen(ReaderScreen("EDIT", entries))

    do_whole = do_drill

    def do_undo(self) -> None:
        """Take the edit at the cursor back, whoever made it."""
        model = self.rows.model
        edit = model.at(self.rows.cursor) if isinstance(model, EditsModel) else None
        if edit is None:
            self.say("nothing was edited")
            return
        try:
            author = self.kursk.desk.author
            made = editing.undo(self.kursk.whole, author=author, edit_id=edit.id)
        except DossierError as error:
            self.say(self.told("not undone", error), look="error")
            return
        if made is None:
            self.say("that one is taken back already, or is itself a taking back")
            return
        self.kursk.edited()
        self.show_rows()
        self.say(made.what)


def _text(value: object) -> str:
    if value in (None, [], {}):
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
