"""Tables as an SQLite database, a table each, every column of one type."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from kursk_tui.export.spreadsheet import Table, Value
from kursk_tui.export.tables import kind_of
from kursk_tui.model.text import visible

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


def to_sqlite(tables: Mapping[str, Table]) -> bytes:
    """Tables by their names as the bytes of a database; a column `id` is the key of its table.

    It is made in memory, so that what is written to a file is whole. True is 1 and False 0; what
    would command a terminal is made visible, as in CSV.
    """
    database = sqlite3.connect(":memory:")
    try:
        for name, (header, rows) in tables.items():
            columns = ", ".join(
                f'"{column}" {_TYPES[kind_of(name, column)]}'
                + (" PRIMARY KEY" if column == "id" else "")
                for column in header
            )
            database.execute(f'CREATE TABLE "{name}" ({columns})')
            marks = ", ".join("?" * len(header))
            database.executemany(
                f'INSERT INTO "{name}" VALUES ({marks})',  # noqa: S608
                (tuple(map(_cell, row)) for row in rows),
            )
        database.commit()
        return database.serialize()
    finally:
        database.close()


def _cell(value: Value) -> Value:
    return visible(value) if isinstance(value, str) else value
