"""What connects claims with all else: passes over them, grouped by what they name.

Works on rows: building 100,000 records would cost more than all of this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from threading import Lock
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Row
from kursk_tui.store.files import uncollected

Groups = dict[str, list[str]]


class Mentioning(NamedTuple):
    """Claim ids by the events that they name, relay or count."""

    events: Groups
    release: Groups
    within: Groups


class Between(NamedTuple):
    """Claim ids by the claims that they oppose, or are a share of."""

    opposed: Groups
    shares: Groups


class Voices(NamedTuple):
    """Claim ids by the agents that they go back to, that passed them on, that published them."""

    origin: Groups
    relay: Groups
    publisher: Groups


class Naming(NamedTuple):
    """Claim ids by what else they name."""

    source: Groups
    measure: Groups
    population: Groups
    place: Groups


# Each is made by itself: the first detail of a large dossier needs one of them, and at once.
FAMILIES: tuple[type[tuple[Groups, ...]], ...] = (Mentioning, Between, Voices, Naming)
F = TypeVar("F", bound=tuple[Groups, ...])


class _Made:
    """What was grouped of one dossier so far, by family."""

    def __init__(self) -> None:
        self.found: dict[type, Any] = {}
        self.making = {family: Lock() for family in FAMILIES}


_KNOWN: WeakKeyDictionary[Dossier, _Made] = WeakKeyDictionary()
_ADDING = Lock()


def linked(dossier: Dossier, family: type[F]) -> F:
    """Group the claims of a dossier, in file order, once, or take what was kept of that."""
    with _ADDING:
        made = _KNOWN.get(dossier) or _KNOWN.setdefault(dossier, _Made())
    # One thread makes them while another draws, and may then wait for them.
    with made.making[family]:
        if family not in made.found:
            name, grouped = _MADE_BY[family]
            with uncollected():
                # Bare tuples and dictionaries: what is kept on the disk knows no classes.
                found = dossier.derived(name, lambda: tuple(map(dict, grouped(dossier))))
            made.found[family] = family._make(found)  # type: ignore[attr-defined]
    result: F = made.found[family]
    return result


def origin_and_relays(row: Row, publisher: str) -> tuple[str | None, Sequence[str]]:
    """Return who a claim goes back to (None where that is not known), and who passed it on.

    Without its publisher, unless that speaks for itself.
    """
    chain: Sequence[str] = row.get("attribution") or ()
    if row["lineage"] != "full":
        return None, chain
    return (chain[-1] if chain else publisher), chain[:-1]


def names_any(row: Row, named: Mapping[str, Set[str]]) -> bool:
    """Whether a claim's row names one of some records, by table."""
    if row["source"] in named["sources"] or row.get("measure") in named["measures"]:
        return True
    scope, events, agents = row.get("scope") or {}, named["events"], named["agents"]
    if scope.get("population") in named["scopes"] or scope.get("place") in named["scopes"]:
        return True
    if row.get("release") in events or scope.get("within") in events:
        return True
    return not (
        events.isdisjoint(row.get("events") or ())
        and agents.isdisjoint(row.get("attribution") or ())
    )


def _mentioning(dossier: Dossier) -> Mentioning:
    found = Mentioning(*_groups(3))
    events = dossier.raw_rows("events")
    for id, row in dossier.raw_rows("claims").items():
        if named := row.get("events"):
            # A list may name one thing twice.
            for event in named if len(named) == 1 else dict.fromkeys(named):
                found.events[event].append(id)
        if release := row.get("release"):
            found.release[release].append(id)
        if (scope := row.get("scope")) and (within := scope.get("within")) in events:
            found.within[within].append(id)
    return found


def _between(dossier: Dossier) -> Between:
    found = Between(*_groups(2))
    for id, row in dossier.raw_rows("claims").items():
        if whole := row.get("of"):
            found.shares[whole].append(id)
        for opposition in row.get("opposes") or ():
            opposed = found.opposed[opposition["claim"]]
            if opposed[-1:] != [id]:
                opposed.append(id)
    return found


def _voices(dossier: Dossier) -> Voices:
    found = Voices(*_groups(3))
    publishers = {id: row["publisher"] for id, row in dossier.raw_rows("sources").items()}
    for id, row in dossier.raw_rows("claims").items():
        publisher = publishers[row["source"]]
        found.publisher[publisher].append(id)
        origin, relays = origin_and_relays(row, publisher)
        if origin is not None:
            found.origin[origin].append(id)
        for agent in relays:
            found.relay[agent].append(id)
    return found


def _naming(dossier: Dossier) -> Naming:
    found = Naming(*_groups(4))
    for id, row in dossier.raw_rows("claims").items():
        found.source[row["source"]].append(id)
        if measure := row.get("measure"):
            found.measure[measure].append(id)
        if scope := row.get("scope"):
            if population := scope.get("population"):
                found.population[population].append(id)
            if place := scope.get("place"):
                found.place[place].append(id)
    return found


def _groups(count: int) -> list[Groups]:
    return [defaultdict(list) for _ in range(count)]


_MADE_BY: dict[type[tuple[Groups, ...]], tuple[str, Callable[[Dossier], tuple[Groups, ...]]]] = {
    Mentioning: ("mentioning", _mentioning),
    Between: ("between", _between),
    Voices: ("voices", _voices),
    Naming: ("naming", _naming),
}
