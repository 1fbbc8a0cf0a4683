"""What was said of one measure: its figures in order, what most origins support, who is apart.

Nothing here is "true" or "likely". *Most supported* is the smallest interval consistent with
the largest number of origins (Marzullo's rule for clocks that disagree); the *set-aside* are
the fewest voices without whom the others do not disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from math import inf
from typing import NamedTuple

from kursk_tui.analysis.bounds import must_hold
from kursk_tui.analysis.compare import weigh
from kursk_tui.analysis.fit import fit_of
from kursk_tui.analysis.ledger import derived
from kursk_tui.analysis.origins import standing
from kursk_tui.analysis.quantities import Quantity, body_of, quantity
from kursk_tui.analysis.voices import who
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import sort_key
from kursk_tui.model.figures import Interval

# Which of a figure's two intervals is meant.
ENTAILED, SUGGESTED = "entailed", "suggested"
TIERS = (ENTAILED, SUGGESTED)
DISAGREE = {ENTAILED: frozenset({"conflict"}), SUGGESTED: frozenset({"conflict", "tension"})}

# More figures than these are not set against each other one by one.
MOST_FIGURES = 400
# More voices than these need not be tried for the smallest set-aside.
DEEPEST = 12


class Said(NamedTuple):
    """A figure of a measure; `echoes` are others of its release that overlap with it."""

    quantity: Quantity
    echoes: tuple[Quantity, ...]

    @property
    def all(self) -> tuple[Quantity, ...]:
        """The figure and its echoes."""
        return (self.quantity, *self.echoes)


class Supported(NamedTuple):
    """The smallest interval consistent with the largest number of origins.

    `origins` and `against` are bodies; `ties` counts other intervals with as many origins.
    `interval` is None where no origin is recorded.
    """

    interval: Interval | None
    origins: tuple[str, ...]
    against: tuple[str, ...]
    ties: int


class SetAside(NamedTuple):
    """The fewest voices without whom the rest do not disagree.

    `ways` holds every smallest set of names, () alone where nobody disagrees; it is empty
    where there were too many figures or voices to tell. `voices` counts all.
    """

    ways: tuple[tuple[str, ...], ...]
    voices: int


# ---- the figures


def said_of(
    dossier: Dossier, measure: str, claims: Collection[str] | None = None
) -> tuple[Said, ...]:
    """Figures of a measure, derived ones among them, by moment; unknown moments last.

    `claims` narrows them: a derived figure stays while all claims that it rests on do.
    Raises KeyError for a claim that is not there.
    """
    rows = dossier.raw_rows("claims")
    ids = rows if claims is None else claims
    # By row: to build all of 100,000 claims for each measure takes a minute.
    return _said(dossier, measure, [id for id in ids if rows[id].get("measure") == measure], claims)


def said_by_measure(
    dossier: Dossier, claims: Collection[str] | None = None
) -> dict[str, tuple[Said, ...]]:
    """`said_of` every measure, in the order of the file. Raises KeyError as that does."""
    rows = dossier.raw_rows("claims")
    ids: dict[str | None, list[str]] = defaultdict(list)
    for claim_id in rows if claims is None else claims:
        ids[rows[claim_id].get("measure")].append(claim_id)
    return {measure: _said(dossier, measure, ids[measure], claims) for measure in dossier.measures}


def _said(
    dossier: Dossier, measure: str, ids: Sequence[str], claims: Collection[str] | None
) -> tuple[Said, ...]:
    """Figures of a measure: those of the claims `ids`, and those derived within `claims`."""
    groups: dict[object, list[Quantity]] = defaultdict(list)
    for claim_id in ids:
        q = quantity(dossier, claim_id)
        if q is not None:
            groups[q.release or q.voice, q.status, q.scope].append(q)
    preset = dossier.meta.preset
    found = [said for group in groups.values() for said in _folded(group, preset)]
    for identity in dossier.identities.values():
        slots = (identity.total, *identity.terms)
        if not any(slot.measure == measure for slot in slots):
            continue
        if claims is not None and any(s.claim and s.claim not in claims for s in slots):
            continue
        q = derived(dossier, identity)
        if q is not None:
            found.append(Said(q, ()))
    return tuple(sorted(found, key=lambda said: _moment_key(said.quantity)))


def _folded(group: Sequence[Quantity], preset: str) -> list[Said]:
    """One for figures of a release that overlap; the widest wording stands for the others."""
    heads: list[tuple[Quantity, list[Quantity]]] = []
    for q in sorted(group, key=lambda q: (-reach(q, preset), q.id)):
        for head, echoes in heads:
            if _overlap(head, q, preset):
                echoes.append(q)
                break
        else:
            heads.append((q, []))
    return [Said(head, tuple(echoes)) for head, echoes in heads]


def _overlap(a: Quantity, b: Quantity, preset: str) -> bool:
    one, two = a.under(preset), b.under(preset)
    if one is None or two is None:
        # Words that give no number tell the same only where they are the same words.
        return _words(a) == _words(b)
    if one.suggested is None or two.suggested is None:
        return one == two
    return one.suggested.overlaps(two.suggested)


def _words(q: Quantity) -> str | None:
    return q.claim.figure.written if q.claim is not None and q.claim.figure is not None else None


def reach(q: Quantity, preset: str) -> float:
    """How wide the suggested interval of a figure is; -1 where it suggests none."""
    words = q.under(preset)
    if words is None or words.suggested is None:
        return -1.0
    return words.suggested.high - words.suggested.low


def _moment_key(q: Quantity) -> tuple[bool, str, str, str]:
    span = q.when.span
    if span is None:
        return (True, "", "", q.id)
    return (False, span.earliest, span.latest, q.id)


# ---- most supported


def most_supported(
    dossier: Dossier, quantities: Iterable[Quantity], anchor: Quantity, tier: str
) -> Supported:
    """What most origins support of what `anchor` counts, at its moment, by one of TIERS.

    Each figure bounds the anchor's number as the ladder's fifth step says: of the same scope
    and moment from both sides, an earlier cumulative count or a part from below, a later or
    wider one from above; figures that bound nothing are left out. One body has one say: its
    latest figure, narrowed by its earlier ones while anything remains.
    """
    by_body: dict[str, list[tuple[Quantity, Interval]]] = defaultdict(list)
    for q in quantities:
        body = body_behind(dossier, q)
        bound = bound_on(dossier, anchor, q, tier)
        if body is not None and bound is not None:
            by_body[body].append((q, bound))
    says = {body: _one_say(dossier, bounds) for body, bounds in by_body.items()}
    interval, _, ties = marzullo(list(says.values()))
    if interval is None:
        return Supported(None, (), (), 0)
    inside = tuple(sorted(body for body, say in says.items() if say.contains(interval)))
    return Supported(interval, inside, tuple(sorted(set(says) - set(inside))), ties)


def bound_on(dossier: Dossier, anchor: Quantity, q: Quantity, tier: str) -> Interval | None:
    """What a figure says of the number that `anchor` gives; None where it says nothing."""
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
    holds = must_hold(q, anchor, fit)
    if not holds.a_below_b and not holds.b_below_a:
        return None
    bound = Interval(own.low if holds.a_below_b else -inf, own.high if holds.b_below_a else inf)
    # Nothing is counted below nothing: a bound that leaves every count open bounds nothing.
    return None if bound.low <= 0 and bound.high == inf else bound


def _one_say(dossier: Dossier, bounds: list[tuple[Quantity, Interval]]) -> Interval:
    """The latest bound of a body, narrowed by earlier ones while anything remains.

    Of figures on one moment the one that was said last is the latest.
    """

    def latest(pair: tuple[Quantity, Interval]) -> tuple[object, ...]:
        q = pair[0]
        unknown, first, last, id = _moment_key(q)
        return unknown, first, last, sort_key(said_on(dossier, q)), id

    latest_first = sorted(bounds, key=latest, reverse=True)
    known = [pair for pair in latest_first if pair[0].when.span is not None]
    unknown = [pair for pair in latest_first if pair[0].when.span is None]
    say = Interval(-inf, inf)
    for _, bound in (*known, *unknown):
        if say.overlaps(bound):
            say = Interval(max(say.low, bound.low), min(say.high, bound.high))
    return say


def marzullo(intervals: Sequence[Interval]) -> tuple[Interval | None, int, int]:
    """(interval, depth, ties): the smallest interval that lies in the largest number of these.

    Of several with that depth the narrowest, of those the lowest; `ties` counts the others.
    (None, 0, 0) of no intervals.
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
    if not best:
        return None, 0, 0
    # A run of beginnings only reaches its depth at the last of them.
    best.sort(key=lambda i: (i.high - i.low, i.low))
    return best[0], most, len(best) - 1


