"""All that claims are coded with, sort by sort: measures, scopes, events, sums, agents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.references import used
from kursk_tui.model.dates import human
from kursk_tui.model.records import Row
from kursk_tui.model.targets import TARGET_KINDS
from kursk_tui.tui.display import Display, Line
from kursk_tui.words.balances import equation
from kursk_tui.words.uses import name_of_row

USED_WIDTH = 7


class Section(NamedTuple):
    """Records of one sort: of a table, and of one `kind` where it has several."""

    heading: str
    facet: str
    table: str
    kind: str = ""


SECTIONS = (
    Section("MEASURES", "measure", "measures"),
    Section("POPULATIONS", "scope", "scopes", "population"),
    Section("PLACES", "scope", "scopes", "place"),
    Section("WAYS OF COUNTING", "scope", "scopes", "counting"),
    Section("SUMS AND LEDGERS", "identity", "identities"),
    Section("CHAPTERS", "event", "events", "chapter"),
    Section("EVENTS", "event", "events", "happening"),
    Section("RELEASES", "event", "events", "release"),
    Section("AGENTS", "agent", "agents"),
)


class VocabularyModel:
    """Rows by `table:id`, parts under their wholes; a heading stands before each sort."""

    sorts: Sequence[str] = ()

    def __init__(self, door: Display, dossier: Dossier) -> None:
        self._door, self._dossier, self._used = door, dossier, used(dossier)
        self._rows: dict[str, tuple[Section, str | None, int]] = {}
        self.counts: dict[str, int] = {}
        for section in SECTIONS:
            self._rows[section.heading] = (section, None, 0)
            rows = {
                id: row
                for id, row in dossier.raw_rows(section.table).items()
                if not section.kind or row["kind"] == section.kind
            }
            self.counts[section.heading] = len(rows)
            self._grow(section, rows)

    def _grow(self, section: Section, rows: dict[str, Row]) -> None:
        """Wholes before their parts, each in the order of the file."""
        parts: dict[str | None, list[str]] = {}
        for id, row in rows.items():
            whole = row.get("part_of")
            parts.setdefault(whole if whole in rows else None, []).append(id)
        left = [(id, 0) for id in reversed(parts.get(None, []))]
        while left:
            id, depth = left.pop()
            self._rows[f"{section.table}:{id}"] = (section, id, depth)
            left += [(part, depth + 1) for part in reversed(parts.get(id, []))]

    def ids(self) -> Sequence[str]:
        """Headings, and the records under each."""
        return list(self._rows)

    def section(self, item: str | None) -> Section | None:
        """The sort of a row."""
        return self._rows[item][0] if item in self._rows else None

    def facet(self, item: str | None) -> Facet | None:
        """The record of a row; None for a heading."""
        section, id, _ = self._rows.get(item or "", (None, None, 0))
        return Facet(section.facet, id) if section is not None and id is not None else None

    def target_of(self, item: str) -> str | None:
        """What a row is marked by."""
        facet = self.facet(item)
        is_target = facet is not None and facet.kind in TARGET_KINDS
        return f"{facet.kind}:{facet.id}" if facet is not None and is_target else None

    def row(self, item: str, width: int) -> Line:
        """A heading with its count; or name, what is told of it, and how many records name it."""
        door, (section, id, depth) = self._door, self._rows[item]
        if id is None:
            return [(door.fit(f"{item}  {self.counts[item]:,}", width), "bold")]
        row = self._dossier.raw_rows(section.table)[id]
        count = self._used[section.table, id]
        room = max(20, width - USED_WIDTH - 2)
        name_width = room * 6 // 10
        return [
            ("  ", ""),
            (door.pad("  " * min(depth, 4) + self._name(section, row), name_width - 2), ""),
            ("  ", ""),
            (door.pad(self._beside(section, row), room - name_width - 2), "dim"),
            ("  ", ""),
            (door.pad(f"{count:,}" if count else "–", USED_WIDTH, right=True), "figure"),
        ]

    def _name(self, section: Section, row: Row) -> str:
        if section.table == "identities":
            return equation(self._dossier, self._dossier.identities[row["id"]])
        return name_of_row(row)

    def _beside(self, section: Section, row: Row) -> str:
        """Unit and basis, a date, what an agent is; else the id."""
        if section.table == "measures":
            since = f" since {human(row['since'])}" if row.get("since") else ""
            return f"{row['unit']}, {row['basis']}{since}"
        if section.table == "agents":
            into = row.get("merged_into")
            return f"merged into {into}" if into else str(row["kind"])
        if section.table == "events":
            date = human(row["date"]) if row.get("date") else "no date"
            marks = [name for name in ("closed", "turning") if row.get(name)]
            return ", ".join((date, *marks))
        return str(row["kind"] if section.table == "identities" else row["id"])

    def words(self, item: str) -> str:
        """All text of a record, for a filter."""
        section, id, _ = self._rows[item]
        if id is None:
            return item.casefold()
        row = self._dossier.raw_rows(section.table)[id]
        told = [v for v in row.values() if isinstance(v, str)]
        told += [
            v for one in row.values() if isinstance(one, list) for v in one if isinstance(v, str)
        ]
        return "\n".join((*told, self._beside(section, row))).casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """As listed."""
        return (list(self._rows).index(item),)

    def next_heading(self, item: str | None, step: int) -> str | None:
        """The heading of the next sort, or of the one before; round the end."""
        section = self.section(item)
        if section is None:
            return None
        return SECTIONS[(SECTIONS.index(section) + step) % len(SECTIONS)].heading
