"""Undo and redo over both: the entries of a notebook and the edits of the dossier."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kursk_tui.dossier import editing
from kursk_tui.model.records import Note
from kursk_tui.notebook.notes import seconds, to_redo, to_undo
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.panes.notes import value_text

if TYPE_CHECKING:
    from kursk_tui.tui.app import KurskApp


class Undoing:
    """Takes back, or does again, what the author did last; `say` tells what that was."""

    def __init__(self, app: KurskApp, say: Callable[[str], None]) -> None:
        self._app = app
        self._say = say

    def undo(self) -> None:
        """Undo the author's last entry or edit, whichever was later."""
        made, author = self._edits(), self._app.desk.author
        note = to_undo(self._app.desk.own.entries, author)
        if self._is_later(editing.to_undo(made, author), note):
            self._reverse_edit(editing.undo)
        else:
            self._reverse(self._app.desk.undo, "nothing of yours to undo", "undone")

    def redo(self) -> None:
        """Take the last undo back."""
        made, author = self._edits(), self._app.desk.author
        note = to_redo(self._app.desk.own.entries, author)
        if self._is_later(editing.to_redo(made, author), note):
            self._reverse_edit(editing.redo)
        else:
            self._reverse(self._app.desk.redo, "nothing to redo", "done again")

    def _edits(self) -> tuple[editing.Edit, ...]:
        """What was edited; nothing where the file holds rubbish for it, of which `H` tells."""
        try:
            return editing.edits(self._app.whole)
        except DossierError:
            return ()

    def _is_later(self, edit: editing.Edit | None, note: Note | None) -> bool:
        """Whether there is an edit, and no entry of the notebook later than it."""
        if edit is None or note is None:
            return edit is not None
        # What others wrote for a time may be none; then it was earlier than any.
        made, written = seconds(edit.made), seconds(note.created)
        # Both tell only seconds: within one, what was done last in this session counts.
        return made > written or (made == written and self._app.edited_at > self._app.desk.last_at)

    def _reverse_edit(self, reverse: Callable[..., editing.Edit | None]) -> None:
        try:
            edit = reverse(self._app.whole, author=self._app.desk.author)
        except DossierError as error:
            self._say(self._app.explorer.told("not undone", error))
            return
        if edit is None:
            self._say("somebody else undid it meanwhile")
            return
        self._app.edited()
        self._say(edit.what)

    def _reverse(
        self,
        reverse: Callable[[], Note | None],
        nothing: str,
        done: str,
    ) -> None:
        try:
            note = reverse()
        except DossierError as error:
            self._say(self._app.explorer.told("not kept", error))
            return
        if note is None:
            self._say(nothing)
            return
        self._app.notes_changed()
        named = next((n for n in self._app.desk.own.entries if n.id == note.supersedes), None)
        if done == "done again" and named is not None:
            named = next((n for n in self._app.desk.own.entries if n.id == named.supersedes), None)
        what = f"{value_text(named)} {named.body}".strip() if named else "the entry"
        self._say(f"{done}: {what}")
