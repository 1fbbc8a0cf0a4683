"""`kursk-tui restore`: what it lists, what it puts back, and who sends people to it."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from kursk_tui.cli.complete import completions
from kursk_tui.cli.output import FORMATS
from kursk_tui.notebook.notebook import Notebook, default_notebook_path
from kursk_tui.store import backups
from kursk_tui.store.backups import copies
from tests.cli.running import Result, called, on_terminal, spawned
from tests.five import FIVE

CLAIM = "ki-2025-02-27.17c"


@pytest.fixture
def own(tmp_path: Path) -> str:
    """A dossier that was edited once, by a process of its own."""
    path = str(shutil.copyfile(FIVE, tmp_path / "own.json"))
    assert spawned("-d", path, "retract", CLAIM, "why").status == 0
    return path


def one_line(result: Result, status: int) -> str:
    assert (result.status, result.out) == (status, "")
    assert result.err.count("\n") == 1
    return result.err


def test_copies_are_listed_with_what_they_hold_and_would_change(own: str) -> None:
    result = called("restore", own, "--format", "json")
    assert result.status == 0
    newest, before = json.loads(result.out)
    assert newest["differs"] == "nothing: it is the current file"
    # The edit raised the file to today's format; a copy from before it brings the old one back.
    assert before["differs"] == "claims: 1 other; format 1 instead of 3"
    assert before["file"] == own
    assert before["state"] == "sound"
    assert before["holds"].startswith("157 claims, ")
    assert before["size"] == len(Path(before["path"]).read_bytes()) == len(Path(FIVE).read_bytes())
    assert datetime.fromisoformat(before["when"]) <= datetime.fromisoformat(newest["when"])
    assert result.err == f"{own}: sound; kursk-tui restore {own} COPY puts a copy back\n"


def test_every_format_and_a_terminal_show_them(own: str) -> None:
    name = copies(own)[1].digest[:8]
    for format in FORMATS:
        assert name in called("restore", own, "--format", format).out
    assert name in on_terminal(("restore", own)).out


def test_without_a_file_the_dossier_and_the_notebook(
    own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = default_notebook_path(None)
    monkeypatch.setenv("KURSK_TUI_DOSSIER", own)
    Notebook.open(notes).append("flag", f"claim:{CLAIM}", author="a")

    def listed(*words: str) -> list[str]:
        rows = json.loads(called(*words, "restore", "--format", "json").out)
        return list(dict.fromkeys(row["file"] for row in rows))

    assert listed() == [own, notes]
    assert listed("--notes", notes) == [notes]
    assert listed("-d", own) == [own]
    assert listed("-d", own, "--notes", notes) == [own, notes]


def test_no_copies_is_1_and_said(tmp_path: Path) -> None:
    result = called("restore", str(tmp_path / "none.json"))
    assert result.status == 1
    assert result.err.startswith(f"no copy of {tmp_path / 'none.json'}")


@pytest.mark.parametrize("damage", ["damaged", "gone"])
def test_what_is_damaged_or_gone_says_so_and_comes_back(own: str, damage: str) -> None:
    content = Path(own).read_bytes()
    if damage == "gone":
        Path(own).unlink()
    else:
        Path(own).write_bytes(b"{")
    told = called("-d", own, "stats").err
    if damage == "damaged":
        assert "see kursk-tui restore FILE" in told
    listed = called("restore", own)
    assert listed.status == 0
    assert f"kursk-tui restore {own} last puts the newest sound copy back" in listed.err
    line = one_line(called("restore", own, "last"), 0)
    assert "put back, the copy " in line
    assert "157 claims" in line
    assert ("the file that was there is kept as" in line) == (damage == "damaged")
    assert Path(own).read_bytes() == content
    assert called("-d", own, "stats").status == 0
    assert "is the copy" in one_line(called("restore", own, copies(own)[0].digest), 0)


def test_a_named_copy_comes_back(own: str) -> None:
    name = copies(own)[1].digest[:4]
    assert "put back" in one_line(called("restore", own, name), 0)
    assert Path(own).read_bytes() == Path(FIVE).read_bytes()


@pytest.mark.parametrize("wanted", ["nope", "", "\x1b[31m"])
def test_no_such_copy_is_2_and_a_line(own: str, wanted: str) -> None:
    line = one_line(called("restore", own, wanted), 2)
    assert "kursk-tui restore FILE lists them" in line
    assert line[:-1].isprintable()


def test_copy_over_a_dossier_keeps_what_was_there(own: str) -> None:
    content = Path(own).read_bytes()
    assert called("-d", FIVE, "copy", own, "--force").status == 0
    assert Path(own).read_bytes() == Path(FIVE).read_bytes()
    assert "put back" in one_line(called("restore", own, "last"), 0)
    assert Path(own).read_bytes() == content


def test_a_copy_that_is_not_kept_is_told_in_a_line(own: str) -> None:
    root = Path(backups.all_in())
    shutil.rmtree(root)
    root.write_text("in the way")
    result = spawned("-d", own, "edits", "undo")
    assert result.status == 0
    done, missing = result.err.splitlines()
    assert done.startswith("undone: ")
    assert missing.startswith(f"kursk-tui: {own}: is written, but no copy of it is kept")


def test_copies_are_completed(own: str) -> None:
    names = [copy.digest[:8] for copy in copies(own)]
    assert completions(["restore", own, ""]) == ["last", *names]
    assert completions(["restore", own, names[1][:3]]) == [names[1]]
    assert completions(["restore", own, "last", ""]) == []
    assert completions(["restore", ""]) == completions(["restore", "/nowhere", ""]) == []
