"""A copy of the shipped dossier takes up newer data, and keeps what its owner changed.

Three states of each record decide: what it was in the data that the copy was made from, what it
is in the data that are shipped now, and what it is in the copy. What only one side changed is
taken from that side. A record that both changed is joined field by field where an edit of the
copy still remembers what it was; what does not fit stays as it is in the copy, and is a proposal.

Proposals are not stored: they follow from the copy, its edits and the shipped data, whenever
they are asked for. A record is none once its owner has edited the shipped one: that was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kursk_tui.dossier import editing, versions
from kursk_tui.dossier.check import check
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.editing import Change, Edit
from kursk_tui.dossier.fitting import fitted
from kursk_tui.dossier.tables import Tables
from kursk_tui.dossier.versions import (
    META,
    Key,
    Prints,
    Rows,
    Version,
    data_of,
    fingerprint,
    numbered,
    put,
    rows_of,
    same,
)
from kursk_tui.model import schema
from kursk_tui.model.records import Row
from kursk_tui.store import files
from kursk_tui.store.authorship import now, random_id
from kursk_tui.store.errors import DossierError
from kursk_tui.upkeep import restoring

Data = Mapping[str, Mapping[str, Any]]

# Fields that say one thing together: of two such changes neither side's half is taken.
TOGETHER = (
    ("published", "published_basis"),
    ("language", "language_basis"),
    ("kind", "by"),
    ("attribution", "lineage", "release"),
    ("measure", "figure", "scope", "of"),
    ("as_of", "as_of_basis"),
    ("total", "terms"),
)
_NOTHING = "nothing was written"


class Proposal(NamedTuple):
    """What the shipped data say otherwise: of one field, or without one of the whole record.

    `yours` is None where the copy has no such record or field, `new` where the data have none.
    """

    table: str
    id: str
    field: str | None
    yours: Any
    new: Any


class Update(NamedTuple):
    """What an update does to a copy: from and to which data version, how many records.

    `kept` counts records that the data have otherwise and that stay; `proposals` says which.
    `rows` and `meta` are the copy before its `edit` takes single records as they are shipped.
    """

    before: str
    after: str
    added: int
    changed: int
    removed: int
    proposals: tuple[Proposal, ...]
    rows: Rows
    meta: Row
    edit: Edit | None

    @property
    def is_new(self) -> bool:
        """Whether the copy is of older data."""
        return self.before != self.after

    @property
    def kept(self) -> int:
        """How many records have an open proposal."""
        return len({(proposal.table, proposal.id) for proposal in self.proposals})


class Past:
    """What the edits of a copy remember of its records."""

    def __init__(self, made: Sequence[Edit]) -> None:
        taken_back = editing.undone(made)
        self._states: dict[Key, dict[str, Row]] = {}
        self._seen: dict[Key, set[str]] = {}
        for edit in made:
            stands = edit.undoes is None and edit.id not in taken_back
            for change in edit.changes:
                key = (change.table, change.id)
                for row in (change.before, change.after):
                    if row is not None:
                        self._states.setdefault(key, {}).setdefault(fingerprint(row), row)
                if stands and change.before is not None:
                    self._seen.setdefault(key, set()).add(fingerprint(change.before))

    def knows(self, key: Key) -> bool:
        """Whether any edit changed the record."""
        return key in self._states

    def state(self, key: Key, wanted: str | None) -> Row | None:
        """Return the state of a record with a fingerprint, None where it is not remembered."""
        return None if wanted is None else self._states.get(key, {}).get(wanted)

    def has_left(self, key: Key, row: Row | None) -> bool:
        """Whether a state of a record was there, and an edit that stands made another of it."""
        return row is not None and fingerprint(row) in self._seen.get(key, ())


def update(
    path: str,
    *,
    author: str,
    take: Sequence[Key] = (),
    dry_run: bool = False,
    clock: Callable[[], str] = now,
    new_id: Callable[[], str] = random_id,
) -> Update:
    """Let a copy take up the shipped data, and return what was done, or would be.

    Written once, under the lock, on what is in the file then; what was there is kept as a copy
    first. Nothing is written where there is nothing to take up. `take` names records that are
    replaced by the shipped ones whoever changed them, as an edit, so that it can be undone.

    Raises DossierError, with nothing written: the file is no copy of the shipped dossier, or of
    data that are not known; a record to be taken is not in them; the result would be unsound;
    or the file can't be read, kept, locked or written.
    """
    shipped = decoded(default_path())
    known = versions.known()
    edit = Edit(new_id(), clock(), author, "", ())

    def plan(data: Data) -> Update:
        return planned(data, shipped, known, path=path, take=take, edit=edit)

    mine = Dossier.open(path)
    found = plan(decoded(path))
    if dry_run or not (found.is_new or found.edit):
        return found
    restoring.keep_replaced(path)

    def change(tables: Tables) -> None:
        nonlocal found
        names = schema.DOSSIER_FILE
        found = plan({name: numbered(tables.rows(name)) for name in names})
        if found.is_new:
            for name, rows in data_of(found.rows, found.meta).items():
                tables.rewrite(name, rows.values())
        if found.edit is not None:
            editing.carry_out(tables, found.edit, path)

    mine.apply(change)
    return found


def decoded(path: str) -> Data:
    """Return the tables of a file, unchecked. Raises DossierError where it can't be read."""
    raw, _ = files.read(path)
    return files.tables(files.decode(raw, path), path)


