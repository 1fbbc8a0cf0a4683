"""The list of all that claims are coded with, to be made, edited, merged and deleted."""

from __future__ import annotations

from kursk_tui.dossier.holding import Facet
from kursk_tui.model.text import plural
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.vocabulary import VocabularyModel
from kursk_tui.tui.screens.acting import Acting
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.screens.shaping import TABLES, Shaping


class VocabularyScreen(OverScreen):
    """Enter edits a record, on a heading it makes one of that sort; Tab goes to the next sort."""

    signs = ("Every screen",)

    def __init__(self, host: Host, facet: Facet | None = None) -> None:
        super().__init__(host, "vocabulary")
        table = TABLES.get(facet.kind) if facet is not None else None
        self._cursor = f"{table}:{facet.id}" if facet is not None and table else None
        self.rows.heading = "VOCABULARY"
        # Its rows are records and headings: the top line says how many records there are.
        self.rows.legend, self.rows.counted = "at the right, how many records name it", False
        self.shaping = Shaping(self, self.facet, lambda: "go to a row")
        acting = Acting(self, self.facet, lambda: "go to a row of it")
        self.parts = (self.shaping, acting, *self.parts)

    def on_mount(self) -> None:
        """Show all sorts, with the cursor on what one came from."""
        self.rows.set_active(True)
        self.show_rows()
        if self._cursor is not None:
            self.rows.move_to_item(self._cursor)
        add, edit = self.hint("add", "add one"), self.hint("edit", "edit")
        rest = [self.hint("retract", "delete"), *self.hints("merge", "back")]
        rest.append(self.hint("next-pane", "next sort"))
        self.bottom.hint([add, edit, *rest, *self.hints("filter", "undo", "help", "quit")])
        self.get_ready()

    def show_rows(self) -> None:
        """What the file holds, whatever the lens leaves out."""
        model = VocabularyModel(self.door, self.host.workspace.whole)
        self.rows.show(model)
        records = sum(model.counts.values())
        self.top.tell(plural(records, "record"), "what claims are coded with")

    def seen_changed(self) -> None:
        """Show what was edited, with the cursor on what is new."""
        if self.is_ready:
            before = set(self.rows.items)
            self.show_rows()
            new = [item for item in self.rows.items if item not in before]
            if len(new) == 1:
                self.rows.move_to_item(new[0])

    def _model(self) -> VocabularyModel | None:
        model = self.rows.model
        return model if isinstance(model, VocabularyModel) else None

    def facet(self) -> Facet | None:
        """The record at the cursor."""
        model = self._model()
        return model.facet(self.rows.cursor) if model is not None else None

    # ---- commands

    def do_add(self) -> None:
        """A new record of the sort at the cursor."""
        model = self._model()
        section = model.section(self.rows.cursor) if model is not None else None
        if section is not None:
            self.shaping.add(section.table, {"kind": section.kind} if section.kind else {})

    def do_drill(self) -> None:
        """Edit the record at the cursor; on a heading add one."""
        if self.facet() is None:
            self.do_add()
        else:
            self.shaping.do_edit()

    def do_next_pane(self) -> None:
        """To the next sort."""
        self._go(1)

    def do_previous_pane(self) -> None:
        """To the sort before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        model = self._model()
        heading = model.next_heading(self.rows.cursor, step) if model is not None else None
        if heading is not None:
            self.rows.move_to_item(heading)

    do_vocabulary = OverScreen.do_back
