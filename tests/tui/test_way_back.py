"""From a screen over the explorer to a record, and one key back to that screen as it was left."""

from __future__ import annotations

from textual.pilot import Pilot

from kursk_tui.tui.screens.books import BookScreen
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.measures import MeasuresScreen
from kursk_tui.tui.screens.plot import PlotScreen
from tests.tui.driving import explorer, press, screen_lines


def top(pilot: Pilot[None]) -> object:
    """The screen that is shown."""
    return pilot.app.screen


async def test_from_a_plot_to_its_claim_and_back() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "m j j enter p j l")
        plot = pilot.app.screen
        assert isinstance(plot, PlotScreen)
        before, cursor = screen_lines(pilot)[:-1], plot.rows.cursor
        await press(pilot, "enter")
        plot.detail.move_to(next(n for n, _ in enumerate(plot.detail.items) if _chain(plot, n)))
        await press(pilot, "enter")
        assert top(pilot) is screen
        assert screen.drilling.facets[-1].id == cursor
        await press(pilot, "backspace backspace")
        assert top(pilot) is plot
        assert plot.rows.cursor == cursor
        assert plot.is_log
        assert screen_lines(pilot)[:11] == before[:11]
        await press(pilot, "backspace")
        assert isinstance(pilot.app.screen, MeasuresScreen)
        await press(pilot, "backspace")
        assert top(pilot) is screen
        assert screen.drilling.facets == ()


def _chain(plot: PlotScreen, place: int) -> bool:
    plot.detail.move_to(place)
    row = plot.finding.detail_row()
    return row is not None and row.entry.target is not None


async def test_swapped_books_are_still_swapped() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "b j j j j j enter enter j enter")
        book = pilot.app.screen
        assert isinstance(book, BookScreen)
        swapped = book.identity
        assert swapped != book.recorded
        await press(pilot, "enter")
        assert top(pilot) is screen
        await press(pilot, "backspace")
        assert top(pilot) is book
        assert book.identity == swapped


async def test_a_lens_that_changed_meanwhile_is_seen_on_the_way_back() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "d")
        listed = pilot.app.screen
        assert isinstance(listed, DisagreementsScreen)
        many = len(listed.all_rows)
        await press(pilot, "enter G enter")
        assert top(pilot) is screen
        await press(pilot, "left_square_bracket backspace")
        assert top(pilot) is listed
        assert 0 < len(listed.all_rows) < many
        assert "known at" in screen_lines(pilot)[0]


async def test_the_same_screen_can_be_left_and_found_again() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "d")
        listed = pilot.app.screen
        for _ in range(3):
            assert isinstance(listed, DisagreementsScreen)
            listed.finding.activate(listed.detail)
            await press(pilot, "G enter")
            assert top(pilot) is screen
            await press(pilot, "backspace")
            assert top(pilot) is listed
        await press(pilot, "backspace backspace")
        assert top(pilot) is screen


async def test_each_screen_is_seen_anew_through_the_lens_one_comes_back_with() -> None:
    async with explorer((120, 36)) as (pilot, _):
        await press(pilot, "d")
        first = pilot.app.screen
        assert isinstance(first, DisagreementsScreen)
        many = len(first.all_rows)
        await press(pilot, "enter G enter")
        # The lens changes before a second screen is left: the first must still be drawn anew.
        await press(pilot, "left_square_bracket 0 d enter G enter backspace backspace backspace")
        await press(pilot, "backspace backspace")
        assert top(pilot) is first
        assert "known at" in screen_lines(pilot)[0]
        assert 0 < len(first.all_rows) < many


async def test_a_flag_that_was_set_meanwhile_is_seen_on_the_way_back() -> None:
    async with explorer((120, 36)) as (pilot, screen):
        await press(pilot, "d")
        listed = pilot.app.screen
        assert isinstance(listed, DisagreementsScreen)
        await press(pilot, "enter G enter")
        assert top(pilot) is screen
        flagged = screen.drilling.facets[-1].id
        await press(pilot, "f enter enter backspace")
        assert top(pilot) is listed
        assert listed.context.marks.flag(f"claim:{flagged}") == "f"
