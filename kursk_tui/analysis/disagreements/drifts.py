"""Where one release is told with one number and hedges that point in different directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from kursk_tui.analysis.ladder.compare import weigh
from kursk_tui.analysis.ladder.quantities import Quantity, side
from kursk_tui.analysis.ladder.reading import Reading
from kursk_tui.analysis.ladder.releases import (
    Telling,
    direction,
    hedged_first,
    printed,
    tellings,
    way,
)
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Claim, Figure


class Wording(NamedTuple):
    """One hedge on the number of a drift: the figure of its first claim, and all its claims."""

    figure: Figure
    claims: tuple[str, ...]


class Drift(NamedTuple):
    """One release, measure, scope and number, told in two or three directions.

    `standing` is the claim whose wording is the release's own, `turned` the first that points
    another way; `wordings` in the order of their documents, the most first.
    """

    release: str
    measure: str
    standing: str
    turned: str
    wordings: tuple[Wording, ...]


def drifts(dossier: Dossier) -> Iterator[Drift]:
    """Every drift of a dossier, one a telling: that of the number of its own wording first."""
    rows = dossier.raw_rows("claims")
    for telling in tellings(dossier).all:
        # Most have one wording: no claim is built only to see that.
        if len({way(rows[id]["figure"].get("hedge")) for id in telling.claims}) > 1:
            found = _drift(dossier, telling)
            if found is not None:
                yield found


def _drift(dossier: Dossier, telling: Telling) -> Drift | None:
    by_number: dict[frozenset[float], list[str]] = defaultdict(list)
    figures: dict[str, Figure] = {}
    rows = [dossier.raw_rows("claims")[id] for id in sorted(telling.claims)]
    # What one page says in two ways is its own: a title and its text.
    for row in hedged_first(rows, lambda row: str(row["source"])):
        id = row["id"]
        claim = dossier.claims[id]
        if claim.figure is None or claim.of is not None or not printed(claim.figure):
            continue
        figures[id] = claim.figure
        by_number[printed(claim.figure)].append(id)
    groups = sorted(
        by_number.values(), key=lambda ids: (telling.standing not in ids, -len(ids), ids)
    )
    for ids in groups:
        standing = telling.standing if telling.standing in ids else ids[0]
        own = direction(figures[standing])
        page = dossier.claims[standing].source
        turned = [
            id
            for id in ids
            if direction(figures[id]) != own
            and dossier.claims[id].source != page
            # Two that are recorded as set against each other are that, and no drift.
            and weigh(dossier, side(dossier, standing), side(dossier, id)).kind == "drift"
        ]
        if turned:
            wordings: dict[object, list[str]] = defaultdict(list)
            for id in (standing, *ids):
                if id not in wordings[figures[id].hedge]:
                    wordings[figures[id].hedge].append(id)
            made = [Wording(figures[told[0]], tuple(told)) for told in wordings.values()]
            made.sort(key=lambda w: -len({dossier.claims[c].source for c in w.claims}))
            return Drift(telling.release, telling.measure, standing, turned[0], tuple(made))
    return None


def decisive(dossier: Dossier, reading: Reading) -> Iterator[tuple[Quantity, Claim, str]]:
    """The wordings of a release that would make a pair another kind than its own wording does.

    Of each side one a direction of the hedge, with the kind that it makes.
    """
    if reading.tier == "recorded" or not reading.a.measure or reading.a.basis == "date":
        return
    for q, other in ((reading.a, reading.b), (reading.b, reading.a)):
        telling = tellings(dossier).of(q.id)
        if (
            telling is None
            or q.claim is None
            or q.claim.figure is None
            or q.release == other.release
        ):
            continue
        seen = {direction(q.claim.figure)}
        for id in telling.claims:
            claim = dossier.claims[id]
            figure = claim.figure
            if figure is None or claim.of is not None or printed(figure) != printed(q.claim.figure):
                continue
            if direction(figure) in seen:
                continue
            seen.add(direction(figure))
            kind = weigh(dossier, side(dossier, id), other).kind
            if kind != reading.kind:
                yield q, claim, kind
