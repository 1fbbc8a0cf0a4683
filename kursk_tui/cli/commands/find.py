"""`find`: full text and fields over all tables, the best matches first."""

from __future__ import annotations

import argparse

from kursk_tui.cli.filters import matcher_of, query_of
from kursk_tui.cli.listing import Column, Listing, Row
from kursk_tui.cli.output import print_listing
from kursk_tui.cli.session import Session
from kursk_tui.cli.standalone import standing_alone
from kursk_tui.dossier.naming import UseError
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import moment_text, name_of, origin_label

FOUND = (Column("kind", "kind"), Column("id", "id", whole=True), Column("text", "text", wide=True))
TABLES = ("claims", "events", "sources", "agents", "measures")


def run_find(arguments: argparse.Namespace) -> int:
    """Print what a query finds."""
    session = Session(arguments)
    query = query_of(arguments)
    if query.is_empty:
        raise UseError("find needs something to look for, as in kursk-tui find museum")
    matcher = matcher_of(session, query)
    found = [
        (-matcher.rank(table, id), place, table, id)
        for place, table in enumerate(TABLES)
        for id in matcher.select(table)
    ]
    found.sort(key=lambda hit: hit[:2])
    rows: list[Row] = [
        {"kind": table.removesuffix("s"), "id": id, "text": text_of(session, table, id)}
        for _, _, table, id in found
    ]
    listing = standing_alone(
        session, Listing(FOUND, rows), lambda row: (f"{row['kind']}s", row["id"])
    )
    return print_listing(listing, session.manner)


def text_of(session: Session, table: str, id: str) -> str:
    """A record in a line."""
    dossier = session.dossier
    if table == "claims":
        claim = dossier.claims[id]
        said = f"{origin_label(dossier, claim)}, {moment_text(dossier, claim)}"
        if claim.figure is not None and claim.measure is not None:
            name = dossier.measures[claim.measure].name
            return f"{name}: {phrase(dossier, claim)} ({said}). {claim.statement}"
        return f"{claim.statement} ({said})"
    if table == "events":
        event = dossier.events[id]
        return f"{event.title} ({event.date or 'undated'}, {event.kind})"
    if table == "sources":
        source = dossier.sources[id]
        publisher = name_of(dossier, source.publisher)
        return f"{source.title} ({publisher}, {source.published or 'undated'})"
    if table == "agents":
        agent = dossier.agents[id]
        return f"{agent.name} ({agent.kind})"
    measure = dossier.measures[id]
    return f"{measure.name} ({measure.unit}, {measure.basis})"
