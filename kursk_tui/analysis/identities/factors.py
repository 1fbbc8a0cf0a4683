"""Why two figures of one measure differ: another total, or another share of it.

Killed are casualties times the share that died. Where two figures of the killed both come with
the casualties they are part of, the logarithm of their ratio is the sum of two: that of the
totals and that of the shares. Each part of it is how much of the gap that factor explains.

All numbers are points: the printed number, the middle of a range, the printed end of a figure
that is open. Words are not read as intervals here: a part of a gap has no halo.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose, log
from typing import NamedTuple

from kursk_tui.analysis.identities.ledger import own_wording
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Claim, Identity, Term

# A record keeps four decimals of a percentage: a third of 6,000 is 1,999.998 there, and no gap
# from 2,000.
SAME = 2e-6


class Factors(NamedTuple):
    """A figure as total times share, at the printed points.

    `total` is in the unit of the measure `whole` (its id), `share` is a part of one. The claim
    `of` says the total; it is None where that is the sum of the terms of `identity`. `claim`
    prints the share; it is None where nobody did.
    """

    total: float
    share: float
    whole: str
    of: str | None = None
    identity: str | None = None
    claim: str | None = None


class GapShare(NamedTuple):
    """How much of the gap between two figures each factor explains.

    `of_total` and `of_share` are parts of the logarithm of the figures' ratio. They add up to
    1; where the factors pull in opposite directions one is negative and the other above 1.
    """

    whole: str
    a: Factors
    b: Factors
    of_total: float
    of_share: float


# ---- points


def point(dossier: Dossier, claim: Claim) -> float | None:
    """The one number a figure is taken as, in the unit of its measure.

    The middle of a range, the printed end of an open figure, and for a share that part of the
    point of its whole. None for a date and for words without a number.
    """
    middle = _middle(claim)
    if middle is None or claim.of is None:
        return middle
    whole = point(dossier, dossier.claims[claim.of])
    return whole * middle / 100 if whole is not None else None


def _middle(claim: Claim) -> float | None:
    """The middle of what is printed: percent for a share."""
    if claim.figure is None:
        return None
    ends = [end for end in (claim.figure.low, claim.figure.high) if end is not None]
    return sum(ends) / len(ends) if ends else None


# ---- factors


def factors(dossier: Dossier, q: Quantity) -> tuple[Factors, ...]:
    """All ways in which a figure is a share of a total of another measure.

    First a claim that is a share `of` another one; then, by the id of the identity, a claim
    that is a part of a sum; a derived quantity is a part of the sum it is derived from. A sum
    over the very claim that the share is `of` is the same way, and is not told again. A total
    that is not above zero has no shares.
    """
    return tuple(_ways(dossier, q))


def _ways(dossier: Dossier, q: Quantity) -> Iterator[Factors]:
    claim = q.claim
    if claim is None:
        identity = own_wording(dossier, dossier.identities[q.identity or ""])
        # Of a sum only: in a ledger a term is no part of what is left.
        if identity.kind == "sum" and identity.total.claim is not None:
            yield from _of_rest(dossier, q, identity)
        return
    if claim.of is not None:
        yield from _of_claim(dossier, q, claim, dossier.claims[claim.of])
    for _, identity in sorted(dossier.identities.items()):
        is_part = any(term.claim == claim.id and term.sign > 0 for term in identity.terms)
        is_told = claim.of is not None and identity.total.claim == claim.of
        if identity.kind == "sum" and is_part and not is_told:
            yield from _of_sum(dossier, q, claim, identity)


def _of_claim(dossier: Dossier, q: Quantity, claim: Claim, whole: Claim) -> Iterator[Factors]:
    total, percent = point(dossier, whole), _middle(claim)
    if not _is_whole(q, whole.measure) or not total or percent is None or claim.figure is None:
        return
    yield Factors(
        total=total, share=percent / 100, whole=whole.measure or "", of=whole.id, claim=claim.id
    )


def _of_sum(dossier: Dossier, q: Quantity, claim: Claim, identity: Identity) -> Iterator[Factors]:
    whole = _measure(dossier, identity.total)
    total, own = _total(dossier, identity), point(dossier, claim)
    if not _is_whole(q, whole) or total is None or total <= 0 or own is None:
        return
    yield Factors(
        total=total, share=own / total, whole=whole, of=identity.total.claim, identity=identity.id
    )


def _of_rest(dossier: Dossier, q: Quantity, identity: Identity) -> Iterator[Factors]:
    """What the other terms of a sum leave of its total."""
    whole = _measure(dossier, identity.total)
    total = _total(dossier, identity)
    known = [term for term in identity.terms if term.claim is not None]
    others = _sum(dossier, known)
    is_part = any(term.claim is None and term.sign > 0 for term in identity.terms)
    if not is_part or not _is_whole(q, whole) or not total or others is None:
        return
    # Nobody counts fewer than nobody: the ledger floors what it derives as well.
    share = max(0.0, 1 - others / total)
    yield Factors(
        total=total, share=share, whole=whole, of=identity.total.claim, identity=identity.id
    )


def _is_whole(q: Quantity, measure: str | None) -> bool:
    """Whether a measure is another than the figure's own, so that a share of it means something."""
    return bool(measure) and measure != q.measure


