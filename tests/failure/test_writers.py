"""Two explorers and a headless writer at one file at once: every acknowledged write is there.

The explorers are real ones, in terminals of their own, driven by keys.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from kursk_tui.dossier.check import check_file
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model import schema
from kursk_tui.notebook.notebook import Notebook
from kursk_tui.store.backups import copies
from kursk_tui.upkeep import restoring
from tests.five import FIVE
from tests.store.disks import ROOT, left_over
from tests.tui.terminal import Terminal

FLAGGER = """
import sys
from kursk_tui.notebook.notebook import Notebook
book = Notebook.open(sys.argv[1])
for number in range(int(sys.argv[2])):
    body = f"headless{number}"
    book.append("note", "claim:ki-2025-02-27.17c", body=body, author="headless")
    print(body, flush=True)
"""
ADDER = """
import sys
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change, make
dossier = Dossier.open(sys.argv[1])
row = next(iter(dossier.raw_rows("claims").values()))
for number in range(int(sys.argv[2])):
    id = f"{row['source']}.h{number}"
    new = {**row, "id": id, "statement": id, "of": None, "opposes": []}
    make(dossier, [Change("claims", id, None, new)], id, author="headless")
    print(id, flush=True)
"""
# What two explorers and the headless writer do each.
LONG, SHORT = (200, 600), (5, 20)
LONG_EDITS, SHORT_EDITS = (60, 880), (4, 12)


@pytest.fixture
def is_long(request: pytest.FixtureRequest) -> bool:
    return "long" in str(request.config.getoption("markexpr"))


def explorers_and_a_writer(
    program: str,
    file: Path,
    count: int,
    words: list[str],
    drive: Callable[[Terminal, str], list[str]],
) -> tuple[list[str], list[list[str]]]:
    """What the writer acknowledged, and what each explorer did, all at the same time."""

    def explorer(name: str) -> list[str]:
        with Terminal(words, environ={"USER": name, "LOGNAME": name}) as terminal:
            terminal.wait_for("q quit")
            terminal.send("0", "2", "g" if name == "ann" else "G")
            done = drive(terminal, name)
            terminal.send("q")
            assert terminal.wait_exit() == 0
            return done

    def writer() -> list[str]:
        command = [sys.executable, "-c", program, str(file), str(count)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        return done.stdout.split()

    with ThreadPoolExecutor(3) as pool:
        explorers = [pool.submit(explorer, name) for name in ("ann", "bob")]
        written = pool.submit(writer)
        return written.result(), [done.result() for done in explorers]


@pytest.mark.long
def test_one_notebook(tmp_path: Path, is_long: bool) -> None:
    each, count = LONG if is_long else SHORT
    path = tmp_path / "notes.json"

    def flag(terminal: Terminal, name: str) -> list[str]:
        done = []
        for number in range(each):
            terminal.send("f", "enter", f"{name}{number}", "enter")
            terminal.wait_for(f"kept: flag, {name}{number}")
            done.append(f"{name}{number}")
        return done

    words = ["-d", FIVE, "--notes", str(path)]
    written, flagged = explorers_and_a_writer(FLAGGER, path, count, words, flag)
    assert [len(done) for done in (written, *flagged)] == [count, each, each]
    entries = Notebook.open(path).entries
    for author, bodies in zip(("headless", "ann", "bob"), (written, *flagged), strict=True):
        # Each one's are there, in the order in which they were acknowledged, and no others.
        assert [note.body for note in entries if note.author == author] == bodies
    assert check_file(str(path), tables=schema.NOTEBOOK) == []
    assert left_over(path) == set()
    _copies_are_sound(path)


@pytest.mark.long
def test_one_dossier(tmp_path: Path, is_long: bool) -> None:
    each, count = LONG_EDITS if is_long else SHORT_EDITS
    path = Path(shutil.copyfile(FIVE, tmp_path / "own.json"))

    def retract(terminal: Terminal, name: str) -> list[str]:
        done = []
        for number in range(each):
            terminal.send("X")
            terminal.wait(lambda: _asked(terminal), "the question why")
            claim = _asked(terminal)
            terminal.send(f"{name}{number}", "enter")
            # The watch over the file may say that another was written, right after.
            terminal.wait(partial(_told, terminal, f"retracted {claim};", "read again"), claim)
            done.append(f"{claim} {name}{number}")
        return done

    words = ["-d", str(path), "--notes", str(tmp_path / "notes.json")]
    written, retracted = explorers_and_a_writer(ADDER, path, count, words, retract)
    assert [len(done) for done in (written, *retracted)] == [count, each, each]
    after = Dossier.open(path)
    assert set(written) <= set(after.claims)
    for line in (*retracted[0], *retracted[1]):
        claim, reason = line.split()
        assert after.claims[claim].retracted == reason
    assert len(after.claims) == len(Dossier.open(FIVE).claims) + count
    assert check_file(str(path)) == []
    assert left_over(path) - {"notes.json", "notes.json.lock"} == set()
    _copies_are_sound(path)


def _asked(terminal: Terminal) -> str:
    """The claim that the prompt asks about; empty while it does not ask."""
    found = re.match(r" retract (\S+), because:$", terminal.lines[-1].rstrip())
    return found[1] if found else ""


def _told(terminal: Terminal, *texts: str) -> bool:
    return any(text in terminal.lines[-1] for text in texts)


def _copies_are_sound(path: Path) -> None:
    found = copies(str(path))
    assert 0 < len(found) <= 20
    assert Path(found[0].path).read_bytes() == path.read_bytes()
    for copy in found:
        assert restoring.state_of_copy(copy, str(path)).problem is None


NO_LOCKS = """
import errno, fcntl, os
def refuse(*_): raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
fcntl.flock = refuse
"""


@pytest.mark.parametrize(("program", "count"), [(FLAGGER, 20), (ADDER, 6)], ids=["notes", "edits"])
def test_writers_on_a_share_without_locks_lose_nothing(
    tmp_path: Path, program: str, count: int
) -> None:
    path = tmp_path / "own.json"
    if program is ADDER:
        shutil.copyfile(FIVE, path)
    started = []
    for name in ("one", "two", "three"):
        mine = program.replace("headless", name).replace(".h{number}", f".{name}{{number}}")
        command = [sys.executable, "-c", NO_LOCKS + mine, str(path), str(count)]
        started.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True))
    done = [writer.communicate()[0].split() for writer in started]
    assert [writer.returncode for writer in started] == [0, 0, 0]
    assert [len(lines) for lines in done] == [count] * 3
    acknowledged = {line for lines in done for line in lines}
    if program is ADDER:
        assert acknowledged <= set(Dossier.open(path).claims)
    else:
        assert acknowledged == {note.body for note in Notebook.open(path).entries}
    assert left_over(path) == set()
