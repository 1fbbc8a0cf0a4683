"""What is said in the bottom line: made short enough for it, and kept in full."""

from __future__ import annotations

from collections import deque
from pathlib import PurePath
from shlex import quote

from rich.cells import cell_len

from kursk_tui.store.errors import DossierError, one_line
from kursk_tui.tui.display import Display
from kursk_tui.tui.panes.detail import Entry

MOST = 100
# What happened is never shorter than this.
LEAST = 20


class Messages:
    """The last messages of a session."""

    def __init__(self) -> None:
        self._said: deque[str] = deque(maxlen=MOST)
        self._whole: dict[str, str] = {}

    def error_line(self, before: str, error: DossierError, door: Display, width: int) -> str:
        """Return `error_line`, and remember what it stands for in full."""
        short = error_line(before, error, door, width)
        whole = f"{before}: {error}"
        if error.path and error.hint:
            # The file that is meant, to be copied to a shell.
            hint = error.hint.replace("FILE", quote(error.path))
            whole = whole.removesuffix(error.hint) + hint
        self._whole = {short: whole}
        return short

    def note(self, said: str) -> None:
        """Keep a message; what is said again at once is kept once."""
        text = self._whole.get(said, said)
        if text and (not self._said or self._said[0] != text):
            self._said.appendleft(text)

    def entries(self) -> list[Entry]:
        """All of them, the newest first."""
        return [Entry("", text) for text in self._said]


def error_line(before: str, error: DossierError, door: Display, width: int) -> str:
    """`before: FILE: what; hint`, in a bottom line of so many columns.

    Where that is too long, the folder goes first, then the file's name and all of the hint but
    its beginning, then the end of what happened: what to do is never left out.
    """
    room = width - 2
    name = PurePath(error.path).name if error.path else None
    hint = error.hint or ""
    short = hint.partition("; ")[0]
    for path, advice in ((error.path, hint), (name, hint), (name, short), (None, short)):
        what = _line(error, path)
        tail = f"; {advice}" if advice else ""
        line = f"{before}: {what}{tail}"
        if cell_len(door.clean(line)) <= room:
            return line
    tail = door.fit(tail, max(room - 2 * LEAST, room // 2))
    return door.fit(f"{before}: {what}", max(LEAST, room - cell_len(tail))) + tail


def _line(error: DossierError, path: str | None) -> str:
    return one_line(error.what, path=path, table=error.table, id=error.id, field=error.field)
