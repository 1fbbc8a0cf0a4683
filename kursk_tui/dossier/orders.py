"""The orders in which records are listed, worked out once for a dossier.

All of it works on rows: building 100,000 records would cost more than putting them in order.
Whatever part of a table is listed is then in order by one look-up for each of its records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import sort_key
from kursk_tui.model.records import Row
from kursk_tui.store.files import uncollected

Key = int | tuple[object, ...]


class Order:
    """Ids of a table in one order. `ids` are all of them."""

    def __init__(self, ids: list[str]) -> None:
        self.ids = tuple(ids)

    @cached_property
    def _rank(self) -> dict[str, int]:
        return {id: rank for rank, id in enumerate(self.ids)}

    def ready(self) -> None:
        """Make what the first look-up needs."""
        self._rank  # noqa: B018

    def sorted(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return some of the ids, each once, in this order. Raises KeyError for another id."""
        chosen = set(ids)
        if len(chosen) == len(self.ids):
            return self.ids
        return tuple(sorted(chosen, key=self._rank.__getitem__))

    def place(self, id: str) -> int:
        """Return where an id stands among all, from 0. Raises KeyError for another id."""
        return self._rank[id]


class Orders:
    """The orders of a dossier's tables, each made when first asked for."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def ready(self) -> None:
        """Make all of them: of a large dossier it takes a moment."""
        for order in (self.claims, self.events, self.sources, self.agents):
            order.ready()

    @cached_property
    def claims(self) -> Order:
        """Figures by measure, then dates, then claims in words; each by moment, then as filed."""
        return Order(self._all["claims"])

    @cached_property
    def events(self) -> Order:
        """By date, undated ones last."""
        return Order(self._all["events"])

    @cached_property
    def sources(self) -> Order:
        """By date of publication, undated ones last."""
        return Order(self._all["sources"])

    @cached_property
    def agents(self) -> Order:
        """By name."""
        return Order(self._all["agents"])

    @cached_property
    def claim_dates(self) -> dict[str, str | None]:
        """The date that each claim gives, else that of its moment, by claim in file order."""
        rows = self._dossier.raw_rows("claims")
        dates = self._dossier.derived(
            "dates", lambda: [claim_date(self._dossier, row) for row in rows.values()]
        )
        return dict(zip(rows, dates, strict=True))

    @cached_property
    def _all(self) -> dict[str, list[str]]:
        return self._dossier.derived("orders", self._made)

    def _made(self) -> dict[str, list[str]]:
        keys: dict[str, Callable[[Row], Key]] = {
            "claims": _claim_key(self._dossier, self.claim_dates),
            "events": _by_date("date"),
            "sources": _by_date("published"),
            "agents": lambda row: (row["name"].casefold(), row["id"]),
        }
        found = {}
        with uncollected():
            for table, key in keys.items():
                rows = self._dossier.raw_rows(table)
                keyed = {id: key(row) for id, row in rows.items()}
                found[table] = sorted(rows, key=keyed.__getitem__)
        return found


def _by_date(field: str) -> Callable[[Row], Key]:
    return lambda row: (sort_key(row.get(field)), row["id"])


def _claim_key(dossier: Dossier, dates: dict[str, str | None]) -> Callable[[Row], int]:
    # A claim that names no measure asks for None, which none of them has.
    places: dict[str | None, int] = {
        id: place for place, id in enumerate(dossier.raw_rows("measures"))
    }
    bases: dict[str | None, str] = {
        id: row["basis"] for id, row in dossier.raw_rows("measures").items()
    }
    rank = {date: n for n, date in enumerate(sorted(set(dates.values()), key=sort_key))}
    # One whole number, as tuples take longer to compare than all else here takes.
    most, none = len(rank), len(places)

    def key(row: Row) -> int:
        figure, measure = row.get("figure"), row.get("measure")
        kind = 2 if figure is None else 1 if bases.get(measure) == "date" else 0
        place = places.get(measure, none)
        return (kind * (none + 1) + place) * most + rank[dates[row["id"]]]

    return key


def claim_date(dossier: Dossier, row: Row) -> str | None:
    """Return the date that a claim's row gives, else that of its moment, without building it.

    The moment is that of `words.moment_of`.
    """
    figure, release = row.get("figure"), row.get("release")
    date: str | None = (figure.get("date") if figure else None) or row.get("as_of")
    if date is None and release is not None:
        date = dossier.raw_rows("events")[release].get("date")
    if date is None:
        date = dossier.raw_rows("sources")[row["source"]].get("published")
    return date
