"""A text that changed: what matters in a newer text of a document, and taking it for the text."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kursk_tui.cli.listing import Column, Listing, Row
from kursk_tui.cli.output import print_listing
from kursk_tui.cli.session import Session
from kursk_tui.model.text import plural

if TYPE_CHECKING:
    from kursk_tui.intake.changes.compare import Change, Compared

CHANGES = (
    Column("change", "change"),
    Column("was", "was"),
    Column("now", "now"),
    Column("claims", "claims"),
    Column("measure", "measure"),
    Column("was_sentence", "old wording", wide=True),
    Column("now_sentence", "new wording", wide=True),
)


def run_diff(arguments: argparse.Namespace) -> int:
    """`diff SOURCE NEW`: 0 where something that matters changed, 1 where nothing did."""
    from kursk_tui.dossier.editing import require_editable
    from kursk_tui.dossier.texts import Texts
    from kursk_tui.intake.changes.compare import compare
    from kursk_tui.intake.documents.text_copies import folder_of
    from kursk_tui.intake.review import taking

    session = Session(arguments)
    dossier = session.whole
    source = dossier.sources[session.named("sources", arguments.source)]
    if arguments.accept:
        require_editable(dossier)
    folder = folder_of(arguments.texts)
    texts = Texts.attach(dossier, folder) if folder is not None else Texts.none()
    old = texts.text_of(source)
    article = taking.read(arguments.new)
    compared = compare(dossier, source, old, article.paragraphs)
    rows = [_row(change) for change in compared.changes]
    narration = _narration(compared)
    if arguments.accept:
        narration += f"; {_accept(session, source.id, old, article.paragraphs, compared)}"
    status = print_listing(Listing(CHANGES, rows, narration=narration), session.manner)
    return 0 if arguments.accept else status


def _row(change: Change) -> Row:
    from kursk_tui.words.changes import CALLED

    return {
        "change": CALLED[change.kind],
        "was": change.was,
        "now": change.now,
        "claims": list(change.claims),
        "measure": change.measure,
        "paragraph": change.paragraph,
        "now_paragraph": change.now_paragraph,
        "was_sentence": change.was_sentence,
        "now_sentence": change.now_sentence,
    }


def _narration(compared: Compared) -> str:
    from kursk_tui.words.changes import NO_OLD_TEXT, SAME

    changes = compared.changes
    claims = {claim for change in changes for claim in change.claims}
    found = f"{plural(len(changes), 'change')}, {plural(len(claims), 'claim')} concerned"
    told = found if changes else SAME
    return told if compared.has_old else f"{told} ({NO_OLD_TEXT})"


def _accept(
    session: Session,
    source: str,
    old: list[str] | None,
    paragraphs: tuple[str, ...],
    compared: Compared,
) -> str:
    from kursk_tui.intake.changes.accepting import accept
    from kursk_tui.intake.documents.text_copies import default_folder
    from kursk_tui.store.authorship import default_author

    arguments = session.arguments
    edit = accept(
        session.whole,
        source,
        paragraphs,
        compared.moved,
        folder=arguments.texts or default_folder(),
        author=default_author(),
        old=old,
        is_fetched="://" in arguments.new,
    )
    return f"{edit.what}, the old one is kept"
