"""A screen as text: its characters as they stand, and below them a letter for each cell's look."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from difflib import unified_diff

from rich.cells import cell_len
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.strip import Strip

from kursk_tui.tui.styles.looks import PALETTES, looks

# Plain cells stay empty. A letter is the same in every file, so that one look more is one line.
LETTERS = {
    "none": " ",
    "bold": "b",
    "dim": "d",
    "bold dim": "m",
    "reverse": "r",
    "bold reverse": "R",
    "underline": "u",
    "bold underline": "U",
    "cyan": "c",
    "bold cyan": "C",
    "bold reverse cyan": "L",
    "green": "g",
    "bold green": "G",
    "bold yellow": "y",
    "bold underline yellow": "Y",
    "bright_blue": "1",
    "magenta": "2",
    "yellow": "3",
    "red": "5",
    "bright_yellow": "6",
    "bright_cyan": "7",
    "bright_red": "8",
    "blue": "9",
    "bright_magenta": "M",
    "bright_green": "K",
    "bold bright_red": "e",
    "bold reverse bright_red": "E",
    "bold bright_blue": "i",
    "bold magenta": "j",
    "bold red": "k",
    "bold bright_magenta": "l",
    "link": "a",
    "underline link": "A",
}

# Looks of the themes in 24 bits: a letter for each name, whatever row it is on.
NAMED = string.ascii_letters + string.digits


def _themed() -> dict[str, str]:
    found: dict[str, str] = {}
    for theme in PALETTES:
        table = looks(theme, colour=True)
        letters = dict(zip(table, NAMED, strict=False))
        for base in ("", "cursor", "cursor-passive"):
            for name, style in table.items():
                found.setdefault(str(table["ground"] + table[base] + style), letters[name])
    return found


ALL_LETTERS = {**LETTERS, **_themed()}


def grid(app: App[None]) -> list[str]:
    """What is on the screen of a running app: its size, its lines, their looks, and a legend."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, LayoutUpdate)
    return draw(Strip.join(parts) for parts in update.strips)


def draw(strips: Iterable[Strip]) -> list[str]:
    """Strips as `grid` gives them; raises KeyError for a look that `LETTERS` does not have."""
    texts, looks, used = [], [], set[str]()
    for strip in strips:
        letters = ""
        for text, style, _ in strip:
            # Where a link leads is in its text, or in the record that the text names.
            look = re.sub(r"link \S+", "link", str(style or "none"))
            look = look.replace("on default", "").strip() or "none"
            look = " ".join(look.split())
            if look not in ALL_LETTERS:
                # In a theme a link looks like what it is in.
                look = look.removesuffix(" link")
            used.add(look)
            letters += ALL_LETTERS[look] * cell_len(text)
        texts.append(strip.text.rstrip())
        looks.append(letters.rstrip())
        width = len(letters)
    legend = [f"{letter} {look}" for look, letter in ALL_LETTERS.items() if look in used - {"none"}]
    return [f"{width}x{len(texts)}", *texts, "looks", *looks, "legend", *legend]


def difference(old: list[str], new: list[str]) -> str:
    """Which lines differ, as a diff; empty where none does."""
    return "\n".join(unified_diff(old, new, "as it was", "as it is", n=1, lineterm=""))
