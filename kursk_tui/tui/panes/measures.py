"""The measures in view as the tree of what is part of what, with how much is said of each."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf

from kursk_tui.analysis.origins.bands import Said, body_behind, said_by_measure
from kursk_tui.analysis.origins.forest import date_of
from kursk_tui.model.figures import number
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.claims import measure_name
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.finding import Picked, pick, where

# From here on the widest span is whole.
WIDE = 110


class MeasuresModel:
    """Rows of the list of measures: name under its whole, figures, origins, span, moments."""

    sorts: Sequence[str] = ("tree", "figures", "name")

    def __init__(self, context: Context) -> None:
        self._context = context
        in_view = set(context.view.claims)
        self._said = said_by_measure(context.dossier, in_view)
        self._depth: dict[str, int] = {}
        self._grow(None, 0)

    def _grow(self, whole: str | None, depth: int) -> None:
        """Wholes before their parts, each in the order of the file."""
        for measure in self._context.dossier.measures.values():
            if measure.part_of == whole and measure.id not in self._depth:
                self._depth[measure.id] = depth
                self._grow(measure.id, depth + 1)

    def ids(self) -> Sequence[str]:
        """Measures with a figure in view, and the wholes that they are part of."""
        shown = {measure for measure, said in self._said.items() if said}
        for measure in tuple(shown):
            whole = self._context.dossier.measures[measure].part_of
            while whole is not None and whole not in shown:
                shown.add(whole)
                whole = self._context.dossier.measures[whole].part_of
        return [measure for measure in self._depth if measure in shown]

    def said(self, item: str) -> tuple[Said, ...]:
        """The figures of a measure in view, echoes folded."""
        return self._said[item]

    def row(self, item: str, width: int) -> Line:
        """One measure."""
        door, dossier = self._context.display, self._context.dossier
        said = self._said[item]
        measure = dossier.measures[item]
        name = "  " * self._depth[item] + measure_name(measure)
        name_width = min(46, max(20, width - 46))
        span_width = 17 if width < WIDE else 24
        return [
            (door.pad(name, name_width), "" if said else "dim"),
            (door.pad(str(len(said)) if said else "", 5, right=True), ""),
            (door.pad(self._origins(said), 4, right=True), "agent"),
            ("  ", ""),
            (door.pad(self._span(item), span_width), "figure"),
            (" ", ""),
            (door.pad(self._moments(item), 17), "date"),
        ]

    def _moments(self, item: str) -> str:
        """The first and the last month that figures speak of."""
        spans = [span for one in self._said[item] if (span := one.quantity.when.span) is not None]
        if not spans or self._context.dossier.measures[item].basis == "date":
            return ""
        # What is said of the time until a day says nothing of when that began.
        days = [span.latest if span.is_open_start else span.earliest for span in spans]
        first, last = min(days)[:7], max(days)[:7]
        return first if first == last else f"{first} – {last}"

    def _origins(self, said: Sequence[Said]) -> str:
        dossier = self._context.dossier
        bodies = {body_behind(dossier, one.quantity) for one in said} - {None}
        return str(len(bodies)) if said else ""

    def _span(self, item: str) -> str:
        """From the lowest to the highest that any words suggest; open where one is."""
        ends = []
        is_date = self._context.dossier.measures[item].basis == "date"
        for one in self._said[item]:
            words = one.quantity.under(self._context.dossier.meta.preset)
            if words is not None and one.quantity.counts:
                ends += [n for n in words.suggested or words.entailed if not isinf(n)]
        if not ends:
            return ""
        low, high = min(ends), max(ends)
        if is_date:
            return f"{date_of(low)[:7]} – {date_of(high)[:7]}"
        return f"{_short(low)} – {_short(high)}"

    def pick(self, text: str) -> Picked:
        """What a query picks. Raises QueryError."""
        return pick(self._context, "measures", text)

    def where(self, item: str, word: str) -> str:
        """The field of the record that has a folded word."""
        return where(self._context, "measures", item, word)

    def words(self, item: str) -> str:
        """Name, cues and note."""
        return self._context.links.search_text("measures", item)

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """Most figures first, or by name."""
        if sort == "figures":
            return (-len(self._said[item]), item)
        return (self._context.dossier.measures[item].name, item)


def _short(n: float) -> str:
    return number(float(f"{n:.3g}"))
