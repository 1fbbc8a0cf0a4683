"""A form on the screen: move to a field, Enter, type, Enter; Tab completes."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.propose import Because
from kursk_tui.intake.review.forms import Field, Problem
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.detail import DetailModel, Entry, lay_out
from kursk_tui.tui.panes.form import FormModel, candidates
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.tui.widgets.virtual_list import VirtualList


class FormScreen(OverScreen):
    """A passage or remarks above, the fields below. What is done with them is for others."""

    def __init__(self, host: Host) -> None:
        super().__init__(host, "form")
        self.passage = VirtualList(self.door, id="passage")
        self.passage.counted = self.rows.counted = False
        self._completing: tuple[str, list[str], int] | None = None

    def compose(self) -> ComposeResult:
        """Top line, passage, form, bottom line."""
        yield self.top
        yield self.passage
        yield self.rows
        yield self.bottom

    def on_mount(self) -> None:
        """Show the form."""
        self.rows.set_active(True)
        self.show_form()
        self.get_ready()

    # ---- what others fill in

    @property
    def dossier(self) -> Dossier:
        """The dossier that ids are completed from."""
        return self.host.workspace.whole

    def fields(self) -> Sequence[Field]:
        """The lines of the form."""
        raise NotImplementedError

    def value(self, field: str) -> str:
        """What stands in a field."""
        raise NotImplementedError

    def put(self, field: str, text: str) -> None:
        """Write into a field."""
        raise NotImplementedError

    def above(self) -> list[Entry]:
        """What stands above the form."""
        raise NotImplementedError

    def because(self) -> Sequence[Because]:
        """What fields rest on."""
        return ()

    def problems(self) -> Sequence[Problem]:
        """What is wrong with fields."""
        return ()

    # ---- drawing

    def show_form(self) -> None:
        """Draw passage and form anew."""
        draft = {field.name: self.value(field.name) for field in self.fields()}
        model = FormModel(self.door, self.fields(), draft, self.because(), self.problems())
        self.rows.show(model)
        self._show_above()

    def _show_above(self) -> None:
        width = max(20, self.passage.size.width - 2)
        rows = lay_out(self.above(), width, self.door)
        # The marked line must be on the screen, however long the paragraph.
        marked = next((n for n, row in enumerate(rows) if _is_marked(row.line)), 0)
        self.passage.show(DetailModel(rows), self.passage.fresh_state(str(marked)))

    def on_virtual_list_resized(self, event: VirtualList.Resized) -> None:
        """Wrap for the width that there is."""
        event.stop()
        if event.control is self.passage:
            self._show_above()

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Say what the field at the cursor is for."""
        event.stop()
        if event.control is self.rows:
            field = self.field()
            self.rows.legend = field.about if field is not None else ""
            self.rows.sync()

    def on_virtual_list_clicked(self, event: VirtualList.Clicked) -> None:
        """A click goes to a field; a second one edits it."""
        event.stop()
        if event.control is self.rows and event.item is not None:
            again = event.again
            self.rows.move_to_item(event.item)
            if again:
                self.do_drill()

    def field(self) -> Field | None:
        """The field at the cursor."""
        model = self.rows.model
        return model.at(self.rows.cursor) if isinstance(model, FormModel) else None

    # ---- editing

    def do_drill(self) -> None:
        """Edit the field at the cursor."""
        field = self.field()
        if field is None:
            self.say("nothing to edit here")
            return
        self._completing = None
        self._propose(field, self.value(field.name))
        answers = Answers(
            changed=lambda text: self._propose(field, text),
            done=lambda text: self._typed(field, text),
            passed=lambda key: self._passed(field, key),
        )
        self.ask(f" {field.label}: ", answers, self.value(field.name))

    def _typed(self, field: Field, text: str | None) -> None:
        self.rows.legend = field.about
        if text is not None:
            self.put(field.name, " ".join(text.split()))
            self.show_form()
            self.rows.move_to_item(field.name)
        self.rows.sync()

    def _passed(self, field: Field, key: str) -> None:
        """Tab puts in the next of what the field could be completed to."""
        if key not in ("tab", "shift+tab"):
            return
        before, comma, last = self.bottom.text.rpartition(",")
        head = f"{before}{comma} " if comma else ""
        if self._completing is None or head + self._shown_candidate() != self.bottom.text:
            self._completing = (head, candidates(self.dossier, field, last), -1)
        head, found, place = self._completing
        if not found:
            return
        place = (place + (1 if key == "tab" else -1)) % len(found)
        self._completing = (head, found, place)
        text = head + found[place]
        self.bottom.put(text, len(text))

    def _shown_candidate(self) -> str:
        if self._completing is None or self._completing[2] < 0:
            return ""
        return self._completing[1][self._completing[2]]

    def _propose(self, field: Field, text: str) -> None:
        """Say in the form's title what fits, while one types."""
        last = text.rpartition(",")[2]
        found = candidates(self.dossier, field, last)
        if self._completing is not None and self._shown_candidate() == last.strip():
            found = self._completing[1]
        tail = "  (Tab completes)" if found else ""
        self.rows.legend = ", ".join(found[:8]) + tail if found else field.about
        self.rows.sync()

    # ---- commands

    def do_whole(self) -> None:
        """What stands above, on the whole screen."""
        self.host.read(self.passage.heading, self.above())

    do_zoom = do_whole

    def do_clear(self) -> None:
        """Leave."""
        self.do_back()


def _is_marked(line: Sequence[tuple[str, str]]) -> bool:
    return any(look == "passage-mark" for _, look in line)
