"""Folding the list: nothing lost, heads of the highest severity, one order everywhere."""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import inf
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.disagreements.folds import Fold, fold
from kursk_tui.analysis.disagreements.listing import (
    Row,
    competing,
    disagreements,
    rank,
    row_of,
)
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.ladder.reading import WITHIN_RELEASE
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.model.dates import days_apart
from tests.analysis.build import World, figure
from tests.analysis.test_properties import quick, worlds

Fields = dict[str, Any]


@cache
def shipped_rows() -> tuple[Row, ...]:
    """The rows of the dossier that is shipped."""
    return disagreements(Dossier.open(default_path())).rows


def shown(folds: tuple[Fold, ...]) -> list[Row]:
    return [row for found in folds for row in (found.head, *found.rest)]


def distance(row: Row) -> float:
    """Days between the moments of a pair; those of which one is unknown lie far away."""
    assert row.pair is not None
    one, two = (q.when.span for q in row.pair)
    return inf if one is None or two is None else days_apart(one, two)


def voice(q: Quantity) -> object:
    """The origin of a side, else its release, else the number it prints."""
    figure = q.claim.figure if q.claim is not None else None
    ends = (figure.low, figure.high) if figure is not None else ()
    return q.origin or q.release or frozenset(n for n in ends if n is not None) or q.id


def group(row: Row) -> object:
    """Measures and origins of a row, in no order; what one release is told as by its kind.

    Dates of one event are one, whoever gives them, and so are what one text opposes and what the
    organs of one state say against each other. A misreading is one of its release, whoever has it.
    """
    if row.pair is None:
        return row.target
    if not all(q.measure for q in row.pair):
        one, two = (q.claim for q in row.pair)
        assert one is not None
        assert two is not None
        # Where each opposes the other the first of the two is the one that does.
        for claim, other in ((one, two), (two, one)):
            for opposed in claim.opposes:
                if opposed.claim == other.id and (row.severity == 3) == (opposed.how == "denies"):
                    return (claim.id, opposed.how)
        return row.target
    if row.kind == "told as":
        assert row.reading is not None
        wrong, right = sorted(row.pair, key=lambda q: not q.is_misreading)
        return (row.kind, wrong.measure, row.reading.why.code, right.release or right.id)
    kind = row.kind if row.kind in WITHIN_RELEASE else None
    is_dated = row.pair.a.basis == "date"
    sides: set[object] = {row.pair.a.scope.within} if is_dated else {voice(q) for q in row.pair}
    if len(sides) == 2 and not is_dated and all(q.origin for q in row.pair):
        states = {q.state for q in row.pair}
        sides = sides if len(states) == 2 or states == {None} else {("state", *states)}
    return (kind, frozenset(q.measure for q in row.pair), frozenset(sides))


def check(rows: list[Row], folds: tuple[Fold, ...]) -> None:
    assert Counter(row.target for row in shown(folds)) == Counter(row.target for row in rows)
    # One order everywhere.
    heads = [found.head for found in folds]
    assert heads == sorted(heads, key=rank)
    assert len({group(head) for head in heads}) == len(folds)
    for found in folds:
        assert list(found.rest) == sorted(found.rest, key=rank)
        for row in found.rest:
            if row.drift is not None and found.head.drift is None:
                # A hedge that turns, under a row in which its release stands.
                sides = {q.id for other in (found.head, *found.rest) for q in other.pair or ()}
                assert row.drift.standing in sides
                assert row.severity < found.head.severity
                continue
            assert row.severity <= found.head.severity
            if group(row) != group(found.head):
                check_odd(row, found)
            elif row.severity == found.head.severity:
                near, far = distance(found.head), distance(row)
                assert near < far or (near == far and found.head.gap >= row.gap)


def check_odd(row: Row, found: Fold) -> None:
    """That a row stands under one of another story for a figure that both are about."""
    alike = [other for other in found.rest if group(other) == group(row)]
    assert found.head.pair is not None
    odd = {q.id for q in found.head.pair}
    assert any(odd & {q.id for q in other.pair or ()} for other in alike)
    assert found.head.kind in ("conflict", "tension")


def test_every_row_of_the_shipped_dossier_stands_once() -> None:
    rows = shipped_rows()
    folds = fold(rows)
    check(list(rows), folds)
    assert len(folds) < len(rows) * 2 / 3


