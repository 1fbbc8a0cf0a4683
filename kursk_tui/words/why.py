"""Why two figures differ, and what a sum comes to, as facts."""

from __future__ import annotations

from kursk_tui.analysis.disagreements.drifts import Drift
from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.identities.books import balance, slots
from kursk_tui.analysis.identities.factors import GapShare, gap_share
from kursk_tui.analysis.identities.ledger import Residual
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.ladder.reading import NOT_ESTABLISHED, ONE_SIDE, SAME, UNKNOWN, Reading
from kursk_tui.analysis.origins.forest import is_ceiling
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import parse
from kursk_tui.model.records import Claim, Identity
from kursk_tui.model.text import plural
from kursk_tui.model.vocabulary import PRESETS
from kursk_tui.words.balances import SIGNS, balance_text, combinations_text
from kursk_tui.words.derivations import gap_share_text, share_words, total_words
from kursk_tui.words.facts import DATE, HEADLINE, Fact
from kursk_tui.words.hinges import hinge_text
from kursk_tui.words.phrases import (
    NO_FIRM_CEILING,
    bounds_text,
    interval_text,
    phrase,
    phrase_in_full,
)
from kursk_tui.words.records import chain_text, name_of, placed, scope_names
from kursk_tui.words.rows import wording_publishers
from kursk_tui.words.steps import step_text
from kursk_tui.words.voices import day, document_label, listed, who, written

# A step's number on the ladder, as the codebook counts them.
STEP_NUMBERS = {
    "recorded": 1,
    "comparable?": 2,
    "intervals": 2,
    "same release": 3,
    "same origin": 4,
    "must hold": 5,
    "broken?": 6,
    "explained?": 7,
    "stands behind": 9,
}


# ---- the two sides


def sides(reading: Reading) -> list[Quantity]:
    """Both quantities of a reading, the larger one first."""
    return sorted((reading.a, reading.b), key=_largest)


def _largest(q: Quantity) -> tuple[float, str]:
    words = q.intervals[1]
    return (-(words.suggested or words.entailed).low if words is not None else 0.0, q.id)


def side_facts(dossier: Dossier, reading: Reading) -> list[list[Fact]]:
    """For each side, the larger one first, the same facts in the same order."""
    both = sides(reading)
    in_words = "words" if all(q.measure for q in both) else "in brief"
    columns: list[tuple[str, list[str]]] = [
        ("", [who(dossier, q).name for q in both]),
        (in_words, [_words(dossier, q) for q in both]),
    ]
    if all(q.basis not in ("", "date") for q in both):
        commits, suggests = ([_interval(dossier, q, tier) for q in both] for tier in (0, 1))
        if commits == suggests:
            columns.append(("reads as", commits))
        else:
            columns += [("commits", commits), ("suggests", suggests)]
    columns += [
        ("moment", [_moment(q) for q in both]),
        ("scope", [", ".join(scope_names(dossier, q.scope)) or "not stated" for q in both]),
        ("chain", [chain_text(dossier, q.claim) if q.claim else "derived" for q in both]),
        ("document", [_document(dossier, q) for q in both]),
    ]
    return [
        [Fact(label, texts[side], mark="" if label else HEADLINE) for label, texts in columns]
        for side in (0, 1)
    ]


def _words(dossier: Dossier, q: Quantity) -> str:
    if q.claim is not None and q.claim.figure is not None:
        words = phrase_in_full(dossier, q.claim)
        return f"denied: {words}" if q.claim.modality == "denied" else words
    return written(dossier, q)


def _interval(dossier: Dossier, q: Quantity, tier: int) -> str:
    words = q.under(dossier.meta.preset)
    if words is None:
        return "no number"
    if q.status is None:
        return "nothing: it is denied"
    if tier == 0 and is_ceiling(q):
        return NO_FIRM_CEILING
    figure = q.claim.figure if q.claim is not None and not q.is_derived else None
    return bounds_text(figure, words[tier], derived=q.is_derived)


def _moment(q: Quantity) -> str:
    if q.when.date is None:
        return "unknown"
    span = parse(q.when.date)
    width = f", {span.days} days wide" if span.days and span.days > 31 else ""
    return f"{q.when.basis} {day(q.when.date)}{width}"


def _document(dossier: Dossier, q: Quantity) -> str:
    if q.claim is None:
        return "none: nobody printed it"
    document = document_label(dossier, dossier.sources[q.claim.source])
    return placed(f"{document},", q.claim).removesuffix(",")


# ---- how they compare


def gap_facts(dossier: Dossier, reading: Reading) -> list[Fact]:
    """What the ratio is made of, where that is known, and the note on the coding."""
    facts = []
    factors = gap_share(dossier, reading.a, reading.b) if reading.gap else None
    if factors is not None:
        facts.append(Fact("gap", _factors(dossier, factors)))
    if reading.note:
        facts.append(Fact("note", reading.note))
    return facts


def _factors(dossier: Dossier, found: GapShare) -> str:
    """`of the ratio of the two the total explains 13 %, ... (4,000 against 3,000 ...)`."""
    both = " against ".join(
        f"{share_words(dossier, f)} of {total_words(dossier, f)}" for f in (found.a, found.b)
    )
    whole = dossier.measures[found.whole].name
    return f"of the ratio of the two {gap_share_text(found)} ({both} {whole}; in logarithms)"


