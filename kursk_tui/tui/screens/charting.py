"""The chart of a plot: which figures it takes, on which axis, and how they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kursk_tui.analysis.charted import Charted, Plotted, charted
from kursk_tui.analysis.origins.bands import Said
from kursk_tui.analysis.origins.signs import colours
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.chart import ChartPainter
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.plot import PlotModel
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.widgets.plot_list import PlotList
from kursk_tui.words.charts import letters_of

NOTHING = Charted((), frozenset(), wants_log=False, are_dates=False)


class Charting:
    """A part of a screen whose list of figures may be drawn as a chart over time.

    The chart is drawn from the rows of the list: a filter narrows both. `changed` shows the figures
    anew. With `has_all` the chart has those of every scope.
    """

    def __init__(
        self,
        screen: ListScreen,
        figures: PlotList,
        changed: Callable[[], None],
        *,
        has_all: bool,
    ) -> None:
        self._screen, self._figures, self._changed = screen, figures, changed
        self.is_chart = True
        self.has_all = has_all
        # None: as the chart would have it.
        self._wants_log: bool | None = None
        self._charted = NOTHING
        self._context: Context | None = None
        # Of the whole dossier, whatever the lens and the filter, so that they stay.
        self._letters: Mapping[str, str] = {}
        # Made once for what is shown: a step of the cursor draws the same chart.
        self._painter: ChartPainter | None = None
        self._painted_of: tuple[PlotModel, tuple[str, ...], bool] | None = None

    def take(self, context: Context, plotted: Plotted) -> tuple[Said, ...]:
        """Take up what the plot is of; returns the figures that are shown of it."""
        self._context = context
        self._charted = charted(context.dossier, plotted.said, has_all=self.has_all)
        self._letters = letters_of(context.whole)
        self._figures.draw = self._lines if self.is_chart else None
        return self._charted.said if self.is_chart else plotted.said

    @property
    def are_dates(self) -> bool:
        """Whether the figures are dates of events."""
        return self._charted.are_dates

    @property
    def is_log(self) -> bool:
        """Whether the axis is logarithmic; a chart of numbers far apart has it so by itself."""
        if self._wants_log is None and not self.is_chart:
            return False
        return self._charted.is_log(self._wants_log)

    def _lines(
        self, items: Sequence[str], width: int, height: int, cursor: str | None
    ) -> list[Line]:
        """The chart of the figures that are shown."""
        model, context = self._figures.model, self._context
        if not isinstance(model, PlotModel) or context is None:
            return []
        of = (model, tuple(items), self.is_log)
        if self._painter is None or self._painted_of != of:
            shown = [q for item in items if (q := model.at(item)) is not None]
            self._painted_of = of
            self._painter = ChartPainter(
                context.dossier,
                self._charted.chart(context.dossier, shown),
                self._screen.door,
                self._letters,
                colours(context.whole),
                is_log=self.is_log,
                are_dates=self.are_dates,
            )
        return self._painter.lines(width, height, cursor)

    def toggle_scopes(self) -> None:
        """Show the figures of every scope, or of the main one alone."""
        self.has_all = not self.has_all
        self._changed()
        self._screen.say("figures of every scope" if self.has_all else "figures of the main scope")

    # ---- commands

    def do_next_figure(self) -> None:
        """To the figure after."""
        self._figures.move_by(1)

    def do_previous_figure(self) -> None:
        """To the figure before."""
        self._figures.move_by(-1)

    def do_scale(self) -> None:
        """An even axis, or a logarithmic one."""
        if self.are_dates:
            self._screen.say("dates cannot be shown on a logarithmic axis")
            return
        self._wants_log = not self.is_log
        self._changed()
        self._screen.say("logarithmic scale" if self.is_log else "even scale")
