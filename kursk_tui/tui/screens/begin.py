"""A new dossier: what it is about, where and when, what is counted, and where its file is."""

from __future__ import annotations

import os
from collections.abc import Callable

from kursk_tui.dossier import packs
from kursk_tui.dossier.beginning import LONGEST_ID, Beginning, begin
from kursk_tui.export.writing import write
from kursk_tui.model.dates import DateError
from kursk_tui.model.text import free_id
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.dossiers import ASKED, BeginModel
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.widgets.prompt import Answers


class BeginScreen(OverScreen):
    """Enter edits a line, or chooses a pack or not; `a` begins the dossier and opens it."""

    screen_name = "table"

    def __init__(self, host: Host) -> None:
        super().__init__(host, "begin")
        self.draft = dict.fromkeys(ASKED, "")
        self.chosen: list[str] = []
        # The title of the one that is open says nothing of the new one.
        self.top.title = str
        self._packs = {name: packs.read(name) for name in packs.names()}
        self.rows.heading, self.rows.counted = "A NEW DOSSIER", False

    def on_mount(self) -> None:
        """Ask for the title at once: nothing is done without one."""
        self.rows.set_active(True)
        self._show()
        self.top.tell("", "begin a dossier")
        self.bottom.hint(
            [
                self.hint("accept", "begin it"),
                self.hint("drill", "edit, or choose a pack"),
                *self.hints("back", "help"),
            ]
        )
        self.get_ready()
        self.do_drill()

    def _show(self) -> None:
        self.rows.legend = "the packs say what is counted; choose as many as you need"
        self.rows.show(BeginModel(self.door, self._shown(), self._packs, self.chosen))

    def _shown(self) -> dict[str, str]:
        return {**self.draft, "file": self._file()}

    def _file(self) -> str:
        """The file as it was typed, else one named after the title."""
        title = " ".join(self.draft["title"].split())
        made = f"{free_id(title, (), longest=LONGEST_ID)}.json" if title else ""
        return self.draft["file"].strip() or made

    def do_drill(self) -> None:
        """Edit the line at the cursor; of a pack, choose it or not."""
        item = self.rows.cursor
        if item in ASKED:
            label = f" {ASKED[item].name} ({ASKED[item].about}): "
            answers = Answers(done=lambda text: self._typed(item, text))
            self.ask(label, answers, self._shown()[item])
        elif item is not None:
            self.chosen = [name for name in self.chosen if name != item] + (
                [] if item in self.chosen else [item]
            )
            self._show()

    def _typed(self, field: str, text: str | None) -> None:
        if text is None:
            return
        if not (field == "file" and text == self._file()):
            self.draft[field] = text
        self._show()
        self.rows.move_by(1)
        fields = list(ASKED)
        if field != fields[-1]:
            self.do_drill()

    def do_accept(self) -> None:
        """Write the file, and go on with it."""
        draft = self.draft
        path = os.path.expanduser(self._file())  # noqa: PTH111
        places = tuple(part.strip() for part in draft["place"].split(",") if part.strip())
        languages = tuple(draft["languages"].replace(",", " ").split())
        span = draft["span"].strip() or None
        wanted = Beginning(draft["title"], "", places, span, tuple(self.chosen), languages)
        try:
            text = begin(wanted, path or "a dossier")
            write(path, text, force=False)
            self.host.open_dossier(path)
        except DateError as error:
            self.rows.move_to_item("span")
            self.say(str(error), look="error")
        except DossierError as error:
            self.rows.move_to_item("file" if draft["title"].strip() else "title")
            self.say(self.told("not begun", error), look="error")

    def do_back(self) -> None:
        """Leave; what was typed is not lost without a question."""
        self._leave(super().do_back)

    def do_quit(self) -> None:
        """Leave the explorer; here too there is a question."""
        self._leave(super().do_quit)

    def _leave(self, leave: Callable[[], object]) -> None:
        if not (any(self.draft.values()) or self.chosen):
            leave()
            return

        def answered(answer: str | None) -> None:
            if (answer or "").strip().casefold() in ("y", "yes"):
                leave()
            else:
                self.say(f"still here; {self.key('accept')} begins it")

        self.ask(" leave without beginning it? (y): ", Answers(done=answered))

    def do_clear(self) -> None:
        """Leave."""
        self.do_back()
