"""A table as CSV that a spreadsheet opens without running anything in it, or as lines of JSON.

CSV is as in RFC 4180, but with a bare line feed: every reader takes it, and a line of the file is a
line for `grep`, `cut` and `diff` too. UTF-8 without a byte order mark. A cell never holds a line
break, as those are made visible like all that controls a terminal.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from math import isinf

from kursk_tui.model.text import plain_json, visible

Value = str | int | float | bool | None
Table = tuple[tuple[str, ...], tuple[tuple[Value, ...], ...]]

# A cell of a workbook holds no more characters.
LONGEST_CELL = 32_767

# What a spreadsheet may take for the beginning of a formula, full-width forms among them.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_SPACES = " \xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """A table as the text of a CSV file, a line a row, the header first.

    None is an empty cell, True and False are `yes` and `no`, numbers stay numbers, also negative
    ones (infinity is `inf`). Text that a spreadsheet could take for a formula gets an apostrophe
    before it. Raises ValueError for a row that is not as long as the header.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([cell(name) for name in header])
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"a row of {len(row)} cells under a header of {len(header)}")
        writer.writerow([cell(value) for value in row])
    return out.getvalue()


def to_jsonl(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """A table as lines of JSON, an object a row, each with all columns in their order.

    Texts are as they are in the dossier, with escapes for what must not reach a terminal. An
    infinite number is null: JSON has none. Raises ValueError as `to_csv` does.
    """
    lines = []
    for row in rows:
        cells = {
            name: None if isinstance(value, float) and isinf(value) else value
            for name, value in zip(header, row, strict=True)
        }
        lines.append(plain_json(json.dumps(cells, ensure_ascii=False)) + "\n")
    return "".join(lines)


def cell(value: Value) -> str:
    """The text of one cell, before it is put into quotes where it needs them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        # 300.0 is printed nowhere; inf has no whole number.
        return str(value) if isinf(value) or value % 1 else str(int(value))
    shown = visible(value)
    # The text as it came counts too: a tab at its start has become a space by now.
    hostile = any(text.lstrip(_SPACES).startswith(_FORMULA) for text in (value, shown))
    return f"'{shown}" if hostile else shown
