"""Rows of what waits for review, and of what was edited."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kursk_tui.dossier.editing import Edit
from kursk_tui.intake.many.inbox import Waiting
from kursk_tui.intake.review.queue import Queue
from kursk_tui.tui.display import Display, Line
from kursk_tui.words.inbox import GROUPS

# Before the name of a group; no queue's file begins so.
_GROUP = "group:"
UNTRIED = "untried"
_STATE = 10


class WaitingModel:
    """Articles in the queue under what they would change: how far, which, and why.

    What nobody has tried since the dossier changed stands last, until it is.
    """

    sorts: Sequence[str] = ()

    def __init__(self, door: Display, found: Sequence[Waiting]) -> None:
        self._door = door
        self._found = {each.queue.path: each for each in found}
        groups: dict[str, list[str]] = {}
        for each in found:
            groups.setdefault(_group(each), []).append(each.queue.path)
        self._counts = {name: len(paths) for name, paths in groups.items()}
        self._ids = [id for name, paths in groups.items() for id in (f"{_GROUP}{name}", *paths)]
        self._places = {id: place for place, id in enumerate(self._ids)}

    def ids(self) -> Sequence[str]:
        """Headings, each before the files of its queues."""
        return self._ids

    @property
    def first(self) -> str | None:
        """The first article; None where nothing waits."""
        return next(iter(self._found), None)

    def at(self, item: str | None) -> Queue | None:
        """The queue of a row; None for a heading."""
        found = self.waiting(item)
        return found.queue if found is not None else None

    def waiting(self, item: str | None) -> Waiting | None:
        """The article of a row, and what it would change; None for a heading."""
        return self._found.get(item or "")

    def row(self, item: str, width: int) -> Line:
        """One article, or the heading of a group."""
        if item not in self._found:
            name = item.removeprefix(_GROUP)
            group = GROUPS.get(name, "not tried yet against the dossier as it is now")
            text = f"{group.upper()}  {self._counts[name]}"
            return [(self._door.fit(text, width), "bold")]
        door, (queue, triaged) = self._door, self._found[item]
        state = f"{queue.done} of {len(queue.items)}" if queue.source else "new"
        room = max(10, width - _STATE - 4)
        told = triaged.reason if triaged is not None else queue.source or outlet_of(queue)
        title = max(16, room * 2 // 5)
        return [
            (door.pad(state, _STATE, right=True), "figure"),
            ("  ", ""),
            (door.pad(title_of(queue), title), ""),
            ("  ", ""),
            (door.fit(told, max(8, room - title)), "dim"),
        ]

    def words(self, item: str) -> str:
        """Title, outlet, source, and what it would change, for a filter; nothing of a heading."""
        if item not in self._found:
            return ""
        queue, triaged = self._found[item]
        told = "" if triaged is None else f"{GROUPS[triaged.change]} {triaged.reason}"
        outlet, source = queue.article.outlet or "", queue.source or ""
        return f"{title_of(queue)} {outlet} {source} {told}".casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """As listed."""
        return (self._places[item],)


def _group(found: Waiting) -> str:
    return UNTRIED if found.triaged is None else found.triaged.change


def outlet_of(queue: Queue) -> str:
    """Who published an article, as far as it was read."""
    return queue.article.outlet or "outlet unknown"


def title_of(queue: Queue) -> str:
    """The article's title, else its first paragraph."""
    return queue.article.title or queue.article.paragraphs[0]


class EditsModel:
    """What was done to the dossier, the last first."""

    sorts: Sequence[str] = ()

    def __init__(self, door: Display, edits: Sequence[Edit], undone: Collection[str]) -> None:
        self._door = door
        self._edits = {edit.id: edit for edit in reversed(edits)}
        self._undone = undone

    def ids(self) -> Sequence[str]:
        """Ids of the edits."""
        return list(self._edits)

    def at(self, item: str | None) -> Edit | None:
        """The edit of a row."""
        return self._edits.get(item or "")

    def row(self, item: str, width: int) -> Line:
        """One edit; `×` before one that is taken back."""
        door, edit = self._door, self._edits[item]
        gone = item in self._undone
        return [
            ("× " if gone else "  ", "warning"),
            (door.pad(edit.made[:16].replace("T", " "), 18), "date"),
            (door.pad(edit.author, 10), "agent"),
            (" ", ""),
            (door.fit(edit.what, max(10, width - 31)), "dim" if gone else ""),
        ]

    def words(self, item: str) -> str:
        """Author and what was done, for a filter."""
        edit = self._edits[item]
        return f"{edit.author} {edit.what}".casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """As listed."""
        return (list(self._edits).index(item),)
