"""What the formats of other programs cannot hold, and the texts that stand in them instead."""

from __future__ import annotations

from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Claim, Note
from kursk_tui.model.text import plural
from kursk_tui.words.phrases import bounds_text, phrase_in_full
from kursk_tui.words.records import measure_name, moment_text, scope_names

_NO_PLACE = "{} has no place for {}"
FTM = tuple(
    _NO_PLACE.format("FollowTheMoney", what)
    for what in (
        "the bounds, hedge and moment of a figure, but as words in its note",
        "the order of a chain: a note names its document and its origin",
        "disagreements, sums and measures",
        "a language in two letters: documents have none",
    )
)
STIX = tuple(
    _NO_PLACE.format("STIX", what)
    for what in (
        "the bounds, hedge and moment of a figure, but as words in its note",
        "the order of a chain: a note names its document and who is in it",
        "sums, measures, events and places, but as words",
        "an object without a time of making: the day of publication stands there",
    )
)
CLAIM_REVIEW = tuple(
    _NO_PLACE.format("ClaimReview", what)
    for what in (
        "disagreements that you have not judged",
        "the bounds and the hedge of a figure",
        "the chain between the origin and the page",
    )
)
UCDP = (
    "best is empty: the program has no estimate of its own",
    "sides, conflict and dyad are empty: a dossier does not record them",
    _NO_PLACE.format("the table", "who says low and who says high: source_original names all"),
)
QUICKSTATEMENTS = (
    _NO_PLACE.format("Wikidata", "a disagreement: each figure is a statement of its own"),
    "left out: figures of other populations and places than most figures have",
)
REFERENCES = (
    _NO_PLACE.format("a list of references", "claims: these are the documents alone"),
    "the publisher stands as the author: a dossier records no other",
)
# What the digits of the Admiralty scale say.
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


def undated(count: int) -> tuple[str, ...]:
    """Of documents whose day nobody knows, in a format that wants one; nothing without any."""
    if not count:
        return ()
    return (f"{plural(count, 'document')} without a date: 1 January 1970 stands there",)


def left_out(count: int, noun: str, why: str) -> tuple[str, ...]:
    """How many of something are not written, and why; nothing without any."""
    return (f"left out: {plural(count, noun)}; {why}",) if count else ()


def figure_text(dossier: Dossier, claim: Claim) -> str:
    """A claim's figure in a line: as printed, what it counts, whom, what it commits to, when."""
    if claim.figure is None or claim.measure is None:
        return ""
    parts = [f"{measure_name(dossier, claim)}: {phrase_in_full(dossier, claim)}"]
    parts += scope_names(dossier, claim.scope)
    words = claim_intervals(dossier, claim, dossier.meta.preset)
    if words is not None and claim.figure.date is None:
        commits = bounds_text(claim.figure, words.entailed)
        suggests = bounds_text(claim.figure, words.suggested)
        parts.append(f"commits to {commits}")
        parts += [f"suggests {suggests}"] if suggests != commits else []
    parts.append(moment_text(dossier, claim))
    return "; ".join(part for part in parts if part)


def verdict_text(note: Note) -> str:
    """A verdict with its reason: `verdict: real; the board counts others`."""
    return f"verdict: {note.value}" + (f"; {note.body}" if note.body else "")


def rating_text(note: Note) -> str:
    """A rating of a claim in words: `2, probably true; two outlets have it`."""
    said = f"{note.value}, {CREDIBILITY.get(note.value or '', 'rated')}"
    return said + (f"; {note.body}" if note.body else "")
