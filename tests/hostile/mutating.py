"""Sound data changed anywhere, as a script of bytes says: most of it stays sound."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from kursk_tui.dossier.check import check
from kursk_tui.model import schema
from tests.dossier.sample import Data

# What any field is given, beside what its own kind and the other rows offer.
VALUES: tuple[Any, ...] = (
    *(None, True, 0, 1, -1, 2, 0.5, 66.7, 100, 101, 1e15, 10**15, -0.0, 1e308, 10**30),
    *("", " ", "x", "\x1b[2J", "\u202e", "0" * 64, "9999", "0001", "2031-03-04"),
    *("2031-02-30", "2031-03~", "2031-21", "../2031", "2031/..", "2031-03-05/2031-03-06"),
    *([], {}, [None], [[]], {"x": 1}, "a" * 4000),
)


class Script:
    """Bytes read one by one as choices; a script that is at its end chooses the first."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._raw)

    def below(self, count: int) -> int:
        """A number from 0 up to and without `count`, which is at most 65,536."""
        if count <= 1:
            return 0
        wide = count > 256
        part = self._raw[self._at : self._at + 1 + wide].ljust(1 + wide, b"\0")
        self._at += 1 + wide
        return int.from_bytes(part, "big") % count

    def pick(self, of: Any) -> Any:
        """One of some things, in their order."""
        known = list(of)
        return known[self.below(len(known))]


def changes(data: Data, tables: schema.Tables, script: Script) -> Iterator[Callable[[], None]]:
    """Carry a script's changes out on decoded data, and after each yield what takes it back."""
    while script:
        # Which table it is is a choice even where there is one: a script must end.
        name = list(data)[script.below(256) % len(data)]
        before = data[name]
        data[name] = copy.deepcopy(before)
        if before:
            _change(data, name, tables[name], script)

        def take_back(name: str = name, before: dict[str, Any] = before) -> None:
            data[name] = before

        yield take_back


def mutated(data: Data, tables: schema.Tables, script: Script) -> Data:
    """Carry all changes of a script out, sound or not."""
    for _ in changes(data, tables, script):
        pass
    return data


def soundly(data: Data, script: Script) -> Data:
    """Carry those changes of a script out on a dossier that leave it sound."""
    for take_back in changes(data, schema.DOSSIER_FILE, script):
        if check(data, path="d.json"):
            take_back()
    return data


def _change(data: Data, name: str, fields: tuple[schema.Field, ...], script: Script) -> None:
    table = data[name]
    key = script.pick(table)
    row, what = table[key], script.below(16)
    if what == 0:
        del table[key]
    elif what == 1:
        table[str(max(map(int, table)) + 1)] = {**row, "id": script.pick(("x", "new.1"))}
    elif what == 2 and row:
        del row[script.pick(row)]
    else:
        field = fields[script.below(len(fields))]
        holder, value = row, row.get(field.name)
        if isinstance(value, dict) and value and field.fields and script.below(4):
            holder, field = value, field.fields[script.below(len(field.fields))]
        holder[field.name] = copy.deepcopy(_value(data, table, field, script))


def _value(data: Data, table: dict[str, Any], field: schema.Field, script: Script) -> Any:
    """A value for a field: mostly one that its kind allows."""
    if script.below(8) == 0:
        return script.pick(VALUES)
    if field.choices:
        return script.pick((*field.choices, None))
    if field.refers is not None:
        known = [row.get("id") for row in data.get(field.refers, {}).values()]
        return script.pick(known or [None])
    if field.type == schema.LIST and field.item is not None:
        return [_value(data, table, field.item, script) for _ in range(script.below(4))]
    if field.fields:
        return {inner.name: _value(data, table, inner, script) for inner in field.fields}
    if field.type in (schema.NUMBER, schema.INTEGER):
        return script.pick((*range(12), 66.7, 300, 4000, 10**9, 10**15, None, -5, 0.001))
    if field.type in (schema.DATE, schema.PERIOD):
        return script.pick(v for v in (*VALUES, "flood", "0001-01-01", "9998-12-31") if v != "")
    found = [row[field.name] for row in table.values() if row.get(field.name) is not None]
    return script.pick(found or VALUES)
