"""Articles that wait for review: what was read, what is proposed, what was decided so far.

A queue is a file in the reader's own data folder, one for each article and dossier. Nothing of
it is in the dossier until a person accepts it; it can be left at any proposal and taken up
again, after a crash too. The files are for their owner alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from kursk_tui.intake.documents.reading import Article
from kursk_tui.intake.language import sums
from kursk_tui.intake.language.proposals import Because, Proposal, SeenNumber
from kursk_tui.intake.language.sums import Sum
from kursk_tui.model import locators
from kursk_tui.model.records import ClaimScope, Figure
from kursk_tui.store import disk, files
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import os_error
from kursk_tui.store.folders import data_folder

OPEN, KEPT, SKIPPED = "open", "kept", "skipped"
STATES = (OPEN, KEPT, SKIPPED)
FORMAT = 1
LARGEST_BYTES = 40_000_000


class Item(NamedTuple):
    """A proposal and what became of it. `draft` is the form as it was left, `claim` its id."""

    proposal: Proposal
    state: str = OPEN
    draft: Mapping[str, str] | None = None
    claim: str | None = None


class Adding(NamedTuple):
    """A sum that the text tells of its proposals: `taken` into the dossier, there as `identity`."""

    sum: Sum
    taken: bool = False
    identity: str | None = None


class Queue(NamedTuple):
    """One article's review. `source` is None until the document itself is accepted.

    `draft` is the document's form as it was left. `path` is the file of the queue, `dossier`
    the real path of the dossier that it is for. `more` are the numbers that are not proposed,
    `sums` what the text adds up.
    """

    path: str
    dossier: str
    article: Article
    items: tuple[Item, ...]
    source: str | None = None
    draft: Mapping[str, str] | None = None
    seen: tuple[str, ...] = ()
    more: tuple[SeenNumber, ...] = ()
    sums: tuple[Adding, ...] = ()

    @property
    def done(self) -> int:
        """How many proposals are decided."""
        return sum(item.state != OPEN for item in self.items)

    def count(self, state: str) -> int:
        """How many proposals are in a state."""
        return sum(item.state == state for item in self.items)

    @property
    def waits(self) -> bool:
        """Whether a person has something to decide: the document itself, or a proposal."""
        return self.source is None or self.count(OPEN) > 0

    def claim_of(self, place: int | None) -> str | None:
        """The claim that a proposal was kept as."""
        return self.items[place].claim if place is not None else None

    def with_item(self, place: int, item: Item) -> Queue:
        """The same queue with another item at a place."""
        return self._replace(items=(*self.items[:place], item, *self.items[place + 1 :]))

    def inserted(self, place: int, item: Item) -> Queue:
        """The same queue with one more item at a place; each share keeps its whole."""
        items = [_moved(other, place, 1) for other in self.items]
        items.insert(place, item)
        return self._replace(items=tuple(items), sums=self._sums_moved(place, 1))

    def without(self, place: int) -> Queue:
        """The same queue without the item at a place; each share keeps its whole."""
        items = [_moved(other, place + 1, -1) for other in self.items]
        del items[place]
        return self._replace(items=tuple(items), sums=self._sums_moved(place + 1, -1))

    def _sums_moved(self, at: int, by: int) -> tuple[Adding, ...]:
        return tuple(each._replace(sum=sums.moved(each.sum, at, by)) for each in self.sums)

    def sums_of(self, place: int) -> tuple[int, ...]:
        """Which sums a proposal is the total or a part of."""
        return tuple(n for n, each in enumerate(self.sums) if place in sums.members(each.sum))

    def with_sum(self, number: int, adding: Adding) -> Queue:
        """The same queue with another sum at a place."""
        return self._replace(sums=(*self.sums[:number], adding, *self.sums[number + 1 :]))

    def place_for(self, seen: SeenNumber) -> int:
        """Where among the items a number stands, in the order of the text."""
        at = (seen.proposal.paragraph, seen.proposal.start)
        return sum((i.proposal.paragraph, i.proposal.start) <= at for i in self.items)


def _moved(item: Item, at: int, by: int) -> Item:
    """The item with the place of its whole, where all from a place on move."""
    of = item.proposal.of
    if of is None or of < at:
        return item
    return item._replace(proposal=item.proposal._replace(of=of + by))


def default_folder(environ: Mapping[str, str] = os.environ) -> str:
    """Return `kursk-tui/queue` in the XDG data folder."""
    return str(Path(data_folder(environ)) / "queue")


def begin(
    folder: str,
    dossier: str,
    article: Article,
    proposals: Sequence[Proposal],
    seen: Sequence[str] = (),
    more: Sequence[SeenNumber] = (),
    told: Sequence[Sum] = (),
) -> Queue:
    """Put an article in the queue of a dossier and return it when it is on the disk.

    `seen` are lines about where the article stands already, `more` the numbers that are not
    proposed, `told` the sums of the text. An article that waits there
    already goes on where it was left. Raises DossierError where the disk refuses.
    """
    real = os.path.realpath(dossier)
    name = locators.fingerprint("\n".join((real, *article.paragraphs)))[:24]
    path = str(Path(folder) / f"{name}.json")
    if Path(path).exists():
        return load(path)
    queue = Queue(path, real, article, tuple(map(Item, proposals)), seen=tuple(seen))
    queue = queue._replace(more=tuple(more), sums=tuple(map(Adding, told)))
    save(queue)
    return queue


def save(queue: Queue, before: Queue | None = None) -> None:
    """Write a queue whole, its folder too if it is not there.

    `before` is the queue as it was read or last written here; None for a new one. Raises
    DossierError, with nothing written, where the file is no longer that, or the disk refuses:
    two windows at one article must not lose each other's decisions.
    """
    disk.make_folder(str(Path(queue.path).parent))
    content = json.dumps(_encoded(queue), ensure_ascii=True, indent=1).encode()
    with disk.locked(queue.path):
        disk.sweep(queue.path)
        if before is not None and not (os.path.lexists(queue.path) and load(queue.path) == before):
            what = "was changed by another window; nothing was written over it"
            raise DossierError(what, path=queue.path, hint="leave the review and take it up again")
        disk.replace(queue.path, content)


def load(path: str) -> Queue:
    """Read a queue. Raises DossierError where it can't be read or is none."""
    raw, _ = files.read(path)
    if len(raw) > LARGEST_BYTES:
        raise DossierError("is too long for a queue", path=path, hint="remove it")
    try:
        return _decoded(path, json.loads(raw))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = f"is not a queue of this version ({type(error).__name__})"
        raise DossierError(what, path=path, hint="remove it, import the article again") from error


