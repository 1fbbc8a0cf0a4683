"""TinyDB storage that never leaves half a file and never loses another writer's change."""

# pathlib costs a look-up 4 to 6 ms of its 37, so paths are text here.
# ruff: noqa: PTH112, PTH120

from __future__ import annotations

import marshal
import os
from _thread import get_ident
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage

from kursk_tui.store import disk, files
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import Stamp

Data = dict[str, dict[str, Any]]


class SafeStorage(Storage):
    """A JSON file behind TinyDB, written whole or not at all, by one writer at a time.

    `transaction()` is the way to change it: the lock is held from reading to writing. Plain
    TinyDB calls work too, but TinyDB reads and writes in two steps: what another writer did
    in between is then noticed and refused, never overwritten.

    What is decoded is kept while the file's stamp stands, and never handed to anyone who
    may change it: `read()` gives a copy.

    A file that can't be decoded is reported and never overwritten. Links are followed: the
    file they lead to is replaced, in its own folder. With `create` a missing file counts as
    empty, and is made (0600) with its folders (0700) by the first write. With `backups` copies
    of what is replaced and of what is written are kept: see `backups`.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, create: bool = False, backups: bool = False
    ) -> None:
        self.path = os.fspath(path)
        self._create = create
        self._keeps_copies = backups
        self._kept: Data | None = None
        self._stamp: Stamp | None = None  # of the state last seen
        self._seen = False
        self._sure_of: Stamp | None = None  # a state known to hold no key twice
        self._owner: int | None = None
        # The bytes that were written last; none before that.
        self.written: bytes | None = None

    def stamp(self) -> Stamp | None:
        """Return the stamp of the file as it is now, None when there is none."""
        return files.stamp(self._real())

    def changed_on_disk(self) -> bool:
        """Whether the file is not the one last read or written here. False before that."""
        return self._seen and self.stamp() != self._stamp

    def read(self) -> Data | None:
        """Return a copy of the decoded file, None when there is no file yet (TinyDB's call).

        Raises DossierError when the file is missing (without `create`) or damaged.
        """
        data = self._load()
        return _copied(data) if self._stamp is not None else None

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Write outside a transaction (TinyDB's call).

        Raises DossierError, with nothing written, when the file has changed since `read()`,
        can't be decoded, or can't be written.
        """
        known, was_read = self._stamp, self._seen
        with self._locked() as real:
            self._load()
            if was_read and self._stamp != known:
                self._forget()
                raise self._changed()
            self._replace(real, data)

    @contextmanager
    def transaction(self) -> Iterator[TinyDB]:
        """Lock the file, give its present content as a TinyDB, and write it once at the end.

        All or nothing: an exception in the block leaves the file as it was, and a block that
        changes nothing does not write. The TinyDB lives in memory and is fresh each time, so
        its row numbers follow what is on disk; it is of no use after the block.

        Raises DossierError when the file is missing, damaged, holds a key twice (TinyDB
        would drop one), is locked for too long, or can't be written: disk full, read-only,
        folder gone. Raises RuntimeError for a transaction inside one of the same storage.
        """
        with self._locked() as real:
            buffer = _Buffer(self._take(real))
            try:
                yield TinyDB(storage=lambda: buffer)
                data = buffer.data
            finally:
                buffer.is_open = False
            if buffer.is_changed:
                self._require_unchanged(real)
                self._replace(real, data)

    def close(self) -> None:
        """Forget the decoded data. There is nothing else to close."""
        self._kept = None

    def _real(self) -> str:
        return os.path.realpath(self.path)

    @contextmanager
    def _locked(self) -> Iterator[str]:
        if self._owner == get_ident():
            raise RuntimeError(f"a transaction on {self.path} inside another one")
        real = self._real()
        folder = os.path.dirname(real)
        if not os.path.isdir(folder):
            if self._stamp is not None or not self._create:
                raise DossierError(
                    "its folder is not there",
                    path=self.path,
                    hint=files.GONE,
                )
            disk.make_folder(folder)
        with disk.locked(real):
            self._owner = get_ident()
            try:
                disk.sweep(real)
                yield real
            finally:
                self._owner = None

    def _load(self) -> Data:
        """Decode the file unless what is kept still stands."""
        real = self._real()
        now = files.stamp(real)
        if self._kept is not None and now == self._stamp:
            return self._kept
        if now is None and self._is_missing(real):
            self._kept, self._stamp, self._seen = {}, None, True
            return self._kept
        self._forget()
        raw, seen = files.read(self.path)
        data = files.tables(files.decode(raw, self.path), self.path)
        self._kept, self._stamp, self._seen = data, seen, True
        return data

    def _take(self, real: str) -> Data:
        """Return the file's content for a transaction to change, and keep no part of it."""
        now = files.stamp(real)
        if now is None and self._is_missing(real):
            self._kept, self._stamp, self._seen = {}, None, True
            return {}
        if now != self._stamp:
            self._forget()
        if self._kept is not None and self._sure_of == now:
            return _copied(self._kept)
        raw, seen = files.read(self.path)
        if self._sure_of == seen:
            decoded = files.decode(raw, self.path)
        else:
            decoded, repeats = files.decode_with_repeats(raw, self.path)
            if repeats:
                raise DossierError(
                    f"the key {repeats[0].key!r} appears twice in one object",
                    path=self.path,
                    table=repeats[0].table,
                    hint="nothing was written; remove one of the two by hand",
                )
        data = files.tables(decoded, self.path)
        self._stamp, self._seen, self._sure_of = seen, True, seen
        return data

    def _is_missing(self, real: str) -> bool:
        """Whether there is no file and may be none. Raises DossierError when there was one."""
        if os.path.lexists(real) or not self._create:
            return False  # reading it will say what is wrong
        if self._stamp is not None:
            raise DossierError(
                "has vanished since it was last read",
                path=self.path,
                hint=files.GONE,
            )
        return True

    def _require_unchanged(self, real: str) -> None:
        """Raise DossierError where a program that knows no lock wrote the file meanwhile."""
        if files.stamp(real) != self._stamp:
            self._forget()
            raise self._changed()

    def _changed(self) -> DossierError:
        return DossierError(
            "was changed by another process since it was read",
            path=self.path,
            hint="read it again, then repeat the change; nothing was written",
        )

    def _replace(self, real: str, data: Mapping[str, Mapping[str, Any]]) -> None:
        # Dropped before, not after: whatever goes wrong, readers then read the disk. And
        # dropped after success too, as the caller still holds the objects written.
        self._kept = None
        content = files.encode(data, self.path)
        try:
            if self._keeps_copies:
                from kursk_tui.store import backups

                disk.require_writable(real)
                backups.before_change(real)
            self._stamp = self._sure_of = disk.replace(real, content)
        except DossierError as error:
            error.path = self.path
            raise
        self._seen = True
        self.written = content
        if self._keeps_copies:
            backups.after_change(real, content, self._stamp)

    def _forget(self) -> None:
        self._kept = None


class _Buffer(Storage):
    """The memory a transaction's TinyDB works in."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.is_changed = False
        self.is_open = True

    def read(self) -> Data:
        self._require_open()
        return self.data

    def write(self, data: Data) -> None:
        self._require_open()
        self.data = data
        self.is_changed = True

    def _require_open(self) -> None:
        if not self.is_open:
            raise RuntimeError("the transaction is over; nothing would be written")


def _copied(data: Data) -> Data:
    """Return a deep copy. marshal copies plain JSON data several times faster than copy does."""
    copied: Data = marshal.loads(marshal.dumps(data))  # noqa: S302 - our own bytes
    return copied
