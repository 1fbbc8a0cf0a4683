"""The notebook beside other writers, and when its writer is killed."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from kursk_tui.dossier.check import check_file
from kursk_tui.model import schema
from kursk_tui.notebook.notebook import Notebook
from tests.notebook.notebooks import say
from tests.store import disks, test_storage
from tests.store.disks import killed, left_over, start_writer

rounds = test_storage.rounds

# Takes the place of the storage's writer: adds entries for ever (or as many as asked), now
# and then undoes one, and says each entry's id when it is on the disk.
WRITER = """
import sys
from kursk_tui.notebook.notebook import Notebook
path, author, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
book = Notebook.open(path)
number = 0
while number != count:
    number += 1
    note = book.append("note", "claim:a.1", body=f"{author} {number} " + "x" * 500, author=author)
    print(note.id, flush=True)
    if number % 4 == 0:
        print(book.undo(author).id, flush=True)
"""


@pytest.fixture(autouse=True)
def notebook_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disks, "WRITER", WRITER)


def said(writer: subprocess.Popen[bytes]) -> list[str]:
    out, _ = writer.communicate()
    return out.decode().split()


def test_two_processes_lose_no_entry(tmp_path: Path) -> None:
    path = tmp_path / "new" / "notebook.json"
    writers = {name: start_writer(path, name, 50) for name in ("ann", "bob")}
    acknowledged = {name: said(writer) for name, writer in writers.items()}
    assert [writer.returncode for writer in writers.values()] == [0, 0]
    book = Notebook.open(path)
    assert len(book.entries) == 2 * (50 + 12)
    for name, ids in acknowledged.items():
        # Each one's entries are there in the order they were written.
        assert [note.id for note in book.entries if note.author == name] == ids
        assert sum(note.author == name for note in book.standing) == 50 - 12
    assert check_file(str(path), tables=schema.NOTEBOOK) == []
    assert left_over(path) == set()


@pytest.mark.long
def test_kill_leaves_a_whole_notebook_with_all_that_was_acknowledged(
    tmp_path: Path, rounds: int
) -> None:
    path = tmp_path / "notebook.json"
    chance = random.Random(5)
    acknowledged: set[str] = set()
    for number in range(rounds):
        writer = start_writer(path, f"r{number}", -1)
        acknowledged.update(killed(writer, chance, 8))
        entries = Notebook.open(path).entries
        assert acknowledged <= {note.id for note in entries}
        # At most the one that it was about to acknowledge is there besides.
        assert len(entries) <= len(acknowledged) + number + 1
    assert check_file(str(path), tables=schema.NOTEBOOK) == []
    say(Notebook.open(path))
    assert left_over(path) == set()
    assert path.stat().st_mode & 0o777 == 0o600
