"""A text that changed, in the explorer: the mark, the list, both wordings, and taking it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.tui.app import KurskApp, Options
from kursk_tui.tui.panes.sources import NEWER
from kursk_tui.tui.screens.changes import ChangesScreen
from kursk_tui.words.changes import NO_OLD_TEXT
from tests.dossier.sample import GAZETTE, sample
from tests.tui.driving import explorer, pane, press, screen_lines, settle, type_text

DROPPED = [paragraph.replace("at least 300", "300") for paragraph in GAZETTE]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(sample()), "utf-8")
    (tmp_path / "texts").mkdir()
    return path


def keep(own: Path, name: str, paragraphs: list[str]) -> Path:
    path = own.parent / "texts" / name
    path.write_text("\n".join(paragraphs), "utf-8")
    return path


def options(own: Path) -> Options:
    return Options(texts=own.parent / "texts", author="ann")


async def compare(pilot: Pilot[None], keys: str = "B") -> None:
    """Keys, and wait until the two texts are compared."""
    await press(pilot, keys)
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


def top(pilot: Pilot[None]) -> object:
    return pilot.app.screen


async def test_a_document_whose_copy_changed_is_marked(own: Path) -> None:
    keep(own, "gazette-1.txt", DROPPED)
    keep(own, "herald.txt", ["Nothing of the sort"])
    async with explorer((120, 36), path=own, options=options(own)) as (pilot, screen):
        await press(pilot, "3")
        rows = pane(screen, "sources")
        lines = {item: rows.model.row(item, 40) for item in rows.items}
        marked = {item for item, line in lines.items() if (NEWER, "warning") in line}
        assert marked == {"gazette-1"}
        rows.move_to_item("gazette-1")
        await press(pilot, "4")
        text = "\n".join(screen_lines(pilot))
        assert "gazette-1.txt is another text than the one that was read" in text


async def test_the_list_shows_the_dropped_hedge_and_leads_to_its_claim(own: Path) -> None:
    keep(own, "old.txt", GAZETTE)
    keep(own, "newer.txt", DROPPED)
    async with explorer((120, 36), path=own, options=options(own)) as (pilot, screen):
        await press(pilot, "3")
        pane(screen, "sources").move_to_item("gazette-1")
        await compare(pilot)
        assert isinstance(top(pilot), ChangesScreen)
        text = "\n".join(screen_lines(pilot))
        assert "hedge dropped   at least 300 → 300" in text
        assert f"¶2: {GAZETTE[1]}" in text
        assert f"¶2: {DROPPED[1]}" in text
        assert NO_OLD_TEXT not in text
        await press(pilot, "enter G enter")
        assert top(pilot) is screen
        assert screen.panes.subject() == ("claim", "gazette-1.1")


async def test_without_the_old_text_it_is_said(own: Path) -> None:
    keep(own, "gazette-1.txt", DROPPED)
    async with explorer((120, 36), path=own, options=options(own)) as (pilot, screen):
        await press(pilot, "3")
        pane(screen, "sources").move_to_item("gazette-1")
        await compare(pilot)
        text = "\n".join(screen_lines(pilot))
        assert "at least 300 → 300" in text
        assert NO_OLD_TEXT in text


async def test_it_is_taken_by_one_key_and_one_undo_takes_that_back(own: Path) -> None:
    keep(own, "old.txt", GAZETTE)
    keep(own, "newer.txt", DROPPED)
    async with explorer((120, 36), path=own, options=options(own)) as (pilot, screen):
        app = pilot.app
        assert isinstance(app, KurskApp)
        await press(pilot, "3")
        pane(screen, "sources").move_to_item("gazette-1")
        await compare(pilot)
        await press(pilot, "a")
        assert top(pilot) is screen
        assert (
            "a newer text of gazette-1, the old one is kept; u undoes that"
            in (screen_lines(pilot)[-1])
        )
        assert len(Dossier.open(own).sources["gazette-1"].versions) == 1
        assert app.workspace.texts is not None
        assert app.workspace.texts.changed == {}
        await press(pilot, "u")
        assert Dossier.open(own).sources["gazette-1"].versions == ()


async def test_where_no_copy_changed_it_asks_for_the_newer_text(own: Path) -> None:
    newer = own.parent / "n.txt"
    newer.write_text("\n".join(DROPPED), "utf-8")
    keep(own, "gazette-1.txt", GAZETTE)
    async with explorer((120, 36), path=own, options=options(own)) as (pilot, screen):
        await press(pilot, "3")
        pane(screen, "sources").move_to_item("gazette-1")
        await press(pilot, "B")
        assert " newer text of gazette-1 (file or http address):" in screen_lines(pilot)[-1]
        await type_text(pilot, f"{newer}x")
        await compare(pilot, "enter")
        assert "not compared: " in screen_lines(pilot)[-1]
        await press(pilot, "B")
        await type_text(pilot, str(newer))
        await compare(pilot, "enter")
        assert isinstance(top(pilot), ChangesScreen)
        await press(pilot, "backspace")
        assert top(pilot) is screen


async def test_an_event_has_no_text(own: Path) -> None:
    async with explorer((120, 36), path=own, options=options(own)) as (pilot, _):
        await press(pilot, "1 B")
        assert screen_lines(pilot)[-1].strip().endswith("first")
