"""What goes without saying: whom a figure counts that does not say so, and how fast a count turns.

And a denial, which says that something is not so and so contradicts whoever says that it is.
"""

from __future__ import annotations

from typing import Any

import pytest

from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.analysis.ladder.compare import compare
from kursk_tui.analysis.ladder.usual import LONGEST_STOCK_DAYS, stock_days, whom
from kursk_tui.words.sentences import sentence
from tests.analysis.build import World, figure

DAY = "2025-03-05"


def fire() -> World:
    """Most give the dead of a fire and say no more; one counts the children among them."""
    world = World()
    world.measure("killed")
    world.scope("children")
    for by, number in (("brigade", 30), ("police", 31), ("mayor", 30)):
        world.claim("killed", figure("exact", number), by=by, as_of=DAY)
    return world


def test_children_are_a_part_of_all_who_were_killed() -> None:
    world = fire()
    few = world.claim("killed", figure("exact", 9), by="union", as_of=DAY, population="children")
    many = world.claim("killed", figure("exact", 50), by="nurse", as_of=DAY, population="children")
    all_dead = world.claim("killed", figure("exact", 30), by="priest", as_of=DAY)
    dossier = world.dossier()
    assert whom(dossier, "killed") is None
    assert compare(dossier, few, all_dead).kind == "compatible"
    # More children than dead cannot be.
    over = compare(dossier, many, all_dead)
    assert over.kind == "conflict"
    assert "(Children)" in sentence(dossier, over)


def test_who_names_nobody_counts_whom_most_of_them_count() -> None:
    world = World()
    world.measure("killed")
    for scope, of in (("troops", None), ("engineers", "troops")):
        world.scope(scope, of=of)
    for by in ("nis", "hur"):
        world.claim("killed", figure("exact", 30), by=by, as_of=DAY, population="troops")
    part = world.claim("killed", figure("exact", 5), by="kim", as_of=DAY, population="engineers")
    unsaid = world.claim("killed", figure("exact", 30), by="pentagon", as_of=DAY)
    same = world.claim("killed", figure("exact", 99), by="uk", as_of=DAY, population="troops")
    dossier = world.dossier()
    assert whom(dossier, "killed") == "troops"
    assert compare(dossier, part, unsaid).kind == "compatible"
    assert compare(dossier, unsaid, same).kind == "conflict"


def test_one_release_that_many_repeat_has_one_vote() -> None:
    world = World()
    world.measure("killed")
    world.scope("children")
    world.release("un-1", "un")
    for _ in range(5):
        world.claim(
            "killed", figure("exact", 9), by="un", as_of=DAY, population="children", release="un-1"
        )
    for by in ("nis", "hur"):
        world.claim("killed", figure("exact", 30), by=by, as_of=DAY)
    assert whom(world.dossier(), "killed") is None


def missing(days: list[str]) -> World:
    world = World()
    world.measure("missing", "stock")
    for number, day in enumerate(days):
        world.claim("missing", figure("exact", 20), by=f"body-{number}", as_of=day)
    return world


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # Too few of them to tell.
        (["2025-03-01", "2025-03-03", "2025-03-05", "2025-03-09"], LONGEST_STOCK_DAYS),
        ([f"2025-03-{day:02}" for day in range(1, 8)], 1),
        (["2025-03-01", "2025-03-10", "2025-03-20", "2025-04-01", "2025-04-30"], 4),
        ([f"2024-{month:02}-01" for month in range(1, 13)], LONGEST_STOCK_DAYS),
        # One who looks back years later makes no slow story of it.
        ([*(f"2025-03-{day:02}" for day in range(1, 11)), "2035-01-01"], 1),
    ],
)
def test_the_pace_of_a_count_is_that_of_its_story(days: list[str], expected: int) -> None:
    assert stock_days(missing(days).dossier(), "missing") == expected


def test_who_is_missing_on_the_second_day_is_found_on_the_sixth() -> None:
    world = missing([f"2025-03-{day:02}" for day in range(1, 8)])
    early = world.claim("missing", figure("exact", 12), by="police", as_of="2025-03-02")
    late = world.claim("missing", figure("exact", 0), by="brigade", as_of="2025-03-06")
    dossier = world.dossier()
    assert compare(dossier, early, late).kind == "difference"


Fields = dict[str, Any]


def denied(saying: Fields, denial: Fields, basis: str = "cumulative") -> tuple[World, str, str]:
    world = World()
    world.measure("killed", basis)
    one = world.claim("killed", by="union", **{"as_of": DAY, **saying})
    two = world.claim("killed", by="mayor", modality="denied", **{"as_of": DAY, **denial})
    return world, one, two


def test_a_denial_contradicts_whoever_says_so() -> None:
    world, one, two = denied({"fig": figure("between", 35, 40)}, {"fig": figure("more_than", 30)})
    dossier = world.dossier()
    reading = compare(dossier, one, two)
    assert (reading.kind, reading.severity, reading.why.code) == ("conflict", 3, "denied")
    assert sentence(dossier, reading).endswith(
        "denied more than 30: what one says is what the other denies"
    )
    (row,) = disagreements(dossier).rows
    assert set(row.claims) == {one, two}


@pytest.mark.parametrize(
    ("saying", "denial"),
    [
        # It may be fewer: that is not denied.
        ({"fig": figure("between", 20, 40)}, {"fig": figure("more_than", 30)}),
        ({"fig": figure("exact", 12)}, {"fig": figure("more_than", 30)}),
        # A later count is no answer to an earlier denial.
        (
            {"fig": figure("exact", 45), "as_of": "2025-06-01"},
            {"fig": figure("more_than", 30), "as_of": "2025-03-05"},
        ),
        ({"fig": figure("exact", 45), "modality": "possible"}, {"fig": figure("more_than", 30)}),
        ({"fig": figure("exact", 45), "modality": "denied"}, {"fig": figure("more_than", 30)}),
    ],
)
def test_what_is_not_denied_contradicts_no_denial(saying: Fields, denial: Fields) -> None:
    world, one, two = denied(saying, denial)
    dossier = world.dossier()
    assert compare(dossier, one, two).kind == "incomparable"
    assert disagreements(dossier).rows == ()


def test_a_denial_of_a_part_says_nothing_of_the_whole() -> None:
    world = fire()
    one = world.claim("killed", figure("exact", 45), by="union", as_of=DAY)
    two = world.claim(
        "killed",
        figure("more_than", 30),
        by="mayor",
        as_of=DAY,
        modality="denied",
        population="children",
    )
    assert compare(world.dossier(), one, two).kind == "incomparable"
