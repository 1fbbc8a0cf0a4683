"""A run over many pages: each read, looked for in the dossier, put in the queue, and tried.

It can be broken off at any moment. What was read by then waits for review, and the same command
goes on with the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.texts import Texts
from kursk_tui.intake.documents.reading import Article
from kursk_tui.intake.many.batch import Batch, Wanted
from kursk_tui.intake.many.inbox import Inbox, Waiting, order
from kursk_tui.intake.many.reading import read_all
from kursk_tui.intake.many.state import Done, State
from kursk_tui.intake.many.triage import Triaged, triage, triage_queue
from kursk_tui.intake.review import queue as queues
from kursk_tui.intake.review import taking
from kursk_tui.intake.review.duplicates import SAME_TEXT, sentence
from kursk_tui.intake.review.queue import Queue
from kursk_tui.store.errors import DossierError


class Progress(NamedTuple):
    """How far a run is: pages that are done of all, how many failed, and what was done last.

    `before` of the done were so by an earlier run. `change` is what the last page would change;
    None for one that could not be read, of which `told` says why.
    """

    done: int
    total: int
    failed: int
    before: int
    name: str
    change: str | None
    told: str | None


class Page(NamedTuple):
    """A page of a run: what it would change, or why it could not be read. Once kept, its queue."""

    name: str
    article: Article | None
    triaged: Triaged | None
    told: str | None
    queue: Queue | None


def run(
    dossier: Dossier,
    texts: Texts,
    batch: Batch,
    *,
    folder: str | None,
    progress: Callable[[Progress], None],
    workers: int | None = None,
) -> list[Page]:
    """Go through a batch and return its pages, what would change a verdict first, failed last.

    `folder` is that of the queues; None keeps nothing. A page that is in the batch twice, under
    another name, has one queue and is returned once. Raises DossierError where a disk refuses.
    """
    going = _Run(dossier, texts, batch, folder, progress)
    for wanted, found in read_all(going.left, workers):
        going.take(wanted, found)
    return going.through()


class _Run:
    def __init__(
        self,
        dossier: Dossier,
        texts: Texts,
        batch: Batch,
        folder: str | None,
        progress: Callable[[Progress], None],
    ) -> None:
        self._dossier, self._texts, self._folder = dossier, texts, folder
        self._total, self._progress = len(batch.pages), progress
        self._pages: dict[str, Page] = {}
        self._failed = self._done = self._before = 0
        self._state = None if folder is None else State(folder, dossier.path, batch.key)
        self._inbox = None if folder is None else Inbox(folder, dossier)
        self.left: list[Wanted] = [page for page in batch.pages if not self._was_done(page)]
        self._before = self._done

    def _was_done(self, page: Wanted) -> bool:
        """Take up a page that an earlier run has done; its queue may have gone since."""
        if self._state is None or self._folder is None:
            return False
        done = self._state.done.get(page.key)
        if done is None:
            return False
        if done.queue is None:
            told = done.told or "could not be read"
            self._put(page.name, Page(page.name, None, None, told, None))
            return True
        path = str(Path(self._folder) / done.queue)
        if not Path(path).exists():
            return False  # dropped, or through with nothing open: read again, as it would be now
        try:
            queue = queues.load(path)
        except DossierError:
            return False  # what is wrong with it is told where the page is read again
        self._put(page.name, Page(page.name, queue.article, self._tried(queue), None, queue))
        return True

    def take(self, wanted: Wanted, found: Article | DossierError) -> None:
        """Take in a page as it was read, and write down that it is done."""
        if isinstance(found, DossierError):
            page = Page(wanted.name, None, None, str(found), None)
            done = Done(wanted.key, None, str(found))
        else:
            page = self._taken(wanted.name, found)
            queue = None if page.queue is None else Path(page.queue.path).name
            done = Done(wanted.key, queue, None)
        if self._state is not None:
            self._state.add(done)
        self._put(wanted.name, page)
        change = None if page.triaged is None else page.triaged.change
        self._progress(
            Progress(
                self._done,
                self._total,
                self._failed,
                self._before,
                wanted.name,
                change,
                page.told,
            )
        )

    def _taken(self, name: str, article: Article) -> Page:
        taken = taking.take(self._dossier, self._texts, article)
        if self._folder is None:
            same = next((one.source for one in taken.seen if one.how == SAME_TEXT), None)
            triaged = triage(self._dossier, taken.article, taken.proposals, same)
            seen = tuple(sentence(self._dossier, one) for one in taken.seen)
            # What a queue tells at the top of a review is told here at once.
            told = article._replace(remarks=(*seen, *article.remarks))
            return Page(name, told, triaged, None, None)
        queue = taking.enqueue(self._dossier, taken, self._folder)
        return Page(name, queue.article, self._tried(queue), None, queue)

    def _tried(self, queue: Queue) -> Triaged:
        assert self._inbox is not None
        triaged = self._inbox.triaged(queue)
        if triaged is None:
            triaged = triage_queue(self._dossier, queue)
            self._inbox.put(queue, triaged)
        return triaged

    def _put(self, name: str, page: Page) -> None:
        key = f"page {name}" if page.queue is None else page.queue.path
        self._pages.setdefault(key, page)
        self._done += 1
        self._failed += page.triaged is None

    def through(self) -> list[Page]:
        """Keep what was found, forget how far one was, and sort the pages."""
        if self._inbox is not None:
            self._inbox.keep()
        if self._state is not None:
            self._state.end()
        return sorted(self._pages.values(), key=_order)


def _order(page: Page) -> tuple[object, ...]:
    if page.article is None:
        return (1, page.name)
    # A queue stands in for one that is not kept: only its article counts for the order.
    queue = page.queue or Queue("", "", page.article, ())
    return (0, *order(Waiting(queue, page.triaged)), page.name)
