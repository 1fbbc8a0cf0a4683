"""What must hold between two quantities, whether it is broken, and what else explains."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from kursk_tui.analysis.ladder.fit import Fit
from kursk_tui.analysis.ladder.movements import arriving, moving
from kursk_tui.analysis.ladder.quantities import COUNTED, Quantity, When
from kursk_tui.analysis.ladder.reading import TWO, Growth, Reason, Step, Verdict, Why, tie_of
from kursk_tui.analysis.ladder.usual import stock_days
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import days_apart, days_between, overlap, parse
from kursk_tui.model.figures import Interval, Intervals

TOGETHER_DAYS = 14
VAGUE_DAYS = 92
# So long must a count have been able to grow before anything is said of its pace.
LEAST_GROWING_DAYS = 14
FAST = 2.5  # how much faster than evenly a count may have grown before date only half covers it
WIDE_GAP = 3.0
NARROW_GAP = 1.1
FAR_DAYS = 30


def bounds(
    dossier: Dossier,
    a: Quantity,
    b: Quantity,
    one: Intervals,
    two: Intervals,
    fit: Fit,
    steps: list[Step],
) -> Verdict:
    """Steps 5 to 8: what must hold, whether it is broken, and what else explains."""
    holds = must_hold(dossier, a, b, fit)
    steps.append(Step("must hold", holds.found))
    for tier, x, y in (
        ("entailed", one.entailed, two.entailed),
        ("suggested", one.suggested, two.suggested),
    ):
        if x is None or y is None:
            continue
        broken = (holds.a_below_b and x.low > y.high) or (holds.b_below_a and y.low > x.high)
        if broken:
            event = moving(dossier, a, b) if holds.ground == MOMENT else None
            if event is not None:
                return _moved(dossier, a, one, two, fit, event, steps)
            return _broken(a, b, one, two, tier, fit, holds, steps)
    steps.append(Step("broken?", "no"))
    return _explained(dossier, a, b, one, two, fit, holds, steps)


# On what ground something must hold: whenever it was said; as the moments are together; as one
# count was made before the other.
ALWAYS, MOMENT, ORDER = "always", "moment", "order"


class Holds(NamedTuple):
    """Which of a <= b and b <= a must hold, and on what ground (ALWAYS, MOMENT or ORDER).

    `found` is the code of the step; `unknown` says that the moments do not tell.
    """

    a_below_b: bool
    b_below_a: bool
    found: str
    ground: str
    unknown: bool


def must_hold(dossier: Dossier, a: Quantity, b: Quantity, fit: Fit) -> Holds:
    """What must hold between the two by their scope and moments."""
    a_in_b, b_in_a = fit.way in ("=", "in"), fit.way in ("=", "over")
    same_within = fit.within == "=" and a.scope.within is not None
    if a.basis in ("date", "flow") or (same_within and is_closed(dossier, a.scope.within)):
        is_inside = a.basis == "flow" and not same_within
        return Holds(a_in_b, b_in_a, "inside" if is_inside else "same", ALWAYS, False)
    if a.basis in ("stock", "share"):
        state = together(a.when, b.when, stock_days(dossier, a.measure))
        if state is True:
            return Holds(a_in_b, b_in_a, "together", MOMENT, False)
        if state is None:
            return Holds(False, False, "vague moment", MOMENT, True)
        return Holds(False, False, "apart", MOMENT, False)
    return _cumulative(a.when, b.when, a_in_b, b_in_a)


def is_closed(dossier: Dossier, within: str | None) -> bool:
    """Whether what is counted within something holds for good: a period, or a closed event."""
    event = dossier.events.get(within or "")
    return within is not None and (event is None or event.closed)


def _cumulative(a: When, b: When, a_in_b: bool, b_in_a: bool) -> Holds:
    """A cumulative count never falls: the earlier must not be above the later."""
    if a.span is None or b.span is None:
        return Holds(False, False, "unknown", MOMENT, True)
    if overlap(a.span, b.span):
        widest = max(span.days or VAGUE_DAYS for span in (a.span, b.span))
        if widest > TOGETHER_DAYS:
            return Holds(False, False, "wide", MOMENT, True)
        return Holds(a_in_b, b_in_a, "same moment", MOMENT, False)
    a_first = a.span.latest < b.span.earliest
    return Holds(a_in_b and a_first, b_in_a and not a_first, "order", ORDER, False)


def together(a: When, b: When, most_days: int) -> bool | None:
    """Overlapping or at most so many days apart; None where it cannot be told.

    It cannot where a moment is unknown, or where they overlap and one is wider than 92 days, or
    one wider than 14 days and the other not: a day may lie weeks from what a month is said of.
    """
    if a.span is None or b.span is None:
        return None
    if overlap(a.span, b.span):
        narrow, wide = sorted(span.days or VAGUE_DAYS + 1 for span in (a.span, b.span))
        return None if wide > VAGUE_DAYS or narrow <= TOGETHER_DAYS < wide else True
    return days_apart(a.span, b.span) <= most_days


def _broken(
    a: Quantity,
    b: Quantity,
    one: Intervals,
    two: Intervals,
    tier: str,
    fit: Fit,
    holds: Holds,
    steps: list[Step],
) -> Verdict:
    apart = apart_by(one.suggested, two.suggested) or apart_by(one.entailed, two.entailed)
    ratio, days = distance(a, apart)
    # A total and a part of it are no two figures for one thing: how far apart says nothing.
    is_whole = fit.way == "=" and ratio >= WIDE_GAP
    gap = ratio if fit.way == "=" else None
    on_page = holds.ground != ALWAYS and "page" in (a.when.basis, b.when.basis)
    if tier == "entailed" and not on_page:
        steps.append(Step("broken?", "entailed"))
        severity = 4 if is_whole and tie_of(a, b) == TWO else 3
        if ratio < NARROW_GAP:
            severity = 2 if _is_apart_loosely(a, b) else 1
        why = Why("dates" if a.basis == "date" else holds.ground)
        return Verdict(
            kind="conflict", severity=severity, gap=gap, days=days, tier="entailed", why=why
        )
    if tier == "entailed":
        steps.append(Step("broken?", "page moment"))
        severity = weakened_conflict(gap, days)
        return Verdict(
            kind="tension", severity=severity, gap=gap, days=days, tier=tier, why=Why("page moment")
        )
    steps.append(Step("broken?", "suggested"))
    why = _open_side(a, b, one, two)
    severity = 3 if is_whole else 2
    if ratio < NARROW_GAP and any(q.is_wordy for q in (a, b)):
        severity = 1
    return Verdict(kind="tension", severity=severity, gap=gap, days=days, tier=tier, why=why)


def _is_apart_loosely(a: Quantity, b: Quantity) -> bool:
    """Whether two are apart, too, when round numbers are read as loosely as can be."""
    one, two = a.intervals[-1], b.intervals[-1]
    return (
        one is not None and two is not None and apart_by(one.suggested, two.suggested) is not None
    )


def weakened_conflict(gap: float | None, days: int | None) -> int:
    """The severity of what would be a conflict on firmer words or dates: one less than that.

    So 1 under `NARROW_GAP`, and 2; from `WIDE_GAP` 3. A part against its whole has no gap; of
    dates the gap is no ratio.
    """
    if gap is None:
        return 2
    if gap >= WIDE_GAP:
        return 3
    return 1 if days is None and gap < NARROW_GAP else 2


def _moved(
    dossier: Dossier,
    a: Quantity,
    one: Intervals,
    two: Intervals,
    fit: Fit,
    event: str,
    steps: list[Step],
) -> Verdict:
    """A stock that a known movement changed between the two moments."""
    ratio, days = distance(a, apart_by(one.suggested, two.suggested))
    gap = ratio if fit.way == "=" else None
    steps.append(Step("broken?", "movement", (event,)))
    reason = Reason("movement", "covers", "movement", (event,))
    return Verdict(
        kind="difference",
        severity=1,
        gap=gap,
        days=days,
        tier="suggested",
        why=Why("movement", event),
        reasons=(reason,),
    )


def _open_side(a: Quantity, b: Quantity, one: Intervals, two: Intervals) -> Why:
    """Whose words leave an end open, so that there is no contradiction in words."""
    lower, words = (a, one) if _low(one) <= _low(two) else (b, two)
    if words.entailed.is_open_high:
        return Why("open above", lower.id)
    upper = b if lower is a else a
    words = two if lower is a else one
    if words.entailed.low < _low(words):
        return Why("open below", upper.id)
    return Why("suggested")


def _low(words: Intervals) -> float:
    return (words.suggested or words.entailed).low


def _explained(
    dossier: Dossier,
    a: Quantity,
    b: Quantity,
    one: Intervals,
    two: Intervals,
    fit: Fit,
    holds: Holds,
    steps: list[Step],
) -> Verdict:
    apart = apart_by(one.suggested, two.suggested)
    if apart is None or not fit.is_same:
        code = "overlap" if apart is None else "part"
        if _both_open(one, two):
            code = "both open"
        steps.append(Step("explained?", code))
        return Verdict(kind="compatible", severity=0, why=Why(code))
    gap, days = distance(a, apart)
    covered = Verdict(
        kind="difference",
        severity=1,
        gap=gap if fit.way == "=" else None,
        days=days,
        tier="suggested",
        why=Why("date"),
    )
    if _moves_inside(fit, one, two):
        steps.append(Step("explained?", "within"))
        reason = Reason("within", "covers", "within")
        return covered._replace(why=Why("within"), reasons=(reason,))
    # What is foreseen has not grown: of forecasts nothing is said of a pace.
    counts = a.basis == "cumulative" and fit.within == "=" and a.status == COUNTED
    untested = "vague moment" if holds.unknown else _no_pace(dossier, a, b) if counts else ""
    if untested:
        steps.append(Step("explained?", untested))
        reason = Reason("date", "untested", untested)
        return covered._replace(why=Why("date untested"), reasons=(reason,))
    growth = _growth(dossier, a, b, one, two) if counts else None
    covered = covered._replace(growth=growth)
    if growth is None or not growth.since_days or growth.days >= growth.since_days:
        steps.append(Step("explained?", "apart"))
        return covered._replace(reasons=(Reason("date", "covers", "apart"),))
    event = arriving(dossier, a, b)
    if event is not None:
        steps.append(Step("explained?", "movement", (event,)))
        reason = Reason("movement", "covers", "movement", (event,))
        return covered._replace(why=Why("movement", event), reasons=(reason,))
    if growth.part / (growth.days / growth.since_days) > FAST:
        steps.append(Step("explained?", "fast growth", growth))
        return covered._replace(
            kind="tension",
            severity=weakened_conflict(covered.gap, days),
            why=Why("fast growth"),
            reasons=(Reason("date", "partial", "growth", growth),),
        )
    steps.append(Step("explained?", "growth", growth))
    return covered._replace(reasons=(Reason("date", "covers", "growth", growth),))


def _moves_inside(fit: Fit, one: Intervals, two: Intervals) -> bool:
    """Whether the one that counts a part of the other's time is also the lower of the two."""
    if fit.within == "=":
        return False
    inner, outer = (one, two) if fit.within == "in" else (two, one)
    return _low(inner) < _low(outer)


