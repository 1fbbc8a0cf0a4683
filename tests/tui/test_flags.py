"""Flags: set, seen, undone, edited, and what colleagues say beside them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kursk_tui.dossier.notebook import Notebook, default_notebook_path
from kursk_tui.tui.app import Options
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.flag import FlagScreen
from kursk_tui.tui.screens.flags import FlagsScreen
from tests.tui.driving import explorer, pane, press, screen_lines, type_text

PAIR = "pair:ki-2025-02-27.16c|ki-2025-02-27.17c"
CLAIM = "ki-2025-02-27.17c"


def stored() -> Notebook:
    return Notebook.open(default_notebook_path(None))


async def test_a_verdict_needs_a_reason_and_is_kept_with_the_reading() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, "d f j enter enter")
        assert isinstance(pilot.app.screen, FlagScreen)
        assert "needs a reason" in screen_lines(pilot)[-1]
        assert stored().entries == ()
        await type_text(pilot, "the month differs")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, DisagreementsScreen)
        (entry,) = stored().standing
        assert (entry.target, entry.kind, entry.value) == (PAIR, "verdict", "real")
        assert (entry.body, entry.author) == ("the month differs", "analyst")
        assert entry.created.endswith("+00:00")
        assert entry.reading is not None
        assert entry.reading["kind"] == "tension"
        assert str(entry.reading["sentence"]).startswith("Zelensky (14 Feb 2025) suggests")
        assert screen_lines(pilot)[2].startswith("▸R!")


async def test_a_flag_shows_in_every_pane_where_its_target_appears() -> None:
    async with explorer() as (pilot, screen):
        for keys in ("1 f enter enter", "2 f enter enter", "3 f enter enter", "3 f enter enter"):
            await press(pilot, keys)
            assert screen.bottom.message.startswith("kept: flag")
        targets = {entry.target.partition(":")[0] for entry in stored().standing}
        assert targets == {"event", "claim", "source", "agent"}
        for name in ("timeline", "claims", "sources"):
            model = pane(screen, name).model
            assert ("f", "warning") in model.row(pane(screen, name).items[0], 60)
        assert any("flag, analyst" in line for line in screen_lines(pilot))


async def test_undo_and_redo_are_entries_and_the_mark_goes_and_comes() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        pane(screen, "claims").move_to_item(CLAIM)
        await press(pilot, "f enter enter")
        assert screen.context.marks.flag(f"claim:{CLAIM}") == "f"
        await press(pilot, "u")
        assert screen.bottom.message.startswith("undone: flag")
        assert screen.context.marks.flag(f"claim:{CLAIM}") == " "
        assert len(stored().entries) == 2
        await press(pilot, "U")
        assert screen.context.marks.flag(f"claim:{CLAIM}") == "f"
        assert len(stored().entries) == 3
        await press(pilot, "u u")
        assert screen.bottom.message == "nothing of yours to undo"


async def test_a_new_verdict_takes_the_place_of_the_former() -> None:
    async with explorer() as (pilot, _):
        for moves in ("j", "j j"):
            await press(pilot, "d f " + moves + " enter r enter escape")
        verdicts = [entry.value for entry in stored().standing]
        assert verdicts == ["explained"]
        assert len(stored().entries) == 2


async def test_flags_list_says_what_changed_since(tmp_path: Path) -> None:
    book = Notebook.open(str(tmp_path / "mine.json"))
    reading = {"kind": "conflict", "severity": 3, "sentence": "Then.", "preset": "default"}
    book.append("verdict", PAIR, value="real", body="so it is", author="analyst", reading=reading)
    gone = "pair:ki-2025-02-27.12|ki-2025-02-27.13"
    book.append("flag", gone, body="", author="analyst", reading=reading)
    options = Options(notes=str(tmp_path / "mine.json"))
    async with explorer((120, 36), options=options) as (pilot, screen):
        await press(pilot, "F")
        text = "\n".join(screen_lines(pilot))
        assert "was conflict, now tension; so it is" in text
        assert "was conflict, now no disagreement" in text
        await press(pilot, "v")
        assert "Then." in "\n".join(screen_lines(pilot))
        await press(pilot, "escape escape")
        assert pilot.app.screen is screen


async def test_enter_goes_from_a_flag_to_its_target() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        pane(screen, "claims").move_to_item(CLAIM)
        await press(pilot, "f enter enter 0 1 F enter")
        assert pilot.app.screen is screen
        assert screen.facets[-1].id == CLAIM


async def test_colleagues_are_shown_by_name_and_disputes_marked(tmp_path: Path) -> None:
    own, other = tmp_path / "own.json", tmp_path / "other.json"
    Notebook.open(str(own)).append("verdict", PAIR, value="real", body="a", author="analyst")
    Notebook.open(str(other)).append("verdict", PAIR, value="explained", body="b", author="kim k")
    before = other.read_bytes()
    options = Options(notes=str(own), beside=(str(other),))
    async with explorer((120, 36), options=options) as (pilot, screen):
        assert screen.context.marks.flag(PAIR) == "≠"
        await press(pilot, "d")
        assert screen_lines(pilot)[2].startswith("▸≠!")
        await press(pilot, "escape F")
        assert isinstance(pilot.app.screen, FlagsScreen)
        text = "\n".join(screen_lines(pilot))
        assert "kim k" in text
        assert "analyst" in text
        assert text.count("≠ ") >= 2
        await press(pilot, "K K K K K K K K")
        assert "disputed" in screen_lines(pilot)[1]
        assert len(pilot.app.screen.rows.items) == 2
        await press(pilot, "u")
        assert other.read_bytes() == before


async def test_what_another_process_writes_is_taken_up(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    options = Options(notes=str(path))
    async with explorer(options=options) as (pilot, screen):
        await press(pilot, "2")
        book = Notebook.open(str(path))
        book.append("flag", f"claim:{CLAIM}", body="", author="somebody")
        screen.kursk._watch_file()
        assert screen.context.marks.flag(f"claim:{CLAIM}") == "f"
        await press(pilot, "j f enter enter")
        assert len(Notebook.open(str(path)).entries) == 2


async def test_a_damaged_notebook_is_told_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    async with explorer(options=Options(notes=str(path))) as (pilot, screen):
        await press(pilot, "2 f enter enter")
        path.write_text("{", encoding="utf-8")
        await press(pilot, "j f enter")
        await type_text(pilot, "a reason")
        await press(pilot, "enter")
        assert "not kept" in screen_lines(pilot)[-1]
        assert "a reason" in screen_lines(pilot)[-1]
        assert path.read_text(encoding="utf-8") == "{"
        await press(pilot, "escape escape")
        screen.kursk._watch_file()
        assert "notebook as last read" in screen.bottom.message


def editor(folder: Path, body: str) -> str:
    path = folder / "editor.sh"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


async def test_a_note_is_written_in_the_editor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, 'printf "two\\nlines" > "$1"'))
    async with explorer() as (pilot, screen):
        await press(pilot, "2 e")
        (entry,) = stored().standing
        assert (entry.kind, entry.body) == ("note", "two\nlines")
        assert screen.bottom.message.startswith("kept: a note on claim")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("exit 3", "status 3"),
        ("kill -9 $$", "status -9"),
        (': > "$1"', "nothing written"),
        ('rm "$1"', "cannot be read"),
        ('printf "\\377" > "$1"', "cannot be read"),
    ],
)
async def test_an_editor_that_fails_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, words: str
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, body))
    async with explorer() as (pilot, screen):
        await press(pilot, "2 e")
        assert words in screen.bottom.message
        assert stored().entries == ()
        await press(pilot, "j")
        assert pilot.app.is_running


async def test_no_editor_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    async with explorer() as (pilot, screen):
        await press(pilot, "2 e")
        assert "set $EDITOR" in screen.bottom.message
        monkeypatch.setenv("VISUAL", "'unclosed")
        await press(pilot, "e")
        assert "mend it" in screen.bottom.message


async def test_escape_leaves_without_a_flag() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2 f escape")
        assert pilot.app.screen is screen
        await press(pilot, "f enter")
        await type_text(pilot, "half a reason")
        await press(pilot, "escape escape")
        assert pilot.app.screen is screen
        assert stored().entries == ()
