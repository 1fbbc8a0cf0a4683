"""What screens with a list and a bottom line share: messages, prompts, who gets the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult

from kursk_tui.commands import BY_ID
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.host import Host
from kursk_tui.tui.screens.base import BaseScreen
from kursk_tui.tui.screens.moves import Moves
from kursk_tui.tui.screens.palette import PaletteScreen
from kursk_tui.tui.widgets.prompt import Answers, Prompt
from kursk_tui.tui.widgets.status import BottomLine, TopLine
from kursk_tui.tui.widgets.virtual_list import VirtualList

# Until so many rows are marked it is said what can be done with them.
TOLD = 2
# Kinds of marked rows that can be cited, and that a lens can leave out.
CITED = ("claim", "source")
LEFT_OUT = (*CITED, "agent")


class ListScreen(BaseScreen):
    """A screen with a top line, a bottom line, and lists of which `current` gets the keys."""

    def __init__(self, host: Host, current: VirtualList) -> None:
        super().__init__(host)
        self.top = TopLine(self.door, lambda: host.workspace.whole.meta.title)
        self.current = current
        current.marked = host.marked
        # The marks that the lists were last drawn with.
        self._drawn_marks: tuple[str, ...] = ()
        self.bottom = BottomLine(self.door)
        self.moves = Moves(self)
        self.parts = (self.moves,)
        self._under_way = ""
        # What goes a step back before the screen is left, if it does.
        self.steps_back: Callable[[], bool] = bool
        # Whether Escape was pressed when nothing was left to be shown again.
        self._is_warned = False
        # Whether the command that is carried out is the one that was before it.
        self.is_again = False
        self._last_command = ""

    @property
    def prompt(self) -> Prompt:
        """The bottom line doubles as the prompt."""
        return self.bottom

    def before_key(self) -> None:
        """A message stays until the next key."""
        self.bottom.say("")

    def say(self, message: str, *, look: str = "message") -> None:
        """A message in the bottom line, until the next key."""
        self.host.messages.note(message)
        self.bottom.say(message, look=look)

    def told(self, before: str, error: DossierError) -> str:
        """What went wrong with a file, in a line as wide as the screen."""
        return self.host.messages.error_line(before, error, self.door, self.app.size.width)

    def run_command(self, name: str) -> None:
        """Carry out a command; of a large dossier what takes long is said before it begins."""
        command = BY_ID[name]
        # What only leads to a command comes between no two.
        if name not in ("palette", "help"):
            self.is_again, self._last_command = name == self._last_command, name
        if command.takes_long:
            self.slowly(partial(super().run_command, name), command.title.lower())
        else:
            super().run_command(name)

    def slowly(self, work: Callable[[], None], what: str) -> None:
        """Do what takes long of a large dossier: once it is on the screen that it is under way.

        Keys wait until it is done, in their order.
        """
        if not self.host.workspace.whole.is_large:
            work()
            return
        self._under_way = (
            f"{what}: working on {len(self.host.workspace.whole.claims):,} claims; keys wait"
        )
        self.is_ready = False
        # Past `say`: it is over when anybody could look for it among the messages.
        self.bottom.say(self._under_way)
        self.call_after_refresh(self._do, work)

    def _do(self, work: Callable[[], None]) -> None:
        work()
        # A screen that was opened works when it is mounted, with this still to be read.
        if self.app.screen is self:
            self._is_done()
        self.get_ready()

    def on_screen_resume(self) -> None:
        """What was under way is done; what holds of the file now is told here too."""
        self._is_done()
        self.top.warn(self.host.warning)
        self._draw_marks()

    def _is_done(self) -> None:
        if self._under_way and self.bottom.message == self._under_way:
            self.say("")
        self._under_way = ""

    def clear_or_leave(self, leave: Callable[[], None]) -> None:
        """Show all rows; where they are shown, leave, but only when Escape is pressed once more.

        One Escape too many would lead to another screen, where the next key means another thing.
        """
        if self.moves.show_all():
            self._is_warned = False
        elif self.is_again and self._is_warned:
            self._is_warned = False
            leave()
        else:
            self._is_warned = True
            self.say(f"{self.key('clear')} once more leaves, as {self.key('back')} does")

    def not_here(self, title: str) -> None:
        """Tell that a command has nothing to do on this screen."""
        self.say(f"{title}: not on this screen; {self.key('help')} lists what is")

    # ---- marks

    def markable(self) -> str | None:
        """What the row at the cursor would be marked by."""
        return self.current.target_of(self.current.cursor)

    def do_mark(self) -> None:
        """Mark the row at the cursor, or unmark it."""
        target = self.markable()
        if target is None:
            self.say("this row stands for no record that could be marked")
            return
        self.host.marked.toggle(target)
        self._draw_marks()
        # Then it has been told, and the top line counts: a message costs the next key a line too.
        if len(self.host.marked) <= TOLD:
            self._tell_marks("no row is marked any more")

    def do_unmark(self) -> None:
        """Take all marks away, or bring them back."""
        if not self.host.marked.clear():
            self.say(f"no row is marked; {self.key('mark')} marks the one at the cursor")
            return
        self._draw_marks()
        self._tell_marks(f"no row is marked any more; {self.key('unmark')} brings the marks back")

    def _tell_marks(self, nothing: str) -> None:
        """Say what is marked, and which keys act on that."""
        marked = self.host.marked
        if not marked:
            self.say(nothing)
            return
        ids = ["flag", "export"]
        if marked.kinds().intersection(CITED):
            ids.append("copy")
        if marked.kinds().intersection(LEFT_OUT):
            ids.append("discount")
        keys = " ".join(map(self.key, ids))
        if marked.two_claims is not None:
            keys += f" act on them, {self.key('competing')} compares the two"
        else:
            keys += " act on all of them" if len(marked) > 1 else " act on it"
        self.say(f"{marked.text} marked: {keys}, and {self.key('unmark')} unmarks all")

    def _draw_marks(self) -> None:
        """Draw the marks as they are now; they may have changed on another screen."""
        now = tuple(self.host.marked)
        if now != self._drawn_marks:
            self._drawn_marks = now
            self.top.mark(self.host.marked.count_text)
            for rows in self.query(VirtualList):
                rows.sync()

    def do_messages(self) -> None:
        """What was said so far, in full."""
        entries = self.host.messages.entries()
        if entries:
            self.host.read("MESSAGES, the newest first", entries)
        else:
            self.say("no messages yet")

    def do_help(self) -> None:
        """What matters on this screen, its signs, then all commands and the manual."""
        heading = "HELP: this screen, its signs, every key, the manual"
        self.app.push_screen(PaletteScreen(self.host, heading, self.here()))

    def do_palette(self) -> None:
        """Find a command and run it: the same list."""
        self.app.push_screen(PaletteScreen(self.host, "COMMANDS"))

    def ask(self, label: str, answers: Answers, text: str = "") -> None:
        """Ask for a line of text in the bottom line."""
        self.bottom.ask(label, answers, text)

    def leave(self) -> None:
        """To the screen below, once there is no step to go back on this one."""
        if not self.steps_back():
            self.dismiss()


class OverScreen(ListScreen):
    """One list over another screen: Backspace leaves it; Escape shows all rows, then warns."""

    def __init__(self, host: Host, name: str, rows: VirtualList | None = None) -> None:
        super().__init__(host, rows or VirtualList(host.door, id=name))
        self.rows = self.current

    def compose(self) -> ComposeResult:
        """Top line, list, bottom line."""
        yield self.top
        yield self.rows
        yield self.bottom

    def do_back(self) -> None:
        """To the screen below."""
        self.leave()

    def do_clear(self) -> None:
        """Show all rows; then leave, when pressed again."""
        self.clear_or_leave(self.do_back)
