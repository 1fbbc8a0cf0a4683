"""The explorer: timeline, claims, sources and detail of one view, and the way between views."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Resize
from textual.timer import Timer

from kursk_tui.tui.panes.claims import ClaimsModel, legend
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import DetailModel, DetailRow, Entry, lay_out
from kursk_tui.tui.panes.facts import facts
from kursk_tui.tui.panes.sources import AgentsModel, SourcesModel
from kursk_tui.tui.panes.timeline import TimelineModel
from kursk_tui.tui.screens.drilling import Drilling, Over, Visit
from kursk_tui.tui.screens.editing import Editing
from kursk_tui.tui.screens.exporting import Exporting, claims_csv, of_dossier, report
from kursk_tui.tui.screens.judging import Judging
from kursk_tui.tui.screens.palette import PaletteScreen
from kursk_tui.tui.screens.reader import ReaderScreen
from kursk_tui.tui.view import Facet, build_view, crumb, drill, known
from kursk_tui.tui.widgets.status import BottomLine, TopLine
from kursk_tui.tui.widgets.virtual_list import ListState, VirtualList
from kursk_tui.words.records import citation

PANES = ("timeline", "claims", "sources", "detail")
WIDE_COLUMNS = 120
SINGLE_COLUMNS, SINGLE_ROWS = 76, 16
LEAST_COLUMNS, LEAST_ROWS = 40, 10
# While keys keep coming only the list moves; the detail follows when the cursor rests.
REST_SECONDS = 0.06


class ExplorerScreen(Drilling, Editing, Judging, Exporting):
    """The one screen that the program is about."""

    def __init__(self, start: Facet | None = None) -> None:
        super().__init__()
        self.facets: tuple[Facet, ...] = ()
        self._start = start
        self.history: list[Visit] = []
        self.active = "timeline"
        self.agents_shown = False
        self.zoomed = False
        self.detail_of: tuple[str, str] | None = None
        self.context: Context
        self._rest: Timer | None = None

    # ---- building

    def compose(self) -> ComposeResult:
        """Top line, four panes, bottom line."""
        self.top = TopLine(self.door)
        self.panes = {name: VirtualList(self.door, id=name) for name in PANES}
        self.bottom = BottomLine(self.door)
        self.too_small = BottomLine(self.door, id="too-small")
        yield self.top
        with Container(id="panes"):
            yield from self.panes.values()
        yield self.bottom
        yield self.too_small

    def on_mount(self) -> None:
        """Show the first view."""
        self.too_small.say(f"needs at least {LEAST_COLUMNS}x{LEAST_ROWS}")
        self.panes["detail"].heading = "DETAIL"
        self.panes["detail"].counted = False
        self.show_view({})
        self.activate(self.active)
        if self._start is not None:
            self.go((self._start,))
            self.activate("claims")
        self.get_ready()

    def on_resize(self, event: Resize) -> None:
        """Choose the layout for the size."""
        width, height = event.size
        self.set_class(width >= WIDE_COLUMNS, "-wide")
        self.set_class(width < LEAST_COLUMNS or height < LEAST_ROWS, "-too-small")
        self._set_single(width, height)
        self.call_after_refresh(self.show_detail)

    def _set_single(self, width: int, height: int) -> None:
        small = width < SINGLE_COLUMNS or height < SINGLE_ROWS
        self.set_class(self.zoomed or small, "-single")

    # ---- views

    def show_view(self, states: dict[str, ListState]) -> None:
        """Draw everything for the present facets; panes without a state keep theirs."""
        dossier, index, texts = self.kursk.dossier, self.kursk.index, self.kursk.texts
        view = build_view(dossier, index, self.facets)
        whole, aside = self.kursk.whole, frozenset(self.kursk.seen.undated)
        self.context = Context(
            dossier, index, texts, view, self.door, self.kursk.marks, whole, aside
        )
        panes = self.panes
        panes["timeline"].heading = "1 TIMELINE"
        panes["claims"].heading = "2 CLAIMS"
        panes["claims"].legend = legend(self.context)
        panes["timeline"].show(TimelineModel(self.context), states.get("timeline"))
        panes["claims"].show(ClaimsModel(self.context), states.get("claims"))
        self._show_sources(states.get("sources"))
        full = view
        if not self.kursk.lens.is_clear:
            full = build_view(whole, self.kursk.whole_index, self.facets)
        counts = " · ".join(
            self.out_of(len(seen), len(of), name)
            for seen, of, name in (
                (view.sources, full.sources, "source"),
                (view.claims, full.claims, "claim"),
                (view.events, full.events, "event"),
            )
        )
        self.tell(counts, crumb(whole, self.facets))
        self.show_detail()

    def _show_sources(self, state: ListState | None) -> None:
        pane = self.panes["sources"]
        pane.heading = "3 AGENTS" if self.agents_shown else "3 SOURCES"
        model = AgentsModel if self.agents_shown else SourcesModel
        pane.show(model(self.context), state)

    def seen_changed(self) -> None:
        """Draw anew through another lens; where one is, and the way back, stay."""
        if self.is_ready:
            self.show_view({})
            self.follow_cursor()
            self.show_detail()

    def subject_of_lens(self) -> tuple[str, str] | None:
        """What the cursor is on."""
        self.follow_cursor()
        return self.detail_of

    def dossier_changed(self) -> None:
        """Draw anew from another dossier; keep cursors, filters and as much of the crumb."""
        dossier = self.kursk.whole
        gone = [f for f in self.facets if not known(dossier, f)]
        self.facets = tuple(f for f in self.facets if known(dossier, f))
        self.history = [
            visit._replace(detail_of=self._still_there(visit.detail_of))
            for visit in self.history
            if all(known(dossier, f) for f in visit.facets)
        ]
        self.detail_of = self._still_there(self.detail_of)
        self.show_view({})
        self.follow_cursor()
        self.show_detail()
        news = "the file changed and was read again"
        if gone:
            names = ", ".join(f"{f.kind} {f.id}" for f in gone)
            news += f"; no longer in it: {names}"
        self.say(news)

    def _still_there(self, subject: tuple[str, str] | None) -> tuple[str, str] | None:
        """The subject of a detail, unless its record is gone."""
        return subject if subject and known(self.kursk.whole, Facet(*subject)) else None

    # ---- the active pane and the detail

    @property
    def at_rest(self) -> bool:
        """Whether the detail has caught up with the cursor."""
        return self._rest is None

    @property
    def current(self) -> VirtualList:
        """The pane that keys go to."""
        return self.panes[self.active]

    def activate(self, name: str, *, follow: bool = True) -> None:
        """Give the keys to a pane; the detail then follows its cursor."""
        # Before the pane is left: whoever types ahead has moved its cursor a moment ago.
        self.follow_cursor()
        self.active = name
        for pane_name, pane in self.panes.items():
            pane.set_active(pane_name == name)
            pane.set_class(pane_name == name, "-current")
        if follow:
            self.follow_cursor()
            self.show_detail()
        self.bottom.hint(
            [
                *self.hints("drill", "back", "filter"),
                ("1-4", "panes"),
                *self.hints("disagreements", "help", "quit", "zoom", "sort"),
            ]
        )

    def follow_cursor(self) -> None:
        """Let the detail be of what the cursor of the active pane is on."""
        if self.active != "detail":
            target = self.target()
            self.detail_of = (target.kind, target.id) if target is not None else None

    def target(self) -> Facet | None:
        """What Enter would drill to."""
        pane = self.current
        if self.active == "detail":
            row = self.detail_row()
            return row.entry.target if row else None
        if pane.cursor is None:
            return None
        kinds = {"timeline": "event", "claims": "claim"}
        kind = kinds.get(self.active, "agent" if self.agents_shown else "source")
        return Facet(kind, pane.cursor)

    def detail_row(self) -> DetailRow | None:
        """The row of the detail that its cursor is on."""
        model = self.panes["detail"].model
        return model.at(self.panes["detail"].cursor) if isinstance(model, DetailModel) else None

    def detail_entries(self) -> list[Entry]:
        """Entries of the record that the detail is of; empty for none."""
        if self.detail_of is None:
            return []
        if not known(self.context.dossier, Facet(*self.detail_of)):
            return [Entry("", f"left out: {self.kursk.lens_text}", "dim")]
        return facts(self.context, *self.detail_of)

    def show_detail(self) -> None:
        """Draw the detail, from its top where it is of another record."""
        self._rest = None
        pane = self.panes["detail"]
        rows = lay_out(self.detail_entries(), max(10, pane.size.width - 2), self.door)
        label = self.detail_of[0].upper() if self.detail_of else "DETAIL"
        heading = f"4 {label}"
        changed = pane.heading != heading or self._shown_detail != self.detail_of
        pane.heading = heading
        self._shown_detail = self.detail_of
        pane.show(DetailModel(rows), pane.fresh_state("0") if changed else None)

    _shown_detail: tuple[str, str] | None = None

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Let the detail follow once the cursor rests."""
        event.stop()
        if event.control is not self.current or self.active == "detail":
            return
        self.follow_cursor()
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST_SECONDS, self.show_detail)

    def on_virtual_list_resized(self, event: VirtualList.Resized) -> None:
        """Wrap the detail for the width that it has now."""
        event.stop()
        if event.control is self.panes["detail"]:
            self.show_detail()

    def on_virtual_list_clicked(self, event: VirtualList.Clicked) -> None:
        """A click goes there; a second one on the same row drills."""
        event.stop()
        name = str(event.control.id)
        if event.item is not None and event.again and name == self.active:
            self.do_drill()
            return
        if event.item is not None:
            event.control.move_to_item(event.item)
        self.activate(name)

    # ---- commands: panes

    def do_next_pane(self) -> None:
        """To the next pane, round the end."""
        self.activate(PANES[(PANES.index(self.active) + 1) % len(PANES)])

    def do_previous_pane(self) -> None:
        """To the pane before, round the end."""
        self.activate(PANES[(PANES.index(self.active) - 1) % len(PANES)])

    def do_timeline(self) -> None:
        """To the events."""
        self.activate("timeline")

    def do_claims(self) -> None:
        """To the claims."""
        self.activate("claims")

    def do_sources(self) -> None:
        """To the documents; from there to the agents, and back."""
        if self.active == "sources":
            self.agents_shown = not self.agents_shown
            self._show_sources(self.panes["sources"].fresh_state())
        self.activate("sources")

    def do_detail(self) -> None:
        """To the detail."""
        self.activate("detail")

    def do_zoom(self) -> None:
        """One pane alone, or all of them again."""
        self.zoomed = not self.zoomed
        self._set_single(*self.size)
        self.call_after_refresh(self.show_detail)

    # ---- commands: use

    def do_copy(self) -> None:
        """Cite the claim at the cursor, or the one that the detail shows."""
        self.follow_cursor()
        kind, identifier = self.detail_of or ("", "")
        if kind != "claim":
            self.say("go to a claim (2) to copy its citation")
            return
        text = citation(self.context.whole, self.context.whole.claims[identifier])
        # The clipboard is the terminal's: what goes there goes through the door too.
        self.app.copy_to_clipboard(self.door.clean(text))
        self.say(f"sent to the terminal: {text}")

    def do_whole(self) -> None:
        """The detail on the whole screen."""
        self.follow_cursor()
        entries = self.detail_entries()
        if entries and self.detail_of:
            self.app.push_screen(ReaderScreen(self.detail_of[0].upper(), entries))

    def marks_changed(self) -> None:
        """Draw anew with other marks; nothing else has changed."""
        if self.is_ready:
            self.show_view({})

    def open(self, target: Facet, over: Over | None = None) -> None:
        """Come from another screen to a record, with the way back to it."""
        self.go(drill(self.facets, target), over)

    def exports(self) -> dict[str, Callable[[], str]]:
        """A report on what the view is narrowed to, its claims, the whole as data."""
        context = self.context
        return {
            "report": lambda: report(context),
            "csv": lambda: claims_csv(context),
            **of_dossier(context),
        }

    def do_reload(self) -> None:
        """Read the file again."""
        self.kursk.reload(asked=True)

    def do_help(self) -> None:
        """All commands."""
        self.kursk.show_help()

    def do_palette(self) -> None:
        """Find a command and run it."""
        self.app.push_screen(PaletteScreen("COMMANDS"))

    def show_whole(self, screen: ReaderScreen) -> None:
        """Open the reader over the explorer."""
        self.app.push_screen(screen)
