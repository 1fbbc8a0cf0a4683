"""A document whose text changed: what matters in the newer one, and taking it for the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.changes.accepting import accept
from kursk_tui.intake.changes.compare import Change, Compared
from kursk_tui.model.text import plural
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.changes import ChangesModel, change_entries
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.screens.finding import FindingScreen
from kursk_tui.tui.screens.shaping import may_edit
from kursk_tui.words.changes import NO_OLD_TEXT, SAME


class Newer(NamedTuple):
    """A newer text of a document, the old one if it is at hand, and what changed.

    `name` is the file or the address that it came from.
    """

    source: str
    name: str
    old: Sequence[str] | None
    new: Sequence[str]
    compared: Compared


class ChangesScreen(FindingScreen):
    """`a` takes the newer text for the document's; Enter leads to the claims; `told` says so."""

    signs = ("Every screen",)
    screen_name = "changes"

    def __init__(
        self, host: Host, dossier: Dossier, newer: Newer, told: Callable[[str], None]
    ) -> None:
        super().__init__(host, self.entries, lambda: "CHANGE")
        self._dossier, self._newer, self._told = dossier, newer, told
        self.rows.heading = "WHAT CHANGED"
        self.rows.empty_text = SAME
        self.detail.heading, self.detail.counted = "BOTH WORDINGS", False

    def on_mount(self) -> None:
        """Show the rows."""
        changes = self._newer.compared.changes
        self.rows.set_active(True)
        self.rows.show(ChangesModel(self.door, changes))
        self.finding.show_detail()
        self.top.tell(plural(len(changes), "change"), f"newer text of {self._newer.source}")
        take = self.hint("accept", "take it for the text")
        self.bottom.hint([*self.hints("drill"), take, *self.hints("back", "filter", "help")])
        if not self._newer.compared.has_old:
            self.say(NO_OLD_TEXT)
        self.get_ready()

    def chosen(self) -> Change | None:
        """The change at the cursor."""
        model = self.rows.model
        return model.at(self.rows.cursor) if isinstance(model, ChangesModel) else None

    def entries(self, width: int) -> list[Entry]:
        """Both wordings of the change at the cursor, and its claims."""
        change = self.chosen()
        return change_entries(self._dossier, change) if change is not None else []

    def do_accept(self) -> None:
        """Take the newer text for that of the document; the old one is kept."""
        if not may_edit(self):
            return
        newer, workspace = self._newer, self.host.workspace
        try:
            edit = accept(
                workspace.whole,
                newer.source,
                newer.new,
                newer.compared.moved,
                folder=workspace.texts_folder,
                author=workspace.author,
                old=newer.old,
                is_fetched="://" in newer.name,
            )
        except DossierError as error:
            self.say(self.told("not taken", error), look="error")
            return
        self.dismiss()
        self.host.edited()
        undo = self.key("undo")
        self._told(f"{edit.what}, the old one is kept; {undo} undoes that")
