"""The flag dialog: what kind, then a line of reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.events import Key, Paste

from kursk_tui.model.records import Note
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.detail import DetailModel, Entry, lay_out
from kursk_tui.tui.panes.notes import value_text
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.screens.menu import Item, MenuModel
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.tui.widgets.virtual_list import VirtualList


class Choice(NamedTuple):
    """One thing to say of a target: kind and value of the entry, and what it means."""

    kind: str
    value: str | None
    name: str
    meaning: str


FLAGS = (
    Choice("flag", None, "flag", "look at this again"),
    Choice("verdict", "real", "real", "they do disagree"),
    Choice("verdict", "explained", "explained", "something outside the record explains it"),
    Choice("verdict", "coding error", "coding error", "the dossier has it wrong"),
    Choice("verdict", "unsure", "unsure", "looked at, not decided"),
)


# The Admiralty scales, in their standard words: two judgements that are never multiplied.
RATINGS: dict[str, tuple[Choice, ...]] = {
    "agent": (
        Choice("rating", "A", "A", "completely reliable"),
        Choice("rating", "B", "B", "usually reliable"),
        Choice("rating", "C", "C", "fairly reliable"),
        Choice("rating", "D", "D", "not usually reliable"),
        Choice("rating", "E", "E", "unreliable"),
        Choice("rating", "F", "F", "reliability cannot be judged"),
    ),
    "claim": (
        Choice("rating", "1", "1", "confirmed by other sources"),
        Choice("rating", "2", "2", "probably true"),
        Choice("rating", "3", "3", "possibly true"),
        Choice("rating", "4", "4", "doubtful"),
        Choice("rating", "5", "5", "improbable"),
        Choice("rating", "6", "6", "truth cannot be judged"),
    ),
}


NAME_WIDTH = 14
# What may be done before a reason is asked for. Not to quit: `q` may be its first letter.
CHOOSING = ("down", "up", "top", "bottom", "page-down", "page-up", "drill", "flag", "rate", "help")


class Subject(NamedTuple):
    """What is judged: its target, what that is in words, how the explorer reads it, if it does."""

    target: str
    about: str
    reading: Mapping[str, object] | None = None


class FlagScreen(OverScreen):
    """Choose with the arrows, Enter, a reason, Enter. Escape leaves without a flag.

    Several are judged alike, for one reason.
    """

    def __init__(
        self,
        host: Host,
        subjects: Sequence[Subject],
        before: Sequence[Note],
        said: Callable[[str], None],
        choices: Sequence[Choice] = FLAGS,
    ) -> None:
        super().__init__(host, "choices")
        self._choices = choices
        self.subjects, self._before, self._said = subjects, before, said

    def compose(self) -> ComposeResult:
        """What it is about, the choices, what stands already, the bottom line."""
        self.about = VirtualList(self.door, id="about")
        rates = self._choices is not FLAGS
        self.about.heading, self.about.counted = "RATE" if rates else "FLAG", False
        self.rows.heading = "AS"
        self.rows.legend = f"choose, then {self.key('drill')} asks why"
        self.stands = VirtualList(self.door, id="stands")
        self.stands.heading, self.stands.empty_text = "SAID BEFORE", "nothing yet"
        yield self.about
        yield self.rows
        yield self.stands
        yield self.bottom

    def on_mount(self) -> None:
        """Show the choices."""
        self.rows.set_active(True)
        items = [Item(choice.name, choice.name, choice.meaning) for choice in self._choices]
        self.rows.show(MenuModel(self.door, items, NAME_WIDTH))
        if self._choices is not FLAGS:
            # On what stands already, else on "cannot be judged": never on the best of grades.
            stands = [note.value for note in self._before if note.kind == "rating"]
            self.rows.move_to_item((stands[-1:] or [self._choices[-1].name])[0] or "")
        self.bottom.hint([self.hint("drill", "choose"), self.hint("clear", "leave without a word")])
        self.get_ready()

    def on_virtual_list_resized(self, event: VirtualList.Resized) -> None:
        """Wrap for the width that there is."""
        event.stop()
        width = max(20, self.size.width - 2)
        if event.control is self.about:
            self.about.show(DetailModel(lay_out(self._about(), width, self.door)))
        elif event.control is self.stands:
            entries = [
                Entry(note.author, f"{value_text(note)}: {note.body} ({note.created})")
                for note in self._before
            ]
            self.stands.show(DetailModel(lay_out(entries, width, self.door)))

    def _about(self) -> list[Entry]:
        """What it is about; of several each in a line, as far as there is room."""
        if len(self.subjects) == 1:
            return [Entry("", self.subjects[0].about)]
        count = f"all {len(self.subjects)} that are marked, for one reason"
        width = max(20, self.size.width - 2)
        lines = [Entry("", self.door.fit(subject.about, width)) for subject in self.subjects]
        return [Entry("", count, "bold"), *lines]

    def take(self, event: Key | Paste) -> None:
        """A letter or digit of a rating chooses it, as the list shows it."""
        names = {choice.name for choice in self._choices}
        char = event.character if isinstance(event, Key) else None
        name = char.upper() if char is not None else ""
        if self.is_ready and not self.bottom.asking and len(name) == 1 and name in names:
            self.before_key()
            self.rows.move_to_item(name)
            self.do_drill()
        elif self.is_ready and not self.bottom.asking and self._is_typed(event):
            # Whoever types the reason at once must not lose its first letters without a word.
            self.before_key()
            self.say(f"nothing typed yet: {self.key('drill')} asks why")
        else:
            super().take(event)

    def _is_typed(self, event: Key | Paste) -> bool:
        """Whether somebody types what no key of the dialog is."""
        if isinstance(event, Paste):
            return True
        name = self.host.command_of(event.key, self.screen_name)
        return event.is_printable and name not in CHOOSING

    def choice(self) -> Choice:
        """The choice at the cursor, the first where a filter leaves none."""
        found = (choice for choice in self._choices if choice.name == self.rows.cursor)
        return next(found, self._choices[0])

    def do_drill(self) -> None:
        """Ask for the reason."""
        name = self.choice().name
        self.ask(f" {name}, because: ", Answers(done=self._reason))

    def _reason(self, reason: str | None) -> None:
        if reason is None:
            return
        choice = self.choice()
        if choice.kind == "verdict" and not reason.strip():
            # Asked again at once: what is typed next must not run as commands.
            self.ask(f" {choice.name} needs a reason, because: ", Answers(done=self._reason))
            return
        try:
            self.host.workspace.judgements.add_all(
                choice.kind,
                {subject.target: subject.reading for subject in self.subjects},
                value=choice.value,
                body=reason.strip(),
            )
        except DossierError as error:
            # The reason stays in the prompt, to be kept when the notebook is mended.
            # Alone in the title, which would cut the longest of its facts in the middle.
            self.rows.heading, self.rows.counted = self.told("NOT KEPT", error), False
            self.rows.legend = ""
            self.rows.sync()
            label = f" not kept; again, {choice.name}, because: "
            self.ask(label, Answers(done=self._reason), reason)
            return
        self.dismiss()
        self.host.notes_changed()
        said = f"kept: {choice.name}"
        if len(self.subjects) > 1:
            said += f" on {len(self.subjects)} ({self.key('undo')} takes all of them back)"
        self._said(said + (f", {reason.strip()}" if reason.strip() else ""))

    # Without a flag.
    do_clear = OverScreen.do_back
    do_flag = do_drill
    do_rate = do_drill