def _measure(dossier: Dossier, term: Term) -> str:
    measure = dossier.claims[term.claim].measure if term.claim is not None else term.measure
    return measure or ""


def _total(dossier: Dossier, identity: Identity) -> float | None:
    """The point of an identity's total; where that is derived, the sum of its terms' points."""
    if identity.total.claim is not None:
        return point(dossier, dossier.claims[identity.total.claim])
    return _sum(dossier, list(identity.terms))


def _sum(dossier: Dossier, terms: list[Term]) -> float | None:
    """The signed sum of the points of terms that are claims; None where one has no point."""
    points = [point(dossier, dossier.claims[term.claim or ""]) for term in terms]
    if any(found is None for found in points):
        return None
    return sum(term.sign * (found or 0) for term, found in zip(terms, points, strict=True))


# ---- the gap


def gap_share(dossier: Dossier, a: Quantity, b: Quantity) -> GapShare | None:
    """How much of the gap between two figures their totals explain, and how much their shares.

    None where they are of different measures or do not both factor over one whole, where a
    point is zero, and where the points are equal: no gap. Of several ways the first of each
    side counts, a claim's own whole before a sum; of several wholes the one that comes first
    on both sides together, then by its id, so that the order of the two does not matter.
    """
    if a.measure != b.measure:
        return None
    ours, theirs = (_first_of_each(factors(dossier, q)) for q in (a, b))
    common = [(at + theirs[whole][0], whole) for whole, (at, _) in ours.items() if whole in theirs]
    if not common:
        return None
    _, whole = min(common)
    return split(ours[whole][1], theirs[whole][1])


def _first_of_each(ways: tuple[Factors, ...]) -> dict[str, tuple[int, Factors]]:
    """The first way over each whole, and its place among all."""
    found: dict[str, tuple[int, Factors]] = {}
    for at, way in enumerate(ways):
        found.setdefault(way.whole, (at, way))
    return found


def split(a: Factors, b: Factors) -> GapShare | None:
    """The gap between two figures in its parts.

    None where they are shares of different wholes, where a factor is not above zero, and
    where there is no gap.
    """
    if a.whole != b.whole or min(a.total, a.share, b.total, b.share) <= 0:
        return None
    if isclose(a.total * a.share, b.total * b.share, rel_tol=SAME):
        return None
    # Differences of logarithms, not logarithms of ratios: exactly the same from either side.
    of_total, of_share = log(a.total) - log(b.total), log(a.share) - log(b.share)
    gap = of_total + of_share
    return GapShare(a.whole, a, b, of_total / gap, of_share / gap)
