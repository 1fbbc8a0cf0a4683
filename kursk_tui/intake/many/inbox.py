"""What waits for review, sorted by what each page would change in the dossier as it is now.

What was found is kept beside the queues, with the state of the dossier and of the queue that it
was found for: only what has changed since is tried again. It is a convenience: a file that is
damaged, or somebody else's, costs the time to try again and nothing else.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

from kursk_tui.analysis.trial import CHANGES
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.many.triage import Triaged, triage_queue
from kursk_tui.intake.review.queue import Queue, waiting
from kursk_tui.store import disk
from kursk_tui.store.errors import DossierError

FORMAT = 1
ENDING = ".inbox"
_LARGEST_BYTES = 20_000_000

# Is told how many of how many pages were tried.
Watching = Callable[[int, int], None]


class Waiting(NamedTuple):
    """An article that waits, and what it would change; None while that was not tried."""

    queue: Queue
    triaged: Triaged | None


def unwatched(done: int, total: int) -> None:
    """Nobody is told."""


def order(found: Waiting) -> tuple[object, ...]:
    """Verdict changers first, the gravest of them before the others; then the newest pages."""
    triaged, article = found.triaged, found.queue.article
    title = article.title or article.paragraphs[0]
    # A day turned round: what was published last stands first, what has no day last.
    newest = tuple(-ord(char) for char in article.published or " ")
    if triaged is None:
        return (len(CHANGES), 0, False, 0.0, newest, title, found.queue.path)
    place = CHANGES.index(triaged.change)
    weight = (-triaged.severity, not triaged.firm, -triaged.gap)
    return (place, *weight, newest, title, found.queue.path)


def counts(found: Sequence[Waiting]) -> dict[str, int]:
    """How many pages would change what, by the names of the groups."""
    return dict(Counter(each.triaged.change for each in found if each.triaged is not None))


class Inbox:
    """The articles of a dossier that wait in a folder of queues, and what was found of each."""

    def __init__(self, folder: str, dossier: Dossier) -> None:
        real = os.path.realpath(dossier.path)
        name = sha256(f"inbox {real}".encode("utf-8", "replace")).hexdigest()[:24]
        self._path = str(Path(folder) / f"{name}{ENDING}")
        self._folder, self._dossier = folder, dossier
        self._known = self._read()
        self._is_changed = False
        self.problems: list[str] = []

    def known(self) -> list[Waiting]:
        """What waits, sorted; without what nobody has tried since the dossier changed."""
        queues, self.problems = waiting(self._folder, self._dossier.path)
        return sorted((Waiting(queue, self.triaged(queue)) for queue in queues), key=order)

    def all(self, watching: Watching = unwatched) -> list[Waiting]:
        """What waits, sorted, and all of it tried; what was found is kept."""
        found = self.known()
        missing = [each.queue for each in found if each.triaged is None]
        for number, queue in enumerate(missing):
            watching(number, len(missing))
            self.put(queue, triage_queue(self._dossier, queue))
        self.keep({each.queue.path for each in found})
        queues = (each.queue for each in found)
        return sorted((Waiting(queue, self.triaged(queue)) for queue in queues), key=order)

    def triaged(self, queue: Queue) -> Triaged | None:
        """What was found of an article, if dossier and queue are as they were then."""
        kept = self._known.get(_name(queue))
        return kept[1] if kept is not None and kept[0] == self._state(queue) else None

    def put(self, queue: Queue, triaged: Triaged) -> None:
        """Take up what was found of an article."""
        self._known[_name(queue)] = (self._state(queue), triaged)
        self._is_changed = True

    def keep(self, paths: set[str] | None = None) -> None:
        """Write what was found, of the queues in `paths` alone where they are given."""
        if paths is not None:
            names = {os.path.basename(path) for path in paths}  # noqa: PTH119
            self._is_changed |= not names >= self._known.keys()
            self._known = {name: kept for name, kept in self._known.items() if name in names}
        if not self._is_changed:
            return
        rows = {name: [state, list(triaged)] for name, (state, triaged) in self._known.items()}
        content = json.dumps({"format": FORMAT, "found": rows}).encode()
        try:
            disk.make_folder(self._folder)
            with disk.locked(self._path):
                disk.sweep(self._path)
                disk.replace(self._path, content, flush=False)
        except DossierError:
            return  # It is found anew the next time: a full disk is told where it matters.
        self._is_changed = False

    def _state(self, queue: Queue) -> str:
        """What a finding rests on: the dossier's file as it is, and what is decided."""
        return json.dumps([self._dossier.stamp, queue.source, queue.done, len(queue.items)])

    def _read(self) -> dict[str, tuple[str, Triaged]]:
        try:
            with Path(self._path).open("rb") as file:
                raw: Any = json.loads(file.read(_LARGEST_BYTES))
            if raw["format"] != FORMAT:
                return {}
            return {
                name: (state, triaged)
                for name, (state, row) in raw["found"].items()
                if (triaged := _triaged(row)) is not None
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}  # missing or damaged: it is found anew


def _triaged(row: Any) -> Triaged | None:
    change, reason, severity, firm, gap, figures = row
    fits = (
        change in CHANGES
        and isinstance(reason, str)
        and type(firm) is bool
        and all(type(each) is int for each in (severity, figures))
        and type(gap) is float
        # Not a number is none that could be sorted by.
        and 0.0 <= gap < inf
    )
    return Triaged(*row) if fits else None


def _name(queue: Queue) -> str:
    return os.path.basename(queue.path)  # noqa: PTH119 - the name alone, of a path that is ours
