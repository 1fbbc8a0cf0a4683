"""Named looks: the only place where a colour or an attribute is chosen.

A theme is a dark or a light one in 24 bits, with a ground of its own, or the sixteen colours of the
reader's terminal on whatever ground that has. Every look that carries meaning also has an
attribute, and every state also a mark in the text: nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rich.style import Style

from kursk_tui.terminal import Theme

# Nobody knows the ground of the terminal's own sixteen colours. Green, cyan and yellow are faint on
# white, blue on black: what is to be read has the terminal's own ink, and only what a mark or a
# letter says as well has one of the colours that can be seen on both.
SIXTEEN: Mapping[str, str] = {
    # What every line is drawn on.
    "ground": "",
    "": "",
    "dim": "dim",
    "bold": "bold",
    "title": "bold",
    "title-active": "bold reverse",
    "title-facts": "",
    "rule": "dim",
    "rule-active": "bold",
    "bar": "bold",
    "crumb": "bold",
    "lens": "bold reverse",
    "cursor": "reverse",
    "cursor-passive": "bold",
    "figure": "bold",
    "date": "",
    "agent": "",
    "label": "dim",
    "link": "underline",
    "match": "bold underline",
    "passage-mark": "bold reverse",
    "warning": "bold bright_red",
    "severity-4": "bold reverse bright_red",
    "severity-3": "bold bright_red",
    "severity-2": "bold",
    "severity-1": "dim",
    "error": "bold reverse bright_red",
    "key": "bold",
    "message": "bold",
    "spark": "",
    "chart-cursor": "bold",
    # One for each place in `analysis.origins.chart.colours`: told by a letter as well.
    "origin-0": "bright_blue",
    "origin-1": "bright_red",
    "origin-2": "magenta",
    "origin-3": "green",
    "origin-4": "red",
    "origin-5": "bright_magenta",
    "origin-6": "bold bright_blue",
    "origin-7": "bold bright_red",
    "origin-8": "bold magenta",
    "origin-9": "bold green",
    "origin-10": "bold red",
    "origin-11": "bold bright_magenta",
}

PLAIN: Mapping[str, str] = {
    "warning": "bold",
    "severity-4": "bold reverse",
    "severity-3": "bold",
    "severity-2": "",
    "error": "bold reverse",
    **dict.fromkeys((f"origin-{place}" for place in range(12)), ""),
}


class Palette(NamedTuple):
    """The colours of a theme in 24 bits, each on `ground` but where a field says otherwise.

    tests/tui/test_looks.py computes their contrast. `rule` is no text: it must be seen, not read.
    """

    ground: str
    ink: str
    faint: str
    rule: str
    accent: str
    on_accent: str
    bar: str
    on_bar: str
    passive: str
    lens: str
    on_lens: str
    error: str
    on_error: str
    date: str
    agent: str
    match: str
    warning: str
    severities: tuple[str, str]
    origins: tuple[str, ...]


PALETTES: Mapping[Theme, Palette] = {
    "dark": Palette(
        ground="#14171c",
        ink="#d7dae0",
        faint="#9aa1ad",
        rule="#667080",
        accent="#8ab4f8",
        on_accent="#14171c",
        bar="#2f4f7d",
        on_bar="#ffffff",
        passive="#252b34",
        lens="#f0c674",
        on_lens="#14171c",
        error="#b3261e",
        on_error="#ffffff",
        date="#7fc8d8",
        agent="#9ccf8b",
        match="#ffd75f",
        warning="#f2c14e",
        severities=("#e3c567", "#ff8f7a"),
        origins=(
            *("#8fd17f", "#79a8ff", "#d08bf0", "#e6c34a", "#4fc7cf", "#ff7a70"),
            *("#ffa25c", "#9fb8c9", "#f48fb1", "#a3a3ff", "#c8e06a", "#5fe0a8"),
        ),
    ),
    "light": Palette(
        ground="#fbfbf9",
        ink="#1f2328",
        faint="#59606a",
        rule="#868e99",
        accent="#1f5fae",
        on_accent="#ffffff",
        bar="#1f5fae",
        on_bar="#ffffff",
        passive="#e6eaf0",
        lens="#7a4a00",
        on_lens="#ffffff",
        error="#b3141c",
        on_error="#ffffff",
        date="#0b6470",
        agent="#256029",
        match="#7a4a00",
        warning="#8a4b00",
        severities=("#735200", "#b3141c"),
        origins=(
            *("#2b7326", "#1f5fae", "#8b2bb0", "#7d5c00", "#00697a", "#b3141c"),
            *("#a34400", "#4b5f70", "#a8266a", "#4a3fc0", "#566b00", "#00704a"),
        ),
    ),
}


def _table(p: Palette) -> dict[str, str]:
    """The looks of a palette; what has no ground of its own is drawn on that of its row."""
    return {
        "ground": f"{p.ink} on {p.ground}",
        "": "",
        "dim": p.faint,
        "bold": "bold",
        "title": "bold",
        "title-active": f"bold {p.on_accent} on {p.accent}",
        "title-facts": p.faint,
        "rule": p.rule,
        "rule-active": f"bold {p.accent}",
        "bar": "bold",
        "crumb": f"bold {p.accent}",
        "lens": f"bold {p.on_lens} on {p.lens}",
        "cursor": f"{p.on_bar} on {p.bar}",
        "cursor-passive": f"bold on {p.passive}",
        "figure": "bold",
        "date": p.date,
        "agent": p.agent,
        "label": p.faint,
        "link": f"underline {p.accent}",
        "match": f"bold underline {p.match}",
        "passage-mark": f"bold {p.on_lens} on {p.lens}",
        "warning": f"bold {p.warning}",
        "severity-4": f"bold {p.on_error} on {p.error}",
        "severity-3": f"bold {p.severities[1]}",
        "severity-2": p.severities[0],
        "severity-1": p.faint,
        "error": f"bold {p.on_error} on {p.error}",
        "key": f"bold {p.accent}",
        "message": "bold",
        "spark": p.accent,
        # A full block is all ink: on a bar of its own it would be seen as the ground of a letter.
        "chart-cursor": f"bold {p.ink}",
        **{f"origin-{place}": colour for place, colour in enumerate(p.origins)},
    }


def looks(theme: Theme, *, colour: bool) -> dict[str, Style]:
    """The rich style of each look under a theme, or without any colour."""
    table: Mapping[str, str]
    if not colour:
        table = {**SIXTEEN, **PLAIN}
    else:
        table = SIXTEEN if theme == "terminal" else _table(PALETTES[theme])
    return {name: Style.parse(definition) for name, definition in table.items()}


def ground(theme: Theme, *, colour: bool) -> str:
    """What is drawn on: the name of a colour in CSS."""
    return "ansi_default" if theme == "terminal" or not colour else PALETTES[theme].ground
