"""Two quantities by the ladder: what they agree or disagree about, and why.

A disagreement is only called one when nothing that is recorded explains it: not the same
release told twice, not a later release of the same origin, not another measure, scope or
moment, not a hedge. Each step says what it found, so that a reader can check the verdict.
See help/disagreements.md.
"""

from __future__ import annotations

from kursk_tui.analysis.ladder.bounds import (
    WIDE_GAP,
    apart_by,
    bounds,
    distance,
    together,
    weakened_conflict,
)
from kursk_tui.analysis.ladder.fit import (
    Fit,
    fit_of,
    fit_step,
    opposition,
    relabelled,
    scopes_fit,
    tie,
)
from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.analysis.ladder.quantities import (
    COUNTED,
    EXPECTED,
    FORESEEN,
    POSSIBLE,
    Quantity,
    side,
)
from kursk_tui.analysis.ladder.reading import DISAGREEING, Hinge, Reading, Step, Verdict, Why
from kursk_tui.analysis.ladder.releases import (
    CEILING,
    FLOOR,
    direction,
    misread_by,
    printed,
    tellings,
)
from kursk_tui.analysis.ladder.usual import goes_without_saying, stock_days
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import Span, overlap, parse
from kursk_tui.model.figures import Interval, Intervals
from kursk_tui.model.records import Claim
from kursk_tui.model.vocabulary import PRESETS, Hedge


def compare(dossier: Dossier, a: str, b: str) -> Reading:
    """The reading of two claims, the same whichever is given first.

    Raises KeyError for an id that is not there. Claims without figures can only be opposed
    (recorded) or incomparable.
    """
    return compare_quantities(dossier, side(dossier, a), side(dossier, b))


def compare_quantities(dossier: Dossier, a: Quantity, b: Quantity) -> Reading:
    """The reading of two quantities; derived ones may stand on either side."""
    if b.id < a.id:
        a, b = b, a
    steps: list[Step] = []
    verdict = _judge(dossier, a, b, dossier.meta.preset, steps)
    kinds = tuple(_judge(dossier, a, b, preset, []).kind for preset in PRESETS)
    return Reading(
        a=a,
        b=b,
        kind=verdict.kind,
        severity=verdict.severity,
        gap=verdict.gap,
        days=verdict.days,
        tier=verdict.tier,
        why=verdict.why,
        reasons=verdict.reasons,
        growth=verdict.growth,
        steps=tuple(steps),
        by_preset=kinds,
        hinge=_hinge(dossier, a, b, verdict.kind, kinds),
        note=verdict.note,
    )


def weigh(dossier: Dossier, a: Quantity, b: Quantity) -> Verdict:
    """The kind and severity of two quantities, without the reading's steps and hinge."""
    if b.id < a.id:
        a, b = b, a
    return _judge(dossier, a, b, dossier.meta.preset, [])


# ---- the ladder


