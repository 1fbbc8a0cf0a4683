"""The overview: all of it on one screen, every line leads on, and back again."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.app import KurskApp, Options
from kursk_tui.tui.panes.overview import (
    CONTESTED,
    DISAGREEMENT,
    EVENT,
    HEADLINES,
    MEASURE,
    NAMES,
    TURNING,
)
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.screens.measures import MeasuresScreen
from kursk_tui.tui.screens.overview import OverviewScreen
from kursk_tui.tui.screens.palette import PaletteScreen
from kursk_tui.tui.screens.plot import PlotScreen
from tests.tui.driving import explorer, press, screen_lines, settle

SIZES = [(80, 24), (120, 36), (200, 60)]


@asynccontextmanager
async def glance(
    tmp_path: Path,
    size: tuple[int, int] = (80, 24),
    options: Options = Options(),  # noqa: B008
) -> AsyncIterator[Pilot[None]]:
    """The overview of the shipped dossier."""
    path = shutil.copyfile(default_path(), tmp_path / "kursk.json")
    async with explorer(size, path=path, options=options) as (pilot, _):
        await press(pilot, "~")
        assert isinstance(pilot.app.screen, OverviewScreen)
        yield pilot


def on_top(pilot: Pilot[None]) -> object:
    """The screen at the top, whatever it is."""
    return pilot.app.screen


def spots(pilot: Pilot[None]) -> list[str]:
    """The kinds of the lines, in their order."""
    screen = pilot.app.screen
    assert isinstance(screen, OverviewScreen)
    found = [screen.rows.model.at(item) for item in screen.rows.items]  # type: ignore[attr-defined]
    return [spot.kind for spot in found]


async def go_to(pilot: Pilot[None], kind: str, number: int = 0) -> None:
    """Move the cursor to a line of a kind."""
    places = [place for place, found in enumerate(spots(pilot)) if found == kind]
    await press(pilot, ["g", *["j"] * places[number]])


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_all_of_it_fits(size: tuple[int, int], tmp_path: Path) -> None:
    async with glance(tmp_path, size) as pilot:
        # What is left over spells abbreviations out.
        kinds = [kind for kind in spots(pilot) if kind != NAMES]
        assert list(dict.fromkeys(kinds)) == [
            *(CONTESTED, MEASURE, TURNING, EVENT, HEADLINES, DISAGREEMENT)
        ]
        assert kinds.count(MEASURE) >= 5
        assert kinds.count(EVENT) >= 7
        screen = pilot.app.screen
        assert isinstance(screen, OverviewScreen)
        assert len(kinds) <= screen.rows.page
        shown = "\n".join(screen_lines(pilot))
        assert "North Korean troops in Russia's Kursk Oblast" in shown
        assert "2026-02-12" in shown
        # No range loses a digit.
        for line in shown.splitlines():
            if "→" in line and "from" not in line:
                assert "…" not in line.partition("→")[2].split()[0]


async def test_the_cursor_begins_on_the_gravest_measure(tmp_path: Path) -> None:
    async with glance(tmp_path) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, OverviewScreen)
        assert screen.spot() == (MEASURE, "killed")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PlotScreen)
        assert pilot.app.screen.measure == "killed"
        await press(pilot, "backspace")
        assert on_top(pilot) is screen
        assert screen.spot() == (MEASURE, "killed")
        await press(pilot, "backspace")
        assert isinstance(pilot.app.screen, ExplorerScreen)


async def test_d_lists_what_disagrees_on_the_measure_at_the_cursor(tmp_path: Path) -> None:
    async with glance(tmp_path) as pilot:
        await press(pilot, "d")
        screen = pilot.app.screen
        assert isinstance(screen, DisagreementsScreen)
        assert "measure: killed" in screen_lines(pilot)[0]
        app = pilot.app
        assert isinstance(app, KurskApp)
        killed = set(app.workspace.index.claims_of_measure("killed"))
        assert screen.all_rows
        assert all(killed.intersection(row.claims) for row in screen.all_rows)
        assert len(screen.all_rows) < len(app.workspace.disagreements.rows)


async def test_a_turning_point_leads_to_its_event_and_back(tmp_path: Path) -> None:
    async with glance(tmp_path) as pilot:
        await go_to(pilot, EVENT, 2)
        screen = pilot.app.screen
        assert isinstance(screen, OverviewScreen)
        spot = screen.spot()
        assert spot is not None
        await press(pilot, "enter")
        app = pilot.app
        assert isinstance(app, KurskApp)
        assert on_top(pilot) is app.explorer
        assert [facet.id for facet in app.explorer.drilling.facets] == [spot.id]
        await press(pilot, "backspace")
        assert on_top(pilot) is screen
        assert screen.spot() == spot


async def test_a_sentence_leads_to_its_row(tmp_path: Path) -> None:
    async with glance(tmp_path) as pilot:
        await go_to(pilot, DISAGREEMENT, 2)
        screen = pilot.app.screen
        assert isinstance(screen, OverviewScreen)
        spot = screen.spot()
        assert spot is not None
        await press(pilot, "enter")
        found = pilot.app.screen
        assert isinstance(found, DisagreementsScreen)
        assert found.rows.cursor == spot.id
        app = pilot.app
        assert isinstance(app, KurskApp)
        assert len(found.all_rows) == len(app.workspace.disagreements.rows)


@pytest.mark.parametrize(
    ("kind", "screen"),
    [(CONTESTED, MeasuresScreen), (TURNING, ExplorerScreen), (HEADLINES, DisagreementsScreen)],
)
async def test_a_heading_leads_to_the_whole_list(kind: str, screen: type, tmp_path: Path) -> None:
    async with glance(tmp_path) as pilot:
        await go_to(pilot, kind)
        await press(pilot, "enter")
        assert type(pilot.app.screen) is screen


async def test_it_shows_what_was_known_by_a_date(tmp_path: Path) -> None:
    async with glance(tmp_path, (120, 36)) as pilot:
        before = screen_lines(pilot)
        await press(pilot, ["t", *"2025-01-31", "enter"])
        after = screen_lines(pilot)
        assert after != before
        assert "2025-09-02" not in "\n".join(after)
        await press(pilot, ["t", "ctrl+u", "enter"])
        assert screen_lines(pilot)[1:-1] == before[1:-1]


async def test_the_key_that_opens_it_leads_back() -> None:
    async with explorer((80, 24)) as (pilot, _):
        await press(pilot, "~")
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert "CONTESTED" in "\n".join(screen_lines(pilot))
        await press(pilot, "~")
        assert isinstance(pilot.app.screen, ExplorerScreen)


async def test_in_ascii_it_is_ascii(tmp_path: Path) -> None:
    async with glance(tmp_path, options=Options(ascii_only=True)) as pilot:
        assert "\n".join(screen_lines(pilot)).isascii()


@asynccontextmanager
async def begun(
    tmp_path: Path,
    options: Options = Options(overview=True),  # noqa: B008
) -> AsyncIterator[Pilot[None]]:
    """The shipped dossier as the program opens it."""
    path = shutil.copyfile(default_path(), tmp_path / "kursk.json")
    async with explorer((80, 24), path=path, options=options) as (pilot, _):
        yield pilot


async def test_the_program_begins_with_it(tmp_path: Path) -> None:
    async with begun(tmp_path) as pilot:
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert pilot.app.screen.spot() == (MEASURE, "killed")
        # One Escape too many leads nowhere.
        await press(pilot, "escape escape")
        assert isinstance(on_top(pilot), OverviewScreen)
        assert "leads to the panes" in screen_lines(pilot)[-1]
        await press(pilot, "backspace")
        assert isinstance(on_top(pilot), OverviewScreen)
        # The way back from the panes ends where one began.
        await press(pilot, "2 enter backspace")
        assert isinstance(on_top(pilot), ExplorerScreen)
        await press(pilot, "backspace")
        assert isinstance(on_top(pilot), OverviewScreen)
        await press(pilot, [*"/museum", "enter"])
        assert "no line here has these words" in "\n".join(screen_lines(pilot))
        await press(pilot, "escape")
        assert pilot.app.screen.spot() is not None


async def test_another_start_goes_before_it(tmp_path: Path) -> None:
    options = Options(overview=True, start=Facet("event", "losses"))
    async with begun(tmp_path, options) as pilot:
        assert isinstance(pilot.app.screen, ExplorerScreen)
        assert [facet.id for facet in pilot.app.screen.drilling.facets] == ["losses"]


@pytest.mark.parametrize(
    ("key", "pane"), [("1", "timeline"), ("2", "claims"), ("3", "sources"), ("4", "detail")]
)
async def test_a_digit_leads_to_its_pane(key: str, pane: str, tmp_path: Path) -> None:
    async with begun(tmp_path) as pilot:
        await press(pilot, key)
        assert isinstance(pilot.app.screen, ExplorerScreen)
        assert pilot.app.screen.panes.active == pane


@pytest.mark.parametrize("key", ["b", "o", "F", "H"])
async def test_what_is_of_the_whole_dossier_opens_over_it(key: str, tmp_path: Path) -> None:
    async with begun(tmp_path) as pilot:
        screen = pilot.app.screen
        await press(pilot, key)
        assert on_top(pilot) is not screen
        assert not isinstance(on_top(pilot), ExplorerScreen)
        await press(pilot, "backspace")
        assert on_top(pilot) is screen


@pytest.mark.parametrize(("key", "asked"), [("i", "take in"), ("x", "write to")])
async def test_what_is_asked_is_asked_in_the_panes(key: str, asked: str, tmp_path: Path) -> None:
    async with begun(tmp_path) as pilot:
        await press(pilot, key)
        assert isinstance(pilot.app.screen, ExplorerScreen)
        assert asked in screen_lines(pilot)[-1].casefold()


async def test_its_title_is_there_before_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KurskApp, "_look_for_disagreements", lambda app: None)
    path = shutil.copyfile(default_path(), tmp_path / "kursk.json")
    app = KurskApp(Dossier.open(path), Options(overview=True))
    async with app.run_test(size=(80, 24)) as pilot:
        while not isinstance(app.screen, OverviewScreen) or not app.screen.rows.heading:
            await pilot.pause()
        screen = app.screen
        await pilot.pause()
        assert "North Korean troops" in screen_lines(pilot)[1]
        assert "reading what was said" in screen_lines(pilot)[2]
        assert screen.spot() is None
        # What needs no rows works already.
        await pilot.press("?")
        assert isinstance(app.screen, PaletteScreen)
        await pilot.press("escape")
        app._found(app.workspace.dossier, app.workspace.disagreements)
        await settle(pilot)
        assert screen.spot() == (MEASURE, "killed")


async def test_a_large_dossier_is_worked_out_behind_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Dossier, "is_large", True)
    behind: list[Callable[[], Callable[[], None]]] = []
    async with begun(tmp_path) as pilot:
        app = pilot.app
        assert isinstance(app, KurskApp)
        screen = app.screen
        assert isinstance(screen, OverviewScreen)
        for _ in range(1000):
            if screen.spot() is not None:
                break
            await asyncio.sleep(0.01)
        assert screen.spot() == (MEASURE, "killed")
        # Seen through another lens it is worked out anew, and the last look wins.
        monkeypatch.setattr(app, "behind", behind.append)
        dossier = app.workspace.dossier
        found = screen._found
        assert found is not None
        screen._drawn_from = None
        screen.seen_changed()
        assert screen.spot() is None
        (work,) = behind
        finish = work()
        screen._drawn_from = None
        finish()
        assert screen.spot() is None
        screen._drawn_from = (dossier, app.workspace.disagreements, None)
        finish()
        assert screen.spot() == (MEASURE, "killed")


async def test_what_is_said_at_the_start_is_said_where_one_looks(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    async with begun(tmp_path, Options(overview=True, texts=folder)) as pilot:
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert str(tmp_path)[:40] in screen_lines(pilot)[-1]


async def test_a_file_that_went_bad_is_told_in_the_top_line(tmp_path: Path) -> None:
    async with begun(tmp_path) as pilot:
        app = pilot.app
        assert isinstance(app, KurskApp)
        Path(app.workspace.whole.path).write_text("{", encoding="utf-8")
        app.check_files()
        await settle(pilot)
        assert "STALE" in screen_lines(pilot)[0]
        assert "last read" in screen_lines(pilot)[-1]
        # On screens that are opened later, and on none once the file is sound again.
        await press(pilot, "d")
        assert "STALE" in screen_lines(pilot)[0]
        await press(pilot, "backspace 1")
        shutil.copyfile(default_path(), app.workspace.whole.path)
        app.check_files()
        await settle(pilot)
        await press(pilot, "~")
        assert "STALE" not in screen_lines(pilot)[0]


async def test_what_takes_long_is_said_no_longer_than_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Dossier, "is_large", True)
    path = shutil.copyfile(default_path(), tmp_path / "kursk.json")
    async with explorer((80, 24), path=path) as (pilot, screen):
        await press(pilot, "2 S")
        assert "keys wait" not in screen.bottom.message
        assert "keys wait" not in screen_lines(pilot)[-1]


async def test_what_there_is_no_room_for_is_counted_and_names_are_spelled_out(
    tmp_path: Path,
) -> None:
    async with glance(tmp_path) as pilot:
        assert "more: m" in screen_lines(pilot)[2]
        assert NAMES not in spots(pilot)
    async with glance(tmp_path, (200, 60)) as pilot:
        shown = "\n".join(screen_lines(pilot))
        assert "NIS: National Intelligence Service, South Korea" in shown
        await press(pilot, "G enter")
        assert "these are names; ? has those of every screen" in screen_lines(pilot)[-1]
