"""The tour: the explorer on the shipped dossier, led key by key; it writes nothing anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual.events import Event, Key, Paste
from textual.strip import Strip

from kursk_tui.commands import key_of
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.tui.app import KurskApp, Options
from kursk_tui.tui.display import Display
from kursk_tui.tui.screens.base import BaseScreen
from kursk_tui.tui.widgets.painted import Painted
from kursk_tui.words.tour import KNOWN_AT, STEPS, heading, press_text, refused_text, step_text

LINES = 3
# What ends it: the keys that leave a prompt or the program.
ENDS = ("clear", "quit")
# What changes nothing of what is told.
HARMLESS = ("redraw", "suspend")


class TourBox(Painted):
    """What there is to see and which key is next, above every screen."""

    def __init__(self, door: Display, tell: Callable[[], tuple[str, str, str]]) -> None:
        super().__init__(classes="tour")
        self._door, self._tell = door, tell

    def make_line(self, y: int) -> Strip:
        """The heading with the key, then the text."""
        door, width = self._door, self.size.width
        title, press, text = self._tell()
        if y == 0:
            press = door.clean(f" {press} ")
            room = max(0, width - cell_len(press))
            return door.strip(
                [(door.pad(f" {title}", room), "title-active"), (press, "lens")], width
            )
        lines = door.wrap(text, width - 2)
        last = y == LINES - 1
        line = " ".join(lines[y - 1 :]) if last else "".join(lines[y - 1 : y])
        return door.strip([(" " + door.fit(line, width - 2), "")], width)


class TourApp(KurskApp):
    """The explorer that carries out the key of each step and no other.

    Every other key is refused: what a step tells would not be on the screen. Nothing is typed, so
    there is no field in which anything could be left.
    """

    is_tour = True

    def __init__(self, dossier: Dossier, options: Options) -> None:
        super().__init__(dossier, options)
        self.step = 0
        self._was_refused = False
        self._early: Key | None = None

    def above(self) -> Sequence[Painted]:
        """The box, a new one for every screen."""
        return (TourBox(self.door, self._told),)

    def _told(self) -> tuple[str, str, str]:
        step = STEPS[self.step]
        press = (refused_text if self._was_refused else press_text)(self._key(step.command))
        return heading(self.step, step.title), press, step_text(step, self._needed)

    def _needed(self, name: str) -> str:
        return key_of(name, self.settings.keymap)

    def _key(self, name: str | None) -> str | None:
        return self._needed(name) if name is not None else None

    async def on_event(self, event: Event) -> None:
        """Keys go to the tour; one that comes before its screen is there was not meant for it."""
        screen = self.screen if self.screen_stack else None
        if not isinstance(event, Key | Paste) or not isinstance(screen, BaseScreen):
            await super().on_event(event)
        elif isinstance(event, Key) and not self.has_looked:
            # The first screen has no rows yet for it to act on.
            self._early = self._early or event
        elif isinstance(event, Key) and screen.is_ready:
            self._lead(event, screen)

    def notes_changed(self) -> None:
        """What disagrees is known by now: a key that waited for it is carried out."""
        super().notes_changed()
        early, self._early = self._early, None
        if early is not None and isinstance(self.screen, BaseScreen):
            self._lead(early, self.screen)

    def _lead(self, event: Key, screen: BaseScreen) -> None:
        name = self.command_of(event.key, screen.screen_name)
        wanted = STEPS[self.step].command
        # At the end Enter is as good as Escape, for no more is to come.
        if event.key == "escape" or name in ENDS or (wanted is None and name == "drill"):
            self.exit()
        elif name is not None and name in HARMLESS:
            screen.run_command(name)
        elif name is None or name != wanted:
            self._was_refused = True
            self._show(screen)
        else:
            self.step, self._was_refused = self.step + 1, False
            screen.before_key()
            if name == "known-at":
                self.set_lens(self.workspace.lens._replace(known_at=KNOWN_AT))
            else:
                screen.run_command(name)
            for shown in self.screen_stack:
                self._show(shown)

    def _show(self, screen: object) -> None:
        if isinstance(screen, BaseScreen):
            for box in screen.query(TourBox):
                box.sync()
