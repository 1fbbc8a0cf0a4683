"""One record as a form: a claim or a document, to add by hand or to edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kursk_tui.dossier import editing
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change
from kursk_tui.dossier.holding import Facet
from kursk_tui.intake.language.propose import Because
from kursk_tui.intake.review.building import build_claim, build_source, next_claim_id
from kursk_tui.intake.review.forms import (
    CLAIM,
    SOURCE,
    Built,
    Draft,
    Field,
    Problem,
    claim_draft,
    source_draft,
)
from kursk_tui.intake.review.refusals import problem_of, refusal
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
        form: Sequence[Field],
        record: str | None,
        draft_of: Callable[[Row | None], Draft],
    ) -> None:
        self.workspace, self.table, self.form, self.record = workspace, table, form, record
        self.before = self.dossier.raw_rows(table)[record] if record is not None else None
        self.draft = draft_of(self.before)
        self._was = dict(self.draft)
        # What kept the form out of the dossier.
        self.refused: tuple[Problem, ...] = ()

    @property
    def dossier(self) -> Dossier:
        """The dossier that ids are completed from."""
        return self.workspace.whole

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not kept."""
        return self.draft != self._was

    def fields(self) -> Sequence[Field]:
        """Those of the record."""
        return self.form

    def value(self, field: str) -> str:
        """As in the file, or as typed since."""
        return self.draft.get(field, "")

    def put(self, field: str, text: str) -> None:
        """Only in the form, until it is kept."""
        self.draft[field] = text
        self.refused = tuple(p for p in self.refused if p.field != field)

    def because(self) -> Sequence[Because]:
        """Nothing: nobody proposed it."""
        return ()

    def problems(self) -> Sequence[Problem]:
        """What kept the form out of the dossier."""
        return self.refused


class ClaimFilling(RecordFilling):
    """A claim of a document."""

    def __init__(self, workspace: Workspace, source: str, claim: str | None) -> None:
        super().__init__(workspace, "claims", CLAIM, claim, _claim_draft)
        self.source = source

    def titles(self, width: int) -> Titles:
        """Which claim it is."""
        name = self.record or f"a new claim of {self.source}"
        return Titles("edit" if self.record else "add", name, "DOCUMENT", "CLAIM")

    def build(self, dossier: Dossier) -> Built | list[Problem]:
        """The row that the form makes: a claim without a place, where it is new."""
        id = self.record or next_claim_id(dossier, self.source, None)
        return build_claim(dossier, self.draft, source=self.source, id=id, before=self.before)

    def above(self) -> list[Entry]:
        """The passage where a copy is attached, and the document."""
        dossier, texts = self.dossier, self.workspace.texts
        source = dossier.sources[self.source]
        entries = [Entry("document", f"{name_of(dossier, source.publisher)}: {source.title}")]
        if self.record is not None and texts is not None:
            passage = texts.passage(dossier.claims[self.record])
            if passage.text is not None:
                entries.insert(0, Entry("", passage.text, mark=passage.mark))
        return entries


def _claim_draft(row: Row | None) -> Draft:
    """A new claim is asserted, and the publisher's own, until something else is said."""
    if row is not None:
        return claim_draft(row)
    empty = {field.name: "" for field in CLAIM}
    return {**empty, "lineage": "full", "modality": "asserted"}


class SourceFilling(RecordFilling):
    """A document, without its text; `key` tells the key of a command."""

    def __init__(self, workspace: Workspace, source: str | None, key: Callable[[str], str]) -> None:
        super().__init__(workspace, "sources", SOURCE, source, _source_draft)
        self._key = key

    def titles(self, width: int) -> Titles:
        """Which document it is."""
        name = self.record or "a new document"
        return Titles("edit" if self.record else "add", name, "ABOUT", "DOCUMENT")

    def build(self, dossier: Dossier) -> Built | list[Problem]:
        """The row that the form makes: its id comes from publisher and date, where it is new."""
        return build_source(dossier, self.draft, before=self.before)

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


def _source_draft(row: Row | None) -> Draft:
    """A new document is a report in English without a date, until something else is said."""
    if row is not None:
        return source_draft(row)
    empty = {field.name: "" for field in SOURCE}
    return {**empty, "published_basis": "unknown", "kind": "report", "language": "en"}


class RecordScreen(FormScreen):
    """`a` keeps what the form says; Backspace leaves without a word. `kept` is told of it."""

    def __init__(
        self, host: Host, filling: ClaimFilling | SourceFilling, kept: Callable[[str], None]
    ) -> None:
        super().__init__(host, filling)
        self.filling, self._kept = filling, kept

    def on_mount(self) -> None:
        """Name the keys."""
        edit = self.hint("drill", "edit field")
        self.bottom.hint([*self.hints("accept"), edit, *self.hints("back", "whole", "help")])

    def recorded(self) -> Facet | None:
        """The record; of a claim that is new its document."""
        filling = self.filling
        if isinstance(filling, SourceFilling):
            return Facet("source", filling.record) if filling.record is not None else None
        if filling.record is None:
            return Facet("source", filling.source)
        return Facet("claim", filling.record)

    def do_accept(self) -> None:
        """Check it and put it into the dossier."""
        filling = self.filling
        try:
            dossier = filling.dossier.reload()
        except DossierError as error:
            self.say(self.told("not kept", error), look="error")
            return
        built = filling.build(dossier)
        if isinstance(built, list):
            self._refuse(built)
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
            self._refuse([problem_of(error, filling.table, filling.form)])
            return
        self.dismiss()
        self.host.edited()
        self._kept(f"{verb}: {id}; {self.key('undo')} undoes that")

    def do_edit(self) -> None:
        """Edit the field at the cursor."""
        self.form.do_drill()

    def do_back(self) -> None:
        """Leave; what was typed and not kept is not lost without a question."""
        if self.filling.is_changed:
            self.ask(" leave without keeping it? (y): ", Answers(done=self._leave))
        else:
            self.dismiss()

    def _leave(self, answer: str | None) -> None:
        if (answer or "").strip().casefold() in ("y", "yes"):
            self.dismiss()
        else:
            self.say(f"still in the review; {self.key('accept')} accepts it")

    def _refuse(self, problems: Sequence[Problem]) -> None:
        self.filling.refused = tuple(problems)
        self.form.show()
        self.rows.move_to_item(problems[0].field)
        self.say(refusal(problems, self.filling.form), look="error")
