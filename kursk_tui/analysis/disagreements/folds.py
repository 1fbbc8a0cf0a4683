"""A list of disagreements, folded: rows of one measure and the same two origins under one row.

Nothing is left out, and no row changes its kind, its severity or its sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from kursk_tui.analysis.disagreements.listing import Row, rank
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.ladder.reading import NOT_ESTABLISHED, ONE_SIDE, WITHIN_RELEASE, tie_of
from kursk_tui.analysis.ladder.releases import printed
from kursk_tui.model.dates import days_apart
from kursk_tui.store.files import uncollected

# A figure that so many others stand against, and no more against those, is one story.
ODD = 3


class Fold(NamedTuple):
    """A row and, gravest first, the rows that stand under it; none where it stands alone."""

    head: Row
    rest: tuple[Row, ...] = ()


@uncollected()
def fold(rows: Sequence[Row]) -> tuple[Fold, ...]:
    """Fold rows of one measure and the same two origins, whichever way round.

    Where an origin is not recorded its release stands in its place, without a release the number
    that is printed: who copies it adds nothing. What the organs of one state say against each
    other is one fold, and so are the dates that are given for one event, whoever gives them, and
    what one text contradicts in words. What one release is told as is folded by its kind; a hedge
    that turns stands under a graver row in which its release stands. The
    head is, of the gravest, the pair
    nearest in time, then the widest; the folds are in the order of their heads. One figure that
    several stand against is one fold too: who is apart from all others is told once.
    """
    groups: dict[object, list[Row]] = {}
    graver: dict[str, Row] = {}
    for row in sorted(rows, key=rank):
        if row.pair is not None and row.kind not in WITHIN_RELEASE:
            for q in row.pair:
                graver.setdefault(q.id, row)
    for row in rows:
        over = graver.get(row.drift.standing) if row.drift is not None else None
        if over is None or over.severity <= row.severity:
            over = row
        groups.setdefault(_key(over), []).append(row)
    folds = []
    for found in groups.values():
        head = min(found, key=_prominence)
        rest = sorted((row for row in found if row is not head), key=rank)
        folds.append(Fold(head, tuple(rest)))
    return tuple(_by_odd_figure(sorted(folds, key=lambda one: rank(one.head))))


def _by_odd_figure(folds: Sequence[Fold]) -> list[Fold]:
    """Folds with those of one odd figure together, under the first of them."""
    apart = Counter(q.id for one in folds for q in _apart(one.head))
    places: dict[object, int] = {}
    found: list[Fold] = []
    for one in folds:
        key = _odd(one.head, apart)
        if key is not None and key in places:
            first = found[places[key]]
            rest = sorted((*first.rest, one.head, *one.rest), key=rank)
            found[places[key]] = Fold(first.head, tuple(rest))
            continue
        if key is not None:
            places[key] = len(found)
        found.append(one)
    return found


def _apart(row: Row) -> tuple[Quantity, ...]:
    """The two figures of a row that lie apart; none of what is said in words or of dates."""
    if row.pair is None or row.kind not in ("conflict", "tension") or row.pair.a.basis == "date":
        return ()
    return tuple(row.pair) if row.pair.a.measure and row.pair.b.measure else ()


def _odd(row: Row, apart: Counter[str]) -> object:
    """The figure of a row that more stand against than against the other, with the measures."""
    sides = sorted(_apart(row), key=lambda q: apart[q.id])
    if not sides or apart[sides[1].id] < ODD or apart[sides[0].id] == apart[sides[1].id]:
        return None
    return (sides[1].id, frozenset(q.measure for q in sides))


def _key(row: Row) -> object:
    if row.pair is None or not (row.pair.a.measure and row.pair.b.measure):
        return _opposing(row) or row.target
    if row.kind == "told as" and row.reading is not None:
        # Many pages may tell one thing wrongly, each as another's: it is one misreading.
        a, b = row.pair
        wrong, right = (a, b) if a.is_misreading else (b, a)
        return (row.kind, wrong.measure, row.reading.why.code, right.release or right.id)
    kind = row.kind if row.kind in WITHIN_RELEASE else ""
    measures = frozenset(q.measure for q in row.pair)
    if row.pair.a.basis == "date":
        return (kind, measures, row.pair.a.scope.within)
    if tie_of(*row.pair) in (ONE_SIDE, NOT_ESTABLISHED):
        return (kind, measures, row.pair.a.state)
    return (kind, measures, frozenset(_side(q) for q in row.pair))


def _side(q: Quantity) -> object:
    if q.origin is not None or q.release is not None:
        return q.origin or q.release
    figure = q.claim.figure if q.claim is not None else None
    return (printed(figure) if figure is not None else None) or q.id


def _opposing(row: Row) -> object:
    """The text that contradicts, and how; None for what is no opposition."""
    reading = row.reading
    if reading is None or reading.tier != "recorded":
        return None
    for q, other in ((reading.a, reading.b), (reading.b, reading.a)):
        opposes = q.claim.opposes if q.claim is not None else ()
        if any(o.claim == other.id and o.how == reading.why.code for o in opposes):
            return (q.id, reading.why.code)
    return None


def _prominence(row: Row) -> tuple[object, ...]:
    return (-row.severity, _days(row), -row.gap, *rank(row))


def _days(row: Row) -> float:
    """How far the moments of a pair lie apart; those of which one is unknown come last."""
    if row.pair is None:
        return 0.0
    one, two = (q.when.span for q in row.pair)
    return inf if one is None or two is None else float(days_apart(one, two))