def ladder_facts(dossier: Dossier, reading: Reading) -> list[Fact]:
    """The steps of the comparison, its reasons, assumptions, presets, hinge and origins."""
    facts = [
        Fact("ladder", f"{STEP_NUMBERS[step.name]}. {step.name}: {step_text(dossier, step)}")
        for step in reading.steps
    ]
    # The arithmetic stands in the ladder's last step already.
    facts += [Fact("reason", f"{reason.name}: {reason.state}") for reason in reading.reasons]
    facts += [
        Fact("assumes", dossier.identities[q.identity].assumption)
        for q in sides(reading)
        if q.identity is not None
    ]
    if reading.tier != "recorded":
        facts.append(Fact("presets", _presets(reading)))
        facts.append(Fact("hinge", hinge_text(dossier, reading)))
    return [*facts, Fact("origins", _lineage(dossier, reading))]


def _presets(reading: Reading) -> str:
    if reading.stable:
        return "the same under every preset"
    kinds = zip(PRESETS, reading.by_preset, strict=True)
    return "depends on the halo: " + ", ".join(f"{name} {kind}" for name, kind in kinds)


def _lineage(dossier: Dossier, reading: Reading) -> str:
    tie = reading.tie
    if tie == SAME:
        return "same lineage: both go back to one origin"
    if tie == UNKNOWN:
        return "independence not established: one has no recorded origin"
    names = " and ".join(dossier.agents[q.origin].name for q in (reading.a, reading.b) if q.origin)
    if tie == NOT_ESTABLISHED:
        return f"{names}: a state and an organ of it, which may be one voice"
    if tie == ONE_SIDE and reading.a.state is not None:
        return f"{names}: two origins on one side, {dossier.agents[reading.a.state].name}"
    return f"{names}; independence not established"


# ---- other rows


def finding_facts(dossier: Dossier, row: Row) -> list[Fact]:
    """What a row has besides two sides: the wordings of a release, or a sum, or a date."""
    if row.drift is not None:
        return _drift_facts(dossier, row.drift)
    if row.residual is not None:
        return _residual_facts(dossier, row.residual)
    return _slip_facts(dossier, row.slip) if row.slip is not None else []


def _drift_facts(dossier: Dossier, drift: Drift) -> list[Fact]:
    """Each wording of a release with the documents that have it; the release's own first."""
    facts = []
    for wording in sorted(drift.wordings, key=lambda w: drift.standing not in w.claims):
        names = listed(wording_publishers(dossier, wording))
        own = "the release's own wording, in " if drift.standing in wording.claims else "in "
        words = phrase(dossier, dossier.claims[wording.claims[0]])
        facts.append(Fact("wording", f"{words}: {own}{names}"))
    return facts


def _slip_facts(dossier: Dossier, claim: Claim) -> list[Fact]:
    """When a page was published that asserts what is later, and what it dates later."""
    source = dossier.sources[claim.source]
    facts = [Fact("published", f"{source.published} ({source.published_basis})")]
    figure = claim.figure
    if figure is not None and figure.date is not None:
        words = phrase_in_full(dossier, claim)
        facts.append(Fact("read as", f"{words}: {day(figure.date)}", mark=DATE))
    elif claim.as_of is not None:
        facts.append(Fact("as of", day(claim.as_of), mark=DATE))
    return facts


def _residual_facts(dossier: Dossier, found: Residual) -> list[Fact]:
    """The terms of a sum that does not come out, what they come to, and what the total is."""
    identity = found.identity
    facts = [Fact("assumes", identity.assumption)]
    for term in (*identity.terms, identity.total._replace(sign=0)):
        claim = dossier.claims[term.claim or ""]
        words = phrase(dossier, claim) or claim.statement
        facts.append(Fact("books", f"{SIGNS[term.sign]} {words}  {chain_text(dossier, claim)}"))
    total, parts = found.total, found.parts
    facts.append(Fact("sum", interval_text(parts.suggested or parts.entailed)))
    facts.append(Fact("total", interval_text(total.suggested or total.entailed)))
    severities = zip(PRESETS, found.by_preset, strict=True)
    by = ", ".join(f"{name} {severity}" for name, severity in severities)
    return [*facts, Fact("presets", f"severity {by}")]


def book_facts(dossier: Dossier, identity: Identity) -> list[Fact]:
    """What an identity says, term by term, and how much of what is said lets it balance."""
    found = balance(dossier, identity)
    facts = [
        Fact("", f"{identity.kind}: {balance_text(found)}", mark=HEADLINE),
        Fact("assumes", identity.assumption),
    ]
    for slot in slots(dossier, identity):
        name = dossier.measures[slot.measure].name if slot.measure else "?"
        if slot.claim is None:
            facts.append(Fact("terms", f"{SIGNS[slot.sign]} {name} (derived)"))
            continue
        claim = dossier.claims[slot.claim]
        words = phrase(dossier, claim) or claim.statement
        text = f"{SIGNS[slot.sign]} {name}: {words}  ({chain_text(dossier, claim)})"
        facts.append(Fact("terms", text, target=("claim", claim.id)))
    return [*facts, Fact("rivals", combinations_text(dossier, identity))]


def row_facts(row: Row) -> list[Fact]:
    """Kind and severity of a row, and what it stands for."""
    facts = [Fact("kind", f"{row.kind}, severity {row.severity} of 4")]
    if row.echoes:
        pairs = plural(row.echoes, "more pair")
        facts.append(Fact("stands for", f"{pairs} of documents with the same two releases"))
    return facts


def said_facts(dossier: Dossier, row: Row) -> list[Fact]:
    """The claims that a row is of: the words of each, its chain, and who published it."""
    return [_said(dossier, claim) for claim in row.claims]


def _said(dossier: Dossier, id: str) -> Fact:
    claim = dossier.claims[id]
    words = phrase(dossier, claim) or claim.statement
    publisher = name_of(dossier, dossier.sources[claim.source].publisher)
    text = f"{words}: {chain_text(dossier, claim)} ({placed(publisher, claim)})"
    return Fact("claim", text, target=("claim", id))
