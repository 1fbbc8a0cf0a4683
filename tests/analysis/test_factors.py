"""How much of the gap between two figures their totals explain, and how much their shares."""

from __future__ import annotations

from functools import cache
from math import log
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.identities.factors import (
    Factors,
    GapShare,
    factors,
    gap_share,
    point,
    split,
)
from kursk_tui.analysis.identities.ledger import derived
from kursk_tui.analysis.ladder.quantities import Quantity, derived_id, quantity
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.words.derivations import gap_share_text, share_words, total_words
from tests.analysis.build import World, figure
from tests.five import FIVE

Fields = dict[str, Any]
Draw = st.DrawFn

TWO_THIRDS = figure("none", 66.6667, written="two-thirds")

quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def losses() -> World:
    world = World()
    world.measure("losses", cues=["losses"])
    world.measure("dead", of="losses")
    world.measure("hurt", of="losses")
    world.measure("sent")
    return world


def q_of(dossier: Dossier, claim: str) -> Quantity:
    found = quantity(dossier, claim)
    assert found is not None
    return found


def rest_of(dossier: Dossier, identity: str) -> Quantity:
    found = derived(dossier, dossier.identities[identity])
    assert found is not None
    return found


def ways(world: World, claim: str) -> tuple[Factors, ...]:
    dossier = world.dossier()
    return factors(dossier, q_of(dossier, claim))


def gap(world: World, a: str, b: str) -> GapShare | None:
    dossier = world.dossier()
    return gap_share(dossier, q_of(dossier, a), q_of(dossier, b))


# ---- the shipped dossier


@cache
def shipped() -> Dossier:
    return Dossier.open(FIVE)


def test_two_thirds_of_4000_against_300_with_2700_wounded() -> None:
    dossier = shipped()
    a, b = (q_of(dossier, f"ki-2025-02-27.{at}") for at in ("16c", "17c"))
    found = gap_share(dossier, a, b)
    assert found is not None
    assert gap_share_text(found) == "the total explains 13 %, the share 87 %"
    assert found.whole == "casualties"
    assert (total_words(dossier, found.a), share_words(dossier, found.a)) == ("4,000", "two-thirds")
    assert total_words(dossier, found.b) == "about 3,000 (300 plus 2,700)"
    assert share_words(dossier, found.b) == "10 %"
    assert found.of_total == pytest.approx(log(4000 / 3000) / log(2666.668 / 300))
    assert found.of_share == pytest.approx(log(0.666667 / 0.1) / log(2666.668 / 300))
    back = gap_share(dossier, b, a)
    assert back is not None
    assert gap_share_text(back) == gap_share_text(found)


def test_wounded_2700_against_the_other_third_of_4000() -> None:
    dossier = shipped()
    a = q_of(dossier, "ki-2025-02-27.17d")
    b = rest_of(dossier, "sum-zelensky-casualties")
    assert b.id == derived_id("sum-zelensky-casualties", "wounded")
    (way,) = factors(dossier, b)
    assert (total_words(dossier, way), share_words(dossier, way)) == ("4,000", "33 %")
    found = gap_share(dossier, a, b)
    assert found is not None
    # The total is the larger one, but the number is the smaller one.
    assert gap_share_text(found) == "the share explains 141 %, the total offsets 41 %"


def test_figures_of_different_measures_have_no_gap() -> None:
    dossier = shipped()
    a, b = (q_of(dossier, f"ki-2025-02-27.{at}") for at in ("16c", "17d"))
    assert gap_share(dossier, a, b) is None


# ---- points


@pytest.mark.parametrize(
    ("fig", "expected"),
    [
        (figure("none", 300), 300),
        (figure("about", 300), 300),
        (figure("at_least", 300), 300),
        (figure("up_to", 2000), 2000),
        (figure("between", 4000, 5000), 4500),
        (figure("few"), None),
        (figure("vague"), None),
    ],
)
def test_a_figure_is_taken_at_its_printed_point(fig: Fields, expected: float | None) -> None:
    world = losses()
    claim = world.claim("dead", fig)
    dossier = world.dossier()
    assert point(dossier, dossier.claims[claim]) == expected


def test_a_share_is_taken_of_the_point_of_its_whole() -> None:
    world = losses()
    world.measure("day", "date")
    whole = world.claim("losses", figure("between", 3000, 5000))
    part = world.claim("dead", figure("none", 50), of=whole)
    of_part = world.claim("dead", figure("between", 10, 30), of=part)
    remark, day = world.claim(statement="Nobody knows."), world.claim("day", "2025-01")
    of_few = world.claim("dead", figure("none", 50), of=world.claim("losses", figure("few")))
    dossier = world.dossier()
    found = [point(dossier, dossier.claims[c]) for c in (part, of_part, remark, day, of_few)]
    assert found == [2000, 400, None, None, None]


