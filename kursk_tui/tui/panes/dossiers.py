"""Rows of the dossiers that can be opened, and of what a new one is begun with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from kursk_tui.dossier.packs import Pack
from kursk_tui.dossier.recent import Known
from kursk_tui.tui.display import Display, Line

# Rows that stand for no dossier.
NEW, FILE = "new", "file"
_OTHERS = {NEW: "+ begin a new dossier", FILE: "… open a file by its path"}
_KINDS = {"gone": "the file is gone", "shipped": "with the program", "sample": "a sample"}
LEAST_TITLE, MOST_TITLE, WHEN, COUNT = 24, 60, 18, 9


class DossiersModel:
    """What is open first, then what was opened lately, then what comes with the program.

    Ids are paths, and NEW and FILE.
    """

    sorts: Sequence[str] = ()

    def __init__(self, door: Display, found: Sequence[Known], open_now: str) -> None:
        self._door, self._open = door, open_now
        self._found = {known.path: known for known in found}

    def ids(self) -> Sequence[str]:
        """Paths, between them what begins another."""
        return [*self._found, *_OTHERS]

    def at(self, item: str | None) -> Known | None:
        """The dossier of a row."""
        return self._found.get(item or "")

    def heads(self, width: int) -> Line:
        """The headings of the columns."""
        title = self._title_width(width)
        return [
            (self._door.pad("title", title), "dim"),
            (self._door.pad("documents", COUNT + 2, right=True), "dim"),
            (self._door.pad("claims", COUNT, right=True), "dim"),
            ("  opened, file", "dim"),
        ]

    def row(self, item: str, width: int) -> Line:
        """One dossier: its title, how much is in it, when it was opened, where it is."""
        if item in _OTHERS:
            return [(self._door.clean(_OTHERS[item]), "bold")]
        door, known = self._door, self._found[item]
        is_gone, name = known.kind == "gone", " ".join(known.title.split())
        title = self._title_width(width)
        counts = [
            (door.pad(f"{n:,}" if n is not None else "", w, right=True), "figure")
            for n, w in ((known.documents, COUNT + 2), (known.claims, COUNT))
        ]
        room = max(8, width - title - 2 * COUNT - 4)
        return [
            (door.pad(door.fit_middle(name, title), title), "dim" if is_gone else "bold"),
            *counts,
            ("  ", ""),
            (door.fit_middle(self._beside(known), room), "warning" if is_gone else "dim"),
        ]

    def _title_width(self, width: int) -> int:
        return min(MOST_TITLE, max(LEAST_TITLE, width // 2 - COUNT))

    def _beside(self, known: Known) -> str:
        if known.path == self._open:
            return "open now"
        if known.kind in ("shipped", "sample"):
            return _KINDS[known.kind]
        when = (known.when or "")[:16].replace("T", " ")
        return " · ".join(filter(None, (_KINDS.get(known.kind, ""), when, known.path)))

    def words(self, item: str) -> str:
        """Title and path, for a filter."""
        known = self._found.get(item)
        return f"{known.title} {known.path}".casefold() if known else _OTHERS[item]

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """As listed."""
        return (list(self.ids()).index(item),)


class Asked(NamedTuple):
    """A line of what is asked for a new dossier: how it is called, and what is to be written."""

    name: str
    about: str


ASKED = {
    "title": Asked("title", "what it is about, in a few words"),
    "place": Asked("where", "where it happened, the whole first; commas; may stay empty"),
    "span": Asked("when", "as 2023-09-10 or 2023-09/2023-12; may stay empty"),
    "languages": Asked("languages", "of its documents: codes as en, uk; may stay empty"),
    "file": Asked("file", "where it is to lie"),
}


class BeginModel:
    """What a new dossier is begun with: its fields, then the packs, each chosen or not."""

    sorts: Sequence[str] = ()

    def __init__(
        self,
        door: Display,
        draft: Mapping[str, str],
        packs: Mapping[str, Pack],
        chosen: Collection[str],
    ) -> None:
        self._door, self._draft, self._packs, self._chosen = door, draft, packs, chosen

    def ids(self) -> Sequence[str]:
        """Names of fields, then of packs."""
        return [*ASKED, *self._packs]

    def row(self, item: str, width: int) -> Line:
        """A field with what stands in it, or a pack with what it counts."""
        door = self._door
        if item in ASKED:
            text = self._draft.get(item, "")
            shown = (door.fit(text, width - 12), "") if text else (ASKED[item].about, "dim")
            return [(door.pad(ASKED[item].name, 12), "bold"), shown]
        mark = "x" if item in self._chosen else " "
        look = "bold" if item in self._chosen else ""
        pack = door.fit(self._packs[item].about, max(10, width - 32))
        return [
            ("            ", ""),
            (door.pad(f"[{mark}] {item}", 20), look),
            (pack, "dim"),
        ]

    def words(self, item: str) -> str:
        """The text of the line."""
        if item in ASKED:
            return f"{ASKED[item].name} {self._draft.get(item, '')}".casefold()
        return f"{item} {self._packs[item].about}".casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """As listed."""
        return (list(self.ids()).index(item),)
