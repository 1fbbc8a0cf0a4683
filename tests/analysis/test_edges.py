"""The edge of each amendment of the second round."""

from __future__ import annotations

from typing import Any

import pytest

from kursk_tui.analysis.disagreements.listing import disagreements, rank
from kursk_tui.analysis.ladder.compare import compare
from kursk_tui.analysis.ladder.quantities import is_slip
from kursk_tui.analysis.ladder.reading import (
    NOT_ESTABLISHED,
    ONE_SIDE,
    SAME,
    TWO,
    UNKNOWN,
    Reading,
    Step,
    Why,
)
from kursk_tui.analysis.ladder.releases import tellings
from kursk_tui.words.sentences import sentence
from tests.analysis.build import World, figure

Fields = dict[str, Any]
HIGH, LOW = figure("exact", 1000), figure("exact", 200)


def told(world: World, reading: Reading) -> str:
    return sentence(world.dossier(), reading)


# ---- movement


def moving_world(*, ledger: bool = True, date: str | None = "2024-10-20/2024-11-30") -> World:
    """A stock that a ledger adds to by what is sent, and takes from by who goes home."""
    world = World()
    for measure in ("sent", "home"):
        world.measure(measure)
    world.measure("there", "stock")
    world.event("build-up", date=date)
    world.event("return", date="2025-01-10/2025-01-20")
    plain: Fields = {"by": "nis", "as_of": "2025-06-01"}
    sent = world.claim("sent", figure("exact", 11000), within="build-up", **plain)
    home = world.claim("home", figure("exact", 3000), within="return", **plain)
    there = world.claim("there", figure("exact", 8000), **plain)
    if ledger:
        world.identity("books", "ledger", there, sent, f"-{home}")
    return world


def moved(
    world: World, early: tuple[str, float], late: tuple[str, float], **fields: Any
) -> Reading:
    one, two = (
        world.claim("there", figure("exact", n), by=by, as_of=day, **fields)
        for by, (day, n) in (("hur", early), ("pentagon", late))
    )
    return world.compare(one, two)


def test_while_units_move_in_the_later_may_be_the_higher() -> None:
    world = moving_world()
    reading = moved(world, ("2024-10-30", 3000), ("2024-11-04", 11000))
    assert (reading.kind, reading.severity) == ("difference", 1)
    assert reading.why == Why("movement", "build-up")
    assert [(r.name, r.state) for r in reading.reasons] == [("movement", "covers")]
    text = told(world, reading)
    assert text.endswith('no contradiction: between the two moments "Build up" was under way')
    # And not the lower.
    assert moved(moving_world(), ("2024-10-30", 11000), ("2024-11-04", 3000)).kind == "conflict"


def test_while_units_go_home_the_later_may_be_the_lower() -> None:
    reading = moved(moving_world(), ("2025-01-11", 11000), ("2025-01-18", 8000))
    assert (reading.kind, reading.why) == ("difference", Why("movement", "return"))
    assert moved(moving_world(), ("2025-01-11", 8000), ("2025-01-18", 11000)).kind == "conflict"


@pytest.mark.parametrize(
    ("early", "late", "kind"),
    [
        ("2024-10-30", "2024-10-30", "conflict"),
        ("2024-10-30", "2024-10-31", "difference"),
        ("2024-10-20/2024-10-31", "2024-10-31", "conflict"),  # they overlap
        ("2024-12-01", "2024-12-05", "conflict"),  # it was over
        ("2024-11-30", "2024-12-05", "difference"),  # its last day
        ("2024-10-10", "2024-10-19", "conflict"),  # it had not begun
        ("2024-10-10", "2024-10-20", "difference"),  # its first day
    ],
)
def test_the_event_must_be_going_on_between_two_moments(early: str, late: str, kind: str) -> None:
    assert moved(moving_world(), (early, 3000), (late, 11000)).kind == kind


