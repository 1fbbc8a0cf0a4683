"""An application that gives the terminal back however it ends, and leaves the words to `main`."""

from __future__ import annotations

import os

from rich.console import RenderableType
from textual.app import App
from textual.driver import Driver
from textual.timer import Timer
from textual.worker import WorkerFailed

REST_SECONDS = 0.15


class RestoringApp(App[None], inherit_bindings=False):
    """Textual's application with ends in order: by a signal, by a fault, by a lost terminal."""

    failure: BaseException | None = None
    _rest_of_sizes: Timer | None = None

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

    def _wait_for_rest(self) -> None:
        if self._rest_of_sizes is not None:
            self._rest_of_sizes.stop()
        self._rest_of_sizes = self.set_timer(REST_SECONDS, self._draw_anew)

    def _draw_anew(self) -> None:
        if self.screen_stack:
            self.screen.refresh()

    def fail(self, error: Exception) -> None:
        """End because of a fault outside of the loop's own care."""
        self._handle_exception(error)

    # Textual has no public way to keep its report of a fault from being made. It prints the
    # values of variables, which are texts and notes, and what they hold goes through no door.

    def _handle_exception(self, error: Exception) -> None:
        if self.failure is None:
            self.failure = error.error if isinstance(error, WorkerFailed) else error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self.panic()

    def panic(self, *renderables: RenderableType) -> None:
        """End at once. Whoever runs the application says why."""
        super().panic()


def run_app(app: RestoringApp, *, mouse: bool) -> int:
    """Run an application; returns the exit status. Raises what went wrong in it."""
    app.run(mouse=mouse)
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
