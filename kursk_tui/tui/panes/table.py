"""Rows of a table that is taken in: what each column is taken for, and what becomes of each row."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.tables.mapping import Mapping, taken_for
from kursk_tui.intake.tables.reading import Table
from kursk_tui.intake.tables.rows import Plan, Planned, State, reasons
from kursk_tui.tui.display import Display, Line

# The row that names one more field that is the same in all rows.
MORE = "+"
COLUMN, ALWAYS = "column ", "always "
# What a column may be taken for, in the order in which somebody looks for it.
ABOUT: Map[str, str] = {
    "figure": "the figure as printed: 300, at least 300, 300 to 400",
    "measure": "what is counted, by its name",
    "low": "the least it may be",
    "high": "the most it may be",
    "hedge": "how it is hedged, where low and high are told",
    "publisher": "who published it",
    "url": "the address of the page",
    "title": "the title of the document",
    "published": "when it was published",
    "origin": "who said it",
    "chain": "from whom the publisher has it, between commas",
    "lineage": "whether that is all: full, partial or unknown",
    "as_of": "the moment that the figure speaks of",
    "population": "who is counted",
    "place": "where",
    "within": "in which time",
    "counting": "how it was counted",
    "events": "what it mentions",
    "release": "the statement that it comes from",
    "modality": "how it is said: asserted, denied, ...",
    "statement": "what the claim says, in your words",
    "note": "a remark",
    "language": "the language of the document",
    "archived": "the address of an archived copy",
    "source": "the id of a document that the dossier has",
    "id": "the id of a claim that the dossier has",
}
LABEL, TAKEN = 22, 24
_LOOKS: Map[State, str] = {"new": "figure", "changed": "bold", "same": "dim", "refused": "warning"}
_ORDER: tuple[State, ...] = ("refused", "changed", "new", "same")


def named(field: str) -> str:
    """A field as it is called on the screen."""
    return {"url": "address", "as_of": "moment"}.get(field, field.replace("_", " "))


class MappingModel:
    """Each column with what it is taken for and a cell of it; then what is so in all rows."""

    sorts: Sequence[str] = ()

    def __init__(self, door: Display, table: Table, mapping: Mapping, dossier: Dossier) -> None:
        self._door, self._mapping, self._dossier = door, mapping, dossier
        # The first cell of each column that holds anything.
        self._samples = {
            header: next((row[place] for row in table.rows if row[place]), "")
            for place, header in enumerate(table.headers)
        }

    def ids(self) -> Sequence[str]:
        """Columns in their order, then fields, then what adds one."""
        return [
            *(COLUMN + header for header in self._samples),
            *(ALWAYS + field for field in self._mapping.always),
            MORE,
        ]

    def heads(self, width: int) -> Line:
        """The headings of the columns."""
        door = self._door
        return [
            (door.pad("column", LABEL), "dim"),
            (door.pad("taken for", TAKEN), "dim"),
            (door.fit("its first cell", max(4, width - LABEL - TAKEN)), "dim"),
        ]

    def row(self, item: str, width: int) -> Line:
        """A column, what it is taken for, a sample of it."""
        door = self._door
        room = max(4, width - LABEL - TAKEN)
        if item == MORE:
            return [(door.fit("+ something that is the same in all rows", width), "dim")]
        if item.startswith(ALWAYS):
            field = item.removeprefix(ALWAYS)
            label, taken, beside = "in all rows", named(field), self._mapping.always[field]
        else:
            label = item.removeprefix(COLUMN)
            taken, beside = self._taken(label), self._samples[label]
        look = "bold" if taken else "dim"
        return [
            (door.pad(label, LABEL - 1) + " ", "agent"),
            (door.pad(taken or "left out", TAKEN - 1) + " ", look),
            (door.fit(" ".join(beside[:400].split()), room), ""),
        ]

    def _taken(self, header: str) -> str:
        kind, name = taken_for(self._mapping, header)
        if kind == "figures":
            measure = self._dossier.measures.get(name)
            return f"counts: {measure.name if measure is not None else name}"
        return named(name) if kind else ""

    def words(self, item: str) -> str:
        """The text of the line."""
        return "".join(text for text, _ in self.row(item, 200)).casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """As in the table."""
        return (list(self.ids()).index(item),)


class PlannedModel:
    """What becomes of each figure of the table; ids are places in the plan."""

    sorts: Sequence[str] = ("row", "state")

    def __init__(self, door: Display, plan: Plan, dossier: Dossier, key: str) -> None:
        self._door, self._rows, self._dossier, self._key = door, plan.rows, dossier, key
        self._new = {
            change.id: str(change.after["name"])
            for change in plan.changes
            if change.table == "agents" and change.after is not None
        }
        self._ids = [str(place) for place in range(len(plan.rows))]

    def ids(self) -> Sequence[str]:
        """All rows, in the order of the table."""
        return self._ids

    def at(self, item: str | None) -> Planned | None:
        """The row at an id."""
        return self._rows[int(item)] if item is not None else None

    def heads(self, width: int) -> Line:
        """The headings of the columns."""
        return self._line("row", "state", "figure", "measure", "origin", "why", width)

    def row(self, item: str, width: int) -> Line:
        """A row: its number in the file, its state, what it says, why it is refused or changed."""
        one = self._rows[int(item)]
        texts = (one.written, *self._names(one), why(one, self._key))
        line = self._line(f"{one.row:,}", one.state, *texts, width)
        look = _LOOKS[one.state]
        return [
            line[0],
            (line[1][0], look),
            (line[2][0], "figure"),
            *((t, "") for t, _ in line[3:]),
        ]

    def _names(self, one: Planned) -> tuple[str, str]:
        """What is counted and who said it, by their names; as they stand where it is refused."""
        measures, agents = self._dossier.measures, self._dossier.agents
        measure, origin = one.measure or "", one.origin or ""
        if measure in measures:
            measure = measures[measure].name
        known = agents[origin].name if origin in agents else origin
        return measure, self._new.get(origin, known)

    def _line(
        self, row: str, state: str, written: str, measure: str, origin: str, why: str, width: int
    ) -> Line:
        door = self._door
        wide = width >= 110
        sizes = (8, 10, 22 if wide else 14, 16 if wide else 10, 22 if wide else 12)
        cells = [row, state, written, measure, origin]
        line: Line = [
            (door.pad(" ".join(text[:400].split()), size - 1, right=not place) + " ", "dim")
            for place, (text, size) in enumerate(zip(cells, sizes, strict=True))
        ]
        return [*line, (door.fit(why, max(4, width - sum(sizes))), "dim")]

    def words(self, item: str) -> str:
        """State, texts and reasons, for a filter."""
        one = self._rows[int(item)]
        parts = (one.state, one.written, *self._names(one), *reasons(one))
        return " ".join(parts).casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """By the row in the file, or what asks for something first."""
        place = int(item)
        return (_ORDER.index(self._rows[place].state), place) if sort == "state" else (place,)


def why(row: Planned, key: str) -> str:
    """Why a row is refused or what it changes, in a line; `key` is what puts a row right."""
    if row.unknown is not None:
        return f"{row.unknown} is new: {key} says what they are"
    return "; ".join(reasons(row))
