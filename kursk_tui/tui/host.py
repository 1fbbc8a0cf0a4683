"""What a screen needs of the program that it is a part of; the app is one such host."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.lens import Lens
from kursk_tui.settings import Settings
from kursk_tui.tui.display import Display
from kursk_tui.tui.messages import Messages
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.workspace import Workspace


class Host(Protocol):
    """Handed to every screen, and by it to the screens that it opens."""

    door: Display
    settings: Settings
    messages: Messages
    workspace: Workspace
    # When the dossier was last edited here, by the clock of `Judgements.last_at`.
    edited_at: float

    # ---- keys and commands

    def command_of(self, key: str, screen: str) -> str | None:
        """The id of the command that a key has on a screen; None for a key without one."""

    def run_command(self, name: str) -> None:
        """Carry out a command on the screen at the top."""

    # ---- other screens

    def read(self, heading: str, entries: Sequence[Entry]) -> None:
        """Show entries in full on the whole screen."""

    def show_flags(self, context: Context) -> None:
        """Show all flags, over whatever screen is shown."""

    def open_in_explorer(self, target: Facet) -> None:
        """Go from any screen to a record in the explorer, with a way back to it."""

    # ---- what changes

    def set_lens(self, lens: Lens) -> None:
        """Look through another lens, on all screens; raises what `look` raises."""

    def say(self, message: str, *, look: str = "message") -> None:
        """Say something on the screen at the top."""

    def warn(self, text: str) -> None:
        """Warn in the top line of all screens shown, until it is taken back with no text."""

    def notes_changed(self) -> None:
        """Draw the marks of all screens anew."""

    def edited(self) -> None:
        """Take up what was just edited here."""

    def reload(self, *, asked: bool = False) -> None:
        """Take up what is in the file; keep the last good view where that is not sound."""

    def check_files(self) -> None:
        """Take up what others wrote into dossier and notebooks, if they did."""

    def behind(self, work: Callable[[], Callable[[], None]]) -> None:
        """Do work in a thread, and then what it returns in the app's own."""

    def away(self) -> AbstractContextManager[None]:
        """Give the terminal to another program meanwhile."""
