"""Taking many pages in at once: import FOLDER, LIST, FEED, WARC or -; and the list that waits."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kursk_tui.cli.listing import Column, Listing, Row
from kursk_tui.cli.output import print_listing
from kursk_tui.cli.session import Session
from kursk_tui.model.text import plural, visible
from kursk_tui.words.inbox import IN_BRIEF, counted

if TYPE_CHECKING:
    from kursk_tui.dossier.texts import Texts
    from kursk_tui.intake.many.batch import Batch
    from kursk_tui.intake.many.run import Page, Progress

FOUND = (
    Column("change", "changes"),
    Column("article", "page", wide=True),
    Column("reason", "why", wide=True),
    Column("figures", "figures", number=True),
    Column("published", "date"),
    Column("outlet", "outlet"),
)
WAITING = (
    Column("change", "changes"),
    Column("reason", "why", wide=True),
    Column("article", "article", wide=True),
    Column("done", "done", number=True),
    Column("proposals", "of", number=True),
    Column("source", "source"),
    Column("file", "file"),
)
# Where nobody looks on, every so many pages are told: a log must not be flooded.
_EVERY = 10


def run_import_many(session: Session, batch: Batch, texts: Texts, call: str) -> int:
    """Read a batch, and print what each page would change; `--list` keeps nothing of it."""
    from kursk_tui.dossier.editing import require_editable
    from kursk_tui.intake.many.run import run
    from kursk_tui.intake.review.queue import default_folder

    keeps = not session.arguments.list
    if keeps:
        require_editable(session.whole)
    for line in batch.told:
        _tell(session, line)
    teller = _Teller(session)
    try:
        pages = run(
            session.whole,
            texts,
            batch,
            folder=default_folder() if keeps else None,
            progress=teller.told,
        )
    except KeyboardInterrupt:
        teller.end()
        if keeps:
            _tell(session, "broken off; the same command goes on where it was")
        raise
    finally:
        teller.end()
    narration = f"{plural(len(batch.pages), 'page')}: {counted(_counts(pages))}"
    if len(pages) < len(batch.pages):
        narration += f", {len(batch.pages) - len(pages)} the same text as another of them"
    left = sum(page.queue is not None and page.queue.waits for page in pages)
    if left:
        narration += f"; {left} wait for review: {call}, then i"
    print_listing(
        Listing(FOUND, [_row(page) for page in pages], narration=narration), session.manner
    )
    return 0 if any(page.triaged is not None for page in pages) else 1


def run_list_waiting(session: Session, call: str) -> int:
    """`import`: what waits for review, what would change a verdict first."""
    from kursk_tui.intake.many.inbox import Inbox, counts
    from kursk_tui.intake.review.queue import default_folder

    inbox = Inbox(default_folder(), session.whole)
    teller = _Teller(session)
    try:
        found = inbox.all(teller.tried)
    finally:
        teller.end()
    for problem in inbox.problems:
        _tell(session, problem)
    rows: list[Row] = []
    for each in found:
        queue, triaged = each.queue, each.triaged
        assert triaged is not None
        rows.append(
            {
                "change": IN_BRIEF[triaged.change],
                "reason": triaged.reason,
                "severity": triaged.severity,
                "article": queue.article.title or queue.article.paragraphs[0][:60],
                "outlet": queue.article.outlet,
                "published": queue.article.published,
                "url": queue.article.url,
                "done": queue.done,
                "proposals": len(queue.items),
                "source": queue.source,
                "file": queue.path,
            }
        )
    narration = "nothing waits for review"
    if rows:
        narration = f"{counted(counts(found))}; {call}, then i, goes on"
    return print_listing(Listing(WAITING, rows, narration=narration), session.manner)


def _counts(pages: Sequence[Page]) -> dict[str, int]:
    changes = (page.triaged.change if page.triaged else "not read" for page in pages)
    return dict(Counter(changes))


def _row(page: Page) -> Row:
    article, triaged = page.article, page.triaged
    if article is None or triaged is None:
        name = IN_BRIEF["not read"]
        return {"change": name, "article": page.name, "reason": page.told, "page": page.name}
    return {
        "change": IN_BRIEF[triaged.change],
        "reason": triaged.reason,
        "severity": triaged.severity,
        "article": article.title or article.paragraphs[0][:60],
        "figures": triaged.figures,
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
        "remarks": list(article.remarks),
        "page": page.name,
        "file": page.queue.path if page.queue is not None else None,
    }


class _Teller:
    """Progress on standard error: one line that is rewritten on a terminal, few lines elsewhere.

    It tells what is done and never what is hoped for: a page counts once it waits for review.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_terminal = sys.stderr.isatty()
        self._counts: Counter[str] = Counter()
        self._said_before = self._is_drawn = False

    def told(self, at: Progress) -> None:
        """A page is done."""
        if at.before and not self._said_before:
            self._line(f"{at.before} of {at.total} were read before; going on with the rest")
        self._said_before = True
        self._counts[at.change or "not read"] += 1
        if at.told is not None:
            self._line(at.told)
        line = f"{at.done} of {at.total} pages: {counted(dict(self._counts))}"
        if self._is_terminal:
            self._draw(line)
        elif at.done % _EVERY == 0 and at.done < at.total:
            self._line(line)

    def tried(self, done: int, total: int) -> None:
        """So many articles that wait were tried again since the dossier changed."""
        if self._is_terminal:
            self._draw(f"{done} of {total} tried against the dossier as it is now")

    def end(self) -> None:
        """Leave the line free for what comes next."""
        if self._is_drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._is_drawn = False

    def _draw(self, line: str) -> None:
        from shutil import get_terminal_size

        width = max(20, get_terminal_size().columns - 1)
        text = visible(line, ascii_only=self._session.manner.ascii_only)[:width]
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
        self._is_drawn = True

    def _line(self, line: str) -> None:
        self.end()
        _tell(self._session, line)


def _tell(session: Session, line: str) -> None:
    print(visible(line, ascii_only=session.manner.ascii_only), file=sys.stderr)
