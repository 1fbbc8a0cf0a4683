"""Which dossiers there are to open: dossiers."""

from __future__ import annotations

import argparse

from kursk_tui.cli.listing import Column, Listing, Row
from kursk_tui.cli.output import print_listing
from kursk_tui.cli.session import Session
from kursk_tui.dossier import recent, samples
from kursk_tui.dossier.recent import Known

DOSSIERS = (
    Column("opened", "opened"),
    Column("documents", "documents", number=True),
    Column("claims", "claims", number=True),
    Column("title", "title", wide=True),
    Column("open_with", "open with", whole=True),
    Column("note", "note"),
)


def run_dossiers(arguments: argparse.Namespace) -> int:
    """`dossiers`: what was opened lately, the newest first, then what comes with the program."""
    rows = [_row(known) for known in (*recent.recent(), *recent.with_the_program())]
    return print_listing(Listing(DOSSIERS, rows), Session(arguments).manner)


def _row(known: Known) -> Row:
    return {
        "opened": known.when[:16].replace("T", " ") if known.when is not None else None,
        "documents": known.documents,
        "claims": known.claims,
        "title": known.title,
        "open_with": _how(known),
        "note": {"gone": "the file is gone"}.get(known.kind),
        "path": known.path,
        "kind": known.kind,
    }


def _how(known: Known) -> str | None:
    """What is to be typed to open it."""
    from shlex import quote

    if known.kind == "sample":
        return f"kursk-tui --sample {samples.name_of(known.path)}"
    return "kursk-tui" if known.kind == "shipped" else f"kursk-tui -d {quote(known.path)}"
