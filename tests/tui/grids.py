"""A screen as text: its characters as they stand, and below them a letter for each cell's look."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import unified_diff

from rich.cells import cell_len
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.strip import Strip

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
    "bold reverse red": "E",
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
    "link": "a",
    "underline link": "A",
}


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
            used.add(look)
            letters += LETTERS[look] * cell_len(text)
        texts.append(strip.text.rstrip())
        looks.append(letters.rstrip())
        width = len(letters)
    legend = [f"{letter} {look}" for look, letter in LETTERS.items() if look in used - {"none"}]
    return [f"{width}x{len(texts)}", *texts, "looks", *looks, "legend", *legend]


def difference(old: list[str], new: list[str]) -> str:
    """Which lines differ, as a diff; empty where none does."""
    return "\n".join(unified_diff(old, new, "as it was", "as it is", n=1, lineterm=""))
