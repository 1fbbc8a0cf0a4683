"""A text of any language in, proposed claims out."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language import propose as english
from kursk_tui.intake.language.proposals import Proposal, Reading
from kursk_tui.model.languages.detecting import can_propose, detect
from kursk_tui.model.languages.tables import is_read


def propose(
    dossier: Dossier,
    paragraphs: Sequence[str],
    *,
    language: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
) -> list[Proposal]:
    """Return the claims with figures that a text may hold, by the rules of its language.

    `language` is a code; None where nobody has said it, and then the text tells it, or is read as
    English where it does not. Nothing is proposed of a language without a table.
    """
    return read(
        dossier, paragraphs, language=language, publisher=publisher, published=published
    ).proposals


def read(
    dossier: Dossier,
    paragraphs: Sequence[str],
    *,
    language: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
) -> Reading:
    """Return the proposals for a text, as `propose` does, with what else was seen in it.

    Outside of English nothing else is told.
    """
    code = language or detect(paragraphs).language
    if code is None or code.lower().startswith("en"):
        return english.read(dossier, paragraphs, publisher=publisher, published=published)
    if not can_propose(code) or not is_read(code):
        return Reading([], [])
    from kursk_tui.intake.language.foreign.pages import propose_foreign

    return Reading(propose_foreign(dossier, paragraphs, code, publisher=publisher), [])
