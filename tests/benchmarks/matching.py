"""How well the proposals for a text meet what a reader wrote down of it by hand.

Unlike `scoring`, which holds proposals against the claims of a dossier, this holds them against
annotations: the phrase as it is written, what it commits to, and for whom the text lets say it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from kursk_tui.intake.language.plain import plain
from kursk_tui.intake.language.proposals import Proposal
from kursk_tui.model.folding import normal
from kursk_tui.model.records import Agent

FIELDS = (
    "bounds",
    "hedge",
    "measure",
    "origin",
    "moment",
    "population",
    "place",
    "modality",
)
OUTLET = "outlet"
# The codebook has no plans: what is planned is expected.
_MODALITIES = {"planned": "expected"}
_PERCENT_TOLERANCE = 0.5


class Annotation(NamedTuple):
    """A figure of a text as a reader coded it; see tests/benchmarks/pages/README.md."""

    paragraph: int
    written: str
    low: float | None
    high: float | None
    hedge: str
    measure: str | None
    origin: str | None
    origin_also: tuple[str, ...]
    whole: bool
    as_of: str | None
    population: str | None
    place: str | None
    modality: str
    side: bool

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Annotation:
        """Make one of a row of a file of annotations."""
        told: dict[str, Any] = {name: row.get(name) for name in cls._fields}
        told["origin_also"] = tuple(row.get("origin_also") or ())
        return cls(**told)


class Wrong(NamedTuple):
    """A field of a matched proposal that is not as the reader coded it."""

    paragraph: int
    written: str
    field: str
    proposed: object
    coded: object


class Tally(NamedTuple):
    """What came of one text or of several.

    `counts` has for each name of what was looked at how often it was so, `of` how often it could
    have been. `missed`, `false_alarms` and `wrong` tell which.
    """

    counts: Counter[str]
    of: Counter[str]
    missed: tuple[Annotation, ...] = ()
    false_alarms: tuple[Proposal, ...] = ()
    wrong: tuple[Wrong, ...] = ()

    def share(self, name: str) -> float | None:
        """The share of a name, from 0 to 1; None where nothing could have been so."""
        return self.counts[name] / self.of[name] if self.of[name] else None


def tally(
    annotations: Sequence[Annotation],
    proposals: Sequence[Proposal],
    paragraphs: Sequence[str],
    agents: Mapping[str, Agent],
    *,
    publisher: str | None = None,
    second: Sequence[tuple[int, int, int]] | None = None,
) -> Tally:
    """Hold the proposals for a text against its annotations.

    A proposal matches the annotation that it stands at. One beside the matter (`side`) is
    neither missed nor a false alarm, and its fields are not looked at. `second` are the places
    (paragraph, start, end) of numbers that were seen and not proposed; None where there are none.
    """
    counts, of = Counter[str](), Counter[str]()
    missed: list[Annotation] = []
    wrong: list[Wrong] = []
    pairs = _pairs(annotations, proposals, paragraphs)
    spans = places(annotations, paragraphs)
    for at, annotation in enumerate(annotations):
        if annotation.side:
            continue
        proposal = pairs.get(at)
        seen = proposal is not None or _seen(annotation, spans[at], second)
        _count(counts, of, "recall", proposal is not None)
        if second is not None:
            _count(counts, of, "with second", seen)
        if proposal is None:
            missed.append(annotation)
            continue
        compared = _compared(annotation, proposal, agents, publisher)
        for name, ours, theirs, is_right in compared:
            _count(counts, of, name, is_right)
            if not is_right:
                wrong.append(Wrong(annotation.paragraph, annotation.written, name, ours, theirs))
    alarms = _alarms(annotations, proposals, pairs, spans)
    counts["precision"] = sum(not annotations[at].side for at in pairs)
    of["precision"] = counts["precision"] + len(alarms)
    return Tally(counts, of, tuple(missed), tuple(alarms), tuple(wrong))


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of several."""
    each = list(tallies)
    counts, of = Counter[str](), Counter[str]()
    for one in each:
        counts.update(one.counts)
        of.update(one.of)
    return Tally(
        counts,
        of,
        tuple(each for one in each for each in one.missed),
        tuple(each for one in each for each in one.false_alarms),
        tuple(each for one in each for each in one.wrong),
    )


