"""Arithmetic inside a text: which of its figures are the parts of another, by its own words.

Nothing is added up that the text does not put together: "of whom", "comprising", a colon and a
list, "in all"; or a dossier's whole beside all of its parts, the killed and the wounded beside
the casualties. Whether they add up is said, and changes nothing of what is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from kursk_tui.intake.language.leads import Summed
from kursk_tui.intake.language.measures import Measures
from kursk_tui.intake.language.plain import plain
from kursk_tui.model.vocabulary import Hedge


class Counted(Summed, Protocol):
    """What of a proposal is looked at here."""

    @property
    def start(self) -> int:
        """Where its phrase begins in the paragraph."""

    @property
    def end(self) -> int:
        """Where its phrase ends."""

    @property
    def of(self) -> int | None:
        """Position of the whole that it is a share of."""

    @property
    def modality(self) -> str:
        """How it is put."""


class Sum(NamedTuple):
    """A total and its parts, by their places among the proposals; `words` put them together."""

    total: int
    parts: tuple[int, ...]
    words: str = ""


class Ends(NamedTuple):
    """What is missing at the lower and the upper end: parts less total, None without both."""

    low: float | None
    high: float | None

    @property
    def adds_up(self) -> bool:
        """Whether nothing is missing where both are printed."""
        return not self.low and not self.high


# What comes behind these is all of what stands before.
_WHOLLY = re.compile(
    r"\b(?:compris(?:ing|ed of|es?)|consist(?:s|ing|ed) of|made up of|composed of|divided into"
    r"|split (?:into|between)|broken down (?:into|as)|namely|that is)\b|: ",
    re.IGNORECASE,
)
# What comes behind these may be some of it only.
_PARTLY = re.compile(
    r"\b(?:of (?:whom|which|them|these|those)|including|among (?:them|whom)|out of whom)\b",
    re.IGNORECASE,
)
_IN_ALL_BEHIND = re.compile(
    r"(?: [\w-]+){0,3}? (?:in all|in total|altogether|all told|all together|combined)\b",
    re.IGNORECASE,
)
_IN_ALL_BEFORE = re.compile(
    r"\b(?:(?:for|to|makes?|making|made|gives?|giving) an? (?:combined |grand |overall )?total of"
    r"|total(?:l?ing|s)|in all,?|in total,?|altogether,?|all told,?|adds? up to|adding up to"
    r"|together (?:make|made|come to|came to))(?: [\w-]+)? ?$",
    re.IGNORECASE,
)
_TOTAL_OF = re.compile(r"\b(?:total of|totall?ed|all of)(?: [\w-]+)? ?$", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-–—•*·‣▪◦]|\(?\d{1,2}[.)])\s")
_LIST_FOLLOWS = re.compile(r":\s*$")
# What "including" leaves out is not missing: so much of a total, and it is no sum.
_MOST_LEFT_OUT = 0.1
_MOST_PARTS = 12
_CLOSED: tuple[Hedge, ...] = ("exact", "none", "about", "nearly", "between")


def sums(measures: Measures, proposals: Sequence[Counted], paragraphs: Sequence[str]) -> list[Sum]:
    """Return the sums that a text tells of its own figures, in reading order.

    `proposals` are those of the text. Each is the total of one sum at most.
    """
    found: dict[int, Sum] = {}
    here: dict[int, list[int]] = {}
    for place, proposal in enumerate(proposals):
        if proposal.of is None and _ends(proposal) != (None, None):
            here.setdefault(proposal.paragraph, []).append(place)
    texts = {n: plain(paragraphs[n - 1]) for n in here}
    for n, places in here.items():
        for total in places:
            made = (
                _behind(measures, proposals, texts[n], places, total)
                or _before(measures, proposals, texts[n], places, total)
                or _usual(measures, proposals, places, total)
                or _list(measures, proposals, paragraphs, here, total)
            )
            if made is not None:
                found.setdefault(total, made)
    return [found[total] for total in sorted(found)]


def is_total(text: str, end: int) -> bool:
    """Whether a number that ends here is said to be of all that stands before: 900 in all."""
    return bool(_IN_ALL_BEHIND.match(text, end))


def missing(total: Counted, parts: Sequence[Counted]) -> Ends:
    """Return how far the printed ends of the parts are from those of their total."""
    low, high = _ends(total)
    lows, highs = zip(*(_ends(part) for part in parts), strict=True)
    return Ends(_less(lows, low), _less(highs, high))


def _less(parts: Sequence[float | None], total: float | None) -> float | None:
    told = [part for part in parts if part is not None]
    if total is None or len(told) < len(parts):
        return None
    return round(sum(told) - total, 4)


def _ends(proposal: Counted) -> tuple[float | None, float | None]:
    return proposal.figure.low, proposal.figure.high


def _behind(
    measures: Measures,
    proposals: Sequence[Counted],
    text: str,
    places: Sequence[int],
    total: int,
) -> Sum | None:
    """Return the sum of a total whose parts come behind it: of whom, comprising, a list."""
    whole = proposals[total]
    later = [place for place in places if proposals[place].start >= whole.end]
    following = _next_sentence(proposals, later, whole)
    for sentence in (whole.sentence, following):
        inside = [place for place in later if proposals[place].sentence == sentence]
        if sentence is None or not inside:
            continue
        start = max(whole.end, sentence[0])
        gap = text[start : proposals[inside[0]].end]
        wholly, partly = _WHOLLY.search(gap), _PARTLY.search(gap)
        if sentence != whole.sentence and not partly:
            continue
        stands = _TOTAL_OF.search(text, max(0, whole.start - 32), whole.start)
        told = wholly or partly or stands
        parts = _parts(measures, proposals, whole, inside, is_kind=told is stands)
        if told is None or len(parts) < 2:
            continue
        made = Sum(total, parts, told.group().strip(" :"))
        if wholly or stands or _is_near(proposals, made):
            return made
    return None


def _next_sentence(
    proposals: Sequence[Counted], later: Sequence[int], whole: Counted
) -> tuple[int, int] | None:
    spans = [proposals[n].sentence for n in later if proposals[n].sentence != whole.sentence]
    return spans[0] if spans else None


def _before(
    measures: Measures,
    proposals: Sequence[Counted],
    text: str,
    places: Sequence[int],
    total: int,
) -> Sum | None:
    """Return the sum of a total that comes behind its parts: so many in all."""
    whole = proposals[total]
    told = _IN_ALL_BEHIND.match(text, whole.end) or _IN_ALL_BEFORE.search(
        text, max(0, whole.start - 48), whole.start
    )
    if told is None:
        return None
    earlier = [place for place in places if proposals[place].end <= whole.start]
    inside = [place for place in earlier if proposals[place].sentence == whole.sentence]
    if len(inside) < 2 and earlier:
        last = proposals[earlier[-1]].sentence
        inside = [place for place in earlier if proposals[place].sentence == last] + inside
    parts = _parts(measures, proposals, whole, dict.fromkeys(inside), is_kind=False)
    return Sum(total, parts, told.group().strip(" ,")) if len(parts) > 1 else None


def _usual(
    measures: Measures, proposals: Sequence[Counted], places: Sequence[int], total: int
) -> Sum | None:
    """Return the sum of a total beside all its parts, of one speaker and scope.

    The parts are those of which the dossier says that they usually add up to it; of losses, where
    it says nothing, all measures that are part of it.
    """
    whole = proposals[total]
    if whole.measure is None:
        return None
    needed = list(measures.all[whole.measure].sum_of)
    if not needed and whole.measure in measures.losses:
        needed = [m.id for m in measures.all.values() if m.part_of == whole.measure]
    beside: dict[str, list[int]] = {}
    for place in places:
        part = proposals[place]
        if (
            part.measure in needed
            and part.attribution == whole.attribution
            and _may_add(measures, whole, part)
        ):
            beside.setdefault(part.measure or "", []).append(place)
    if len(needed) < 2 or set(beside) != set(needed) or any(len(p) > 1 for p in beside.values()):
        return None
    return Sum(total, tuple(sorted(place for found in beside.values() for place in found)))


def _list(
    measures: Measures,
    proposals: Sequence[Counted],
    paragraphs: Sequence[str],
    here: dict[int, list[int]],
    total: int,
) -> Sum | None:
    """Return the sum of a total in a paragraph that leads to a list, a part an entry."""
    whole = proposals[total]
    if not _LIST_FOLLOWS.search(paragraphs[whole.paragraph - 1][-8:]):
        return None
    parts: list[int] = []
    for n in range(whole.paragraph + 1, min(len(paragraphs), whole.paragraph + _MOST_PARTS) + 1):
        if _BULLET.match(paragraphs[n - 1]) is None:
            break
        parts += [p for p in here.get(n, ())[:1] if _may_add(measures, whole, proposals[p])]
    return Sum(total, tuple(parts), ":") if len(parts) > 1 else None


def _parts(
    measures: Measures,
    proposals: Sequence[Counted],
    whole: Counted,
    places: Sequence[int] | dict[int, None],
    *,
    is_kind: bool,
) -> tuple[int, ...]:
    """Return the places of what may be parts, with `is_kind` only of measures that are parts."""
    found: list[int] = []
    for place in [*places][:_MOST_PARTS]:
        part = proposals[place]
        is_same = part.measure in (None, whole.measure)
        if _may_add(measures, whole, part) and not (is_kind and is_same):
            found.append(place)
    return tuple(found)


def _may_add(measures: Measures, whole: Counted, part: Counted) -> bool:
    """Whether a figure may be a part of another: of its measure or of one that is part of it.

    One without a measure may be where words put the two together.
    """
    theirs = measures.all.get(whole.measure or "")
    if theirs is None or theirs.unit in ("percent", "share"):
        return False
    mine = measures.all.get(part.measure or "", theirs)
    is_part = mine.part_of == theirs.id or mine.id in theirs.sum_of
    if mine.id != theirs.id and not is_part:
        return False
    if part is whole or part.of is not None or part.modality != whole.modality:
        return False
    ends = [end for end in _ends(part) if end is not None]
    most = whole.figure.high if whole.figure.high is not None else whole.figure.low
    closed = part.figure.hedge in _CLOSED or part.figure.low is None
    return bool(ends) and (not closed or most is None or min(ends) <= most)


def _is_near(proposals: Sequence[Counted], made: Sum) -> bool:
    """Whether the parts come so near to their total that they are meant to be all of it."""
    whole = proposals[made.total]
    left = missing(whole, [proposals[place] for place in made.parts])
    most = max(end for end in _ends(whole) if end is not None) * _MOST_LEFT_OUT
    told = [abs(end) for end in left if end is not None]
    return bool(told) and max(told) <= most


def moved(told: Sum, at: int, by: int) -> Sum:
    """Return a sum whose places from `at` on are moved by so many."""

    def place(n: int) -> int:
        return n + by if n >= at else n

    return told._replace(total=place(told.total), parts=tuple(map(place, told.parts)))


def members(told: Sum) -> Iterator[int]:
    """Yield the places of a sum's total and parts."""
    yield told.total
    yield from told.parts