def planned(
    data: Data,
    shipped: Data,
    known: Mapping[str, Version],
    *,
    path: str,
    take: Sequence[Key] = (),
    edit: Edit | None = None,
) -> Update:
    """Return what taking up the shipped data makes of a sound copy. Pure.

    `known` are the earlier versions, the newest first; `edit` is what `take` is remembered as.
    Raises DossierError as `update` does.
    """
    meta, new_meta = (next(iter(d[META].values())) for d in (data, shipped))
    before, after = meta["dataset_version"], new_meta["dataset_version"]
    base = _require_copy(meta, new_meta, known, path)
    past = Past([editing.read(row, path) for row in data.get(editing.TABLE, {}).values()])
    mine, theirs = rows_of(data), rows_of(shipped)
    rows, file_meta = mine, meta
    if base is not None:
        rows = merge(mine, theirs, base.prints, past)
        file_meta = {**new_meta, "id": meta.get("id") or new_meta.get("id")}
        rows = fitted(rows, mine, file_meta, path)
    earlier = [version.prints for name, version in known.items() if name != after]
    result = Update(before, after, *_counts(mine, rows), (), rows, file_meta, None)
    if take and edit is not None:
        changes = _taken(rows, theirs, earlier, take, path)
        if changes:
            named = ", ".join(f"{change.table}:{change.id}" for change in changes)
            edit = edit._replace(what=f"took {named} of data {after}", changes=changes)
            result = result._replace(edit=edit)
            rows = _with(rows, changes)
            _require_sound(rows, file_meta, path)
    found = tuple(proposals(rows, theirs, earlier, past))
    return result._replace(proposals=found)


def merge(mine: Rows, theirs: Rows, base: Prints, past: Past) -> Rows:
    """Return the records of both, in the order of theirs and then of mine. Pure.

    What comes of it need not be sound: a record of mine may name one that theirs have no more.
    """
    merged: Rows = {}
    for table, new in theirs.items():
        own, prints = mine[table], base.get(table, {})
        merged[table] = {}
        for id in dict.fromkeys((*new, *own)):
            row = _merged(own.get(id), new.get(id), prints.get(id), (table, id), past)
            if row is not None:
                merged[table][id] = row
    return merged


def proposals(
    rows: Rows, theirs: Rows, earlier: Sequence[Prints], past: Past
) -> Iterator[Proposal]:
    """Yield what the shipped data changed and a copy has otherwise, in the order of the data."""
    for table, new in theirs.items():
        own = rows[table]
        for id in dict.fromkeys((*new, *own)):
            key, was = (table, id), [prints.get(table, {}).get(id) for prints in earlier]
            yield from _proposals(own.get(id), new.get(id), was, key, past)