def places(
    annotations: Sequence[Annotation], paragraphs: Sequence[str]
) -> list[tuple[int, int] | None]:
    """Where each annotation stands in its paragraph; None where its words are not there.

    They are in the order of the text: the second of two that are written alike is the later one.
    """
    spans: list[tuple[int, int] | None] = []
    at = (0, 0)
    for annotation in annotations:
        number = annotation.paragraph
        start = at[1] if number == at[0] else 0
        text = paragraphs[number - 1] if 0 < number <= len(paragraphs) else ""
        found = _whole_phrase(text, annotation.written, start)
        found = found if found >= 0 else _whole_phrase(text, annotation.written, 0)
        if found < 0:
            spans.append(None)
            continue
        end = found + len(annotation.written)
        spans.append((found, end))
        # A phrase may lie in one that was written down before it.
        at = (number, max(end, at[1]) if number == at[0] else end)
    return spans


def same_name(a: str, b: str) -> bool:
    """Whether two names are one but for case, accents, articles and what stands in brackets."""
    return _name(a) == _name(b) != ""


def _name(text: str) -> str:
    name = normal(plain(text.removeprefix("+"))).partition("(")[0].strip()
    for article in ("the ", "a ", "an "):
        name = name.removeprefix(article)
    return name.strip(" .,")


def _whole_phrase(text: str, written: str, start: int) -> int:
    """Where a phrase stands that is no part of a longer word or number; -1 where nowhere."""
    before = r"(?<![A-Za-z0-9])(?<!\d[.,])" if written[:1].isalnum() else ""
    after = r"(?!\d|[.,]\d)" if written[-1:].isdigit() else ""
    whole = re.compile(before + re.escape(written) + after).search(text, start)
    return whole.start() if whole is not None else text.find(written, start)


def _pairs(
    annotations: Sequence[Annotation], proposals: Sequence[Proposal], paragraphs: Sequence[str]
) -> dict[int, Proposal]:
    """The proposal of each annotation, by position; each proposal is used once."""
    spans = places(annotations, paragraphs)
    pairs: dict[int, Proposal] = {}
    used: set[int] = set()

    def best(at: int, proposal: Proposal) -> tuple[bool, bool]:
        one = annotations[at]
        return (_same_ends(one, proposal), one.measure == proposal.measure)

    for wanted in ((True, True), (True, False), (False, True), (False, False)):
        for at, annotation in enumerate(annotations):
            span = spans[at]
            if at in pairs or span is None:
                continue
            for number, proposal in enumerate(proposals):
                if number in used or proposal.paragraph != annotation.paragraph:
                    continue
                if _overlap(span, proposal) and best(at, proposal) == wanted:
                    pairs[at] = proposal
                    used.add(number)
                    break
    return pairs


def _overlap(span: tuple[int, int] | None, proposal: Proposal) -> bool:
    return span is not None and span[0] < proposal.end and proposal.start < span[1]


def _alarms(
    annotations: Sequence[Annotation],
    proposals: Sequence[Proposal],
    pairs: Mapping[int, Proposal],
    spans: Sequence[tuple[int, int] | None],
) -> list[Proposal]:
    matched = list(pairs.values())
    beside = [(a.paragraph, spans[at]) for at, a in enumerate(annotations) if a.side]
    return [
        proposal
        for proposal in proposals
        if not any(proposal is one for one in matched)
        and not any(
            number == proposal.paragraph and _overlap(span, proposal) for number, span in beside
        )
    ]


