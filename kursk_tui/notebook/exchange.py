"""Two analysts' notebooks: side by side for reading, or merged into one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kursk_tui.model.records import Note
from kursk_tui.model.targets import Target, normal
from kursk_tui.notebook import notes
from kursk_tui.notebook.notebook import Entries, Notebook, read
from kursk_tui.store import disk, files
from kursk_tui.store.errors import DossierError


class Voice(NamedTuple):
    """A standing entry, and the paths of the notebooks in which it stands, one's own first."""

    note: Note
    notebooks: tuple[str, ...]


class Overlay:
    """One's own notebook with others beside it, as they were when it was made."""

    def __init__(self, voices: Iterable[Voice]) -> None:
        """Take what stands: use `overlay`."""
        self.standing = tuple(voices)
        self._by_target: dict[str, list[Voice]] = {}
        for voice in self.standing:
            self._by_target.setdefault(normal(voice.note.target), []).append(voice)

    def of(self, target: Target | str) -> tuple[Voice, ...]:
        """Return what stands on a target, in order of time."""
        return tuple(self._by_target.get(normal(target), ()))

    def disagreeing(self, target: Target | str) -> bool:
        """Whether standing verdicts of different authors on a target differ."""
        verdicts = [voice.note for voice in self.of(target) if voice.note.kind == "verdict"]
        authors = {note.author for note in verdicts}
        # With two authors and two values, whoever gave both differs from the other in one.
        return len(authors) > 1 and len({note.value for note in verdicts}) > 1


def overlay(own: Notebook, others: Iterable[Notebook]) -> Overlay:
    """Put others' notebooks beside one's own; none is changed.

    An entry stands when it stands in a notebook that holds it, unless its own author has
    replaced it or taken it back in any of them: a colleague's entry that supersedes mine
    does not silence mine, but nobody is held to what they no longer say.

    Raises DossierError when two notebooks hold different entries under one id.
    """
    books = [own, *others]
    union = _joined([(book.path, book.entries) for book in books])
    kept = {note.id for note in notes.standing(_own_links(union))}
    held: dict[str, list[str]] = {}
    for book in books:
        for note in book.standing:
            if note.id in kept and book.path not in held.setdefault(note.id, []):
                held[note.id].append(book.path)
    return Overlay(
        Voice(note, tuple(held[note.id])) for note in notes.ordered(union) if note.id in held
    )


def merge(
    a_path: str | os.PathLike[str],
    b_path: str | os.PathLike[str],
    out_path: str | os.PathLike[str],
    *,
    force: bool = False,
) -> int:
    """Join two notebooks into a file and return how many entries it has.

    Every entry of both is in it, once, by time; the same entries always give the same bytes.
    With `force` a file that is already there is replaced, but only if it is a notebook and
    has no entry that the result lacks; it may be one of the two.

    Raises DossierError, with nothing written, when a notebook can't be read or is damaged,
    the two hold different entries under one id, or `out_path` is there and must stay.
    """
    a, b, out = os.fspath(a_path), os.fspath(b_path), os.fspath(out_path)
    _merged(a, b, out, force=force)  # what is wrong is said before a lock file is made
    real = os.path.realpath(out)
    # A headless list of notes reads this module too, and keeps no copies.
    from kursk_tui.store import backups

    with disk.locked(real):
        disk.sweep(real)
        # Once more: until now others may have written, and one of the two may be `out`.
        entries = _merged(a, b, out, force=force)
        rows = {str(number): notes.row_of(note) for number, note in enumerate(entries, 1)}
        content = files.encode({notes.TABLE: rows}, out)
        backups.before_change(real)
        try:
            written = disk.replace(real, content)
        except DossierError as error:
            error.path = out
            raise
        backups.after_change(real, content, written)
    return len(entries)


def _merged(a: str, b: str, out: str, *, force: bool) -> Entries:
    both = _joined([(path, read(path, strict=True)[0]) for path in (a, b)])
    if os.path.lexists(out):
        if not force:
            raise DossierError(
                "is already there", path=out, hint="nothing was written; name a new file"
            )
        there = read(out, strict=True)[0]
        missing = len(_joined([(a, both), (out, there)])) - len(both)
        if missing:
            count = "an entry that is" if missing == 1 else f"{missing} entries that are"
            raise DossierError(
                f"holds {count} in neither of the two",
                path=out,
                hint="nothing was written; merge it in as well, or name a new file",
            )
    return notes.ordered(both)


def _joined(books: Sequence[tuple[str, Entries]]) -> Entries:
    """Return each entry once. Raises DossierError for two different ones under one id."""
    seen: dict[str, tuple[Note, str]] = {}
    for path, entries in books:
        for note in entries:
            other, where = seen.setdefault(note.id, (note, path))
            if other != note:
                raise DossierError(
                    f"is another entry in {where}, under the same id",
                    path=path,
                    table=notes.TABLE,
                    id=note.id,
                    hint="one of the two was edited by hand",
                )
    return tuple(note for note, _ in seen.values())


def _own_links(entries: Entries) -> Entries:
    """Return the entries without the links by which one author replaces another's."""
    authors = {note.id: note.author for note in entries}
    return tuple(
        note
        if note.supersedes is None or authors.get(note.supersedes, note.author) == note.author
        else note._replace(supersedes=None)
        for note in entries
    )
