"""What panes without rows say: in a dossier that is empty, in a narrow view, under a filter."""

from __future__ import annotations

from pathlib import Path

import pytest

from kursk_tui.dossier.beginning import Beginning, begin
from kursk_tui.tui.app import Options
from kursk_tui.tui.screens.claiming import RecordScreen
from kursk_tui.tui.screens.explorer import ExplorerScreen
from tests.tui.driving import NARROW, explorer, press, screen_lines, type_text


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.json"
    path.write_text(begin(Beginning("A flood", packs=("disaster",)), str(path)), "utf-8")
    return path


def words(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


async def test_an_empty_dossier_says_what_to_press(empty: Path) -> None:
    async with explorer(NARROW, path=empty) as (pilot, screen):
        assert screen.panes["claims"].empty_text == (
            "no claims yet: i takes an article or a table in, a adds one to a document by hand"
        )
        text = words([line.partition("│")[0] for line in screen_lines(pilot)])
        assert "no documents yet: i takes an article or a table in, A adds one by hand" in text
        await press(pilot, "3 3")
        assert "no agents yet" in words(screen_lines(pilot))


async def test_what_was_narrowed_and_what_was_filtered_differ_from_that() -> None:
    async with explorer(NARROW) as (pilot, screen):
        await press(pilot, "T")
        await type_text(pilot, "1950")
        await press(pilot, "enter")
        assert screen.panes["claims"].empty_text == (
            "nothing in this view; Backspace goes back, 0 shows everything"
        )
        assert "nothing in this view; Backspace goes back" in words(
            [line.partition("│")[2] for line in screen_lines(pilot)]
        )
        await press(pilot, "backspace 2")
        await type_text(pilot, "/nobody says this")
        await press(pilot, "enter")
        assert "no row has these words; Esc shows all rows" in words(screen_lines(pilot))
        await press(pilot, "escape")
        assert screen.panes["claims"].items


async def test_the_overview_of_an_empty_dossier_leads_on(empty: Path) -> None:
    async with explorer(NARROW, path=empty, options=Options(overview=True)) as (pilot, _):
        text = words(screen_lines(pilot))
        assert "nothing was said in it yet; to begin:" in text
        assert "counted here: " in text
        await press(pilot, "j enter")
        assert isinstance(pilot.app.screen, RecordScreen)


async def test_the_overview_of_a_time_in_which_nothing_was_said() -> None:
    async with explorer(NARROW, options=Options(overview=True)) as (pilot, _):
        await press(pilot, "T")
        await type_text(pilot, "1950")
        await press(pilot, "enter")
        assert not isinstance(pilot.app.screen, ExplorerScreen)
        assert "nothing in this view" in words(screen_lines(pilot))
        await press(pilot, "backspace")
        assert "GRAVEST" in words(screen_lines(pilot))
