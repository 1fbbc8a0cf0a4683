"""Profiles: what one body said over time."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.ladder.quantities import quantity, status_of
from kursk_tui.analysis.origins.lineage import standing
from kursk_tui.analysis.origins.profiles import Point, Series, own_figures
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import parse
from kursk_tui.model.records import Claim, ClaimScope
from tests.analysis.build import World, figure
from tests.analysis.test_properties import worlds
from tests.five import FIVE

SHIPPED = Dossier.open(FIVE)
BODIES = ("north", "south")

quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def world() -> World:
    made = World()
    made.measure("there", "stock")
    made.measure("dead")
    made.measure("day", "date")
    for agent in BODIES:
        made.agent(agent)
    made.agent("chief", "person", of="north")
    made.agent("officials", "unnamed")
    return made


def only_series(made: World, agent: str = "north") -> Series:
    (series,) = own_figures(made.dossier(), agent)
    return series


def told_by(dossier: Dossier, body: str) -> list[Claim]:
    """Claims whose number goes back to a body; what it is misread to say does not."""
    return [
        claim
        for claim in dossier.claims.values()
        if claim.measure is not None
        and claim.figure is not None
        and claim.figure.date is None
        and claim.misreads is None
        and standing(dossier, claim) == body
    ]


def subject(dossier: Dossier, body: str, claim: Claim) -> object:
    """What a series is of: an unstated place or population is the one that is stated, if one is."""
    alike = [
        other.scope
        for other in told_by(dossier, body)
        if (other.measure, other.scope.within, status_of(other))
        == (claim.measure, claim.scope.within, status_of(claim))
    ]
    filled = {}
    for name in ("population", "place"):
        stated = {getattr(scope, name) for scope in alike} - {None}
        if getattr(claim.scope, name) is None and len(stated) == 1:
            filled[name] = stated.pop()
    return (claim.measure, claim.scope._replace(**filled), status_of(claim))


def utterance(claim: Claim) -> object:
    return ("release", claim.release) if claim.release else ("document", claim.source)


def said_dates(dossier: Dossier, claims: list[Claim]) -> set[str | None]:
    """The date of the release of some claims, else those of their documents."""
    release = claims[0].release
    dated = dossier.events[release].date if release is not None else None
    return {dated} if dated else {dossier.sources[claim.source].published for claim in claims}


def place(said: str | None) -> tuple[bool, str, str]:
    return (True, "", "") if said is None else (False, *parse(said))


def suggested(dossier: Dossier, claim: str) -> tuple[float, float] | None:
    q = quantity(dossier, claim)
    words = q.under("default") if q is not None else None
    return words.suggested if words is not None else None


def change(dossier: Dossier, before: str, now: str) -> str:
    """How what one claim suggests lies to what another does."""
    one, two = suggested(dossier, before), suggested(dossier, now)
    if one is None or two is None:
        return ""
    if two[0] > one[1]:
        return "up"
    return "down" if two[1] < one[0] else "same"


def check_profile(dossier: Dossier, body: str) -> None:
    """Hold all series of a body against the claims that it stands behind."""
    found = own_figures(dossier, body)
    expected = Counter((subject(dossier, body, c), utterance(c)) for c in told_by(dossier, body))
    found_in: Counter[tuple[object, object]] = Counter()
    for series in found:
        about = (series.measure, series.scope, series.status)
        for point in series.points:
            claim = dossier.claims[point.claim]
            told = [
                c
                for c in told_by(dossier, body)
                if subject(dossier, body, c) == about and utterance(c) == utterance(claim)
            ]
            assert claim in told
            assert point.said in said_dates(dossier, told)
            found_in[about, utterance(claim)] += len(point.told)
        dates = [place(point.said) for point in series.points]
        assert dates == sorted(dates)
        if dossier.meta.preset == "default":
            changes = [change(dossier, a.claim, b.claim) for a, b in pairwise(series.points)]
            assert [point.change for point in series.points] == ["first", *changes]
    assert found_in == expected
    assert len({(s.measure, s.scope, s.status) for s in found}) == len(found)
    order = list(dossier.measures)
    ranks = [(-len(series.points), order.index(series.measure)) for series in found]
    assert ranks == sorted(ranks)


@quick
@given(worlds(2, 8))
def test_each_figure_of_a_body_is_in_one_point_and_steps_are_in_order(made: World) -> None:
    dossier = made.dossier()
    for body in BODIES:
        check_profile(dossier, body)


@st.composite
def one_measure(draw: st.DrawFn) -> World:
    """Up to eight figures by one body, in few releases and documents."""
    made = world()
    for number, day in enumerate(("2025-01-06", "2025-02", "2025-02-20"), 1):
        made.release(f"briefing-{number}", "north", day)
    for _ in range(draw(st.integers(1, 8))):
        fig = figure(
            draw(st.sampled_from(["exact", "none", "at_least", "up_to"])),
            draw(st.sampled_from([100, 300, 1000, 1100])),
        )
        made.claim(
            "there",
            draw(st.sampled_from([fig, fig, fig, figure("few")])),
            chain=draw(st.sampled_from([("north",), ("chief",), ("south",), ("south", "north")])),
            release=draw(st.sampled_from([None, "briefing-1", "briefing-2", "briefing-3"])),
            published=draw(st.sampled_from(["2025-01-20", "2025-03-01", None])),
        )
    return made


@quick
@given(one_measure())
def test_the_steps_of_one_measure(made: World) -> None:
    dossier = made.dossier()
    for body in BODIES:
        check_profile(dossier, body)


def test_figures_of_a_body_rise_stay_and_fall() -> None:
    made = world()
    numbers = [(1000, "first"), (1100, "up"), (1100, "same"), (500, "down"), (None, ""), (600, "")]
    for month in range(1, len(numbers) + 1):
        made.release(f"month-{month}", "north", f"2025-{month:02d}-01")
    # In another order than that in which they were said.
    claims = {}
    for month, (n, _) in sorted(enumerate(numbers, 1), reverse=True):
        fig = figure("few") if n is None else figure("exact", n)
        claims[month] = made.claim("there", fig, release=f"month-{month}")

    assert only_series(made) == Series(
        "there",
        ClaimScope(),
        "counted",
        tuple(
            Point(claims[month], f"2025-{month:02d}-01", how, (claims[month],))
            for month, (n, how) in enumerate(numbers, 1)
        ),
    )


def test_figures_that_overlap_in_what_they_suggest_are_the_same() -> None:
    made = world()
    made.claim("there", figure("at_least", 300), by="north", published="2025-01-01")
    made.claim("there", figure("none", 400), by="north", published="2025-02-01")
    made.claim("there", figure("exact", 441), by="north", published="2025-03-01")
    assert [point.change for point in only_series(made).points] == ["first", "same", "up"]


def test_a_release_is_one_point_however_often_it_is_told_in_its_narrowest_words() -> None:
    made = world()
    made.release("briefing", "north", "2025-01-06")
    wide = made.claim(
        "there", figure("between", 500, 4000), release="briefing", published="2025-05-01"
    )
    narrow = made.claim("there", figure("none", 1000), release="briefing")
    few = made.claim("there", figure("few"), release="briefing", published=None)
    assert only_series(made).points == (Point(narrow, "2025-01-06", "first", (wide, narrow, few)),)


def test_without_a_release_each_document_is_a_point_of_its_own_date() -> None:
    made = world()
    undated = made.claim("there", figure("exact", 10), by="north", published=None)
    late = made.claim("there", figure("exact", 10), by="north", published="2025-02-01")
    early = made.claim("there", figure("exact", 10), by="north", published="2025-01-01")
    again = made.claim("there", figure("none", 10), by="north", source=early.partition(".")[0])
    assert only_series(made).points == (
        Point(early, "2025-01-01", "first", (early, again)),
        Point(late, "2025-02-01", "same", (late,)),
        Point(undated, None, "same", (undated,)),
    )


def test_an_undated_release_has_the_date_of_its_document() -> None:
    made = world()
    made.release("briefing", "north", None)
    made.claim("there", figure("exact", 10), release="briefing", published="2025-02-01")
    assert [point.said for point in only_series(made).points] == ["2025-02-01"]


def test_what_is_said_counts_and_not_what_it_is_said_of() -> None:
    made = world()
    later = made.claim(
        "there", figure("exact", 10), by="north", published="2025-06-01", as_of="2024-01-01"
    )
    sooner = made.claim(
        "there", figure("exact", 20), by="north", published="2025-05-01", as_of="2024-02-01"
    )
    assert [point.claim for point in only_series(made).points] == [sooner, later]


def test_a_person_counts_as_the_body_and_others_do_not() -> None:
    made = world()
    made.release("briefing", "chief", "2025-01-06")
    fig = figure("exact", 10)
    own = {
        made.claim("there", fig, by="north"),
        made.claim("there", fig, by="chief"),
        made.claim("there", fig, chain=("south", "chief")),
    }
    # Whoever relays another in a release of their own: a full chain says whose figure it is.
    made.claim("there", fig, release="briefing", chain=("south",))
    made.claim("there", fig, by="south")
    made.claim("there", fig, chain=("north", "south"))
    made.claim("there", fig, by="north", lineage="partial")
    made.claim("there", fig, by="officials")
    made.claim("there", fig)
    assert {point.claim for point in only_series(made).points} == own


def test_an_outlet_has_what_it_says_itself() -> None:
    made = world()
    paper = made.source("paper")
    own = made.claim("there", figure("exact", 10), source=paper)
    made.claim("there", figure("exact", 20), source=paper, by="north")
    assert [point.claim for point in only_series(made, "paper-outlet").points] == [own]


def test_dates_of_events_and_statements_without_a_figure_are_not_there() -> None:
    made = world()
    made.claim("day", "2025-01-20", by="north")
    made.claim(by="north")
    assert own_figures(made.dossier(), "north") == ()


def test_each_measure_scope_and_status_is_a_series_the_longest_first() -> None:
    made = world()
    told: dict[str, Any] = {"fig": figure("exact", 10), "by": "north"}
    made.claim("there", **told)
    made.claim("there", **told, place="oblast")
    made.claim("there", **told, place="town")
    made.claim("there", **told, modality="expected")
    made.claim("there", **told, modality="denied")
    made.claim("dead", **told)
    made.claim("dead", **told)
    dead, *rest = own_figures(made.dossier(), "north")
    assert (dead.measure, len(dead.points)) == ("dead", 2)
    assert {(s.measure, s.scope.place, s.status, len(s.points)) for s in rest} == {
        ("there", None, "counted", 1),
        ("there", "oblast", "counted", 1),
        ("there", "town", "counted", 1),
        ("there", None, "expected", 1),
        ("there", None, None, 1),
    }
    assert len(rest) == 5


def test_an_unstated_place_is_the_one_that_is_stated_where_only_one_is() -> None:
    made = world()
    told: dict[str, Any] = {"fig": figure("exact", 10), "by": "north"}
    made.claim("there", **told)
    made.claim("there", **told, place="oblast")
    (series,) = own_figures(made.dossier(), "north")
    assert (series.scope.place, len(series.points)) == ("oblast", 2)


def test_of_series_that_are_as_long_the_measures_keep_their_order() -> None:
    made = world()
    for measure in ("dead", "there"):
        made.claim(measure, figure("exact", 10), by="north")
    assert [series.measure for series in own_figures(made.dossier(), "north")] == ["there", "dead"]


def test_an_agent_that_is_not_there_is_an_error_and_a_silent_one_has_none() -> None:
    dossier = world().dossier()
    with pytest.raises(KeyError):
        own_figures(dossier, "nobody")
    assert own_figures(dossier, "south") == ()


def test_the_order_of_records_does_not_date_an_undated_release() -> None:
    made = world()
    made.release("briefing", "north", None)
    for day in ("2025-06-01", "2025-01-01"):
        made.claim("there", figure("none", 10), release="briefing", published=day)
    made.claim("there", figure("none", 100), by="north", published="2025-03-01")
    data = made.data()
    turned = {**data, "claims": dict(reversed(data["claims"].items()))}
    (one,), (two,) = (own_figures(Dossier.from_data(d), "north") for d in (data, turned))
    assert [p._replace(told=()) for p in one.points] == [p._replace(told=()) for p in two.points]


def test_a_release_and_a_document_of_the_same_id_are_two_steps() -> None:
    made = world()
    made.release("briefing", "north", "2025-01-06")
    made.claim("there", figure("exact", 10), release="briefing")
    made.claim("there", figure("exact", 1000), by="north", source=made.source("briefing"))
    assert [point.change for point in only_series(made).points] == ["first", "up"]


def test_a_change_is_judged_under_the_preset_of_the_dossier() -> None:
    made = World("strict")
    made.measure("there", "stock")
    made.agent("north")
    made.claim("there", figure("none", 4000), by="north", published="2025-01-01")
    made.claim("there", figure("none", 4300), by="north", published="2025-02-01")
    assert [point.change for point in only_series(made).points] == ["first", "up"]


# ---- the shipped dossier


def test_every_figure_of_the_shipped_dossier_is_in_the_profile_of_its_body() -> None:
    for agent in SHIPPED.agents:
        check_profile(SHIPPED, agent)


def test_the_engineers_to_be_sent_are_one_point_told_three_times() -> None:
    found = [
        point
        for series in own_figures(SHIPPED, "hur")
        if (series.measure, series.scope.within) == ("sent", "engineer-deployment")
        for point in series.points
    ]
    assert [(point.change, len(point.told)) for point in found] == [("first", 3)]
