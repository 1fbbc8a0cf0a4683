"""Rows of what waits for review, and of what was edited."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kursk_tui.dossier.editing import Edit
from kursk_tui.intake.review.queue import Queue
from kursk_tui.tui.display import Display, Line


class WaitingModel:
    """Articles in the queue: how far, which, of what outlet."""

    sorts: Sequence[str] = ()

    def __init__(self, door: Display, queues: Sequence[Queue]) -> None:
        self._door = door
        self._queues = {queue.path: queue for queue in queues}

    def ids(self) -> Sequence[str]:
        """Files of the queues, the last worked on first."""
        return list(self._queues)

    def at(self, item: str | None) -> Queue | None:
        """The queue of a row."""
        return self._queues.get(item or "")

    def row(self, item: str, width: int) -> Line:
        """One article."""
        door, queue = self._door, self._queues[item]
        state = f"{queue.done} of {len(queue.items)}" if queue.source else "new"
        name = queue.source or queue.article.outlet or "outlet unknown"
        return [
            (door.pad(state, 10, right=True), "figure"),
            ("  ", ""),
            (door.pad(title_of(queue), max(10, width - 36)), ""),
            ("  ", ""),
            (door.fit(name, 22), "dim"),
        ]

    def words(self, item: str) -> str:
        """Title, outlet and source, for a filter."""
        queue = self._queues[item]
        return f"{title_of(queue)} {queue.article.outlet or ''} {queue.source or ''}".casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """As listed."""
        return (list(self._queues).index(item),)


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
