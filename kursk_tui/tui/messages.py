"""What was said in the bottom line, kept in full: there it may be cut, and goes with a key."""

from __future__ import annotations

from collections import deque
from shlex import quote

from kursk_tui.store.errors import DossierError
from kursk_tui.tui.panes.detail import Entry

MOST = 100


class Messages:
    """The last messages of a session."""

    def __init__(self) -> None:
        self._said: deque[str] = deque(maxlen=MOST)
        self._whole: dict[str, str] = {}

    def shortened(self, short: str, before: str, error: DossierError) -> None:
        """Note what a line stands for that had to be made short."""
        whole = f"{before}: {error}"
        if error.path and error.hint:
            # The file that is meant, to be copied to a shell.
            hint = error.hint.replace("FILE", quote(error.path))
            whole = whole.removesuffix(error.hint) + hint
        self._whole = {short: whole}

    def note(self, said: str) -> None:
        """Keep a message; what is said again at once is kept once."""
        text = self._whole.get(said, said)
        if text and (not self._said or self._said[0] != text):
            self._said.appendleft(text)

    def entries(self) -> list[Entry]:
        """All of them, the newest first."""
        return [Entry("", text) for text in self._said]
