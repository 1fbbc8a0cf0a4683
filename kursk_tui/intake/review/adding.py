"""Sums that a text tells, in its review: whether they add up, and the identity they become."""

from __future__ import annotations

from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change
from kursk_tui.intake.language.sums import members, missing
from kursk_tui.intake.review.queue import SKIPPED, Queue
from kursk_tui.model.text import free_id
from kursk_tui.words.adding import ASSUMPTION, adding

LONGEST_ID = 60


class Line(NamedTuple):
    """What is told of a sum: in words, whether it adds up, and whether it is taken."""

    number: int
    words: str
    adds_up: bool
    taken: bool


def lines(queue: Queue, place: int | None = None) -> list[Line]:
    """Return what is told of the sums of a proposal, or of all."""
    wanted = range(len(queue.sums)) if place is None else queue.sums_of(place)
    told = []
    for number in wanted:
        each = queue.sums[number]
        total = queue.items[each.sum.total].proposal
        parts = [queue.items[part].proposal for part in each.sum.parts]
        left = missing(total, parts)
        words = adding(total.figure, [part.figure for part in parts], left)
        told.append(Line(number, words, left.adds_up, each.taken))
    return told


def is_left(queue: Queue, number: int) -> bool:
    """Whether a sum can come about no more, for one of its claims is skipped."""
    return any(queue.items[n].state == SKIPPED for n in members(queue.sums[number].sum))


def completed(
    dossier: Dossier, queue: Queue, place: int | None, claim: str | None
) -> tuple[Queue, list[Change]]:
    """Return the identities that taken sums become with one more claim, and the queue then.

    `claim` is that of the proposal at a place, which is not in the dossier yet; without one the
    sums whose claims are all there.
    """
    changes: list[Change] = []
    taken = set(dossier.identities)
    for number, each in enumerate(queue.sums):
        if not each.taken or each.identity is not None:
            continue
        claims = {n: queue.items[n].claim for n in members(each.sum)}
        if place in claims and claim is not None:
            claims[place] = claim
        elif place is not None:
            continue
        if any(id is None for id in claims.values()):
            continue
        id = free_id(f"sum-{claims[each.sum.total]}", taken, longest=LONGEST_ID)
        taken.add(id)
        row = {
            "id": id,
            "kind": "sum",
            "total": {"claim": claims[each.sum.total]},
            "terms": [{"claim": claims[part], "sign": 1} for part in each.sum.parts],
            "assumption": ASSUMPTION,
        }
        changes.append(Change("identities", id, None, row))
        queue = queue.with_sum(number, each._replace(identity=id))
    return queue, changes
