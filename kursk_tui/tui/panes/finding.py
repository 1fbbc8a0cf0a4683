"""The query language in a pane of records: which of its rows a text picks."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol, runtime_checkable

from kursk_tui.analysis.query.language import QueryError, parse
from kursk_tui.analysis.query.matching import Matcher
from kursk_tui.tui.panes.context import Context


class Picked(NamedTuple):
    """What a query picks: `holds` for each row's id, and the words to mark in the rows.

    `has_all` is known to be so where it is set, which spares asking for each.
    """

    holds: Callable[[str], bool]
    words: str
    has_all: bool = False


@runtime_checkable
class Findable(Protocol):
    """A list model whose rows are records, so that fields can be asked for."""

    def pick(self, text: str) -> Picked:
        """What a query picks of the rows. Raises QueryError."""


class Asked(NamedTuple):
    """What rows a list wants: in which order, and with what searched for.

    `holds` says what a search finds, None where nothing is searched for; with `narrow` only that
    is wanted. `cursor` is the id that the reader was on, or asked for.
    """

    sort: str
    reverse: bool
    holds: Callable[[str], bool] | None
    narrow: bool
    cursor: str | None = None


@runtime_checkable
class Arranging(Protocol):
    """A list model that puts its rows together itself: it has headings, or rows in folds."""

    def arranged(self, asked: Asked) -> list[str]:
        """The ids of the rows to be shown, in order."""

    def unfold(self, item: str) -> bool:
        """Open the fold that an id is in, if an id that is asked for is to be seen; or do nothing.

        Whether that opened one.
        """

    def stand_in(self, item: str) -> str | None:
        """The row that stands for one that is folded away."""

    def place_text(self, place: int) -> str:
        """Where one is on the row of a place, counted from 0: for the title."""

    @property
    def start(self) -> str | None:
        """The row on which a list begins that nobody has moved in; None for the first."""


def pick(context: Context, kind: str, text: str) -> Picked:
    """What a query picks of the records of a table. Raises QueryError.

    A quote that is still being typed counts as closed.
    """
    if text.count('"') % 2:
        text += '"'
    query = parse(text)
    marks = context.marks
    matcher = Matcher(
        context.dossier, context.links, query, flags=marks.said_of, disagreed=marks.disagreed
    )
    chosen = matcher.chosen(kind)
    has_all = len(chosen) == len(context.dossier.raw_rows(kind))
    return Picked(chosen.__contains__, " ".join(query.words), has_all)


def whole_part(model: Findable, text: str) -> Picked:
    """What the terms pick that are whole: the last one is left out until the rest is a query."""
    text = text[: text.rfind(" ") + 1]
    while True:
        try:
            return model.pick(text)
        except QueryError:
            # Less of it is tried; of nothing everything is picked.
            text = text[: text.rstrip().rfind(" ") + 1]


def error_text(error: QueryError) -> str:
    """What is wrong with a query, and at which character, counted from 1."""
    return f"at character {error.at + 1}: {error}"
