"""The chart beside the detail, on a wide screen: of the measure of the claim at the cursor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.analysis.charted import charted
from kursk_tui.analysis.origins.bands import Said, said_of
from kursk_tui.analysis.origins.signs import colours
from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.chart import ChartPainter
from kursk_tui.tui.panes.claims import measure_name
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.widgets.beside import Beside
from kursk_tui.words.charts import letters_of

# Lower than this a chart is three rows and an axis.
LEAST_LINES = 6


class _Drawn(NamedTuple):
    """What was made once for a measure of a view."""

    painter: ChartPainter
    said: Sequence[Said]
    # All claims that give a figure for it, also those of a scope that the chart leaves out.
    claims: frozenset[str]
    facts: Sequence[str]


class ChartBeside:
    """Draws a chart when the cursor has come to rest; each measure of a view is worked out once."""

    def __init__(self, widget: Beside, key: str) -> None:
        self.widget, self._key = widget, key
        self._context: Context | None = None
        self._drawn: dict[str, _Drawn] = {}
        self._most = ""

    def show(self, context: Context, subject: Facet | None) -> None:
        """Draw the chart for what the detail is of, if there is room for a chart at all."""
        if not self.widget.is_shown:
            return
        if context is not self._context:
            self._context, self._drawn = context, {}
            self._most = _most_said(context)
        claim = context.dossier.claims.get(subject.id) if _is_claim(subject) and subject else None
        measure = context.dossier.measures.get((claim and claim.measure) or self._most)
        if measure is None or context.dossier.is_large:
            # Of a large dossier it would be worked out for seconds, and nobody has asked for it.
            text = f"{self._key} draws charts" if measure is not None else "no figures in view"
            self.widget.tell("CHART", [text], None)
            return
        if measure.id not in self._drawn:
            self._drawn[measure.id] = _make(context, measure.id)
        painter, said, claims, facts = self._drawn[measure.id]
        cursor = None
        if claim is not None:
            own = (one for one in said if any(q.id == claim.id for q in one.all))
            cursor = next((one.quantity.id for one in own), None)
            if cursor is None and claim.id in claims:
                facts = [*facts, "the figure at the cursor is of another scope"]

        def draw(width: int, height: int) -> Sequence[Line]:
            return painter.lines(width, height, cursor) if height >= LEAST_LINES else ()

        self.widget.tell(measure_name(measure).upper(), facts, draw)


def _is_claim(subject: Facet | None) -> bool:
    return subject is not None and subject.kind == "claim"


def _most_said(context: Context) -> str:
    """The measure, dates aside, that most claims in view give a figure for; empty for none."""
    if context.dossier.is_large:
        return ""
    claims, measures = context.dossier.claims, context.dossier.measures
    said = (measure for id in context.view.claims if (measure := claims[id].measure) is not None)
    found = Counter(measure for measure in said if measures[measure].basis != "date")
    return next((measure for measure, _ in found.most_common(1)), "")


def _make(context: Context, measure: str) -> _Drawn:
    dossier = context.dossier
    said = said_of(dossier, measure, set(context.view.claims))
    shown = charted(dossier, said, has_all=False)
    is_log = shown.is_log(None)
    painter = ChartPainter(
        dossier,
        shown.chart(dossier),
        context.display,
        letters_of(context.whole),
        colours(context.whole),
        is_log=is_log,
        are_dates=shown.are_dates,
    )
    unit = dossier.measures[measure].unit
    claims = frozenset(q.id for one in said for q in one.all)
    return _Drawn(painter, shown.said, claims, [f"{unit}, log scale" if is_log else unit])
