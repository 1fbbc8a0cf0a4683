"""The small surface over a dossier, answered by an SQLite file that was derived from it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Count, Facet, Holding, Kind, Link, Page, Selection
from kursk_tui.dossier.lens import Lens, look
from kursk_tui.dossier.memory import MemoryHolding
from kursk_tui.dossier.timespan import TIME
from kursk_tui.model.dates import parse
from kursk_tui.model.records import (
    Agent,
    Claim,
    Event,
    Identity,
    Measure,
    Meta,
    Row,
    Scope,
    Source,
    builder,
    source_builder,
)

R = TypeVar("R")

# Ids that are looked up in one question: SQLite takes 999 in the oldest that is met.
_AT_ONCE = 500
# Letters of a word from which on trigrams find it.
_TRIGRAM = 3
_TABLES = ("agents", "sources", "events", "claims", "identities")


class _Part(NamedTuple):
    """A piece of SQL, and the values for its question marks."""

    sql: str
    values: tuple[object, ...] = ()


class SqliteLookup(Generic[R]):
    """Records of a table, each read when asked for."""

    def __init__(self, database: sqlite3.Connection, table: str, build: Callable[[Row], R]) -> None:
        self._database, self._table, self._build = database, table, build

    def __getitem__(self, id: str, /) -> R:
        found = self.many((id,))
        return found[id]

    def __contains__(self, id: object, /) -> bool:
        sql = f"SELECT 1 FROM {self._table} WHERE id = ?"
        return self._database.execute(sql, (id,)).fetchone() is not None

    def many(self, ids: Iterable[str]) -> dict[str, R]:
        """Return those of some records that are there."""
        asked = list(dict.fromkeys(ids))
        found: dict[str, R] = {}
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            sql = f"SELECT id, record FROM {self._table} WHERE id IN ({marks})"
            rows = dict(self._database.execute(sql, some))
            found.update((id, self._build(json.loads(rows[id]))) for id in some if id in rows)
        return found


class SqliteListing:
    """The records of a kind that hold to some conditions, in the order of their keys."""

    def __init__(self, database: sqlite3.Connection, kind: Kind, conditions: Sequence[_Part]):
        self._database, self._kind = database, kind
        self._where = " AND ".join(("1", *(part.sql for part in conditions)))
        self._values = tuple(value for part in conditions for value in part.values)

    def count(self) -> Count:
        """Return how many there are, exactly."""
        sql = f"SELECT COUNT(*) FROM {self._kind} WHERE {self._where}"
        return Count(self._database.execute(sql, self._values).fetchone()[0])

    def page(self, after: str | None, size: int, *, back: bool = False) -> Page:
        """Return a window beside one id: see `holding.Listing`."""
        _require(size)
        key = self._key(after) if after is not None else None
        ids = self._beside(key, size + 1, back=back)
        is_more, ids = len(ids) > size, ids[:size]
        # Beside a record that is in the list there is at least that one.
        is_other = key is not None
        if back:
            return Page(tuple(reversed(ids)), is_more, is_other)
        return Page(tuple(ids), is_other, is_more)

    def around(self, id: str, size: int) -> Page:
        """Return a window with an id in its middle: see `holding.Listing`."""
        _require(size)
        key = self._key(id)
        before = self._beside(key, size + 1, back=True)
        behind = [id, *self._beside(key, size)]
        many = min(len(before), max(size // 2, size - len(behind)))
        ids = (*reversed(before[:many]), *behind[: size - many])
        return Page(ids, len(before) > many, len(behind) > size - many)

    def _key(self, id: str) -> str:
        sql = f"SELECT key FROM {self._kind} WHERE id = ? AND {self._where}"
        found = self._database.execute(sql, (id, *self._values)).fetchone()
        if found is None:
            raise KeyError(id)
        key: str = found[0]
        return key

    def _beside(self, key: str | None, many: int, *, back: bool = False) -> list[str]:
        """Up to so many ids next to a key, the nearest first; None is the beginning or the end."""
        order, sign = ("DESC", "<") if back else ("ASC", ">")
        where, values = self._where, self._values
        if key is not None:
            where, values = f"{where} AND key {sign} ?", (*values, key)
        sql = f"SELECT id FROM {self._kind} WHERE {where} ORDER BY key {order} LIMIT ?"
        return [id for (id,) in self._database.execute(sql, (*values, many))]


def _require(size: int) -> None:
    if size < 1:
        raise ValueError(f"size {size}: at least 1")


class SqliteHolding:
    """An index that `build` made as a `holding.Holding`."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.claims = SqliteLookup[Claim](database, "claims", builder(Claim))
        self.events = SqliteLookup[Event](database, "events", builder(Event))
        self.sources = SqliteLookup[Source](database, "sources", source_builder())
        self.agents = SqliteLookup[Agent](database, "agents", builder(Agent))
        self.identities = SqliteLookup[Identity](database, "identities", builder(Identity))

    @cached_property
    def meta(self) -> Meta:
        """What the dossier is."""
        return builder(Meta)(json.loads(self._head("meta")))

    @cached_property
    def revision(self) -> str:
        """The stamp of the dossier that the index was made from."""
        return self._head("revision")

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """All measures."""
        return {row["id"]: builder(Measure)(row) for row in self._small("measures")}

    @cached_property
    def scopes(self) -> Mapping[str, Scope]:
        """All scopes."""
        return {row["id"]: builder(Scope)(row) for row in self._small("scopes")}

    def listing(self, kind: Kind, selection: Selection = Selection()) -> SqliteListing:  # noqa: B008
        """Return the records of a kind that a selection leaves.

        Raises dates.DateError for a range of time that is none.
        """
        conditions = list(_conditions(kind, selection.facets))
        conditions += [_holding(kind, word, self._has_trigrams) for word in selection.words]
        return SqliteListing(self._database, kind, conditions)

    def links(self, link: Link, id: str, limit: int | None = None) -> Sequence[str]:
        """Return the ids that one record is linked with, at most `limit`."""
        sql = "SELECT other FROM links WHERE link = ? AND id = ? ORDER BY place LIMIT ?"
        values = (link, id, -1 if limit is None else limit)
        return tuple(other for (other,) in self._database.execute(sql, values))

    def near(self, claims: Collection[str]) -> Dossier:
        """Return all of it, read into memory. Raises KeyError for an unknown claim."""
        for claim in claims:
            if claim not in self.claims:
                raise KeyError(claim)
        return self._whole

    def look(self, lens: Lens) -> Holding:
        """Return what is seen through a lens, in memory where anything is left out."""
        seen = look(self._whole, lens).dossier
        return self if seen is self._whole else MemoryHolding(seen)

    @cached_property
    def _whole(self) -> Dossier:
        tables = {
            name: {
                str(place + 1): json.loads(record)
                for place, record in self._database.execute(
                    f"SELECT place, record FROM {name} ORDER BY place"
                )
            }
            for name in _TABLES
        }
        for name in ("measures", "scopes"):
            rows = self._small(name)
            tables[name] = {str(place): row for place, row in enumerate(rows, 1)}
        meta = json.loads(self._head("meta"))
        return Dossier({"meta": {"1": meta}, **tables}, self._head("path"), None)

    @cached_property
    def _has_trigrams(self) -> bool:
        sql = "SELECT 1 FROM head WHERE name = 'trigrams'"
        return self._database.execute(sql).fetchone() is not None

    def _small(self, table: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = json.loads(self._head(table))
        return rows

    def _head(self, name: str) -> str:
        sql = "SELECT value FROM head WHERE name = ?"
        value: str = self._database.execute(sql, (name,)).fetchone()[0]
        return value


# ---- what a selection leaves, as `selecting.select` has it


def _conditions(kind: Kind, facets: Sequence[Facet]) -> Iterator[_Part]:
    if not facets:
        return
    if kind == "claims":
        yield from map(_under, facets)
        return
    time = [facet for facet in facets if facet.kind == TIME]
    others = [facet for facet in facets if facet.kind != TIME]
    if kind == "events":
        if others:
            yield _any_of("id", _named_in("tells", "event", others), *map(_event_itself, others))
        for facet in time:
            first, last = _ends(facet)
            spans = "SELECT event FROM spans WHERE first <= ? AND last >= ?"
            yield _Part(f"id IN ({spans})", (last, first))
    elif kind == "sources":
        claims = _all_of(map(_under, facets))
        own = _Part(f"SELECT source FROM claims WHERE {claims.sql}", claims.values)
        # In a range of time documents tell of it; else those of an agent are all in view.
        extra = [_source_itself(facet) for facet in facets]
        extra += [] if time else [_documents(facet) for facet in facets]
        yield _any_of("id", own, *extra)
    else:
        yield _any_of("id", _named_in("chains", "agent", facets), *map(_agent_itself, facets))


def _under(facet: Facet) -> _Part:
    """Which claims one facet leaves, as a condition on `claims`."""
    if facet.kind == TIME:
        first, last = _ends(facet)
        return _Part("first <= ? AND last >= ?", (last, first))
    if facet.kind == "event":
        return _Part("place IN (SELECT claim FROM mentions WHERE event = ?)", (facet.id,))
    if facet.kind == "agent":
        return _Part("place IN (SELECT claim FROM voices WHERE agent = ?)", (facet.id,))
    column = {"source": "source", "measure": "measure", "claim": "id"}[facet.kind]
    return _Part(f"{column} = ?", (facet.id,))


def _ends(facet: Facet) -> tuple[str, str]:
    span = parse(facet.id)
    return span.earliest, span.latest


def _all_of(parts: Iterable[_Part]) -> _Part:
    some = list(parts)
    return _Part(" AND ".join(p.sql for p in some), tuple(v for p in some for v in p.values))


def _any_of(column: str, *queries: _Part | None) -> _Part:
    """That a column is among what some queries find."""
    some = [query for query in queries if query is not None]
    sql = " UNION ".join(query.sql for query in some)
    return _Part(f"{column} IN ({sql})", tuple(v for query in some for v in query.values))


def _named_in(table: str, column: str, facets: Iterable[Facet]) -> _Part:
    """Whom the claims under some facets name, by a table of claims and names."""
    claims = _all_of(map(_under, facets))
    sql = f"SELECT {column} FROM {table} WHERE claim IN"
    return _Part(f"{sql} (SELECT place FROM claims WHERE {claims.sql})", claims.values)


def _event_itself(facet: Facet) -> _Part | None:
    parts = "SELECT other FROM links WHERE link = 'parts' AND id = ?"
    is_event = facet.kind == "event"
    return _Part(f"SELECT ? UNION {parts}", (facet.id, facet.id)) if is_event else None


def _source_itself(facet: Facet) -> _Part | None:
    return _Part("SELECT ?", (facet.id,)) if facet.kind == "source" else None


def _documents(facet: Facet) -> _Part | None:
    sql = "SELECT id FROM sources WHERE publisher = ?"
    return _Part(sql, (facet.id,)) if facet.kind == "agent" else None


def _agent_itself(facet: Facet) -> _Part | None:
    return _Part("SELECT ?", (facet.id,)) if facet.kind == "agent" else None


def _holding(kind: Kind, word: str, has_trigrams: bool) -> _Part:
    """That a record has a word: a claim in its own words or in the names of what it names."""
    named = None
    if kind == "claims":
        # The names first: few have the word, and of these the claims are listed.
        join = "SELECT claim FROM named CROSS JOIN names USING (kind, id)"
        named = _Part(f"{join} WHERE instr(named.words, ?) > 0", (word,))
    if has_trigrams and len(word) >= _TRIGRAM:
        table = f"{kind}_trigrams"
        phrase = '"' + word.replace('"', '""') + '"'
        own = _Part(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (phrase,))
        return _any_of("place", own, named)
    # What is so short is in many: looked for in the list's order, a window of them is soon found.
    if named is None:
        return _Part("instr(words, ?) > 0", (word,))
    return _Part(f"(instr(words, ?) > 0 OR place IN ({named.sql}))", (word, *named.values))
