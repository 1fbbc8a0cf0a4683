"""What an update made of a copy is made sound: see `updating`."""

from __future__ import annotations

from kursk_tui.dossier.check import Problem, check
from kursk_tui.dossier.references import references
from kursk_tui.dossier.versions import META, Key, Rows, data_of, put, same
from kursk_tui.model import schema
from kursk_tui.model.records import Row


def fitted(rows: Rows, mine: Rows, meta: Row, path: str) -> Rows:
    """Return what was merged, with whatever can't stand beside the rest as it was in the copy.

    `rows` is changed. Each round takes back a change at least, and without any the copy is sound
    as it was. Raises DossierError where it can't be told which change is at fault.
    """
    while True:
        _keep_what_is_named(rows, mine)
        problems = check(data_of(rows, meta), path=path)
        if not problems:
            return rows
        taken = {
            (table, id)
            for table in rows
            for id in {**rows[table], **mine[table]}
            if not same(rows[table].get(id), mine[table].get(id))
        }
        at_fault = set[Key]().union(*(_at_fault(problem, rows, taken) for problem in problems))
        if not at_fault:
            hint = "fix that, then update again; nothing was written"
            raise problems[0].error(path, hint=hint)
        for key in at_fault:
            put(rows, key, mine[key[0]].get(key[1]))


def _keep_what_is_named(rows: Rows, mine: Rows) -> None:
    """Put back what was removed and is still named, and what that names in turn."""
    removed = {(table, id) for table in mine for id in mine[table] if id not in rows[table]}
    while True:
        named = {
            key
            for table, records in rows.items()
            for row in records.values()
            for key in references(schema.DOSSIER[table], row)
        }
        if not named & removed:
            return
        for table, id in sorted(named & removed):
            rows[table][id] = mine[table][id]
        removed -= named


def _at_fault(problem: Problem, rows: Rows, taken: set[Key]) -> set[Key]:
    """Return the changes that a problem may come from: its record's, else the nearest it names."""
    key = _key(problem)
    if key in taken:
        return {key}
    if key[0] == "agents" and (problem.field or "").startswith(("name", "aliases")):
        return _namesakes(key[1], rows) & taken
    seen, at = {key}, {key}
    while at:
        at = {other for one in at for other in _named_by(one, rows)} - seen
        if at & taken:
            return at & taken
        seen |= at
    return set()


def _namesakes(id: str, rows: Rows) -> set[Key]:
    """Return the agents that share a name with one."""

    def names(row: Row) -> set[str]:
        return {name.casefold() for name in (row["name"], *(row.get("aliases") or ()))}

    wanted = names(rows["agents"][id])
    return {("agents", other) for other, row in rows["agents"].items() if wanted & names(row)}


def _named_by(key: Key, rows: Rows) -> set[Key]:
    table, id = key
    row = rows.get(table, {}).get(id)
    return set() if row is None else set(references(schema.DOSSIER[table], row))


def _key(problem: Problem) -> Key:
    """Return the record that a problem is told of; the one row of `meta` goes by its own name."""
    table = problem.table or ""
    return (table, META if table == META else problem.id or "")
