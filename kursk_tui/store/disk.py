"""Putting a file in place whole, and the lock that lets one writer in at a time."""

# pathlib costs a look-up 4 to 6 ms of its 37, so paths are text here.
# ruff: noqa: PTH102, PTH104, PTH105, PTH108, PTH112, PTH116, PTH118, PTH120, PTH123

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import Stamp, os_error, stamp_of

WAIT_SECONDS = 30.0
NEW_FILE = 0o600
NEW_FOLDER = 0o700
STALE_SECONDS = 3600

_POLL_SECONDS = 0.003
# The files that this process holds the lock of now.
_held: list[str] = []
_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF}
_TEMPORARY = r"(\d{1,10})\.[0-9a-f]{8}\.tmp"
_UNPROTECTED = "another process is changing it"


def replace(path: str, content: bytes, *, flush: bool = True) -> Stamp:
    """Put content in place of a file, whole or not at all, and return its stamp.

    `path` is a real path (no link), and the lock is held. The content goes to a temporary
    file in the same folder, is flushed to the disk, takes the old file's mode and owner, and
    replaces it in one step. A file that nobody may write to is not replaced, though its folder
    would allow it. Without `flush` a power cut may leave a damaged file: for what can be told
    by its own digest. Raises DossierError; the file is then as it was, unless the message says
    that it was written.
    """
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    require_writable(path)
    try:
        try:
            made = _write_temporary(temporary, path, content, flush=flush)
            os.replace(temporary, path)
        except BaseException:
            # Also on ctrl+c: nothing of ours is left behind.
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise os_error(path, error, "can't be written; it is unchanged") from error
    try:
        if flush:
            _sync_folder(folder)
    except OSError as error:
        raise os_error(path, error, "is written, but may not survive a power cut") from error
    return made


def require_writable(path: str) -> None:
    """Raise DossierError for a file that is there and marked as one not to be written to.

    To replace a file takes only the right to write to its folder, so nothing else would mind.
    """
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return  # a new file, or one that whoever writes will be told about
    # The superuser may write to everything; a file without any such right says no to them too.
    if not mode & 0o222 or not os.access(path, os.W_OK):
        raise DossierError(
            "is read-only; it is unchanged",
            path=path,
            hint="allow writing (chmod u+w), or work on a copy",
        )


def make_folder(folder: str) -> None:
    """Make a folder and those above it, each for its owner alone. Raises DossierError."""
    missing = []
    at = folder
    while at and not os.path.isdir(at):
        missing.append(at)
        if os.path.dirname(at) == at:
            break
        at = os.path.dirname(at)
    for new in reversed(missing):
        try:
            # Another process may be making the same folder.
            with suppress(FileExistsError):
                os.mkdir(new, NEW_FOLDER)
        except OSError as error:
            raise os_error(new, error, "the folder can't be made") from error


def sweep(path: str) -> None:
    """Remove temporary files that a killed writer of this file left behind.

    The lock is held, so none is in use, unless by a machine that does not share our locks:
    hence only those whose process is gone or that are older than an hour.
    """
    _remove(left_behind(path))


def sweep_all(folder: str) -> None:
    """As `sweep`, for every file in a folder that is ours alone, and under one lock."""
    _remove(_left_in(folder, r"\..+\."))


def left_behind(path: str) -> list[str]:
    """The temporary files of a file that nobody is writing any more, as far as can be seen."""
    folder, name = os.path.split(path)
    return _left_in(folder or ".", re.escape(f".{name}."))


def _remove(paths: list[str]) -> None:
    # Tidying is a courtesy: what can't be removed stays, and the change goes on.
    for path in paths:
        with suppress(OSError):
            os.unlink(path)


def _left_in(folder: str, prefix: str) -> list[str]:
    temporary = re.compile(prefix + _TEMPORARY)
    found: list[str] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = temporary.fullmatch(entry.name)
            if match is None:
                continue
            with suppress(OSError):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                if age > STALE_SECONDS or not _is_alive(int(match[1])):
                    found.append(entry.path)
    return found


def is_locked(path: str) -> bool:
    """Whether another process holds the lock of a file now. Leaves nothing behind."""
    if os.path.lexists(path + ".lock-held"):
        return True
    try:
        import fcntl

        fd = os.open(path + ".lock", os.O_RDONLY | os.O_NOFOLLOW)
    except (ImportError, OSError):  # Windows; or nobody has ever locked it
        return False
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # a disk without locks
        return False
    finally:
        os.close(fd)
    return False


