"""The overview: a dossier at a glance, from which every line leads on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from kursk_tui.analysis.disagreements.folds import Fold, fold
from kursk_tui.analysis.disagreements.listing import Disagreements, Row
from kursk_tui.analysis.overview import Overview, overview
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.timespan import joined
from kursk_tui.model.dates import parse
from kursk_tui.model.text import plural
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.nothing import BeginningModel, nothing_in
from kursk_tui.tui.panes.overview import (
    CONTESTED,
    DISAGREEMENT,
    EVENT,
    MEASURE,
    NAMES,
    TURNING,
    OverviewModel,
    Spot,
)
from kursk_tui.tui.screens.acting import Acting
from kursk_tui.tui.screens.citing import Citing
from kursk_tui.tui.screens.disagreements import first_claim
from kursk_tui.tui.screens.lensing import Lensing
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.widgets.virtual_list import EmptyModel, VirtualList


class Ways(NamedTuple):
    """Where the overview leads: the screens that open over it.

    `measure` opens what was said of one, `disagreements` the list, of one measure or of all, with
    the cursor on a row where a target is given; `measures` the list of measures. `pane` gives the
    keys to one of the panes below, `command` carries one out there.
    """

    measure: Callable[[str], None]
    measures: Callable[[], None]
    disagreements: Callable[[str | None, str | None], None]
    pane: Callable[[str], None]
    command: Callable[[str], None]


WORKING = "reading what was said against what else was said"
# What the panes do for the overview: what opens a screen of its own is shown over it, what asks in
# the bottom line is asked there.
OVER_IT = frozenset({"books", "origins", "flags", "edits", "dossiers"})
BELOW_IT = frozenset({"import", "add-document", "export"})


class OverviewScreen(OverScreen):
    """Enter opens the line at the cursor; Backspace leads to the panes."""

    signs = ("Overview", "Disagreements", "Dates and origins", "Every screen")

    def __init__(
        self,
        host: Host,
        look: Callable[[], tuple[Context, str]],
        in_time: Callable[[Sequence[Row]], Sequence[Row]],
        ways: Ways,
        *,
        is_first: bool = False,
    ) -> None:
        super().__init__(host, "overview")
        self._look, self._in_time = look, in_time
        self._ways, self._is_first = ways, is_first
        # It stands whole below.
        self.top.title = str
        self.rows.counted = False
        self.rows.empty_text = WORKING
        self._drawn_from: tuple[Dossier, Disagreements, str | None] | None = None
        self._found: Overview | None = None
        self._folds: Sequence[Fold] = ()
        self.lensing = Lensing(self)
        citing = Citing(
            self, self._cited, self._no_claim, lambda c: f" of its first claim ({c.id})"
        )
        acting = Acting(self, self._at_cursor, self._no_claim)
        self.parts = (self.lensing, citing, acting, *self.parts)

    def on_mount(self) -> None:
        """Say what the dossier is."""
        self.rows.set_active(True)
        first = [self.hint("drill", "open"), self.hint("disagreements", "disagree")]
        # The heading of what is contested names the key of the measures where it leaves some out.
        first += [*self.hints("known-at", "discount"), self.hint("timeline", "panes")]
        self.bottom.hint([*first, *self.hints("filter", "help", "quit", "measures")])
        self.get_ready()

    def on_virtual_list_resized(self, event: VirtualList.Resized) -> None:
        """Fill the screen that there is."""
        event.stop()
        self._show()

    def _show(self) -> None:
        spot = self.spot()
        context, _ = self._look()
        self.rows.heading = context.whole.meta.title
        view, range = context.view, self.host.survey.range
        counts = f"{plural(len(view.sources), 'document')} · {plural(len(view.claims), 'claim')}"
        self.lensing.tell(counts, f"overview ▸ time: {joined(range)}" if range else "overview")
        if not context.whole.claims:
            self.rows.legend = "nothing was said in it yet; to begin:"
            self.rows.show(BeginningModel(self.door, context.whole, self.key))
            return
        self.rows.legend = ""
        if not view.claims:
            self.rows.empty_text = nothing_in("claims", context.whole, self.key)
            self.rows.show(EmptyModel())
            return
        self.rows.empty_text = WORKING
        disagreeing = self.host.workspace.known_disagreements
        if disagreeing is None or not self._work_out(context, disagreeing):
            # Its rows come when they have been worked out behind the screen.
            self.rows.show(EmptyModel())
            return
        found = self._found
        assert found is not None
        width = self.rows.size.width - 1
        others = f"{self.key('claims')} {self.key('filter')} looks through the claims"
        self.rows.unmatched_text = f"no line here has these words; {others}"
        page, key = self.rows.page, self.key("measures")
        self.rows.show(OverviewModel(context, found, self._folds, width, page, key))
        # Where the cursor was, else on the first measure: below a heading.
        model = self.rows.model
        assert isinstance(model, OverviewModel)
        item = model.item_of(spot) or (model.ids()[1] if found.contested else None)
        if item is not None:
            self.rows.move_to_item(item)

    def _work_out(self, context: Context, disagreeing: Disagreements) -> bool:
        """Whether the overview of these is known; of a large dossier it is looked for behind."""
        dossier, range = context.dossier, self.host.survey.range
        of = (dossier, disagreeing, range)
        if self._drawn_from == of:
            return self._found is not None
        self._drawn_from, self._found = of, None
        claims = context.view.claims if range is not None else None
        span = parse(range) if range is not None else None

        def worked_out() -> tuple[Overview, Sequence[Fold]]:
            folds = fold(self._in_time(disagreeing.rows))
            within = set(claims) if claims is not None else None
            return overview(dossier, folds, claims=within, span=span), folds

        if not dossier.is_large:
            self._found, self._folds = worked_out()
            return True

        def work() -> Callable[[], None]:
            return partial(self._take, of, *worked_out())

        self.host.behind(work)
        return False

    def _take(
        self,
        of: tuple[Dossier, Disagreements, str | None],
        found: Overview,
        folds: Sequence[Fold],
    ) -> None:
        if self._drawn_from == of:
            self._found, self._folds = found, folds
            self._show()

    def spot(self) -> Spot | None:
        """What the cursor is on."""
        model = self.rows.model
        return model.at(self.rows.cursor) if isinstance(model, OverviewModel) else None

    def _cited(self) -> Facet | None:
        """The first claim of the disagreement at the cursor."""
        kind, id = self.spot() or Spot("", "")
        rows = self.host.workspace.disagreements.rows if kind == DISAGREEMENT else ()
        row = next((row for row in rows if row.target == id), None)
        return first_claim(row) if row is not None else None

    def _no_claim(self) -> str:
        return f"go to a disagreement, or to a claim in the panes ({self.key('timeline')}),"

    def seen_changed(self) -> None:
        """Show what is seen through another lens."""
        if self.is_ready:
            self._show()

    def marks_changed(self) -> None:
        """What disagrees is known by now."""
        self.seen_changed()

    def _at_cursor(self) -> Facet | None:
        """What keys act on: the measure, the event, or the first claim of the sentence."""
        kind, id = self.spot() or Spot("", "")
        return Facet(kind, id) if kind in (MEASURE, EVENT) else self._cited()

    # ---- commands

    def knows(self, name: str) -> bool:
        """Whether a command does something here, or in the panes for it."""
        return name in OVER_IT | BELOW_IT or super().knows(name)

    def run_command(self, name: str) -> None:
        """Carry out a command; of the whole dossier also those of the panes."""
        if name in BELOW_IT:
            self.dismiss()
        if name in OVER_IT | BELOW_IT:
            self._ways.command(name)
        else:
            super().run_command(name)

    def do_drill(self) -> None:
        """Open the line at the cursor."""
        if isinstance(self.rows.model, BeginningModel):
            self.run_command(self.rows.cursor or "help")
            return
        spot = self.spot()
        if spot is None:
            return
        if spot.kind == MEASURE:
            self._ways.measure(spot.id)
        elif spot.kind == EVENT:
            self.host.open_in_explorer(Facet("event", spot.id))
        elif spot.kind == CONTESTED:
            self._ways.measures()
        elif spot.kind == TURNING:
            self.dismiss()
        elif spot.kind == NAMES:
            self.say(f"these are names; {self.key('help')} has those of every screen")
        else:
            self.do_disagreements()

    def do_disagreements(self) -> None:
        """What disagrees on the measure at the cursor, else all that does."""
        kind, id = self.spot() or Spot("", "")
        self._ways.disagreements(
            id if kind == MEASURE else None, id if kind == DISAGREEMENT else None
        )

    def do_measures(self) -> None:
        """All measures."""
        self._ways.measures()

    def _to_pane(self, name: str) -> None:
        self.dismiss()
        self._ways.pane(name)

    def do_timeline(self) -> None:
        """To the events."""
        self._to_pane("timeline")

    def do_claims(self) -> None:
        """To the claims."""
        self._to_pane("claims")

    def do_sources(self) -> None:
        """To the documents."""
        self._to_pane("sources")

    def do_detail(self) -> None:
        """To the detail."""
        self._to_pane("detail")

    def do_back(self) -> None:
        """To the screen below, unless one began here."""
        if not self._is_first:
            self.leave()
        elif not self.steps_back() and not self.moves.show_all():
            self.say(f"{self.key('timeline')} leads to the panes, {self.key('quit')} ends")

    def do_clear(self) -> None:
        """Show all rows; from there it leads nowhere, for one Escape too many leaves no screen."""
        if not self.moves.show_all():
            self.say(f"{self.key('timeline')} leads to the panes, {self.key('quit')} ends")

    do_overview = do_back
