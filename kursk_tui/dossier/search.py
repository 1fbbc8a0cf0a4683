"""Finding records by their words, and by the names of what they refer to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.folding import folded
from kursk_tui.model.records import Row

# Separates the fields, so that no word is found across two of them.
_GAP = "\n"
_SPACES = re.compile(r"[^\S\n]+")

# What a claim names, and whose names are words of the claim.
NAMED = ("agents", "sources", "measures", "events", "scopes")

Words = Iterator[str | None]


class TextIndex:
    """The words of every record of a dossier, gathered when first asked for."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._names: dict[tuple[str, str], str] = {}
        self._texts: dict[str, list[str]] = {}
        self._words_of: dict[str, Callable[[Row], Words]] = {
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
        words_of, row = self._words_of[kind], self._dossier.raw_rows(kind)[id]
        return _joined(words_of(row)).casefold()

    def holding(self, kind: str, word: str) -> Set[str]:
        """Return the records that hold a word, folded and with single spaces in it.

        Of claims only those that have it in words of their own: see `named`.
        """
        return self._holding(kind, word)

    def named(self, table: str, word: str) -> Set[str]:
        """Return the records of a table in NAMED that have a word in what they are called."""
        return self._holding(f"named{table}", word)

    def _holding(self, name: str, word: str) -> Set[str]:
        rows = self._dossier.raw_rows(name.removeprefix("named"))
        found = [id for id, text in zip(rows, self._folded(name), strict=True) if word in text]
        # A first letter is in nearly everything, and a set of 100,000 ids takes its time.
        return rows.keys() if len(found) == len(rows) else set(found)

    def ready(self) -> None:
        """Gather what a search of any pane needs."""
        for name in ("claims", "events", "sources", "agents", *(f"named{t}" for t in NAMED)):
            self._folded(name)

    def _folded(self, name: str) -> list[str]:
        """The words of a table's records, as they are searched; of `named...` only the names."""
        if name not in self._texts:
            table = name.removeprefix("named")
            rows = self._dossier.raw_rows(table)

            def made() -> list[str]:
                if table != name:
                    return [_searched(self._name(table, id) or "") for id in rows]
                words_of = self._own_claim if name == "claims" else self._words_of[name]
                return [_searched(_joined(words_of(row))) for row in rows.values()]

            self._texts[name] = self._dossier.derived(f"words{name}", made)
        return self._texts[name]

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

    def _agent(self, row: Row) -> Words:
        yield from (row["id"], row["name"], row["kind"], *(row.get("aliases") or ()))
        yield self._name("agents", row.get("member_of"))
        yield self._name("agents", row.get("party"))

    def _scope(self, row: Row) -> Words:
        yield from (row["id"], row["name"], row["kind"])
        yield self._name("scopes", row.get("part_of"))

    def _source(self, row: Row) -> Words:
        yield from (row["id"], row["title"], row.get("published"), row["kind"])
        yield from (row["language"], row.get("url"), row.get("note"))
        yield self._name("agents", row["publisher"])
        for agent in row.get("cites") or ():
            yield self._name("agents", agent)

    def _event(self, row: Row) -> Words:
        yield from (row["id"], row["title"], row.get("date"), row["kind"], row.get("note"))
        yield self._name("agents", row.get("by"))
        yield self._name("scopes", row.get("place"))
        yield self._name("events", row.get("part_of"))

    def _measure(self, row: Row) -> Words:
        yield from (row["id"], row["name"], row["unit"], row["basis"], row.get("since"))
        yield from row.get("cues") or ()
        yield row.get("note")
        yield self._name("measures", row.get("part_of"))

    def _claim(self, row: Row) -> Words:
        yield from self._own_claim(row)
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
        yield self._name("events", within) if within in self._dossier.events else None

    def _own_claim(self, row: Row) -> Words:
        """The words that a claim has by itself."""
        yield from (row["id"], row["statement"], row["lineage"], row["modality"])
        yield from (row.get("likelihood"), row.get("as_of"), row.get("note"))
        yield (row.get("figure") or {}).get("written")
        within = (row.get("scope") or {}).get("within")
        yield None if within in self._dossier.events else within
        yield row.get("of")
        for opposition in row.get("opposes") or ():
            yield from (opposition["claim"], opposition.get("note"))

    def _identity(self, row: Row) -> Words:
        yield from (row["id"], row["kind"], row["assumption"])
        for term in (row["total"], *row["terms"]):
            yield term.get("claim")
            yield self._name("measures", term.get("measure"))


def _joined(words: Words) -> str:
    return _GAP.join([word for word in words if word])


def _searched(text: str) -> str:
    return _SPACES.sub(" ", folded(text))
