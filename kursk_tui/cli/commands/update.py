"""`kursk-tui update`: a copy of the shipped dossier takes up newer data."""

from __future__ import annotations

import argparse
import sys
from shlex import quote
from typing import TYPE_CHECKING

from kursk_tui.cli.listing import Column, Listing, Row
from kursk_tui.cli.output import print_listing
from kursk_tui.cli.session import Session
from kursk_tui.dossier.naming import UseError, nearest

if TYPE_CHECKING:
    from kursk_tui.dossier.versions import Key
    from kursk_tui.upkeep.updating import Update

COLUMNS = (
    Column("table", "table"),
    Column("id", "id", whole=True),
    Column("field", "field"),
    Column("yours", "yours", wide=True),
    Column("new", "new", wide=True),
)
_WRITE = "; write TABLE:ID, as in claims:gazette-1.1"


def run_update(arguments: argparse.Namespace) -> int:
    """`update FILE`: take up the shipped data, and list what stays otherwise; returns 0.

    Raises DossierError, UseError, with nothing written.
    """
    from kursk_tui.dossier.dossier import Dossier
    from kursk_tui.dossier.editing import require_editable
    from kursk_tui.store.authorship import default_author
    from kursk_tui.upkeep.updating import update

    path = arguments.file
    take = [_named(text) for text in arguments.take]
    require_editable(Dossier.open(path))
    done = update(path, author=default_author(), take=take, dry_run=arguments.dry_run)
    manner = Session(arguments).manner
    from kursk_tui.model.text import visible

    for line in _told(path, done, bool(take), arguments.dry_run):
        print(visible(line, ascii_only=manner.ascii_only), file=sys.stderr)
    rows: list[Row] = [proposal._asdict() for proposal in done.proposals]
    print_listing(Listing(COLUMNS, rows, narration=_open(path, done)), manner)
    return 0


def _named(text: str) -> Key:
    """The table and the id of what is to be taken. Raises UseError."""
    from kursk_tui.dossier.versions import META
    from kursk_tui.model.schema import DOSSIER

    table, _, id = text.partition(":")
    tables = {name: None for name in DOSSIER if name != META}
    if table not in tables:
        raise UseError(f"--take {text!r} names no table{nearest(table, tables) or _WRITE}")
    if not id:
        raise UseError(f"--take {text!r} names no record{_WRITE}")
    return table, id


def _told(path: str, done: Update, takes: bool, dry_run: bool) -> list[str]:
    """What was done, or would be, a line each."""
    lines = []
    counts = f"{done.added:,} added, {done.changed:,} changed, {done.removed:,} removed"
    if done.is_new and dry_run:
        lines.append(f"{path}: would be updated from data {done.before} to {done.after}: {counts}")
    elif done.is_new:
        back = f"kursk-tui restore {quote(path)} last reverses it"
        lines.append(f"{path}: updated from data {done.before} to {done.after}: {counts}; {back}")
    else:
        lines.append(f"{path}: already has data {done.after}")
    if done.edit is not None:
        back = f"kursk-tui -d {quote(path)} edits undo reverses it"
        lines.append(done.edit.what + ("" if dry_run else f"; {back}"))
    elif takes:
        lines.append("those records already match the shipped ones")
    if dry_run or not (done.is_new or done.edit):
        lines[-1] += "; nothing was written"
    return lines


def _open(path: str, done: Update) -> str:
    """What there is to say of the proposals."""
    if not done.proposals:
        return f"data {done.after} changes none of the records that you changed"
    count, call = done.kept, f"kursk-tui update {quote(path)} --take TABLE:ID"
    stays = "1 record stays" if count == 1 else f"{count:,} records stay"
    it = "it" if done.kept == 1 else "them"
    return f"{stays} as you have {it}, unlike data {done.after}; {call} takes the shipped one"
