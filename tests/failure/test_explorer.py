"""What a reader sees when a file fails under the open explorer, and that nothing typed is lost.

Each failure is told in one line of 80 columns: what happened, and what to do.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import retract
from kursk_tui.notebook.notebook import Notebook
from kursk_tui.store import backups, disk
from kursk_tui.store.errors import DossierError
from kursk_tui.tui import app as app_of_kursk
from kursk_tui.tui.app import Options
from kursk_tui.tui.display import Display
from kursk_tui.tui.messages import error_line
from kursk_tui.tui.screens.claiming import RecordScreen
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.screens.flag import FlagScreen
from kursk_tui.tui.screens.review import ReviewScreen
from kursk_tui.upkeep import restoring
from tests.five import FIVE
from tests.store.disks import failing
from tests.tui.articles import written
from tests.tui.driving import explorer, pane, press, screen_lines, settle, type_text

CLAIM = "ki-2025-02-27.17c"
OTHER = "ki-2025-02-27.16c"

Mend = Callable[[], None]


class Failure(NamedTuple):
    """How a file fails, and what the line says: what happened, what to do."""

    happen: Callable[[Path, pytest.MonkeyPatch], Mend]
    what: str
    hint: str


def refusing(number: int) -> Callable[[Path, pytest.MonkeyPatch], Mend]:
    def happen(path: Path, monkeypatch: pytest.MonkeyPatch) -> Mend:
        monkeypatch.setattr(disk, "_write_temporary", failing(number))
        return monkeypatch.undo

    return happen


def closed(path: Path, _: pytest.MonkeyPatch) -> Mend:
    path.chmod(0o400)
    return lambda: path.chmod(0o600)


def vanished(path: Path, _: pytest.MonkeyPatch) -> Mend:
    path.unlink()
    return lambda: put_back(path)


def damaged(path: Path, _: pytest.MonkeyPatch) -> Mend:
    path.write_bytes(b'{"cut off')
    return lambda: put_back(path)


def put_back(path: Path) -> None:
    """As `kursk-tui restore FILE last` does."""
    restoring.put_back(str(path), restoring.chosen(str(path), "last"))


FAILURES = {
    "full disk": Failure(refusing(errno.ENOSPC), "can't be w", "free some space"),
    "read-only disk": Failure(refusing(errno.EROFS), "can't be w", "the disk is read-only"),
    "read-only folder": Failure(refusing(errno.EACCES), "can't be w", "check who owns"),
    "read-only file": Failure(closed, "is read-only", "allow writing (chmod u+w)"),
    "vanished": Failure(vanished, "has vani", "kursk-tui restore FILE last"),
    "damaged": Failure(damaged, "is not vali", "see kursk-tui restore FILE"),
}


@pytest.fixture
def monkey() -> Iterator[pytest.MonkeyPatch]:
    """One of its own, so that mending a disk mends nothing else."""
    patch = pytest.MonkeyPatch()
    yield patch
    patch.undo()


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.json"
    Notebook.open(path).append("flag", f"claim:{OTHER}", body="before", author="analyst")
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A dossier that was edited before, so that there are copies of it."""
    path = shutil.copyfile(FIVE, tmp_path / "own.json")
    retract(Dossier.open(path), OTHER, "before", author="somebody")
    return path


def line(pilot: Pilot[None]) -> str:
    return screen_lines(pilot)[-1]


def top(pilot: Pilot[None]) -> object:
    return pilot.app.screen


def said(text: str, failure: Failure) -> None:
    """It fits 80 columns and holds both halves."""
    assert len(text) <= 80
    assert failure.what in text
    assert failure.hint in text


async def at_claim(pilot: Pilot[None], screen: ExplorerScreen, claim: str = CLAIM) -> None:
    await press(pilot, "0 2")
    pane(screen, "claims").move_to_item(claim)
    await settle(pilot)


async def under_review(pilot: Pilot[None]) -> ReviewScreen:
    """The review of an article that is taken in at the start, its publisher filled in."""
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    screen.rows.move_to_item("publisher")
    await press(pilot, "enter ctrl+u")
    await type_text(pilot, "kyiv-independent")
    await press(pilot, "enter")
    return screen


@pytest.mark.parametrize("name", FAILURES)
async def test_a_flag_that_can_not_be_kept_is_there_to_try_again(
    name: str, notes: Path, monkey: pytest.MonkeyPatch
) -> None:
    failure = FAILURES[name]
    async with explorer(options=Options(notes=str(notes))) as (pilot, screen):
        await at_claim(pilot, screen)
        await press(pilot, "f enter")
        mend = failure.happen(notes, monkey)
        await type_text(pilot, "a reason")
        await press(pilot, "enter")
        dialog = pilot.app.screen
        assert isinstance(dialog, FlagScreen)
        (title,) = (text for text in screen_lines(pilot) if "NOT KEPT" in text)
        said(title, failure)
        assert line(pilot).endswith("again, flag, because: a reason")
        mend()
        await press(pilot, "enter")
        assert pilot.app.screen is screen
        assert [note.body for note in Notebook.open(notes).entries] == ["before", "a reason"]


