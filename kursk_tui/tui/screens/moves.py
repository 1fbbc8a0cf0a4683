"""Commands that move in a list, put it in order or search it: the same on every screen."""

from __future__ import annotations

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
        self.current.move_by(self.current.page)

    def do_page_up(self) -> None:
        """A page up."""
        self.current.move_by(-self.current.page)

    def do_top(self) -> None:
        """To the first row."""
        self.current.move_to(0)

    def do_bottom(self) -> None:
        """To the last row."""
        self.current.move_to(len(self.current.items) - 1)

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
            self.say("no other match" if self.current.items else "no match")

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
        self.current.order_by(self.current.sort, reverse=not self.current.reverse)
