"""`kursk-tui notes merge`: what is printed where, and the exit status."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kursk_tui.main import main
from kursk_tui.notebook.notebook import Notebook


def run(*arguments: str) -> int:
    return main(["notes", *arguments])


@pytest.fixture
def books(tmp_path: Path) -> list[str]:
    """Two notebooks of one entry each, and a name for a third."""
    names = [str(tmp_path / f"{name}.json") for name in ("ann", "bob", "both")]
    for name in names[:2]:
        Notebook.open(name).append("flag", "claim:a.1", author=Path(name).stem)
    return names


def test_merge_says_how_many_entries(books: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    a, b, out = books
    assert run("merge", a, b, "-o", out) == 0
    assert capsys.readouterr() == ("", f"{out}: 2 entries\n")
    assert {note.author for note in Notebook.open(out).entries} == {"ann", "bob"}
    assert run("merge", a, a, "--output", out + "2") == 0
    assert capsys.readouterr() == ("", f"{out}2: 1 entry\n")


def test_an_error_is_one_line_and_2(
    books: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    a, b, out = books
    damaged = tmp_path / "damaged\x1b[2J.json"
    damaged.write_text("{", "utf-8")
    for arguments, words in (
        ((a, out, "-o", out), "can't be read"),
        ((a, b, "-o", b), "already there"),
        ((a, b, "-o", str(damaged), "--force"), "not valid JSON"),
        ((a, str(damaged), "-o", out), "not valid JSON"),
        ((a, b, "-o", str(tmp_path / "no" / "out.json")), "folder"),
    ):
        assert run("merge", *arguments) == 2
        printed, told = capsys.readouterr()
        assert printed == ""
        assert told.startswith("kursk-tui: ")
        assert told.endswith("\n")
        assert told[:-1].isprintable()
        assert words in told
    assert not Path(out).exists()
    assert damaged.read_text("utf-8") == "{"


def test_force_replaces_one_of_the_two(
    books: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    a, b, _ = books
    assert run("merge", a, b, "-o", a, "--force") == 0
    assert capsys.readouterr().err == f"{a}: 2 entries\n"
    assert len(Notebook.open(a).entries) == 2
    assert len(Notebook.open(b).entries) == 1


def test_a_hostile_name_can_not_reach_the_terminal(
    books: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    a, b, _ = books
    assert run("merge", a, b, "-o", str(tmp_path / "\x1b[2J.json")) == 0
    assert capsys.readouterr().err[:-1].isprintable()


@pytest.mark.parametrize(
    "arguments", [("join",), ("merge",), ("merge", "a", "-o", "c"), ("merge", "a", "b")]
)
def test_bad_use_is_2(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().out == ""


def test_help_names_every_part(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, words in (
        (("--help",), ("merge",)),
        (("merge", "--help"), ("A", "B", "--output C", "--force")),
    ):
        with pytest.raises(SystemExit) as caught:
            run(*arguments)
        assert caught.value.code == 0
        shown = capsys.readouterr().out
        assert all(word in shown for word in words)


def test_the_parser_costs_a_look_up_nothing() -> None:
    code = (
        "import sys\n"
        "from kursk_tui.cli.parser import build_parser\n"
        "build_parser('notes')\n"
        "print(*[name for name in sys.modules if name.startswith('kursk_tui.')])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = ["kursk_tui.cli", "kursk_tui.cli.arguments", "kursk_tui.cli.parser"]
    assert result.stdout.split() == loaded
