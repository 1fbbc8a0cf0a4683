"""Each rung of the ladder by itself, at its edges."""

from __future__ import annotations

from math import inf
from typing import Any

import pytest

from kursk_tui.analysis.disagreements.listing import competing, disagreements
from kursk_tui.analysis.disagreements.pairs import Finder
from kursk_tui.analysis.identities.ledger import derived, residual
from kursk_tui.analysis.ladder.compare import compare
from kursk_tui.analysis.ladder.quantities import within_relation
from kursk_tui.analysis.ladder.reading import Hinge, Reading, Step, Why
from kursk_tui.model.figures import Interval
from tests.analysis.build import World, figure

Fields = dict[str, Any]
HIGH = figure("exact", 1000)
LOW = figure("exact", 500)


def base(preset: str = "default") -> World:
    """Two trees of measures, two of populations, two of places, two of events."""
    world = World(preset)
    world.measure("losses", since="2024-01-01")
    world.measure("dead", of="losses", since="2024-01-01")
    world.measure("hurt", of="losses", since="2024-01-01")
    world.measure("gone", since="2024-01-01")
    world.measure("there", "stock")
    world.measure("there-fit", "stock", of="there")
    world.measure("shots", "flow")
    world.measure("regained", "share")
    world.measure("day", "date")
    for kind, whole, part, other in (
        ("population", "troops", "engineers", "civilians"),
        ("place", "oblast", "town", "elsewhere"),
    ):
        world.scope(whole, kind)
        world.scope(part, kind, of=whole)
        world.scope(other, kind)
    world.event("war")
    world.event("wave", of="war")
    world.event("fair")
    world.event("strike", closed=True)
    return world


def read(a: Fields, b: Fields, *, world: World | None = None, measure: str = "there") -> Reading:
    """The reading of two claims of two bodies, together in time unless said otherwise."""
    world = world or base()
    plain_a: Fields = {"measure": measure, "fig": HIGH, "by": "north", "as_of": "2025-03-01"}
    plain_b: Fields = {"measure": measure, "fig": LOW, "by": "south", "as_of": "2025-03-01"}
    return world.compare(world.claim(**{**plain_a, **a}), world.claim(**{**plain_b, **b}))


def step(reading: Reading, name: str) -> Step:
    return next(s for s in reading.steps if s.name == name)


# ---- 1. recorded


def test_a_denial_weighs_3_and_an_exclusion_2() -> None:
    for how, severity in (("denies", 3), ("excludes", 2)):
        world = base()
        one = world.claim(by="north")
        other: Fields = {how: one}
        reading = world.compare(one, world.claim(by="south", **other))
        assert (reading.kind, reading.severity, reading.tier) == ("conflict", severity, "recorded")
        assert reading.why == Why(how)
        assert reading.hinge is None


def test_what_is_recorded_comes_before_figures_and_ties() -> None:
    world = base()
    one = world.claim("there", HIGH, by="north", as_of="2025-03")
    two = world.claim("there", HIGH, by="south", as_of="2025-03", denies=one)
    three = world.claim("there", HIGH, by="south", as_of="2025-03")
    world.identity("sum", "sum", one, two, three)
    assert world.compare(one, two).tier == "recorded"
    assert world.compare(one, three).kind == "incomparable"


def test_a_denial_and_its_figures_make_one_row() -> None:
    world = base()
    one = world.claim("there", HIGH, by="north", as_of="2025-03")
    world.release("briefing", "south", "2025-03-01")
    world.claim("there", LOW, release="briefing", as_of="2025-03", denies=one)
    world.claim("there", LOW, release="briefing", as_of="2025-03")
    (row,) = disagreements(world.dossier()).rows
    assert (row.kind, row.severity, row.echoes) == ("conflict", 3, 1)


def test_two_denials_without_figures_are_two_rows() -> None:
    world = base()
    world.release("briefing", "south", "2025-03-01")
    for _ in range(2):
        world.claim(release="briefing", denies=world.claim(by="north"))
    assert len(disagreements(world.dossier()).rows) == 2


def test_members_of_one_identity_are_tied_and_others_are_not() -> None:
    world = base()
    one = world.claim("there", HIGH, by="north", as_of="2025-03")
    two = world.claim("there", LOW, by="north", as_of="2025-03")
    three = world.claim("there", LOW, by="north", as_of="2025-03")
    apart = world.claim("there", LOW, by="south", as_of="2025-03")
    world.identity("sum", "sum", one, two, three)
    tied = world.compare(one, two)
    assert (tied.kind, tied.severity) == ("incomparable", 0)
    assert step(tied, "recorded") == Step("recorded", "identity", ("sum",))
    assert world.compare(one, apart).kind == "conflict"