def _judge(dossier: Dossier, a: Quantity, b: Quantity, preset: str, steps: list[Step]) -> Verdict:
    """Walk the ladder under one preset, noting each step; the first that decides, decides."""
    recorded = opposition(a, b)
    if recorded is not None:
        how, note = recorded
        steps.append(Step("recorded", how))
        severity = 3 if how == "denies" else 2
        kind = "conflict"
        if how == "excludes" and POSSIBLE in (a.status, b.status):
            kind, severity = "difference", 1
        elif how == "excludes" and a.release and (a.release, a.source) == (b.release, b.source):
            # What a page makes of one utterance, as in its title, is its own.
            severity = 1
        return Verdict(kind=kind, severity=severity, tier="recorded", why=Why(how), note=note)
    if a.is_misreading or b.is_misreading:
        return _misread(dossier, a, b, preset, steps)
    identity = tie(dossier, a, b)
    if identity is not None:
        steps.append(Step("recorded", "identity", (identity,)))
        return Verdict(kind="incomparable", severity=0, why=Why("identity", identity))
    steps.append(Step("recorded", "nothing"))
    if a.is_slip or b.is_slip:
        return _incomparable("slip", "comparable?", steps)
    fit = fit_of(dossier, a, b)
    if fit == "denial":
        return _denied(dossier, a, b, preset, steps)
    if isinstance(fit, str):
        other = relabelled(dossier, a, b)
        return other or _incomparable(fit, "comparable?", steps)
    steps.append(fit_step(fit))
    one, two = a.under(preset), b.under(preset)
    if one is None or two is None:
        steps.append(Step("intervals", "no number"))
        return Verdict(kind="incomparable", severity=0, why=Why("no number"))
    same_scope = fit.way == "=" and fit.measure == "="
    if a.release is not None and a.release == b.release:
        if "counting" in fit.unstated and _are_two_tellings(dossier, a, b):
            return _incomparable("counting", "same release", steps)
        if same_scope:
            return _same_release(a, b, one, two, steps)
        if fit.measure != "=":
            other = relabelled(dossier, a, b)
            steps.append(Step("same release", "release measures"))
            return other or Verdict(kind="incomparable", severity=0, why=Why("release measures"))
        steps.append(Step("same release", "another scope"))
    else:
        steps.append(Step("same release", "no"))
    if same_scope and a.basis != "date":
        revision = _revision(dossier, a, b, one, two, steps)
        if revision is not None:
            return revision
    found = _foreseen(a, b, bounds(dossier, a, b, one, two, fit, steps), steps)
    code = _unsaid(dossier, a, b, fit) if found.kind == "conflict" else ""
    if code:
        steps.append(Step("explained?", code))
        severity = weakened_conflict(found.gap, found.days)
        found = found._replace(kind="tension", severity=severity, why=Why(code))
    return _lightened(a, b, one, two, _weakened(a, b, found, steps), steps)


def _denied(dossier: Dossier, a: Quantity, b: Quantity, preset: str, steps: list[Step]) -> Verdict:
    """A denial against a figure that lies wholly in what is denied, and was not given later."""
    denial, other = (a, b) if a.status is None else (b, a)
    fit = scopes_fit(dossier, a, b)
    one, two = denial.under(preset), other.under(preset)
    if (
        other.status != COUNTED
        # Whoever denies a day may mean that nothing happened, or that it was another.
        or denial.basis == "date"
        or not isinstance(fit, Fit)
        or fit.way != "="
        or one is None
        or two is None
        or not _lies_in(two.suggested or two.entailed, one.entailed)
        or not _is_of_then(dossier, denial, other)
    ):
        return _incomparable("denial", "comparable?", steps)
    steps.append(Step("comparable?", "denied"))
    return Verdict(kind="conflict", severity=DENIED, tier="entailed", why=Why("denied"))


def _lies_in(inner: Interval, outer: Interval) -> bool:
    return outer.low <= inner.low and inner.high <= outer.high


def _is_of_then(dossier: Dossier, denial: Quantity, other: Quantity) -> bool:
    """Whether what is denied is of the moment of a figure: a later count denies no denial."""
    if denial.when.span is None or other.when.span is None:
        return denial.source == other.source
    if together(denial.when, other.when, stock_days(dossier, denial.measure)):
        return True
    return denial.basis == "cumulative" and _order(other.when.span, denial.when.span) < 0


def _unsaid(dossier: Dossier, a: Quantity, b: Quantity, fit: Fit) -> str:
    """What only one of the two says and may explain it all: `counting` or `place`; else nothing.

    Whoever names no place may speak of more than a small part, but hardly of another place than
    the usual one, nor of another than that of the event within which both count.
    """
    if "counting" in fit.unstated:
        return "counting"
    place, within = a.scope.place or b.scope.place, a.scope.within
    is_placed = fit.within != "=" or within in dossier.events
    if "place" not in fit.unstated or is_placed or goes_without_saying(dossier, "place", place):
        return ""
    return "place"


# A denial of what somebody says is as grave as one that is recorded.
DENIED = 3
# What rests on words without an origin weighs no more than this.
MOST_WITHOUT_ORIGIN = 2


