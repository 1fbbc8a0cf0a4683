"""What records are called by their sort, and what names them, in a few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.references import Key
from kursk_tui.model.records import Row
from kursk_tui.model.text import plural

_BY_TABLE = {
    "claims": "claim",
    "sources": "document",
    "agents": "agent",
    "measures": "measure",
}

# What a record of a sort is, for whoever makes one.
ABOUT: Mapping[str, str] = {
    "measure": "A measure is what figures count, in which unit, and how that behaves in time. "
    "Figures are compared only within one measure, and with what it is part of.",
    "population": "A population is whom figures count: civilians, crews, pupils.",
    "place": "A place is where figures count, and where events happen.",
    "counting": "A way of counting tells figures apart that count the same in another way: "
    "confirmed, named, by day of report.",
    "chapter": "A chapter is a span of the story. Happenings belong to it that are part of it, or "
    "that its dates hold.",
    "happening": "An event is something that happened, and that claims speak of.",
    "release": "A release is one utterance: who put out which words, and when.",
    "identity": "Some figures ought to add up: parts to a whole, or what came and went to what "
    "is there. It holds only under the assumption that you give.",
    "agent": "An agent says, passes on or is spoken of: a body, a person, an outlet.",
}


def sort_of(table: str, row: Row) -> str:
    """Return what a record is, in a word or two: `measure`, `place`, `chapter`, `ledger`."""
    if table in ("scopes", "events", "identities"):
        return {"counting": "way of counting"}.get(row["kind"], str(row["kind"]))
    return _BY_TABLE[table]


def about(table: str, kind: str) -> str:
    """Return what a record of a table, of some kind, is for."""
    sort = {"measures": "measure", "agents": "agent", "identities": "identity"}.get(table, kind)
    return ABOUT.get(sort, "")


def name_of_row(row: Row) -> str:
    """Return what a record is called; its id where it has no name."""
    called = ("name", "title", "statement", "assumption")
    return str(next((row[name] for name in called if row.get(name)), row["id"]))


def uses_text(dossier: Dossier, users: Iterable[Key]) -> str:
    """Return `12 claims, 1 place and the start of the explorer`; `nothing` for none."""
    counts: Counter[str] = Counter()
    opens = False
    for table, id in users:
        if table == "meta":
            opens = True
        else:
            counts[sort_of(table, dossier.raw_rows(table)[id])] += 1
    parts = [counted(count, sort) for sort, count in counts.items()]
    if opens:
        parts.append("the start of the explorer")
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:]))) or "nothing"


def counted(count: int, sort: str) -> str:
    """Return `1 way of counting`, `2 ways of counting`."""
    if count != 1 and sort == "way of counting":
        return f"{count:,} ways of counting"
    return plural(count, sort)
