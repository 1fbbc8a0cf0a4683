"""Edits of a dossier: each one whole, on top of what is in the file now, and undone by an edit.

An edit says what each record was and what it is to be. It is refused where a record is no
longer what the editor saw, so that two who edit one file lose nothing of each other's. What
was done stands in the dossier's own table `edits`, written in the same step as the change:
whoever opens the file next can undo it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.tables import FIRST, Tables
from kursk_tui.model.records import Row
from kursk_tui.store.authorship import now, random_id
from kursk_tui.store.errors import DossierError

TABLE = "edits"
# Older ones are forgotten: they could be undone only after all that came later.
MOST_KEPT = 200


class Change(NamedTuple):
    """One record before and after; `before` None makes it, `after` None takes it out.

    `id` is the one it has before; an `after` with another id gives it that one, in its place.
    `follows` is the id of the record that it stood behind before it was taken out, FIRST for
    none: there it comes back. None for the end of the table.
    """

    table: str
    id: str
    before: Row | None
    after: Row | None
    follows: str | None = None


class Edit(NamedTuple):
    """What somebody changed in one step. `undoes` is the edit that it takes back, if any."""

    id: str
    made: str
    author: str
    what: str
    changes: tuple[Change, ...]
    undoes: str | None = None

    @classmethod
    def from_row(cls, row: Row) -> Edit:
        """Build from a row of the table `edits`. Raises ValueError where a record is no JSON."""
        changes = tuple(
            Change(
                c["table"],
                c["record"],
                _decoded(c.get("before")),
                _decoded(c.get("after")),
                c.get("follows"),
            )
            for c in row["changes"]
        )
        return cls(row["id"], row["made"], row["author"], row["what"], changes, row.get("undoes"))


def require_editable(dossier: Dossier) -> None:
    """Raise DossierError for what comes with the program: an upgrade would replace it.

    That is the dossier inside the package, and the samples wherever they are.
    """
    from pathlib import Path

    import kursk_tui
    from kursk_tui.dossier import samples

    sample = samples.name_of(dossier.path)
    package = Path(kursk_tui.__path__[0]).resolve()
    if sample is not None or package in Path(dossier.path).resolve().parents:
        copy = f"kursk-tui {f'--sample {sample} ' if sample is not None else ''}copy FILE"
        raise DossierError(
            "comes with the program",
            path=dossier.path,
            hint=f"make one of your own: {copy}, then kursk-tui -d FILE",
        )


def edits(dossier: Dossier) -> tuple[Edit, ...]:
    """Return the edits that the file remembers, oldest first. Raises DossierError for rubbish."""
    return tuple(read(row, dossier.path) for row in dossier.raw_rows(TABLE).values())


def undone(made: Sequence[Edit]) -> set[str]:
    """Return the ids of edits that are taken back now: undone, and the undoing not undone."""
    found: set[str] = set()
    for edit in made:
        if edit.undoes is not None:
            # Whatever an edit undoes, an undoing too, no longer holds.
            found.add(edit.undoes)
            found -= {e.undoes for e in made if e.id == edit.undoes and e.undoes is not None}
    return found


def make(
    dossier: Dossier,
    changes: Sequence[Change],
    what: str,
    *,
    author: str,
    clock: Callable[[], str] = now,
    new_id: Callable[[], str] = random_id,
) -> Edit:
    """Change records in one step and return the edit when it is on the disk.

    `changes` hold each record as the editor saw it (`before`), and rows as they are in the
    file. `dossier` stays as it is: `reload` it. Raises DossierError, with nothing written,
    where a record is not what the editor saw, where the result would be unsound, or where the
    file can't be read, locked or written.
    """
    edit = Edit(new_id(), clock(), author, what, tuple(changes))
    made: list[Edit] = []
    dossier.apply(lambda tables: made.append(carry_out(tables, edit, dossier.path)))
    return made[-1]


def retract(
    dossier: Dossier,
    claim: str,
    reason: str,
    *,
    author: str,
    clock: Callable[[], str] = now,
    new_id: Callable[[], str] = random_id,
) -> Edit:
    """Mark a claim as one that no longer counts, for a reason; it stays in the file.

    Raises DossierError as `make` does, KeyError for no claim.
    """
    row = dossier.raw_rows("claims")[claim]
    change = Change("claims", claim, row, {**row, "retracted": reason})
    what = f"retracted {claim}: {reason}"
    return make(dossier, (change,), what, author=author, clock=clock, new_id=new_id)


def undo(
    dossier: Dossier,
    *,
    author: str,
    edit_id: str | None = None,
    clock: Callable[[], str] = now,
    new_id: Callable[[], str] = random_id,
) -> Edit | None:
    """Take back an edit, the author's last one that stands if none is named; return the undoing.

    None, with nothing written, where there is none. Raises DossierError as `make` does: also
    where somebody has changed one of the records since, which has to be undone first.
    """

    def chosen(made: Sequence[Edit]) -> Edit | None:
        if edit_id is None:
            return to_undo(made, author)
        return next((e for e in _standing(made) if e.id == edit_id), None)

    return _reverse(dossier, chosen, "undone", author, clock, new_id)


def redo(
    dossier: Dossier,
    *,
    author: str,
    clock: Callable[[], str] = now,
    new_id: Callable[[], str] = random_id,
) -> Edit | None:
    """Take the author's last undoing back, if they have edited nothing since. See `undo`."""

    def chosen(made: Sequence[Edit]) -> Edit | None:
        return to_redo(made, author)

    return _reverse(dossier, chosen, "done again", author, clock, new_id)