# ---- 2. comparable


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        # One part of the other: only a part above its whole cannot hold.
        ({"measure": "there-fit"}, {}, "conflict"),
        ({}, {"measure": "there-fit"}, "compatible"),
        ({"population": "engineers"}, {"population": "troops"}, "conflict"),
        ({"population": "troops"}, {"population": "engineers"}, "compatible"),
        ({"place": "town"}, {"place": "oblast"}, "conflict"),
        ({"place": "oblast"}, {"place": "town"}, "compatible"),
        # All pointing the same way.
        ({"place": "town", "population": "engineers"}, {"place": "oblast"}, "conflict"),
        (
            {"place": "town", "population": "engineers", "measure": "there-fit"},
            {"place": "oblast", "population": "troops"},
            "conflict",
        ),
        # Mixed directions, other trees.
        (
            {"place": "town", "population": "troops"},
            {"place": "oblast", "population": "engineers"},
            "incomparable",
        ),
        ({"measure": "there-fit", "place": "oblast"}, {"place": "town"}, "incomparable"),
        ({"place": "town", "within": "war"}, {"place": "oblast", "within": "wave"}, "incomparable"),
        ({"population": "civilians"}, {"population": "troops"}, "incomparable"),
        ({"place": "elsewhere"}, {"place": "town"}, "incomparable"),
        ({"within": "wave"}, {"within": "fair"}, "incomparable"),
        ({"within": "wave"}, {"within": "2025-03"}, "incomparable"),
        ({"within": "2025-02"}, {"within": "2025-03"}, "incomparable"),
        ({"measure": "losses"}, {}, "incomparable"),
        # Unstated compares as equal.
        ({"place": "town"}, {}, "conflict"),
        ({}, {"place": "town"}, "conflict"),
        ({"population": "engineers"}, {}, "conflict"),
        # Counted with counted, expected with expected, a denial with neither.
        ({"modality": "expected"}, {}, "incomparable"),
        ({"modality": "possible"}, {}, "incomparable"),
        ({"modality": "denied"}, {}, "incomparable"),
        # Two who expect are in tension at most; what may be differs at most.
        ({"modality": "expected"}, {"modality": "expected"}, "tension"),
        ({"modality": "expected"}, {"modality": "possible"}, "difference"),
        ({"modality": "possible"}, {"modality": "possible"}, "difference"),
        ({"modality": "denied"}, {"modality": "expected"}, "incomparable"),
        # Counted by different rules.
        ({"counting": "confirmed"}, {"counting": "estimated"}, "incomparable"),
        ({"counting": "confirmed"}, {"counting": "confirmed"}, "conflict"),
        ({"counting": "confirmed"}, {}, "tension"),
    ],
)
def test_what_can_be_compared(a: Fields, b: Fields, kind: str) -> None:
    assert read(a, b).kind == kind


def test_an_unstated_scope_is_told() -> None:
    reading = read({"place": "town", "counting": "confirmed"}, {})
    assert step(reading, "comparable?").about == ((), ("place", "counting"))
    assert step(read({"place": "town"}, {"place": "town"}), "comparable?").about == ((), ())


def test_measures_of_two_bases_are_not_compared() -> None:
    for basis in ("date", "stock", "share", "flow"):
        world = base()
        world.measure("odd", basis, of="losses")
        fig = "2025-01" if basis == "date" else HIGH
        one = world.claim("odd", fig, by="north", as_of="2025-03-01")
        two = world.claim("losses", LOW, by="south", as_of="2025-03-01")
        assert world.compare(one, two).kind == "incomparable"


@pytest.mark.parametrize(
    ("a", "b", "way"),
    [
        (None, None, "="),
        ("wave", "wave", "="),
        ("wave", "war", "in"),
        ("war", "wave", "over"),
        ("wave", None, "in"),
        (None, "2025", "over"),
        ("2025-03", "2025", "in"),
        ("2025", "2025-03", "over"),
        ("2025-03", "2025-03-01/2025-03-31", "="),
        ("2025-03", "2025-04", None),
        ("2025-03", "war", None),
        ("wave", "fair", None),
    ],
)
def test_how_two_withins_relate(a: str | None, b: str | None, way: str | None) -> None:
    assert within_relation(base().dossier(), a, b) == way


def test_who_was_there_at_one_time_is_part_of_who_came_to_a_closed_event() -> None:
    for closed, kind in ((True, "conflict"), (False, "incomparable")):
        world = World()
        world.event("march", closed=closed)
        world.measure("attendance", "cumulative")
        world.measure("peak", "stock", of="attendance")
        peak = world.claim("peak", figure("exact", 300), by="north", within="march")
        came = world.claim("attendance", figure("exact", 100), by="south", within="march")
        few = world.claim("peak", figure("exact", 50), by="north", within="march")
        assert world.compare(peak, came).kind == kind
        assert world.compare(few, came).kind == ("compatible" if closed else "incomparable")


def test_words_without_a_number_are_incomparable() -> None:
    vague = figure("vague", written="hundreds or thousands")
    reading = read({"fig": vague}, {})
    assert (reading.kind, reading.why) == ("incomparable", Why("no number"))


# ---- 3. the same release


def one_release(a: Fields, b: Fields, *, one_page: bool = False) -> tuple[World, str, str]:
    world = base()
    world.release("briefing", "north", "2025-03-01")
    if one_page:
        page = world.source("page")
        a, b = {**a, "source": page}, {**b, "source": page}
    plain: Fields = {"measure": "there", "fig": HIGH, "release": "briefing"}
    return world, world.claim(**{**plain, **a}), world.claim(**{**plain, **b})


@pytest.mark.parametrize("one_page", [False, True], ids=["two documents", "one document"])
def test_one_release_told_alike_is_an_echo(one_page: bool) -> None:
    world, one, two = one_release({}, {"fig": figure("about", 1000)}, one_page=one_page)
    reading = world.compare(one, two)
    assert (reading.kind, reading.severity) == ("echo", 0)
    assert reading.why == Why("restated" if one_page else "other document")
    assert disagreements(world.dossier()).rows == ()
    # What one document says twice is not listed beside a claim either.
    assert len(competing(world.dossier(), one)) == (0 if one_page else 1)


@pytest.mark.parametrize(
    ("low", "severity"), [(500, 2), (334, 2), (333, 3)], ids=["twice", "gap 2.99", "gap 3.003"]
)
def test_one_release_told_with_two_figures_is_a_variance(low: float, severity: int) -> None:
    world, one, two = one_release({}, {"fig": figure("exact", low)})
    reading = world.compare(one, two)
    assert (reading.kind, reading.severity) == ("variance", severity)
    assert reading.gap == pytest.approx(1000 / low)


