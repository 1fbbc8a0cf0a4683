"""`kursk-tui notes`: what stands in the notebooks, and joining two of them."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from kursk_tui.cli.listing import Column, Listing

if TYPE_CHECKING:
    from kursk_tui.cli.session import Session


def run_notes(arguments: argparse.Namespace) -> int:
    """List what stands, or merge; returns the exit status."""
    if arguments.notes_command == "merge":
        return _merge(arguments)
    from kursk_tui.cli.output import print_listing
    from kursk_tui.cli.session import Session

    session = Session(arguments)
    told = _changes(session)
    rows = [
        {
            "created": voice.note.created,
            "author": voice.note.author,
            "kind": voice.note.kind,
            "value": voice.note.value,
            "target": voice.note.target,
            "body": voice.note.body,
            "now": told.get(voice.note.id),
            "disputed": session.notes.disagreeing(voice.note.target),
            "id": voice.note.id,
            "reading": dict(voice.note.reading) if voice.note.reading is not None else None,
        }
        for voice in session.notes.standing
    ]
    columns = (
        Column("created", "when"),
        Column("author", "author"),
        Column("kind", "kind"),
        Column("value", "value"),
        Column("target", "target"),
        Column("body", "body", wide=True),
        Column("now", "now", wide=True),
    )
    return print_listing(Listing(columns, rows), session.manner)


def _changes(session: Session) -> dict[str, str]:
    """What has become of what each entry is about, by its id, where anything has.

    Where the dossier can't be opened that is said, and the entries are listed without it.
    """
    from kursk_tui.model.text import visible
    from kursk_tui.store.errors import DossierError
    from kursk_tui.words.judgements import change_or_gone

    entries = [voice.note for voice in session.notes.standing]
    try:
        told = {note.id: change_or_gone(session.whole, note) for note in entries}
    except DossierError as error:
        print(f"kursk-tui: {visible(str(error))}", file=sys.stderr)
        return {}
    return {id: words for id, words in told.items() if words}


def _merge(arguments: argparse.Namespace) -> int:
    """Merge, and say on stderr how many entries there are. Raises DossierError."""
    from kursk_tui.model.text import visible
    from kursk_tui.notebook.exchange import merge

    count = merge(arguments.a, arguments.b, arguments.output, force=arguments.force)
    entries = "1 entry" if count == 1 else f"{count} entries"
    print(f"{visible(arguments.output)}: {entries}", file=sys.stderr)
    return 0
