"""What changes the dossier from the explorer: taking articles in, adding, editing, retracting."""

from __future__ import annotations

from kursk_tui.dossier import editing
from kursk_tui.intake.documents import text_copies as shelf
from kursk_tui.intake.review import queue as queues
from kursk_tui.intake.review import taking
from kursk_tui.intake.review.queue import Queue
from kursk_tui.intake.review.session import Review
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.screens.claiming import ClaimScreen, SourceScreen
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.review import ReviewScreen
from kursk_tui.tui.screens.waiting import EditsScreen, WaitingScreen
from kursk_tui.tui.widgets.prompt import Answers


class Editing(ListScreen):
    """Mixed into the explorer, which knows what its detail is of."""

    context: Context
    detail_of: tuple[str, str] | None
    # A claim that could not be retracted, and why it was to be: asked again with that.
    _unkept_reason = ("", "")

    def follow_cursor(self) -> None:
        """Let the detail be of what the cursor is on, also where keys were typed ahead."""
        raise NotImplementedError

    def _may_edit(self) -> bool:
        """Whether the file is one that a reader edits; says what to do where it is not."""
        try:
            taking.require_editable(self.kursk.whole)
        except DossierError:
            # Shorter than the error: what to do must fit a line of 80 columns.
            copy = "kursk-tui copy FILE makes one of your own"
            self.say(f"this dossier ships with the program; {copy}", look="error")
            return False
        return True

    # ---- articles

    def do_import(self) -> None:
        """What waits for review; where nothing does, ask for an article."""
        if not self._may_edit():
            return
        found, _ = queues.waiting(queues.default_folder(), self.kursk.whole.path)
        if found:
            self.app.push_screen(WaitingScreen(self.review, self.ask_article))
        else:
            self.ask_article()

    def ask_article(self) -> None:
        """Ask for a file or an address."""
        self.ask(" take in (file or http address): ", Answers(done=self._asked))

    def _asked(self, text: str | None) -> None:
        if text is not None and text.strip():
            self.take_in(text.strip())

    def take_in(self, what: str) -> None:
        """Read an article in the background, then open its review."""
        if not self._may_edit():
            return
        self.say(f"reading {what} …")
        dossier, texts = self.kursk.whole, self.kursk.texts

        def read() -> None:
            from pathlib import Path

            from kursk_tui.dossier.texts import Texts

            try:
                name = what if "://" in what else str(Path(what).expanduser())
                attached = texts or Texts.none()
                taken = taking.take(dossier, attached, taking.read(name))
                queue = taking.enqueue(dossier, taken, queues.default_folder())
            except DossierError as error:
                self.app.call_from_thread(self._not_taken_in, error)
                return
            self.app.call_from_thread(self.review, queue)

        self.run_worker(read, thread=True, exclusive=False, exit_on_error=True)

    def _not_taken_in(self, error: DossierError) -> None:
        self.say(self.told("not taken in", error), look="error")

    def review(self, queue: Queue) -> None:
        """Open the review of an article where it was left."""
        try:
            review = Review(
                self.kursk.whole,
                queue,
                author=self.kursk.desk.author,
                texts=shelf.default_folder(),
            )
        except DossierError as error:
            self.say(self.told("no review", error), look="error")
            return
        self.say("")
        self.app.push_screen(ReviewScreen(review))

    # ---- claims by hand

    def do_add(self) -> None:
        """A new claim of the document at the cursor, without its text."""
        if not self._may_edit():
            return
        self.follow_cursor()
        kind, identifier = self.detail_of or ("", "")
        source = None
        if kind == "source":
            source = identifier
        elif kind == "claim":
            source = self.context.whole.claims[identifier].source
        if source is None:
            self.say("go to a document (3) or a claim first, or add a document (A)")
            return
        self.app.push_screen(ClaimScreen(source, None, self.say))

    def do_add_document(self) -> None:
        """A new document, without its text."""
        if self._may_edit():
            self.app.push_screen(SourceScreen(None, self.say))

    def do_edit(self) -> None:
        """The claim or the document at the cursor as a form."""
        self.follow_cursor()
        kind, identifier = self.detail_of or ("", "")
        if kind not in ("claim", "source"):
            self.say("go to a claim (2) or a document (3) first")
        elif not self._may_edit():
            return
        elif kind == "source":
            self.app.push_screen(SourceScreen(identifier, self.say))
        else:
            source = self.context.whole.claims[identifier].source
            self.app.push_screen(ClaimScreen(source, identifier, self.say))

    def do_retract(self) -> None:
        """Mark the claim at the cursor as one that no longer counts, for a reason."""
        claim = self._claim_at_cursor()
        if claim is not None and self._may_edit():
            label = f" retract {claim}, because: "
            of, reason = self._unkept_reason
            answers = Answers(done=lambda text: self._retract(claim, text))
            self.ask(label, answers, reason if of == claim else "")

    def _retract(self, claim: str, reason: str | None) -> None:
        if reason is None:
            return
        words = " ".join(reason.split())
        if not words:
            self.say("not retracted: a claim is retracted for a reason")
            return
        try:
            editing.retract(self.kursk.whole, claim, words, author=self.kursk.desk.author)
        except DossierError as error:
            self._unkept_reason = (claim, words)
            self.say(self.told("not retracted, X has why", error), look="error")
            return
        self._unkept_reason = ("", "")
        self.kursk.edited()
        self.say(f"retracted {claim}; it stays in the file, u takes it back, H lists what was done")

    def do_edits(self) -> None:
        """What was edited in this file."""
        self.app.push_screen(EditsScreen())

    def _claim_at_cursor(self) -> str | None:
        self.follow_cursor()
        kind, identifier = self.detail_of or ("", "")
        if kind != "claim":
            self.say("go to a claim (2) first")
            return None
        return identifier
