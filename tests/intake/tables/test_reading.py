"""Tables as files: what is read, and one clear line for what is not."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.intake.tables import reading
from kursk_tui.intake.tables.reading import read_table
from kursk_tui.store.errors import DossierError

_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def table(tmp_path: Path, content: str | bytes, name: str = "t.csv") -> reading.Table:
    """What is read of a file with some content."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(str(path))


def workbook(path: Path, rows: Sequence[Sequence[Any]], **more: Sequence[Sequence[Any]]) -> str:
    """A workbook with a sheet of some rows; `more` are further sheets by name."""
    sheets: dict[str, Sequence[Sequence[Any]]] = {"Counts": rows, **more}
    with xlsxwriter.Workbook(path) as book:
        for name, some in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(some):
                for place, value in enumerate(row):
                    if isinstance(value, date):
                        form = book.add_format({"num_format": "yyyy-mm-dd"})
                        when = datetime(value.year, value.month, value.day)
                        sheet.write_datetime(number, place, when, form)
                    else:
                        sheet.write(number, place, value)
    return str(path)


def open_document(path: Path, cells: str) -> str:
    """An OpenDocument spreadsheet with one sheet, whose rows are given as XML."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Counts">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", _ODS_TYPE)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return str(path)


def _ods_row(*texts: str, extra: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"{extra}><text:p>{text}</text:p>'
        "</table:table-cell>"
        for text in texts
    )
    return f"<table:table-row>{cells}</table:table-row>"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str, tmp_path: Path) -> None:
    lines = [["Outlet", "Killed"], ["Herald", "at least 3"], ["Post, The", "4"]]
    quoted = [[f'"{cell}"' for cell in line] for line in lines]
    found = table(tmp_path, "\n".join(separator.join(line) for line in quoted))
    assert found.headers == ("Outlet", "Killed")
    assert found.rows == (("Herald", "at least 3"), ("Post, The", "4"))
    assert found.first == 2


def test_empty_lines_before_the_header_and_after_the_rows_are_passed_over(tmp_path: Path) -> None:
    found = table(tmp_path, "\n,\nOutlet,Killed\nHerald,3\n,\n\n")
    assert (found.headers, found.rows, found.first) == (("Outlet", "Killed"), (("Herald", "3"),), 4)


def test_a_column_without_a_header_is_left_out(tmp_path: Path) -> None:
    found = table(tmp_path, "Outlet,,Killed\nHerald,x,3\n")
    assert (found.headers, found.rows) == (("Outlet", "Killed"), (("Herald", "3"),))


def test_a_mark_of_utf_8_or_utf_16_is_no_letter(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert table(tmp_path, "Ö,Killed\nä,3\n".encode(encoding)).headers == ("Ö", "Killed")


def test_lines_of_json_are_a_table(tmp_path: Path) -> None:
    text = '{"Outlet": "Herald", "Killed": 3}\n\n{"Outlet": "Post", "Who": ["a", "b"]}\n'
    found = table(tmp_path, text, "t.jsonl")
    assert found.headers == ("Outlet", "Killed", "Who")
    assert found.rows == (("Herald", "3", ""), ("Post", "", "a, b"))


def test_a_workbook_is_read_as_one_would_type_it(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "t.xlsx",
        [["Outlet", "Killed", "Date", "Sure"], ["Herald", 3.0, date(2023, 10, 17), True]],
        Empty=list[list[Any]](),
    )
    assert read_table(path).rows == (("Herald", "3", "2023-10-17", "yes"),)


def test_an_open_document_is_read_too(tmp_path: Path) -> None:
    rows = _ods_row("Outlet", "Killed") + _ods_row("Herald", "at least 3")
    path = open_document(tmp_path / "t.ods", rows)
    assert read_table(path).rows == (("Herald", "at least 3"),)


def test_of_more_sheets_one_is_named(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Outlet", "Killed"], ["Herald", 3]]
    path = workbook(tmp_path / "t.xlsx", rows, Notes=[["x"], ["y"]])
    with pytest.raises(
        DossierError, match=r"more than one sheet; name one by --sheet: Counts, Not"
    ):
        read_table(path)
    assert read_table(path, sheet="Counts").headers == ("Outlet", "Killed")
    with pytest.raises(DossierError, match="has no sheet 'Sums'; its sheets are Counts, Notes"):
        read_table(path, sheet="Sums")


BAD: dict[str, tuple[str | bytes, str, str]] = {
    "Latin-1": ("Ort,Zahl\nKöln,3\n".encode("latin-1"), "t.csv", "is not in UTF-8"),
    "UTF-16 without a mark": (
        *("Outlet,Killed\nЖурнал,3\n".encode("utf-16-le"), "t.csv"),
        r"is not UTF-8 \(perhaps UTF-16\); save it",
    ),
    "the other UTF-16": (
        *("Outlet,Killed\nHerald,3\n".encode("utf-16-be"), "t.csv"),
        r"is not UTF-8 \(perhaps UTF-16\); save it",
    ),
    "a table of UTF-16 that is long": (
        *(("Outlet,Killed\n" + "Herald😀,3\n" * 2000).encode("utf-16-le"), "t.csv"),
        r"is not UTF-8 \(perhaps UTF-16\); save it",
    ),
    "binary": (b"\x00\x01\x02\x03" * 50, "t.csv", "is no text"),
    "two columns of one name": (
        "Killed,x,killed\n1,2,3\n",
        "t.csv",
        "two columns 'killed', A and C",
    ),
    "1,000 columns": (",".join(f"c{n}" for n in range(1000)) + "\n1\n", "t.csv", "1,000 columns"),
    "a formula": ("Outlet,Killed\nHerald,=SUM(A1)\n", "t.csv", "a formula at B2"),
    "a cell too many": ("Outlet,Killed\nHerald,3,4\n", "t.csv", "row 2 has more cells"),
    "a quote that is not closed": ('Outlet,Killed\n"Herald,3\n', "t.csv", "is no CSV"),
    "nothing": ("", "t.csv", "holds no rows"),
    "a header alone": ("Outlet,Killed\n", "t.csv", "holds no rows"),
    "no JSON": ("{\n", "t.jsonl", "line 1 is no JSON"),
    "no object": ("[1]\n", "t.jsonl", "line 1 is no object"),
    "an object in an object": ('{"a": {"b": 1}}\n', "t.jsonl", "an object in 'a'"),
    "no workbook": (b"PK\x03\x04 nothing", "t.xlsx", "is no workbook"),
    "no spreadsheet": (b"nothing", "t.ods", "is no workbook"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_table_gets_one_clear_line(name: str, tmp_path: Path) -> None:
    content, file, what = BAD[name]
    with pytest.raises(DossierError, match=what) as refused:
        table(tmp_path, content, file)
    assert len(str(refused.value).splitlines()) == 1
    assert refused.value.hint


def test_a_million_rows_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DossierError, match="more than 200,000 rows; split it"):
        table(tmp_path, "Killed\n" + "1\n" * 200_001)
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    path = workbook(tmp_path / "t.xlsx", [["Killed"], *[[n] for n in range(4)]])
    with pytest.raises(DossierError, match="more than 3 rows"):
        read_table(path)


def test_a_workbook_with_merged_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Outlet", "Killed"])
        sheet.merge_range(1, 0, 2, 0, "Herald")
        sheet.write_column(1, 1, [3, 4])
    with pytest.raises(DossierError, match="merged cells at A2; unmerge them"):
        read_table(str(path))


def test_a_workbook_with_formulas_is_refused_and_one_beside_it_is_not(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sums = book.add_worksheet("Sums & more")
        sums.write_row(0, 0, ["Outlet", "Killed"])
        sums.write_row(1, 0, ["Herald"])
        sums.write_formula(1, 1, "=1+2", value=3)
        plain = book.add_worksheet("Plain")
        plain.write_row(0, 0, ["Outlet"])
        plain.write_row(1, 0, ["Herald"])
    with pytest.raises(DossierError, match="holds formulas; paste their values"):
        read_table(str(path), sheet="Sums & more")
    assert read_table(str(path), sheet="Plain").rows == (("Herald",),)


def test_an_open_document_with_formulas_is_refused(tmp_path: Path) -> None:
    rows = _ods_row("Outlet") + _ods_row("3", extra=' table:formula="of:=1+2"')
    with pytest.raises(DossierError, match="holds formulas"):
        read_table(open_document(tmp_path / "t.ods", rows))


def test_a_workbook_without_its_reader_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "t.xlsx", [["Killed"], [3]])
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(DossierError, match=r"pip install 'kursk-tui\[tables\]'"):
        read_table(path)


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    for name in ("t.csv", "t.xlsx"):
        with pytest.raises(DossierError, match="No such file"):
            read_table(str(tmp_path / name))


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8)


@given(st.lists(st.lists(_TEXT, min_size=2, max_size=2), min_size=1, max_size=5))
def test_any_cells_written_as_csv_are_read_again(cells: list[list[str]]) -> None:
    import csv
    import io
    import tempfile

    buffer = io.StringIO()
    csv.writer(buffer).writerows([["Outlet", "Killed"], *cells])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_text(buffer.getvalue(), encoding="utf-8", newline="")
        wanted = [tuple(cell.strip() for cell in row) for row in cells]
        while wanted and not any(wanted[-1]):
            wanted.pop()
        is_bad = not wanted or any(len(c) > 1 and c[0] == "=" for row in wanted for c in row)
        if is_bad:
            with pytest.raises(DossierError):
                read_table(str(path))
        else:
            assert list(read_table(str(path)).rows) == wanted


@pytest.mark.parametrize(
    ("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_called_as_in_a_spreadsheet(place: int, letters: str) -> None:
    assert reading._letters(place) == letters
