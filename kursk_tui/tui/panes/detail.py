"""The detail of what the cursor is on: labelled values, wrapped, some of them links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kursk_tui.dossier.holding import Facet
from kursk_tui.model.targets import TARGET_KINDS
from kursk_tui.tui.display import Display, Line, linked, wrap_offsets

LABEL_WIDTH = 12


class Entry(NamedTuple):
    """One value. `mark` is a range of its text, `dims` are ranges that are drawn dim; `limit` the
    lines shown, 0 for all of them.

    A `line` is drawn as it stands, in place of the text. `target` is where Enter leads. An
    entry that is cut shows its whole text on Enter. `address` is where a terminal that follows
    links leads from any line of it.
    """

    label: str
    text: str
    look: str = ""
    target: Facet | None = None
    mark: tuple[int, int] | None = None
    limit: int = 0
    line: Line | None = None
    address: str | None = None
    dims: tuple[tuple[int, int], ...] = ()


class DetailRow(NamedTuple):
    """One line of the detail, and the entry it belongs to."""

    line: Line
    entry: Entry
    cut: bool


class DetailModel:
    """Rows of the pane DETAIL. Ids are line numbers."""

    sorts: Sequence[str] = ()

    def __init__(self, rows: Sequence[DetailRow]) -> None:
        self._rows = rows
        self._ids = [str(number) for number in range(len(rows))]

    def ids(self) -> Sequence[str]:
        """Numbers of the lines."""
        return self._ids

    def at(self, item: str | None) -> DetailRow | None:
        """The row of an id, None where there is none."""
        place = int(item) if item is not None else -1
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def row(self, item: str, width: int) -> Line:
        """The line, laid out for the width it was made for."""
        return self._rows[int(item)].line

    def target_of(self, item: str) -> str | None:
        """The record that the line leads to."""
        facet = self._rows[int(item)].entry.target
        is_record = facet is not None and facet.kind in TARGET_KINDS
        return f"{facet.kind}:{facet.id}" if facet is not None and is_record else None

    def words(self, item: str) -> str:
        """The text of the whole entry, so that a match in its wrapped part counts."""
        entry = self._rows[int(item)].entry
        return f"{entry.label} {entry.text}".casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """Their order is the only one."""
        return (int(item),)


def lay_out(
    entries: Iterable[Entry], width: int, door: Display, *, whole: bool = False
) -> list[DetailRow]:
    """Entries as lines of at most `width` cells: label at the left, value wrapped beside it.

    Each line of an address carries all of it as a link. On a slow line that is too much for what
    follows the cursor, and only on the `whole` screen there are links.
    """
    rows: list[DetailRow] = []
    has_links = whole or not door.slow
    for entry in entries:
        if entry.line is not None:
            rows.append(DetailRow(entry.line, entry, cut=False))
            continue
        label_width = LABEL_WIDTH if entry.label else 0
        room = max(8, width - label_width)
        # Marks are placed in the text as it is drawn: cleaning can lengthen what stands before.
        text = entry.text
        clean = door.clean(text)
        mark = _cleaned(door, text, clean, entry.mark) if entry.mark is not None else None
        dims = [got for dim in entry.dims if (got := _cleaned(door, text, clean, dim))]
        look = "link" if entry.target and not entry.look else entry.look
        look = linked(look, entry.address) if has_links else look
        lines = wrap_offsets(clean, room)
        beside = door.pad("", label_width)
        shown = _window(lines, mark, entry.limit)
        cut = len(shown) < len(lines)
        for number, (start, end) in enumerate(shown):
            label = door.pad(entry.label, label_width) if number == 0 else beside
            line: Line = [(label, "label")] if label_width else []
            piece = clean[start:end]
            if cut and number == 0 and start > 0:
                piece, start = door.clean("… ") + piece[2:], start
            if cut and number == len(shown) - 1 and end < len(clean):
                piece = door.fit(piece, room - 2) + door.clean(" …")
            ranges = [(*dim, "dim") for dim in dims]
            ranges += [(*mark, "passage-mark")] if mark is not None else []
            line += _marked(piece, start, ranges, look)
            rows.append(DetailRow(line, entry, cut))
    return rows


def _cleaned(
    door: Display, text: str, clean: str, place: tuple[int, int]
) -> tuple[int, int] | None:
    """Where a range of a text is in the text as it is drawn; None where it cannot be told."""
    start = len(door.clean(text[: place[0]])) if place[0] else 0
    told = door.clean(text[place[0] : place[1]])
    end = start + len(told)
    return (start, end) if clean[start:end] == told else None


def _marked(
    piece: str, at: int, ranges: Sequence[tuple[int, int, str]], look: str
) -> list[tuple[str, str]]:
    """A piece of a text that begins at a place, its ranges each in a look of its own."""
    looks = [look] * len(piece)
    for start, end, mark in ranges:
        for place in range(max(0, start - at), min(len(piece), end - at)):
            looks[place] = mark
    spans: list[tuple[str, str]] = []
    for letter, mark in zip(piece, looks, strict=True):
        if spans and spans[-1][1] == mark:
            spans[-1] = (spans[-1][0] + letter, mark)
        else:
            spans.append((letter, mark))
    return spans or [("", look)]


def _window(
    lines: Sequence[tuple[int, int]], mark: tuple[int, int] | None, limit: int
) -> Sequence[tuple[int, int]]:
    """At most `limit` lines, chosen so that the mark is among them."""
    if not limit or len(lines) <= limit:
        return lines
    first = 0
    if mark is not None:
        holding = [n for n, (start, end) in enumerate(lines) if start < mark[1] and end > mark[0]]
        if holding:
            first = max(0, min(holding[0] - limit // 2, len(lines) - limit))
    return lines[first : first + limit]
