"""What holds: the highest floor, the lowest ceiling, what most origins suggest, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from math import inf
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.ladder.quantities import quantity
from kursk_tui.analysis.origins.bands import said_of
from kursk_tui.analysis.origins.holdings import (
    Agreement,
    Bound,
    Holding,
    count_of,
    deepest,
    holding,
)
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import Interval, Intervals
from kursk_tui.words.holdings import aside_text, holding_texts
from tests.analysis.build import World, figure
from tests.analysis.test_properties import quick, worlds

DAYS = ("2025-01-05", "2025-01-12", "2025-02-01", "2025-06-30")
NUMBERS = (100, 300, 500, 1000, 1100, 3000)
HEDGES = ("exact", "none", "about", "at_least", "more_than", "at_most", "less_than", "up_to")
BODIES = {"north": "north", "south": "south", "east": "east", "chief": "north", "officials": None}

Fields = dict[str, Any]


def counting(basis: str = "cumulative") -> World:
    """One measure, three bodies, somebody who speaks for the first, somebody unnamed."""
    world = World()
    world.measure("counted", basis)
    for agent in ("north", "south", "east"):
        world.agent(agent)
    world.agent("chief", "person", of="north")
    world.agent("officials", "unnamed")
    return world


def held(world: World, anchor: str) -> Holding:
    dossier = world.dossier()
    q = quantity(dossier, anchor)
    assert q is not None
    return holding(dossier, [s for one in said_of(dossier, q.measure) for s in one.all], q)


def bound(found: Bound | None) -> tuple[float, set[str]] | None:
    return None if found is None else (found.value, {holder.body for holder in found.holders})


def told(*fields: Fields, basis: str = "cumulative") -> tuple[World, list[str]]:
    """Claims of one measure on one day, unless they say otherwise."""
    world = counting(basis)
    plain: Fields = {"measure": "counted", "as_of": DAYS[0]}
    return world, [world.claim(**{**plain, **claim}) for claim in fields]


# ---- the ranges in which most lie


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low = draw(st.integers(0, 6))
    high = low + draw(st.sampled_from([0, 0, 1, 2, 4]))
    return Interval(
        draw(st.sampled_from([low, low, low, -inf])), draw(st.sampled_from([high, high, high, inf]))
    )


def by_subsets(given: list[Interval]) -> tuple[tuple[Interval, ...], int]:
    """What `deepest` should say, by trying all subsets, the largest first."""
    for size in range(len(given), 0, -1):
        found = set()
        for subset in combinations(given, size):
            low, high = max(i.low for i in subset), min(i.high for i in subset)
            if low <= high:
                found.add(Interval(low, high))
        if found:
            return tuple(sorted(found, key=lambda i: (i.high - i.low, i.low))), size
    return (), 0


@settings(max_examples=500, deadline=None)
@given(st.lists(intervals(), max_size=7))
def test_the_deepest_intervals_are_what_all_subsets_give(given: list[Interval]) -> None:
    assert deepest(given) == by_subsets(given)


@pytest.mark.parametrize(
    ("given", "ranges", "depth"),
    [
        ([], [], 0),
        ([(8, 12), (11, 13), (10, 12)], [(11, 12)], 3),
        # Two that touch share the number at which they touch.
        ([(0, 1), (1, 2)], [(1, 1)], 2),
        ([(0, 1), (1, 2), (2, 3)], [(1, 1), (2, 2)], 2),
        # The same one twice is two that say it, and one interval.
        ([(4, 6), (4, 6)], [(4, 6)], 2),
        # Nobody agrees: the narrowest first, then the lowest.
        ([(0, 4), (6, 7), (9, 10)], [(6, 7), (9, 10), (0, 4)], 1),
        ([(-inf, 3), (2, inf), (5, inf)], [(2, 3), (5, inf)], 2),
    ],
)
def test_the_deepest_intervals_at_their_edges(
    given: list[tuple[float, float]], ranges: list[tuple[float, float]], depth: int
) -> None:
    assert deepest([Interval(*ends) for ends in given]) == (tuple(ranges), depth)


# ---- brute force


class Saying(NamedTuple):
    """A figure as the rule sees it: who, when, and what it commits to and suggests."""

    id: str
    body: str
    day: str
    words: Intervals


@st.composite
def counts(draw: st.DrawFn) -> World:
    """Up to eight figures of one measure by few voices, each said on the day it speaks of."""
    world = counting(draw(st.sampled_from(["cumulative", "stock", "flow"])))
    for _ in range(draw(st.integers(1, 8))):
        n = draw(st.sampled_from(NUMBERS))
        hedge = draw(st.sampled_from([*HEDGES, "between"]))
        more = draw(st.sampled_from([100, 1000]))
        day = draw(st.sampled_from(DAYS))
        world.claim(
            "counted",
            figure("between", n, n + more) if hedge == "between" else figure(hedge, n),
            by=draw(st.sampled_from(list(BODIES))),
            lineage=draw(st.sampled_from(["full", "full", "full", "partial"])),
            as_of=day,
            published=day,
        )
    return world


def sayings(dossier: Dossier) -> list[Saying]:
    """The figures with an origin, the latest first."""
    found = []
    for claim in dossier.claims.values():
        body = BODIES[claim.attribution[-1]] if claim.lineage == "full" else None
        q = quantity(dossier, claim.id)
        assert q is not None
        words = q.under("default")
        if body is not None and words is not None and claim.as_of is not None:
            found.append(Saying(claim.id, body, claim.as_of, words))
    return sorted(found, key=lambda s: (s.day, s.id), reverse=True)


def days_from(one: str, two: str) -> int:
    return (date.fromisoformat(two) - date.fromisoformat(one)).days


def is_revised_down(saying: Saying, said: Iterable[Saying]) -> bool:
    return any(
        other.body == saying.body
        and other.day > saying.day
        and other.words.suggested is not None
        and other.words.suggested.high < saying.words.entailed.low
        for other in said
    )


def by_hand(said: list[Saying], basis: str, moment: str) -> tuple[Any, Any, dict[str, Interval]]:
    """(floor, ceiling, what each body suggests), as the rule puts it."""
    floors: list[tuple[float, str]] = []
    ceilings: list[tuple[float, str]] = []
    suggests: dict[str, Interval] = {}
    last: dict[str, str] = {}
    for saying in said:
        after = days_from(moment, saying.day)
        if basis == "stock" and abs(after) > 14:
            continue
        low, high = saying.words.entailed
        if basis == "cumulative" and after > 0:
            # A later count bounds an earlier one from above only.
            ceilings.append((high, saying.body))
            continue
        is_latest = last.setdefault(saying.body, saying.day) == saying.day
        # Of two of one day nobody knows which is the later.
        own = [
            other.words.suggested
            for other in said
            if is_latest and (other.body, other.day) == (saying.body, saying.day)
            if other.words.suggested is not None
        ]
        if own:
            suggests[saying.body] = Interval(min(i.low for i in own), max(i.high for i in own))
        stays = basis == "cumulative" and not is_revised_down(saying, said)
        if (is_latest or stays) and not any(i.high < low for i in own):
            floors.append((low, saying.body))
        # An earlier count bounds a later one from below only.
        is_ceiling = is_latest and (basis != "cumulative" or after == 0)
        if is_ceiling and not any(i.low > high for i in own):
            ceilings.append((high, saying.body))
    floors = [one for one in floors if one[0] > 0]
    ceilings = [one for one in ceilings if one[0] < inf]
    highest, lowest = max(floors, default=None), min(ceilings, default=None)
    return (
        highest and (highest[0], {body for n, body in floors if n == highest[0]}),
        lowest and (lowest[0], {body for n, body in ceilings if n == lowest[0]}),
        {body: i for body, i in suggests.items() if i.high < inf},
    )


@settings(quick, max_examples=250)
@given(counts())
def test_what_holds_is_what_trying_every_number_gives(world: World) -> None:
    dossier = world.dossier()
    (basis,) = {measure.basis for measure in dossier.measures.values()}
    quantities = [q for one in said_of(dossier, "counted") for q in one.all]
    for anchor in quantities:
        assert anchor.claim is not None
        assert anchor.claim.as_of is not None
        floor, ceiling, suggests = by_hand(sayings(dossier), basis, anchor.claim.as_of)
        found = holding(dossier, quantities, anchor)
        assert bound(found.floor) == floor
        assert bound(found.ceiling) == ceiling
        assert found.crosses == (bool(floor and ceiling) and floor[0] > ceiling[0])
        assert found.bodies == tuple(sorted(suggests))
        # The deepest place is an end of somebody's range.
        ends = {end for i in suggests.values() for end in i}
        groups = {tuple(sorted(b for b, i in suggests.items() if i.holds(n))) for n in ends}
        most = max(map(len, groups), default=0)
        assert {one.bodies for one in found.agreements} == {g for g in groups if len(g) == most}
        for one in found.agreements:
            inside = [suggests[body] for body in one.bodies]
            assert one.interval == (max(i.low for i in inside), min(i.high for i in inside))


@settings(quick, max_examples=60)
@given(worlds(2, 8))
def test_nothing_that_holds_rests_on_what_bears_nothing(world: World) -> None:
    dossier = world.dossier()
    for measure in dossier.measures:
        said = said_of(dossier, measure)
        quantities = {q.id: q for one in said for q in one.all}
        for anchor in quantities.values():
            found = holding(dossier, quantities.values(), anchor)
            for one in (found.floor, found.ceiling):
                for holder in one.holders if one is not None else ():
                    q = quantities[holder.quantity]
                    assert not q.is_misreading
                    assert not q.is_slip
                    assert q.status == anchor.status
                    assert q.claim is None or q.claim.lineage == "full"
            assert holding(dossier, list(quantities.values())[::-1], anchor) == found
            assert holding_texts(dossier, said, anchor)


# ---- the rule, part by part


def test_the_highest_floor_is_somebodys_and_agrees_with_nobody() -> None:
    world, ids = told(
        {"fig": figure("more_than", 6000), "by": "north"},
        {"fig": figure("at_least", 300), "by": "south"},
        {"fig": figure("at_least", 100), "by": "east"},
    )
    found = held(world, ids[1])
    assert bound(found.floor) == (6001, {"north"})
    assert found.ceiling is None
    assert [one.bodies for one in found.agreements] == [("east",), ("south",), ("north",)]


def test_a_misreading_holds_nothing_up() -> None:
    world, ids = told({"fig": figure("at_least", 300), "by": "north"})
    world.claim(
        "counted", figure("more_than", 6000), by="south", as_of=DAYS[0], misreads_claim=ids[0]
    )
    found = held(world, ids[0])
    assert bound(found.floor) == (300, {"north"})
    assert found.bodies == ("north",)


def test_a_ceiling_that_can_be_taken_back_is_none() -> None:
    for hedge, ceiling in (("up_to", None), ("at_most", (2000, {"north"}))):
        world, ids = told({"fig": figure(hedge, 2000), "by": "north"})
        assert bound(held(world, ids[0]).ceiling) == ceiling


def test_earlier_floors_stay_unless_they_are_revised_down() -> None:
    for later, floor in ((figure("at_least", 900), 1000), (figure("exact", 300), 300)):
        world, ids = told(
            {"fig": figure("at_least", 1000), "by": "north", "published": DAYS[0]},
            {"fig": later, "by": "north", "as_of": DAYS[2], "published": DAYS[2]},
        )
        assert bound(held(world, ids[1]).floor) == (floor, {"north"})


def test_of_two_figures_of_one_day_neither_is_the_later() -> None:
    world, ids = told(
        {"fig": figure("between", 200, 300), "by": "north", "published": DAYS[0]},
        {"fig": figure("exact", 500), "by": "north", "published": DAYS[0]},
        {"fig": figure("exact", 300), "by": "south", "published": DAYS[0]},
    )
    for claim in ids:
        found = held(world, claim)
        assert bound(found.floor) == (300, {"south"})
        assert bound(found.ceiling) == (300, {"south"})
        assert found.agreements == (Agreement(Interval(300, 300), ("north", "south")),)


def test_what_says_how_it_counts_bounds_nothing_that_does_not() -> None:
    world, ids = told({"fig": figure("exact", 342), "by": "north"})
    part = world.claim(
        "counted", figure("exact", 28), by="north", as_of=DAYS[0], counting="critical"
    )
    assert bound(held(world, ids[0]).floor) == (342, {"north"})
    assert bound(held(world, part).floor) == (28, {"north"})


def test_what_is_said_later_of_an_earlier_day_revises_nothing() -> None:
    world, ids = told(
        {"fig": figure("at_least", 1000), "by": "north", "as_of": DAYS[2], "published": DAYS[2]},
        {"fig": figure("exact", 300), "by": "north", "as_of": DAYS[0], "published": DAYS[3]},
    )
    assert bound(held(world, ids[0]).floor) == (1000, {"north"})


def test_a_later_ceiling_bounds_an_earlier_count_and_an_earlier_one_no_later() -> None:
    world, ids = told(
        {"fig": figure("at_most", 1000), "by": "north", "as_of": DAYS[2]},
        {"fig": figure("exact", 300), "by": "south", "as_of": DAYS[0]},
        {"fig": figure("at_least", 500), "by": "east", "as_of": DAYS[3]},
    )
    assert bound(held(world, ids[1]).ceiling) == (300, {"south"})
    world.claim("counted", figure("at_most", 200), by="east", as_of=DAYS[3])
    assert bound(held(world, ids[1]).ceiling) == (200, {"east"})
    found = held(world, ids[1])
    assert found.crosses
    assert held(world, ids[2]).ceiling == held(world, "s04.1").ceiling
    # At its own moment it stands beside a floor of the same body above it: neither is the later.
    assert held(world, ids[2]).ceiling is None


def test_a_body_that_raised_its_ceiling_is_held_to_the_last() -> None:
    world, ids = told(
        {"fig": figure("at_most", 500), "by": "north", "published": DAYS[1]},
        {"fig": figure("at_most", 800), "by": "north", "published": DAYS[2]},
    )
    for claim in ids:
        assert bound(held(world, claim).ceiling) == (800, {"north"})


def test_of_a_date_only_the_latest_of_a_body_counts() -> None:
    world = counting("date")
    world.event("battle")
    fields: Fields = {"measure": "counted", "within": "battle", "by": "north"}
    one = world.claim(fig="2024-12-01", published=DAYS[0], **fields)
    world.claim(fig="2024-12-20", published=DAYS[1], **fields)
    found = held(world, one)
    assert found.floor is not None
    assert found.ceiling is not None
    assert found.floor.value == found.ceiling.value == date(2024, 12, 20).toordinal()


def test_a_release_holds_by_its_own_wording() -> None:
    world = counting()
    world.release("briefing", "north", DAYS[0])
    for hedge, n in (("at_least", 300), ("at_least", 300), ("more_than", 3000)):
        anchor = world.claim("counted", figure(hedge, n), release="briefing")
    found = held(world, anchor)
    assert bound(found.floor) == (300, {"north"})


def test_without_a_whole_chain_nobody_holds_anything() -> None:
    world, ids = told(
        {"fig": figure("exact", 1000), "by": "officials"},
        {"fig": figure("exact", 1000), "by": "north", "lineage": "partial"},
    )
    for anchor in ids:
        assert held(world, anchor) == Holding(None, None, (), ())


def test_may_will_and_is_are_not_pooled() -> None:
    for modality in ("expected", "possible"):
        world, ids = told(
            {"fig": figure("exact", 1000), "by": "north"},
            {"fig": figure("exact", 4000), "by": "south", "modality": modality},
        )
        assert held(world, ids[0]).bodies == ("north",)
    world, ids = told(
        {"fig": figure("exact", 1000), "by": "north", "modality": "expected"},
        {"fig": figure("exact", 4000), "by": "south", "modality": "possible"},
    )
    assert held(world, ids[0]).bodies == ("north",)
    assert held(world, ids[1]).bodies == ("south",)


def test_a_part_of_the_scope_bounds_nothing() -> None:
    world = counting("stock")
    world.scope("troops")
    world.scope("engineers", of="troops")
    fields: Fields = {"measure": "counted", "as_of": DAYS[0]}
    whole = world.claim(fig=figure("exact", 1000), by="north", population="troops", **fields)
    world.claim(fig=figure("exact", 4000), by="south", population="engineers", **fields)
    world.claim(fig=figure("exact", 2000), by="east", **fields)
    found = held(world, whole)
    assert bound(found.floor) == (2000, {"east"})
    assert found.bodies == ("east", "north")


def test_a_word_for_a_number_agrees_with_nobody() -> None:
    world, ids = told(
        {"fig": figure("exact", 41), "by": "north"},
        {"fig": figure("exact", 60), "by": "south"},
        {"fig": figure("vague", written="dozens"), "by": "east"},
    )
    found = held(world, ids[0])
    assert {one.bodies for one in found.agreements} == {("north",), ("south",)}


def test_who_agrees_and_who_is_counted() -> None:
    world, ids = told(
        {"fig": figure("between", 900, 1100), "by": "north"},
        {"fig": figure("between", 1000, 1200), "by": "south"},
        {"fig": figure("exact", 3000), "by": "east"},
    )
    found = held(world, ids[0])
    assert found.agreements == (Agreement(Interval(1000, 1100), ("north", "south")),)
    assert found.bodies == ("east", "north", "south")


def test_a_state_and_its_organ_are_one_at_least_and_two_at_most() -> None:
    world = World()
    world.measure("counted")
    world.agent("land", "state")
    world.agent("staff", party="land")
    world.agent("head", "person", of="land")
    world.agent("other", "state")
    dossier = world.dossier()
    assert count_of(dossier, ["staff"]) == (1, 1)
    assert count_of(dossier, ["land", "staff"]) == (1, 2)
    assert count_of(dossier, ["land", "head", "staff"]) == (2, 3)
    assert count_of(dossier, ["head", "staff"]) == (2, 2)
    assert count_of(dossier, ["land", "other"]) == (2, 2)
    assert count_of(dossier, []) == (0, 0)


# ---- in words


def words(world: World, anchor: str) -> dict[str, str]:
    dossier = world.dossier()
    q = quantity(dossier, anchor)
    assert q is not None
    return dict(holding_texts(dossier, said_of(dossier, q.measure), q))


def test_every_bound_is_said_with_its_holder() -> None:
    world, ids = told(
        {"fig": figure("more_than", 6000), "by": "north"},
        {"fig": figure("at_most", 700), "by": "south"},
        {"fig": figure("between", 500, 700), "by": "east"},
    )
    found = words(world, ids[0])
    assert found["what holds"] == (
        "at 5 Jan 2025: more than 6,000 (North, 5 Jan 2025); but at most 700 (East, 5 Jan 2025; "
        "South, 5 Jan 2025): these do not overlap"
    )
    assert found["agree"] == "2 of 3 origins, within 600 to 700 (East and South)"
    assert found["they cross"].startswith(
        "North (as of 5 Jan 2025) spoke of more than 6,000 counted"
    )


def test_one_alone_and_no_two_are_said() -> None:
    world, ids = told({"fig": figure("exact", 300), "by": "north"})
    assert words(world, ids[0])["agree"] == "only North gives a figure"
    world.claim("counted", figure("exact", 900), by="south", as_of=DAYS[0])
    assert words(world, ids[0])["agree"] == "no two of the 2 origins agree"


def test_nothing_is_said_to_rest_on_a_misreading_a_slip_or_a_denial() -> None:
    world, ids = told(
        {"fig": figure("exact", 300), "by": "north"},
        {"fig": figure("exact", 900), "by": "south", "modality": "denied"},
        {"fig": figure("exact", 900), "by": "south", "as_of": "2026-02", "published": "2025"},
    )
    wrong = world.claim("counted", figure("exact", 900), by="south", misreads_claim=ids[0])
    for anchor, text in (
        (wrong, "a misreading is not used"),
        (ids[1], "a denial gives no count"),
        (ids[2], "a figure dated after its own page is not used"),
    ):
        assert words(world, anchor) == {"what holds": text}


def aside(*figures: tuple[str, dict[str, object]]) -> str:
    """What is said of who would have to be left out, of figures of some bodies on one day."""
    world, _ = told(*({"fig": fig, "by": by} for by, fig in figures))
    return aside_text(world.dossier(), said_of(world.dossier(), "counted"))


def test_set_aside_says_how_many_who_and_what_the_ways_differ_in() -> None:
    ends = (("north", figure("exact", 300)), ("south", figure("exact", 900)))
    assert aside(ends[0]) == "no conflict or tension between two voices"
    assert aside(*ends) == (
        "leave out 1 of 2 voices and no two of the others disagree: either North or South "
        "(this does not say who is wrong)"
    )
    # Two agree, so that one alone stands apart.
    assert aside(*ends, ("east", figure("exact", 900))).startswith(
        "leave out 1 of 3 voices and no two of the others disagree: North ("
    )
    three = aside(*ends, ("east", figure("exact", 2700)))
    assert three.startswith("leave out 2 of 3 voices")
    assert "either East and North or East and South or North and South (" in three
