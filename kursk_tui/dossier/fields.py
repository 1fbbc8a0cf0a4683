"""One row against its fields: fast when it is sound, in full when it is not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from kursk_tui.model import dates, schema
from kursk_tui.model.schema import Field

# field path, what is wrong, what to do
Finding = tuple[str, str, str | None]

_SLUG = re.compile(schema.SLUG_PATTERN)

_TYPES: dict[str, tuple[type, ...]] = {
    schema.INTEGER: (int,),
    schema.NUMBER: (int, float),
    schema.BOOLEAN: (bool,),
    schema.OBJECT: (dict,),
    schema.LIST: (list,),
}
_TYPE_WORDS = {
    schema.INTEGER: "a whole number",
    schema.NUMBER: "a number",
    schema.BOOLEAN: "true or false",
    schema.OBJECT: "an object",
    schema.LIST: "a list",
}
_JSON_WORDS = {bool: "true or false", int: "a number", float: "a number", str: "text"}

# Near ids are looked for among this many, for this many references: a misspelt id that
# stands in every claim must not cost a minute.
_MOST_CANDIDATES = 4000
_MOST_SEARCHES = 20


class References:
    """The ids that references may name, and the dates found valid so far."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._tables = tables
        self._ids: dict[tuple[str, tuple[str, str] | None], set[str]] = {}
        self._near: dict[tuple[str, str], str | None] = {}
        self.dates: set[str] = set()
        self._periods: set[str] | None = None

    def ids(self, table: str, where: tuple[str, str] | None = None) -> set[str]:
        """Return the ids of a table's records, of those with a value if `where` is given."""
        key = (table, where)
        if key not in self._ids:
            rows = [row for row in self._tables.get(table, {}).values() if isinstance(row, dict)]
            if where:
                name, value = where
                rows = [row for row in rows if row.get(name) == value]
            self._ids[key] = {id for row in rows if isinstance(id := row.get("id"), str)}
        return self._ids[key]

    def periods(self) -> set[str]:
        """Return the ids of events, and the dates found valid so far."""
        if self._periods is None:
            self._periods = set(self.ids("events"))
        return self._periods

    def nearest(self, table: str, id: str) -> str | None:
        """Return the id in the table that is spelt most like this one, if any is."""
        key = (table, id)
        if key not in self._near:
            if len(self._near) >= _MOST_SEARCHES or len(id) > 200:
                return None
            ids = sorted(self.ids(table))
            if len(ids) > _MOST_CANDIDATES:
                ids = [other for other in ids if other[:2] == id[:2]][:_MOST_CANDIDATES]
            # Imported here: only a dossier with a broken reference pays for it.
            from difflib import get_close_matches

            near = get_close_matches(id, ids, n=1)
            self._near[key] = near[0] if near else None
        return self._near[key]


