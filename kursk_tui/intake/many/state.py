"""How far a run over many pages has come, so that one that is broken off goes on where it was.

A file beside the queues, a line a page, only ever added to: a kill leaves at most one torn line,
which counts as a page that was not read. It goes when the run is through.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from kursk_tui.store import disk
from kursk_tui.store.files import os_error

FORMAT = 1
ENDING = ".run"
_LARGEST_BYTES = 50_000_000


class Done(NamedTuple):
    """A page that was read: the name of its queue's file, or why it could not be read."""

    key: str
    queue: str | None
    told: str | None


class State:
    """What was done in a run over a batch for a dossier. Raises DossierError where a disk refuses.

    `done` is what an earlier run left, by the keys of pages.
    """

    def __init__(self, folder: str, dossier: str, batch: str) -> None:
        head = {"format": FORMAT, "dossier": os.path.realpath(dossier), "batch": batch}
        name = sha256(json.dumps(head).encode()).hexdigest()[:24]
        self.path = str(Path(folder) / f"{name}{ENDING}")
        self._folder = folder
        self._head = json.dumps(head)
        self.done: dict[str, Done] = self._read()

    def add(self, done: Done) -> None:
        """Write down that a page was read."""
        is_new = not os.path.lexists(self.path)
        disk.make_folder(self._folder)
        lines = [json.dumps(done._asdict())]
        if is_new or not self.done:
            lines.insert(0, self._head)
        try:
            # Nothing of an earlier run stays before a head: it could not be told from this one.
            flags = os.O_WRONLY | os.O_CREAT | (os.O_APPEND if self.done else os.O_TRUNC)
            fd = os.open(self.path, flags | getattr(os, "O_NOFOLLOW", 0), disk.NEW_FILE)
            with os.fdopen(fd, "wb") as file:
                # A line that was torn is ended, so that only it is lost.
                file.write("".join(f"\n{line}" for line in lines).encode())
        except OSError as error:
            raise os_error(self.path, error, "can't be written") from error
        self.done[done.key] = done

    def end(self) -> None:
        """Forget the run: it is through."""
        try:
            Path(self.path).unlink(missing_ok=True)
        except OSError as error:
            raise os_error(self.path, error, "can't be removed") from error

    def _read(self) -> dict[str, Done]:
        """What stands in the file; nothing where it is another run's, damaged or not there."""
        try:
            with Path(self.path).open("rb") as file:
                lines = file.read(_LARGEST_BYTES).split(b"\n")
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise os_error(self.path, error, "can't be read") from error
        lines = [line for line in lines if line]
        if not lines or lines[0] != self._head.encode():
            return {}
        found = (_done(line) for line in lines[1:])
        return {done.key: done for done in found if done is not None}


def _done(line: bytes) -> Done | None:
    try:
        raw: dict[str, Any] = json.loads(line)
        done = Done(raw["key"], raw["queue"], raw["told"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None  # torn: the page is read again
    fits = isinstance(done.key, str) and all(isinstance(each, str | None) for each in done[1:])
    # A name alone: what is opened lies beside this file.
    is_named = done.queue is None or os.path.basename(done.queue) == done.queue  # noqa: PTH119
    return done if fits and is_named else None
