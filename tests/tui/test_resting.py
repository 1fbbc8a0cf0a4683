"""What waits for the cursor to rest, where Textual's timers miss their only tick."""

from __future__ import annotations

from functools import partialmethod

import pytest
from textual.message_pump import MessagePump

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
