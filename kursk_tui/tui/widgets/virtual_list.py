"""The one list widget: every pane, the detail, the reader and the palette are made of it.

It holds ids, not rows: a row is made only while it is on the screen, so a list of 100,000
costs no more to draw than one of 100. The cursor belongs to an id, and so survives filtering,
sorting and reloading.
"""

from __future__ import annotations

import re
from asyncio import TimerHandle
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import NamedTuple, Protocol, runtime_checkable

from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message
from textual.strip import Strip

from kursk_tui.analysis.query.language import QueryError
from kursk_tui.model.folding import normal
from kursk_tui.tui.display import Display, Line, words_pattern
from kursk_tui.tui.marked import MARK
from kursk_tui.tui.panes.finding import (
    Arranging,
    Asked,
    Findable,
    Picked,
    Placing,
    error_text,
    pick_lines,
    whole_part,
)
from kursk_tui.tui.resting import after
from kursk_tui.tui.widgets.painted import Painted
from kursk_tui.tui.widgets.rules import RULE, Joints, title_line

# How often rows are drawn on a slow line while keys keep coming.
SLOW_SECONDS = 0.12


class ListModel(Protocol):
    """What a list shows: ids in order, and how one of them is drawn, found and sorted."""

    @property
    def sorts(self) -> Sequence[str]:
        """Names of the orders it can be put in; the first is the order of `ids`."""

    def ids(self) -> Sequence[str]:
        """All ids, in the first of `sorts`."""

    def row(self, item: str, width: int) -> Line:
        """The spans of one row, for `width` cells."""

    def words(self, item: str) -> str:
        """Casefolded text that a filter is looked for in."""

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """Key of an id under one of `sorts`."""


@runtime_checkable
class Headed(Protocol):
    """A list model with columns that have headings."""

    def heads(self, width: int) -> Line | None:
        """The spans of their line; None where there is no room for one."""


@runtime_checkable
class Markable(Protocol):
    """A list model whose rows stand for records, or for what they say together."""

    def target_of(self, item: str) -> str | None:
        """What a row is marked by: the target of an entry on it; None where it stands for none."""


class EmptyModel:
    """A list with nothing in it."""

    sorts: Sequence[str] = ()

    def ids(self) -> Sequence[str]:
        """No ids."""
        return ()

    def row(self, item: str, width: int) -> Line:
        """No spans."""
        return []

    def words(self, item: str) -> str:
        """No words."""
        return ""

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """One key for all."""
        return ()


class ListState(NamedTuple):
    """What is put back when the reader returns to an earlier view."""

    cursor: str | None
    offset: int
    query: str
    narrowed: bool
    sort: str
    reverse: bool


