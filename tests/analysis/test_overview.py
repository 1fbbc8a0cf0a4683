"""The overview: which figures make its ranges and lines, and what was new at a turning point."""

from __future__ import annotations

from typing import Any

import pytest

from kursk_tui.analysis.disagreements.folds import fold
from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.analysis.ladder.quantities import quantity
from kursk_tui.analysis.origins.bands import said_of
from kursk_tui.analysis.overview import (
    Contested,
    Overview,
    highest_of_nobody,
    later_than,
    overview,
)
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.words.overview import (
    against,
    brief,
    by_whom,
    in_short,
    months_text,
    new_figures,
    origin_name,
    scope_note,
    sparkline,
)
from kursk_tui.words.phrases import times
from kursk_tui.words.rows import row_sentence
from kursk_tui.words.sentences import apart_text
from tests.analysis.build import World, figure


def found_in(world: World) -> Overview:
    dossier = world.dossier()
    return overview(dossier, fold(disagreements(dossier).rows))


def only(world: World) -> Contested:
    (one,) = found_in(world).contested
    return one


def ends(world: World) -> tuple[str | None, str | None]:
    """The claims at the two ends of the one measure."""
    one = only(world)
    return one.low and one.low.id, one.high and one.high.id


def said(world: World, by: str | None, n: float, hedge: str = "none", **fields: Any) -> str:
    plain = {"by": by, "as_of": "2025-03-01"}
    return world.claim("killed", figure(hedge, n), **{**plain, **fields})


def world_of_killed() -> World:
    world = World()
    world.measure("killed")
    return world


def test_the_ends_are_the_latest_figures_of_named_origins() -> None:
    world = world_of_killed()
    said(world, "nis", 100, as_of="2025-01-01")
    low = said(world, "nis", 300)
    high = said(world, "zelensky", 900)
    # A chain that is not whole leads to nobody: it may lie anywhere.
    said(world, "wire", 9000, lineage="partial")
    assert ends(world) == (low, high)
    assert (only(world).figures, only(world).origins) == (4, 2)


def test_one_origin_alone_contests_nothing() -> None:
    world = world_of_killed()
    said(world, "nis", 300)
    said(world, "nis", 900, as_of="2025-03-02")
    said(world, "wire", 5, lineage="partial")
    assert found_in(world).contested == ()


def test_the_highest_that_nobody_is_named_for() -> None:
    world = world_of_killed()
    said(world, "nis", 900)
    said(world, "wire", 800, lineage="partial")
    dossier = world.dossier()
    # Lower than what an origin says: no news.
    assert highest_of_nobody(dossier, said_of(dossier, "killed")) is None
    said(world, "wire", 2000, lineage="partial", place="town")
    said(world, "wire", 950, lineage="partial", modality="denied")
    high = said(world, "wire", 1000, lineage="partial")
    dossier = world.dossier()
    found = highest_of_nobody(dossier, said_of(dossier, "killed"))
    assert found is not None
    assert found.id == high


def test_what_an_origin_said_later_of_the_same() -> None:
    world = world_of_killed()
    first = said(world, "nis", 300)
    other = said(world, "zelensky", 300)
    said(world, "nis", 500, as_of="2025-04-01", place="town")
    last = said(world, "nis", 400, as_of="2025-05-01")
    dossier = world.dossier()
    all_said = said_of(dossier, "killed")

    def later(claim: str) -> str | None:
        q = quantity(dossier, claim)
        assert q is not None
        found = later_than(dossier, all_said, q)
        return found.id if found is not None else None

    assert [later(one) for one in (first, other, last)] == [last, None, None]


@pytest.mark.parametrize(
    "fields",
    [
        {"within": "strike"},
        {"population": "officers"},
        {"place": "town"},
        {"counting": "confirmed"},
        {"modality": "expected"},
        {"modality": "denied"},
        {"fig": figure("vague")},
        {"fig": figure("few")},
    ],
    ids=str,
)
def test_what_counts_something_else_makes_no_end(fields: dict[str, Any]) -> None:
    world = world_of_killed()
    world.event("strike")
    world.scope("troops")
    world.scope("officers", of="troops")
    world.scope("town", "place")
    world.scope("oblast", "place")
    main = {"population": "troops", "place": "oblast"}
    low = said(world, "nis", 300, **main)
    high = said(world, "zelensky", 900, population="troops")
    said(world, "uk", 500, **main)
    world.claim(
        **{"measure": "killed", "fig": figure("none", 7), "by": "hur", "as_of": "2025-03-01"}
        | main
        | fields
    )
    assert ends(world) == (low, high)


