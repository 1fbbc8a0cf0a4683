"""What our own tables say comes back by id: the same where nobody touched it, else that alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.export.spreadsheet import Table, to_csv, to_jsonl
from kursk_tui.export.tables import CLAIMS, claims_table
from kursk_tui.export.workbook import to_xlsx
from kursk_tui.intake.tables.mapping import OWN, guess
from kursk_tui.intake.tables.reading import read_table
from kursk_tui.intake.tables.rows import Plan
from kursk_tui.words.flat import own_cells
from tests.export.build import NASTY, poisoned
from tests.five import FIVE
from tests.intake.tables.tables import COUNTS, begun, planned, table_of, taken_in

ROOT = Path(__file__).parents[3]
FILES = ("kursk.json", *(f"samples/{name}.json" for name in ("al-ahli", "belgrade", "derna")))
FORMATS: dict[str, Callable[[Table], bytes]] = {
    "csv": lambda table: to_csv(*table).encode(),
    "jsonl": lambda table: to_jsonl(*table).encode(),
    "xlsx": lambda table: to_xlsx({"claims": table}),
}


@pytest.fixture(scope="module", params=FILES)
def dossier(request: pytest.FixtureRequest) -> Dossier:
    return Dossier.open(ROOT / "data" / request.param)


def back(dossier: Dossier, table: Table, tmp_path: Path, ending: str = "csv") -> Plan:
    """What a table comes to when it is taken in again."""
    path = tmp_path / f"claims.{ending}"
    path.write_bytes(FORMATS[ending](table))
    return planned(dossier, read_table(str(path)))


def changed(table: Table, claim: str, **cells: Any) -> Table:
    """The table with some cells of a claim's row changed."""
    header, rows = table
    at = {name: place for place, name in enumerate(header)}
    found = []
    for row in rows:
        if row[at["id"]] == claim:
            new = list(row)
            for name, value in cells.items():
                new[at[name]] = value
            row = tuple(new)
        found.append(row)
    return header, tuple(found)


@pytest.mark.parametrize("ending", FORMATS)
def test_all_that_is_exported_comes_back_the_same(
    dossier: Dossier, ending: str, tmp_path: Path
) -> None:
    found = back(dossier, claims_table(dossier, Index(dossier)), tmp_path, ending)
    assert found.changes == ()
    assert found.count("same") == len(found.rows) == len(dossier.claims)


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_comes_back_the_same(nasty: str, tmp_path: Path) -> None:
    poison = poisoned(nasty)
    for ending in FORMATS:
        found = back(poison, claims_table(poison, Index(poison)), tmp_path, ending)
        assert [row for row in found.rows if row.state != "same"] == [], ending


def fields_changed(found: Plan) -> dict[str, set[str]]:
    """Which fields of which records a plan changes."""
    fields = {}
    for change in found.changes:
        assert change.before is not None
        assert change.after is not None
        before, after = change.before, change.after
        fields[change.id] = {name for name in after if after[name] != before.get(name)}
    return fields


# A cell of the claim ki-2025-02-27.17c, what is written into it, and the field that changes.
CELLS: dict[str, tuple[Any, str]] = {
    "statement": ("The NIS spoke of 300 dead.", "statement"),
    "written": ("more than 300", "figure"),
    "low": (310, "figure"),
    "measure": ("casualties", "measure"),
    "population": (None, "scope"),
    "place": ("kursk", "scope"),
    "within": ("2024-12", "scope"),
    "attribution": ("yonhap nis", "attribution"),
    "lineage": ("partial", "lineage"),
    "release": (None, "release"),
    "events_named": ("museum", "events"),
    "modality": ("possible", "modality"),
    "likelihood": ("likely", "likelihood"),
    "note": ("seen again", "note"),
}


@pytest.mark.parametrize("column", CELLS)
@pytest.mark.parametrize("ending", FORMATS)
def test_a_changed_cell_changes_its_field_and_no_other(
    column: str, ending: str, tmp_path: Path
) -> None:
    whole = Dossier.open(FIVE)
    value, field = CELLS[column]
    table = claims_table(whole, Index(whole))
    one = "ki-2025-02-27.17c"
    found = back(whole, changed(table, one, **{column: value}), tmp_path, ending)
    assert fields_changed(found) == {one: {field}}
    assert found.count("same") == len(whole.claims) - 1
    (row,) = (row for row in found.rows if row.state == "changed")
    assert row.why
    (change,) = found.changes
    assert change.after is not None
    if field == "figure":
        figure = dict(change.after["figure"])
        assert figure.pop(column) == value
        assert figure.items() <= whole.raw_rows("claims")[one]["figure"].items()


def test_a_changed_moment_is_stated(tmp_path: Path) -> None:
    whole = Dossier.open(FIVE)
    table = claims_table(whole, Index(whole))
    one = "ki-2025-02-27.17c"
    found = back(whole, changed(table, one, as_of="13 January 2025"), tmp_path)
    (change,) = found.changes
    assert change.after is not None
    assert (change.after["as_of"], change.after["as_of_basis"]) == ("2025-01-13", "stated")
    assert fields_changed(found)[one] == {"as_of", "as_of_basis"}