def _start(dossier: Dossier, measure: str) -> str | None:
    """The first day on which a cumulative count could grow; of a month its first."""
    since = dossier.measures[measure].since
    return parse(since).earliest if since else None


def _no_pace(dossier: Dossier, a: Quantity, b: Quantity) -> str:
    """Why nothing can be said of a pace between two counts, a code; empty where it can."""
    if a.when.span is None or b.when.span is None:
        return ""
    if a.when.span.days is None or b.when.span.days is None:
        return "open end"
    if "page" in (a.when.basis, b.when.basis):
        return "page moment"
    start = _start(dossier, a.measure)
    earlier = min(a.when.span.latest, b.when.span.latest)
    if start is not None and days_between(start, earlier) < LEAST_GROWING_DAYS:
        return "hardly begun"
    return ""


def _growth(
    dossier: Dossier, a: Quantity, b: Quantity, one: Intervals, two: Intervals
) -> Growth | None:
    """How much of the later of two cumulative counts would have to fall between them."""
    if a.when.span is None or b.when.span is None or not one.suggested or not two.suggested:
        return None
    sides = sorted(((a, one.suggested), (b, two.suggested)), key=lambda s: s[0].when.span or ())
    (early, before), (late, after) = sides
    if early.when.span is None or late.when.span is None or after.low <= 0:
        return None
    days = max(1, days_between(early.when.span.latest, late.when.span.earliest))
    start = _start(dossier, late.measure)
    since_days = days_between(start, late.when.span.earliest) if start else None
    part = max(0.0, 1 - before.high / after.low)
    return Growth(part, days, since_days, (after.low - before.high) / days)


def apart_by(one: Interval | None, two: Interval | None) -> tuple[float, float] | None:
    """(smaller high, larger low) of two intervals that do not overlap, else None."""
    if one is None or two is None or one.overlaps(two):
        return None
    return (one.high, two.low) if one.high < two.low else (two.high, one.low)


def distance(a: Quantity, apart: tuple[float, float] | None) -> tuple[float, int | None]:
    """(gap, days): a ratio; for dates 3 from 30 days apart, else 1, and the days."""
    if apart is None:
        return 1.0, None
    high, low = apart
    if a.basis == "date":
        days = int(low - high)
        return (WIDE_GAP if days >= FAR_DAYS else 1.0), days
    return (low / high if high > 0 else inf), None


def _both_open(one: Intervals, two: Intervals) -> bool:
    return all(words.entailed.is_open_high for words in (one, two)) or all(
        words.entailed.low < _low(words) for words in (one, two)
    )
