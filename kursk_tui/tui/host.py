"""What a screen needs of the program that it is a part of; the app is one such host."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from textual.widget import Widget

from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.lens import Lens
from kursk_tui.settings import Settings
from kursk_tui.tui.display import Display
from kursk_tui.tui.marked import Marked
from kursk_tui.tui.messages import Messages
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.workspace import Workspace


class Survey(Protocol):
    """The screens that open on a record, over whatever screen is shown."""

    @property
    def range(self) -> str | None:
        """The range of time that all screens are narrowed to, as EDTF."""

    def show_disagreeing(self, facet: Facet) -> None:
        """What disagrees with a claim, on a measure, or among what mentions another record."""

    def show_competing(self, claim: str) -> None:
        """All that competes with a claim."""

    def show_row(self, target: str) -> None:
        """All that disagree, with the cursor on one of them."""

    def show_search(self, text: str) -> None:
        """Search everything, from a text that was typed already."""

    def show_origins(self, facet: Facet) -> None:
        """Where a claim comes from, or what an agent said."""

    def show_compared(self, one: str, other: str) -> None:
        """What two claims say together, and why."""

    def show_vocabulary(self, facet: Facet | None) -> None:
        """All that claims are coded with, at a record where one is given."""

    def show_chart(self, measure: str, claim: str | None) -> None:
        """What was said of a measure, at a claim where one is given."""

    def show_pair(self, ids: Collection[str], measures: Iterable[str], crumb: str) -> None:
        """Some figures on one axis, with what is told of their measures in their releases."""


class Host(Protocol):
    """Handed to every screen, and by it to the screens that it opens."""

    door: Display
    settings: Settings
    messages: Messages
    workspace: Workspace
    # The rows that the reader has marked.
    marked: Marked
    # What the top line of every screen warns of; empty for nothing.
    warning: str
    # When the dossier was last edited here, by the clock of `Judgements.last_at`.
    edited_at: float
    # Whether this is the tour: it opens and copies nothing.
    is_tour: bool

    @property
    def survey(self) -> Survey:
        """Opens screens on a record."""

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

    def take_tour(self) -> None:
        """Take the tour, and come back to what was shown."""

    def above(self) -> Sequence[Widget]:
        """What is shown above every screen: widgets that are made anew for each."""

    def open_in_explorer(self, target: Facet, *, alone: bool = False) -> None:
        """Go from any screen to a record in the explorer, with a way back to it.

        With `alone` the view is narrowed to nothing else.
        """

    def open_dossier(self, path: str) -> None:
        """Put this dossier away and go on with another, where it was left if it was open before.

        Raises DossierError where it can't be opened; then this one stays.
        """

    # ---- what changes

    def set_lens(self, lens: Lens) -> None:
        """Look through another lens, on all screens; raises what `look` raises."""

    def set_range(self, range: str | None) -> None:
        """Narrow all screens to a range of time (EDTF), or to none."""

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
