"""The language of a document: what it says of itself, held against its text, with doubts."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.model.languages.detecting import can_propose, detect, name_of
from kursk_tui.model.languages.tables import base

NO_FIGURES = "none of its figures can be proposed; they are added by hand"


def language_of(
    stated: str | None, paragraphs: Sequence[str]
) -> tuple[str | None, tuple[str, ...]]:
    """Return the code of a text's language, None where none can be told, and remarks.

    The text goes before what a page says of itself: templates say `en` of everything. That is
    kept only where the text is too short, or mixed, to say anything else.
    """
    found = detect(paragraphs)
    if found.language is None:
        if stated is None:
            return None, (f"{found.doubt}: look, and write its code into the form",)
        why = f"{found.doubt}: {stated} is what the document says of itself"
        return stated, (why, *_without(stated))
    remarks: tuple[str, ...] = ()
    code = found.language
    if stated is not None and base(stated) == code:
        code = stated
    elif stated is not None:
        told = f"the document says of itself that it is in {name_of(stated)}"
        remarks = (f"{told}, its text is in {name_of(code)}",)
    if found.doubt is not None:
        remarks = (*remarks, f"taken to be in {name_of(code)}; {found.doubt}")
    return code, (*remarks, *_without(code))


def _without(code: str) -> tuple[str, ...]:
    """What is told of a language whose words nobody has put into a table."""
    return () if can_propose(code) else (f"the text is in {name_of(code)}: {NO_FIGURES}",)
