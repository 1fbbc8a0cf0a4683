"""What the tests of the storage share: a second writer, a failing disk, stock TinyDB."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import JSONStorage

from kursk_tui.dossier.storage import SafeStorage

ROOT = Path(__file__).parents[2]

# Adds rows for ever (or as many as asked) and says so after each is on the disk.
WRITER = """
import sys
from kursk_tui.dossier.storage import SafeStorage
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
storage = SafeStorage(path, create=True)
number = 0
while number != count:
    number += 1
    with storage.transaction() as database:
        database.table("rows").insert({"id": f"{name}-{number}", "pad": "x" * 2000})
    print(number, flush=True)
"""


def start_writer(path: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


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
