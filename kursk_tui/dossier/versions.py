"""What each record was in earlier versions of the shipped data, as fingerprints.

Whoever takes up new data (see `updating`) must know whether a record of theirs is still what it
was in the version that their file was copied from. Old data is not shipped for that: of each
record of each earlier version `data/versions.json` has 12 hex digits.

    python -m kursk_tui.dossier.versions OLD.json [OLDER.json ...] > data/versions.json

writes it, from the files of the versions, the newest first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from kursk_tui.dossier.dossier import shipped_path
from kursk_tui.model import schema
from kursk_tui.model.records import Row
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError

META = "meta"
# What tells versions of a file apart is no content of it; and of the first there was no id.
OF_THE_FILE = ("id", "schema_version", "dataset_version")

_DIGITS = 12

# Table to id to record, or to the fingerprint of one; `meta` has one record, called `meta`.
Rows = dict[str, dict[str, Row]]
Key = tuple[str, str]
Prints = Mapping[str, Mapping[str, str]]


class Version(NamedTuple):
    """One version of the shipped data: the title it had, and the fingerprints of its records."""

    title: str
    prints: Prints


def canonical(value: Any) -> str:
    """Return a value as the same text for all that reads the same.

    A field that is absent, null or empty reads the same, so that a record that knows fewer
    fields is the same as one in which the others are null.
    """
    return json.dumps(_filled(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def same(one: Any, other: Any) -> bool:
    """Whether two records or values read the same."""
    return one is other or canonical({"": one}) == canonical({"": other})


def fingerprint(row: Row) -> str:
    """Return what stands for a record: the beginning of the SHA-256 of its canonical text."""
    return sha256(canonical(row).encode()).hexdigest()[:_DIGITS]


def rows_of(data: Mapping[str, Any]) -> Rows:
    """Return the records of decoded tables by id, those of `meta` without what is the file's."""
    meta = next(iter(data[META].values()))
    record = {name: value for name, value in meta.items() if name not in OF_THE_FILE}
    return {
        name: {META: record}
        if name == META
        else {row["id"]: row for row in data.get(name, {}).values()}
        for name in schema.DOSSIER
    }


def data_of(rows: Rows, meta: Row) -> dict[str, dict[str, Row]]:
    """Return records as decoded tables; what is the file's own of `meta` comes from a row of it."""
    data = {table: numbered(records.values()) for table, records in rows.items()}
    record = rows[META][META]
    names = dict.fromkeys((*meta, *record))
    data[META] = {
        "1": {n: meta[n] if n in OF_THE_FILE else record.get(n) for n in names},
    }
    return data


def numbered(rows: Iterable[Row]) -> dict[str, Row]:
    """Return rows as a decoded table."""
    return {str(number): row for number, row in enumerate(rows, 1)}


def put(rows: Rows, key: Key, row: Row | None) -> None:
    """Put a record in the place of one, at the end where there is none; None takes it out."""
    table, id = key
    if row is None:
        rows[table].pop(id, None)
    else:
        rows[table][id] = row


def entry(data: Mapping[str, Any]) -> tuple[str, Version]:
    """Return the data version of sound decoded tables, and what is to be known of it later."""
    meta = next(iter(data[META].values()))
    prints = {
        name: {id: fingerprint(row) for id, row in rows.items()}
        for name, rows in rows_of(data).items()
    }
    return meta["dataset_version"], Version(meta["title"], prints)


def known_path() -> str:
    """Return where the earlier versions are listed. Raises DossierError as `shipped_path`."""
    return shipped_path("versions.json", "the list of data versions")


def known() -> dict[str, Version]:
    """Return the earlier versions of the shipped data by name, the newest first.

    Raises DossierError where their file is missing, can't be read, or is something else.
    """
    path = known_path()
    raw, _ = files.read(path)
    data = files.decode(raw, path)
    try:
        return {name: Version(one["title"], one["tables"]) for name, one in data.items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise DossierError(
            "is not a list of data versions", path=path, hint="install kursk-tui again"
        ) from error


def encoded(versions: Mapping[str, Version]) -> str:
    """Return the text of the file: one line a table."""
    blocks = []
    for name, version in versions.items():
        tables = ",\n".join(
            f"{json.dumps(table)}: {json.dumps(prints)}" for table, prints in version.prints.items()
        )
        title = json.dumps(version.title, ensure_ascii=False)
        blocks.append(f'{json.dumps(name)}: {{\n"title": {title},\n"tables": {{\n{tables}\n}}\n}}')
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def main(paths: Sequence[str]) -> int:
    """Print the entries of files; returns the exit status. Raises DossierError."""
    versions = {}
    for path in paths:
        raw, _ = files.read(path)
        name, version = entry(files.tables(files.decode(raw, path), path))
        versions[name] = version
    sys.stdout.write(encoded(versions))
    return 0 if versions else 2


def _filled(value: Any) -> Any:
    """Return a value without the fields that hold nothing."""
    if isinstance(value, dict):
        fields = {name: _filled(inner) for name, inner in value.items()}
        return {n: inner for n, inner in fields.items() if inner is not None and inner != {}}
    if isinstance(value, list):
        return [_filled(item) for item in value] or None
    return value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
