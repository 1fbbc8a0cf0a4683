"""A table from a file: CSV, TSV, XLSX, ODS or JSON lines, every cell as text.

What cannot be read for certain is refused in a line: a table that was read wrongly would make
claims that nobody made.
"""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from kursk_tui.intake.documents.decoding import DAMAGED, GUESSED, decode_text, is_binary
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError

TEXTS, BOOKS, LINES = (".csv", ".tsv"), (".xlsx", ".ods"), (".jsonl", ".ndjson")
ENDINGS = (*TEXTS, *BOOKS, *LINES)
MOST_COLUMNS = 200
MOST_ROWS = 200_000
LARGEST_BYTES = 200_000_000
_SEPARATORS = ",;\t|"
_FIRST_LINES = 20
# In bytes.
_LOOKED_AT = 8192

Row = tuple[str, ...]


class Table(NamedTuple):
    """A table: `rows` are as long as `headers`, and begin at line or row `first` of the file."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    first: int = 2


def is_table(path: str) -> bool:
    """Whether a file is a table by its name."""
    return os.path.splitext(path)[1].lower() in ENDINGS  # noqa: PTH122


def read_table(path: str, *, sheet: str | None = None) -> Table:
    """Read a table; of a workbook the sheet of a name, else its only one with anything in it.

    Raises DossierError where the file can't be read, is too large, is in an unknown encoding,
    has merged cells, formulas, two columns of one name or more columns or rows than are read.
    """
    ending = os.path.splitext(path)[1].lower()  # noqa: PTH122
    if ending in BOOKS:
        found: Iterable[Sequence[Any]] = _sheet(path, sheet)
    else:
        raw, _ = files.read(path)
        if len(raw) > LARGEST_BYTES:
            raise _wrong(path, f"is larger than {LARGEST_BYTES // 1_000_000} MB", "split it")
        text = _text(path, raw)
        found = _objects(path, text) if ending in LINES else _separated(path, text, ending)
    return _table(path, found)


def sheets_of(path: str) -> tuple[str, ...]:
    """The sheets of a workbook that hold anything; none for what is no workbook.

    Raises DossierError as `read_table` does for a file that cannot be read.
    """
    if os.path.splitext(path)[1].lower() not in BOOKS:  # noqa: PTH122
        return ()
    _, book = _opened(path)
    sheets = (book.get_sheet_by_name(name) for name in book.sheet_names)
    return tuple(sheet.name for sheet in sheets if sheet.height and sheet.width)


# ---- the kinds of files


def _text(path: str, raw: bytes) -> str:
    if _is_utf_16(raw):
        raise _wrong(path, "is not UTF-8 (perhaps UTF-16)", "save it as CSV in UTF-8")
    if is_binary(raw):
        raise _wrong(path, "is no text", "save it as CSV in UTF-8")
    text, remarks = decode_text(raw, None)
    if GUESSED in remarks or DAMAGED in remarks:
        raise _wrong(path, "is not in UTF-8", "save it again as CSV in UTF-8")
    return text


def _is_utf_16(raw: bytes) -> bool:
    """Whether bytes are a text in two-byte units that has no mark which says so."""
    start = raw[:_LOOKED_AT]
    for codec in ("utf-16-le", "utf-16-be"):
        # No text is without a line end; what is no text has units that are no letters.
        if raw[:2] not in (BOM_UTF16_LE, BOM_UTF16_BE) and "\n".encode(codec) in start:
            try:
                # A letter may be cut in two at the end.
                text = getincrementaldecoder(codec)().decode(start)
            except UnicodeDecodeError:
                continue
            if all(char.isprintable() or char.isspace() for char in text):
                return True
    return False


def _separated(path: str, text: str, ending: str) -> Iterator[list[str]]:
    separator = "\t" if ending == ".tsv" else _separator(text)
    csv.field_size_limit(1_000_000)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error as error:
        hint = "put text that holds quotes or line ends between quotes, or save it again as CSV"
        raise _wrong(path, f"is no CSV: {error}", hint) from error


def _separator(text: str) -> str:
    """The separator that cuts the first lines into most columns, in each line as many."""
    lines = text.split("\n", _FIRST_LINES)[:_FIRST_LINES]

    def columns(separator: str) -> int:
        try:
            found = {len(row) for row in csv.reader(lines, delimiter=separator) if row}
        except csv.Error:
            return 0
        return found.pop() if len(found) == 1 else 0

    best = max(_SEPARATORS, key=columns)
    # Where rows differ in length, the header tells.
    return best if columns(best) > 1 else max(_SEPARATORS, key=lines[0].count)


def _objects(path: str, text: str) -> Iterator[Sequence[Any]]:
    """Lines of JSON as a header and rows: the columns are all keys, in the order of their first."""
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _wrong(path, f"line {number} is no JSON", "write one object a line") from error
        if not isinstance(row, dict):
            raise _wrong(path, f"line {number} is no object", "write one object a line")
        rows.append(row)
        if len(rows) > MOST_ROWS:
            raise _too_long(path)
    headers = list(dict.fromkeys(name for row in rows for name in row))
    yield headers
    for number, row in enumerate(rows, 1):
        for name, value in row.items():
            if isinstance(value, dict) or (isinstance(value, list) and not _are_plain(value)):
                what = f"line {number} has an object in {name!r}"
                raise _wrong(path, what, "write texts, numbers or lists of them")
        yield [row.get(name) for name in headers]


def _are_plain(values: list[Any]) -> bool:
    return not any(isinstance(value, dict | list) for value in values)


def _opened(path: str) -> tuple[bytes, Any]:
    """The bytes of a workbook, and the workbook. Raises DossierError."""
    try:
        import python_calamine
    except ImportError as error:
        hint = "pip install 'kursk-tui[tables]', or save it as CSV"
        raise _wrong(path, "can't be read without the extra [tables]", hint) from error
    # The system's own reason first: a file that is not there, or not for us.
    raw, _ = files.read(path)
    if len(raw) > LARGEST_BYTES:
        raise _wrong(path, f"is larger than {LARGEST_BYTES // 1_000_000} MB", "split it")
    try:
        return raw, python_calamine.load_workbook(io.BytesIO(raw))
    except python_calamine.CalamineError as error:
        raise _wrong(path, "is no workbook that can be read", "save it as CSV") from error


def _sheet(path: str, wanted: str | None) -> list[list[Any]]:
    raw, book = _opened(path)
    import python_calamine

    try:
        names = book.sheet_names
        if wanted is not None and wanted not in names:
            raise _wrong(path, f"has no sheet {wanted!r}", f"its sheets are {', '.join(names)}")
        sheets = [book.get_sheet_by_name(name) for name in names if wanted in (None, name)]
        filled = [sheet for sheet in sheets if sheet.height and sheet.width]
        if len(filled) > 1:
            with_any = ", ".join(sheet.name for sheet in filled)
            raise _wrong(path, "has more than one sheet", f"name one by --sheet: {with_any}")
        if not filled:
            return []
        (sheet,) = filled
        if sheet.width > MOST_COLUMNS:
            raise _too_wide(path, sheet.width)
        if sheet.height > MOST_ROWS + 1:
            raise _too_long(path)
        for start, _end in sheet.merged_cell_ranges or ():
            cell = f"{_letters(start[1])}{start[0] + 1}"
            raise _wrong(path, f"has merged cells at {cell}", "unmerge them, fill each, save again")
        rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    except python_calamine.CalamineError as error:
        raise _wrong(path, "is no workbook that can be read", "save it as CSV") from error
    if _has_formulas(raw, sheet.name):
        raise _wrong(path, "holds formulas", "paste their values in their place, save again")
    return rows


def _has_formulas(raw: bytes, sheet: str) -> bool:
    """Whether a sheet of a workbook computes anything: its results may be those of long ago."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            return b"table:formula=" in archive.read("content.xml")
        part = _part_of(archive, sheet)
        return part in names and re.search(rb"<f[ >/]", archive.read(part)) is not None


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of an XLSX workbook that a sheet is in; empty where it does not say."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    parts = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    for tag in re.findall(r"<sheet\b[^>]*>", book):
        if html.unescape(_attribute(tag, "name")) == sheet:
            wanted = _attribute(tag, "r:id")
            for part in re.findall(r"<Relationship\b[^>]*>", parts):
                if _attribute(part, "Id") == wanted:
                    return "xl/" + _attribute(part, "Target").removeprefix("/xl/")
    return ""


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


