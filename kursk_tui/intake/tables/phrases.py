"""Cells of figures as tables have them: those that say nothing, those that say 0, and phrases."""

from __future__ import annotations

from kursk_tui.intake.language.phrases import phrase
from kursk_tui.model.records import Figure

# What people write into a cell for which they have no figure, and for nought.
_NOTHING = frozenset(
    (
        *("-", "--", "–", "—", "−", "?", "??", "...", "…", "n/a", "na", "n.a.", "#n/a"),
        *("unknown", "not known", "no data", "tbc", "tba", "tbd", "to be confirmed"),
    )
)
_NOUGHT = frozenset(("none", "nobody", "no one", "no-one", "nil"))


def is_nothing(cell: str) -> bool:
    """Whether a cell of a figure says that there is none: `n/a`, `-`, `unknown`."""
    return _bare(cell) in _NOTHING


def read_phrase(written: str, language: str | None = None) -> Figure | None:
    """The figure of a cell, as `phrase` reads it, and 0 for a word that says so."""
    if _bare(written) in _NOUGHT:
        return Figure(written, 0.0, 0.0, "none")
    return phrase(written, language)


def _bare(cell: str) -> str:
    return " ".join(cell.casefold().split())