def waiting(folder: str, dossier: str) -> tuple[list[Queue], list[str]]:
    """Return the queues of a dossier that are not through, and lines about files that are none.

    In the order in which they were last worked on, the latest first.
    """
    real = os.path.realpath(dossier)
    found: list[tuple[float, Queue]] = []
    problems: list[str] = []
    try:
        paths = sorted(Path(folder).glob("*.json"))
    except OSError as error:
        return [], [str(os_error(folder, error, "can't be read"))]
    for path in paths:
        try:
            queue = load(str(path))
            when = path.stat().st_mtime
        except OSError as error:
            problems.append(str(os_error(str(path), error, "can't be read")))
        except DossierError as error:
            problems.append(str(error))
        else:
            if queue.dossier == real and queue.waits:
                found.append((when, queue))
    return [queue for _, queue in sorted(found, key=lambda pair: -pair[0])], problems


def drop(queue: Queue) -> None:
    """Take a queue out: what was kept of it stays in the dossier. Raises DossierError."""
    try:
        Path(queue.path).unlink(missing_ok=True)
        Path(f"{queue.path}.lock").unlink(missing_ok=True)
    except OSError as error:
        raise os_error(queue.path, error, "can't be removed") from error


def _encoded(queue: Queue) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "dossier": queue.dossier,
        "source": queue.source,
        "draft": None if queue.draft is None else dict(queue.draft),
        "seen": list(queue.seen),
        "article": queue.article._asdict(),
        "items": [
            {
                "state": item.state,
                "draft": None if item.draft is None else dict(item.draft),
                "claim": item.claim,
                "proposal": _encoded_proposal(item.proposal),
            }
            for item in queue.items
        ],
        "more": [
            {"why": seen.why, "proposal": _encoded_proposal(seen.proposal)} for seen in queue.more
        ],
        "sums": [{**each._asdict(), "sum": each.sum._asdict()} for each in queue.sums],
    }


