"""The tour: each key shows what is told of it, every other one is refused, and nothing stays."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.commands import BY_ID, COMMANDS, key_of, keys_of
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.settings import Settings
from kursk_tui.tui import app as app_module
from kursk_tui.tui.app import Options
from kursk_tui.tui.display import Display
from kursk_tui.tui.screens.flag import FlagScreen
from kursk_tui.tui.screens.overview import OverviewScreen
from kursk_tui.tui.screens.palette import PaletteScreen
from kursk_tui.tui.screens.plot import PlotScreen
from kursk_tui.tui.tour import TourApp
from kursk_tui.tui.touring import tour_words
from kursk_tui.words.tour import KNOWN_AT, STEPS
from tests.tui.driving import NARROW, WIDE, explorer, press, screen_lines, settle
from tests.tui.terminal import ALL_RESTORED, Terminal

# What each step speaks of, as it stands on the screen below the box: the text may say no more.
SEEN = (
    ("CONTESTED", "▸killed", "figs orig", "gravest"),
    ("KILLED", "▲", "N NIS", "▸NIS: at least 100", "what holds"),
    ("▸KBS World (a misreading): nearly 3,000", "Zelensky → KBS World", "a misreading is not used"),
    ("known at 2025-02-01", "KILLED", "what holds"),
    ("CONTESTED", "▸killed", "3.9x Zelensky ≠ NIS"),
    ("Zelensky: two-thirds ≠ NIS: about 600", "of what only grows", "14 Feb 2025", "30 Apr 2025"),
    ("WHO HAD IT FROM WHOM", "Z Zelensky, Volodymyr Zelensky", "└ UP", "ALSO TOLD OF THE RELEASE"),
    ("the page: https://kyivindependent.com/",),
    ("FLAG", "look at this again", "the dossier has it wrong"),
    ("type to search",),
)
COMMANDS_OF_THE_WAY = [step.command for step in STEPS if step.command is not None]


@asynccontextmanager
async def tour(
    size: tuple[int, int] = NARROW, keymap: Mapping[str, tuple[str, ...]] | None = None
) -> AsyncIterator[tuple[Pilot[None], TourApp]]:
    """A running tour, at its first step."""
    options = Options(settings=Settings(keymap=keymap or {}), overview=True)
    app = TourApp(Dossier.open(default_path()), options)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot, app


def test_it_is_nine_keys_each_of_them_once() -> None:
    assert len(COMMANDS_OF_THE_WAY) == len(set(COMMANDS_OF_THE_WAY)) == 9
    assert set(COMMANDS_OF_THE_WAY) <= set(BY_ID)


@pytest.mark.parametrize("size", [NARROW, WIDE, (200, 60)])
async def test_what_a_step_tells_is_on_the_screen(size: tuple[int, int]) -> None:
    async with tour(size) as (pilot, app):
        for number, (step, seen) in enumerate(zip(STEPS, SEEN, strict=True)):
            assert app.step == number
            lines = screen_lines(pilot)
            for words in seen:
                assert words in "\n".join(lines[3:]), (step.title, words)
            # The whole text, and which key is next.
            box = " ".join("\n".join(lines[:3]).split())
            told = step.text
            for name in BY_ID:
                told = told.replace(f"{{{name}}}", key_of(name, {}))
            assert told in box
            assert step.title in lines[0]
            if step.command is not None:
                assert f"press {key_of(step.command, {})}; Esc ends" in lines[0]
                await press(pilot, [keys_of(BY_ID[step.command], {})[0]])


async def test_keys_of_the_reader_s_own_lead_through_it() -> None:
    keymap = {command.id: (f"f{number}",) for number, command in enumerate(COMMANDS, 1)}
    async with tour(keymap=keymap) as (pilot, app):
        for name in COMMANDS_OF_THE_WAY:
            assert f"press {keymap[name][0]};" in screen_lines(pilot)[0]
            await press(pilot, [keymap[name][0]])
        assert isinstance(pilot.app.screen, PaletteScreen)
        assert app.step == 9


async def test_another_key_is_refused_and_changes_nothing() -> None:
    async with tour() as (pilot, app):
        await press(pilot, "enter")
        before = screen_lines(pilot)
        for key in ("down", "d", "backspace", "f", "slash", "question_mark", "enter", "i", "x"):
            await press(pilot, [key])
            lines = screen_lines(pilot)
            assert "not yet: press →, or Esc to end" in lines[0]
            assert lines[1:] == before[1:]
        await press(pilot, "right")
        assert "press t; Esc ends" in screen_lines(pilot)[0]
        assert app.is_running


@pytest.mark.parametrize("steps", [0, 4, 8, 9])
@pytest.mark.parametrize("key", ["escape", "q"])
async def test_it_can_be_ended_at_every_step(steps: int, key: str) -> None:
    async with tour() as (pilot, app):
        await press(pilot, [keys_of(BY_ID[name], {})[0] for name in COMMANDS_OF_THE_WAY[:steps]])
        assert not app.has_ended
        await press(pilot, [key])
        assert app.has_ended
        assert app.return_code == 0


async def test_the_date_holds_for_the_chart_and_no_longer() -> None:
    async with tour() as (pilot, app):
        await press(pilot, "enter right t")
        assert isinstance(pilot.app.screen, PlotScreen)
        assert app.workspace.lens.known_at == KNOWN_AT
        await press(pilot, "backspace")
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert app.workspace.lens.is_clear


async def test_nothing_is_opened_copied_or_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    async with tour() as (pilot, app):
        monkeypatch.setattr(app, "copy_to_clipboard", lambda text: pytest.fail(text))
        monkeypatch.setattr("kursk_tui.tui.screens.citing.open_page", pytest.fail)
        await press(pilot, "enter right t backspace d o w f")
        assert isinstance(pilot.app.screen, FlagScreen)
        # No step leads on from the dialog but the help: a reason cannot be typed.
        await press(pilot, "enter enter a enter")
        assert isinstance(pilot.app.screen, FlagScreen)
        assert not pilot.app.screen.bottom.asking


def files_below(*folders: Path) -> set[Path]:
    """Every file and folder below some folders."""
    return {path for folder in folders for path in folder.rglob("*")}


def test_in_a_terminal_it_leaves_no_file_and_gives_the_terminal_back(
    own_environment: Path, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    before = files_below(own_environment, tmp_path)
    environ = {"TMPDIR": str(temporary)}
    with Terminal(["tour"], environ=environ) as terminal:
        for number, name in enumerate(COMMANDS_OF_THE_WAY, 1):
            terminal.wait_for(f"TOUR {number} of 9")
            key = key_of(name, {})
            terminal.send({"→": ">"}.get(key, key.lower() if len(key) > 1 else key))
        terminal.wait_for("TOUR: everything else")
        terminal.send("escape")
        assert terminal.wait_exit() == 0
        assert terminal.restored == ALL_RESTORED
    assert files_below(own_environment, tmp_path) == before


async def test_from_the_help_it_comes_back_to_what_was_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[Display] = []

    def take_tour(door: Display) -> str:
        taken.append(door)
        return ""

    monkeypatch.setattr(app_module, "take_tour", take_tour)
    async with explorer(options=Options(ascii_only=True)) as (pilot, screen):
        await press(pilot, "2 j j")
        before = screen_lines(pilot)
        await press(pilot, "question_mark")
        assert "tour" in screen_lines(pilot)[1].casefold()
        await press(pilot, "enter")
        assert taken == [screen.door]
        assert screen_lines(pilot) == before


async def test_a_tour_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kursk_tui.tui.touring.run", lambda words: 2)
    async with explorer() as (pilot, _):
        await press(pilot, "question_mark enter")
        assert screen_lines(pilot)[-1].strip() == "the tour ended with status 2"


def test_the_command_of_a_tour_from_within_is_drawn_alike() -> None:
    words = tour_words(Display(ascii_only=True, colour=False))
    assert words[-4:] == ["tour", "--ascii", "--color", "never"]
    assert "--ascii" not in tour_words(Display())


def test_without_a_terminal_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    from kursk_tui.main import main

    assert main(["tour"]) == 2
    assert "needs a terminal" in capsys.readouterr().err
    assert os.environ.get("KURSK_TUI_CACHE") is None
