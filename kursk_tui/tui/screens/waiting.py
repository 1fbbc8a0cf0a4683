"""Lists over the explorer: articles that wait for review, and what was edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kursk_tui.analysis.trial import VERDICT
from kursk_tui.dossier import editing
from kursk_tui.intake.many.inbox import Inbox, Waiting, counts
from kursk_tui.intake.review import queue as queues
from kursk_tui.intake.review.queue import Queue
from kursk_tui.model.text import plural
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.waiting import EditsModel, WaitingModel, outlet_of, title_of
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.words.inbox import GROUPS, counted

# How much of a page is shown with what is known of it.
FIRST_PARAGRAPHS = 4
# So few are tried before they are shown; more are tried behind the list.
AT_ONCE = 4


class WaitingScreen(OverScreen):
    """Enter goes on with a review, `v` shows all that is known of a page, `X` drops one.

    The articles stand under what they would change in the dossier. `at_rest` is false while some
    are tried.
    """

    def __init__(
        self, host: Host, go_on: Callable[[Queue], None], take: Callable[[], None]
    ) -> None:
        super().__init__(host, "waiting")
        self._go_on, self._take = go_on, take
        self.at_rest = True

    def on_mount(self) -> None:
        """Show the rows."""
        self.rows.set_active(True)
        self.show_rows()
        self.get_ready()

    def show_rows(self) -> None:
        """What waits for this dossier; what is not tried against it yet is tried behind."""
        dossier = self.host.workspace.whole
        inbox = Inbox(queues.default_folder(), dossier)
        found = inbox.known()
        untried = sum(each.triaged is None for each in found)
        if 0 < untried <= AT_ONCE and not dossier.is_large:
            found, untried = inbox.all(), 0
        self._show(found, inbox.problems)
        if untried and self.at_rest:
            self.at_rest = False
            self.say(f"trying {plural(untried, 'article')} against the dossier as it is now …")
            self.host.behind(partial(self._try, inbox))

    def _try(self, inbox: Inbox) -> Callable[[], None]:
        """Try what is not tried, in a thread."""
        found = inbox.all()
        return lambda: self._tried(found, inbox.problems)

    def _tried(self, found: Sequence[Waiting], problems: Sequence[str]) -> None:
        self.at_rest = True
        if self.is_attached:
            self.say("")
            self._show(found, problems)

    def _show(self, found: Sequence[Waiting], problems: Sequence[str]) -> None:
        self.rows.heading = "WAITING FOR REVIEW"
        self.rows.empty_text = f"nothing; {self.key('import')} imports one"
        model = WaitingModel(self.door, found)
        is_at_top = model.at(self.rows.cursor) is None
        self.rows.show(model)
        if is_at_top and model.first is not None:
            self.rows.move_to_item(model.first)
        # How many each group has stands at its heading.
        first = counted({VERDICT: counts(found).get(VERDICT, 0)}) or "waiting for review"
        self.top.tell(plural(len(found), "article"), first)
        self.bottom.hint(
            [
                self.hint("drill", "go on"),
                self.hint("whole", "why"),
                self.hint("import", "import another"),
                self.hint("retract", "drop"),
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
            self.say(self._no_article())
            return
        self.dismiss()
        self._go_on(queue)

    def do_whole(self) -> None:
        """All that is known of the page: what it would change and why, and how it begins."""
        model = self.rows.model
        found = model.waiting(self.rows.cursor) if isinstance(model, WaitingModel) else None
        if found is None:
            self.say(self._no_article())
            return
        queue, triaged = found
        article = queue.article
        entries = [Entry("title", title_of(queue))]
        if triaged is not None:
            told = f"{GROUPS[triaged.change]} – {triaged.reason}"
            entries += [Entry("", told), Entry("", "")]
        entries += [
            Entry("publisher", outlet_of(queue)),
            Entry("date", article.published or "unknown"),
            *([Entry("address", article.url)] if article.url else []),
            *(Entry("seen", line, "warning") for line in queue.seen),
            *(Entry("remark", line) for line in article.remarks),
            Entry("", ""),
            *(Entry("", text) for text in article.paragraphs[:FIRST_PARAGRAPHS]),
        ]
        self.host.read("PAGE", entries)

    def _no_article(self) -> str:
        """What to say where the cursor is at no article."""
        if self.rows.items:
            return "this is a heading; choose an article below it"
        return f"nothing is waiting; {self.key('import')} imports an article"

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
        self.say("dropped; what you kept from it stays in the dossier")


class EditsScreen(OverScreen):
    """`u` at an edit takes that one back; Enter shows all that it changed."""

    signs = ("Edits", "Every screen")

    def __init__(self, host: Host) -> None:
        super().__init__(host, "waiting")

    def on_mount(self) -> None:
        """Show the rows."""
        self.rows.set_active(True)
        self.show_rows()
        self.get_ready()

    def show_rows(self) -> None:
        """The edits that the file remembers, the last first."""
        made: tuple[editing.Edit, ...] = ()
        try:
            made = editing.edits(self.host.workspace.whole)
        except DossierError as error:
            self.say(self.told("no edits can be listed", error), look="error")
        self.rows.heading = "EDITS"
        self.rows.empty_text = "nothing was edited in this file"
        self.rows.show(EditsModel(self.door, made, editing.undone(made)))
        self.top.tell(plural(len(made), "edit"), "what was edited")
        undo = self.hint("undo", "undo this edit")
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
        self.host.read("EDIT", entries)

    do_whole = do_drill

    def do_undo(self) -> None:
        """Take the edit at the cursor back, whoever made it."""
        model = self.rows.model
        edit = model.at(self.rows.cursor) if isinstance(model, EditsModel) else None
        if edit is None:
            self.say("nothing was edited")
            return
        try:
            workspace = self.host.workspace
            made = editing.undo(workspace.whole, author=workspace.author, edit_id=edit.id)
        except DossierError as error:
            self.say(self.told("not undone", error), look="error")
            return
        if made is None:
            self.say("no edit that stands: it is undone, or it took one back or did it again")
            return
        self.host.edited()
        self.show_rows()
        self.say(made.what)


def _text(value: object) -> str:
    if value in (None, [], {}):
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
