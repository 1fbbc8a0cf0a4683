"""The books: an identity whose terms are swapped for rival claims, and whether it then balances.

An identity says that a total is the sum of signed terms. Slot 0 is the total, the slots from 1
on are the terms; a slot holds a claim, or it is open and its measure is derived. What stands in
a slot is one claim of several that could: here they are tried, alone and all together. Amounts
are in the unit of the measures. Nothing here says which claim is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from itertools import islice
from typing import NamedTuple

from kursk_tui.analysis.identities.ledger import derived, residual
from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.analysis.ladder.quantities import relation, scope_line, within_relation
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import moment_of
from kursk_tui.model.dates import sort_key
from kursk_tui.model.figures import Interval, Intervals
from kursk_tui.model.records import Claim, ClaimScope, Identity, Term
from kursk_tui.model.vocabulary import PRESETS

BALANCES = "balances"
STRAINED = "strained"
CANNOT = "cannot"
DERIVED = "derived"
NO_NUMBER = "no number"

# Combinations that are looked at before the search stops and says that it did.
MOST = 20_000


class Slot(NamedTuple):
    """One slot of an identity: `claim` is None where its measure is derived.

    `sign` is 1 or -1, and 0 for the total. `measure` is empty for a claim that counts nothing.
    """

    sign: int
    measure: str
    claim: str | None


class Balance(NamedTuple):
    """Whether an identity holds, and what it leaves over.

    `verdict` is BALANCES where zero lies in what the residual suggests (in what it entails
    where it suggests nothing), STRAINED where only in what it entails, CANNOT where not even
    there; DERIVED where a slot is open, NO_NUMBER where some words give none. `residual` is the
    total less the sum of the terms; for DERIVED what the open slot would hold, at least zero;
    None for NO_NUMBER. `point` is what the printed numbers leave where each claim prints one.
    """

    verdict: str
    residual: Intervals | None
    point: float | None


class Choice(NamedTuple):
    """A claim in a slot. `balance` is with all other slots as they stand.

    `can` tells whether some choice of rivals in the other slots makes it balance; None where
    none was found and not all were looked at.
    """

    slot: int
    claim: str
    balance: Balance
    can: bool | None


class _Option(NamedTuple):
    """What can stand in a slot, with its intervals, which are looked up once."""

    claim: str
    is_rival: bool
    words: Intervals | None


# ---- slots


def slots(dossier: Dossier, identity: Identity) -> tuple[Slot, ...]:
    """The slots of an identity, the total first, then its terms in their order."""
    return tuple(
        Slot(term.sign if at else 0, _measure(dossier, term), term.claim)
        for at, term in enumerate((identity.total, *identity.terms))
    )


def swap(dossier: Dossier, identity: Identity, slot: int, claim: str | None) -> Identity:
    """A copy of the identity with another claim in a slot; None leaves the slot to be derived.

    An open slot keeps the measure of the claim that stood there. Raises IndexError for no such
    slot, KeyError for no such claim, and ValueError where a second slot would be open or the
    claim that goes counts nothing.
    """
    term = _term(identity, slot)
    if claim is not None:
        if claim not in dossier.claims:
            raise KeyError(claim)
        return _with(identity, slot, term._replace(claim=claim, measure=None))
    measure = _measure(dossier, term)
    if not measure:
        raise ValueError(f"slot {slot} of {identity.id}: {term.claim} has no measure to derive")
    changed = _with(identity, slot, term._replace(claim=None, measure=measure))
    if sum(t.claim is None for t in (changed.total, *changed.terms)) > 1:
        raise ValueError(f"slot {slot} of {identity.id}: only one slot can be derived")
    return changed


def _term(identity: Identity, slot: int) -> Term:
    if not 0 <= slot <= len(identity.terms):
        raise IndexError(f"slot {slot}: {identity.id} has slots 0 to {len(identity.terms)}")
    return identity.terms[slot - 1] if slot else identity.total


def _with(identity: Identity, slot: int, term: Term) -> Identity:
    if slot == 0:
        return identity._replace(total=term)
    terms = identity.terms
    return identity._replace(terms=(*terms[: slot - 1], term, *terms[slot:]))


def _measure(dossier: Dossier, term: Term) -> str:
    measure = dossier.claims[term.claim].measure if term.claim is not None else term.measure
    return measure or ""


# ---- rivals


def rivals(dossier: Dossier, identity: Identity, slot: int) -> tuple[str, ...]:
    """Claims that could stand in a slot in place of what stands there, by moment, then id.

    They assert a figure of the slot's measure that gives an interval under the dossier's
    preset; population is equal or unstated, so is place, or contained; `within` is equal; they
    stand in no slot of this identity. Of the echoes of one figure the first stands for all,
    and none where the slot's own claim is among them. A claim of unknown moment comes last.

    An open slot has the scope of its derived term; where nothing is derived it has no rivals.
    Raises IndexError for no such slot.
    """
    term = _term(identity, slot)
    measure, scope = _measure(dossier, term), _scope(dossier, identity, term)
    if not measure or scope is None:
        return ()
    taken = {t.claim for t in (identity.total, *identity.terms)}
    found = [
        claim
        for claim in dossier.claims_with("measure", measure)
        if claim.modality == "asserted"
        and claim.id not in taken
        and _speaks_of(dossier, scope, claim.scope)
        and _words(dossier, claim) is not None
    ]
    found.sort(key=lambda claim: (sort_key(moment_of(dossier, claim).date), claim.id))
    told = set() if term.claim is None else {_saying(dossier, dossier.claims[term.claim])}
    kept = []
    for claim in found:
        saying = _saying(dossier, claim)
        if saying not in told:
            told.add(saying)
            kept.append(claim.id)
    return tuple(kept)


def _scope(dossier: Dossier, identity: Identity, term: Term) -> ClaimScope | None:
    if term.claim is not None:
        return dossier.claims[term.claim].scope
    rest = derived(dossier, identity)
    return rest.scope if rest is not None else None


def _speaks_of(dossier: Dossier, a: ClaimScope, b: ClaimScope) -> bool:
    """Whether two scopes name the same, or one leaves it unstated; places may lie in each other.

    Another population is another term, not a rival: all troops would balance any books of the
    engineers.
    """
    if within_relation(dossier, a.within, b.within) != "=":
        return False
    if None not in (a.population, b.population) and a.population != b.population:
        return False
    if a.place is None or b.place is None:
        return True
    return relation(scope_line(dossier, a.place), scope_line(dossier, b.place)) is not None


def _saying(dossier: Dossier, claim: Claim) -> tuple[object, ...]:
    """What echoes have in common: one release (a claim without one stands alone), one figure.

    The intervals tell vague words apart, and equal shares of different wholes.
    """
    figure = claim.figure
    printed = (figure.low, figure.high, figure.hedge) if figure is not None else ()
    return (claim.release or claim.id, printed, _words(dossier, claim))


def _words(dossier: Dossier, claim: Claim) -> Intervals | None:
    return claim_intervals(dossier, claim, dossier.meta.preset)


# ---- balance


def balance(dossier: Dossier, identity: Identity, preset: str | None = None) -> Balance:
    """Whether the identity holds as it stands, under a preset (None: the dossier's).

    A missing part of a sum whose scope nobody stated is not derived, so it is NO_NUMBER.
    Raises ValueError for an unknown preset.
    """
    preset = dossier.meta.preset if preset is None else preset
    if any(term.claim is None for term in (identity.total, *identity.terms)):
        rest = derived(dossier, identity)
        words = rest.under(preset) if rest is not None else None
        return Balance(DERIVED if words is not None else NO_NUMBER, words, None)
    left = residual(_under(dossier, preset), identity)
    if left is None:
        return Balance(NO_NUMBER, None, None)
    words = Intervals(left.entailed, left.suggested)
    return Balance(_verdict(words), words, left.point)


def _under(dossier: Dossier, preset: str) -> Dossier:
    """The dossier as read under a preset: the same records, another default."""
    if preset not in PRESETS:
        raise ValueError(f"preset {preset!r}: one of {', '.join(PRESETS)}")
    if preset == dossier.meta.preset:
        return dossier
    read_so = copy(dossier)
    read_so.meta = dossier.meta._replace(preset=preset)
    return read_so


def _verdict(left: Intervals) -> str:
    if (left.suggested or left.entailed).holds(0):
        return BALANCES
    return STRAINED if left.entailed.holds(0) else CANNOT


# ---- choices


def choices(
    dossier: Dossier, identity: Identity, slot: int, *, most: int = MOST
) -> tuple[Choice, ...]:
    """What can stand in a slot: the claim that stands there, then its rivals.

    An open slot has its rivals alone; elsewhere in the identity it must be filled by a rival
    to balance. At most `most` combinations are looked at, shared out among the claims. Raises
    IndexError for no such slot, ValueError where `most` is negative.
    """
    _term(identity, slot)
    options = _options(dossier, identity)
    signs = [term.sign for term in identity.terms]
    found, left = [], most
    for at, option in enumerate(options[slot]):
        chosen = [*options[:slot], [option], *options[slot + 1 :]]
        can, seen = _any(_outcomes(chosen, signs), left // (len(options[slot]) - at))
        left -= seen
        stands = balance(dossier, swap(dossier, identity, slot, option.claim))
        found.append(Choice(slot, option.claim, stands, can))
    return tuple(found)


def combinations(
    dossier: Dossier, identity: Identity, *, most: int = MOST
) -> tuple[int, int, bool]:
    """(how many balance, of how many looked at, whether those were all).

    A combination puts the claim that stands there, or a rival, into every slot; into an open
    one a rival. No rival stands in two slots at once. Raises ValueError where `most` is
    negative.
    """
    outcomes = _outcomes(_options(dossier, identity), [term.sign for term in identity.terms])
    looked_at = list(islice(outcomes, most))
    return sum(looked_at), len(looked_at), next(outcomes, None) is None


def _any(outcomes: Iterator[bool], most: int) -> tuple[bool | None, int]:
    """Whether one of the outcomes is true, None where that was not seen; and how many were."""
    seen = 0
    for balances in islice(outcomes, most):
        seen += 1
        if balances:
            return True, seen
    return (False if next(outcomes, None) is None else None), seen


def _options(dossier: Dossier, identity: Identity) -> list[list[_Option]]:
    """All that can stand in each slot, what stands there first."""

    def option(claim: str, is_rival: bool) -> _Option:
        return _Option(claim, is_rival, _words(dossier, dossier.claims[claim]))

    return [
        [
            *([option(term.claim, False)] if term.claim is not None else []),
            *(option(claim, True) for claim in rivals(dossier, identity, at)),
        ]
        for at, term in enumerate((identity.total, *identity.terms))
    ]


def _outcomes(options: Sequence[Sequence[_Option]], signs: Sequence[int]) -> Iterator[bool]:
    """For each combination whether it balances."""
    nothing = Intervals(Interval(0, 0), Interval(0, 0))
    totals, terms = options[0], options[1:]
    for parts, taken in _sums(terms, signs, nothing, frozenset()):
        rest = _signed(parts, -1)
        for total in totals:
            if total.claim not in taken:
                left = _plus(total.words, rest)
                yield left is not None and _verdict(left) == BALANCES


def _sums(
    terms: Sequence[Sequence[_Option]],
    signs: Sequence[int],
    before: Intervals | None,
    taken: frozenset[str],
) -> Iterator[tuple[Intervals | None, frozenset[str]]]:
    """The sum of each choice of terms (None without a number), and the rivals that stand in it.

    Terms are added in the ledger's order: floats that are added in another one may differ.
    """
    if not terms:
        yield before, taken
        return
    for option in terms[0]:
        if option.claim not in taken:
            added = _plus(before, _signed(option.words, signs[0]))
            rest = taken | {option.claim} if option.is_rival else taken
            yield from _sums(terms[1:], signs[1:], added, rest)


def _plus(a: Intervals | None, b: Intervals | None) -> Intervals | None:
    if a is None or b is None:
        return None
    suggested = None
    if a.suggested is not None and b.suggested is not None:
        suggested = a.suggested.plus(b.suggested)
    return Intervals(a.entailed.plus(b.entailed), suggested)


def _signed(words: Intervals | None, sign: int) -> Intervals | None:
    if words is None or sign > 0:
        return words
    return Intervals(words.entailed.negated(), words.suggested and words.suggested.negated())
