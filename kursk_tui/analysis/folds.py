"""A long list of disagreements, folded: rows that share one figure stand under one row.

Where one figure stands against many, it is the figure that a reader has to look at, not the
many. Nothing is left out, and no row changes its kind, its severity or its sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kursk_tui.analysis.disagreements import Row
from kursk_tui.analysis.quantities import Quantity
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Claim

# A list that can be read through is not folded.
FOLDED_FROM = 60
# So many rows of one figure make a fold.
FEWEST = 3


class Fold(NamedTuple):
    """A row and, gravest first, the rows that stand under it; none where it stands alone."""

    head: Row
    rest: tuple[Row, ...] = ()


def fold(dossier: Dossier, rows: Sequence[Row], *, least: int = FOLDED_FROM) -> tuple[Fold, ...]:
    """Fold rows that share a figure, in the order of the gravest row of each fold.

    First, where a release is told under a measure by some documents and under its part by
    fewer (the wounded turned into dead), whatever rests on the fewer stands under that
    variance, however grave: it follows from the telling. Then the figure in most of the rows
    that are left takes all of these under the gravest, and so on, while a figure has three or
    more. `rows` are ranked. Fewer than `least` rows stay as they are.
    """
    if len(rows) < least:
        return tuple(Fold(row) for row in rows)
    place = {row.target: number for number, row in enumerate(rows)}
    folds, left = _mistold(dossier, rows)
    more, alone = _around_figures(left)
    folds += more
    folds += [Fold(row) for row in alone]
    return tuple(sorted(folds, key=lambda found: place[found.head.target]))


# ---- a release that some tell under another measure


def _mistold(dossier: Dossier, rows: Sequence[Row]) -> tuple[list[Fold], list[Row]]:
    """Folds under variances of measure, and the rows that are in none of them."""
    odd: dict[str, str] = {}
    for row in rows:
        claim = _odd_side(dossier, row)
        if claim is not None:
            odd.setdefault(claim, row.target)
    if not odd:
        return [], list(rows)
    heads = {row.target: row for row in rows if row.target in odd.values()}
    under: dict[str, list[Row]] = {target: [] for target in heads}
    left: list[Row] = []
    for row in rows:
        if row.target in heads:
            continue
        head = next((odd[q.id] for q in row.pair if q.id in odd), None) if row.pair else None
        (left if head is None else under[head]).append(row)
    return [Fold(heads[target], tuple(found)) for target, found in under.items()], left


def _odd_side(dossier: Dossier, row: Row) -> str | None:
    """The claim of a variance of measure that fewer documents tell so; None for another row."""
    if row.kind != "variance" or row.pair is None:
        return None
    a, b = row.pair
    if a.measure == b.measure or a.claim is None or b.claim is None:
        return None
    one, two = _telling(dossier, a), _telling(dossier, b)
    if one == two:
        return None
    return a.id if one < two else b.id


def _telling(dossier: Dossier, q: Quantity) -> int:
    """How many documents tell the release of a figure under its measure."""

    def tells(claim: Claim) -> bool:
        return claim.figure is not None and claim.measure == q.measure

    told = dossier.claims_with("release", q.release)
    return len({claim.source for claim in told if tells(claim)})


# ---- figures that stand against many


def _around_figures(rows: Iterable[Row]) -> tuple[list[Fold], list[Row]]:
    """Folds around the figures with most rows, and the rows that are in none of them."""
    left = {row.target: row for row in rows}
    by_figure: dict[object, list[str]] = defaultdict(list)
    for row in left.values():
        for figure in _figures(row):
            by_figure[figure].append(row.target)
    folds: list[Fold] = []
    while by_figure:
        # The first of those with most rows: `max` keeps the order in which they were met.
        figure = max(by_figure, key=lambda one: len(by_figure[one]))
        targets = by_figure.pop(figure)
        if len(targets) < FEWEST:
            break
        taken = [left.pop(target) for target in targets]
        folds.append(Fold(taken[0], tuple(taken[1:])))
        for row in taken:
            for other in _figures(row):
                if other in by_figure:
                    by_figure[other].remove(row.target)
    return folds, list(left.values())


def _figures(row: Row) -> tuple[object, ...]:
    """What two figures a row sets against each other: release (or document), measure, scope."""
    if row.pair is None or not (row.pair.a.measure and row.pair.b.measure):
        return ()
    return tuple(dict.fromkeys(_figure(q) for q in row.pair))


def _figure(q: Quantity) -> object:
    return (q.release or q.source or q.voice, q.measure, q.scope)
