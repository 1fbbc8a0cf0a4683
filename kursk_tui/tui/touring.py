"""The tour from within the explorer: in a process of its own, which has the terminal meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kursk_tui.tui.display import Display
from kursk_tui.tui.editor import run


def tour_words(door: Display) -> Sequence[str]:
    """The command line of a tour that is drawn as the explorer is."""
    # Without the folder that we are in, whose files would be taken for modules.
    words = [sys.executable, "-P", "-m", "kursk_tui", "tour"]
    words += ["--ascii"] if door.ascii_only else []
    return [*words, "--color", "always" if door.colour else "never"]


def take_tour(door: Display) -> str:
    """Take the tour; returns what went wrong, empty where nothing did.

    Of the explorer nothing changes: neither the dossier that is open nor what is on the screen.
    """
    try:
        status = run(tour_words(door))
    except OSError as error:
        return f"the tour can't be started: {error.strerror or error}"
    return f"the tour ended with status {status}" if status else ""
