"""The index of a dossier's file, kept in the cache folder, so that it is built once.

The file is the truth: what is kept only answers faster. It is known by the path, size, times and
inode of the file and by the code that made it, and beside it stand the digests of its own bytes
and of the file's. Whoever asks holds its own against what is there; the file's are read behind
the screen (`Kept.is_of_file`), for a file that was changed in place within a tick of the clock.

As of everything in the cache: whatever is wrong with it costs time and nothing else.
"""

# ruff: noqa: PTH116, PTH118

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from hashlib import sha256
from typing import BinaryIO, NamedTuple
from urllib.parse import quote

from kursk_tui.dossier import cache
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.sqlite.build import build
from kursk_tui.dossier.sqlite.engine import SqliteHolding
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError
from kursk_tui.store.private_folder import make, opened, reading, remove, replacing, status_of

# Indexes of so many files are kept, those that were made last.
MOST = 4
FOLDER = "index"

_OURS = re.compile(r"[0-9a-f]{64}\.sqlite")
_TEMPORARY = re.compile(r"[0-9a-f]{64}\.sqlite\.[0-9a-f]{16}\.tmp")
_AT_ONCE = 1 << 20


class Kept(NamedTuple):
    """An index that was kept: what answers from it, and of which bytes of which file it is."""

    holding: SqliteHolding
    path: str
    digest: bytes

    def is_of_file(self) -> bool:
        """Whether the file has the bytes that the index was made from; reads all of it."""
        try:
            with open(self.path, "rb") as file:  # noqa: PTH123
                return _digest(file) == self.digest
        except OSError:
            return False


def find(path: str, environ: Mapping[str, str] = os.environ) -> Kept | None:
    """Return the index of a file as it is now; None where none is kept that can be trusted."""
    try:
        key = _key(path)
        folder = _folder(environ)
        if folder is None or key is None:
            return None
        store = cache.Store(os.path.dirname(folder), key)  # noqa: PTH120
        told = store.get("index")
        if told is None:
            return None
        own, digest = told
        with opened(folder) as at:
            with reading(at, _name(key)) as file:
                if _digest(file) != own:
                    return None
            # It is in a folder where nobody else can put another in its place.
            database = _connected(os.path.join(folder, _name(key)), "mode=ro&immutable=1")
    except (OSError, sqlite3.Error):  # missing, unreadable, or not ours
        return None
    return Kept(SqliteHolding(database), path, digest)


def keep(dossier: Dossier, environ: Mapping[str, str] = os.environ) -> bool:
    """Build the index of a dossier's file and keep it; whether it was.

    Not where the file is no longer the one that was opened, where nothing is to be kept, or where
    it can't be: no room, no such place, or not ours.
    """
    folder = _folder(environ)
    try:
        key = _key(dossier.path)
        if folder is None or key is None or files.stamp(dossier.path) != dossier.stamp:
            return False
        with open(dossier.path, "rb") as file:  # noqa: PTH123
            digest = _digest(file)
        make(folder)
        with opened(folder) as at:
            own = _build(dossier, folder, at, _name(key))
            _tidy(at, _name(key))
        # What has changed meanwhile has another key: this one is looked for no more.
        if files.stamp(dossier.path) != dossier.stamp:
            return False
    except (OSError, sqlite3.Error, DossierError):  # no such place, no room, or not ours
        return False
    cache.Store(os.path.dirname(folder), key).put("index", (own, digest))  # noqa: PTH120
    return True


def _build(dossier: Dossier, folder: str, at: int, name: str) -> bytes:
    """Put an index in place whole, and return the digest of its bytes.

    Raises OSError, sqlite3.Error.
    """
    with replacing(at, name) as (temporary, file):
        with closing(_connected(os.path.join(folder, temporary), "mode=rw")) as database:
            # It is nobody's until it is whole and renamed: a journal would only take time.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            build(dossier, database)
        own = _digest(file)
        os.fsync(file.fileno())
    return own


def _tidy(at: int, newest: str) -> None:
    """Remove the oldest indexes beyond the bound, and what killed builders left. Raises OSError.

    Files with other names are not touched.
    """
    now, others = time.time(), []
    for name in os.listdir(at):
        status = status_of(at, name)
        if status is None or name == newest:
            continue
        if _OURS.fullmatch(name):
            others.append((status.st_mtime, name))
        elif _TEMPORARY.fullmatch(name) and abs(now - status.st_mtime) > cache.STALE_SECONDS:
            remove(at, name)
    for _, name in sorted(others, reverse=True)[MOST - 1 :]:
        remove(at, name)


def _folder(environ: Mapping[str, str]) -> str | None:
    folder = cache.cache_folder(environ)
    return os.path.join(folder, FOLDER) if folder is not None else None


def _key(path: str) -> bytes | None:
    """What tells this state of a file and this code from others; None where the file is gone.

    Raises OSError where the code can't be read.
    """
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    told = (
        os.path.realpath(path),
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_ino,
        status.st_dev,
    )
    return sha256(cache.code_digest() + repr(told).encode("utf-8", "surrogateescape")).digest()


def _name(key: bytes) -> str:
    return f"{key.hex()}.sqlite"


def _connected(path: str, how: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(os.fsencode(path))}?{how}", uri=True)


def _digest(file: BinaryIO) -> bytes:
    digest = sha256()
    while some := file.read(_AT_ONCE):
        digest.update(some)
    return digest.digest()
