"""The explorer: timeline, claims, sources and detail of one view, and the way between views."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Resize
from textual.geometry import Size

from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.host import Host
from kursk_tui.tui.screens.beside import ChartBeside
from kursk_tui.tui.screens.changing import Changing
from kursk_tui.tui.screens.citing import Citing
from kursk_tui.tui.screens.drilling import Drilling
from kursk_tui.tui.screens.editing import Editing
from kursk_tui.tui.screens.exporting import Exporting, claims_csv, of_dossier, pages
from kursk_tui.tui.screens.judging import Judging
from kursk_tui.tui.screens.lensing import Lensing, lens_text
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.noting import Noting
from kursk_tui.tui.screens.panes import Panes, make_panes
from kursk_tui.tui.screens.surveying import Surveying
from kursk_tui.tui.screens.undoing import Undoing
from kursk_tui.tui.widgets.beside import Beside
from kursk_tui.tui.widgets.rules import Joints, joints_of
from kursk_tui.tui.widgets.status import BottomLine
from kursk_tui.tui.widgets.virtual_list import VirtualList

WIDE_COLUMNS, VERY_WIDE_COLUMNS = 120, 160
SINGLE_COLUMNS, SINGLE_ROWS = 76, 16
LEAST_COLUMNS, LEAST_ROWS = 40, 10


class ExplorerScreen(ListScreen):
    """The one screen that the program is about: its layout; what it does, its parts do."""

    signs = (
        "Claims and plots",
        "Timeline and sources",
        "Any list",
        "Dates and origins",
        "Every screen",
    )

    screen_name = "explorer"

    def __init__(self, host: Host, start: Facet | None = None, *, is_below: bool = False) -> None:
        lists = make_panes(host)
        super().__init__(host, lists["timeline"])
        self._start = start
        # Whether the overview lies over it from the beginning.
        self._is_below = is_below
        self.zoomed = False
        self.too_small = BottomLine(self.door, id="too-small")
        self.beside = Beside(self.door, id="beside")
        self.panes = Panes(self, lists, ChartBeside(self.beside, self.key("measures")))
        for pane in lists.values():
            pane.meeting = partial(self._meeting, pane)
        self.beside.meeting = partial(self._meeting, self.beside)
        self.lensing = Lensing(self, self.panes.subject)
        self.drilling = Drilling(self, self.panes, self.lensing)
        self.surveying = Surveying(self, self.drilling, self.panes)
        self.judging = Judging(self, self.panes)
        self.editing = Editing(self, self.panes, self.surveying.show_competing)
        self.parts = (
            self.panes,
            self.drilling,
            self.lensing,
            self.surveying,
            self.judging,
            Noting(self, self.judging.subject, self.say),
            Undoing(self, self.say),
            self.editing,
            Changing(self, self.panes),
            Citing(self, self.panes.cited, lambda: self.panes.go_to("claim", "source")),
            Exporting(self, self.exports),
            self.moves,
        )

    # ---- building

    def compose(self) -> ComposeResult:
        """Top line, four panes, bottom line."""
        yield self.top
        with Container(id="panes"):
            yield from self.panes.lists.values()
            yield self.beside
        yield self.bottom
        yield self.too_small

    def on_mount(self) -> None:
        """Show the first view."""
        self.too_small.say(f"the terminal must be at least {LEAST_COLUMNS}x{LEAST_ROWS}")
        self.drilling.show_view({})
        self.panes.activate(self.panes.active)
        if self._start is not None:
            self.drilling.go((self._start,))
            self.panes.activate("claims")
        if self._is_below:
            # Before anything is drawn: the panes cost no bytes where nobody has asked for them.
            first = partial(self.surveying.do_overview, is_first=True)
            self.drilling.begin_with(first)
            first()
        self.get_ready()

    def on_resize(self, event: Resize) -> None:
        """Choose the layout for the size."""
        self._fit(event.size)

    def on_screen_resume(self) -> None:
        """Choose the layout for the size that the terminal got under another screen."""
        self._fit(self.app.size)

    def _fit(self, size: Size) -> None:
        width, height = size
        self.set_class(width >= WIDE_COLUMNS, "-wide")
        self.set_class(width >= VERY_WIDE_COLUMNS, "-very-wide")
        self.set_class(width < LEAST_COLUMNS or height < LEAST_ROWS, "-too-small")
        self._set_single(width, height)
        self.call_after_refresh(self.panes.show_detail)

    def _set_single(self, width: int, height: int) -> None:
        small = width < SINGLE_COLUMNS or height < SINGLE_ROWS
        is_single = self.zoomed or small
        self.set_class(is_single, "-single")
        is_very_wide = width >= VERY_WIDE_COLUMNS
        ruled = ("timeline", "claims", "detail") if is_very_wide else ("timeline", "sources")
        for name, pane in self.panes.lists.items():
            # What stands at the right end of the screen needs no rule beside it.
            pane.is_ruled = name in ruled and not is_single

    def _meeting(self, pane: VirtualList | Beside) -> Joints:
        """Where the rules between the panes meet the title of one."""
        ruled = (one.region for one in self.panes.lists.values() if one.is_ruled)
        return joints_of(pane.region, ruled)

    @property
    def at_rest(self) -> bool:
        """Whether the detail has caught up with the cursor."""
        return not self.panes.rest.is_due

    # ---- what changes

    def seen_changed(self) -> None:
        """Draw anew through another lens; where one is, and the way back, stay."""
        if self.is_ready:
            self.drilling.show_again()

    def marks_changed(self) -> None:
        """Draw anew with other marks; nothing else has changed."""
        if self.is_ready:
            self.drilling.show_view({})

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Let the detail follow once the cursor rests."""
        event.stop()
        if event.control is not self.current or self.panes.active == "detail":
            return
        self.panes.follow_cursor()
        self.panes.rest.moved()

    def on_virtual_list_resized(self, event: VirtualList.Resized) -> None:
        """Wrap the detail for the width that it has now."""
        event.stop()
        if event.control is self.panes["detail"]:
            self.panes.show_detail()

    def on_virtual_list_clicked(self, event: VirtualList.Clicked) -> None:
        """A click goes there; a second one on the same row drills."""
        event.stop()
        name = str(event.control.id)
        if event.item is not None and event.again and name == self.panes.active:
            self.drilling.do_drill()
            return
        if event.item is not None:
            event.control.move_to_item(event.item)
        self.panes.activate(name)

    def markable(self) -> str | None:
        """What the row stands for; in the detail what its line leads to, else what it is of."""
        target = super().markable()
        of = self.panes.detail_of if self.panes.active == "detail" else None
        return target or (f"{of.kind}:{of.id}" if of is not None else None)

    # ---- commands

    def do_zoom(self) -> None:
        """One pane alone, or all of them again."""
        self.zoomed = not self.zoomed
        self._set_single(*self.size)
        self.call_after_refresh(self.panes.show_detail)

    def do_reload(self) -> None:
        """Read the file again."""
        self.host.reload(asked=True)

    def exports(self) -> dict[str, Callable[[], str]]:
        """A brief and a report on what the view is narrowed to, its claims, the whole as data."""
        context = self.panes.context
        claims = self.panes["claims"]
        # What a filter leaves of the claims is what a reader sees of them.
        is_filtered = self.panes.active == "claims" and claims.narrowed
        listed = self.surveying.shown_claims()[0] if is_filtered else context
        return {
            **pages(context, lens_text(self.host.workspace)),
            "csv": lambda: claims_csv(listed),
            **of_dossier(context),
        }
