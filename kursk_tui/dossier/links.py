"""What connects claims with all else: passes over them, grouped by what they name.

Works on rows: building 100,000 records would cost more than all of this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.files import uncollected
from kursk_tui.model.records import Row

Groups = dict[str, list[str]]


class Mentioning(NamedTuple):
    """Claim ids by the events that they name, relay or count, in file order."""

    events: Groups
    release: Groups
    within: Groups


class Links(NamedTuple):
    """Claim ids by what else they name, in file order."""

    source: Groups
    measure: Groups
    origin: Groups
    relay: Groups
    publisher: Groups
    opposed: Groups
    shares: Groups
    population: Groups
    place: Groups


def by_table(mentioning: Mentioning, links: Links) -> tuple[tuple[str, Groups], ...]:
    """Return each group whose keys are records that a claim has words from, by their table."""
    return (
        *(("agents", group) for group in (links.origin, links.relay, links.publisher)),
        ("sources", links.source),
        ("measures", links.measure),
        *(("events", group) for group in mentioning),
        *(("scopes", group) for group in (links.population, links.place)),
    )


def mentioning(dossier: Dossier) -> Mentioning:
    """Group the claims of a dossier by events, or take what was kept of that.

    Apart from all else, as the first thing that is shown needs these, and only these.
    """
    with uncollected():
        # A bare tuple: what is kept on the disk knows no classes.
        found: Any = dossier.derived("mentions", lambda: tuple(_by_events(dossier)))
    return Mentioning(*found)


def linked(dossier: Dossier) -> Links:
    """Group the claims of a dossier by all else, or take what was kept of that."""
    with uncollected():
        links: Any = dossier.derived("links", lambda: tuple(_grouped(dossier)))
    return Links(*links)


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


def _by_events(dossier: Dossier) -> Iterator[Groups]:
    by_event, by_release, by_period = (defaultdict[str, list[str]](list) for _ in range(3))
    events = dossier.raw_rows("events")
    for id, row in dossier.raw_rows("claims").items():
        if named := row.get("events"):
            # A list may name one thing twice.
            for event in named if len(named) == 1 else dict.fromkeys(named):
                by_event[event].append(id)
        if release := row.get("release"):
            by_release[release].append(id)
        if (scope := row.get("scope")) and (within := scope.get("within")) in events:
            by_period[within].append(id)
    # What is kept on the disk knows no defaults.
    return map(dict, (by_event, by_release, by_period))


def _grouped(dossier: Dossier) -> Iterator[Groups]:
    links = Links._make(defaultdict[str, list[str]](list) for _ in Links._fields)
    publishers = {id: row["publisher"] for id, row in dossier.raw_rows("sources").items()}
    for id, row in dossier.raw_rows("claims").items():
        source = row["source"]
        links.source[source].append(id)
        links.publisher[publishers[source]].append(id)
        if measure := row.get("measure"):
            links.measure[measure].append(id)
        if whole := row.get("of"):
            links.shares[whole].append(id)
        if scope := row.get("scope"):
            if population := scope.get("population"):
                links.population[population].append(id)
            if place := scope.get("place"):
                links.place[place].append(id)
        origin, relays = origin_and_relays(row, publishers[source])
        if origin is not None:
            links.origin[origin].append(id)
        for agent in relays:
            links.relay[agent].append(id)
        for opposition in row.get("opposes") or ():
            opposed = links.opposed[opposition["claim"]]
            if opposed[-1:] != [id]:
                opposed.append(id)
    return map(dict, links)
