"""What a spreadsheet says of each claim beyond what the table shows, so that a row stands alone.

A row that is cut out and pasted into an article's notes must still say who published it, where
it can be read, and between which bounds its figure lies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kursk_tui.cli.listing import Column, Listing, Row
from kursk_tui.cli.session import Session
from kursk_tui.words.flat import claim_row

if TYPE_CHECKING:
    # A look-up does not compare.
    from kursk_tui.analysis.disagreements.listing import Row as Finding

# As `export csv claims` names them. The publisher is named in words.
FIELDS = (
    *("reading", "source", "publisher", "published", "committed_low", "committed_high"),
    *("suggested_low", "suggested_high", "unit", "address"),
)


def standing_alone(
    session: Session, listing: Listing, of: Callable[[Row], tuple[str, str] | None]
) -> Listing:
    """A listing with those of FIELDS that it lacks behind its columns, if it is to be CSV.

    `of` tells (table, id) of what a row is of: claims have all of the fields, sources some, and
    others none.
    """
    if session.manner.format != "csv":
        return listing
    shown = {column.key for column in listing.columns}
    more = tuple(name for name in FIELDS if name not in shown)
    rows = [row | _fields(session, of(row), more) for row in listing.rows]
    columns = (*listing.columns, *(Column(name, name) for name in more))
    return listing._replace(columns=columns, rows=rows)


def sides_standing_alone(session: Session, listing: Listing, found: Sequence[Finding]) -> Listing:
    """A listing of disagreements, in the order of `found`, with both sides if it is to be CSV."""
    if session.manner.format != "csv":
        return listing
    from kursk_tui.words.pairs import COLUMNS, side_cells

    pairs = zip(listing.rows, found, strict=True)
    rows = [row | side_cells(session.dossier, one) for row, one in pairs]
    columns = (*listing.columns, *(Column(name, name) for name in COLUMNS))
    return listing._replace(columns=columns, rows=rows)


def _fields(session: Session, of: tuple[str, str] | None, names: tuple[str, ...]) -> Row:
    dossier = session.dossier
    table, id = of or ("", "")
    if table == "claims":
        found = claim_row(dossier, id)
        source = dossier.sources[found["source"]]
    elif table == "sources":
        source = dossier.sources[id]
        found = {"source": id, "published": source.published, "address": source.url}
    else:
        return {}
    found["publisher"] = dossier.agents[source.publisher].name
    return {name: found.get(name) for name in names}
