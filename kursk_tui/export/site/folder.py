"""A site put into its folder whole, and never over anything that is not one of ours.

The pages are written into a folder beside the place, which then takes its name in one step. A
list of what was written, MARKER, tells a site of ours from any other folder.
"""

# As where single files are written: a headless command should not pay for pathlib.
# ruff: noqa: PTH102, PTH104, PTH108, PTH112, PTH114, PTH118, PTH120, PTH123, PTH208

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress

from kursk_tui.export.writing import NameTakenError
from kursk_tui.store import disk
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import os_error

MARKER = "kursk-tui-site.txt"
_FIRST_LINE = "A site made by kursk-tui export site. These are its files:"
_TAKEN = {errno.ENOTEMPTY, errno.EEXIST}


def write_site(path: str, pages: Iterable[tuple[str, str]], *, force: bool) -> tuple[int, int]:
    """Put pages into a folder and return how many there are, and their bytes.

    `pages` are (path, text), the paths with slashes and none of them MARKER. The folder is new,
    empty, or with `force` a site of ours with nothing else in it, which is replaced. What is made
    to be shared has the rights that the system gives to new files. Raises NameTakenError where a
    site is there already, and DossierError where the place must not or can't be written. It is
    then as it was; so it is when the process is killed, except that what it had written so far
    stays beside it until the next run.
    """
    try:
        real = os.path.realpath(path)
        _refuse(path, real, force)
        for left in disk.left_behind(real):
            _remove(left)
        temporary = _beside(real)
        try:
            written = _write_all(temporary, pages)
            _refuse(path, real, force)
            _put_in_place(temporary, real)
        finally:
            # What was there before, where it was replaced; else what is not whole.
            _remove(temporary)
    except DossierError as error:
        error.path = path
        raise
    except OSError as error:
        if error.errno in _TAKEN:
            raise _taken(path) from error
        raise os_error(path, error, "can't be written; nothing was") from error
    except ValueError as error:
        # A NUL, or half of a surrogate pair: the system is never asked.
        what = "is not a name of a folder; nothing was written"
        raise DossierError(what, path=path, hint="give another name") from error
    return written


def _beside(real: str) -> str:
    """A name beside a folder that nothing has, by which a later run knows what was left behind."""
    folder, name = os.path.split(real)
    return os.path.join(folder, f".{name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")


def _refuse(path: str, real: str, force: bool) -> None:
    """Raise DossierError for a place that must not be written to."""
    if not os.path.isdir(os.path.dirname(real)):
        raise DossierError(
            "can't be written: the folder that it is to stand in is not there",
            path=path,
            hint="make that folder first, or give another name",
        )
    if not os.path.lexists(real):
        return
    if not os.path.isdir(real):
        raise DossierError("is there already and no folder", path=path, hint="give another name")
    there = set(_files_in(real))
    if not there:
        return
    if MARKER not in there:
        raise DossierError(
            "has other things in it; nothing was written",
            path=path,
            hint="give a new or an empty folder",
        )
    others = sorted(there - {MARKER} - _listed_in(os.path.join(real, MARKER)))
    if others:
        raise DossierError(
            f"has something in it that is no part of the site: {others[0]}; nothing was written",
            path=path,
            hint="move it elsewhere, or give another folder",
        )
    if not force:
        raise _taken(path)


def _taken(path: str) -> NameTakenError:
    hint = "give --force to replace it, or another folder"
    return NameTakenError("is a site already", path=path, hint=hint)


def _files_in(folder: str) -> Iterator[str]:
    """Whatever is in a folder and those below it, with slashes; an empty folder with one behind."""
    for at, folders, files in os.walk(folder):
        within = os.path.relpath(at, folder).replace(os.sep, "/")
        before = "" if within == "." else f"{within}/"
        # A link to a folder is not followed, and is no file of a site.
        links = [name for name in folders if os.path.islink(os.path.join(at, name))]
        yield from (before + name for name in (*files, *links))
        if before and not (files or folders):
            yield before


def _listed_in(marker: str) -> set[str]:
    """The files that a marker lists; none where it is not one of ours."""
    with open(marker, encoding="utf-8", errors="replace") as file:
        first, *names = file.read().split("\n")
    return set(names) if first == _FIRST_LINE else set()


def _write_all(folder: str, pages: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """Write the pages and the list of them into a new folder, and flush it to the disk."""
    os.mkdir(folder)
    names: list[str] = []
    made: set[str] = set()
    count = 0
    for name, text in pages:
        within = os.path.dirname(name)
        if within and within not in made:
            os.mkdir(os.path.join(folder, within))
            made.add(within)
        count += _write(os.path.join(folder, name), text)
        names.append(name)
    _write(os.path.join(folder, MARKER), "\n".join([_FIRST_LINE, *sorted(names), ""]))
    if hasattr(os, "sync"):
        # One call for all of them: to flush a thousand files one by one takes a minute.
        os.sync()
    return len(names), count


def _write(path: str, text: str) -> int:
    content = text.encode()
    with open(path, "xb") as file:
        return file.write(content)


def _put_in_place(temporary: str, real: str) -> None:
    """Give a written folder its name; what was there before has then that of the temporary one."""
    if os.path.lexists(real) and os.listdir(real):
        if not _exchanged(temporary, real):
            _exchange_by_turns(temporary, real)
        return
    os.rename(temporary, real)


def _exchanged(one: str, other: str) -> bool:
    """Exchange two folders in one step; False where the system can't."""
    import ctypes
    import sys

    names = (os.fsencode(one), os.fsencode(other))
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            swap, done = 2, library.renamex_np
            return bool(done(*names, swap) == 0)
        here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
        return bool(library.renameat2(here, names[0], here, names[1], swap) == 0)
    except (AttributeError, OSError, TypeError):  # no such call in this system's library
        return False


def _exchange_by_turns(temporary: str, real: str) -> None:
    """Exchange two folders in three steps; the one that was there is put back if that fails."""
    aside = _beside(real)
    os.rename(real, aside)
    try:
        os.rename(temporary, real)
    except BaseException:
        os.rename(aside, real)
        raise
    os.rename(aside, temporary)


def _remove(path: str) -> None:
    """Remove a folder of ours with all that is in it, or a file; what can't be removed stays."""
    import shutil

    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path, ignore_errors=True)
        return
    with suppress(OSError):
        os.unlink(path)
