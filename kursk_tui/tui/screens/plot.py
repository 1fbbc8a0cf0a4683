"""What was said of one measure: a chart over time, or a row a figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete

from kursk_tui.analysis.charted import Charted, charted
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.bands import Said, said_of
from kursk_tui.dossier.holding import Facet
from kursk_tui.model.text import plural
from kursk_tui.tui.display import Line
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.bands import aside_entries, holding_entries, row_entries
from kursk_tui.tui.panes.chart import ChartPainter
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.plot import PlotModel
from kursk_tui.tui.screens.acting import Acting
from kursk_tui.tui.screens.citing import Citing, leads_to_article
from kursk_tui.tui.screens.exporting import Exporting, claims_csv, of_dossier, report
from kursk_tui.tui.screens.finding import FindingScreen
from kursk_tui.tui.screens.lensing import Lensing
from kursk_tui.tui.widgets.plot_list import PlotList
from kursk_tui.tui.widgets.ruler import Ruler
from kursk_tui.tui.widgets.virtual_list import EmptyModel, VirtualList
from kursk_tui.words.charts import letters_of
from kursk_tui.words.holdings import aside_in_short
from kursk_tui.words.plots import LEGEND_CHART, LEGEND_DERIVED

NOTHING = Charted((), frozenset(), wants_log=False, are_dates=False)


class PlotScreen(FindingScreen):
    """The chart, or rows with their scale; below, what the figure at the cursor says.

    The chart is drawn from the same rows, in the order of their moments: a filter narrows both, and
    a key acts on the figure at the cursor in both. The date that is looked from is that of before
    once the screen is left.
    """

    signs = ("Bars", "Claims and plots", "Any list", "Dates and origins", "Every screen")

    screen_name = "plot"

    def __init__(
        self,
        host: Host,
        look: Callable[[], tuple[Context, str]],
        measure: str,
        cursor: str | None = None,
    ) -> None:
        figures = PlotList(host.door, id="rows")
        super().__init__(host, self.entries, self.subject, rows=figures)
        self._figures = figures
        # From the beginning, for a class that comes later lays everything out anew.
        self.add_class("-chart")
        self._look = look
        self.measure = measure
        self._cursor = cursor
        self.is_chart = True
        # Whether the chart has figures of other scopes as well.
        self.has_all = False
        # None: as the chart would have it.
        self._wants_log: bool | None = None
        self._known_at = host.workspace.lens.known_at
        self.unfolded: set[str] = set()
        self._said: tuple[Said, ...] = ()
        self._charted = NOTHING
        # Of all that speak of the measure, whatever the lens and the filter, so that they stay.
        self._letters: dict[str, str] = {}
        # Made once for what is shown: a step of the cursor draws the same chart.
        self._painter: ChartPainter | None = None
        self._painted_of: tuple[PlotModel, tuple[str, ...], bool] | None = None
        self.rows.empty_text = "no claim in view gives a figure for this measure"
        self.ruler = Ruler(self.door, id="ruler")
        self.detail.heading, self.detail.counted = "HOW IT FITS", False
        self.lensing = Lensing(self, self.claim)
        self.parts = (
            self.finding,
            self.lensing,
            Citing(self, self._cited, self.finding.no_claim),
            Acting(self, self._at_cursor, self.finding.no_claim),
            Exporting(self, self.exports),
            self.moves,
        )

    def compose(self) -> ComposeResult:
        """Top line, rows, scale, detail, bottom line."""
        yield self.top
        yield self.rows
        yield self.ruler
        yield self.detail
        yield self.bottom

    def on_mount(self) -> None:
        """Show the figures."""
        self.rows.set_active(True)
        self._show_as()
        if self._cursor is not None:
            self._go_to(self._cursor)
        self.get_ready()

    def _go_to(self, claim: str) -> None:
        """Put the cursor on a claim, or on the figure that it is told as well."""
        found = next((one for one in self._said if claim in {q.id for q in one.all}), None)
        if found is not None and not self.rows.move_to_item(found.quantity.id):
            # It is of another scope than most.
            self.has_all = True
            self.show_rows()
            self.rows.move_to_item(found.quantity.id)
        self.finding.show_detail()

    def _show_as(self) -> None:
        """Show the chart or the rows, with the keys of either."""
        self.set_class(self.is_chart, "-chart")
        other = self.hint("forest", "forest plot" if self.is_chart else "chart")
        own = self.hint("fold", "fold")
        if self.is_chart:
            before, after = self.hint("previous-figure", ""), self.hint("next-figure", "")
            own = (f"{before[0]} {after[0]}", "figure")
        first = [own, self.hint("disagreements", "disagree"), other]
        keys = self.hints("known-at", "back", "help", "quit")
        last = [self.hint("drill", "read below"), *self.hints("scale", "filter", "discount")]
        self.bottom.hint([*first, *keys, *last])
        self.show_rows()

    def show_rows(self) -> None:
        """The figures in view, as folded and scaled now."""
        self.context, crumb = self._look()
        dossier = self.context.dossier
        measure = dossier.measures.get(self.measure)
        if measure is None:
            self.lensing.tell("gone", crumb)
            self.rows.empty_text = "this measure is no longer in the file"
            self._said = ()
            self.rows.show(EmptyModel())
            self._show_scale()
            self.finding.show_detail()
            return
        self._said = said_of(dossier, self.measure, set(self.context.view.claims))
        short = aside_in_short(dossier, self._said)
        self.detail.legend = f"{self.key('whole')}: {short}" if short else ""
        self.rows.heading = measure.name.upper()
        self._charted = charted(dossier, self._said, has_all=self.has_all)
        self._letters = letters_of(self.context.whole, self.measure)
        self.rows.legend = f"{measure.unit}, {measure.basis}"
        if self.is_log:
            self.rows.legend += ", log scale"
        self._figures.draw = self._lines if self.is_chart else None
        folded = sum(len(one.echoes) for one in self._said)
        counts = plural(len(self._said), "figure")
        shown = self._charted.said if self.is_chart else self._said
        if len(shown) < len(self._said):
            # The dead of one strike would press flat what is said of all the dead.
            more = len(self._said) - len(shown)
            self.rows.legend += f" · {self.key('fold')}: {more} other scopes"
        self.lensing.tell(f"{counts}, {folded} more alike" if folded else counts, crumb)
        self.rows.show(PlotModel(self.context, shown, self.unfolded, log=self.is_log))
        self._show_scale()
        self.finding.show_detail()

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
        model, dossier = self.model(), self.context.dossier
        if model is None:
            return []
        of = (model, tuple(items), self.is_log)
        if self._painter is None or self._painted_of != of:
            shown = [q for item in items if (q := model.at(item)) is not None]
            self._painted_of = of
            self._painter = ChartPainter(
                dossier,
                self._charted.chart(dossier, shown),
                self.door,
                self._letters,
                is_log=self.is_log,
                are_dates=self._charted.are_dates,
            )
        return self._painter.lines(width, height, cursor)

    def model(self) -> PlotModel | None:
        """What the rows are drawn from."""
        return self.rows.model if isinstance(self.rows.model, PlotModel) else None

    def _show_scale(self) -> None:
        model = self.model()
        width = max(20, self.rows.size.width - 1)
        text = model.scale(width) if model is not None and self._said else ""
        self.ruler.tell([(" ", ""), (text, "dim")])

    def on_virtual_list_resized(self, event: VirtualList.Resized) -> None:
        """Lay out for the width that there is now."""
        self._show_scale()

    def entries(self, width: int) -> list[Entry]:
        """What the row at the cursor says, and what holds of it."""
        model = self.model()
        q = model.at(self.rows.cursor) if model is not None else None
        if q is None:
            return []
        return [
            *row_entries(self.context, q),
            *holding_entries(self.context.dossier, self._said, q),
            *self._with_all(q),
        ]

    def seen_changed(self) -> None:
        """Show what is seen through another lens."""
        if self.is_ready:
            self.show_rows()

    def exports(self) -> dict[str, Callable[[], str]]:
        """What is drawn as a picture, a report on the measure, its claims as a spreadsheet."""
        context, measure = self.context, self.measure
        # As they are now, and not when the text is made: that takes its time.
        is_chart, has_all, log = self.is_chart, self.has_all, self.is_log
        shown = frozenset(self.rows.items)
        if not self._said:
            return of_dossier(context)
        claims = [q.id for one in self._said for q in one.all if q.claim is not None]
        view = context.view._replace(claims=tuple(claims), facets=(Facet("measure", measure),))
        narrowed = context._replace(view=view)

        def picture() -> str:
            if is_chart:
                from kursk_tui.export.chart import chart_svg

                return chart_svg(
                    context.dossier,
                    measure,
                    whole=context.whole,
                    claims=set(context.view.claims),
                    only=shown,
                    has_all=has_all,
                    log=log,
                )
            from kursk_tui.export.picture import forest_svg

            return forest_svg(context.dossier, measure, claims=set(context.view.claims))

        return {
            "picture": picture,
            "report": lambda: report(narrowed),
            "csv": lambda: claims_csv(narrowed),
            **of_dossier(context),
        }

    def marks_changed(self) -> None:
        """Show what was flagged, or found to disagree, meanwhile."""
        self.seen_changed()

    def claim(self) -> Facet | None:
        """The claim of the row at the cursor."""
        model = self.model()
        q = model.at(self.rows.cursor) if model is not None else None
        return Facet("claim", q.id) if q is not None and q.claim is not None else None

    def _cited(self) -> Facet | None:
        """What the line of the detail leads to, else the claim of the row."""
        return leads_to_article(self.finding.target()) or self.claim()

    def _at_cursor(self) -> Facet | None:
        """What keys act on: what the detail's line leads to, else the figure, else the measure."""
        led = self.finding.target()
        return led or self.claim() or Facet("measure", self.measure)

    def _with_all(self, q: Quantity) -> list[Entry]:
        """What holds without the lens, where that differs."""
        whole = self.context.whole
        if whole is self.context.dossier:
            return []
        said = said_of(whole, self.measure)
        now = holding_entries(self.context.dossier, self._said, q)[0]
        then = holding_entries(whole, said, q)[0]
        return [Entry("with all", then.text)] if now != then else []

    def subject(self) -> str:
        """The measure."""
        return self.rows.heading

    # ---- commands

    def do_whole(self) -> None:
        """The detail on the whole screen, and behind it what is true of the plot as a whole."""
        self.finding.catch_up()
        legend = Entry("legend", LEGEND_CHART if self.is_chart else LEGEND_DERIVED, "dim")
        of_all = [*aside_entries(self.context.dossier, self._said), legend] if self._said else []
        entries = [*self.entries(min(78, self.size.width - 2)), *of_all]
        if entries:
            self.host.read(self.subject(), entries)

    def do_forest(self) -> None:
        """A row a figure, or the chart again."""
        self.is_chart = not self.is_chart
        if self.is_chart:
            # From figure to figure in the order of time.
            self.rows.order_by("moment")
        self._show_as()

    def do_next_figure(self) -> None:
        """To the figure after."""
        self.rows.move_by(1)

    def do_previous_figure(self) -> None:
        """To the figure before."""
        self.rows.move_by(-1)

    def do_sort(self) -> None:
        """The next order of the rows; a chart has one alone."""
        if self.is_chart:
            self.say(f"a chart is in the order of time; {self.key('forest')} shows rows")
        else:
            self.moves.do_sort()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave the screen, and look from the date from which one came."""
        lens = self.host.workspace.lens
        if lens.known_at != self._known_at:
            self.host.set_lens(lens._replace(known_at=self._known_at))
        return super().dismiss(result)

    def do_fold(self) -> None:
        """Show the echoes of the row, or fold them again; in a chart, figures of other scopes."""
        if self.detail.active:
            # Space turns pages wherever there is nothing to unfold.
            self.moves.do_page_down()
            return
        if self.is_chart:
            self.has_all = not self.has_all
            self.show_rows()
            self.say("figures of every scope" if self.has_all else "figures of the main scope")
            return
        model = self.model()
        head = model.head(self.rows.cursor) if model is not None else None
        if model is None or head is None or not model.echoes(head):
            self.say(
                "nothing is folded here: no other claim gives the same figure from this release"
            )
            return
        self.unfolded ^= {head}
        self.rows.move_to_item(head)
        self.show_rows()

    def do_scale(self) -> None:
        """An even axis, or a logarithmic one."""
        if any(one.quantity.basis == "date" for one in self._said):
            self.say("dates cannot be shown on a logarithmic axis")
            return
        self._wants_log = not self.is_log
        self.show_rows()
        self.say("logarithmic scale" if self.is_log else "even scale")
