"""Every problem in a dossier, with its place and its reason.

Opening a dossier checks all of it, so what is sound must pass fast. Rows that have the same
fields are looked at together, column by column. Only where that fails are they walked row by
row and field by field, to say what is wrong. Both ways come from `schema`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from kursk_tui.dossier.fields import Form, References
from kursk_tui.dossier.rules import NeedsAndRule, chain_problems, record_rules
from kursk_tui.model import schema
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError, one_line
from kursk_tui.store.files import Progress, unwatched

_AT_ONCE = 5000

_NUMBER = "renumber it"
_OBJECT = "write it as an object, or remove it"
_NEWER = "a newer kursk-tui wrote it: update kursk-tui, or kursk-tui restore FILE has good copies"


class Problem(NamedTuple):
    """One thing that is wrong. `id` is the record's, or `row N` where it has none."""

    table: str | None
    id: str | None
    field: str | None
    what: str
    hint: str | None = None

    @property
    def is_newer(self) -> bool:
        """Whether it is that the file is of a version of the schema yet to come."""
        return self.hint == _NEWER

    def text(self, path: str) -> str:
        """Return it as one line that is safe to print."""
        return one_line(
            self.what,
            path=path,
            table=self.table,
            id=self.id,
            field=self.field,
            hint=self.hint,
        )

    def error(self, path: str, *, hint: str | None = None) -> DossierError:
        """Return it as an error, with `hint` in place of its own if given."""
        return DossierError(
            self.what,
            path=path,
            table=self.table,
            id=self.id,
            field=self.field,
            hint=hint or self.hint,
        )


def check(
    data: Mapping[str, Any],
    *,
    path: str,
    tables: schema.Tables = schema.DOSSIER_FILE,
    quick: bool = True,
    progress: Progress = unwatched,
) -> list[Problem]:
    """Return every problem of the decoded data, table by table; none when it is sound.

    Never raises for anything that JSON can hold. `quick` off walks every field of every
    row, with the same result (the tests hold the two ways against each other). `path` is
    for callers that print; it does not change what is found. `progress` is told which share of
    the rows is checked.
    """
    problems: list[Problem] = []
    found: dict[str, dict[str, Any]] = {}
    for name, table in data.items():
        if name not in tables:
            names = ", ".join(tables)
            problems.append(Problem(name, None, None, "unknown table", f"tables are {names}"))
        elif not isinstance(table, dict):
            problems.append(Problem(name, None, None, "is not an object of rows", _OBJECT))
        else:
            found[name] = table
    newer = _newer(found) if "meta" in tables else None
    if newer is not None:
        # What else is in it can't be known, and whatever is told of it would be noise.
        return [newer]
    if "meta" in tables and len(found.get("meta", ())) != 1:
        rows = len(found.get("meta", ()))
        problems.append(Problem("meta", None, None, f"holds {rows} rows", "give it exactly one"))
    references = References(found)
    rules = record_rules(found) if tables is schema.DOSSIER_FILE else {}
    total, done = max(1, sum(map(len, found.values()))), 0
    for name, fields in tables.items():
        if name not in found:
            continue
        form, seen = Form(fields, references), set[str]()
        for some in _some(found[name].items()):
            problems += _check_rows(name, some, form, rules.get(name, ()), quick, seen)
            done += len(some)
            progress(done / total)
    for name, fields in tables.items():
        for field in fields:
            if field.is_chain and name in found:
                problems += (
                    Problem(name, id, field.name, what, hint)
                    for id, what, hint in chain_problems(found[name], field.name)
                )
    return problems


def check_file(path: str, *, tables: schema.Tables = schema.DOSSIER_FILE) -> list[Problem]:
    """Return every problem of a file; one that can't be read or decoded is one problem.

    Unlike opening, this also finds keys that stand twice in one object, of which JSON
    readers keep only the last.
    """
    return decode_and_check(path, tables=tables)[1]


