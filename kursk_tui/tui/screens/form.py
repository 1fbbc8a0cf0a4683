"""A form on the screen: move to a field, Enter, type, Enter; Tab completes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from textual.app import ComposeResult

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.intake.language.propose import Because
from kursk_tui.intake.review.forms import Field, Problem
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.detail import DetailModel, Entry, lay_out
from kursk_tui.tui.panes.form import FormModel, candidates
from kursk_tui.tui.screens.citing import Citing
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.tui.widgets.virtual_list import VirtualList


class Titles(NamedTuple):
    """The two ends of the top line, and the headings of what stands above and of the form."""

    counts: str
    crumb: str
    above: str
    form: str


class Filling(Protocol):
    """What a form is of: its lines, what stands in them, and what stands above."""

    @property
    def dossier(self) -> Dossier:
        """The dossier that ids are completed from."""

    def titles(self, width: int) -> Titles:
        """How the screen is headed, on so many columns."""

    def fields(self) -> Sequence[Field]:
        """The lines of the form."""

    def value(self, field: str) -> str:
        """What stands in a field."""

    def put(self, field: str, text: str) -> None:
        """Write into a field. Raises DossierError where it cannot be kept."""

    def above(self) -> list[Entry]:
        """What stands above the form."""

    def because(self) -> Sequence[Because]:
        """What fields rest on."""

    def problems(self) -> Sequence[Problem]:
        """What is wrong with fields."""


class Form:
    """The two lists of a form, and the commands that edit its fields."""

    def __init__(self, screen: OverScreen, passage: VirtualList, filling: Filling) -> None:
        self._screen, self._filling = screen, filling
        self._passage, self._rows = passage, screen.rows
        # While Tab completes: what stands before, the candidates, and which of them is shown.
        self._completing: tuple[str, list[str], int] | None = None

    def show(self) -> None:
        """Draw passage and form anew."""
        filling = self._filling
        counts, crumb, self._passage.heading, self._rows.heading = filling.titles(
            self._screen.size.width
        )
        self._screen.top.tell(counts, crumb)
        draft = {field.name: filling.value(field.name) for field in filling.fields()}
        door, because, problems = self._screen.door, filling.because(), filling.problems()
        self._rows.show(FormModel(door, filling.fields(), draft, because, problems))
        self.show_above()

    def show_above(self) -> None:
        """Draw what stands above, for the width that there is."""
        width = max(20, self._passage.size.width - 2)
        rows = lay_out(self._filling.above(), width, self._screen.door)
        # The marked line must be on the screen, however long the paragraph.
        marked = next((n for n, row in enumerate(rows) if _is_marked(row.line)), 0)
        self._passage.show(DetailModel(rows), self._passage.fresh_state(str(marked)))

    def tell_about(self) -> None:
        """Say what the field at the cursor is for."""
        field = self.field()
        self._rows.legend = field.about if field is not None else ""
        self._rows.sync()

    def field(self) -> Field | None:
        """The field at the cursor."""
        model = self._rows.model
        return model.at(self._rows.cursor) if isinstance(model, FormModel) else None

    # ---- editing

    def do_drill(self) -> None:
        """Edit the field at the cursor."""
        field = self.field()
        if field is None:
            self._screen.say("nothing to edit here")
            return
        self._completing = None
        self._propose(field, self._filling.value(field.name))
        answers = Answers(
            changed=lambda text: self._propose(field, text),
            done=lambda text: self._typed(field, text),
            passed=lambda key: self._passed(field, key),
        )
        self._screen.ask(f" {field.label}: ", answers, self._filling.value(field.name))

    def _typed(self, field: Field, text: str | None) -> None:
        self._rows.legend = field.about
        if text is not None:
            try:
                self._filling.put(field.name, " ".join(text.split()))
            except DossierError as error:
                self._screen.say(self._screen.told("not kept", error), look="error")
            self.show()
            self._rows.move_to_item(field.name)
        self._rows.sync()

    def _passed(self, field: Field, key: str) -> None:
        """Tab puts in the next of what the field could be completed to."""
        if key not in ("tab", "shift+tab"):
            return
        before, comma, last = self._screen.bottom.text.rpartition(",")
        head = f"{before}{comma} " if comma else ""
        if self._completing is None or head + self._shown_candidate() != self._screen.bottom.text:
            self._completing = (head, candidates(self._filling.dossier, field, last), -1)
        head, found, place = self._completing
        if not found:
            return
        place = (place + (1 if key == "tab" else -1)) % len(found)
        self._completing = (head, found, place)
        text = head + found[place]
        self._screen.bottom.put(text, len(text))

    def _shown_candidate(self) -> str:
        if self._completing is None or self._completing[2] < 0:
            return ""
        return self._completing[1][self._completing[2]]

    def _propose(self, field: Field, text: str) -> None:
        """Say in the form's title what fits, while one types."""
        last = text.rpartition(",")[2]
        found = candidates(self._filling.dossier, field, last)
        if self._completing is not None and self._shown_candidate() == last.strip():
            found = self._completing[1]
        tail = "  (Tab completes)" if found else ""
        self._rows.legend = ", ".join(found[:8]) + tail if found else field.about
        self._rows.sync()

    # ---- commands

    def do_whole(self) -> None:
        """What stands above, on the whole screen."""
        self._screen.host.read(self._passage.heading, self._filling.above())

    do_zoom = do_whole


class FormScreen(OverScreen):
    """A passage or remarks above, the fields below. What is done with them is for others."""

    signs = ("Forms", "Every screen")

    screen_name = "review"

    def __init__(self, host: Host, filling: Filling) -> None:
        super().__init__(host, "form")
        self.passage = VirtualList(self.door, id="passage")
        self.passage.counted = self.rows.counted = False
        self.form = Form(self, self.passage, filling)
        missing = f"accept it first ({self.key('accept')})"
        citing = Citing(self, lambda: self.recorded(), lambda: missing)
        self.parts = (self.form, citing, *self.parts)

    def compose(self) -> ComposeResult:
        """Top line, passage, form, bottom line."""
        yield self.top
        yield self.passage
        yield self.rows
        yield self.bottom

    def on_mount(self) -> None:
        """Show the form."""
        self.rows.set_active(True)
        self.form.show()
        self.get_ready()

    def recorded(self) -> Facet | None:
        """The claim or the document that the form is of, where the dossier has it already."""
        return None

    def on_virtual_list_resized(self, event: VirtualList.Resized) -> None:
        """Wrap for the width that there is."""
        event.stop()
        if event.control is self.passage:
            self.form.show_above()

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Say what the field at the cursor is for."""
        event.stop()
        if event.control is self.rows:
            self.form.tell_about()

    def on_virtual_list_clicked(self, event: VirtualList.Clicked) -> None:
        """A click goes to a field; a second one edits it."""
        event.stop()
        if event.control is self.rows and event.item is not None:
            again = event.again
            self.rows.move_to_item(event.item)
            if again:
                self.run_command("drill")

    def do_clear(self) -> None:
        """Leave."""
        self.do_back()


def _is_marked(line: Sequence[tuple[str, str]]) -> bool:
    return any(look == "passage-mark" for _, look in line)