# ---- factors


def test_a_share_of_another_claim() -> None:
    world = losses()
    whole = world.claim("losses", figure("about", 4000, written="about 4,000 losses"))
    part = world.claim("dead", TWO_THIRDS, of=whole)
    (way,) = ways(world, part)
    assert way == Factors(4000, 66.6667 / 100, "losses", of=whole, claim=part)
    assert total_words(world.dossier(), way) == "about 4,000"
    assert share_words(world.dossier(), way) == "two-thirds"
    assert ways(world, whole) == ()


def test_a_share_of_its_own_measure_is_no_factor() -> None:
    world = losses()
    whole = world.claim("dead", figure("none", 4000))
    assert ways(world, world.claim("dead", TWO_THIRDS, of=whole)) == ()


def test_a_total_that_is_itself_a_share_says_so() -> None:
    world = losses()
    sent = world.claim("sent", figure("none", 9000))
    whole = world.claim("losses", TWO_THIRDS, of=sent)
    part = world.claim("dead", figure("at_least", 20, written="a fifth at least"), of=whole)
    (way,) = ways(world, part)
    assert total_words(world.dossier(), way) == "about 6,000 (two-thirds of 9,000)"
    assert share_words(world.dossier(), way) == "a fifth at least"


def test_a_part_of_a_sum_whose_total_is_a_claim() -> None:
    world = losses()
    total = world.claim("losses", figure("none", 4000))
    part = world.claim("dead", figure("none", 225))
    other = world.claim("hurt", figure("few"))
    world.identity("books", "sum", total, part, other)
    (way,) = ways(world, part)
    assert way == Factors(4000, 225 / 4000, "losses", of=total, identity="books")
    assert (total_words(world.dossier(), way), share_words(world.dossier(), way)) == (
        "4,000",
        "5.6 %",
    )
    assert ways(world, other) == ()


def test_a_part_of_a_sum_whose_total_is_derived() -> None:
    world = losses()
    part = world.claim("dead", figure("up_to", 2000))
    other = world.claim("hurt", figure("between", 4000, 5000))
    away = world.claim("sent", figure("exact", 500))
    world.identity("books", "sum", "?losses", part, other, f"-{away}")
    (way,) = ways(world, part)
    assert (way.total, way.share) == (6000, 2000 / 6000)
    assert total_words(world.dossier(), way) == "about 6,000 (2,000 plus 4,000 to 5,000 less 500)"
    # What is taken away is no part.
    assert ways(world, away) == ()


def test_a_sum_with_a_share_among_its_terms() -> None:
    world = losses()
    whole = world.claim("losses", figure("none", 4000))
    part = world.claim("dead", TWO_THIRDS, of=whole)
    other = world.claim("hurt", figure("none", 1000))
    world.identity("books", "sum", "?sent", part, other)
    first, second = ways(world, part)
    assert (first.whole, second.whole) == ("losses", "sent")
    assert total_words(world.dossier(), second) == "about 3,700 (two-thirds of 4,000 plus 1,000)"


def test_a_sum_over_the_claim_of_a_share_is_not_told_again() -> None:
    world = losses()
    whole = world.claim("losses", figure("none", 4000))
    part = world.claim("dead", TWO_THIRDS, of=whole)
    world.identity("books", "sum", whole, part, "?hurt")
    assert [share_words(world.dossier(), way) for way in ways(world, part)] == ["two-thirds"]


def test_what_the_others_leave_of_a_sum() -> None:
    world = losses()
    total = world.claim("losses", figure("none", 4000))
    part = world.claim("dead", figure("at_least", 1000))
    world.identity("books", "sum", total, part, "?hurt")
    world.identity("flow", "ledger", total, part, "?hurt")
    world.identity("taken", "sum", total, part, "-?hurt")
    dossier = world.dossier()
    (way,) = factors(dossier, rest_of(dossier, "books"))
    assert way == Factors(4000, 0.75, "losses", of=total, identity="books")
    assert (total_words(dossier, way), share_words(dossier, way)) == ("4,000", "75 %")
    assert factors(dossier, rest_of(dossier, "flow")) == ()
    assert factors(dossier, rest_of(dossier, "taken")) == ()


def test_nothing_is_left_of_a_sum_whose_parts_are_too_many() -> None:
    world = losses()
    total = world.claim("losses", figure("none", 4000))
    part = world.claim("dead", figure("none", 5000))
    world.identity("books", "sum", total, part, "?hurt")
    hurt = world.claim("hurt", figure("none", 10), of=world.claim("losses", figure("none", 100)))
    dossier = world.dossier()
    rest = rest_of(dossier, "books")
    assert factors(dossier, rest)[0].share == 0
    assert gap_share(dossier, q_of(dossier, hurt), rest) is None