@given(
    st.deferred(
        lambda: st.sets(st.sampled_from(range(len(shipped_rows()))), min_size=1, max_size=120)
    )
)
@settings(max_examples=40, deadline=None)
def test_any_part_of_the_list_folds_without_loss(places: set[int]) -> None:
    rows = [shipped_rows()[place] for place in sorted(places)]
    check(rows, fold(rows))
    # In whatever order they are given.
    assert fold(rows[::-1]) == fold(rows)


@quick
@given(worlds(2, 8))
def test_any_list_folds_without_loss_and_is_in_the_one_order(world: World) -> None:
    dossier = world.dossier()
    rows = disagreements(dossier).rows
    assert list(rows) == sorted(rows, key=rank)
    check(list(rows), fold(rows))
    for claim in dossier.claims:
        found = list(competing(dossier, claim))
        assert found == sorted(found, key=rank)
        for row in found:
            # What stands in a row before it is read is what its reading says.
            assert row.reading is not None
            assert row == row_of(dossier, row.reading)


def two_bodies() -> World:
    world = World()
    world.measure("there", "stock")
    world.measure("gone", "stock")
    for by in ("north", "south"):
        for n in (1, 2, 3):
            world.release(f"{by}-{n}", by, f"2025-0{n}-01")
    return world


def test_rows_of_one_measure_and_two_origins_are_one_story_whichever_way_round() -> None:
    world = two_bodies()
    world.claim("there", figure("exact", 1000), release="north-1")
    world.claim("there", figure("exact", 500), release="south-1")
    world.claim("there", figure("exact", 500), release="north-2")
    world.claim("there", figure("exact", 1000), release="south-2")
    rows = disagreements(world.dossier()).rows
    kinds = [row.kind for row in rows]
    assert Counter(kinds) == {"conflict": 2, "revision": 2}
    (story, *own) = fold(rows)
    assert [row.kind for row in (story.head, *story.rest)] == ["conflict", "conflict"]
    assert all(found.head.kind == "revision" and not found.rest for found in own)


def test_what_organs_of_one_state_say_against_each_other_is_one_story() -> None:
    world = World()
    world.measure("there", "stock")
    world.agent("kyiv", "state")
    for n, by in enumerate(("staff", "service", "office")):
        world.agent(by, party="kyiv")
        world.claim("there", figure("exact", 1000 * (n + 1)), by=by, as_of="2025-02-01")
    world.claim("there", figure("exact", 4000), by="kyiv", as_of="2025-02-01")
    (story,) = fold(disagreements(world.dossier()).rows)
    assert len(story.rest) == 5
    # Against another state each is a story of its own, until they are all against one figure.
    world.claim("there", figure("exact", 500), by="seoul", as_of="2025-02-01")
    rows = disagreements(world.dossier()).rows
    assert len(fold(rows)) == 1 + 1
    assert len(fold([row for row in rows if row.severity < 4 or row.gap < 5])) > 1 + 1


def test_who_is_apart_from_all_others_is_told_once() -> None:
    world = World()
    world.measure("there", "stock")
    for by, n in (("north", 100), ("south", 1000), ("east", 1000), ("west", 1000)):
        world.claim("there", figure("exact", n), by=by, as_of="2025-02-01")
    rows = disagreements(world.dossier()).rows
    (odd,) = fold(rows)
    assert len(odd.rest) == 2
    # Two against one are two stories: nobody is the odd one out.
    few = [row for row in rows if "s04.1" not in row.claims]
    assert all(not one.rest for one in fold(few))


def test_another_measure_or_origin_is_another_story() -> None:
    world = two_bodies()
    for measure in ("there", "gone"):
        world.claim(measure, figure("exact", 1000), release="north-1")
        world.claim(measure, figure("exact", 500), release="south-1")
        world.claim(measure, figure("exact", 500), lineage="unknown", as_of="2025-01-01")
    rows = disagreements(world.dossier()).rows
    assert len(rows) == 4
    assert fold(rows) == tuple(Fold(row) for row in rows)


