"""The timeline: a story in chapters that folds, is found in, sorted and narrowed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier.dossier import default_path
from kursk_tui.dossier.holding import Facet
from kursk_tui.model.dates import sort_key
from kursk_tui.store import files
from kursk_tui.tui.app import Options
from kursk_tui.tui.panes.timeline import FEW, TimelineModel
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.widgets.virtual_list import VirtualList
from tests.analysis.build import World
from tests.tui.driving import explorer, press, screen_lines, settle, type_text


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the dossier that comes with the program, which has chapters."""
    return Path(shutil.copyfile(default_path(), tmp_path / "kursk.json"))


def kept(world: World, folder: Path) -> Path:
    """A world as a file."""
    path = folder / "world.json"
    path.write_bytes(files.encode(world.data(), str(path)))
    return path


async def test_what_lies_outside_the_dates_of_its_chapter_is_marked(shipped: Path) -> None:
    async with explorer((120, 36), path=shipped) as (pilot, screen):
        shown = timeline(screen)
        lines = {
            item: "".join(text for text, _ in shown.model.row(item, 60)) for item in shown.items
        }
        marked = {item for item, line in lines.items() if "‡" in line}
        # Of the treaty by what it is about, but a year later.
        assert "rotation" in marked
        assert "treaty" not in marked
        assert 0 < len(marked) < len(lines) / 4
        # In the order of titles there are no chapters to lie outside of.
        await press(pilot, "1 s")
        assert "‡" not in "\n".join(screen_lines(pilot))


def timeline(screen: ExplorerScreen) -> VirtualList:
    return screen.panes["timeline"]


def model(screen: ExplorerScreen) -> TimelineModel:
    found = timeline(screen).model
    assert isinstance(found, TimelineModel)
    return found


def headings(screen: ExplorerScreen) -> list[str]:
    named = {chapter.id for chapter in model(screen).story.chapters}
    return [item for item in timeline(screen).items if item in named]


def text_of(screen: ExplorerScreen, item: str, width: int = 60) -> str:
    return "".join(text for text, _ in model(screen).row(item, width))


def title(pilot: Pilot[None]) -> str:
    return screen_lines(pilot)[1][:37]


async def test_it_starts_on_the_first_happening_with_the_past_folded(shipped: Path) -> None:
    async with explorer(path=shipped) as (pilot, screen):
        assert timeline(screen).items[:4] == [
            "chapter-before",
            "chapter-treaty",
            "treaty",
            "treaty-talks",
        ]
        assert timeline(screen).cursor == "treaty"
        lines = screen_lines(pilot)
        assert lines[2].startswith(" Before +")
        assert lines[4].startswith("▸2024-06-19  Partnership treaty ")
        assert title(pilot).startswith(" 1 TIMELINE  1/")
        assert "folded" in title(pilot)
        # Every event is a row or folded under one.
        assert sorted(model(screen).ids()) == sorted(screen.panes.context.dossier.events)
        await press(pilot, "g")
        assert title(pilot).startswith(" 1 TIMELINE  -/")


async def test_space_unfolds_what_speaks_of_an_event_and_folds_it_again(shipped: Path) -> None:
    async with explorer(path=shipped) as (pilot, screen):
        pane = timeline(screen)
        before = list(pane.items)
        under = model(screen).story.under["first-deployment"]
        assert pane.move_to_item("first-deployment")
        assert f" +{len(under)} " in text_of(screen, "first-deployment")
        await press(pilot, "space")
        at = before.index("first-deployment")
        assert pane.items == [*before[: at + 1], *under, *before[at + 1 :]]
        assert pane.cursor == "first-deployment"
        # All that there is room for is on the screen, and the event itself.
        assert pane.offset_row == at
        assert "+" not in text_of(screen, "first-deployment")[12:]
        assert text_of(screen, under[0])[11] == "└"
        # From one of them it folds what it stands under.
        await press(pilot, "j space")
        assert pane.items == before
        assert pane.cursor == "first-deployment"
        assert pane.move_to_item("treaty")
        await press(pilot, "space")
        assert "nothing is folded here" in screen_lines(pilot)[-1]
        assert pane.items == before


async def test_space_folds_a_chapter_and_enter_narrows_to_it(shipped: Path) -> None:
    async with explorer(path=shipped) as (pilot, screen):
        pane = timeline(screen)
        (chapter,) = [c for c in model(screen).story.chapters if c.id == "chapter-treaty"]
        folded = sum(1 + len(model(screen).story.under.get(row, ())) for row in chapter.rows)
        assert pane.move_to_item("chapter-treaty")
        await press(pilot, "space")
        assert set(pane.items).isdisjoint(chapter.rows)
        assert f"The treaty +{folded} " in text_of(screen, "chapter-treaty")
        await press(pilot, "space g space")
        assert "incursion" in pane.items
        assert pane.move_to_item("chapter-treaty")
        await press(pilot, "enter")
        assert screen.drilling.facets == (Facet("event", "chapter-treaty"),)
        assert set(chapter.rows) <= set(model(screen).ids())
        await press(pilot, "backspace")
        assert pane.cursor == "chapter-treaty"
        assert "incursion" in pane.items


