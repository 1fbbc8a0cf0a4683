"""An application that gives the terminal back however it ends, and leaves the words to `main`."""

from __future__ import annotations

import os
from asyncio import TimerHandle

from textual.driver import Driver

from kursk_tui.tui.resting import after
from kursk_tui.tui.textual_compat import FaultApp

REST_SECONDS = 0.15


class RestoringApp(FaultApp, inherit_bindings=False):
    """Textual's application with ends in order: by a signal, by a fault, by a lost terminal."""

    _rest_of_sizes: TimerHandle | None = None

    def get_driver_class(self) -> type[Driver]:
        """The driver that restores the terminal, where there is one for the system."""
        # Textual's own variable for another driver goes on working.
        if os.name != "posix" or os.environ.get("TEXTUAL_DRIVER"):
            return super().get_driver_class()
        from kursk_tui.tui.driver import RestoringDriver

        return RestoringDriver

    def end(self, number: int) -> None:
        """End in order because of a signal, with the exit status that shells give to one."""
        self.exit(return_code=128 + number)

    def resized(self) -> None:
        """Draw everything anew once the sizes come to rest.

        Textual draws what changed from one size to the next. A terminal that was small for a moment
        has lost what did not fit, also where it is by now as large as before.
        """
        # A signal comes in no context of the app, and a timer that is set there would fail.
        self.call_later(self._wait_for_rest)

    def resumed(self) -> None:
        """Draw everything anew."""
        self.call_later(self._draw_anew)

    def _wait_for_rest(self) -> None:
        if self._rest_of_sizes is not None:
            self._rest_of_sizes.cancel()
        self._rest_of_sizes = after(self, REST_SECONDS, self._draw_anew)

    def _draw_anew(self) -> None:
        if self.screen_stack:
            self.screen.refresh()


def run_app(app: RestoringApp, *, mouse: bool) -> int:
    """Run an application; returns the exit status. Raises what went wrong in it."""
    app.run(mouse=mouse)
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
