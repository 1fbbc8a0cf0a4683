"""A pseudo-terminal with an emulator behind it: the program meets its real driver.

Waits are for what the screen shows. The one thing that can only be told by waiting is
silence: `quiet` returns when nothing has come for a while, and is used to count bytes.
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
from types import TracebackType
from typing import Any

import pyte

DEADLINE_SECONDS = 30.0
SILENCE_SECONDS = 0.4
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_PRIVATE_CSI = re.compile(rb"\x1b\[[<=>][0-9;:]*[a-z]")
KEYS = {"enter": b"\r", "backspace": b"\x7f", "escape": b"\x1b", "down": b"\x1b[B", "tab": b"\t"}


class Terminal:
    """A program in a terminal of a given size; use as a context manager."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.received = 0
        self.raw = bytearray()
        self.modes: dict[int, bool] = {}
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.master, self.slave = pty.openpty()
        self._set_size(*size)
        self.before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kursk_tui", *arguments],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env={**os.environ, **(environ or {})},
            start_new_session=True,
            preexec_fn=self._take_terminal,
        )

    def _take_terminal(self) -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def __enter__(self) -> Terminal:
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
        os.close(self.master)
        os.close(self.slave)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as a window manager does."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)
        self.process.send_signal(signal.SIGWINCH)

    def send(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            os.write(self.master, KEYS.get(key) or key.encode())

    def read(self, seconds: float) -> bool:
        """Take what comes within some seconds; False if nothing came."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.received += len(data)
        self.raw += data
        for found in _MODE.finditer(data):
            for mode in found.group(1).split(b";"):
                self.modes[int(mode)] = found.group(2) == b"h"
        # pyte draws the tail of a private sequence that it does not know.
        self._stream.feed(_PRIVATE_CSI.sub(b"", data))
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
        """Read until nothing comes for some seconds; how many bytes came meanwhile."""
        before = self.received
        while self.read(seconds):
            pass
        return self.received - before

    def wait_exit(self) -> int:
        """Read until the program has ended; its exit status."""
        self.wait(lambda: self.process.poll() is not None, "the end of the program")
        while self.read(0.0):
            pass
        return int(self.process.wait())

    @property
    def lines(self) -> list[str]:
        """What is on the screen."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def restored(self) -> dict[str, bool]:
        """Whether each thing that a full-screen program changes is as it was."""
        after = termios.tcgetattr(self.slave)
        return {
            "line mode": after[:4] == self.before[:4],
            "main screen": not self.modes.get(1049, False),
            "cursor": self.modes.get(25, True),
            "mouse": not any(self.modes.get(mode, False) for mode in (1000, 1002, 1003, 1006)),
            "paste": not self.modes.get(2004, False),
            "focus": not self.modes.get(1004, False),
        }