async def test_a_filter_finds_inside_folds_and_leaves_no_heading_alone(shipped: Path) -> None:
    async with explorer(path=shipped) as (pilot, screen):
        pane = timeline(screen)
        before = list(pane.items)
        assert pane.move_to_item("first-deployment")
        await type_text(pilot, "/pentagon on 10,000")
        assert pane.items == ["chapter-deployment", "pentagon-2024-10-28"]
        assert title(pilot).startswith(" 1 TIMELINE  1/1 · /pentagon")
        assert pane.cursor == "pentagon-2024-10-28"
        await press(pilot, "space enter")
        # With all rows shown the fold that holds a match is open, and n goes there.
        await press(pilot, "escape")
        under = model(screen).story.under["first-deployment"]
        assert set(under) <= set(pane.items)
        assert pane.cursor == "first-deployment"
        await press(pilot, "n")
        assert pane.cursor == "pentagon-2024-10-28"
        await press(pilot, "space")
        assert "what was found is unfolded" in screen_lines(pilot)[-1]
        # Then it is folded away again, and what it stands under has the cursor.
        await press(pilot, "escape")
        assert pane.items == before
        assert pane.cursor == "first-deployment"


@pytest.mark.parametrize("query", ["museum", "kind:release", "nis", "by:nis losses", "-nis", "-x"])
async def test_whatever_is_looked_for_is_found_once_under_its_heading(
    query: str, shipped: Path
) -> None:
    async with explorer(path=shipped) as (_, screen):
        pane, found = timeline(screen), model(screen)
        pane.search(query)
        if pane.query_error:
            return
        events = screen.panes.context.dossier.events
        picked = {id for id in events if found.pick(query).holds(id)}
        shown = [item for item in pane.items if events[item].kind != "chapter"]
        if len(picked) < len(events):
            assert set(shown) == {id for id in picked if events[id].kind != "chapter"}
        assert len(set(pane.items)) == len(pane.items)
        kinds = [events[item].kind for item in pane.items]
        below = zip(kinds, [*kinds[1:], "chapter"], strict=True)
        assert query == "-x" or ("chapter", "chapter") not in below
        # What a release is folded under need not be found, so all are in order of time.
        keys: list[tuple[object, ...]] = []
        for item in pane.items:
            date = events[item].date or found.story.dates.get(item)
            keys = [] if events[item].kind == "chapter" else [*keys, sort_key(date)]
            assert query == "-x" or keys == sorted(keys)


async def test_other_orders_are_plain_and_hold_every_event(shipped: Path) -> None:
    async with explorer(path=shipped) as (pilot, screen):
        pane = timeline(screen)
        events = screen.panes.context.dossier.events
        before = list(pane.items)
        await press(pilot, "s")
        assert sorted(pane.items) == sorted(events)
        titles = [events[item].title.casefold() for item in pane.items]
        assert titles == sorted(titles)
        assert pane.cursor == "treaty"
        assert title(pilot).startswith(f" 1 TIMELINE  {pane.place + 1}/{len(events)} ")
        await press(pilot, "space")
        assert "by title nothing is folded" in screen_lines(pilot)[-1]
        await press(pilot, "s s")
        assert pane.items == before


async def test_against_time_headings_stay_above_and_undated_rows_last(shipped: Path) -> None:
    async with explorer(path=shipped) as (pilot, screen):
        pane = timeline(screen)
        order = headings(screen)
        await press(pilot, "S")
        assert headings(screen) == order[::-1]
        at = pane.items.index("chapter-pause")
        rows = next(c.rows for c in model(screen).story.chapters if c.id == "chapter-pause")
        assert rows[-1] == "second-deployment"
        assert pane.items[at + 1 : at + 1 + len(rows)] == [*rows[-2::-1], rows[-1]]


async def test_a_short_view_is_a_plain_list_in_which_space_turns_pages(shipped: Path) -> None:
    async with explorer(path=shipped) as (pilot, screen):
        assert timeline(screen).move_to_item("museum-decision")
        await press(pilot, "enter 1")
        view = screen.panes.context.view
        assert len(view.events) <= FEW
        assert sorted(timeline(screen).items) == sorted(view.events)
        assert headings(screen) == []
        await press(pilot, "0 1")
        assert timeline(screen).move_to_item("museum")
        await press(pilot, "enter 1 g space")
        assert headings(screen) == []
        assert timeline(screen).place == timeline(screen).page


