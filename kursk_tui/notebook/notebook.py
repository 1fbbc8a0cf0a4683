"""The notebook: judgement beside the record, in a file that only grows.

Flags, notes, verdicts and ratings name what they are about by its id and never touch the
dossier. An entry is never edited or deleted: it is superseded or undone by another.
"""

# pathlib costs a look-up 4 to 6 ms of its 37, so paths are text here.
# ruff: noqa: PTH118

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kursk_tui.model.records import Note
from kursk_tui.model.targets import Target, normal
from kursk_tui.model.vocabulary import JUDGEMENTS, NoteKind
from kursk_tui.notebook import notes
from kursk_tui.notebook.notes import Fork
from kursk_tui.store import files
from kursk_tui.store.authorship import now, random_id
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import Stamp
from kursk_tui.store.folders import data_folder

if TYPE_CHECKING:
    # Reading a notebook does not load TinyDB: writing does.
    from kursk_tui.store.storage import SafeStorage

Entries = tuple[Note, ...]


class New(NamedTuple):
    """A target to be judged; of the former entry that is replaced the id, and the reading."""

    target: Target | str
    supersedes: str | None = None
    reading: Mapping[str, Any] | None = None


class Notebook:
    """A notebook as it was when last read or written here. `path` is as given.

    What another process adds shows after `reload()`, or after the next change made here,
    which is always made to what is in the file then.
    """

    def __init__(
        self,
        path: str,
        entries: Entries,
        stamp: Stamp | None,
        *,
        read_only: bool = False,
        clock: Callable[[], str] = now,
        new_id: Callable[[], str] = random_id,
    ) -> None:
        """Take entries that have been checked: use `open`."""
        self.path = path
        self.read_only = read_only
        self._clock = clock
        self._new_id = new_id
        self._storage: SafeStorage | None = None
        # Both made when asked for.
        self._standing: Entries | None = None
        self._by_target: dict[str, list[Note]] | None = None
        # The entries added here at once, by the id of each.
        self._together: dict[str, tuple[str, ...]] = {}
        self._take(entries, stamp)

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        read_only: bool = False,
        clock: Callable[[], str] = now,
        new_id: Callable[[], str] = random_id,
    ) -> Notebook:
        """Read and check a notebook; one that is not there yet is empty.

        With `read_only`, for a colleague's, it must be there, and every change is refused.
        `clock` gives the `created` of new entries, `new_id` their ids. Raises DossierError
        when the file can't be read, is damaged, or holds something else.
        """
        name = os.fspath(path)
        there = read_only or _is_there(name)
        entries, stamp = read(name) if there else ((), None)
        return cls(name, entries, stamp, read_only=read_only, clock=clock, new_id=new_id)

    @property
    def entries(self) -> Entries:
        """Every entry, in the order of the file, undone and superseded ones too."""
        return self._entries

    @property
    def standing(self) -> Entries:
        """The judgements that stand now (see `notes.standing`), in order of time."""
        if self._standing is None:
            self._standing = notes.standing(self._entries)
        return self._standing

    def of(self, target: Target | str) -> Entries:
        """Return the judgements on a target that stand now, in order of time."""
        if self._by_target is None:
            self._by_target = {}
            for note in self.standing:
                self._by_target.setdefault(normal(note.target), []).append(note)
        return tuple(self._by_target.get(normal(target), ()))

    def history(self, target: Target | str) -> Entries:
        """Return every entry on a target, undoings too, in the order of the file."""
        wanted = normal(target)
        return tuple([note for note in self._entries if normal(note.target) == wanted])

    def forks(self) -> tuple[Fork, ...]:
        """Return where several standing entries replace the same one."""
        return notes.forks(self._entries)

    def append(
        self,
        kind: str,
        target: Target | str,
        *,
        value: str | None = None,
        body: str = "",
        author: str,
        created: str | None = None,
        supersedes: str | None = None,
        reading: Mapping[str, Any] | None = None,
        dossier: str | None = None,
    ) -> Note:
        """Add a judgement and return it when it is on the disk.

        `kind` is one of `vocabulary.JUDGEMENTS`. A verdict needs a body and a value of
        `vocabulary.VERDICTS`, a rating a value of `vocabulary.RATINGS`, a note a body; a flag's
        value is its label, if any. `supersedes` is the id of an entry of this notebook on
        the same target. `reading`, {kind, severity, sentence, preset}, is for a flag or
        verdict: what the explorer says of the target now. `dossier` is the id of the dossier that
        the target is in, None where it has none.

        Raises DossierError, with nothing written, when the entry is unsound (the error names
        the field) or the file can't be read, locked or written, or is damaged.
        """
        entries = self.append_all(
            kind,
            [New(target, supersedes, reading)],
            value=value,
            body=body,
            author=author,
            created=created,
            dossier=dossier,
        )
        return entries[0]

    def append_all(
        self,
        kind: str,
        new: Sequence[New],
        *,
        value: str | None = None,
        body: str = "",
        author: str,
        created: str | None = None,
        dossier: str | None = None,
    ) -> Entries:
        """Add the same judgement on several targets, all or none; see `append`.

        While this notebook is open, `undo` and `redo` take them together.
        """
        if kind not in JUDGEMENTS:
            raise DossierError(
                "is not a kind of judgement",
                path=self.path,
                table=notes.TABLE,
                field="kind",
                hint=f"one of {', '.join(JUDGEMENTS)}; nothing was written",
            )
        made = tuple(
            Note(
                id=self._new_id(),
                target=normal(one.target),
                kind=kind,
                body=body,
                author=author,
                created=self._clock() if created is None else created,
                value=value,
                supersedes=one.supersedes,
                reading=None if one.reading is None else dict(one.reading),
                dossier=dossier,
            )
            for one in new
        )
        return self._add(lambda entries: made)

    def together(self, id: str) -> tuple[str, ...]:
        """The ids of the entries that were added here at once with one, itself among them."""
        return self._together.get(id, (id,))

    def undo(self, author: str, dossier: str | None = None) -> Note | None:
        """Take back the author's last standing judgement, by an entry that is returned.

        With the id of a dossier, that of it: no entry that names another is touched. With it go
        those that were added with it, each by an entry of its own; the last is returned.

        None, with nothing written, when there is none. Raises DossierError as `append` does.
        """
        return self._reverse("undo", notes.to_undo, author, dossier)

    def redo(self, author: str, dossier: str | None = None) -> Note | None:
        """Take the author's last undo back, by an entry that is returned.

        None, with nothing written, when there is none or the author has judged anything
        since. Raises DossierError as `append` does.
        """
        return self._reverse("redo", notes.to_redo, author, dossier)

    def changed_on_disk(self) -> bool:
        """Whether the file is not the one last read or written here; True when it is gone."""
        return files.stamp(self.path) != self._stamp

    def reload(self) -> None:
        """Read the file again. Raises DossierError as `open` does, also when it has vanished;
        the notebook is then as it was.
        """
        if self._seen:
            files.require_there(self.path)
        if self._seen or _is_there(self.path):
            self._take(*read(self.path))

    def _reverse(
        self,
        kind: NoteKind,
        choose: Callable[[Entries, str, str | None], Note | None],
        author: str,
        dossier: str | None,
    ) -> Note | None:
        def made(entries: Entries) -> Entries:
            named = choose(entries, author, dossier)
            if named is None:
                return ()
            ids = self.together(named.id)
            return tuple(
                Note(
                    id=self._new_id(),
                    target=one.target,
                    kind=kind,
                    body="",
                    author=author,
                    created=self._clock(),
                    supersedes=one.id,
                    dossier=one.dossier,
                )
                for one in entries
                if one.id in ids
            )

        if not self._seen and not _is_there(self.path):
            return None  # asking leaves no folder and no lock behind
        added = self._add(made)
        return added[-1] if added else None

    def _add(self, made: Callable[[Entries], Entries]) -> Entries:
        """Write the entries made for what is in the file now, all or none."""
        if self.read_only:
            raise DossierError(
                "is open for reading only", path=self.path, hint="write to your own notebook"
            )
        from kursk_tui.store.storage import SafeStorage

        if self._seen:
            files.require_there(self.path)
        if self._storage is None:
            # A file that was there and is gone is not made anew: its entries would be lost
            # in silence.
            self._storage = SafeStorage(self.path, create=not self._seen, backups=True)
        storage = self._storage
        with storage.transaction() as database:
            if self._stamp is not None and storage.stamp() == self._stamp:
                entries = self._entries  # checked before
            else:
                entries = notes.read_entries(database.storage.read() or {}, self.path)
            added = made(entries)
            for place, entry in enumerate(added):
                try:
                    notes.require_sound(entry, (*entries, *added[:place]))
                except DossierError as error:
                    error.path = self.path
                    raise
            if added:
                database.table(notes.TABLE).insert_multiple(map(notes.row_of, added))
        written = storage.stamp()
        # Another process may have written since: then this state is of no stamp.
        stamp = None if storage.changed_on_disk() else written
        self._take((*entries, *added), stamp, seen=True)
        ids = tuple(entry.id for entry in added)
        self._together |= dict.fromkeys(ids, ids)
        return added

    def _take(self, entries: Entries, stamp: Stamp | None, *, seen: bool = False) -> None:
        self._entries = entries
        self._stamp = stamp
        self._seen = seen or stamp is not None
        self._standing = None
        self._by_target = None


def read(path: str, *, strict: bool = False) -> tuple[Entries, Stamp]:
    """Return the entries of a notebook's file, and the stamp of the state they belong to.

    Raises DossierError when the file is missing, can't be read, is damaged, or holds
    something else; with `strict` (slower) also when a key stands twice, of which only the
    last would be read.
    """
    raw, stamp = files.read(path)
    if strict:
        data, repeats = files.decode_with_repeats(raw, path)
        if repeats:
            raise DossierError(
                f"the key {repeats[0].key!r} appears twice in one object",
                path=path,
                table=repeats[0].table,
                hint="remove one of the two by hand",
            )
    else:
        data = files.decode(raw, path)
    return notes.read_entries(files.tables(data, path), path), stamp


def default_notebook_path(dossier: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """Return `kursk-tui/notebook.json` in the XDG data folder.

    There is one notebook for all dossiers, whatever `dossier` (a title or id) is: ids name
    the same source or agent in each, and a new edition must find the judgements on the old.
    """
    return os.path.join(data_folder(environ), "notebook.json")


def _is_there(path: str) -> bool:
    """Whether there is anything by this name. What can't be looked at may be there."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # reading it will say what is wrong
    return True
