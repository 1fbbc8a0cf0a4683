"""A table on its way in: what its columns are taken for, what becomes of its rows, and both mended.

Nothing is written before `a`, which takes in all that is sound as one edit.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult

from kursk_tui.dossier import editing
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export.writing import write
from kursk_tui.intake.tables import mapping as mappings
from kursk_tui.intake.tables.mapping import Mapping
from kursk_tui.intake.tables.reading import Table
from kursk_tui.intake.tables.rows import Plan, Planned, State, plan, reasons
from kursk_tui.model.text import plural
from kursk_tui.model.vocabulary import AGENT_KINDS
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.table import (
    ABOUT,
    ALWAYS,
    COLUMN,
    MORE,
    MappingModel,
    PlannedModel,
    named,
    why,
)
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.screens.menu import Item, MenuScreen
from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.tui.widgets.virtual_list import EmptyModel, VirtualList
from kursk_tui.words.choices import MEANINGS

# Of more rows it is said that they are worked on.
MANY_ROWS = 3_000
STATES: tuple[State, ...] = ("new", "changed", "same", "refused")
FIELD, COUNTS, NEW = "field ", "counts ", "new "


def mapping_path(path: str) -> str:
    """Where the mapping of a table is kept: `counts.map.toml` beside `counts.csv`."""
    return f"{os.path.splitext(path)[0]}.map.toml"  # noqa: PTH122


class TableScreen(OverScreen):
    """Enter says what a column is, or puts a refused row right; `a` takes in what is sound.

    `given` is the mapping that was kept for the table, None to guess one; `left` is told what
    became of it.
    """

    screen_name = "table"

    def __init__(
        self,
        host: Host,
        path: str,
        table: Table,
        given: Mapping | None,
        left: Callable[[str], None],
    ) -> None:
        super().__init__(host, "columns-of-table")
        self.planned = VirtualList(self.door, id="rows-of-table")
        self.path, self.table, self._left = path, table, left
        # As the file has it, where cells are put right here.
        self._filed = table
        self.mapping = given or mappings.guess(table, self._dossier)
        self._kept_as = self.mapping
        self.plan = Plan((), ())
        # The dossier that it was worked out for.
        self._looked_at: Dossier | None = None
        # Rows of the table that were put right here, which its file does not have.
        self._mended = 0
        self._given = given is not None
        self.rows.heading, self.rows.counted = "COLUMNS", False
        self.planned.heading = "ROWS"

    @property
    def _dossier(self) -> Dossier:
        return self.host.workspace.whole

    def compose(self) -> ComposeResult:
        """Top line, columns, rows, bottom line."""
        yield self.top
        yield self.rows
        yield self.planned
        yield self.bottom

    def on_mount(self) -> None:
        """Show what the headers suggest."""
        self._activate(self.rows)
        self._work(self._look, "reading the rows")
        self.get_ready()
        if self._given:
            self.say(f"by {os.path.basename(mapping_path(self.path))}")  # noqa: PTH119

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Say of the row at the cursor why it is refused, or what it changes."""
        event.stop()
        if event.control is self.planned:
            self._tell_row()

    def on_virtual_list_clicked(self, event: VirtualList.Clicked) -> None:
        """A click goes there; a second one does what Enter does."""
        event.stop()
        is_again = event.again and event.control is self.current
        self._activate(event.control)
        if event.item is not None:
            event.control.move_to_item(event.item)
            if is_again:
                self.do_drill()

    def seen_changed(self) -> None:
        """The dossier is another by now: what is new to it may be so no more."""
        if self.is_ready and self._looked_at is not self._dossier:
            self._work(self._look, "reading the rows")

    def _tell_row(self) -> None:
        row = self.row()
        told = why(row, self.key("drill")) if row is not None else ""
        if told != self.planned.legend:
            self.planned.legend = told
            self.planned.sync()

    def row(self) -> Planned | None:
        """The row of the table at the cursor."""
        model = self.planned.model
        return model.at(self.planned.cursor) if isinstance(model, PlannedModel) else None

    # ---- what it comes to

    def _work(self, work: Callable[[], None], what: str) -> None:
        """Do what takes long of many rows, once it is on the screen that it is under way."""
        rows = len(self.table.rows)
        if rows < MANY_ROWS:
            work()
            return
        self._under_way = f"{what}: working on {rows:,} rows; keys wait"
        self.is_ready = False
        self.bottom.say(self._under_way)
        self.call_after_refresh(self._do, work)

    def _look(self, at: int | None = None) -> None:
        """Work out what becomes of each row, and show it.

        With `at` the cursor stays at that place of the list: a row that was put right there may
        have gone to another, and the next one asks for something.
        """
        dossier, door, is_first = self._dossier, self.door, self._looked_at is None
        self._looked_at = dossier
        self.rows.show(MappingModel(door, self.table, self.mapping, dossier))
        key = self.key("drill")
        try:
            fitting = mappings.fitting(self.mapping, self.table, dossier, self.path)
        except DossierError as error:
            self.plan = Plan((), ())
            self.planned.empty_text = f"{error.what}: {key} on a column says what it is"
            self.planned.show(EmptyModel())
        else:
            self.plan = plan(dossier, self.table, fitting, self._filed)
            self.planned.show(PlannedModel(door, self.plan, dossier, key))
            if at is not None:
                self.planned.move_to(at)
        if is_first and self.plan.rows:
            # The columns are understood: it is the rows that somebody has to look at.
            self._activate(self.planned)
        self._tell_row()
        self.top.tell(self._counts(), f"table ▸ {self.table.name}")

    def _counts(self) -> str:
        counts = [(self.plan.count(state), state) for state in STATES]
        told = [f"{count:,} {state}" for count, state in counts if count]
        rows, figures = len(self.table.rows), len(self.plan.rows)
        # Where each row has one figure, the figures are the rows.
        of = [] if figures == rows else [plural(figures, "figure")]
        return " · ".join([plural(rows, "row"), *of, *told])

    def _use(self, mapping: Mapping) -> None:
        """Look at the table by another mapping."""
        self.mapping = mapping
        self._work(self._look, "reading the rows")

    # ---- columns

    def do_drill(self) -> None:
        """Say what the column at the cursor is; put the row at the cursor right."""
        if self.current is self.planned:
            self._mend()
            return
        item = self.rows.cursor
        if item == MORE:
            self._pick("THE SAME IN ALL ROWS", self._fields(), "", self._ask_always)
        elif item is not None and item.startswith(ALWAYS):
            self._ask_always(item.removeprefix(ALWAYS))
        elif item is not None:
            header = item.removeprefix(COLUMN)
            kind, name = mappings.taken_for(self.mapping, header)
            now = {"field": FIELD, "figures": COUNTS}.get(kind, "") + name
            measures = [
                Item(COUNTS + one.id, f"counts: {one.name}", f"its figures, in {one.unit}")
                for one in self._dossier.measures.values()
            ]
            fields = [one._replace(value=FIELD + one.value) for one in self._fields()]
            items = [Item("", "left out", "taken for nothing"), *fields, *measures]
            self._pick(f"WHAT IS {header!r}?", items, now, partial(self._take_for, header))

    def _fields(self) -> list[Item]:
        return [Item(field, named(field), about) for field, about in ABOUT.items()]

    def _pick(
        self, heading: str, items: list[Item], chosen: str, done: Callable[[str], None]
    ) -> None:
        self.app.push_screen(MenuScreen(self.host, heading, items, chosen, done))

    def _take_for(self, header: str, value: str) -> None:
        mapping = mappings.left_out(self.mapping, header)
        if value.startswith(FIELD):
            mapping = mappings.as_field(self.mapping, header, value.removeprefix(FIELD))
        elif value.startswith(COUNTS):
            mapping = mappings.as_figures(self.mapping, header, value.removeprefix(COUNTS))
        self._use(mapping)

    def _ask_always(self, field: str) -> None:
        if field == "measure":
            items = [
                Item(one.id, one.name, f"in {one.unit}") for one in self._dossier.measures.values()
            ]
            items.append(Item("", "not the same", "a column says what is counted"))
            now = self.mapping.always.get("measure", "")
            self._pick("WHAT IS COUNTED IN ALL ROWS?", items, now, partial(self._always, field))
            return
        label = f" {named(field)} in all rows (empty: none): "
        answers = Answers(done=lambda text: self._always(field, text))
        self.ask(label, answers, self.mapping.always.get(field, ""))

    def _always(self, field: str, value: str | None) -> None:
        if value is not None:
            self._use(mappings.in_all_rows(self.mapping, field, value.strip()))

    # ---- rows

    def _mend(self) -> None:
        row = self.row()
        if row is None:
            self.say("no row here")
        elif row.unknown is not None:
            self._ask_kind(row.unknown, AGENT_KINDS[0])
        else:
            cells = self.table.rows[row.row - self.table.first]
            # Whom it names and nobody knew: what they are was only guessed.
            items = [
                Item(f"{NEW}{name}", name, f"new: taken for {kind}") for name, kind in row.named
            ]
            pairs = list(zip(self.table.headers, cells, strict=True))
            items += [Item(f"{COLUMN}{header}", header, cell or "–") for header, cell in pairs]
            # The cell that the reason speaks of.
            at = [
                f"{COLUMN}{header}"
                for header, cell in pairs
                if cell.strip() and any(cell.strip() in reason for reason in row.why)
            ]
            done = partial(self._put_right, row)
            self._pick(f"ROW {row.row}: PUT A CELL RIGHT", items, at[0] if at else "", done)

    def _put_right(self, row: Planned, chosen: str) -> None:
        if chosen.startswith(NEW):
            name = chosen.removeprefix(NEW)
            self._ask_kind(name, dict(row.named)[name])
        else:
            self._ask_cell(row, chosen.removeprefix(COLUMN))

    def _ask_kind(self, name: str, now: str) -> None:
        meanings = MEANINGS.get("kind", {})
        kinds = [Item(kind, kind, meanings.get(kind, "")) for kind in AGENT_KINDS]
        heading = f"{name} IS NEW: WHAT ARE THEY?"
        self._pick(heading, kinds, now, partial(self._is_kind, name))

    def _is_kind(self, name: str, kind: str) -> None:
        self.mapping = self.mapping._replace(agents={**self.mapping.agents, name: kind})
        self._look_again()

    def _look_again(self) -> None:
        """Look at the rows once one was put right, with the cursor where it was."""
        self._work(partial(self._look, self.planned.place), "reading the rows")

    def _ask_cell(self, row: Planned, header: str) -> None:
        place = self.table.headers.index(header)
        before = self.table.rows[row.row - self.table.first][place]
        answers = Answers(done=lambda text: self._put(row.row, place, before, text))
        self.ask(f" {header} in row {row.row}: ", answers, before)

    def _put(self, number: int, place: int, before: str, text: str | None) -> None:
        if text is None or text.strip() == before:
            return
        at = number - self.table.first
        cells = list(self.table.rows[at])
        cells[place] = text.strip()
        rows = list(self.table.rows)
        rows[at] = tuple(cells)
        self.table = self.table._replace(rows=tuple(rows))
        self._mended += 1
        self._look_again()

    # ---- commands

    def do_next_pane(self) -> None:
        """From the columns to the rows, and back."""
        self._activate(self.rows if self.current is self.planned else self.planned)

    do_previous_pane = do_next_pane

    def _activate(self, rows: VirtualList) -> None:
        self.current = rows
        for one in (self.rows, self.planned):
            one.set_active(one is rows)
        self.bottom.hint(
            [
                self.hint("accept", "take in"),
                self.hint("drill", "say what it is" if rows is self.rows else "put it right"),
                self.hint("next-pane", "columns, rows"),
                self.hint("export", "keep the mapping"),
                self.hint("whole", "whole row"),
                *self.hints("back", "filter", "sort", "help"),
            ]
        )

    def do_accept(self) -> None:
        """Take in all that is sound, as one edit."""
        if not self.plan.changes:
            self.say("nothing here is new or changed" if self.plan.rows else "no row can be read")
            return
        self._work(self._accept, "taking in")

    def _accept(self) -> None:
        counts = ", ".join(
            f"{self.plan.count(state):,} {state}" for state in STATES if self.plan.count(state)
        )
        what = f"took in the table {self.table.name}: {counts}"
        author = self.host.workspace.author
        try:
            editing.make(self._dossier, self.plan.changes, what, author=author)
        except DossierError as error:
            self.say(self.told("not taken in", error), look="error")
            return
        left = self.plan.rows_refused
        taken = self.plan.count("new") + self.plan.count("changed")
        # What was told here is in the dossier now.
        self._kept_as, self._mended = self.mapping, 0
        self.host.edited()
        told = f"took in {plural(taken, 'claim')}; {self.key('undo')} undoes that"
        if left:
            if self._looked_at is not self._dossier:
                self._look()
            self.say(f"{told} in the explorer; {plural(left, 'row')} refused")
        else:
            self.dismiss()
            self._left(told)

    def do_export(self) -> None:
        """Keep the mapping in a file, to be used when the table comes again."""
        answers = Answers(done=self._save)
        self.ask(" keep the mapping as: ", answers, mapping_path(self.path))

    def _save(self, name: str | None) -> None:
        if name is None or not name.strip():
            return
        wanted = name.strip()
        force = wanted.endswith("!")
        path = os.path.expanduser(wanted.removesuffix("!"))  # noqa: PTH111
        try:
            write(path, mappings.written(self.mapping), force=force)
        except DossierError as error:
            self.say(self.told("not kept", error), look="error")
            return
        self._kept_as = self.mapping
        self.say(f"kept: {path}")

    def do_whole(self) -> None:
        """The row at the cursor: every cell, and every reason."""
        row = self.row()
        if row is None:
            self.say("no row here")
            return
        entries = [Entry("", f"{row.state}: {reason}") for reason in reasons(row)]
        cells = self.table.rows[row.row - self.table.first]
        entries += [Entry(h, c) for h, c in zip(self.table.headers, cells, strict=True) if c]
        self.host.read(f"ROW {row.row} OF {self.table.name}", entries)

    def do_back(self) -> None:
        """Leave; what was told here and is nowhere kept is not lost without a question."""
        self._leave(super().do_back)

    def do_quit(self) -> None:
        """Leave the explorer; here too there is a question."""
        self._leave(super().do_quit)

    def _leave(self, leave: Callable[[], object]) -> None:
        if self.mapping == self._kept_as and not self._mended:
            leave()
            return

        def answered(answer: str | None) -> None:
            if (answer or "").strip().casefold() in ("y", "yes"):
                leave()
            else:
                accept, export = self.key("accept"), self.key("export")
                self.say(f"still here; {accept} takes in what is sound, {export} keeps the mapping")

        self.ask(" leave and lose what you told of the table? (y): ", Answers(done=answered))
