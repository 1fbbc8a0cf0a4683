"""Checking places against the articles, and counts."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from kursk_tui.cli.listing import Column, Listing, Row
from kursk_tui.cli.output import print_listing
from kursk_tui.cli.session import Session
from kursk_tui.dossier.naming import UseError
from kursk_tui.words.phrases import phrase

VERIFIED = (
    Column("state", "state"),
    Column("claim", "claim", whole=True),
    Column("paragraph", "recorded", number=True),
    Column("found", "found", number=True),
    Column("written", "figure", wide=True),
)


def run_verify(arguments: argparse.Namespace) -> int:
    """`verify --texts DIR`: 0 where all is anchored, 1 where no text fits, 2 for drift."""
    from kursk_tui.dossier.texts import Texts
    from kursk_tui.intake.documents.text_copies import folder_of
    from kursk_tui.model import locators

    session = Session(arguments)
    folder = folder_of(arguments.texts)
    if folder is None:
        raise UseError("verify needs the articles; give --texts DIR")
    texts = Texts.attach(session.whole, folder)
    # The shelf holds the texts of other dossiers too.
    for problem in texts.problems if arguments.texts is not None else ():
        print(f"kursk-tui: {problem}", file=sys.stderr)
    states: Counter[str] = Counter()
    rows: list[Row] = []
    for claim in session.whole.claims.values():
        passage = texts.passage(claim)
        states[passage.state] += 1
        if arguments.all or passage.state not in (
            locators.ANCHORED,
            locators.UNPLACED,
            locators.NO_COPY,
        ):
            rows.append(
                {
                    "state": passage.state,
                    "claim": claim.id,
                    "source": claim.source,
                    "paragraph": claim.locator.paragraph if claim.locator else None,
                    "found": passage.paragraph,
                    "written": phrase(session.dossier, claim) or None,
                }
            )
    counts = ", ".join(f"{count} {state}" for state, count in states.most_common())
    print_listing(Listing(VERIFIED, rows, narration=counts), session.manner)
    if states[locators.DRIFTED] or states[locators.ORPHANED]:
        return 2
    return 0 if states[locators.ANCHORED] else 1


COUNTS = (Column("what", "what"), Column("of", "of"), Column("count", "count", number=True))


def run_stats(arguments: argparse.Namespace) -> int:
    """`stats`: how many records, claims of each sort, disagreements of each kind."""
    session = Session(arguments)
    dossier = session.dossier
    claims = list(dossier.claims.values())
    groups: list[tuple[str, Counter[str]]] = [
        (
            "records",
            Counter(
                sources=len(dossier.sources),
                agents=len(dossier.agents),
                events=len(dossier.events),
                claims=len(dossier.claims),
                measures=len(dossier.measures),
                identities=len(dossier.identities),
            ),
        ),
        ("claims by measure", Counter(c.measure for c in claims if c.measure and c.figure)),
        ("claims by modality", Counter(c.modality for c in claims)),
        ("claims by lineage", Counter(c.lineage for c in claims)),
        ("sources by basis of date", Counter(s.published_basis for s in dossier.sources.values())),
        ("agents by kind", Counter(a.kind for a in dossier.agents.values())),
        ("disagreements by kind", Counter(r.kind for r in session.disagreements.rows)),
        (
            "disagreements by severity",
            Counter(str(r.severity) for r in session.disagreements.rows),
        ),
    ]
    rows: list[Row] = [
        {"what": what, "of": of, "count": count}
        for what, counts in groups
        for of, count in counts.most_common()
    ]
    return print_listing(Listing(COUNTS, rows), session.manner)
