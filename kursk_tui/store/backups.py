"""Copies of the sound states of a dossier or notebook, for the day when the file is damaged.

Before it changes a file a process keeps what somebody else wrote into it, and after each change
what it has written itself; that takes the place of its own last copy, unless ten minutes have
passed. So the last state is always there twice, and older ones thin out.

Copies lie in the XDG data folder, one folder for each file, not beside the file: whoever loses
a folder has not lost them too. They are for their owner alone. The file's lock is held while
anything is done here. A copy that can't be kept never stops a change: that it is missing is
told once (`take_remarks`).
"""

# As in `disk`, paths are text.
# ruff: noqa: PTH108, PTH118, PTH119, PTH105

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from kursk_tui.store import disk, files
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import Stamp, os_error
from kursk_tui.store.folders import data_folder

SPACING_SECONDS = 600.0
# The last ones, then the first of each of so many hours, which is what there was before the work
# of that hour, and the last of each of so many days and weeks.
LAST, HOURS, DAYS, WEEKS = 5, 6, 5, 4
MOST_BYTES = 200_000_000
# What was damaged is kept beside them when something is put back.
MOST_DAMAGED = 3

_NAME = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)-([0-9a-f]{16})\.(json|damaged)")
_TIME = "%Y%m%dT%H%M%S.%fZ"
# Says to a person who looks into the folder whose copies these are.
_OF = "of.txt"


class Copy(NamedTuple):
    """A copy that is kept: of which moment, the beginning of its SHA-256, its size."""

    path: str
    when: datetime
    digest: str
    size: int
    is_damaged: bool


class _Slot(NamedTuple):
    """What this process did last to a file: the state it wrote, the copy it may replace.

    `began` is since when the copy is written anew; `rolling` is None where it is not its own.
    """

    written: Stamp
    began: float
    rolling: str | None


_slots: dict[str, _Slot] = {}
_missed: dict[str, Exception] = {}
_remarks: list[DossierError] = []
_told: set[str] = set()


def folder_of(path: str, environ: Mapping[str, str] = os.environ) -> str:
    """Return the folder of a file's copies, which need not be there: `NAME-HASH` in `backups`."""
    real = os.path.realpath(path)
    name = re.sub(r"[^A-Za-z0-9._-]", "_", os.path.basename(real))[:60]
    digest = sha256(os.fsencode(real)).hexdigest()[:16]
    return os.path.join(all_in(environ), f"{name}-{digest}")


def all_in(environ: Mapping[str, str] = os.environ) -> str:
    """Return the folder of all copies: `kursk-tui/backups` in the XDG data folder."""
    return os.path.join(data_folder(environ), "backups")


