"""What holds of one count at one moment: the highest floor, the lowest ceiling, what most suggest.

A bound is never the program's own: each names who commits to it. An open floor agrees with every
higher floor, so floors are not added up; and what a misreading says bounds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import inf
from typing import Any, NamedTuple

from kursk_tui.analysis.ladder.bounds import must_hold
from kursk_tui.analysis.ladder.fit import fit_of
from kursk_tui.analysis.ladder.quantities import Quantity, state_of
from kursk_tui.analysis.ladder.releases import tellings
from kursk_tui.analysis.origins.bands import ENTAILED, SUGGESTED, body_behind, said_on
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import parse, sort_key
from kursk_tui.model.figures import Interval


class Holder(NamedTuple):
    """Who commits to a bound: a body (an agent's id), and the quantity that says so."""

    body: str
    quantity: str


class Bound(NamedTuple):
    """A floor or a ceiling, in the unit of the measure (ordinals of days for dates)."""

    value: float
    holders: tuple[Holder, ...]


class Agreement(NamedTuple):
    """A range that lies in what the figures of some bodies suggest."""

    interval: Interval
    bodies: tuple[str, ...]


class Holding(NamedTuple):
    """What holds of what one figure counts, at its moment.

    `floor` and `ceiling` are None where nobody commits to one. `agreements` are the ranges in
    which the largest number of bodies agree, the narrowest first, then the lowest; none where no
    body has a figure. `bodies` are all that have one.
    """

    floor: Bound | None
    ceiling: Bound | None
    agreements: tuple[Agreement, ...]
    bodies: tuple[str, ...]

    @property
    def crosses(self) -> bool:
        """Whether one body's floor lies above another's ceiling."""
        return (
            self.floor is not None
            and self.ceiling is not None
            and self.floor.value > self.ceiling.value
        )


def holding(dossier: Dossier, quantities: Iterable[Quantity], anchor: Quantity) -> Holding:
    """What holds of what `anchor` counts, at its moment, by some quantities.

    Of the same measure and scope, counted like counted and foreseen like foreseen. Of each release
    its own wording; of each body its latest figure by then. Of a cumulative count a body's earlier
    floors stay unless it has revised them down, and later ceilings bound it too. Of two figures of
    one body, moment and day nobody knows which is the later: where they cannot both hold, neither
    bounds the other's numbers.
    """
    found = [
        (body, q)
        for q in quantities
        if q.counts
        and q.status == anchor.status
        and _is_same(dossier, q, anchor)
        and tellings(dossier).stands(q.id)
        and (body := body_behind(dossier, q)) is not None
    ]
    latest = _latest(dossier, found, anchor)
    floors: dict[float, set[Holder]] = defaultdict(set)
    ceilings: dict[float, set[Holder]] = defaultdict(set)
    for body, q in found:
        bound = bound_on(dossier, anchor, q, ENTAILED)
        if bound is None:
            continue
        own = latest.get(body, ())
        is_latest = q in own
        is_under, is_over = _is_contested(dossier, q, own) if is_latest else (False, False)
        stays = anchor.basis == "cumulative" and not _is_revised_down(dossier, q, body, found)
        if bound.low > 0 and (is_latest or stays) and not is_under:
            floors[bound.low].add(Holder(body, q.id))
        # What a later count cannot exceed, none before it can.
        is_ceiling = is_latest or not _is_by_then(dossier, q, anchor)
        if bound.high < inf and is_ceiling and not is_over:
            ceilings[bound.high].add(Holder(body, q.id))
    says = _says(dossier, latest)
    return Holding(
        _bound(floors, max(floors, default=None)),
        _bound(ceilings, min(ceilings, default=None)),
        _agreements(says),
        tuple(sorted(says)),
    )


def count_of(dossier: Dossier, bodies: Iterable[str]) -> tuple[int, int]:
    """How many origins some bodies are, at least and at most.

    A state beside an organ of it may be the same voice.
    """
    named = set(bodies)
    states = {body: state_of(dossier, body) for body in named}
    alone = sum(
        any(other != body and states[other] == body for other in named)
        for body in named
        if states[body] == body
    )
    return len(named) - alone, len(named)


def bound_on(dossier: Dossier, anchor: Quantity, q: Quantity, tier: str) -> Interval | None:
    """What a figure says of the number that `anchor` gives; None where it says nothing.

    By the ladder's fifth step: of the same scope and moment from both sides, an earlier
    cumulative count or a part from below, a later count or the whole from above.
    """
    words = q.under(dossier.meta.preset)
    if words is None:
        return None
    own = words.suggested if tier == SUGGESTED else words.entailed
    if own is None:
        return None
    if q.id == anchor.id:
        return own
    fit = fit_of(dossier, q, anchor)
    if isinstance(fit, str):
        return None
    holds = must_hold(dossier, q, anchor, fit)
    if not holds.a_below_b and not holds.b_below_a:
        return None
    bound = Interval(own.low if holds.a_below_b else -inf, own.high if holds.b_below_a else inf)
    # Nothing is counted below nothing: a bound that leaves every count open bounds nothing.
    return None if bound.low <= 0 and bound.high == inf else bound


def deepest(intervals: Sequence[Interval]) -> tuple[tuple[Interval, ...], int]:
    """(ranges, depth): every smallest interval that lies in the largest number of these.

    The narrowest first, then the lowest (Marzullo's rule for clocks that disagree); ((), 0) of
    no intervals.
    """
    # Ends are closed: at one number what begins is counted before what ends.
    ends = sorted(end for interval in intervals for end in ((interval.low, 0), (interval.high, 1)))
    best: list[Interval] = []
    depth = most = 0
    for place, (number, is_end) in enumerate(ends):
        if is_end:
            depth -= 1
            continue
        depth += 1
        if depth < most:
            continue
        if depth > most:
            best, most = [], depth
        best.append(Interval(number, ends[place + 1][0]))
    return tuple(sorted(best, key=lambda i: (i.high - i.low, i.low))), most


def _latest(
    dossier: Dossier, found: Iterable[tuple[str, Quantity]], anchor: Quantity
) -> dict[str, tuple[Quantity, ...]]:
    """Each body's latest figure of what `anchor` counts, by its moment and the day of saying it.

    Several where that leaves their order open; but none that nobody printed beside one that was.
    """
    by_key: dict[str, dict[Any, list[Quantity]]] = defaultdict(lambda: defaultdict(list))
    for body, q in found:
        if _is_by_then(dossier, q, anchor):
            key = (_when(q), sort_key(said_on(dossier, q)))
            by_key[body][key].append(q)
    latest = {body: by[max(by)] for body, by in by_key.items()}
    return {
        body: tuple(q for q in last if not q.is_derived) or tuple(last)
        for body, last in latest.items()
    }


def _is_contested(dossier: Dossier, q: Quantity, own: Iterable[Quantity]) -> tuple[bool, bool]:
    """Whether another of a body's latest figures lies wholly under what one commits to, or over."""
    words, is_under, is_over = q.under(dossier.meta.preset), False, False
    for other in own:
        others = other.under(dossier.meta.preset)
        if words is None or others is None or others.suggested is None:
            continue
        is_under |= others.suggested.high < words.entailed.low
        is_over |= others.suggested.low > words.entailed.high
    return is_under, is_over


def _is_same(dossier: Dossier, q: Quantity, anchor: Quantity) -> bool:
    """Whether a figure is of the same measure and scope, and says of it that it counts alike."""
    if q.id == anchor.id:
        return True
    fit = fit_of(dossier, q, anchor)
    return not isinstance(fit, str) and fit.way == "=" and "counting" not in fit.unstated


def _is_by_then(dossier: Dossier, q: Quantity, anchor: Quantity) -> bool:
    """Whether a figure had been true by the anchor's moment; of a stock, at it."""
    if q.id == anchor.id:
        return True
    fit = fit_of(dossier, q, anchor)
    return not isinstance(fit, str) and must_hold(dossier, q, anchor, fit).a_below_b


def _when(q: Quantity) -> tuple[str, str]:
    return ("", "") if q.when.span is None else (q.when.span.latest, q.when.span.earliest)


def _is_revised_down(
    dossier: Dossier, q: Quantity, body: str, found: Iterable[tuple[str, Quantity]]
) -> bool:
    """Whether the body has said since that the count was lower, then or later, than its floor."""
    words, said = q.under(dossier.meta.preset), said_on(dossier, q)
    if words is None or said is None:
        return False
    for other_body, other in found:
        later = said_on(dossier, other)
        if other_body != body or other.id == q.id or later is None:
            continue
        fit, others = fit_of(dossier, other, q), other.under(dossier.meta.preset)
        if isinstance(fit, str) or fit.way != "=" or others is None or others.suggested is None:
            continue
        is_later = parse(later).earliest > parse(said).latest
        is_later = is_later and must_hold(dossier, q, other, fit).a_below_b
        if is_later and others.suggested.high < words.entailed.low:
            return True
    return False


def _says(dossier: Dossier, latest: dict[str, tuple[Quantity, ...]]) -> dict[str, Interval]:
    """What each body's latest figure suggests, where that is bounded; of several all they span.

    Whoever says dozens agrees with everybody, and so with nobody.
    """
    says = {}
    for body, own in latest.items():
        words = [q.under(dossier.meta.preset) for q in own if not q.is_wordy]
        found = [w.suggested for w in words if w is not None and w.suggested is not None]
        if found and max(i.high for i in found) < inf:
            says[body] = Interval(min(i.low for i in found), max(i.high for i in found))
    return says


def _agreements(says: dict[str, Interval]) -> tuple[Agreement, ...]:
    ranges, _ = deepest(list(says.values()))
    return tuple(
        Agreement(i, tuple(sorted(body for body, say in says.items() if say.contains(i))))
        for i in ranges
    )


def _bound(found: dict[float, set[Holder]], value: float | None) -> Bound | None:
    return None if value is None else Bound(value, tuple(sorted(found[value])))
