"""What is done once, in a while, also on a busy machine; and what waits while keys keep coming."""

from __future__ import annotations

import asyncio
from asyncio import TimerHandle
from collections.abc import Callable

from textual.message_pump import MessagePump

# While keys come faster than this, as they do from one that is held, only the list moves.
REST_SECONDS = 0.06


def after(pump: MessagePump, seconds: float, do: Callable[[], object]) -> TimerHandle:
    """Have `pump` do something in some seconds; the handle's `cancel` takes it back.

    Textual's own timer never fires where the machine was busy for longer than its seconds between
    its making and its first wait: it takes that for a tick that was missed.
    """
    return asyncio.get_running_loop().call_later(seconds, pump.call_next, do)


class Rest:
    """Has `do` done when a cursor moved: at once for a single key, else when the keys pause."""

    def __init__(self, pump: MessagePump, do: Callable[[], object]) -> None:
        self._pump, self._do = pump, do
        self._timer: TimerHandle | None = None
        self._moved_at = float("-inf")

    @property
    def is_due(self) -> bool:
        """Whether something is still to be done for the last move."""
        return self._timer is not None

    def moved(self) -> None:
        """The cursor moved."""
        now = asyncio.get_running_loop().time()
        is_single = now - self._moved_at > REST_SECONDS
        self._moved_at = now
        self.stop()
        self._timer = after(self._pump, 0 if is_single else REST_SECONDS, self._do)

    def stop(self) -> None:
        """What was to be done is done, or is not wanted any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