class Form:
    """The fields of a table or of an object inside a row, ready to be applied."""

    def __init__(self, fields: tuple[Field, ...], references: References) -> None:
        self.fields = {field.name: field for field in fields}
        self._references = references
        self._required = {field.name for field in fields if field.required}
        self._inner: dict[str, Form] = {}
        for field in fields:
            inner = field.item if field.item is not None else field
            if inner.type == schema.OBJECT:
                self._inner[field.name] = Form(inner.fields, references)

    def are_sound(self, rows: Sequence[dict[str, Any]]) -> bool:
        """Whether `problems` would find nothing in any of them.

        Column by column, as most of that is then done without a step of ours for each value.
        """
        if not rows:
            return True
        names = tuple(rows[0])
        # Mostly all have the same fields. A name stands once in a row, so that none of them can
        # be longer than the first, and then none shorter either.
        if list(chain.from_iterable(rows)) == [*names] * len(rows):
            return self._have_sound_columns(names, rows)
        alike: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for names, row in zip(map(tuple, rows), rows, strict=True):
            alike[names].append(row)
        return all(self._have_sound_columns(names, group) for names, group in alike.items())

    def _have_sound_columns(self, names: tuple[str, ...], rows: Sequence[dict[str, Any]]) -> bool:
        """Whether rows with the same fields in the same order are sound."""
        if not (self._required <= set(names) <= self.fields.keys()):
            return False
        values = list(chain.from_iterable(map(dict.values, rows)))
        return all(
            self._is_sound_column(self.fields[name], values[at :: len(names)])
            for at, name in enumerate(names)
        )

    def _is_sound_column(self, field: Field, column: Sequence[Any]) -> bool:
        types = set(map(type, column))
        if type(None) in types:
            if field.required:
                return False
            column = [value for value in column if value is not None]
            types.discard(type(None))
        # To Python true is a whole number, to a reader of the file it is not.
        if not types.issubset(_TYPES.get(field.type, (str,))):
            return False
        return not column or self._are_sound_values(field, column)

    def _are_sound_values(self, field: Field, column: Sequence[Any]) -> bool:
        """Whether values of the right type, one at least, are sound in a field."""
        if field.type == schema.LIST:
            assert field.item is not None
            # Named as the list is, whose fields are known by that; and no item may be null.
            item = field.item._replace(name=field.name, required=True)
            return self._is_sound_column(item, list(chain.from_iterable(column)))
        if field.type == schema.OBJECT:
            return self._inner[field.name].are_sound(column)
        if field.type == schema.BOOLEAN:
            return True
        if field.choices:
            return set(field.choices).issuperset(column)
        if field.type == schema.REFERENCE and field.refers:
            return self._references.ids(field.refers, field.where).issuperset(column)
        if field.type == schema.SLUG:
            return all(map(_SLUG.fullmatch, column))
        if field.type == schema.SHA256:
            digits = "".join(column)
            lengths = set(map(len, column))
            return lengths == {64} and digits.isascii() and not _without_hex(digits)
        if field.type in (schema.DATE, schema.PERIOD):
            is_date = field.type == schema.DATE
            good = self._references.dates if is_date else self._references.periods()
            new = set(column) - good
            if not all(map(dates.is_valid, new)):
                return False
            good |= new
            return True
        if field.type in (schema.INTEGER, schema.NUMBER):
            low, high = _bounds(field)
            return all(low <= number <= high for number in set(column))
        # As `strip` would leave nothing of them, without a copy of each.
        return "" not in column and not any(map(str.isspace, column))

    def problems(self, row: dict[str, Any], prefix: str = "") -> Iterator[Finding]:
        """Walk every field of a row and tell all that is wrong with it."""
        for name in row:
            if name not in self.fields:
                names = ", ".join(self.fields)
                yield f"{prefix}{name}", "unknown field", f"fields are {names}"
        for name, field in self.fields.items():
            value = row.get(name)
            if value is not None:
                yield from self._value_problems(field, value, name, prefix + name)
            elif field.required:
                yield prefix + name, "is missing", field.about

    def _value_problems(self, field: Field, value: Any, name: str, path: str) -> Iterator[Finding]:
        if not _has_type(field, value):
            wanted = _TYPE_WORDS.get(field.type, "text")
            yield (
                path,
                f"is {_JSON_WORDS.get(type(value), 'no single value')}, not {wanted}",
                field.about,
            )
        elif field.type == schema.OBJECT:
            yield from self._inner[name].problems(value, path + ".")
        elif field.type == schema.LIST:
            assert field.item is not None
            for number, item in enumerate(value):
                at = f"{path}[{number}]"
                if item is None:
                    yield at, "is null", "leave it out"
                else:
                    yield from self._value_problems(field.item, item, name, at)
        elif field.choices:
            if value not in field.choices:
                choices = ", ".join(map(str, field.choices))
                yield path, f"{_quoted(value)} is not in the list", f"one of {choices}"
        elif field.type == schema.REFERENCE:
            yield from self._reference_problems(field, value, path)
        elif field.type != schema.BOOLEAN:
            yield from _simple_problems(field, value, path, self._references)

    def _reference_problems(self, field: Field, value: str, path: str) -> Iterator[Finding]:
        assert field.refers is not None
        if value not in self._references.ids(field.refers):
            near = self._references.nearest(field.refers, value)
            hint = f"did you mean {near}?" if near else f"add it to {field.refers} or correct it"
            yield path, f"{_quoted(value)} is not in {field.refers}", hint
        elif field.where and value not in self._references.ids(field.refers, field.where):
            name, wanted = field.where
            yield (
                path,
                f"{_quoted(value)} is not of {name} {wanted}",
                f"name another of {field.refers}",
            )


def _without_hex(text: str) -> bytes:
    """Return what of an ASCII text is no lower-case hex digit."""
    return text.encode().translate(None, b"0123456789abcdef")


def _has_type(field: Field, value: Any) -> bool:
    # To Python true is a whole number, to a reader of the file it is not.
    if isinstance(value, bool):
        return field.type == schema.BOOLEAN
    return isinstance(value, _TYPES.get(field.type, (str,)))


def _bounds(field: Field) -> tuple[float, float]:
    low = -schema.LARGEST_NUMBER if field.minimum is None else field.minimum
    return low, schema.LARGEST_NUMBER


def _simple_problems(
    field: Field, value: Any, path: str, references: References
) -> Iterator[Finding]:
    if field.type == schema.TEXT:
        if not value.strip():
            yield path, "is empty", "fill it in" if field.required else "leave it out"
    elif field.type == schema.SLUG:
        if not _SLUG.fullmatch(value):
            hint = "use lower-case letters, digits, dots and hyphens, a letter or digit first"
            yield path, f"{_quoted(value)} is not an id", hint
    elif field.type == schema.SHA256:
        if not re.fullmatch(schema.SHA256_PATTERN, value):
            yield path, "is not a SHA-256", "write 64 lower-case hex digits"
    elif field.type in (schema.DATE, schema.PERIOD):
        if field.type == schema.PERIOD and value in references.ids("events"):
            return
        try:
            dates.parse(value)
        except dates.DateError as error:
            near = references.nearest("events", value) if field.type == schema.PERIOD else None
            how = "write 2025, 2025-02, 2025-02-27, or from/to"
            yield path, str(error), f"did you mean {near}?" if near else how
    else:
        low, high = _bounds(field)
        if not low <= value <= high:
            yield path, f"{_quoted(value)} is out of range", f"from {low} to {high}"


def _quoted(value: str | float) -> str:
    """Return a value as a message shows it: never longer than a line can bear."""
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:60] + "…")
    # Python refuses to print numbers of thousands of digits.
    return repr(value) if -1e40 < value < 1e40 else "the number"
