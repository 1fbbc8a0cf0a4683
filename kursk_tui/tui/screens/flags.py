"""The list of flags: one's own and colleagues', with what has changed since."""

from __future__ import annotations

from functools import partial

from kursk_tui.analysis.disagreements.listing import row_for
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.selecting import known
from kursk_tui.model.records import Note
from kursk_tui.model.targets import Target, TargetError
from kursk_tui.model.text import plural
from kursk_tui.notebook.exchange import Voice
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.notes import NotesModel, target_text, value_text
from kursk_tui.tui.screens.citing import Citing
from kursk_tui.tui.screens.disagreements import DisagreementsScreen, Found
from kursk_tui.tui.screens.exporting import Exporting
from kursk_tui.tui.screens.judging import ask_of_marked
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.screens.menu import MenuScreen, counted
from kursk_tui.tui.screens.undoing import Undoing
from kursk_tui.words.judgements import change

EVERYTHING = ""
# What `K` offers: everything, what is open, each verdict, what reviewers dispute.
STATES = (
    EVERYTHING,
    "flag",
    "note",
    "real",
    "explained",
    "coding error",
    "unsure",
    "rating",
    "disputed",
)


class FlagsScreen(OverScreen):
    """Enter goes to what an entry is about; `v` shows it whole; Backspace returns."""

    signs = ("Any list", "Every screen")

    def __init__(self, host: Host, context: Context) -> None:
        super().__init__(host, "flags")
        self.context = context
        self.state = EVERYTHING
        self.rows.heading = "FLAGS"
        citing = Citing(self, self._cited, lambda: "go to an entry on a claim or a document")
        undoing = Undoing(self, self._undone)
        self.parts = (undoing, citing, Exporting(self), *self.parts)

    def on_mount(self) -> None:
        """Show what stands."""
        self.rows.set_active(True)
        self.show_rows()
        keys = self.hints("back", "filter", "kind", "undo", "help", "quit", "whole")
        self.bottom.hint([self.hint("drill", "go to it"), *keys])
        self.get_ready()

    def show_rows(self) -> None:
        """The entries that stand, of the state that is asked for."""
        overlay = self.host.workspace.notes
        disputed = self._disputed
        voices = [v for v in overlay.standing if _wanted(v, self.state, disputed)]
        self.rows.legend = self.state
        self.rows.empty_text = f"nothing flagged; {self.key('flag')} flags"
        if self.state:
            count, kind = len(overlay.standing), self.key("kind")
            self.rows.empty_text = f"none of this kind, {count} in all; {kind} shows others"
        self.rows.show(NotesModel(self.context, voices, disputed))
        judgements = self.host.workspace.judgements
        entries = "1 entry" if len(voices) == 1 else f"{len(voices)} entries"
        counts = f"{entries}, {plural(1 + len(judgements.others), 'notebook')}"
        self.top.tell(counts, f"author: {judgements.author}")

    @property
    def _disputed(self) -> set[str]:
        """Targets that reviewers disagree about."""
        overlay = self.host.workspace.notes
        return {v.note.target for v in overlay.standing if overlay.disagreeing(v.note.target)}

    def marks_changed(self) -> None:
        """Show what was written meanwhile."""
        if self.is_ready:
            self.show_rows()

    def entry(self) -> Note | None:
        """The entry at the cursor."""
        model = self.rows.model
        return model.at(self.rows.cursor) if isinstance(model, NotesModel) else None

    def _cited(self) -> Facet | None:
        """The claim or the document that the entry is about; of a pair nobody could tell which."""
        note = self.entry()
        try:
            target = Target.parse(note.target) if note is not None else None
        except TargetError:
            return None
        return Facet(target.kind, target.ids[0]) if target is not None else None

    do_flags = OverScreen.do_back

    def do_flag(self) -> None:
        """Flag all that is marked."""
        if not ask_of_marked(self):
            self.say(f"only marked rows are flagged from here; {self.key('mark')} marks one")

    def do_kind(self) -> None:
        """Choose one state, or all."""
        standing, disputed = self.host.workspace.notes.standing, self._disputed
        items = [
            counted(
                state,
                state or "everything",
                sum(_wanted(voice, state, disputed) for voice in standing),
            )
            for state in STATES
        ]
        self.app.push_screen(MenuScreen(self.host, "KINDS", items, self.state, self._choose))

    def _choose(self, state: str) -> None:
        self.state = state
        self.show_rows()
        self.say(f"only {self.state}" if self.state else "everything")

    def do_drill(self) -> None:
        """Go to what the entry is about."""
        note = self.entry()
        if note is None:
            return
        try:
            target = Target.parse(note.target)
        except TargetError as error:
            self.say(str(error))
            return
        if target.kind in ("pair", "identity"):
            if not self._found(note.target).rows:
                self.say(
                    f"it is no longer in this dossier; {self.key('whole')} shows what was said"
                )
                return
            found = partial(self._found, note.target)
            self.app.push_screen(DisagreementsScreen(self.host, found))
        elif known(self.context.whole, Facet(target.kind, target.ids[0])):
            self.host.open_in_explorer(Facet(target.kind, target.ids[0]))
        else:
            self.say(f"it is no longer in this dossier; {self.key('whole')} shows what was said")

    def _found(self, target: str) -> Found:
        """The disagreement that an entry is about, as it is now."""
        row = row_for(self.context.whole, target)
        about = target_text(self.context.whole, target)
        return Found(self.context, [row] if row is not None else [], about, "flagged")

    def do_whole(self) -> None:
        """The entry on the whole screen."""
        note = self.entry()
        if note is None:
            return
        entries = [
            Entry("about", target_text(self.context.whole, note.target)),
            Entry("said", value_text(note), "bold"),
            Entry("by", f"{note.author}, {note.created}"),
            *(Entry("" if n else "because", line) for n, line in enumerate(note.body.split("\n"))),
        ]
        if note.reading is not None:
            entries.append(Entry("then", str(note.reading.get("sentence", ""))))
            entries.append(Entry("since", change(self.context.whole, note) or "no change"))
        self.host.read(note.kind.upper(), entries)

    def _undone(self, what: str) -> None:
        self.show_rows()
        self.say(what)


def _wanted(voice: Voice, state: str, disputed: set[str]) -> bool:
    """Whether an entry is of a state."""
    note = voice.note
    if state == "disputed":
        return note.target in disputed
    return state in (EVERYTHING, note.value, note.kind)
