"""What screens with a list and a bottom line share: messages, prompts, who gets the keys."""

from __future__ import annotations

from kursk_tui.tui.screens.base import BaseScreen
from kursk_tui.tui.screens.moves import ListCommands
from kursk_tui.tui.widgets.prompt import Answers, Prompt
from kursk_tui.tui.widgets.status import BottomLine
from kursk_tui.tui.widgets.virtual_list import VirtualList


class ListScreen(ListCommands, BaseScreen):
    """A screen that composes a list `rows` and a line `bottom`."""

    rows: VirtualList
    bottom: BottomLine

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
        self.bottom.say(message, look=look)

    def not_here(self, title: str) -> None:
        """Tell that a command has nothing to do on this screen."""
        self.say(f"{title}: not on this screen; Backspace returns")

    def do_help(self) -> None:
        """All commands."""
        self.kursk.show_help()

    def do_palette(self) -> None:
        """Find a command and run it: the same list."""
        self.kursk.show_help()

    def ask(self, label: str, answers: Answers, text: str = "") -> None:
        """Ask for a line of text in the bottom line."""
        self.bottom.ask(label, answers, text)
