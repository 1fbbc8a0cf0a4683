"""The Textual application: one dossier, its screens, and what they share."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple, cast

from textual.app import SuspendNotSupported
from textual.events import Event, Key, Paste
from textual.screen import Screen

from kursk_tui.analysis.disagreements.listing import Disagreements, disagreements
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.lens import Lens, Seen, look
from kursk_tui.dossier.naming import UseError
from kursk_tui.dossier.texts import Texts
from kursk_tui.intake.documents.text_copies import folder_of
from kursk_tui.notebook.notebook import default_notebook_path
from kursk_tui.store.authorship import default_author
from kursk_tui.store.backups import take_remarks
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.commands import commands_by_key
from kursk_tui.tui.display import Display
from kursk_tui.tui.marks import Marks
from kursk_tui.tui.messages import Messages
from kursk_tui.tui.notes import Desk, EditorError
from kursk_tui.tui.opening import Opened, Opener
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.restoring import RestoringApp
from kursk_tui.tui.screens.base import BaseScreen
from kursk_tui.tui.screens.drilling import Over
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.screens.flags import FlagsScreen
from kursk_tui.tui.screens.lensing import Lensing
from kursk_tui.tui.screens.loading import LoadingScreen
from kursk_tui.tui.screens.palette import PaletteScreen
from kursk_tui.tui.settings import Settings
from kursk_tui.tui.undoing import Undoing
from kursk_tui.tui.view import Facet
from kursk_tui.tui.watching import WATCH_SECONDS, Watch
from kursk_tui.words.records import name_of


@contextmanager
def _without(variable: str) -> Iterator[None]:
    """Hide a variable for a moment.

    Textual's way with NO_COLOR is to name the terminal's own colours at each step, which writes a
    third more; `Display` never names any then.
    """
    value = os.environ.pop(variable, None)
    try:
        yield
    finally:
        if value is not None:
            os.environ[variable] = value


class Options(NamedTuple):
    """How the explorer was started."""

    texts: Path | None = None
    ascii_only: bool = False
    colour: bool = True
    settings: Settings = Settings()
    notes: str | None = None
    beside: tuple[str, ...] = ()
    author: str | None = None
    start: Facet | None = None
    take_in: str | None = None
    slow_line: bool = False


class _LeftError(Exception):
    """Raised into what is done behind the screen when the reader has left."""


def _nothing() -> None:
    """There is nothing to be done any more."""


def _raise(error: Exception) -> None:
    raise error


class KurskApp(RestoringApp, inherit_bindings=False):
    """The explorer over an open dossier."""

    CSS_PATH = "styles/kursk.tcss"
    TITLE = "kursk"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    whole: Dossier
    seen: Seen
    whole_index: Index
    index: Index
    texts: Texts | None
    explorer: ExplorerScreen

    def __init__(self, dossier: Dossier | Opener, options: Options = Options()) -> None:  # noqa: B008
        with _without("NO_COLOR"):
            super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        # Nothing moves by itself, whatever Textual's variable says: each step would be drawn.
        self.animation_level = "none"
        self.lens = Lens()
        self.options = options
        self.settings = options.settings
        self.door = Display(
            ascii_only=options.ascii_only, colour=options.colour, slow=options.slow_line
        )
        self.opener = dossier if isinstance(dossier, Opener) else None
        # Why the dossier could not be opened, once the screen has gone.
        self.refusal = ""
        self.has_ended = False
        author = options.author or self.settings.author or default_author()
        path = options.notes or default_notebook_path(None)
        self.desk = Desk.open(path, options.beside, author)
        # When the dossier was last edited here, by the clock of `Desk.last_at`.
        self.edited_at = 0.0
        self._refused_notes = ""
        self.file = Watch(self)
        self.messages = Messages()
        self._disagreements: Disagreements | None = None
        self._all_disagreements: Disagreements | None = None
        self._command_keys: dict[str, dict[str, str]] = {}
        if isinstance(dossier, Dossier):
            self._take(Opened.of(dossier, options.start))

    def _take(self, opened: Opened) -> None:
        """Take up a dossier that was opened."""
        self.desk.dossier = opened.dossier.meta.id
        self.whole, self.seen = opened.dossier, opened.seen
        self.whole_index, self.index = opened.whole_links, opened.links
        self.texts = self._texts_of(self.whole)
        self.explorer = ExplorerScreen(opened.start)

    def _texts_of(self, dossier: Dossier) -> Texts | None:
        folder = folder_of(self.options.texts)
        return Texts.attach(dossier, folder) if folder is not None else None

    def on_mount(self) -> None:
        """Show the explorer, or that it is on its way."""
        if self.opener is None:
            self._begin()
        else:
            screen = LoadingScreen(self.opener.path)
            self.push_screen(screen)
            # Only when it is drawn: nothing is to come before the first screen.
            self.call_after_refresh(self.behind, partial(self._open, self.opener, screen))

    def _begin(self, early: Sequence[Key | Paste] = ()) -> None:
        """Show the explorer, and watch the file."""
        self.explorer.early.extend(early)
        if self.screen_stack[1:]:
            self.switch_screen(self.explorer)
        else:
            self.push_screen(self.explorer)
        self.set_interval(WATCH_SECONDS, self._watch_file)
        self.call_after_refresh(self._get_ready)
        self.call_after_refresh(self._tell_of_texts)
        if self.options.take_in is not None:
            self.call_after_refresh(self.explorer.take_in, self.options.take_in)

    def _open(self, opener: Opener, screen: LoadingScreen) -> Callable[[], None]:
        """Open a dossier behind the screen; what is then to be done before it."""

        def tell(share: float) -> None:
            screen.share = share
            if self.has_ended:
                raise _LeftError

        try:
            opened = opener.open(tell)
        except (DossierError, UseError) as error:
            return partial(self._refuse, str(error))
        except _LeftError:
            return _nothing

        def begin() -> None:
            self._take(opened)
            self._begin(screen.early)

        return begin

    def _refuse(self, why: str) -> None:
        """End, as there is nothing to show."""
        self.refusal = why
        self.exit(return_code=2)

    def behind(self, work: Callable[[], Callable[[], None]]) -> None:
        """Do work in a thread, and then what it returns in the app's own.

        The program does not wait for it when it ends.
        """

        def run() -> None:
            try:
                after = work()
            except Exception as error:  # noqa: BLE001 - raised again in the app, where it is told
                after = partial(_raise, error)
            if self.has_ended or not self.is_running:
                return
            # It may end just now.
            with suppress(RuntimeError):
                self.call_from_thread(self.call_later, after)

        Thread(target=run, daemon=True).start()

    def _get_ready(self) -> None:
        """Make ready what drilling and searching need, so that the first key need not wait."""
        dossier, index = self.whole, self.index
        if not dossier.is_large:
            self._look_for_disagreements()
            return

        def work() -> Callable[[], None]:
            # First, as it lets go of a copy of the file.
            dossier.finish()
            index.ready_to_search()
            return self._look_for_disagreements

        self.behind(work)

    def _tell_of_texts(self) -> None:
        """Say what of an attached folder is of no use; the shelf has texts of other dossiers."""
        if self.texts is None or self.options.texts is None:
            return
        problems = len(self.texts.problems)
        if not self.texts.matched:
            self.explorer.say(f"{self.options.texts}: no *.txt in it is any of these documents")
        elif problems:
            more = f" ({problems - 1} more)" if problems > 1 else ""
            self.explorer.say(self.texts.problems[0] + more)

    def exit(self, *arguments: Any, **options: Any) -> None:
        """Leave; what is done behind the screen is given up."""
        self.has_ended = True
        super().exit(*arguments, **options)

    async def on_event(self, event: Event) -> None:
        """Hand keys to the screen at the top one by one, each carried out before the next.

        Textual's bindings would be run from another queue than the text of a prompt is: whoever
        types ahead on a slow line would see a `k` after `/` move the cursor.
        """
        screen = self.screen if self.screen_stack else None
        if isinstance(event, Key | Paste) and isinstance(screen, BaseScreen):
            screen.take(event)
        else:
            await super().on_event(event)

    def command_of(self, key: str, screen: str) -> str | None:
        """The id of the command that a key has on a screen; None for a key without one."""
        if screen not in self._command_keys:
            self._command_keys[screen] = commands_by_key(self.settings.keymap, screen)
        return self._command_keys[screen].get(key)

    def open_in_explorer(self, target: Facet) -> None:
        """From any screen to a record in the explorer; Backspace there leads to this screen."""
        over: list[Screen[None]] = []
        while self.screen is not self.explorer:
            screen = cast("Screen[None]", self.screen)
            # What is installed is kept as it is when it is popped.
            self.install_screen(screen, f"away-{id(screen)}")
            self.pop_screen()
            over.insert(0, screen)
        self.explorer.open(target, Over(tuple(over), self.dossier))

    def come_back(self, over: Over) -> None:
        """To screens that were left for a record; they show what changed meanwhile."""
        for screen in over.screens:
            self.uninstall_screen(screen)
            self.push_screen(screen)
            if isinstance(screen, Lensing) and over.dossier is not self.dossier:
                screen.seen_changed()
        self.notes_changed()

    def show_help(self) -> None:
        """All commands, over whatever screen is shown."""
        self.push_screen(PaletteScreen("HELP: all commands, then the manual"))

    def show_flags(self, context: Context) -> None:
        """All flags, over whatever screen is shown."""
        self.push_screen(FlagsScreen(context))

    # ---- what is seen

    @property
    def dossier(self) -> Dossier:
        """The dossier as it is seen through the lens."""
        return self.seen.dossier

    def set_lens(self, lens: Lens) -> None:
        """Look through another lens, on all screens; raises what `look` raises."""
        self.lens, self.seen = lens, look(self.whole, lens)
        self._see(self.explorer.seen_changed)

    def _see(self, tell_explorer: Callable[[], None]) -> None:
        """Take up what is seen now, in the explorer first and then in what is over it."""
        self.index = self.whole_index if self.dossier is self.whole else Index(self.dossier)
        self._disagreements = self._all_disagreements if self.lens.is_clear else None
        if self._disagreements is None and not self.dossier.is_large:
            # At once: marks that come a moment later would draw every pane twice.
            self._keep(disagreements(self.dossier))
        tell_explorer()
        for screen in self.screen_stack:
            if isinstance(screen, Lensing) and screen is not self.explorer:
                screen.seen_changed()
        if self._disagreements is None:
            self._get_ready()

    @property
    def lens_text(self) -> str:
        """What the lens leaves out, for the top line; empty without one."""
        parts = []
        if self.lens.known_at is not None:
            undated = len(self.seen.undated)
            aside = f" (+{undated} unsure)" if undated else ""
            parts.append(f"known at {self.lens.known_at}{aside}")
        names = [name_of(self.whole, agent) for agent in self.lens.without]
        if names:
            parts.append(f"without {', '.join(names)}")
        return " ".join(parts)

    @property
    def disagreements(self) -> Disagreements:
        """The disagreements of what is seen, looked for once."""
        if self._disagreements is None:
            self._keep(disagreements(self.dossier))
        return self._disagreements or Disagreements((), 0, 0)

    @property
    def all_disagreements(self) -> Disagreements:
        """The disagreements without a lens, looked for once."""
        if self._all_disagreements is None:
            self._all_disagreements = disagreements(look(self.whole, Lens()).dossier)
        return self._all_disagreements

    def _keep(self, found: Disagreements) -> None:
        self._disagreements = found
        if self.lens.is_clear:
            self._all_disagreements = found

    @property
    def has_looked(self) -> bool:
        """Whether the disagreements are known."""
        return self._disagreements is not None

    @property
    def marks(self) -> Marks:
        """Marks of disagreements (once they are known) and of flags."""
        rows = self._disagreements.rows if self._disagreements is not None else ()
        return Marks(rows, self.desk.overlay)

    def _look_for_disagreements(self) -> None:
        """Look in the background, so that a large dossier is shown at once."""

        dossier = self.dossier

        def look() -> Callable[[], None]:
            return partial(self._found, dossier, disagreements(dossier))

        self.behind(look)

    def _found(self, dossier: Dossier, found: Disagreements) -> None:
        if dossier is self.dossier:
            self._keep(found)
            self.notes_changed()

    # ---- the notebook

    def notes_changed(self) -> None:
        """Draw the marks anew, also on a screen over the explorer."""
        for screen in self.screen_stack:
            changed = getattr(screen, "marks_changed", None)
            if changed is not None:
                changed()

    def undo(self, say: Callable[[str], None]) -> None:
        """Undo the author's last entry or edit, whichever was later."""
        Undoing(self, say).undo()

    def redo(self, say: Callable[[str], None]) -> None:
        """Take the last undo back."""
        Undoing(self, say).redo()

    def edited(self) -> None:
        """Take up what was just edited here."""
        self.edited_at = time.monotonic()
        self.reload(asked=True)

    def write_note(self, target: str, about: str, say: Callable[[str], None]) -> None:
        """Let the reader write a note in their editor; the explorer waits meanwhile."""
        try:
            with self._away():
                note = self.desk.write(target)
        except EditorError as error:
            say(f"not kept: {error}")
        except DossierError as error:
            say(self.explorer.told("not kept, e has it", error))
        else:
            self.notes_changed()
            say(f"kept: a note on {about}" if note else "nothing written, nothing kept")

    @contextmanager
    def _away(self) -> Iterator[None]:
        """Give the terminal to another program, where there is a terminal."""
        try:
            with self.suspend():
                yield
        except SuspendNotSupported:
            yield

    def run_command(self, name: str) -> None:
        """Carry out a command on the screen at the top."""
        if isinstance(self.screen, BaseScreen):
            self.screen.run_command(name)

    # ---- the file

    def _watch_file(self) -> None:
        self.file.look()
        try:
            if self.desk.refresh():
                self.notes_changed()
        except DossierError as error:
            if str(error) != self._refused_notes:
                self._refused_notes = str(error)
                self.explorer.say(self.explorer.told("notebook as last read", error), look="error")
        for remark in take_remarks():
            self.explorer.say(self.explorer.told("beware", remark), look="error")

    def reload(self, *, asked: bool = False) -> None:
        """Take up what is in the file; keep the last good view where that is not sound."""
        self.file.reload(asked=asked)

    def take_up(self, dossier: Dossier, index: Index) -> None:
        """See another state of the dossier, on all screens."""
        kept = tuple(agent for agent in self.lens.without if agent in dossier.agents)
        self.desk.dossier = dossier.meta.id
        self.whole, self.whole_index = dossier, index
        self.lens = self.lens._replace(without=kept)
        self.seen = look(dossier, self.lens)
        self._all_disagreements = None
        self.texts = self._texts_of(dossier)
        self._see(self.explorer.dossier_changed)
