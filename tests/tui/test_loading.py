"""A large dossier: the screen comes first, the dossier behind it."""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
from pathlib import Path

import pytest
from textual.events import Key

from kursk_tui.dossier import cache
from kursk_tui.dossier.holding import Facet
from kursk_tui.store.files import Progress
from kursk_tui.tui import opening
from kursk_tui.tui.app import KurskApp
from kursk_tui.tui.opening import Opener
from kursk_tui.tui.screens.loading import LoadingScreen
from kursk_tui.workspace import Workspace
from tests.five import FIVE
from tests.hostile.corpus import unsafe
from tests.tui.driving import screen_lines, settle
from tests.tui.terminal import Terminal


class Held(Opener):
    """Opens when it is let to, so that what is shown meanwhile can be looked at."""

    def __init__(self, path: str) -> None:
        super().__init__(path, lambda dossier: Facet("event", "treaty"))
        self.may_go_on = threading.Event()
        self.is_half = threading.Event()

    def open(self, workspace: Workspace, progress: Progress) -> Facet | None:
        progress(0.5)
        self.is_half.set()
        assert self.may_go_on.wait(30)
        return super().open(workspace, progress)


@pytest.fixture
def path(tmp_path: Path) -> str:
    name = "a\x1b]0;x\x07\u202e b.json"
    return str(shutil.copyfile(FIVE, tmp_path / name))


async def shown(pilot_app: KurskApp, opener: Held) -> LoadingScreen:
    screen = pilot_app.screen
    assert isinstance(screen, LoadingScreen)
    # The thread that opens may be begun by what the app has still to do.
    while not opener.is_half.is_set():
        await asyncio.sleep(0)
    return screen


async def test_how_far_it_is_is_shown_and_keys_wait(path: str) -> None:
    opener = Held(path)
    app = KurskApp(opener)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = await shown(app, opener)
        assert screen.share == 0.5
        screen.bar.tell(screen.share)
        await pilot.pause()
        text = "\n".join(screen_lines(pilot))
        assert "Reading and checking a" in text
        assert " 50 %" in text
        assert "█" * 20 + "·" * 20 in text
        assert unsafe(text.replace("\n", "")) == ""
        # Typed ahead: to the claims, and filter them; the q is a letter of the filter.
        for key in ("2", "slash", "q"):
            app.post_message(Key(key, {"slash": "/"}.get(key, key)))
        await pilot.pause()
        assert not app.has_ended
        opener.may_go_on.set()
        while not hasattr(app, "explorer"):
            await pilot.pause(0)
        while not app.explorer.is_mounted:
            await pilot.pause(0)
        await settle(pilot)
        assert app.explorer.drilling.facets == (Facet("event", "treaty"),)
        assert app.explorer.panes.active == "claims"
        assert app.explorer.panes["claims"].query_text == "q"


async def test_it_can_be_left_meanwhile(path: str) -> None:
    opener = Held(path)
    app = KurskApp(opener)
    async with app.run_test() as pilot:
        await pilot.pause()
        await shown(app, opener)
        app.post_message(Key("q", "q"))
        await pilot.pause()
        assert app.has_ended
        opener.may_go_on.set()
    assert app.return_code == 0


@pytest.mark.parametrize("damage", ["unsound", "cut off"])
def test_what_is_wrong_is_told_when_the_screen_is_gone(
    tmp_path: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = json.loads(Path(FIVE).read_text(encoding="utf-8"))
    row = dict(next(iter(data["claims"].values())))
    for number in range(1000, 1000 + opening.LARGE_BYTES // 400):
        data["claims"][str(number)] = {**row, "id": f"{row['source']}.{number}"}
    if damage == "unsound":
        data["claims"]["1000"]["modality"] = "sure"
    text = json.dumps(data)
    path = tmp_path / "large.json"
    path.write_text(text if damage == "unsound" else text[:-9], encoding="utf-8")
    assert path.stat().st_size > opening.LARGE_BYTES
    with Terminal(["-d", str(path)], environ={cache.VARIABLE: cache.OFF}) as terminal:
        assert terminal.wait_exit() == 2
        assert all(terminal.restored.values())
        said = bytes(terminal.raw[-600:])
        assert b"large.json: " in said
        assert (b"modality" if damage == "unsound" else b"is not valid JSON") in said
        assert b"Reading and checking large.json" in terminal.raw


def test_a_large_dossier_opens_and_leaves_at_once(tmp_path: Path) -> None:
    data = json.loads(Path(FIVE).read_text(encoding="utf-8"))
    # Of no release: each stands by itself in the list.
    row = {**next(iter(data["claims"].values())), "release": None}
    for number in range(1000, 1000 + opening.LARGE_BYTES // 400):
        data["claims"][str(number)] = {**row, "id": f"{row['source']}.{number}"}
    path = tmp_path / "large.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    # The first time it is read and checked, then found in the cache.
    for _ in range(2):
        with Terminal(["-d", str(path)]) as terminal:
            terminal.wait_for("q quit")
            terminal.send("0", "2", "G")
            terminal.wait_for(f"{len(data['claims'])}/{len(data['claims'])}")
            terminal.send("q")
            assert terminal.wait_exit() == 0
            assert all(terminal.restored.values())
