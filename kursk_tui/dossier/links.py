"""What connects claims with all else: one pass over them, grouped by what they name.

Works on rows: building 100,000 records would cost more than all of this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.files import uncollected
from kursk_tui.model.records import Row

Groups = dict[str, list[str]]


class Links(NamedTuple):
    """Claim ids by what they name, from one pass over the claims, in file order."""

    source: Groups
    measure: Groups
    events: Groups
    release: Groups
    within: Groups
    origin: Groups
    relay: Groups
    publisher: Groups
    opposed: Groups
    shares: Groups
    population: Groups
    place: Groups
    order: dict[str, int]

    def by_table(self) -> tuple[tuple[str, Groups], ...]:
        """Return each group whose keys are records that a claim has words from, by their table."""
        return (
            *(("agents", group) for group in (self.origin, self.relay, self.publisher)),
            ("sources", self.source),
            ("measures", self.measure),
            *(("events", group) for group in (self.events, self.release, self.within)),
            *(("scopes", group) for group in (self.population, self.place)),
        )


def linked(dossier: Dossier) -> Links:
    """Group the claims of a dossier, or take what was kept of that."""
    with uncollected():
        # A bare tuple: what is kept on the disk knows no classes.
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


def names_any(row: Row, named: Mapping[str, set[str]]) -> bool:
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


def _grouped(dossier: Dossier) -> Links:
    links = Links._make([*(defaultdict(list) for _ in Links._fields[:-1]), {}])
    publishers = {id: row["publisher"] for id, row in dossier.raw_rows("sources").items()}
    events = dossier.raw_rows("events")
    for number, (id, row) in enumerate(dossier.raw_rows("claims").items()):
        links.order[id] = number
        source = row["source"]
        links.source[source].append(id)
        links.publisher[publishers[source]].append(id)
        if measure := row.get("measure"):
            links.measure[measure].append(id)
        if release := row.get("release"):
            links.release[release].append(id)
        if whole := row.get("of"):
            links.shares[whole].append(id)
        scope = row.get("scope") or {}
        within = scope.get("within")
        if within is not None and within in events:
            links.within[within].append(id)
        if population := scope.get("population"):
            links.population[population].append(id)
        if place := scope.get("place"):
            links.place[place].append(id)
        origin, relays = origin_and_relays(row, publishers[source])
        if origin is not None:
            links.origin[origin].append(id)
        for agent in relays:
            links.relay[agent].append(id)
        # A list may name one thing twice.
        for event in dict.fromkeys(row.get("events") or ()):
            links.events[event].append(id)
        for opposition in row.get("opposes") or ():
            opposed = links.opposed[opposition["claim"]]
            if opposed[-1:] != [id]:
                opposed.append(id)
    # What is kept on the disk knows no defaults.
    return Links._make([dict(groups) for groups in links])
