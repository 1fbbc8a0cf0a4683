"""Lists of records, and all about one of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from kursk_tui.cli.filters import matcher_of, query_of
from kursk_tui.cli.listing import Column, Listing, Row, record_listing
from kursk_tui.cli.output import print_listing
from kursk_tui.cli.session import Session
from kursk_tui.cli.standalone import standing_alone
from kursk_tui.words.facts import Fact, agent_facts, claim_facts, event_facts, source_facts
from kursk_tui.words.flat import agent_row, claim_row, event_row, source_row, told_before
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import moment_text, name_of, origin_label

CLAIMS = (
    Column("id", "claim", whole=True),
    Column("moment", "moment"),
    Column("moment_basis", "known"),
    Column("measure", "measure"),
    Column("reading", "figure"),
    Column("origin_name", "origin"),
    Column("publisher", "publisher"),
    Column("statement", "statement", wide=True),
)
EVENTS = (
    Column("date", "date"),
    Column("id", "event", whole=True),
    Column("kind", "kind"),
    Column("claims", "claims", number=True),
    Column("sources", "sources", number=True),
    Column("title", "title", wide=True),
    Column("chapter", "chapter", wide=True),
    Column("speaks_of", "speaks of", wide=True),
)
SOURCES = (
    Column("published", "published"),
    Column("id", "source", whole=True),
    Column("publisher_name", "publisher"),
    Column("claims", "claims", number=True),
    Column("figures", "figures", number=True),
    Column("title", "title", wide=True),
)
AGENTS = (
    Column("id", "agent", whole=True),
    Column("kind", "kind"),
    Column("said", "said", number=True),
    Column("relayed", "relayed", number=True),
    Column("published", "published", number=True),
    Column("name", "name", wide=True),
)


def claim_rows(session: Session, ids: Sequence[str]) -> list[Row]:
    """Rows of claims, with their origin by name; what is told wrongly says so in its figure."""
    dossier = session.dossier
    rows = []
    for id in ids:
        row = claim_row(dossier, id)
        row["origin_name"] = origin_label(dossier, dossier.claims[id])
        if row["reading"] is not None:
            row["reading"] = told_before(dossier, dossier.claims[id]) + row["reading"]
        rows.append(row)
    return rows


def run_claims(arguments: argparse.Namespace) -> int:
    """`claims`: those that a query and the filters leave, by moment."""
    from kursk_tui.model.dates import sort_key

    session = Session(arguments)
    ids = matcher_of(session, query_of(arguments)).select("claims")
    rows = claim_rows(session, ids)
    rows.sort(key=lambda row: sort_key(row["date"] or row["moment"]))
    listing = standing_alone(session, Listing(CLAIMS, rows), lambda row: ("claims", row["id"]))
    return print_listing(listing, session.manner)


def run_events(arguments: argparse.Namespace) -> int:
    """`events`: by date, each with the chapter that it stands in and what it speaks of."""
    from kursk_tui.analysis.story import chapter_by_event, speaks_of
    from kursk_tui.model.dates import sort_key

    session = Session(arguments)
    dossier, index = session.dossier, session.index
    ids = matcher_of(session, query_of(arguments)).select("events")
    ids = sorted(ids, key=lambda e: (sort_key(dossier.events[e].date), e))
    chapters = chapter_by_event(dossier, index)
    rows = [
        event_row(dossier, index, id)
        | {"chapter": chapters.get(id), "speaks_of": speaks_of(index, id)}
        for id in ids
    ]
    return print_listing(Listing(EVENTS, rows), session.manner)


def run_sources(arguments: argparse.Namespace) -> int:
    """`sources`: by date of publication."""
    from kursk_tui.model.dates import sort_key

    session = Session(arguments)
    ids = matcher_of(session, query_of(arguments)).select("sources")
    ids = sorted(ids, key=lambda s: (sort_key(session.dossier.sources[s].published), s))
    rows = [source_row(session.dossier, session.index, id) for id in ids]
    hint = "" if rows else "nothing found in titles and publishers; find looks in what they say"
    return print_listing(Listing(SOURCES, rows, narration=hint), session.manner)


def run_agents(arguments: argparse.Namespace) -> int:
    """`agents`: those who said most first."""
    session = Session(arguments)
    ids = matcher_of(session, query_of(arguments)).select("agents")
    rows = [agent_row(session.dossier, session.index, id) for id in ids]
    rows.sort(key=lambda row: (-row["said"], -row["relayed"], row["id"]))
    return print_listing(Listing(AGENTS, rows), session.manner)


# ---- one record


def run_claim(arguments: argparse.Namespace) -> int:
    """`claim ID`."""
    session = Session(arguments)
    dossier, index = session.dossier, session.index
    id = session.named("claims", arguments.id)
    claim = dossier.claims[id]
    row = claim_row(dossier, id)
    shares = list(index.shares_of(id))
    row["of"] = claim.of
    row["shares"] = shares
    row["opposes"] = [{"claim": o.claim, "how": o.how, "note": o.note} for o in claim.opposes]
    row["opposed_by"] = list(index.opposed_by(id))
    row["identities"] = list(index.identities_of(id))
    row["note"] = claim.note
    shown = _shown(claim_facts(dossier, index, id))
    passage = _passage(session, id)
    if passage is not None:
        row["passage"] = shown["passage"] = passage
    return print_listing(record_listing(row, shown), session.manner)


def _shown(facts: Sequence[Fact]) -> dict[str, Any]:
    """Facts by their labels, each with the id of what it names: a shell has no link to follow."""
    shown: dict[str, Any] = {}
    for fact in facts:
        id = f" ({fact.target[1]})" if fact.target is not None else ""
        shown.setdefault(fact.label, []).append(f"{fact.value}{id}")
    return shown


def _passage(session: Session, id: str) -> str | None:
    """The article's own words, where a folder of texts is attached."""
    if session.arguments.texts is None:
        return None
    from kursk_tui.dossier.texts import Texts

    passage = Texts.attach(session.whole, session.arguments.texts).passage(
        session.dossier.claims[id]
    )
    return f"{passage.state}: {passage.text}" if passage.text is not None else passage.state