def _weakened(a: Quantity, b: Quantity, found: Verdict, steps: list[Step]) -> Verdict:
    """A page that names nobody, and two sides without an origin, make nothing grave."""
    if found.severity <= MOST_WITHOUT_ORIGIN:
        return found
    if a.names_nobody or b.names_nobody:
        code = "names nobody"
    elif a.origin is None and b.origin is None:
        code = "no origin"
    else:
        return found
    steps.append(Step("stands behind", code, (MOST_WITHOUT_ORIGIN,)))
    return found._replace(severity=MOST_WITHOUT_ORIGIN)


# What a figure says that is no floor, though nothing bounds it above.
NO_FLOORS = ("up_to", "few")


def _lightened(
    a: Quantity, b: Quantity, one: Intervals, two: Intervals, found: Verdict, steps: list[Step]
) -> Verdict:
    """A tension that nobody need read: a floor below another figure, or a word of nobody known.

    Whoever says more than 10,000, or thousands, has denied no higher number that is near.
    """
    if found.kind != "tension" or found.severity > MOST_WITHOUT_ORIGIN:
        return found
    low = [(words.suggested or words.entailed).low for words in (one, two)]
    lower, words = (a, one) if low[0] <= low[1] else (b, two)
    hedge = lower.claim.figure.hedge if lower.claim and lower.claim.figure else None
    if words.entailed.is_open_high and hedge not in NO_FLOORS:
        code = "floor"
    elif a.origin is None and b.origin is None and (a.is_wordy or b.is_wordy):
        code = "word"
    else:
        return found
    steps.append(Step("stands behind", code))
    return found._replace(severity=1)


def _incomparable(code: str, rung: str, steps: list[Step]) -> Verdict:
    steps.append(Step(rung, code))
    return Verdict(kind="incomparable", severity=0, why=Why(code))


def _misread(dossier: Dossier, a: Quantity, b: Quantity, preset: str, steps: list[Step]) -> Verdict:
    """A misreading stands beside what it misreads, and beside nothing else."""
    for one, other in ((a, b), (b, a)):
        misread = one.claim.misreads if one.claim is not None else None
        if one.claim is None or misread is None or other.is_misreading:
            continue
        if misread_by(dossier, one.claim) == other.id:
            steps.append(Step("recorded", "told as"))
            words, right = one.under(preset), other.under(preset)
            gap = 1.0
            # Persons told as a share of them have no ratio; nor have dates.
            units = {dossier.measures[q.measure].unit for q in (one, other) if q.measure}
            if words is not None and right is not None and a.basis != "date" and len(units) == 1:
                gap, _ = distance(a, apart_by(words.suggested, right.suggested))
            severity = 3 if gap >= WIDE_GAP else 2
            return Verdict(
                kind="told as", severity=severity, gap=gap, tier="recorded", why=Why(misread.how)
            )
    return _incomparable("misreading", "recorded", steps)


def _same_release(
    a: Quantity, b: Quantity, one: Intervals, two: Intervals, steps: list[Step]
) -> Verdict:
    if _turns(a, b):
        steps.append(Step("same release", "hedge turns"))
        return Verdict(kind="drift", severity=1, gap=1.0, tier="entailed", why=Why("hedge turns"))
    if _is_one_range(a, b, one, two):
        steps.append(Step("same release", "one range"))
        return Verdict(kind="compatible", severity=0, why=Why("one range"))
    apart = apart_by(one.suggested, two.suggested)
    if apart is None or _is_a_day(a, apart):
        code = "restated" if a.source == b.source else "other document"
        steps.append(Step("same release", code))
        return Verdict(kind="echo", severity=0, why=Why(code))
    gap, days = distance(a, apart)
    if POSSIBLE in (a.status, b.status):
        steps.append(Step("same release", "possible"))
        return Verdict(
            kind="difference", severity=1, gap=gap, days=days, tier="suggested", why=Why("possible")
        )
    steps.append(Step("same release", "two figures"))
    severity = 3 if gap >= WIDE_GAP else 2
    return Verdict(
        kind="variance",
        severity=severity,
        gap=gap,
        days=days,
        tier="suggested",
        why=Why("two figures"),
    )