def test_beyond_the_fortnight_it_is_date_that_explains() -> None:
    for late, why in (("2024-11-08", Why("movement", "build-up")), ("2024-11-09", Why("date"))):
        assert moved(moving_world(), ("2024-10-25", 3000), (late, 11000)).why == why


def test_without_a_ledger_or_a_dated_event_there_is_no_movement() -> None:
    for world in (moving_world(ledger=False), moving_world(date=None)):
        assert moved(world, ("2024-10-30", 3000), ("2024-11-04", 11000)).kind == "conflict"


def test_a_movement_explains_a_part_that_is_above_an_earlier_whole() -> None:
    world = moving_world()
    world.scope("oblast", "place")
    world.scope("town", "place", of="oblast")
    one = world.claim("there", figure("exact", 3000), by="hur", as_of="2024-10-30", place="oblast")
    two = world.claim(
        "there", figure("exact", 11000), by="pentagon", as_of="2024-11-04", place="town"
    )
    reading = world.compare(one, two)
    assert (reading.kind, reading.why) == ("difference", Why("movement", "build-up"))
    assert reading.gap is None


def test_a_misreading_says_of_no_movement() -> None:
    world = moving_world(date=None)
    world.event("other", date="2024-10-20/2024-11-30")
    world.claim("sent", figure("exact", 1), within="other", misreads_claim="s01.1")
    assert moved(world, ("2024-10-30", 3000), ("2024-11-04", 11000)).kind == "conflict"


# ---- closed and open events


@pytest.mark.parametrize(
    ("closed", "as_of", "kind"),
    [
        (True, "2025-08-01", "conflict"),
        (False, "2025-08-01", "difference"),
        (False, "2025-02-01", "conflict"),
    ],
    ids=["closed", "open, found later", "open, on one day"],
)
def test_the_dead_of_an_open_event_are_still_being_found(
    closed: bool, as_of: str, kind: str
) -> None:
    world = World()
    world.measure("dead", since="2024-01-01")
    world.event("strike", closed=closed)
    plain: Fields = {"measure": "dead", "within": "strike"}
    one = world.claim(fig=figure("exact", 90), by="north", as_of="2025-02-01", **plain)
    two = world.claim(fig=figure("exact", 110), by="south", as_of=as_of, **plain)
    assert world.compare(one, two).kind == kind


def test_an_open_event_inside_a_closed_one_is_not_closed_by_it() -> None:
    world = World()
    world.measure("dead")
    world.event("battle", closed=True)
    world.event("strike", of="battle")
    plain: Fields = {"measure": "dead", "within": "strike"}
    one = world.claim(fig=LOW, by="north", as_of="2025-02-01", **plain)
    two = world.claim(fig=HIGH, by="south", as_of="2025-08-01", **plain)
    assert world.compare(one, two).kind == "difference"


# ---- counting


def test_counting_unstated_compares_as_equal_but_makes_no_conflict() -> None:
    world = World()
    world.measure("dead")
    world.scope("confirmed", "counting")
    world.scope("by-name", "counting", of="confirmed")
    plain: Fields = {"measure": "dead", "as_of": "2025-02-01"}
    confirmed = world.claim(fig=HIGH, by="north", counting="confirmed", **plain)
    unstated = world.claim(fig=LOW, by="south", **plain)
    estimated = world.claim(fig=LOW, by="south", counting="estimated", **plain)
    by_name = world.claim(fig=LOW, by="south", counting="by-name", **plain)
    reading = world.compare(confirmed, unstated)
    # Only one of the two says how it counts: that weighs less than a conflict.
    assert (reading.kind, reading.severity, reading.why) == ("tension", 3, Why("counting"))
    assert Step("comparable?", "same", ((), ("counting",))) in reading.steps
    assert reading.steps[-1] == Step("explained?", "counting")
    assert "(Confirmed)" in told(world, reading)
    other = world.compare(confirmed, estimated)
    assert (other.kind, other.why) == ("incomparable", Why("counting"))
    # A stricter way of counting is a part of a wider one.
    assert world.compare(confirmed, by_name).kind == "compatible"


# ---- status


