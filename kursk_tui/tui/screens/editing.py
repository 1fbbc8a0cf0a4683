"""What changes the dossier from the explorer: taking articles in, adding, editing, retracting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from kursk_tui.dossier import editing
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.panes import Panes
from kursk_tui.tui.screens.shaping import Shaping, may_edit, open_form
from kursk_tui.tui.widgets.prompt import Answers

# The reader of articles is a fifth of all that the program imports: only who edits waits for it.
if TYPE_CHECKING:
    from kursk_tui.intake.many.batch import Batch
    from kursk_tui.intake.many.run import Page, Progress
    from kursk_tui.intake.review.queue import Queue
    from kursk_tui.intake.tables.mapping import Mapping
    from kursk_tui.intake.tables.reading import Table


class _LeftError(Exception):
    """Raised in a run over many pages where the reader has left the program."""


class Editing:
    """The commands that change the dossier, where it is one that a reader edits.

    `compete` shows what competes with a claim.
    """

    def __init__(self, screen: ListScreen, panes: Panes, compete: Callable[[str], None]) -> None:
        self._screen, self._host, self._panes = screen, screen.host, panes
        self._compete = compete
        self._workspace = screen.host.workspace
        self._shaping = Shaping(
            screen, panes.subject, lambda: panes.go_to("claim", "source", "agent")
        )
        self.do_merge = self._shaping.do_merge
        self.do_split_agent = self._shaping.do_split_agent
        self.do_edit = self._shaping.do_edit
        # A claim that could not be retracted, and why it was to be: asked again with that.
        self._unkept_reason = ("", "")

    def _may_edit(self) -> bool:
        """Whether the file is one that a reader edits; says what to do where it is not."""
        return may_edit(self._screen)

    # ---- articles

    def do_import(self) -> None:
        """What waits for review; where nothing does, ask for an article."""
        if not self._may_edit():
            return
        from kursk_tui.intake.review import queue as queues

        found, _ = queues.waiting(queues.default_folder(), self._workspace.whole.path)
        if found:
            self._show_waiting()
        else:
            self.ask_article()

    def _show_waiting(self) -> None:
        from kursk_tui.tui.screens.waiting import WaitingScreen

        self._screen.app.push_screen(WaitingScreen(self._host, self.review, self.ask_article))

    def ask_article(self) -> None:
        """Ask for a file or an address."""
        self._screen.ask(" take in (file, folder or http address): ", Answers(done=self._asked))

    def _asked(self, text: str | None) -> None:
        if text is not None and text.strip():
            self.take_in(text.strip())

    def take_in(self, what: str) -> None:
        """Read an article in the background, then open its review; a table, then its rows."""
        if not self._may_edit():
            return
        from kursk_tui.intake.tables.reading import is_table

        if is_table(what):
            self._take_table(what)
            return
        from kursk_tui.intake.many.batch import is_batch

        if is_batch(what):
            self._take_many(what)
            return
        self._screen.say(f"reading {what} …")
        dossier, texts = self._workspace.whole, self._workspace.texts

        def read() -> None:
            from pathlib import Path

            from kursk_tui.dossier.texts import Texts
            from kursk_tui.intake.review import queue as queues
            from kursk_tui.intake.review import taking

            try:
                name = what if "://" in what else str(Path(what).expanduser())
                attached = texts or Texts.none()
                taken = taking.take(dossier, attached, taking.read(name))
                queue = taking.enqueue(dossier, taken, queues.default_folder())
            except DossierError as error:
                self._screen.app.call_from_thread(self._not_taken_in, error)
                return
            self._screen.app.call_from_thread(self.review, queue)

        self._screen.run_worker(read, thread=True, exclusive=False, exit_on_error=True)

    # ---- many at once

    def _take_many(self, what: str) -> None:
        """Read many pages in the background, then show what each would change.

        Whoever leaves meanwhile finds what was read among what waits; the rest is read when the
        same is taken in again.
        """
        self._screen.say(f"reading {what} …")
        dossier, texts = self._workspace.whole, self._workspace.texts

        def read() -> None:
            from kursk_tui.dossier.texts import Texts
            from kursk_tui.intake.many.batch import batch
            from kursk_tui.intake.many.run import run
            from kursk_tui.intake.review import queue as queues

            app, worker = self._screen.app, get_current_worker()

            def tell(at: Progress) -> None:
                if worker.is_cancelled:
                    raise _LeftError
                failed = f", {at.failed} not read" if at.failed else ""
                app.call_from_thread(
                    self._screen.say, f"{at.done} of {at.total} pages{failed}; keys work meanwhile"
                )

            try:
                found = batch(what)
                folder = queues.default_folder()
                pages = run(dossier, texts or Texts.none(), found, folder=folder, progress=tell)
            except _LeftError:
                return
            except DossierError as error:
                app.call_from_thread(self._not_taken_in, error)
                return
            app.call_from_thread(self._taken_many, found, pages)

        self._screen.run_worker(read, thread=True, exclusive=False, exit_on_error=True)

    def _taken_many(self, batch: Batch, pages: Sequence[Page]) -> None:
        from kursk_tui.model.text import plural

        failed = [page.told for page in pages if page.told is not None]
        told = f"{plural(len(batch.pages), 'page')} read"
        if failed:
            told = f"{plural(len(failed), 'page')} of {len(batch.pages)} not read: {failed[0]}"
        for line in (*failed[1:], *batch.told):
            self._host.messages.note(line)
        if self._host.workspace is not self._workspace:
            title = self._workspace.whole.meta.title
            self._host.say(f"{told}; they wait for review in {title}")
            return
        if self._screen.app.screen is self._screen:
            self._show_waiting()
        # On whatever screen one is now.
        self._screen.app.call_later(self._host.say, told)

    # ---- tables

    def _take_table(self, what: str, sheet: str | None = None) -> None:
        """Read a table in the background, then show it; of a workbook ask which sheet."""
        if "://" in what:
            self._screen.say("a table is taken in from a file: download it first", look="error")
            return
        self._screen.say(f"reading {what} …")

        def read() -> None:
            from pathlib import Path

            from kursk_tui.intake.tables import mapping as mappings
            from kursk_tui.intake.tables.reading import read_table, sheets_of
            from kursk_tui.tui.screens.table import mapping_path

            path = str(Path(what).expanduser())
            try:
                sheets = sheets_of(path) if sheet is None else ()
                if len(sheets) > 1:
                    self._screen.app.call_from_thread(self._ask_sheet, what, sheets)
                    return
                table = read_table(path, sheet=sheet)
                kept = mapping_path(path)
                given = mappings.read(kept) if Path(kept).exists() else None
            except DossierError as error:
                self._screen.app.call_from_thread(self._not_taken_in, error)
                return
            self._screen.app.call_from_thread(self._show_table, path, table, given)

        self._screen.run_worker(read, thread=True, exclusive=False, exit_on_error=True)

    def _ask_sheet(self, what: str, sheets: Sequence[str]) -> None:
        from kursk_tui.tui.screens.menu import Item, MenuScreen

        items = [Item(name, name, "") for name in sheets]
        self._screen.app.push_screen(
            MenuScreen(
                self._host,
                "WHICH SHEET?",
                items,
                sheets[0],
                lambda sheet: self._take_table(what, sheet),
            )
        )

    def _show_table(self, path: str, table: Table, given: Mapping | None) -> None:
        if self._host.workspace is not self._workspace:
            self._host.say(f"{table.name} was to go into {self._workspace.whole.meta.title}")
            return
        from kursk_tui.tui.screens.table import TableScreen

        self._screen.say("")
        self._screen.app.push_screen(TableScreen(self._host, path, table, given, self._screen.say))

    def _not_taken_in(self, error: DossierError) -> None:
        self._screen.say(self._screen.told("not imported", error), look="error")

    def review(self, queue: Queue) -> None:
        """Open the review of an article where it was left."""
        if self._host.workspace is not self._workspace:
            # Another dossier was opened while the article was read.
            title = self._workspace.whole.meta.title
            self._host.say(f"read; its claims wait for review in {title}")
            return
        from kursk_tui.intake.documents import text_copies
        from kursk_tui.intake.review.session import Review
        from kursk_tui.tui.screens.review import ReviewScreen

        try:
            review = Review(
                self._workspace.whole,
                queue,
                author=self._workspace.author,
                key=self._screen.key,
                texts=text_copies.default_folder(),
            )
        except DossierError as error:
            self._screen.say(self._screen.told("no review", error), look="error")
            return
        self._screen.say("")
        self._screen.app.push_screen(
            ReviewScreen(self._host, review, self._screen.say, self._compete)
        )

    # ---- claims by hand

    def do_add(self) -> None:
        """A new claim of the document at the cursor, without its text."""
        if not self._may_edit():
            return
        kind, identifier = self._panes.subject() or ("", "")
        source = None
        if kind == "source":
            source = identifier
        elif kind == "claim":
            source = self._panes.context.whole.claims[identifier].source
        if source is None:
            key = self._screen.key("add-document")
            where = self._panes.go_to("source", "claim")
            self._screen.say(f"{where} first, or add a document ({key})")
            return
        from kursk_tui.tui.screens.claiming import ClaimFilling

        open_form(self._screen, ClaimFilling(self._workspace, source, None))

    def do_add_document(self) -> None:
        """A new document, without its text."""
        if self._may_edit():
            from kursk_tui.tui.screens.claiming import SourceFilling

            open_form(self._screen, SourceFilling(self._workspace, None, self._screen.key))

    def do_retract(self) -> None:
        """Mark the claim at the cursor as one that no longer counts; delete another record."""
        kind, claim = self._panes.subject() or ("", "")
        if kind != "claim":
            self._shaping.do_retract()
        elif self._may_edit():
            label = f" retract {claim}, because: "
            of, reason = self._unkept_reason
            answers = Answers(done=lambda text: self._retract(claim, text))
            self._screen.ask(label, answers, reason if of == claim else "")

    def _retract(self, claim: str, reason: str | None) -> None:
        if reason is None:
            return
        words = " ".join(reason.split())
        if not words:
            self._screen.say("not retracted: a claim is retracted for a reason")
            return
        try:
            editing.retract(self._workspace.whole, claim, words, author=self._workspace.author)
        except DossierError as error:
            self._unkept_reason = (claim, words)
            self._screen.say(
                self._screen.told(f"not retracted, {self._screen.key('retract')} has why", error),
                look="error",
            )
            return
        self._unkept_reason = ("", "")
        self._host.edited()
        undo, edits = map(self._screen.key, ("undo", "edits"))
        tail = f"{undo} undoes that, {edits} lists the edits"
        self._screen.say(f"retracted {claim}; it stays in the file, {tail}")

    def do_dossiers(self) -> None:
        """Which dossiers there are to go on with."""
        from kursk_tui.tui.screens.dossiers import DossiersScreen

        self._screen.app.push_screen(DossiersScreen(self._host))

    def do_edits(self) -> None:
        """What was edited in this file."""
        from kursk_tui.tui.screens.waiting import EditsScreen

        self._screen.app.push_screen(EditsScreen(self._host))
