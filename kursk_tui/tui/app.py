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
from textual.widget import Widget

from kursk_tui.analysis.disagreements.folds import fold
from kursk_tui.analysis.disagreements.listing import Disagreements, disagreements
from kursk_tui.analysis.ladder.echoes import echoes
from kursk_tui.analysis.origins.signs import colours
from kursk_tui.commands import commands_by_key
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.lens import Lens
from kursk_tui.dossier.naming import UseError
from kursk_tui.dossier.recent import remember
from kursk_tui.settings import Settings
from kursk_tui.store.backups import take_remarks
from kursk_tui.store.errors import DossierError
from kursk_tui.terminal import Theme
from kursk_tui.tui.display import Display
from kursk_tui.tui.host import Survey
from kursk_tui.tui.marked import Marked
from kursk_tui.tui.messages import Messages
from kursk_tui.tui.opening import Opener, opens_on
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.restoring import RestoringApp
from kursk_tui.tui.screens.base import BaseScreen
from kursk_tui.tui.screens.begin import BeginScreen
from kursk_tui.tui.screens.dossiers import DossiersScreen
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.screens.flags import FlagsScreen
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.loading import LoadingScreen
from kursk_tui.tui.screens.reader import ReaderScreen
from kursk_tui.tui.styles.looks import ground
from kursk_tui.tui.touring import take_tour
from kursk_tui.tui.watching import WATCH_SECONDS, Watch
from kursk_tui.tui.widgets.painted import Painted
from kursk_tui.workspace import Workspace


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
    # Whether to begin with the overview where `start` names nothing.
    overview: bool = False
    links: bool = True
    theme: Theme = "terminal"
    # Whether what the terminal answers about its background decides on the theme.
    asks_background: bool = False


