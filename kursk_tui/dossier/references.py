"""What a record names: each reference, found by the one table of fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model import schema
from kursk_tui.model.records import Row

# A table and an id in it.
Key = tuple[str, str]


def references(fields: Sequence[schema.Field], row: Row) -> Iterator[Key]:
    """Yield (table, id) of each record that a record names."""
    for field in fields:
        value = row.get(field.name)
        for one in value if isinstance(value, list) else (value,):
            of = field.item or field
            if isinstance(one, dict):
                yield from references(of.fields, one)
            elif isinstance(one, str) and (table := _table_of(of)):
                yield table, one


def pointed(fields: Sequence[schema.Field], row: Row, key: Key, to: str) -> dict[str, Any]:
    """Return a row that names another record of the same table wherever it named one."""
    return {**row, **_pointed(fields, row, key, to)}


def used(dossier: Dossier) -> Counter[Key]:
    """Count how many records name each record."""
    counts: Counter[Key] = Counter()
    for table, fields in schema.DOSSIER.items():
        for row in dossier.raw_rows(table).values():
            counts.update(set(references(fields, row)))
    return counts


def users(dossier: Dossier, key: Key) -> list[Key]:
    """Return (table, id) of each record that names one, in the order of the schema and the file.

    An event that the explorer opens on is named by `meta`.
    """
    found: list[Key] = []
    if key == ("events", dossier.meta.opens):
        found.append(("meta", "opens"))
    for table in schema.DOSSIER:
        # Of a claim a few fields of thirty can name an agent.
        if fields := pointing(table, key[0]):
            rows = dossier.raw_rows(table).items()
            found += [(table, id) for id, row in rows if key in references(fields, row)]
    return found


@cache
def pointing(table: str, to: str) -> tuple[schema.Field, ...]:
    """Return the fields of a table that may name records of another, themselves or within."""
    return tuple(field for field in schema.DOSSIER[table] if _points(field, to))


def _points(field: schema.Field, to: str) -> bool:
    of = field.item or field
    return _table_of(of) == to or any(_points(inner, to) for inner in of.fields)


def _table_of(field: schema.Field) -> str | None:
    # A date is the id of no event.
    return "events" if field.type == schema.PERIOD else field.refers


def _pointed(fields: Sequence[schema.Field], row: Row, key: Key, to: str) -> dict[str, Any]:
    """The fields of a row, or of an object in it, that come to something else."""
    new: dict[str, Any] = {}
    for field in fields:
        value, of = row.get(field.name), field.item or field
        is_list = isinstance(value, list)
        there: list[Any] = value if isinstance(value, list) else [value]
        items = [
            pointed(of.fields, one, key, to)
            if isinstance(one, dict)
            else to
            if one == key[1] and _table_of(of) == key[0]
            else one
            for one in there
        ]
        if items != there:
            new[field.name] = items if is_list else items[0]
    return new
