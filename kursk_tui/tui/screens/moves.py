"""Commands that move in a list, put it in order or search it: the same on every screen."""

from __future__ import annotations

from kursk_tui.tui.widgets.prompt import Answers
from kursk_tui.tui.widgets.virtual_list import VirtualList


class ListCommands:
    """Mixed into a screen that has a `current` list."""

    @property
    def current(self) -> VirtualList:
        """The list that keys go to."""
        raise NotImplementedError

    def say(self, message: str) -> None:
        """Tell the reader something in a line."""
        raise NotImplementedError

    def do_down(self) -> None:
        """A row down."""
        self.current.move_by(1)

    def do_up(self) -> None:
        """A row up."""
        self.current.move_by(-1)

    def do_page_down(self) -> None:
        """A page down."""
        self.current.page_by(1)

    def do_page_up(self) -> None:
        """A page up."""
        self.current.page_by(-1)

    def do_top(self) -> None:
        """To the first row."""
        self.current.move_to(0)

    def do_bottom(self) -> None:
        """To the last row."""
        self.current.move_to(len(self.current.items) - 1)

    def ask(self, label: str, answers: Answers, text: str = "") -> None:
        """Ask for a line of text."""
        raise NotImplementedError

    def do_next_match(self) -> None:
        """To the next match."""
        self._match(1)

    def do_previous_match(self) -> None:
        """To the match before."""
        self._match(-1)

    def _match(self, step: int) -> None:
        if not self.current.query_text:
            self.say("nothing searched for; / filters")
        elif not self.current.next_match(step):
            self.say("no match")
        else:
            matches = [item for item in self.current.items if self.current.matches(item)]
            number = matches.index(self.current.cursor or "") + 1
            self.say(f"match {number} of {len(matches)}")

    def do_clear(self) -> None:
        """Show all rows; then take the marks away."""
        if self.current.narrowed:
            self.current.search(self.current.query_text, narrow=False)
        elif self.current.query_text:
            self.current.search("")

    def do_sort(self) -> None:
        """The next of the orders."""
        sorts = [*self.current.model.sorts]
        if len(sorts) < 2:
            self.say("this pane has one order")
            return
        name = sorts[(sorts.index(self.current.sort) + 1) % len(sorts)]
        self.current.order_by(name)
        self.say(f"sorted by {name}")

    def do_reverse(self) -> None:
        """Turn the order round."""
        if not self.current.model.sorts:
            self.say("this pane has one order")
            return
        self.current.order_by(self.current.sort, reverse=not self.current.reverse)

    def do_filter(self) -> None:
        """Ask for words and narrow the pane as they are typed."""
        label = f" filter {self.current.heading.lower().lstrip('0123456789 ')}: "
        answers = Answers(self.current.search, self._filter_done, self._filter_passed)
        self.ask(label, answers)

    def _filter_done(self, text: str | None) -> None:
        """Keep the filter, or drop it."""
        if text is None:
            self.current.search("")
        elif self.current.query_error:
            self.say(self.current.query_error)
        elif text.split() and not self.current.items:
            self.say("no row has these words; Esc shows all rows")

    def _filter_passed(self, key: str) -> None:
        """The arrows move in the list while one types."""
        moves = {"down": 1, "up": -1, "pagedown": self.current.page, "pageup": -self.current.page}
        self.current.move_by(moves.get(key, 0))