def forecasts(one: Fields, two: Fields) -> tuple[World, Reading]:
    world = World()
    world.measure("there", "stock")
    plain: Fields = {"measure": "there", "modality": "expected", "published": "2025-03-01"}
    first = world.claim(**{**plain, "fig": LOW, "by": "north", **one})
    second = world.claim(**{**plain, "fig": HIGH, "by": "south", **two})
    return world, world.compare(first, second)


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ("asserted", "expected", "incomparable"),
        ("asserted", "possible", "incomparable"),
        ("expected", "expected", "tension"),
        ("expected", "possible", "difference"),
        ("possible", "possible", "difference"),
    ],
)
def test_what_is_and_will_and_may_be(one: str, two: str, kind: str) -> None:
    _, reading = forecasts({"modality": one}, {"modality": two})
    assert reading.kind == kind


def test_the_verb_says_whether_it_will_or_may_be() -> None:
    world, reading = forecasts({}, {"modality": "possible"})
    text = told(world, reading)
    assert "North (in Outlet s01, 1 Mar 2025) expected exactly 200" in text
    assert "South (in Outlet s02, 1 Mar 2025) thought possible exactly 1,000 there" in text
    assert text.endswith("no contradiction: one only says what might be")


def test_a_later_forecast_of_one_origin_is_a_revision_of_another_a_tension_at_most() -> None:
    later: Fields = {"published": "2025-03-05"}
    _, own = forecasts({}, {**later, "by": "north"})
    assert (own.kind, own.severity, own.why) == ("revision", 1, Why("later forecast"))
    _, other = forecasts({}, later)
    assert (other.kind, other.why) == ("tension", Why("forecast"))
    # Said on one day it is none.
    _, same_day = forecasts({}, {"by": "north"})
    assert same_day.kind == "tension"


def test_the_moment_of_a_forecast_is_the_day_of_saying() -> None:
    """What two expect for one day, months apart, is no contradiction."""
    for as_of in (None, "2026-01"):
        _, reading = forecasts(
            {"as_of": as_of, "published": "2025-01-01"},
            {"as_of": as_of, "published": "2025-06-01"},
        )
        assert (reading.kind, reading.why) == ("difference", Why("date"))
        assert reading.a.when.date == "2025-01-01"


# ---- origins


def sides() -> World:
    world = World()
    world.measure("there", "stock")
    world.agent("land", "state")
    world.agent("service", "intelligence", party="land")
    world.agent("staff", "military", party="land")
    world.agent("head", "person", of="land")
    world.agent("spokesman", "person", of="service")
    world.agent("other", "state")
    return world


@pytest.mark.parametrize(
    ("one", "two", "tie", "origins", "severity"),
    [
        ("service", "other", TWO, 2, 4),
        ("land", "other", TWO, 2, 4),
        ("service", "staff", ONE_SIDE, 2, 3),
        ("head", "staff", ONE_SIDE, 2, 3),
        ("land", "service", NOT_ESTABLISHED, 1, 3),
        ("land", "head", NOT_ESTABLISHED, 1, 3),
        ("service", "spokesman", SAME, 1, 3),
        ("service", None, UNKNOWN, 1, 2),
    ],
)
def test_who_speaks_for_whom(
    one: str, two: str | None, tie: str, origins: int, severity: int
) -> None:
    world = sides()
    plain: Fields = {"measure": "there", "as_of": "2025-02-01"}
    first = world.claim(fig=HIGH, by=one, **plain)
    lineage = "full" if two else "unknown"
    second = world.claim(fig=LOW, by=two, lineage=lineage, **plain)
    reading = world.compare(first, second)
    assert (reading.kind, reading.severity) == ("conflict", severity)
    assert (reading.tie, reading.origins) == (tie, origins)
    text = told(world, reading)
    assert ("both speak for one side, Land" in text) == (tie == ONE_SIDE)
    assert ("may be one voice" in text) == (tie == NOT_ESTABLISHED)
    (row,) = disagreements(world.dossier()).rows
    # Origins, whole chains, stated moments, two bodies of one day; no page was read in full.
    assert row.firmness == 2 + (tie in (SAME, TWO)) + (tie == TWO) - (two is None)


