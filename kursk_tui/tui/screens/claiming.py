"""One record as a form: a claim or a document, to add by hand or to edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kursk_tui.dossier import editing
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change
from kursk_tui.dossier.holding import Facet
from kursk_tui.intake.review.building import next_claim_id
from kursk_tui.intake.review.forms import Draft, Problem, claim_draft, source_draft
from kursk_tui.intake.review.refusals import problem_of, question, refusal
from kursk_tui.intake.review.sheet import Sheet
from kursk_tui.model.dates import human
from kursk_tui.model.records import Row
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.screens.form import FormScreen, Titles
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.words.records import name_of
from kursk_tui.workspace import Workspace


class RecordFilling:
    """A record as it is in the file, and as it was typed since; `record` is None for a new one."""

    def __init__(
        self,
        workspace: Workspace,
        table: str,
        record: str | None,
        draft_of: Callable[[Row], Draft],
        source: str | None,
    ) -> None:
        self.workspace, self.table, self.record, self.source = workspace, table, record, source
        self.before = self.dossier.raw_rows(table)[record] if record is not None else None
        self.sheet = self.sheet_of(self.dossier)
        self.draft = self.sheet.blank() if self.before is None else draft_of(self.before)
        self._was = dict(self.draft)
        # What kept the form out of the dossier.
        self.refused: tuple[Problem, ...] = ()

    @property
    def dossier(self) -> Dossier:
        """The dossier that the record is of."""
        return self.workspace.whole

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not kept."""
        return self.draft != self._was

    def sheet_of(self, dossier: Dossier) -> Sheet:
        """What can be told of the form; a new claim gets an id, without a place."""
        id = self.record or ""
        if self.source is not None and self.record is None:
            id = next_claim_id(dossier, self.source, None)
        return Sheet(dossier, self.table, source=self.source, id=id, before=self.before)

    def put(self, field: str, text: str) -> None:
        """Only in the form, until it is kept."""
        self.draft = self.sheet.renewed(self.draft, field, text)
        self.refused = tuple(p for p in self.refused if p.field != field)


class ClaimFilling(RecordFilling):
    """A claim of a document."""

    def __init__(self, workspace: Workspace, source: str, claim: str | None) -> None:
        super().__init__(workspace, "claims", claim, claim_draft, source)

    def titles(self, width: int) -> Titles:
        """Which claim it is."""
        name = self.record or f"a new claim of {self.source}"
        return Titles("edit" if self.record else "add", name, "DOCUMENT", "CLAIM")

    def above(self) -> list[Entry]:
        """The passage where a copy is attached, and the document."""
        dossier, texts = self.dossier, self.workspace.texts
        source = dossier.sources[self.source or ""]
        published = human(source.published) if source.published else "no date"
        entries = [
            Entry("document", f"{name_of(dossier, source.publisher)}: {source.title}"),
            Entry("published", published),
        ]
        if self.record is not None and texts is not None:
            passage = texts.passage(dossier.claims[self.record])
            if passage.text is not None:
                entries.insert(0, Entry("", passage.text, mark=passage.mark))
        return entries


class SourceFilling(RecordFilling):
    """A document, without its text; `key` tells the key of a command."""

    def __init__(self, workspace: Workspace, source: str | None, key: Callable[[str], str]) -> None:
        super().__init__(workspace, "sources", source, source_draft, None)
        self._key = key

    def titles(self, width: int) -> Titles:
        """Which document it is."""
        name = self.record or "a new document"
        return Titles("edit" if self.record else "add", name, "ABOUT", "DOCUMENT")

    def above(self) -> list[Entry]:
        """What is to be known."""
        if self.record is None:
            take_in, add = self._key("import"), self._key("add")
            text = f"A document by hand, without its text: {take_in} takes one in with it."
            return [Entry("", f"{text} Then {add} on it adds claims.")]
        return [
            Entry("id", self.record),
            Entry("", "The id cannot change: claims are named after it."),
        ]


class RecordScreen(FormScreen):
    """`a` keeps what the form says; Backspace leaves without a word. `kept` is told of it."""

    def __init__(
        self, host: Host, filling: ClaimFilling | SourceFilling, kept: Callable[[str], None]
    ) -> None:
        super().__init__(host, filling)
        self.filling, self._kept = filling, kept
        # What was doubted of, when one was asked about it: who accepts again has answered.
        self._answered: Draft | None = None

    def on_mount(self) -> None:
        """Name the keys."""
        edit = self.hint("drill", "edit field")
        self.bottom.hint([*self.hints("accept"), edit, *self.hints("back", "whole", "help")])

    def begin(self) -> None:
        """On a new record there is nothing to look at before the first word is typed."""
        if self.filling.record is None:
            self.form.do_drill()

    def recorded(self) -> Facet | None:
        """The record; of a claim that is new its document."""
        filling = self.filling
        if isinstance(filling, SourceFilling):
            return Facet("source", filling.record) if filling.record is not None else None
        if filling.record is None:
            return Facet("source", filling.source or "")
        return Facet("claim", filling.record)

    def do_accept(self) -> None:
        """Check it and put it into the dossier."""
        filling = self.filling
        try:
            dossier = filling.dossier.reload()
        except DossierError as error:
            self.say(self.told("not kept", error), look="error")
            return
        sheet = filling.sheet_of(dossier)
        built = sheet.build(dossier, filling.draft)
        if isinstance(built, list):
            self._refuse(built)
            return
        slips = sheet.slips(filling.draft)
        if slips and self._answered != filling.draft:
            self._answered = dict(filling.draft)
            self.rows.move_to_item(slips[0].field)
            self.say(question(slips[0], sheet.fields, self.key("accept")), look="error")
            return
        id = built.row["id"]
        if filling.before == built.row and not built.new:
            self.say("nothing is changed")
            return
        verb = "edited" if filling.record else "added"
        about = built.row.get("statement") or built.row.get("title")
        changes = (*built.new, Change(filling.table, id, filling.before, built.row))
        author = self.host.workspace.author
        try:
            editing.make(dossier, changes, f"{verb} {id}: {about}", author=author)
        except DossierError as error:
            self._refuse([problem_of(error, filling.table, sheet.fields)])
            return
        self.dismiss()
        self.host.edited()
        self._kept(f"{verb}: {id}; {self.key('undo')} undoes that")

    def do_edit(self) -> None:
        """Edit the field at the cursor."""
        self.form.do_drill()

    def do_back(self) -> None:
        """Leave; what was typed and not kept is not lost without a question."""
        self._leave(self.dismiss)

    def do_quit(self) -> None:
        """Leave the explorer; what was typed is not lost without a question either."""
        self._leave(super().do_quit)

    def _leave(self, leave: Callable[[], object]) -> None:
        if not self.filling.is_changed:
            leave()
            return

        def answered(answer: str | None) -> None:
            if (answer or "").strip().casefold() in ("y", "yes"):
                leave()
            else:
                self.say(f"still in the form; {self.key('accept')} accepts it")

        self.ask(" leave without keeping it? (y): ", Answers(done=answered))

    def _refuse(self, problems: Sequence[Problem]) -> None:
        self.filling.refused = tuple(problems)
        self.form.show()
        self.rows.move_to_item(problems[0].field)
        self.say(refusal(problems, self.filling.sheet.fields), look="error")
