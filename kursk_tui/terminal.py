"""What a terminal and a locale can show. Loads neither Textual nor Rich."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

# A dark or a light theme in 24 bits, or the sixteen colours of the terminal itself.
Theme = Literal["dark", "light", "terminal"]
THEMES: tuple[Theme, ...] = ("dark", "light", "terminal")

# What the program itself uses beyond ASCII, and what stands for it where a terminal or a
# locale has no such glyphs.
ASCII_GLYPHS = str.maketrans(
    {
        "▸": ">",
        "·": "-",
        "→": "->",
        "←": "<-",
        "¶": "par. ",
        "⏎": "Enter",
        "⌫": "Bksp",
        "…": "~",
        "»": "&",
        "⊂": "<",
        "↑": "^",
        "↓": "v",
        "│": "|",
        "─": "-",
        **dict.fromkeys("┬┴┼", "+"),
        **dict(zip("▁▂▃▄▅▆▇", ".,:;-=+", strict=True)),
        "█": "#",
        "━": "=",
        "▒": ":",
        "░": ".",
        "▲": "^",
        "╌": "-",
        "└": "`",
        "■": "#",
        "├": "|",
        "‡": "%",
        "×": "x",
        "╎": "|",
        "┴": "+",
        "▀": "#",
        "►": ">",
        "◄": "<",
        "≠": "!=",
        "≈": "~=",
        "≤": "<=",
        "≥": ">=",
        "∞": "inf",
    }
)


# These print what they do not know: questions about modes, the kitty keyboard, links.
PLAIN_TERMINALS = ("linux", "vt", "ansi", "cons25")


def takes_links(environ: Mapping[str, str]) -> bool:
    """Whether a terminal can be sent links (OSC 8): it follows them, or passes over them.

    They are no colour and no letter: NO_COLOR and `--ascii` leave them alone.
    """
    return not environ.get("TERM", "").startswith(PLAIN_TERMINALS)


def speaks_utf8(environ: Mapping[str, str]) -> bool:
    """Whether the reader's locale is one of UTF-8.

    Python reads a C locale as UTF-8 by itself, so the variables are asked first.
    """
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if environ.get(name):
            return "utf8" in environ[name].lower().replace("-", "")
    import locale

    return locale.getpreferredencoding(False).lower().replace("-", "") == "utf8"


def wants_colour(wish: str, environ: Mapping[str, str], *, can: bool = True) -> bool:
    """Whether to use colours, as `--color` says; with `auto` where they can be shown.

    NO_COLOR counts when it is set and not empty (no-color.org).
    """
    return wish == "always" or (wish == "auto" and can and not environ.get("NO_COLOR"))


def has_24_bits(environ: Mapping[str, str]) -> bool:
    """Whether a terminal says that it shows any colour, and not sixteen or 256."""
    return environ.get("COLORTERM", "").lower() in ("truecolor", "24bit")


def theme_of(wish: Theme | None, environ: Mapping[str, str]) -> Theme:
    """The theme to begin with, as the reader wishes it.

    With no wish one in 24 bits where the terminal has them and each byte costs nothing: light where
    COLORFGBG tells of a light background, else dark. Over SSH the terminal's own colours.
    """
    if wish is not None:
        return wish
    if environ.get("SSH_CONNECTION") or not has_24_bits(environ):
        return "terminal"
    # `0;15`, or `0;default;15`: the last is the background, one of the sixteen.
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return "light" if background in ("7", *map(str, range(9, 16))) else "dark"


def asks_background(wish: Theme | None, environ: Mapping[str, str]) -> bool:
    """Whether to ask the terminal for its background (OSC 11): not where no answer would count."""
    is_plain = environ.get("TERM", "").startswith(PLAIN_TERMINALS)
    return wish is None and theme_of(wish, environ) != "terminal" and not is_plain


def theme_on(red: str, green: str, blue: str) -> Theme:
    """The theme for a background, whose parts are hexadecimal numbers of one to four digits."""
    parts = [int(part, 16) / (16 ** len(part) - 1) for part in (red, green, blue)]
    # How bright it looks (ITU-R BT.601).
    return (
        "light"
        if sum(w * p for w, p in zip((0.299, 0.587, 0.114), parts, strict=True)) > 0.5
        else "dark"
    )
