"""A longer note on what the cursor is on, written in the reader's editor."""

from __future__ import annotations

from collections.abc import Callable

from kursk_tui.store.errors import DossierError
from kursk_tui.tui.editor import EditorError, edit
from kursk_tui.tui.screens.listing import ListScreen


class Noting:
    """The command that writes a note.

    `subject` gives its target and what that is in words, None where there is nothing; `done` is
    told what came of it.
    """

    def __init__(
        self,
        screen: ListScreen,
        subject: Callable[[], tuple[str, str] | None],
        done: Callable[[str], None],
    ) -> None:
        self._screen, self._subject, self._done = screen, subject, done

    def do_note(self) -> None:
        """Let the reader write a note in their editor; the explorer waits meanwhile."""
        subject = self._subject()
        if subject is None:
            return
        host, (target, about) = self._screen.host, subject
        judgements = host.workspace.judgements
        try:
            with host.away():
                text = edit(judgements.unkept.get(target, ""), about=f"A note on {about}").strip()
            judgements.unkept.pop(target, None)
            if text:
                judgements.unkept[target] = text
                judgements.add("note", target, body=text)
                del judgements.unkept[target]
        except EditorError as error:
            self._done(f"not kept: {error}")
        except DossierError as error:
            key = self._screen.key("note")
            self._done(self._screen.told(f"not kept, {key} has it", error))
        else:
            host.notes_changed()
            self._done(f"kept: a note on {about}" if text else "nothing written, nothing kept")
