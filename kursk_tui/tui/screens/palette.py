"""Help and palette: the registry as a list that is searched by typing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult

from kursk_tui.commands import BY_ID, Keymap
from kursk_tui.tui.display import Display, Line
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.help import (
    TOUR,
    HelpRow,
    Here,
    help_rows,
    is_heading,
    is_told,
    topic_entries,
    topic_of,
)
from kursk_tui.tui.screens.base import BaseScreen
from kursk_tui.tui.widgets.prompt import Answers, Prompt
from kursk_tui.tui.widgets.status import BottomLine
from kursk_tui.tui.widgets.virtual_list import VirtualList

SIGN_WIDTH = 9


class CommandsModel:
    """Rows of commands, signs and topics: keys, title, what it does."""

    sorts: Sequence[str] = ()

    def __init__(self, door: Display, keymap: Keymap, here: Here | None = None) -> None:
        self._door = door
        self._rows = help_rows(keymap, here)

    def ids(self) -> Sequence[str]:
        """The tour, what matters on the screen asked about, all commands, then the topics."""
        return list(self._rows)

    def about(self, item: str) -> str:
        """What a command does, or a topic tells."""
        return self._rows[item].about

    def row(self, item: str, width: int) -> Line:
        """A heading, or one command, sign or topic."""
        shown = self._rows[item]
        pad = self._door.pad
        keys_width, title_width = 20, 15
        if is_heading(item):
            return [(pad(shown.title, width), "bold")]
        if is_told(item):
            room = max(0, width - SIGN_WIDTH - 1)
            return [(pad(shown.keys, SIGN_WIDTH), "key"), (" ", ""), (pad(shown.about, room), "")]
        return [
            (pad(shown.keys, keys_width), "key"),
            (" ", ""),
            (pad(shown.title, title_width), ""),
            (" ", ""),
            (pad(shown.about, max(0, width - keys_width - title_width - 2)), "dim"),
        ]

    def at(self, item: str) -> HelpRow:
        """All of a row."""
        return self._rows[item]

    def words(self, item: str) -> str:
        """Everything that is shown of a row, its id and its group."""
        return "" if is_heading(item) else " ".join((item, *self._rows[item])).casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """The registry's order is the only one."""
        return (item,)


class PaletteScreen(BaseScreen):
    """Type to search, arrows to choose, Enter to run, Escape to return.

    The help is the same list under another heading: whoever reads what a command does can
    run it at once.
    """

    def __init__(self, host: Host, heading: str, here: Here | None = None) -> None:
        super().__init__(host)
        self._heading, self._here = heading, here

    def compose(self) -> ComposeResult:
        """The list, what the row at the cursor does in full, and the prompt."""
        self.rows = VirtualList(self.door, id="commands")
        self.rows.heading, self.rows.active = self._heading, True
        self.rows.unmatched_text = "no command, no sign and no page of the manual has these words"
        self.about = BottomLine(self.door)
        self.line = Prompt(self.door)
        yield self.rows
        yield self.about
        yield self.line

    @property
    def prompt(self) -> Prompt:
        """Where one types; it always asks."""
        return self.line

    def on_mount(self) -> None:
        """Show all commands and wait for words."""
        self.model = CommandsModel(self.door, self.host.settings.keymap, self._here)
        self.rows.show(self.model)
        self._ask("")
        self.get_ready()

    def _ask(self, text: str) -> None:
        answers = Answers(self.rows.search, self._done, self._passed)
        self.line.ask(" type to search, Enter runs, Esc returns: ", answers, text)

    def on_virtual_list_moved(self) -> None:
        """The whole help text of the command at the cursor."""
        item = self.rows.cursor
        help = self.model.about(item) if item else ""
        # The name is for a keymap file; what the command does is for everybody.
        named = f"{item}: {help}"
        is_short = item in BY_ID and cell_len(named) < self.size.width
        self.about.say(named if is_short else help, look="dim")

    def on_virtual_list_clicked(self, event: VirtualList.Clicked) -> None:
        """A click chooses, a second one runs."""
        if event.item is not None:
            self.rows.move_to_item(event.item)
            if event.again:
                self._finish(event.item)

    def _done(self, text: str | None) -> None:
        """Run the command at the cursor, or return."""
        item = self.rows.cursor
        if text is not None and item is not None and is_told(item):
            # There is nothing to run: one reads all of it, and goes on.
            self._ask(text)
            model = self.rows.model
            if isinstance(model, CommandsModel) and not is_heading(item):
                shown = model.at(item)
                self.host.read(shown.keys, [Entry("", shown.about)])
        else:
            self._finish(item if text is not None else None)

    def _passed(self, key: str) -> None:
        """Move in the list."""
        moves = {"down": 1, "up": -1, "pagedown": self.rows.page, "pageup": -self.rows.page}
        moves |= {"ctrl+n": 1, "ctrl+p": -1, "tab": 1, "shift+tab": -1}
        self.rows.move_by(moves.get(key, 0))

    def _finish(self, name: str | None) -> None:
        self.dismiss()
        if name is None:
            return
        topic = topic_of(name)
        if name == TOUR:
            self.host.take_tour()
        elif topic is None:
            self.host.run_command(name)
        else:
            self.host.read(f"MANUAL: {topic}", topic_entries(topic))
