"""A menu: one of a few things, each with how many rows it would leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kursk_tui.tui.display import Display, Line
from kursk_tui.tui.host import Host
from kursk_tui.tui.screens.listing import OverScreen

NAME_WIDTH = 24


class Item(NamedTuple):
    """A line of a menu: what it stands for, what it is called, how many rows it leaves."""

    value: str
    name: str
    rows: int


class MenuModel:
    """Rows of a menu. Ids are the values."""

    sorts: Sequence[str] = ()

    def __init__(self, door: Display, items: Sequence[Item]) -> None:
        self._door = door
        self._items = {item.value: item for item in items}

    def ids(self) -> Sequence[str]:
        """Values, in the order of the menu."""
        return list(self._items)

    def row(self, item: str, width: int) -> Line:
        """Name and count; what would leave nothing is dim."""
        _, name, count = self._items[item]
        look = "" if count else "dim"
        return [
            (self._door.pad(name, NAME_WIDTH), look),
            (self._door.pad(f"{count:,}", 8, right=True), look),
        ]

    def words(self, item: str) -> str:
        """The name, for a filter."""
        return self._items[item].name

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """As listed."""
        return (list(self._items).index(item),)


class MenuScreen(OverScreen):
    """Enter takes the line at the cursor, Escape leaves all as it was. `done` is told the value."""

    def __init__(
        self,
        host: Host,
        heading: str,
        items: Sequence[Item],
        chosen: str,
        done: Callable[[str], None],
    ) -> None:
        super().__init__(host, "menu")
        self._items, self._chosen, self._done = items, chosen, done
        self.rows.heading, self.rows.counted = heading, False

    def on_mount(self) -> None:
        """Show the lines, with the cursor on what holds now."""
        self.rows.set_active(True)
        self.rows.show(MenuModel(self.door, self._items))
        self.rows.move_to_item(self._chosen)
        self.bottom.hint([self.hint("drill", "choose"), self.hint("clear", "leave as it is")])
        self.get_ready()

    def do_drill(self) -> None:
        """Take the line at the cursor."""
        value = self.rows.cursor
        self.dismiss()
        if value is not None:
            self._done(value)

    def do_kind(self) -> None:
        """The key that opened it walks through it."""
        self.rows.move_to((self.rows.place + 1) % max(1, len(self.rows.items)))

    do_severity = do_kind
    do_clear = OverScreen.do_back
