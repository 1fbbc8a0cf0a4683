"""Every screen over every hostile text: nothing on it commands, hides or spills."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen

from kursk_tui.model.addresses import web_address
from kursk_tui.model.text import visible
from kursk_tui.settings import Settings
from kursk_tui.tui import app as _app  # noqa: F401  every screen is imported
from kursk_tui.tui.app import KurskApp, Options
from kursk_tui.tui.screens.base import BaseScreen
from tests.hostile.corpus import (
    EVERYTHING,
    Files,
    always,
    mixed,
    unsafe,
    write_files,
)
from tests.hostile.mutating import Script, soundly
from tests.tui.driving import explorer, press, settle, strike, type_text

WIDE, NARROW = (80, 24), (40, 10)

# How each screen is come to by keys; `text:` types, `paste` pastes the corpus.
VIEWS: dict[str, str] = {
    "start": "j j",
    "event whole": "1 v j",
    "detail of an event": "1 4 j j j",
    "claims": "2 j j j j j j j",
    "last claim": "2 G",
    "claims by another order": "2 s s S",
    "claim whole": "2 j v j j j",
    "detail of a claim": "2 j 4 j j j j",
    "cut value whole": "2 j 4 j j j enter",
    "pane alone": "2 z",
    "sources": "3 j j",
    "source whole": "3 v",
    "agents": "3 3 j j j j",
    "agent whole": "3 3 v",
    "narrowed to an event": "1 enter",
    "narrowed to a claim": "2 j enter",
    "narrowed to a source": "3 enter",
    "narrowed to an agent": "3 3 enter",
    "filtered": "2 text:/a enter",
    "filter that fails": "2 text:/measure:x",
    "pasted into a filter": "2 text:/ paste",
    "pasted and kept": "2 text:/ paste enter",
    "disagreements": "d j j",
    "disagreement alone": "d z",
    "disagreement whole": "d v",
    "disagreement followed": "d enter",
    "kinds": "d K j",
    "severities": "d ! j enter",
    "competing": "2 c",
    "competing whole": "2 c v",
    "origins": "2 o j j j",
    "origins of the view": "1 o",
    "origins of an agent": "3 3 j o j",
    "overview": "~ j j",
    "overview whole": "~ G",
    "overview followed": "~ d enter",
    "measures": "m j",
    "plot": "m enter j j",
    "plot unfolded": "m enter space l j j j",
    "plot whole": "m enter v",
    "plot followed": "m enter enter",
    "plot alone": "m enter p z Z j Z",
    "pair": "d p j",
    "pair in rows": "d p p z Z j",
    "plot of the claims": "2 p j",
    "plot of the claims in rows": "2 p p j Z",
    "dates": "m j enter",
    "books": "b",
    "book": "b enter j j",
    "rivals": "b enter j enter j",
    "book whole": "b v",
    "flags": "F j j j",
    "flag whole": "F v",
    "last flag whole": "F G v",
    "flag followed": "F enter",
    "flags by author": "F s s",
    "flag form": "2 f j",
    "reason for a flag": "2 f j enter paste",
    "rating": "3 3 R",
    "rating of a claim": "2 R",
    "help": "?",
    "palette": "ctrl+p text:sort",
    "pasted into the palette": "ctrl+p paste",
    "edits": "H",
    "edit whole": "H enter j j",
    "known at": "t text:2031-03-09 enter",
    "pasted for a date": "t paste enter",
    "discounted": "3 3 j D",
    "citation": "2 j y",
    "references": "2 j y y y y y",
    "reference of a document": "3 y y y y",
    "article": "2 j w",
    "archived copy": "3 W",
    "article of a disagreement": "d w",
    "export": "x",
    "pasted for a file": "x paste enter",
    "undone": "u",
    "done again": "U",
    "added claim": "2 a j j",
    "pasted into a field": "2 a enter paste enter",
    "refused claim": "2 a a",
    "added document": "A j j",
    "completed": "A enter text:c tab",
    "edited claim": "2 j E j j j j",
    "passage of a form whole": "2 j E v",
    "edited document": "3 E j j",
    "retraction": "2 X paste",
    "article asked for": "i paste enter",
    "table taken in": "i table enter",
    "searched everywhere": "/ text:a tab",
    "pasted with no prompt": "2 paste",
    "dossiers": "O j j",
    "a dossier that is begun": "O G k enter",
    "newer text": "3 B",
    "newer text of another": "3 j B",
    "vocabulary": "V j j j",
    "end of the vocabulary": "V G",
    "vocabulary narrowed": "V text:/a enter",
    "edited measure": "V g j E j j j",
    "edited event": "1 E j j j",
    "edited agent": "3 3 E j j j",
    "edited book": "b E j j j",
    "added measure": "V g a paste enter a",
    "added agent": "V G a paste enter",
    "merged": "V g j J enter j",
    "merged into what is pasted": "3 3 j J enter paste enter a",
    "split": "3 3 j P",
    "deletion": "V g j X paste enter",
    "columns": "C j space >",
    "columns with the words": "2 C space G space < < < < < < < enter",
    "marked": "2 , j , 3 , 1 , j",
    "marked and to be flagged": "f j",
    "marked and to be exported": "x paste",
    "marked and cited": "y y y y y",
    "marked and left out": "D D ;",
    "marked and compared": "2 g , j , c",
}
# An article is under review; Backspace leads to the explorer, where it waits.
REVIEW: dict[str, str] = {
    "document": "j j j j",
    "document whole": "v",
    "document refused": "a",
    "pasted into a document": "enter paste enter",
    "skipped": "s",
    "explorer": "backspace",
    "waiting": "backspace i",
    "dropping": "backspace i X",
}


def require_clean(app: KurskApp) -> None:
    """Assert that all that is on the screen is safe, and every line as wide as the screen."""
    strips = app.screen._compositor.render_strips()
    assert len(strips) == app.size.height
    for strip in strips:
        assert unsafe(strip.text, allowed="") == ""
        assert visible(strip.text) == strip.text
        assert cell_len(strip.text) == app.size.width
        assert sum(cell_len(segment.text) for segment in strip) == app.size.width
        for segment in strip:
            assert segment.control is None
            link = segment.style.link if segment.style is not None else None
            assert link is None or web_address(link) == link
            assert segment.style is None or not segment.style.meta
    assert unsafe(app.clipboard, allowed="") == ""


@asynccontextmanager
async def opened(
    files: Files, size: tuple[int, int], author: str, *, take_in: bool = False
) -> AsyncIterator[tuple[Pilot[None], KurskApp]]:
    """The explorer over a copy of hostile files, with a hostile author."""
    folder = Path(os.environ["XDG_DATA_HOME"])
    folder.mkdir(parents=True, exist_ok=True)
    options = Options(
        texts=Path(files.texts),
        notes=str(shutil.copy(files.notebook, folder / "notes.json")),
        beside=(files.other,),
        settings=Settings(author=author),
        take_in=files.article if take_in else None,
    )
    path = shutil.copy(files.dossier, folder / "d.json")
    async with explorer(size, path=path, options=options) as (pilot, _):
        app = pilot.app
        assert isinstance(app, KurskApp)
        await app.workers.wait_for_complete()
        await settle(pilot)
        yield pilot, app


TABLE = "t.csv"


async def enter(pilot: Pilot[None], keys: str, pasted: str) -> None:
    """Press keys, type and paste; `table` types the path of a table of hostile cells."""
    for key in keys.split():
        if key == "table":
            await type_text(pilot, TABLE)
            continue
        if key.startswith("text:"):
            await type_text(pilot, key.removeprefix("text:"))
        elif key == "paste":
            pilot.app.post_message(Paste(pasted))
            await settle(pilot)
        else:
            await press(pilot, [key])


async def leave(pilot: Pilot[None], app: KurskApp) -> None:
    """Back to the explorer with nothing narrowed, whatever was opened."""
    for _ in range(12):
        screen = app.screen
        prompt = screen.prompt if isinstance(screen, BaseScreen) else None
        if prompt is not None and prompt.asking:
            await press(pilot, "escape")
        elif screen is not app.explorer:
            app.pop_screen()
            await settle(pilot)
        else:
            break
    assert app.screen is app.explorer
    await strike(pilot, "escape escape 0 0")
    app.explorer.zoomed = False
    if app.explorer.panes.agents_shown:
        await press(pilot, "3 3")
    await strike(pilot, "1 g")


def all_screens() -> set[str]:
    """The names of the screens of the program that can be opened."""

    def leaves(kind: type[Screen[None]]) -> set[str]:
        below = [leaves(inner) for inner in kind.__subclasses__()]
        return set().union(*below) if below else {kind.__name__}

    # The screen while a large file is read has a test of its own, below.
    return leaves(BaseScreen) - {"LoadingScreen"}


async def seen_screens(files: Files, size: tuple[int, int], text: str) -> set[str]:
    """Open every view, look at it, and tell what screens they were."""
    seen: set[str] = set()
    async with opened(files, size, text[:200]) as (pilot, app):
        for keys in VIEWS.values():
            await enter(pilot, keys, text)
            await app.workers.wait_for_complete()
            await settle(pilot)
            require_clean(app)
            seen.add(type(app.screen).__name__)
            await leave(pilot, app)
    return seen


async def reviewed(files: Files, size: tuple[int, int], text: str) -> set[str]:
    """The same of the views of an article under review."""
    seen: set[str] = set()
    async with opened(files, size, text[:200], take_in=True) as (pilot, app):
        for keys in REVIEW.values():
            if type(app.screen).__name__ == "ExplorerScreen":
                await press(pilot, "i enter")
            await enter(pilot, keys, text)
            await app.workers.wait_for_complete()
            await settle(pilot)
            require_clean(app)
            seen.add(type(app.screen).__name__)
            for _ in range(4):
                screen = app.screen
                prompt = screen.prompt if isinstance(screen, BaseScreen) else None
                if prompt is not None and prompt.asking:
                    await press(pilot, "escape")
                elif len(app.screen_stack) > 3 or type(screen).__name__ == "WaitingScreen":
                    app.pop_screen()
                    await settle(pilot)
    return seen


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=str)
async def test_every_screen(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Path(TABLE).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Outlet", "flooded"], [visible(EVERYTHING), "at least 3"]])
    files = write_files(tmp_path, mixed(0) if size == WIDE else always(EVERYTHING))
    seen = await seen_screens(files, size, EVERYTHING)
    seen |= await reviewed(files, size, EVERYTHING)
    assert seen == all_screens()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2))
async def test_any_sound_dossier(seed: int, tmp_path: Path, is_long: bool) -> None:
    for number in range(20 if is_long else 1):
        chance = random.Random(f"{seed} {number}")
        folder = tmp_path / str(number)
        folder.mkdir()
        files = write_files(folder, mixed(chance.randrange(90)))
        data = json.loads(Path(files.dossier).read_text("utf-8"))
        soundly(data, Script(chance.randbytes(400)))
        Path(files.dossier).write_text(json.dumps(data), "utf-8")
        size = chance.choice([WIDE, NARROW, (120, 36)])
        async with opened(files, size, "somebody") as (pilot, app):
            for keys in chance.sample([*VIEWS.values()], 24):
                await enter(pilot, keys, EVERYTHING)
                await app.workers.wait_for_complete()
                await settle(pilot)
                require_clean(app)
                await leave(pilot, app)
