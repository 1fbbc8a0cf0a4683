"""The tables of the languages, each loaded when somebody asks for it."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from kursk_tui.model.languages.others import OTHERS
from kursk_tui.model.languages.table import Table

# Languages whose figures are read: each has a file of this name.
READ = ("ar", "de", "es", "fr", "ja", "ko", "pl", "ru", "uk", "zh")


def base(language: str) -> str:
    """Return the language of a code with a region: `es` for `es-MX`."""
    return language.replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=64)
def table(language: str) -> Table | None:
    """Return the table of a language, None for one without; only its own file is loaded."""
    code = base(language)
    if code in READ:
        found: Table = import_module(f"kursk_tui.model.languages.{code}").TABLE
        return found
    return OTHERS.get(code)


def is_read(language: str) -> bool:
    """Whether figures of a language other than English can be read."""
    return base(language) in READ