def test_variances_of_one_release_make_one_row() -> None:
    world, _, _ = one_release({}, {"fig": LOW})
    for _ in range(3):
        world.claim("there", HIGH, release="briefing")
    (row,) = disagreements(world.dossier()).rows
    # Its own wording against the one that differs; the echoes of its own are no variance.
    assert (row.kind, row.echoes) == ("variance", 0)
    world.claim("there", LOW, release="briefing")
    (row,) = disagreements(world.dossier()).rows
    assert (row.kind, row.echoes) == ("variance", 1)


def test_equal_wordings_of_one_release_are_echoes_that_nobody_weighs_and_are_counted() -> None:
    world, one, two = one_release({}, {})
    assert world.compare(one, two).kind == "echo"
    dossier = world.dossier()
    assert list(Finder(dossier).pairs(100)) == []
    assert disagreements(dossier).rows == ()
    other = world.claim("there", LOW, by="south", as_of="2025-03-01")
    (row,) = disagreements(world.dossier()).rows
    assert (row.kind, row.echoes) == ("conflict", 1)
    assert set(row.claims) == {one, two, other}


def test_words_for_a_number_are_read_as_printed_where_one_release_is_told_twice() -> None:
    world, one, two = one_release(
        {"fig": figure("vague", written="thousands")}, {"fig": figure("vague", written="dozens")}
    )
    assert world.compare(one, two).kind == "variance"
    (row,) = disagreements(world.dossier()).rows
    assert (row.kind, set(row.claims)) == ("variance", {one, two})


def test_what_a_document_says_twice_is_no_echo_of_a_row() -> None:
    world = base()
    world.release("briefing", "south", "2025-03-01")
    page = world.source("page")
    fields: Fields = {"release": "briefing", "as_of": "2025-03-01"}
    world.claim("there", HIGH, by="north", as_of="2025-03-01")
    for source in (page, page, None):
        world.claim("there", LOW, source=source, **fields)
    (row,) = disagreements(world.dossier()).rows
    assert (row.kind, len(row.claims), row.echoes) == ("conflict", 4, 1)


def test_dates_of_one_release_vary_too() -> None:
    world, one, two = one_release(
        {"measure": "day", "fig": "2025-01-01", "within": "wave"},
        {"measure": "day", "fig": "2025-02-10", "within": "wave"},
    )
    reading = world.compare(one, two)
    assert (reading.kind, reading.severity, reading.days) == ("variance", 3, 40)


def test_one_number_under_a_measure_and_its_part_is_a_variance() -> None:
    world, one, two = one_release({"measure": "dead"}, {"measure": "losses"})
    reading = world.compare(one, two)
    assert (reading.kind, reading.severity) == ("variance", 2)
    assert reading.why == Why("two measures")
    (row,) = disagreements(world.dossier()).rows
    assert row.kind == "variance"


@pytest.mark.parametrize(
    ("a", "b", "one_page"),
    [
        ({"measure": "dead"}, {"measure": "losses"}, True),
        ({"measure": "dead"}, {"measure": "hurt"}, False),
        ({"measure": "dead"}, {"measure": "gone"}, False),
        ({"measure": "dead", "fig": LOW}, {"measure": "losses"}, False),
        ({"measure": "dead"}, {"measure": "losses", "fig": LOW}, False),
        ({"measure": "dead", "modality": "denied"}, {"measure": "losses"}, False),
        ({"measure": "dead", "modality": "expected"}, {"measure": "losses"}, False),
    ],
    ids=[
        "one page",
        "siblings",
        "other tree",
        "other number",
        "a part above",
        "denied",
        "expected",
    ],
)
def test_different_measures_of_one_release_are_no_pair(
    a: Fields, b: Fields, one_page: bool
) -> None:
    world, one, two = one_release(a, b, one_page=one_page)
    assert world.compare(one, two).kind == "incomparable"
    assert disagreements(world.dossier()).rows == ()


def test_another_scope_in_one_release_walks_on() -> None:
    world, one, two = one_release(
        {"place": "town", "as_of": "2025-03-01"},
        {"place": "oblast", "as_of": "2025-03-01", "fig": LOW},
    )
    assert world.compare(one, two).kind == "conflict"


# ---- 4. the same origin


def two_releases(
    a: Fields, b: Fields, *, measure: str = "losses", second: str = "2025-04-01"
) -> Reading:
    world = base()
    world.release("first", "north", "2025-03-01")
    world.release("second", "north", second)
    one = world.claim(**{"measure": measure, "fig": LOW, "release": "first", **a})
    two = world.claim(**{"measure": measure, "fig": HIGH, "release": "second", **b})
    return world.compare(one, two)


def test_a_later_figure_of_one_origin_is_a_revision() -> None:
    reading = two_releases({}, {})
    assert (reading.kind, reading.severity, reading.gap) == ("revision", 1, 2)
    assert reading.same_lineage


def test_two_figures_of_one_origin_on_two_days_are_a_revision_without_releases() -> None:
    """Dated by themselves or by their pages, and of one day nobody knows which came first."""
    days = ("2025-03-01", "2025-03-05")
    for field, later, falls in (
        ("as_of", "later figure", "falls"),
        ("published", "later page", "page falls"),
    ):
        for figs, why, severity in (((LOW, HIGH), later, 1), ((HIGH, LOW), falls, 2)):
            world = base()
            one, two = (
                world.claim("dead", fig, by="north", **{field: day})
                for fig, day in zip(figs, days, strict=True)
            )
            reading = world.compare(one, two)
            assert (reading.kind, reading.why) == ("revision", Why(why))
            assert reading.severity == severity
    same = read({"by": "north"}, {"by": "north"}, measure="dead")
    assert same.kind == "conflict"
    assert step(same, "same origin").found == "no releases"


