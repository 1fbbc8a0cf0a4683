"""The view of origins: the chain of a claim, what shares it, and who stands behind a view."""

from __future__ import annotations

from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.screens.origins import OriginsScreen
from tests.tui.driving import explorer, pane, press, screen_lines


async def test_the_chain_of_the_8000_leads_to_hur_and_back() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        pane(screen, "claims").move_to_item("joongang-2026-02-10.8b")
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, OriginsScreen)
        text = "\n".join(screen_lines(pilot))
        assert "documents 1 · releases 1 · origins 1" in text
        assert "JoongAng Ilbo (publisher)" in text
        assert "← Defence Intelligence of Ukraine (origin)" in text
        await press(pilot, "j j j j enter")
        assert screen.is_current
        assert screen.drilling.facets == (Facet("agent", "hur"),)
        await press(pilot, "backspace")
        assert not screen.drilling.facets


async def test_a_broken_chain_is_said_to_count_as_none() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        pane(screen, "claims").move_to_item("digest-2026-02.4b")
        await press(pilot, "o")
        text = "\n".join(screen_lines(pilot))
        assert "origins 0" in text
        assert "it does not count as an origin" in text
        assert "last known" in text


async def test_elsewhere_it_counts_who_stands_behind_the_view() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "o")
        text = "\n".join(screen_lines(pilot))
        assert "documents 5 · releases 15 · origins 1-" in text
        await press(pilot, "escape")
        assert pilot.app.screen is not screen
        await press(pilot, "escape")
        assert pilot.app.screen is screen
