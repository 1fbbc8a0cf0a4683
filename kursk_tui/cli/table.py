"""A table for a terminal. The only headless room that loads Rich, to know how wide text is.

Long values are wrapped, not cut: nothing is lost in a narrow terminal. Where the columns do not
fit side by side, the wide ones stand below each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rich.cells import cell_len, chop_cells, set_cell_size

from kursk_tui.cli.listing import FIELD_COLUMNS, Column, Listing, short_cell
from kursk_tui.model.text import visible

LEAST_WIDTH = 40
GAP = 2
INDENT = 4
# What is left of a column where there is little room, of a wide one and of others.
LEAST_WIDE = 40
LEAST = 8
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
_BREAKS = "-/.,:;|"


def table(listing: Listing, width: int, *, ascii_only: bool, colour: bool) -> str:
    """Put the rows in columns, `width` cells wide at most; with `colour` the titles are bold."""
    columns = listing.columns
    cells = [
        [visible(short_cell(row.get(c.key)), ascii_only=ascii_only) for c in columns]
        for row in listing.rows
    ]
    if columns == FIELD_COLUMNS:
        # A list of values stands under its name once.
        names = [line[0] for line in cells]
        for line, name, before in zip(cells[1:], names[1:], names, strict=False):
            line[0] = "" if name == before else name
    width = max(LEAST_WIDTH, width)
    beside = list(range(len(columns)))
    words = [_words(columns[at], [line[at] for line in cells]) for at in beside]
    below: list[int] = []
    if sum(words) + GAP * (len(columns) - 1) > width and len(columns) > len(FIELD_COLUMNS):
        below = [at for at in beside if columns[at].wide]
        beside = [at for at in beside if not columns[at].wide]
    kept = [columns[at] for at in beside]
    widths = _widths(
        kept,
        [[line[at] for line in cells] for at in beside],
        [words[at] for at in beside],
        width - GAP * (len(kept) - 1),
    )
    found: list[str] = []
    for number, line in enumerate([[c.title for c in columns], *cells]):
        lines = _row(kept, widths, [line[at] for at in beside])
        under = [line[at] for at in below if line[at]]
        if len(below) > 1:
            named = [f"{columns[at].title}: {line[at]}" for at in below if line[at]]
            under = ["; ".join(named)] if number and named else []
        lines += [" " * INDENT + part for text in under for part in _lines(text, width - INDENT)]
        if number == 0 and colour:
            lines = [f"{BOLD}{part}{PLAIN}" for part in lines]
        found += lines
    return "".join(f"{part}\n" for part in found)


def _row(columns: Sequence[Column], widths: Sequence[int], texts: Iterable[str]) -> list[str]:
    """The lines of a row: every value wrapped in its column."""
    wrapped = [_lines(text, width) for text, width in zip(texts, widths, strict=True)]
    found = []
    for parts in zip_longest(*wrapped, fillvalue=""):
        padded = [
            " " * (width - cell_len(part)) + part if column.number else set_cell_size(part, width)
            for part, width, column in zip(parts, widths, columns, strict=True)
        ]
        found.append((" " * GAP).join(padded).rstrip())
    return found


def _words(column: Column, texts: Sequence[str]) -> int:
    """The width below which a column would break words, or what must stay whole."""
    texts = [column.title, *texts]
    if column.number or column.whole:
        return max(map(cell_len, texts))
    longest = max(cell_len(word) for text in texts for word in text.split() or [""])
    if column.wide:
        return max(longest, min(LEAST_WIDE, max(map(cell_len, texts))))
    return longest


def _widths(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], words: Sequence[int], room: int
) -> list[int]:
    """How wide each column is: the widest give first, and words and ids are broken last."""
    widths, least = [], []
    for column, texts, longest in zip(columns, cells, words, strict=True):
        widths.append(min(room, max(map(cell_len, [column.title, *texts]))))
        fixed = column.number or column.whole
        least.append(longest if fixed else min(longest, LEAST))
    for floors in (words, least, [1] * len(widths)):
        while sum(widths) > room:
            spare = [w if w > floor else 0 for w, floor in zip(widths, floors, strict=True)]
            if not any(spare):
                break
            widths[spare.index(max(spare))] -= 1
    return widths


def _lines(text: str, width: int) -> list[str]:
    """A text in lines of a width: broken between words, else behind a hyphen, else anywhere.

    Spaces at its beginning, which show how deep a line of a chain is, stay.
    """
    if cell_len(text) <= width:
        return [text]
    start = text[: len(text) - len(text.lstrip(" "))]
    lines = [start] if len(start) < width else [""]
    fresh = True
    for word in text.split():
        for part_number, part in enumerate(_parted(word, width)):
            glue = "" if fresh else " "
            if part_number == 0 and cell_len(lines[-1] + glue + part) <= width:
                lines[-1] += glue + part
            elif fresh:
                lines[-1] = part
            else:
                lines.append(part)
            fresh = False
    return lines


def _parted(word: str, width: int) -> list[str]:
    """A word in parts that fit a width."""
    parts: list[str] = []
    start = 0
    while rest := _more_than(word, start, width):
        at = max(rest.rfind(mark, 1, width) for mark in _BREAKS) + 1
        if at <= 1 or cell_len(rest[:at]) > width:
            at = max(1, len(chop_cells(rest, width)[0]))
        parts.append(rest[:at])
        start += at
    return [*parts, word[start:]]


def _more_than(word: str, start: int, width: int) -> str:
    """As much of the rest of a word as is wider than `width`; empty where it fits.

    Each part of a megabyte must not cost a look at all that is left of it.
    """
    size = width + 1
    while True:
        rest = word[start : start + size]
        if cell_len(rest) > width:
            return rest
        if start + size >= len(word):
            return ""
        size *= 4
