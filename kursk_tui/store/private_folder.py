"""A folder that is ours alone to write: what is found in any other is not trusted.

What is done in an open one can't be led elsewhere by a link that somebody puts in its way.
"""

# pathlib costs a look-up 4 to 6 ms of its 37, so paths are text here.
# ruff: noqa: PTH116, PTH120

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from kursk_tui.store.disk import make_folder

# Not followed, not waited for, not passed on.
_FLAGS = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"))


def make(folder: str) -> None:
    """Make the folder where it is missing, within what is ours.

    As root in somebody else's home we would leave folders that their owner can't use. Raises
    OSError or DossierError.
    """
    at = folder
    while not os.path.lexists(at):
        at = os.path.dirname(at)
    if at != folder:
        refuse_unless(os.stat(at).st_uid == os.geteuid(), at)
        make_folder(folder)


@contextmanager
def opened(folder: str) -> Iterator[int]:
    """Open the folder; what is done in it then can't be led elsewhere.

    Raises OSError where it is not ours alone to write, or a link of somebody else leads to it.
    """
    at = folder
    while at != os.path.dirname(at):
        status = os.lstat(at)
        is_trusted = not stat.S_ISLNK(status.st_mode) or status.st_uid in (0, os.geteuid())
        refuse_unless(is_trusted, at)
        at = os.path.dirname(at)
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        refuse_unless(_is_ours(os.fstat(fd)), folder)
        yield fd
    finally:
        os.close(fd)


@contextmanager
def reading(folder: int, name: str) -> Iterator[BinaryIO]:
    """Open a file of an open folder to read.

    Raises OSError, also for what we would never have put there.
    """
    fd = os.open(name, os.O_RDONLY | _FLAGS, dir_fd=folder)
    with os.fdopen(fd, "rb") as file:
        status = os.fstat(fd)
        refuse_unless(stat.S_ISREG(status.st_mode) and _is_ours(status), name)
        yield file


@contextmanager
def replacing(folder: int, name: str) -> Iterator[tuple[str, BinaryIO]]:
    """Put a file in place whole: give another name and its file, and rename it at the end.

    Raises OSError. Where anything goes wrong nothing of ours is left behind.
    """
    temporary = f"{name}.{os.urandom(8).hex()}.tmp"
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | _FLAGS
    try:
        with os.fdopen(os.open(temporary, flags, 0o600, dir_fd=folder), "w+b") as file:
            yield temporary, file
        os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        # Also on ctrl+c.
        with suppress(OSError):
            os.unlink(temporary, dir_fd=folder)
        raise


def _is_ours(status: os.stat_result) -> bool:
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def refuse_unless(is_fine: bool, path: str) -> None:
    """Raise PermissionError unless something may be trusted."""
    if not is_fine:
        raise PermissionError(f"{path} may be somebody else's")


def status_of(folder: int, name: str) -> os.stat_result | None:
    """The status of a file of an open folder, None where it is gone."""
    try:
        return os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:  # another process tidies too
        return None


def remove(folder: int, name: str) -> None:
    """Take a file out of an open folder, where it can be."""
    # Another process may have been quicker, and what stands as a folder is not ours.
    with suppress(OSError):
        os.unlink(name, dir_fd=folder)