class Sitting(NamedTuple):
    """A dossier that was put away, with all that is to be found again; `over` lay over it."""

    workspace: Workspace
    explorer: ExplorerScreen
    file: Watch
    marked: Marked
    edited_at: float
    warning: str
    over: tuple[Screen[None], ...]


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
    is_tour = False

    explorer: ExplorerScreen
    file: Watch

    def __init__(self, dossier: Dossier | Opener, options: Options = Options()) -> None:  # noqa: B008
        self.door = Display(
            ascii_only=options.ascii_only,
            colour=options.colour,
            slow=options.slow_line,
            links=options.links,
            theme=options.theme,
        )
        with _without("NO_COLOR"):
            super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        # Nothing moves by itself, whatever Textual's variable says: each step would be drawn.
        self.animation_level = "none"
        self.options = options
        self.settings = options.settings
        self.messages = Messages()
        self.marked = Marked()
        self.opener = dossier if isinstance(dossier, Opener) else None
        # Why the dossier could not be opened, once the screen has gone.
        self.refusal = ""
        self.has_ended = False
        self.edited_at = 0.0
        self.warning = ""
        self._refused_notes = ""
        self._command_keys: dict[str, dict[str, str]] = {}
        # The dossiers that were put away in this session, by the real paths of their files.
        self._away: dict[str, Sitting] = {}
        # Before the screen is taken: a notebook that is damaged is told below the prompt.
        self.workspace = self._workspace_of(dossier.path)
        if isinstance(dossier, Dossier):
            self.workspace.take_up(dossier)
            self._take(options.start)

    def _workspace_of(self, path: str) -> Workspace:
        """What a dossier is worked on in. Raises DossierError for a notebook that is damaged."""
        workspace = Workspace(
            path,
            texts=self.options.texts,
            notebook=self.options.notes,
            beside=self.options.beside,
            author=self.options.author or self.settings.author,
        )
        workspace.judgements  # noqa: B018
        return workspace

    # ---- looks

    def get_css_variables(self) -> dict[str, str]:
        """What the style sheet takes from the theme: the colour of what is drawn on."""
        ground_colour = ground(self.door.theme, colour=self.door.colour)
        return {**super().get_css_variables(), "ground": ground_colour}

    @property
    def asks_background(self) -> bool:
        """Whether what the terminal answers about its background decides on the theme."""
        return self.options.asks_background and self.options.colour

    def background_told(self, theme: Theme) -> None:
        """Wear the theme for the terminal's background, where that is to decide."""
        if self.asks_background and theme != self.door.theme:
            self.door.wear(theme)
            # Called from no context of the app.
            self.call_later(self._draw_in_theme)

    def _draw_in_theme(self) -> None:
        self.refresh_css(animate=False)
        for screen in self._shown():
            for widget in screen.query(Painted):
                widget.sync()

    def _take(self, start: Facet | None) -> None:
        """Make the explorer for the dossier that was opened."""
        over = self.options.overview and start is None
        self.explorer = ExplorerScreen(self, start, is_below=over)
        self.file = Watch(self, self.explorer, self.take_up)

    def on_mount(self) -> None:
        """Show the explorer, or that it is on its way."""
        if self.opener is None:
            self._begin()
        else:
            screen = LoadingScreen(self, self.opener.path)
            self.push_screen(screen)
            # Only when it is drawn: nothing is to come before the first screen.
            self.call_after_refresh(self.behind, partial(self._open, self.opener, screen))

    def _begin(self, early: Sequence[Key | Paste] = ()) -> None:
        """Show the explorer, and watch the file."""
        self._show_explorer(early)
        self.set_interval(WATCH_SECONDS, self.check_files)
        if self.options.take_in is not None:
            self.call_after_refresh(self.explorer.editing.take_in, self.options.take_in)

    def _show_explorer(self, early: Sequence[Key | Paste] = ()) -> None:
        self.explorer.early.extend(early)
        if self.screen_stack[1:]:
            self.switch_screen(self.explorer)
        else:
            self.push_screen(self.explorer)
        self.call_after_refresh(self._get_ready)
        self.call_after_refresh(self._tell_of_texts)
        self.call_after_refresh(remember, self.workspace.whole)

    def _open(self, opener: Opener, screen: LoadingScreen) -> Callable[[], None]:
        """Open a dossier behind the screen; what is then to be done before it."""

        def tell(share: float) -> None:
            screen.share = share
            if self.has_ended:
                raise _LeftError

        try:
            start = opener.open(self.workspace, tell)
        except (DossierError, UseError) as error:
            return partial(self._refuse, str(error))
        except _LeftError:
            return _nothing

        def begin() -> None:
            self._take(start)
            self._begin(screen.early)

        return begin

    # ---- from dossier to dossier

    def open_dossier(self, path: str) -> None:
        """Put this dossier away and go on with another. Raises DossierError; then this stays."""
        real = os.path.realpath(path)
        if real == os.path.realpath(self.workspace.whole.path):
            self._to_explorer()
            self.say("this dossier is open")
            return
        if real in self._away:
            self._sit_down_again(self._away.pop(real))
            return
        workspace, opener = self._workspace_of(path), Opener(path, opens_on)
        if not opener.is_large:
            dossier = Dossier.open(path)
            workspace.take_up(dossier)
            self._sit_down(workspace, opens_on(dossier))
            return
        screen = LoadingScreen(self, path)
        self.push_screen(screen)
        self.call_after_refresh(self.behind, partial(self._open_beside, opener, workspace, screen))

    def _open_beside(
        self, opener: Opener, workspace: Workspace, screen: LoadingScreen
    ) -> Callable[[], None]:
        """Open a large dossier behind the screen while the one before it stays open."""

        def tell(share: float) -> None:
            screen.share = share
            if self.has_ended:
                raise _LeftError

        try:
            start = opener.open(workspace, tell)
        except DossierError as error:
            return partial(self._stay, str(error))
        except _LeftError:
            return _nothing
        return lambda: self._sit_down(workspace, start, screen.early)

    def _stay(self, why: str) -> None:
        """The other one could not be opened."""
        self.pop_screen()
        self.say(why, look="error")

    def _sit_down(
        self, workspace: Workspace, start: Facet | None, early: Sequence[Key | Paste] = ()
    ) -> None:
        """Work on a dossier that has just been opened."""
        self._put_away()
        self.workspace, self.marked = workspace, Marked()
        self.edited_at, self.warning = 0.0, ""
        self._take(start)
        self._show_explorer(early)

    def _sit_down_again(self, sitting: Sitting) -> None:
        """Work on a dossier again, where it was left; what changed meanwhile is taken up."""
        self._put_away()
        self.workspace, self.explorer, self.file = sitting[:3]
        self.marked, self.edited_at, self.warning = sitting[3:6]
        self._show_explorer()
        self._come_back(sitting.over, self.workspace.dossier)
        self.check_files()

    def _put_away(self) -> None:
        """Leave the dossier as it is on the screen, to be found so again."""
        whole = self.workspace.whole
        remember(whole)
        over = self._to_explorer()
        if not self.is_screen_installed(self.explorer):
            self.install_screen(self.explorer, f"dossier-{id(self.explorer)}")
        self._away[os.path.realpath(whole.path)] = Sitting(
            self.workspace,
            self.explorer,
            self.file,
            self.marked,
            self.edited_at,
            self.warning,
            tuple(over),
        )

    def _to_explorer(self) -> list[Screen[None]]:
        """Take away what is over the explorer; what is to come back is kept, and returned."""
        over: list[Screen[None]] = []
        while self.screen is not self.explorer:
            screen = cast("Screen[None]", self.screen)
            if not isinstance(screen, DossiersScreen | BeginScreen | LoadingScreen):
                # What is installed is kept as it is when it is popped.
                self.install_screen(screen, f"away-{id(screen)}")
                over.insert(0, screen)
            self.pop_screen()
        return over

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
        dossier, index = self.workspace.whole, self.workspace.index
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
        """Say what of an attached folder is of no use; one's own has texts of other dossiers."""
        texts = self.workspace.texts
        if texts is None or self.options.texts is None:
            return
        problems = len(texts.problems)
        if not texts.matched:
            self.say(f"{self.options.texts}: no *.txt in it is any of these documents")
        elif problems:
            more = f" ({problems - 1} more)" if problems > 1 else ""
            self.say(texts.problems[0] + more)

    def exit(self, *arguments: Any, **options: Any) -> None:
        """Leave; what is done behind the screen is given up."""
        if not self.has_ended and hasattr(self, "explorer"):
            remember(self.workspace.whole)
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

    def run_command(self, name: str) -> None:
        """Carry out a command on the screen at the top."""
        if isinstance(self.screen, BaseScreen):
            self.screen.run_command(name)

    @property
    def survey(self) -> Survey:
        """Opens screens on a record."""
        return self.explorer.surveying

    def command_of(self, key: str, screen: str) -> str | None:
        """The id of the command that a key has on a screen; None for a key without one."""
        if screen not in self._command_keys:
            self._command_keys[screen] = commands_by_key(self.settings.keymap, screen)
        return self._command_keys[screen].get(key)

    # ---- other screens

    def read(self, heading: str, entries: Sequence[Entry]) -> None:
        """Show entries in full on the whole screen."""
        self.push_screen(ReaderScreen(self, heading, entries))

    def show_flags(self, context: Context) -> None:
        """All flags, over whatever screen is shown."""
        self.push_screen(FlagsScreen(self, context))

    def take_tour(self) -> None:
        """The tour has the terminal meanwhile."""
        with self.away():
            wrong = take_tour(self.door)
        self.say(wrong, look="error" if wrong else "message")

    def above(self) -> Sequence[Widget]:
        """Nothing."""
        return ()

    def open_in_explorer(self, target: Facet, *, alone: bool = False) -> None:
        """From any screen to a record in the explorer; Backspace there leads to this screen.

        With `alone` the view is narrowed to nothing else.
        """
        reopen = partial(self._come_back, self._to_explorer(), self.workspace.dossier)
        self.explorer.drilling.open(target, reopen, alone=alone)

    def _come_back(self, screens: Sequence[Screen[None]], dossier: Dossier) -> None:
        """To screens that were left for a record; they show what changed meanwhile."""
        for screen in screens:
            self.uninstall_screen(screen)
            self.push_screen(screen)
            if isinstance(screen, BaseScreen) and dossier is not self.workspace.dossier:
                screen.seen_changed()
        self.notes_changed()

    def _shown(self) -> list[BaseScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, BaseScreen)]

    @contextmanager
    def away(self) -> Iterator[None]:
        """Give the terminal to another program, where there is a terminal."""
        try:
            with self.suspend():
                yield
        except SuspendNotSupported:
            yield

    # ---- what is seen

    def set_lens(self, lens: Lens) -> None:
        """Look through another lens, on all screens; raises what `look` raises."""
        self.workspace.set_lens(lens)
        self._see(self.explorer.seen_changed)

    def set_range(self, range: str | None) -> None:
        """Narrow all screens to a range of time (EDTF), or to none."""
        self.explorer.drilling.narrow(range)
        for screen in self._shown():
            if screen is not self.explorer:
                screen.seen_changed()

    def take_up(self, dossier: Dossier, index: Index) -> None:
        """See another state of the dossier, on all screens."""
        self.workspace.take_up(dossier, index)
        self.marked.keep_known(dossier)
        self._see(self.explorer.drilling.dossier_changed)

    def _see(self, tell_explorer: Callable[[], None]) -> None:
        """Show what is seen now, in the explorer first and then in what is over it."""
        if not self.workspace.whole.is_large:
            # At once: marks that come a moment later would draw every pane twice.
            self.workspace.disagreements  # noqa: B018
        tell_explorer()
        for screen in self._shown():
            if screen is not self.explorer:
                screen.seen_changed()
        if not self.has_looked:
            self._get_ready()

    @property
    def has_looked(self) -> bool:
        """Whether the disagreements are known."""
        return self.workspace.known_disagreements is not None

    def _look_for_disagreements(self) -> None:
        """Look in the background, so that a large dossier is shown at once."""
        dossier, whole = self.workspace.dossier, self.workspace.whole

        def look() -> Callable[[], None]:
            found = disagreements(dossier)
            # Whoever lists them folds them, which takes as long the first time.
            fold(found.rows)
            echoes(dossier)
            colours(whole)
            return partial(self._found, dossier, found)

        self.behind(look)

    def _found(self, dossier: Dossier, found: Disagreements) -> None:
        if dossier is self.workspace.dossier:
            self.workspace.keep(found)
            self.notes_changed()

    def say(self, message: str, *, look: str = "message") -> None:
        """A message on the screen at the top, where one looks; else in the explorer below it."""
        screen = self.screen
        if isinstance(screen, ListScreen):
            screen.say(message, look=look)
        else:
            self.explorer.say(message, look=look)

    def warn(self, text: str) -> None:
        """A warning in the top line of all screens, until it is taken back with none."""
        self.warning = text
        for screen in self._shown():
            if isinstance(screen, ListScreen):
                screen.top.warn(text)

    def notes_changed(self) -> None:
        """Draw the marks anew, also on a screen over the explorer."""
        for screen in self._shown():
            screen.marks_changed()

    # ---- the files

    def edited(self) -> None:
        """Take up what was just edited here."""
        self.edited_at = time.monotonic()
        self.reload(asked=True)

    def check_files(self) -> None:
        """Take up what others wrote into dossier and notebooks, if they did."""
        self.file.look()
        try:
            if self.workspace.judgements.refresh():
                self.notes_changed()
        except DossierError as error:
            if str(error) != self._refused_notes:
                self._refused_notes = str(error)
                self.say(self.explorer.told("notebook as last read", error), look="error")
        for remark in take_remarks():
            self.say(self.explorer.told("beware", remark), look="error")

    def reload(self, *, asked: bool = False) -> None:
        """Take up what is in the file; keep the last good view where that is not sound."""
        self.file.reload(asked=asked)