class VirtualList(Painted):
    """A list with a title line, a cursor, a filter and orders. See the module's docstring."""

    class Told(Message):
        """Something that a list tells; a newer one of its kind says all that an older did."""

        def __init__(self, control: VirtualList) -> None:
            super().__init__()
            self._control = control

        @property
        def control(self) -> VirtualList:
            """The list that sent it."""
            return self._control

        def can_replace(self, message: Message) -> bool:
            """One of each kind and list is enough in a queue."""
            return type(message) is type(self) and message.control is self.control

    class Moved(Told):
        """The cursor is on another id, or the list has other rows."""

    class Resized(Told):
        """The list has another size."""

    class Clicked(Told):
        """A row was clicked, or the title (then `item` is None); `again` if it had the cursor."""

        def __init__(self, control: VirtualList, item: str | None, *, again: bool) -> None:
            super().__init__(control)
            self.item = item
            self.again = again

        def can_replace(self, message: Message) -> bool:
            """Every click counts."""
            return False

    def __init__(
        self,
        display: Display,
        *,
        id: str | None = None,
        titled: bool = True,
    ) -> None:
        super().__init__(id=id)
        self.door = display
        self.titled = titled
        # The key that leads here, before the heading.
        self.digit = ""
        self.heading = ""
        self.legend = ""
        self.counted = True
        self.empty_text = "nothing here"
        # The targets of the rows that are marked, here or elsewhere.
        self.marked: Collection[str] = ()
        # In its place where a filter leaves none of the rows that there are.
        self.unmatched_text = "no row has these words"
        self.active = False
        # Whether a rule at its right parts it from the next pane; and where rules meet its title:
        # that is asked for whenever it has another size.
        self.is_ruled = False
        self.meeting: Callable[[], Joints] = dict
        self._joints: Joints = {}
        self.model: ListModel = EmptyModel()
        # The model again, where it has headings, and where its rows can be marked.
        self._headed: Headed | None = None
        self._markable: Markable | None = None
        # The headings as they are drawn.
        self._head_line: Line | None = None
        self.items: list[str] = []
        self.cursor: str | None = None
        self.offset_row = 0
        self.query_text = ""
        self.query_error = ""
        self.narrowed = False
        self.sort = ""
        self.reverse = False
        # Where the cursor is among the rows shown; a look-up of all would cost more memory than
        # the rows themselves.
        self._at = 0
        self._pause: TimerHandle | None = None
        self._is_late = False
        self._wanted: str | None = None
        self._pattern: re.Pattern[str] | None = None
        self._picked: Picked | None = None

    # ---- what it shows

    def show(self, model: ListModel, state: ListState | None = None) -> None:
        """Show a model; keep cursor, filter and order, or take those of `state`."""
        self.model = model
        self._headed = model if isinstance(model, Headed) else None
        self._markable = model if isinstance(model, Markable) else None
        if state is not None:
            self.query_text, self.narrowed = state.query, state.narrowed
            self.sort, self.reverse = state.sort, state.reverse
            self.cursor, self.offset_row = state.cursor, state.offset
            self._wanted, self._at = self.cursor, self._place_of(self.cursor) or 0
        if self.query_text or state is not None:
            self._look_for(self.query_text)
        if self.sort not in model.sorts:
            self.sort, self.reverse = (model.sorts[0] if model.sorts else ""), False
        self._arrange()

    def state(self) -> ListState:
        """What `show` needs to bring this view of the list back."""
        return ListState(
            self.cursor, self.offset_row, self.query_text, self.narrowed, self.sort, self.reverse
        )

    def fresh_state(self, cursor: str | None = None) -> ListState:
        """A state without a filter, with the cursor on `cursor` or at the top."""
        return ListState(cursor, 0, "", False, self.sort, self.reverse)

    def search(self, query: str, *, narrow: bool = True) -> None:
        """Mark the matches of a query, and show only them if `narrow`."""
        self.query_text, self.narrowed = query, narrow and bool(query.split())
        self._look_for(query)
        self._arrange()

    def _look_for(self, query: str) -> None:
        """Take up a query; of one that is not whole yet, what stands before the fault."""
        self.query_error = ""
        self._picked, self._pattern = None, None
        if not query.split():
            return
        model = self.model
        pick = model.pick if isinstance(model, Findable) else partial(pick_lines, model.words)
        try:
            self._picked = pick(query)
        except QueryError as error:
            self.query_error = error_text(error)
            self._picked = whole_part(pick, query[: error.at])
        self._pattern = words_pattern(" ".join(self._picked.words))

    def order_by(self, sort: str, *, reverse: bool = False) -> None:
        """Put the list in one of its model's orders."""
        self.sort, self.reverse = sort, reverse
        self._arrange()

    def set_active(self, active: bool) -> None:
        """Show the list as the one that keys go to, or not."""
        if self.active != active:
            self.active = active
            self.sync()

    def matches(self, item: str) -> bool:
        """Does an id hold every word of the query, and whatever fields it asks for?"""
        return self._picked is not None and self._picked.holds(item)

    def _arrange(self) -> None:
        if self._wanted is None:
            # What is typed letter by letter must not drive the cursor down the list.
            self._wanted = self.cursor
        finds_some = bool(self.query_text) and not (self._picked and self._picked.has_all)
        holds = self._picked.holds if self._picked else self.matches
        model = self.model
        if isinstance(model, Arranging):
            searched = holds if finds_some else None
            wanted = self._wanted or self.cursor
            items = model.arranged(Asked(self.sort, self.reverse, searched, self.narrowed, wanted))
        else:
            items = list(model.ids())
            if self.narrowed and finds_some:
                items = list(filter(holds, items))
            self._put_in_order(items)
        former, self.items = self._at, items
        # A filter that finds nothing for a moment must not cost the reader their place.
        item = self._wanted or self.cursor
        place = self._place_of(item)
        if place is None and isinstance(model, Arranging):
            # What was folded away is stood for by what it is folded under.
            place = self._place_of(model.start if item is None else model.stand_in(item))
        if place is None and self.narrowed and items:
            place = self._place_of(self._nearest(item))
        if place is None:
            place = self._place_of(self.cursor)
        self._at = min(former, max(0, len(items) - 1)) if place is None else place
        self.cursor = items[self._at] if items else None
        self._follow()
        self.sync()
        self.post_message(self.Moved(self))

    def _put_in_order(self, items: list[str]) -> None:
        """Sort ids that are in the model's first order."""
        model = self.model
        if model.sorts and self.sort != model.sorts[0]:
            items.sort(key=lambda item: model.sort_key(item, self.sort))
        if self.reverse:
            items.reverse()

    def _nearest(self, item: str | None) -> str | None:
        """Of the rows shown the next one after one that is not, else the last before it."""
        everything = list(self.model.ids())
        if item not in everything:
            return None
        self._put_in_order(everything)
        at, shown = everything.index(item), set(self.items)
        return next((one for one in (*everything[at:], *everything[at::-1]) if one in shown), None)

    # ---- moving

    @property
    def page(self) -> int:
        """How many rows are on the screen at once; at least one."""
        return max(1, self.size.height - self._above)

    @property
    def _above(self) -> int:
        """How many lines stand above the rows: the title, and the headings of columns."""
        return self.titled + (self._heads() is not None)

    def _heads(self) -> Line | None:
        width = max(0, self.row_width - 1)
        return self._headed.heads(width) if self._headed is not None else None

    @property
    def row_width(self) -> int:
        """How many cells a row has, the mark of the cursor before it included."""
        return max(0, self.size.width - self.is_ruled)

    @property
    def place(self) -> int:
        """Position of the cursor among the rows shown, from 0."""
        return self._at

    def _place_of(self, item: str | None) -> int | None:
        """Position of an id among the rows shown; None where it is not."""
        try:
            return self.items.index(item) if item is not None else None
        except ValueError:
            return None

    def move_to(self, place: int) -> None:
        """Put the cursor on a row; a place beyond an end is that end."""
        if not self.items:
            return
        place = min(max(place, 0), len(self.items) - 1)
        target = self._wanted = self.items[place]
        if target != self.cursor:
            near = abs(place - self._at) == 1
            self._at = place
            self.cursor = target
            self._follow(jump=near and self.door.slow)
            self._sync_in_time()
            self.post_message(self.Moved(self))

    def _sync_in_time(self) -> None:
        """Draw; on a slow line not again within a moment, but then at the end of it.

        A key that is held sends more rows in a second than such a line carries.
        """
        if not self.door.slow:
            self.sync()
        elif self._pause is None:
            self.sync()
            self._pause = after(self, SLOW_SECONDS, self._pause_over)
        else:
            self._is_late = True

    def _pause_over(self) -> None:
        self._pause = None
        if self._is_late:
            self._is_late = False
            self._sync_in_time()

    def move_by(self, rows: int) -> None:
        """Move the cursor by a number of rows, down if positive."""
        self.move_to(self.place + rows)

    def page_by(self, pages: int) -> None:
        """Turn pages: what is shown moves by a page, and the cursor with it."""
        self.offset_row = max(0, self.offset_row + pages * self.page)
        self.move_by(pages * self.page)

    def move_to_item(self, item: str) -> bool:
        """Put the cursor on an id, unfolded where that is the way; False if it is not shown."""
        place = self._place_of(item)
        if place is None and isinstance(self.model, Arranging) and self.model.unfold(item):
            self._arrange()
            place = self._place_of(item)
        if place is None:
            return False
        self.move_to(place)
        return True

    def reveal(self, rows: int) -> None:
        """Scroll on until as many rows below the cursor are shown, or the cursor is at the top."""
        self.offset_row = max(self.offset_row, min(self._at, self._at + rows + 1 - self.page))
        self._follow()
        self.sync()

    def next_match(self, step: int) -> bool:
        """Go to the next (1) or the previous (-1) match, round the end; False without any."""
        size = len(self.items)
        for distance in range(1, size + 1):
            place = (self.place + step * distance) % size
            if self.matches(self.items[place]):
                self.move_to(place)
                return True
        return False

    def _follow(self, *, jump: bool = False) -> None:
        """Keep the cursor on the screen, scrolling no further than needed.

        With `jump` by half a page: to scroll by a row costs as much as by many.
        """
        if not self.size.height:
            # Before it has a place on the screen nobody knows how much of it will be seen.
            return
        place, page = self.place, self.page
        if jump and place < self.offset_row:
            self.offset_row = place - page // 2
        elif jump and place >= self.offset_row + page:
            self.offset_row = place - page + 1 + page // 2
        self.offset_row = min(self.offset_row, place)
        self.offset_row = max(self.offset_row, place - page + 1)
        self.offset_row = max(0, min(self.offset_row, len(self.items) - page))

    def target_of(self, item: str | None) -> str | None:
        """What a row would be marked by; None where it cannot be."""
        if item is None or self._markable is None:
            return None
        return self._markable.target_of(item)

    # ---- drawing

    def on_resize(self) -> None:
        """Keep the cursor on the screen when the list is given another height."""
        self._follow()
        self._joints = self.meeting()
        self.sync()
        self.post_message(self.Resized(self))

    def _make_all(self) -> None:
        self._head_line = self._heads()
        super()._make_all()

    def make_line(self, y: int) -> Strip:
        """The title line; or headings, a row or an empty line, with the rule beside it."""
        if self.titled and y == 0:
            return self._title(self.size.width)
        line = self._row_line(y - self.titled)
        return Strip.join([line, self.door.strip(RULE, 1)]) if self.is_ruled else line

    def _row_line(self, y: int) -> Strip:
        width = self.row_width
        if self._head_line is not None:
            if y == 0:
                return self.door.strip([(" ", ""), *self._head_line], width)
            y -= 1
        place = self.offset_row + y
        if place >= len(self.items):
            is_searched = bool(self.query_text) and len(self.model.ids()) > 0
            none = self.unmatched_text if is_searched else self.empty_text
            lines = self.door.wrap(none, width - 3) if not self.items else []
            text = f"  {lines[place]}" if place < len(lines) else ""
            return self.door.strip([(text, "dim")], width)
        item = self.items[place]
        row = self.door.marked(self.model.row(item, max(0, width - 1)), self._pattern)
        mark = MARK if self.marked and self.target_of(item) in self.marked else ""
        if item != self.cursor:
            return self.door.strip([(mark or " ", "key"), *row], width)
        base = "cursor" if self.active else "cursor-passive"
        return self.door.strip([(mark or "▸", ""), *row], width, base)

    def _title(self, width: int) -> Strip:
        size = len(self.items)
        place = f"{self.place + 1}/{size}" if size else "0"
        if isinstance(self.model, Arranging):
            place = self.model.place_text(self.place)
        facts = [place] if self.counted else []
        if not self.counted and self.offset_row + self.page < size:
            facts.append("↓ more")
        if self.model.sorts and (self.sort != self.model.sorts[0] or self.reverse):
            facts.append(f"by {self.sort}" + (" ↑" if self.reverse else ""))
        if self.query_error:
            facts.append(f"? {self.query_error}")
        elif self.query_text:
            # First what the reader has not typed: a narrow pane has room for that alone.
            facts += self._unseen(width)
            facts.append(("/" if self.narrowed else "found: ") + self.query_text)
        if self.legend:
            facts.append(self.legend)
        name = f"{self.digit} {self.heading}".lstrip()
        line = title_line(self.door, name, facts, width, active=self.active, joints=self._joints)
        return self.door.strip(line, width)

    def _unseen(self, width: int) -> list[str]:
        """Where the words of the query stand that the row at the cursor does not show."""
        model, picked = self.model, self._picked
        if picked is None or self.cursor is None or not isinstance(model, Placing):
            return []
        if not picked.holds(self.cursor):
            return []
        row = model.row(self.cursor, max(0, width - 1))
        shown = normal("".join(text for text, _ in row))
        found = {word: normal(word) for word in picked.words}
        unseen = [word for word, folded in found.items() if folded not in shown]
        places = {word: model.where(self.cursor, found[word]) for word in unseen}
        # Of a single word it is plain which one is meant.
        return [
            f"in {place}" if len(found) == 1 else f"{word} in {place}"
            for word, place in places.items()
            if place
        ]

    # ---- mouse, where there is one

    def place_at(self, y: int) -> int | None:
        """Position of the row on a line of the widget; None where there is none."""
        place = self.offset_row + y - self._above
        return place if y >= self._above and place < len(self.items) else None

    def on_click(self, event: Click) -> None:
        """Tell which row was clicked."""
        place = self.place_at(event.y)
        item = self.items[place] if place is not None else None
        self.post_message(self.Clicked(self, item, again=item is not None and item == self.cursor))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Three rows down."""
        event.stop()
        self.move_by(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Three rows up."""
        event.stop()
        self.move_by(-3)
