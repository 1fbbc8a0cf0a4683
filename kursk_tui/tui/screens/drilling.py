"""Drilling and the way back: the part of the explorer that moves between views."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.lens import retracted
from kursk_tui.dossier.selecting import known, select
from kursk_tui.dossier.timespan import TIME, claims_in, joined, span_of
from kursk_tui.tui.marks import marks_of
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.screens.lensing import Lensing
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.panes import Panes
from kursk_tui.tui.view import crumb, drill
from kursk_tui.tui.widgets.virtual_list import ListState


class Visit(NamedTuple):
    """A view as it was left: what `back` brings back, and how what was over it comes back."""

    facets: tuple[Facet, ...]
    states: dict[str, ListState]
    active: str
    agents_shown: bool
    detail_of: Facet | None
    reopen: Callable[[], None] | None = None


class Drilling:
    """What the explorer is narrowed to, and the views before."""

    def __init__(self, screen: ListScreen, panes: Panes, lensing: Lensing) -> None:
        self._screen, self._panes, self._lensing = screen, panes, lensing
        self._workspace = screen.host.workspace
        self.facets: tuple[Facet, ...] = ()
        self.history: list[Visit] = []
        self._first: Callable[[], None] | None = None

    def begin_with(self, first: Callable[[], None]) -> None:
        """Let the way back lead on to the screen that one began with."""
        self._first = first

    @property
    def context(self) -> Context:
        """What is in view."""
        return self._panes.context

    def look(self) -> tuple[Context, str]:
        """What is in view now and its crumb, for a screen over the explorer that stays with it."""
        return self.context, crumb(self._workspace.whole, self.facets)

    # ---- drawing

    def show_view(self, states: dict[str, ListState]) -> None:
        """Draw everything for the present facets; panes without a state keep theirs."""
        space = self._workspace
        view = full = select(space.dossier, space.index, self.facets)
        context = Context(
            space.dossier,
            space.index,
            space.texts,
            view,
            self._screen.door,
            marks_of(space),
            space.whole,
            frozenset(space.seen.undated),
        )
        self._panes.draw(context, states)
        if not space.lens.is_clear:
            full = select(space.whole, space.whole_index, self.facets)
            # No lens brings back what was retracted.
            out = set(retracted(space.whole))
            full = full._replace(claims=tuple(c for c in full.claims if c not in out))
        counts = " · ".join(
            self._lensing.out_of(len(seen), len(of), name)
            for seen, of, name in (
                (view.sources, full.sources, "source"),
                (view.claims, full.claims, "claim"),
                (view.events, full.events, "event"),
            )
        )
        self._lensing.tell(counts, crumb(space.whole, self.facets))
        self._panes.show_detail()

    def show_again(self) -> None:
        """Draw what is in view now; where one is, and the way back, stay."""
        self.show_view({})
        self._panes.follow_cursor()
        self._panes.show_detail()

    def dossier_changed(self) -> None:
        """Draw anew from another dossier; keep cursors, filters and as much of the crumb."""
        whole = self._workspace.whole
        gone = [f for f in self.facets if not known(whole, f)]
        self.facets = tuple(f for f in self.facets if known(whole, f))
        self.history = [
            visit._replace(detail_of=self._still_there(visit.detail_of))
            for visit in self.history
            if all(known(whole, f) for f in visit.facets)
        ]
        self._panes.detail_of = self._still_there(self._panes.detail_of)
        self.show_again()
        news = "the file changed and was read again"
        if gone:
            names = ", ".join(f"{f.kind} {f.id}" for f in gone)
            news += f"; no longer in it: {names}"
        self._screen.say(news)

    def _still_there(self, subject: Facet | None) -> Facet | None:
        """The subject of a detail, unless its record is gone."""
        return subject if subject and known(self._workspace.whole, subject) else None

    # ---- from view to view

    def open(self, target: Facet, reopen: Callable[[], None], *, alone: bool = False) -> None:
        """Come from another screen to a record, with the way back to it; or to it `alone`."""
        self.go((target,) if alone else self._towards(target), reopen)

    def _towards(self, target: Facet) -> tuple[Facet, ...]:
        """The facets after drilling to a record; a claim of another time is seen in its own."""
        facets = drill(self.facets, target)
        range, index = self.range, self._workspace.index
        if range is None or target.kind != "claim" or target.id in claims_in(index, range):
            return facets
        self._screen.say(f"it lies outside {joined(range)}, which it is not narrowed to")
        return _timeless(facets)

    @property
    def range(self) -> str | None:
        """The range of time that the view is narrowed to, as EDTF."""
        return span_of(self.facets)

    def narrow(self, range: str | None) -> None:
        """Narrow to a range of time, or to none: a step that `back` takes back.

        Cursors and filters stay.
        """
        facets = drill(self.facets, Facet(TIME, range)) if range else _timeless(self.facets)
        if self.history and self.history[-1].facets == facets and not self.history[-1].reopen:
            # The step is taken back, not another one done.
            self.history.pop()
        else:
            self._remember(None)
        self.facets = facets
        if self._screen.is_ready:
            self.show_again()

    def go(self, facets: tuple[Facet, ...], reopen: Callable[[], None] | None = None) -> None:
        """Narrow to other facets, remembering the way back."""
        panes = self._panes
        self._remember(reopen)
        self.facets = facets
        # There is no row and no detail of a range of time.
        last = facets[-1] if facets and facets[-1].kind != TIME else None
        cursors = {"event": "timeline", "source": "sources", "agent": "sources", "claim": "claims"}
        if last is not None and last.kind in ("source", "agent"):
            panes.agents_shown = last.kind == "agent"
        states = {
            name: pane.fresh_state(
                last.id if last is not None and cursors.get(last.kind) == name else None
            )
            for name, pane in self._panes.lists.items()
            if name != "detail"
        }
        panes.detail_of = last
        panes.active = "detail" if last is not None and last.kind == "claim" else "claims"
        self.show_view(states)
        panes.activate(panes.active, follow=last is None)
        self._panes["detail"].move_to(0)

    def _remember(self, reopen: Callable[[], None] | None) -> None:
        """Keep the view as it is for the way back."""
        panes = self._panes
        visit = Visit(
            self.facets,
            panes.states(),
            panes.active,
            panes.agents_shown,
            panes.detail_of,
            reopen,
        )
        self.history.append(visit)

    # ---- commands

    def do_drill(self) -> None:
        """Narrow to what is at the cursor, or show the whole of a cut value."""
        panes = self._panes
        target = panes.target()
        row = panes.detail_row() if panes.active == "detail" else None
        if row is not None and row.cut and row.entry.target is None:
            self._screen.host.read(row.entry.label or "PASSAGE", [row.entry])
        elif target is None and panes.active == "timeline" and panes["timeline"].cursor is not None:
            # A heading that no record stands for.
            panes.do_fold()
        elif target is None:
            self._screen.say(
                "nothing to follow here" if panes.active == "detail" else "nothing here"
            )
        elif target in self.facets[-1:]:
            panes.activate("claims" if panes.active != "claims" else "detail")
        else:
            self.go(self._towards(target))

    def do_back(self) -> None:
        """The view before, as it was left."""
        if not self.history and self._first is not None:
            self._first()
            return
        if not self.history:
            all, quit = map(self._screen.key, ("all", "quit"))
            lens = "" if self._workspace.lens.is_clear else f"{all} shows everything; "
            self._screen.say(f"this is where you started; {lens}{quit} quits")
            return
        visit, panes = self.history.pop(), self._panes
        self.facets, panes.agents_shown = visit.facets, visit.agents_shown
        panes.detail_of, panes.active = visit.detail_of, visit.active
        # Only now: what comes back over the explorer shows what that is narrowed to.
        if visit.reopen is not None:
            visit.reopen()
        self.show_view(visit.states)
        panes.activate(visit.active, follow=False)
        self._panes["detail"].show(self._panes["detail"].model, visit.states["detail"])

    def do_only(self) -> None:
        """Keep only the last step."""
        if len(self.facets) > 1:
            self.go(self.facets[-1:])
        else:
            self._screen.say(
                "the view is narrowed by one step only"
                if self.facets
                else "the view is not narrowed"
            )

    def do_all(self) -> None:
        """No narrowing."""
        filtered = [pane for pane in self._panes.lists.values() if pane.query_text]
        for pane in filtered:
            pane.search("")
        if self.facets:
            self.go(())
        elif not self._lensing.clear_lens() and not filtered:
            self._screen.say("the view is not narrowed")


def _timeless(facets: tuple[Facet, ...]) -> tuple[Facet, ...]:
    """Facets without their range of time."""
    return tuple(facet for facet in facets if facet.kind != TIME)
