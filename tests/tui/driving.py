"""Driving the explorer by keys, and waiting for its state instead of for a clock."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.tui.app import KurskApp, Options
from kursk_tui.tui.panes.claims import ClaimsModel
from kursk_tui.tui.screens.base import BaseScreen
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.widgets.painted import Painted
from kursk_tui.tui.widgets.virtual_list import VirtualList
from tests.five import FIVE

NARROW = (80, 24)
WIDE = (120, 36)


def make_app(path: str | Path | None = None, options: Options | None = None) -> KurskApp:
    """The explorer over a dossier's file, by default a copy of that of five reports.

    A copy, for keys can edit it. It lies in the data folder, which every test has of its own.
    """
    if path is None:
        folder = Path(os.environ["XDG_DATA_HOME"])
        folder.mkdir(parents=True, exist_ok=True)
        path = Path(shutil.copyfile(FIVE, folder / "five.json"))
    return KurskApp(Dossier.open(path), options or Options())


async def settle(pilot: Pilot[None]) -> None:
    """Return when all messages are handled and the detail has followed the cursor.

    By messages alone: `pilot.pause()` waits for the processor to be idle, which is a clock of its
    own and costs more than all the tests.
    """
    app = pilot.app
    assert isinstance(app, KurskApp)
    quiet = 0
    for _ in range(20_000):
        await _handled()
        top = app.screen
        if not app.explorer.is_mounted:
            return
        is_ready = getattr(top, "is_ready", True) and getattr(top, "at_rest", True)
        is_quiet = is_ready and app.explorer.at_rest and app.has_looked
        # Drawn at once, and not when the screen's timer comes to it; that may be asked for more.
        top._on_timer_update()
        quiet = quiet + 1 if is_quiet else 0
        if quiet == 3:
            return
        # A cursor rests by a timer, and what is looked for in a thread needs its turn.
        await asyncio.sleep(0 if is_quiet else 0.001)
    what = (type(top).__name__, is_ready, app.explorer.at_rest, app.has_looked)
    raise AssertionError(f"the explorer never came to rest: {what}")


async def _handled() -> None:
    """Return when no task of the loop can go on by itself: every queue of messages is empty."""
    loop = cast("Any", asyncio.get_running_loop())
    await asyncio.sleep(0)
    while loop._ready:
        await asyncio.sleep(0)


# The characters of keys that are named by a word.
CHARACTERS = {
    "space": " ",
    "slash": "/",
    "minus": "-",
    "comma": ",",
    "full_stop": ".",
    "colon": ":",
    "question_mark": "?",
    "exclamation_mark": "!",
    "equals_sign": "=",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


async def press(pilot: Pilot[None], keys: Iterable[str] | str) -> None:
    """Press keys, given as a list or as names between spaces, each carried out before the next.

    The keys go where the terminal's would; `pilot.press` does the same and then waits for the
    processor to be idle.
    """
    for key in keys.split() if isinstance(keys, str) else keys:
        pilot.app.post_message(_key(key))
        await settle(pilot)


async def strike(pilot: Pilot[None], keys: str) -> None:
    """Press keys all at once, as a slow line delivers what was typed ahead, and then wait."""
    for key in keys.split():
        pilot.app.post_message(_key(key))
    await settle(pilot)


def _key(key: str) -> Key:
    """The event of a key, given by its character or its name."""
    if len(key) == 1:
        return Key(_character_to_key(key), key)
    return Key(key, CHARACTERS.get(key))


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type characters one by one."""
    await press(pilot, ["space" if character == " " else character for character in text])


@asynccontextmanager
async def explorer(
    size: tuple[int, int] = NARROW,
    *,
    path: str | Path | None = None,
    options: Options | None = None,
) -> AsyncIterator[tuple[Pilot[None], ExplorerScreen]]:
    """A running explorer that has drawn its first view."""
    app = make_app(path, options)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot, app.explorer


def screen_lines(pilot: Pilot[None]) -> list[str]:
    """What is on the screen, as text: for what a reader sees, not for looks."""
    screen = pilot.app.screen
    assert isinstance(screen, BaseScreen)
    width, height = pilot.app.size
    grid = [[" "] * width for _ in range(height)]
    for widget in screen.walk_children():
        if not isinstance(widget, Painted) or not widget.display or not widget.region:
            continue
        if not all(parent.display for parent in widget.ancestors if hasattr(parent, "display")):
            continue
        region = widget.region
        for y in range(region.height):
            text = widget.render_line(y).text
            if region.y + y < height:
                grid[region.y + y][region.x : region.x + len(text)] = list(text)
    return ["".join(line)[:width].rstrip() for line in grid]


def pane(screen: ExplorerScreen, name: str) -> VirtualList:
    """A pane by its name."""
    return screen.panes[name]


def claims_in(screen: ExplorerScreen) -> list[str]:
    """The claims of their pane: those that are rows, and behind each what is folded under it."""
    claims = pane(screen, "claims")
    model = claims.model
    assert isinstance(model, ClaimsModel)
    found = [id for item in claims.items for id in (item, *model.below(item))]
    assert len(set(found)) == len(found)
    return found