# ---- what they come to


def _table(path: str, found: Iterable[Sequence[Any]]) -> Table:
    rows: list[Row] = []
    headers: Row = ()
    first = 2
    for number, cells in enumerate(found, 1):
        if not headers and any(cell not in (None, "") for cell in cells):
            headers, first = _headers(path, cells), number + 1
        elif headers:
            rows.append(_row(path, cells, len(headers), number))
        if len(rows) > MOST_ROWS:
            raise _too_long(path)
    while rows and not any(rows[-1]):
        rows.pop()
    if not headers or not rows:
        raise _wrong(path, "holds no rows", "give it a line of headers, and rows below it")
    kept = [place for place, header in enumerate(headers) if header]
    return Table(
        os.path.basename(path),  # noqa: PTH119
        tuple(headers[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
        first,
    )


def _headers(path: str, cells: Sequence[Any]) -> Row:
    names = [" ".join(_cell(cell).split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise _too_wide(path, len(names))
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        if name and places.setdefault(name.casefold(), place) != place:
            both = f"{_letters(places[name.casefold()])} and {_letters(place)}"
            raise _wrong(path, f"has two columns {name!r}, {both}", "rename one of them")
    return tuple(names)


def _row(path: str, cells: Sequence[Any], width: int, number: int) -> Row:
    if any(cell not in (None, "") for cell in cells[width:]):
        what = f"row {number} has more cells than there are headers"
        raise _wrong(path, what, "put text that holds the separator between quotes")
    row = [_cell(cell) for cell in cells[:width]]
    for place, text in enumerate(row):
        # In lines of JSON a text is a text.
        if text.startswith("=") and len(text) > 1 and not path.lower().endswith(LINES):
            what = f"holds a formula at {_letters(place)}{number}"
            raise _wrong(path, what, "paste its value in its place, save again")
    return (*row, *[""] * (width - len(row)))


def _cell(value: Any) -> str:
    """A cell as one would type it: a whole number without a point, a day without its midnight."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    return str(value)


def _letters(place: int) -> str:
    """The letters by which a spreadsheet calls a column: A, B, ... Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _too_wide(path: str, columns: int) -> DossierError:
    # Short, for a line of eighty columns.
    return _wrong(path, f"has {columns:,} columns, more than {MOST_COLUMNS}", "keep fewer")


def _too_long(path: str) -> DossierError:
    return _wrong(path, f"has more than {MOST_ROWS:,} rows", "split it into several tables")


def _wrong(path: str, what: str, hint: str) -> DossierError:
    return DossierError(what, path=path, hint=hint)
