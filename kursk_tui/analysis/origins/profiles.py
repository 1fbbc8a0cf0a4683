"""What one body said over time: its own figures of each measure, release by release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kursk_tui.analysis.ladder.quantities import Quantity, quantity
from kursk_tui.analysis.ladder.releases import tellings
from kursk_tui.analysis.origins.bands import said_on
from kursk_tui.analysis.origins.lineage import standing
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import sort_key
from kursk_tui.model.records import ClaimScope
from kursk_tui.store.files import uncollected

_Subject = tuple[str, ClaimScope, str | None]


class Point(NamedTuple):
    """One figure of a series, as told in one release or, without one, in one document.

    `said` is the date of the release, else of the document (EDTF or None). `change` is
    against the point before: "first", "same" where what the words suggest overlaps, "up" or
    "down" where it lies above or below, "" where that cannot be told. `told` are all claims
    that tell it, `claim` the one whose wording is the release's own.
    """

    claim: str
    said: str | None
    change: str
    told: tuple[str, ...]


class Series(NamedTuple):
    """The figures of a body on one measure and scope, in the order in which it gave them."""

    measure: str
    scope: ClaimScope
    status: str | None
    points: tuple[Point, ...]


@uncollected()
def own_figures(dossier: Dossier, agent: str) -> tuple[Series, ...]:
    """All that a body gave as figures, the measures with most points first.

    What persons who speak for a body said is the body's; a person alone has none. What a body is
    misread to say is not its own. Dates of events are not among them. As on the ladder, an
    unstated population or place counts as the stated one, where the body states only one. Raises
    KeyError for an agent that is not there.
    """
    body = dossier.agents[agent].id
    quantities = [
        q
        for claim in dossier.claims.values()
        if claim.figure is not None and claim.misreads is None and standing(dossier, claim) == body
        if (q := quantity(dossier, claim.id)) is not None and q.basis != "date"
    ]
    scopes = _stated(quantities)
    groups: dict[_Subject, dict[tuple[str, str], list[Quantity]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for q in quantities:
        told = ("release", q.release) if q.release else ("document", q.source or "")
        groups[q.measure, scopes[q.id], q.status][told].append(q)
    found = [
        Series(measure, scope, status, _points(dossier, told.values()))
        for (measure, scope, status), told in groups.items()
    ]
    order = {measure: place for place, measure in enumerate(dossier.measures)}
    return tuple(sorted(found, key=lambda s: (-len(s.points), order[s.measure])))


def _stated(quantities: Iterable[Quantity]) -> dict[str, ClaimScope]:
    """The scope of each figure, what it leaves unstated filled in where that is but one."""
    alike: dict[tuple[str, str | None, str | None], list[Quantity]] = defaultdict(list)
    for q in quantities:
        alike[q.measure, q.status, q.scope.within].append(q)
    scopes = {}
    for group in alike.values():
        populations = {q.scope.population for q in group} - {None}
        places = {q.scope.place for q in group} - {None}
        for q in group:
            population, place, within, counting = q.scope
            if population is None and len(populations) == 1:
                population = next(iter(populations))
            if place is None and len(places) == 1:
                place = next(iter(places))
            scopes[q.id] = ClaimScope(population, place, within, counting)
    return scopes


def _points(dossier: Dossier, told: Iterable[list[Quantity]]) -> tuple[Point, ...]:
    preset, own = dossier.meta.preset, tellings(dossier)
    # A release without a date was made by the day of the first document that tells it.
    dated = [
        (min((said_on(dossier, q) for q in quantities), key=sort_key), quantities)
        for quantities in told
    ]
    dated.sort(key=lambda pair: (sort_key(pair[0]), min(q.id for q in pair[1])))
    points: list[Point] = []
    before: Quantity | None = None
    for said, quantities in dated:
        # A release's own wording is what it comes to; titles often say less.
        now = min(quantities, key=lambda q: (q.is_slip, not own.stands(q.id), q.id))
        claims = tuple(q.id for q in quantities)
        points.append(Point(now.id, said, _change(before, now, preset), claims))
        before = now
    return tuple(points)


def _change(before: Quantity | None, now: Quantity, preset: str) -> str:
    if before is None:
        return "first"
    one, two = before.under(preset), now.under(preset)
    if one is None or two is None or one.suggested is None or two.suggested is None:
        return ""
    if one.suggested.overlaps(two.suggested):
        return "same"
    return "up" if two.suggested.low > one.suggested.high else "down"