def _seen(
    annotation: Annotation,
    span: tuple[int, int] | None,
    second: Sequence[tuple[int, int, int]] | None,
) -> bool:
    return span is not None and any(
        number == annotation.paragraph and start < span[1] and span[0] < end
        for number, start, end in second or ()
    )


def _same_ends(annotation: Annotation, proposal: Proposal) -> bool:
    share = "%" in annotation.written or (annotation.measure or "").endswith("share")
    tolerance = _PERCENT_TOLERANCE if share or proposal.of is not None else 0.0
    figure = proposal.figure
    return _near(annotation.low, figure.low, tolerance) and _near(
        annotation.high, figure.high, tolerance
    )


def _near(a: float | None, b: float | None, tolerance: float) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= tolerance


def _compared(
    annotation: Annotation,
    proposal: Proposal,
    agents: Mapping[str, Agent],
    publisher: str | None,
) -> Iterable[tuple[str, object, object, bool]]:
    """Each thing that is looked at: its name, ours, theirs, and whether ours is right."""
    figure = proposal.figure
    ends = (figure.low, figure.high)
    yield "bounds", ends, (annotation.low, annotation.high), _same_ends(annotation, proposal)
    yield "hedge", figure.hedge, annotation.hedge, figure.hedge == annotation.hedge
    yield "measure", proposal.measure, annotation.measure, proposal.measure == annotation.measure
    origin = origin_told(proposal)
    is_right = is_origin(origin, annotation, agents, publisher)
    yield "origin", origin, annotation.origin, is_right
    is_full = proposal.lineage == "full"
    if annotation.whole:
        yield "full of whole", proposal.lineage, "full", is_full and is_right
    # Right is here that it is not both: wrong, and told as if it were known.
    yield "not wrong with full", origin, annotation.origin, is_right or not is_full
    yield "moment", proposal.as_of, annotation.as_of, proposal.as_of == annotation.as_of
    scope = proposal.scope
    if annotation.population is not None or scope.population is not None:
        is_right = scope.population == annotation.population
        yield "population", scope.population, annotation.population, is_right
    if annotation.place is not None:
        yield "place", scope.place, annotation.place, scope.place == annotation.place
    modality = _MODALITIES.get(annotation.modality, annotation.modality)
    yield "modality", proposal.modality, modality, proposal.modality == modality


def origin_told(proposal: Proposal) -> str | None:
    """Who a proposal says it goes back to, however sure; `outlet` for the page's own voice."""
    if proposal.attribution:
        return proposal.attribution[-1]
    if proposal.unknown_names:
        return f"+{proposal.unknown_names[-1]}"
    return OUTLET if proposal.lineage == "full" else None


def is_origin(
    told: str | None,
    annotation: Annotation,
    agents: Mapping[str, Agent],
    publisher: str | None = None,
) -> bool:
    """Whether an origin is the one that the reader coded, or another name of it."""
    wanted = [annotation.origin, *annotation.origin_also]
    if told is None or None in wanted[:1]:
        return told == annotation.origin or (
            told is not None and any(_is_one(told, each, agents) for each in wanted[1:] if each)
        )
    if told == publisher:
        told = OUTLET
    return any(each is not None and _is_one(told, each, agents) for each in wanted)


def _is_one(told: str, coded: str, agents: Mapping[str, Agent]) -> bool:
    if told == coded:
        return True
    return any(
        same_name(one, other) for one in _names(told, agents) for other in _names(coded, agents)
    )


def _names(text: str, agents: Mapping[str, Agent]) -> Sequence[str]:
    """The names of an agent by its id, or the one of an agent that a dossier lacks."""
    agent = agents.get(text)
    if agent is not None:
        return (agent.name, *agent.aliases)
    return (text,) if text.startswith("+") else ()


def _count(counts: Counter[str], of: Counter[str], name: str, is_so: bool) -> None:
    counts[name] += is_so
    of[name] += 1
