"""A form on the screen: type, pick from what fits, and Tab goes on to the next field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from textual.app import ComposeResult

from kursk_tui.dossier.holding import Facet
from kursk_tui.intake.review.forms import Field, Problem
from kursk_tui.intake.review.picks import SEVERAL, Pick, Picks, meaning
from kursk_tui.intake.review.sheet import Sheet
from kursk_tui.model import schema
from kursk_tui.model.dates import is_valid
from kursk_tui.model.text import capital
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.detail import DetailModel, Entry, lay_out
from kursk_tui.tui.panes.form import Aside, FormModel, Picking, first_line, is_first_line
from kursk_tui.tui.screens.citing import Citing
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.tui.widgets.virtual_list import VirtualList

# So many lines of what a field may hold are enough to choose from.
MOST_PICKS = 10
PICK_KEYS = "type to narrow, ↑↓ choose, Tab takes it and goes on"
TYPE_KEYS = "Tab goes on"


class FieldList(VirtualList):
    """The fields of a form: the cursor goes from field to field, past their further lines."""

    def move_to(self, place: int) -> None:
        """Put the cursor on the field at a place, or on the next one in that direction."""
        step = 1 if place > self.place else -1
        place = min(max(place, 0), len(self.items) - 1)
        at = place
        while 0 <= at < len(self.items) and not is_first_line(self.items[at]):
            at += step
        if not 0 <= at < len(self.items):
            at = max((n for n in range(place + 1) if is_first_line(self.items[n])), default=0)
        super().move_to(at)


class Titles(NamedTuple):
    """The two ends of the top line, and the headings of what stands above and of the form."""

    counts: str
    crumb: str
    above: str
    form: str


class Filling(Protocol):
    """What a form is of: its lines, what stands in them, and what stands above."""

    @property
    def sheet(self) -> Sheet | None:
        """What can be told of the form; None where there is nothing to fill in."""

    @property
    def draft(self) -> Mapping[str, str]:
        """What stands in the fields."""

    @property
    def refused(self) -> Sequence[Problem]:
        """What kept the form out of the dossier, when it was last to be put into it."""

    def titles(self, width: int) -> Titles:
        """How the screen is headed, on so many columns."""

    def put(self, field: str, text: str) -> None:
        """Write into a field. Raises DossierError where it cannot be kept."""

    def above(self) -> list[Entry]:
        """What stands above the form."""


class Edited:
    """The field that is edited: what there is to pick from, and what of it is chosen."""

    def __init__(self, field: Field, text: str, found: Picks) -> None:
        self.field, self.before, self.found = field, text, found
        # Until the first key a value of a list stands as if it were marked: typing replaces it.
        self.is_fresh = bool(found)
        self.text = text
        self.fitting: list[Pick] = found.find("") if found else []
        self.at = next((n for n, pick in enumerate(self.fitting) if pick.value == text), -1)

    def type(self, text: str) -> str:
        """Take in what was typed; returns the text that is to stand in the prompt."""
        if self.is_fresh:
            self.is_fresh = False
            added = text.removeprefix(self.before)
            adds_another = self.field.name in SEVERAL and added.lstrip().startswith(",")
            if self.before and not adds_another:
                text = added if text.startswith(self.before) else ""
        elif self.field.name in SEVERAL and text == f"{self.text}," and self.at >= 0:
            text = f"{self.taken()}, "
        self.text = text
        # Where nothing is there yet, what a new record is can still be picked.
        self._narrow()
        return text

    def _narrow(self) -> None:
        last = self._parts()[1].strip()
        self.fitting = self.found.find(last)
        # What is a date is not the beginning of an event's name.
        is_date = self.field.type == schema.PERIOD and is_valid(last)
        self.at = 0 if last and self.fitting and not is_date else -1

    def walk(self, step: int) -> None:
        """Choose the next, or the one before; round the end."""
        if self.fitting:
            self.is_fresh = False
            self.at = max(self.at, -1 if step > 0 else 0) + step
            self.at %= len(self.fitting)

    def taken(self) -> str:
        """What the field comes to: what is chosen, else what was typed."""
        if self.at < 0:
            return " ".join(self.text.split())
        return self._parts()[0] + self.fitting[self.at].value

    def _parts(self) -> tuple[str, str]:
        """What stands before the name that is typed, and that name."""
        if self.field.name not in SEVERAL:
            return "", self.text
        before, comma, last = self.text.rpartition(",")
        return (f"{before.strip()}, " if comma else ""), last


class Form:
    """The two lists of a form, and the commands that edit its fields."""

    def __init__(self, screen: OverScreen, passage: VirtualList, filling: Filling) -> None:
        self._screen, self._filling = screen, filling
        self._passage, self._rows = passage, screen.rows
        self._edited: Edited | None = None

    def show(self) -> None:
        """Draw passage and form anew."""
        counts, crumb, self._passage.heading, self._rows.heading = self._filling.titles(
            self._screen.size.width
        )
        self._screen.top.tell(counts, crumb)
        self.show_fields()
        self.show_above()

    def show_above(self) -> None:
        """Draw what stands above, for the width that there is."""
        width = max(20, self._passage.size.width - 2)
        rows = lay_out(self._filling.above(), width, self._screen.door)
        # The marked line must be on the screen, however long the paragraph.
        marked = next((n for n, row in enumerate(rows) if _is_marked(row.line)), 0)
        self._passage.show(DetailModel(rows), self._passage.fresh_state(str(marked)))

    def show_fields(self) -> None:
        """Draw the fields, with what is being typed and what follows from that."""
        sheet, edited, draft = self._filling.sheet, self._edited, self._filling.draft
        door, width = self._screen.door, self._rows.size.width - 1
        if sheet is None:
            self._rows.show(FormModel(door, (), {}, {}, width))
            return
        picking = None
        if edited is not None:
            name, text = edited.field.name, edited.taken()
            if text != edited.before:
                draft = sheet.renewed(draft, name, text)
            room = max(3, min(MOST_PICKS, self._rows.page - 4))
            picking = Picking(name, edited.fitting, edited.at, room)
        model = FormModel(door, sheet.fields, draft, self._asides(sheet, draft), width, picking)
        self._rows.show(model)
        if edited is not None:
            self._rows.move_to_item(edited.field.name)
            self._rows.reveal(model.lines_below(edited.field.name))

    def _asides(self, sheet: Sheet, draft: Mapping[str, str]) -> dict[str, Aside]:
        """What is told beside each field: what is wrong, else what is doubted, else why."""
        told: dict[str, Aside] = {}
        refused = self._filling.refused
        asked = {problem.field for problem in refused}
        problems = [p for p in sheet.problems(draft) if not p.is_missing or p.field in asked]
        for problem in (*problems, *(p for p in refused if not p.is_missing)):
            told.setdefault(problem.field, Aside(_sentence(problem.what), "!"))
        for doubt in sheet.doubts(draft):
            told.setdefault(doubt.field, Aside(_sentence(doubt.what), "?"))
        reasons = sheet.reasons(draft)
        for field in sheet.fields:
            means = meaning(sheet.dossier, field, draft.get(field.name, ""))
            why = reasons.get(field.name, "")
            parts = (why or means,) if field.choices else (means, why)
            whole = " · ".join(filter(None, parts))
            told.setdefault(field.name, Aside(whole, short=why or means))
        return told

    def tell_about(self) -> None:
        """Say what the field at the cursor is for; while it is edited, what keys do."""
        field, edited, model = self.field(), self._edited, self._rows.model
        if field is not None and isinstance(model, FormModel):
            # What is wrong with it is not to be looked for below the edge.
            self._rows.reveal(model.lines_below(field.name))
        self._rows.legend = field.about if field is not None else ""
        if edited is not None:
            about = edited.field.about
            self._rows.legend = (
                PICK_KEYS if edited.found else " · ".join(filter(None, (about, TYPE_KEYS)))
            )
        self._rows.sync()

    def field(self) -> Field | None:
        """The field at the cursor."""
        model = self._rows.model
        return model.at(self._rows.cursor) if isinstance(model, FormModel) else None

    # ---- editing

    def do_drill(self) -> None:
        """Edit the field at the cursor."""
        field, sheet = self.field(), self._filling.sheet
        if field is None or sheet is None:
            self._screen.say("nothing to edit here")
            return
        draft = self._filling.draft
        text = draft.get(field.name, "")
        found = sheet.picks(field, draft)
        self._edited = Edited(field, text, found)
        answers = Answers(changed=self._changed, done=self._done, passed=self._passed)
        self._screen.ask(f" {field.label}: ", answers, text)
        self.show_fields()
        self.tell_about()

    def _changed(self, text: str) -> None:
        edited = self._edited
        if edited is None or text == edited.text:
            return
        wanted = edited.type(text)
        if wanted != text:
            self._screen.bottom.put(wanted, len(wanted))
        self.show_fields()

    def finish(self) -> None:
        """Keep what is being typed, as Enter does."""
        if self._edited is not None:
            self._screen.bottom.finish(self._screen.bottom.text)

    def _done(self, text: str | None) -> None:
        """Enter, or Escape, which leaves the field as it was."""
        edited, self._edited = self._edited, None
        if edited is not None and text is not None:
            self._keep(edited)
        self.show_fields()
        self.tell_about()

    def _keep(self, edited: Edited) -> bool:
        """Write what is chosen or typed into the field; False where it cannot be kept."""
        text = edited.taken()
        if text == edited.before:
            return True
        try:
            self._filling.put(edited.field.name, text)
        except DossierError as error:
            self._screen.say(self._screen.told("not kept", error), look="error")
            return False
        return True

    def _passed(self, key: str) -> None:
        """Arrows choose from the list; Tab takes what is chosen and goes on to the next field."""
        edited = self._edited
        if edited is None:
            return
        steps = {"down": 1, "up": -1, "pagedown": MOST_PICKS, "pageup": -MOST_PICKS}
        if key in steps and edited.fitting:
            edited.walk(steps[key])
            self.show_fields()
        elif key in ("tab", "shift+tab", "down", "up"):
            self._on(edited, -1 if key in ("shift+tab", "up") else 1)

    def _on(self, edited: Edited, step: int) -> None:
        """Keep what is typed, and edit the field after it, or before."""
        self._screen.bottom.asking = False
        self._edited = None
        is_kept = self._keep(edited)
        self.show_fields()
        place = self._rows.place
        self._rows.move_by(step)
        if is_kept and self._rows.place != place:
            self.do_drill()
            return
        # At an end there is nowhere to go on to: what was typed is kept.
        self._screen.bottom.sync()
        self.tell_about()

    def do_next_pane(self) -> None:
        """To the next field."""
        self._rows.move_by(1)

    def do_previous_pane(self) -> None:
        """To the field before."""
        self._rows.move_by(-1)

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
        super().__init__(host, "form", rows=FieldList(host.door, id="form"))
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
        self.begin()
        self.get_ready()

    def begin(self) -> None:
        """Called when the form is shown first, before any key."""

    def recorded(self) -> Facet | None:
        """The claim or the document that the form is of, where the dossier has it already."""
        return None

    def on_virtual_list_resized(self, event: VirtualList.Resized) -> None:
        """Wrap for the width that there is."""
        event.stop()
        if event.control is self.passage:
            self.form.show_above()
        else:
            self.form.show_fields()

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Say what the field at the cursor is for."""
        event.stop()
        if event.control is self.rows:
            self.form.tell_about()

    def on_virtual_list_clicked(self, event: VirtualList.Clicked) -> None:
        """A click goes to a field; a second one edits it."""
        event.stop()
        if event.control is self.rows and event.item is not None:
            item, again = first_line(event.item), event.again
            self.form.finish()
            self.rows.move_to_item(item)
            if again:
                self.run_command("drill")

    def do_clear(self) -> None:
        """Leave."""
        self.do_back()


def _sentence(clause: str) -> str:
    """A clause as a sentence of its own."""
    return f"{capital(clause)}{'' if clause.endswith('?') else '.'}"


def _is_marked(line: Sequence[tuple[str, str]]) -> bool:
    return any(look == "passage-mark" for _, look in line)
