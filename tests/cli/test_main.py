"""The command line: what is printed where, and the exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kursk_tui.dossier.dossier import default_path
from kursk_tui.dossier.paths import dossier_path
from tests.dossier.sample import sample, write_sample


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kursk_tui", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environ},
        check=False,
    )


def test_check_says_the_shipped_dossier_is_sound() -> None:
    result = run("check")
    assert (result.returncode, result.stderr) == (0, "")
    *warnings, said = result.stdout.splitlines()
    assert all("warning: " in line for line in warnings)
    counted = f", {len(warnings)} warning{'s' if len(warnings) > 1 else ''}" if warnings else ""
    assert said == f"{default_path()}: sound{counted}"


def test_check_prints_a_line_a_problem_and_exits_2(tmp_path: Path) -> None:
    data = sample()
    rows = list(data["claims"].values())
    rows[0]["figure"]["hedge"] = "perhaps"
    rows[1]["source"] = "nowhere"
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    for result in (
        run("check", str(path)),
        run("-d", str(path), "check"),
        run("check", "-d", str(path)),
        run("check", KURSK_TUI_DOSSIER=str(path)),
    ):
        assert result.returncode == 2
        lines = result.stdout.splitlines()
        assert any("figure.hedge" in line and rows[0]["id"] in line for line in lines)
        assert any("nowhere" in line and rows[1]["id"] in line for line in lines)
        assert all(line.startswith(str(path)) for line in lines)
        assert f"{len(lines)} problems" in result.stderr


@pytest.mark.parametrize("content", ['{"meta": ', "", "[]", "\x00", "not json"])
def test_a_damaged_file_is_reported_and_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "damaged.json"
    path.write_text(content, encoding="utf-8")
    result = run("check", str(path))
    assert result.returncode == 2
    assert result.stdout.count("\n") == 1
    assert path.read_text(encoding="utf-8") == content
    assert [entry.name for entry in tmp_path.iterdir()] == ["damaged.json"]


def test_a_missing_file_is_one_line_and_2(tmp_path: Path) -> None:
    result = run("check", str(tmp_path / "none.json"))
    assert result.returncode == 2
    assert "none.json" in result.stdout + result.stderr


def test_the_explorer_refuses_without_a_terminal() -> None:
    result = run()
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "needs a terminal" in result.stderr


def test_version_and_help() -> None:
    assert run("--version").stdout.startswith("kursk-tui ")
    result = run("--help")
    assert result.returncode == 0
    for word in ("--dossier", "--texts", "--ascii", "--color", "check", "KURSK_TUI_DOSSIER"):
        assert word in result.stdout


def test_unknown_use_is_2() -> None:
    result = run("chekc")
    assert result.returncode == 2
    assert result.stdout == ""


def test_which_dossier(tmp_path: Path) -> None:
    mine = write_sample(tmp_path / "mine.json")
    assert dossier_path(mine, {"KURSK_TUI_DOSSIER": "/other"}) == mine
    assert dossier_path(None, {"KURSK_TUI_DOSSIER": "/other"}) == "/other"
    assert dossier_path(None, {}) == default_path()


def test_a_headless_command_imports_no_screen_and_no_database() -> None:
    code = (
        "import sys\n"
        "from kursk_tui.main import main\n"
        "status = main(['check'])\n"
        "heavy = {'textual', 'rich', 'tinydb', 'asyncio', 'dataclasses', 'inspect', 'tomllib'}\n"
        "print(sorted(heavy & set(sys.modules)), status)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines()[-1] == "[] 0"
