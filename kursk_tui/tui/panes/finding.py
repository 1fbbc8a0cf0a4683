"""The query language in a list: which of its rows a text picks, and where what it picked stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple, Protocol, runtime_checkable

from kursk_tui.analysis.query.language import Query, QueryError, parse
from kursk_tui.analysis.query.matching import Matcher, Together
from kursk_tui.analysis.query.wording import Word
from kursk_tui.model.folding import normal
from kursk_tui.tui.panes.context import Context
from kursk_tui.words.places import field_text


class Picked(NamedTuple):
    """What a query picks: `holds` for each row's id, and the words and phrases that it looks for.

    `has_all` is known to be so where it is set, which spares asking for each.
    """

    holds: Callable[[str], bool]
    words: tuple[str, ...]
    has_all: bool = False


@runtime_checkable
class Findable(Protocol):
    """A list model whose rows are records, so that fields can be asked for."""

    def pick(self, text: str) -> Picked:
        """What a query picks of the rows. Raises QueryError."""


@runtime_checkable
class Placing(Protocol):
    """A list model that knows where in a record a word stands that its row does not show."""

    def where(self, item: str, word: str) -> str:
        """`note`: the field that has a folded word; empty where it is in none."""


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
    query = parsed(text)
    chosen = matcher_of(context, query).chosen(kind)
    has_all = len(chosen) == len(context.dossier.raw_rows(kind))
    return Picked(chosen.__contains__, query.words, has_all)


def where(context: Context, kind: str, id: str, word: str) -> str:
    """The field of a record that has a folded word, as it is called."""
    return field_text(context.links.fields_with(kind, id, word))


def pick_rows(context: Context, text: str, row_of: Callable[[str], Together]) -> Picked:
    """What a query picks of rows that are told of several records. Raises QueryError."""
    query = parsed(text)
    matcher = matcher_of(context, query)
    return Picked(cache(lambda item: matcher.joins(row_of(item))), query.words, query.is_empty)


def pick_lines(words: Callable[[str], str], text: str) -> Picked:
    """What a query picks of lines of text, which have no fields. Raises QueryError for a field.

    What is no query is looked for as it stands, word by word.
    """
    try:
        query = parsed(text)
    except QueryError:
        found = [(Word(word), False) for word in text.split() if normal(word)]
        return Picked(cache(lambda item: _holds(words(item), found)), tuple(text.split()))
    for term in query.terms:
        if term.field:
            raise QueryError(f'a line of text has no {term.field}; as words it is "…"', term.at)
    found = [(Word(term.value), term.negated) for term in query.terms]
    return Picked(cache(lambda item: _holds(words(item), found)), query.words, query.is_empty)


def _holds(text: str, words: Sequence[tuple[Word, bool]]) -> bool:
    text = text.casefold()
    return all(word.is_in(text) != negated for word, negated in words)


def closed(text: str) -> str:
    """A query with the quote closed that is still being typed."""
    return text + '"' if text.count('"') % 2 else text


def parsed(text: str) -> Query:
    """The query that a text is, with its last quote closed. Raises QueryError."""
    return parse(closed(text))


def matcher_of(context: Context, query: Query) -> Matcher:
    """What matches a query in a context. Raises QueryError for a name that is not known."""
    marks = context.marks
    return Matcher(
        context.dossier, context.links, query, flags=marks.said_of, disagreed=marks.disagreed
    )


def whole_part(pick: Callable[[str], Picked], text: str) -> Picked:
    """What the terms pick that are whole: the last one is left out until the rest is a query."""
    text = text[: text.rfind(" ") + 1]
    while True:
        try:
            return pick(text)
        except QueryError:
            # Less of it is tried; of nothing everything is picked.
            text = text[: text.rstrip().rfind(" ") + 1]


def error_text(error: QueryError) -> str:
    """What is wrong with a query, and at which character, counted from 1."""
    return f"at character {error.at + 1}: {error}"
