"""The two sides of a disagreement as flat values: what a row needs to stand alone.

A row that is cut out and pasted into an article's notes must still say of each side who published
it, where it can be read, and between which bounds its figure lies.
"""

from __future__ import annotations

from collections.abc import Iterable

from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import moment_of
from kursk_tui.model.records import Claim
from kursk_tui.words import flat
from kursk_tui.words.derivations import derivation
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import name_of
from kursk_tui.words.voices import behind, who, written

# What stands of each side, under these names with `_a` and `_b` behind them.
SIDE = (
    *("claim", "who", "written", "reading", "language", "moment", "moment_basis"),
    *("committed_low", "committed_high", "suggested_low", "suggested_high", "unit"),
    *("source", "publisher", "published", "paragraph", "address"),
)
COLUMNS = tuple(f"{name}_{side}" for name in SIDE for side in "ab")
# Between the values of several documents in one cell: no id and no address has a space.
SEPARATOR = " "
_NAMES = "; "


def side_cells(dossier: Dossier, row: Row) -> flat.Row:
    """Both sides of a disagreement under COLUMNS, None where a side has nothing to say there.

    `written` is as printed, `reading` in English, both the statement of a claim in words; of a
    number that nobody printed `reading` is how it was derived. Bounds are in `unit`, empty where
    open and for dates. Of what a side rests on several claims (a
    derived number, the terms of a sum) the documents of all of them are named. A sum has its
    total as the first side and its terms as the second, and their documents alone; a date after
    its own page has one side.
    """
    sides: list[flat.Row] = []
    if row.reading is not None:
        sides = [_side(dossier, q) for q in (row.reading.a, row.reading.b)]
    elif row.slip is not None:
        sides = [_slip(dossier, row.slip)]
    elif row.residual is not None:
        identity = row.residual.identity
        total = [identity.total.claim] if identity.total.claim is not None else []
        terms = [term.claim for term in identity.terms if term.claim is not None]
        sides = [_pages(dossier, total), _pages(dossier, terms)]
    cells: flat.Row = dict.fromkeys(COLUMNS)
    for letter, side in zip("ab", sides, strict=False):
        cells |= {f"{name}_{letter}": value for name, value in side.items()}
    return cells


def _side(dossier: Dossier, q: Quantity) -> flat.Row:
    words = q.under(dossier.meta.preset) if q.basis != "date" else None
    committed = flat.ends(words.entailed if words is not None else None)
    suggested = flat.ends(words.suggested if words is not None else None)
    own = [q.claim] if q.claim is not None else behind(dossier, q)
    return _pages(dossier, [claim.id for claim in own]) | {
        "claim": q.id,
        "who": who(dossier, q).text(),
        "written": _printed(q.claim) if q.claim is not None else written(dossier, q),
        "reading": derivation(dossier, q) or written(dossier, q),
        "moment": q.when.date,
        "moment_basis": q.when.basis,
        "committed_low": committed[0],
        "committed_high": committed[1],
        "suggested_low": suggested[0],
        "suggested_high": suggested[1],
        "unit": dossier.measures[q.measure].unit if q.measure else None,
    }


def _printed(claim: Claim) -> str:
    """The words of a figure as printed; of a claim without one what it says."""
    return claim.figure.written if claim.figure is not None else claim.statement


def _slip(dossier: Dossier, claim: Claim) -> flat.Row:
    """A date behind its own page: the page is all that it is set against."""
    moment = moment_of(dossier, claim)
    return _pages(dossier, [claim.id]) | {
        "claim": claim.id,
        "who": name_of(dossier, dossier.sources[claim.source].publisher),
        "written": _printed(claim),
        "reading": phrase(dossier, claim) or claim.statement,
        "moment": moment.date,
        "moment_basis": moment.basis,
    }


def _pages(dossier: Dossier, claims: Iterable[str]) -> flat.Row:
    """The documents of some claims, each once, and where each can be read."""
    found = [dossier.claims[claim] for claim in claims]
    sources = [dossier.sources[id] for id in dict.fromkeys(claim.source for claim in found)]
    languages = dict.fromkeys(source.language for source in sources if source.language)
    published = dict.fromkeys(source.published for source in sources if source.published)
    place = found[0].locator if len(found) == 1 else None
    return {
        "source": SEPARATOR.join(source.id for source in sources) or None,
        "publisher": _NAMES.join(dossier.agents[source.publisher].name for source in sources)
        or None,
        "published": SEPARATOR.join(published) or None,
        "language": SEPARATOR.join(languages) or None,
        "paragraph": place.paragraph if place is not None else None,
        "address": SEPARATOR.join(source.url for source in sources if source.url) or None,
    }
