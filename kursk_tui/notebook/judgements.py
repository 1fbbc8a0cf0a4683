"""The notebooks that are open together: one's own, which grows, and colleagues' beside it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from kursk_tui.model.records import Note
from kursk_tui.notebook.exchange import Overlay, overlay
from kursk_tui.notebook.notebook import New, Notebook

# A dossier without an id: of it are only entries that name none.
NONE = ""


class Judgements:
    """The notebooks that are open together, with the author's name."""

    def __init__(self, own: Notebook, others: Sequence[Notebook], author: str) -> None:
        self.own, self.others, self.author = own, tuple(others), author
        self.overlay: Overlay = overlay(own, others)
        # The id of the dossier that new entries are about.
        self.dossier: str | None = None
        # When something was last added here, by a clock of its own; entries tell only seconds.
        self.last_at = 0.0
        # Notes that could not be kept, by what they are on: the editor opens with them again.
        self.unkept: dict[str, str] = {}

    @classmethod
    def open(cls, path: str, others: Sequence[str], author: str) -> Judgements:
        """Open the notebooks; raises DossierError for one that is damaged."""
        own = Notebook.open(path)
        return cls(own, [Notebook.open(other, read_only=True) for other in others], author)

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
        return self.add_all(kind, {target: reading}, value=value, body=body)[0]

    def add_all(
        self,
        kind: str,
        readings: Mapping[str, Mapping[str, object] | None],
        *,
        value: str | None = None,
        body: str = "",
    ) -> tuple[Note, ...]:
        """Append the same entry on several targets at once, each with its reading, or none.

        One undo takes all of them back. Raises DossierError, with none of them written.
        """
        judges = kind in ("verdict", "rating")
        added = self.own.append_all(
            kind,
            [
                New(
                    target,
                    self._own_former(kind, target) if judges else None,
                    dict(reading) if reading is not None else None,
                )
                for target, reading in readings.items()
            ],
            value=value,
            body=body,
            author=self.author,
            dossier=self.dossier,
        )
        self._renew()
        self.last_at = time.monotonic()
        return added

    def _own_former(self, kind: str, target: str) -> str | None:
        """A new verdict or rating of one's own takes the place of the former."""
        mine = [
            note for note in self.own.of(target) if note.kind == kind and note.author == self.author
        ]
        return mine[-1].id if mine else None

    def undo(self) -> Note | None:
        """Undo one's own last entry on this dossier, and those added with it; None for none."""
        note = self.own.undo(self.author, self.dossier or NONE)
        self._renew()
        return note

    def redo(self) -> Note | None:
        """Take the last undo back, of all that it undid; None where there is none."""
        note = self.own.redo(self.author, self.dossier or NONE)
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
