"""What a plot is of, which of its figures a chart takes, and whether its axis is logarithmic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.bands import Said, moment_key, said_by_measure, said_of
from kursk_tui.analysis.origins.chart import Chart, chart_of
from kursk_tui.analysis.overview import in_main_scope, main_scope
from kursk_tui.dossier.dossier import Dossier


class Plotted(NamedTuple):
    """What a plot is of: figures of one unit, by moment, of the measures they count.

    `left_out` is how many figures of other units there are besides, which have no place on its
    axis.
    """

    measures: tuple[str, ...]
    said: tuple[Said, ...]
    left_out: int = 0


def of_measure(dossier: Dossier, measure: str, claims: Collection[str] | None = None) -> Plotted:
    """What was said of a measure. Raises KeyError for a measure or a claim that is not there."""
    return Plotted((dossier.measures[measure].id,), said_of(dossier, measure, claims))


def of_claims(dossier: Dossier, claims: Collection[str]) -> Plotted:
    """The figures of some claims, of the unit that most of them have."""
    return _on_one_axis(dossier, said_by_measure(dossier, claims))


def of_pair(dossier: Dossier, ids: Collection[str], measures: Iterable[str]) -> Plotted:
    """Some figures, and what else is told of their measures in the same releases.

    Each of them stands for itself, whatever it would be folded under. An id that is not there is
    left out.
    """
    found = {measure: said_of(dossier, measure) for measure in dict.fromkeys(measures)}
    releases = {
        q.release for said in found.values() for one in said for q in one.all if q.id in ids
    } - {None}
    around = {
        measure: [
            part
            for one in said
            if any(q.id in ids or q.release in releases for q in one.all)
            for part in _apart(one, ids)
        ]
        for measure, said in found.items()
    }
    return _on_one_axis(dossier, around)


def _apart(one: Said, ids: Collection[str]) -> list[Said]:
    """A figure, and by themselves those of its echoes that are asked for."""
    asked = [Said(echo, ()) for echo in one.echoes if echo.id in ids]
    rest = tuple(echo for echo in one.echoes if echo.id not in ids)
    return [Said(one.quantity, rest), *asked]


def _on_one_axis(dossier: Dossier, found: Mapping[str, Sequence[Said]]) -> Plotted:
    """The figures that one axis can hold: those of the unit that most have; dates by themselves."""
    units: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for measure, said in found.items():
        if said:
            record = dossier.measures[measure]
            units[record.unit, record.basis == "date"].append(measure)
    counts = {unit: sum(len(found[m]) for m in measures) for unit, measures in units.items()}
    if not counts:
        return Plotted((), ())
    most = max(counts, key=lambda unit: counts[unit])
    said = sorted(
        (one for measure in units[most] for one in found[measure]),
        key=lambda one: moment_key(one.quantity),
    )
    return Plotted(tuple(units[most]), tuple(said), sum(counts.values()) - counts[most])


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
    """What a chart shows of what was said; figures of every scope with `has_all`.

    Each measure has a main scope of its own.
    """
    everything = [one.quantity for one in said]
    whole = chart_of(dossier, everything)
    # From left to right, as they are drawn: by the middle of a span, not by its beginning.
    place = {mark.id: number for number, mark in enumerate(whole.marks)}
    measures: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        measures[one.quantity.measure].append(one)
    groups = list(measures.values())
    main = [one for group in groups for one in in_main_scope(dossier, group)]
    shown = said if has_all else main
    return Charted(
        said=tuple(sorted(shown, key=lambda one: place.get(one.quantity.id, len(place)))),
        joined=frozenset(q.id for group in groups for q in main_scope(dossier, group)),
        wants_log=whole.wants_log,
        are_dates=any(q.basis == "date" for q in everything),
    )


def picked(said: Sequence[Said], ids: Collection[str]) -> list[Quantity]:
    """The figures and echoes of `said` that have one of some ids."""
    return [q for one in said for q in one.all if q.id in ids]
