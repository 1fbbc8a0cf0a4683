"""Several dossiers in one session: switched by keys, and each found again as it was left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier import editing, recent
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.review.queue import Queue
from kursk_tui.tui.app import KurskApp, Options
from kursk_tui.tui.screens.begin import BeginScreen
from kursk_tui.tui.screens.dossiers import DossiersScreen
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.screens.overview import OverviewScreen
from tests.cli.running import called
from tests.dossier.sample import large
from tests.five import FIVE
from tests.tui.driving import WIDE, explorer, press, screen_lines, settle, type_text

OTHER = "The other one"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A dossier of another title and id that was opened before."""
    return written(tmp_path / "other.json", OTHER)


def written(path: Path, title: str) -> Path:
    data = json.loads(Path(FIVE).read_bytes())
    data["meta"]["1"] |= {"id": "other", "title": title, "schema_version": 2}
    path.write_text(json.dumps(data), encoding="utf-8")
    recent.remember(Dossier.open(path))
    return path


def app_of(pilot: Pilot[None]) -> KurskApp:
    assert isinstance(pilot.app, KurskApp)
    return pilot.app


def titles(pilot: Pilot[None]) -> str:
    return screen_lines(pilot)[0]


async def go_to(pilot: Pilot[None], title: str) -> None:
    """Press `O` and Enter on the dossier of a title."""
    await press(pilot, "O")
    await type_text(pilot, f"/{title}")
    await press(pilot, "enter enter")


async def test_the_list_says_what_there_is(other: Path, tmp_path: Path) -> None:
    gone = written(tmp_path / "gone.json", "A lost one")
    gone.unlink()
    async with explorer(WIDE) as (pilot, _):
        await press(pilot, "O")
        assert isinstance(pilot.app.screen, DossiersScreen)
        text = "\n".join(screen_lines(pilot))
    assert "open now" in text.splitlines()[3]
    for words in (OTHER, "A lost one", "the file is gone", "The flood in Derna", "a sample"):
        assert words in text
    assert "+ begin a new dossier" in text


async def test_lens_marks_view_and_title_follow_and_come_back(other: Path) -> None:
    async with explorer(WIDE) as (pilot, first):
        app = app_of(pilot)
        await press(pilot, "2 , j enter")
        facets, marked = first.drilling.facets, list(app.marked)
        await press(pilot, "t")
        await type_text(pilot, "2026-02")
        await press(pilot, "enter")
        lens = app.workspace.lens
        assert facets
        assert marked
        assert not lens.is_clear
        await go_to(pilot, OTHER)
        assert app.explorer is not first
        assert app.screen is app.explorer
        assert OTHER in titles(pilot)
        assert app.workspace.lens.is_clear
        assert not app.marked
        assert app.explorer.drilling.facets == ()
        assert app.workspace.judgements.dossier == "other"
        await go_to(pilot, "North Korean troops in Russia")
        assert app.explorer is first
        assert first.drilling.facets == facets
        assert list(app.marked) == marked
        assert app.workspace.lens == lens
        assert "North Korean" in titles(pilot)


async def test_undo_never_crosses(other: Path) -> None:
    async with explorer(WIDE) as (pilot, _):
        app = app_of(pilot)
        await go_to(pilot, OTHER)
        await press(pilot, "2 f enter enter")
        book = app.workspace.judgements
        flagged = [note.target for note in book.own.standing]
        assert flagged
        await go_to(pilot, "North Korean troops in Russia")
        await press(pilot, "u")
        assert "nothing of yours to undo" in screen_lines(pilot)[-1]
        await go_to(pilot, OTHER)
        assert [note.target for note in app.workspace.judgements.own.standing] == flagged
        await press(pilot, "u")
        assert not app.workspace.judgements.own.standing


async def test_the_file_of_the_open_one_is_watched_and_no_other(other: Path) -> None:
    async with explorer(WIDE) as (pilot, first):
        app = app_of(pilot)
        await go_to(pilot, OTHER)
        retract(other)
        app.check_files()
        await settle(pilot)
        assert "retracted" in str(next(iter(app.workspace.whole.claims.values())))
        # What changes meanwhile in the one that was put away is taken up on return.
        path = Path(first.host.workspace.whole.path)
        back = Path(next(iter(app._away)))
        assert path != back
        retract(back)
        await go_to(pilot, "North Korean troops in Russia")
        assert app.explorer is first
        assert next(iter(app.workspace.whole.claims.values())).retracted == "a test"


def retract(path: Path) -> None:
    dossier = Dossier.open(path)
    editing.retract(dossier, next(iter(dossier.claims)), "a test", author="ann")


async def test_what_cannot_be_opened_leaves_all_as_it_is(other: Path) -> None:
    other.write_text("{", encoding="utf-8")
    async with explorer(WIDE) as (pilot, first):
        app = app_of(pilot)
        await go_to(pilot, OTHER)
        assert isinstance(app.screen, DossiersScreen)
        assert "not opened" in screen_lines(pilot)[-1]
        await press(pilot, "backspace")
        assert app.explorer is first
        assert not app._away


