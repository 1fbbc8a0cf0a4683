"""A dossier at a glance: what is contested, and the turning points with what was new.

Only figures whose chain leads to a named origin make an end of a range: a number that nobody stands
behind may lie anywhere. Of a measure only its main scope counts, for the dead of one strike are no
low estimate of all the dead.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from math import isinf
from typing import NamedTuple

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.ladder.quantities import COUNTED, Quantity, quantity
from kursk_tui.analysis.ladder.releases import tellings
from kursk_tui.analysis.origins.bands import Said, body_behind, said_by_measure, said_on
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import Span, overlap, parse, sort_key
from kursk_tui.model.records import ClaimScope
from kursk_tui.store.files import uncollected

# Measures of which so many named origins give figures can be contested.
LEAST_ORIGINS = 2


class Contested(NamedTuple):
    """One measure: how much is said of it, how far its origins' latest figures reach, and how.

    `figures` are counted with echoes folded, `origins` are the bodies behind them. `low` and `high`
    are the lowest and the highest of the latest figures of each origin in the main scope, None
    where fewer than two origins give one. `levels` has one number a month of `Overview.months`:
    the highest that an origin's latest figure came to by then, None before the first. `row` is the
    gravest disagreement on the measure, None without one. `scope` is that of the range, None
    without one, and `outside` how many figures of named origins in other scopes lie beyond it.
    """

    measure: str
    figures: int
    origins: int
    low: Quantity | None
    high: Quantity | None
    levels: tuple[float | None, ...]
    row: Row | None
    scope: ClaimScope | None
    outside: int


class Turning(NamedTuple):
    """A turning point, and the figures that were new with it: the most told first."""

    event: str
    figures: tuple[Quantity, ...]


class Overview(NamedTuple):
    """What is contested, the gravest first; the months that `levels` stand for; turning points."""

    contested: tuple[Contested, ...]
    months: tuple[str, ...]
    turning: tuple[Turning, ...]


@uncollected()
def overview(
    dossier: Dossier,
    folds: Sequence[Fold],
    *,
    claims: Collection[str] | None = None,
    span: Span | None = None,
) -> Overview:
    """A dossier at a glance; `folds` are its disagreements as listed, the gravest first.

    Only of `claims`, and of months and turning points in a `span`, where these are given.
    """
    gravest = _gravest(folds)
    found: list[tuple[tuple[object, ...], Contested, list[Quantity]]] = []
    for id, all_said in said_by_measure(dossier, claims).items():
        measure = dossier.measures[id]
        voices = {body_behind(dossier, one.quantity) for one in all_said} - {None}
        if measure.basis in ("date", "share") or len(voices) < LEAST_ORIGINS:
            continue
        # Whoever denies a number contests it, and gives none.
        said = [one for one in all_said if one.quantity.status is not None]
        origins = {body_behind(dossier, one.quantity) for one in said} - {None}
        main = main_scope(dossier, said)
        low, high = _reach(dossier, main)
        row = gravest.get(id)
        severity = row.severity if row is not None else 0
        order = (-severity, low is None, -len(origins), -len(said))
        found.append(
            (
                order,
                Contested(
                    measure=id,
                    figures=len(said),
                    origins=len(origins),
                    low=low,
                    high=high,
                    levels=(),
                    row=row,
                    scope=_scope_of(main) if low is not None else None,
                    outside=_outside(dossier, said, main, low, high),
                ),
                main,
            )
        )
    found.sort(key=lambda one: one[0])
    months = _months(dossier, span)
    return Overview(
        tuple(c._replace(levels=_levels(dossier, main, months)) for _, c, main in found),
        months,
        tuple(_turning(dossier, span)),
    )


def _gravest(folds: Sequence[Fold]) -> dict[str, Row]:
    """The first row that is listed of each measure."""
    found: dict[str, Row] = {}
    for row, _ in folds:
        if row.pair is not None and row.severity:
            for q in row.pair:
                found.setdefault(q.measure, row)
    return found


def main_scope(dossier: Dossier, said: Sequence[Said]) -> list[Quantity]:
    """Figures of named origins that count, in the scope that most of them have.

    What leaves its place unsaid goes with the place that most of them name.
    """
    counting = counted(dossier, said)
    return _of_most(counting, counting)


def counted(dossier: Dossier, said: Sequence[Said]) -> list[Quantity]:
    """Figures of named origins that count, in any scope."""
    return [
        one.quantity
        for one in said
        if one.quantity.scope.counting is None and _is_count(dossier, one.quantity)
    ]


def named(dossier: Dossier, said: Sequence[Said]) -> list[Quantity]:
    """Figures of named origins, counted in any scope and given in any words: `dozens`, too."""
    return [
        one.quantity
        for one in said
        if one.quantity.scope.counting is None and _is_named(dossier, one.quantity)
    ]


def in_main_scope(dossier: Dossier, said: Sequence[Said]) -> list[Said]:
    """The figures of the scope that most of those that count have, whoever says them, and how.

    All of them where none counts.
    """
    counting = main_scope(dossier, said)
    if not counting:
        return list(said)
    own = [one.quantity for one in said if one.quantity.scope.counting is None]
    ids = {q.id for q in _of_most(counting, own)}
    return [one for one in said if one.quantity.id in ids]


def _of_most(counting: Sequence[Quantity], found: Sequence[Quantity]) -> list[Quantity]:
    """Those of `found` that have the scope that most of `counting` have."""
    scopes = Counter((q.scope.population, q.scope.within) for q in counting)
    if not scopes:
        return []
    # Of two that are as frequent the one about everything.
    scope = max(scopes, key=lambda s: (scopes[s], s[1] is None, str(s)))
    named = [q for q in counting if (q.scope.population, q.scope.within) == scope]
    places = Counter(q.scope.place for q in named if q.scope.place is not None)
    place = max(places, key=lambda p: (places[p], p), default=None)
    return [
        q
        for q in found
        if (q.scope.population, q.scope.within) == scope and q.scope.place in (None, place)
    ]


def least(dossier: Dossier, q: Quantity) -> float | None:
    """The lowest number that words suggest, else the lowest they commit to; None without one."""
    words = q.under(dossier.meta.preset)
    if words is None:
        return None
    low = (words.suggested or words.entailed).low
    return None if isinf(low) else low


def _most(dossier: Dossier, q: Quantity) -> float:
    """The highest number that words suggest; what is open above reaches as far as its floor."""
    words = q.under(dossier.meta.preset)
    assert words is not None
    shown = words.suggested or words.entailed
    return shown.low if isinf(shown.high) else shown.high


def when_of(dossier: Dossier, q: Quantity) -> tuple[object, ...]:
    """By what figures stand in the order of their moments, and of one moment as they were said.

    First what has none.
    """
    span = q.when.span
    moment = (span.latest, span.earliest) if span is not None else ("", "")
    return (*moment, sort_key(said_on(dossier, q)), q.id)


def latest_of(dossier: Dossier, found: Sequence[Quantity]) -> dict[str | None, Quantity]:
    """The latest figure of each body."""
    latest: dict[str | None, Quantity] = {}
    for q in sorted(found, key=lambda q: when_of(dossier, q)):
        latest[body_behind(dossier, q)] = q
    return latest


def later_than(dossier: Dossier, said: Sequence[Said], q: Quantity) -> Quantity | None:
    """The latest figure of the body behind a figure, of the same scope; None if it is the one."""
    body = body_behind(dossier, q)
    if body is None or q.when.span is None:
        return None
    same = [one for one in counted(dossier, said) if _is_same(one.scope, q.scope)]
    latest = latest_of(dossier, same).get(body)
    if latest is None or latest.when.span is None:
        return None
    return latest if latest.when.span.earliest > q.when.span.latest else None


def _is_same(one: ClaimScope, two: ClaimScope) -> bool:
    """Whether two scopes are one, or one of them only leaves the place unsaid."""
    places = {one.place, two.place} - {None}
    return len(places) < 2 and one._replace(place=None) == two._replace(place=None)


def highest_of_nobody(dossier: Dossier, said: Sequence[Said]) -> Quantity | None:
    """The printed figure with the highest number in the main scope that nobody is named for.

    None where there is none, or where the latest figure of some origin is as high.
    """
    found = [
        one.quantity
        for one in in_main_scope(dossier, said)
        if body_behind(dossier, one.quantity) is None
        and one.quantity.counts
        and one.quantity.status == COUNTED
        and not (one.quantity.is_misreading or one.quantity.is_slip)
    ]
    printed = [(max(_numbers(q)), q.id, q) for q in found if _numbers(q)]
    named = latest_of(dossier, main_scope(dossier, said)).values()
    number, _, highest = max(printed, default=(0.0, "", None))
    return highest if number > max((_highest(dossier, q) for q in named), default=0.0) else None


def _numbers(q: Quantity) -> list[float]:
    """The numbers that were printed, without their hedge; none of what is derived or a word."""
    figure = q.claim.figure if q.claim is not None and not q.is_derived else None
    ends = (figure.low, figure.high) if figure is not None else ()
    return [end for end in ends if end is not None]


def _reach(dossier: Dossier, main: Sequence[Quantity]) -> tuple[Quantity | None, Quantity | None]:
    """The lowest and the highest of each origin's latest figures."""
    latest = latest_of(dossier, main)
    if len(latest) < LEAST_ORIGINS:
        return None, None
    # By what was printed, so that "about 40" is not higher than 41 for being loose.
    low = min(latest.values(), key=lambda q: (_lowest(dossier, q), q.id))
    high = max(latest.values(), key=lambda q: (_highest(dossier, q), q.id))
    return low, high