def test_a_cumulative_count_that_falls_weighs_2() -> None:
    falls = two_releases({"fig": HIGH}, {"fig": LOW})
    assert (falls.kind, falls.severity, falls.why) == ("revision", 2, Why("falls"))
    assert two_releases({"fig": HIGH}, {"fig": LOW}, measure="there").severity == 1


@pytest.mark.parametrize("as_of", ["2025-01", "2025-01-31"])
def test_where_moments_are_the_same_the_later_release_tells_what_fell(as_of: str) -> None:
    same = {"as_of": as_of}
    assert two_releases({**same, "fig": HIGH}, {**same, "fig": LOW}).severity == 2
    assert two_releases({**same, "fig": LOW}, {**same, "fig": HIGH}).severity == 1
    # Said on one day as well: nothing tells which is the later.
    for first, second in ((HIGH, LOW), (LOW, HIGH)):
        reading = two_releases({**same, "fig": first}, {**same, "fig": second}, second="2025-03-01")
        assert (reading.kind, reading.severity) == ("revision", 1)


def test_the_later_moment_counts_before_the_later_release() -> None:
    reading = two_releases({"fig": HIGH, "as_of": "2025-02"}, {"fig": LOW, "as_of": "2025-01"})
    assert (reading.kind, reading.severity) == ("revision", 1)


def test_dates_are_not_revised() -> None:
    reading = two_releases(
        {"measure": "day", "fig": "2025-01-01", "within": "wave"},
        {"measure": "day", "fig": "2025-02-10", "within": "wave"},
    )
    assert reading.kind == "conflict"


def test_revisions_need_two_releases_or_two_days_one_origin_and_one_scope() -> None:
    assert two_releases({"place": "town"}, {"place": "oblast"}).kind != "revision"
    assert two_releases({"lineage": "partial"}, {}).kind != "revision"
    day = {"as_of": "2025-02-01"}
    assert two_releases({"release": None, "by": "north", **day}, day).kind != "revision"
    assert two_releases({"fig": figure("about", 1000)}, {}).kind == "compatible"


def test_a_person_speaks_for_the_body() -> None:
    world = base()
    world.agent("north")
    world.agent("chief", "person", of="north")
    world.agent("unit", "military", of="north")
    world.release("first", "chief", "2025-03-01")
    world.release("second", "north", "2025-04-01")
    world.release("third", "unit", "2025-04-01")
    one = world.claim("losses", LOW, release="first")
    two = world.claim("losses", HIGH, release="second")
    three = world.claim("losses", HIGH, release="third")
    assert world.compare(one, two).kind == "revision"
    assert world.compare(one, three).kind != "revision"
    assert world.compare(one, two).origins == 1


# ---- 5 and 6. what must hold, and whether it is broken


@pytest.mark.parametrize(
    ("a", "b", "kind", "state"),
    [
        ("2025-03-01", "2025-03-15", "conflict", None),
        ("2025-03-01", "2025-03-16", "difference", "covers"),
        # A narrow moment that lies in a wider one may lie weeks from what that is said of.
        ("2025-03-18/2025-03-31", "2025-03-31", "conflict", None),  # 14 days
        ("2025-03-17/2025-03-31", "2025-03-31", "difference", "untested"),  # 15 days
        ("2025-03", "2025-03-31", "difference", "untested"),
        ("2025-03", "2025-03-18/2025-03-31", "difference", "untested"),  # 14 days
        ("2025-03", "2025-03-17/2025-03-31", "conflict", None),  # 15 days: both are wide
        ("2025-03", "2025-03", "conflict", None),
        ("2025-03-01/2025-05-31", "2025-04", "conflict", None),  # 92 days
        ("2025-03-01/2025-06-01", "2025-04", "difference", "untested"),  # 93 days
        ("2025-03-01/..", "2025-04", "difference", "untested"),
        ("2025-03-01/..", "2025-04-01", "difference", "untested"),
        (None, "2025-04-01", "difference", "untested"),
        ("2025", "2026-01-14", "conflict", None),  # wide, but not overlapping
    ],
)
def test_stocks_by_moment(a: str | None, b: str, kind: str, state: str | None) -> None:
    fields: Fields = {"as_of": a}
    if a is None:
        fields["published"] = None
    reading = read(fields, {"as_of": b})
    assert reading.kind == kind
    assert [r.state for r in reading.reasons] == ([state] if state else [])


@pytest.mark.parametrize(
    ("a", "b", "kind", "state"),
    [
        # The higher count: before, at the same time, after.
        ("2025-01-01", "2025-06-01", "conflict", None),
        ("2025-06-01", "2025-06-02", "conflict", None),
        ("2025-06-02/2025-06-15", "2025-06-15", "conflict", None),  # 14 days
        ("2025-06-01/2025-06-15", "2025-06-15", "difference", "untested"),  # 15 days
        ("2025-06-15", "2025-06-01/2025-06-15", "difference", "untested"),
        ("2025-06", "2025-06", "difference", "untested"),
        ("2025-06/..", "2025-06-15", "difference", "untested"),
        # Of two that do not overlap the earlier is known, however wide they are.
        ("2025-06", "2025-07", "conflict", None),
        ("2025-06-01", "2025-01-01", "difference", "covers"),
        ("2025", "2025-06-01", "difference", "untested"),
        (None, "2025-06-01", "difference", "untested"),
    ],
)
def test_cumulative_counts_by_moment(a: str | None, b: str, kind: str, state: str | None) -> None:
    fields: Fields = {"as_of": a}
    if a is None:
        fields["published"] = None
    reading = read(fields, {"as_of": b}, measure="losses")
    assert reading.kind == kind
    assert [r.state for r in reading.reasons] == ([state] if state else [])


