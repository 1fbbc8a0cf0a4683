"""Opening a dossier for the explorer: small ones at once, large ones behind the screen."""

from __future__ import annotations

import os
from collections.abc import Callable

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.lens import Lens, look
from kursk_tui.store.files import Progress
from kursk_tui.workspace import Workspace

# From so many bytes on, the screen comes first and the dossier behind it.
LARGE_BYTES = 2_000_000
# How much of the work is done when the dossier is read and checked, as measured; the rest is
# putting it in order.
_READ = 0.85

Start = Callable[[Dossier], Facet | None]


def opens_on(dossier: Dossier) -> Facet | None:
    """The event that a dossier opens on, None where it names none that is seen."""
    opens = dossier.meta.opens
    is_seen = opens is not None and opens in look(dossier, Lens()).dossier.events
    return Facet("event", opens) if opens is not None and is_seen else None


class Opener:
    """Opens one file. `start` tells what to start at, and may raise what it has to say."""

    def __init__(self, path: str, start: Start = lambda dossier: None) -> None:
        self.path = path
        self._start = start

    @property
    def is_large(self) -> bool:
        """Whether reading takes so long that somebody should see how far it is."""
        try:
            return os.path.getsize(self.path) >= LARGE_BYTES  # noqa: PTH202
        except OSError:
            # Opening it will say what is wrong.
            return False

    def open(self, workspace: Workspace, progress: Progress) -> Facet | None:
        """Read and check the file for a workspace; return what to start at.

        Raises what `Dossier.open` and `start` raise. What can wait is left for `Dossier.finish`.
        """
        dossier = Dossier.open(self.path, lambda share: progress(share * _READ), finish=False)
        facet = self._start(dossier)
        workspace.take_up(dossier)
        workspace.index.ready()
        progress(1.0)
        return facet