def _lowest(dossier: Dossier, q: Quantity) -> float:
    return min(_numbers(q), default=least(dossier, q) or 0.0)


def _highest(dossier: Dossier, q: Quantity) -> float:
    return max(_numbers(q), default=_most(dossier, q))


def _scope_of(main: Sequence[Quantity]) -> ClaimScope | None:
    """The scope of figures of one scope, with the place that some leave unsaid."""
    return max((q.scope for q in main), key=lambda scope: scope.place or "", default=None)


def _outside(
    dossier: Dossier,
    said: Sequence[Said],
    main: Sequence[Quantity],
    low: Quantity | None,
    high: Quantity | None,
) -> int:
    """How many counts of named origins in other scopes lie wholly beyond a range."""
    if low is None or high is None:
        return 0
    own, floor, ceiling = {q.id for q in main}, least(dossier, low) or 0.0, _most(dossier, high)
    others = [one.quantity for one in said if one.quantity.id not in own]
    return sum(
        (least(dossier, q) or 0.0) > ceiling or _most(dossier, q) < floor
        for q in others
        if q.scope != low.scope and _is_count(dossier, q)
    )


def _is_count(dossier: Dossier, q: Quantity) -> bool:
    """Whether a named origin gives a number for what it has counted."""
    return _is_named(dossier, q) and not q.is_wordy and least(dossier, q) is not None


