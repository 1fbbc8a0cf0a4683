"""Bands: figures of a measure, what most origins support, who is apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from itertools import combinations
from math import inf
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kursk_tui.analysis import bands
from kursk_tui.analysis.bands import (
    DEEPEST,
    ENTAILED,
    SUGGESTED,
    TIERS,
    Said,
    SetAside,
    Supported,
    marzullo,
    most_supported,
    said_by_measure,
    said_of,
    set_aside,
    smallest_covers,
    voice_of,
)
from kursk_tui.analysis.compare import weigh
from kursk_tui.analysis.ledger import derived
from kursk_tui.analysis.quantities import Quantity, derived_id, quantity
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.model.figures import Interval
from tests.analysis.build import World, figure
from tests.analysis.test_properties import worlds
from tests.five import FIVE

SHIPPED = Dossier.open(FIVE)
DAYS = ("2025-01-05", "2025-01-12", "2025-02-01", "2025-06-30")
NUMBERS = (100, 300, 500, 1000, 1100, 3000, 4000)
BODIES = {"north": "north", "south": "south", "east": "east", "chief": "north", "officials": None}

quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Group = frozenset[str]


def figures_of(said: Iterable[Said]) -> list[Quantity]:
    return [q for one in said for q in one.all]


def supported(world: World, anchor: str, tier: str = ENTAILED) -> Supported:
    """What most origins support of what a claim counts, from all figures of its measure."""
    dossier = world.dossier()
    q = quantity(dossier, anchor)
    assert q is not None
    return most_supported(dossier, figures_of(said_of(dossier, q.measure)), q, tier)


def ids_of(said: Iterable[Said]) -> list[tuple[str, ...]]:
    return [tuple(q.id for q in one.all) for one in said]


def counting(basis: str = "cumulative") -> World:
    """One measure, three bodies, somebody who speaks for the first, somebody unnamed."""
    world = World()
    world.measure("counted", basis)
    for agent in ("north", "south", "east"):
        world.agent(agent)
    world.agent("chief", "person", of="north")
    world.agent("officials", "unnamed")
    return world


@st.composite
def counts(draw: st.DrawFn, basis: str | None = None) -> World:
    """Up to eight figures of one measure by few voices, none of them open or around zero."""
    world = counting(basis or draw(st.sampled_from(["cumulative", "stock"])))
    for _ in range(draw(st.integers(1, 8))):
        n = draw(st.sampled_from(NUMBERS))
        hedge = draw(st.sampled_from(["exact", "none", "about", "between"]))
        more = draw(st.sampled_from([100, 1000]))
        world.claim(
            "counted",
            figure("between", n, n + more) if hedge == "between" else figure(hedge, n),
            by=draw(st.sampled_from(list(BODIES))),
            lineage=draw(st.sampled_from(["full", "full", "full", "partial"])),
            as_of=draw(st.sampled_from(DAYS)),
        )
    return world


# ---- the rule of Marzullo


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low = draw(st.integers(0, 6))
    high = low + draw(st.sampled_from([0, 0, 1, 2, 4]))
    return Interval(
        draw(st.sampled_from([low, low, low, -inf])), draw(st.sampled_from([high, high, high, inf]))
    )


def by_subsets(given: list[Interval]) -> tuple[Interval | None, int, int]:
    """What `marzullo` should say, by trying all subsets, the largest first."""
    for size in range(len(given), 0, -1):
        found = set()
        for subset in combinations(given, size):
            low, high = max(i.low for i in subset), min(i.high for i in subset)
            if low <= high:
                found.add(Interval(low, high))
        if found:
            best = min(found, key=lambda i: (i.high - i.low, i.low))
            return best, size, len(found) - 1
    return None, 0, 0


@settings(max_examples=500, deadline=None)
@given(st.lists(intervals(), max_size=7))
def test_the_smallest_interval_in_most_is_what_all_subsets_give(given: list[Interval]) -> None:
    assert marzullo(given) == by_subsets(given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], (None, 0, 0)),
        ([(8, 12), (11, 13), (10, 12)], ((11, 12), 3, 0)),
        # Two that touch share the number at which they touch.
        ([(0, 1), (1, 2)], ((1, 1), 2, 0)),
        ([(0, 1), (1, 2), (2, 3)], ((1, 1), 2, 1)),
        # The same one twice is two that say it, and one interval.
        ([(4, 6), (4, 6)], ((4, 6), 2, 0)),
        ([(5, 5), (5, 5), (7, 7)], ((5, 5), 2, 0)),
        # Nobody agrees: the narrowest, then the lowest; the others are ties.
        ([(0, 4), (6, 7), (9, 10)], ((6, 7), 1, 2)),
        ([(-inf, inf)], ((-inf, inf), 1, 0)),
        ([(-inf, 3), (2, inf), (5, inf)], ((2, 3), 2, 1)),
    ],
)
def test_the_smallest_interval_at_its_edges(
    given: list[tuple[float, float]], expected: tuple[object, int, int]
) -> None:
    assert marzullo([Interval(*ends) for ends in given]) == expected


# ---- the smallest covers


def covers_by_trying(clashes: set[Group], most: int) -> tuple[tuple[str, ...], ...]:
    """All smallest sets of names that meet every clash, by trying all sets."""
    names = sorted(set().union(*clashes, set()))
    for size in range(min(most, len(names)) + 1):
        found = [c for c in combinations(names, size) if all(set(c) & clash for clash in clashes)]
        if found:
            return tuple(found)
    return ()


clash_sets = st.sets(
    st.sampled_from([frozenset(pair) for pair in combinations("abcdefg", 2)]), max_size=12
)


@settings(max_examples=300, deadline=None)
@given(clash_sets)
def test_the_smallest_covers_are_all_that_there_are(clashes: set[Group]) -> None:
    assert smallest_covers(clashes) == covers_by_trying(clashes, DEEPEST)


@given(clash_sets, st.integers(0, 3))
def test_beyond_the_deepest_no_cover_is_told(clashes: set[Group], deepest: int) -> None:
    with patch.object(bands, "DEEPEST", deepest):
        assert smallest_covers(clashes) == covers_by_trying(clashes, deepest)


def test_covers_of_none_of_a_star_and_of_too_many() -> None:
    assert smallest_covers([]) == ((),)
    star = [frozenset(("hub", f"rim-{n}")) for n in range(DEEPEST * 2)]
    assert smallest_covers(star) == (("hub",),)
    apart = [frozenset((f"a{n:02d}", f"b{n:02d}")) for n in range(DEEPEST + 1)]
    assert smallest_covers(apart) == ()
    ways = smallest_covers(apart[:DEEPEST])
    assert len(ways) == 2**DEEPEST
    assert {len(way) for way in ways} == {DEEPEST}


# ---- the smallest set-aside


def aside_by_trying(dossier: Dossier, quantities: list[Quantity], tier: str) -> SetAside:
    """The fewest voices without whom nobody disagrees, by leaving out every set of them."""
    kinds = {"conflict"} if tier == ENTAILED else {"conflict", "tension"}
    voices = sorted({voice_of(dossier, q) for q in quantities})
    clashes = [
        {voice_of(dossier, a), voice_of(dossier, b)}
        for a, b in combinations(quantities, 2)
        if voice_of(dossier, a) != voice_of(dossier, b) and weigh(dossier, a, b).kind in kinds
    ]
    for size in range(len(voices) + 1):
        ways = tuple(
            gone
            for gone in combinations(voices, size)
            if not any(clash.isdisjoint(gone) for clash in clashes)
        )
        if ways:
            return SetAside(ways, len(voices))
    raise AssertionError("without any voice nobody disagrees")


def check_aside(dossier: Dossier, measure: str) -> None:
    quantities = figures_of(said_of(dossier, measure))
    for tier in TIERS:
        assert set_aside(dossier, quantities, tier) == aside_by_trying(dossier, quantities, tier)


@settings(quick, max_examples=60)
@given(worlds(2, 8))
def test_the_set_aside_of_any_measure_is_the_smallest(world: World) -> None:
    dossier = world.dossier()
    for measure in {claim.measure for claim in dossier.claims.values() if claim.measure}:
        check_aside(dossier, measure)


@settings(quick, max_examples=60)
@given(counts())
def test_the_set_aside_of_many_figures_of_a_measure_is_the_smallest(world: World) -> None:
    check_aside(world.dossier(), "counted")


def aside(world: World, tier: str = ENTAILED) -> SetAside:
    dossier = world.dossier()
    return set_aside(dossier, figures_of(said_of(dossier, "counted")), tier)


def test_one_against_two_is_the_one_to_set_aside() -> None:
    world = counting("stock")
    for by, n in (("north", 1000), ("south", 1000), ("east", 4000)):
        world.claim("counted", figure("exact", n), by=by, as_of=DAYS[0])
    assert aside(world) == SetAside((("East",),), 3)


def test_one_against_one_is_either() -> None:
    world = counting("stock")
    for by, n in (("south", 1000), ("north", 4000)):
        world.claim("counted", figure("exact", n), by=by, as_of=DAYS[0])
    assert aside(world) == SetAside((("North",), ("South",)), 2)


def test_a_tension_is_no_conflict() -> None:
    world = counting("stock")
    world.claim("counted", figure("at_least", 300), by="north", as_of=DAYS[0])
    world.claim("counted", figure("exact", 1000), by="south", as_of=DAYS[0])
    assert aside(world, ENTAILED) == SetAside(((),), 2)
    assert aside(world, SUGGESTED) == SetAside((("North",), ("South",)), 2)


def test_one_release_told_in_two_ways_sets_nobody_apart() -> None:
    world = counting("stock")
    world.release("briefing", "north")
    one = world.claim("counted", figure("exact", 1000), release="briefing")
    two = world.claim("counted", figure("exact", 4000), release="briefing", lineage="partial")
    assert world.compare(one, two).kind == "variance"
    for tier in TIERS:
        assert aside(world, tier) == SetAside(((),), 2)


def test_what_a_voice_says_against_itself_sets_nobody_apart() -> None:
    world = counting("stock")
    for by, n in (("north", 1000), ("chief", 4000)):
        world.claim("counted", figure("exact", n), by=by, as_of=DAYS[0])
    dossier = world.dossier()
    one, two = figures_of(said_of(dossier, "counted"))
    assert weigh(dossier, one, two).kind == "conflict"
    assert aside(world) == SetAside(((),), 1)


def test_whoever_is_last_known_is_a_voice_of_its_own() -> None:
    world = counting("stock")
    number: dict[str, Any] = {"measure": "counted", "fig": figure("exact", 1000)}
    ids = {
        world.claim(**number, by="north"): "North",
        world.claim(**number, by="chief"): "North",
        world.claim(**number, source=world.source("paper")): "Outlet paper",
        world.claim(**number, by="north", lineage="partial", source="paper"): (
            "Outlet paper, after North (origin not recorded)"
        ),
        world.claim(**number, by="officials", source="paper"): ("unnamed Officials (Outlet paper)"),
        world.claim(**number, source="paper", lineage="unknown"): (
            "Outlet paper (origin not recorded)"
        ),
    }
    dossier = world.dossier()
    found = {q.id: voice_of(dossier, q) for q in figures_of(said_of(dossier, "counted"))}
    assert found == ids
    assert aside(world).voices == 5


def test_a_release_is_the_voice_of_its_body_whatever_the_chain() -> None:
    world = counting("stock")
    world.release("briefing", "chief")
    claim = world.claim("counted", figure("exact", 1000), release="briefing", chain=())
    dossier = world.dossier()
    q = quantity(dossier, claim)
    assert q is not None
    assert voice_of(dossier, q) == "North"


def test_too_many_figures_are_not_told_apart_but_voices_are_counted() -> None:
    world = counting("stock")
    for by, n in (("north", 1000), ("south", 4000), ("south", 4000)):
        world.claim("counted", figure("exact", n), by=by, as_of=DAYS[0])
    with patch.object(bands, "MOST_FIGURES", 3):
        assert aside(world).ways == (("North",), ("South",))
    with patch.object(bands, "MOST_FIGURES", 2):
        assert aside(world) == SetAside((), 2)


# ---- most supported


def says_by_hand(dossier: Dossier, anchor: Quantity, tier: str) -> dict[str, Interval]:
    """What each body says of the number of an anchor, in a world made by `counts`."""
    assert anchor.claim is not None
    assert anchor.claim.as_of is not None
    moment = anchor.claim.as_of
    latest_first = sorted(
        dossier.claims.values(), key=lambda c: (c.as_of or "", c.id), reverse=True
    )
    says: dict[str, Interval] = {}
    for claim in latest_first:
        body = BODIES[claim.attribution[-1]] if claim.lineage == "full" else None
        q = quantity(dossier, claim.id)
        words = q.under("default") if q is not None else None
        assert words is not None
        assert claim.as_of is not None
        own = words.suggested if tier == SUGGESTED else words.entailed
        assert own is not None
        if body is None:
            continue
        if anchor.basis == "stock":
            days = (date.fromisoformat(claim.as_of) - date.fromisoformat(moment)).days
            if abs(days) > 14:
                continue
        elif claim.as_of < moment:
            own = Interval(own.low, inf)
        elif claim.as_of > moment:
            own = Interval(-inf, own.high)
        before = says.get(body, own)
        narrowed = Interval(max(before.low, own.low), min(before.high, own.high))
        says[body] = narrowed if narrowed.low <= narrowed.high else before
    return says


@settings(quick, max_examples=200)
@given(counts(), st.sampled_from(TIERS))
def test_what_most_origins_support_is_what_trying_every_number_gives(
    world: World, tier: str
) -> None:
    dossier = world.dossier()
    quantities = figures_of(said_of(dossier, "counted"))
    assert len(quantities) == len(dossier.claims)
    for anchor in quantities:
        says = says_by_hand(dossier, anchor, tier)
        found = most_supported(dossier, quantities, anchor, tier)
        if not says:
            assert found == Supported(None, (), (), 0)
            continue
        ends = {end for say in says.values() for end in say} - {inf, -inf}
        groups = {frozenset(b for b, say in says.items() if say.holds(end)) for end in ends}
        most = max(len(group) for group in groups)
        assert len(found.origins) == most
        assert frozenset(found.origins) in groups
        assert found.ties == sum(len(group) == most for group in groups) - 1
        assert found.origins == tuple(sorted(found.origins))
        assert found.against == tuple(sorted(set(says) - set(found.origins)))
        inside = [says[body] for body in found.origins]
        interval = Interval(max(i.low for i in inside), min(i.high for i in inside))
        assert found.interval == interval
        assert not any(says[body].overlaps(interval) for body in found.against)


def test_without_an_origin_nothing_is_supported() -> None:
    world = counting("stock")
    anchor = world.claim("counted", figure("exact", 1000), by="officials", as_of=DAYS[0])
    world.claim("counted", figure("exact", 1000), by="north", lineage="partial", as_of=DAYS[0])
    for tier in TIERS:
        assert supported(world, anchor, tier) == Supported(None, (), (), 0)


def test_what_an_unnamed_one_counts_may_be_bounded_by_others() -> None:
    world = counting("stock")
    anchor = world.claim("counted", figure("exact", 1000), by="officials", as_of=DAYS[0])
    world.claim("counted", figure("exact", 300), by="north", as_of=DAYS[0])
    assert supported(world, anchor) == Supported(Interval(300, 300), ("north",), (), 0)


def test_a_figure_of_an_unknown_moment_still_supports_itself() -> None:
    world = counting("stock")
    anchor = world.claim("counted", figure("exact", 1000), by="north", published=None)
    world.claim("counted", figure("exact", 300), by="south", as_of=DAYS[0])
    assert supported(world, anchor) == Supported(Interval(1000, 1000), ("north",), (), 0)


def test_a_person_adds_no_origin_to_their_body() -> None:
    world = counting("stock")
    anchor = world.claim("counted", figure("exact", 1000), by="north", as_of=DAYS[0])
    world.claim("counted", figure("between", 500, 3000), by="chief", as_of=DAYS[0])
    assert supported(world, anchor) == Supported(Interval(1000, 1000), ("north",), (), 0)


def test_a_release_adds_no_origin_to_its_body_whatever_the_chain() -> None:
    world = counting("stock")
    world.release("briefing", "north", DAYS[0])
    anchor = world.claim("counted", figure("exact", 1000), by="north", as_of=DAYS[0])
    world.claim("counted", figure("exact", 1000), release="briefing", chain=("south",))
    assert supported(world, anchor).origins == ("north",)


def test_a_body_has_one_say_its_latest_figure_narrowed_by_an_earlier_one() -> None:
    world = counting("stock")
    world.release("first", "north", "2025-01-06")
    world.release("second", "north", "2025-01-12")
    early = world.claim("counted", figure("between", 900, 1100), release="first")
    world.claim("counted", figure("between", 1000, 3000), release="second")
    world.claim("counted", figure("between", 950, 1050), by="south", as_of="2025-01-08")
    assert supported(world, early) == Supported(Interval(1000, 1050), ("north", "south"), (), 0)


def test_the_latest_figure_of_a_body_outweighs_an_earlier_one_that_lies_apart() -> None:
    world = counting("stock")
    world.release("first", "north", "2025-01-06")
    world.release("second", "north", "2025-01-12")
    early = world.claim("counted", figure("exact", 1000), release="first")
    world.claim("counted", figure("exact", 3000), release="second")
    assert supported(world, early) == Supported(Interval(3000, 3000), ("north",), (), 0)


def test_a_figure_of_a_known_moment_outweighs_one_of_an_unknown_moment() -> None:
    world = counting("flow")
    known = world.claim("counted", figure("exact", 1000), by="north", as_of=DAYS[0])
    world.claim("counted", figure("exact", 3000), by="north", published=None)
    assert supported(world, known) == Supported(Interval(1000, 1000), ("north",), (), 0)


def test_an_earlier_cumulative_count_bounds_a_later_one_from_below_only() -> None:
    world = counting("cumulative")
    early = world.claim("counted", figure("exact", 1000), by="north", as_of=DAYS[0])
    late = world.claim("counted", figure("exact", 500), by="officials", as_of=DAYS[3])
    assert supported(world, late) == Supported(Interval(1000, inf), ("north",), (), 0)
    # And a later one bounds an earlier one from above only.
    world.claim("counted", figure("exact", 300), by="south", as_of=DAYS[3])
    found = supported(world, early)
    assert (found.interval, found.origins) == (Interval(1000, 1000), ("north",))
    assert (found.against, found.ties) == (("south",), 1)


def test_a_part_bounds_its_whole_from_below_and_the_whole_a_part_from_above() -> None:
    world = counting("stock")
    world.scope("troops")
    world.scope("engineers", of="troops")
    whole = world.claim(
        "counted", figure("exact", 1000), by="officials", population="troops", as_of=DAYS[0]
    )
    part = world.claim(
        "counted", figure("exact", 300), by="officials", population="engineers", as_of=DAYS[0]
    )
    scopes = (("north", "engineers", 100), ("south", "troops", 4000))
    for by, population, n in scopes:
        world.claim("counted", figure("exact", n), by=by, population=population, as_of=DAYS[0])
    assert supported(world, whole).interval == Interval(4000, 4000)
    assert supported(world, part).interval == Interval(100, 100)
    assert supported(world, whole).origins == supported(world, part).origins == ("north", "south")


def test_a_stock_far_away_in_time_bounds_nothing() -> None:
    for day, origins in (("2025-01-19", ("north", "south")), ("2025-01-20", ("north",))):
        world = counting("stock")
        anchor = world.claim("counted", figure("exact", 1000), by="north", as_of="2025-01-05")
        world.claim("counted", figure("between", 500, 3000), by="south", as_of=day)
        assert supported(world, anchor).origins == origins


@pytest.mark.parametrize("modality", ["expected", "possible", "denied"])
def test_only_what_is_counted_bounds_a_count(modality: str) -> None:
    world = counting("stock")
    anchor = world.claim("counted", figure("exact", 1000), by="north", as_of=DAYS[0])
    world.claim("counted", figure("exact", 300), by="south", as_of=DAYS[0], modality=modality)
    assert supported(world, anchor) == Supported(Interval(1000, 1000), ("north",), (), 0)


def test_the_tier_says_which_interval_of_the_words_counts() -> None:
    world = counting("stock")
    anchor = world.claim("counted", figure("at_least", 300), by="north", as_of=DAYS[0])
    world.claim("counted", figure("exact", 1000), by="south", as_of=DAYS[0])
    assert supported(world, anchor, ENTAILED).origins == ("north", "south")
    found = supported(world, anchor, SUGGESTED)
    assert (len(found.origins), len(found.against), found.ties) == (1, 1, 1)


def test_a_figure_that_bounds_nothing_supports_nothing() -> None:
    world = counting("cumulative")
    anchor = world.claim("counted", figure("exact", 1000), by="north", as_of=DAYS[0])
    # Later and open above: no number of the earlier count is ruled out.
    world.claim("counted", figure("at_least", 3000), by="south", as_of=DAYS[3])
    assert supported(world, anchor) == Supported(Interval(1000, 1000), ("north",), (), 0)


def test_of_two_releases_on_one_moment_the_later_has_the_say() -> None:
    found = []
    for documents in (("a", "b"), ("b", "a")):
        world = counting("stock")
        world.release("first", "north", "2025-01-20")
        world.release("second", "north", "2025-03-20")
        for document, release, n in zip(documents, ("first", "second"), (4000, 3000), strict=True):
            world.claim(
                "counted",
                figure("exact", n),
                release=release,
                source=world.source(document),
                as_of=DAYS[0],
            )
        anchor = world.claim("counted", figure("exact", 500), by="officials", as_of=DAYS[0])
        found.append(supported(world, anchor).interval)
    assert found == [Interval(3000, 3000)] * 2


def test_what_is_derived_from_a_release_adds_no_origin_to_its_body() -> None:
    world = counting()
    world.measure("dead", of="counted")
    world.measure("hurt", of="counted")
    world.release("briefing", "north", DAYS[0])
    told: dict[str, Any] = {"release": "briefing", "chain": (), "source": world.source("paper")}
    anchor = world.claim("counted", figure("exact", 1000), **told)
    dead = world.claim("dead", figure("exact", 300), **told)
    hurt = world.claim("hurt", figure("exact", 700), **told)
    world.identity("books", "sum", "?counted", dead, hurt)
    assert supported(world, anchor).origins == ("north",)


# ---- the figures of a measure


def shows_number(q: Quantity) -> bool:
    words = q.intervals[1]
    return words is not None and words.suggested is not None


def check_folding(said: tuple[Said, ...]) -> None:
    """Echoes are of one release, scope and status and overlap with the one that stands first."""

    def group(q: Quantity) -> object:
        return (q.release or q.voice, q.scope, q.status)

    for one in said:
        for echo in one.echoes:
            assert group(echo) == group(one.quantity)
            assert tells_alike(one.quantity, echo)
            assert width(echo) <= width(one.quantity)
    for one, two in combinations(said, 2):
        is_derived = one.quantity.claim is None or two.quantity.claim is None
        if not is_derived and group(one.quantity) == group(two.quantity):
            assert not tells_alike(one.quantity, two.quantity)


def tells_alike(one: Quantity, two: Quantity) -> bool:
    a, b = one.intervals[1], two.intervals[1]
    if a is not None and b is not None and a.suggested is not None and b.suggested is not None:
        return max(a.suggested.low, b.suggested.low) <= min(a.suggested.high, b.suggested.high)
    if a is not None and b is not None:
        return a == b
    assert one.claim is not None
    assert two.claim is not None
    assert one.claim.figure is not None
    assert two.claim.figure is not None
    return one.claim.figure.written == two.claim.figure.written


def width(q: Quantity) -> float:
    words = q.intervals[1]
    if words is None or words.suggested is None:
        return -1
    return words.suggested.high - words.suggested.low


def check_order(said: tuple[Said, ...]) -> None:
    spans = [one.quantity.when.span for one in said]
    known = [span for span in spans if span is not None]
    assert spans[: len(known)] == known == sorted(known)


@quick
@given(worlds(2, 8), st.data())
def test_every_figure_of_a_measure_is_there_once(world: World, data: st.DataObject) -> None:
    dossier = world.dossier()
    some = data.draw(st.sets(st.sampled_from(list(dossier.claims))))
    for measure in dossier.measures:
        for claims in (None, some):
            said = said_of(dossier, measure, claims)
            kept = set(dossier.claims) if claims is None else claims
            assert Counter(q.id for q in figures_of(said)) == Counter(
                [*claims_with(dossier, measure, kept), *derived_from(dossier, measure, kept)]
            )
            check_order(said)
            if dossier.meta.preset == "default":
                check_folding(said)


def claims_with(dossier: Dossier, measure: str, kept: set[str]) -> list[str]:
    return [
        claim.id
        for claim in dossier.claims.values()
        if claim.id in kept and claim.measure == measure and claim.figure is not None
    ]


def derived_from(dossier: Dossier, measure: str, kept: set[str]) -> list[str]:
    found = []
    for identity in dossier.identities.values():
        rest = derived(dossier, identity)
        rests_on = {slot.claim for slot in (identity.total, *identity.terms)} - {None}
        if rest is not None and rest.measure == measure and rests_on <= kept:
            found.append(rest.id)
    return found


def test_one_release_told_twice_is_one_figure_and_the_wider_stands_for_it() -> None:
    world = counting("stock")
    world.release("briefing", "north")
    narrow = world.claim("counted", figure("exact", 4000), release="briefing")
    wide = world.claim("counted", figure("between", 3000, 5000), release="briefing")
    other = world.claim("counted", figure("none", 4000), release="briefing")
    assert ids_of(said_of(world.dossier(), "counted")) == [(wide, other, narrow)]


def scoped(world: World) -> dict[str, Any]:
    return {"place": world.scope("oblast", "place")}


def by_another_release(world: World) -> dict[str, Any]:
    return {"release": world.release("another", "north")}


def expected(world: World) -> dict[str, Any]:
    return {"modality": "expected"}


def apart(world: World) -> dict[str, Any]:
    return {"fig": figure("exact", 4001)}


def without_release(world: World) -> dict[str, Any]:
    return {"release": None, "by": "north"}


@pytest.mark.parametrize("change", [scoped, by_another_release, expected, apart, without_release])
def test_another_scope_release_status_or_number_is_another_figure(
    change: Callable[[World], dict[str, Any]],
) -> None:
    world = counting("stock")
    told: dict[str, Any] = {"release": world.release("briefing", "north")}
    told |= {"measure": "counted", "fig": figure("exact", 4000), "as_of": DAYS[0]}
    one, same = world.claim(**told), world.claim(**told)
    other = world.claim(**{**told, **change(world)})
    assert ids_of(said_of(world.dossier(), "counted")) == [(one, same), (other,)]


def test_without_a_release_only_one_document_and_chain_is_told_alike() -> None:
    world = counting("stock")
    told: dict[str, Any] = {"measure": "counted", "fig": figure("exact", 4000), "as_of": DAYS[0]}
    paper, page = world.source("a-paper"), world.source("b-page")
    one = world.claim(**told, by="north", source=paper)
    same = world.claim(**told, by="north", source=paper)
    chain = world.claim(**told, by="south", source=paper)
    document = world.claim(**told, by="north", source=page)
    found = ids_of(said_of(world.dossier(), "counted"))
    assert found == [(one, same), (chain,), (document,)]


def test_words_without_a_number_are_alike_where_they_are_the_same() -> None:
    world = counting("stock")
    told: dict[str, Any] = {"release": world.release("briefing", "north"), "as_of": DAYS[0]}
    figs = [
        figure("vague", written="a great many"),
        figure("vague", written="a great many"),
        figure("vague", written="very many"),
        figure("few"),
        figure("few"),
        figure("exact", 3),
    ]
    ids = [world.claim("counted", fig, **told) for fig in figs]
    dossier = world.dossier()
    assert [shows_number(q) for q in figures_of(said_of(dossier, "counted"))].count(True) == 1
    assert ids_of(said_of(dossier, "counted")) == [
        (ids[0], ids[1]),
        (ids[2],),
        (ids[3], ids[4]),
        (ids[5],),
    ]


def test_what_is_folded_overlaps_under_the_preset_of_the_dossier() -> None:
    world = World("strict")
    world.measure("counted", "stock")
    world.release("briefing", "north")
    one, two = (world.claim("counted", figure("none", n), release="briefing") for n in (4000, 4300))
    assert world.compare(one, two).kind == "variance"
    assert ids_of(said_of(world.dossier(), "counted")) == [(one,), (two,)]


def test_figures_stand_by_moment_and_unknown_moments_last() -> None:
    world = counting("stock")
    told: dict[str, Any] = {"measure": "counted", "fig": figure("exact", 4000), "by": "north"}
    unknown = world.claim(**told, published=None)
    year = world.claim(**told, as_of="2025")
    late = world.claim(**told, as_of="2025-02-01")
    page = world.claim(**told, published="2025-01-20")
    day = world.claim(**told, as_of="2025-01-01")
    found = [one.quantity.id for one in said_of(world.dossier(), "counted")]
    assert found == [day, year, page, late, unknown]


def books() -> tuple[World, str, str]:
    world = World()
    world.measure("losses")
    world.measure("dead", of="losses")
    world.measure("hurt", of="losses")
    dead = world.claim("dead", figure("exact", 300), by="north", as_of=DAYS[0])
    losses = world.claim("losses", figure("exact", 1000), by="north", as_of=DAYS[0])
    world.identity("books", "sum", losses, dead, "?hurt")
    return world, dead, losses


def test_what_an_identity_leaves_stands_among_the_figures() -> None:
    world, dead, losses = books()
    hurt = world.claim("hurt", figure("exact", 4000), by="south", as_of=DAYS[0])
    dossier = world.dossier()
    rest = derived_id("books", "hurt")
    said = said_of(dossier, "hurt")
    assert ids_of(said) == [(rest,), (hurt,)]
    words = said[0].quantity.under("default")
    assert words is not None
    assert words.entailed == Interval(700, 700)
    assert ids_of(said_of(dossier, "dead")) == [(dead,)]
    assert ids_of(said_of(dossier, "hurt", {dead, losses})) == [(rest,)]
    for without in (dead, losses):
        left = set(dossier.claims) - {without}
        assert ids_of(said_of(dossier, "hurt", left)) == [(hurt,)]


def test_a_derived_figure_has_a_voice_and_a_say() -> None:
    world, _, _ = books()
    hurt = world.claim("hurt", figure("exact", 4000), by="south", as_of=DAYS[0])
    found = supported(world, hurt)
    assert found == Supported(Interval(700, 700), ("north",), ("south",), 1)
    dossier = world.dossier()
    quantities = figures_of(said_of(dossier, "hurt"))
    assert set_aside(dossier, quantities, ENTAILED) == SetAside((("North",), ("South",)), 2)


def test_a_claim_that_is_not_there_is_an_error_and_no_claims_give_no_figures() -> None:
    world, dead, _ = books()
    dossier = world.dossier()
    with pytest.raises(KeyError):
        said_of(dossier, "dead", [dead, "nowhere.1"])
    assert said_of(dossier, "dead", []) == ()
    assert said_of(dossier, "no such measure") == ()


# ---- the shipped dossier


def shipped(measure: str) -> dict[str, SetAside]:
    quantities = figures_of(said_of(SHIPPED, measure))
    return {tier: set_aside(SHIPPED, quantities, tier) for tier in TIERS}


def test_the_killed_agree_in_words_and_without_ukraine_in_what_is_suggested() -> None:
    found = shipped("killed")
    assert found[ENTAILED].ways == ((),)
    assert found[SUGGESTED].ways == (("Ukraine",),)


def test_the_wounded_agree_without_the_service_or_without_ukraine() -> None:
    for found in shipped("wounded").values():
        assert found.ways == (("National Intelligence Service",), ("Ukraine",))


def test_nobody_disagrees_about_the_casualties() -> None:
    for found in shipped("casualties").values():
        assert found.ways == ((),)


def test_those_present_agree_without_the_service() -> None:
    for found in shipped("present").values():
        assert found.ways == (("National Intelligence Service",),)


def test_the_briefing_of_those_present_is_one_figure_told_three_times() -> None:
    said = {one.quantity.id: one for one in said_of(SHIPPED, "present")}
    assert [q.id for q in said["joongang-2026-02-10.4"].echoes] == [
        "joongang-2026-02-10.5",
        "joongang-2026-02-10.8b",
    ]


def test_the_service_and_ukraine_differ_about_the_wounded_of_early_2025() -> None:
    said = said_of(SHIPPED, "wounded")
    quantities = figures_of(said)
    anchor = next(q for q in quantities if q.id == "ki-2025-02-27.17d")
    for tier in TIERS:
        found = most_supported(SHIPPED, quantities, anchor, tier)
        assert found == Supported(Interval(2650, 2750), ("nis",), ("ukraine",), 1)


def test_every_figure_of_the_shipped_dossier_is_there_once_and_in_order() -> None:
    everything = set(SHIPPED.claims)
    for measure in SHIPPED.measures:
        said = said_of(SHIPPED, measure)
        told = Counter(q.id for q in figures_of(said) if q.claim is not None)
        assert told == Counter(claims_with(SHIPPED, measure, everything))
        check_folding(said)
        check_order(said)


@pytest.mark.parametrize("part", [None, 3])
def test_all_measures_at_once_are_each_by_itself(part: int | None) -> None:
    dossier = Dossier.open(default_path())
    claims = None if part is None else list(dossier.claims)[::part]
    found = said_by_measure(dossier, claims)
    assert list(found) == list(dossier.measures)
    assert sum(map(len, found.values())) > 100
    for measure, said in found.items():
        assert said == said_of(dossier, measure, claims)
