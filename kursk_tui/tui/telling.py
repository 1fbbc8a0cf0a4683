"""What went wrong with a file, in a line of the screen: what happened, and what to do."""

from __future__ import annotations

from pathlib import PurePath

from rich.cells import cell_len

from kursk_tui.store.errors import DossierError, one_line
from kursk_tui.tui.display import Display

# What happened is never shorter than this.
LEAST = 20


def told(before: str, error: DossierError, door: Display, width: int) -> str:
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
