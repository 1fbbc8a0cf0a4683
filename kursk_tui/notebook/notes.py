"""Which entries of a notebook stand, and what a new entry must be. Pure.

Entries name each other by `supersedes`: a judgement replaces a judgement, an undo takes an
entry back, a redo takes an undo back. What stands follows from the set of entries and these
links alone, so two analysts who hold the same entries see the same state, in whatever order
they came. Times are only looked at to break ties: clocks of different machines differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from kursk_tui.dossier.check import check
from kursk_tui.model import schema
from kursk_tui.model.records import Note, builder
from kursk_tui.model.targets import Target, TargetError, normal
from kursk_tui.model.vocabulary import JUDGEMENTS, RATINGS, VERDICTS
from kursk_tui.store import files
from kursk_tui.store.authorship import MAX_NAME
from kursk_tui.store.errors import DossierError

TABLE = "notes"

# In characters. A body other than a note's is typed in one line; a note may be an essay.
MAX_LINE = 2_000
MAX_NOTE = 100_000

_REVERSALS = ("undo", "redo")
_NOTHING = "nothing was written"

# Opening bears a ring of entries that supersede each other, though `check` tells of it: a
# merge may join its halves, and a notebook that can't be opened would be worse.
_OPENABLE: schema.Tables = {
    name: tuple(field._replace(is_chain=False) for field in fields)
    for name, fields in schema.NOTEBOOK.items()
}


class Fork(NamedTuple):
    """Entries that stand side by side though each replaces the same one.

    `replaced` is the id of the last entry they have in common (which may be in none of the
    notebooks at hand); `heads` are those that stand, in order of time.
    """

    replaced: str
    heads: tuple[Note, ...]


def standing(entries: Iterable[Note]) -> tuple[Note, ...]:
    """Return the judgements that stand, in order of time.

    An entry stands when no undo in effect names it and nothing that replaces it, at once or
    by way of others, is without an undo in effect. An undo is in effect unless an undo or a
    redo in effect names it. Links to entries that are not there have no effect; of a ring of
    links the earliest entry's own link has none.
    """
    return _State(entries).standing


def forks(entries: Iterable[Note]) -> tuple[Fork, ...]:
    """Return where two or more standing entries replace one: no one has had the last word."""
    return _State(entries).forks()


def ordered(entries: Iterable[Note]) -> tuple[Note, ...]:
    """Return entries by time; of one second, an entry after the one it names, then by id."""
    state = _State(entries)
    return tuple(sorted(state.entries.values(), key=state.place))


def to_undo(entries: tuple[Note, ...], author: str, dossier: str | None = None) -> Note | None:
    """Return the author's last standing entry, `entries` being in the order of the file.

    With the id of a dossier, that of it: an entry that names another is left alone. One that
    names none may be of any.
    """
    stands = {note.id for note in standing(entries)}
    for note in entries[::-1]:
        if note.author == author and note.id in stands and _is_of(note, dossier):
            return note
    return None


def to_redo(entries: tuple[Note, ...], author: str, dossier: str | None = None) -> Note | None:
    """Return the author's last undo in effect, `entries` being in the order of the file.

    None when the author has judged anything since, as in any editor. With the id of a dossier,
    of it alone, as for `to_undo`.
    """
    cancelled = _State(entries).cancelled
    for note in entries[::-1]:
        if note.author != author or not _is_of(note, dossier):
            continue
        if note.kind in JUDGEMENTS:
            return None
        if note.kind == "undo" and note.id not in cancelled:
            return note
    return None


def _is_of(note: Note, dossier: str | None) -> bool:
    return dossier is None or note.dossier in (None, dossier)


class _State:
    """The entries as a forest: each below the one that it names."""

    def __init__(self, entries: Iterable[Note]) -> None:
        self.entries: dict[str, Note] = {}
        for note in entries:
            self.entries.setdefault(note.id, note)
        self._times = {note.id: seconds(note.created) for note in self.entries.values()}
        # id -> the id it names, of links that mean something; the named may be missing.
        self._above = {
            note.id: note.supersedes
            for note in self.entries.values()
            if note.supersedes is not None and self._is_sensible(note, note.supersedes)
        }
        self._cut_rings()
        self._depths = self._measured()
        # Deepest first: what answers an entry is settled before it.
        self._upwards = sorted(self._above, key=lambda id: -self._depths[id])
        self.cancelled: set[str] = set()
        self._covered: set[str] = set()
        for id in self._upwards:
            if self.entries[id].kind in _REVERSALS:
                if id not in self.cancelled:
                    self.cancelled.add(self._above[id])
            elif id not in self.cancelled or id in self._covered:
                self._covered.add(self._above[id])

    @property
    def standing(self) -> tuple[Note, ...]:
        gone = self.cancelled | self._covered
        left = [
            note
            for note in self.entries.values()
            if note.kind in JUDGEMENTS and note.id not in gone
        ]
        return tuple(sorted(left, key=self.place))

    def forks(self) -> tuple[Fork, ...]:
        stand = self.standing
        leads_to_one = {note.id for note in stand}
        branches: dict[str, int] = {}
        for id in self._upwards:
            if id in leads_to_one and self.entries[id].kind in JUDGEMENTS:
                above = self._above[id]
                leads_to_one.add(above)
                branches[above] = branches.get(above, 0) + 1
        # id -> the highest entry above it where branches meet: all the heads of a fork have
        # that in common.
        meets: dict[str, str] = {}
        for id in reversed(self._upwards):
            above = self._above[id]
            if above in meets:
                meets[id] = meets[above]
            elif branches.get(above, 0) > 1:
                meets[id] = above
        heads: dict[str, list[Note]] = {}
        for note in stand:
            if note.id in meets:
                heads.setdefault(meets[note.id], []).append(note)
        return tuple(Fork(at, tuple(notes)) for at, notes in heads.items())

    def place(self, note: Note) -> tuple[float, int, str]:
        """Return what orders entries; of one second, what is named comes before its answer."""
        return self._times[note.id], self._depths.get(note.id, 0), note.id

    def _is_sensible(self, note: Note, named: str) -> bool:
        other = self.entries.get(named)
        if note.kind in JUDGEMENTS:
            return other is None or other.kind in JUDGEMENTS
        return note.kind == "undo" or other is None or other.kind == "undo"

    def _cut_rings(self) -> None:
        done: set[str] = set()
        for start in list(self._above):
            path: dict[str, None] = {}
            at: str | None = start
            while at is not None and at not in done and at not in path:
                path[at] = None
                at = self._above.get(at)
            if at is not None and at in path:
                ring = list(path)[list(path).index(at) :]
                del self._above[min(ring, key=lambda id: (self._times[id], id))]
            done.update(path)

    def _measured(self) -> dict[str, int]:
        """Return how many links lie between an entry and the first of its chain."""
        depths: dict[str, int] = {}
        for start in self._above:
            path = []
            at: str | None = start
            while at is not None and at not in depths:
                path.append(at)
                at = self._above.get(at)
            depth = -1 if at is None else depths[at]
            for id in reversed(path):
                depth += 1
                depths[id] = depth
        return depths


def read_entries(data: Mapping[str, Any], path: str) -> tuple[Note, ...]:
    """Return the entries in decoded tables, in the order of the file.

    Raises DossierError, the first problem, when the tables are not those of a notebook.
    """
    problems = check(data, path=path, tables=_OPENABLE)
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        hint = f"{problems[0].hint}; " if problems[0].hint else ""
        raise problems[0].error(path, hint=f"{hint}{count}; {files.RESTORE}")
    return tuple(map(builder(Note), data.get(TABLE, {}).values()))


def row_of(note: Note) -> dict[str, Any]:
    """Return the row of an entry, without empty fields: the same text for the same entry."""
    row = {name: value for name, value in note._asdict().items() if value not in (None, "")}
    if note.reading is not None:
        row["reading"] = dict(sorted(note.reading.items()))
    return row


def require_sound(note: Note, entries: Iterable[Note]) -> None:
    """Raise DossierError, naming the field, if a new entry may not follow these.

    Text may hold control characters, which the screen shows as marks, but no NUL and no lone
    surrogate, which no file or other program can carry.
    """
    for name, text, most in (
        ("id", note.id, MAX_NAME),
        ("author", note.author, MAX_NAME),
        ("value", note.value or "", MAX_NAME),
        ("body", note.body, MAX_NOTE if note.kind == "note" else MAX_LINE),
    ):
        _require_text(name, text, most)
    if note.kind in JUDGEMENTS:
        try:
            target = Target.parse(note.target)
        except TargetError as error:
            raise _refused("target", str(error)) from error
        _require_judgement(note, target)
    if not _is_time(note.created):
        right = "write 2025-03-01T12:00:00+01:00"
        raise _refused("created", "is not a time to the second with a zone offset", right)
    problems = check({TABLE: {"1": row_of(note)}}, path="", tables=_OPENABLE)
    if problems:
        raise _refused(problems[0].field, problems[0].what, problems[0].hint)
    _require_links(note, entries)


def _require_judgement(note: Note, target: Target) -> None:
    if not note.body.strip():
        if note.kind in ("note", "verdict"):
            raise _refused("body", f"is empty, and a {note.kind} gives its reasons", "fill it in")
        if note.body:
            raise _refused("body", "is blank", "write something, or leave it out")
    if note.kind == "verdict" and note.value not in VERDICTS:
        raise _refused("value", "is not a verdict", f"one of {', '.join(VERDICTS)}")
    if note.kind == "rating":
        if target.kind not in RATINGS:
            raise _refused("target", f"{target.kind}s are not rated", "rate an agent or a claim")
        if note.value not in RATINGS[target.kind]:
            scale = RATINGS[target.kind]
            raise _refused(
                "value", f"is not a rating of a {target.kind}", f"{scale[0]} to {scale[-1]}"
            )
    if note.kind == "note" and note.value is not None:
        raise _refused("value", "is given, and a note has none", "put it into the body")
    if note.value is not None and not note.value.strip():
        raise _refused("value", "is blank", "leave it out")
    if note.reading is not None:
        if note.kind not in ("flag", "verdict"):
            raise _refused("reading", f"is given with a {note.kind}", "only a flag or verdict has")
        for name, value in note.reading.items():
            if isinstance(value, str):
                _require_text(f"reading.{name}", value, MAX_LINE)


def _require_links(note: Note, entries: Iterable[Note]) -> None:
    by_id = {entry.id: entry for entry in entries}
    if note.id in by_id:
        raise _refused("id", "is taken", "try again")
    if note.supersedes is None or note.kind not in JUDGEMENTS:
        return
    other = by_id.get(note.supersedes)
    if other is None:
        raise _refused("supersedes", "is not in this notebook", "merge the one that has it first")
    if other.kind not in JUDGEMENTS:
        raise _refused("supersedes", f"names an entry of kind {other.kind}", "name a judgement")
    if normal(other.target) != note.target:
        raise _refused("supersedes", "is about something else", "name an entry on the same target")


def _require_text(name: str, text: str, most: int) -> None:
    if len(text) > most:
        raise _refused(name, f"has {len(text)} characters", f"at most {most}")
    if "\0" in text:
        raise _refused(name, "holds a NUL character", "take it out")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise _refused(name, "holds half of a surrogate pair, which is not text") from error


def _refused(field: str | None, what: str, hint: str | None = None) -> DossierError:
    return DossierError(
        what, table=TABLE, field=field, hint=f"{hint}; {_NOTHING}" if hint else _NOTHING
    )


def _is_time(created: str) -> bool:
    from datetime import datetime

    try:
        time = datetime.fromisoformat(created)
    except ValueError:
        return False
    # The one form that we write: fromisoformat also reads weeks, spaces, no seconds.
    text = time.isoformat(timespec="seconds")
    return time.tzinfo is not None and created in (text, text.removesuffix("+00:00") + "Z")


def seconds(created: str) -> float:
    """Return a moment as seconds; what is no moment comes before all that are."""
    from datetime import datetime

    try:
        time = datetime.fromisoformat(created)
        return time.timestamp() if time.tzinfo is not None else float("-inf")
    except (ValueError, OverflowError):
        return float("-inf")