def test_a_ledger_is_no_whole_and_neither_is_a_total_of_the_same_measure() -> None:
    world = losses()
    total = world.claim("losses", figure("none", 4000))
    part, other = (world.claim("dead", figure("none", n)) for n in (1000, 3000))
    world.identity("flow", "ledger", total, part, other)
    world.identity("same", "sum", world.claim("dead", figure("none", 4000)), part, other)
    world.identity("nobody", "sum", world.claim("losses", figure("none", 0)), part, other)
    world.identity("few", "sum", world.claim("losses", figure("few")), part, other)
    assert ways(world, part) == ()


def test_a_derived_total_factors_over_nothing() -> None:
    world = losses()
    parts = [world.claim(measure, figure("none", 100)) for measure in ("dead", "hurt")]
    world.identity("books", "sum", "?losses", *parts)
    dossier = world.dossier()
    assert factors(dossier, rest_of(dossier, "books")) == ()


# ---- the gap


def shares(*pairs: tuple[float, float]) -> tuple[World, list[str]]:
    """Claims of so many percent of so many."""
    world = losses()
    ids = []
    for total, percent in pairs:
        whole = world.claim("losses", figure("none", total))
        ids.append(world.claim("dead", figure("none", percent), of=whole))
    return world, ids


@pytest.mark.parametrize(
    ("a", "b", "text"),
    [
        ((4000, 50), (2000, 50), "the total explains 100 %, the share 0 %"),
        ((4000, 50), (4000, 10), "the total explains 0 %, the share 100 %"),
        ((4000, 40), (1000, 20), "the total explains 67 %, the share 33 %"),
        ((8000, 20), (1000, 80), "the total explains 300 %, the share offsets 200 %"),
        ((1000, 80), (2000, 10), "the share explains 150 %, the total offsets 50 %"),
        ((1001, 50), (1000, 50.04), "the total explains 500 %, the share offsets 400 %"),
        ((1000, 30), (1001, 30.0001), "the total explains 100 %, the share 0 %"),
    ],
)
def test_the_text(a: tuple[float, float], b: tuple[float, float], text: str) -> None:
    world, (one, two) = shares(a, b)
    for found in (gap(world, one, two), gap(world, two, one)):
        assert found is not None
        assert gap_share_text(found) == text


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ((4000, 50), (4000, 50)),
        ((4000, 25), (2000, 50)),
        ((6000, 33.3333), (4000, 50)),
        ((4000, 0), (2000, 50)),
        ((0, 50), (2000, 50)),
    ],
)
def test_no_gap_or_a_point_of_zero(a: tuple[float, float], b: tuple[float, float]) -> None:
    world, (one, two) = shares(a, b)
    assert gap(world, one, two) is None


def test_shares_of_different_wholes_have_no_common_factor() -> None:
    world = losses()
    one, two = (
        world.claim("dead", TWO_THIRDS, of=world.claim(whole, figure("none", 4000 + at)))
        for at, whole in enumerate(("losses", "sent"))
    )
    assert gap(world, one, two) is None
    plain = world.claim("dead", figure("none", 10))
    assert gap(world, one, plain) is None
    way = Factors(4000, 0.5, "losses", "", "")
    assert split(way, way._replace(whole="sent", share=0.1)) is None


def test_the_first_common_whole_counts_whichever_figure_comes_first() -> None:
    world = losses()
    claims = {n: world.claim("dead", figure("none", n)) for n in (100, 200)}
    for n, order in ((100, ("losses", "sent")), (200, ("sent", "losses"))):
        for at, whole in enumerate(order):
            total = world.claim(whole, figure("none", n * 10 + at))
            other = world.claim("hurt", figure("none", n))
            world.identity(f"books-{n}-{at}", "sum", total, claims[n], other)
    dossier = world.dossier()
    assert [way.whole for way in factors(dossier, q_of(dossier, claims[200]))] == ["sent", "losses"]
    there, back = gap(world, claims[100], claims[200]), gap(world, claims[200], claims[100])
    assert there is not None
    assert back is not None
    assert (there.whole, back.whole) == ("losses", "losses")
    assert there._replace(a=there.b, b=there.a) == back


