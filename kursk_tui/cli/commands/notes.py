"""`kursk-tui notes`: what stands in the notebooks, and joining two of them."""

from __future__ import annotations

import argparse
import sys

from kursk_tui.cli.listing import Column, Listing


def run_notes(arguments: argparse.Namespace) -> int:
    """List what stands, or merge; returns the exit status."""
    if arguments.notes_command == "merge":
        return _merge(arguments)
    from kursk_tui.cli.output import print_listing
    from kursk_tui.cli.session import Session

    session = Session(arguments)
    rows = [
        {
            "created": voice.note.created,
            "author": voice.note.author,
            "kind": voice.note.kind,
            "value": voice.note.value,
            "target": voice.note.target,
            "body": voice.note.body,
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
    )
    return print_listing(Listing(columns, rows), session.manner)


def _merge(arguments: argparse.Namespace) -> int:
    """Merge, and say on stderr how many entries there are. Raises DossierError."""
    from kursk_tui.dossier.exchange import merge
    from kursk_tui.model.text import visible

    count = merge(arguments.a, arguments.b, arguments.output, force=arguments.force)
    entries = "1 entry" if count == 1 else f"{count} entries"
    print(f"{visible(arguments.output)}: {entries}", file=sys.stderr)
    return 0
