"""What is known of a large dossier's bytes, kept so that the next to open it need not find out.

Most of opening a large dossier is decoding it and checking it, and a look-up wants few of its
records. So once a dossier has been found sound, where each row stands in its bytes is written
down; whoever has the same bytes and the same checker then decodes the rows that it needs, from
the dossier itself. No data is copied: what is kept only says where to look, and what groups of
ids were made (`Dossier.derived`).

Everything is keyed by the SHA-256 of the bytes and by a digest of the code that judged them. A
file's time says nothing: one that was changed in place within a tick of the clock has another
key. What is kept carries a digest of itself, and marshal, which may crash on damaged data, only
ever gets what passed.

A cache is a convenience: whatever is wrong with it (missing, damaged, read-only, full, somebody
else's) costs time and nothing else. Each place where an OSError ends there says so.
"""

# pathlib costs a look-up 4 to 6 ms of its 37, so paths are text here.
# ruff: noqa: PTH100, PTH112, PTH118, PTH120, PTH208

from __future__ import annotations

import json
import marshal
import os
import re
import sys
import time
from array import array
from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, Sequence, ValuesView
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from kursk_tui.dossier.sharing import Shared
from kursk_tui.model.records import Row
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import uncollected
from kursk_tui.store.layout import Layout, layout_by_ids, layout_of
from kursk_tui.store.private_folder import (
    make,
    opened,
    reading,
    refuse_unless,
    remove,
    replacing,
    status_of,
)

if TYPE_CHECKING:
    from hashlib import _Hash

VARIABLE = "KURSK_TUI_CACHE"
OFF = "off"

MOST_FILES = 64
MOST_BYTES = 256_000_000
STALE_SECONDS = 3600

_MAGIC = b"kursk-tui cache 1\n"
_HEAD = len(_MAGIC) + 2 * 32  # then the key and the digest of all but the digest
_OURS = re.compile(r"[0-9a-f]{64}\.[a-z]{1,20}")
_TEMPORARY = re.compile(r"[0-9a-f]{64}\.[a-z]{1,20}\.[0-9a-f]{16}\.tmp")
# Once more than one in so many rows was asked for by itself, all are decoded at once.
_FEW = 8
_AT_ONCE = 1000


class Store:
    """The kept things of one state of a dossier, by name."""

    def __init__(self, folder: str, key: bytes) -> None:
        """Use `store_for`. The folder need not be there."""
        self._folder = folder
        self._key = key

    def beside(self, name: str) -> Store:
        """Return where the things of what follows from this state, and is called so, are kept."""
        return Store(self._folder, sha256(self._key + name.encode()).digest())

    def get(self, name: str) -> Any:
        """Return what was kept under a name, None where there is nothing that can be trusted."""
        try:
            with opened(self._folder) as folder:
                content = _read(folder, self._file(name))
        except OSError:  # missing, unreadable, or not ours
            return None
        view = memoryview(content)
        if content[: _HEAD - 32] != _MAGIC + self._key or view[_HEAD - 32 : _HEAD] != _digest(
            self._key, view[_HEAD:]
        ):
            return None
        with uncollected():
            return marshal.loads(view[_HEAD:])  # noqa: S302

    def put(self, name: str, value: Any) -> None:
        """Keep plain data (dict, list, tuple, text, bytes, numbers) under a name, if it can be.

        Raises ValueError for other data.
        """
        payload = marshal.dumps(value)
        if len(payload) > MOST_BYTES // 4:
            return
        content = _MAGIC + self._key + _digest(self._key, payload) + payload
        try:
            make(self._folder)
            with opened(self._folder) as folder:
                _write(folder, self._file(name), content)
                _tidy(folder, self._file(name))
        except (OSError, DossierError):  # no such place, no room, or not ours
            return

    def _file(self, name: str) -> str:
        return f"{self._key.hex()}.{name}"


def _as_they_are(rows: list[Any]) -> None:
    """Do nothing with decoded rows."""


class _Places(NamedTuple):
    """A dossier's bytes, and where the rows of one table stand in them, by number and by id."""

    raw: bytes
    starts: array[int]
    ends: array[int]
    order: dict[str, int]


