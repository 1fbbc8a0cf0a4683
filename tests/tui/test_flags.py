"""Flags: set, seen, undone, edited, and what colleagues say beside them."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.ladder.compare import compare
from kursk_tui.notebook.notebook import Notebook, default_notebook_path
from kursk_tui.tui.app import Options
from kursk_tui.tui.editor import CUT
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.screens.flag import FlagScreen
from kursk_tui.tui.screens.flags import FlagsScreen
from tests.five import FIVE
from tests.tui.driving import explorer, pane, press, screen_lines, settle, type_text

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


async def test_a_list_that_is_not_shown_yet_waits_with_what_was_marked_meanwhile() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2 f enter enter")
        for show in (screen.surveying.do_disagreements, screen.judging.do_flags):
            show()
            shown = pilot.app.screen
            assert isinstance(shown, DisagreementsScreen | FlagsScreen)
            assert not shown.is_ready
            # As when the disagreements are found, or a colleague's notebook is read, just now.
            screen.host.notes_changed()
            await settle(pilot)
            assert shown.is_ready
            assert shown.rows.items
            await press(pilot, "backspace")
            assert pilot.app.screen is screen


async def test_undo_and_redo_are_entries_and_the_mark_goes_and_comes() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        pane(screen, "claims").move_to_item(CLAIM)
        await press(pilot, "f enter enter")
        assert screen.panes.context.marks.flag(f"claim:{CLAIM}") == "f"
        await press(pilot, "u")
        assert screen.bottom.message.startswith("undone: flag")
        assert screen.panes.context.marks.flag(f"claim:{CLAIM}") == " "
        assert len(stored().entries) == 2
        await press(pilot, "U")
        assert screen.panes.context.marks.flag(f"claim:{CLAIM}") == "f"
        assert len(stored().entries) == 3
        await press(pilot, "u u")
        assert screen.bottom.message == "nothing of yours to undo"


async def test_a_new_verdict_takes_the_place_of_the_former() -> None:
    async with explorer() as (pilot, _):
        for moves in ("j", "j j"):
            await press(pilot, "d f " + moves + " enter r enter backspace")
        verdicts = [entry.value for entry in stored().standing]
        assert verdicts == ["explained"]
        assert len(stored().entries) == 2


async def test_flags_list_says_what_changed_since(tmp_path: Path) -> None:
    book = Notebook.open(str(tmp_path / "mine.json"))
    reading = {"kind": "conflict", "severity": 3, "sentence": "Then.", "preset": "default"}
    book.append("verdict", PAIR, value="real", body="so it is", author="analyst", reading=reading)
    unlike = "pair:ki-2025-02-27.12|ki-2025-02-27.13"
    book.append("flag", unlike, body="", author="analyst", reading=reading)
    gone = "pair:ki-2025-02-27.12|nobody.1"
    book.append("flag", gone, body="", author="analyst", reading=reading)
    options = Options(notes=str(tmp_path / "mine.json"))
    async with explorer((120, 36), options=options) as (pilot, screen):
        await press(pilot, "F")
        text = "\n".join(screen_lines(pilot))
        assert "was conflict, now tension; so it is" in text
        assert "was conflict, now incomparable" in text
        assert "was conflict, now not in this dossier" in text
        await press(pilot, "v")
        assert "Then." in "\n".join(screen_lines(pilot))
        await press(pilot, "escape backspace")
        assert pilot.app.screen is screen


async def test_a_flagged_slip_is_one_until_its_dates_are_mended(tmp_path: Path) -> None:
    path = Path(shutil.copyfile(FIVE, tmp_path / "own.json"))
    async with explorer((120, 36), path=path) as (pilot, screen):
        await press(pilot, "d")
        shown = pilot.app.screen
        assert isinstance(shown, DisagreementsScreen)
        slip = next(row for row in shown.all_rows if row.kind == "slip")
        assert slip.slip is not None
        assert shown.rows.move_to_item(slip.target)
        await settle(pilot)
        await press(pilot, "f j enter r enter backspace F")
        text = "\n".join(screen_lines(pilot))
        assert "real" in text
        assert "was " not in text
        data = json.loads(path.read_text("utf-8"))
        for row in data["sources"].values():
            if row["id"] == slip.slip.source:
                row["published"] = "2026-12-31"
        path.write_text(json.dumps(data), "utf-8")
        await press(pilot, "backspace")
        screen.host.reload(asked=True)
        await settle(pilot)
        await press(pilot, "F")
        assert "was slip, now none" in "\n".join(screen_lines(pilot))


async def flag_a_pair_that_is_not_listed(pilot: Pilot[None], screen: ExplorerScreen) -> Row:
    """From `c`, a verdict on a conflict that the list of all tells under another pair."""
    listed = {row.target for row in screen.host.workspace.all_disagreements.rows}
    for claim in ("ki-2026-02-12.2", "ki-2026-02-12.6"):
        await press(pilot, "2")
        assert pane(screen, "claims").move_to_item(claim)
        await press(pilot, "c")
        shown = pilot.app.screen
        assert isinstance(shown, DisagreementsScreen)
        for row in shown.all_rows:
            if row.kind == "conflict" and row.target not in listed:
                assert shown.rows.move_to_item(row.target)
                await settle(pilot)
                await press(pilot, "f j enter r enter")
                return row
        await press(pilot, "escape")
    raise AssertionError("every conflict is listed")


async def test_a_flag_on_a_pair_says_today_what_compare_says() -> None:
    async with explorer((120, 36)) as (pilot, screen):
        row = await flag_a_pair_that_is_not_listed(pilot, screen)
        (entry,) = stored().standing
        assert (entry.target, entry.value) == (row.target, "real")
        first, second = row.target.removeprefix("pair:").split("|")
        assert entry.reading is not None
        kind = compare(screen.panes.context.whole, first, second).kind
        assert entry.reading["kind"] == kind == "conflict"
        await press(pilot, "escape F")
        assert isinstance(pilot.app.screen, FlagsScreen)
        text = "\n".join(screen_lines(pilot))
        assert "real" in text
        assert "was " not in text
        await press(pilot, "v")
        assert any("since" in line and "no change" in line for line in screen_lines(pilot))
        # It leads to the pair as `compare` reads it.
        await press(pilot, "escape enter")
        shown = pilot.app.screen
        assert isinstance(shown, DisagreementsScreen)
        assert [(r.target, r.kind) for r in shown.all_rows] == [(row.target, "conflict")]


async def test_only_what_was_flagged_is_marked() -> None:
    async with explorer((120, 36)) as (pilot, screen):
        row = await flag_a_pair_that_is_not_listed(pilot, screen)
        shown = pilot.app.screen
        assert isinstance(shown, DisagreementsScreen)
        model = shown.rows.model
        marked = {item for item in shown.rows.items if model.row(item, 118)[0][0] != " "}
        assert marked == {row.target}
        others = [other for other in shown.all_rows if other.kind == "compatible"]
        assert others
        assert {other.target for other in others} <= set(shown.rows.items)
        await press(pilot, "escape escape")
        # The judgement is on the pair: neither claim was judged.
        marks = screen.panes.context.marks
        assert marks.flag(row.target) == "R"
        for claim in row.claims:
            assert marks.flag(f"claim:{claim}") == " "
            assert marks.notes(f"claim:{claim}") == ()
        await press(pilot, "d")
        shown = pilot.app.screen
        assert isinstance(shown, DisagreementsScreen)
        assert all(shown.rows.model.row(item, 118)[0][0] == " " for item in shown.rows.items)


async def test_a_flagged_claim_marks_no_pair_that_it_is_part_of() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        assert pane(screen, "claims").move_to_item(CLAIM)
        await press(pilot, "f enter enter")
        assert screen.panes.context.marks.flag(f"claim:{CLAIM}") == "f"
        await press(pilot, "d")
        shown = pilot.app.screen
        assert isinstance(shown, DisagreementsScreen)
        assert any(CLAIM in row.claims for row in shown.all_rows)
        assert all(shown.rows.model.row(item, 78)[0][0] == " " for item in shown.rows.items)


async def test_enter_goes_from_a_flag_to_its_target() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        pane(screen, "claims").move_to_item(CLAIM)
        await press(pilot, "f enter enter 0 1 F enter")
        assert pilot.app.screen is screen
        assert screen.drilling.facets[-1].id == CLAIM


async def test_colleagues_are_shown_by_name_and_disputes_marked(tmp_path: Path) -> None:
    own, other = tmp_path / "own.json", tmp_path / "other.json"
    Notebook.open(str(own)).append("verdict", PAIR, value="real", body="a", author="analyst")
    Notebook.open(str(other)).append("verdict", PAIR, value="explained", body="b", author="kim k")
    before = other.read_bytes()
    options = Options(notes=str(own), beside=(str(other),))
    async with explorer((120, 36), options=options) as (pilot, screen):
        assert screen.panes.context.marks.flag(PAIR) == "≠"
        await press(pilot, "d")
        assert screen_lines(pilot)[2].startswith("▸≠!")
        await press(pilot, "escape F")
        assert isinstance(pilot.app.screen, FlagsScreen)
        text = "\n".join(screen_lines(pilot))
        assert "kim k" in text
        assert "analyst" in text
        assert text.count("≠ ") >= 2
        await press(pilot, "K G enter")
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
        screen.host.check_files()
        assert screen.panes.context.marks.flag(f"claim:{CLAIM}") == "f"
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
        screen.host.check_files()
        # Or the explorer has looked by itself meanwhile: it says so once.
        said = [entry.text for entry in screen.host.messages.entries()]
        assert any("notebook as last read" in text for text in said)


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


async def test_the_editor_says_what_the_note_is_about_and_that_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    body = f'cp "$1" {seen}; sed -i "1s/^/Mine, # and all./" "$1"'
    monkeypatch.setenv("EDITOR", editor(tmp_path, body))
    async with explorer() as (pilot, _):
        await press(pilot, "2 e")
        assert "kept: a note on" in screen_lines(pilot)[-1]
    told = seen.read_text("utf-8")
    assert told.startswith(f"\n\n{CUT}\nA note on ")
    (entry,) = stored().standing
    assert entry.body == "Mine, # and all."


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
        assert "fix it" in screen.bottom.message


async def test_escape_leaves_without_a_flag() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2 f escape")
        assert pilot.app.screen is screen
        await press(pilot, "f enter")
        await type_text(pilot, "half a reason")
        await press(pilot, "escape escape")
        assert pilot.app.screen is screen
        assert stored().entries == ()
