"""Nothing moves by itself, a fault is handed on as it was, and the last size is told last."""

from __future__ import annotations

import signal
from functools import partial
from types import SimpleNamespace

import pytest
from textual import constants
from textual._animator import BoundAnimator

from kursk_tui.tui.driver import RestoringDriver
from kursk_tui.tui.restoring import RestoringApp
from kursk_tui.tui.screens.explorer import ExplorerScreen
from tests.tui.driving import explorer, press


async def test_nothing_is_animated_whatever_textual_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moved: list[object] = []
    monkeypatch.setattr(constants, "TEXTUAL_ANIMATIONS", "full")
    monkeypatch.setattr(BoundAnimator, "__call__", lambda *words, **_: moved.append(words))
    async with explorer() as (pilot, _):
        await press(pilot, "down pagedown 2 G enter 4 v pagedown backspace d m ? d e backspace")
        assert pilot.app.animation_level == "none"
    assert not moved


async def test_the_first_fault_is_kept_for_whoever_runs_the_application(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fault = ValueError("the first")

    def broken(_: ExplorerScreen) -> None:
        raise fault

    monkeypatch.setattr(ExplorerScreen, "do_reload", broken)
    seen: list[RestoringApp] = []

    async def use() -> None:
        async with explorer() as (pilot, _):
            assert isinstance(pilot.app, RestoringApp)
            seen.append(pilot.app)
            await press(pilot, "r")

    with pytest.raises(ValueError, match="the first"):
        await use()
    assert seen[0].failure is fault


def test_the_last_size_is_told_last() -> None:
    queue: list[partial[None]] = []
    size, told = "wide", list[str]()
    driver = RestoringDriver.__new__(RestoringDriver)

    def tell(*_: object) -> None:
        """Tell the size as Textual does, and be interrupted by the next before it is told."""
        nonlocal size
        now = size
        if size == "wide":
            size = "narrow"
            driver._resized(signal.SIGWINCH, None)
        told.append(now)

    driver._textuals_own = tell
    driver._app = SimpleNamespace(resized=lambda: None)  # type: ignore[assignment]
    driver._loop = SimpleNamespace(  # type: ignore[assignment]
        call_soon_threadsafe=lambda *call: queue.append(partial(*call))
    )
    driver._resized(signal.SIGWINCH, None)
    while queue:
        queue.pop(0)()
    assert told[-1] == "narrow"