def test_a_part_counted_later_may_exceed_its_whole_counted_before() -> None:
    before, after = {"as_of": "2025-01-01"}, {"as_of": "2025-06-01"}
    part = {"measure": "dead"}
    assert read({**part, **before}, after, measure="losses").kind == "conflict"
    assert read({**part, **after}, before, measure="losses").severity <= 1


def test_the_same_within_must_hold_whatever_the_moments() -> None:
    for measure in ("there", "losses", "shots"):
        for within in ("strike", "2025-01"):
            reading = read(
                {"within": within, "as_of": "2025-03"},
                {"within": within, "as_of": "2025-01"},
                measure=measure,
            )
            assert (reading.kind, reading.why) == ("conflict", Why("always")), (measure, within)


@pytest.mark.parametrize("measure", ["there", "losses"])
def test_what_is_counted_within_an_open_event_goes_by_moment(measure: str) -> None:
    high_later = ({"within": "wave", "as_of": "2025-03"}, {"within": "wave", "as_of": "2024-06"})
    assert read(*high_later, measure=measure).kind == "difference"
    together: Fields = {"within": "wave"}
    assert read(together, together, measure=measure).kind == "conflict"


def test_a_flow_within_an_open_event_holds_always() -> None:
    reading = read(
        {"within": "wave", "as_of": "2025-03"},
        {"within": "wave", "as_of": "2025-01"},
        measure="shots",
    )
    assert (reading.kind, reading.why) == ("conflict", Why("always"))


@pytest.mark.parametrize("measure", ["there", "losses"])
def test_a_page_is_a_weak_moment(measure: str) -> None:
    page: Fields = {"as_of": None, "published": "2025-03-01"}
    for a, b in ((page, {}), ({}, page), (page, page)):
        reading = read(a, b, measure=measure)
        assert (reading.kind, reading.tier) == ("tension", "entailed")
        assert reading.why == Why("page moment")
    # A release has a day of its own.
    world = base()
    world.release("briefing", "north", "2025-03-01")
    assert read({"as_of": None, "release": "briefing"}, {}, world=world).kind == "conflict"


def test_a_page_does_not_weaken_what_must_hold_always() -> None:
    for within, kind in (("strike", "conflict"), ("wave", "tension")):
        page: Fields = {"as_of": None, "within": within}
        assert read(page, page, measure="losses").kind == kind


@pytest.mark.parametrize(
    ("high", "low", "kind", "tier"),
    [
        (figure("exact", 1000), figure("at_most", 999), "conflict", "entailed"),
        (figure("exact", 1000), figure("at_most", 1000), "compatible", None),
        (figure("exact", 1000), figure("less_than", 1000), "conflict", "entailed"),
        (figure("exact", 1000), figure("at_least", 300), "tension", "suggested"),
        (figure("exact", 1000), figure("more_than", 300), "tension", "suggested"),
        (figure("exact", 1000), figure("up_to", 300), "tension", "suggested"),
        (figure("at_most", 1000), figure("exact", 100), "tension", "suggested"),
        (figure("at_least", 1000), figure("exact", 300), "conflict", "entailed"),
        (figure("at_least", 1000), figure("at_least", 300), "tension", "suggested"),
        (figure("at_most", 1000), figure("at_most", 100), "tension", "suggested"),
        (figure("between", 900, 1000), figure("between", 700, 899), "conflict", "entailed"),
        (figure("between", 900, 1000), figure("between", 700, 900), "compatible", None),
        (figure("vague", written="thousands"), figure("exact", 1999), "conflict", "entailed"),
        (figure("few"), figure("exact", 0), "conflict", "entailed"),
        (figure("few"), figure("exact", 1), "compatible", None),
    ],
)
def test_broken_in_words_or_only_in_what_they_suggest(
    high: Fields, low: Fields, kind: str, tier: str | None
) -> None:
    reading = read({"fig": high}, {"fig": low})
    assert (reading.kind, reading.tier) == (kind, tier)


def test_a_few_against_none_is_found_as_well() -> None:
    world = base()
    for by, fig in (("north", figure("few")), ("south", figure("exact", 0))):
        world.claim("there", fig, by=by, as_of="2025-03-01")
    (row,) = disagreements(world.dossier()).rows
    assert row.kind == "conflict"


# ---- 7. what explains


@pytest.mark.parametrize(
    ("early", "kind", "state", "severity"),
    [
        (375, "difference", "covers", 1),
        (374, "tension", "partial", 2),
        (330, "tension", "partial", 3),
    ],
    ids=["f/t is 2.5", "just above", "just above, and far apart"],
)
def test_how_fast_a_count_may_grow(early: float, kind: str, state: str, severity: int) -> None:
    # 100 of the 400 days since the measure's start lie between the two.
    reading = read(
        {"as_of": "2025-02-04"},
        {"as_of": "2024-10-27", "fig": figure("exact", early)},
        measure="losses",
    )
    assert reading.growth is not None
    assert (reading.growth.days, reading.growth.since_days) == (100, 400)
    assert reading.growth.part == pytest.approx(1 - early / 1000)
    assert reading.growth.per_day == pytest.approx((1000 - early) / 100)
    assert (reading.kind, reading.severity) == (kind, severity)
    assert [(r.name, r.state) for r in reading.reasons] == [("date", state)]


