"""The list of dossiers: Enter goes on with another, opens a file, or begins a new one."""

from __future__ import annotations

import os

from kursk_tui.dossier.recent import Known, recent, with_the_program
from kursk_tui.model.text import plural
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.dossiers import FILE, NEW, DossiersModel
from kursk_tui.tui.screens.begin import BeginScreen
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.widgets.prompt import Answers


class DossiersScreen(OverScreen):
    """What is open first, then what was opened lately, then what comes with the program."""

    def __init__(self, host: Host) -> None:
        super().__init__(host, "dossiers")

    def on_mount(self) -> None:
        """Show the rows."""
        self.rows.set_active(True)
        whole = self.host.workspace.whole
        path = os.path.abspath(whole.path)  # noqa: PTH100
        now = Known(path, whole.meta.title, "own", None, len(whole.sources), len(whole.claims))
        others = [
            known
            for known in (*recent(), *with_the_program())
            if os.path.realpath(known.path) != os.path.realpath(path)
        ]
        self.rows.heading = "DOSSIERS"
        self.rows.show(DossiersModel(self.door, [now, *others], path))
        # Who opens the list means another.
        self.rows.move_to(1)
        self.top.tell(plural(1 + len(others), "dossier"), "dossiers")
        self.bottom.hint(
            [self.hint("drill", "go on with it"), *self.hints("back", "filter", "help")]
        )
        self.get_ready()

    def do_drill(self) -> None:
        """Go on with the dossier at the cursor, ask for a path, or begin one."""
        item = self.rows.cursor
        if item == NEW:
            self.app.push_screen(BeginScreen(self.host))
        elif item == FILE:
            self.ask(" open (a dossier's file): ", Answers(done=self._asked))
        elif item is not None:
            self._open(item)

    def _asked(self, text: str | None) -> None:
        if text is not None and text.strip():
            self._open(os.path.expanduser(text.strip()))  # noqa: PTH111

    def _open(self, path: str) -> None:
        try:
            self.host.open_dossier(path)
        except DossierError as error:
            self.say(self.told("not opened", error), look="error")

    do_dossiers = OverScreen.do_back
