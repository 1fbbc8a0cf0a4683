"""The help: first what matters on the screen one came from, with every sign that stands on it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import cast

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from kursk_tui.commands import BY_ID, COMMANDS, key_of, keys_on
from kursk_tui.dossier.dossier import default_path
from kursk_tui.settings import Settings
from kursk_tui.tui.app import Options
from kursk_tui.tui.marks import BLOCKS, SIGNS, Sign, signs_on
from kursk_tui.tui.panes import books, chart, claims, disagreements, origins, sources, timeline
from kursk_tui.tui.panes.help import help_rows, is_heading, is_told
from kursk_tui.tui.screens import form as form
from kursk_tui.tui.screens.base import BaseScreen
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.palette import PaletteScreen
from kursk_tui.tui.screens.reader import ReaderScreen
from tests.tui.driving import explorer, press, screen_lines, settle, type_text

WHOLE = default_path()
# A way to each screen that lists or draws something, and from where the explorer begins.
WAYS = {
    "explorer": "",
    "narrowed": "3 3 enter",
    "unfolded": "1 g space j",
    "overview": "~",
    "disagreements": "d",
    "chart": "~ enter",
    "forest": "~ enter p",
    "origins": "2 o",
    "agent": "3 3 o",
    "measures": "m",
    "books": "b",
    "book": "b enter",
    "flags": "2 f enter enter F",
    "edits": "H",
}
# What stands between words in texts or parts the panes, and is no sign of the program.
PROSE = set("│┬┼┴·¶%§&@$/\\|_^`€£©®°×•–—‘’“”„«»‹›…*#+=<>~‐‑−")


async def shown(pilot: Pilot[None], way: str) -> BaseScreen:
    """The screen that a way leads to."""
    await press(pilot, way)
    screen = pilot.app.screen
    assert isinstance(screen, ListScreen)
    return screen


def helped(pilot: Pilot[None]) -> PaletteScreen:
    """The help, which is at the top."""
    screen = pilot.app.screen
    assert isinstance(screen, PaletteScreen)
    return screen


def told_of(signs: Sequence[Sign]) -> str:
    """All that the rows of some signs show."""
    return " ".join(f"{sign.mark} {sign.meaning}" for sign in signs)


def glyphs_in(text: str) -> set[str]:
    """Characters that are drawn and not written: arrows, blocks, lines, mathematical signs."""
    return {
        c for c in text if unicodedata.category(c) in ("Sm", "So", "Po") and ord(c) > 127
    } - PROSE


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_every_glyph_on_a_screen_is_in_its_legend(way: str) -> None:
    async with explorer(path=WHOLE) as (pilot, _):
        screen = await shown(pilot, way)
        # The keys of the bottom line are told of beside the commands.
        drawn = "\n".join(screen_lines(pilot)[:-1])
        told = told_of(screen.here().drawn)
        told += BLOCKS if "▁█" in told else ""
        assert {glyph for glyph in glyphs_in(drawn) if glyph not in told} == set()
        assert glyphs_in(drawn) or way == "H"


def drawn_with() -> Iterator[tuple[str, str]]:
    """(list or pane, sign) for each sign that the panes draw with."""
    for mark in (*claims.HOW_MARKS.values(), *claims.ROLE_MARKS.values(), claims.UNFOLDED_MARK):
        yield "Claims and plots", mark
    for mark in (timeline.RELEASE_MARK, timeline.UNFOLDED_MARK, timeline.OUTSIDE_MARK):
        yield "Timeline and sources", mark
    for mark in sources.READING_MARKS.values():
        yield "Timeline and sources", mark
    for mark in disagreements.SEVERITY_MARKS.values():
        yield "Disagreements", mark
    for mark in (*books.VERDICT_MARKS.values(), *origins.CHANGES.values()):
        yield "Books and agents", mark
    glyphs = chart.UNICODE
    for mark in ("".join(chart.BARS.values()), "".join(chart.LINES.values())):
        yield from (("Bars", glyph) for glyph in mark)
    lines = (
        glyphs.up,
        glyphs.down,
        glyphs.grid,
        glyphs.step,
        glyphs.rise,
        glyphs.tick,
        glyphs.here,
    )
    yield from (("Bars", glyph) for glyph in lines)


def test_every_sign_that_panes_draw_with_is_in_the_table() -> None:
    for where, mark in drawn_with():
        told = told_of([sign for sign in SIGNS if sign.where == where])
        assert mark.strip() in told, (where, mark)


def test_every_list_of_the_table_is_some_screen_s() -> None:
    screens = [BaseScreen]
    for screen in screens:
        screens += screen.__subclasses__()
    named = {where for screen in screens for where in screen.signs}
    assert named == {sign.where for sign in SIGNS}


def test_only_what_stands_on_the_screen_is_among_its_signs() -> None:
    found = signs_on(("Disagreements", "Any list"), "! conflict ≠ +3", str)
    assert [sign.mark for sign in found if not sign.mark.isalnum()] == ["!!", "!", "≠", "+12", "≠"]
    # A letter may be one of a word, and is always told of.
    assert {sign.mark for sign in found} >= set("fRxcu")
    plain = signs_on(("Disagreements",), "!= ", lambda mark: mark.replace("≠", "!="))
    assert "≠" in {sign.mark for sign in plain}


async def test_the_help_begins_with_the_tour_and_the_screen() -> None:
    async with explorer(path=WHOLE) as (pilot, _):
        await press(pilot, "~ question_mark")
        lines = screen_lines(pilot)
        assert lines[1].startswith("▸")
        assert "The tour" in lines[1]
        assert lines[2].strip() == "KEYS THAT MATTER HERE"
        text = "\n".join(lines)
        for name in ("drill", "disagreements", "measures", "known-at", "help", "quit", "discount"):
            assert BY_ID[name].title in text
        # All of it on the first page of the smallest terminal: keys, and the first signs.
        assert "SIGNS ON THIS SCREEN" in text
        rows = helped(pilot).model
        titles = [rows.row(item, 78)[0][0].strip() for item in rows.ids() if is_heading(item)]
        assert titles[:3] == [
            "KEYS THAT MATTER HERE",
            "SIGNS ON THIS SCREEN",
            "NAMES ON THIS SCREEN",
        ]
        assert titles[-1] == "THE MANUAL"
        names = {item.partition(" ")[2] for item in rows.ids() if item.startswith("name ")}
        assert "NIS National Intelligence Service, South Korea" in names
        assert not any(name.startswith("MSMT") for name in names)


async def test_no_command_is_lost_and_each_has_the_keys_of_the_screen() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, "m j enter question_mark")
        model = helped(pilot).model
        listed = [item for item in model.ids() if item in BY_ID]
        assert sorted(listed) == sorted(BY_ID)
        # On a plot the letter is the scale's, and the pane has its other keys.
        assert model.row("scale", 78)[0][0].strip() == "l"
        assert "l" not in model.row("next-pane", 78)[0][0].split()
        assert keys_on("plot", {})["next-pane"] == ("tab",)


def on_top(pilot: Pilot[None]) -> Screen[None]:
    """The screen at the top."""
    return cast("Screen[None]", pilot.app.screen)


async def test_it_is_searched_by_typing_and_a_sign_runs_nothing() -> None:
    async with explorer(path=WHOLE) as (pilot, _):
        await press(pilot, "d question_mark")
        screen = helped(pilot)
        await type_text(pilot, "severity 4")
        assert len(screen.rows.items) == 1
        assert is_told(screen.rows.items[0])
        await press(pilot, "enter")
        # All of it is shown; then the help is still there, with what was typed.
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert "a conflict of three times or more" in "\n".join(screen_lines(pilot))
        await press(pilot, "escape")
        assert on_top(pilot) is screen
        assert screen.line.text == "severity 4"
        await press(pilot, "ctrl+u")
        await type_text(pilot, "zzz")
        assert "no command, no sign" in "\n".join(screen_lines(pilot))
        await press(pilot, "ctrl+u")
        await type_text(pilot, "manual disagreements")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_keys_of_the_reader_s_own_are_those_of_the_help() -> None:
    keymap = {command.id: (f"f{number}",) for number, command in enumerate(COMMANDS, 1)}
    rows = help_rows(keymap)
    assert all(rows[name].keys == keymap[name][0] for name in BY_ID)
    async with explorer(options=Options(settings=Settings(keymap=keymap))) as (pilot, _):
        await press(pilot, [key_of("help", keymap)])
        assert key_of("drill", keymap) in "\n".join(screen_lines(pilot))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("width", [60, 80])
async def test_the_bottom_line_always_has_the_way_to_the_help(way: str, width: int) -> None:
    async with explorer((width, 24)) as (pilot, _):
        screen = await shown(pilot, way)
        if isinstance(screen, ListScreen):
            screen.say("")
        await settle(pilot)
        line = screen_lines(pilot)[-1]
        assert "? help" in line
        assert "q quit" in line or way == WAYS["edits"]


async def test_a_filter_that_leaves_nothing_does_not_say_that_there_is_nothing() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, "d")
        await type_text(pilot, "/zzzz")
        assert "no row has these words" in "\n".join(screen_lines(pilot))
        assert "no disagreement here" not in "\n".join(screen_lines(pilot))
        await press(pilot, "escape")
        await type_text(pilot, "/zelensky")
        await press(pilot, "enter")
        assert "rows match; Esc shows all rows" in screen_lines(pilot)[-1]
