"""A form as a list: a field a row, what stands in it, what is wrong, what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.naming import TABLES, records
from kursk_tui.intake.language.propose import Because
from kursk_tui.intake.review.forms import Field, Problem
from kursk_tui.tui.display import Display, Line

LABEL_WIDTH = 12
MOST_SHOWN = 40


class FormModel:
    """Rows of a form, by the names of its fields."""

    sorts: Sequence[str] = ()

    def __init__(
        self,
        door: Display,
        fields: Sequence[Field],
        draft: Mapping[str, str],
        because: Sequence[Because] = (),
        problems: Sequence[Problem] = (),
    ) -> None:
        self._door = door
        self._fields = {field.name: field for field in fields}
        self._draft = draft
        self._because: dict[str, str] = {}
        for reason in because:
            words = reason.words.strip()
            # What rests on no place in the text is not quoted from it.
            told = f"“{words}”" if reason.end > reason.start else words
            self._because.setdefault(reason.field, told)
        self._problems: dict[str, str] = {p.field: p.what for p in reversed(problems)}

    def ids(self) -> Sequence[str]:
        """Names of the fields."""
        return list(self._fields)

    def at(self, item: str | None) -> Field | None:
        """The field of a row."""
        return self._fields.get(item or "")

    def row(self, item: str, width: int) -> Line:
        """Label, value, and what it rests on or what is wrong."""
        door, field = self._door, self._fields[item]
        problem = self._problems.get(item)
        value = self._draft.get(item, "")
        mark = ("!", "error") if problem else (" ", "")
        aside = problem or self._reason(item)
        shown = value or ("–" if not field.required else "(to be filled in)")
        room = max(8, width - LABEL_WIDTH - 2)
        # The reason gives way to the value, never the other way round.
        told = min(len(aside), max(0, room - min(len(shown), room) - 2), max(18, room // 2))
        return [
            mark,
            (door.pad(field.label, LABEL_WIDTH), "label"),
            (door.pad(shown, room - told - (1 if told else 0)), "figure" if value else "dim"),
            (" " if told else "", ""),
            (door.fit(aside, told), "warning" if problem else "dim"),
        ]

    def _reason(self, item: str) -> str:
        name = {"written": "figure", "low": "", "high": "", "lineage": ""}.get(item, item)
        return self._because.get(name, "")

    def words(self, item: str) -> str:
        """Label and value, for a filter."""
        return f"{self._fields[item].label} {self._draft.get(item, '')}".casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """As listed."""
        return (list(self._fields).index(item),)


def candidates(dossier: Dossier, field: Field, typed: str) -> list[str]:
    """What a field could be completed to: choices, or ids of its table, that fit what is typed.

    Ids come first that begin with it, then those in whose names it stands.
    """
    wanted = typed.strip().casefold()
    if field.choices:
        return [choice for choice in field.choices if choice.startswith(wanted)]
    named = _names(dossier, field)
    starting = [id for id in named if id.startswith(wanted)]
    holding = [id for id, name in named.items() if wanted in name and id not in starting]
    return (starting + (holding if wanted else []))[:MOST_SHOWN]


def _names(dossier: Dossier, field: Field) -> dict[str, str]:
    """Ids that a field may hold, with their names in lower case."""
    if field.table in ("population", "place"):
        return {
            id: scope.name.casefold()
            for id, scope in dossier.scopes.items()
            if scope.kind == field.table
        }
    if field.table == "releases":
        releases = (e for e in dossier.events.values() if e.kind == "release")
        return {event.id: event.title.casefold() for event in releases}
    if field.table not in TABLES:
        return {}
    found: dict[str, str] = {}
    for id, record in records(dossier, field.table).items():
        texts = [str(getattr(record, name, "")) for name in ("name", "title", "statement")]
        texts += getattr(record, "aliases", ())
        found[id] = " ".join(texts).casefold()
    return found
