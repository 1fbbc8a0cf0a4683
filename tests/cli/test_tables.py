"""`import TABLE` and `new`, from the command line."""

from __future__ import annotations

import json
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.main import main
from tests.cli.running import called, on_terminal
from tests.intake.tables.tables import COUNTS


@pytest.fixture
def begun(tmp_path: Path) -> str:
    """A dossier that `new` began, and beside it a table."""
    path = str(tmp_path / "blast.json")
    result = called("new", path, "--title", "Blast", "--pack", "casualties")
    assert (result.status, result.out) == (0, "")
    assert "begun" in result.err
    (tmp_path / "counts.csv").write_text(COUNTS, encoding="utf-8")
    return path


def imported(begun: str, *words: str) -> list[dict[str, object]]:
    """What `import counts.csv` prints."""
    table = str(Path(begun).parent / "counts.csv")
    result = called("-d", begun, "import", table, "--format", "jsonl", *words)
    assert result.status == 0, result.err
    return [json.loads(line) for line in result.out.splitlines()]


def test_a_table_is_shown_and_nothing_is_changed(begun: str) -> None:
    before = Path(begun).read_bytes()
    rows = imported(begun)
    assert [(row["row"], row["state"], row["written"]) for row in rows][:2] == [
        (2, "new", "at least 500"),
        (3, "new", "471"),
    ]
    assert Path(begun).read_bytes() == before


def test_accept_takes_it_in_and_undo_takes_it_back(begun: str) -> None:
    imported(begun, "--accept")
    assert len(Dossier.open(begun).claims) == 5
    assert {row["state"] for row in imported(begun)} == {"same"}
    assert called("-d", begun, "disagreements").status == 0
    assert called("-d", begun, "edits", "undo").status == 0
    assert not Dossier.open(begun).claims


def test_what_is_refused_for_one_reason_in_one_row_stands_once(begun: str) -> None:
    table = Path(begun).parent / "counts.csv"
    table.write_text(
        "Outlet,Killed,Injured,Date,Origin\nHerald,3,4,03/04/2025,police\n"
        "Herald,3,4,2025-04-03,Jane Roe\nPost,viele,5,2025-04-03,police\n",
        encoding="utf-8",
    )
    plain = called("-d", begun, "import", str(table), "--format", "plain").out
    rows = [line.split("\t")[:4] for line in plain.splitlines()[1:]]
    assert rows == [
        ["2", "refused", "3; 4", "killed; wounded"],
        ["3", "refused", "3; 4", "killed; wounded"],
        ["4", "refused", "viele", "killed"],
        ["4", "new", "5", "wounded"],
    ]
    assert plain.count("may be two days") == plain.count("'Jane Roe' is new") == 1
    # Whoever reads it by a program has each figure.
    assert [row["written"] for row in imported(begun)] == ["3", "4", "3", "4", "viele", "5"]


def test_of_somebody_new_it_is_said_once_what_they_are_taken_for(begun: str) -> None:
    table = Path(begun).parent / "counts.csv"
    table.write_text(
        "Outlet,Killed,Origin\nHerald,3,Families' Committee\nPost,4,Families' Committee\n",
        encoding="utf-8",
    )
    assert [row["why"] for row in imported(begun)] == [
        ["new: Families' Committee (ngo), Herald (outlet)"],
        ["new: Post (outlet)"],
    ]


def test_what_the_columns_were_taken_for_stands_behind_the_rows(begun: str) -> None:
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        assert main(["-d", begun, "import", str(Path(begun).parent / "counts.csv")]) == 0
    before, row, after = said.getvalue().rpartition("hundreds")
    assert row
    assert "by its headers" not in before
    assert "kursk-tui: by its headers: Link is url, Outlet is publisher" in after
    assert "--save-map FILE keeps that" in after


def test_a_mapping_is_kept_and_used_again(begun: str, tmp_path: Path) -> None:
    kept = str(tmp_path / "map.toml")
    rows = imported(begun, "--save-map", kept)
    Path(kept).write_text(
        Path(kept).read_text("utf-8").replace('"Injured" = "wounded"\n', ""), "utf-8"
    )
    assert len(imported(begun, "--map", kept)) == len(rows) - 1
    again = called("-d", begun, "import", str(tmp_path / "counts.csv"), "--save-map", kept)
    assert again.status == 2
    assert "is there already" in again.err


def test_a_bad_table_is_one_line_and_changes_nothing(begun: str, tmp_path: Path) -> None:
    before = Path(begun).read_bytes()
    bad = tmp_path / "bad.csv"
    bad.write_text("Killed,killed\n1,2\n", encoding="utf-8")
    result = called("-d", begun, "import", str(bad), "--accept")
    assert (result.status, result.out, len(result.err.splitlines())) == (2, "", 1)
    assert Path(begun).read_bytes() == before


def test_new_asks_at_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "asked.json"
    typed = "Flood in Derna\nDerna, Libya\n2023-09\nen, ar\ndisaster, crowd\n"
    result = on_terminal(["new", str(path)], typed=typed)
    assert result.status == 0, result.out
    dossier = Dossier.open(str(path))
    assert (dossier.meta.title, dossier.meta.languages) == ("Flood in Derna", ("en", "ar"))
    assert {"killed", "attendance"} <= set(dossier.measures)
    assert [scope.name for scope in dossier.scopes.values() if scope.kind == "place"] == [
        *("Derna", "Libya"),
    ]


def test_new_takes_codes_of_languages_alone(tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    result = called("new", str(path), "--title", "Flood", "--language", "English")
    assert result.status == 2
    assert "'English' is no code of a language; give codes, as en or uk" in result.err
    assert not path.exists()


def test_new_without_a_terminal_says_what_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    result = called("new", str(path))
    assert result.status == 2
    assert "--title" in result.err
    assert not path.exists()


def test_new_writes_over_nothing(begun: str) -> None:
    before = Path(begun).read_bytes()
    assert called("new", begun, "--title", "x").status == 2
    assert Path(begun).read_bytes() == before
    assert called("new", begun, "--title", "x", "--force").status == 0
    assert Dossier.open(begun).meta.title == "x"
