"""Every private name of Textual that the explorer uses; no other file touches one.

When a new Textual changes one of them, this is the file to mend.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self, cast

from rich.console import RenderableType
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.screen import Screen
from textual.worker import WorkerFailed

if TYPE_CHECKING:
    from textual.events import ScreenResume
    from textual.geometry import Region
    from textual.message import Message


class FaultApp(App[None], inherit_bindings=False):
    """An application that keeps the first thing that went wrong, and leaves the words to others.

    Textual has no public way to keep its report of a fault from being made. It prints the values
    of variables, which are texts and notes, and what they hold goes through no door.
    """

    failure: BaseException | None = None

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """None: every screen covers the one below.

        To Textual the one below may show through, so each change there would draw the same cells
        of the screen at the top again.
        """
        return []

    def fail(self, error: Exception) -> None:
        """End because of a fault outside of the loop's own care."""
        self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        if self.failure is None:
            self.failure = error.error if isinstance(error, WorkerFailed) else error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self.panic()

    def panic(self, *renderables: RenderableType) -> None:
        """End at once. Whoever runs the application says why."""
        super().panic()


class OnceScreen(Screen[None], inherit_bindings=False):
    """A screen that is drawn once when it is opened.

    Textual lays it out, which draws all of it, and asks for all of it once more.
    """

    _is_drawn = False

    def _on_screen_resume(self, event: ScreenResume) -> None:
        # Textual's own of the same name follows, and lays the screen out if its size is new.
        self._is_drawn = self._size != self.app.size

    def refresh(self, *regions: Region, **options: bool) -> Self:
        """Draw regions anew, or all; but not again what has just been drawn."""
        if self._is_drawn and not regions and not options:
            self._is_drawn = False
            return self
        return super().refresh(*regions, **options)


class KeyParser:
    """Takes text from a terminal apart into keys and other messages."""

    def __init__(self) -> None:
        self._parser = XTermParser()

    def feed(self, text: str) -> Iterable[Message]:
        """The messages of some text; an empty one is the end of it."""
        return self._parser.feed(text)

    def tick(self) -> Iterable[Message]:
        """The messages of what has waited too long for more."""
        return self._parser.tick()


if sys.platform != "win32":
    from textual.drivers.linux_driver import LinuxDriver

    class OpenDriver(LinuxDriver):
        """Textual's driver for POSIX, with names for what it keeps to itself."""

        @property
        def owner(self) -> App[Any]:
            """The application."""
            return self._app

        def write_to(self, file: object) -> None:
            """Draw on a file that writes, flushes and has a number, in place of stderr."""
            self._file = cast("Any", file)

        def call_in_loop(self, what: Any, *arguments: Any) -> None:
            """Call from a thread or a signal. Raises RuntimeError where the loop has ended."""
            self._loop.call_soon_threadsafe(what, *arguments)

        def call_later_in_loop(self, seconds: float, what: Any) -> None:
            """Call in a while; from the loop alone."""
            self._loop.call_later(seconds, what)

        def stop_mouse(self) -> None:
            """Tell the terminal that no movement of the mouse is of interest."""
            self._disable_mouse_support()

        def stop_writer(self) -> None:
            """Write what waits, and end the thread that writes."""
            if self._writer_thread is not None:
                self._writer_thread.stop()
