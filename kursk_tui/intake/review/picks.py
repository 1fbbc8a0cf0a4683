"""What a field may hold, to pick from: closed lists, and the records of a dossier, likeliest first.

What this document and the claims already there name comes before what nobody has named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.review.forms import TERMS, Field
from kursk_tui.model.dates import human
from kursk_tui.model.records import Row
from kursk_tui.model.text import plural
from kursk_tui.model.vocabulary import AGENT_KINDS, BASES
from kursk_tui.words.choices import MEANINGS, meant, plain_value

# Fields of which more than one may be named, between commas.
SEVERAL = ("attribution", "events", "cites", "terms", "claims", "documents")
# Letters; fewer stand in almost every name.
_FEWEST_ANYWHERE = 3
_KIND_OF_NEW = re.compile(r"(\+[^(]*\()([^()]*)$")
_BASIS_OF_NEW = re.compile(r"(\+[^(]*\([^(),]+, *)([^(),]*)$")


class Pick(NamedTuple):
    """One value that a field may hold: the text of it, its name, and what stands beside that."""

    value: str
    name: str
    beside: str = ""


class Picks:
    """The values of one field. `words` finds more of one than it shows: other names of agents."""

    def __init__(self, field: Field, found: Sequence[Pick], words: Mapping[str, str]) -> None:
        self.field, self._found = field, found
        self._words = {
            pick.value: f"{pick.value} {pick.name} {words.get(pick.value, '')}".casefold()
            for pick in found
        }

    def only(self, fits: Callable[[str], bool]) -> Picks:
        """Those of them whose value is one of some."""
        found = [pick for pick in self._found if fits(pick.value)]
        return Picks(self.field, found, self._words)

    def __bool__(self) -> bool:
        """Whether there is anything to pick from."""
        return bool(self._found)

    def find(self, typed: str) -> list[Pick]:
        """Those that a text narrows to, the likeliest first; all for an empty text.

        First the one whose value or name it is, then those whose value begins with it, then
        those with a word that does, then those with all its words anywhere, unless it is too
        short for that.
        """
        wanted = " ".join(typed.casefold().split())
        if self.field.choices:
            by_value = {pick.value: pick for pick in self._found}
            return [by_value[value] for value in meant(self.field.name, typed, self.field.choices)]
        if not wanted:
            return list(self._found)
        if wanted.startswith("+"):
            return self._kinds(typed)
        if self.field.table == TERMS and wanted.startswith("-"):
            taken = self.find(typed.strip().removeprefix("-"))
            return [pick._replace(value=f"-{pick.value}") for pick in taken]
        found = [(rank, pick) for pick in self._found if (rank := self._rank(pick, wanted)) < 4]
        return [pick for _, pick in sorted(found, key=lambda pair: pair[0])]

    def _rank(self, pick: Pick, wanted: str) -> int:
        words = self._words[pick.value]
        if wanted in (pick.value, pick.name.casefold()):
            return 0
        if pick.value.startswith(wanted) or words.startswith(wanted):
            return 1
        if f" {wanted}" in words:
            return 2
        is_telling = len(wanted) >= _FEWEST_ANYWHERE
        return 3 if is_telling and all(word in words for word in wanted.split()) else 4

    def _kinds(self, typed: str) -> list[Pick]:
        """What a new record is, once its name is told: `+Jane Roe (`, `+killed (persons, `."""
        pattern, values = {
            "agents": (_KIND_OF_NEW, AGENT_KINDS),
            "measures": (_BASIS_OF_NEW, BASES),
        }.get(self.field.table, (_KIND_OF_NEW, ()))
        begun = pattern.fullmatch(typed.strip())
        if begun is None:
            return []
        space = " " if begun[1].endswith(",") else ""
        told = MEANINGS["basis"] if self.field.table == "measures" else {}
        return [
            Pick(f"{begun[1]}{space}{value})", value, told.get(value, ""))
            for value in values
            if value.startswith(begun[2].casefold())
        ]


def picks(
    dossier: Dossier, field: Field, draft: Mapping[str, str], source: str | None = None
) -> Picks:
    """What a field of a form may hold. `source` is the document of the claim that it is of."""
    if field.choices:
        meanings = MEANINGS.get(field.name, {})
        closed = [Pick(v, plain_value(v), meanings.get(v, "")) for v in field.choices]
        return Picks(field, closed, {})
    found, words = _of_table(dossier, field, draft, source)
    return Picks(field, found, words)


def meaning(dossier: Dossier, field: Field, text: str) -> str:
    """What stands in a field, in words: the meaning of a value, the names of records."""
    if field.choices:
        found = meant(field.name, text, field.choices) if text else []
        return MEANINGS.get(field.name, {}).get(found[0], "") if len(found) == 1 else ""
    names = []
    for id in (part.strip() for part in text.split(",")):
        record: Any = (
            dossier.measures.get(id)
            if field.table == "measures"
            else dossier.agents.get(id)
            if field.table == "agents"
            else dossier.scopes.get(id)
            if field.table in ("population", "place", "counting", "scopes")
            else dossier.events.get(id)
            if field.table in ("events", "releases")
            else dossier.claims.get(id)
            if field.table == "claims"
            else None
        )
        if record is not None:
            name = next(
                str(getattr(record, at))
                for at in ("name", "title", "statement")
                if hasattr(record, at)
            )
            names += [name] if name != id else []
    return ", ".join(names)


def _of_table(
    dossier: Dossier, field: Field, draft: Mapping[str, str], source: str | None
) -> tuple[list[Pick], dict[str, str]]:
    rows = dossier.raw_rows("claims").values()
    words: dict[str, str] = {}
    if field.table == "measures":
        used = _used(rows, source, "measure")
        measures = [
            Pick(m.id, m.name, f"{m.unit} · {_claims(used.all[m.id])}")
            for m in dossier.measures.values()
        ]
        words = {m.id: " ".join(m.cues).casefold() for m in dossier.measures.values()}
        return used.first(measures), words
    if field.table == "agents":
        used = _used(rows, source, "attribution")
        if field.name == "publisher":
            counts = Counter(row["publisher"] for row in dossier.raw_rows("sources").values())
            used = _Used(Counter(), counts)
        named = {part.strip() for part in draft.get(field.name, "").split(",")[:-1]}
        if field.name == "party":
            named |= {a.id for a in dossier.agents.values() if a.kind != "state"}
        if source is not None:
            # Whoever published it is in no chain of its claims.
            named.add(dossier.sources[source].publisher)
        of = "document" if field.name == "publisher" else "claim"
        agents = [
            Pick(a.id, a.name, f"{a.kind} · {plural(used.all[a.id], of)}")
            for a in dossier.agents.values()
            if a.id not in named and a.merged_into is None
        ]
        words = {a.id: " ".join(a.aliases).casefold() for a in dossier.agents.values()}
        return used.first(agents), words
    if field.table == "scopes":
        kind = draft.get("kind")
        return [Pick(s.id, s.name) for s in dossier.scopes.values() if s.kind == kind], words
    if field.table in ("population", "place", "counting"):
        measure = draft.get("measure")
        fitting = [row for row in rows if row.get("measure") == measure]
        used = _used(fitting, source, field.table, within="scope")
        everywhere = _used(rows, source, field.table, within="scope")
        scopes = [
            Pick(s.id, s.name, _claims(everywhere.all[s.id]))
            for s in dossier.scopes.values()
            if s.kind == field.table
        ]
        return used.first(everywhere.first(scopes)), words
    if field.table in ("events", "releases"):
        is_release = field.table == "releases"
        used = _used(rows, source, "release" if is_release else "events")
        events = [
            Pick(e.id, e.title, human(e.date) if e.date else "no date")
            for e in dossier.events.values()
            if not is_release or e.kind == "release"
        ]
        return used.first(events), words
    if field.table == TERMS:
        figures = [row for row in rows if row.get("figure")]
        measures = [Pick(m.id, m.name, "derived") for m in dossier.measures.values()]
        return [
            *(Pick(row["id"], row["id"], row["statement"]) for row in figures),
            *measures,
        ], {row["id"]: row["statement"] for row in figures}
    if field.table == "claims":
        own = [row for row in rows if row["source"] == source and row.get("figure")]
        return [Pick(row["id"], row["id"], row["statement"]) for row in own], {
            row["id"]: row["statement"] for row in own
        }
    return [], words


class _Used(NamedTuple):
    """How often records are named by the claims of one document, and by all."""

    here: Counter[str]
    all: Counter[str]

    def first(self, found: Sequence[Pick]) -> list[Pick]:
        """Those that are named most before the others; else as they are in the file."""
        return sorted(found, key=lambda pick: (-self.here[pick.value], -self.all[pick.value]))


def _used(rows: Any, source: str | None, name: str, *, within: str = "") -> _Used:
    here: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for row in rows:
        values = list(_values(row.get(within) or {} if within else row, name))
        everywhere.update(values)
        if row["source"] == source:
            here.update(values)
    return _Used(here, everywhere)


def _values(row: Row, name: str) -> Iterator[str]:
    value = row.get(name)
    if isinstance(value, list):
        yield from value
    elif value is not None:
        yield value


def _claims(count: int) -> str:
    return plural(count, "claim")
