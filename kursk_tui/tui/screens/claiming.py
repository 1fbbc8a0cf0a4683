"""One record as a form, to add by hand or to edit; and the forms that merge and split records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kursk_tui.dossier import editing
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.moving import renamed
from kursk_tui.dossier.references import users
from kursk_tui.intake.review.building import next_claim_id
from kursk_tui.intake.review.forms import Built, Draft, Problem, claim_draft, draft_of, source_draft
from kursk_tui.intake.review.refusals import problem_of, question, refusal
from kursk_tui.intake.review.reshaping import Merging, Splitting
from kursk_tui.intake.review.sheet import Sheet
from kursk_tui.model.dates import human
from kursk_tui.model.records import Row
from kursk_tui.model.text import plural
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.screens.form import FormScreen, Titles
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.words.records import name_of
from kursk_tui.words.uses import about, name_of_row, sort_of, uses_text
from kursk_tui.workspace import Workspace

# What an identity is called before one has said which of the two it is.
UNTOLD = "sum or ledger"
# So many of those that name a record are listed above its form.
MOST_NAMED = 20


class RecordFilling:
    """A record as it is in the file, and as it was typed since; `record` is None for a new one."""

    def __init__(
        self,
        workspace: Workspace,
        table: str,
        record: str | None,
        draft_of: Callable[[Row], Draft],
        source: str | None,
        given: Draft | None = None,
    ) -> None:
        self.workspace, self.table, self.record, self.source = workspace, table, record, source
        self.before = self.dossier.raw_rows(table)[record] if record is not None else None
        self.sheet = self.sheet_of(self.dossier)
        self.draft = self.sheet.blank(given) if self.before is None else draft_of(self.before)
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

    def titles(self, width: int) -> Titles:
        """How the screen is headed."""
        raise NotImplementedError

    def above(self) -> list[Entry]:
        """What stands above the form."""
        raise NotImplementedError

    def recorded(self) -> Facet | None:
        """The claim or the document that one may cite, if there is one."""
        return None

    def changes(self, dossier: Dossier, built: Built) -> tuple[Change, ...]:
        """What the form comes to; nothing where it says what is there already."""
        if self.before == built.row and not built.new:
            return ()
        return (*built.new, Change(self.table, built.row["id"], self.before, built.row))

    def told(self, built: Built) -> tuple[str, str]:
        """What the edit is called, and what is said when it is done."""
        id, verb = built.row["id"], "edited" if self.record else "added"
        return f"{verb} {id}: {name_of_row(built.row)}", f"{verb}: {id}"

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

    def recorded(self) -> Facet | None:
        """The claim; of one that is new its document."""
        if self.record is None:
            return Facet("source", self.source or "")
        return Facet("claim", self.record)

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

    def recorded(self) -> Facet | None:
        """The document."""
        return Facet("source", self.record) if self.record is not None else None

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


class TableFilling(RecordFilling):
    """A record of what claims are coded with: a measure, a scope, an event, an agent, a sum.

    Of a new one `given` says what is known of it, as its kind.
    """

    def __init__(
        self, workspace: Workspace, table: str, record: str | None, given: Draft | None = None
    ) -> None:
        super().__init__(workspace, table, record, partial(draft_of, table), None, given)

    @property
    def sort(self) -> str:
        """What the record is, in a word or two."""
        return sort_of(self.table, self.before or {"kind": self.draft.get("kind") or UNTOLD})

    def titles(self, width: int) -> Titles:
        """What it is, and its name."""
        name = name_of_row(self.before) if self.before is not None else f"a new {self.sort}"
        heading = "ABOUT" if self.record is None else "NAMED BY"
        return Titles("edit" if self.record else "add", name, heading, self.sort.upper())

    def above(self) -> list[Entry]:
        """Of a new one what it is for; else what names it."""
        if self.record is None:
            return [Entry("", about(self.table, self.draft.get("kind", "")))]
        return named_by(self.dossier, self.table, self.record)

    def changes(self, dossier: Dossier, built: Built) -> tuple[Change, ...]:
        """With another id all that names it follows."""
        if self.before is not None and built.row["id"] != self.record:
            return (*built.new, *renamed(dossier, self.table, self.before, built.row))
        return super().changes(dossier, built)

    def told(self, built: Built) -> tuple[str, str]:
        """With its old id where it has a new one."""
        id = built.row["id"]
        if self.record is not None and id != self.record:
            return f"renamed {self.record} to {id}", f"renamed: {self.record} is {id} now"
        return super().told(built)


class ReshapingFilling(RecordFilling):
    """A record that is to be merged into another, or an agent of which one is to be split off."""

    sheet: Merging | Splitting

    def __init__(
        self, workspace: Workspace, table: str, record: str, splits: Sequence[str] | None = None
    ) -> None:
        self._splits = splits
        super().__init__(workspace, table, record, self._begun, None)

    def _begun(self, row: Row) -> Draft:
        if isinstance(self.sheet, Splitting):
            return self.sheet.begun(self._splits or ())
        return {"into": ""}

    def sheet_of(self, dossier: Dossier) -> Merging | Splitting:
        """The form that merges, or the one that splits."""
        if self._splits is not None:
            return Splitting(dossier, self.record or "")
        return Merging(dossier, self.table, self.record or "")

    def titles(self, width: int) -> Titles:
        """What is done to which record."""
        verb = "merge" if self._splits is None else "split"
        name = name_of_row(self.before or {"id": ""})
        return Titles(verb, name, "NAMED BY", verb.upper())

    def above(self) -> list[Entry]:
        """What names it."""
        return named_by(self.dossier, self.table, self.record or "")

    def changes(self, dossier: Dossier, built: Built) -> tuple[Change, ...]:
        """All that moves."""
        return built.new

    def told(self, built: Built) -> tuple[str, str]:
        """What was merged or split, and how many records it took."""
        count = plural(len(built.new), "record")
        if self._splits is None:
            what = f"merged {self.record} into {self.draft['into']}"
        else:
            what = f"split {self.draft['alias']} from {self.record}"
        return what, f"{what}, {count} changed"


def named_by(dossier: Dossier, table: str, record: str) -> list[Entry]:
    """What names a record, in sum and then one by one."""
    found = users(dossier, (table, record))
    entries = [Entry("id", record), Entry("named by", uses_text(dossier, found))]
    for of, id in found[:MOST_NAMED]:
        if of != "meta":
            row = dossier.raw_rows(of)[id]
            entries.append(Entry(sort_of(of, row), f"{id}: {name_of_row(row)}"))
    if len(found) > MOST_NAMED:
        entries.append(Entry("", f"and {len(found) - MOST_NAMED:,} more"))
    return entries


class RecordScreen(FormScreen):
    """`a` keeps what the form says; Backspace leaves without a word. `kept` is told of it."""

    def __init__(self, host: Host, filling: RecordFilling, kept: Callable[[str], None]) -> None:
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
        return self.filling.recorded()

    def do_accept(self) -> None:
        """Check it and put it into the dossier."""
        filling = self.filling
        try:
            dossier = filling.dossier.reload()
        except DossierError as error:
            self.say(self.told("not kept", error), look="error")
            return
        try:
            sheet = filling.sheet_of(dossier)
        except KeyError:
            self.say("not kept: somebody else has taken it out meanwhile", look="error")
            return
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
        author = self.host.workspace.author
        try:
            changes = filling.changes(dossier, built)
            if not changes:
                self.say("nothing is changed")
                return
            what, done = filling.told(built)
            editing.make(dossier, changes, what, author=author)
        except DossierError as error:
            self._refuse([problem_of(error, filling.table, sheet.fields)])
            return
        self.dismiss()
        self.host.edited()
        self._kept(f"{done}; {self.key('undo')} undoes that")

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