@pytest.mark.parametrize(("early", "severity"), [(910, 1), (909, 2), (334, 2), (333, 3)])
def test_fast_growth_weighs_less_the_nearer_the_two_are(early: float, severity: int) -> None:
    reading = read(
        {"as_of": "2025-02-04"},
        {"as_of": "2025-02-01", "fig": figure("exact", early)},
        measure="losses",
    )
    assert (reading.kind, reading.why.code) == ("tension", "fast growth")
    assert reading.severity == severity


def test_growth_is_not_asked_of_a_stock_nor_before_the_start() -> None:
    stock = read({"as_of": "2025-03-01"}, {"as_of": "2024-12-01", "fig": figure("exact", 1)})
    assert (stock.kind, stock.growth) == ("difference", None)
    early = read(
        {"as_of": "2024-02-01"},
        {"as_of": "2023-06-01", "fig": figure("exact", 1)},
        measure="losses",
    )
    assert early.kind == "difference"


def test_within_explains_only_the_smaller_movement() -> None:
    inner: Fields = {"within": "wave", "as_of": "2025-06-01"}
    total: Fields = {"as_of": "2025-01-01"}
    below = read({"fig": HIGH, **total}, {"fig": LOW, **inner}, measure="losses")
    assert [(r.name, r.state) for r in below.reasons] == [("within", "covers")]
    above = read({"fig": HIGH, **inner}, {"fig": LOW, **total}, measure="losses")
    assert (above.kind, above.severity) == ("difference", 1)
    assert [(r.name, r.state) for r in above.reasons] == [("date", "covers")]
    unknown = read(
        {"fig": HIGH, **inner},
        {"fig": LOW, "as_of": None, "published": None},
        measure="losses",
    )
    assert [(r.name, r.state) for r in unknown.reasons] == [("date", "untested")]


def test_a_wave_inside_a_war() -> None:
    reading = read({"within": "war"}, {"within": "wave"}, measure="losses")
    assert (reading.kind, reading.reasons[0].name) == ("difference", "within")
    assert read({"within": "wave"}, {"within": "war"}, measure="losses").kind == "conflict"


# ---- 8. compatible


@pytest.mark.parametrize(
    ("a", "b", "says_nothing"),
    [
        (figure("at_least", 1000), figure("at_least", 1100), True),
        (figure("more_than", 1000), figure("at_least", 1200), True),
        (figure("at_most", 1000), figure("less_than", 1100), True),
        (figure("at_most", 1000), figure("at_least", 900), False),
        (figure("about", 1000), figure("about", 1000), False),
    ],
)
def test_open_on_the_same_side_is_no_information(a: Fields, b: Fields, says_nothing: bool) -> None:
    reading = read({"fig": a}, {"fig": b})
    assert (reading.kind, reading.severity) == ("compatible", 0)
    assert (reading.why == Why("both open")) is says_nothing


# ---- 9. who stands behind it


def test_origins_of_two_sides() -> None:
    assert read({}, {}).origins == 2
    assert read({}, {"by": "north"}).origins == 1
    assert read({}, {"by": "north"}).same_lineage
    assert not read({}, {}).same_lineage
    assert read({}, {"lineage": "partial"}).origins == 1
    neither = read({"lineage": "unknown"}, {"lineage": "unknown", "by": "north"})
    assert (neither.origins, neither.same_lineage) == (0, False)
    world = base()
    world.agent("officials", "unnamed")
    assert read({}, {"by": "officials"}, world=world).origins == 1


def test_relays_of_one_release_are_one_origin() -> None:
    world, one, two = one_release({"chain": ["wire"]}, {"chain": ["wire", "north"]})
    reading = world.compare(one, two)
    assert (reading.kind, reading.origins) == ("echo", 1)


# ---- severity and gap


@pytest.mark.parametrize(
    ("low", "named", "severity"),
    [
        (1000, True, 0),
        (910, True, 2),
        (909, True, 3),
        (334, True, 3),
        (333, True, 4),
        (333, False, 3),
        (0, True, 4),
    ],
)
def test_severity_of_a_conflict(low: float, named: bool, severity: int) -> None:
    lineage = "full" if named else "partial"
    reading = read({"fig": HIGH}, {"fig": figure("exact", low), "lineage": lineage})
    assert reading.severity == severity
    if severity:
        assert reading.gap == (inf if low == 0 else pytest.approx(1000 / low))


def test_far_apart_from_one_origin_weighs_3() -> None:
    assert read({}, {"fig": figure("exact", 1), "by": "north"}).severity == 3


def test_severity_of_a_tension() -> None:
    # At least 200 suggests up to 300; at least 100 up to 150.
    assert read({}, {"fig": figure("at_least", 200)}).severity == 3  # 1000 : 300
    # Whoever says at least 300 has not denied 1,000.
    reading = read({}, {"fig": figure("at_least", 300)})  # 1000 : 400
    assert (reading.severity, reading.steps[-1].found) == (1, "floor")
    # A ceiling says more: up to 300 suggests at most 350.
    assert read({}, {"fig": figure("up_to", 400)}).severity == 2


def test_a_word_of_nobody_known_is_no_disagreement_to_read() -> None:
    plain: Fields = {"lineage": "partial", "chain": ("wire",)}
    words: Fields = {"fig": figure("vague", written="thousands"), "as_of": None}
    # Only the page is dated, else thousands against 1,000 would be a conflict.
    assert read({"by": None, **plain}, {"by": None, **plain, **words}).severity == 1
    known = read({}, {"by": None, **plain, **words})
    assert (known.kind, known.severity) == ("tension", 2)


