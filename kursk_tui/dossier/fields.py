"""One row against its fields: fast when it is sound, in full when it is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from kursk_tui.dossier import schema
from kursk_tui.dossier.schema import Field
from kursk_tui.model import dates

# field path, what is wrong, what to do
Finding = tuple[str, str, str | None]

_SLUG = re.compile(schema.SLUG_PATTERN)
_SHA256 = re.compile(schema.SHA256_PATTERN)

_TYPES: dict[str, tuple[type, ...]] = {
    schema.INTEGER: (int,),
    schema.NUMBER: (int, float),
    schema.OBJECT: (dict,),
    schema.LIST: (list,),
}
_TYPE_WORDS = {
    schema.INTEGER: "a whole number",
    schema.NUMBER: "a number",
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


class _Plan(NamedTuple):
    """What is left to look at when the fields and types of a row are known to be right."""

    texts: list[str]
    patterns: list[tuple[str, Callable[[str], object]]]
    members: list[tuple[str, set[Any]]]
    dates: list[tuple[str, set[str]]]
    bounded: list[tuple[str, float, float]]
    lists: list[tuple[str, set[str]]]
    text_lists: list[str]
    objects: list[tuple[str, Form]]
    object_lists: list[tuple[str, Form]]


class Form:
    """The fields of a table or of an object inside a row, ready to be applied."""

    def __init__(self, fields: tuple[Field, ...], references: References) -> None:
        self.fields = {field.name: field for field in fields}
        self._references = references
        self._required = {field.name for field in fields if field.required}
        self._plans: dict[tuple[tuple[str, ...], tuple[type, ...]], _Plan | None] = {}
        self._inner: dict[str, Form] = {}
        for field in fields:
            inner = field.item if field.item is not None else field
            if inner.type == schema.OBJECT:
                self._inner[field.name] = Form(inner.fields, references)

    def is_sound(self, row: dict[str, Any]) -> bool:
        """Whether `problems` would find nothing."""
        shape = (tuple(row), tuple(map(type, row.values())))
        try:
            plan = self._plans[shape]
        except KeyError:
            plan = self._plans[shape] = self._planned(*shape)
        if plan is None:
            return False
        for name in plan.texts:
            if not row[name].strip():
                return False
        for name, matches in plan.patterns:
            if not matches(row[name]):
                return False
        for name, good in plan.members:
            if row[name] not in good:
                return False
        for name, good in plan.dates:
            if row[name] not in good:
                if not dates.is_valid(row[name]):
                    return False
                good.add(row[name])
        for name, low, high in plan.bounded:
            if not low <= row[name] <= high:
                return False
        for name, form in plan.objects:
            if not form.is_sound(row[name]):
                return False
        try:
            for name, good in plan.lists:
                if not good.issuperset(row[name]):
                    return False
        except TypeError:  # an item that can't be in a set is no id
            return False
        for name in plan.text_lists:
            for item in row[name]:
                if type(item) is not str or not item.strip():
                    return False
        for name, form in plan.object_lists:
            for item in row[name]:
                if type(item) is not dict or not form.is_sound(item):
                    return False
        return True

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
        else:
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

    def _planned(self, names: tuple[str, ...], types: tuple[type, ...]) -> _Plan | None:
        """Return the plan for rows of one shape, None when the shape itself is wrong."""
        plan = _Plan([], [], [], [], [], [], [], [], [])
        given = set()
        for name, kind in zip(names, types, strict=True):
            field = self.fields.get(name)
            if field is None:
                return None
            if kind is type(None):
                continue
            if kind not in _TYPES.get(field.type, (str,)):
                return None
            given.add(name)
            self._add_to(plan, field)
        return plan if self._required <= given else None

    def _add_to(self, plan: _Plan, field: Field) -> None:
        name = field.name
        references = self._references
        if field.choices:
            plan.members.append((name, set(field.choices)))
        elif field.type == schema.REFERENCE and field.refers:
            plan.members.append((name, references.ids(field.refers, field.where)))
        elif field.type == schema.SLUG:
            plan.patterns.append((name, _SLUG.fullmatch))
        elif field.type == schema.SHA256:
            plan.patterns.append((name, _SHA256.fullmatch))
        elif field.type == schema.DATE:
            plan.dates.append((name, references.dates))
        elif field.type == schema.PERIOD:
            plan.dates.append((name, references.periods()))
        elif field.type in (schema.INTEGER, schema.NUMBER):
            plan.bounded.append((name, *_bounds(field)))
        elif field.type == schema.OBJECT:
            plan.objects.append((name, self._inner[name]))
        elif field.item is not None and field.item.refers:
            plan.lists.append((name, references.ids(field.item.refers, field.item.where)))
        elif field.item is not None and field.item.type == schema.OBJECT:
            plan.object_lists.append((name, self._inner[name]))
        elif field.item is not None:
            plan.text_lists.append(name)
        else:
            plan.texts.append(name)


def _has_type(field: Field, value: Any) -> bool:
    # To Python true is a whole number, to a reader of the file it is not.
    return isinstance(value, _TYPES.get(field.type, (str,))) and not isinstance(value, bool)


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
            yield path, f"{_quoted(value)} is no id", hint
    elif field.type == schema.SHA256:
        if not _SHA256.fullmatch(value):
            yield path, "is no SHA-256", "write 64 lower-case hex digits"
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
