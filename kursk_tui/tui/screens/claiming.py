"""One record as a form: a claim or a document, to add by hand or to edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kursk_tui.dossier import editing
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change
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
from kursk_tui.tui.screens.form import FormScreen
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.words.records import name_of


class RecordScreen(FormScreen):
    """`a` keeps what the form says; Backspace leaves without a word."""

    screen_name = "review"
    table = ""
    form: Sequence[Field] = ()

    def __init__(self, host: Host, record: str | None, kept: Callable[[str], None]) -> None:
        super().__init__(host)
        self._record, self._kept = record, kept
        self._problems: tuple[Problem, ...] = ()
        self._draft: Draft = {}
        self._before: Row | None = None

    def on_mount(self) -> None:
        """Show the record as it is in the file, or an empty form."""
        if self._record is not None:
            self._before = self.dossier.raw_rows(self.table)[self._record]
        self._draft = self.draft_of(self._before)
        edit = self.hint("drill", "edit field")
        self.bottom.hint([*self.hints("accept"), edit, *self.hints("back", "whole", "help")])
        super().on_mount()

    # ---- what a kind of record fills in

    def draft_of(self, row: Row | None) -> Draft:
        """A row as a form; None for a new record."""
        raise NotImplementedError

    def build(self, dossier: Dossier) -> Built | list[Problem]:
        """The row that the form makes."""
        raise NotImplementedError

    # ---- the form

    def fields(self) -> Sequence[Field]:
        """Those of the record."""
        return self.form

    def value(self, field: str) -> str:
        """As in the file, or as typed since."""
        return self._draft.get(field, "")

    def put(self, field: str, text: str) -> None:
        """Only in the form, until it is kept."""
        self._draft[field] = text
        self._problems = tuple(p for p in self._problems if p.field != field)

    def problems(self) -> Sequence[Problem]:
        """What kept the form out of the dossier."""
        return self._problems

    def do_accept(self) -> None:
        """Check it and put it into the dossier."""
        try:
            dossier = self.dossier.reload()
        except DossierError as error:
            self.say(self.told("not kept", error), look="error")
            return
        built = self.build(dossier)
        if isinstance(built, list):
            self._refuse(built)
            return
        id = built.row["id"]
        if self._before == built.row and not built.new:
            self.say("nothing is changed")
            return
        verb = "edited" if self._record else "added"
        about = built.row.get("statement") or built.row.get("title")
        changes = (*built.new, Change(self.table, id, self._before, built.row))
        author = self.host.workspace.author
        try:
            editing.make(dossier, changes, f"{verb} {id}: {about}", author=author)
        except DossierError as error:
            self._refuse([problem_of(error, self.table, self.form)])
            return
        self.dismiss()
        self.host.edited()
        self._kept(f"{verb}: {id}; {self.key('undo')} takes it back")

    do_edit = FormScreen.do_drill

    def do_back(self) -> None:
        """Leave; what was typed and not kept is not lost without a question."""
        if self._draft == self.draft_of(self._before):
            self.dismiss()
        else:
            self.ask(" leave without keeping it? (y): ", Answers(done=self._leave))

    def _leave(self, answer: str | None) -> None:
        if (answer or "").strip().casefold() in ("y", "yes"):
            self.dismiss()
        else:
            self.say(f"still here; {self.key('accept')} keeps it")

    def _refuse(self, problems: Sequence[Problem]) -> None:
        self._problems = tuple(problems)
        self.show_form()
        self.rows.move_to_item(problems[0].field)
        self.say(refusal(problems, self.form), look="error")


class ClaimScreen(RecordScreen):
    """A claim of a document."""

    table = "claims"
    form = CLAIM

    def __init__(
        self, host: Host, source: str, claim: str | None, kept: Callable[[str], None]
    ) -> None:
        super().__init__(host, claim, kept)
        self._source = source

    def draft_of(self, row: Row | None) -> Draft:
        """A new one is asserted, and the publisher's own, until something else is said."""
        if row is not None:
            return claim_draft(row)
        empty = {field.name: "" for field in CLAIM}
        return {**empty, "lineage": "full", "modality": "asserted"}

    def build(self, dossier: Dossier) -> Built | list[Problem]:
        """A claim without a place, where it is new."""
        id = self._record or next_claim_id(dossier, self._source, None)
        return build_claim(dossier, self._draft, source=self._source, id=id, before=self._before)

    def above(self) -> list[Entry]:
        """The passage where a copy is attached, and the document."""
        dossier, texts = self.dossier, self.host.workspace.texts
        source = dossier.sources[self._source]
        entries = [Entry("document", f"{name_of(dossier, source.publisher)}: {source.title}")]
        if self._record is not None and texts is not None:
            passage = texts.passage(dossier.claims[self._record])
            if passage.text is not None:
                entries.insert(0, Entry("", passage.text, mark=passage.mark))
        return entries

    def show_form(self) -> None:
        """Draw anew."""
        name = self._record or f"a new claim of {self._source}"
        self.top.tell("edit" if self._record else "add", name)
        self.passage.heading, self.rows.heading = "DOCUMENT", "CLAIM"
        super().show_form()


class SourceScreen(RecordScreen):
    """A document, without its text."""

    table = "sources"
    form = SOURCE

    def draft_of(self, row: Row | None) -> Draft:
        """A new one is a report in English without a date, until something else is said."""
        if row is not None:
            return source_draft(row)
        empty = {field.name: "" for field in SOURCE}
        return {**empty, "published_basis": "unknown", "kind": "report", "language": "en"}

    def build(self, dossier: Dossier) -> Built | list[Problem]:
        """Its id comes from publisher and date, where it is new."""
        return build_source(dossier, self._draft, before=self._before)

    def above(self) -> list[Entry]:
        """What is to be known."""
        if self._record is None:
            take_in, add = self.key("import"), self.key("add")
            text = f"A document by hand, without its text: {take_in} takes one in with it."
            return [Entry("", f"{text} Then {add} on it adds claims.")]
        return [Entry("id", self._record), Entry("", "The id stays: claims are named after it.")]

    def show_form(self) -> None:
        """Draw anew."""
        self.top.tell("edit" if self._record else "add", self._record or "a new document")
        self.passage.heading, self.rows.heading = "ABOUT", "DOCUMENT"
        super().show_form()
