"""Starter packs: measures and scopes that a new dossier is begun with.

A pack is a TOML file: `title` and `about`, `needs` (packs that come with it), and the tables
`measures` and `scopes`, whose rows have the fields of the dossier's own. Packs that come with
the program have a name; a user's own is a path. Two packs may hold the same record, as long as
it is the same in both.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, NamedTuple

from kursk_tui.model import schema
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError

BASE = "base"
TABLES = ("measures", "scopes")
_FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "packs")  # noqa: PTH118, PTH120
_ENDING = ".toml"


class Pack(NamedTuple):
    """One pack: `rows` are the records of each table, every field filled."""

    name: str
    title: str
    about: str
    needs: tuple[str, ...]
    rows: dict[str, tuple[dict[str, Any], ...]]


def names() -> tuple[str, ...]:
    """The packs that come with the program, by name; what every dossier has is none to choose."""
    found = (n.removesuffix(_ENDING) for n in os.listdir(_FOLDER) if n.endswith(_ENDING))  # noqa: PTH208
    return tuple(sorted(name for name in found if name != BASE))


def read(name: str) -> Pack:
    """Read a pack by its name, or by its path where it ends in `.toml` or holds a slash.

    Raises DossierError for one that is not there, is no TOML, or holds what a pack cannot.
    """
    import tomllib

    is_own = name.endswith(_ENDING) or "/" in name
    path = name if is_own else os.path.join(_FOLDER, name + _ENDING)  # noqa: PTH118
    if not is_own and name not in (BASE, *names()):
        hint = f"packs are {', '.join(names())}; a pack of your own is a path that ends in .toml"
        raise DossierError("is no pack", path=name, hint=hint)
    raw, _ = files.read(path)
    try:
        data = tomllib.loads(raw.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DossierError(f"is no TOML: {error}", path=path, hint="mend it by hand") from error
    return _pack(name, path, data)


def rows_of(wanted: Iterable[str]) -> dict[str, dict[str, dict[str, Any]]]:
    """The records of packs and of all that they need, by table and id, each once.

    Raises DossierError as `read` does, and where two packs hold different records of one id.
    """
    rows: dict[str, dict[str, dict[str, Any]]] = {table: {} for table in TABLES}
    owners: dict[tuple[str, str], str] = {}
    left, done = [BASE, *wanted], set[str]()
    while left:
        name = left.pop(0)
        if name in done:
            continue
        done.add(name)
        pack = read(name)
        left[:0] = pack.needs
        for table, some in pack.rows.items():
            for row in some:
                there = rows[table].setdefault(row["id"], row)
                owner = owners.setdefault((table, row["id"]), name)
                if there != row:
                    what = f"is another one in the pack {owner}"
                    hint = "choose one of the two packs, or give it another id in your own"
                    raise DossierError(what, path=name, table=table, id=row["id"], hint=hint)
    return rows


def _pack(name: str, path: str, data: dict[str, Any]) -> Pack:
    def wrong(what: str, table: str | None = None, id: str | None = None) -> DossierError:
        hint = "see kursk-tui help dossiers for what a pack holds"
        return DossierError(what, path=path, table=table, id=id, hint=hint)

    unknown = sorted(set(data) - {"title", "about", "needs", *TABLES})
    if unknown:
        raise wrong("is no part of a pack", table=unknown[0])
    needs = data.get("needs", [])
    texts = (data.get("title", name), data.get("about", ""), *(needs if _is_list(needs) else [0]))
    if not all(isinstance(text, str) for text in texts):
        raise wrong("title, about and needs must be texts")
    rows: dict[str, tuple[dict[str, Any], ...]] = {}
    for table in TABLES:
        found = data.get(table, [])
        if not _is_list(found) or not all(isinstance(row, dict) for row in found):
            raise wrong("is no list of records", table)
        for row in found:
            if not isinstance(row.get("id"), str):
                raise wrong("a record has no id", table)
        rows[table] = tuple(_filled(table, row) for row in found)
    return Pack(name, data.get("title", name), data.get("about", ""), tuple(needs), rows)


def _filled(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row with all fields in the order of the schema; those that it lacks are empty.

    What is no field stays, for the check of the dossier to tell.
    """
    return {**schema.empty_row(table), **row}


def _is_list(value: object) -> bool:
    return isinstance(value, list)
