"""Identities: sums, shares and ledgers; what they leave over, and terms they derive.

All arithmetic is interval arithmetic, so a residual encloses every choice of numbers that the
words allow. Nothing here says which term is wrong: it says that they cannot all hold under the
assumption.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import inf
from typing import NamedTuple

from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.analysis.ladder.quantities import (
    Quantity,
    When,
    body_of,
    derived_id,
    is_slip,
    scope_line,
    state_of,
    status_of,
    when_of,
    within_line,
)
from kursk_tui.analysis.ladder.releases import printed, tellings
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import origin_of
from kursk_tui.model.figures import Interval, Intervals
from kursk_tui.model.records import Claim, ClaimScope, Identity, Term
from kursk_tui.model.vocabulary import PRESETS

PRINTED_HEDGES = frozenset({"exact", "none", "about", "between"})


class Residual(NamedTuple):
    """Total less the sum of the terms of an identity: zero must lie in it for it to hold.

    `severity` 3 where it cannot hold in what the words commit to, 2 in what they suggest, 1
    only in printed ends, 0 where it holds. `gap` is how far total and sum are apart; `point`
    is what the printed numbers leave where each claim prints a single one.
    """

    identity: Identity
    total: Intervals
    parts: Intervals
    entailed: Interval
    suggested: Interval | None
    severity: int
    gap: float | None
    printed: tuple[float, float] | None
    by_preset: tuple[int, ...]
    point: float | None = None


def residual(dossier: Dossier, identity: Identity) -> Residual | None:
    """What an identity of claims leaves over.

    None where a term is derived or has no number, and where nothing may rest on one of them.
    """
    slots = (identity.total, *identity.terms)
    claims = [dossier.claims[slot.claim] for slot in slots if slot.claim is not None]
    if len(claims) < len(slots) or not _is_ground(dossier, claims):
        return None
    found = [_residual(dossier, identity, preset) for preset in PRESETS]
    main = found[PRESETS.index(dossier.meta.preset)]
    if main is None:
        return None
    return main._replace(by_preset=tuple(r.severity if r else 0 for r in found))


def _residual(dossier: Dossier, identity: Identity, preset: str) -> Residual | None:
    total = _term_intervals(dossier, identity.total, preset)
    parts = _sum(dossier, identity.terms, preset)
    if total is None or parts is None:
        return None
    entailed = total.entailed.plus(parts.entailed.negated())
    suggested = None
    if total.suggested is not None and parts.suggested is not None:
        suggested = total.suggested.plus(parts.suggested.negated())
    printed = _printed_gap(dossier, identity)
    severity = 0
    if not entailed.holds(0):
        severity = 3
    elif suggested is not None and not suggested.holds(0):
        severity = 2
    elif printed is not None and printed != (0, 0):
        severity = 1
    shown, sums = total.suggested or total.entailed, parts.suggested or parts.entailed
    return Residual(
        identity=identity,
        total=total,
        parts=parts,
        entailed=entailed,
        suggested=suggested,
        severity=severity,
        gap=_gap(shown, sums),
        printed=printed,
        by_preset=(),
        point=_point(dossier, identity),
    )


def derived(dossier: Dossier, identity: Identity) -> Quantity | None:
    """The term of an identity that no claim fills, as a quantity to be compared like a claim.

    Each claim of a release stands in the release's own wording: see `own_wording`. None where
    all terms are claims, where one of them has no number, and where the missing
    part of a sum differs from the others by scope, which nobody stated. The scope is that of
    the total; a missing total has the narrowest scope that holds all terms. Moment, release
    and origin are known only where all claims share them.
    """
    identity = own_wording(dossier, identity)
    slots = [identity.total, *identity.terms]
    empty = next((slot for slot in slots if slot.claim is None), None)
    if empty is None or empty.measure is None:
        return None
    claims = [dossier.claims[slot.claim] for slot in slots if slot.claim is not None]
    if not claims or not _is_ground(dossier, claims):
        return None
    is_part = identity.total.claim is not None
    if is_part and identity.kind == "sum" and any(c.measure == empty.measure for c in claims):
        return None
    intervals = tuple(_derived_intervals(dossier, identity, preset) for preset in PRESETS)
    if all(found is None for found in intervals):
        return None
    releases, origins = {c.release for c in claims}, {_body(dossier, c) for c in claims}
    sources, moments = {c.source for c in claims}, {when_of(dossier, c) for c in claims}
    statuses = {status_of(c) for c in claims}
    origin = origins.pop() if len(origins) == 1 else None
    return Quantity(
        id=derived_id(identity.id, empty.measure),
        claim=None,
        measure=empty.measure,
        basis=dossier.measures[empty.measure].basis,
        scope=claims[0].scope if is_part else _scope_over(dossier, claims),
        status=statuses.pop() if len(statuses) == 1 else None,
        when=moments.pop() if len(moments) == 1 else When(None, "unknown", None),
        release=releases.pop() if len(releases) == 1 else None,
        origin=origin,
        state=state_of(dossier, origin),
        source=sources.pop() if len(sources) == 1 else None,
        intervals=intervals,
        identity=identity.id,
    )


def own_wording(dossier: Dossier, identity: Identity) -> Identity:
    """An identity with an open term, each number of a release in the release's own wording.

    Whatever is worked out of a release must not rest on what one page made of it. As recorded
    where all terms are claims, and where a share would no more be one of the total.
    """
    slots = (identity.total, *identity.terms)
    if all(slot.claim is not None for slot in slots):
        return identity
    own = tellings(dossier)

    def standing(id: str | None) -> str | None:
        telling = own.of(id) if id is not None else None
        if id is None or telling is None:
            return id
        one, two = (dossier.claims[claim].figure for claim in (id, telling.standing))
        # Another number may be another part: two of them can be the terms of one sum.
        is_one = one is not None and two is not None and printed(one) == printed(two)
        return telling.standing if is_one else id

    total, *terms = (slot._replace(claim=standing(slot.claim)) for slot in slots)
    wholes = {
        dossier.claims[new.claim].of
        for old, new in zip(identity.terms, terms, strict=True)
        if old.claim is not None
        and new.claim is not None
        and dossier.claims[old.claim].of == identity.total.claim is not None
    }
    if wholes:
        whole = next(iter(wholes))
        if len(wholes) > 1 or whole is None or standing(whole) != total.claim:
            return identity
        # A share is one of the whole that its own page has.
        total = total._replace(claim=whole)
    return identity._replace(total=total, terms=tuple(terms))


def is_printed(dossier: Dossier, q: Quantity) -> bool:
    """Whether the release of a derived quantity gives its measure itself: nothing is worked out."""
    return q.release is not None and any(
        telling.measure == q.measure
        and dossier.claims[telling.standing].scope.within == q.scope.within
        and dossier.claims[telling.standing].of is None
        for telling in tellings(dossier).of_release(q.release)
    )


def _is_ground(dossier: Dossier, claims: Iterable[Claim]) -> bool:
    """Nothing rests on what is told wrongly, or lies after its own page."""
    return not any(claim.misreads is not None or is_slip(dossier, claim) for claim in claims)


def _scope_over(dossier: Dossier, claims: list[Claim]) -> ClaimScope:
    """The narrowest scope that holds those of all claims; None (unstated) where there is none."""

    def over(ids: list[str | None], line: Callable[[Dossier, str], tuple[str, ...]]) -> str | None:
        lines = [line(dossier, id) for id in ids if id is not None]
        if len(lines) < len(ids):
            return None
        return next((id for id in lines[0] if all(id in other for other in lines)), None)

    return ClaimScope(
        over([c.scope.population for c in claims], scope_line),
        over([c.scope.place for c in claims], scope_line),
        over([c.scope.within for c in claims], within_line),
        over([c.scope.counting for c in claims], scope_line),
    )


def _derived_intervals(dossier: Dossier, identity: Identity, preset: str) -> Intervals | None:
    known = tuple(term for term in identity.terms if term.claim is not None)
    if identity.total.claim is None:
        return _floored(_sum(dossier, known, preset))
    total = _term_intervals(dossier, identity.total, preset)
    empty = next(term for term in identity.terms if term.claim is None)
    if total is None:
        return None
    complement = _complement(dossier, identity, known, preset)
    if complement is not None:
        return complement
    rest = _sum(dossier, known, preset)
    if rest is None:
        return None
    found = _minus(total, rest)
    if empty.sign < 0:
        found = Intervals(
            found.entailed.negated(), found.suggested.negated() if found.suggested else None
        )
    return _floored(found)


def _complement(
    dossier: Dossier, identity: Identity, known: tuple[Term, ...], preset: str
) -> Intervals | None:
    """A single known term that is a share of the total leaves the other share of it.

    Total less share would count the spread of the total twice.
    """
    signs = {term.sign for term in identity.terms}
    if len(known) != 1 or known[0].claim is None or signs != {1}:
        return None
    claim = dossier.claims[known[0].claim]
    if claim.of is None or claim.of != identity.total.claim or claim.figure is None:
        return None
    low, high = claim.figure.low, claim.figure.high
    if low is None or high is None or claim.figure.hedge not in PRINTED_HEDGES:
        return None
    rest = claim._replace(figure=claim.figure._replace(low=100 - high, high=100 - low))
    return claim_intervals(dossier, rest, preset)


def _term_intervals(dossier: Dossier, term: Term, preset: str) -> Intervals | None:
    return claim_intervals(dossier, dossier.claims[term.claim], preset) if term.claim else None


def _sum(dossier: Dossier, terms: tuple[Term, ...], preset: str) -> Intervals | None:
    """The signed sum of terms; None where one has no number."""
    entailed, suggested = Interval(0, 0), Interval(0, 0)
    bounded = True
    for term in terms:
        found = _term_intervals(dossier, term, preset)
        if found is None:
            return None
        words = found.suggested
        entailed = entailed.plus(found.entailed if term.sign > 0 else found.entailed.negated())
        if words is None:
            bounded = False
        else:
            suggested = suggested.plus(words if term.sign > 0 else words.negated())
    return Intervals(entailed, suggested if bounded else None)


def _minus(total: Intervals, rest: Intervals) -> Intervals:
    suggested = None
    if total.suggested is not None and rest.suggested is not None:
        suggested = total.suggested.plus(rest.suggested.negated())
    return Intervals(total.entailed.plus(rest.entailed.negated()), suggested)


def _floored(found: Intervals | None) -> Intervals | None:
    """Nobody counts fewer than nobody."""
    if found is None:
        return None

    def floor(interval: Interval) -> Interval:
        return Interval(max(0.0, interval.low), max(0.0, interval.high))

    return Intervals(floor(found.entailed), floor(found.suggested) if found.suggested else None)


def _printed_gap(dossier: Dossier, identity: Identity) -> tuple[float, float] | None:
    """Total less sum at the printed low ends and at the high ends; None where an end is open.

    Only for sums: in a ledger a low end is not set against a low end.
    """
    if identity.kind != "sum":
        return None
    ends = []
    for term in (identity.total, *identity.terms):
        claim = dossier.claims[term.claim] if term.claim else None
        figure = claim.figure if claim else None
        if figure is None or claim is None or claim.of or figure.hedge not in PRINTED_HEDGES:
            return None
        if figure.low is None or figure.high is None:
            return None
        ends.append((figure.low * term.sign, figure.high * term.sign))
    total, parts = ends[0], ends[1:]
    return total[0] - sum(p[0] for p in parts), total[1] - sum(p[1] for p in parts)


def _point(dossier: Dossier, identity: Identity) -> float | None:
    """Total less sum of the printed numbers; None where one is a range, open, or a share."""
    left = 0.0
    for term, sign in ((identity.total, 1), *((term, -term.sign) for term in identity.terms)):
        claim = dossier.claims[term.claim] if term.claim else None
        if claim is None or claim.figure is None or claim.of is not None:
            return None
        figure = claim.figure
        if figure.hedge not in PRINTED_HEDGES or figure.low != figure.high or figure.low is None:
            return None
        left += sign * figure.low
    return left


def _gap(total: Interval, parts: Interval) -> float | None:
    if total.overlaps(parts):
        return None
    high, low = (total.high, parts.low) if total.high < parts.low else (parts.high, total.low)
    return low / high if high > 0 else inf


def _body(dossier: Dossier, claim: Claim) -> str | None:
    return body_of(dossier, origin_of(dossier, claim))
