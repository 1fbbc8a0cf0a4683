"""The commands that move in a list, put it in order or search it: the same on every screen."""

from __future__ import annotations

from typing import Protocol

from kursk_tui.tui.host import Host
from kursk_tui.tui.widgets.prompt import Answers, Prompt
from kursk_tui.tui.widgets.virtual_list import ListState, VirtualList

LONGEST_NAME = 24


class WithList(Protocol):
    """A screen with a list that keys go to."""

    @property
    def current(self) -> VirtualList:
        """The list that keys go to."""

    @property
    def prompt(self) -> Prompt:
        """Where it asks."""

    host: Host

    def say(self, message: str) -> None:
        """Tell the reader something in a line."""

    def ask(self, label: str, answers: Answers) -> None:
        """Ask for a line of text."""

    def key(self, name: str) -> str:
        """The key of a command."""


class Moves:
    """Moves, sorts and filters the list of a screen."""

    def __init__(self, screen: WithList) -> None:
        self._screen = screen
        # The list before anything was typed.
        self._before: ListState | None = None

    @property
    def _list(self) -> VirtualList:
        return self._screen.current

    def do_down(self) -> None:
        """A row down."""
        self._list.move_by(1)

    def do_up(self) -> None:
        """A row up."""
        self._list.move_by(-1)

    def do_page_down(self) -> None:
        """A page down."""
        self._list.page_by(1)

    def do_page_up(self) -> None:
        """A page up."""
        self._list.page_by(-1)

    def do_top(self) -> None:
        """To the first row."""
        self._list.move_to(0)

    def do_bottom(self) -> None:
        """To the last row."""
        self._list.move_to(len(self._list.items) - 1)

    def do_next_match(self) -> None:
        """To the next match."""
        self._match(1)

    def do_previous_match(self) -> None:
        """To the match before."""
        self._match(-1)

    def _match(self, step: int) -> None:
        rows = self._list
        if not rows.query_text:
            self._screen.say(f"nothing searched for; {self._screen.key('filter')} filters")
        elif not rows.next_match(step):
            self._screen.say("no match")
        else:
            matches = [item for item in rows.items if rows.matches(item)]
            number = matches.index(rows.cursor or "") + 1
            self._screen.say(f"match {number} of {len(matches)}")

    def do_clear(self) -> None:
        """Show all rows; then take the marks away."""
        self.show_all()

    def show_all(self) -> bool:
        """Show all rows, or else take the marks away; False where neither is to be done."""
        rows = self._list
        if rows.query_text:
            rows.search(rows.query_text if rows.narrowed else "", narrow=False)
            return True
        return False

    def do_sort(self) -> None:
        """The next of the orders."""
        rows = self._list
        sorts = [*rows.model.sorts]
        if len(sorts) < 2:
            self._screen.say("this pane cannot be sorted another way")
            return
        name = sorts[(sorts.index(rows.sort) + 1) % len(sorts)]
        rows.order_by(name)
        self._screen.say(f"sorted by {name}")

    def do_reverse(self) -> None:
        """Turn the order round."""
        rows = self._list
        if not rows.model.sorts:
            self._screen.say("this pane cannot be sorted another way")
            return
        rows.order_by(rows.sort, reverse=not rows.reverse)

    def do_filter(self) -> None:
        """Ask for words and narrow the pane as they are typed."""
        rows = self._list
        # A heading is in capitals; a title is not to lose its own.
        name = rows.heading.lower() if rows.heading.isupper() else rows.heading
        # A title may leave no room to type in.
        name = f" {name}" if len(name) < LONGEST_NAME else ""
        label = f" filter{name} (Tab: everything): "
        self._before = rows.state()
        self._screen.ask(label, Answers(rows.search, self._filter_done, self._filter_passed))

    def _filter_done(self, text: str | None) -> None:
        """Keep the filter, or drop it."""
        rows = self._list
        if text is None:
            rows.search("")
        elif rows.query_error:
            self._screen.say(rows.query_error)
        elif text.split():
            count = len(rows.items)
            found = "1 row matches" if count == 1 else f"{count:,} rows match"
            found = found if count else "no row has these words"
            self._screen.say(f"{found}; {self._screen.key('clear')} shows all rows")

    def _filter_passed(self, key: str) -> None:
        """The arrows move in the list while one types; Tab searches everything instead."""
        if key == "tab" and self._before is not None:
            text = self._screen.prompt.text
            self._screen.prompt.release()
            self._list.show(self._list.model, self._before)
            self._screen.host.survey.show_search(text)
            return
        page = self._list.page
        moves = {"down": 1, "up": -1, "pagedown": page, "pageup": -page}
        self._list.move_by(moves.get(key, 0))
