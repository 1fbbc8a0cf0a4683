"""The screens that open over the explorer, on what is in view or at the cursor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

from kursk_tui.analysis.charted import Plotted, of_claims, of_pair
from kursk_tui.analysis.disagreements.listing import Row, competing, row_of
from kursk_tui.analysis.ladder.compare import compare
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.selecting import known, select
from kursk_tui.model.text import plural
from kursk_tui.tui.panes.claims import ClaimsModel
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.origins import agent_origins, claim_origins, view_origins
from kursk_tui.tui.screens.books import BooksScreen
from kursk_tui.tui.screens.disagreements import DisagreementsScreen, Found
from kursk_tui.tui.screens.drilling import Drilling
from kursk_tui.tui.screens.exporting import of_dossier
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.measures import MeasuresScreen
from kursk_tui.tui.screens.origins import OriginsScreen
from kursk_tui.tui.screens.overview import OverviewScreen, Ways
from kursk_tui.tui.screens.panes import Panes
from kursk_tui.tui.screens.plot import PlotScreen, measure_plot
from kursk_tui.tui.view import crumb


def _folded_under(model: object, item: str) -> Sequence[str]:
    return model.below(item) if isinstance(model, ClaimsModel) else ()


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
        self._screen.app.push_screen(measure_plot(self._host, self._whole, measure, claim))

    def show_pair(self, ids: Collection[str], measures: Iterable[str], crumb: str) -> None:
        """Some figures, such as the sides of a disagreement, with what their releases say."""
        cursor = next(iter(ids), None)

        def find(context: Context) -> Plotted:
            known = [measure for measure in measures if measure in context.dossier.measures]
            return of_pair(context.dossier, ids, known)

        self._screen.app.push_screen(
            PlotScreen(self._host, lambda: (self._whole()[0], crumb), find, cursor, has_all=True)
        )

    def do_plot(self) -> None:
        """The figures that the pane of claims shows, folded ones too."""
        context, _ = self._shown_claims()
        if not of_claims(context.dossier, context.view.claims).said:
            self._screen.say("no claim in the pane gives a figure that can be charted")
            return
        subject = self._panes.subject()
        cursor = subject.id if subject is not None and subject.kind == "claim" else None
        self._screen.app.push_screen(
            PlotScreen(
                self._host,
                self._shown_claims,
                lambda context: of_claims(context.dossier, context.view.claims),
                cursor,
                has_all=True,
            )
        )

    def _shown_claims(self) -> tuple[Context, str]:
        """What is in view of the claims that a filter leaves, and by which filter."""
        context, crumb = self._drilling.look()
        pane = self._panes["claims"]
        if pane.narrowed:
            crumb += f" /{pane.query_text}"
        model = pane.model
        ids = [id for item in pane.items for id in (item, *_folded_under(model, item))]
        shown = tuple(id for id in ids if id in context.dossier.claims)
        return context._replace(view=context.view._replace(claims=shown)), crumb

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
        start = Facet(kind, identifier) if kind == "claim" else None
        exports = partial(self._exports_of, start)
        self._screen.app.push_screen(OriginsScreen(self._host, look, name, start, exports))

    def _exports_of(self, claim: Facet | None) -> dict[str, Callable[[], str]]:
        """The tree of a claim as a picture and as a graph; else what all screens can write."""
        context = self._context
        if claim is None or not known(context.dossier, claim):
            return of_dossier(context)

        def picture() -> str:
            from kursk_tui.export.origins import origins_svg

            return origins_svg(context.dossier, claim.id, whole=context.whole)

        def graph() -> str:
            from kursk_tui.export.origins import origins_dot

            return origins_dot(context.dossier, claim.id, whole=context.whole)

        return {"picture": picture, "graph": graph, **of_dossier(context)}

    def _origins(self, kind: str, identifier: str, width: int) -> list[Entry]:
        if kind == "claim" and identifier in self._context.dossier.claims:
            return claim_origins(self._context, identifier, width)
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
        """What two marked claims say together, else what competes with the claim at the cursor."""
        if (two := self._host.marked.two_claims) is not None:
            self.show_compared(*two)
            return
        kind, identifier = self._panes.subject() or ("", "")
        if kind != "claim":
            self._screen.say(f"{self._panes.go_to('claim')} to see what competes with it")
            return
        self.show_competing(identifier)

    def show_compared(self, one: str, other: str) -> None:
        """What two claims say together, and why."""
        screen = DisagreementsScreen(self._host, partial(self._compared, one, other))
        self._screen.app.push_screen(screen)

    def _compared(self, one: str, other: str) -> Found:
        dossier, rows = self._context.dossier, []
        if one in dossier.claims and other in dossier.claims:
            rows = [row_of(dossier, compare(dossier, one, other))]
        counts = rows[0].kind if rows else "left out by the lens"
        return Found(self._context, rows, "2 marked claims", counts, is_folded=False)

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
