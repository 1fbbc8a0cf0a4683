"""Looking at the copies of a file, and putting one back: see `backups`."""

# As in `disk`, paths are text.
# ruff: noqa: PTH113, PTH120

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from kursk_tui.dossier.check import check
from kursk_tui.model.text import plural
from kursk_tui.notebook import notes
from kursk_tui.store import backups, disk, files
from kursk_tui.store.backups import Copy
from kursk_tui.store.errors import DossierError

LATEST = "last"
# What is told of a state: how many of these it holds.
_TOLD = ("claims", "sources", "notes")


class State(NamedTuple):
    """The bytes of a file as what they hold, or why they can't be opened."""

    rows: Mapping[str, Mapping[str, Any]]
    problem: str | None

    @property
    def holds(self) -> str:
        """`788 claims, 194 sources`; empty for what can't be opened."""
        counts = [(len(self.rows[name]), name) for name in _TOLD if name in self.rows]
        return ", ".join(plural(count, name.removesuffix("s")) for count, name in counts)


class Done(NamedTuple):
    """What came of putting back: what was written, if anything, and what was there before."""

    holds: str | None
    set_aside: str | None


def state_of(raw: bytes, path: str) -> State:
    """Return what bytes hold. Never raises: that is what is to be found out."""
    try:
        data, repeats = files.decode_with_repeats(raw, path)
        tables = files.tables(data, path)
        if repeats:
            return State({}, f"the key {repeats[0].key!r} appears twice in one object")
        if notes.TABLE in tables:
            notes.read_entries(tables, path)
        else:
            problems = check(tables, path=path)
            if problems:
                return State({}, problems[0].text(""))
    except DossierError as error:
        return State({}, error.what)
    rows = {
        name: {str(row.get("id", key)): row for key, row in table.items()}
        for name, table in tables.items()
    }
    return State(rows, None)


def state_of_copy(copy: Copy, path: str) -> State:
    """Return what a copy holds. Raises nothing: a copy that can't be read has a problem."""
    try:
        return state_of(read(copy), path)
    except DossierError as error:
        return State({}, error.what)


def read(copy: Copy) -> bytes:
    """Return the bytes of a copy. Raises DossierError where they are not those that were kept."""
    raw, _ = files.read(copy.path)
    if digest_of(raw) != copy.digest:
        raise DossierError("is not what was kept", path=copy.path, hint="choose another copy")
    return raw


def difference(then: State, now: State) -> str:
    """Return what putting a copy back would change, as `claims: 1 back, 2 other`.

    `format 1 instead of 2` where the present file was raised to a newer one. Empty where nothing
    that is told would change.
    """
    parts = []
    formats = [_format(state) for state in (then, now)]
    for name in dict.fromkeys((*then.rows, *now.rows)):
        old, new = then.rows.get(name, {}), now.rows.get(name, {})
        if name == "meta":
            old, new = _without_format(old), _without_format(new)
        counts = {
            "back": sum(id not in new for id in old),
            "gone": sum(id not in old for id in new),
            "other": sum(id in new and new[id] != row for id, row in old.items()),
        }
        told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        # The history changes with whatever it is the history of.
        if told and name != "edits":
            parts.append(f"{name}: {told}")
    if None not in formats and formats[0] != formats[1]:
        parts.append(f"format {formats[0]} instead of {formats[1]}")
    return "; ".join(parts)


def _format(state: State) -> int | None:
    """The version of the schema that a file says it is of; None for a notebook."""
    for row in state.rows.get("meta", {}).values():
        version: int = row["schema_version"]
        return version
    return None


def _without_format(rows: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    return {
        id: {name: value for name, value in row.items() if name != "schema_version"}
        for id, row in rows.items()
    }


def chosen(path: str, wanted: str) -> Copy:
    """Return the copy of a file that is meant: by the beginning of its digest, or `last`.

    `last` is the newest sound one that is not what is in the file now. Raises DossierError
    where there is none, or more than one.
    """
    found = backups.copies(path)
    hint = "kursk-tui restore FILE lists them"
    if wanted == LATEST:
        present = _digest(path)
        others = (c for c in found if c.digest != present and not c.is_damaged)
        sound = next((c for c in others if state_of_copy(c, path).problem is None), None)
        if sound is not None:
            return sound
        raise DossierError("has no other sound copy", path=path, hint=hint)
    fitting = [copy for copy in found if wanted and copy.digest.startswith(wanted)]
    if len(fitting) != 1:
        what = f"has {'no' if not fitting else 'more than one'} copy {wanted!r}"
        raise DossierError(what, path=path, hint=hint)
    return fitting[0]


def put_back(path: str, copy: Copy) -> Done:
    """Put a copy back in place of a file, whether that is sound, damaged, or gone.

    What is there now is kept as a copy first; nothing is written where it is the copy already.
    Raises DossierError, with the file as it was: the copy is not
    sound, or what is there can't be read or kept, or the disk refuses.
    """
    raw = read(copy)
    state = state_of(raw, path)
    if state.problem is not None:
        raise DossierError(
            f"the copy {copy.digest[:8]} is not sound ({state.problem})",
            path=path,
            hint="nothing was written; choose another copy",
        )
    real = os.path.realpath(path)
    disk.make_folder(os.path.dirname(real))
    with disk.locked(real):
        disk.sweep(real)
        aside = _set_aside(real) if os.path.lexists(real) else None
        if aside == digest_of(raw):
            return Done(None, None)
        try:
            written = disk.replace(real, raw)
        except DossierError as error:
            error.path = path
            raise
        backups.after_change(real, raw, written)
    return Done(state.holds, aside)


def keep_replaced(path: str) -> None:
    """Keep what is in a file that is about to be replaced whole, where it is a sound one.

    Raises DossierError where it can't be kept: unlike a change, that would lose all of it.
    """
    real = os.path.realpath(path)
    if not os.path.isfile(real):
        return
    with disk.locked(real):
        raw, _ = files.read(real)
        if state_of(raw, path).problem is None:
            _set_aside(real)


def digest_of(raw: bytes) -> str:
    """Return what a copy of these bytes is called."""
    return sha256(raw).hexdigest()[:16]


def _set_aside(real: str) -> str:
    """Keep what is in the file now, and return what the copy is called."""
    there, stamp = files.read(real)
    disk.require_writable(real)
    backups.settle(real)
    is_damaged = state_of(there, real).problem is not None
    try:
        backups.keep(real, there, stamp.mtime_ns, is_damaged=is_damaged)
    except OSError as error:
        raise files.os_error(real, error, "can't be kept; nothing was written") from error
    return digest_of(there)


def _digest(path: str) -> str | None:
    try:
        return digest_of(files.read(path)[0])
    except DossierError:
        return None
