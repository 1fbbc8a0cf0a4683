"""A dossier in memory behind the small surface: see `holding`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from kursk_tui.dossier.dossier import Dossier, Records
from kursk_tui.dossier.holding import Count, Kind, Link, Page, Selection
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.lens import Lens, look
from kursk_tui.dossier.selecting import select
from kursk_tui.model.records import Agent, Claim, Event, Identity, Measure, Meta, Scope, Source

R = TypeVar("R")


class MemoryLookup(Generic[R]):
    """Records of a table that is in memory, built when asked for."""

    def __init__(self, records: Records[R]) -> None:
        self._records = records

    def __getitem__(self, id: str, /) -> R:
        return self._records[id]

    def __contains__(self, id: object, /) -> bool:
        return id in self._records

    def many(self, ids: Iterable[str]) -> dict[str, R]:
        """Return those of some records that are there."""
        return {id: self._records[id] for id in ids if id in self._records}


class MemoryListing:
    """Ids in an order, all of them known."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids

    @cached_property
    def _places(self) -> dict[str, int]:
        return {id: place for place, id in enumerate(self._ids)}

    def count(self) -> Count:
        """Return how many there are, exactly."""
        return Count(len(self._ids))

    def page(self, after: str | None, size: int, *, back: bool = False) -> Page:
        """Return a window beside one id: see `holding.Listing`."""
        if size < 1:
            raise ValueError(f"size {size}: at least 1")
        if back:
            end = len(self._ids) if after is None else self._places[after]
            return self._window(max(0, end - size), end)
        start = 0 if after is None else self._places[after] + 1
        return self._window(start, start + size)

    def around(self, id: str, size: int) -> Page:
        """Return a window with an id in its middle: see `holding.Listing`."""
        if size < 1:
            raise ValueError(f"size {size}: at least 1")
        start = self._places[id] - size // 2
        start = max(0, min(start, len(self._ids) - size))
        return self._window(start, start + size)

    def _window(self, start: int, end: int) -> Page:
        ids = tuple(self._ids[start:end])
        return Page(ids, start > 0, start + len(ids) < len(self._ids))


class MemoryHolding:
    """An opened dossier and its index as a `holding.Holding`."""

    def __init__(self, dossier: Dossier, index: Index | None = None) -> None:
        self.dossier = dossier
        self.index = index or Index(dossier)
        self.claims: MemoryLookup[Claim] = MemoryLookup(dossier.claims)
        self.events: MemoryLookup[Event] = MemoryLookup(dossier.events)
        self.sources: MemoryLookup[Source] = MemoryLookup(dossier.sources)
        self.agents: MemoryLookup[Agent] = MemoryLookup(dossier.agents)
        self.identities: MemoryLookup[Identity] = MemoryLookup(dossier.identities)

    @property
    def meta(self) -> Meta:
        """What the dossier is."""
        return self.dossier.meta

    @property
    def revision(self) -> str:
        """The stamp of the file that it was read from; of one in memory that it is."""
        return str(self.dossier.stamp or "memory")

    @property
    def measures(self) -> Mapping[str, Measure]:
        """All measures."""
        return self.dossier.measures

    @property
    def scopes(self) -> Mapping[str, Scope]:
        """All scopes."""
        return self.dossier.scopes

    def listing(self, kind: Kind, selection: Selection = Selection()) -> MemoryListing:  # noqa: B008
        """Return the records of a kind that a selection leaves."""
        selected = select(self.dossier, self.index, selection.facets)
        ids: Sequence[str] = getattr(selected, kind)
        if kind == "claims":
            ids = getattr(self.index.orders, kind).sorted(ids)
        for word in selection.words:
            holding = self.index.holding(kind, word)
            ids = [id for id in ids if id in holding]
        return MemoryListing(ids)

    def links(self, link: Link, id: str, limit: int | None = None) -> Sequence[str]:
        """Return the ids that one record is linked with, at most `limit`."""
        found = {
            "parts": self.index.parts_of_event,
            "members": self.index.members_of,
            "documents": self.index.documents_of,
            "opposed by": self.index.opposed_by,
            "shares": self.index.shares_of,
            "identities": self.index.identities_of,
        }[link](id)
        return found[:limit]

    def near(self, claims: Collection[str]) -> Dossier:
        """Return all of it: it is in memory as it is. Raises KeyError for an unknown claim."""
        for claim in claims:
            if claim not in self.dossier.claims:
                raise KeyError(claim)
        return self.dossier

    def look(self, lens: Lens) -> MemoryHolding:
        """Return what is seen through a lens."""
        seen = look(self.dossier, lens).dossier
        return self if seen is self.dossier else MemoryHolding(seen)
