"""An export put into its file whole, and never over another one unasked."""

# As in the dossier's room: a headless command should not pay for pathlib.
# ruff: noqa: PTH105, PTH108, PTH112, PTH113, PTH118, PTH120

from __future__ import annotations

import errno
import os
from contextlib import suppress

from kursk_tui.store import disk
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import os_error


class NameTakenError(DossierError):
    """A file of that name is there already, and nobody asked to replace it."""


_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def write(path: str, text: str | bytes, *, force: bool) -> None:
    """Put a text into a file as UTF-8, or bytes as they are, whole or not at all.

    It goes to a temporary file in the same folder, is flushed to the disk, and takes its name
    in one step. A new file is for its owner alone: whoever passes it on decides to whom.
    Without `force` that step fails where the name is taken, even by a file that appeared a
    moment ago; with it a regular file is replaced and keeps its mode. A link is followed.
    Raises NameTakenError where the name is taken, and DossierError where it is a folder,
    read-only or no regular file, its folder is not there, it can't be written (rights, a
    read-only or full disk), or the text holds half of a surrogate pair. What was there is then
    as it was, and nothing is left beside it.
    """
    try:
        content = text.encode() if isinstance(text, str) else text
    except UnicodeEncodeError as error:
        raise DossierError(
            "would hold half of a surrogate pair, which is not text",
            path=path,
            hint="nothing was written",
        ) from error
    try:
        real = os.path.realpath(path)
        _refuse(path, real, force)
        disk.sweep(real)
        while not _put_new(real, content):
            # The name is taken: by now, or by then.
            _refuse(path, real, force)
            if os.path.lexists(real):
                disk.replace(real, content)
                return
    except DossierError as error:
        error.path = path
        raise
    except OSError as error:
        raise os_error(path, error, "can't be written; nothing was") from error
    except ValueError as error:
        # A NUL, or half of a surrogate pair: the system is never asked.
        what = "is not a file name; nothing was written"
        raise DossierError(what, path=path, hint="give another name") from error


def _refuse(path: str, real: str, force: bool) -> None:
    """Raise DossierError for a name that must not be written to."""
    folder = os.path.dirname(real)
    if os.path.isdir(real):
        raise DossierError("is a folder", path=path, hint="name a file in it")
    if not os.path.isdir(folder):
        raise DossierError(
            "can't be written: its folder is not there",
            path=path,
            hint="make the folder first, or give another name",
        )
    if not os.path.lexists(real):
        return
    if not os.path.isfile(real):
        raise DossierError("is not a regular file", path=path, hint="give another name")
    if not force:
        raise NameTakenError(
            "is there already", path=path, hint="give --force to replace it, or another name"
        )


def _put_new(path: str, content: bytes) -> bool:
    """Write a file that is not there; False where the name is taken. Raises OSError."""
    folder, name = os.path.split(path)
    # Named as the dossier's own, so that what a killed process leaves is swept up as well.
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        fd = os.open(temporary, flags, disk.NEW_FILE)
        try:
            view = memoryview(content)
            while view:
                view = view[os.write(fd, view) :]
            os.fsync(fd)
        finally:
            os.close(fd)
        return _name(temporary, path)
    finally:
        # Also on ctrl+c: nothing of ours is left behind.
        with suppress(OSError):
            os.unlink(temporary)


def _name(temporary: str, path: str) -> bool:
    """Give a written file its name in one step; False where that is taken."""
    try:
        # Unlike a rename, a link never takes the place of a file.
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return _name_without_links(temporary, path)
    return True


def _name_without_links(temporary: str, path: str) -> bool:
    """On a disk without links: take the name with an empty file, then rename over that."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, disk.NEW_FILE))
    except FileExistsError:
        return False
    try:
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise
    return True
