"""What was said of a measure, of a pair or of a view: a chart over time, or a row a figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete

from kursk_tui.analysis.charted import Plotted, of_measure
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.bands import Said, said_of
from kursk_tui.dossier.holding import Facet
from kursk_tui.model.text import plural
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.bands import aside_entries, holding_entries, row_entries
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.plot import PlotModel
from kursk_tui.tui.screens.acting import Acting
from kursk_tui.tui.screens.charting import Charting
from kursk_tui.tui.screens.citing import Citing, leads_to_article
from kursk_tui.tui.screens.exporting import Exporting, claims_csv, of_dossier, pages
from kursk_tui.tui.screens.finding import FindingScreen
from kursk_tui.tui.screens.lensing import Lensing, lens_text
from kursk_tui.tui.screens.narrowing import Narrowing
from kursk_tui.tui.widgets.plot_list import PlotList
from kursk_tui.tui.widgets.ruler import Ruler
from kursk_tui.tui.widgets.virtual_list import EmptyModel, VirtualList
from kursk_tui.words.charts import measures_text
from kursk_tui.words.holdings import aside_in_short
from kursk_tui.words.plots import LEGEND_CHART, LEGEND_DERIVED

# What is in view, and what the crumb says of it.
Look = Callable[[], tuple[Context, str]]


def measure_plot(host: Host, look: Look, measure: str, cursor: str | None = None) -> PlotScreen:
    """The plot of what is in view of one measure, at a claim where one is given."""

    def find(context: Context) -> Plotted:
        if measure not in context.dossier.measures:
            return Plotted((measure,), ())
        return of_measure(context.dossier, measure, set(context.view.claims))

    return PlotScreen(host, look, find, cursor)


class PlotScreen(FindingScreen):
    """The chart, or rows with their scale; below, what the figure at the cursor says.

    The chart is drawn from the same rows, in the order of their moments: a filter narrows both, and
    a key acts on the figure at the cursor in both. The date that is looked from is that of before
    once the screen is left. `find` says what the plot is of, in what is in view; with `has_all` the
    chart begins with figures of every scope.
    """

    signs = ("Bars", "Claims and plots", "Any list", "Dates and origins", "Every screen")

    screen_name = "plot"

    def __init__(
        self,
        host: Host,
        look: Look,
        find: Callable[[Context], Plotted],
        cursor: str | None = None,
        *,
        has_all: bool = False,
    ) -> None:
        figures = PlotList(host.door, id="rows")
        super().__init__(host, self.entries, self.subject, rows=figures)
        # From the beginning, for a class that comes later lays everything out anew.
        self.add_class("-chart")
        self.finding.zooms_rows = True
        self._look, self._find = look, find
        self._cursor = cursor
        self._known_at = host.workspace.lens.known_at
        self.unfolded: set[str] = set()
        self.plotted = Plotted((), ())
        # What was said of each measure, for what is shown now.
        self._said: dict[tuple[bool, str], Sequence[Said]] = {}
        self.rows.empty_text = "no claim in view gives a figure for this measure"
        self.ruler = Ruler(self.door, id="ruler")
        self.detail.heading, self.detail.counted = "HOW IT FITS", False
        self.lensing = Lensing(self, self.claim)
        self.charting = Charting(self, figures, self.show_rows, has_all=has_all)
        self.narrowing = Narrowing(self, figures, self.show_rows)
        self.parts = (
            self.finding,
            self.lensing,
            self.charting,
            self.narrowing,
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
        found = next((one for one in self.plotted.said if claim in {q.id for q in one.all}), None)
        if found is not None and not self.rows.move_to_item(found.quantity.id):
            # It is of another scope than most.
            self.charting.has_all = True
            self.show_rows()
            self.rows.move_to_item(found.quantity.id)
        self.finding.show_detail()

    def _show_as(self) -> None:
        """Show the chart or the rows, with the keys of either."""
        is_chart = self.charting.is_chart
        self.set_class(is_chart, "-chart")
        other = self.hint("forest", "forest plot" if is_chart else "chart")
        own = self.hint("fold", "fold")
        if is_chart:
            before, after = self.hint("previous-figure", ""), self.hint("next-figure", "")
            own = (f"{before[0]} {after[0]}", "figure")
        first = [own, self.hint("disagreements", "disagree"), other]
        keys = self.hints("known-at", "back", "help", "quit")
        last = [self.hint("drill", "read below"), *self.hints("scale", "filter", "zoom")]
        last += [] if is_chart else self.hints("axis")
        self.bottom.hint([*first, *keys, *last, *self.hints("discount")])
        self.show_rows()

    def show_rows(self) -> None:
        """The figures in view, as folded and scaled now."""
        self.context, crumb = self._look()
        dossier = self.context.dossier
        self.plotted = plotted = self._find(self.context)
        self._said.clear()
        if not all(measure in dossier.measures for measure in plotted.measures):
            self.lensing.tell("gone", crumb)
            self.rows.empty_text = "this measure is no longer in the file"
            self.plotted = Plotted((), ())
            self.rows.show(EmptyModel())
            self._show_scale()
            self.finding.show_detail()
            return
        said = plotted.said
        short = aside_in_short(dossier, said) if self._are_rivals else ""
        self.detail.legend = f"{self.key('whole')}: {short}" if short else ""
        self.rows.heading = measures_text(dossier, plotted.measures).upper()
        shown = self.charting.take(self.context, plotted)
        self.rows.legend = " · ".join(self._facts(len(said) - len(shown)))
        folded = sum(len(one.echoes) for one in said)
        counts = plural(len(said), "figure")
        self.lensing.tell(f"{counts}, {folded} more alike" if folded else counts, crumb)
        self.rows.show(
            PlotModel(
                self.context,
                shown,
                self.unfolded,
                log=self.is_log,
                reach=self.narrowing.reach,
                is_mixed=len(plotted.measures) > 1,
            )
        )
        self._show_scale()
        self.finding.show_detail()

    def _facts(self, others: int) -> list[str]:
        """What the axis measures, and what is not on it."""
        facts = []
        if self.plotted.measures:
            measure = self.context.dossier.measures[self.plotted.measures[0]]
            is_one = len(self.plotted.measures) == 1
            facts.append(f"{measure.unit}, {measure.basis}" if is_one else measure.unit)
            facts[0] += ", log scale" if self.is_log else ""
        if self.plotted.left_out:
            facts.append(f"{self.plotted.left_out} in other units")
        if others:
            # The dead of one strike would press flat what is said of all the dead.
            scopes = "scope" if others == 1 else "scopes"
            facts.append(f"{self.key('fold')}: {others} other {scopes}")
        if self.narrowing.reach is not None and not self.charting.is_chart:
            facts.append(f"axis cut ({self.key('axis')})")
        return facts

    @property
    def measure(self) -> str | None:
        """The measure that the plot is of; None where it is of several, or of none."""
        return self.plotted.measures[0] if len(self.plotted.measures) == 1 else None

    @property
    def is_log(self) -> bool:
        """Whether the axis is logarithmic."""
        return self.charting.is_log

    def model(self) -> PlotModel | None:
        """What the rows are drawn from."""
        return self.rows.model if isinstance(self.rows.model, PlotModel) else None

    def _show_scale(self) -> None:
        model = self.model()
        width = max(20, self.rows.size.width - 1)
        text = model.scale(width) if model is not None and self.plotted.said else ""
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
            *holding_entries(self.context.dossier, self._said_of(q, whole=False), q),
            *self._with_all(q),
        ]

    def _said_of(self, q: Quantity, *, whole: bool) -> Sequence[Said]:
        """What is said of the measure of a figure: in view, or with nothing left out by a lens."""
        key = (whole, q.measure)
        if key not in self._said:
            context = self.context
            if whole:
                self._said[key] = said_of(context.whole, q.measure)
            elif self.measure is not None:
                self._said[key] = self.plotted.said
            else:
                claims = set(context.view.claims)
                self._said[key] = said_of(context.dossier, q.measure, claims)
        return self._said[key]

    def seen_changed(self) -> None:
        """Show what is seen through another lens."""
        if self.is_ready:
            self.show_rows()

    @property
    def _are_rivals(self) -> bool:
        """Whether all figures are of one measure: of several nobody can be set aside."""
        return len(self.plotted.measures) == 1

    def exports(self) -> dict[str, Callable[[], str]]:
        """What is drawn as a picture, a brief and a report on the measure, its claims as CSV."""
        context, plotted, measure = self.context, self.plotted, self.measure
        if not plotted.said:
            return of_dossier(context)
        claims = [q.id for one in plotted.said for q in one.all if q.claim is not None]
        facets = (Facet("measure", measure),) if measure is not None else ()
        view = context.view._replace(claims=tuple(claims), facets=facets)
        narrowed = context._replace(view=view)
        found: dict[str, Callable[[], str]] = {"picture": self._picture()}
        found |= {"csv": partial(claims_csv, narrowed)}
        if measure is not None:
            found |= pages(narrowed, lens_text(self.host.workspace))
        return {**found, **of_dossier(context)}

    def _picture(self) -> Callable[[], str]:
        # As they are now, and not when the text is made: that takes its time.
        context, plotted, log = self.context, self.plotted, self.is_log
        is_chart, has_all = self.charting.is_chart, self.charting.has_all
        shown = frozenset(self.rows.items)

        def picture() -> str:
            if is_chart:
                from kursk_tui.export.chart import plotted_svg

                return plotted_svg(
                    context.dossier,
                    plotted,
                    whole=context.whole,
                    only=shown,
                    has_all=has_all,
                    log=log,
                )
            from kursk_tui.export.picture import rows_svg

            return rows_svg(context.dossier, plotted)

        return picture

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
        measure = Facet("measure", self.measure) if self.measure is not None else None
        return led or self.claim() or measure

    def _with_all(self, q: Quantity) -> list[Entry]:
        """What holds without the lens, where that differs."""
        whole = self.context.whole
        if whole is self.context.dossier:
            return []
        now = holding_entries(self.context.dossier, self._said_of(q, whole=False), q)[0]
        then = holding_entries(whole, self._said_of(q, whole=True), q)[0]
        return [Entry("with all", then.text)] if now != then else []

    def subject(self) -> str:
        """What is counted."""
        return self.rows.heading

    # ---- commands

    def do_whole(self) -> None:
        """The detail on the whole screen, and behind it what is true of the plot as a whole."""
        self.finding.catch_up()
        entries = self.entries(min(78, self.size.width - 2))
        said, is_chart = self.plotted.said, self.charting.is_chart
        if said and self._are_rivals:
            entries += aside_entries(self.context.dossier, said)
        if said:
            entries.append(Entry("legend", LEGEND_CHART if is_chart else LEGEND_DERIVED, "dim"))
        if entries:
            self.host.read(self.subject(), entries)

    def do_forest(self) -> None:
        """A row a figure, or the chart again."""
        self.charting.is_chart = not self.charting.is_chart
        if self.charting.is_chart:
            # From figure to figure in the order of time.
            self.rows.order_by("moment")
        self._show_as()

    def do_sort(self) -> None:
        """The next order of the rows; a chart has one alone."""
        if self.charting.is_chart:
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
        if self.charting.is_chart:
            self.charting.toggle_scopes()
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
