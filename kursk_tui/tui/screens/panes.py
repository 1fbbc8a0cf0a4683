"""The four panes of the explorer: which of them has the keys, and what the detail is of."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kursk_tui.analysis.query.language import parse
from kursk_tui.analysis.query.matching import OF_TIME
from kursk_tui.commands import key_of
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.selecting import known
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.host import Host
from kursk_tui.tui.kept import keep, kept
from kursk_tui.tui.panes.claims import ClaimsModel, legend
from kursk_tui.tui.panes.columns import sound
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import DetailModel, DetailRow, Entry, lay_out
from kursk_tui.tui.panes.facts import facts
from kursk_tui.tui.panes.finding import closed, pick
from kursk_tui.tui.panes.nothing import nothing_in
from kursk_tui.tui.panes.sources import AgentsModel, SourcesModel
from kursk_tui.tui.panes.timeline import TimelineModel
from kursk_tui.tui.resting import Rest
from kursk_tui.tui.screens.beside import ChartBeside
from kursk_tui.tui.screens.citing import leads_to_article
from kursk_tui.tui.screens.columns import ColumnsScreen
from kursk_tui.tui.screens.lensing import lens_text
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.view import facet_name
from kursk_tui.tui.widgets.virtual_list import ListState, VirtualList
from kursk_tui.words.story import NAMES, folded_text

PANES = ("timeline", "claims", "sources", "detail")
NOTHING_FOLDED = {
    "timeline": "no release speaks of this first of all",
    "claims": "no other claim gives this figure from its release",
}


def make_panes(host: Host) -> dict[str, VirtualList]:
    """The four lists, by name."""
    panes = {name: VirtualList(host.door, id=name) for name in PANES}
    for name, pane in panes.items():
        pane.digit = key_of(name, host.settings.keymap)
        shows_all = key_of("clear", host.settings.keymap)
        pane.unmatched_text = f"no row has these words; {shows_all} shows all rows"
        pane.marked = host.marked
    panes["timeline"].heading, panes["claims"].heading = "TIMELINE", "CLAIMS"
    panes["detail"].heading, panes["detail"].counted = "DETAIL", False
    return panes


class Filtered(NamedTuple):
    """The claims that a filter leaves, its text, and what its terms of time hold of, if any."""

    claims: set[str]
    query: str
    is_in_time: Callable[[str], bool] | None = None


class Panes:
    """The panes as they are drawn from a context, and the commands that go between them."""

    context: Context

    def __init__(
        self, screen: ListScreen, lists: dict[str, VirtualList], charting: ChartBeside
    ) -> None:
        self._screen, self.lists, self._charting = screen, lists, charting
        self.active = "timeline"
        self.agents_shown = False
        # The columns of the claims, as the reader has chosen them.
        self.columns = sound(kept("columns"))
        # Rows of a pane that the reader folded or unfolded, in whatever view.
        self.toggled: dict[str, set[str]] = {"timeline": set(), "claims": set()}
        # The record that the detail is of, and the one that it was last drawn for.
        self.detail_of: Facet | None = None
        self._drawn_for: Facet | None = None
        self.rest = Rest(screen, self.show_detail)

    def __getitem__(self, name: str) -> VirtualList:
        """The list of a pane."""
        return self.lists[name]

    # ---- drawing

    def draw(self, context: Context, states: dict[str, ListState]) -> None:
        """Draw what is in view; panes without a state keep theirs."""
        self.context = context
        self.lists["claims"].legend = legend(context)
        for name in ("timeline", "claims", "detail"):
            self.lists[name].empty_text = self._nothing_in(name)
        toggled, lists = self.toggled, self.lists
        lists["timeline"].show(TimelineModel(context, toggled["timeline"]), states.get("timeline"))
        lists["claims"].show(self._claims(), states.get("claims"))
        self._draw_sources(states.get("sources"))

    def _nothing_in(self, pane: str) -> str:
        return nothing_in(pane, self.context.whole, self._screen.key)

    def _claims(self) -> ClaimsModel:
        return ClaimsModel(self.context, self.toggled["claims"], self.columns)

    def _draw_sources(self, state: ListState | None) -> None:
        pane = self.lists["sources"]
        pane.heading = "AGENTS" if self.agents_shown else "SOURCES"
        pane.empty_text = self._nothing_in("agents" if self.agents_shown else "sources")
        model = AgentsModel if self.agents_shown else SourcesModel
        pane.show(model(self.context), state)

    def states(self) -> dict[str, ListState]:
        """What `draw` needs to bring the panes back."""
        return {name: pane.state() for name, pane in self.lists.items()}

    # ---- the active pane

    def activate(self, name: str, *, follow: bool = True) -> None:
        """Give the keys to a pane; the detail then follows its cursor."""
        # Before the pane is left: whoever types ahead has moved its cursor a moment ago.
        self.follow_cursor()
        self.active, self._screen.current = name, self.lists[name]
        for pane_name, pane in self.lists.items():
            pane.set_active(pane_name == name)
            pane.set_class(pane_name == name, "-current")
        if follow:
            self.follow_cursor()
            self.show_detail()
        hints, hint = self._screen.hints, self._screen.hint
        keys = [key for key, _ in hints(*PANES)]
        is_row = keys == ["1", "2", "3", "4"]
        self._screen.bottom.hint(
            [
                *hints("drill", "back", "filter"),
                ("1-4" if is_row else " ".join(keys), "panes"),
                hint("disagreements", "disagree"),
                *hints("known-at", "help", "quit", "discount"),
                *(hints("fold") if name in self.toggled else ()),
                *(hints("plot") if name == "claims" else ()),
                *hints("zoom", "sort"),
                hint("clear", "all rows"),
            ]
        )

    def target(self) -> Facet | None:
        """What Enter would drill to."""
        if self.active == "detail":
            row = self.detail_row()
            return row.entry.target if row else None
        cursor = self.lists[self.active].cursor
        if cursor is None or (self.active == "timeline" and cursor in NAMES):
            return None
        kinds = {"timeline": "event", "claims": "claim"}
        return Facet(kinds.get(self.active, "agent" if self.agents_shown else "source"), cursor)

    # ---- the detail

    def follow_cursor(self) -> None:
        """Let the detail be of what the cursor of the active pane is on."""
        if self.active != "detail":
            self.detail_of = self.target()

    def subject(self) -> Facet | None:
        """What the cursor is on, also where keys were typed ahead; or what the detail is of."""
        self.follow_cursor()
        return self.detail_of

    def cited(self) -> Facet | None:
        """What would be opened or cited: what a line of the detail leads to, else the subject."""
        led = leads_to_article(self.target()) if self.active == "detail" else None
        return led or self.subject()

    def found(self) -> Filtered | None:
        """What the filter of the active pane leaves, None without one.

        Of the claims in view those that are left, mention an event that is, stand in a document
        that is, or have an agent that is.
        """
        pane, links = self.lists[self.active], self.context.links
        if self.active == "detail" or not pane.narrowed:
            return None
        items = set(pane.items).difference(NAMES)
        if self.active == "claims":
            return Filtered(items, pane.query_text, self._timed(pane))
        claims: set[str] = set()
        for item in items:
            if self.active == "timeline":
                claims.update(links.mentions(item))
            elif self.agents_shown:
                claims.update(links.claims_of_agent(item), links.claims_of_agent(item, "publisher"))
            else:
                claims.update(links.claims_of_source(item))
        return Filtered(claims.intersection(self.context.view.claims), pane.query_text)

    def _timed(self, pane: VirtualList) -> Callable[[str], bool] | None:
        """What the terms of time in a filter of claims hold of; None without any."""
        if pane.query_error:
            return None
        terms = parse(closed(pane.query_text)).terms
        text = " ".join(term.text for term in terms if term.field in OF_TIME)
        return pick(self.context, "claims", text).holds if text else None

    def about(self, subject: Facet) -> str:
        """`event: Treaty`: what a subject is, in a few words."""
        return f"{subject.kind}: {facet_name(self.context.whole, subject)}"

    def go_to(self, *kinds: str) -> str:
        """`go to a claim (2) or an agent (3 3)`: where records of some kinds are."""
        key = self._screen.key
        keys = {
            "claim": f"a claim ({key('claims')})",
            "source": f"a document ({key('sources')})",
            "agent": f"an agent ({key('sources')} {key('sources')})",
        }
        return "go to " + " or ".join(keys[kind] for kind in kinds)

    def detail_row(self) -> DetailRow | None:
        """The row of the detail that its cursor is on."""
        model = self.lists["detail"].model
        return model.at(self.lists["detail"].cursor) if isinstance(model, DetailModel) else None

    def detail_entries(self) -> list[Entry]:
        """Entries of the record that the detail is of; empty for none."""
        if self.detail_of is None:
            return []
        if not known(self.context.dossier, self.detail_of):
            workspace = self._screen.host.workspace
            return [Entry("", f"left out: {lens_text(workspace)}", "dim")]
        entries = facts(self.context, *self.detail_of)
        model = self.lists["timeline"].model
        if self.detail_of.kind == "event" and isinstance(model, TimelineModel):
            entries[1:1] = self._folded(model, self.detail_of.id)
        return entries

    def _folded(self, model: TimelineModel, event: str) -> list[Entry]:
        """What the timeline hides under an event, right behind its headline."""
        folded = model.folded_under(event)
        under_chapter = self.context.dossier.events[event].kind == "chapter"
        text = folded_text(folded, self._screen.key("fold"), under_chapter=under_chapter)
        return [Entry("folded", text)] if folded else []

    def show_detail(self) -> None:
        """Draw the detail, from its top where it is of another record."""
        self.rest.stop()
        pane = self.lists["detail"]
        width = max(10, pane.row_width - 2)
        rows = lay_out(self.detail_entries(), width, self._screen.door)
        heading = self.detail_of.kind.upper() if self.detail_of else "DETAIL"
        changed = pane.heading != heading or self._drawn_for != self.detail_of
        pane.heading, self._drawn_for = heading, self.detail_of
        pane.show(DetailModel(rows), pane.fresh_state("0") if changed else None)
        self._charting.show(self.context, self.detail_of)

    # ---- commands

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
            self._draw_sources(self.lists["sources"].fresh_state())
        self.activate("sources")

    def do_detail(self) -> None:
        """To the detail."""
        self.activate("detail")

    def do_fold(self) -> None:
        """Unfold the releases that speak of an event, a chapter, or who tells a figure; or fold."""
        pane, screen = self.lists[self.active], self._screen
        model = pane.model
        if not isinstance(model, (TimelineModel, ClaimsModel)) or not model.has_folds:
            # Space turns pages wherever there is nothing to unfold.
            screen.moves.do_page_down()
        elif pane.sort != model.sorts[0]:
            screen.say(f"by {pane.sort} nothing is folded; {screen.key('sort')} sorts by another")
        elif pane.query_text:
            screen.say(f"what was found is unfolded; {screen.key('clear')} shows all rows")
        elif (head := model.fold_at(pane.cursor)) is None:
            screen.say(f"nothing is folded here: {NOTHING_FOLDED[self.active]}")
        else:
            unfolded = model.folded_under(head)
            self.toggled[self.active] ^= {head}
            pane.move_to_item(head)
            pane.order_by(pane.sort, reverse=pane.reverse)
            pane.reveal(unfolded)

    def do_columns(self) -> None:
        """Choose the columns of the claims."""
        screen = self._screen
        screen.app.push_screen(ColumnsScreen(screen.host, self.columns, self._choose_columns))

    def _choose_columns(self, columns: tuple[str, ...]) -> None:
        self.columns = columns
        self.lists["claims"].show(self._claims())
        try:
            keep("columns", columns)
        except DossierError as error:
            self._screen.say(self._screen.told("these columns only until you quit", error))
        else:
            self._screen.say(f"columns kept: {', '.join(columns)}")

    def do_whole(self) -> None:
        """The detail on the whole screen."""
        subject, entries = self.subject(), self.detail_entries()
        if entries and subject:
            self._screen.host.read(subject.kind.upper(), entries)