def test_the_whole_of_a_share_comes_before_a_sum() -> None:
    world = losses()
    whole = world.claim("losses", figure("none", 4000))
    part = world.claim("dead", TWO_THIRDS, of=whole)
    wider = world.claim("losses", figure("none", 9000))
    world.identity("books", "sum", wider, part, "?hurt")
    third = world.claim("dead", figure("none", 50), of=world.claim("losses", figure("none", 100)))
    assert [way.total for way in ways(world, part)] == [4000, 9000]
    found = gap(world, part, third)
    assert found is not None
    assert found.a.total == 4000


# ---- properties


totals = st.integers(1, 10**6)
percents = st.floats(0.01, 100).map(lambda n: round(n, 4))
ends = st.integers(0, 10**5)


@st.composite
def figures(draw: Draw) -> Fields:
    hedge = draw(st.sampled_from(["exact", "none", "about", "at_least", "up_to", "between"]))
    n = draw(ends)
    return figure(hedge, n, n + 1 + draw(ends)) if hedge == "between" else figure(hedge, n)


@quick
@given(totals, percents, totals, percents)
def test_the_parts_add_up_whichever_figure_comes_first(
    one: int, first: float, two: int, second: float
) -> None:
    world, (a, b) = shares((one, first), (two, second))
    there, back = gap(world, a, b), gap(world, b, a)
    if there is None or back is None:
        assert there is back is None
        assert one * first == pytest.approx(two * second, rel=1e-5)
        return
    assert there.of_total + there.of_share == pytest.approx(1)
    assert back == there._replace(a=there.b, b=there.a)
    assert gap_share_text(back) == gap_share_text(there)


@quick
@given(figures(), figures(), figures())
def test_total_times_share_is_the_point(total: Fields, part: Fields, other: Fields) -> None:
    world = losses()
    ids = [world.claim(m, f) for m, f in (("losses", total), ("dead", part), ("hurt", other))]
    world.identity("of-claim", "sum", *ids)
    world.identity("of-rest", "sum", ids[0], ids[1], "?hurt")
    world.identity("of-sum", "sum", "?losses", *ids[1:])
    dossier = world.dossier()
    whole, known, beside = (point(dossier, dossier.claims[id]) for id in ids)
    assert whole is not None
    assert known is not None
    assert beside is not None
    found = factors(dossier, q_of(dossier, ids[1]))
    # Once in each sum with a total: of-claim and of-rest share theirs.
    assert len(found) == 2 * (whole > 0) + (known + beside > 0)
    for way in found:
        assert way.total * way.share == pytest.approx(known)
    for way in factors(dossier, rest_of(dossier, "of-rest")):
        assert way.total * way.share == pytest.approx(max(0, whole - known), abs=1e-6)


@quick
@given(totals, percents)
def test_a_share_times_its_whole_is_the_point(total: int, percent: float) -> None:
    world, (claim,) = shares((total, percent))
    dossier = world.dossier()
    (way,) = factors(dossier, q_of(dossier, claim))
    assert way.total * way.share == pytest.approx(point(dossier, dossier.claims[claim]))


factored = st.builds(
    Factors, st.floats(1, 1e6), st.floats(1e-3, 1), st.just("losses"), st.just(""), st.just("")
)


def log_gap(found: GapShare) -> float:
    return log(found.a.total * found.a.share / (found.b.total * found.b.share))


@quick
@given(factored, factored, st.floats(0.01, 100))
def test_totals_that_grow_alike_change_nothing(a: Factors, b: Factors, by: float) -> None:
    found = split(a, b)
    assume(found is not None and abs(log_gap(found)) > 1e-3)
    grown = split(a._replace(total=a.total * by), b._replace(total=b.total * by))
    assert found is not None
    assert grown is not None
    assert (grown.of_total, grown.of_share) == pytest.approx((found.of_total, found.of_share))


@quick
@given(factored, factored)
def test_a_total_that_doubles_adds_ln_2_to_the_totals_part(a: Factors, b: Factors) -> None:
    found, doubled = split(a, b), split(a._replace(total=2 * a.total), b)
    assume(found is not None and doubled is not None)
    assert found is not None
    assert doubled is not None
    assume(min(abs(log_gap(found)), abs(log_gap(doubled))) > 1e-3)
    parts = [(f.of_total * log_gap(f), f.of_share * log_gap(f)) for f in (found, doubled)]
    assert parts[1][0] - parts[0][0] == pytest.approx(log(2))
    assert parts[1][1] == pytest.approx(parts[0][1])


@quick
@given(factored, factored)
def test_percentages_add_up_to_100(a: Factors, b: Factors) -> None:
    found = split(a, b)
    assume(found is not None)
    assert found is not None
    first, second = (
        int(part.split()[-2].replace(",", "")) * (-1 if "offsets" in part else 1)
        for part in gap_share_text(found).split(", ")
    )
    assert first + second == 100