def test_two_counts_of_one_day_stand_before_a_stock_of_two_days() -> None:
    world = sides()
    world.measure("dead")
    days = {"there": ("2025-02-01", "2025-02-02"), "dead": ("2025-02-01", "2025-02-01")}
    for measure, (one, two) in days.items():
        # The stock is the wider apart.
        low = figure("exact", 400 if measure == "there" else 600)
        world.claim(measure, figure("exact", 1000), by="service", as_of=one)
        world.claim(measure, low, by="other", as_of=two)
    rows = disagreements(world.dossier()).rows
    assert [(row.kind, row.severity) for row in rows] == [("conflict", 3), ("conflict", 3)]
    assert [row.pair.a.measure for row in rows if row.pair] == ["dead", "there"]
    assert rows[0].gap < rows[1].gap
    assert [row.firmness for row in rows] == [4, 2]


def test_one_page_that_has_both_is_no_second_document() -> None:
    world = sides()
    page = world.source("page")
    for by, n in (("service", 1000), ("other", 600)):
        world.claim("there", figure("exact", n), by=by, as_of="2025-02-01", source=page)
    (row,) = disagreements(world.dossier()).rows
    assert row.firmness == 3


@pytest.mark.parametrize("is_misread", [True, False])
def test_what_a_page_makes_of_a_figure_is_as_firm_as_the_figure(is_misread: bool) -> None:
    """Nobody is named for it, and only the page is dated: that it prints it is seen there."""
    world = sides()
    world.measure("losses")
    world.measure("dead", of="losses")
    pages = [world.source(name, reading="checked") for name in ("first", "second")]
    right = world.claim(
        "losses", figure("exact", 6000), by="service", as_of="2025-02-01", source=pages[0]
    )
    plain: Fields = {"by": None, "chain": ("other",), "lineage": "partial", "source": pages[1]}
    if is_misread:
        world.claim("dead", figure("exact", 6000), misreads_claim=right, **plain)
    else:
        # Less than was given before the page: be it as old as may be, it is out of date.
        world.claim("losses", figure("exact", 4000), **plain)
    (row,) = disagreements(world.dossier()).rows
    assert (row.kind, row.severity) == ("told as" if is_misread else "tension", 2)
    assert row.firmness == 4


def test_more_than_was_given_before_is_not_out_of_date() -> None:
    world = sides()
    world.measure("losses")
    world.claim("losses", figure("exact", 6000), by="service", as_of="2025-03-05")
    plain: Fields = {"by": None, "chain": ("other",), "lineage": "partial"}
    world.claim("losses", figure("exact", 8000), published="2025-03-01", **plain)
    (row,) = disagreements(world.dossier()).rows
    assert (row.kind, row.severity, row.firmness) == ("tension", 2, 0)


@pytest.mark.parametrize(
    ("lineage", "reading", "firmness"),
    [
        ("full", "registered", 3),
        ("full", "checked", 4),
        ("unknown", "checked", 3),
        ("unknown", "registered", 2),
    ],
)
def test_an_identity_says_itself_what_may_be_joined(
    lineage: str, reading: str, firmness: int
) -> None:
    """Its terms need no origins of two sides, and no moments but that of their pages."""
    world = World()
    world.measure("losses")
    world.measure("dead", of="losses")
    by = "north" if lineage == "full" else None
    ids: list[str] = []
    for measure, n in (("losses", 50), ("dead", 60), ("dead", 70)):
        page = world.source(f"page-{len(ids)}", reading=reading)
        fields: Fields = {"by": by, "lineage": lineage, "source": page}
        ids.append(world.claim(measure, figure("exact", n), **fields))
    world.identity("sum", "sum", *ids)
    (row,) = [row for row in disagreements(world.dossier()).rows if row.kind == "residual"]
    assert row.firmness == firmness


