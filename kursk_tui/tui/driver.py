"""The driver: Textual's own for POSIX, which also gives the terminal back when things go wrong.

What it does beyond Textual's:

- It draws on stdout, which the start has found to be a terminal; stderr may be a file.
- It reads what comes from the terminal by `Keyboard`: a paste stays a paste, noise ends nothing.
- It ends in order on the signals that end a program, from before the screen is taken until after
  it is given back, also while it is stopped.
- A lost terminal ends it: Textual would read the end of the input for ever, and block on output
  that nobody takes.
- Stop and continue work from the loop, never in the middle of a write; what was stopped by force
  takes the screen anew, and in the background it sleeps on.
"""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Iterable
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Protocol, TextIO, cast

from kursk_tui.store.disk import is_writing
from kursk_tui.terminal import PLAIN_TERMINALS
from kursk_tui.tui.answers import QUESTION, Answers
from kursk_tui.tui.keyboard import Keyboard
from kursk_tui.tui.textual_compat import KeyParser, OpenDriver

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App
    from textual.message import Message

    from kursk_tui.terminal import Theme

ENDING = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)

# What plain terminals print instead of obeying: the kitty keyboard and questions about modes.
_ADVANCED = re.compile(r"\x1b\[(?:[<>]\d*u|\?\d+\$p)")
# Where there is no other screen to go back to, as on the Linux console, this one is cleared.
_CLEAR = "\x1b[H\x1b[2J"
_NO_MOUSE_PIXELS = "\x1b[?1016l"
# How long an Esc waits for more of a key, at most; and how much is read at once.
_TICK_SECONDS = 0.1
_MOST_READ = 4096
# How long the app has for an end in order, and how much longer where it is writing.
_PATIENCE_SECONDS = 2.0
_WRITE_SECONDS = 30.0
# How long an end may take to come after what woke us in the background.
_WAKING_SECONDS = 0.2


class Restorable(Protocol):
    """What the driver needs of its app."""

    def end(self, number: int) -> None:
        """End in order because of a signal."""

    def fail(self, error: Exception) -> None:
        """End because of a fault."""

    def resumed(self) -> None:
        """Called when the program has the terminal again, after another one had it."""

    @property
    def asks_background(self) -> bool:
        """Whether the terminal is to be asked for its background."""

    def background_told(self, theme: Theme) -> None:
        """Called with the theme for the background that the terminal tells."""

    def resized(self) -> None:
        """Another size, or the same again after another."""


class Outlet:
    """The terminal as a file to write to; once it is lost, everything goes nowhere.

    Textual's writer would die of an error, and then whoever writes would wait for it for ever.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.is_lost = False

    def write(self, text: str) -> int:
        """Write as much as there is a terminal for."""
        if not self.is_lost:
            try:
                self._file.write(text)
            except (OSError, ValueError):
                self.is_lost = True
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        if not self.is_lost:
            try:
                self._file.flush()
            except (OSError, ValueError):
                self.is_lost = True

    def fileno(self) -> int:
        """The number of the file behind it."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._file.isatty()


