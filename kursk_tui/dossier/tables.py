"""What a change of a dossier works on, so that nothing above this room sees TinyDB."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from copy import deepcopy
from typing import Any

from tinydb import TinyDB

from kursk_tui.model.schema import SCHEMA_VERSION
from kursk_tui.store.errors import DossierError

# Stands for the beginning of a table where rows are put behind others. No id begins so.
FIRST = "-"


class Tables:
    """The tables of a dossier or notebook inside one transaction; rows go by their id.

    Nothing is written until the transaction ends. Rows given and taken are copies.
    """

    def __init__(self, database: TinyDB, path: str) -> None:
        self._database = database
        self._path = path
        # id -> TinyDB's row number, of the tables used so far.
        self._numbers: dict[str, dict[str, int]] = {}

    def rows(self, table: str) -> tuple[dict[str, Any], ...]:
        """Return copies of a table's rows in the order of the file; none if there is none."""
        return tuple(deepcopy(dict(row)) for row in self._database.table(table))

    def ids(self, table: str) -> tuple[str, ...]:
        """Return the ids of a table's rows in the order of the file; none if there is none."""
        return tuple(row["id"] for row in self._database.table(table) if "id" in row)

    def row(self, table: str, id: str) -> dict[str, Any] | None:
        """Return a copy of a row, None where there is none."""
        number = self._known(table).get(id)
        found = self._database.table(table).get(doc_id=number) if number is not None else None
        return deepcopy(dict(found)) if isinstance(found, dict) else None

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        """Add a row at the end. Raises DossierError if its id is taken."""
        self.insert_many(table, (row,))

    def insert_many(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows at the end, in one go. Raises DossierError if an id is taken."""
        known = self._known(table)
        added = [deepcopy(dict(row)) for row in rows]
        ids = {row["id"]: row for row in added if "id" in row}
        for id in ids:
            if id in known:
                raise self._error("is already there", table, id, "choose another id")
        numbers = self._database.table(table).insert_multiple(added)
        for row, number in zip(added, numbers, strict=True):
            if "id" in row:
                known[row["id"]] = number

    def update(self, table: str, id: str, fields: Mapping[str, Any]) -> None:
        """Set fields of a row; None sets null. Raises DossierError if there is no such row."""
        number = self._number(table, id)
        self._database.table(table).update(deepcopy(dict(fields)), doc_ids=[number])
        if "id" in fields and fields["id"] != id:
            known = self._known(table)
            del known[id]
            known[fields["id"]] = number

    def replace(self, table: str, id: str, row: Mapping[str, Any]) -> None:
        """Put another row in the place of one. Raises DossierError if there is no such row."""
        number, rows = self._number(table, id), self._database.table(table)

        def take(stored: MutableMapping[str, Any]) -> None:
            stored.clear()
            stored.update(deepcopy(dict(row)))

        rows.update(take, doc_ids=[number])
        if row.get("id") != id:
            del self._known(table)[id]
            self._known(table)[row["id"]] = number

    def remove(self, table: str, id: str) -> None:
        """Take a row out. Raises DossierError if there is no such row."""
        self._database.table(table).remove(doc_ids=[self._number(table, id)])
        del self._known(table)[id]

    def put_behind(self, table: str, behind: Mapping[str, str]) -> None:
        """Put rows behind others, which are told by id; FIRST is the beginning.

        Those of which the other is not there stay where they are.
        """
        if not behind:
            return
        rows = [*self._database.table(table)]
        known = {row["id"]: row for row in rows if "id" in row}
        followers = {other: id for id, other in behind.items() if other == FIRST or other in known}
        if not followers:
            return
        moved = set(followers.values())
        order: list[str] = []
        for start in (FIRST, *(id for id in known if id not in moved)):
            at: str | None = start
            while at is not None:
                order.append(at)
                at = followers.get(at)
        # Rows without an id, or behind each other in a ring, would be lost.
        if len(order) == len(rows) + 1:
            self._fill(table, [known[id] for id in order[1:]])

    def rewrite(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Put other rows in the place of all of a table. Raises DossierError for an id twice."""
        self._fill(table, ())
        self.insert_many(table, rows)

    def _fill(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Let a table hold some rows and no others, as they are."""
        self._database.table(table).truncate()
        self._numbers.pop(table, None)
        self._database.table(table).insert_multiple(map(dict, rows))

    def raise_version(self) -> None:
        """Say that the file is of the present version of the schema, if it is older.

        An older program, which would not know new fields, then refuses it as a whole.
        """
        meta = self._database.table("meta")
        for row in meta:
            if row["schema_version"] < SCHEMA_VERSION:
                meta.update({"schema_version": SCHEMA_VERSION}, doc_ids=[row.doc_id])

    def _number(self, table: str, id: str) -> int:
        try:
            return self._known(table)[id]
        except KeyError:
            raise self._error("is not there", table, id, "nothing was written") from None

    def _known(self, table: str) -> dict[str, int]:
        if table not in self._numbers:
            rows = self._database.table(table)
            self._numbers[table] = {row["id"]: row.doc_id for row in rows if "id" in row}
        return self._numbers[table]

    def _error(self, what: str, table: str, id: str, hint: str) -> DossierError:
        return DossierError(what, path=self._path, table=table, id=id, hint=hint)
