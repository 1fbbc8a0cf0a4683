"""Texts that stand in many rows, held once: ids, dates and words of a list, as the schema says.

A decoder makes each of them anew for every row; of 100,000 claims that is a fifth of all memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kursk_tui.model import schema
from kursk_tui.model.schema import Field

_REPEATED = (schema.REFERENCE, schema.DATE, schema.PERIOD)


class Shared:
    """The texts of one table's rows so far."""

    def __init__(self, table: str) -> None:
        """Raises KeyError for a table that no dossier has."""
        fields = schema.DOSSIER_FILE[table]
        self._plain = _names(fields)
        self._lists = [
            field.name for field in fields if field.item is not None and _is_repeated(field.item)
        ]
        self._objects = [(field.name, names) for field in fields if (names := _names(field.fields))]
        self._texts: dict[str, str] = {}

    def share(self, rows: Iterable[Any]) -> None:
        """Put the text that was there first in place of each that is equal to it.

        `rows` are decoded and sound. Nobody who reads them meanwhile can tell.
        """
        first = self._texts.setdefault
        for row in rows:
            for name in self._plain:
                if (text := row.get(name)) is not None:
                    row[name] = first(text, text)
            for name in self._lists:
                if texts := row.get(name):
                    texts[:] = [first(text, text) for text in texts]
            for name, names in self._objects:
                if inner := row.get(name):
                    for name in names:
                        if (text := inner.get(name)) is not None:
                            inner[name] = first(text, text)


def _names(fields: Iterable[Field]) -> list[str]:
    return [field.name for field in fields if _is_repeated(field)]


def _is_repeated(field: Field) -> bool:
    return field.type in _REPEATED or (field.type == schema.TEXT and bool(field.choices))
