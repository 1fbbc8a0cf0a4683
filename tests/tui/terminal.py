"""A pseudo-terminal with an emulator behind it: the program meets its real driver.

Waits are for what the screen shows. The one thing that can only be told by waiting is
silence: `quiet` returns when nothing has come for a while and the program slept all the time. It is
used to count bytes.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import pyte

DEADLINE_SECONDS = 30.0
# Longer than any timer by which the explorer draws; and how often one looks whether it works.
SILENCE_SECONDS = 0.25
LOOK_SECONDS = 0.02
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_KEYBOARD = re.compile(rb"\x1b\[(?:>[0-9]+u|<u)")
_PRIVATE_CSI = re.compile(rb"\x1b\[[<=>][0-9;:]*[a-z]")
_BEGUN = re.compile(rb"\x1b(?:\[[<=>?0-9;:$]*)?\Z")
KEYS = {
    "enter": b"\r",
    "backspace": b"\x7f",
    "escape": b"\x1b",
    "down": b"\x1b[B",
    "tab": b"\t",
    "ctrl+c": b"\x03",
    "ctrl+z": b"\x1a",
    "ctrl+\\": b"\x1c",
}
PROGRAM = (sys.executable, "-m", "kursk_tui")
ALL_RESTORED = dict.fromkeys(
    ("line mode", "main screen", "cursor", "mouse", "paste", "focus", "wrap", "keyboard"), True
)


class Terminal:
    """A program in a terminal of a given size; use as a context manager.

    `told` is the size that the terminal tells where it is not the true one.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
        program: Sequence[str] = PROGRAM,
        stderr: IO[bytes] | None = None,
        told: tuple[int, int] | None = None,
    ) -> None:
        self.received = 0
        self.most_read = 65536
        # When the last bytes came; drawing them takes an emulator longer than a terminal.
        self.arrived = 0.0
        self.raw = bytearray()
        self._begun = b""
        self._is_lost = False
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.master, self.slave = pty.openpty()
        self._set_size(*(told or size))
        self.before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            [*program, *arguments],
            stdin=self.slave,
            stdout=self.slave,
            stderr=stderr or self.slave,
            env={**os.environ, **(environ or {})},
            start_new_session=True,
            preexec_fn=self._take_terminal,
        )

    def _take_terminal(self) -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if not self._is_lost:
            self.lose()

    def lose(self) -> None:
        """Close the terminal, as a window that is closed or a line that breaks."""
        self._is_lost = True
        os.close(self.slave)
        os.close(self.master)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as a window manager does."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)
        self.process.send_signal(signal.SIGWINCH)

    def forget(self) -> None:
        """Lose what is on the screen, as a window that is made small, or another program does."""
        columns, rows = self._screen.columns, self._screen.lines
        self._screen.resize(2, 10)
        self._screen.resize(rows, columns)

    def reset_line(self) -> None:
        """Set the line as it was at first."""
        termios.tcsetattr(self.slave, termios.TCSANOW, self.before)

    def send(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            os.write(self.master, KEYS.get(key) or key.encode())

    def read(self, seconds: float) -> bool:
        """Take what comes within some seconds; False if nothing came."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, self.most_read)
        except OSError:
            return False
        self.arrived = time.monotonic()
        self.received += len(data)
        self.raw += data
        # pyte draws the tail of a private sequence that it does not know, also of one that comes
        # in two parts.
        text = self._begun + data
        begun = _BEGUN.search(text)
        self._begun = begun.group() if begun else b""
        self._stream.feed(_PRIVATE_CSI.sub(b"", text[: len(text) - len(self._begun)]))
        return bool(data)

    def wait(self, condition: Callable[[], Any], what: str) -> None:
        """Read until a condition holds; fails with the screen when it never does."""
        end = time.monotonic() + DEADLINE_SECONDS
        while not condition():
            self.read(0.05)
            if time.monotonic() > end:
                raise AssertionError(f"never came: {what}\n" + "\n".join(self.lines))

    def wait_for(self, text: str) -> None:
        """Read until a text is on the screen."""
        self.wait(lambda: any(text in line for line in self.lines), text)

    def quiet(self, seconds: float = SILENCE_SECONDS) -> int:
        """Read until nothing comes for some seconds; how many bytes came meanwhile.

        Time in which the program works, or waits for a processor, does not count.
        """
        before = self.received
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self.read(min(left, LOOK_SECONDS)) or _is_working(self.process.pid):
                end = time.monotonic() + seconds
        return self.received - before

    def peak(self) -> int:
        """The most memory that the program has had so far, in bytes; Linux tells it."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024

    def wait_exit(self) -> int:
        """Read until the program has ended; its exit status, minus the signal that killed it."""
        if self._is_lost:
            return self.process.wait(DEADLINE_SECONDS)
        self.wait(lambda: self.process.poll() is not None, "the end of the program")
        while self.read(0.0):
            pass
        return int(self.process.wait())

    @property
    def lines(self) -> list[str]:
        """What is on the screen."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def cursor(self) -> tuple[int, int]:
        """The column and the line of the cursor."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def modes(self) -> dict[int, bool]:
        """The private modes that were set, as they are now."""
        return {
            int(mode): found.group(2) == b"h"
            for found in _MODE.finditer(self.raw)
            for mode in found.group(1).split(b";")
        }

    @property
    def restored(self) -> dict[str, bool]:
        """Whether each thing that a full-screen program changes is as it was."""
        after, modes = termios.tcgetattr(self.slave), self.modes
        keyboard = [found.startswith(b"\x1b[>") for found in _KEYBOARD.findall(self.raw)]
        return {
            "line mode": after[:4] == self.before[:4],
            "main screen": not modes.get(1049, False),
            "cursor": modes.get(25, True),
            "mouse": not any(
                modes.get(mode, False) for mode in (1000, 1002, 1003, 1006, 1015, 1016)
            ),
            "paste": not modes.get(2004, False),
            "focus": not modes.get(1004, False),
            "wrap": modes.get(7, True),
            "keyboard": keyboard.count(True) == keyboard.count(False),
        }


def _is_working(pid: int) -> bool:
    """Whether a thread of a process, or of one that it started, is not asleep; Linux tells it."""
    for task in Path(f"/proc/{pid}/task").glob("*"):
        # Either may have ended meanwhile.
        with suppress(OSError):
            if (task / "stat").read_text("utf-8").rpartition(") ")[2][0] in "RD":
                return True
            if any(map(_is_working, map(int, (task / "children").read_text().split()))):
                return True
    return False
