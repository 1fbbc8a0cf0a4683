"""`kursk-tui check` on a file with warnings: what it prints, and the exit status."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.hostile import ESCAPE
from tests.cli.running import called
from tests.dossier.sample import Data, sample


def with_warnings(data: Data) -> None:
    """A closed release, and a slip."""
    data["events"]["3"]["closed"] = True
    data["claims"]["1"]["as_of"] = "2040"


def with_problem(data: Data) -> None:
    data["scopes"]["1"]["colour"] = f"red {ESCAPE}"


def written(path: Path, *changes: object) -> str:
    data = sample()
    for change in changes:
        assert callable(change)
        change(data)
    path.write_text(json.dumps(data), "utf-8")
    return str(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "f.json"


def test_a_sound_file(path: Path) -> None:
    file = written(path)
    for words in (("check", file), ("check", "--strict", file)):
        assert called(*words) == (0, f"{file}: sound\n", "")


def test_warnings_alone_leave_it_sound(path: Path) -> None:
    file = written(path, with_warnings)
    result = called("check", file)
    lines = result.out.splitlines()
    assert (result.status, result.err) == (0, "")
    assert [line.split("; ")[0] for line in lines] == [
        f"{file}: table events, id briefing, field closed: warning: is set, but nothing is "
        "counted within a release",
        f"{file}: table claims, id gazette-1.1, field as_of: warning: 2040 lies after the page "
        "that asserts it, of 2031-03-04",
        f"{file}: sound, 2 warnings",
    ]


def test_one_warning_is_one(path: Path) -> None:
    file = written(path, lambda data: data["events"]["3"].update(closed=True))
    assert called("check", file).out.endswith(f"{file}: sound, 1 warning\n")


def test_strict_takes_them_for_problems(path: Path) -> None:
    file = written(path, with_warnings)
    result = called("check", "--strict", file)
    assert (result.status, result.out.count("\n")) == (2, 2)
    assert result.out.count("warning: ") == 2
    assert result.err == f"{file}: 2 warnings, not sound under --strict\n"
    for words in (("-d", file, "check", "--strict"), ("check", "-d", file, "--strict")):
        assert called(*words) == result


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_problems_come_first_and_both_are_counted(path: Path, strict: tuple[str, ...]) -> None:
    file = written(path, with_warnings, with_problem)
    result = called("check", file, *strict)
    assert result.status == 2
    assert ["warning: " in line for line in result.out.splitlines()] == [False, True, True]
    assert result.err == f"{file}: 1 problem, 2 warnings\n"


def test_a_file_that_cannot_be_read_is_no_warning(path: Path) -> None:
    path.write_text("{", "utf-8")
    for strict in ((), ("--strict",)):
        result = called("check", str(path), *strict)
        assert (result.status, result.out.count("\n")) == (2, 1)
        assert result.err.endswith(": 1 problem\n")


def test_a_format_has_a_column_for_the_level(path: Path) -> None:
    file = written(path, with_warnings, with_problem)
    bare = called("check", file)
    levels = ["error", "warning", "warning"]
    for format in ("json", "jsonl", "csv", "plain", "md", "table"):
        result = called("check", file, "--format", format)
        assert (result.status, result.err) == (2, bare.err)
        assert [result.out.count(word) >= 1 for word in ("level", "error", "warning")] == [True] * 3
        assert "\x1b" not in result.out
    rows = json.loads(called("check", file, "--format", "json").out)
    assert [row["level"] for row in rows] == levels
    assert list(rows[0]) == ["level", "table", "id", "field", "what", "hint"]
    assert "warning" not in rows[1]["what"]
    table = list(csv.DictReader(io.StringIO(called("check", file, "--format", "csv").out)))
    assert [row["level"] for row in table] == levels


def test_the_status_of_a_format_is_that_without(path: Path) -> None:
    file = written(path, with_warnings)
    result = called("check", file, "--format", "jsonl")
    assert (result.status, result.err) == (0, f"{file}: sound, 2 warnings\n")
    strict = called("check", file, "--format", "jsonl", "--strict")
    assert (strict.status, strict.out) == (2, result.out)
    assert strict.err == f"{file}: 2 warnings, not sound under --strict\n"


def test_ascii(path: Path) -> None:
    def mutate(data: Data) -> None:
        data["events"]["3"].update(id="bríefing", closed=True)

    file = written(path, mutate)
    result = called("check", "--ascii", file)
    assert "warning: " in result.out
    assert result.out.isascii()
