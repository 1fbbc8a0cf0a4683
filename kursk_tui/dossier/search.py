"""Finding records by their words, and by the names of what they refer to.

`kursk_tui.model.schema` says which fields are words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model import schema
from kursk_tui.model.folding import folded
from kursk_tui.model.records import Row
from kursk_tui.model.schema import Field

# Separates the fields, so that no word is found across two of them.
_GAP = "\n"
_SPACES = re.compile(r"[^\S\n]+")

# What a claim names, and whose names are words of the claim.
NAMED = ("agents", "sources", "measures", "events", "scopes")

_NO_WORDS = (schema.INTEGER, schema.NUMBER, schema.BOOLEAN, schema.SHA256)

Words = Iterable[str | None]


class _Words(NamedTuple):
    """Where in a row the words are: in `texts` as they stand, in `others` to be looked at.

    Each of the others has its field, of a list that of its items, and the words of an object.
    `named` says whether the names of records in NAMED are among the words.
    """

    texts: tuple[str, ...]
    others: tuple[tuple[str, Field, _Words | None], ...]
    named: bool


def _words_of(fields: Iterable[Field], *, named: bool) -> _Words:
    """Return where the words of some fields are, with the names of what is in NAMED or without."""
    texts: list[str] = []
    others: list[tuple[str, Field, _Words | None]] = []
    for field in fields:
        item = field.item or field
        if not field.searched or item.type in _NO_WORDS:
            continue
        if item.type == schema.OBJECT:
            others.append((field.name, item, _words_of(item.fields, named=named)))
        elif item.refers in NAMED:
            others += [(field.name, item, None)] * named
        elif field.item is not None or item.type == schema.PERIOD:
            others.append((field.name, item, None))
        else:
            texts.append(field.name)
    return _Words(tuple(texts), tuple(others), named)


class TextIndex:
    """The words of every record of a dossier, gathered when first asked for."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._names: dict[tuple[str, str], str] = {}
        self._texts: dict[str, list[str]] = {}
        self._words = {
            name: _words_of(fields, named=True) for name, fields in schema.DOSSIER.items()
        }
        self._own_words = _words_of(schema.DOSSIER["claims"], named=False)

    def text(self, kind: str, id: str) -> str:
        """Return the casefolded words of a record. Raises KeyError if it is not there."""
        row = self._dossier.raw_rows(kind)[id]
        words = [*self._of(row, self._words[kind])]
        if kind == "claims":
            # Somebody who looks for a publisher wants what it published, too.
            words.append(self._name("agents", self._dossier.sources[row["source"]].publisher))
        return _joined(words).casefold()

    def fields_with(self, kind: str, id: str, word: str) -> list[str]:
        """Return the fields of a record that hold a word, folded and with single spaces in it.

        Of a claim `publisher` too. Raises KeyError if the record is not there.
        """
        row, words = self._dossier.raw_rows(kind)[id], self._words[kind]
        parts = {name: _Words((name,), (), named=False) for name in words.texts}
        parts |= {one[0]: _Words((), (one,), words.named) for one in words.others}
        found = [n for n, part in parts.items() if word in _searched(_joined(self._of(row, part)))]
        if kind == "claims":
            publisher = self._dossier.sources[row["source"]].publisher
            found += ["publisher"] * (word in _searched(self._name("agents", publisher)))
        return found

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

    def words_of(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield each record of a table with its words as they are searched, in file order.

        Of claims only words of their own; of `named` and a table of NAMED what each is called.
        """
        yield from zip(
            self._dossier.raw_rows(name.removeprefix("named")), self._folded(name), strict=True
        )

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
                    return [_searched(self._name(table, id)) for id in rows]
                words = self._own_words if name == "claims" else self._words[name]
                return [_searched(_joined(self._of(row, words))) for row in rows.values()]

            self._texts[name] = self._dossier.derived(f"words{name}", made)
        return self._texts[name]

    def _name(self, table: str, id: str) -> str:
        """Return the id of a record with what it is called."""
        key = (table, id)
        if key not in self._names:
            row = self._dossier.raw_rows(table)[id]
            called = [id, row.get("name") or row.get("title") or "", *(row.get("aliases") or ())]
            self._names[key] = _GAP.join(called)
        return self._names[key]

    def _of(self, row: Row, words: _Words) -> Words:
        """The words of a row, or of an object within one."""
        yield from map(row.get, words.texts)
        for name, item, inner in words.others:
            value = row.get(name)
            if not value:
                continue
            for one in value if isinstance(value, list) else (value,):
                if inner is not None:
                    yield from self._of(one, inner)
                elif item.type == schema.PERIOD and one in self._dossier.events:
                    yield self._name("events", one) if words.named else None
                else:
                    yield self._name(item.refers, one) if item.refers in NAMED else one


def _joined(words: Words) -> str:
    return _GAP.join([word for word in words if word])


def _searched(text: str) -> str:
    return _SPACES.sub(" ", folded(text))
