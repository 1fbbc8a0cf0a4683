"""The dossier's file while it is open: looked at now and then, read again when it has changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import Stamp, stamp
from kursk_tui.tui.host import Host
from kursk_tui.tui.screens.explorer import ExplorerScreen

WATCH_SECONDS = 1.0


class Watch:
    """Reads the file again for the explorer; where that fails, the last good view stays."""

    def __init__(
        self, host: Host, explorer: ExplorerScreen, take_up: Callable[[Dossier, Index], None]
    ) -> None:
        self._host, self._explorer, self._take_up = host, explorer, take_up
        self._refused = ""
        self._refused_stamp: Stamp | None = None
        self.is_reading = False

    def look(self) -> None:
        """Read the file again if it is another by now: a large one behind the screen."""
        whole = self._host.workspace.whole
        if self.is_reading or not whole.changed_on_disk():
            return
        # To read a large one that is damaged again each second would take a processor for it.
        if whole.is_large and self._refused and stamp(whole.path) == self._refused_stamp:
            return
        if not whole.is_large:
            self.reload()
            return
        self.is_reading = True
        if not self._refused:
            self._host.say("the file changed: reading it again")
        self._host.behind(partial(self._read, whole))

    def reload(self, *, asked: bool = False) -> None:
        """Take up what is in the file, at once."""
        whole = self._host.workspace.whole
        is_same = not whole.changed_on_disk()
        try:
            # Of a large one the explorer does the rest when it has shown it.
            dossier = whole.reload(finish=not whole.is_large)
            self._take(dossier, Index(dossier))
        except DossierError as error:
            self._refuse(error, asked=asked)
        else:
            if asked and is_same:
                self._explorer.say("read again: the file is unchanged")

    def _read(self, whole: Dossier) -> Callable[[], None]:
        """Read the file while the explorer goes on; what is then to be done in it."""
        try:
            dossier = whole.reload(finish=False)
        except DossierError as error:
            return partial(self._have_read, whole, partial(self._refuse, error))
        index = Index(dossier)
        index.ready()
        return partial(self._have_read, whole, partial(self._take, dossier, index))

    def _have_read(self, whole: Dossier, then: Callable[[], None]) -> None:
        self.is_reading = False
        # An edit made here meanwhile has read what is newer.
        if whole is self._host.workspace.whole:
            then()

    def _take(self, dossier: Dossier, index: Index) -> None:
        self._refused = ""
        self._host.warn("")
        self._take_up(dossier, index)

    def _refuse(self, error: DossierError, *, asked: bool = False) -> None:
        explorer = self._explorer
        # Said once for each state of the file, not once a second.
        if asked or str(error) != self._refused:
            self._refused = str(error)
            self._host.say(explorer.told("dossier as last read", error), look="error")
        self._refused_stamp = stamp(self._host.workspace.whole.path)
        self._host.warn(f"STALE: {explorer.key('messages')} says why")
