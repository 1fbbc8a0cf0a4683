"""Looks: what is drawn can be read, on every ground it is drawn on."""

from __future__ import annotations

import itertools

import pytest
from rich.color import Color
from rich.style import Style

from kursk_tui.analysis.origins.signs import COLOURS
from kursk_tui.terminal import THEMES, Theme
from kursk_tui.tui.styles.looks import PALETTES, SIXTEEN, looks

READABLE, SEEN = 4.5, 3.0
# The sixteen colours as xterm, the Linux console, GNOME (old and new), Windows Terminal and iTerm
# have them.
TERMINALS = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "linux": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "tango": "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf "
    "555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec",
    "gnome": "171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc "
    "5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de ffffff",
    "windows": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
    "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
    "iterm": "000000 c91b00 00c200 c7c400 0225c7 ca30c7 00c5c7 c7c7c7 "
    "686868 ff6e67 5ffa68 fffc67 6871ff ff77ff 60fdff ffffff",
}


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2, from 0 to 1, of `#rrggbb`."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.2, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def hexes(style: Style) -> tuple[str, str]:
    """The colours of letters and ground that a style of 24 bits comes to."""
    assert style.color is not None
    assert style.bgcolor is not None
    ink, on = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
    return (on, ink) if style.reverse else (ink, on)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("theme", PALETTES)
def test_every_look_of_a_theme_can_be_read_on_every_row(theme: Theme) -> None:
    table = looks(theme, colour=True)
    # `Display.strip` draws a row with the cursor of an active list in one look.
    assert contrast(*hexes(table["ground"] + table["cursor"])) >= READABLE
    found = {
        (name, base): contrast(*hexes(table["ground"] + table[base] + style))
        for base in ("", "cursor-passive")
        for name, style in table.items()
    }
    # No text: WCAG asks for less where something must be seen and not read. It is no part of rows.
    least = {("rule", ""): SEEN, ("rule", "cursor-passive"): 0.0}
    faint = {key: n for key, n in found.items() if n < least.get(key, READABLE)}
    assert faint == {}


@pytest.mark.parametrize("theme", PALETTES)
def test_a_row_with_the_cursor_differs_from_other_rows(theme: Theme) -> None:
    palette = PALETTES[theme]
    grounds = (palette.ground, palette.passive, palette.bar)
    assert all(contrast(a, b) > 1.15 for a, b in itertools.combinations(grounds, 2))
    assert len({contrast(palette.ground, on) for on in grounds}) == 3


@pytest.mark.parametrize("theme", [None, *THEMES])
def test_every_theme_has_every_look_and_a_colour_for_every_origin(theme: Theme | None) -> None:
    table = looks(theme or "dark", colour=theme is not None)
    assert set(table) == set(SIXTEEN)
    assert len({name for name in table if name.startswith("origin-")}) == COLOURS
    if theme is None:
        assert all(style.color is None and style.bgcolor is None for style in table.values())
    else:
        origins = [table[f"origin-{place}"] for place in range(COLOURS)]
        assert len(set(origins)) == COLOURS


def test_what_is_grave_differs_by_more_than_a_colour() -> None:
    table = looks("terminal", colour=False)
    assert len({table[f"severity-{severity}"] for severity in (1, 2, 3, 4)}) == 4


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("on", ["#000000", "#ffffff"], ids=["on black", "on white"])
def test_the_sixteen_colours_are_seen_on_either_ground(terminal: str, on: str) -> None:
    colours = [f"#{colour}" for colour in TERMINALS[terminal].split()]

    def seen(style: Style) -> float:
        assert style.bgcolor is None
        number = style.color.number if style.color is not None else None
        return 21.0 if number is None else contrast(colours[number], on)

    table = {name: seen(style) for name, style in looks("terminal", colour=True).items()}
    # None of the sixteen is plain on both in each of these: what is read has no colour, a mark
    # that is a shape as well the best of them, and origins, which have letters, what is left.
    marks = {"warning", "error", "severity-3", "severity-4"}
    for name, ratio in table.items():
        least = 2.7 if name in marks else 2.1 if name.startswith("origin-") else READABLE
        assert ratio >= least, name


def test_faint_colours_are_not_among_the_sixteen_that_are_used() -> None:
    used = {
        style.color.name
        for style in looks("terminal", colour=True).values()
        if style.color is not None
    }
    assert not used & {"cyan", "bright_cyan", "yellow", "bright_yellow", "bright_green", "white"}
    assert Color.parse("bright_red").name in used