def _is_a_day(a: Quantity, apart: tuple[float, float]) -> bool:
    """Whether two dates are a day apart, as the zones of those who tell them may be."""
    return a.basis == "date" and apart[1] - apart[0] <= 1


def _are_two_tellings(dossier: Dossier, a: Quantity, b: Quantity) -> bool:
    """Whether a release has both: all the wounded, and those in critical condition alone."""
    own = tellings(dossier)
    return own.of(a.id) is not own.of(b.id)


def _is_one_range(a: Quantity, b: Quantity, one: Intervals, two: Intervals) -> bool:
    """Whether a page prints the two ends of one range: more than 88,000, fewer than 107,000."""
    if a.claim is None or b.claim is None or a.source != b.source:
        return False
    ways = {direction(q.figure) for q in (a.claim, b.claim) if q.figure is not None}
    return ways == {FLOOR, CEILING} and one.entailed.overlaps(two.entailed)


def _turns(a: Quantity, b: Quantity) -> bool:
    """Whether two wordings of one number in two documents point in different directions."""
    if a.claim is None or b.claim is None or a.source == b.source:
        return False
    one, two = a.claim.figure, b.claim.figure
    if one is None or two is None or not printed(one) or printed(one) != printed(two):
        return False
    return a.claim.of == b.claim.of is None and direction(one) != direction(two)


def _revision(
    dossier: Dossier,
    a: Quantity,
    b: Quantity,
    one: Intervals,
    two: Intervals,
    steps: list[Step],
) -> Verdict | None:
    if a.origin is None or a.origin != b.origin:
        steps.append(Step("same origin", "no" if a.origin and b.origin else "not established"))
        return None
    is_forecast = a.status in FORESEEN and b.status in FORESEEN
    has_releases = a.release is not None and b.release is not None
    # Of forecasts the day of saying is the moment: two days are two utterances.
    is_two_days = _order(a.when.span, b.when.span) != 0
    if not has_releases and not is_two_days:
        steps.append(Step("same origin", "no releases"))
        return None
    apart = apart_by(one.suggested, two.suggested)
    if apart is None:
        steps.append(Step("same origin", "overlap"))
        return None
    gap, days = distance(a, apart)
    falls = not is_forecast and a.basis == "cumulative" and _falls(dossier, a, b, one, two)
    found = "later forecast" if is_forecast else "later release"
    if not is_forecast and not has_releases:
        is_dated = "page" not in (a.when.basis, b.when.basis)
        found = "later figure" if is_dated else "later page"
    elif _later(dossier, a, b) == 0:
        found = "order unknown"
    steps.append(Step("same origin", found))
    if falls:
        found = "page falls" if found == "later page" else "falls"
    why = Why(found)
    return Verdict(
        kind="revision", severity=2 if falls else 1, gap=gap, days=days, tier="suggested", why=why
    )


def _foreseen(a: Quantity, b: Quantity, found: Verdict, steps: list[Step]) -> Verdict:
    """What may be never contradicts; two who expect can only be in tension."""
    if found.kind not in ("conflict", "tension"):
        return found
    if POSSIBLE in (a.status, b.status):
        steps.append(Step("explained?", "possible"))
        return found._replace(kind="difference", severity=1, why=Why("possible"))
    if a.status == EXPECTED and (found.kind == "conflict" or found.why.code == "page moment"):
        steps.append(Step("explained?", "forecast"))
        severity = weakened_conflict(found.gap, found.days)
        return found._replace(kind="tension", severity=severity, why=Why("forecast"))
    return found


def _falls(dossier: Dossier, a: Quantity, b: Quantity, one: Intervals, two: Intervals) -> bool:
    """Does the later of two cumulative counts lie below the earlier?"""
    order = _later(dossier, a, b)
    early, late = (one, two) if order < 0 else (two, one)
    # "More than two thirds" may be as many as before.
    low = early.suggested.low if early.suggested is not None else early.entailed.low
    return order != 0 and late.entailed.high < low


def _later(dossier: Dossier, a: Quantity, b: Quantity) -> int:
    """-1 where the second is the later, 1 where the first is, 0 where that is not told.

    Later is the later moment; where the moments overlap, the later release.
    """
    order = _order(a.when.span, b.when.span)
    return order or _order(_said(dossier, a), _said(dossier, b))


