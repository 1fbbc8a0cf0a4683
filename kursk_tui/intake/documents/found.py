"""What is found in a web page or a PDF, and what is said where it cannot be read."""

from __future__ import annotations

from typing import NamedTuple

from kursk_tui.model.vocabulary import PublishedBasis

INSTALL = "pip install 'kursk-tui[intake]'"
BROKEN = "save the text of the article as a .txt file, a paragraph a line"
DAMAGED = "is damaged, or made to break the program that reads it"


class Found(NamedTuple):
    """What was found in a web page or a PDF: see `reading.Article` for the fields."""

    title: str | None
    outlet: str | None
    published: str | None
    published_basis: PublishedBasis
    authors: tuple[str, ...]
    language: str | None
    url: str | None
    paragraphs: tuple[str, ...]
    remarks: tuple[str, ...]


class UnreadableError(Exception):
    """Raised where a document is taken apart: one line on what is wrong, and what to do."""

    def __init__(self, what: str, hint: str = BROKEN) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


def can_import(module: str) -> bool:
    """Whether a module is installed; it is not loaded."""
    from importlib.util import find_spec

    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False