@pytest.mark.parametrize(
    ("one", "two", "severity", "wide"),
    [
        # Apart however loosely round numbers are read: nobody who counts means them so.
        (figure("exact", 1099), figure("exact", 1000), 2, "conflict"),
        (figure("exact", 1100), figure("exact", 1000), 3, "conflict"),
        # Read as loosely as can be, 11,000 reaches 12,000.
        (figure("exact", 12000), figure("none", 11000), 1, "compatible"),
        (figure("at_least", 12000), figure("none", 11000), 1, "compatible"),
        # From 1.1 times a conflict is one, whatever the wide reading makes of it.
        (figure("nearly", 11000), figure("about", 8000), 3, "compatible"),
    ],
)
def test_a_conflict_that_is_hardly_one_weighs_less(
    one: Fields, two: Fields, severity: int, wide: str
) -> None:
    reading = read({"fig": one}, {"fig": two})
    assert (reading.kind, reading.severity) == ("conflict", severity)
    assert reading.by_preset[-1] == wide
    assert reading.gap is not None
    assert (reading.gap < 1.1) == (severity < 3)


@pytest.mark.parametrize(
    "fields",
    [
        ({}, {"as_of": None, "published": "2025-03-01"}),
        ({"modality": "expected", "as_of": None}, {"modality": "expected", "as_of": None}),
    ],
    ids=["page", "forecast"],
)
@pytest.mark.parametrize(("high", "severity"), [(1099, 1), (1100, 2), (2999, 2), (3000, 3)])
def test_what_only_a_page_or_a_forecast_keeps_from_being_a_conflict(
    fields: tuple[Fields, Fields], high: float, severity: int
) -> None:
    one, two = fields
    reading = read({"fig": figure("exact", high), **one}, {"fig": HIGH, **two})
    assert (reading.kind, reading.severity) == ("tension", severity)


@pytest.mark.parametrize(
    ("one", "two", "near", "severity"),
    [
        # Hundreds suggest at most 999.
        (figure("vague", written="hundreds"), figure("exact", 1098), True, 1),
        (figure("exact", 1098), figure("vague", written="hundreds"), True, 1),
        # Up to three times, as of any floor.
        (figure("vague", written="hundreds"), figure("exact", 2996), False, 1),
        (figure("vague", written="hundreds"), figure("exact", 2997), False, 3),
        (figure("at_least", 100), figure("exact", 160), True, 1),
    ],
)
def test_where_a_floor_ends_nobody_can_say(
    one: Fields, two: Fields, near: bool, severity: int
) -> None:
    reading = read({"fig": one}, {"fig": two})
    assert (reading.kind, reading.severity) == ("tension", severity)
    assert reading.gap is not None
    assert (reading.gap < 1.1) is near


def test_a_zero_ranks_first_in_its_severity() -> None:
    world = base()
    for place, low in (("town", 1), ("elsewhere", 0)):
        for by, fig in (("north", HIGH), ("south", figure("exact", low))):
            world.claim("there", fig, by=by, as_of="2025-03-01", place=place)
    first, second = disagreements(world.dossier()).rows
    assert (first.severity, first.gap) == (4, inf)
    assert (second.severity, second.gap) == (4, 1000)


@pytest.mark.parametrize(
    ("second", "kind", "days", "gap", "severity"),
    [
        ("2025-01-01", "compatible", None, None, 0),
        ("2025-01-02", "conflict", 1, 1, 2),
        ("2025-01-30", "conflict", 29, 1, 2),
        ("2025-01-31", "conflict", 30, 3, 4),
        ("2025-01", "compatible", None, None, 0),
        ("2025-02", "conflict", 31, 3, 4),
        ("2024-12/..", "compatible", None, None, 0),
        ("../2024-11", "conflict", 32, 3, 4),
    ],
)
def test_dates_of_one_event(
    second: str, kind: str, days: int | None, gap: float | None, severity: int
) -> None:
    world = base()
    one = world.claim("day", "2025-01-01", by="north", within="wave")
    two = world.claim("day", second, by="south", within="wave")
    reading = world.compare(one, two)
    assert (reading.kind, reading.days, reading.gap) == (kind, days, gap)
    assert reading.severity == severity
    assert len(disagreements(world.dossier()).rows) == (severity > 0)


def test_dates_of_two_events_are_not_compared() -> None:
    world = base()
    one = world.claim("day", "2025-01-01", by="north", within="wave")
    two = world.claim("day", "2025-02-01", by="south", within="war")
    assert world.compare(one, two).kind == "incomparable"


def test_dates_within_one_period_meet_however_it_is_written() -> None:
    world = base()
    world.claim("day", "2025-01-01", by="north", within="2025-01")
    world.claim("day", "2025-01-20", by="south", within="2025-01-01/2025-01-31")
    assert [row.kind for row in disagreements(world.dossier()).rows] == ["conflict"]


def test_a_slip_is_compared_no_further() -> None:
    world = base()
    slip = world.claim("day", "2026-01-01", by="north", within="wave", published="2025-06-01")
    other = world.claim("day", "2025-01-01", by="south", within="wave", published="2025-06-01")
    reading = world.compare(slip, other)
    assert (reading.kind, reading.severity) == ("incomparable", 0)
    assert [row.kind for row in disagreements(world.dossier()).rows] == ["slip"]


# ---- the hinge


