"""Tables and data for other programs, from the shell."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import python_calamine

from kursk_tui.cli.arguments import EXPORTED
from kursk_tui.export.tables import TABLES
from kursk_tui.notebook.notebook import Notebook
from tests.cli.running import Result, called, on_terminal, spawned
from tests.five import FIVE

ONE, OTHER = "ki-2025-02-27.17c", "ki-2025-02-27.16b"


@pytest.fixture
def notes(tmp_path: Path) -> str:
    path = str(tmp_path / "notes.json")
    book = Notebook.open(path)
    book.append("verdict", f"pair:{OTHER}|{ONE}", value="real", body="canary", author="Jo")
    book.append("rating", f"claim:{ONE}", value="2", body="canary", author="Jo")
    book.append("note", f"claim:{ONE}", body="secret", author="Jo")
    return path


def export(*words: str) -> Result:
    return called("-d", FIVE, "export", *words)


def test_the_tables_of_the_parser_are_those_there_are() -> None:
    assert EXPORTED == TABLES


def test_a_database_holds_all_tables_with_their_types(tmp_path: Path) -> None:
    path = tmp_path / "all.sqlite"
    assert export("sqlite", "-o", str(path)).status == 0
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE sql != ''")]
    assert names == list(EXPORTED)
    for name in names:
        lines = export("jsonl", name).out.splitlines()
        (count,) = database.execute(f"SELECT count(*) FROM {name}").fetchone()
        assert count == len(lines) > 0
    (low,) = database.execute("SELECT suggested_high FROM claims WHERE id = ?", (ONE,)).fetchone()
    assert low == 400
    joined = (
        "SELECT a.kind FROM claims c JOIN sources s ON c.source = s.id "
        "JOIN agents a ON s.publisher = a.id"
    )
    assert ("outlet",) in database.execute(joined).fetchall()
    database.close()


def test_a_database_is_written_whole_and_the_same_twice(tmp_path: Path) -> None:
    first, second = tmp_path / "1.sqlite", tmp_path / "2.sqlite"
    assert export("sqlite", "claims", "-o", str(first)).status == 0
    assert export("sqlite", "claims", "-o", str(second)).status == 0
    assert first.read_bytes() == second.read_bytes()
    refused = export("sqlite", "-o", str(first))
    assert refused.status == 2
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.sqlite", "2.sqlite"]


def test_a_workbook_has_a_sheet_a_table_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    assert export("xlsx", "-o", str(path)).status == 0
    book = python_calamine.load_workbook(io.BytesIO(path.read_bytes()))
    assert book.sheet_names == list(EXPORTED)
    rows = book.get_sheet_by_name("claims").to_python()
    header = list(map(str, rows[0]))
    row = next(row for row in rows if row[0] == ONE)
    assert row[header.index("low")] == 300
    assert row[header.index("published")] == "2025-02-27"
    other = tmp_path / "again.xlsx"
    assert export("xlsx", "-o", str(other)).status == 0
    assert other.read_bytes() == path.read_bytes()
    # Of several sheets one is named.
    told = called("-d", FIVE, "import", str(path), "--list", "--format", "plain")
    assert "name one by --sheet: claims" in told.err
    told = called("-d", FIVE, "import", str(path), "--sheet", "claims", "--format", "plain")
    assert f"{len(rows) - 1} same" in told.err
    assert "is not read back" in told.err


def test_bytes_go_to_a_pipe_and_to_no_terminal() -> None:
    assert on_terminal(("-d", FIVE, "export", "sqlite")).status == 2
    words = [sys.executable, "-m", "kursk_tui", "-d", FIVE, "export", "sqlite", "scopes"]
    done = subprocess.run(words, capture_output=True, check=True)
    assert done.stdout.startswith(b"SQLite format 3\0")


def test_an_infinite_gap_is_null_in_json() -> None:
    rows = [json.loads(line) for line in export("jsonl", "pairs", "--unfold").out.splitlines()]
    assert all(row["gap"] is None or row["gap"] > 0 for row in rows)
    assert "Infinity" not in export("jsonl", "pairs", "--unfold").out


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("csv", "claims", "--severity", "3"), "it is for brief, report, csv pairs"),
        (("json", "--severity", "3"), "--severity does nothing for export json"),
        (("ftm", "--unfold"), "--unfold does nothing for export ftm"),
        (("csv", "--log"), "it is for chart"),
        (("ucdp", "killed", "--dot"), "it is for origins"),
        (("csv", "--with-verdicts"), "--with-verdicts does nothing"),
        (("stix", "--map", "x"), "it is for quickstatements"),
        (("ftm", "killed"), "takes the whole dossier"),
        (("ucdp",), "needs a measure"),
        (("ucdp", "unicorns"), "unicorns"),
        (("quickstatements",), "give --map FILE"),
        (("claimreview",), "give --with-verdicts"),
        (("sqlite", "rumours"), "no table 'rumours'"),
    ],
)
def test_what_would_be_ignored_is_refused(words: tuple[str, ...], what: str) -> None:
    result = export(*words)
    assert result.status == 2
    assert what in result.err
    assert result.out == ""


@pytest.mark.parametrize(
    "words", [("ftm",), ("stix",), ("ucdp", "killed"), ("csl",), ("bibtex",)], ids=lambda w: w[0]
)
def test_each_says_what_its_format_cannot_hold(words: tuple[str, ...]) -> None:
    result = export(*words)
    assert result.status == 0
    assert result.out
    lines = result.err.splitlines()
    assert any(" has no place for " in line for line in lines)
    assert all(len(line) < 100 for line in lines)


def test_a_verdict_leaves_the_notebook_only_when_asked(notes: str) -> None:
    book = ("-d", FIVE, "--notes", notes, "export")
    for what in ("ftm", "stix", "csl", "bibtex", "json", "jsonl"):
        assert "canary" not in called(*book, what).out
    for what in ("stix", "claimreview"):
        told = called(*book, what, "--with-verdicts").out
        assert told.count("canary") == 2
        assert "secret" not in told


def test_without_a_verdict_nothing_is_written(tmp_path: Path) -> None:
    path, book = tmp_path / "review.json", str(tmp_path / "none.json")
    result = called(
        *("-d", FIVE, "--notes", book, "export", "claimreview", "--with-verdicts", "-o", str(path))
    )
    assert result.status == 1
    assert not path.exists()


def test_what_is_not_seen_is_not_exported() -> None:
    shown = export("ftm", "--without", "nis").out
    assert ONE not in shown
    assert ONE in export("ftm").out


def test_xlsx_without_its_writer_says_what_to_do(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['xlsxwriter'] = None\n"
        "from kursk_tui.main import main\n"
        f"sys.exit(main(['-d', {FIVE!r}, 'export', 'xlsx', '-o', {str(tmp_path / 'x.xlsx')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'kursk-tui[tables]'" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_changed_cell_is_taken_in_and_taken_back(tmp_path: Path) -> None:
    own, table = str(tmp_path / "own.json"), tmp_path / "claims.csv"
    assert called("-d", FIVE, "copy", own).status == 0
    assert called("-d", own, "export", "csv", "-o", str(table)).status == 0
    before = called("-d", own, "claim", ONE, "--format", "json").out
    text = table.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith(f"{ONE},"))
    table.write_text(text.replace(line, line.replace("at least 300", "more than 300")), "utf-8")
    told = called("-d", own, "import", str(table), "--accept", "--format", "plain")
    assert "1 changed" in told.err
    assert "figure: at least 300 → more than 300" in told.out
    assert called("-d", own, "claim", ONE, "--format", "json").out != before
    assert called("-d", own, "edits", "undo").status == 0
    assert called("-d", own, "claim", ONE, "--format", "json").out == before


def test_a_pipe_gets_the_same_bytes_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    assert export("jsonl", "-o", str(path)).status == 0
    assert spawned("-d", FIVE, "export", "jsonl").out.encode() == path.read_bytes()