class Rows(Mapping[str, Row]):
    """The rows of a table by id, in the order of the file, decoded when they are asked for.

    Few by few, or all at once when most are wanted. A row may then be another object than the
    one that was given before; it is equal. Asking for an id that is not there raises KeyError.
    """

    def __init__(self, raw: bytes, ids: str, *places: bytes) -> None:
        starts, ends = (array("q", place) for place in places)
        names = ids.split("\n") if ids else []
        order = dict(zip(names, range(len(names)), strict=True))
        # One thread may decode all of it while another asks for a row: what belongs together is
        # taken and put away at once, and the rows are there before their places go.
        self._places: _Places | None = _Places(raw, starts, ends, order)
        self._all: dict[str, Row] | None = None
        self._ids: Mapping[str, object] = order
        self._some: dict[str, Row] = {}
        self._decoding = Lock()

    def __getitem__(self, id: str) -> Row:
        places = self._places
        if places is None:
            return self._whole()[id]
        row = self._some.get(id)
        if row is None:
            n = places.order[id]
            if _FEW * len(self._some) > len(places.order):
                return self._whole()[id]
            row = self._some[id] = _decoded(places.raw, places.starts[n], places.ends[n])
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def keys(self) -> KeysView[str]:
        """Return the ids; decodes nothing."""
        return self._ids.keys()

    def items(self) -> ItemsView[str, Row]:
        """Return ids and rows; decodes all of them."""
        return self._whole().items()

    def values(self) -> ValuesView[Row]:
        """Return the rows; decodes all of them."""
        return self._whole().values()

    def decode(self, shared: Shared) -> None:
        """Decode all rows with less memory, and let go of the bytes; takes half as long again."""
        self._whole(shared.share)

    def _whole(self, take: Callable[[list[Any]], None] = _as_they_are) -> dict[str, Row]:
        if self._all is None:
            with self._decoding:
                if self._all is None:
                    self._decode(take)
        assert self._all is not None
        return self._all

    def _decode(self, take: Callable[[list[Any]], None]) -> None:
        places = self._places
        assert places is not None
        rows: dict[str, Row] = {}
        with uncollected():
            for n in range(0, len(places.order), _AT_ONCE):
                some = slice(n, n + _AT_ONCE)
                ends = zip(places.starts[some], places.ends[some], strict=True)
                # Some thousand at a time: other threads get their turn between them.
                listed = b",".join([places.raw[start:end] for start, end in ends])
                decoded = json.loads(b"[" + listed + b"]")
                take(decoded)
                rows.update((row["id"], row) for row in decoded)
        self._all = self._ids = rows
        # The bytes go with the last table that is decoded; where the rows stood is of no more use.
        self._places, self._some = None, {}


class Known(NamedTuple):
    """A dossier that was found sound before: the row of its `meta`, and its tables."""

    meta: Row
    rows: dict[str, Rows]


def store_for(raw: bytes, environ: Mapping[str, str] = os.environ) -> Store | None:
    """Return where things about these bytes are kept, None where nothing is to be kept."""
    folder = cache_folder(environ)
    if folder is None:
        return None
    try:
        judge = code_digest()
    except OSError:  # the code is in no files: nobody can say which checker this is
        return None
    return Store(folder, sha256(judge + sha256(raw).digest()).digest())


def known(store: Store, raw: bytes) -> Known | None:
    """Return the rows of a dossier if these very bytes were found sound before."""
    layout: Layout | None = store.get("layout")
    if layout is None:
        return None
    rows = {name: Rows(raw, *table) for name, table in layout.items()}
    meta = rows.pop("meta")
    return Known(meta[next(iter(meta))], rows)


def decode_all(known: Known) -> None:
    """Decode all rows, which lets go of the file's bytes."""
    for name, rows in known.rows.items():
        rows.decode(Shared(name))