def test_copies_of_one_number_without_origin_or_release_are_one_story() -> None:
    world = two_bodies()
    world.claim("there", figure("exact", 1000), release="north-1")
    plain: Fields = {"measure": "there", "lineage": "unknown", "as_of": "2025-01-01"}
    for _ in range(3):
        world.claim(fig=figure("exact", 500), **plain)
    (one,) = fold(disagreements(world.dossier()).rows)
    assert len(one.rest) == 2
    # Another number is another story.
    world.claim(fig=figure("exact", 400), **plain)
    assert against_the_first(world) == [0, 2]
    # The same of whoever is named is a third one. Of the two that say 500 the first is apart from
    # both; 400 has as many against it.
    world.claim("there", figure("exact", 500), by="south", as_of="2025-01-01")
    assert against_the_first(world) == [0, 3]


def against_the_first(world: World) -> list[int]:
    """How many rows stand under each row that the first claim takes part in."""
    found = [row for row in disagreements(world.dossier()).rows if row.kind == "conflict"]
    return sorted(len(one.rest) for one in fold(found) if "s01.1" in one.head.claims)


def test_the_head_is_of_the_gravest_the_nearest_in_time_then_the_widest() -> None:
    world = two_bodies()
    world.measure("dead", since="2024-01-01")
    # All tensions of severity 3: weeks apart the wider, on one day the narrower two.
    pages = [world.source(name, reading="checked") for name in ("one", "two")]
    world.claim("dead", figure("at_least", 100), release="north-1", source=pages[0])
    near = world.claim("dead", figure("exact", 900), release="south-1")
    world.claim("dead", figure("exact", 4000), release="south-2", source=pages[1])
    (found, *_) = fold(disagreements(world.dossier()).rows)
    assert [row.severity for row in (found.head, *found.rest)] == [3, 3]
    assert near in found.head.claims
    assert found.rest[0].gap > found.head.gap
    assert rank(found.rest[0]) < rank(found.head)


def test_on_one_day_the_widest_is_the_head_however_firm() -> None:
    world = two_bodies()
    checked = world.source("checked", reading="checked", published="2025-01-01")
    also = world.source("also", reading="checked", published="2025-01-01")
    world.claim("there", figure("exact", 1000), release="north-1", source=checked)
    world.claim("there", figure("exact", 800), release="south-1", source=also)
    wide = world.claim("there", figure("exact", 600), by="south", as_of="2025-01-01")
    (found,) = fold([r for r in disagreements(world.dossier()).rows if r.origins == 2])
    assert [row.severity for row in (found.head, *found.rest)] == [3, 3]
    assert wide in found.head.claims
    assert found.head.firmness < found.rest[0].firmness


def test_the_dates_of_one_event_are_one_story_whoever_gives_them() -> None:
    world = World()
    world.measure("day", "date")
    for event in ("welcome", "parade"):
        world.event(event)
        for by, date in (("north", "2025-01-01"), ("south", "2025-01-05"), ("east", "2025-03-01")):
            world.claim("day", date, by=by, within=event)
    rows = disagreements(world.dossier()).rows
    assert [row.kind for row in rows] == ["conflict"] * 6
    folds = fold(rows)
    assert [len(one.rest) for one in folds] == [2, 2]
    for one in folds:
        assert len({q.scope.within for row in shown((one,)) for q in row.pair or ()}) == 1
        # Of dates the widest is the head.
        assert one.head.reading is not None
        assert one.head.reading.days == 59


def text_world(*opposing: tuple[str, str, str]) -> tuple[Fold, ...]:
    """Texts a, b and c, one page each, of which some oppose others."""
    world = World()
    ids = {name: world.claim(by=name, statement=f"Text {name}") for name in ("a", "b", "c")}
    raw = world.data()
    for name, how, other in opposing:
        (row,) = [row for row in raw["claims"].values() if row["id"] == ids[name]]
        row["opposes"] = [*row["opposes"], {"claim": ids[other], "how": how}]
    return fold(disagreements(Dossier.from_data(raw)).rows)


def test_what_one_text_contradicts_is_one_story() -> None:
    (one,) = text_world(("a", "denies", "b"), ("a", "denies", "c"))
    assert len(one.rest) == 1
    # Denying is another thing than what is hard to reconcile.
    assert len(text_world(("a", "denies", "b"), ("a", "excludes", "c"))) == 2
    # Two who contradict a third are two stories.
    assert len(text_world(("a", "denies", "b"), ("c", "denies", "b"))) == 2
    assert text_world() == ()


def test_a_list_of_none_folds_to_none() -> None:
    assert fold([]) == ()
