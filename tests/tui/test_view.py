"""What is in view under each facet, against the rows of the file read without our index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.selecting import known, select
from kursk_tui.tui.view import crumb, drill
from tests.five import FIVE

DATA: dict[str, dict[str, Any]] = json.loads(Path(FIVE).read_text(encoding="utf-8"))
CLAIMS = list(DATA["claims"].values())
EVENTS = {row["id"]: row for row in DATA["events"].values()}


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier.open(FIVE)


@pytest.fixture(scope="module")
def index(dossier: Dossier) -> Index:
    return Index(dossier)


def family(event: str) -> set[str]:
    """An event and all its parts, found by following part_of upwards from every event."""

    def within(other: str) -> bool:
        current: str | None = other
        while current is not None:
            if current == event:
                return True
            current = EVENTS[current]["part_of"]
        return False

    return {other for other in EVENTS if within(other)}


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_nothing_that_mentions_an_event_is_missed(
    event: str, dossier: Dossier, index: Index
) -> None:
    wanted = family(event)
    expected = {
        row["id"]
        for row in CLAIMS
        if wanted & {*row["events"], row["release"], row["scope"]["within"]}
    }
    view = select(dossier, index, (Facet("event", event),))
    assert set(view.claims) == expected
    assert set(view.sources) == {c.rsplit(".", 1)[0] for c in expected}
    assert set(view.how) == expected
    for claim in expected:
        row = next(r for r in CLAIMS if r["id"] == claim)
        own = event in row["events"]
        assert (view.how[claim] == "direct") == own


@pytest.mark.parametrize("agent", sorted(row["id"] for row in DATA["agents"].values()))
def test_an_agent_leads_to_all_they_said_relayed_or_published(
    agent: str, dossier: Dossier, index: Index
) -> None:
    publisher = {row["id"]: row["publisher"] for row in DATA["sources"].values()}
    expected = {
        row["id"]
        for row in CLAIMS
        if agent in row["attribution"] or publisher[row["source"]] == agent
    }
    # A person counts as the body they belong to.
    members = {
        row["id"]
        for row in DATA["agents"].values()
        if row["member_of"] == agent and row["kind"] == "person"
    }
    expected |= {
        row["id"]
        for row in CLAIMS
        if row["lineage"] == "full" and row["attribution"] and row["attribution"][-1] in members
    }
    view = select(dossier, index, (Facet("agent", agent),))
    assert set(view.claims) == expected


@pytest.mark.parametrize("source", sorted(row["id"] for row in DATA["sources"].values()))
def test_a_source_leads_to_all_its_claims_and_their_events(
    source: str, dossier: Dossier, index: Index
) -> None:
    rows = [row for row in CLAIMS if row["source"] == source]
    view = select(dossier, index, (Facet("source", source),))
    assert set(view.claims) == {row["id"] for row in rows}
    mentioned = {
        event
        for row in rows
        for event in (*row["events"], row["release"], row["scope"]["within"])
        if event in EVENTS
    }
    assert mentioned <= set(view.events)


def test_a_claim_leads_to_its_events_source_and_agents(dossier: Dossier, index: Index) -> None:
    view = select(dossier, index, (Facet("claim", "ki-2026-02-12.6"),))
    assert view.sources == ("ki-2026-02-12",)
    assert set(view.agents) == {"kyiv-independent", "yonhap", "nis"}
    assert {"continued-presence", "nis-2026-02-12"} <= set(view.events)


def test_facets_of_two_kinds_narrow_together(dossier: Dossier, index: Index) -> None:
    losses = Facet("event", "losses")
    nis = Facet("agent", "nis")
    both = set(select(dossier, index, (losses, nis)).claims)
    assert both == set(select(dossier, index, (losses,)).claims) & set(
        select(dossier, index, (nis,)).claims
    )
    assert both


def test_an_event_takes_the_place_of_an_event_and_a_claim_is_only_a_stop() -> None:
    first = drill((), Facet("event", "a"))
    assert drill(first, Facet("event", "b")) == (Facet("event", "b"),)
    stopped = drill(drill(first, Facet("agent", "x")), Facet("claim", "c"))
    assert drill(stopped, Facet("source", "s")) == (
        Facet("event", "a"),
        Facet("agent", "x"),
        Facet("source", "s"),
    )


def test_crumb_names_what_is_narrowed_to(dossier: Dossier) -> None:
    facets = (Facet("event", "treaty"), Facet("agent", "nis"))
    assert crumb(dossier, facets) == "event: Partnership treaty ▸ agent: NIS"
    assert crumb(dossier, ()) == "all"


def test_known_tells_a_record_that_is_gone(dossier: Dossier) -> None:
    assert known(dossier, Facet("event", "treaty"))
    assert not known(dossier, Facet("event", "no-such-event"))


def test_undated_events_come_last(dossier: Dossier, index: Index) -> None:
    dates = [dossier.events[e].date for e in select(dossier, index, ()).events]
    first_undated = dates.index(None)
    assert first_undated > 20
    assert set(dates[first_undated:]) == {None}
