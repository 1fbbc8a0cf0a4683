"""Something done once, in a while, also on a busy machine."""

from __future__ import annotations

import asyncio
from asyncio import TimerHandle
from collections.abc import Callable

from textual.message_pump import MessagePump


def after(pump: MessagePump, seconds: float, do: Callable[[], object]) -> TimerHandle:
    """Have `pump` do something in some seconds; the handle's `cancel` takes it back.

    Textual's own timer never fires where the machine was busy for longer than its seconds between
    its making and its first wait: it takes that for a tick that was missed.
    """
    return asyncio.get_running_loop().call_later(seconds, pump.call_next, do)