def copies(path: str) -> list[Copy]:
    """Return the copies of a file, the newest first, damaged ones too. Raises DossierError."""
    folder = folder_of(path)
    try:
        return _listed(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise os_error(folder, error, "the copies can't be read") from error


def before_change(real: str) -> None:
    """Keep what is in a file, unless this process wrote it.

    `real` is its real path; the lock is held, and what is there was found sound.
    """
    slot = _slots.get(real)
    if not os.path.lexists(real) or (slot is not None and files.stamp(real) == slot.written):
        return
    try:
        raw, stamp = files.read(real)
        keep(real, raw, stamp.mtime_ns)
    except (DossierError, OSError) as error:
        # Told only when the change is made: where it fails too, that is what matters.
        _missed[real] = error


def after_change(real: str, content: bytes, written: Stamp) -> None:
    """Keep what was just written into a file, in place of this process's own last copy."""
    slot = _slots.get(real)
    now = time.monotonic()
    goes_on = slot is not None and now - slot.began < SPACING_SECONDS
    failed, made = _missed.pop(real, None), None
    try:
        made = keep(real, content, written.mtime_ns)
        if slot is not None and slot.rolling is not None and goes_on:
            # What another process made its own meanwhile has another name.
            with suppress(OSError):
                os.unlink(slot.rolling)
    except (DossierError, OSError) as error:
        failed = error
    began = slot.began if slot is not None and goes_on else now
    _slots[real] = _Slot(written, began, made)
    if failed is not None:
        _remark(real, failed)


def settle(real: str) -> None:
    """Let this process's last copy of a file stay, whatever it writes next."""
    _slots.pop(real, None)


def keep(real: str, content: bytes, when_ns: int, *, is_damaged: bool = False) -> str | None:
    """Keep bytes as a copy of a file, and return where it is, None if it was there before.

    The same bytes are not kept twice: the copy that there is becomes the newest. Older ones
    are thinned out. Raises DossierError or OSError where it can't be kept.
    """
    folder = folder_of(real)
    digest = sha256(content).hexdigest()[:16]
    disk.make_folder(folder)
    disk.sweep_all(folder)
    there = _listed(folder)
    name = f"{_next(there, when_ns)}-{digest}.{'damaged' if is_damaged else 'json'}"
    path = os.path.join(folder, name)
    named = (c for c in there if c.digest == digest and c.is_damaged == is_damaged)
    # A copy that a power cut or an editor has spoilt does not stand for what it says it is.
    same = next((c for c in named if files.read(c.path)[0] == content), None)
    if same is not None:
        if same is not there[0]:
            os.replace(same.path, path)
    else:
        if not os.path.lexists(os.path.join(folder, _OF)):
            disk.replace(os.path.join(folder, _OF), os.fsencode(real) + b"\n", flush=False)
        # Not flushed, for a change must not wait twice: the file itself is. What a power cut
        # leaves of it has another digest than its name says.
        disk.replace(path, content, flush=is_damaged)
    _thin(folder)
    return path if same is None else None


def take_remarks() -> list[DossierError]:
    """Return what could not be kept since this was last asked, once for each file."""
    taken = list(_remarks)
    _remarks.clear()
    return taken


def worth_keeping(found: Sequence[Copy]) -> list[Copy]:
    """Return which copies stay, of some in order from the newest on. Pure."""
    sound = [copy for copy in found if not copy.is_damaged]
    kept = sound[:LAST]
    first_of_hours = {copy.when.strftime("%Y%m%d%H"): copy for copy in sound}
    kept += list(first_of_hours.values())[:HOURS]
    for shape, most in (("%Y%m%d", DAYS), ("%G%V", WEEKS)):
        newest: dict[str, Copy] = {}
        for copy in sound:
            newest.setdefault(copy.when.strftime(shape), copy)
        kept += list(newest.values())[:most]
    within: list[Copy] = []
    total = 0
    for copy in sound:
        if copy in kept:
            total += copy.size
            # One copy is always kept, however large it is.
            if within and total > MOST_BYTES:
                break
            within.append(copy)
    return within + [copy for copy in found if copy.is_damaged][:MOST_DAMAGED]


def _thin(folder: str) -> None:
    found = _listed(folder)
    for copy in set(found).difference(worth_keeping(found)):
        # Too many copies are no harm.
        with suppress(OSError):
            os.unlink(copy.path)


def _listed(folder: str) -> list[Copy]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            match = _NAME.fullmatch(entry.name)
            if match is not None and entry.is_file(follow_symlinks=False):
                when = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
                size = entry.stat(follow_symlinks=False).st_size
                found.append(Copy(entry.path, when, match[2], size, match[3] == "damaged"))
    return sorted(found, key=lambda copy: copy.when, reverse=True)


def _next(there: Sequence[Copy], when_ns: int) -> str:
    """The moment of a new copy: never before the newest, or the order would be lost."""
    when = datetime.fromtimestamp(when_ns // 1000 / 1_000_000, UTC)
    if there:
        when = max(when, there[0].when + timedelta(microseconds=1))
    return when.strftime(_TIME)


def _remark(real: str, error: Exception) -> None:
    if real in _told:
        return
    _told.add(real)
    cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
    reason = cause.strerror if isinstance(cause, OSError) else error
    hint = f"fix {all_in()}"
    what = f"is written, but no copy of it is kept ({reason})"
    _remarks.append(DossierError(what, path=real, hint=hint))
