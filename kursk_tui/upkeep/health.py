"""How files of ours are: whether they are there, whose, sound, locked. Never what they hold.

What is said here may be pasted into a report of a fault: no title, name, note or id, only paths,
numbers, and the names of tables and fields that the format itself has.
"""

# As in the rest of this room, paths are text.
# ruff: noqa: PTH100, PTH112, PTH114, PTH116, PTH120, PTH123

from __future__ import annotations

import os
import re
import stat
from typing import NamedTuple

from kursk_tui.dossier.remarks import judge_file
from kursk_tui.model import schema
from kursk_tui.notebook import notes
from kursk_tui.store import disk, files
from kursk_tui.store.errors import DossierError

# File systems that another machine may write to; locks there may not hold.
_SHARED = re.compile(
    r"(nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|glusterfs|lustre|fuse\.(sshfs|rclone|.*s3.*))"
)


class Finding(NamedTuple):
    """What was found; `todo` is what to do about it, empty where no problems."""

    value: str
    todo: str = ""


def look_at(path: str, *, needed: bool = False, changed: bool = False) -> Finding:
    """How a file or folder is: mode, owner, size.

    What is `needed` must be there, what is to be `changed` must be writable, and what is not
    there yet must be possible to make.
    """
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return _missing(path, needed=needed, changed=changed)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Finding(f"can't be looked at ({reason})", "check the name and who owns its folder")
    is_folder, mode = stat.S_ISDIR(status.st_mode), stat.S_IMODE(status.st_mode)
    is_file = stat.S_ISREG(status.st_mode)
    parts = ["folder" if is_folder else "file" if is_file else "neither file nor folder"]
    parts.append(f"mode {mode:04o}")
    if not is_folder:
        parts.append(f"{status.st_size:,} bytes")
    if hasattr(os, "geteuid"):
        parts.append("yours" if status.st_uid == os.geteuid() else "another user's")
    is_readable = os.access(path, os.R_OK | (os.X_OK if is_folder else 0))
    # A file is replaced in its folder, so that is what must be writable.
    place = path if is_folder else os.path.dirname(os.path.realpath(path))
    is_writable = os.access(path, os.W_OK) and os.access(place, os.W_OK)
    parts += ["readable" if is_readable else "not readable"]
    parts += ["writable" if is_writable else "not writable"]
    if system := file_system(path):
        parts.append(f"on {system}")
    todo = ""
    if not (is_file or is_folder):
        todo = "name a file"
    elif not is_readable or (changed and not is_writable):
        todo = "check who owns the file and its folder (ls -l)"
    elif changed and _SHARED.fullmatch(system):
        todo = "locks may not hold on a share: let only one machine write at a time"
    return Finding(", ".join(parts), todo)


def _missing(path: str, *, needed: bool, changed: bool) -> Finding:
    if os.path.islink(path):
        return Finding("a link to nothing", "fix the link, or name another file")
    if needed:
        return Finding("not there", "check the name")
    at = os.path.dirname(os.path.abspath(path))
    while not os.path.lexists(at) and at != os.path.dirname(at):
        at = os.path.dirname(at)
    if changed and not (os.path.isdir(at) and os.access(at, os.W_OK | os.X_OK)):
        return Finding("not there, and can't be made", f"check who owns {at}")
    return Finding("not there yet")


def file_system(path: str, mounts: str = "/proc/self/mounts") -> str:
    """The type of the file system that a path is on; empty where it can't be told."""
    real = os.path.realpath(path)
    best, found = "", ""
    try:
        with open(mounts, encoding="utf-8", errors="replace") as file:
            lines = file.readlines()
    except OSError:
        return ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        # Spaces in names are written as octal.
        at = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), parts[1])
        inside = real == at or real.startswith(at.rstrip("/") + "/")
        if inside and len(at) >= len(best):
            best, found = at, parts[2]
    return found


def dossier_health(path: str) -> Finding:
    """Whether a dossier is sound, and how many warnings and records it has."""
    try:
        raw, _ = files.read(path)
        data = files.tables(files.decode(raw, path), path)
    except DossierError as error:
        return Finding(_unread(error), "run kursk-tui check to see why; restore it from a copy")
    problems, remarks = judge_file(path)
    warnings = [_number(len(remarks), "warning")] if remarks else []
    if problems:
        places = (_place(p.table, p.field, schema.DOSSIER_FILE) for p in problems)
        todo = "run kursk-tui check to see them"
        said = [f"{_number(len(problems), 'problem')}, first in {next(places)}", *warnings]
        return Finding(", ".join(said), todo)
    meta = next(iter(data["meta"].values()))
    version = f"format {int(meta['schema_version'])}"
    names = [name for name in schema.DOSSIER_FILE if name != "meta"]
    counts = [f"{len(data.get(name, ())):,} {name}" for name in names]
    return Finding(", ".join(["sound", *warnings, version, *counts]))


def notebook_health(path: str) -> Finding:
    """Whether a notebook is sound, and how many entries it has."""
    if not os.path.lexists(path):
        return Finding("none yet")
    todo = "run kursk-tui notes to see why; restore it from a copy or fix it by hand"
    try:
        raw, _ = files.read(path)
        data = files.tables(files.decode(raw, path), path)
    except DossierError as error:
        return Finding(_unread(error), todo)
    try:
        entries = notes.read_entries(data, path)
    except DossierError as error:
        return Finding(f"unsound in {_place(error.table, error.field, schema.NOTEBOOK)}", todo)
    return Finding(f"sound, {_number(len(entries), 'entry', 'entries')}")


def writers(path: str) -> Finding:
    """Who is writing a file now, and what killed writers left beside it."""
    real = os.path.realpath(path)
    left = len(disk.left_behind(real))
    leavings = f", {_number(left, 'temporary file')} left by a killed writer" if left else ""
    if os.path.lexists(real + ".lock-held"):
        todo = f"where no kursk-tui runs on any machine, remove {real}.lock-held"
        return Finding(f"held by a lock file{leavings}", todo)
    if disk.is_locked(real):
        return Finding(f"locked now{leavings}", "wait until the other kursk-tui has written")
    return Finding(f"not locked{leavings}", "the next change removes them" if left else "")


def _unread(error: DossierError) -> str:
    """What reading or decoding said, unless it quotes what is in the file."""
    if error.table is not None:
        return "is not a file of tables"
    return error.what


def _place(table: str | None, field: str | None, tables: schema.Tables) -> str:
    """A table and a field by name, where the format has them: other names are contents."""
    if table not in tables:
        return "the file as a whole" if table is None else "an unknown table"
    outer = re.split(r"[.\[]", field or "", maxsplit=1)[0]
    known = outer in {f.name for f in tables[table]}
    return f"table {table}" + (f", field {outer}" if known else "")


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