def to_undo(made: Sequence[Edit], author: str) -> Edit | None:
    """The author's last edit that stands and is no undoing; None where there is none."""
    return next((e for e in reversed(_standing(made)) if e.author == author), None)


def to_redo(made: Sequence[Edit], author: str) -> Edit | None:
    """The author's last undoing, if they have edited nothing since; None where there is none."""
    taken_back = undone(made)
    for edit in reversed(made):
        if edit.author != author or edit.id in taken_back:
            continue
        what = next((other for other in made if other.id == edit.undoes), None)
        if what is None:
            return None
        if what.undoes is None:
            return edit
        # What is done again stands where it did: an undoing before it can still be taken back.
    return None


def _standing(made: Sequence[Edit]) -> list[Edit]:
    taken_back = undone(made)
    return [edit for edit in made if edit.id not in taken_back and edit.undoes is None]


def _reverse(
    dossier: Dossier,
    choose: Callable[[Sequence[Edit]], Edit | None],
    word: str,
    author: str,
    clock: Callable[[], str],
    new_id: Callable[[], str],
) -> Edit | None:
    """Carry out the opposite of an edit chosen from those in the file now."""
    found: list[Edit] = []

    def change(tables: Tables) -> None:
        chosen = choose([read(row, dossier.path) for row in tables.rows(TABLE)])
        if chosen is None:
            return
        opposite = tuple(map(_opposite, reversed(chosen.changes)))
        what = chosen.what.removeprefix("undone: ")
        edit = Edit(new_id(), clock(), author, f"{word}: {what}", opposite, chosen.id)
        found.append(carry_out(tables, edit, dossier.path))

    dossier.apply(change)
    return found[0] if found else None


def _opposite(change: Change) -> Change:
    """What takes a change back: a record that got another id is found under that."""
    id = change.id if change.after is None else change.after["id"]
    return Change(change.table, id, change.after, change.before, change.follows)


def carry_out(tables: Tables, edit: Edit, path: str) -> Edit:
    """Make an edit inside a transaction, remember it, and return it as it is remembered.

    Raises DossierError where a record is not what the editor saw.
    """
    names = dict.fromkeys(change.table for change in edit.changes)
    new: dict[str, dict[str, Row]] = {name: {} for name in names}
    # Before anything is done: which record each that is taken out stands behind.
    removed = {change.table for change in edit.changes if change.after is None}
    ids = {name: tables.ids(name) for name in removed}
    before_each = {
        name: dict(zip(some, [FIRST, *some], strict=False)) for name, some in ids.items()
    }
    places = dict.fromkeys((change.table, change.id) for change in edit.changes)
    there_now = {place: tables.row(*place) for place in places}
    changes: list[Change] = []
    for change in edit.changes:
        there = new[change.table].get(change.id) or there_now[change.table, change.id]
        if there != (None if change.before is None else dict(change.before)):
            raise DossierError(
                "has changed since the edit was begun",
                path=path,
                table=change.table,
                id=change.id,
                hint="nothing was written; look at it again, or undo the later change first",
            )
        if change.after is None:
            tables.remove(change.table, change.id)
            change = change._replace(follows=before_each[change.table].get(change.id))
        elif change.before is None:
            new[change.table][change.id] = change.after
        else:
            tables.replace(change.table, change.id, change.after)
        changes.append(change)
    for name, rows in new.items():
        tables.insert_many(name, rows.values())
        told = [(c.id, c.follows) for c in changes if c.table == name and c.id in rows]
        tables.put_behind(name, {id: follows for id, follows in told if follows is not None})
    edit = edit._replace(changes=tuple(changes))
    tables.insert(TABLE, _row_of(edit))
    tables.raise_version()
    for old in tables.ids(TABLE)[:-MOST_KEPT]:
        tables.remove(TABLE, old)
    return edit


def read(row: Row, path: str) -> Edit:
    """Return the edit in a row: the check sees that its records are text, not that they are JSON.

    Raises DossierError for one that holds no JSON.
    """
    try:
        return Edit.from_row(row)
    except (ValueError, RecursionError) as error:
        raise DossierError(
            "holds a record that is not JSON",
            path=path,
            table=TABLE,
            id=row["id"],
            hint="take the edit out of the table by hand; it can't be undone",
        ) from error


def _row_of(edit: Edit) -> dict[str, Any]:
    return {
        "id": edit.id,
        "made": edit.made,
        "author": edit.author,
        "what": edit.what,
        "undoes": edit.undoes,
        "changes": [
            {
                "table": change.table,
                "record": change.id,
                "before": _encoded(change.before),
                "after": _encoded(change.after),
                "follows": change.follows,
            }
            for change in edit.changes
        ],
    }


def _encoded(row: Mapping[str, Any] | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False)


def _decoded(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    row = json.loads(text)
    if not isinstance(row, dict):
        raise ValueError("a record of an edit is no object")
    return row
