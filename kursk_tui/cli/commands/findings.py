"""What disagrees, how two claims compare, where one comes from, and whether books balance."""

from __future__ import annotations

import argparse
from math import isinf
from typing import Any

from kursk_tui.analysis.disagreements.folds import fold
from kursk_tui.analysis.disagreements.listing import Row as Finding
from kursk_tui.analysis.ladder.reading import Reading
from kursk_tui.cli.listing import Column, Listing, Row, record_listing
from kursk_tui.cli.output import print_listing
from kursk_tui.cli.session import Session
from kursk_tui.cli.standalone import sides_standing_alone, standing_alone
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.naming import UseError
from kursk_tui.words.phrases import phrase
from kursk_tui.words.rows import row_sentence
from kursk_tui.words.sentences import sentence
from kursk_tui.words.steps import reason_text, step_text

DISAGREEMENTS = (
    Column("severity", "sev.", number=True),
    Column("kind", "kind"),
    Column("gap", "times", number=True),
    Column("measure", "measure"),
    Column("claims", "claims"),
    Column("sentence", "summary", wide=True),
)


def run_disagreements(arguments: argparse.Namespace) -> int:
    """`disagreements`: of what is seen, narrowed by the options."""
    session = Session(arguments)
    dossier, wanted = session.dossier, _wanted(session)
    # A shell's words have no spaces.
    kind = arguments.kind.replace("-", " ") if arguments.kind is not None else None
    chosen = [
        row
        for row in session.disagreements.rows
        if row.severity >= arguments.severity
        and kind in (None, row.kind)
        and (wanted is None or wanted.intersection(row.claims))
    ]
    columns: tuple[Column, ...] = DISAGREEMENTS
    narration = ""
    if arguments.unfold:
        heads = chosen
        rows = [finding_row(dossier, row) for row in chosen]
    else:
        columns = (*columns[:-1], Column("more", "more", number=True), columns[-1])
        folds = fold(chosen)
        heads = [one.head for one in folds]
        rows = [{**finding_row(dossier, one.head), "more": len(one.rest)} for one in folds]
        if len(folds) < len(chosen):
            narration = f"{len(chosen):,} rows, folded by measure and origins; --unfold for all"
    found = session.disagreements
    if found.looked_at < found.apart:
        narration = (
            f"compared the {found.looked_at:,} widest of {found.apart:,} pairs that do not overlap"
        )
    listing = Listing(columns, rows, narration=narration)
    return print_listing(sides_standing_alone(session, listing, heads), session.manner)


def _wanted(session: Session) -> set[str] | None:
    """Claims that a disagreement must have one of; None without such an option."""
    arguments = session.arguments
    sets = []
    if arguments.event is not None:
        sets.append(set(session.index.mentions(session.named("events", arguments.event))))
    if arguments.measure is not None:
        measure = session.named("measures", arguments.measure)
        sets.append(set(session.index.claims_of_measure(measure)))
    if arguments.claim is not None:
        sets.append({session.named("claims", arguments.claim)})
    return set.intersection(*sets) if sets else None


def finding_row(dossier: Dossier, row: Finding) -> Row:
    """A disagreement as values. `gap` is None for no ratio, also above a zero."""
    reading = row.reading
    measure = None
    if reading is not None:
        measure = reading.a.measure or None
    elif row.residual is not None:
        measure = row.residual.identity.id
    return {
        "kind": row.kind,
        "severity": row.severity,
        "gap": round(row.gap, 2) if row.gap and not isinf(row.gap) else None,
        "days": reading.days if reading is not None else None,
        "stable": row.stable,
        "measure": measure,
        "claims": list(row.claims),
        "origins": row.origins,
        "echoes": row.echoes,
        "sentence": row_sentence(dossier, row),
        "target": row.target,
    }


# ---- two claims


def run_compare(arguments: argparse.Namespace) -> int:
    """`compare ID ID`, or everything that competes with one."""
    from kursk_tui.analysis.disagreements.listing import competing
    from kursk_tui.analysis.ladder.compare import compare
    from kursk_tui.words.why import gap_facts, ladder_facts

    session = Session(arguments)
    dossier = session.dossier
    one = session.named("claims", arguments.id)
    if arguments.other is None:
        found = competing(dossier, one)
        listing = Listing(DISAGREEMENTS, [finding_row(dossier, row) for row in found])
        return print_listing(sides_standing_alone(session, listing, found), session.manner)
    other = session.named("claims", arguments.other)
    if one == other:
        raise UseError(f"{one} is compared with itself; name two claims")
    reading = compare(dossier, one, other)
    record = _reading_record(dossier, reading)
    shown: dict[str, Any] = {
        "summary": record["sentence"],
        "kind": f"{record['kind']}, severity {record['severity']} of 4",
        **{
            f"claim {n}": f"{side['id']}: {side['reading']} ({side['origin']}, {_when(side)})"
            for n, side in enumerate((record["a"], record["b"]), 1)
        },
    }
    for fact in (*gap_facts(dossier, reading), *ladder_facts(dossier, reading)):
        shown.setdefault(fact.label, []).append(fact.value)
    return print_listing(record_listing(record, shown), session.manner)


