"""Running commands: in this process, in one of its own, and with a terminal as stdout."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

from kursk_tui.main import main

DEADLINE_SECONDS = 30.0


class Result(NamedTuple):
    status: int
    out: str
    err: str


def called(*words: str) -> Result:
    """Run in this process; help and bad use, which leave by SystemExit, give their status."""
    buffer, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(buffer, "utf-8")
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = main(list(words))
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 1
    out.flush()
    return Result(status, buffer.getvalue().decode(), err.getvalue())


def spawned(*words: str, environ: Mapping[str, str] | None = None) -> Result:
    """Run in a process of its own, between pipes."""
    done = subprocess.run(
        [sys.executable, "-m", "kursk_tui", *words],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **(environ or {})},
        check=False,
        timeout=DEADLINE_SECONDS,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def on_terminal(
    words: Sequence[str],
    *,
    environ: Mapping[str, str] | None = None,
    size: tuple[int, int] = (100, 24),
    program: Sequence[str] = (sys.executable, "-m", "kursk_tui"),
    typed: str = "",
) -> Result:
    """Run with a terminal as stdin and stdout, and a pipe as stderr; `typed` is typed ahead."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    process = subprocess.Popen(
        [*program, *words],
        stdin=slave,
        stdout=slave,
        stderr=subprocess.PIPE,
        env={**os.environ, **(environ or {})},
        start_new_session=True,
    )
    os.write(master, typed.encode())
    os.close(slave)
    found, end = bytearray(), time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < end:
        if not select.select([master], [], [], 0.1)[0]:
            continue
        try:
            part = os.read(master, 65536)
        except OSError:  # nobody holds the other end any more
            break
        if not part:
            break
        found += part
    else:
        process.kill()
    os.close(master)
    _, err = process.communicate(timeout=DEADLINE_SECONDS)
    return Result(process.returncode, found.decode().replace("\r\n", "\n"), err.decode())
