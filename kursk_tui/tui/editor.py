"""A longer text, written in the reader's own editor while the explorer waits."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from kursk_tui.model.text import visible

EDITOR = "vi"
CUT = "---- this line and the next are not kept ----"
_THE_PROGRAM_S = ("SIGINT", "SIGQUIT")


class EditorError(Exception):
    """The editor could not be used. One line: what, and what to do."""


def run(words: Sequence[str]) -> int:
    """Run a program that has the terminal meanwhile; returns its status. Raises OSError.

    Ctrl+C and ctrl+\\ are that program's. A signal that ends us ends it, and then us.
    """
    process: subprocess.Popen[bytes] | None = None
    asked: list[int] = []

    def passed_on(number: int, frame: FrameType | None) -> None:
        asked.append(number)
        if process is not None:
            process.send_signal(number)
        before = handlers[number]
        if callable(before):
            before(number, frame)

    def kept(number: int, frame: FrameType | None) -> None:
        """Leave it to the program, which gets it too."""

    names = (*_THE_PROGRAM_S, "SIGTERM", "SIGHUP")
    numbers = {name: getattr(signal, name) for name in names if hasattr(signal, name)}
    handlers = {number: signal.getsignal(number) for number in numbers.values()}
    # Before the program starts: it may be ready, and be sent Ctrl+C, sooner than we go on.
    for name, number in numbers.items():
        signal.signal(number, kept if name in _THE_PROGRAM_S else passed_on)
    try:
        with subprocess.Popen(words) as process:
            for number in asked:
                process.send_signal(number)
            # One that comes just before we wait does not wake us: we look now and then.
            while True:
                with suppress(subprocess.TimeoutExpired):
                    return process.wait(timeout=60)
    finally:
        for number, before in handlers.items():
            signal.signal(number, before)


def edit(text: str, environ: Mapping[str, str] = os.environ, *, about: str = "") -> str:
    """The text as the reader's editor left it; raises EditorError when the editor fails.

    `$VISUAL`, else `$EDITOR`, else vi. The text is in a private temporary file meanwhile, and
    below it CUT and what it is `about`. These two lines do not come back, and all else does.
    """
    below = f"{CUT}\n{visible(about)}"
    command = environ.get("VISUAL") or environ.get("EDITOR") or EDITOR
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise EditorError(f"$EDITOR cannot be read ({error}); fix it") from error
    descriptor, name = tempfile.mkstemp(prefix="kursk-note-", suffix=".txt")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{text}\n\n{below}\n" if about else text)
        try:
            status = run([*words, name])
        except OSError as error:
            raise EditorError(
                f"{command}: {error.strerror or error}; set $EDITOR to your editor"
            ) from error
        if status != 0:
            raise EditorError(f"{command} ended with status {status}; nothing was kept")
        try:
            kept = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise EditorError(f"what {command} left cannot be read; nothing was kept") from error
        # The last of them: a note may have the same words.
        before, found, after = kept.rpartition(below)
        return before + after if found else kept
    finally:
        path.unlink(missing_ok=True)
