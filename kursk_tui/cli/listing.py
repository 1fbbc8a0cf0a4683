"""What a headless command answers with, whatever format it is then printed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

Row = dict[str, Any]


class Column(NamedTuple):
    """A column of the table: the key of its value in a row, and its heading.

    A `number` stands at the right; a `wide` one takes the room that is left; what is `whole`
    is not broken over lines while anything else can be, so that an id can be copied.
    """

    key: str
    title: str
    number: bool = False
    wide: bool = False
    whole: bool = False


class Listing(NamedTuple):
    """Rows, and which of their values a table shows; JSON gets all of them.

    `record` marks the answer to a question about one thing: JSON then gets one object, its
    `rows` being (field, value) pairs. `text` is printed in place of a table on a terminal.
    `narration` goes to stderr.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    record: Row | None = None
    text: str | None = None
    narration: str = ""


FIELD_COLUMNS = (Column("field", "field"), Column("value", "value", wide=True))


def record_listing(record: Row, shown: Row | None = None, *, narration: str = "") -> Listing:
    """One thing as fields and values: `record` for JSON, `shown` (else it) for a table."""
    rows: list[Row] = []
    for field, value in (shown or record).items():
        if isinstance(value, list) and value and field != "aliases":
            rows += [{"field": field, "value": v} for v in value]
        elif value not in (None, "", []):
            rows.append({"field": field, "value": value})
    return Listing(FIELD_COLUMNS, rows, record, narration=narration)


def short_cell(value: Any) -> str:
    """A value for a reader: as `cell`, but of what was computed no more digits than matter."""
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")
    return cell(value)


def cell(value: Any) -> str:
    """A value as text: empty for None, a list joined by semicolons, no more digits than it has."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, list | tuple):
        return "; ".join(map(cell, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {cell(v)}" for key, v in value.items() if v not in (None, "", []))
    return str(value)
