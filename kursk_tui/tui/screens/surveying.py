"""The screens that open over the explorer, on what is in view or at the cursor."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from kursk_tui.analysis.disagreements.listing import Row, competing, row_of
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.selecting import known, select
from kursk_tui.model.text import plural
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.origins import agent_origins, claim_origins, view_origins
from kursk_tui.tui.screens.books import BooksScreen
from kursk_tui.tui.screens.disagreements import DisagreementsScreen, Found
from kursk_tui.tui.screens.drilling import Drilling
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.measures import MeasuresScreen
from kursk_tui.tui.screens.origins import OriginsScreen
from kursk_tui.tui.screens.overview import OverviewScreen, Ways
from kursk_tui.tui.screens.panes import Panes
from kursk_tui.tui.screens.plot import PlotScreen
from kursk_tui.tui.view import crumb


class Surveying:
    """The commands that open disagreements, origins, measures and books."""

    def __init__(self, screen: ListScreen, drilling: Drilling, panes: Panes) -> None:
        self._screen, self._host = screen, screen.host
        self._workspace = screen.host.workspace
        self._drilling, self._panes = drilling, panes

    @property
    def _context(self) -> Context:
        return self._panes.context

    def do_disagreements(self) -> None:
        """What disagrees in the present view."""
        self._screen.app.push_screen(DisagreementsScreen(self._host, self._disagreeing))

    def _disagreeing(self) -> Found:
        rows = self._in_view(self._workspace.disagreements.rows, set(self._context.view.claims))
        counts = plural(len(rows), "disagreement")
        if not self._workspace.lens.is_clear:
            before = self._workspace.all_disagreements
            view = select(self._context.whole, self._workspace.whole_index, self._drilling.facets)
            was = len(self._in_view(before.rows, set(view.claims)))
            counts += f" ({was} with all)"
        found = self._workspace.disagreements
        if found.looked_at < found.apart:
            counts += f" · compared the {found.looked_at:,} widest of {found.apart:,} pairs"
        return Found(self._context, rows, crumb(self._context.whole, self._drilling.facets), counts)

    def _in_view(self, rows: Iterable[Row], shown: set[str]) -> list[Row]:
        return [row for row in rows if not self._drilling.facets or shown.intersection(row.claims)]

    def do_overview(self, *, is_first: bool = False) -> None:
        """The dossier at a glance, whatever the view is narrowed to."""
        self._screen.app.push_screen(
            OverviewScreen(
                self._host,
                lambda: self._context,
                Ways(
                    self.show_chart,
                    self._show_measures,
                    self._show_disagreements,
                    self._panes.activate,
                    self._screen.run_command,
                ),
                is_first=is_first,
            )
        )

    def show_chart(self, measure: str, claim: str | None = None) -> None:
        """What was said of a measure, not narrowed to anything, at a claim where one is given."""
        self._screen.app.push_screen(PlotScreen(self._host, self._whole, measure, claim))

    def _show_measures(self) -> None:
        self._screen.app.push_screen(MeasuresScreen(self._host, self._whole, None))

    def _whole(self) -> tuple[Context, str]:
        """All that is seen, not narrowed to anything."""
        view = select(self._context.dossier, self._workspace.index, ())
        return self._context._replace(view=view), "everything"

    def show_disagreeing(self, facet: Facet) -> None:
        """What disagrees with a claim, on a measure, or among what mentions another record."""
        if facet.kind == "measure":
            self._show_disagreements(facet.id, None)
            return

        def find() -> Found:
            context, crumb = self._whole()
            rows = list(self._workspace.disagreements.rows)
            if known(context.dossier, facet):
                claims = {facet.id}
                if facet.kind != "claim":
                    claims = set(select(context.dossier, self._workspace.index, (facet,)).claims)
                rows = [row for row in rows if claims.intersection(row.claims)]
                crumb = self._panes.about(facet)
            return Found(context, rows, crumb, plural(len(rows), "disagreement"))

        self._screen.app.push_screen(DisagreementsScreen(self._host, find))

    def _show_disagreements(self, measure: str | None, target: str | None) -> None:
        """All that disagree, or those on one measure; with the cursor on one of them."""

        def find() -> Found:
            context, crumb = self._whole()
            rows = list(self._workspace.disagreements.rows)
            if measure is not None:
                claims = set(self._workspace.index.claims_of_measure(measure))
                rows = [row for row in rows if claims.intersection(row.claims)]
                crumb = f"measure: {context.dossier.measures[measure].name}"
            return Found(context, rows, crumb, plural(len(rows), "disagreement"))

        self._screen.app.push_screen(DisagreementsScreen(self._host, find, target))

    def do_origins(self) -> None:
        """Where a claim comes from, what an agent said, or who stands behind all."""
        kind, identifier = self._panes.subject() or ("", "")
        _, name = self._drilling.look()
        if kind in ("claim", "agent"):
            name = self._panes.about(Facet(kind, identifier))
        self._show_origins(kind, identifier, name)

    def show_origins(self, facet: Facet) -> None:
        """Where a claim comes from, or what an agent said."""
        self._show_origins(facet.kind, facet.id, self._panes.about(facet))

    def _show_origins(self, kind: str, identifier: str, name: str) -> None:
        look = partial(self._origins, kind, identifier)
        subject = Facet(kind, identifier) if kind in ("claim", "agent") else None
        self._screen.app.push_screen(OriginsScreen(self._host, look, name, subject))

    def _origins(self, kind: str, identifier: str) -> list[Entry]:
        if kind == "claim" and identifier in self._context.dossier.claims:
            return claim_origins(self._context, identifier)
        if kind == "agent" and identifier in self._context.dossier.agents:
            return agent_origins(self._context, identifier)
        return view_origins(self._context)

    def do_measures(self) -> None:
        """The measures in view, at that of the claim at the cursor."""
        kind, identifier = self._panes.subject() or ("", "")
        measure: str | None = identifier if kind == "measure" else None
        if kind == "claim":
            measure = self._context.whole.claims[identifier].measure
        self._screen.app.push_screen(MeasuresScreen(self._host, self._drilling.look, measure))

    def do_books(self) -> None:
        """Sums and ledgers in view, at the first with the claim at the cursor."""
        kind, identifier = self._panes.subject() or ("", "")
        found = self._context.links.identities_of(identifier) if kind == "claim" else ()
        self._screen.app.push_screen(
            BooksScreen(self._host, self._drilling.look, found[0] if found else None)
        )

    def do_competing(self) -> None:
        """What competes with the claim at the cursor."""
        kind, identifier = self._panes.subject() or ("", "")
        if kind != "claim":
            self._screen.say(f"{self._panes.go_to('claim')} to see what competes with it")
            return
        self.show_competing(identifier)

    def show_competing(self, claim: str) -> None:
        """All that competes with a claim, over whatever screen is shown."""
        self._screen.app.push_screen(
            DisagreementsScreen(self._host, partial(self._competing, claim))
        )

    def _competing(self, claim: str) -> Found:
        dossier = self._context.dossier
        rows = []
        if claim in dossier.claims:
            rows = [row_of(dossier, reading) for reading in competing(dossier, claim)]
        apart = sum(row.severity > 0 for row in rows)
        counts = f"{apart} disagree, {len(rows) - apart} compatible"
        facet = Facet("claim", claim)
        name = f"claim: {claim}"
        if known(self._context.whole, facet):
            name = self._panes.about(facet)
        return Found(self._context, rows, name, counts, is_folded=False)