def test_hinge_on_the_preset() -> None:
    # 1,000 reads as 900 to 1,100; under `wide` as 750 to 1,250.
    reading = read({"fig": figure("none", 1000)}, {"fig": figure("exact", 800)})
    assert reading.by_preset == ("conflict", "conflict", "compatible")
    assert (reading.stable, reading.hinge) == (False, Hinge("preset", None, "wide", "compatible"))
    strict = read({"fig": figure("none", 1000)}, {"fig": figure("exact", 920)})
    assert strict.by_preset == ("conflict", "compatible", "compatible")
    assert strict.hinge == Hinge("preset", None, "strict", "conflict")


def test_hinge_on_a_hedge() -> None:
    reading = read({"fig": HIGH}, {"fig": figure("none", 500)})
    assert reading.stable
    assert reading.hinge == Hinge("hedge", "s02.1", "at_least", "tension")


def test_hinge_on_the_moment() -> None:
    page: Fields = {"as_of": None, "published": "2025-06-01"}
    reading = read({"fig": HIGH, **page}, {"fig": LOW, "as_of": "2025-01-01"}, measure="gone")
    assert reading.kind == "difference"
    assert reading.hinge == Hinge("as-of", "s01.1", "s02.1", "conflict")


def test_hinge_on_the_measure() -> None:
    """Where some page tells a number of the release as the whole, and not for any number."""
    told = {"measure": "dead", "as_of": "2025-03-01"}
    world = base()
    world.release("count", "south", "2025-03-01")
    low = world.claim(**told, by="north", fig=LOW)
    high = world.claim(**told, release="count", fig=HIGH)
    assert world.compare(low, high).kind == "conflict"
    assert world.compare(low, high).hinge is None
    world.claim("losses", LOW, release="count")
    assert world.compare(low, high).hinge is None
    world.claim("losses", HIGH, release="count")
    assert world.compare(low, high).hinge == Hinge("measure", high, "losses", "compatible")
    world, one, two = one_release({"measure": "dead"}, {"measure": "losses"})
    assert world.compare(one, two).hinge == Hinge("measure", one, "losses", "echo")


def test_no_single_choice_flips_it() -> None:
    assert read({}, {}).hinge is None


def test_the_dossiers_preset_is_the_one_that_counts() -> None:
    fields: Fields = {"fig": figure("none", 1000)}
    for preset, kind in (("strict", "conflict"), ("default", "conflict"), ("wide", "compatible")):
        found = read(fields, {"fig": figure("exact", 800)}, world=base(preset))
        assert found.kind == kind


# ---- derived terms


def test_a_missing_part_of_another_scope_is_not_compared() -> None:
    """The rest of the oblast is not the oblast: its scope is nowhere recorded."""
    world = base()
    fields: Fields = {"by": "north", "as_of": "2025-03"}
    total = world.claim("there", figure("exact", 1000), place="oblast", **fields)
    town = world.claim("there", figure("exact", 900), place="town", **fields)
    world.claim("there", figure("exact", 1000), place="oblast", by="south", as_of="2025-03")
    world.identity("rest", "sum", total, town, "?there")
    dossier = world.dossier()
    assert derived(dossier, dossier.identities["rest"]) is None
    assert disagreements(dossier).rows == ()


def test_a_missing_total_has_the_scope_that_holds_its_parts() -> None:
    world = base()
    world.scope("riflemen", of="troops")
    parts = [
        world.claim("there", figure("exact", n), population=p, by="north", as_of="2025-03")
        for n, p in ((700, "engineers"), (300, "riflemen"))
    ]
    world.claim("there", figure("exact", 300), population="engineers", by="south", as_of="2026-03")
    world.identity("all", "sum", "?there", *parts)
    dossier = world.dossier()
    found = derived(dossier, dossier.identities["all"])
    assert found is not None
    assert found.scope.population == "troops"
    assert found.intervals[1] is not None
    assert found.intervals[1].entailed == Interval(1000, 1000)


def test_nearly_two_thirds_leave_more_than_a_third() -> None:
    world = base()
    whole = world.claim("losses", figure("exact", 900), by="north", as_of="2025-03")
    share = world.claim("dead", figure("nearly", 66), by="north", as_of="2025-03", of=whole)
    world.identity("rest", "sum", whole, share, "?hurt")
    dossier = world.dossier()
    found = derived(dossier, dossier.identities["rest"])
    assert found is not None
    words = found.under("default")
    assert words is not None
    # Nearly 66 % of 900 is 567 to 594, which leaves 306 to 333.
    assert words.entailed == pytest.approx((306, 333))


def test_a_residual_of_open_terms_fires_only_in_what_they_suggest() -> None:
    world = base()
    total = world.claim("losses", figure("exact", 1000), by="north")
    one = world.claim("dead", figure("at_least", 100), by="north")
    two = world.claim("hurt", figure("exact", 500), by="north")
    world.identity("sum", "sum", total, one, two)
    dossier = world.dossier()
    found = residual(dossier, dossier.identities["sum"])
    assert found is not None
    assert found.severity == 2
    assert found.entailed.low == -inf
    assert (found.printed, found.point) == (None, None)


def test_competing_is_ranked_and_holds_every_comparable_claim() -> None:
    world = base()
    own = world.claim("there", HIGH, by="north", as_of="2025-03-01")
    far = world.claim("there", figure("exact", 1), by="south", as_of="2025-03-01")
    near = world.claim("there", figure("exact", 1000), by="east", as_of="2025-03-01")
    world.claim("gone", HIGH, by="east", as_of="2025-03-01")
    found = competing(world.dossier(), own)
    readings = [row.reading for row in found]
    assert [{own} ^ {q.id for q in row.pair or ()} for row in found] == [{far}, {near}]
    assert readings == [compare(world.dossier(), own, each) for each in (far, near)]
