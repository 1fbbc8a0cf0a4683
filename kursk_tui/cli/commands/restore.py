"""`kursk-tui restore`: the copies that are kept of a file, and putting one back."""

from __future__ import annotations

import argparse
import sys

from kursk_tui.cli.listing import Column, Listing, Row
from kursk_tui.store import backups, files
from kursk_tui.store.errors import DossierError
from kursk_tui.upkeep import restoring

COLUMNS = (
    Column("file", "file"),
    Column("copy", "copy", whole=True),
    Column("when", "as of", whole=True),
    Column("size", "bytes", number=True),
    Column("holds", "holds"),
    Column("state", "state", wide=True),
    Column("differs", "would change", wide=True),
)
SHORT = 8


def run_restore(arguments: argparse.Namespace) -> int:
    """`restore`: list copies; `restore FILE COPY` puts one back. Raises DossierError."""
    if arguments.copy is not None:
        return _put_back(arguments.file, arguments.copy)
    from kursk_tui.cli.output import print_listing
    from kursk_tui.cli.session import Session

    paths = [arguments.file] if arguments.file is not None else _paths(arguments)
    rows: list[Row] = []
    for path in paths:
        found = _rows(path)
        rows += found
        if found:
            _tell(_headline(path))
    narration = "" if rows else f"no copy of {' or '.join(paths)}: one is kept at each change"
    return print_listing(Listing(COLUMNS, rows, narration=narration), Session(arguments).manner)


def _paths(arguments: argparse.Namespace) -> list[str]:
    """The files that were named by option, else the dossier and the notebook by default."""
    from kursk_tui.dossier.paths import dossier_path
    from kursk_tui.notebook.notebook import default_notebook_path

    named = [str(path) for path in (arguments.dossier, arguments.notes) if path is not None]
    return named or [dossier_path(None), default_notebook_path(None)]


def _rows(path: str) -> list[Row]:
    present, digest = _present(path)
    rows: list[Row] = []
    for copy in backups.copies(path):
        state = restoring.state_of_copy(copy, path)
        if copy.digest == digest:
            differs = "nothing: it is the current file"
        elif state.problem is None and present is not None and present.problem is None:
            differs = restoring.difference(state, present) or "in no record"
        else:
            differs = ""
        rows.append(
            {
                "file": path,
                "copy": copy.digest[:SHORT],
                "when": copy.when.astimezone().isoformat(timespec="seconds"),
                "size": copy.size,
                "holds": state.holds,
                "state": "sound" if state.problem is None else f"damaged: {state.problem}",
                "differs": differs,
                "path": copy.path,
            }
        )
    return rows


def _present(path: str) -> tuple[restoring.State | None, str | None]:
    """What is in the file now, and its digest; None where it can't be read."""
    try:
        raw, _ = files.read(path)
    except DossierError:
        return None, None
    return restoring.state_of(raw, path), restoring.digest_of(raw)


def _headline(path: str) -> str:
    """Whether the file itself is sound, and what puts its last good copy back."""
    from shlex import quote

    try:
        raw, _ = files.read(path)
    except DossierError as error:
        problem: str | None = error.what
    else:
        problem = restoring.state_of(raw, path).problem
    call = f"kursk-tui restore {quote(path)}"
    if problem is None:
        return f"{path}: sound; {call} COPY puts a copy back"
    return f"{path}: {problem}; {call} {restoring.LATEST} puts the newest sound copy back"


def _put_back(path: str, wanted: str) -> int:
    copy = restoring.chosen(path, wanted)
    done = restoring.put_back(path, copy)
    when = copy.when.astimezone().isoformat(timespec="seconds")
    name = f"the copy {copy.digest[:SHORT]} of {when}"
    if done.holds is None:
        _tell(f"{path}: already is {name}; nothing was written")
        return 0
    kept = f"the file that was there is kept as {done.set_aside[:SHORT]}" if done.set_aside else ""
    parts = [f"{path}: put back, {name}" + (f" ({done.holds})" if done.holds else ""), kept]
    _tell("; ".join(part for part in parts if part))
    return 0


def _tell(line: str) -> None:
    from kursk_tui.model.text import visible

    print(visible(line), file=sys.stderr)
