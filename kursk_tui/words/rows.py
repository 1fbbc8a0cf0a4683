"""Rows of the list of disagreements, in words."""

from __future__ import annotations

from kursk_tui.analysis.disagreements.drifts import Drift, Wording, decisive
from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.ladder.reading import Reading
from kursk_tui.analysis.ladder.releases import direction, printed, tellings
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.text import plural
from kursk_tui.words.book_sentences import residual_sentence, slip_sentence
from kursk_tui.words.located import located
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import name_of, short_name
from kursk_tui.words.sentences import lowered, place_apart, sentence
from kursk_tui.words.voices import listed

# How the mark between two sides of a row reads: they differ, one release is told in several
# ways, they agree, they are not compared.
UNEQUAL, ALMOST, AGREED, APART = " ≠ ", " ≈ ", " ~ ", " | "
NAMED = 2  # so many documents that have a wording are named; of more the number is said


def row_sentence(dossier: Dossier, row: Row) -> str:
    """A row in one plain sentence without a full stop."""
    if row.drift is not None:
        return drift_sentence(dossier, row.drift)
    if row.reading is not None:
        told = sentence(dossier, row.reading)
        return told + _others_told(dossier, row) + _other_wordings(dossier, row.reading)
    if row.residual is not None:
        return residual_sentence(dossier, row.residual)
    if row.slip is not None:
        return slip_sentence(dossier, row.slip)
    raise ValueError(f"{row.target}: a row without a finding")


def _others_told(dossier: Dossier, row: Row) -> str:
    """The figures of a variance besides the two: `; others have 324 (The Nation)`."""
    if row.kind != "variance" or row.pair is None:
        return ""
    if any(q.is_derived for q in row.pair):
        return ""
    measures = {q.measure for q in row.pair}
    figures = [q.claim.figure for q in row.pair if q.claim is not None]
    known = {printed(figure) for figure in figures if figure is not None}
    told: dict[str, list[str]] = {}
    for id in row.claims:
        claim = dossier.claims[id]
        if claim.figure is None or claim.of is not None or claim.measure not in measures:
            continue
        if printed(claim.figure) and printed(claim.figure) not in known:
            publisher = short_name(dossier.agents[dossier.sources[claim.source].publisher])
            told.setdefault(lowered(phrase(dossier, claim)), []).append(publisher)
    if not told:
        return ""
    others = [f"{words} ({listed(list(dict.fromkeys(who)))})" for words, who in told.items()]
    return f"; others have {listed(others)}"


def _other_wordings(dossier: Dossier, reading: Reading) -> str:
    """What other pages make of a release, where that would make the pair another kind.

    `; of 20 documents 6 have "at least 600"`.
    """
    if reading.kind not in ("conflict", "tension", "revision"):
        return ""
    told: dict[int, list[str]] = {}
    for q, claim, _ in decisive(dossier, reading):
        telling = tellings(dossier).of(q.id)
        if telling is None or claim.figure is None:
            continue
        claims = [dossier.claims[id] for id in telling.claims]
        way = direction(claim.figure)
        alike = {c.source for c in claims if c.figure is not None and direction(c.figure) == way}
        have = "has" if len(alike) == 1 else "have"
        words = f'{len(alike)} {have} "{lowered(phrase(dossier, claim))}"'
        told.setdefault(len({c.source for c in claims}), []).append(words)
    return "".join(
        f"; of {of} documents {listed(words)}" if of > 1 else f"; {_on_page(words)}"
        for of, words in told.items()
    )


def _on_page(words: list[str]) -> str:
    return f"the page also {listed([word.partition(' ')[2] for word in words])}"


def drift_sentence(dossier: Dossier, drift: Drift) -> str:
    """`one release, "UN briefing", reported with different hedges: 300 killed (KBS); ...`."""
    title = dossier.events[drift.release].title
    noun = dossier.measures[drift.measure].name
    basis, where = dossier.measures[drift.measure].basis, dossier.claims[drift.standing].scope.place
    if apart := place_apart(dossier, basis, where):
        noun += f" {located(apart) or f'({apart})'}"
    told = []
    for place, wording in enumerate(drift.wordings):
        documents = {dossier.claims[claim].source for claim in wording.claims}
        words = lowered(phrase(dossier, dossier.claims[wording.claims[0]]))
        whose = plural(len(documents), "document")
        if len(documents) <= NAMED:
            whose = listed(wording_publishers(dossier, wording))
        told.append(f"{words} {'' if place else noun + ' '}({whose})")
    return f'one release, "{title}", reported with different hedges: {"; ".join(told)}'


def wording_publishers(dossier: Dossier, wording: Wording) -> list[str]:
    """The publishers of the documents that have a wording, each once, in file order."""
    sources = dict.fromkeys(dossier.claims[claim].source for claim in wording.claims)
    return list(dict.fromkeys(name_of(dossier, dossier.sources[s].publisher) for s in sources))


def more_rows(count: int) -> str:
    """`3 more rows between the same two`: what is folded under a row."""
    return f"{plural(count, 'more row')} between the same two"


def between(row: Row) -> str:
    """The mark between the two sides of a row."""
    if row.kind == "drift":
        return ALMOST
    if row.kind == "incomparable":
        return APART
    return UNEQUAL if row.severity else AGREED
