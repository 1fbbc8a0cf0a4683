"""What the explorer makes of the terminal and the locale that it finds. Imports no Textual."""

from __future__ import annotations

import locale
from collections.abc import Mapping


def speaks_utf8(environ: Mapping[str, str]) -> bool:
    """Whether the reader's locale is one of UTF-8.

    Python reads a C locale as UTF-8 by itself, so the variables are asked first.
    """
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if environ.get(name):
            return "utf8" in environ[name].lower().replace("-", "")
    return locale.getpreferredencoding(False).lower().replace("-", "") == "utf8"


def wants_colour(wish: str, environ: Mapping[str, str]) -> bool:
    """Whether to use colours. NO_COLOR counts when it is set and not empty (no-color.org)."""
    return wish == "always" or (wish == "auto" and not environ.get("NO_COLOR"))
