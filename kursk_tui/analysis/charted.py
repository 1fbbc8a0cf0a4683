"""Which figures of a measure a chart over time takes, and whether its axis is logarithmic."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.bands import Said
from kursk_tui.analysis.origins.chart import Chart, chart_of
from kursk_tui.analysis.overview import in_main_scope, main_scope
from kursk_tui.dossier.dossier import Dossier


class Charted(NamedTuple):
    """What a chart shows of what was said.

    `said` are the figures of the main scope, or of all; of the figures `joined` the counts of one
    origin are steps. `wants_log` is whether all that was said, of any scope, lies far apart: so the
    axis stays as it is when more or less is shown.
    """

    said: tuple[Said, ...]
    joined: frozenset[str]
    wants_log: bool
    are_dates: bool

    def is_log(self, log: bool | None) -> bool:
        """Whether the axis is logarithmic where that is wanted; None is as the chart would."""
        return not self.are_dates and (self.wants_log if log is None else log)

    def chart(self, dossier: Dossier, quantities: Sequence[Quantity] | None = None) -> Chart:
        """The chart of what is shown, or of some quantities of it."""
        shown = [one.quantity for one in self.said] if quantities is None else quantities
        return chart_of(dossier, shown, self.joined)


def charted(dossier: Dossier, said: Sequence[Said], *, has_all: bool) -> Charted:
    """What a chart shows of what was said of a measure; figures of every scope with `has_all`."""
    everything = [one.quantity for one in said]
    whole = chart_of(dossier, everything)
    # From left to right, as they are drawn: by the middle of a span, not by its beginning.
    place = {mark.id: number for number, mark in enumerate(whole.marks)}
    shown = said if has_all else in_main_scope(dossier, said)
    return Charted(
        said=tuple(sorted(shown, key=lambda one: place.get(one.quantity.id, len(place)))),
        joined=frozenset(q.id for q in main_scope(dossier, said)),
        wants_log=whole.wants_log,
        are_dates=any(q.basis == "date" for q in everything),
    )


def picked(said: Sequence[Said], ids: Collection[str]) -> list[Quantity]:
    """The figures and echoes of `said` that have one of some ids."""
    return [q for one in said for q in one.all if q.id in ids]