async def test_a_long_narrowed_view_keeps_chapters_folds_and_the_cursor(shipped: Path) -> None:
    async with explorer(path=shipped) as (pilot, screen):
        assert timeline(screen).move_to_item("losses")
        await press(pilot, "enter 1")
        assert len(screen.panes.context.view.events) > FEW
        assert timeline(screen).cursor == "losses"
        assert "chapter-fighting" in headings(screen)
        assert all(model(screen).story.under.values())
        # A heading of another chapter narrows to both.
        assert timeline(screen).move_to_item("chapter-fighting")
        await press(pilot, "enter")
        assert len(screen.drilling.facets) == 1


async def test_through_a_lens_only_what_was_known_is_told(shipped: Path) -> None:
    async with explorer(path=shipped) as (pilot, screen):
        await press(pilot, ["t", *"2024-12-20", "enter"])
        known = screen.panes.context.dossier.events
        assert sorted(model(screen).ids()) == sorted(known)
        assert timeline(screen).cursor == "treaty"
        assert "chapter-honours" not in timeline(screen).items
        # What no page had dated yet has the dates of its parts.
        assert known["first-deployment"].date is None
        assert text_of(screen, "first-deployment").startswith("2024-10-08* First deployment")
        await press(pilot, "0")
        assert text_of(screen, "first-deployment").startswith("2024-10-08+ First deployment")


async def test_without_chapters_there_are_no_headings_and_undated_events_come_last() -> None:
    async with explorer() as (_, screen):
        pane = timeline(screen)
        events = screen.panes.context.dossier.events
        assert pane.cursor == pane.items[0] == "treaty"
        assert sorted(model(screen).ids()) == sorted(events)
        dated = [bool(events[i].date or model(screen).story.dates.get(i)) for i in pane.items]
        assert dated == sorted(dated, reverse=True)
        assert text_of(screen, "museum").startswith("2025-10-01* Memorial museum")
        assert text_of(screen, "losses").startswith("undated     North Korean losses +4 ")


async def test_headings_of_no_record_fold_and_are_no_subject(tmp_path: Path) -> None:
    world = World()
    world.event("spring", kind="chapter", title="Spring", date="2025-03/2025-05")
    world.event("old", title="Long ago", date="2020")
    world.event("flood", title="The flood", of="spring", date="2025-03-02")
    world.event("never", title="Sometime")
    world.claim(events=["flood"])
    async with explorer(path=kept(world, tmp_path)) as (pilot, screen):
        pane = timeline(screen)
        assert pane.items == [":before", "spring", "flood", ":undated", "never"]
        assert pane.cursor == "flood"
        assert screen_lines(pilot)[2].startswith(" Before the first chapter +1 ")
        await press(pilot, "g enter")
        assert pane.items[:2] == [":before", "old"]
        assert screen.panes.target() is None
        for key in ("f", "o", "v", "e", "E", "c", "m", "y", "x", "escape", "escape"):
            await press(pilot, key)
        while pilot.app.screen is not screen:
            await press(pilot, "backspace")
        await type_text(pilot, "/ago")
        await press(pilot, "enter")
        assert pane.items == [":before", "old"]
        await press(pilot, "escape escape s")
        assert sorted(pane.items) == ["flood", "never", "old", "spring"]


@pytest.mark.parametrize("width", [20, 36, 50, 71, 72, 140])
async def test_rows_fill_the_width_and_titles_take_what_there_is(width: int, shipped: Path) -> None:
    async with explorer(path=shipped) as (pilot, screen):
        for item in timeline(screen).items:
            assert len(text_of(screen, item, width)) == width
        if width > 36:
            assert "Akhmat under North Korean fire " in text_of(screen, "friendly-fire", width)
        heading = text_of(screen, "chapter-recapture", width)
        assert ("2025-02-20 to 2025-05" in heading) == (width >= 72)
        if width >= 36:
            assert "Recapture and admission" in heading
        await settle(pilot)


async def test_bars_tell_when_documents_came_also_in_ascii(shipped: Path) -> None:
    async with explorer(path=shipped, options=Options(ascii_only=True)) as (pilot, _):
        line = next(line for line in screen_lines(pilot) if line[1:].startswith("The treaty"))[:37]
        assert "#" in line
        assert line.isascii()
    async with explorer(path=shipped) as (pilot, _):
        line = next(line for line in screen_lines(pilot) if line[1:].startswith("The treaty"))[:37]
        assert "█" in line
