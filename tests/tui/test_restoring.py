"""Nothing moves by itself, and a fault is handed on as it was."""

from __future__ import annotations

import pytest
from textual import constants
from textual._animator import BoundAnimator

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
