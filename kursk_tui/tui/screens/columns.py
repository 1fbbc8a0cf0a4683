"""The menu of columns: which of them the list of claims has, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.columns import AT_FIRST, BY_NAME, COLUMNS
from kursk_tui.tui.screens.listing import OverScreen
from kursk_tui.tui.screens.menu import Item, MenuModel

NAME_WIDTH = 16


class ColumnsScreen(OverScreen):
    """Space shows or hides a column, `<` and `>` move it, Enter keeps, Escape leaves all as it was.

    `done` is told the columns that are shown, in their order.
    """

    screen_name = "columns"

    def __init__(
        self, host: Host, chosen: Sequence[str], done: Callable[[tuple[str, ...]], None]
    ) -> None:
        super().__init__(host, "menu")
        self._take_up(chosen)
        self._done = done
        self.rows.heading, self.rows.counted = "COLUMNS OF THE CLAIMS", False

    def _take_up(self, chosen: Sequence[str]) -> None:
        rest = [column.name for column in COLUMNS if column.name not in chosen]
        self.order, self.shown = [*chosen, *rest], set(chosen)

    def on_mount(self) -> None:
        """Show all columns, those that are chosen first."""
        self.rows.set_active(True)
        self._show()
        self.rows.move_to(0)
        earlier, later = self.hint("column-earlier", "")[0], self.hint("column-later", "")[0]
        self.bottom.hint(
            [
                self.hint("toggle-column", "show or hide"),
                (f"{earlier} {later}", "move"),
                self.hint("drill", "keep"),
                self.hint("all", "as at first"),
                self.hint("clear", "leave as it is"),
            ]
        )
        self.get_ready()

    def _show(self) -> None:
        items = [
            Item(
                name,
                f"[{'x' if name in self.shown else ' '}] {name}",
                BY_NAME[name].about,
                is_dim=name not in self.shown,
            )
            for name in self.order
        ]
        self.rows.legend = "from left to right, as many as fit"
        self.rows.show(MenuModel(self.door, items, NAME_WIDTH))

    def do_toggle_column(self) -> None:
        """Show the column at the cursor, or hide it."""
        name = self.rows.cursor
        if name is not None:
            self.shown ^= {name}
            self._show()

    def do_column_earlier(self) -> None:
        """Move the column at the cursor one place to the left in a row."""
        self._move(-1)

    def do_column_later(self) -> None:
        """Move the column at the cursor one place to the right in a row."""
        self._move(1)

    def _move(self, step: int) -> None:
        name = self.rows.cursor
        if name is None:
            return
        place = self.order.index(name)
        to = place + step
        if 0 <= to < len(self.order):
            self.order[place], self.order[to] = self.order[to], name
            self._show()

    def do_all(self) -> None:
        """The columns that the program begins with."""
        self._take_up(AT_FIRST)
        self._show()
        self.say(f"as at first; {self.key('drill')} keeps it")

    def do_drill(self) -> None:
        """Keep them."""
        chosen = tuple(name for name in self.order if name in self.shown)
        if not chosen:
            self.say(f"a row needs a column; {self.key('toggle-column')} shows one")
            return
        self.dismiss()
        self._done(chosen)

    do_clear = OverScreen.do_back
    do_columns = do_drill
