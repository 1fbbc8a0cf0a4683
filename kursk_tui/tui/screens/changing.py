"""What the explorer does about a text that changed: compare it, and show what matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kursk_tui.store.errors import DossierError
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.panes import Panes
from kursk_tui.tui.widgets.prompt import Answers

# The reader of articles is loaded by whoever asks for it.
if TYPE_CHECKING:
    from kursk_tui.dossier.dossier import Dossier
    from kursk_tui.tui.screens.changes import Newer


class Changing:
    """The command that compares a document with a newer text of it."""

    def __init__(self, screen: ListScreen, panes: Panes) -> None:
        self._screen, self._host, self._panes = screen, screen.host, panes
        self._workspace = screen.host.workspace

    def do_newer_text(self) -> None:
        """What changed in the text of the document at the cursor: in its copy, else in a file."""
        kind, identifier = self._panes.subject() or ("", "")
        if kind == "claim":
            kind, identifier = "source", self._panes.context.whole.claims[identifier].source
        if kind != "source":
            self._screen.say(f"{self._panes.go_to('source', 'claim')} first")
            return
        texts = self._workspace.texts
        if texts is not None and identifier in texts.changed:
            self._compare(identifier, None)
            return
        label = f" newer text of {identifier} (file or http address): "
        self._screen.ask(label, Answers(done=lambda text: self._asked(identifier, text)))

    def _asked(self, source: str, text: str | None) -> None:
        if text is not None and text.strip():
            self._compare(source, text.strip())

    def _compare(self, source: str, what: str | None) -> None:
        """Read and compare in the background; without a name the copy that is there."""
        dossier, texts = self._workspace.whole, self._workspace.texts
        self._screen.say(f"reading {what} …" if what is not None else "comparing …")

        def work() -> None:
            from pathlib import Path

            from kursk_tui.dossier.texts import Texts
            from kursk_tui.intake.changes.compare import compare
            from kursk_tui.intake.review import taking
            from kursk_tui.tui.screens.changes import Newer

            attached = texts or Texts.none()
            record = dossier.sources[source]
            old = attached.text_of(record)
            try:
                if what is None:
                    name = str(attached.changed[source])
                    new = attached.changed_text(source) or []
                else:
                    name = what if "://" in what else str(Path(what).expanduser())
                    new = list(taking.read(name).paragraphs)
            except DossierError as error:
                self._screen.app.call_from_thread(self._not_read, error)
                return
            found = Newer(source, name, old, new, compare(dossier, record, old, new))
            self._screen.app.call_from_thread(self._show, dossier, found)

        self._screen.run_worker(work, thread=True, exclusive=False, exit_on_error=True)

    def _not_read(self, error: DossierError) -> None:
        self._screen.say(self._screen.told("not compared", error), look="error")

    def _show(self, dossier: Dossier, newer: Newer) -> None:
        from kursk_tui.tui.screens.changes import ChangesScreen

        if self._host.workspace is not self._workspace:
            self._host.say(f"a text of {newer.source} was read; another dossier is open now")
            return
        self._screen.say("")
        self._screen.app.push_screen(ChangesScreen(self._host, dossier, newer, self._screen.say))
