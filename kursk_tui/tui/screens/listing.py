"""What screens with a list and a bottom line share: messages, prompts, who gets the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kursk_tui.tui.commands import BY_ID
from kursk_tui.tui.screens.base import BaseScreen
from kursk_tui.tui.screens.moves import ListCommands
from kursk_tui.tui.widgets.prompt import Answers, Prompt
from kursk_tui.tui.widgets.status import BottomLine
from kursk_tui.tui.widgets.virtual_list import VirtualList


class ListScreen(ListCommands, BaseScreen):
    """A screen that composes a list `rows` and a line `bottom`."""

    rows: VirtualList
    bottom: BottomLine
    _under_way = ""

    @property
    def current(self) -> VirtualList:
        """The list that keys go to."""
        return self.rows

    @property
    def prompt(self) -> Prompt:
        """The bottom line doubles as the prompt."""
        return self.bottom

    def before_key(self) -> None:
        """A message stays until the next key."""
        self.bottom.say("")

    def say(self, message: str, *, look: str = "message") -> None:
        """A message in the bottom line, until the next key."""
        self.kursk.messages.note(message)
        self.bottom.say(message, look=look)

    def run_command(self, name: str) -> None:
        """Carry out a command; of a large dossier what takes long is said before it begins."""
        command = BY_ID[name]
        if command.takes_long:
            self.slowly(partial(super().run_command, name), command.title.lower())
        else:
            super().run_command(name)

    def slowly(self, work: Callable[[], None], what: str) -> None:
        """Do what takes long of a large dossier: once it is on the screen that it is under way.

        Keys wait until it is done, in their order.
        """
        if not self.kursk.whole.is_large:
            work()
            return
        self._under_way = f"{what}: working on {len(self.kursk.whole.claims):,} claims; keys wait"
        self.is_ready = False
        # Past `say`: it is over when anybody could look for it among the messages.
        self.bottom.say(self._under_way)
        self.call_after_refresh(self._do, work)

    def _do(self, work: Callable[[], None]) -> None:
        work()
        # A screen that was opened works when it is mounted, with this still to be read.
        if self.app.screen is self:
            self.on_screen_resume()
        self.get_ready()

    def on_screen_resume(self) -> None:
        """What was under way is done."""
        if self._under_way and self.bottom.message == self._under_way:
            self.say("")
        self._under_way = ""

    def not_here(self, title: str) -> None:
        """Tell that a command has nothing to do on this screen."""
        self.say(f"{title}: not on this screen; Backspace returns")

    def do_messages(self) -> None:
        """What was said so far, in full."""
        from kursk_tui.tui.screens.reader import ReaderScreen

        entries = self.kursk.messages.entries()
        if entries:
            self.app.push_screen(ReaderScreen("MESSAGES, the newest first", entries))
        else:
            self.say("nothing was said yet")

    def do_help(self) -> None:
        """All commands."""
        self.kursk.show_help()

    def do_palette(self) -> None:
        """Find a command and run it: the same list."""
        self.kursk.show_help()

    def ask(self, label: str, answers: Answers, text: str = "") -> None:
        """Ask for a line of text in the bottom line."""
        self.bottom.ask(label, answers, text)