def test_what_a_paper_says_without_attribution_has_no_origin() -> None:
    world = sides()
    own = world.claim("there", HIGH, as_of="2025-02-01")
    background = world.claim("there", LOW, lineage="unknown", as_of="2025-02-01")
    reading = world.compare(own, background)
    assert (reading.tie, reading.origins) == (UNKNOWN, 1)
    assert "Outlet s02 (no source named; as of 1 Feb 2025)" in told(world, reading)


# ---- no ratio between a part and the whole


def test_a_part_and_its_whole_have_no_ratio() -> None:
    world = World()
    world.measure("losses")
    world.measure("dead", of="losses")
    plain: Fields = {"as_of": "2025-02-01"}
    one = world.claim("dead", figure("exact", 9000), by="north", **plain)
    two = world.claim("losses", figure("exact", 100), by="south", **plain)
    reading = world.compare(one, two)
    assert (reading.kind, reading.severity, reading.gap) == ("conflict", 3, None)
    assert "times apart" not in told(world, reading)
    world.claim("dead", figure("exact", 6000), by="east", **plain)
    rows = disagreements(world.dossier()).rows
    # The gravest first, then those with a ratio, then the others.
    assert [(row.severity, row.gap) for row in rows] == [(3, 1.5), (3, 0.0), (3, 0.0)]
    assert list(rows) == sorted(rows, key=rank)


def test_one_event_and_the_total_have_no_ratio() -> None:
    world = World()
    world.measure("dead")
    world.event("strike")
    one = world.claim("dead", figure("exact", 11), by="north", within="strike", as_of="2025-02-01")
    two = world.claim("dead", figure("exact", 4000), by="south", as_of="2025-02-01")
    reading = world.compare(one, two)
    assert (reading.kind, reading.gap) == ("difference", None)
    assert "times apart" not in told(world, reading)


# ---- growth


@pytest.mark.parametrize(
    ("early", "kind", "why"),
    [
        ("2024-11-18", "difference", Why("date untested")),
        ("2024-11-19", "tension", Why("fast growth")),
    ],
    ids=["13 days after the start", "14 days"],
)
def test_of_the_pace_of_the_first_fortnight_nothing_is_said(
    early: str, kind: str, why: Why
) -> None:
    world = World()
    world.measure("dead", since="2024-11-05")
    one = world.claim("dead", figure("exact", 10), by="north", as_of=early)
    two = world.claim("dead", figure("exact", 3000), by="south", as_of="2024-11-25")
    reading = world.compare(one, two)
    assert (reading.kind, reading.why) == (kind, why)
    if kind == "difference":
        assert [(r.name, r.state) for r in reading.reasons] == [("date", "untested")]
        assert reading.growth is None


def test_a_month_counts_from_its_first_day() -> None:
    world = World()
    world.measure("dead", since="2024-11")
    one = world.claim("dead", figure("exact", 100), by="north", as_of="2025-01-13")
    two = world.claim("dead", figure("exact", 3000), by="south", as_of="2025-02-14")
    growth = world.compare(one, two).growth
    assert growth is not None
    assert (growth.days, growth.since_days) == (32, 105)


# ---- series


def test_a_share_of_a_moving_front_is_compared_on_one_day_only() -> None:
    for second, kind in (("2025-02-25", "conflict"), ("2025-03-12", "difference")):
        world = World()
        world.measure("regained", "share")
        one = world.claim("regained", figure("none", 64), by="north", as_of="2025-02-20")
        two = world.claim("regained", figure("none", 86), by="south", as_of=second)
        assert world.compare(one, two).kind == kind


# ---- the future


