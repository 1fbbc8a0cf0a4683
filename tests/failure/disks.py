"""A small disk of its own, where the system lets us have one: it fills up for real."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MOUNT = "mount -t tmpfs -o size={size}k tmpfs {at}"


@contextmanager
def small_disk(at: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of so many kilobytes, mounted in a folder; skips the test where none can be."""
    at.mkdir()
    command = MOUNT.format(size=kilobytes, at=at).split()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small disk")
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a disk")
    try:
        yield at
    finally:
        # Also where a process of the test still stands in it.
        subprocess.run(["umount", "-l", str(at)], check=True)


def read_only(disk: Path, *, yes: bool) -> None:
    """Remount a small disk so that nothing can be written to it, or again as it was."""
    how = "ro" if yes else "rw"
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Take all room that is left on a disk; the file that takes it."""
    path = disk / "filler"
    with path.open("wb", buffering=0) as file:
        for size in (4096, 1):
            while True:
                try:
                    if not file.write(b"\0" * size):
                        break
                except OSError:
                    break
    return path
