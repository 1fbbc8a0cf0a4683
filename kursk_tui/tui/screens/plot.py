"""What was said of one measure: a forest plot, and what stands under its rows."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult

from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.bands import Said, said_of
from kursk_tui.dossier.holding import Facet
from kursk_tui.model.text import plural
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.bands import aside_entries, holding_entries, row_entries
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.plot import PlotModel
from kursk_tui.tui.screens.citing import Citing, leads_to_article
from kursk_tui.tui.screens.exporting import Exporting, claims_csv, of_dossier, report
from kursk_tui.tui.screens.finding import FindingScreen
from kursk_tui.tui.screens.lensing import Lensing
from kursk_tui.tui.widgets.ruler import Ruler
from kursk_tui.tui.widgets.virtual_list import EmptyModel, VirtualList
from kursk_tui.words.plots import LEGEND_DERIVED


class PlotScreen(FindingScreen):
    """Rows above, the scale, what the row at the cursor says and what holds of it."""

    screen_name = "plot"

    def __init__(self, host: Host, look: Callable[[], tuple[Context, str]], measure: str) -> None:
        super().__init__(host, self.entries, self.subject)
        self._look = look
        self.measure = measure
        self.is_log = False
        self.unfolded: set[str] = set()
        self._said: tuple[Said, ...] = ()
        self._aside: list[Entry] = []
        self.rows.empty_text = "no claim in view gives a figure for this measure"
        self.ruler = Ruler(self.door, id="ruler")
        self.detail.heading, self.detail.counted = "HOW IT FITS", False
        self.lensing = Lensing(self, self.claim)
        self.parts = (
            self.finding,
            self.lensing,
            Citing(self, self._cited, self.finding.no_claim),
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
        self.show_rows()
        hints = self.hints("drill", "back", "fold", "scale", "filter", "sort", "help", "quit")
        self.bottom.hint([(hints[0][0], "detail"), *hints[1:]])
        self.get_ready()

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
        self._aside = aside_entries(dossier, self._said)
        self.rows.heading = measure.name.upper()
        self.rows.legend = f"{measure.unit}, {measure.basis}"
        if self.is_log:
            self.rows.legend += ", log scale"
        folded = sum(len(one.echoes) for one in self._said)
        counts = plural(len(self._said), "figure")
        self.lensing.tell(f"{counts}, {folded} more alike" if folded else counts, crumb)
        self.rows.show(PlotModel(self.context, self._said, self.unfolded, log=self.is_log))
        self._show_scale()
        self.finding.show_detail()

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
            *self._aside,
            Entry("legend", LEGEND_DERIVED, "dim"),
        ]

    def seen_changed(self) -> None:
        """Show what is seen through another lens."""
        if self.is_ready:
            self.show_rows()

    def exports(self) -> dict[str, Callable[[], str]]:
        """The plot as a picture, a report on the measure, its claims as a spreadsheet."""
        context, measure = self.context, self.measure
        if not self._said:
            return of_dossier(context)
        claims = [q.id for one in self._said for q in one.all if q.claim is not None]
        view = context.view._replace(claims=tuple(claims), facets=(Facet("measure", measure),))
        narrowed = context._replace(view=view)

        def picture() -> str:
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

    def do_fold(self) -> None:
        """Show the echoes of the row at the cursor, or fold them again."""
        if self.detail.active:
            # Space turns pages wherever there is nothing to unfold.
            self.moves.do_page_down()
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
        self.is_log = not self.is_log
        self.show_rows()
        self.say("logarithmic scale" if self.is_log else "even scale")