@contextmanager
def locked(path: str, wait: float | None = None) -> Iterator[None]:
    """Hold the lock of a file: the file `path + ".lock"`, which stays when we are done.

    `wait` is how many seconds to wait for another writer (default WAIT_SECONDS). Where the
    system has no locks on files, a file `path + ".lock-held"` with our process number stands
    for it; two machines that share such a disk do not see each other's processes, so a file
    left by a crash on the other one must be removed by hand.

    Raises DossierError when it can't be had in time, or no lock file can be made.
    """
    until = time.monotonic() + (WAIT_SECONDS if wait is None else wait)
    _held.append(path)
    try:
        with _locked(path, until):
            yield
    finally:
        _held.remove(path)


def is_writing() -> bool:
    """Whether this process is changing a file, or waits for its turn."""
    return bool(_held)


@contextmanager
def _locked(path: str, until: float) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # Windows
        with _held_by_file(path, until):
            yield
        return
    fd = _open_lock(path)
    try:
        if _flock(fcntl.flock, fcntl.LOCK_EX | fcntl.LOCK_NB, fd, path, until):
            yield
        else:
            with _held_by_file(path, until):
                yield
    finally:
        os.close(fd)  # gives the lock back


def _write_temporary(temporary: str, path: str, content: bytes, *, flush: bool) -> Stamp:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    fd = os.open(temporary, flags, NEW_FILE)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(fd, view) :]
        _keep_looks(fd, path)
        if flush:
            os.fsync(fd)
        return stamp_of(os.fstat(fd))
    finally:
        os.close(fd)


def _keep_looks(fd: int, path: str) -> None:
    """Give a new file the mode and owner of the one it will replace."""
    try:
        old = os.stat(path)
    except FileNotFoundError:
        return
    if not hasattr(os, "fchmod"):  # Windows before 3.13
        return
    new = os.fstat(fd)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        # Only root may give a file away; a file of a shared group then becomes the writer's.
        with suppress(PermissionError):
            os.fchown(fd, old.st_uid, old.st_gid)
    os.fchmod(fd, old.st_mode & 0o777)


def _sync_folder(folder: str) -> None:
    """Make the replacement itself durable, where folders can be flushed."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    try:
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def _open_lock(path: str) -> int:
    name = path + ".lock"
    try:
        # Whoever may write to the file must be able to hold its lock, and nobody else.
        writable = os.stat(path).st_mode & 0o022
        mode = NEW_FILE | writable | writable << 1
    except OSError:
        mode = NEW_FILE
    try:
        return os.open(name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, mode)
    except OSError as error:
        if isinstance(error, PermissionError):
            # One user's lock file, another one's turn: reading is enough for flock.
            with suppress(OSError):
                return os.open(name, os.O_RDONLY | os.O_NOFOLLOW)
        raise os_error(path, error, "can't be locked for writing; it is unchanged") from error


def _flock(flock: object, how: int, fd: int, path: str, until: float) -> bool:
    """Wait for the lock; False where the file system has none."""
    assert callable(flock)
    while True:
        try:
            flock(fd, how)
        except BlockingIOError:
            _wait(path, until, _UNPROTECTED)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return False
            raise os_error(path, error, "can't be locked for writing; it is unchanged") from error
        else:
            return True


@contextmanager
def _held_by_file(path: str, until: float) -> Iterator[None]:
    name = path + ".lock-held"
    mine = f"{os.getpid()} {_host()}\n".encode()
    while True:
        try:
            fd = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, NEW_FILE)
        except FileExistsError:
            if not _take_away_stale(name):
                _wait(path, until, f"{_UNPROTECTED}, or one was killed and left {name}")
        except OSError as error:
            raise os_error(path, error, "can't be locked for writing; it is unchanged") from error
        else:
            break
    try:
        try:
            os.write(fd, mine)
        finally:
            os.close(fd)
        yield
    finally:
        with suppress(OSError):
            os.unlink(name)


def _take_away_stale(name: str) -> bool:
    """Remove a lock file whose process, on this machine, is gone. Whether to try again."""
    try:
        with open(name, "rb") as file:
            held = file.read(300)
        number, _, host = held.decode("utf-8", "replace").strip().partition(" ")
        if not number.isdecimal() or host != _host() or _is_alive(int(number)):
            return False
        # Renamed first, then looked at again: another waiter may have been quicker, and what
        # stands there now may be its lock.
        aside = f"{name}.{os.getpid()}"
        os.rename(name, aside)
        with open(aside, "rb") as file:
            is_same = file.read(300) == held
        if not is_same:
            with suppress(FileExistsError):
                os.link(aside, name)
        os.unlink(aside)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return is_same


def _wait(path: str, until: float, what: str) -> None:
    if time.monotonic() >= until:
        raise DossierError(what, path=path, hint="nothing was written; try again when it is done")
    time.sleep(_POLL_SECONDS)


def _host() -> str:
    return os.uname().nodename if hasattr(os, "uname") else "this machine"


def _is_alive(pid: int) -> bool:
    """Whether a process has this number. On Windows always, as asking would end it."""
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