def test_a_misreading_makes_no_end() -> None:
    world = world_of_killed()
    low, high = said(world, "nis", 300), said(world, "zelensky", 900)
    said(world, "hur", 90_000, misreads_claim=high)
    assert ends(world) == (low, high)


def test_the_gravest_measure_comes_first() -> None:
    world = World()
    for measure in ("calm", "mild", "grave"):
        world.measure(measure)
    for measure, one, two in (("calm", 300, 300), ("mild", 300, 400), ("grave", 100, 900)):
        for by, n in (("nis", one), ("zelensky", two)):
            world.claim(measure, figure("exact", n), by=by, as_of="2025-03-01")
    found = found_in(world).contested
    assert found[0].measure == "grave"
    assert found[-1].measure == "calm"
    assert found[-1].row is None
    assert all(one.row is not None for one in found[:-1])


# ---- over time


def test_levels_carry_the_latest_of_each_origin_from_month_to_month() -> None:
    world = world_of_killed()
    world.release("first", "nis", "2025-01-10", turning=True)
    world.release("last", "nis", "2025-05-10", turning=True)
    said(world, "nis", 100, "exact", as_of="2025-01-05")
    said(world, "zelensky", 900, "exact", as_of="2025-02-05")
    said(world, "zelensky", 700, "exact", as_of="2025-04-05")
    found = found_in(world)
    assert found.months == ("2025-01", "2025-02", "2025-03", "2025-04", "2025-05")
    assert found.contested[0].levels == (100, 900, 900, 700, 700)


def test_of_a_flow_nothing_is_carried_on() -> None:
    world = World()
    world.measure("killed", "flow")
    world.release("first", "nis", "2025-01-10", turning=True)
    world.release("last", "nis", "2025-03-10", turning=True)
    said(world, "nis", 100, "exact", as_of="2025-01-05")
    said(world, "zelensky", 900, "exact", as_of="2025-03-05")
    assert found_in(world).contested[0].levels == (100, None, 900)


def test_what_is_older_than_the_story_stands_at_its_beginning() -> None:
    world = world_of_killed()
    world.release("first", "nis", "2025-01-10", turning=True)
    said(world, "nis", 100, "exact", as_of="2024-01-05")
    said(world, "zelensky", 90, "exact", as_of="2024-02-05")
    assert found_in(world).contested[0].levels == (100,)


@pytest.mark.parametrize(
    ("levels", "width", "line"),
    [
        ((None, 1, 8), 3, " ▂█"),
        ((0, 0), 2, "▁▁"),
        ((1, 8, 8, 1), 2, "██"),
        ((4,), 9, "█"),
        ((), 9, ""),
        ((None, None), 2, "  "),
    ],
)
def test_a_sparkline_has_a_block_a_cell(
    levels: tuple[float | None, ...], width: int, line: str
) -> None:
    assert sparkline(levels, width) == line


# ---- turning points


def test_a_turning_point_has_what_its_release_said_the_most_told_first() -> None:
    world = World()
    world.measure("killed")
    world.measure("sent", name="sent there")
    world.measure("date", "date")
    world.release("briefing", "nis", "2025-03-01", turning=True)
    world.release("speech", "zelensky", "2025-02-01", turning=True)
    world.release("aside", "zelensky", "2025-02-02")
    world.claim("sent", figure("none", 11_000), release="briefing")
    for _ in range(2):
        world.claim("killed", figure("at_least", 300), release="briefing")
    world.claim("killed", figure("none", 400), release="aside")
    world.claim("date", "2025-03-01", release="briefing", within="briefing")
    dossier = world.dossier()
    speech, briefing = overview(dossier, ()).turning
    assert (speech.event, speech.figures) == ("speech", ())
    assert new_figures(dossier, briefing) == ["300+ killed", "11,000 sent there"]
    assert by_whom(dossier, briefing) == "Nis"


@pytest.mark.parametrize(
    ("fig", "text"),
    [
        (figure("none", 300), "300"),
        (figure("about", 2700), "2,700"),
        (figure("at_least", 300), "300+"),
        (figure("more_than", 6000), "6,000+"),
        (figure("up_to", 4000), "≤4,000"),
        (figure("less_than", 40), "≤40"),
        (figure("between", 2000, 3000), "2,000-3,000"),
        (figure("vague"), "thousands"),
    ],
)
def test_a_figure_in_brief(fig: dict[str, Any], text: str) -> None:
    world = world_of_killed()
    world.release("briefing", "nis", turning=True)
    world.claim("killed", fig, release="briefing")
    dossier = world.dossier()
    ((_, (q,)),) = overview(dossier, ()).turning
    assert brief(dossier, q) == text


