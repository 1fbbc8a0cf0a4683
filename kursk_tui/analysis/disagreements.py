"""All readings worth a look, ranked, one row for each pair of releases.

Not all pairs: only those whose suggested intervals lie apart are weighed, widest gap first, and
a reading with its steps and its hinge is made only for a row that is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kursk_tui.analysis.book_sentences import residual_sentence, slip_sentence
from kursk_tui.analysis.compare import compare, compare_quantities, weigh
from kursk_tui.analysis.ledger import Residual, derived, residual
from kursk_tui.analysis.pairs import Finder
from kursk_tui.analysis.quantities import (
    Quantity,
    body_of,
    identity_of,
    measure_line,
    quantity,
)
from kursk_tui.analysis.reading import DISAGREEING, Reading, Verdict, origins_of
from kursk_tui.analysis.sentences import sentence
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.files import uncollected
from kursk_tui.dossier.words import origin_of
from kursk_tui.model.records import Claim

# Pairs that are looked at before the search stops and says that it did.
MOST_PAIRS = 20_000


class Pair:
    """Two quantities, a before b by their ids, whose reading is made when first asked for."""

    __slots__ = ("_dossier", "_reading", "a", "b")

    def __init__(
        self, dossier: Dossier, a: Quantity, b: Quantity, reading: Reading | None = None
    ) -> None:
        self._dossier = dossier
        self._reading = reading
        self.a = a
        self.b = b

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pair) and (self.a, self.b) == (other.a, other.b)

    def __hash__(self) -> int:
        return hash((self.a.id, self.b.id))

    def __iter__(self) -> Iterator[Quantity]:
        return iter((self.a, self.b))

    @property
    def reading(self) -> Reading:
        """What the two say together."""
        if self._reading is None:
            self._reading = compare_quantities(self._dossier, self.a, self.b)
        return self._reading


class Row(NamedTuple):
    """One disagreement. `target` is what a flag on it names; `claims` all that take part.

    Exactly one of `pair`, `residual` and `slip` is set. `echoes` counts the other pairs of
    documents in which the same two releases stand against each other.
    """

    target: str
    kind: str
    severity: int
    gap: float
    origins: int
    claims: tuple[str, ...]
    pair: Pair | None = None
    residual: Residual | None = None
    slip: Claim | None = None
    echoes: int = 0

    @property
    def reading(self) -> Reading | None:
        """What the two say together; made when first asked for."""
        return self.pair.reading if self.pair is not None else None

    @property
    def stable(self) -> bool:
        """Whether all presets see it alike."""
        if self.reading is not None:
            return self.reading.stable
        return self.residual is None or len(set(self.residual.by_preset)) == 1

    def sentence(self, dossier: Dossier) -> str:
        """The row in one plain sentence."""
        if self.reading is not None:
            return sentence(dossier, self.reading)
        if self.residual is not None:
            return residual_sentence(dossier, self.residual)
        if self.slip is not None:
            return slip_sentence(dossier, self.slip)
        raise ValueError(f"{self.target}: a row without a finding")


class Disagreements(NamedTuple):
    """Rows from the gravest down; of `apart` pairs that lie apart the `looked_at` widest count."""

    rows: tuple[Row, ...]
    looked_at: int
    apart: int


def disagreements(dossier: Dossier, *, most_pairs: int = MOST_PAIRS) -> Disagreements:
    """Every pair, identity and date worth a look, ranked by severity, gap and origins."""
    rows: dict[object, list[Row]] = {}
    with uncollected():
        finder = Finder(dossier)
        for a, b in finder.pairs(most_pairs):
            verdict = weigh(dossier, a, b)
            if verdict.kind in DISAGREEING:
                _keep(rows, finder.pair_key(a, b), _row(dossier, a, b, verdict))
    merged = map(_merged, rows.values())
    listed = [*merged, *_residuals(dossier), *_slips(dossier, finder.slips)]
    listed.sort(key=_rank)
    # Those that nobody need read, as of two sums, are looked at too; recorded oppositions are
    # read in any case.
    return Disagreements(tuple(listed), min(most_pairs, finder.apart), finder.apart)


def competing(dossier: Dossier, claim_id: str) -> tuple[Reading, ...]:
    """All readings of one claim with every other, save those that compare nothing.

    Ranked like the rows; echoes and compatible figures come last.
    """
    own = quantity(dossier, claim_id)
    found = []
    others = _opposing(dossier, claim_id)
    if own is not None:
        lines = set(measure_line(dossier, own.measure))
        on_line = [
            measure
            for measure in dossier.measures
            if measure in lines or own.measure in measure_line(dossier, measure)
        ]
        others |= {claim.id for claim in dossier.claims_with("measure", *on_line)} - {claim_id}
    for other in others:
        reading = compare(dossier, claim_id, other)
        # What one document says twice is neither listed nor counted.
        restated = reading.kind == "echo" and reading.a.source == reading.b.source
        if reading.kind != "incomparable" and not restated:
            found.append(reading)
    for identity in dossier.identities.values():
        other_side = derived(dossier, identity)
        if own is not None and other_side is not None:
            reading = compare_quantities(dossier, own, other_side)
            if reading.kind != "incomparable":
                found.append(reading)
    return tuple(sorted(found, key=lambda r: _rank(row_of(dossier, r))))


def _opposing(dossier: Dossier, claim_id: str) -> set[str]:
    opposed = {o.claim for o in dossier.claims[claim_id].opposes}
    by = {
        id
        for id, row in dossier.raw_rows("claims").items()
        if any(one["claim"] == claim_id for one in row.get("opposes") or ())
    }
    return opposed | by


# ---- rows


def row_of(dossier: Dossier, reading: Reading) -> Row:
    """A reading as a row of the list."""
    found = _row(dossier, reading.a, reading.b, reading)
    return found._replace(pair=Pair(dossier, reading.a, reading.b, reading))


def _row(dossier: Dossier, a: Quantity, b: Quantity, found: Verdict | Reading) -> Row:
    return Row(
        f"pair:{a.id}|{b.id}",
        found.kind,
        found.severity,
        found.gap if found.gap is not None else 0.0,
        origins_of(a, b),
        (*_claims_of(dossier, a), *_claims_of(dossier, b)),
        Pair(dossier, a, b),
    )


def _claims_of(dossier: Dossier, q: Quantity) -> tuple[str, ...]:
    """The claim of a side; of a derived one those it is derived from."""
    if q.claim is not None:
        return (q.id,)
    identity = dossier.identities[identity_of(q) or ""]
    slots = (identity.total, *identity.terms)
    return tuple(slot.claim for slot in slots if slot.claim is not None)


def _keep(rows: dict[object, list[Row]], key: object, row: Row) -> None:
    """One row a key: the severest stands (first in the list), and counts the others."""
    found = rows.setdefault(key, [])
    found.append(row)
    if len(found) > 1 and _standing(row) < _standing(found[0]):
        found[0], found[-1] = found[-1], found[0]


def _standing(row: Row) -> tuple[object, ...]:
    return (-row.severity, -row.gap, -row.origins, -_width(row), row.target)


def _merged(found: list[Row]) -> Row:
    claims = tuple(dict.fromkeys(claim for row in found for claim in row.claims))
    # What one document says twice is no echo.
    documents = {frozenset((q.source or q.voice) for q in row.pair) for row in found if row.pair}
    return found[0]._replace(echoes=len(documents) - 1, claims=claims)


def _width(row: Row) -> float:
    """How much the words of a pair leave open: the more careful wording stands for the others,
    which are often titles.
    """
    if row.pair is None:
        return 0.0
    total = 0.0
    for q in row.pair:
        words = q.intervals[1]
        if words is not None and words.suggested is not None:
            total += words.suggested.high - words.suggested.low
    return total


def _residuals(dossier: Dossier) -> Iterable[Row]:
    for identity in dossier.identities.values():
        found = residual(dossier, identity)
        if found is None or found.severity == 0:
            continue
        ids = [identity.total.claim, *(term.claim for term in identity.terms)]
        claims = tuple(c for c in ids if c is not None)
        origins = {_body(dossier, dossier.claims[c]) for c in claims} - {None}
        yield Row(
            f"identity:{identity.id}",
            "residual",
            found.severity,
            found.gap if found.gap is not None else 0.0,
            len(origins),
            claims,
            residual=found,
        )


def _slips(dossier: Dossier, slips: Iterable[Claim]) -> Iterable[Row]:
    for claim in slips:
        origins = 0 if _body(dossier, claim) is None else 1
        yield Row(f"claim:{claim.id}", "slip", 3, 0.0, origins, (claim.id,), slip=claim)


def _body(dossier: Dossier, claim: Claim) -> str | None:
    return body_of(dossier, origin_of(dossier, claim))


def _rank(row: Row) -> tuple[object, ...]:
    return (-row.severity, -row.gap, -row.origins, row.target)
