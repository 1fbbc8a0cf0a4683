"""Finding records by their words, and by the names of what they refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Row

# Separates the fields, so that no word is found across two of them.
_GAP = "\n"


class TextIndex:
    """The words of every record of a dossier, gathered when first asked for."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._texts: dict[str, dict[str, str]] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._words_of: dict[str, Callable[[Row], Iterator[str | None]]] = {
            "agents": self._agent,
            "scopes": self._scope,
            "sources": self._source,
            "events": self._event,
            "measures": self._measure,
            "claims": self._claim,
            "identities": self._identity,
        }

    def text(self, kind: str, id: str) -> str:
        """Return the casefolded words of a record. Raises KeyError if it is not there."""
        if kind not in self._texts:
            words_of = self._words_of[kind]
            self._texts[kind] = self._dossier.derived(
                f"words{kind}", lambda: self._all(words_of, kind)
            )
        return self._texts[kind][id]

    def _all(self, words_of: Callable[[Row], Iterator[str | None]], kind: str) -> dict[str, str]:
        return {
            id: _GAP.join([word for word in words_of(row) if word]).casefold()
            for id, row in self._dossier.raw_rows(kind).items()
        }

    def search(
        self, words: str | Iterable[str], kinds: Iterable[str] | None = None
    ) -> dict[str, tuple[str, ...]]:
        """Return the ids of the records that hold every word, by table."""
        asked = words.split() if isinstance(words, str) else [w for w in words if w.strip()]
        asked = [word.casefold() for word in asked]
        found: dict[str, tuple[str, ...]] = {}
        for kind in self._words_of if kinds is None else kinds:
            if kind not in self._words_of:
                raise KeyError(kind)
            ids = tuple(
                id
                for id in (self._dossier.raw_rows(kind) if asked else ())
                if all(word in self.text(kind, id) for word in asked)
            )
            if ids:
                found[kind] = ids
        return found

    def _name(self, table: str, id: str | None) -> str | None:
        """Return the id of a record with what it is called."""
        if id is None:
            return None
        key = (table, id)
        if key not in self._names:
            row = self._dossier.raw_rows(table)[id]
            called = [id, row.get("name") or row.get("title") or "", *(row.get("aliases") or ())]
            self._names[key] = _GAP.join(called)
        return self._names[key]

    def _agent(self, row: Row) -> Iterator[str | None]:
        yield from (row["id"], row["name"], row["kind"], *(row.get("aliases") or ()))
        yield self._name("agents", row.get("member_of"))
        yield self._name("agents", row.get("party"))

    def _scope(self, row: Row) -> Iterator[str | None]:
        yield from (row["id"], row["name"], row["kind"])
        yield self._name("scopes", row.get("part_of"))

    def _source(self, row: Row) -> Iterator[str | None]:
        yield from (row["id"], row["title"], row.get("published"), row["kind"])
        yield from (row["language"], row.get("url"), row.get("note"))
        yield self._name("agents", row["publisher"])
        for agent in row.get("cites") or ():
            yield self._name("agents", agent)

    def _event(self, row: Row) -> Iterator[str | None]:
        yield from (row["id"], row["title"], row.get("date"), row["kind"], row.get("note"))
        yield self._name("agents", row.get("by"))
        yield self._name("scopes", row.get("place"))
        yield self._name("events", row.get("part_of"))

    def _measure(self, row: Row) -> Iterator[str | None]:
        yield from (row["id"], row["name"], row["unit"], row["basis"], row.get("since"))
        yield from row.get("cues") or ()
        yield row.get("note")
        yield self._name("measures", row.get("part_of"))

    def _claim(self, row: Row) -> Iterator[str | None]:
        yield from (row["id"], row["statement"], row["lineage"], row["modality"])
        yield from (row.get("likelihood"), row.get("as_of"), row.get("note"))
        yield (row.get("figure") or {}).get("written")
        yield self._name("measures", row.get("measure"))
        yield self._name("sources", row["source"])
        yield self._name("agents", self._dossier.raw_rows("sources")[row["source"]]["publisher"])
        for agent in row.get("attribution") or ():
            yield self._name("agents", agent)
        for event in row.get("events") or ():
            yield self._name("events", event)
        yield self._name("events", row.get("release"))
        scope = row.get("scope") or {}
        yield self._name("scopes", scope.get("population"))
        yield self._name("scopes", scope.get("place"))
        within = scope.get("within")
        is_event = within in self._dossier.events
        yield self._name("events", within) if is_event else within
        yield row.get("of")
        for opposition in row.get("opposes") or ():
            yield from (opposition["claim"], opposition.get("note"))

    def _identity(self, row: Row) -> Iterator[str | None]:
        yield from (row["id"], row["kind"], row["assumption"])
        for term in (row["total"], *row["terms"]):
            yield term.get("claim")
            yield self._name("measures", term.get("measure"))
