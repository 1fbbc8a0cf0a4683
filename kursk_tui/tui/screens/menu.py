"""A menu: one of a few things, each with its meaning or with how many rows it would leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kursk_tui.tui.display import Display, Line
from kursk_tui.tui.host import Host
from kursk_tui.tui.screens.listing import OverScreen

NAME_WIDTH = 24


class Item(NamedTuple):
    """A line of a menu: what it stands for, what it is called, what stands beside its name."""

    value: str
    name: str
    beside: str
    is_dim: bool = False


def counted(value: str, name: str, rows: int) -> Item:
    """A line that says how many rows it would leave; dim where that is none."""
    return Item(value, name, f"{rows:8,}", is_dim=not rows)


class MenuModel:
    """Rows of a menu. Ids are the values."""

    sorts: Sequence[str] = ()

    def __init__(self, door: Display, items: Sequence[Item], name_width: int) -> None:
        self._door, self._width = door, name_width
        self._items = {item.value: item for item in items}

    def ids(self) -> Sequence[str]:
        """Values, in the order of the menu."""
        return list(self._items)

    def row(self, item: str, width: int) -> Line:
        """The name, and what stands beside it."""
        found = self._items[item]
        look = "dim" if found.is_dim else "bold"
        beside = "dim" if found.is_dim else ""
        return [(self._door.pad(found.name, self._width), look), (found.beside, beside)]

    def words(self, item: str) -> str:
        """Name and what stands beside it, for a filter."""
        return f"{self._items[item].name} {self._items[item].beside}"

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
        self.rows.show(MenuModel(self.door, self._items, NAME_WIDTH))
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
