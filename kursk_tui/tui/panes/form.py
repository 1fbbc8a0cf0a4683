"""A form as a list: a field a row, what stands in it, what is wrong, what it rests on.

What is wrong is never cut off: where it does not fit beside its field it has lines of its own
below. While a field with something to pick from is edited, that stands below it too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from kursk_tui.intake.review.forms import Field
from kursk_tui.intake.review.picks import Pick
from kursk_tui.tui.display import Display, Line

LABEL_WIDTH = 12
# Values stand in a column of their own as far as they are no longer than this.
VALUE_WIDTH = 20
NAME_WIDTH = 34
_OF_FIELD = "\n"


class Aside(NamedTuple):
    """What is told beside a field, and its mark: `!` for what is wrong, `?` for what is doubted."""

    text: str
    mark: str = ""


class Picking(NamedTuple):
    """What there is to pick from for the field that is edited, and which of it is chosen.

    `at` is a place in `found`, -1 where nothing is chosen; at most `room` lines are shown.
    """

    field: str
    found: Sequence[Pick]
    at: int
    room: int


class FormModel:
    """Rows of a form, by the names of its fields; further lines of a field come behind it."""

    sorts: Sequence[str] = ()

    def __init__(
        self,
        door: Display,
        fields: Sequence[Field],
        draft: Mapping[str, str],
        asides: Mapping[str, Aside],
        width: int,
        picking: Picking | None = None,
    ) -> None:
        self._door, self._fields = door, {field.name: field for field in fields}
        self._draft, self._asides = draft, asides
        self._lines: dict[str, Line] = {}
        for name, field in self._fields.items():
            lines = self._of(field, max(24, width))
            if picking is not None and picking.field == name:
                lines += self._picks(picking)
            for number, line in enumerate(lines):
                self._lines[f"{name}{_OF_FIELD}{number}" if number else name] = line

    def ids(self) -> Sequence[str]:
        """Names of the fields, and of their further lines."""
        return list(self._lines)

    def at(self, item: str | None) -> Field | None:
        """The field of a row."""
        return self._fields.get(first_line(item or ""))

    def lines_below(self, name: str) -> int:
        """How many further lines a field has."""
        return sum(first_line(item) == name for item in self._lines) - 1

    def row(self, item: str, width: int) -> Line:
        """Label, value, and what is told of it; or a line of what has no room there."""
        return self._lines[item]

    def words(self, item: str) -> str:
        """Label and value, for a filter."""
        name = first_line(item)
        return f"{self._fields[name].label} {self._draft.get(name, '')}".casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """As listed."""
        return (list(self._lines).index(item),)

    # ---- lines

    def _of(self, field: Field, width: int) -> list[Line]:
        door, value = self._door, self._draft.get(field.name, "")
        aside = self._asides.get(field.name, Aside(""))
        shown = value or ("–" if not field.required else "(to be filled in)")
        room = width - LABEL_WIDTH - 2
        pieces = door.wrap(shown, room)
        column = max(VALUE_WIDTH, cell_len(pieces[0]))
        beside = room - column - 2
        told = door.clean(aside.text)
        look = "warning" if aside.mark else "dim"
        is_beside = len(pieces) == 1 and bool(told) and cell_len(told) <= beside
        if not is_beside and not aside.mark and len(pieces) == 1 and beside >= VALUE_WIDTH:
            # A reason gives way to the values around it: a fault never does.
            told, is_beside = door.fit(told, beside), bool(told)
        first: Line = [
            (door.pad(aside.mark or " ", 1), "error" if aside.mark == "!" else look),
            (door.pad(field.label, LABEL_WIDTH), "label"),
            (door.pad(pieces[0], column), "figure" if value else "dim"),
        ]
        lines = [first]
        if is_beside:
            first += [("  ", ""), (told, look)]
        indent = (door.pad("", LABEL_WIDTH + 1), "")
        lines += [[indent, (piece, "figure" if value else "dim")] for piece in pieces[1:]]
        if aside.mark and not is_beside:
            lines += [[indent, (piece, look)] for piece in door.wrap(told, room)]
        return lines

    def _picks(self, picking: Picking) -> list[Line]:
        door, found = self._door, picking.found
        room = picking.room if len(found) <= picking.room else picking.room - 1
        start = min(max(0, picking.at - room + 1), max(0, len(found) - room))
        names = [cell_len(door.clean(pick.name)) for pick in found[start : start + room]]
        width = min(NAME_WIDTH, max(names, default=0))
        indent = door.pad("", LABEL_WIDTH - 1)
        lines: list[Line] = []
        for place, pick in enumerate(found[start : start + room], start):
            is_chosen = place == picking.at
            lines.append(
                [
                    (indent + door.pad("▸" if is_chosen else " ", 2), "bold"),
                    (door.pad(pick.name, width), "passage-mark" if is_chosen else "bold"),
                    ("  ", ""),
                    (pick.beside or ("" if pick.value == pick.name else pick.value), "dim"),
                ]
            )
        if len(found) > room:
            more = len(found) - room
            lines.append([(f"{indent}  … {more} more: type to narrow, ↑↓ to walk", "dim")])
        return lines


def first_line(item: str) -> str:
    """The field that a row belongs to."""
    return item.partition(_OF_FIELD)[0]


def is_first_line(item: str) -> bool:
    """Whether a row is that of a field itself and not a further line."""
    return _OF_FIELD not in item