def _is_named(dossier: Dossier, q: Quantity) -> bool:
    return q.counts and q.status == COUNTED and body_behind(dossier, q) is not None


# ---- over time


def _months(dossier: Dossier, within: Span | None) -> tuple[str, ...]:
    """Every month from the first turning point to the last; without any, of the documents.

    Only those within a span where there is one.
    """
    dates = [event.date for event in dossier.events.values() if event.turning and event.date]
    dates = dates or [source.published for source in dossier.sources.values() if source.published]
    spans = [parse(date) for date in dates]
    known = sorted(
        [span.earliest[:7] for span in spans if not span.is_open_start]
        + [span.latest[:7] for span in spans if not span.is_open_end]
    )
    if not known:
        return ()
    year, number = map(int, known[0].split("-"))
    months = []
    while (month := f"{year:04}-{number:02}") <= known[-1]:
        if within is None or overlap(parse(month), within):
            months.append(month)
        year, number = (year, number + 1) if number < 12 else (year + 1, 1)
    return tuple(months)


def _levels(
    dossier: Dossier, main: Sequence[Quantity], months: Sequence[str]
) -> tuple[float | None, ...]:
    """The highest that the latest figure of an origin came to, month by month."""
    by_month: dict[str, list[Quantity]] = defaultdict(list)
    for q in sorted(main, key=lambda q: when_of(dossier, q)):
        if q.when.span is not None and months:
            # What is older than the first month stands in it.
            by_month[max(q.when.span.latest[:7], months[0])].append(q)
    is_flow = bool(main) and main[0].basis == "flow"
    standing: dict[str | None, float] = {}
    levels: list[float | None] = []
    for month in months:
        if is_flow:
            standing.clear()
        for q in by_month[month]:
            standing[body_behind(dossier, q)] = least(dossier, q) or 0.0
        levels.append(max(standing.values(), default=None))
    return tuple(levels)


# ---- turning points


def _turning(dossier: Dossier, span: Span | None) -> Iterator[Turning]:
    """Turning points by date."""
    own = tellings(dossier).all
    events = [
        event
        for event in dossier.events.values()
        if event.turning
        and (span is None or (event.date is not None and overlap(parse(event.date), span)))
    ]
    for event in sorted(events, key=lambda e: (sort_key(e.date), e.id)):
        # What is told of it by the most documents first.
        told = sorted(
            (one for one in own if one.release == event.id),
            key=lambda one: (
                -len({dossier.claims[claim].source for claim in one.claims}),
                one.standing,
            ),
        )
        found = (quantity(dossier, one.standing) for one in told)
        numbers = (q for q in found if q is not None and q.basis != "date" and q.status is not None)
        yield Turning(event.id, tuple(numbers))
