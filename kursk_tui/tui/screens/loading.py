"""What is shown while a large dossier is read behind the screen."""

from __future__ import annotations

import os

from textual.app import ComposeResult
from textual.events import Key, Paste
from textual.strip import Strip

from kursk_tui.tui.display import Display
from kursk_tui.tui.host import Host
from kursk_tui.tui.screens.base import BaseScreen
from kursk_tui.tui.widgets.painted import Painted
from kursk_tui.tui.widgets.status import BottomLine, TopLine

TICK_SECONDS = 0.25
BAR_WIDTH = 40


class Bar(Painted):
    """How much of the work is done; nothing but what was counted makes it grow."""

    def __init__(self, display: Display, what: str) -> None:
        super().__init__(id="loading")
        self.door = display
        self.what = what
        self.share = 0.0

    def tell(self, share: float) -> None:
        """Show another share, from 0 to 1."""
        if share != self.share:
            self.share = share
            self.sync()

    def make_line(self, y: int) -> Strip:
        """What is read, then the bar, a line below."""
        width = self.size.width
        if y == 1:
            return self.door.strip([("  " + self.door.fit(self.what, width - 2), "")], width)
        if y != 3:
            return self.door.strip([], width)
        most = max(4, min(BAR_WIDTH, width - 10))
        done = int(self.share * most)
        line = [("  ", ""), ("█" * done, ""), ("·" * (most - done), "dim")]
        return self.door.strip([*line, (f" {int(self.share * 100):3d} %", "")], width)


class LoadingScreen(BaseScreen):
    """A bar; keys wait for the explorer, but for those that leave."""

    def __init__(self, host: Host, path: str) -> None:
        super().__init__(host)
        self.path = path
        self.share = 0.0

    def compose(self) -> ComposeResult:
        """Top line, bar, bottom line."""
        name = os.path.basename(self.path)  # noqa: PTH119
        size = os.path.getsize(self.path) / 1e6 if os.path.exists(self.path) else 0  # noqa: PTH110, PTH202
        self.top = TopLine(self.door, lambda: name)
        self.bar = Bar(self.door, f"Reading and checking {name}, {size:.0f} MB")
        self.bottom = BottomLine(self.door)
        yield self.top
        yield self.bar
        yield self.bottom

    def on_mount(self) -> None:
        """Look at how far it is, a few times a second and only now."""
        self.top.tell("opening", "")
        self.bottom.hint([*self.hints("quit"), ("", "other keys wait until it has been read")])
        self.set_interval(TICK_SECONDS, lambda: self.bar.tell(self.share))

    def take(self, event: Key | Paste) -> None:
        """Leave, or keep the key for when there is something to carry it out on."""
        if isinstance(event, Paste):
            self.early.append(event)
            return
        name = self.host.command_of(event.key, "")
        # In the midst of what is typed ahead a letter is no command yet.
        leaves = name == "quit" and (not self.early or event.key == "ctrl+c")
        if leaves or name == "suspend":
            self.run_command(name or "")
        else:
            self.early.append(event)
