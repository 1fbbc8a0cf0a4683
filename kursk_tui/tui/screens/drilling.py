"""Drilling and the way back: the part of the explorer that moves between views."""

from __future__ import annotations

from typing import NamedTuple

from textual.screen import Screen

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.tui.panes.detail import DetailRow
from kursk_tui.tui.screens.lensing import Lensing
from kursk_tui.tui.screens.reader import ReaderScreen
from kursk_tui.tui.view import Facet, drill
from kursk_tui.tui.widgets.virtual_list import ListState, VirtualList


class Over(NamedTuple):
    """Screens that were open over the explorer, lowest first, and what they looked at."""

    screens: tuple[Screen[None], ...]
    dossier: Dossier


class Visit(NamedTuple):
    """A view as it was left: what `back` brings back."""

    facets: tuple[Facet, ...]
    states: dict[str, ListState]
    active: str
    agents_shown: bool
    detail_of: tuple[str, str] | None
    over: Over | None = None


class Drilling(Lensing):
    """Mixed into the explorer, which has the panes and draws the views."""

    facets: tuple[Facet, ...]
    history: list[Visit]
    panes: dict[str, VirtualList]
    active: str
    agents_shown: bool
    detail_of: tuple[str, str] | None

    def show_view(self, states: dict[str, ListState]) -> None:
        """Draw everything for the present facets."""
        raise NotImplementedError

    def activate(self, name: str, *, follow: bool = True) -> None:
        """Give the keys to a pane."""
        raise NotImplementedError

    def target(self) -> Facet | None:
        """What Enter would drill to."""
        raise NotImplementedError

    def detail_row(self) -> DetailRow | None:
        """The row of the detail that its cursor is on."""
        raise NotImplementedError

    def show_whole(self, screen: ReaderScreen) -> None:
        """Open the reader."""
        raise NotImplementedError

    def go(self, facets: tuple[Facet, ...], over: Over | None = None) -> None:
        """Narrow to other facets, remembering the way back, with the screens that were over."""
        self.history.append(self._visit()._replace(over=over))
        self.facets = facets
        last = facets[-1] if facets else None
        cursors = {"event": "timeline", "source": "sources", "agent": "sources", "claim": "claims"}
        if last is not None and last.kind in ("source", "agent"):
            self.agents_shown = last.kind == "agent"
        states = {
            name: pane.fresh_state(
                last.id if last is not None and cursors.get(last.kind) == name else None
            )
            for name, pane in self.panes.items()
            if name != "detail"
        }
        self.detail_of = (last.kind, last.id) if last is not None else None
        self.active = "detail" if last is not None and last.kind == "claim" else "claims"
        self.show_view(states)
        self.activate(self.active, follow=last is None)
        self.panes["detail"].move_to(0)

    def _visit(self) -> Visit:
        states = {name: pane.state() for name, pane in self.panes.items()}
        return Visit(self.facets, states, self.active, self.agents_shown, self.detail_of)

    def do_drill(self) -> None:
        """Narrow to what is at the cursor, or show the whole of a cut value."""
        target = self.target()
        row = self.detail_row() if self.active == "detail" else None
        if row is not None and row.cut and row.entry.target is None:
            self.show_whole(ReaderScreen(row.entry.label or "PASSAGE", [row.entry]))
        elif target is None:
            self.say("nothing to follow here" if self.active == "detail" else "nothing here")
        elif target in self.facets[-1:]:
            self.activate("claims" if self.active != "claims" else "detail")
        else:
            self.go(drill(self.facets, target))

    def do_back(self) -> None:
        """The view before, as it was left."""
        if not self.history:
            lens = "" if self.kursk.lens.is_clear else "0 shows everything; "
            self.say(f"this is where you started; {lens}q quits")
            return
        visit = self.history.pop()
        self.facets, self.agents_shown = visit.facets, visit.agents_shown
        self.detail_of = visit.detail_of
        self.active = visit.active
        # Only now: what comes back over the explorer shows what that is narrowed to.
        if visit.over is not None:
            self.kursk.come_back(visit.over)
        self.show_view(visit.states)
        self.activate(visit.active, follow=False)
        self.panes["detail"].show(self.panes["detail"].model, visit.states["detail"])

    def do_only(self) -> None:
        """Keep only the last step."""
        if len(self.facets) > 1:
            self.go(self.facets[-1:])
        else:
            self.say("there is only one step" if self.facets else "nothing is narrowed")

    def do_all(self) -> None:
        """No narrowing."""
        filtered = [pane for pane in self.panes.values() if pane.query_text]
        for pane in filtered:
            pane.search("")
        if self.facets:
            self.go(())
        elif not self.clear_lens() and not filtered:
            self.say("nothing is narrowed")
