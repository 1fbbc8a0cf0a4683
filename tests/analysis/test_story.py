"""The story: every event once, in order of time, under what it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.analysis.story import (
    BEFORE,
    UNDATED,
    Axis,
    Story,
    axis_of,
    chapter_by_event,
    dates_by_parts,
    density,
    plain,
    speaks_of,
    story,
)
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.index import Index
from kursk_tui.model.dates import sort_key
from tests.analysis.build import World


def told(world: World, ids: Iterable[str] | None = None) -> Story:
    dossier = world.dossier()
    return story(dossier, Index(dossier), dossier.events if ids is None else ids)


def headings(found: Story) -> list[str]:
    return [chapter.id for chapter in found.chapters]


def rows(found: Story, heading: str = "") -> list[str]:
    return next((list(c.rows) for c in found.chapters if c.id == heading), [])


def said(world: World, release: str, *events: str, times: int = 1) -> None:
    """A release that speaks of some events, each claim of all of them."""
    for _ in range(times):
        world.claim(release=release, events=events)


# ---- what is folded under what


def test_of_two_that_a_release_speaks_of_alike_that_of_its_day_has_it() -> None:
    world = World()
    world.event("first-hours", kind="chapter", date="2025-01-01")
    world.event("doubts", kind="chapter", date="2025-01-02/2025-01-04")
    world.event("blast", date="2025-01-01", of="first-hours")
    world.event("dispute", date="2025-01-02/2025-01-04", of="doubts")
    world.release("estimate", "council", "2025-01-02")
    said(world, "estimate", "blast", "dispute")
    assert told(world).under == {"dispute": ("estimate",)}


def test_a_release_stands_under_what_most_of_its_claims_speak_of() -> None:
    world = World()
    world.event("flood", date="2025-01-01")
    world.event("storm", date="2025-01-02")
    world.release("council", "council", "2025-01-03")
    said(world, "council", "flood")
    said(world, "council", "storm", times=2)
    found = told(world)
    assert found.under == {"storm": ("council",)}
    assert rows(found) == ["flood", "storm"]
    # With the storm out of view the flood is what it speaks of most.
    assert told(world, ["flood", "council"]).under == {"flood": ("council",)}
    assert told(world, ["council"]).under == {}
    assert rows(told(world, ["council"])) == ["council"]


def test_of_equals_a_part_goes_before_its_whole_and_then_what_is_named_first() -> None:
    world = World()
    world.event("flood")
    world.event("breach", of="flood")
    world.event("storm")
    for name in ("one", "two"):
        world.release(name, name, "2025-01-03")
    said(world, "one", "flood", "breach")
    said(world, "two", "storm", "flood")
    assert told(world).under == {"breach": ("one",), "storm": ("two",)}


def test_what_a_figure_counts_within_is_spoken_of_too() -> None:
    world = World()
    world.event("flood")
    world.release("council", "council")
    world.claim(release="council", within="flood")
    world.claim(release="council", within="2025-01")
    dossier = world.dossier()
    assert dict(Index(dossier).events_told("council")) == {"flood": 1}
    assert speaks_of(Index(dossier), "council") == ["flood"]
    assert speaks_of(Index(dossier), "flood") == []
    assert told(world).under == {"flood": ("council",)}


def test_an_answer_to_a_release_stands_where_that_stands() -> None:
    world = World()
    world.event("flood")
    for name in ("council", "answer", "reply"):
        world.release(name, name)
    said(world, "council", "flood")
    said(world, "answer", "council")
    said(world, "reply", "answer")
    assert told(world).under == {"flood": ("answer", "council", "reply")}


def test_releases_that_speak_of_each_other_alone_stand_by_themselves() -> None:
    world = World()
    for name in ("one", "two", "three"):
        world.release(name, name)
    said(world, "one", "two")
    said(world, "two", "one")
    said(world, "three", "one")
    found = told(world)
    assert found.under == {}
    assert rows(found) == ["one", "three", "two"]


def test_a_turning_point_is_never_folded() -> None:
    world = World()
    world.event("flood", date="2025-01-01")
    world.release("first", "council", "2025-01-03", turning=True)
    world.release("answer", "board", "2025-01-04")
    said(world, "first", "flood")
    said(world, "answer", "first")
    found = told(world)
    assert rows(found) == ["flood", "first"]
    assert found.under == {"first": ("answer",)}


# ---- chapters


def chapters() -> World:
    """What came before, two chapters that overlap, a third, and a thread beside them."""
    world = World()
    world.event("thread", kind="chapter", date="2024/2026")
    world.event("autumn", kind="chapter", date="2025-09/2025-12")
    world.event("past", kind="chapter", date="../2024-12")
    world.event("spring", kind="chapter", date="2025-03/2025-05")
    world.event("may", kind="chapter", date="2025-05")
    return world


def test_chapters_stand_in_order_with_the_past_before_and_threads_beside() -> None:
    found = told(chapters())
    assert headings(found) == ["past", "spring", "may", "autumn", "thread"]
    assert [c.is_background for c in found.chapters] == [True, False, False, False, False]


def test_a_happening_stands_in_the_chapter_that_it_is_part_of_whatever_its_date() -> None:
    world = chapters()
    world.event("flood", of="spring", date="2025-10-01")
    world.event("breach", of="flood", date="2025-03-02")
    world.event("leak", of="flood")
    assert rows(told(world), "spring") == ["breach", "flood", "leak"]
    dossier = world.dossier()
    assert chapter_by_event(dossier, Index(dossier))["breach"] == "spring"


def test_what_is_in_no_chapter_stands_in_the_shortest_that_holds_its_date() -> None:
    world = chapters()
    for name, date in (("a", "2025-05-02"), ("b", "2025-04"), ("c", "2025-07"), ("d", "2024-06")):
        world.event(name, date=date)
    world.release("loose", "council", "2025-09-09")
    world.event("never")
    found = told(world)
    assert rows(found, "may") == ["a", "c"]  # nothing had begun after it in July
    assert rows(found, "spring") == ["b"]
    assert rows(found, "past") == ["d"]
    assert rows(found, "autumn") == ["loose"]
    assert found.chapters[-1] == (UNDATED, ("never",), False)


def test_what_happened_before_the_first_chapter_stands_under_one_heading() -> None:
    world = World()
    world.event("spring", kind="chapter", date="2025-03/2025-05")
    world.event("old", date="2020")
    world.event("new", date="2025-03-03")
    found = told(world)
    assert headings(found) == [BEFORE, "spring"]
    assert found.chapters[0].is_background
    assert rows(found, BEFORE) == ["old"]


def test_a_turning_point_stands_by_its_date_and_with_what_it_speaks_of_where_it_can() -> None:
    world = chapters()
    world.event("flood", of="spring", date="2025-03-01")
    for name, date in (("early", "2025-05-20"), ("late", "2025-10-10")):
        world.release(name, name, date, turning=True)
        said(world, name, "flood")
    found = told(world)
    assert rows(found, "spring") == ["flood", "early"]
    assert rows(found, "autumn") == ["late"]


def test_only_headings_with_something_below_are_there_in_a_part_of_the_dossier() -> None:
    world = chapters()
    world.event("flood", of="spring", date="2025-03-01")
    assert headings(told(world, ["flood"])) == ["spring"]
    assert headings(told(world, [])) == []


def test_a_short_view_is_plain() -> None:
    world = chapters()
    world.event("flood", of="spring")
    world.event("breach", of="flood", date="2025-03-02")
    world.event("leak", of="spring")
    found = plain(world.dossier(), ["leak", "breach", "flood"])
    assert found.chapters == (("", ("breach", "flood", "leak"), False),)


# ---- dates by parts


def test_an_event_without_a_date_has_the_span_of_its_dated_parts() -> None:
    world = World()
    world.event("flood")
    world.event("week", of="flood")
    world.event("breach", of="week", date="2025-01-02")
    world.event("leak", of="week", date="2025-01-09")
    world.event("repair", of="flood", date="2025-02-01/..")
    # A part that is dated speaks for its own parts.
    world.event("meeting", of="repair", date="2024")
    assert dates_by_parts(world.dossier().events) == {
        "week": "2025-01-02/2025-01-09",
        "flood": "2025-01-02/..",
    }


def test_an_event_with_a_date_keeps_it_and_releases_date_nothing() -> None:
    world = World()
    world.event("treaty", date="2024-06-19")
    world.event("ratified", of="treaty", date="2024-11-12")
    world.event("rumour")
    world.release("said", "council", "2025-01-01")
    said(world, "said", "rumour")
    assert dates_by_parts(world.dossier().events) == {}


def test_parts_that_leave_both_ends_open_date_nothing() -> None:
    world = World()
    world.event("flood")
    world.event("a", of="flood", date="../2025-01")
    world.event("b", of="flood", date="2025-02/..")
    assert dates_by_parts(world.dossier().events) == {}


# ---- density


def test_density_is_the_most_documents_of_a_month() -> None:
    dates = ["2025-01-05", "2025-01", "2025-02-01/2025-06", None, "2025-04-30", "../2025-04"]
    axis = axis_of(dates)
    assert axis is not None
    assert axis.last - axis.first == 3
    assert density(dates, axis, 8) == (2, 1, 0, 2)
    assert density(dates, axis, 2) == (2, 2)
    assert density(["2030-01-01"], axis, 2) == (0, 0)
    assert axis_of([None]) is None


@given(
    st.lists(st.dates().map(lambda day: f"{max(day.year, 1):04}-{day.month:02}"), min_size=1),
    st.integers(1, 30),
)
def test_density_counts_in_every_part_and_never_more_than_there_are(
    dates: list[str], cells: int
) -> None:
    axis = axis_of(dates)
    assert axis is not None
    found = density(dates, axis, cells)
    assert len(found) == min(cells, axis.last - axis.first + 1)
    # The fullest month stands somewhere, and both ends hold a document.
    assert max(found) == max(Counter(dates).values())
    assert found[0] > 0 < found[-1]
    assert density([], Axis(5, 9), cells) == (0,) * min(cells, 5)


# ---- whatever the events are

DATES = st.sampled_from(
    [None, None, "2024", "2025-01", "../2025-02", "2025-03-04", "2025-01/2025-06", "2026-01/.."]
)


@st.composite
def random_worlds(draw: st.DrawFn) -> World:
    """Chapters, happenings that are part of any of the earlier ones, and releases about them."""
    world = World()
    names: list[str] = []
    count = draw(st.integers(0, 4))
    for number in range(count):
        of = draw(st.sampled_from([None, *names]))
        names.append(world.event(f"c{number}", kind="chapter", date=draw(DATES), of=of))
    for number in range(draw(st.integers(0, 6))):
        of = draw(st.sampled_from([None, *names]))
        names.append(world.event(f"h{number}", date=draw(DATES), of=of))
    releases = [
        world.release(f"r{number}", f"a{number}", draw(DATES), turning=draw(st.booleans()))
        for number in range(draw(st.integers(0, 5)))
    ]
    for release in releases:
        for _ in range(draw(st.integers(0, 3))):
            events = draw(st.lists(st.sampled_from([*names, *releases]), max_size=3, unique=True))
            world.claim(release=release, events=events)
    return world


@settings(max_examples=60, deadline=None)
@given(random_worlds())
def test_every_event_is_there_once_and_rows_are_in_order(world: World) -> None:
    dossier = world.dossier()
    index = Index(dossier)
    for wanted in (list(dossier.events), list(dossier.events)[::2]):
        found = story(dossier, index, wanted)
        shown = [row for chapter in found.chapters for row in chapter.rows]
        folded = [row for under in found.under.values() for row in under]
        kinds = {id: dossier.events[id].kind for id in wanted}
        assert sorted(shown + folded) == sorted(i for i in wanted if kinds[i] != "chapter")
        assert set(found.under) <= set(shown)
        assert {i for i in wanted if kinds[i] == "chapter"} <= set(headings(found))
        assert all(kinds[row] == "release" for row in folded)
        assert not any(dossier.events[row].turning for row in folded)
        assert len(headings(found)) == len(set(headings(found)))
        # A heading of which the view does not hold the record has something below it.
        assert all(c.rows for c in found.chapters if c.id not in wanted)
        for ids in (*(c.rows for c in found.chapters), *found.under.values()):
            keys = [sort_key(dossier.events[id].date or found.dates.get(id)) for id in ids]
            assert keys == sorted(keys)
        assert set(found.dates).isdisjoint(id for id, e in dossier.events.items() if e.date)


def test_the_shipped_dossier_tells_its_story_from_the_treaty_on() -> None:
    dossier = Dossier.open(default_path())
    found = story(dossier, Index(dossier), dossier.events)
    assert headings(found)[:2] == ["chapter-before", "chapter-treaty"]
    # What runs through the whole time stands beside it, at the end.
    assert set(headings(found)[-2:]) == {"chapter-arms", "chapter-workers"}
    shown = {row for chapter in found.chapters for row in chapter.rows}
    releases = [row for row in shown if dossier.events[row].kind == "release"]
    assert len(releases) < 20
    turning = {id for id, event in dossier.events.items() if event.turning}
    assert turning <= shown
