"""Building the index of a dossier: its records, their keys and words, and who names whom."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import KINDS
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.search import NAMED, TextIndex
from kursk_tui.dossier.selecting import roles
from kursk_tui.dossier.sqlite import keys
from kursk_tui.model.dates import parse

# Small tables, and meta, stand whole in `head`. The others have a row a record: `place` is its
# place in the dossier, `key` where it stands in the order of its list.
SCHEMA = """
CREATE TABLE head (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE claims (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL, measure TEXT, first TEXT, last TEXT,
  words TEXT NOT NULL, record TEXT NOT NULL
);
CREATE INDEX claims_source ON claims (source, key);
CREATE INDEX claims_measure ON claims (measure, key);
CREATE TABLE events (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE,
  words TEXT NOT NULL, record TEXT NOT NULL
);
CREATE TABLE spans (event TEXT, first TEXT, last TEXT, PRIMARY KEY (event, first, last))
  WITHOUT ROWID;
CREATE TABLE sources (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE,
  publisher TEXT NOT NULL, words TEXT NOT NULL, record TEXT NOT NULL
);
CREATE INDEX sources_publisher ON sources (publisher, place);
CREATE TABLE agents (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE,
  words TEXT NOT NULL, record TEXT NOT NULL
);
CREATE TABLE identities (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
CREATE TABLE named (kind TEXT, id TEXT, words TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE names (kind TEXT, id TEXT, claim INTEGER, PRIMARY KEY (kind, id, claim)) WITHOUT ROWID;
CREATE TABLE mentions (
  event TEXT, key TEXT, claim INTEGER NOT NULL, PRIMARY KEY (event, key)
) WITHOUT ROWID;
CREATE TABLE tells (claim INTEGER, event TEXT, PRIMARY KEY (claim, event)) WITHOUT ROWID;
CREATE TABLE voices (
  agent TEXT, key TEXT, claim INTEGER NOT NULL, PRIMARY KEY (agent, key)
) WITHOUT ROWID;
CREATE TABLE chains (claim INTEGER, agent TEXT, PRIMARY KEY (claim, agent)) WITHOUT ROWID;
CREATE TABLE links (
  link TEXT, id TEXT, place INTEGER, other TEXT NOT NULL, PRIMARY KEY (link, id, place)
) WITHOUT ROWID;
"""

# Words of three letters and more are found by their trigrams; without these, which an SQLite
# before 3.34 has not, every record is looked at.
TRIGRAMS = """
CREATE VIRTUAL TABLE {kind}_trigrams USING fts5 (
  words, content='', tokenize='trigram case_sensitive 1'
)
"""


def build(dossier: Dossier, database: sqlite3.Connection, index: Index | None = None) -> None:
    """Fill an empty database with what a dossier holds. Raises sqlite3.Error."""
    index = index or Index(dossier)
    with database:
        database.executescript(SCHEMA)
        for table, rows in _tables(dossier, index):
            found = iter(rows)
            first = next(found, None)
            if first is None:
                continue
            marks = ", ".join("?" * len(first))
            insert = f"INSERT INTO {table} VALUES ({marks})"
            database.execute(insert, first)
            database.executemany(insert, found)
        if _has_trigrams(database):
            database.execute("INSERT INTO head VALUES ('trigrams', 'yes')")
            for kind in KINDS:
                database.execute(TRIGRAMS.format(kind=kind))
                names = f"{kind}_trigrams (rowid, words)"
                database.execute(f"INSERT INTO {names} SELECT place, words FROM {kind}")


def _has_trigrams(database: sqlite3.Connection) -> bool:
    try:
        database.execute(TRIGRAMS.format(kind="temp.no"))
    except sqlite3.OperationalError:
        return False
    database.execute("DROP TABLE temp.no_trigrams")
    return True


def _tables(dossier: Dossier, index: Index) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    """The rows of each table, in the order of its columns."""
    claim_keys = _claim_keys(dossier, index)
    places = {id: place for place, id in enumerate(dossier.raw_rows("claims"))}
    texts = TextIndex(dossier)
    yield "head", _head(dossier)
    yield "claims", _claims(dossier, claim_keys, index.orders.claim_dates, texts)
    for kind in KINDS[1:]:
        yield kind, _records(dossier, kind, texts)
    yield "spans", _spans(dossier, index)
    yield "identities", _bare(dossier, "identities")
    yield "named", ((t, id, w) for t in NAMED for id, w in texts.words_of(f"named{t}"))
    yield "names", _names(index, places)
    events, agents = dossier.raw_rows("events"), dossier.raw_rows("agents")
    yield "mentions", _under(events, index.mentions, claim_keys, places)
    yield (
        "tells",
        (
            (place, event)
            for id, place in places.items()
            for event in sorted(index.events_of_claims((id,)))
        ),
    )
    yield "voices", _under(agents, partial(roles, dossier, index), claim_keys, places)
    yield (
        "chains",
        (
            (place, agent)
            for id, place in places.items()
            for agent in sorted(index.agents_of_claims((id,)))
        ),
    )
    yield "links", _links(dossier, index)


def _head(dossier: Dossier) -> Iterator[tuple[str, str]]:
    yield "path", dossier.path
    yield "revision", str(dossier.stamp or "memory")
    meta = {**dossier.meta._asdict(), "languages": list(dossier.meta.languages)}
    yield "meta", _text(meta)
    for table in ("measures", "scopes"):
        yield table, _text(list(dossier.raw_rows(table).values()))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _claim_keys(dossier: Dossier, index: Index) -> dict[str, str]:
    measures = {
        id: (place, row["basis"])
        for place, (id, row) in enumerate(dossier.raw_rows("measures").items())
    }
    dates = index.orders.claim_dates
    return {
        id: keys.of_claim(row, place, measures.get(row.get("measure") or ""), dates[id])
        for place, (id, row) in enumerate(dossier.raw_rows("claims").items())
    }


def _claims(
    dossier: Dossier,
    claim_keys: dict[str, str],
    dates: dict[str, str | None],
    texts: TextIndex,
) -> Iterator[tuple[Any, ...]]:
    rows = dossier.raw_rows("claims")
    for place, ((id, row), (_, words)) in enumerate(
        zip(rows.items(), texts.words_of("claims"), strict=True)
    ):
        date = dates[id]
        span = parse(date) if date is not None else None
        ends = (span.earliest, span.latest) if span is not None else (None, None)
        named = (row["source"], row.get("measure"))
        yield (place, id, claim_keys[id], *named, *ends, words, _text(row))


def _records(dossier: Dossier, kind: str, texts: TextIndex) -> Iterator[tuple[Any, ...]]:
    rows = dossier.raw_rows(kind)
    for place, ((id, row), (_, words)) in enumerate(
        zip(rows.items(), texts.words_of(kind), strict=True)
    ):
        if kind == "agents":
            yield place, id, keys.of_agent(row), words, _text(row)
        elif kind == "events":
            yield place, id, keys.of_date(row.get("date"), id), words, _text(row)
        else:
            key = keys.of_date(row.get("published"), id)
            yield place, id, key, row["publisher"], words, _text(row)


def _spans(dossier: Dossier, index: Index) -> Iterator[tuple[str, str, str]]:
    """When an event lies: its date, of one that has none those of its parts."""
    rows = dossier.raw_rows("events")
    for id, row in rows.items():
        date = row.get("date")
        of_parts = (rows[part].get("date") for part in index.parts_of_event(id))
        dates = {date} if date is not None else {each for each in of_parts if each is not None}
        spans = {parse(each) for each in dates}
        yield from sorted({(id, span.earliest, span.latest) for span in spans})


def _bare(dossier: Dossier, table: str) -> Iterator[tuple[Any, ...]]:
    for place, (id, row) in enumerate(dossier.raw_rows(table).items()):
        yield place, id, _text(row)


def _names(index: Index, places: dict[str, int]) -> Iterator[tuple[str, str, int]]:
    """Whom a claim names by a name that is searched: its words are those of the claim too."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for kind, group in index.by_table():
        for id, claims in group.items():
            found[kind, id].update(map(places.__getitem__, claims))
    for (kind, id), named in found.items():
        yield from ((kind, id, place) for place in sorted(named))


def _under(
    ids: Iterable[str],
    claims_under: Callable[[str], Iterable[str]],
    claim_keys: dict[str, str],
    places: dict[str, int],
) -> Iterator[tuple[str, str, int]]:
    """The claims that each of some records leaves where a list is narrowed to it."""
    for id in ids:
        for claim in claims_under(id):
            yield id, claim_keys[claim], places[claim]


def _links(dossier: Dossier, index: Index) -> Iterator[tuple[str, str, int, str]]:
    claims = dossier.raw_rows("claims")
    found = (
        ("parts", dossier.raw_rows("events"), index.parts_of_event),
        ("members", dossier.raw_rows("agents"), index.members_of),
        ("documents", dossier.raw_rows("agents"), index.documents_of),
        ("opposed by", claims, index.opposed_by),
        ("shares", claims, index.shares_of),
        ("identities", claims, index.identities_of),
    )
    for link, ids, others in found:
        for id in ids:
            for place, other in enumerate(others(id)):
                yield link, id, place, other
