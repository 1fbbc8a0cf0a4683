"""Tables as a workbook (XLSX), a sheet a table.

A text cell is a text and never a formula or a link, whatever it begins with; it is written as in
CSV, so that it stays one where somebody saves the sheet as CSV.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from math import isinf

from kursk_tui.dossier.naming import UseError
from kursk_tui.export.spreadsheet import LONGEST_CELL, Table, cell

_CUT = "…"
# No workbook tells when it was made: the same dossier gives the same bytes.
_MADE = datetime(2000, 1, 1, tzinfo=UTC)


def to_xlsx(tables: Mapping[str, Table]) -> bytes:
    """Tables by their names as an XLSX workbook. Raises UseError where its writer is missing."""
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        what = "xlsx needs the extra [tables]: pip install 'kursk-tui[tables]', or export csv"
        raise UseError(what) from error
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": _MADE.replace(tzinfo=None)})
    bold = book.add_format({"bold": True})
    for name, (header, rows) in tables.items():
        sheet = book.add_worksheet(name)
        for place, title in enumerate(header):
            sheet.write_string(0, place, title, bold)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, bool | str) or isinf(value):
                    sheet.write_string(number, place, _short(cell(value)))
                else:
                    sheet.write_number(number, place, value)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(rows)), len(header) - 1)
    book.close()
    return out.getvalue()


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + _CUT