def keep(store: Store, raw: bytes, ids: Mapping[str, Sequence[str]]) -> None:
    """Write down that these bytes are a sound dossier, and where its rows stand.

    `ids` are those of the rows of each table, in the order of the file.
    """
    with uncollected():
        try:
            layout = layout_by_ids(raw, ids)
        except ValueError:  # laid out in another way
            layout = layout_of(raw)
    store.put("layout", layout)


@cache
def code_digest() -> bytes:
    """Return what tells this checker, and whatever else makes things to be kept, from another.

    That is the code of the rooms `dossier`, `store`, `model` and `analysis` with all that is in
    them, and the interpreter: nobody has to remember to count a version up. Raises OSError where
    the code can't be read.
    """
    here = os.path.dirname(os.path.abspath(__file__))
    digest = sha256(f"{sys.version} {sys.byteorder}".encode())
    above = os.path.dirname(here)
    for room in (here, *(os.path.join(above, name) for name in ("store", "model", "analysis"))):
        _take_in(digest, room)
    return digest.digest()


def _take_in(digest: _Hash, folder: str) -> None:
    """Add the code in a folder, and in those within it, to a digest. Raises OSError."""
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if name.endswith(".py"):
            with open(path, "rb") as file:  # noqa: PTH123
                digest.update(sha256(file.read()).digest())
        elif "." not in name and name != "__pycache__" and os.path.isdir(path):
            _take_in(digest, path)


def _decoded(raw: bytes, start: int, end: int) -> Any:
    return json.loads(raw[start:end].decode())


def _digest(key: bytes, payload: bytes | memoryview) -> bytes:
    digest = sha256(_MAGIC + key)
    digest.update(payload)
    return digest.digest()


# ---- the folder


def cache_folder(environ: Mapping[str, str]) -> str | None:
    """Return `kursk-tui` in the XDG cache folder, None where there is to be no cache."""
    # Without owners (Windows) nobody can say whose files these are.
    if environ.get(VARIABLE, "").lower() == OFF or not hasattr(os, "geteuid"):
        return None
    base = environ.get("XDG_CACHE_HOME") or ""
    if not base.startswith("/"):  # the XDG specification: a relative path is to be ignored
        base = os.path.join(environ.get("HOME") or os.path.expanduser("~"), ".cache")  # noqa: PTH111
    return os.path.join(base, "kursk-tui") if base.startswith("/") else None


def kept(folder: str) -> tuple[int, int]:
    """How many things of ours are in the folder, and their bytes; 0 where there is none.

    Raises OSError where it is not ours alone to write, and so is not used.
    """
    try:
        with opened(folder) as at:
            found = [status_of(at, name) for name in os.listdir(at) if _OURS.fullmatch(name)]
    except FileNotFoundError:
        return 0, 0
    sizes = [status.st_size for status in found if status is not None]
    return len(sizes), sum(sizes)


def _read(folder: int, name: str) -> bytes:
    """Return a file of the folder. Raises OSError, also for what we would never have put there."""
    with reading(folder, name) as file:
        refuse_unless(os.fstat(file.fileno()).st_size <= MOST_BYTES, name)
        return file.read(MOST_BYTES)


def _write(folder: int, name: str, content: bytes) -> None:
    """Put a file in place whole; a torn one after a power cut fails its digest. Raises OSError."""
    with replacing(folder, name) as (_, file):
        file.write(content)


def _tidy(folder: int, newest: str) -> None:
    """Remove the oldest files beyond the bounds, and what killed writers left. Raises OSError.

    Files with other names are not touched.
    """
    now = time.time()
    files = []
    for name in os.listdir(folder):
        status = status_of(folder, name)
        if status is None or name == newest:
            continue
        if _OURS.fullmatch(name):
            files.append((status.st_mtime, name, status.st_size))
        elif _TEMPORARY.fullmatch(name) and abs(now - status.st_mtime) > STALE_SECONDS:
            remove(folder, name)
    room = MOST_BYTES - os.stat(newest, dir_fd=folder).st_size
    for number, (_, name, size) in enumerate(sorted(files, reverse=True), 2):
        room -= size
        if number > MOST_FILES or room < 0:
            remove(folder, name)