class RestoringDriver(OpenDriver):
    """Textual's driver for POSIX, mended where it leaves a terminal or a process behind."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert sys.__stdout__ is not None
        self.outlet = Outlet(sys.__stdout__)
        self.write_to(self.outlet)
        self._is_plain = os.environ.get("TERM", "").startswith(PLAIN_TERMINALS)
        self._has_screen = False
        self._is_lending = False
        self._is_asleep = False
        self._is_ending = False
        self._watch: Thread | None = None
        self._insisting: Thread | None = None
        self._textuals_own = signal.getsignal(signal.SIGWINCH)
        self._has_closed = Event()
        # Handlers of Python and not of the loop: what they note must be known before the loop
        # comes to what else was asked for meanwhile.
        for number in ENDING:
            signal.signal(number, self._end_asked)
        signal.signal(signal.SIGTSTP, self._stop_asked)
        signal.signal(signal.SIGCONT, self._continued)

    @property
    def restorable(self) -> Restorable:
        """The app, as far as it is needed here."""
        return cast("Restorable", self.owner)

    # ---- taking the screen and giving it back

    def start_application_mode(self) -> None:
        """Take the screen; in the background only once we are in the foreground."""
        if not self._is_in_foreground():
            self._is_asleep = True
            os.kill(os.getpid(), signal.SIGSTOP)
            return
        self._has_screen = True
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self.restorable.asks_background:
            self.write(QUESTION)
        self._textuals_own = signal.getsignal(signal.SIGWINCH)
        signal.signal(signal.SIGWINCH, self._resized)
        if self._watch is None:
            self._watch = Thread(target=self._wait_for_loss, name="kursk-lost", daemon=True)
            self._watch.start()

    def _resized(self, number: int, frame: FrameType | None) -> None:
        # In the loop, one after another: a handler that the next one interrupts would tell the app
        # its size last, which is no longer that of the terminal.
        if callable(self._textuals_own):
            self._call(self._textuals_own, number, frame)
        self._call(self.restorable.resized)

    def stop_application_mode(self) -> None:
        """Give the screen back; what was given back already is left alone."""
        if not self._has_screen:
            return
        if not self._is_in_foreground():
            # The line is now as somebody else wants it, and asking for it would stop us.
            signal.signal(signal.SIGTTOU, signal.SIG_IGN)
            self.attrs_before = None
        self.write(_NO_MOUSE_PIXELS + _CLEAR)
        super().stop_application_mode()
        self._has_screen = False

    def disable_input(self) -> None:
        """Stop reading, while we have the screen: behind another job this would stop us."""
        if self._has_screen:
            super().disable_input()

    def suspend_application_mode(self) -> None:
        """Give the screen back for a while."""
        self._is_lending = True
        super().suspend_application_mode()
        self._is_lending = False

    def close(self) -> None:
        """Write the rest; after that a signal may end us at once."""
        super().close()
        if not self._is_lending:
            self._has_closed.set()
            for number in ENDING:
                signal.signal(number, signal.SIG_DFL)

    def write(self, data: str) -> None:
        """Write while we have the screen, except what a plain terminal would print as letters."""
        if self._has_screen and not (self._is_plain and _ADVANCED.fullmatch(data)):
            super().write(data)

    # ---- the end

    def _end_asked(self, number: int, _: object) -> None:
        self._is_ending = True
        self._call(self.restorable.end, number)
        self._insist_on(number)

    def _insist_on(self, number: int) -> None:
        """End within moments, also while the app works something out and hears nothing."""
        if self._insisting is None:
            self._insisting = Thread(target=self._insist, args=(number,), daemon=True)
            self._insisting.start()

    def _insist(self, number: int) -> None:
        until = time.monotonic() + _WRITE_SECONDS
        while not self._has_closed.wait(_PATIENCE_SECONDS):
            # A file is whole at any moment, but what is being kept may as well be kept; and an
            # editor that has the terminal is ended by the app.
            if (self._has_screen and not is_writing()) or time.monotonic() > until:
                # Textual's way to stop reading comes to this only in the main thread.
                self.stop_mouse()
                self.stop_application_mode()
                self.stop_writer()
                os._exit(128 + number)

    def _wait_for_loss(self) -> None:
        """Wait until the terminal is gone. Costs nothing until then."""
        try:
            line = select.poll()
            line.register(self.fileno, 0)
            while not any(what & select.POLLHUP for _, what in line.poll()):
                pass
        except (AttributeError, OSError):
            return  # a system without poll on terminals
        self._lose()

    def _lose(self) -> None:
        self.outlet.is_lost = True
        self._is_ending = True
        self._call(self.restorable.end, signal.SIGHUP)
        self._insist_on(signal.SIGHUP)

    def run_input_thread(self) -> None:
        """Read keys. Where there is nothing left to read from, end."""
        try:
            self._read_keys()
        except OSError:
            self._lose()
        except Exception as error:  # noqa: BLE001
            self._call(self.restorable.fail, error)

    def _read_keys(self) -> None:
        parser, keyboard, answers = KeyParser(), Keyboard(), Answers(self._background_told)
        is_last = False
        while not is_last:
            # Once more after the end: what the terminal still answers is not for the shell.
            is_last = self.exit_event.is_set()
            if select.select([self.fileno], [], [], _TICK_SECONDS)[0]:
                raw = os.read(self.fileno, _MOST_READ)
                if not raw:
                    raise OSError("the end of the input")
                text = answers.rest(keyboard.text(raw))
            else:
                text = answers.late()
            # An empty text would be the end of it to the parser.
            if text:
                self._take(parser.feed(text))
            self._take(parser.tick())

    def _background_told(self, theme: Theme) -> None:
        self._call(self.restorable.background_told, theme)

    def _take(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _call(self, what: Any, *arguments: Any) -> None:
        """Call from a thread or a signal, unless the loop has ended meanwhile."""
        try:
            self.call_in_loop(what, *arguments)
        except RuntimeError:
            return

    # ---- stop and continue

    def _stop_asked(self, *_: object) -> None:
        if self._has_screen:
            self._call(self._go_to_sleep)
        else:
            # An editor has the terminal: the shell waits until all of the job has stopped.
            os.kill(os.getpid(), signal.SIGSTOP)

    def resume_application_mode(self) -> None:
        """Take the screen again. Textual draws only what a size that is new would change."""
        super().resume_application_mode()
        self.restorable.resumed()

    def _go_to_sleep(self) -> None:
        if self._is_asleep or self._is_ending:
            return
        self._is_asleep = True
        self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _continued(self, *_: object) -> None:
        if self._is_asleep or self._has_screen:
            self._call(self._wake)

    def _wake(self) -> None:
        """Take the screen anew, also where another program had it without our leave."""
        if self._is_ending or not (self._is_asleep or self._has_screen):
            return
        if not self._is_in_foreground():
            # Whoever ends a job that is stopped wakes it, too: the end may be on its way still, and
            # nothing would wake us again. With a screen there is no time: it is another job's.
            wait = 0.0 if self._has_screen else _WAKING_SECONDS
            self.call_later_in_loop(wait, self._sleep_on)
            return
        if self._has_screen:
            self.suspend_application_mode()
        self._is_asleep = False
        self.resume_application_mode()

    def _sleep_on(self) -> None:
        """Stop again, unless the end or the foreground has come meanwhile."""
        if self._is_ending or not (self._is_asleep or self._has_screen):
            return
        if self._is_in_foreground():
            if self._is_asleep:
                self._wake()
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _is_in_foreground(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except (OSError, termios.error):
            return True  # no job control here