def decode_and_check(
    path: str, *, tables: schema.Tables = schema.DOSSIER_FILE
) -> tuple[dict[str, Any], list[Problem]]:
    """Return what `check_file` does, and before it the data; none where there is no object."""
    try:
        raw, _ = files.read(path)
        data, repeats = files.decode_with_repeats(raw, path)
    except DossierError as error:
        return {}, [Problem(error.table, error.id, error.field, error.what, error.hint)]
    if not isinstance(data, dict):
        return {}, [Problem(None, None, None, "is not an object of tables", files.RESTORE)]
    problems = [
        Problem(
            repeat.table,
            _label(data, repeat.table, repeat.row),
            None,
            f"the key {repeat.key!r} appears twice in one object",
            "remove one of the two: only the last is read",
        )
        for repeat in repeats
    ]
    return data, problems + check(data, path=path, tables=tables)


def _newer(tables: Mapping[str, Mapping[str, Any]]) -> Problem | None:
    """Return the one problem of a file of a later version of the schema."""
    for key, row in tables.get("meta", {}).items():
        version = row.get("schema_version") if isinstance(row, dict) else None
        if type(version) is int and version > schema.SCHEMA_VERSION:
            what = f"is later than {schema.SCHEMA_VERSION}, the last that this kursk-tui reads"
            return Problem("meta", _row_label(key, row), "schema_version", what, _NEWER)
    return None


def _some(rows: Iterable[tuple[str, Any]]) -> Iterator[list[tuple[str, Any]]]:
    """Return rows some thousands at a time."""
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _check_rows(
    name: str,
    rows: list[tuple[str, Any]],
    form: Form,
    rules: tuple[NeedsAndRule, ...],
    quick: bool,
    seen: set[str],
) -> list[Problem]:
    """Check rows of one table; `seen` are the ids of those before them, and grows."""
    # The one row of `meta` may do without.
    has_ids = "id" in form.fields and form.fields["id"].required
    if quick and _are_sound(rows, form, rules):
        if not has_ids:
            return []
        ids = {row["id"] for _, row in rows}
        if len(ids) == len(rows) and seen.isdisjoint(ids):
            seen |= ids
            return []
    problems: list[Problem] = []
    for key, row in rows:
        problems += _row_problems(name, key, row, form, rules, seen if has_ids else None)
    return problems


def _are_sound(rows: list[tuple[str, Any]], form: Form, rules: tuple[NeedsAndRule, ...]) -> bool:
    """Whether nothing is wrong with any of some rows, but perhaps that an id stands twice."""
    records = [row for _, row in rows]
    return (
        files.are_row_keys([key for key, _ in rows])
        and set(map(type, records)) <= {dict}
        and form.are_sound(records)
        and not any(any(map(rule, records)) for _, rule in rules)
    )


def _row_problems(
    name: str,
    key: str,
    row: Any,
    form: Form,
    rules: tuple[NeedsAndRule, ...],
    seen: set[str] | None,
) -> Iterator[Problem]:
    """Walk a row and tell all that is wrong with it; `seen` is None in a table without ids."""
    id = _row_label(key, row)
    if not files.is_row_key(key):
        yield Problem(name, id, None, f"row key {key!r} is not a whole number from 1 up", _NUMBER)
    if not isinstance(row, dict):
        yield Problem(name, id, None, "is not an object", _OBJECT)
        return
    spoiled: set[str] = set()
    for field, what, hint in form.problems(row):
        yield Problem(name, id, field, what, hint)
        # Rules on a field that is wrong in itself would only add noise.
        spoiled.add(field.partition(".")[0].partition("[")[0])
    for needs, rule in rules:
        if spoiled.isdisjoint(needs):
            for field, what, hint in rule(row):
                yield Problem(name, id, field, what, hint)
    if seen is not None and "id" not in spoiled:
        if id in seen:
            yield Problem(name, id, "id", "stands twice", "rename one of the two")
        seen.add(id)


def _row_label(key: str, row: Any) -> str:
    id = row.get("id") if isinstance(row, dict) else None
    return id if isinstance(id, str) and id else f"row {key}"


def _label(data: dict[str, Any], table: str | None, key: str | None) -> str | None:
    if table is None or key is None:
        return None
    return _row_label(key, data[table][key])
