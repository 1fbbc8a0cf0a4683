"""What waits for the cursor to rest, where Textual's timers miss their only tick."""

from __future__ import annotations

import asyncio
from functools import partialmethod

import pytest
from textual.message_pump import MessagePump

from kursk_tui.tui import resting
from tests.tui.driving import NARROW, make_app, press, settle


@pytest.mark.parametrize("keys", ["2 j j", "b j"])
async def test_the_detail_follows_where_a_timer_misses_its_tick(
    keys: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = partialmethod(MessagePump.set_timer, pause=True)
    monkeypatch.setattr(MessagePump, "set_timer", never)
    app = make_app()
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, keys)


async def test_a_single_key_is_followed_at_once_and_held_keys_when_they_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float] = []
    clock = iter((10.0, 10.03, 10.06, 10.5, 10.5 + 0.061))
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(resting, "REST_SECONDS", 0.06)
    monkeypatch.setattr(resting, "after", lambda pump, seconds, do: waits.append(seconds))
    monkeypatch.setattr(loop, "time", lambda: next(clock))
    rest = resting.Rest(MessagePump(), lambda: None)
    for _ in range(5):
        rest.moved()
    monkeypatch.undo()
    assert waits == [0, 0.06, 0.06, 0, 0]
