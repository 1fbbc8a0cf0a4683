"""A range of time: how one is typed, and what lies in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.selecting import select
from kursk_tui.dossier.timespan import (
    TIME,
    claims_in,
    events_in,
    joined,
    lies_in,
    range_of,
    sides_in,
)
from kursk_tui.model.dates import DateError, parse
from tests.five import FIVE


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier.open(FIVE)


@pytest.fixture(scope="module")
def index(dossier: Dossier) -> Index:
    return Index(dossier)


@pytest.mark.parametrize(
    ("typed", "range"),
    [
        ("2025-01..2025-03", "2025-01/2025-03"),
        (" 2025-01 .. 2025-03 ", "2025-01/2025-03"),
        ("2025", "2025"),
        ("2025-01..", "2025-01/.."),
        ("..2025-02-01", "../2025-02-01"),
        ("2025-01/2025-03", "2025-01/2025-03"),
        ("2025-01/..", "2025-01/.."),
        ("2025-21", "2025-21"),
    ],
)
def test_a_range_is_typed_with_two_dots(typed: str, range: str) -> None:
    assert range_of(typed) == range
    assert range_of(joined(range)) == range


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("..", "a range has a beginning or an end"),
        ("2025-03..2025-01", "'2025-03..2025-01': the interval ends before it starts"),
        ("spring..", "'spring..': not a date"),
        ("2025-13", "'2025-13': no month 13"),
        ("", "''"),
    ],
)
def test_a_text_that_is_no_range_is_told_as_it_was_typed(typed: str, wrong: str) -> None:
    with pytest.raises(DateError) as error:
        range_of(typed)
    assert str(error.value).startswith(wrong)
    assert "\n" not in str(error.value)


@given(st.text(alphabet="0123456789-./~? ", max_size=24))
def test_any_text_is_a_range_or_is_refused(text: str) -> None:
    try:
        range = range_of(text)
    except DateError:
        return
    parse(range)
    assert range_of(joined(range)) == range


def test_a_date_lies_where_it_may() -> None:
    span = parse("2025-01/2025-03")
    assert lies_in("2025", span)
    assert lies_in("2024-12/2025-01", span)
    assert lies_in("2025-03-31", span)
    assert lies_in("../2025-01", span)
    assert not lies_in("2025-04", span)
    assert not lies_in(None, span)


def test_claims_lie_in_a_range_by_their_own_dates(index: Index) -> None:
    dates = index.orders.claim_dates
    span = parse("2025-01/2025-03")
    found = claims_in(index, "2025-01/2025-03")
    assert 10 < len(found) < len(dates) / 2
    assert set(found) == {claim for claim, date in dates.items() if lies_in(date, span)}


def test_an_event_without_a_date_lies_where_one_of_its_parts_does(
    dossier: Dossier, index: Index
) -> None:
    rows = dossier.raw_rows("events")
    wholes = {
        event: {
            str(rows[part]["date"])
            for part in index.parts_of_event(event)
            if rows[part].get("date")
        }
        for event in rows
        if rows[event].get("date") is None
    }
    whole, dates = next((event, dates) for event, dates in wholes.items() if dates)
    for date in dates:
        assert whole in events_in(dossier, index, rows, date)
    assert whole not in events_in(dossier, index, rows, "1950")
    alone = {event for event, dates in wholes.items() if not dates}
    assert alone
    assert not alone & events_in(dossier, index, rows, "../2999")


def test_a_view_of_a_time_has_the_documents_and_agents_of_its_claims(
    dossier: Dossier, index: Index
) -> None:
    range = Facet(TIME, "2026-02")
    view = select(dossier, index, (range,))
    assert view.facets == (range,)
    assert set(view.claims) == set(claims_in(index, "2026-02"))
    assert set(view.sources) == {dossier.claims[claim].source for claim in view.claims}
    assert set(view.agents) == set(index.agents_of_claims(view.claims))
    span = parse("2026-02")
    assert view.events
    assert all(lies_in(dossier.events[event].date, span) for event in view.events)


def test_a_time_narrows_what_a_drill_has_left(dossier: Dossier, index: Index) -> None:
    nis, range = Facet("agent", "nis"), Facet(TIME, "2026")
    drilled = select(dossier, index, (nis,))
    both = select(dossier, index, (nis, range))
    assert both.claims == tuple(c for c in drilled.claims if c in claims_in(index, "2026"))
    assert 0 < len(both.claims) < len(drilled.claims)
    assert both.role == drilled.role
    assert set(both.events) < set(drilled.events)
    # Whom one drilled to is not lost, whatever the time.
    assert select(dossier, index, (nis, Facet(TIME, "1950"))).agents == ("nis",)


def test_a_disagreement_lies_in_a_range_with_all_its_sides() -> None:
    assert sides_in((("a",), ("b", "c")), {"a", "c"})
    assert not sides_in((("a",), ("b", "c")), {"a"})
