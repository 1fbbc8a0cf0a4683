"""What all screens share: commands by name, hints, and no parsing of markup anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.events import Key, Paste
from textual.screen import Screen

from kursk_tui.store.errors import DossierError
from kursk_tui.tui.commands import BY_ID, keys_of, shown_key
from kursk_tui.tui.display import Display
from kursk_tui.tui.telling import told
from kursk_tui.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from kursk_tui.tui.app import KurskApp


class BaseScreen(Screen[None], inherit_bindings=False):
    """A screen whose commands are its methods `do_<id>`."""

    ALLOW_SELECT = False
    AUTO_FOCUS = ""
    # By which the registry gives the screen keys of its own.
    screen_name = ""

    def __init__(self) -> None:
        super().__init__()
        self.is_ready = False
        self.early: list[Key | Paste] = []

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

    def take(self, event: Key | Paste) -> None:
        """A key or pasted text: to the prompt while it asks, else the command of the key."""
        if not self.is_ready:
            self.early.append(event)
            return
        self.before_key()
        asking = self.prompt if self.prompt is not None and self.prompt.asking else None
        if isinstance(event, Paste):
            if asking is not None:
                asking.paste(event.text)
        elif asking is not None:
            # A prompt does not keep one from the shell; what it holds is there again after fg.
            name = self.kursk.command_of(event.key, self.screen_name)
            if name in ("suspend", "redraw") and not event.is_printable:
                self.run_command(name)
            else:
                asking.take(event)
        elif name := self.kursk.command_of(event.key, self.screen_name):
            self.run_command(name)

    def get_ready(self) -> None:
        """Called when the screen is mounted: keys typed before are carried out now."""
        self.is_ready = True
        early, self.early = self.early, []
        for event in early:
            # The screen at the top: one of the keys may have opened or closed a screen.
            screen = self.app.screen
            if isinstance(screen, BaseScreen):
                screen.take(event)

    def before_key(self) -> None:
        """Called before each key is carried out."""

    def run_command(self, name: str) -> None:
        """Carry out a command, if this screen knows it."""
        method = getattr(self, f"do_{name.replace('-', '_')}", None)
        if method is not None:
            method()
        else:
            self.not_here(BY_ID[name].title)

    def not_here(self, title: str) -> None:
        """Tell that a command has nothing to do on this screen."""

    def told(self, before: str, error: DossierError) -> str:
        """What went wrong with a file, in a line as wide as the screen."""
        line = told(before, error, self.door, self.app.size.width)
        self.kursk.messages.shortened(line, before, error)
        return line

    def hints(self, *names: str) -> list[tuple[str, str]]:
        """(key, title) of some commands, for the bottom line."""
        found = []
        for name in names:
            command = BY_ID[name]
            key = shown_key(keys_of(command, self.kursk.settings.keymap)[0])
            found.append((key, command.title.lower()))
        return found

    def do_redraw(self) -> None:
        """Everything anew, after something else wrote on the terminal."""
        self.refresh()

    def do_quit(self) -> None:
        """Leave the explorer."""
        self.app.exit()

    def do_suspend(self) -> None:
        """Back to the shell until `fg`."""
        self.app.action_suspend_process()
