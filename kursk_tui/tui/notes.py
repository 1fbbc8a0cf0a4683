"""The notebook as the explorer uses it: own entries, colleagues' beside them, undo, editor."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from kursk_tui.model.records import Note
from kursk_tui.notebook.exchange import Overlay, overlay
from kursk_tui.notebook.notebook import Notebook

EDITOR = "vi"
_THE_PROGRAM_S = ("SIGINT", "SIGQUIT")


class EditorError(Exception):
    """The editor could not be used. One line: what, and what to do."""


class Desk:
    """One's own notebook and those laid beside it, with the author's name."""

    def __init__(self, own: Notebook, others: Sequence[Notebook], author: str) -> None:
        self.own, self.others, self.author = own, tuple(others), author
        self.overlay: Overlay = overlay(own, others)
        # The id of the dossier that new entries are about.
        self.dossier: str | None = None
        # When something was last added here, by a clock of its own; entries tell only seconds.
        self.last_at = 0.0
        # Notes that could not be kept, by what they are on: the editor opens with them again.
        self._unkept: dict[str, str] = {}

    @classmethod
    def open(cls, path: str, others: Sequence[str], author: str) -> Desk:
        """Open the notebooks; raises DossierError for one that is damaged."""
        beside = [Notebook.open(other, read_only=True) for other in others]
        return cls(Notebook.open(path), beside, author)

    def add(
        self,
        kind: str,
        target: str,
        *,
        value: str | None = None,
        body: str = "",
        reading: Mapping[str, object] | None = None,
    ) -> Note:
        """Append an entry; it is on disk when this returns. Raises DossierError."""
        judges = kind in ("verdict", "rating")
        supersedes = self._own_former(kind, target) if judges else None
        note = self.own.append(
            kind,
            target,
            value=value,
            body=body,
            author=self.author,
            supersedes=supersedes,
            reading=dict(reading) if reading is not None else None,
            dossier=self.dossier,
        )
        self._renew()
        self.last_at = time.monotonic()
        return note

    def write(self, target: str) -> Note | None:
        """Let the reader write a note in their editor, and append it; None for an empty one.

        Raises EditorError, and DossierError where it can't be kept: what was written is then
        in the editor again the next time.
        """
        text = edit(self._unkept.get(target, "")).strip()
        self._unkept.pop(target, None)
        if not text:
            return None
        self._unkept[target] = text
        note = self.add("note", target, body=text)
        del self._unkept[target]
        return note

    def _own_former(self, kind: str, target: str) -> str | None:
        """A new verdict or rating of one's own takes the place of the former."""
        mine = [
            note for note in self.own.of(target) if note.kind == kind and note.author == self.author
        ]
        return mine[-1].id if mine else None

    def undo(self) -> Note | None:
        """Undo one's own last entry."""
        note = self.own.undo(self.author)
        self._renew()
        return note

    def redo(self) -> Note | None:
        """Take the last undo back."""
        note = self.own.redo(self.author)
        self._renew()
        return note

    def refresh(self) -> bool:
        """Take up what others wrote into the files; True if there was anything.

        A notebook that became damaged is left as it was last read, and DossierError raised.
        """
        changed = [book for book in (self.own, *self.others) if book.changed_on_disk()]
        for book in changed:
            book.reload()
        if changed:
            self._renew()
        return bool(changed)

    def _renew(self) -> None:
        self.overlay = overlay(self.own, self.others)


def _run(words: Sequence[str]) -> int:
    """Run a program that has the terminal meanwhile; returns its status. Raises OSError.

    Ctrl+C and ctrl+\\ are that program's. A signal that ends us ends it, and then us.
    """
    process: subprocess.Popen[bytes] | None = None
    asked: list[int] = []

    def passed_on(number: int, frame: FrameType | None) -> None:
        asked.append(number)
        if process is not None:
            process.send_signal(number)
        before = handlers[number]
        if callable(before):
            before(number, frame)

    def kept(number: int, frame: FrameType | None) -> None:
        """Leave it to the program, which gets it too."""

    names = (*_THE_PROGRAM_S, "SIGTERM", "SIGHUP")
    numbers = {name: getattr(signal, name) for name in names if hasattr(signal, name)}
    handlers = {number: signal.getsignal(number) for number in numbers.values()}
    # Before the program starts: it may be ready, and be sent Ctrl+C, sooner than we go on.
    for name, number in numbers.items():
        signal.signal(number, kept if name in _THE_PROGRAM_S else passed_on)
    try:
        with subprocess.Popen(words) as process:
            for number in asked:
                process.send_signal(number)
            # One that comes just before we wait does not wake us: we look now and then.
            while True:
                with suppress(subprocess.TimeoutExpired):
                    return process.wait(timeout=60)
    finally:
        for number, before in handlers.items():
            signal.signal(number, before)


def edit(text: str, environ: Mapping[str, str] = os.environ) -> str:
    """The text as the reader's editor left it; raises EditorError when the editor fails.

    `$VISUAL`, else `$EDITOR`, else vi. The text is in a private temporary file meanwhile.
    """
    command = environ.get("VISUAL") or environ.get("EDITOR") or EDITOR
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise EditorError(f"$EDITOR cannot be read ({error}); mend it") from error
    descriptor, name = tempfile.mkstemp(prefix="kursk-note-", suffix=".txt")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        try:
            status = _run([*words, name])
        except OSError as error:
            raise EditorError(
                f"{command}: {error.strerror or error}; set $EDITOR to your editor"
            ) from error
        if status != 0:
            raise EditorError(f"{command} ended with status {status}; nothing was kept")
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise EditorError(f"what {command} left cannot be read; nothing was kept") from error
    finally:
        path.unlink(missing_ok=True)
