"""CSV of claims and figures: what each row needs to stand alone, behind the columns it had."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kursk_tui.dossier.dossier import Dossier
from tests.cli.hostile import write_hostile
from tests.cli.running import called

NEEDED = {
    *("reading", "publisher", "committed_low", "committed_high"),
    *("suggested_low", "suggested_high", "unit", "address"),
}


@pytest.fixture
def dossier(tmp_path: Path) -> str:
    return write_hostile(tmp_path).dossier


def rows_of(dossier: str, *words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(called("-d", dossier, *words).out)))


@pytest.mark.parametrize(
    ("words", "id"),
    [
        (("export", "csv", "claims"), "id"),
        (("claims", "--format", "csv"), "id"),
        (("find", "council", "--format", "csv"), "id"),
        (("measure", "flooded", "--unfold", "--format", "csv"), "id"),
        (("origins", "council", "--format", "csv"), "claim"),
        (("books", "by-district", "--format", "csv"), "claim"),
    ],
)
def test_each_row_of_a_claim_stands_alone(words: tuple[str, ...], id: str, dossier: str) -> None:
    claims = Dossier.open(dossier).claims
    rows = [row for row in rows_of(dossier, *words) if row[id] in claims]
    assert rows
    for row in rows:
        assert row.keys() >= NEEDED
        claim = claims[row[id]]
        is_tribune = claim.source == "tribune-1"
        assert row["address"] == ("https://tribune.example/flood" if is_tribune else "")
        assert row["publisher"]
        if row[id] == "tribune-1.2":
            bounds = [row[name] for name in ("committed_low", "committed_high", "unit")]
            assert bounds == ["1350", "1450", "houses"]
            assert row["reading"] == "about 1,400 [bold]"


@pytest.mark.parametrize("words", [("disagreements",), ("compare", "tribune-1.2")])
def test_both_sides_of_a_disagreement_stand_alone(words: tuple[str, ...], dossier: str) -> None:
    rows = rows_of(dossier, *words, "--format", "csv")
    sides = [(row, side) for row in rows for side in "ab" if row[f"claim_{side}"]]
    assert len(sides) > 1
    for row, side in sides:
        assert row.keys() >= {f"{name}_{side}" for name in NEEDED}
        assert row[f"publisher_{side}"]
        if row[f"claim_{side}"] == "tribune-1.2":
            assert row[f"address_{side}"] == "https://tribune.example/flood"
            assert row[f"reading_{side}"] == "about 1,400 [bold]"


def test_found_documents_have_their_address_and_other_records_nothing(dossier: str) -> None:
    rows = {row["id"]: row for row in rows_of(dossier, "find", "council", "--format", "csv")}
    assert rows["tribune-1"]["address"] == "https://tribune.example/flood"
    assert rows["tribune-1"]["published"] == "2031-03-09"
    assert rows["tribune-1"]["reading"] == ""
    assert not any(rows["council"][name] for name in NEEDED)


@pytest.mark.parametrize("format", ["plain", "md", "jsonl", "table"])
def test_other_formats_are_as_narrow_as_they_were(format: str, dossier: str) -> None:
    printed = called("-d", dossier, "find", "council", "--format", format).out
    assert "committed_low" not in printed
    assert "tribune.example" not in printed
