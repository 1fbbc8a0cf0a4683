"""Pages read side by side, as many at once as there are cores; each fails for itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

from kursk_tui.intake.documents.reading import Article
from kursk_tui.intake.many.batch import Wanted
from kursk_tui.store.errors import DossierError

Read = tuple[Wanted, Article | DossierError]


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_all(pages: Sequence[Wanted], workers: int | None = None) -> Iterator[Read]:
    """Read pages, and give each as soon as it is read, or as it is known that it cannot be.

    The reading itself is done by processes of their own (see `documents.sandbox`), and threads
    wait for them. No more pages are held than twice the workers.
    """
    many = min(max(1, workers or cores()), len(pages))
    todo: SimpleQueue[Wanted | None] = SimpleQueue()
    done: SimpleQueue[tuple[Wanted, Article | DossierError | BaseException]] = SimpleQueue()
    for _ in range(many):
        # Whoever quits meanwhile need not wait for a page that takes its minute.
        Thread(target=_work, args=(todo, done), name="kursk-tui-many", daemon=True).start()
    left = iter(pages)
    under_way = 0
    try:
        while True:
            while under_way < 2 * many and (page := next(left, None)) is not None:
                todo.put(page)
                under_way += 1
            if not under_way:
                return
            page, found = done.get()
            under_way -= 1
            if not isinstance(found, Article | DossierError):
                raise found
            yield page, found
    finally:
        # Where it was broken off, what nobody has begun is left: a worker may take the last first.
        with suppress(Empty):
            while True:
                todo.get_nowait()
        for _ in range(many):
            todo.put(None)


def _work(
    todo: SimpleQueue[Wanted | None],
    done: SimpleQueue[tuple[Wanted, Article | DossierError | BaseException]],
) -> None:
    while (page := todo.get()) is not None:
        try:
            done.put((page, page.load()))
        # Whatever it is, it is raised where the pages are asked for, and never lost in a thread.
        except BaseException as error:  # noqa: BLE001
            done.put((page, error))
