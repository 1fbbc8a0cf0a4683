"""What all screens share: commands by name, hints, and no parsing of markup anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.events import Key, Paste
from textual.screen import Screen

from kursk_tui.tui.commands import BY_ID, keys_of, shown_key
from kursk_tui.tui.display import Display
from kursk_tui.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from kursk_tui.tui.app import KurskApp


class BaseScreen(Screen[None], inherit_bindings=False):
    """A screen whose commands are its methods `do_<id>`."""

    ALLOW_SELECT = False
    AUTO_FOCUS = ""

    @property
    def kursk(self) -> KurskApp:
        """The app, by its own class."""
        return cast("KurskApp", self.app)

    @property
    def door(self) -> Display:
        """The door to the screen."""
        return self.kursk.door

    @property
    def prompt(self) -> Prompt | None:
        """The prompt of the screen, if it has one."""
        return None

    def on_key(self, event: Key) -> None:
        """While a prompt asks, all keys are its keys and none is a command."""
        if self.prompt is not None and self.prompt.asking:
            event.stop()
            event.prevent_default()
            self.prompt.take(event)

    def on_paste(self, event: Paste) -> None:
        """Text pasted while a prompt asks goes there; otherwise nowhere."""
        event.stop()
        if self.prompt is not None and self.prompt.asking:
            self.prompt.paste(event.text)

    def run_command(self, name: str) -> None:
        """Carry out a command, if this screen knows it."""
        method = getattr(self, f"do_{name.replace('-', '_')}", None)
        if method is not None:
            method()

    def hints(self, *names: str) -> list[tuple[str, str]]:
        """(key, title) of some commands, for the bottom line."""
        found = []
        for name in names:
            command = BY_ID[name]
            key = shown_key(keys_of(command, self.kursk.settings.keymap)[0])
            found.append((key, command.title.lower()))
        return found

    def do_quit(self) -> None:
        """Leave the explorer."""
        self.app.exit()

    def do_suspend(self) -> None:
        """Back to the shell until `fg`."""
        self.app.action_suspend_process()