def _require_copy(
    meta: Row, new_meta: Row, known: Mapping[str, Version], path: str
) -> Version | None:
    """Return the version that a copy is of, None for the present one. Raises DossierError."""
    version = known.get(meta["dataset_version"])
    titles = {new_meta["title"], *([version.title] if version is not None else [])}
    is_same = meta.get("id") is not None and meta.get("id") == new_meta.get("id")
    if meta["title"] not in titles and not is_same:
        raise DossierError(
            f"is not a copy of the shipped dossier, {new_meta['title']!r}",
            path=path,
            table=META,
            field="title",
            hint=f"name a file that was made with kursk-tui copy; {_NOTHING}",
        )
    if meta["dataset_version"] == new_meta["dataset_version"]:
        return None
    if version is None:
        names = ", ".join([new_meta["dataset_version"], *known])
        raise DossierError(
            f"{meta['dataset_version']!r} is not a data version that this kursk-tui knows"
            f" ({names})",
            path=path,
            table=META,
            field="dataset_version",
            hint=f"write the version that it was copied from, or get a newer kursk-tui; {_NOTHING}",
        )
    return version


# ---- one record


def _merged(
    mine: Row | None, new: Row | None, base: str | None, key: Key, past: Past
) -> Row | None:
    if same(mine, new):
        # What an edit made stays as it was written, so that the edit can still be undone.
        return mine if past.knows(key) else new
    if past.has_left(key, new):
        return mine
    if _print(mine) == base:
        return new
    if _print(new) == base or mine is None or new is None:
        return mine
    was = past.state(key, base)
    return mine if was is None else _joined(mine, new, was)


def _joined(mine: Row, new: Row, was: Row) -> Row:
    """Take each field from the side that changed it, and from mine where both did."""
    row: dict[str, Any] = {}
    for name in dict.fromkeys((*new, *mine)):
        group = next((group for group in TOGETHER if name in group), (name,))
        is_mine = any(not same(mine.get(n), was.get(n)) for n in group)
        row[name] = (mine if is_mine else new).get(name)
    return row


def _proposals(
    mine: Row | None, new: Row | None, was: Sequence[str | None], key: Key, past: Past
) -> Iterator[Proposal]:
    """Yield what is open of one record; `was` is what it was in the earlier versions."""
    table, id = key
    if same(mine, new) or past.has_left(key, new):
        return
    if all(one == _print(new) for one in was):
        return
    if mine is None or new is None:
        yield Proposal(table, id, None, mine, new)
        return
    states = (past.state(key, one) for one in was)
    old = next((state for state in states if state is not None), None)
    for name in dict.fromkeys((*new, *mine)):
        changed = old is None or not same(new.get(name), old.get(name))
        if changed and not same(mine.get(name), new.get(name)):
            yield Proposal(table, id, name, mine.get(name), new.get(name))


# ---- taking single records


def _taken(
    rows: Rows, theirs: Rows, earlier: Sequence[Prints], take: Sequence[Key], path: str
) -> tuple[Change, ...]:
    """Return the changes that make records as they are shipped. Raises DossierError."""
    changes = []
    for table, id in dict.fromkeys(take):
        mine, new = (r.get(table, {}).get(id) for r in (rows, theirs))
        if table == META or (new is None and not any(id in e.get(table, {}) for e in earlier)):
            raise DossierError(
                "is not a record of the shipped dossier",
                path=path,
                table=table,
                id=id,
                hint=f"kursk-tui update FILE --dry-run lists what can be taken; {_NOTHING}",
            )
        if not same(mine, new):
            changes.append(Change(table, id, mine, new))
    return tuple(changes)


def _with(rows: Rows, changes: Sequence[Change]) -> Rows:
    """Return records as they are after some changes."""
    changed = {table: dict(records) for table, records in rows.items()}
    for change in changes:
        put(changed, (change.table, change.id), change.after)
    return changed


def _require_sound(rows: Rows, meta: Row, path: str) -> None:
    problems = check(data_of(rows, meta), path=path)
    if problems:
        hint = f"{problems[0].hint + '; ' if problems[0].hint else ''}{_NOTHING}"
        raise problems[0].error(path, hint=hint)


# ---- counting


def _print(row: Row | None) -> str | None:
    return None if row is None else fingerprint(row)


def _counts(mine: Rows, rows: Rows) -> tuple[int, int, int]:
    """Return how many records were added, changed and removed."""
    added = sum(id not in mine[table] for table in rows for id in rows[table])
    removed = sum(id not in rows[table] for table in mine for id in mine[table])
    changed = sum(
        id in mine[table] and not same(mine[table][id], row)
        for table in rows
        for id, row in rows[table].items()
    )
    return added, changed, removed