# ---- the smallest set-aside


def set_aside(dossier: Dossier, quantities: Sequence[Quantity], tier: str) -> SetAside:
    """The fewest voices to set aside so that no two of the others disagree in a tier.

    A voice is the body that a whole chain leads to, else whoever is last known. What one
    voice says against itself sets nobody apart.
    """
    names = {q.id: voice_of(dossier, q) for q in quantities}
    voices = len(set(names.values()))
    if len(quantities) > MOST_FIGURES:
        return SetAside((), voices)
    clashes = {
        frozenset((names[a.id], names[b.id]))
        for a, b in combinations(quantities, 2)
        if names[a.id] != names[b.id] and weigh(dossier, a, b).kind in DISAGREE[tier]
    }
    return SetAside(smallest_covers(clashes), voices)


def voice_of(dossier: Dossier, q: Quantity) -> str:
    """The name of the body that stands behind a figure, else that of the last one known."""
    body = body_behind(dossier, q)
    return dossier.agents[body].name if body is not None else who(dossier, q).text()


def body_behind(dossier: Dossier, q: Quantity) -> str | None:
    """The body that stands behind a figure; behind a derived one, if all its claims share it."""
    if q.claim is not None:
        return standing(dossier, q.claim)
    if q.origin is not None and q.release is not None:
        return body_of(dossier, dossier.events[q.release].by)
    return q.origin