def test_a_share_in_brief_is_what_it_comes_to_rounded() -> None:
    world = World()
    world.measure("casualties")
    world.measure("killed", of="casualties")
    world.release("briefing", "nis", turning=True)
    whole = world.claim("casualties", figure("more_than", 4000), release="briefing")
    world.claim(
        "killed", figure("none", 66.6667, written="two-thirds"), release="briefing", of=whole
    )
    dossier = world.dossier()
    (turning,) = overview(dossier, ()).turning
    assert new_figures(dossier, turning) == ["4,000+ casualties", "2,700+ killed"]


@pytest.mark.parametrize(
    ("gap", "text"),
    [(8.56, "8.5"), (1.04, ""), (1.1, "1.1"), (12.9, "12"), (2.0, "2.0"), (float("inf"), "")],
)
def test_how_many_times_is_rounded_down_everywhere(gap: float, text: str) -> None:
    assert times(gap) == text


def test_a_row_and_its_sentence_say_the_same_times() -> None:
    world = world_of_killed()
    said(world, "spendley", 50)
    said(world, "ministry", 471)
    dossier = world.dossier()
    (row,) = disagreements(dossier).rows
    assert against(dossier, row) == "8.5x Spendley ≠ Ministry"
    assert "at least 8.5 times apart" in row_sentence(dossier, row)


def test_one_month_is_said_once() -> None:
    assert months_text(("2023-10",), " to ") == "2023-10"
    assert months_text(("2023-10", "2023-11", "2023-12"), " to ") == "2023-10 to 2023-12"
    assert months_text((), " to ") == ""


def test_a_range_says_of_what_it_is_where_others_lie_beyond_it() -> None:
    world = world_of_killed()
    world.scope("land", "place")
    world.scope("town", "place", of="land")
    for by, n in (("nis", 300), ("hur", 900), ("north", 500)):
        said(world, by, n, place="town")
    said(world, "un", 2000, place="land")
    for _ in range(4):  # so that the land is the usual place
        world.claim("killed", figure("none", 400), by="un", place="land", within="2025-01")
    one = only(world)
    assert (one.outside, one.scope and one.scope.place) == (1, "town")
    dossier = world.dossier()
    assert scope_note(dossier, one) == (
        "killed: the range is of Town; 1 figure of another scope lies outside"
    )
    assert scope_note(dossier, one._replace(outside=0)) == ""
    assert one.scope is not None
    usual = one._replace(scope=one.scope._replace(place="land"))
    assert scope_note(dossier, usual) == ""


# ---- the shipped dossier


def test_the_shipped_dossier_at_a_glance() -> None:
    dossier = Dossier.open(default_path())
    found = overview(dossier, fold(disagreements(dossier).rows))
    first = found.contested[0]
    assert first.measure == "killed"
    assert first.row is not None
    assert against(dossier, first.row).endswith(" ≠ NIS")
    assert found.months[0] <= "2024-10" < "2026-02" <= found.months[-1]
    # Nothing falls before it begins, and no range rests on somebody unnamed.
    for one in found.contested:
        assert len(one.levels) == len(found.months)
        assert {q.origin for q in (one.low, one.high) if q is not None} <= {*dossier.agents}
        assert (one.low is None) == (one.high is None)
    told = {one.event: new_figures(dossier, one) for one in found.turning}
    assert told["nis-2025-01-13"][:2] == ["300 killed", "2,700 wounded"]
    assert told["nis-2025-09-02"][0] == "2,000 killed"
    assert told["kcna-2025-04-28"] == []


def test_a_disagreement_in_short_names_both_and_what_nobody_printed() -> None:
    dossier = Dossier.open(default_path())
    shorter = 0
    for fold_ in fold(disagreements(dossier).rows):
        row = fold_.head
        text, whole = in_short(dossier, row), row_sentence(dossier, row)
        if text == whole:
            continue
        shorter += 1
        assert row.pair is not None
        assert row.reading is not None
        assert row.kind in ("conflict", "tension")
        for q in row.pair:
            assert origin_name(dossier, q) in text
            assert brief(dossier, q) in text
        assert text.count("derived,") == sum(q.is_derived for q in row.pair)
        # Why they differ is told in the words of the whole sentence.
        assert apart_text(dossier, row.reading) in whole
    assert shorter > 30
