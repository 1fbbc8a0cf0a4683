"""A program of the reader's, run once: what it gets, how long it may take, how much it may say.

It is started without a shell, in a process group of its own, which is ended as a whole when it
takes too long or says too much: nothing of it is left behind.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from kursk_tui.store.errors import DossierError

if TYPE_CHECKING:
    import subprocess

SECONDS = 300.0
LARGEST_ANSWER = 5_000_000
_CHUNK = 65_536
# Of what it complains of, the end is kept: there the reason stands.
_LAST_WORDS = 2_000
_SHOWN_WORDS = 160
_HINT = "nothing was kept; see kursk-tui help intake for what a proposer answers"


def words_of(command: str) -> list[str]:
    """The words of a command as a shell would part them. Raises DossierError for none."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        what = f"is no command: {str(error).lower()}"
        raise DossierError(what, path=command, hint="close the quotation") from error
    if not words:
        raise DossierError("is no command", path="--with", hint="name a program")
    return words


def name_of(words: list[str]) -> str:
    """What a proposer is called that does not say its name: by its script, else its program."""
    scripts = [word for word in words[1:] if not word.startswith("-") and Path(word).is_file()]
    return Path(scripts[0] if scripts else words[0]).name


def run(
    words: list[str],
    given: bytes,
    *,
    seconds: float = SECONDS,
    largest: int = LARGEST_ANSWER,
) -> bytes:
    """Run a program with `given` on its standard input and return what it answered.

    Raises DossierError, in a line: it can't be started, takes longer than `seconds`, answers more
    than `largest` bytes, is killed, or ends with another status than 0.
    """
    # Loaded on use: few sessions run anything.
    import subprocess
    import tempfile

    name = words[0]
    with tempfile.TemporaryFile() as file:
        # From a file: who reads slowly, or not at all, must not make us wait.
        file.write(given)
        file.seek(0)
        try:
            process = subprocess.Popen(
                words,
                stdin=file,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its words hold a NUL"
            what = f"can't be started ({reason})"
            raise DossierError(what, path=name, hint="check the command") from error
        with process:
            try:
                answer, complaint = _heard(process, name, seconds, largest)
            finally:
                _end(process)
    if process.returncode < 0:
        raise _failed(name, f"was killed by signal {-process.returncode}", complaint)
    if process.returncode:
        raise _failed(name, f"ended with status {process.returncode}", complaint)
    return answer


def _heard(
    process: subprocess.Popen[bytes], name: str, seconds: float, largest: int
) -> tuple[bytes, bytes]:
    """What a process says until it ends: its answer, and the end of its complaints."""
    import selectors
    import subprocess
    import time

    answer, complaint = bytearray(), bytearray()
    deadline = time.monotonic() + seconds
    too_long = f"did not answer within {seconds:g} seconds"
    assert process.stdout is not None
    assert process.stderr is not None
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ, answer)
        selector.register(process.stderr, selectors.EVENT_READ, complaint)
        while selector.get_map():
            left = deadline - time.monotonic()
            if left <= 0:
                raise _failed(name, too_long, complaint)
            for key, _ in selector.select(left):
                piece = os.read(key.fd, _CHUNK)
                if not piece:
                    selector.unregister(key.fileobj)
                key.data.extend(piece)
            if len(answer) > largest:
                raise _failed(name, f"answers more than {largest:,} bytes", complaint)
            del complaint[:-_LAST_WORDS]
    try:
        process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired as error:
        raise _failed(name, too_long, complaint) from error
    return bytes(answer), bytes(complaint)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End whatever is left of a process and of those that it started in its group."""
    import signal

    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        # It ended by itself, and nobody of its group is left.
        return


def _failed(name: str, what: str, complaint: bytes | bytearray) -> DossierError:
    lines = bytes(complaint).decode("utf-8", "replace").split("\n")
    last = next((line for line in reversed(lines) if line.strip()), "")
    said = f" ({' '.join(last.split())[:_SHOWN_WORDS]})" if last else ""
    return DossierError(f"{what}{said}", path=name, hint=_HINT)