async def test_a_large_one_is_read_behind_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.json"
    path.write_text(json.dumps(large(20, 300)), encoding="utf-8")
    monkeypatch.setattr("kursk_tui.tui.opening.LARGE_BYTES", 1)
    async with explorer(WIDE) as (pilot, first):
        app = app_of(pilot)
        await press(pilot, "O G enter")
        await type_text(pilot, str(path))
        await press(pilot, "enter")
        for _ in range(2_000):
            if app.explorer is not first:
                break
            await pilot.pause(0.003)
        await settle(pilot)
        assert len(app.workspace.whole.claims) == 300


async def test_from_the_overview_and_back_to_it(other: Path) -> None:
    async with explorer(WIDE, options=Options(overview=True)) as (pilot, _):
        app = app_of(pilot)
        assert isinstance(app.screen, OverviewScreen)
        await go_to(pilot, OTHER)
        assert isinstance(app.screen, OverviewScreen)
        assert OTHER in "\n".join(screen_lines(pilot)[:2])
        await go_to(pilot, "North Korean troops in Russia")
        assert isinstance(app.screen, OverviewScreen)
        assert "North Korean" in "\n".join(screen_lines(pilot)[:2])
        await press(pilot, "1 j")
        assert isinstance(app.screen, ExplorerScreen)


async def test_a_hostile_title_is_only_text(tmp_path: Path) -> None:
    written(tmp_path / "evil.json", "[red]\x1b]52;c;aGk=\x07‮evil[/red]")
    async with explorer(WIDE) as (pilot, _):
        await press(pilot, "O")
        text = "\n".join(screen_lines(pilot))
        assert "\x1b" not in text
        assert "‮" not in text
        assert "[red]" in text
        await press(pilot, "enter")
        assert "[red]" in titles(pilot)
    shown = called("dossiers")
    assert "\x1b" not in shown.out
    assert "[red]" in shown.out


async def test_a_new_one_is_begun_by_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer(WIDE) as (pilot, _):
        app = app_of(pilot)
        await press(pilot, "O")
        await type_text(pilot, "/begin")
        await press(pilot, "enter enter")
        assert isinstance(app.screen, BeginScreen)
        for text in ("Flood in the valley", "Valley, Upper Valley", "2023-09", "en"):
            await type_text(pilot, text)
            await press(pilot, "enter")
        assert "flood-in-the-valley.json" in screen_lines(pilot)[-1]
        await press(pilot, "enter")
        await type_text(pilot, "/disaster")
        await press(pilot, "enter enter a")
        assert "Flood in the valley" in "\n".join(screen_lines(pilot)[:2])
        whole = app.workspace.whole
        assert (tmp_path / "flood-in-the-valley.json").exists()
        assert "killed" in whole.measures
        assert {"Valley", "Upper Valley"} <= {scope.name for scope in whole.scopes.values()}


async def test_a_begun_form_is_not_lost_without_a_question() -> None:
    async with explorer(WIDE) as (pilot, _):
        await press(pilot, "O")
        await type_text(pilot, "/begin")
        await press(pilot, "enter enter")
        await type_text(pilot, "Half a title")
        await press(pilot, "enter escape backspace")
        assert "leave without beginning it" in screen_lines(pilot)[-1]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, BeginScreen)


async def test_a_bad_span_is_told_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer(WIDE) as (pilot, _):
        await press(pilot, "O")
        await type_text(pilot, "/begin")
        await press(pilot, "enter enter")
        for text in ("Flood", "", "last autumn"):
            await type_text(pilot, text)
            await press(pilot, "enter")
        await press(pilot, "escape a")
        assert isinstance(pilot.app.screen, BeginScreen)
        assert "last autumn" in screen_lines(pilot)[-1]
        assert list(tmp_path.iterdir()) == []


def test_the_shell_lists_them(other: Path) -> None:
    rows: list[dict[str, Any]] = [
        json.loads(line) for line in called("dossiers", "--format", "jsonl").out.splitlines()
    ]
    assert [row["kind"] for row in rows] == ["own", "shipped", "sample", "sample", "sample"]
    assert rows[0]["open_with"] == f"kursk-tui -d {other}"
    assert rows[-1]["open_with"] == "kursk-tui --sample derna"
    other.unlink()
    assert "the file is gone" in called("dossiers").out


async def test_a_sample_is_for_reading_here_too() -> None:
    async with explorer((80, 24)) as (pilot, _):
        await go_to(pilot, "The flood in Derna")
        await press(pilot, "i")
        assert screen_lines(pilot)[-1] == (
            " a sample is for reading; kursk-tui --sample derna copy FILE makes it yours"
        )


async def test_the_one_that_is_open_is_gone_on_with(other: Path) -> None:
    async with explorer(WIDE) as (pilot, first):
        await press(pilot, "2 j O g enter")
        assert pilot.app.screen is first
        assert "this dossier is open" in screen_lines(pilot)[-1]


async def test_an_article_that_is_read_meanwhile_waits_where_it_belongs(other: Path) -> None:
    async with explorer(WIDE) as (pilot, first):
        app = app_of(pilot)
        await go_to(pilot, OTHER)
        first.editing.review(cast("Queue", None))
        await settle(pilot)
        assert app.screen is app.explorer
        assert "its claims wait for review in North Korean" in screen_lines(pilot)[-1]
