"""What a phrase says by itself, by the rules of the language that it is printed in."""

from __future__ import annotations

from kursk_tui.intake.language import figures
from kursk_tui.model.figures import shape_problem
from kursk_tui.model.languages import spans
from kursk_tui.model.languages.tables import base
from kursk_tui.model.records import Figure


def phrase(written: str, language: str | None) -> Figure | None:
    """Return the figure of a phrase; None where its language or the phrase cannot be read.

    English where nobody said the language. Digits alone are read alike: what is a hedge is a
    matter of the language. Never raises.
    """
    if language is None or base(language) == "en":
        return figures.phrase(written)
    found = spans.phrase(written, language)
    if found is None and written.replace(",", "").isdecimal():
        return figures.phrase(written)
    return found if found is None or shape_problem(found) is None else None
