"""The list of measures; Enter opens what was said of one."""

from __future__ import annotations

from collections.abc import Callable

from kursk_tui.dossier.holding import Facet
from kursk_tui.model.text import plural
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.measures import MeasuresModel
from kursk_tui.tui.screens.acting import Acting
from kursk_tui.tui.screens.lensing import Lensing
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.screens.plot import measure_plot
from kursk_tui.tui.screens.shaping import Shaping


class MeasuresScreen(OverScreen):
    """Enter opens a measure, Backspace returns."""

    signs = ("Measures", "Every screen")

    def __init__(
        self, host: Host, look: Callable[[], tuple[Context, str]], cursor: str | None
    ) -> None:
        super().__init__(host, "measures")
        self._look, self._cursor = look, cursor
        self.rows.heading = "MEASURES"
        self.rows.legend = "figures, origins, from – to, moments"
        self.rows.empty_text = f"no figure in view; {self.key('vocabulary')} lists all measures"
        self.lensing = Lensing(self)
        acting = Acting(self, self._measure, lambda: f"open a measure ({self.key('drill')})")
        self.shaping = Shaping(self, self._measure, lambda: "go to a measure")
        self.parts = (self.lensing, acting, self.shaping, *self.parts)

    def on_mount(self) -> None:
        """Show the tree, with the cursor on what one came from."""
        self.rows.set_active(True)
        self._show()
        if self._cursor is not None:
            self.rows.move_to_item(self._cursor)
        first = [self.hint("drill", "open"), *self.hints("back")]
        first.append(self.hint("disagreements", "disagree"))
        keys = self.hints("filter", "sort", "help", "quit", "known-at", "discount")
        self.bottom.hint([*first, *keys])
        self.get_ready()

    def _show(self) -> None:
        context, crumb = self._look()
        model = MeasuresModel(context)
        figures = sum(len(model.said(item)) for item in model.ids())
        self.lensing.tell(plural(figures, "figure"), crumb)
        self.rows.show(model)

    def seen_changed(self) -> None:
        """Show what is seen through another lens."""
        if self.is_ready:
            self._show()

    def _measure(self) -> Facet | None:
        return Facet("measure", self.rows.cursor) if self.rows.cursor is not None else None

    def do_drill(self) -> None:
        """Open the measure at the cursor."""
        if self.rows.cursor is not None:
            self.app.push_screen(measure_plot(self.host, self._look, self.rows.cursor))

    def do_add(self) -> None:
        """A new measure."""
        self.shaping.add("measures", {})

    do_measures = OverScreen.do_back
