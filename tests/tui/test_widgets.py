"""The list widget and its painting, apart from the explorer."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip

from kursk_tui.tui.display import Display, Line
from kursk_tui.tui.widgets.painted import changed_run
from kursk_tui.tui.widgets.virtual_list import VirtualList


class Numbers:
    """A model that counts how many rows are made."""

    sorts: Sequence[str] = ("number", "last digit")

    def __init__(self, size: int) -> None:
        self.size = size
        self.made = 0

    def ids(self) -> Sequence[str]:
        return [str(n) for n in range(self.size)]

    def row(self, item: str, width: int) -> Line:
        self.made += 1
        return [(f"row {item}", "")]

    def words(self, item: str) -> str:
        return f"row {item}"

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        return (int(item[-1]), int(item)) if sort == "last digit" else (int(item),)


class ListApp(App[None]):
    CSS = "VirtualList { height: 1fr; }"

    def compose(self) -> ComposeResult:
        self.rows = VirtualList(Display(), id="rows")
        yield self.rows


async def test_only_rows_on_the_screen_are_made() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 11)) as pilot:
        model = Numbers(100_000)
        app.rows.show(model)
        await pilot.pause()
        assert 0 < model.made < 100
        model.made = 0
        app.rows.move_to(99_999)
        await pilot.pause()
        assert model.made <= 30
        assert "row 99999" in app.rows.render_line(10).text


async def test_the_cursor_belongs_to_an_id_through_filter_sort_and_reload() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 11)):
        rows = app.rows
        rows.show(Numbers(50))
        rows.move_to_item("21")
        rows.search("2")
        assert rows.cursor == "21"
        assert rows.items[0] == "2"
        rows.search("")
        rows.order_by("last digit", reverse=True)
        assert rows.cursor == "21"
        rows.show(Numbers(30))
        assert rows.cursor == "21"
        rows.show(Numbers(10))
        assert rows.cursor in rows.items


async def test_state_brings_a_list_back() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 11)):
        rows = app.rows
        rows.show(Numbers(90))
        rows.order_by("last digit")
        rows.search("3")
        rows.move_to(7)
        state, items = rows.state(), list(rows.items)
        rows.show(Numbers(90), rows.fresh_state())
        assert rows.cursor == rows.items[0]
        rows.order_by("number")
        rows.show(Numbers(90), state)
        assert rows.items == items
        assert rows.state() == state


async def test_a_row_down_repaints_two_rows_and_the_count() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 11)) as pilot:
        rows = app.rows
        rows.show(Numbers(50))
        await pilot.pause()
        painted: list[Region] = []
        refresh = rows.refresh

        def spy(*regions: Region, **options: bool) -> VirtualList:
            painted.extend(regions)
            refresh(*regions, **options)
            return rows

        rows.refresh = spy  # type: ignore[method-assign]
        rows.move_by(1)
        assert sorted(region.y for region in painted) == [0, 1, 2]
        assert sum(region.area for region in painted) < 40 * 3
        painted.clear()
        rows.sync()
        assert painted == []


async def test_an_empty_list_says_so_and_moves_nowhere() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 5)):
        rows = app.rows
        rows.show(Numbers(0))
        rows.move_by(1)
        rows.move_to(3)
        assert rows.cursor is None
        assert not rows.next_match(1)
        assert "nothing here" in rows.render_line(1).text


pieces = st.lists(
    st.tuples(st.text("ab日 ", max_size=5), st.sampled_from(["", "bold", "reverse"])), max_size=6
)


@given(pieces, pieces, st.integers(0, 24))
def test_what_lies_outside_the_changed_run_is_the_same(
    old: list[tuple[str, str]], new: list[tuple[str, str]], width: int
) -> None:
    door = Display()
    before, after = (
        Strip([Segment(t, Style.parse(s)) for t, s in line if t]).adjust_cell_length(width)
        for line in (old, new)
    )
    assert door.strip([("x", "")], width).cell_length == width
    run = changed_run(before, after)
    if run is None:
        assert before.text == after.text
        return
    start, end = run
    assert 0 <= start < end <= width
    for part in ((0, start), (end, width)):
        a, b = before.crop(*part), after.crop(*part)
        assert a.text == b.text
        assert cell_len(a.text) == part[1] - part[0]