def derived() -> Iterator[str]:
    yield from (name for name in CLAIMS if name not in OWN.values())


@pytest.mark.parametrize("column", derived())
def test_what_is_worked_out_is_never_read_back(column: str, tmp_path: Path) -> None:
    whole = Dossier.open(FIVE)
    header, rows = claims_table(whole, Index(whole))
    place = header.index(column)
    spoiled = tuple((*row[:place], "2031-05-06", *row[place + 1 :]) for row in rows)
    assert back(whole, (header, spoiled), tmp_path).changes == ()


def test_every_own_column_is_exported_and_of_the_record(dossier: Dossier) -> None:
    claim = next(iter(dossier.claims.values()))
    assert set(OWN.values()) == set(own_cells(claim)) <= set(CLAIMS)


def test_rows_and_columns_may_be_taken_away(tmp_path: Path) -> None:
    whole = Dossier.open(FIVE)
    text = "id,note\nki-2025-02-27.17c,seen\n"
    found = planned(whole, table_of(tmp_path, text, "some.csv"))
    assert fields_changed(found) == {"ki-2025-02-27.17c": {"note"}}


REFUSED = {
    "a claim that is not there": ("id", "ki-2025-02-27.99", "there is no claim"),
    "another document": ("source", "joongang-2026-02-10", "a claim stays in its document"),
    "no statement": ("statement", None, "a claim needs a statement"),
    "no words": ("written", None, "a figure needs its words"),
    "a figure of nothing": ("measure", None, "nothing says what is counted"),
    "low above high": ("high", 1, "the figure"),
    "an unknown hedge": ("hedge", "maybe", "hedge 'maybe' is none of"),
    "no number": ("low", "many", "'many' is no number"),
    "an unknown event": ("events_named", "party", "'party' is no event"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_cell_that_makes_no_sense_is_refused(name: str, tmp_path: Path) -> None:
    column, value, why = REFUSED[name]
    whole = Dossier.open(FIVE)
    table = claims_table(whole, Index(whole))
    found = back(whole, changed(table, "ki-2025-02-27.17c", **{column: value}), tmp_path)
    (row,) = (row for row in found.rows if row.state != "same")
    assert row.state == "refused"
    assert why in row.why[0]
    assert found.changes == ()


def test_a_claim_that_stands_twice_is_refused(tmp_path: Path) -> None:
    whole = Dossier.open(FIVE)
    text = "id,note\nki-2025-02-27.17c,one\nki-2025-02-27.17c,two\n"
    found = planned(whole, table_of(tmp_path, text))
    assert [row.state for row in found.rows] == ["changed", "refused"]
    assert found.rows[1].why == ("row 2 tells of this claim already",)


def test_a_statement_of_ours_follows_and_one_of_somebody_stays(tmp_path: Path) -> None:
    first = begun(tmp_path)
    after = taken_in(first, planned(first, table_of(tmp_path, COUNTS)))
    table = claims_table(after, Index(after))
    one = "post-2023-10-18.r1"
    new = changed(table, one, written="473", low=473, high=473)
    last = taken_in(after, back(after, new, tmp_path))
    assert last.claims[one].statement == "Health Ministry: 473 persons killed."
    told = changed(table, one, statement="As told.", written="473", low=473, high=473)
    assert (
        taken_in(after.reload(), back(after.reload(), told, tmp_path)).claims[one].statement
        == "As told."
    )


def test_a_new_row_of_an_own_table_is_a_new_claim(tmp_path: Path) -> None:
    first = begun(tmp_path)
    after = taken_in(first, planned(first, table_of(tmp_path, COUNTS)))
    header, rows = claims_table(after, Index(after))
    cells = {
        "source": "post-2023-10-18",
        "measure": "wounded",
        "written": "12",
        "modality": "asserted",
    }
    row = tuple(cells.get(name) for name in header)
    found = back(after, (header, (*rows, row)), tmp_path)
    assert [row.state for row in found.rows] == [*["same"] * len(rows), "new"]
    assert found.rows[-1].claim == "post-2023-10-18.r3"


def test_the_formats_say_the_same(dossier: Dossier, tmp_path: Path) -> None:
    table = claims_table(dossier, Index(dossier))
    lines = [json.loads(line) for line in to_jsonl(*table).splitlines()]
    rows = list(csv.DictReader(to_csv(*table).splitlines()))
    assert [line["id"] for line in lines] == [row["id"] for row in rows]
    for line, row in zip(lines, rows, strict=True):
        assert list(line) == list(row)
        assert {name for name, value in line.items() if value is None} == {
            name for name, text in row.items() if not text
        }


def test_another_table_with_ids_is_guessed_as_before(tmp_path: Path) -> None:
    whole = Dossier.open(FIVE)
    text = "id,Outlet,Link,Toll\nki-2025-02-27.17c,Herald,https://a.example,3\n"
    found = guess(table_of(tmp_path, text), whole)
    assert found.columns["publisher"] == "Outlet"
    assert found.columns["figure"] == "Toll"
