"""Ratings by the Admiralty scales: given by keys, kept in the notebook, shown side by side."""

from __future__ import annotations

from pathlib import Path

from kursk_tui.notebook.notebook import Notebook
from kursk_tui.tui.app import Options
from kursk_tui.tui.panes.ratings import rated
from tests.tui.driving import explorer, pane, press, screen_lines, type_text

# The NIS said so, as the whole chain tells.
CLAIM = "ki-2025-02-27.17c"
NO_ORIGIN = "joongang-2026-02-10.18"


def detail(lines: list[str], label: str) -> str:
    """What stands behind a label of the detail."""
    return next(line.split(label, 1)[1].strip() for line in lines if f" {label} " in line)


async def test_a_letter_and_a_digit_stand_side_by_side(tmp_path: Path) -> None:
    notes = tmp_path / "notes.json"
    async with explorer((120, 36), options=Options(notes=str(notes))) as (pilot, screen):
        await press(pilot, "2")
        pane(screen, "claims").move_to_item(CLAIM)
        await press(pilot, "z z")
        assert detail(screen_lines(pilot), "Admiralty") == "F6 (unrated)"
        await press(pilot, "R 3")
        await type_text(pilot, "fits the photographs")
        await press(pilot, "enter")
        assert detail(screen_lines(pilot), "Admiralty") == "F3"
        await press(pilot, "3 3")
        pane(screen, "sources").move_to_item("nis")
        await press(pilot, "R b enter")
        assert detail(screen_lines(pilot), "Admiralty") == "B"
        context = screen.panes.context
        assert rated(context, context.dossier.claims[CLAIM]) == "B3"
        assert rated(context, context.dossier.claims[NO_ORIGIN]) == "F6 (unrated)"
    entries = Notebook.open(str(notes)).entries
    assert [(e.kind, e.target, e.value, e.body) for e in entries] == [
        ("rating", f"claim:{CLAIM}", "3", "fits the photographs"),
        ("rating", "agent:nis", "B", ""),
    ]


async def test_a_new_rating_of_ones_own_takes_the_place_of_the_former(tmp_path: Path) -> None:
    notes = tmp_path / "notes.json"
    async with explorer(options=Options(notes=str(notes))) as (pilot, screen):
        await press(pilot, "3 3")
        pane(screen, "sources").move_to_item("nis")
        await press(pilot, "R a enter R enter enter R G enter enter")
        assert screen.panes.context.marks.rating("agent:nis") == "F"
        await press(pilot, "u")
        assert screen.panes.context.marks.rating("agent:nis") == "A"
    kinds = [e.kind for e in Notebook.open(str(notes)).entries]
    assert kinds == ["rating", "rating", "rating", "undo"]


async def test_reviewers_who_rate_differently_are_both_shown(tmp_path: Path) -> None:
    own, other = tmp_path / "own.json", tmp_path / "other.json"
    Notebook.open(str(own)).append("rating", "agent:nis", value="B", author="analyst")
    Notebook.open(str(other)).append("rating", "agent:nis", value="D", author="kim k")
    options = Options(notes=str(own), beside=(str(other),))
    async with explorer((120, 36), options=options) as (pilot, screen):
        context = screen.panes.context
        assert rated(context, context.dossier.claims[CLAIM]) == "B/D6"
        # A rating is no flag, and two ratings are no dispute over a verdict.
        assert context.marks.flag("agent:nis") == " "
        await press(pilot, "F")
        text = "\n".join(screen_lines(pilot))
        assert "rated B" in text
        assert "rated D" in text


async def test_only_agents_and_claims_are_rated() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "R")
        assert pilot.app.screen is screen
        assert "agents and claims are rated" in screen_lines(pilot)[-1]
        await press(pilot, "3 R")
        assert pilot.app.screen is screen
        assert "agents and claims are rated" in screen_lines(pilot)[-1]