@pytest.mark.parametrize("name", ["full disk", "vanished"])
async def test_a_note_that_can_not_be_kept_is_in_the_editor_again(
    name: str, notes: Path, monkey: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    failure = FAILURES[name]
    editor = notes.with_name("editor.sh")
    editor.write_text('#!/bin/sh\nprintf "%s and more" "$(cat "$1")" > "$1"\n', "utf-8")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", str(editor))
    async with explorer(options=Options(notes=str(notes))) as (pilot, screen):
        await at_claim(pilot, screen)
        mend = failure.happen(notes, monkey)
        await press(pilot, "e")
        said(line(pilot), failure)
        assert "e has it" in line(pilot)
        mend()
        await press(pilot, "e")
        assert line(pilot).lstrip().startswith("kept: a note")
        kept = Notebook.open(notes).entries[-1].body
        assert " ".join((kept or "").split()) == "and more and more"
        # What is kept is not there a second time.
        await press(pilot, "e")
        assert Notebook.open(notes).entries[-1].body == "and more"


@pytest.mark.parametrize("name", ["full disk", "damaged"])
async def test_an_undo_that_can_not_be_kept_can_be_tried_again(
    name: str, notes: Path, monkey: pytest.MonkeyPatch
) -> None:
    failure = FAILURES[name]
    async with explorer(options=Options(notes=str(notes))) as (pilot, screen):
        await at_claim(pilot, screen)
        mend = failure.happen(notes, monkey)
        await press(pilot, "u")
        said(line(pilot), failure)
        assert len(screen.host.workspace.judgements.own.standing) == 1
        mend()
        await press(pilot, "u")
        assert line(pilot).lstrip().startswith("undone: flag before")
        assert Notebook.open(notes).standing == ()


@pytest.mark.parametrize("name", ["full disk", "read-only file", "vanished", "damaged"])
async def test_a_form_that_can_not_be_kept_stays(
    name: str, own: Path, monkey: pytest.MonkeyPatch
) -> None:
    failure = FAILURES[name]
    async with explorer(path=own) as (pilot, screen):
        await at_claim(pilot, screen)
        await press(pilot, "E")
        form = pilot.app.screen
        assert isinstance(form, RecordScreen)
        form.rows.move_to_item("statement")
        await press(pilot, "enter ctrl+u")
        await type_text(pilot, "Otherwise.")
        mend = failure.happen(own, monkey)
        await press(pilot, "enter a")
        assert top(pilot) is form
        said(line(pilot), failure)
        assert form.filling.draft["statement"] == "Otherwise."
        mend()
        await press(pilot, "a")
        assert top(pilot) is screen
        assert Dossier.open(own).claims[CLAIM].statement == "Otherwise."
        assert Dossier.open(own).claims[OTHER].retracted == "before"


@pytest.mark.parametrize("name", ["full disk", "vanished"])
async def test_a_reason_to_retract_is_there_to_try_again(
    name: str, own: Path, monkey: pytest.MonkeyPatch
) -> None:
    failure = FAILURES[name]
    async with explorer(path=own) as (pilot, screen):
        await at_claim(pilot, screen)
        await press(pilot, "X")
        await type_text(pilot, "counted twice")
        mend = failure.happen(own, monkey)
        await press(pilot, "enter")
        said(line(pilot), failure)
        assert "X has why" in line(pilot)
        mend()
        await press(pilot, "X")
        assert line(pilot).endswith("because: counted twice")
        await press(pilot, "enter")
        assert Dossier.open(own).claims[CLAIM].retracted == "counted twice"


@pytest.mark.parametrize("name", ["full disk", "read-only file", "vanished", "damaged"])
async def test_what_is_under_review_and_can_not_be_kept_is_there_to_try_again(
    name: str, own: Path, tmp_path: Path, monkey: pytest.MonkeyPatch
) -> None:
    failure = FAILURES[name]
    before = len(Dossier.open(own).sources)
    async with explorer(path=own, options=Options(take_in=str(written(tmp_path)))) as (pilot, _):
        screen = await under_review(pilot)
        mend = failure.happen(own, monkey)
        for _ in range(2):
            await press(pilot, "a")
            assert top(pilot) is screen
            said(line(pilot), failure)
            assert screen.review.draft["publisher"] == "kyiv-independent"
        mend()
        await press(pilot, "a")
        assert "kept: source" in line(pilot)
        assert len(Dossier.open(own).sources) == before + 1
        # The first proposal is as far as it was: neither kept nor left out.
        kept = len(Dossier.open(own).claims)
        mend = failure.happen(own, monkey)
        await press(pilot, "a")
        said(line(pilot), failure)
        mend()
        assert len(Dossier.open(own).claims) == kept
        await press(pilot, "a")
        assert "kept: kyiv-independent" in line(pilot)
        assert len(Dossier.open(own).claims) == kept + 1


async def test_a_skip_that_can_not_be_kept_is_none(
    own: Path, tmp_path: Path, monkey: pytest.MonkeyPatch
) -> None:
    failure = FAILURES["full disk"]
    async with explorer(path=own, options=Options(take_in=str(written(tmp_path)))) as (pilot, _):
        screen = await under_review(pilot)
        await press(pilot, "a")
        opened = screen.review.queue.count("open")
        mend = failure.happen(own, monkey)
        await press(pilot, "s")
        said(line(pilot), failure)
        mend()
        assert screen.review.queue.count("open") == opened
        await press(pilot, "s")
        assert screen.review.queue.count("open") == opened - 1
        await press(pilot, "u")
        assert screen.review.queue.count("open") == opened
        # The step before it is the document: no skip stands between.
        await press(pilot, "u")
        assert screen.review.queue.source is None


@pytest.mark.parametrize("name", ["vanished", "damaged"])
async def test_a_dossier_that_fails_while_one_reads_leaves_the_view_and_comes_back(
    name: str, own: Path, monkey: pytest.MonkeyPatch
) -> None:
    failure = FAILURES[name]
    async with explorer(path=own) as (pilot, screen):
        await at_claim(pilot, screen)
        before = screen_lines(pilot)[1:-1]
        mend = failure.happen(own, monkey)
        screen.host.check_files()
        assert line(pilot).startswith(" dossier as last read")
        said(line(pilot), failure)
        assert "STALE" in screen_lines(pilot)[0]
        assert screen_lines(pilot)[1:-1] == before
        # `r` says it again, as the top line promises.
        await press(pilot, "j k r")
        said(line(pilot), failure)
        mend()
        screen.host.check_files()
        await settle(pilot)
        assert "STALE" not in screen_lines(pilot)[0]
        assert screen_lines(pilot)[1:-1] == before


async def test_what_was_cut_off_is_told_in_full(own: Path, monkey: pytest.MonkeyPatch) -> None:
    async with explorer(path=own) as (pilot, screen):
        await press(pilot, "M")
        assert "no messages yet" in line(pilot)
        closed(own, monkey)
        await at_claim(pilot, screen)
        await press(pilot, "X")
        await type_text(pilot, "counted twice")
        await press(pilot, "enter")
        assert "work o…" in line(pilot)
        own.chmod(0o600)
        vanished(own, monkey)
        screen.host.check_files()
        assert "STALE: M says why" in screen_lines(pilot)[0]
        await press(pilot, "M")
        text = " ".join(" ".join(screen_lines(pilot)).split())
        # The newest first; the file that is meant in place of FILE.
        assert text.index("has vanished since it was last read") < text.index("is read-only")
        assert "allow writing (chmod u+w), or work on a copy" in text
        assert "restore FILE" not in text
        whole = screen.host.messages.entries()[0].text
        assert f"; kursk-tui restore {own} last brings it back; nothing was written" in whole
        await press(pilot, "backspace")
        assert top(pilot) is screen


async def test_nothing_has_changed_is_not_told_as_a_change(own: Path) -> None:
    async with explorer(path=own) as (pilot, _):
        await press(pilot, "r")
        assert "read again: the file is unchanged" in line(pilot)
        own.write_bytes(own.read_bytes() + b" ")
        await press(pilot, "r")
        assert "the file changed and was read again" in line(pilot)


@pytest.mark.parametrize("name", ["vanished", "damaged"])
async def test_a_notebook_that_fails_while_one_reads_leaves_the_flags_and_comes_back(
    name: str, notes: Path, monkey: pytest.MonkeyPatch
) -> None:
    failure = FAILURES[name]
    async with explorer(options=Options(notes=str(notes))) as (pilot, screen):
        mend = failure.happen(notes, monkey)
        screen.host.check_files()
        assert line(pilot).startswith(" notebook as last read")
        said(line(pilot), failure)
        assert screen.panes.context.marks.flag(f"claim:{OTHER}") == "f"
        mend()
        screen.host.check_files()
        Notebook.open(notes).append("flag", f"claim:{CLAIM}", author="somebody")
        screen.host.check_files()
        assert screen.panes.context.marks.flag(f"claim:{CLAIM}") == "f"


async def test_a_record_that_somebody_changed_meanwhile_is_not_overwritten(own: Path) -> None:
    """The file is replaced by a newer one while a form is open: the form stays, and says so."""
    async with explorer(path=own) as (pilot, screen):
        await at_claim(pilot, screen)
        await press(pilot, "E")
        form = pilot.app.screen
        assert isinstance(form, RecordScreen)
        form.rows.move_to_item("statement")
        await press(pilot, "enter ctrl+u")
        await type_text(pilot, "Mine.")
        await press(pilot, "enter")
        retract(Dossier.open(own), CLAIM, "theirs", author="somebody")
        await press(pilot, "a")
        assert top(pilot) is form
        assert "has changed since the edit was begun" in line(pilot)
        assert form.filling.draft["statement"] == "Mine."
        assert Dossier.open(own).claims[CLAIM].retracted == "theirs"


async def test_another_record_of_a_newer_file_stays_beside_ones_own(own: Path) -> None:
    async with explorer(path=own) as (pilot, screen):
        await at_claim(pilot, screen)
        await press(pilot, "E")
        form = pilot.app.screen
        assert isinstance(form, RecordScreen)
        form.rows.move_to_item("statement")
        await press(pilot, "enter ctrl+u")
        await type_text(pilot, "Mine.")
        await press(pilot, "enter")
        other = next(id for id in Dossier.open(own).claims if id not in (CLAIM, OTHER))
        retract(Dossier.open(own), other, "theirs", author="somebody")
        await press(pilot, "a")
        assert top(pilot) is screen
        after = Dossier.open(own)
        assert (after.claims[CLAIM].statement, after.claims[other].retracted) == ("Mine.", "theirs")


async def test_a_notebook_behind_a_link_stays_one(notes: Path) -> None:
    link = notes.with_name("link.json")
    link.symlink_to(notes)
    async with explorer(options=Options(notes=str(link))) as (pilot, screen):
        await at_claim(pilot, screen)
        await press(pilot, "f enter enter")
        assert link.is_symlink()
        assert len(Notebook.open(notes).entries) == 2


async def test_a_copy_that_can_not_be_kept_is_told(
    notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_slots", "_missed"):
        monkeypatch.setattr(backups, name, {})
    monkeypatch.setattr(backups, "_told", set())
    monkeypatch.setattr(backups, "keep", failing(errno.ENOSPC))
    # The watch is kept by hand, not by a clock.
    monkeypatch.setattr(app_of_kursk, "WATCH_SECONDS", 3600)
    async with explorer(options=Options(notes=str(notes))) as (pilot, screen):
        await at_claim(pilot, screen)
        await press(pilot, "f enter enter")
        assert line(pilot).lstrip().startswith("kept: flag")
        screen.host.check_files()
        assert "beware: " in line(pilot)
        assert "no copy of it" in line(pilot)
        await press(pilot, "j")
        screen.host.check_files()
        assert "beware" not in line(pilot)


# ---- the line itself


def test_what_is_too_long_keeps_what_to_do() -> None:
    door = Display(ascii_only=False, colour=True)
    error = DossierError(
        "is not valid JSON: Expecting value at line 1, column 1",
        path="/home/somebody/cases/kursk/dossier.json",
        hint="see kursk-tui restore FILE; it is not overwritten",
    )
    assert error_line("x", error, door, 200) == f"x: {error}"
    for width in range(60, 160):
        line = error_line("notebook as last read", error, door, width)
        assert len(line) <= width - 2
        assert "; see kursk-tui restore" in line
    assert "/home" not in error_line("x", error, door, 120)
    assert "dossier.json" in error_line("x", error, door, 120)
    no_hint = DossierError("is odd", path=f"{os.sep}x" * 99)
    assert error_line("x", no_hint, door, 40) == "x: x: is odd"


@pytest.mark.parametrize("made", ["2031-03-10T10:00:00+00:00", "some day"])
async def test_a_history_that_is_rubbish_stops_no_key(
    tmp_path: Path, notes: Path, made: str
) -> None:
    data = json.loads(Path(FIVE).read_text(encoding="utf-8"))
    change = {"table": "claims", "record": "x", "before": "no JSON", "after": None}
    edit = {"id": "e1", "made": made, "author": "A. Reader", "what": "x", "changes": [change]}
    data["edits"] = {"1": edit}
    path = tmp_path / "rubbish.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    async with explorer(path=path, options=Options(notes=str(notes))) as (pilot, screen):
        await at_claim(pilot, screen)
        await press(pilot, "f enter enter")
        await press(pilot, "u")
        assert "undone: flag" in line(pilot)
        await press(pilot, "U")
        assert "done again: flag" in line(pilot)
        await press(pilot, "H")
        assert "take the edit out of the table" in line(pilot)
        await press(pilot, "backspace")
        assert pilot.app.screen is screen