def said_on(dossier: Dossier, q: Quantity) -> str | None:
    """When a figure was said: the date of its release, else of its document (EDTF or None)."""
    if q.release is not None and dossier.events[q.release].date is not None:
        return dossier.events[q.release].date
    return dossier.sources[q.source].published if q.source is not None else None


def smallest_covers(clashes: Collection[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """All smallest sets of names that take part in every clash; empty if more than DEEPEST.

    By trying either side of each clash that is still open, first with none, then with one
    more name each time: exact, and quick because few voices disagree with many.
    """
    ordered = sorted(tuple(sorted(clash)) for clash in clashes)
    for size in range(DEEPEST + 1):
        found: set[tuple[str, ...]] = set()
        _cover(ordered, (), size, found)
        if found:
            return tuple(sorted(found))
    return ()


def _cover(
    clashes: Sequence[tuple[str, ...]],
    chosen: tuple[str, ...],
    left: int,
    found: set[tuple[str, ...]],
) -> None:
    still_open = [clash for clash in clashes if not set(clash) & set(chosen)]
    if not still_open:
        found.add(tuple(sorted(chosen)))
        return
    # Names that clash no more than `left` times with others cannot cover more than that.
    counts: dict[str, int] = defaultdict(int)
    for clash in still_open:
        for name in clash:
            counts[name] += 1
    if left == 0 or len(still_open) > left * max(counts.values()):
        return
    for name in still_open[0]:
        _cover(still_open, (*chosen, name), left - 1, found)