def run_event(arguments: argparse.Namespace) -> int:
    """`event ID`: the event, and every claim that mentions it."""
    from kursk_tui.analysis.story import speaks_of

    session = Session(arguments)
    dossier, index = session.dossier, session.index
    id = session.named("events", arguments.id)
    mentions = index.mentions(id)
    row = event_row(dossier, index, id)
    row["parts"] = list(index.parts_of_event(id))
    row["mentioned_by"] = [
        {"claim": claim, "how": how, "via": index.via(id, claim)} for claim, how in mentions.items()
    ]
    row["speaks_of"] = speaks_of(index, id)
    shown = _shown(event_facts(dossier, index, id))
    shown["mentioned by"] = [claim_line(session, claim) for claim in mentions]
    return print_listing(record_listing(row, shown), session.manner)


def run_source(arguments: argparse.Namespace) -> int:
    """`source ID`: the document, and all it says."""
    session = Session(arguments)
    id = session.named("sources", arguments.id)
    claims = list(session.index.claims_of_source(id))
    row = source_row(session.dossier, session.index, id)
    row = {**row, "says": claims}
    shown = _shown(source_facts(session.dossier, session.index, id))
    shown["says"] = [claim_line(session, claim) for claim in claims]
    return print_listing(record_listing(row, shown), session.manner)


def run_agent(arguments: argparse.Namespace) -> int:
    """`agent ID`: the agent, and all that it said, passed on and published of others."""
    session = Session(arguments)
    dossier, index = session.dossier, session.index
    id = session.named("agents", arguments.id)
    said = list(index.claims_of_agent(id, "origin"))
    relayed = [c for c in index.claims_of_agent(id, "relay") if c not in set(said)]
    known = {*said, *relayed}
    published = [c for c in index.claims_of_agent(id, "publisher") if c not in known]
    row = agent_row(dossier, index, id)
    row["members"] = [a.id for a in dossier.agents.values() if a.member_of == id]
    row = {**row, "claims": said, "passed_on": relayed, "published_claims": published}
    shown = _shown(agent_facts(dossier, index, id))
    for label, ids in (("as origin", said), ("as relay", relayed), ("as publisher", published)):
        shown[label] = [claim_line(session, claim) for claim in ids]
    return print_listing(record_listing(row, shown), session.manner)


def claim_line(session: Session, id: str) -> str:
    """`herald-1.17c  at least 300 killed (UN, said 2025-01-13)`."""
    dossier = session.dossier
    claim = dossier.claims[id]
    words = claim.statement
    if claim.figure is not None and claim.measure is not None:
        words = f"{dossier.measures[claim.measure].name}: {phrase(dossier, claim)}"
    publisher = name_of(dossier, dossier.sources[claim.source].publisher)
    origin = origin_label(dossier, claim)
    return f"{id}  {words} ({origin}, {moment_text(dossier, claim)}; {publisher})"
