"""The screens that open over the explorer, on what is in view or at the cursor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from kursk_tui.analysis.charted import Plotted, of_claims, of_pair
from kursk_tui.analysis.disagreements.listing import Row, competing, row_of, sides_of
from kursk_tui.analysis.ladder.compare import compare
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.selecting import known, select
from kursk_tui.dossier.timespan import TIME, claims_in, joined, sides_in
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


class InTime(NamedTuple):
    """Rows that lie in the range of time; `reaching` counts those with a side in it alone."""

    rows: list[Row]
    reaching: int = 0

    @property
    def counts(self) -> str:
        """`12 disagreements · 3 reach beyond`."""
        text = plural(len(self.rows), "disagreement")
        if not self.reaching:
            return text
        return f"{text} · {self.reaching} {'reaches' if self.reaching == 1 else 'reach'} beyond"


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
        found, space = self._workspace.disagreements, self._workspace
        rows = self._in_view(found.rows, space.dossier, space.index)
        picked = self._panes.found()
        if picked is not None:
            rows = [row for row in rows if picked.claims.intersection(row.claims)]
            if (in_time := picked.is_in_time) is not None:
                sides = {row.target: sides_of(space.dossier, row) for row in rows}
                rows = [r for r in rows if all(any(map(in_time, s)) for s in sides[r.target])]
        within = self._in_time(rows, space.dossier, space.index)
        counts = within.counts
        if not self._workspace.lens.is_clear and picked is None:
            rows = self._in_view(space.all_disagreements.rows, space.whole, space.whole_index)
            was = self._in_time(rows, space.whole, space.whole_index)
            counts += f" ({len(was.rows)} with all)"
        if found.looked_at < found.apart:
            counts += f" · compared the {found.looked_at:,} widest of {found.apart:,} pairs"
        name = crumb(self._context.whole, self._drilling.facets)
        if picked is not None:
            name += f" ▸ {self._panes.active} /{picked.query}"
        return Found(self._context, within.rows, name, counts)

    def _in_view(self, rows: Sequence[Row], dossier: Dossier, index: Index) -> Sequence[Row]:
        """Rows with a claim among those that the view is narrowed to, the time left aside."""
        facets = tuple(facet for facet in self._drilling.facets if facet.kind != TIME)
        if not facets:
            return rows
        shown = set(select(dossier, index, facets).claims)
        return [row for row in rows if shown.intersection(row.claims)]

    def _in_time(
        self, rows: Sequence[Row], dossier: Dossier, index: Index, but: str | None = None
    ) -> InTime:
        """Rows of which all sides lie in the range of time, that of one claim left aside."""
        if self.range is None:
            return InTime(list(rows))
        within = {*claims_in(index, self.range)}
        found, reaching = [], 0
        for row in rows:
            sides = [side for side in sides_of(dossier, row) if side != (but,)]
            if sides_in(sides, within):
                found.append(row)
            elif any(not within.isdisjoint(side) for side in sides):
                reaching += 1
        return InTime(found, reaching)

    @property
    def range(self) -> str | None:
        """The range of time that all screens are narrowed to, as EDTF."""
        return self._drilling.range

    def do_overview(self, *, is_first: bool = False) -> None:
        """The dossier at a glance, whatever the view is narrowed to."""
        self._screen.app.push_screen(
            OverviewScreen(
                self._host,
                self._whole,
                lambda rows: (
                    self._in_time(rows, self._workspace.dossier, self._workspace.index).rows
                ),
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
        context, _ = self.shown_claims()
        if not of_claims(context.dossier, context.view.claims).said:
            self._screen.say("no claim in the pane gives a figure that can be charted")
            return
        subject = self._panes.subject()
        cursor = subject.id if subject is not None and subject.kind == "claim" else None
        self._screen.app.push_screen(
            PlotScreen(
                self._host,
                self.shown_claims,
                lambda context: of_claims(context.dossier, context.view.claims),
                cursor,
                has_all=True,
            )
        )

    def shown_claims(self) -> tuple[Context, str]:
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
        """All that is seen, not narrowed to anything but a range of time."""
        time = () if self.range is None else (Facet(TIME, self.range),)
        view = select(self._context.dossier, self._workspace.index, time)
        name = "everything" if self.range is None else f"everything in {joined(self.range)}"
        return self._context._replace(view=view), name

    def _about(self, name: str) -> str:
        """What a screen is about, and the range of time that it is narrowed to."""
        return name if self.range is None else f"{name} ▸ time: {joined(self.range)}"

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
                crumb = self._about(self._panes.about(facet))
            return self._narrowed(context, rows, crumb)

        self._screen.app.push_screen(DisagreementsScreen(self._host, find))

    def _show_disagreements(self, measure: str | None, target: str | None) -> None:
        """All that disagree, or those on one measure; with the cursor on one of them."""

        def find() -> Found:
            context, crumb = self._whole()
            rows = list(self._workspace.disagreements.rows)
            if measure is not None:
                claims = set(self._workspace.index.claims_of_measure(measure))
                rows = [row for row in rows if claims.intersection(row.claims)]
                crumb = self._about(f"measure: {context.dossier.measures[measure].name}")
            return self._narrowed(context, rows, crumb)

        self._screen.app.push_screen(DisagreementsScreen(self._host, find, target))

    def show_row(self, target: str) -> None:
        """All that disagree, whatever the time, with the cursor on one of them."""

        def find() -> Found:
            context, _ = self._whole()
            rows = self._workspace.disagreements.rows
            return Found(context, rows, "everything", plural(len(rows), "disagreement"))

        self._screen.app.push_screen(DisagreementsScreen(self._host, find, target))

    def show_search(self, text: str) -> None:
        """Search everything that is seen, from a text that was typed already."""
        # Rarely needed, and the first screen is not to wait for it.
        from kursk_tui.tui.screens.search import SearchScreen

        def look() -> tuple[Context, Sequence[Row]]:
            space = self._workspace
            context = self._context._replace(view=select(space.dossier, space.index, ()))
            # Of a large dossier there are too many sentences to be read at each key.
            found = None if space.whole.is_large else space.known_disagreements
            return context, found.rows if found is not None else ()

        self._screen.app.push_screen(SearchScreen(self._host, look, text))

    def _narrowed(self, context: Context, rows: Sequence[Row], crumb: str) -> Found:
        """Rows, narrowed to the range of time alone."""
        within = self._in_time(rows, context.dossier, self._workspace.index)
        return Found(context, within.rows, crumb, within.counts)

    def do_origins(self) -> None:
        """Where a claim comes from, what an agent said, or who stands behind all."""
        kind, identifier = self._panes.subject() or ("", "")
        if kind in ("claim", "agent"):
            self.show_origins(Facet(kind, identifier))
        else:
            self._show_origins(kind, identifier, lambda: self._drilling.look()[1])

    def show_origins(self, facet: Facet) -> None:
        """Where a claim comes from, or what an agent said."""
        name = self._panes.about(facet)
        self._show_origins(facet.kind, facet.id, lambda: name)

    def _show_origins(self, kind: str, identifier: str, name: Callable[[], str]) -> None:
        look = partial(self._origins, kind, identifier)
        start = Facet(kind, identifier) if kind == "claim" else None
        subject = Facet(kind, identifier) if kind in ("claim", "agent") else None
        exports = partial(self._exports_of, start)
        self._screen.app.push_screen(OriginsScreen(self._host, look, name, subject, exports))

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

    def do_vocabulary(self) -> None:
        """All that claims are coded with, at the record at the cursor."""
        self.show_vocabulary(self._panes.subject())

    def show_vocabulary(self, facet: Facet | None) -> None:
        """All that claims are coded with, at a record where one is given."""
        # Rarely needed, and the first screen is not to wait for it.
        from kursk_tui.tui.screens.vocabulary import VocabularyScreen

        self._screen.app.push_screen(VocabularyScreen(self._host, facet))

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
            rows = list(competing(dossier, claim))
        rows = self._in_time(rows, dossier, self._workspace.index, but=claim).rows
        apart = sum(row.severity > 0 for row in rows)
        counts = f"{apart} disagree, {len(rows) - apart} compatible"
        facet = Facet("claim", claim)
        name = f"claim: {claim}"
        if known(self._context.whole, facet):
            name = self._panes.about(facet)
        return Found(self._context, rows, self._about(name), counts, is_folded=False)
