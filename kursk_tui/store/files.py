"""A dossier's file as bytes and as data: read, decode, encode. Knows no database.

The format is that of TinyDB's own JSON storage, `{"table": {"1": {row}, ...}, ...}`, written
with one record a line so that a diff shows records. What stock TinyDB could not read, or
would read differently from what is printed, is refused here with a line that says why.
"""

# pathlib costs a look-up 4 to 6 ms of its 37, so paths are text here.
# ruff: noqa: PTH116, PTH123

from __future__ import annotations

import gc
import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from kursk_tui.store.errors import DossierError

Tables = Mapping[str, Mapping[str, Any]]
# Is told which share of some work is done, from 0 to 1. Raising from it gives the work up.
Progress = Callable[[float], None]

RESTORE = "see kursk-tui restore FILE for good copies; it is not overwritten"
GONE = "kursk-tui restore FILE last brings it back; nothing was written"

# An escape that may be half of a surrogate pair: json reads it, UTF-8 can't write it.
_MAYBE_HALF = re.compile(rb"\\u[dD][89abcdefABCDEF]")
# Row keys as TinyDB writes them. Anything else would be renamed or would raise there.
_ROW_KEY = re.compile(r"[1-9][0-9]{0,17}")
_BOM = b"\xef\xbb\xbf"

# A large file is decoded so much at a time: a piece takes about as long as a key is felt to.
PIECE_BYTES = 500_000
# So many new objects are worth keeping from the garbage collector.
_MUCH = 50_000
# How `encode` lays a file out.
_FILE_START = b"{\n"
_TABLE_START = re.compile(rb'("(?:[^"\\\n]|\\.)*"): (?:\{\n|\{\})')
_ROW_END = b",\n"
_TABLE_END = b"\n}"
_FILE_END = b"\n}\n"


def unwatched(share: float) -> None:
    """Nobody is told how far some work has come."""


class Stamp(NamedTuple):
    """What tells one state of a file from another without reading it."""

    mtime_ns: int
    size: int
    inode: int


class Repeat(NamedTuple):
    """A key that stands twice in one JSON object; table and row where they are known."""

    key: str
    table: str | None = None
    row: str | None = None


class _RefusedError(ValueError):
    """Raised inside the decoder for numbers that JSON does not have."""


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp in a stat result."""
    return Stamp(status.st_mtime_ns, status.st_size, status.st_ino)


def stamp(path: str) -> Stamp | None:
    """Return the stamp of the file as it is now, None if it can't be looked at."""
    try:
        return stamp_of(os.stat(path))
    except OSError:
        return None


def require_there(path: str) -> None:
    """Raise DossierError where a file that was read before is gone."""
    try:
        os.stat(path)
    except FileNotFoundError as error:
        what = "has vanished since it was last read"
        raise DossierError(what, path=path, hint=GONE) from error
    except OSError:
        return  # reading it will say what is wrong


def read(path: str) -> tuple[bytes, Stamp]:
    """Return the bytes of a file and the stamp of the state they belong to.

    Raises DossierError when it is missing, no regular file, or can't be read.
    """
    try:
        # Looked at before opening: opening a pipe would wait for a writer.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise DossierError("is not a regular file", path=path, hint="name a JSON file")
        for _ in range(3):
            with open(path, "rb") as file:
                before = stamp_of(os.fstat(file.fileno()))
                raw = file.read()
                after = stamp_of(os.fstat(file.fileno()))
            # We replace files whole, but an editor may write in place meanwhile.
            if before == after and len(raw) == after.size:
                return raw, after
    except OSError as error:
        raise os_error(path, error, "can't be read") from error
    except ValueError as error:
        # A NUL, or half of a surrogate pair: the system is never asked.
        raise DossierError("is not a file name", path=path, hint="check the name") from error
    raise DossierError(
        "changes while it is being read", path=path, hint="wait until it is written, try again"
    )


def decode(raw: bytes, path: str, progress: Progress = unwatched) -> Any:
    """Return what the JSON text says, whatever its shape.

    `progress` is told now and then which share of the text is decoded: of a large file, and one
    that is laid out as `encode` does it. Raises DossierError for what is not UTF-8, no JSON, cut
    off, nested too deep, or holds numbers or text that could not be written again. A key that
    stands twice is not seen: see `repeats`.
    """
    if len(raw) > 2 * PIECE_BYTES:
        data = _decode_in_pieces(raw, progress)
        if data is not None:
            return data
    return _decode(raw, path, None)


