"""Undo and redo over both: the entries of a notebook and the edits of the dossier."""

from __future__ import annotations

from collections.abc import Callable

from kursk_tui.dossier import editing
from kursk_tui.model.records import Note
from kursk_tui.notebook.judgements import NONE
from kursk_tui.notebook.notes import seconds, to_redo, to_undo
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.panes.notes import value_text
from kursk_tui.tui.screens.listing import ListScreen


class Undoing:
    """The commands that take back, or do again, what the author did last.

    `done` is told what that was, or why there is nothing.
    """

    def __init__(self, screen: ListScreen, done: Callable[[str], None]) -> None:
        self._screen, self._host = screen, screen.host
        self._done = done

    def do_undo(self) -> None:
        """Undo the author's last entry or edit, whichever was later."""
        made, judgements = self._edits(), self._host.workspace.judgements
        note = to_undo(judgements.own.entries, judgements.author, judgements.dossier or NONE)
        if self._is_later(editing.to_undo(made, judgements.author), note):
            self._reverse_edit(editing.undo)
        else:
            self._reverse(judgements.undo, "nothing of yours to undo", "undone")

    def do_redo(self) -> None:
        """Reverse the last undo."""
        made, judgements = self._edits(), self._host.workspace.judgements
        note = to_redo(judgements.own.entries, judgements.author, judgements.dossier or NONE)
        if self._is_later(editing.to_redo(made, judgements.author), note):
            self._reverse_edit(editing.redo)
        else:
            self._reverse(judgements.redo, "nothing to redo", "done again")

    def _edits(self) -> tuple[editing.Edit, ...]:
        """What was edited; nothing where the file holds rubbish for it, of which `H` tells."""
        try:
            return editing.edits(self._host.workspace.whole)
        except DossierError:
            return ()

    def _is_later(self, edit: editing.Edit | None, note: Note | None) -> bool:
        """Whether there is an edit, and no entry of the notebook later than it."""
        if edit is None or note is None:
            return edit is not None
        # What others wrote for a time may be none; then it was earlier than any.
        made, written = seconds(edit.made), seconds(note.created)
        # Both tell only seconds: within one, what was done last in this session counts.
        last_at = self._host.workspace.judgements.last_at
        return made > written or (made == written and self._host.edited_at > last_at)

    def _reverse_edit(self, reverse: Callable[..., editing.Edit | None]) -> None:
        workspace = self._host.workspace
        try:
            edit = reverse(workspace.whole, author=workspace.author)
        except DossierError as error:
            self._done(self._screen.told("not undone", error))
            return
        if edit is None:
            self._done("somebody else has undone it in the meantime")
            return
        self._host.edited()
        self._done(edit.what)

    def _reverse(self, reverse: Callable[[], Note | None], nothing: str, done: str) -> None:
        try:
            note = reverse()
        except DossierError as error:
            self._done(self._screen.told("not kept", error))
            return
        if note is None:
            self._done(nothing)
            return
        self._host.notes_changed()
        entries = {entry.id: entry for entry in self._host.workspace.judgements.own.entries}
        named = entries.get(note.supersedes or "")
        if done == "done again" and named is not None:
            named = entries.get(named.supersedes or "")
        what = f"{value_text(named)} {named.body}".strip() if named else "the entry"
        count = len(self._host.workspace.judgements.own.together(note.id))
        self._done(f"{done}: {what}" if count == 1 else f"{done} on {count}: {what}")
