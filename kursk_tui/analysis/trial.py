"""What claims that are only tried would change: verdicts, figures that are new, and echoes.

The claims stand in a copy of the dossier in memory. Each is set against what the dossier has, as
the list of disagreements does it: a telling by its own wording, what lies apart, what is derived.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kursk_tui.analysis.identities.ledger import derived, is_printed
from kursk_tui.analysis.ladder.compare import weigh
from kursk_tui.analysis.ladder.quantities import Quantity, measure_line, quantity, scope_line, side
from kursk_tui.analysis.ladder.reading import DISAGREEING
from kursk_tui.analysis.ladder.releases import printed, tellings
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import sort_key

# From here on a disagreement is one that a dossier is opened for.
GRAVE = 3

# What a page would change, the most first.
VERDICT, FIGURE, ECHO, NOTHING = "verdict", "figure", "echo", "nothing"
CHANGES = (VERDICT, FIGURE, ECHO, NOTHING)


class Clash(NamedTuple):
    """A grave row that a claim would make, or make another: with what, of which kind.

    It is `firm` where both sides have an origin that is known.
    """

    claim: str
    other: Quantity
    kind: str
    severity: int
    gap: float
    firm: bool


class New(NamedTuple):
    """A claim whose figure nobody has, and the latest of the same origin and measure, if any."""

    claim: str
    former: str | None


class Effect(NamedTuple):
    """What some claims would change; clashes the gravest first, echoes with what they repeat."""

    clashes: tuple[Clash, ...]
    new: tuple[New, ...]
    echoes: tuple[tuple[str, str], ...]

    @property
    def change(self) -> str:
        """The most that the claims would change: one of CHANGES."""
        if self.clashes:
            return VERDICT
        return FIGURE if self.new else ECHO if self.echoes else NOTHING


def effect(before: Dossier, after: Dossier, claims: Sequence[str]) -> Effect:
    """What the dossier `before` would be by some claims, all of which `after` has beside its own.

    A claim that tells again what is there changes nothing, and so is not set against the rest.
    """
    new: list[New] = []
    echoes: list[tuple[str, str]] = []
    clashes: list[Clash] = []
    for id in claims:
        own = quantity(after, id)
        if own is None:
            continue
        same = _told_before(before, after, own)
        if same is not None:
            echoes.append((id, same))
            continue
        # What a page says against itself is told once.
        earlier = [quantity(after, each.claim) for each in new]
        clashes += _clashes(before, after, own, [q for q in earlier if q is not None])
        new.append(New(id, _former(before, after, own)))
    clashes.sort(key=_rank)
    return Effect(tuple(clashes), tuple(new), tuple(echoes))


def _rank(clash: Clash) -> tuple[object, ...]:
    """As the rows of the list are ranked: severity, how firm the ground is, how far apart."""
    return (-clash.severity, not clash.firm, -clash.gap, clash.claim, clash.other.id)


# ---- echoes


def _told_before(before: Dossier, after: Dossier, own: Quantity) -> str | None:
    """The claim of the dossier that says the same: of one release, else the same printed figure.

    Of two that are known to say so, each from its own knowledge, neither is an echo; nor is who is
    known to say what was there without an origin.
    """
    found: list[tuple[int, str]] = []
    for claim in before.claims_with("measure", own.measure):
        if claim.figure is None or claim.retracted is not None or claim.misreads is not None:
            continue
        other = side(after, claim.id)
        if not _is_alike(after, own, other):
            continue
        if own.release is not None and own.release == other.release:
            found.append((0, claim.id))
        elif own.origin is not None and own.origin == other.origin:
            found.append((1, claim.id))
        elif own.origin is None:
            found.append((2, claim.id))
    return min(found)[1] if found else None


def _is_alike(dossier: Dossier, own: Quantity, other: Quantity) -> bool:
    one, two = own.claim, other.claim
    if one is None or two is None or one.figure is None or two.figure is None:
        return False
    if own.status != other.status or not _may_be_one(dossier, own, other):
        return False
    if own.release is not None and own.release == other.release:
        # Rounded, or with another hedge: of one release it is the one figure.
        verdict = weigh(dossier, own, other)
        if verdict.kind in ("echo", "drift"):
            return True
    if (one.of is None) != (two.of is None):
        return False
    if one.figure.date is not None:
        return one.figure.date == two.figure.date and own.scope.within == other.scope.within
    numbers = printed(one.figure)
    return bool(numbers) and numbers == printed(two.figure)


def _may_be_one(dossier: Dossier, own: Quantity, other: Quantity) -> bool:
    """Whether two speak of the same people and the same place, or one of them does not say."""
    for name in ("population", "place"):
        one, two = getattr(own.scope, name), getattr(other.scope, name)
        if None in (one, two) or one == two:
            continue
        if one not in scope_line(dossier, two) and two not in scope_line(dossier, one):
            return False
    return True


def _former(before: Dossier, after: Dossier, own: Quantity) -> str | None:
    """The latest figure of the same origin and measure that is no later than this one."""
    if own.origin is None or own.basis == "date":
        return None
    found = []
    for claim in before.claims_with("measure", own.measure):
        if claim.figure is None or claim.retracted is not None or claim.of is not None:
            continue
        other = side(after, claim.id)
        if not other.counts:
            continue
        is_one = other.origin == own.origin and other.scope.population == own.scope.population
        if is_one and other.status == own.status and printed(claim.figure):
            date = sort_key(other.when.date)
            if own.when.date is None or date <= sort_key(own.when.date):
                found.append((date, claim.id))
    return max(found)[1] if found else None


# ---- verdicts


def _clashes(
    before: Dossier, after: Dossier, own: Quantity, beside: Sequence[Quantity]
) -> Iterator[Clash]:
    """The grave rows that a claim would be in, and that are not there as grave already."""
    if not _is_weighed(own):
        return
    known = tellings(after)
    telling = known.of(own.id)
    if telling is not None and telling.standing != own.id:
        # Of a release only its own wording is set against others; it is set against that.
        yield from _grave(after, own, side(after, telling.standing))
        return
    # What it would take the place of stood against the others already.
    former = next((id for id in (telling.claims if telling else ()) if id in before.claims), None)
    lines = _lines(after, own.measure)
    own_page = [q for q in beside if q.measure in lines and _is_weighed(q) and known.stands(q.id)]
    for other in (*own_page, *_others(before, after, lines)):
        for clash in _grave(after, own, other):
            if former is None or not _is_so(before, former, other, clash):
                yield clash


def _lines(dossier: Dossier, measure: str) -> list[str]:
    """The measures that one is part of, those that are part of it, and itself."""
    own_line = measure_line(dossier, measure)
    return [
        other
        for other in dossier.measures
        if other in own_line or measure in measure_line(dossier, other)
    ]


def _others(before: Dossier, after: Dossier, lines: Sequence[str]) -> Iterator[Quantity]:
    """What the dossier has of some measures, and what its sums leave open."""
    known = tellings(after)
    for claim in before.claims_with("measure", *lines):
        if claim.figure is None or claim.retracted is not None or not known.stands(claim.id):
            continue
        other = side(after, claim.id)
        if _is_weighed(other):
            yield other
    for identity in after.identities.values():
        left = derived(after, identity)
        # What its own release prints stands against that alone.
        is_open = left is not None and left.status is not None and not is_printed(after, left)
        if left is not None and is_open and left.measure in lines:
            yield left


def _is_weighed(q: Quantity) -> bool:
    """Whether a figure is set against others: a denial is, for it denies what they say."""
    return not (q.is_misreading or q.is_slip)


def _grave(dossier: Dossier, own: Quantity, other: Quantity) -> Iterator[Clash]:
    verdict = weigh(dossier, own, other)
    if verdict.kind in DISAGREEING and verdict.severity >= GRAVE:
        is_firm = own.origin is not None and other.origin is not None
        yield Clash(
            claim=own.id,
            other=other,
            kind=verdict.kind,
            severity=verdict.severity,
            gap=verdict.gap or 0.0,
            firm=is_firm,
        )


def _is_so(before: Dossier, former: str, other: Quantity, clash: Clash) -> bool:
    """Whether the wording that stood for a release so far has the same row."""
    if other.claim is None:
        return False
    verdict = weigh(before, side(before, former), side(before, other.id))
    return (verdict.kind, verdict.severity) == (clash.kind, clash.severity)
