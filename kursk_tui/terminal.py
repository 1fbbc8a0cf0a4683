"""What a terminal and a locale can show. Loads neither Textual nor Rich."""

from __future__ import annotations

from collections.abc import Mapping

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
        **dict(zip("▁▂▃▄▅▆▇", ".,:;-=+", strict=True)),
        "█": "#",
        "━": "=",
        "▒": ":",
        "░": ".",
        "▲": "^",
        "╌": "-",
        "└": "`",
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
