"""The columns of the list of claims: which there are, and how wide each is in a row of so many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Column(NamedTuple):
    """A column: its heading, what it shows, the fewest cells it is of use in and the most."""

    name: str
    about: str
    least: int
    most: int


ANY = 1_000
COLUMNS = (
    Column("moment", "the moment that it speaks of", 12, 13),
    Column("measure", "what is counted", 6, 17),
    Column("reading", "the figure, a foreign one in English", 17, 26),
    Column("words", "the figure's words as printed", 14, 30),
    Column("statement", "what the claim says, in our words", 24, ANY),
    Column("origin", "who said it", 11, 18),
    Column("outlet", "who published it", 11, 18),
    Column("title", "the title of the document", 36, ANY),
)
BY_NAME = {column.name: column for column in COLUMNS}
# What nobody has chosen otherwise: without the words, of which the reading says most.
AT_FIRST = ("moment", "measure", "reading", "statement", "origin", "outlet", "title")
# Where there is no room for all, these are the first to be shown.
# The words only if the reader has asked for them, and then they are wanted.
_FOREMOST = ("reading", "measure", "words", "origin", "moment", "outlet", "statement", "title")
# Where there is more room than the least, to how many cells each grows, in this order.
_GROWTH = (
    *(
        ("moment", 13),
        ("measure", 10),
        ("reading", 20),
        ("outlet", 14),
        ("origin", 14),
        ("measure", 17),
    ),
    *(("statement", 40), ("words", 20), ("origin", 18), ("outlet", 18), ("reading", 26)),
    ("words", 30),
)
# What is said of a claim: without a figure it has one text for all that stand side by side.
SAID = frozenset(("measure", "reading", "words", "statement"))


def sound(names: Iterable[object]) -> tuple[str, ...]:
    """Those of some names that are columns, each once; AT_FIRST where none is."""
    found = dict.fromkeys(name for name in names if isinstance(name, str) and name in BY_NAME)
    return tuple(found) or AT_FIRST


def lay_out(chosen: Sequence[str], room: int) -> list[tuple[str, int]]:
    """The chosen columns that a row has room for, in their order, each with its cells.

    Between two of them there is one cell. One alone is always shown.
    """
    shown: dict[str, int] = {}
    left = room
    for name in sorted(chosen, key=_FOREMOST.index):
        least = BY_NAME[name].least
        if not shown:
            shown[name] = min(least, room)
            left -= shown[name]
        elif least + 1 <= left:
            shown[name] = least
            left -= least + 1
    for name, cells in _GROWTH:
        if name in shown:
            more = min(left, max(0, cells - shown[name]))
            shown[name] += more
            left -= more
    # What can use any width shares the rest; without such a one the last of the foremost does.
    wide = [name for name in shown if BY_NAME[name].most == ANY] or [next(iter(shown))]
    for place, name in enumerate(wide, 1):
        more = left // (len(wide) - place + 1)
        shown[name] += more
        left -= more
    return [(name, shown[name]) for name in chosen if name in shown]
