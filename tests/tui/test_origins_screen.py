"""The view of origins: the chain of a claim, what shares it, and who stands behind a view."""

from __future__ import annotations

from pathlib import Path

from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.screens.origins import OriginsScreen
from tests.tui.driving import explorer, pane, press, screen_lines, type_text


async def test_the_chain_of_the_8000_leads_to_hur_and_back() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        pane(screen, "claims").move_to_item("joongang-2026-02-10.8b")
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, OriginsScreen)
        text = "\n".join(screen_lines(pilot))
        assert "documents 1 · releases 1 · origins 1" in text
        assert "H HUR, Defence Intelligence" in text
        assert "└ JoongAng" in text
        # One begins on the line that one came from.
        (here,) = (line for line in text.split("\n") if line.startswith("▸"))
        assert "around 8,000" in here
        assert "◄ = stands for" in here
        (turned,) = (line for line in text.split("\n") if "¶4" in line)
        assert '≈ "about" became "up' in turned
        while "H HUR" not in next(one for one in screen_lines(pilot) if one.startswith("▸")):
            await press(pilot, "k")
        await press(pilot, "enter")
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
        assert "? from whom is not known" in text
        assert "└ Yonhap" in text


async def test_no_figure_stands_without_its_measure_and_no_id_is_shown() -> None:
    async with explorer((120, 60)) as (pilot, screen):
        await press(pilot, "2")
        pane(screen, "claims").move_to_item("ki-2026-02-12.10")
        await press(pilot, "o")
        lines = screen_lines(pilot)
        text = "\n".join(lines)
        assert "KILLED OR WOUNDED: WHO HAD IT FROM WHOM" in text
        assert "ALSO TOLD OF THE RELEASE: present" in text
        under = lines.index(" ALSO TOLD OF THE RELEASE: returned home")
        assert "About 1,100" in lines[under + 1]
        dossier = screen.panes.context.dossier
        assert not any(id in text for id in (*dossier.claims, *dossier.sources))


async def test_the_tree_is_written_as_a_picture_and_as_a_graph(tmp_path: Path) -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        pane(screen, "claims").move_to_item("ki-2026-02-12.10")
        await press(pilot, "o")
        for name, begins in (("o.svg", "<?xml"), ("o.dot", "digraph")):
            await press(pilot, "x")
            await type_text(pilot, str(tmp_path / name))
            await press(pilot, "enter")
            assert "written" in screen_lines(pilot)[-1]
            assert (tmp_path / name).read_text("utf-8").startswith(begins)
        # Of an agent there is no tree.
        await press(pilot, "escape 3 3 o x")
        assert ".dot" not in screen_lines(pilot)[-1]


async def test_elsewhere_it_counts_who_stands_behind_the_view() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "o")
        text = "\n".join(screen_lines(pilot))
        assert "documents 5 · releases 15 · origins 1-" in text
        await press(pilot, "escape")
        assert pilot.app.screen is not screen
        await press(pilot, "escape")
        assert pilot.app.screen is screen
