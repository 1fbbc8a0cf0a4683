"""A large dossier whose file changes: read again behind the screen, and told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.pilot import Pilot

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.tui.app import KurskApp
from kursk_tui.tui.screens.books import BooksScreen
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.measures import MeasuresScreen
from kursk_tui.tui.screens.origins import OriginsScreen
from kursk_tui.tui.screens.palette import PaletteScreen
from tests.dossier.sample import large
from tests.five import FIVE
from tests.tui.driving import pane, press, screen_lines, settle, type_text


class Gate:
    """Reads a file again when it is let to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_go_on = threading.Event()
        plain, own = Dossier.reload, threading.get_ident()

        def reload(dossier: Dossier, *, finish: bool = True) -> Dossier:
            # What is read at once is not held up.
            assert threading.get_ident() == own or self.may_go_on.wait(30)
            return plain(dossier, finish=finish)

        monkeypatch.setattr(Dossier, "reload", reload)


def write_large(path: Path, claims: int, title: str) -> Path:
    data = large(20, claims)
    data["events"]["1"]["title"] = title
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def opened_large(folder: Path) -> tuple[Path, KurskApp]:
    """The smallest dossier that is large, and an explorer of it."""
    path = write_large(folder / "large.json", 2001, "The flood")
    return path, KurskApp(Dossier.open(path))


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(10_000):
        if holds():
            return
        # A thread is at work meanwhile, and a loop that never rests would hold it up.
        await pilot.pause(0.003)
    raise AssertionError("it never came about")


async def test_a_large_file_that_changed_is_read_behind_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, app = opened_large(tmp_path)
    gate = Gate(monkeypatch)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        write_large(path, 2010, "The great flood")
        for _ in range(3):
            app.check_files()
        assert "reading it again" in app.explorer.bottom.message
        await press(pilot, "2 j j")
        # Moving goes on meanwhile, in what was read before.
        assert app.explorer.panes["claims"].place == 2
        assert len(app.workspace.whole.claims) == 2001
        gate.may_go_on.set()
        await until(pilot, lambda: len(app.workspace.whole.claims) == 2010)
        await settle(pilot)
        text = "\n".join(screen_lines(pilot))
        assert "The great flood" in text
        assert "read again" in text
        assert app.explorer.panes["claims"].place == 2
        await press(pilot, "slash 1 9 9 9 enter")
        assert app.explorer.panes["claims"].items


async def test_a_large_file_that_was_damaged_leaves_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, app = opened_large(tmp_path)
    gate = Gate(monkeypatch)
    gate.may_go_on.set()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        path.write_bytes(path.read_bytes()[:-9])
        app.check_files()
        await until(pilot, lambda: "STALE" in "\n".join(screen_lines(pilot)))
        assert "dossier as last read: is not valid" in app.explorer.bottom.message
        assert len(app.workspace.whole.claims) == 2001
        for _ in range(3):
            app.check_files()
            assert not app.file.is_reading, "the same damaged file is read once"
        write_large(path, 2001, "The great flood")
        app.check_files()
        await until(pilot, lambda: "The great flood" in "\n".join(screen_lines(pilot)))
        assert "STALE" not in "\n".join(screen_lines(pilot))


async def test_what_was_read_at_once_is_not_replaced_by_what_was_read_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, app = opened_large(tmp_path)
    gate = Gate(monkeypatch)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        write_large(path, 2010, "The great flood")
        app.check_files()
        write_large(path, 2020, "The greatest flood")
        # As after an edit: at once, and without the gate.
        app.reload(asked=True)
        newest = app.workspace.whole
        assert len(newest.claims) == 2020
        gate.may_go_on.set()
        await until(pilot, lambda: not app.file.is_reading)
        assert app.workspace.whole is newest


LONG: dict[str, Any] = {
    "m": MeasuresScreen,
    "d": DisagreementsScreen,
    "o": OriginsScreen,
    "b": BooksScreen,
    "c": DisagreementsScreen,
}


async def test_what_takes_long_is_said_before_it_begins_and_keys_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, app = opened_large(tmp_path)
    shown: list[str] = []

    def seen(plain: Callable[[Any], None]) -> Callable[[Any], None]:
        def on_mount(screen: Any) -> None:
            shown.append(app.explorer.bottom.render_line(0).text)
            plain(screen)

        return on_mount

    for screen_class in {*LONG.values()}:
        monkeypatch.setattr(screen_class, "on_mount", seen(screen_class.on_mount))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "2 j")
        for key, screen_class in LONG.items():
            for one, character in ((key, key), ("question_mark", "?")):
                app.post_message(Key(one, character))
            await until(pilot, lambda: isinstance(app.screen, PaletteScreen))
            # It was on the screen before the work began; the next key went to what was opened.
            assert "working on 2,001 claims; keys wait" in shown.pop()
            assert isinstance(app.screen_stack[-2], screen_class)
            await press(pilot, "escape backspace")
            assert app.screen is app.explorer
            assert "working" not in screen_lines(pilot)[-1]


async def test_a_small_dossier_says_nothing_of_work() -> None:
    app = KurskApp(Dossier.open(FIVE))
    said: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.explorer.bottom.say = lambda text, **_: said.append(text)  # type: ignore[method-assign]
        await press(pilot, "m backspace d backspace s S [ ] 0")
        assert not any("working" in text for text in said)


async def test_an_order_and_a_date_are_told_to_be_under_way(tmp_path: Path) -> None:
    _, app = opened_large(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "2 s")
        assert pane(app.explorer, "claims").sort == "figure"
        assert "working" not in screen_lines(pilot)[-1]
        await press(pilot, "t")
        await type_text(pilot, "2031-03-09")
        await press(pilot, "enter")
        assert "known at" in screen_lines(pilot)[-1]
        await press(pilot, "x")
        await type_text(pilot, str(tmp_path / "out.csv"))
        await press(pilot, "enter")
        assert (tmp_path / "out.csv").exists()
        assert "written: " in screen_lines(pilot)[-1]