def _order(a: Span | None, b: Span | None) -> int:
    """-1 where the first lies wholly before the second, 1 after it, 0 where that is not told."""
    if a is None or b is None or overlap(a, b):
        return 0
    return -1 if a.latest < b.earliest else 1


def _said(dossier: Dossier, q: Quantity) -> Span | None:
    date = dossier.events[q.release].date if q.release is not None else None
    return parse(date) if date is not None else None


# ---- what would flip it


def _hinge(
    dossier: Dossier, a: Quantity, b: Quantity, kind: str, kinds: tuple[str, ...]
) -> Hinge | None:
    """The single choice that would make it another kind; None where there is none."""
    for preset, found in zip(PRESETS, kinds, strict=True):
        if found != kind:
            return Hinge("preset", None, preset, found)
    if kind not in DISAGREEING:
        return None
    pairs = ((a, b), (b, a))
    for one, other in pairs:
        for hedge in _other_hedges(one):
            read_so = _hedged(dossier, one, hedge)
            flipped = _judge(dossier, read_so, other, dossier.meta.preset, [])
            if flipped.kind != kind:
                return Hinge("hedge", one.id, hedge, flipped.kind)
    for one, other in pairs:
        if one.when.basis != "as of" and one.basis != "date":
            moved = one._replace(when=other.when._replace(basis="as of"))
            flipped = _judge(dossier, moved, other, dossier.meta.preset, [])
            if flipped.kind != kind:
                return Hinge("as-of", one.id, other.id, flipped.kind)
    for one, other in pairs:
        measure = other.measure if one.measure != other.measure else _whole(dossier, one)
        if measure is not None and _is_told_as(dossier, one, measure):
            moved = one._replace(measure=measure)
            flipped = _judge(dossier, moved, other, dossier.meta.preset, [])
            if flipped.kind != kind:
                return Hinge("measure", one.id, measure, flipped.kind)
    return None


def _is_told_as(dossier: Dossier, q: Quantity, measure: str) -> bool:
    """Whether somebody tells a number of the release of a quantity as another measure.

    Any count could be thought to be of its whole; it is worth asking where pages differ.
    """
    figure = q.claim.figure if q.claim is not None else None
    if q.release is None or figure is None:
        return False
    others = (one for one in tellings(dossier).of_release(q.release) if one.measure == measure)
    claims = (dossier.claims[id] for one in others for id in one.claims)
    return any(c.figure is not None and printed(c.figure) & printed(figure) for c in claims)


def _whole(dossier: Dossier, q: Quantity) -> str | None:
    """The measure that this one's is part of."""
    return dossier.measures[q.measure].part_of if q.measure else None


def _other_hedges(q: Quantity) -> tuple[Hedge, ...]:
    """Readings of the hedge that a careful reader might also defend."""
    figure = q.claim.figure if q.claim is not None else None
    hedge = figure.hedge if figure is not None else None
    others: dict[Hedge | None, tuple[Hedge, ...]] = {
        "at_least": ("none",),
        "more_than": ("none",),
        "up_to": ("at_most", "none"),
        "none": ("at_least", "up_to"),
        "about": ("at_least", "up_to"),
        "nearly": ("about",),
    }
    return others.get(hedge, ())


def _hedged(dossier: Dossier, q: Quantity, hedge: Hedge) -> Quantity:
    """The quantity as it would be with another hedge on the same number."""
    claim = q.claim
    if claim is None or claim.figure is None:
        return q
    numbers = [n for n in (claim.figure.low, claim.figure.high) if n is not None]
    if not numbers:
        return q
    number = numbers[0]
    low = None if hedge in ("up_to", "at_most") else number
    high = None if hedge == "at_least" else number
    altered: Claim = claim._replace(
        figure=claim.figure._replace(hedge=hedge, low=low, high=high), opposes=()
    )
    intervals = tuple(claim_intervals(dossier, altered, preset) for preset in PRESETS)
    return q._replace(claim=altered, intervals=intervals)