def _encoded_proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        **proposal._asdict(),
        "figure": proposal.figure._asdict(),
        "scope": proposal.scope._asdict(),
        "because": [reason._asdict() for reason in proposal.because],
        "doubts": [doubt._asdict() for doubt in proposal.doubts],
    }


def _decoded(path: str, data: Mapping[str, Any]) -> Queue:
    if data["format"] != FORMAT:
        raise ValueError("another format")
    raw = data["article"]
    lists = {name: _listed(raw[name]) for name in ("authors", "paragraphs", "remarks")}
    article = Article(**{**raw, **lists})
    queue = Queue(
        path,
        data["dossier"],
        article,
        tuple(map(_item, data["items"])),
        data["source"],
        data["draft"],
        _listed(data["seen"]),
        # A queue of an earlier version has none.
        tuple(SeenNumber(_proposal(raw["proposal"]), raw["why"]) for raw in data.get("more", ())),
        tuple(map(_adding, data.get("sums", ()))),
    )
    if not _fits(queue, Queue) or not _holds_together(queue):
        raise ValueError("a value that no queue has")
    return queue


def _adding(raw: Mapping[str, Any]) -> Adding:
    told = raw["sum"]
    return Adding(**{**raw, "sum": Sum(**{**told, "parts": _listed(told["parts"])})})


def _item(raw: Mapping[str, Any]) -> Item:
    if raw["state"] not in STATES:
        raise ValueError("an unknown state")
    return Item(_proposal(raw["proposal"]), raw["state"], raw["draft"], raw["claim"])


def _proposal(given: Mapping[str, Any]) -> Proposal:
    return Proposal(
        **{
            **given,
            "sentence": _listed(given["sentence"]),
            "figure": Figure(**given["figure"]),
            "scope": ClaimScope(**given["scope"]),
            "attribution": _listed(given["attribution"]),
            "unknown_names": _listed(given["unknown_names"]),
            "because": tuple(Because(**reason) for reason in given["because"]),
            # A queue of an earlier version has none.
            "doubts": tuple(Because(**doubt) for doubt in given.get("doubts", ())),
        }
    )


def _listed(value: object) -> tuple[Any, ...]:
    """A list as a tuple; text, which has a tuple of letters too, is none."""
    if not isinstance(value, list):
        raise TypeError
    return tuple(value)


def _holds_together(queue: Queue) -> bool:
    """Whether each proposal stands in the article, and its whole among the proposals."""
    paragraphs, items = len(queue.article.paragraphs), len(queue.items)
    if not all(
        1 <= seen.proposal.paragraph <= paragraphs and seen.proposal.of is None
        for seen in queue.more
    ):
        return False
    if not all(
        len(each.sum.parts) > 1 and all(0 <= n < items for n in sums.members(each.sum))
        for each in queue.sums
    ):
        return False
    return paragraphs > 0 and all(
        1 <= item.proposal.paragraph <= paragraphs
        and (item.proposal.of is None or 0 <= item.proposal.of < items)
        for item in queue.items
    )


def _fits(value: object, kind: Any) -> bool:
    """Whether a value is what a field's annotation says, all that it holds too."""
    parts = get_args(kind)
    if get_origin(kind) is Literal:
        return value in parts
    if get_origin(kind) in (Union, UnionType):
        return any(_fits(value, part) for part in parts)
    if get_origin(kind) is tuple:
        if not isinstance(value, tuple):
            return False
        kinds = parts[:1] * len(value) if parts[-1] is Ellipsis else parts
        return len(value) == len(kinds) and all(map(_fits, value, kinds))
    if parts:  # a mapping of text to text
        return isinstance(value, dict) and all(type(t) is str for p in value.items() for t in p)
    if kind is float:
        # Not a number, or beyond all bounds: JSON as Python reads it has both.
        return type(value) in (int, float) and value - value == 0  # type: ignore[operator]
    if hasattr(kind, "_fields"):
        return all(_fits(getattr(value, name), of) for name, of in _hints(kind).items())
    return type(value) is kind


@lru_cache(maxsize=16)
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
