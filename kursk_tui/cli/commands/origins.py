"""Where a claim comes from, as a tree, and what an agent said over time."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from kursk_tui.cli.listing import Column, Listing, Row, record_listing
from kursk_tui.cli.output import Manner, cut, drawn_line, print_listing
from kursk_tui.cli.session import Session
from kursk_tui.cli.standalone import standing_alone
from kursk_tui.words.phrases import phrase

if TYPE_CHECKING:
    from kursk_tui.words.trees import Twig

LEAST_WIDTH = 40


def run_origins(arguments: argparse.Namespace) -> int:
    """`origins ID`: of a claim, or what an agent said over time."""
    session = Session(arguments)
    table, id = session.named_any(arguments.id, "claims", "agents")
    return _agent_origins(session, id) if table == "agents" else _claim_origins(session, id)


def _claim_origins(session: Session, id: str) -> int:
    from kursk_tui.analysis.origins.lineage import chain, same_origin, same_release, support
    from kursk_tui.analysis.origins.tree import again, tree_of
    from kursk_tui.words.holdings import support_line
    from kursk_tui.words.records import name_of, origin_label
    from kursk_tui.words.trees import LEGEND, again_text, told_text, twigs

    dossier, manner = session.dossier, session.manner
    claim, release, tree = dossier.claims[id], same_release(dossier, id), tree_of(dossier, id)
    found, links, lines = support(dossier, (id, *release)), chain(dossier, id), twigs(dossier, tree)
    record: Row = {
        "claim": id,
        "statement": claim.statement,
        "support": found._asdict(),
        "chain": [link._asdict() for link in links],
        "lineage": claim.lineage,
        "release": claim.release,
        "same_release": list(release),
        "same_origin": list(same_origin(dossier, id)),
        "standing": tree.standing,
        "tree": [
            {
                "agent": node.agent,
                "from": node.parent,
                "claims": [leaf._asdict() for leaf in node.leaves],
            }
            for node in tree.nodes
        ],
    }
    title = dossier.events[tree.release].title if tree.release is not None else None
    told = [
        (dossier.measures[measure].name if measure else "in words", told_text(dossier, one), one)
        for measure, ids in tree.others
        for one in ids
    ]
    said = [
        (one.said or "undated", again_text(dossier, tree, one), one.claim)
        for one in again(dossier, id)
    ]
    shown: Row = {
        "claim": id,
        "statement": claim.statement,
        "support": support_line(found),
        "chain": [f"{name_of(dossier, link.agent)} ({link.role})" for link in links],
        "lineage": claim.lineage,
        "release": title,
        "who had it": _tree(lines, 0, manner),
        "also told": [f"{name}: {text}  {one}" for name, text, one in told],
        "also said": [f"{when}: {text}  {one}" for when, text, one in said],
    }
    listing = record_listing(record, shown)
    if manner.format == "table":
        width = max(LEAST_WIDTH, manner.width)
        text = [support_line(found), *wrap(claim.statement, width)]
        text += [f"release: {title}"] if title is not None else []
        if claim.lineage != "full":
            text.append(f"the chain is {claim.lineage}: it does not count as an origin")
        text += ["", "Who had it from whom", *_tree(lines, width, manner), "", *wrap(LEGEND, width)]
        for heading, rows in (
            ("Also told of the release", told),
            (f"Also said by {origin_label(dossier, claim)}", said),
        ):
            text += ["", heading] if rows else []
            for name, words, one in rows:
                line = f"  {name}: {words}  {one}"
                text += wrap(line, width, subsequent_indent="    ", break_on_hyphens=False)
        drawn = "".join(f"{drawn_line(line, manner).rstrip()}\n" for line in text)
        listing = listing._replace(text=drawn)
    return print_listing(listing, manner)


def _tree(lines: Sequence[Twig], width: int, manner: Manner) -> list[str]:
    """The lines of a tree in columns, with their claims; in a width, only where all have room."""
    from kursk_tui.words.trees import HERE

    # As they are drawn: in ASCII a sign may take several cells.
    rows = [
        tuple(drawn_line(text, manner) for text in (one.stem + one.name, one.words, one.remark))
        for one in lines
    ]
    name, words, remark = (max(map(len, column)) for column in zip(*rows, strict=True))
    ids = max(len(one.claim or "") for one in lines)
    has_ids = not width or name + words + remark + ids + 6 <= width
    found = []
    for one, cells in zip(lines, rows, strict=True):
        here = drawn_line(HERE if one.is_here else " ", manner)
        line = f"{cells[0]:<{name}}  {cells[1]:<{words}} {here} {cells[2]:<{remark}}"
        line += f"  {one.claim or ''}" if has_ids else ""
        found.append(cut(line.rstrip(), width) if width else line.rstrip())
    return found


SERIES = (
    Column("measure", "measure"),
    Column("said", "said"),
    Column("change", "change"),
    Column("written", "figure"),
    Column("moment", "moment"),
    Column("told", "told", number=True),
    Column("claim", "claim", whole=True),
    Column("scope", "scope", wide=True),
)


def _agent_origins(session: Session, id: str) -> int:
    from kursk_tui.analysis.ladder.quantities import body_of
    from kursk_tui.analysis.origins.profiles import own_figures
    from kursk_tui.words.records import moment_text, scope_names

    dossier = session.dossier
    rows = []
    for series in own_figures(dossier, body_of(dossier, id) or id):
        for point in series.points:
            claim = dossier.claims[point.claim]
            rows.append(
                {
                    "measure": series.measure,
                    "scope": ", ".join(scope_names(dossier, series.scope)),
                    "status": series.status,
                    "said": point.said,
                    "change": point.change,
                    "written": phrase(dossier, claim) or None,
                    "moment": moment_text(dossier, claim),
                    "told": len(point.told),
                    "claim": point.claim,
                }
            )
    listing = standing_alone(session, Listing(SERIES, rows), lambda row: ("claims", row["claim"]))
    return print_listing(listing, session.manner)
