"""What the explorer writes for each action of a short session: bytes through a real terminal."""

from __future__ import annotations

import os
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tests.tui.terminal import Terminal

BUDGETS: Mapping[str, int] = tomllib.loads(
    (Path(__file__).parent / "budgets.toml").read_text(encoding="utf-8")
)
OVER_SSH: dict[str, str] = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
HELD_PRESSES, HELD_SECONDS = 45, 1.5
# Longer than the watch over the file takes, so that its looks are silent too.
IDLE_SECONDS = 2.5


def session(
    arguments: tuple[str, ...] = (), *, environ: Mapping[str, str] = OVER_SSH, held: bool = False
) -> dict[str, int]:
    """The most bytes that each action of `BUDGETS` wrote; with `held` also that of a held key.

    A key that is held is pressed by a clock, so that is for measuring alone.
    """
    found: dict[str, int] = {}
    with Terminal([*arguments], environ=environ) as terminal:

        def cost(name: str, *keys: str) -> int:
            before = terminal.received
            terminal.send(*keys)
            while terminal.received == before:
                terminal.read(1.0)
            terminal.quiet()
            found[name] = max(found.get(name, 0), terminal.received - before)
            return terminal.received - before

        terminal.wait_for("q quit")
        terminal.quiet()
        found["start"] = terminal.received
        rows = []
        for pane in ("3", "1", "2"):
            cost("pane", pane)
            rows += [cost("row_at_worst", "down") for _ in range(3)]
        found["row"] = sorted(rows)[len(rows) // 2]
        cost("page", " ")
        cost("page", "-")
        before = terminal.received
        cost("", "enter")
        cost("", "backspace")
        found["drill_and_back"] = terminal.received - before
        for character in "/kil":
            cost("filter_character", character)
        cost("", "escape")
        for key, back in (("d", "backspace"), ("?", "escape")):
            cost("screen", key)
            cost("screen", back)
        if held:
            found["held_row"] = _held(terminal)
        found["idle"] = terminal.quiet(IDLE_SECONDS)
        terminal.send("q")
        terminal.wait_exit()
    del found[""]
    return found


def _held(terminal: Terminal) -> int:
    """Bytes for each press of a key that is held, without those after its release."""
    terminal.send("g")
    terminal.quiet()
    before = terminal.received
    for number in range(HELD_PRESSES):
        os.write(terminal.master, b"j")
        until = time.monotonic() + HELD_SECONDS / HELD_PRESSES
        while (left := until - time.monotonic()) > 0:
            terminal.read(left)
        if number == HELD_PRESSES - 1:
            written = terminal.received - before
    terminal.quiet()
    return written // HELD_PRESSES
