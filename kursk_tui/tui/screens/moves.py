"""Commands that move in a list, put it in order or search it: the same on every screen."""

from __future__ import annotations

from kursk_tui.tui.widgets.virtual_list import VirtualList


class ListCommands:
    """Mixed into a screen that has a `list`."""

    list: VirtualList

    def say(self, message: str) -> None:
        """Tell the reader something in a line."""
        raise NotImplementedError

    def do_down(self) -> None:
        """A row down."""
        self.list.move_by(1)

    def do_up(self) -> None:
        """A row up."""
        self.list.move_by(-1)

    def do_page_down(self) -> None:
        """A page down."""
        self.list.move_by(self.list.page)

    def do_page_up(self) -> None:
        """A page up."""
        self.list.move_by(-self.list.page)

    def do_top(self) -> None:
        """To the first row."""
        self.list.move_to(0)

    def do_bottom(self) -> None:
        """To the last row."""
        self.list.move_to(len(self.list.items) - 1)

    def do_next_match(self) -> None:
        """To the next match."""
        self._match(1)

    def do_previous_match(self) -> None:
        """To the match before."""
        self._match(-1)

    def _match(self, step: int) -> None:
        if not self.list.query_text:
            self.say("nothing searched for; / filters")
        elif not self.list.next_match(step):
            self.say("no other match" if self.list.items else "no match")

    def do_clear(self) -> None:
        """Show all rows; then take the marks away."""
        if self.list.narrowed:
            self.list.search(self.list.query_text, narrow=False)
        elif self.list.query_text:
            self.list.search("")

    def do_sort(self) -> None:
        """The next of the orders."""
        sorts = list(self.list.model.sorts)
        if len(sorts) < 2:
            self.say("this pane has one order")
            return
        name = sorts[(sorts.index(self.list.sort) + 1) % len(sorts)]
        self.list.order_by(name)
        self.say(f"sorted by {name}")

    def do_reverse(self) -> None:
        """Turn the order round."""
        self.list.order_by(self.list.sort, reverse=not self.list.reverse)
