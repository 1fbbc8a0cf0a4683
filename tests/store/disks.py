"""What the tests of the storage share: a second writer, a failing disk, stock TinyDB."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import JSONStorage

from kursk_tui.store.storage import SafeStorage

ROOT = Path(__file__).parents[2]

# Adds rows for ever (or as many as asked) and says so after each is on the disk.
WRITER = """
import sys
from kursk_tui.store.storage import SafeStorage
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
storage = SafeStorage(path, create=True)
number = 0
while number != count:
    number += 1
    with storage.transaction() as database:
        database.table("rows").insert({"id": f"{name}-{number}", "pad": "x" * 2000})
    print(number, flush=True)
"""


# Dies by its own hand at the n-th call of a function of `os`, once that is set to `call`.
DYING = """
import os, signal, sys
path, name, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3])
real, calls = getattr(os, name), []
def call(*args, **kwargs):
    calls.append(args)
    if len(calls) == wanted:
        if name == "write":
            real(args[0], bytes(args[1])[:20])
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **kwargs)
"""


def start_writer(path: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def killed(
    writer: subprocess.Popen[bytes], chance: random.Random, most: int = 9, *, steps: int = 150_000
) -> list[str]:
    """Kill a writer at a random place of a later write; what it had acknowledged, line by line.

    After so many lines and so many steps of ours, by no clock. A last line that was cut off by
    the kill is left out: its write is then there, and not acknowledged.
    """
    assert writer.stdout is not None
    lines = [writer.stdout.readline() for _ in range(chance.randint(1, most))]
    for _ in range(chance.randint(0, steps)):
        pass
    writer.kill()
    lines += writer.stdout.read().splitlines(keepends=True)
    writer.wait()
    writer.stdout.close()
    return [line.decode().strip() for line in lines if line.endswith(b"\n")]


def insert(path: Path, id: str = "b") -> None:
    with SafeStorage(path).transaction() as database:
        database.table("rows").insert({"id": id})


def ids(path: Path) -> list[str]:
    with TinyDB(str(path), storage=JSONStorage, access_mode="r") as stock:
        return [row["id"] for row in stock.table("rows")]


def left_over(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()} - {path.name, path.name + ".lock"}


def failing(number: int) -> Callable[..., Any]:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return fail
