"""The small surface through which everything above asks for records of a dossier.

Whoever draws a screen needs a window of a list, how long the list is, the records in the window
and the neighbourhood of a claim; never a whole table. What answers is a `Holding`. Today one
engine stands behind it, a file read into memory (`memory.py`); another may answer from an index
on a disk or from a server, and nothing above notices.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol, TypeVar

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.lens import Lens
from kursk_tui.model.records import Agent, Claim, Event, Identity, Measure, Meta, Scope, Source

R = TypeVar("R")

Kind = Literal["claims", "events", "sources", "agents"]
KINDS: tuple[Kind, ...] = ("claims", "events", "sources", "agents")

Link = Literal["parts", "members", "documents", "opposed by", "shares", "identities"]


class Facet(NamedTuple):
    """One narrowing: `kind` is event, source, agent, measure or claim, `id` a record of it.

    Of the kind `time` the `id` is a range, as EDTF: see `timespan`.
    """

    kind: str
    id: str


class Selection(NamedTuple):
    """What a list is narrowed to: every facet holds, and every word stands in the record.

    `words` are as `model.folding.normal` makes them. An empty selection is everything.
    """

    facets: tuple[Facet, ...] = ()
    words: tuple[str, ...] = ()


class Count(NamedTuple):
    """How many records a list has; where not `exact`, about so many."""

    value: int
    exact: bool = True


class Page(NamedTuple):
    """A window of a list: ids in the list's order, and whether the list goes on either way."""

    ids: tuple[str, ...]
    has_before: bool
    has_after: bool


class Listing(Protocol):
    """A list in one order, of which only windows are ever held."""

    def count(self) -> Count:
        """Return how many records the list has."""

    def page(self, after: str | None, size: int, *, back: bool = False) -> Page:
        """Return up to `size` records after one (None: from the start), or before it (`back`).

        With `back` and None it is the end of the list. Raises KeyError for an id that is not in
        the list, ValueError for a size below 1.
        """

    def around(self, id: str, size: int) -> Page:
        """Return up to `size` records with one of them as near the middle as the ends allow.

        Raises KeyError for an id that is not in the list, ValueError for a size below 1.
        """


class Lookup(Protocol[R]):
    """Records of one table by id."""

    def __getitem__(self, id: str, /) -> R:
        """Return a record. Raises KeyError."""

    def __contains__(self, id: object, /) -> bool:
        """Whether there is a record with this id."""

    def many(self, ids: Iterable[str]) -> dict[str, R]:
        """Return those of some records that are there, in one go, in the order asked for."""


class Holding(Protocol):
    """One dossier, open. `revision` changes whenever anything in it does."""

    @property
    def meta(self) -> Meta:
        """What the dossier is."""

    @property
    def revision(self) -> str:
        """What tells this state of the dossier from another."""

    @property
    def claims(self) -> Lookup[Claim]:
        """Claims by id."""

    @property
    def events(self) -> Lookup[Event]:
        """Events by id."""

    @property
    def sources(self) -> Lookup[Source]:
        """Sources by id."""

    @property
    def agents(self) -> Lookup[Agent]:
        """Agents by id."""

    @property
    def identities(self) -> Lookup[Identity]:
        """Identities by id."""

    @property
    def measures(self) -> Mapping[str, Measure]:
        """All measures: there are few."""

    @property
    def scopes(self) -> Mapping[str, Scope]:
        """All scopes: there are few."""

    def listing(self, kind: Kind, selection: Selection = Selection()) -> Listing:  # noqa: B008
        """Return the records of a kind that a selection leaves, in the kind's own order.

        A facet that the dossier does not hold leaves nothing.
        """

    def links(self, link: Link, id: str, limit: int | None = None) -> Sequence[str]:
        """Return the ids that one record is linked with, in file order, at most `limit`."""

    def near(self, claims: Collection[str]) -> Dossier:
        """Return a dossier in memory in which all that is said of some claims can be worked out.

        It holds at least these claims, what they name, and every claim that analysis sets
        against one of them. Raises KeyError for a claim that is not there.
        """

    def look(self, lens: Lens) -> Holding:
        """Return what is seen through a lens. Raises dates.DateError, KeyError: see `lens.look`."""
