"""Rows of the list of flags: what stands, on what, by whom, and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.analysis.query.matching import Together
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.model.records import Note
from kursk_tui.model.targets import Target, TargetError, normal
from kursk_tui.notebook.exchange import Voice
from kursk_tui.tui.display import Line
from kursk_tui.tui.marked import is_in
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.finding import Picked, pick_rows
from kursk_tui.tui.view import facet_name
from kursk_tui.words.judgements import change
from kursk_tui.words.voices import claims_of

_TABLES = {"event": "events", "source": "sources", "agent": "agents"}


class NotesModel:
    """Rows of the list FLAGS."""

    sorts: Sequence[str] = ("newest", "target", "author", "verdict")

    def __init__(self, context: Context, voices: Sequence[Voice], disputed: set[str]) -> None:
        self._context = context
        self._voices = {voice.note.id: voice for voice in reversed(voices)}
        self._disputed = disputed

    def ids(self) -> Sequence[str]:
        """Ids of the entries, newest first."""
        return list(self._voices)

    def at(self, item: str | None) -> Note | None:
        """The entry of a row."""
        return self._voices[item].note if item in self._voices else None

    def row(self, item: str, width: int) -> Line:
        """One entry."""
        door, note = self._context.display, self._voices[item].note
        mark = "≠" if note.target in self._disputed else " "
        state = change(self._context.whole, note)
        about = target_text(self._context.whole, note.target)
        room = max(10, width - 11 - 13 - 11 - 2)
        about_width = min(room // 2, 34)
        text = f"{state}; {note.body}" if state else note.body
        return [
            (mark + " ", "warning"),
            (door.pad(note.created[:10], 11), "date"),
            (door.pad(value_text(note), 13), "bold"),
            (door.pad(note.author, 10), "agent"),
            (" ", ""),
            (door.pad(about, about_width), ""),
            (" ", ""),
            (door.pad(text, room - about_width - 1), "dim"),
        ]

    def target_of(self, item: str) -> str | None:
        """What the entry is on, where the dossier has that."""
        target = normal(self._voices[item].note.target)
        return target if is_in(self._context.whole, target) else None

    def pick(self, text: str) -> Picked:
        """What a query picks. Raises QueryError."""
        return pick_rows(self._context, text, self._together)

    def _together(self, item: str) -> Together:
        """An entry as the record, or the claims of the pair or of the sum, that it is on."""
        note, dossier = self._voices[item].note, self._context.dossier
        try:
            target = Target.parse(note.target)
        except TargetError:
            return Together(self.words(item), (), ((),), target=note.target)
        table = _TABLES.get(target.kind, "claims")
        ids: Sequence[str] = target.ids
        if target.kind == "identity":
            identity = dossier.identities.get(target.ids[0])
            ids = [c.id for c in claims_of(dossier, identity)] if identity is not None else []
        known = [id for id in ids if id in dossier.raw_rows(table)]
        # Of a record that is gone nobody can say when it was.
        sides: list[tuple[str, ...]] = [(id,) for id in known] or [()]
        return Together(self.words(item), known, sides, table, note.target)

    def words(self, item: str) -> str:
        """All words of the entry and of what it is about."""
        note = self._voices[item].note
        about = target_text(self._context.whole, note.target)
        parts = (note.kind, note.value or "", note.author, note.body, note.target, about)
        return " ".join(parts).casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """By target, author or verdict."""
        note = self._voices[item].note
        return {
            "target": (note.target, note.created),
            "author": (note.author.casefold(), note.created),
            "verdict": (note.value or note.kind, note.created),
        }.get(sort, (note.created,))


def value_text(note: Note) -> str:
    """What an entry says in a word: its verdict, its rating, or its kind."""
    if note.kind == "rating":
        return f"rated {note.value}"
    return note.value or note.kind


def target_text(dossier: Dossier, text: str) -> str:
    """What an entry is about, in words; its bare target where the dossier has it no more."""
    try:
        target = Target.parse(text)
    except TargetError:
        return text
    try:
        if target.kind in ("claim", "pair"):
            return " ≠ ".join(_claim_text(dossier, one) for one in target.ids)
        if target.kind == "identity":
            return dossier.identities[target.ids[0]].id
        return facet_name(dossier, Facet(target.kind, target.ids[0]))
    except KeyError:
        return f"{text} (not in this dossier)"


def _claim_text(dossier: Dossier, identifier: str) -> str:
    if identifier not in dossier.claims and "--" in identifier:
        return f"({identifier.partition('--')[2]} derived)"
    return facet_name(dossier, Facet("claim", identifier))