@pytest.mark.parametrize(
    ("as_of", "published", "modality", "expected"),
    [
        ("2025-03-02", "2025-03-01", "asserted", False),  # a day's grace
        ("2025-03-03", "2025-03-01", "asserted", True),
        ("2025-04", "2025-03", "asserted", False),
        ("2025-05", "2025-03", "asserted", True),
        ("2025-03/2025-06", "2025-03-01", "asserted", False),
        ("2025-03-03", "2025-03-01", "expected", False),
        ("2025-03-03", "2025-03-01", "possible", False),
        ("2025-03-03", "2025-03-01", "denied", False),
        ("2025-03-03", None, "asserted", False),
        ("2025-03-03", "2025-03-01/..", "asserted", False),
        ("2025-03-03", "2025-03-01~", "asserted", False),
        ("2025-03-04", "2025-03-01~", "asserted", True),
    ],
)
def test_what_lies_in_the_future_of_its_page(
    as_of: str, published: str | None, modality: str, expected: bool
) -> None:
    for basis in ("cumulative", "stock", "flow", "share"):
        world = World()
        world.measure("counted", basis)
        fields: Fields = {"as_of": as_of, "published": published, "modality": modality}
        claim = world.claim("counted", HIGH, by="north", **fields)
        other = world.claim("counted", LOW, by="south", as_of="2025-02-20")
        dossier = world.dossier()
        assert is_slip(dossier, dossier.claims[claim]) is expected
        rows = disagreements(dossier).rows
        assert [r.target for r in rows if r.kind == "slip"] == ([f"claim:{claim}"] * expected)
        if expected:
            assert all(claim not in row.claims for row in rows if row.kind != "slip")
            assert compare(dossier, claim, other).why == Why("slip")
            assert len(rows) == 1


# ---- what the words do not bear


def test_no_pace_is_measured_by_the_date_of_a_page() -> None:
    world = World()
    world.measure("dead", since="2024-10")
    early: Fields = {"by": "north", "published": "2025-01-10"}
    one = world.claim("dead", figure("exact", 100), **early)
    two = world.claim("dead", figure("exact", 1000), by="south", as_of="2025-01-20")
    reading = world.compare(one, two)
    assert (reading.kind, reading.why) == ("difference", Why("date untested"))
    # The same moment, once it is stated, leaves a tension.
    stated = world.claim("dead", figure("exact", 100), by="north", as_of="2025-01-10")
    assert world.compare(stated, two).why == Why("fast growth")


def test_a_floor_does_not_fall_below_what_was_said_before() -> None:
    world = World()
    world.measure("dead")
    for n, day in enumerate(("2025-01-21", "2025-02-14", "2025-03-01")):
        world.release(f"say-{n}", "office", day)
    first = world.claim("dead", figure("none", 4000), release="say-0")
    floor = world.claim("dead", figure("at_least", 2500), release="say-1")
    fallen = world.claim("dead", figure("none", 2500), release="say-2")
    assert world.compare(first, floor).why == Why("later release")
    assert world.compare(first, fallen).why == Why("falls")


def test_more_than_a_number_of_the_whole_fits_that_number_of_a_part() -> None:
    """More than 1,000 hit, of whom 1,000 wounded: reported in two ways they are not."""
    world = World()
    world.measure("hit")
    world.measure("wounded", of="hit")
    world.release("briefing", "service", "2024-12-19")
    whole = world.claim("hit", figure("more_than", 1000), release="briefing")
    part = world.claim("wounded", figure("none", 1000), release="briefing")
    assert world.compare(whole, part).kind != "variance"
    told_so = world.claim("wounded", figure("more_than", 1000), release="briefing")
    assert world.compare(whole, told_so).why == Why("two measures")


def test_a_number_that_is_printed_stands_before_a_share() -> None:
    world = World()
    world.measure("sent")
    world.measure("hit", of="sent")
    world.release("briefing", "service", "2025-01-22")
    page = world.source("page", published="2025-01-22")
    sent = world.claim("sent", figure("about", 11000), release="briefing", source=page)
    half = {"written": "nearly 40%", "low": 40, "high": 40, "hedge": "nearly"}
    for _ in range(2):
        world.claim("hit", half, of=sent, release="briefing", source=page)
    number = world.claim("hit", figure("none", 4000), release="briefing", source=page)
    assert tellings(world.dossier()).stands(number)
