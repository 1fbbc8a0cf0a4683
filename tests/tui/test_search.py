"""The search of everything: what it finds, in which order, where it leads, and back."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier.dossier import default_path
from kursk_tui.tui.app import Options
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.screens.overview import OverviewScreen
from kursk_tui.tui.screens.plot import PlotScreen
from kursk_tui.tui.screens.search import SearchScreen
from tests.tui.driving import WIDE, claims_in, explorer, pane, press, screen_lines, type_text


def top(pilot: Pilot[None]) -> SearchScreen:
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    return screen


async def test_a_museum_and_back_takes_eleven_keys_from_the_first_screen() -> None:
    options = Options(overview=True)
    async with explorer(path=default_path(), options=options) as (pilot, screen):
        assert isinstance(pilot.app.screen, OverviewScreen)
        keys = [*"/museum", "tab", "enter"]
        await press(pilot, keys)
        assert [f.id for f in screen.drilling.facets] == ["museum"]
        assert "event: Memorial museum" in screen_lines(pilot)[0]
        back = ["backspace", "escape"]
        await press(pilot, back)
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert not screen.drilling.facets
        assert len(keys) + len(back) <= 12


async def test_every_kind_is_found_and_named() -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, _):
        await press(pilot, [*"/syrskyi", "tab"])
        shown = [line.split()[0].lstrip("▸") for line in screen_lines(pilot)[2:-1] if line.strip()]
        assert shown[0] == "agent"
        kinds = {item.partition(":")[0] for item in top(pilot).rows.items}
        assert kinds == {"agents", "events", "sources", "claims", "disagreement"}
        await press(pilot, "ctrl+u")
        await type_text(pilot, "killed")
        assert "measures" in {item.partition(":")[0] for item in top(pilot).rows.items}
        await press(pilot, "ctrl+u")
        assert not top(pilot).rows.items
        assert "type a word" in "".join(screen_lines(pilot))
        # An error is told at its character, and what stood before it is found still.
        await type_text(pilot, "killed by:nobody-such")
        assert "no agent is called" in top(pilot).rows.query_error
        assert top(pilot).rows.items


async def test_fields_narrow_what_is_found() -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, _):
        await press(pilot, "slash tab")
        await type_text(pilot, "by:nis measure:killed after:2025-02")
        found = top(pilot).rows.items
        kinds = {item.partition(":")[0] for item in found}
        assert kinds == {"claims", "disagreement"}


async def test_escape_leaves_all_as_it_was() -> None:
    async with explorer(WIDE) as (pilot, screen):
        await press(pilot, "2 3 3 2")
        await type_text(pilot, "/killed")
        await press(pilot, "enter j j")
        claims = pane(screen, "claims")
        before = (claims.state(), list(claims.items), screen.panes.active)
        await type_text(pilot, "/museum")
        assert claims.items != before[1]
        await press(pilot, "tab")
        assert top(pilot).rows.query_text == "museum"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ExplorerScreen)
        assert (claims.state(), list(claims.items), screen.panes.active) == before
        assert not screen.prompt.asking


@pytest.mark.parametrize(
    ("query", "kind", "opened"),
    [
        ("measure:killed -nobody", "measures", PlotScreen),
        ("syrskyi", "disagreement", DisagreementsScreen),
        ("syrskyi", "claims", ExplorerScreen),
        ("syrskyi", "sources", ExplorerScreen),
        ("syrskyi", "agents", ExplorerScreen),
    ],
)
async def test_enter_goes_there_and_backspace_comes_back(
    query: str, kind: str, opened: type[object]
) -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, screen):
        # Wherever one is: what one was narrowed to does not narrow where one goes.
        await press(pilot, "3 3 enter T")
        await type_text(pilot, "2024-10")
        await press(pilot, "enter slash tab")
        facets = screen.drilling.facets
        await type_text(pilot, query)
        item = next(item for item in top(pilot).rows.items if item.startswith(f"{kind}:"))
        top(pilot).rows.move_to_item(item)
        await press(pilot, "enter")
        found = pilot.app.screen
        assert isinstance(found, opened)
        id = item.partition(":")[2]
        if isinstance(found, DisagreementsScreen):
            assert found.rows.cursor == id
        elif isinstance(found, ExplorerScreen):
            assert [f.id for f in screen.drilling.facets] == [id]
            assert claims_in(screen)
        await press(pilot, "backspace")
        assert top(pilot).rows.cursor == item
        assert screen.drilling.facets == facets
        # Here the keys act on the row; the words are still to be changed.
        await press(pilot, "slash")
        assert top(pilot).prompt.text == query
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ExplorerScreen)


async def test_tab_gives_the_keys_to_the_list() -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, _):
        await press(pilot, [*"/syrskyi", "tab"])
        item = next(item for item in top(pilot).rows.items if item.startswith("claims:"))
        top(pilot).rows.move_to_item(item)
        await press(pilot, "tab c")
        found = pilot.app.screen
        assert isinstance(found, DisagreementsScreen)
        await press(pilot, "backspace")
        assert top(pilot).rows.cursor == item
        await press(pilot, "backspace")
        assert isinstance(pilot.app.screen, ExplorerScreen)


async def test_a_search_sees_what_the_lens_leaves() -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, _):
        await press(pilot, "t")
        await type_text(pilot, "2024-11-01")
        await press(pilot, [*("enter", "/"), *"museum", "tab"])
        assert not [item for item in top(pilot).rows.items if item.startswith("claims:")]
