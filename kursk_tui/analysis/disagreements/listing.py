"""All readings worth a look, ranked, one row for each pair of releases.

Not all pairs: only those whose suggested intervals lie apart are weighed, widest gap first, and
a reading with its steps and its hinge is made only for a row that is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf
from typing import NamedTuple

from kursk_tui.analysis.disagreements.drifts import Drift, drifts
from kursk_tui.analysis.disagreements.pairs import Finder
from kursk_tui.analysis.identities.ledger import Residual, derived, own_wording, residual
from kursk_tui.analysis.ladder.bounds import TOGETHER_DAYS
from kursk_tui.analysis.ladder.compare import compare_quantities, weigh
from kursk_tui.analysis.ladder.fit import opposition
from kursk_tui.analysis.ladder.quantities import DERIVED, Quantity, measure_line, side
from kursk_tui.analysis.ladder.reading import (
    DISAGREEING,
    SAME,
    TWO,
    Reading,
    Verdict,
    origins_of,
    tie_of,
)
from kursk_tui.analysis.ladder.releases import misread_by, tellings
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.links import Between, linked
from kursk_tui.model.dates import overlap
from kursk_tui.model.records import Claim
from kursk_tui.model.targets import Target, TargetError
from kursk_tui.store.files import uncollected

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

    `pair` is set for two quantities, `residual` for an identity, `slip` for one claim; beside a
    pair `drift` holds all wordings of a release whose hedge turns. `gap` is a ratio, 0 where there
    is none. `firmness`, 0 to 5, is how firm the ground is: see `_firmness`. `echoes` counts the
    other pairs of documents in which the same two releases stand against each other.
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
    firmness: int = 0
    drift: Drift | None = None

    @property
    def reading(self) -> Reading | None:
        """What the two say together; made when first asked for."""
        return self.pair.reading if self.pair is not None else None

    @property
    def measure(self) -> str:
        """The measure of its two figures or of its slip; empty for a sum, and for words."""
        if self.pair is not None:
            return self.pair.a.measure
        return (self.slip.measure or "") if self.slip is not None else ""

    @property
    def stable(self) -> bool:
        """Whether all presets see it alike."""
        if self.reading is not None:
            return self.reading.stable
        return self.residual is None or len(set(self.residual.by_preset)) == 1


class Disagreements(NamedTuple):
    """Rows from the gravest down; of `apart` pairs that lie apart the `looked_at` widest count."""

    rows: tuple[Row, ...]
    looked_at: int
    apart: int


@uncollected()
def disagreements(dossier: Dossier, *, most_pairs: int = MOST_PAIRS) -> Disagreements:
    """Every pair, identity and date worth a look, in the one order that `rank` gives."""
    rows: dict[object, list[Row]] = {}
    finder = Finder(dossier)
    for a, b in finder.pairs(most_pairs):
        verdict = weigh(dossier, a, b)
        if verdict.kind in DISAGREEING and verdict.kind != "drift":
            _keep(rows, finder.pair_key(a, b), _row(dossier, a, b, verdict))
    slips, apart = finder.slips, finder.apart
    del finder  # what it sorted takes more than what is found
    merged = [_merged(dossier, rows.pop(key)) for key in list(rows)]
    listed = [
        *merged,
        *_drifts(dossier),
        *_residuals(dossier),
        *_slips(dossier, slips),
    ]
    listed.sort(key=rank)
    # Those that nobody need read, as of two sums, are looked at too; recorded oppositions are
    # read in any case.
    return Disagreements(tuple(listed), min(most_pairs, apart), apart)


@uncollected()
def competing(dossier: Dossier, claim_id: str) -> tuple[Row, ...]:
    """One claim beside every other, save those that compare nothing, each a row.

    Ranked like the rows; echoes and compatible figures come last. A reading is made when it is
    asked for.
    """
    own = side(dossier, claim_id)
    found = []
    others = _opposing(dossier, claim_id)
    if own.measure:
        lines = set(measure_line(dossier, own.measure))
        on_line = [
            measure
            for measure in dossier.measures
            if measure in lines or own.measure in measure_line(dossier, measure)
        ]
        others |= {claim.id for claim in dossier.claims_with("measure", *on_line)} - {claim_id}
        others |= _misreading(dossier, claim_id)
    for id in others:
        a, b = _in_order(own, side(dossier, id))
        verdict = weigh(dossier, a, b)
        # What one document says twice is neither listed nor counted.
        restated = verdict.kind == "echo" and a.source == b.source
        if verdict.kind != "incomparable" and not restated:
            found.append(_row(dossier, a, b, verdict))
    for identity in dossier.identities.values() if own.measure else ():
        other_side = derived(dossier, identity)
        if other_side is not None:
            a, b = _in_order(own, other_side)
            verdict = weigh(dossier, a, b)
            if verdict.kind != "incomparable":
                found.append(_row(dossier, a, b, verdict))
    return tuple(sorted(found, key=rank))


def _in_order(one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """Two quantities as a reading has them, whichever is given first."""
    return (one, other) if one.id <= other.id else (other, one)


def _misreading(dossier: Dossier, claim_id: str) -> set[str]:
    """What a claim misreads, or the claims that misread it."""
    right = misread_by(dossier, dossier.claims[claim_id])
    wrong = {
        id
        for id, row in dossier.raw_rows("claims").items()
        if row.get("misreads") and misread_by(dossier, dossier.claims[id]) == claim_id
    }
    return wrong | ({right} if right is not None else set())


def _opposing(dossier: Dossier, claim_id: str) -> set[str]:
    opposed = {o.claim for o in dossier.claims[claim_id].opposes}
    return opposed | set(linked(dossier, Between).opposed.get(claim_id, ()))


# ---- rows


def row_for(dossier: Dossier, target: str) -> Row | None:
    """What is to be said today of what a flag names: `pair:a|b` or `identity:x`.

    The reading of a pair is that of `compare`, whether the list has a row for it or not. None
    where the dossier has one of the two no more, or where nothing is compared.
    """
    try:
        named = Target.parse(target)
    except TargetError:
        return None
    if named.kind == "identity":
        identity = dossier.identities.get(named.ids[0])
        found = residual(dossier, identity) if identity is not None else None
        return _residual_row(dossier, found) if found is not None else None
    if named.kind != "pair":
        return None
    sides = [_quantity(dossier, id) for id in named.ids]
    if sides[0] is None or sides[1] is None:
        return None
    return row_of(dossier, compare_quantities(dossier, sides[0], sides[1]))


def _quantity(dossier: Dossier, id: str) -> Quantity | None:
    """A claim, or what an identity leaves open, by its id."""
    if id in dossier.claims:
        return side(dossier, id)
    found = dossier.identities.get(id.partition(DERIVED)[0])
    q = derived(dossier, found) if found is not None else None
    return q if q is not None and q.id == id else None


def sides_of(dossier: Dossier, row: Row) -> tuple[tuple[str, ...], ...]:
    """The claims of each side of a row, of a sum those of each term; without who echoes them."""
    if row.pair is not None:
        return tuple(_claims_of(dossier, q) for q in row.pair)
    return tuple((claim,) for claim in row.claims)


def row_of(dossier: Dossier, reading: Reading) -> Row:
    """A reading as a row of the list."""
    found = _row(dossier, reading.a, reading.b, reading)
    return found._replace(pair=Pair(dossier, reading.a, reading.b, reading))


def _row(dossier: Dossier, a: Quantity, b: Quantity, found: Verdict | Reading) -> Row:
    return Row(
        target=f"pair:{a.id}|{b.id}",
        kind=found.kind,
        severity=found.severity,
        gap=found.gap if found.gap is not None else 0.0,
        origins=origins_of(a, b),
        claims=(*_claims_of(dossier, a), *_claims_of(dossier, b)),
        pair=Pair(dossier, a, b),
        firmness=_firmness(
            dossier,
            (a, b),
            is_moving=found.why.code == "moment" and a.basis == "stock" and not _meet(a, b),
            outdated=_outdated(a, b, found),
        ),
    )


def _claims_of(dossier: Dossier, q: Quantity) -> tuple[str, ...]:
    """The claim of a side; of a derived one those it is derived from."""
    if q.claim is not None:
        return (q.id,)
    identity = own_wording(dossier, dossier.identities[q.identity or ""])
    slots = (identity.total, *identity.terms)
    return tuple(slot.claim for slot in slots if slot.claim is not None)


def _firmness(
    dossier: Dossier,
    sides: Iterable[Quantity],
    *,
    is_identity: bool = False,
    is_moving: bool = False,
    outdated: Quantity | None = None,
) -> int:
    """How firm the ground of a row is, a point for each of five things.

    Its origins are recorded and not of one side; the chains of all its claims are full; the
    moments are those that its texts or releases state, and one where a stock should be the same
    (`is_moving` says that they are two); its pages were read
    in full or checked; two bodies speak of one moment, each in a document of its own.
    That the terms of an identity may be joined, and as of one moment, is what the identity says.
    Of a misreading only what it misreads is weighed, of an `outdated` figure only what was given
    before it: that a page prints it is seen on the page.
    """
    found = list(sides)
    ground = [q for q in found if not q.is_misreading and q is not outdated] or found
    ties = {tie_of(a, b) for a in ground for b in ground if a.id < b.id}
    chains = [dossier.claims[c].lineage for q in ground for c in _claims_of(dossier, q)]
    pages = [dossier.claims[c].source for q in found for c in _claims_of(dossier, q)]
    is_pair = len(ground) == 2 and not is_identity
    return sum(
        (
            is_identity or (all(q.origin for q in ground) and ties <= {SAME, TWO}),
            all(lineage == "full" for lineage in chains),
            is_identity
            or (
                not is_moving
                and all(q.basis == "date" or q.when.basis in ("as of", "said") for q in ground)
            ),
            all(dossier.sources[page].reading != "registered" for page in pages),
            is_pair and ties == {TWO} and _is_one_moment(*ground),
        )
    )


def _outdated(a: Quantity, b: Quantity, found: Verdict | Reading) -> Quantity | None:
    """The side that only its page dates, where a higher count was given before that page.

    Be it as old as may be: printed then, it is out of date at least.
    """
    if found.why.code != "page moment" or a.basis != "cumulative":
        return None
    one, two = a.when.span, b.when.span
    if one is None or two is None or overlap(one, two):
        return None
    early, late = (a, b) if one.latest < two.earliest else (b, a)
    return late if late.when.basis == "page" and early.when.basis != "page" else None


def _meet(a: Quantity, b: Quantity) -> bool:
    one, two = a.when.span, b.when.span
    return one is not None and two is not None and overlap(one, two)


def _is_one_moment(a: Quantity, b: Quantity) -> bool:
    """Whether two documents have figures of one moment, which is no longer than a fortnight."""
    spans = [q.when.span for q in (a, b) if q.when.basis in ("as of", "said")]
    is_short = all(span is not None and (span.days or inf) <= TOGETHER_DAYS for span in spans)
    return len(spans) == 2 and is_short and a.source != b.source and _meet(a, b)


def _keep(rows: dict[object, list[Row]], key: object, row: Row) -> None:
    """One row a key: the severest stands (first in the list), and counts the others."""
    found = rows.setdefault(key, [])
    found.append(row)
    if len(found) > 1 and _standing(row) < _standing(found[0]):
        found[0], found[-1] = found[-1], found[0]


def _standing(row: Row) -> tuple[object, ...]:
    # What somebody denies stands before what only follows from numbers.
    is_computed = row.pair is None or opposition(row.pair.a, row.pair.b) is None
    return (-row.severity, is_computed, -row.gap, -row.origins, row.target)


def _merged(dossier: Dossier, found: list[Row]) -> Row:
    """The row that stands for a key, with all claims and documents that say the same."""
    row = found[0]
    claims = [claim for other in found for claim in other.claims]
    if row.pair is None or row.kind == "told as":
        return row._replace(claims=tuple(dict.fromkeys(claims)))
    if row.kind == "variance":
        # Each of the others is told by a document of its own.
        documents = {dossier.claims[claim].source for claim in claims}
        return row._replace(claims=tuple(dict.fromkeys(claims)), echoes=max(0, len(documents) - 2))
    pages = 1
    for q in row.pair:
        alike = _alike(dossier, q)
        claims += alike
        pages *= max(1, len({dossier.claims[claim].source for claim in alike}))
    return row._replace(claims=tuple(dict.fromkeys(claims)), echoes=pages - 1)


def _alike(dossier: Dossier, q: Quantity) -> list[str]:
    """The claims of the release of one side that tell what it tells, itself among them."""
    telling = tellings(dossier).of(q.id)
    if telling is None:
        return list(_claims_of(dossier, q))
    return [
        claim
        for claim in telling.claims
        if claim == q.id or weigh(dossier, q, side(dossier, claim)).kind in ("echo", "drift")
    ]


def _drifts(dossier: Dossier) -> Iterable[Row]:
    """A row for each telling whose hedge turns; what hangs on that, a row of its own settles."""
    for found in drifts(dossier):
        a, b = sorted((side(dossier, found.standing), side(dossier, found.turned)), key=_id)
        row = _row(dossier, a, b, weigh(dossier, a, b))
        claims = tuple(dict.fromkeys((*row.claims, *(c for w in found.wordings for c in w.claims))))
        yield row._replace(drift=found, claims=claims)


def _id(q: Quantity) -> str:
    return q.id


def _residuals(dossier: Dossier) -> Iterable[Row]:
    for identity in dossier.identities.values():
        found = residual(dossier, identity)
        if found is not None and found.severity:
            yield _residual_row(dossier, found)


def _residual_row(dossier: Dossier, found: Residual) -> Row:
    slots = (found.identity.total, *found.identity.terms)
    claims = tuple(slot.claim for slot in slots if slot.claim is not None)
    sides = [side(dossier, claim) for claim in claims]
    return Row(
        target=f"identity:{found.identity.id}",
        kind="residual",
        severity=found.severity,
        gap=found.gap if found.gap is not None else 0.0,
        origins=len({q.origin for q in sides} - {None}),
        claims=claims,
        residual=found,
        firmness=_firmness(dossier, sides, is_identity=True),
    )


def _slips(dossier: Dossier, slips: Iterable[Claim]) -> Iterable[Row]:
    for claim in slips:
        q = side(dossier, claim.id)
        yield Row(
            target=f"claim:{claim.id}",
            kind="slip",
            severity=3,
            gap=0.0,
            origins=0 if q.origin is None else 1,
            claims=(claim.id,),
            slip=claim,
            firmness=_firmness(dossier, (q,)),
        )


def rank(row: Row) -> tuple[object, ...]:
    """The one order of rows, gravest first.

    Severity; how firm the ground is; rows with a ratio, widest first, then the others; origins;
    ids.
    """
    return (-row.severity, -row.firmness, -row.gap, -row.origins, row.target)