def decode_with_repeats(raw: bytes, path: str) -> tuple[Any, list[Repeat]]:
    """Like `decode`, several times slower, and also list keys that stand twice."""
    found: dict[int, tuple[dict[str, Any], list[str]]] = {}

    def pairs_hook(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            seen: set[str] = set()
            # The object is kept with its keys: its id() must stay its own.
            twice = [key for key, _ in pairs if key in seen or seen.add(key)]  # type: ignore[func-returns-value]
            found[id(made)] = (made, list(dict.fromkeys(twice)))
        return made

    data = _decode(raw, path, pairs_hook)
    return data, list(_placed(data, found)) if found else []


def tables(data: Any, path: str) -> dict[str, dict[str, Any]]:
    """Return decoded data as tables of rows. Raises DossierError if it has another shape."""
    if not isinstance(data, dict):
        raise DossierError("is not an object of tables", path=path, hint=RESTORE)
    for name, table in data.items():
        if not isinstance(table, dict):
            raise DossierError("is not an object of rows", path=path, table=name, hint=RESTORE)
        if are_row_keys(table) and set(map(type, table.values())) <= {dict}:
            continue
        for key, row in table.items():
            if not is_row_key(key):
                raise DossierError(
                    f"row key {key!r} is not a whole number from 1 up",
                    path=path,
                    table=name,
                    hint=RESTORE,
                )
            if not isinstance(row, dict):
                raise DossierError(
                    f"row {key} is not an object", path=path, table=name, hint=RESTORE
                )
    return data


def is_row_key(key: str) -> bool:
    """Whether a row key is one that TinyDB would write: a whole number from 1, as it is."""
    return _ROW_KEY.fullmatch(key) is not None


def are_row_keys(keys: Iterable[str]) -> bool:
    """Whether `is_row_key` holds of all of them."""
    return all(map(_ROW_KEY.fullmatch, keys))


def encode(data: Tables, path: str) -> bytes:
    """Return the file's bytes: JSON in UTF-8, one record a line, a newline at the end.

    Raises DossierError for a value that JSON or UTF-8 can't hold. Nothing is written then.
    """
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    blocks = []
    try:
        for name, table in data.items():
            rows = ",\n".join([f'"{int(key)}": {encoder(row)}' for key, row in table.items()])
            blocks.append(f"{encoder(name)}: {{\n{rows}\n}}" if rows else f"{encoder(name)}: {{}}")
        text = "{\n" + ",\n".join(blocks) + "\n}\n" if blocks else "{}\n"
        return text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise DossierError(
            f"holds a value that can't be written ({error})", path=path, hint="nothing was written"
        ) from error


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking through growing data again and again.

    Decoded JSON holds no cycles; with it on, a large file takes twice as long. What is much is
    also kept out of later collections, of which the first three would walk through all of it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > _MUCH:
                if gc.get_freeze_count():
                    # What is dead by now would be kept for ever. Not the first time: what was
                    # there before a file was read is little.
                    gc.collect()
                gc.freeze()
            gc.enable()


def os_error(path: str, error: OSError, doing: str) -> DossierError:
    """Return what the system's error means for the file, with what to do about it."""
    import errno

    hints = {
        errno.ENOENT: "check the name, and that its folder is there",
        errno.ENOTDIR: "check the name: a part of it is a file, not a folder",
        errno.EACCES: "check who owns the file and its folder",
        errno.EPERM: "check who owns the file and its folder",
        errno.EROFS: "the disk is read-only: work on a copy",
        errno.ENOSPC: "free some space, then try again",
        errno.EDQUOT: "free some space, then try again",
        errno.EFBIG: "free some space, then try again",
        errno.ELOOP: "a link in its name leads back to itself",
        errno.ENAMETOOLONG: "give it a shorter name",
        errno.EIO: "the disk may be failing: save a copy elsewhere",
    }
    reason = error.strerror or type(error).__name__
    return DossierError(
        f"{doing} ({reason})", path=path, hint=hints.get(error.errno or 0, "try again")
    )


def pieces(raw: bytes) -> Iterator[tuple[str, int, int]]:
    """Walk a file that is laid out as `encode` does it: (table, start, end), some rows each.

    A piece holds whole rows, as `"key": {...}` with a comma and a newline between them; an
    empty table is one empty piece. Raises ValueError, perhaps only at the end, for another
    layout: nothing that came before is of any worth then.
    """
    at, seen = len(_FILE_START), set[str]()
    head = _TABLE_START.match(raw, at) if raw.startswith(_FILE_START) else None
    while head is not None:
        name, at = _loads(head[1]), head.end()
        if name in seen:
            raise ValueError("a table appears twice")
        seen.add(name)
        if head[0].endswith(b"}"):
            yield name, at, at
        else:
            end = raw.find(_TABLE_END, at)
            if end < 0:
                break
            for start, stop in _split(raw, at, end):
                # Nothing, as after a comma too many, would be JSON between braces.
                if not raw.startswith(b'"', start):
                    raise ValueError("not a row a line")
                yield name, start, stop
            at = end + len(_TABLE_END)
        if not raw.startswith(_ROW_END, at):
            break
        head = _TABLE_START.match(raw, at + len(_ROW_END))
    if head is None or raw[at:] != _FILE_END:
        raise ValueError("not laid out a row a line")


def _decode_in_pieces(raw: bytes, progress: Progress) -> dict[str, Any] | None:
    """Decode a file as `encode` lays it out, some thousand rows at a time.

    Other threads get their turn between pieces, and no second copy of the text is needed. None
    where the file is not laid out so, or anything in it is not as it should be: decoding it as a
    whole then says what. A piece is a run of `"key": value` between a `{` and a `}` of the
    file; as each is JSON by itself when it is put between braces, so is the whole.
    """
    if _MAYBE_HALF.search(raw):
        return None
    data: dict[str, Any] = {}
    try:
        with uncollected():
            for name, start, stop in pieces(raw):
                data.setdefault(name, {}).update(_loads(b"{" + raw[start:stop] + b"}"))
                progress(stop / len(raw))
    except (ValueError, RecursionError):
        return None
    return data


def _split(raw: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a table's rows where a row ends, into pieces of about PIECE_BYTES."""
    while (stop := raw.find(_ROW_END, start + PIECE_BYTES, end)) >= 0:
        yield start, stop
        start = stop + len(_ROW_END)
    yield start, end


def _loads(text: bytes) -> Any:
    return json.loads(text.decode(), parse_constant=_constant, parse_float=_finite)


def _decode(raw: bytes, path: str, pairs_hook: Any) -> Any:
    def refuse(what: str, where: str = "") -> DossierError:
        return DossierError(what + where, path=path, hint=RESTORE)

    if not raw.strip():
        raise refuse("is empty")
    if raw.startswith(_BOM):
        raise refuse("starts with a byte order mark, which JSON does not allow")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line_start = raw.rfind(b"\n", 0, error.start) + 1
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[line_start : error.start].decode()) + 1
        raise refuse("is not UTF-8", f" at line {line}, column {column}") from error
    try:
        with uncollected():
            data = json.loads(
                text, parse_constant=_constant, parse_float=_finite, object_pairs_hook=pairs_hook
            )
        if _MAYBE_HALF.search(raw):
            json.dumps(data, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise refuse(
            f"is not valid JSON: {error.msg.removesuffix(' at')}",
            f" at line {error.lineno}, column {error.colno}",
        ) from error
    except _RefusedError as error:
        raise refuse(f"holds {error}, which is not a number in JSON") from error
    except UnicodeEncodeError as error:
        raise refuse("holds half of a surrogate pair, which is not text") from error
    except RecursionError as error:
        raise refuse("is nested too deep") from error
    except ValueError as error:
        # The interpreter's own limit on digits is the only other one.
        raise refuse("holds a number with too many digits") from error
    return data


def _constant(text: str) -> float:
    raise _RefusedError(text)


def _finite(text: str) -> float:
    value = float(text)
    if value - value != 0:
        raise _RefusedError(text if len(text) < 40 else "a number beyond all bounds")
    return value


def _placed(data: Any, found: dict[int, tuple[dict[str, Any], list[str]]]) -> list[Repeat]:
    """Say in which table and row each object with a repeated key stands."""
    repeats: list[Repeat] = []

    def take(thing: Any, table: str | None, row: str | None) -> None:
        for key in found.pop(id(thing), ({}, []))[1]:
            repeats.append(Repeat(key, table, row))

    take(data, None, None)
    for name, table in data.items() if isinstance(data, dict) else ():
        take(table, name, None)
        for key, row in table.items() if isinstance(table, dict) else ():
            # A list, not recursion: depth is the file's to choose.
            todo = [row] if found else []
            while todo:
                thing = todo.pop()
                take(thing, name, key)
                if isinstance(thing, dict):
                    todo.extend(thing.values())
                elif isinstance(thing, list):
                    todo.extend(thing)
    # What is left was itself overwritten by a repeated key.
    for _, keys in found.values():
        repeats.extend(Repeat(key) for key in keys)
    return repeats
