"""What all screens share: commands by name, hints, and no parsing of markup anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import Key, Paste
from textual.widget import Widget

from kursk_tui.commands import BY_ID, key_of, keys_of, method_of, shown_key
from kursk_tui.tui.display import Display
from kursk_tui.tui.host import Host
from kursk_tui.tui.marks import SIGNS, signs_on
from kursk_tui.tui.panes.help import Here
from kursk_tui.tui.textual_compat import OnceScreen
from kursk_tui.tui.widgets.painted import Painted
from kursk_tui.tui.widgets.prompt import Prompt
from kursk_tui.words.records import abbreviations


class BaseScreen(OnceScreen, inherit_bindings=False):
    """A screen whose commands are methods `do_<id>`, its own or those of its parts."""

    ALLOW_SELECT = False
    AUTO_FOCUS = ""
    # By which the registry gives the screen keys of its own.
    screen_name = ""
    # The lists and panes of `marks.SIGNS` whose signs may stand on the screen.
    signs: Sequence[str] = ()

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        # What carries out commands that the screen has no method for: the first that has one.
        self.parts: tuple[object, ...] = ()
        # The commands of the bottom line, in its order.
        self.hinted: dict[str, None] = {}
        self.is_ready = False
        self.early: list[Key | Paste] = []

    async def mount_composed_widgets(self, widgets: list[Widget]) -> None:
        """What the screen is made of, and above it what stands above all."""
        await super().mount_composed_widgets([*self.host.above(), *widgets])

    @property
    def door(self) -> Display:
        """The door to the screen."""
        return self.host.door

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
            name = self.host.command_of(event.key, self.screen_name)
            if name in ("suspend", "redraw") and not event.is_printable:
                self.run_command(name)
            else:
                asking.take(event)
        elif name := self.host.command_of(event.key, self.screen_name):
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

    def knows(self, name: str) -> bool:
        """Whether a command does something on this screen."""
        return method_of(name, (self, *self.parts)) is not None

    def here(self) -> Here:
        """What the help tells of the screen as it is drawn now."""
        can = [name for name in BY_ID if self.knows(name)]
        drawn = self.drawn_text()
        names = abbreviations(self.host.workspace.whole, drawn)
        found = signs_on(self.signs, drawn, self.door.clean)
        other = [sign for sign in SIGNS if sign.where in self.signs and sign not in found]
        return Here(self.screen_name, tuple(self.hinted), can, found, other, names)

    def drawn_text(self) -> str:
        """The lines of all that is drawn, each widget after the other."""
        drawn = [one for one in self.query(Painted) if one.display and one.region]
        lines = (one.render_line(y).text for one in drawn for y in range(one.size.height))
        return "\n".join(lines)

    def run_command(self, name: str) -> None:
        """Carry out a command, if this screen knows it."""
        method = method_of(name, (self, *self.parts))
        if method is not None:
            method()
        else:
            self.not_here(BY_ID[name].title)

    def not_here(self, title: str) -> None:
        """Tell that a command has nothing to do on this screen."""

    def seen_changed(self) -> None:
        """Called when what is seen is another dossier, or seen through another lens."""

    def marks_changed(self) -> None:
        """Called when something was flagged, or found to disagree."""

    def key(self, name: str) -> str:
        """The key of a command, as messages name it."""
        return key_of(name, self.host.settings.keymap)

    def hints(self, *names: str) -> list[tuple[str, str]]:
        """(key, title) of some commands, for the bottom line."""
        return [self.hint(name, BY_ID[name].title.lower()) for name in names]

    def hint(self, name: str, title: str) -> tuple[str, str]:
        """(key, title) of a command under a title that fits the screen better than its own."""
        self.hinted[name] = None
        return shown_key(keys_of(BY_ID[name], self.host.settings.keymap)[0]), title

    def do_redraw(self) -> None:
        """Everything anew, after something else wrote on the terminal."""
        self.refresh()

    def do_quit(self) -> None:
        """Leave the explorer."""
        self.app.exit()

    def do_suspend(self) -> None:
        """Back to the shell until `fg`."""
        self.app.action_suspend_process()