def _when(side: Row) -> str:
    return f"{side['basis']} {side['moment']}" if side["moment"] else "date unknown"


def _reading_record(dossier: Dossier, reading: Reading) -> Row:
    from kursk_tui.analysis.identities.factors import gap_share
    from kursk_tui.cli.commands.measures import figure_row
    from kursk_tui.model.vocabulary import PRESETS
    from kursk_tui.words.derivations import gap_share_text

    factors = gap_share(dossier, reading.a, reading.b) if reading.gap else None
    return {
        "sentence": sentence(dossier, reading),
        "kind": reading.kind,
        "severity": reading.severity,
        "gap": None if reading.gap is None or isinf(reading.gap) else round(reading.gap, 4),
        "days": reading.days,
        "tier": reading.tier,
        "a": figure_row(dossier, reading.a, []),
        "b": figure_row(dossier, reading.b, []),
        "ladder": [{"name": s.name, "found": step_text(dossier, s)} for s in reading.steps],
        "reasons": [
            {"name": r.name, "state": r.state, "arithmetic": reason_text(dossier, r)}
            for r in reading.reasons
        ],
        "factors": gap_share_text(factors) if factors is not None else None,
        "presets": dict(zip(PRESETS, reading.by_preset, strict=True)),
        "stable": reading.stable,
        "hinge": reading.hinge._asdict() if reading.hinge is not None else None,
        "note": reading.note,
        "origins": reading.origins,
        "same_lineage": reading.same_lineage,
    }


# ---- books

BOOKS = (
    Column("id", "identity", whole=True),
    Column("kind", "kind"),
    Column("verdict", "verdict"),
    Column("left", "the total is"),
    Column("equation", "total = terms", wide=True),
)
RIVALS = (
    Column("slot", "slot", number=True),
    Column("sign", "sign"),
    Column("stands", "stands"),
    Column("verdict", "verdict"),
    Column("left", "the total is"),
    Column("claim", "claim", whole=True),
    Column("written", "figure"),
    Column("origin", "origin"),
    Column("moment", "moment", wide=True),
)


def run_books(arguments: argparse.Namespace) -> int:
    """`books`: all identities; `books ID`: the rivals of each of its terms."""
    session = Session(arguments)
    if arguments.id is not None:
        return _book(session, session.named("identities", arguments.id))
    from kursk_tui.analysis.identities.books import balance, combinations
    from kursk_tui.words.balances import equation, left_text, verdict_text

    dossier = session.dossier
    rows = []
    for identity in dossier.identities.values():
        found = balance(dossier, identity)
        good, count, complete = combinations(dossier, identity)
        low, high = _left(found.residual)
        rows.append(
            {
                "id": identity.id,
                "kind": identity.kind,
                "verdict": verdict_text(found),
                "left": left_text(found),
                "left_low": low,
                "left_high": high,
                "point": found.point,
                "equation": equation(dossier, identity),
                "assumption": identity.assumption,
                "choices": count,
                "choices_that_balance": good,
                "choices_complete": complete,
            }
        )
    return print_listing(Listing(BOOKS, rows), session.manner)


def _left(residual: Any) -> tuple[Any, Any]:
    from kursk_tui.words.flat import ends

    return ends(residual.suggested or residual.entailed) if residual is not None else (None, None)


def _book(session: Session, id: str) -> int:
    from kursk_tui.analysis.identities.books import choices, slots
    from kursk_tui.words.balances import left_text, verdict_text
    from kursk_tui.words.records import moment_text
    from kursk_tui.words.voices import claim_who

    dossier = session.dossier
    identity = dossier.identities[id]
    rows = []
    for place, slot in enumerate(slots(dossier, identity)):
        for choice in choices(dossier, identity, place):
            claim = dossier.claims[choice.claim]
            low, high = _left(choice.balance.residual)
            rows.append(
                {
                    "slot": place,
                    "sign": {0: "=", 1: "+", -1: "-"}[slot.sign],
                    "measure": slot.measure,
                    "stands": choice.claim == slot.claim,
                    "verdict": verdict_text(choice.balance),
                    "left": left_text(choice.balance),
                    "can_balance": choice.can,
                    "left_low": low,
                    "left_high": high,
                    "claim": choice.claim,
                    "written": phrase(dossier, claim) or None,
                    "origin": claim_who(dossier, claim).text(),
                    "moment": moment_text(dossier, claim),
                }
            )
    narration = f"{id} assumes: {identity.assumption}"
    listing = Listing(RIVALS, rows, narration=narration)
    listing = standing_alone(session, listing, lambda row: ("claims", row["claim"]))
    return print_listing(listing, session.manner)
