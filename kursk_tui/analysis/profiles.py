"""What one body said over time: its own figures of each measure, release by release."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from kursk_tui.analysis.origins import standing
from kursk_tui.analysis.quantities import Quantity, quantity
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import sort_key
from kursk_tui.model.records import ClaimScope


class Step(NamedTuple):
    """One figure of a series, as told in one release or, without one, in one document.

    `said` is the date of the release, else of the document (EDTF or None). `change` is
    against the step before: "first", "same" where what the words suggest overlaps, "up" or
    "down" where it lies above or below, "" where that cannot be told. `told` counts the
    claims that tell it.
    """

    claim: str
    said: str | None
    change: str
    told: int


class Series(NamedTuple):
    """The figures of a body on one measure and scope, in the order in which it gave them."""

    measure: str
    scope: ClaimScope
    status: str | None
    steps: tuple[Step, ...]


def own_figures(dossier: Dossier, agent: str) -> tuple[Series, ...]:
    """All that a body gave as figures, the measures with most steps first.

    A person counts as the body they speak for. Dates of events are not among them. Raises
    KeyError for an agent that is not there.
    """
    body = dossier.agents[agent].id
    groups: dict[tuple[str, ClaimScope, str | None], dict[str, list[Quantity]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for claim in dossier.claims.values():
        if claim.figure is None or standing(dossier, claim) != body:
            continue
        q = quantity(dossier, claim.id)
        if q is not None and q.basis != "date":
            groups[q.measure, q.scope, q.status][claim.release or claim.source].append(q)
    found = [
        Series(measure, scope, status, _steps(dossier, told))
        for (measure, scope, status), told in groups.items()
    ]
    order = {measure: place for place, measure in enumerate(dossier.measures)}
    return tuple(sorted(found, key=lambda s: (-len(s.steps), order[s.measure])))


def _steps(dossier: Dossier, told: dict[str, list[Quantity]]) -> tuple[Step, ...]:
    dated = [(_said(dossier, quantities[0]), quantities) for quantities in told.values()]
    dated.sort(key=lambda pair: (sort_key(pair[0]), pair[1][0].id))
    steps: list[Step] = []
    before: Quantity | None = None
    for said, quantities in dated:
        # The narrowest wording of a release is what it comes to; titles often say less.
        now = min(quantities, key=lambda q: (_width(q), q.id))
        steps.append(Step(now.id, said, _change(before, now), len(quantities)))
        before = now
    return tuple(steps)


def _said(dossier: Dossier, q: Quantity) -> str | None:
    if q.release is not None and dossier.events[q.release].date is not None:
        return dossier.events[q.release].date
    return dossier.sources[q.source].published if q.source is not None else None


def _width(q: Quantity) -> float:
    words = q.intervals[1]
    if words is None or words.suggested is None:
        return float("inf")
    return words.suggested.high - words.suggested.low


def _change(before: Quantity | None, now: Quantity) -> str:
    if before is None:
        return "first"
    one, two = before.intervals[1], now.intervals[1]
    if one is None or two is None or one.suggested is None or two.suggested is None:
        return ""
    if one.suggested.overlaps(two.suggested):
        return "same"
    return "up" if two.suggested.low > one.suggested.high else "down"
