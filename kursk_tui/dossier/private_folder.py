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

from kursk_tui.store.disk import make_folder

# Not followed, not waited for, not passed on.
FLAGS = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"))


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
        refuse_unless(is_ours(os.fstat(fd)), folder)
        yield fd
    finally:
        os.close(fd)


def is_ours(status: os.stat_result) -> bool:
    """Whether a file or folder is of this user, and nobody else may write it."""
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
