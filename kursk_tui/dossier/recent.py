"""The dossiers that were opened lately, and those that come with the program.

What was opened is kept in a small file in the data folder. It is a convenience: where it cannot be
read or written, the list is shorter, and nothing else fails.
"""

# pathlib costs a look-up 4 to 6 ms of its 37, so paths are text here.
# ruff: noqa: PTH100, PTH113, PTH118, PTH120

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Literal, NamedTuple

from kursk_tui.dossier import samples
from kursk_tui.dossier.dossier import Dossier, default_path, shipped_places
from kursk_tui.store import disk, files
from kursk_tui.store.authorship import now
from kursk_tui.store.errors import DossierError
from kursk_tui.store.folders import data_folder

MOST = 40
LARGEST_BYTES = 1_000_000
LONGEST_TITLE = 500
# Nobody waits longer for a list that another process is writing.
WAIT_SECONDS = 0.5
_TABLE = "dossiers"

Kind = Literal["own", "gone", "shipped", "sample"]


class Known(NamedTuple):
    """A dossier that can be opened, or could: `when` it was opened last, None for never.

    `documents` and `claims` are None where nobody has counted them.
    """

    path: str
    title: str
    kind: Kind
    when: str | None = None
    documents: int | None = None
    claims: int | None = None


def recent_path(environ: Mapping[str, str] = os.environ) -> str:
    """Return `kursk-tui/dossiers.json` in the XDG data folder."""
    return os.path.join(data_folder(environ), "dossiers.json")


def remember(dossier: Dossier) -> None:
    """Put a dossier first in what was opened lately; what comes with the program is no part of it.

    Where that cannot be kept it is not, and nobody is told.
    """
    path = os.path.abspath(dossier.path)
    if _is_shipped(path) or not os.path.isfile(path):
        return
    row = {
        "path": path,
        "title": dossier.meta.title[:LONGEST_TITLE],
        "when": now(),
        "documents": len(dossier.sources),
        "claims": len(dossier.claims),
    }
    kept = recent_path()
    with suppress(DossierError):
        disk.make_folder(os.path.dirname(kept))
        with disk.locked(kept, WAIT_SECONDS):
            disk.sweep(kept)
            others = [other for other in _rows() if other["path"] != path]
            content = json.dumps({_TABLE: [row, *others][:MOST]}, indent=1) + "\n"
            disk.replace(kept, content.encode(), flush=False)


def recent() -> tuple[Known, ...]:
    """What was opened lately, the newest first."""
    return tuple(
        Known(
            row["path"],
            row["title"],
            "own" if os.path.isfile(row["path"]) else "gone",
            row["when"],
            row["documents"],
            row["claims"],
        )
        for row in _rows()
    )


def with_the_program() -> tuple[Known, ...]:
    """The shipped dossier and the samples."""
    found: list[Known] = []
    with suppress(DossierError):
        found.append(_glanced_at(default_path(), "shipped"))
    for name in samples.names():
        with suppress(DossierError):
            found.append(_glanced_at(samples.path_of(name), "sample"))
    return tuple(found)


def _is_shipped(path: str) -> bool:
    real = os.path.realpath(path)
    places = map(os.path.realpath, shipped_places("kursk.json"))
    return real in places or samples.name_of(path) is not None


def _glanced_at(path: str, kind: Kind) -> Known:
    """Title and counts of a file that is known to be sound: nothing of it is checked."""
    raw, _ = files.read(path)
    data = files.tables(files.decode(raw, path), path)
    title = next(iter(data["meta"].values()))["title"]
    return Known(path, title, kind, None, len(data["sources"]), len(data["claims"]))


def _rows() -> Iterator[dict[str, Any]]:
    """The rows of the file that can be used; none where it is none of ours."""
    path = recent_path()
    if not os.path.lexists(path):
        return
    try:
        raw, _ = files.read(path)
        data = json.loads(raw) if len(raw) <= LARGEST_BYTES else {}
    except (DossierError, ValueError, RecursionError):
        return
    rows = data.get(_TABLE) if isinstance(data, dict) else None
    for row in rows[:MOST] if isinstance(rows, list) else ():
        if _is_sound(row):
            yield row


def _is_sound(row: object) -> bool:
    if not isinstance(row, dict):
        return False
    texts, counts = ("path", "title", "when"), ("documents", "claims")
    return (
        all(isinstance(row.get(name), str) for name in texts)
        and all(type(row.get(name)) is int for name in counts)
        and os.path.isabs(row["path"])  # noqa: PTH117
        and "\0" not in row["path"]
    )
