"""The figures that a text tells, or that claims hold where their text is not at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.moments import moments
from kursk_tui.intake.language.placed import read_all
from kursk_tui.intake.language.plain import plain
from kursk_tui.intake.language.proposals import Proposal
from kursk_tui.intake.language.published import Page
from kursk_tui.intake.language.sentences import sentences
from kursk_tui.intake.language.texts import propose
from kursk_tui.model import locators
from kursk_tui.model.records import Claim, Figure, Source
from kursk_tui.model.vocabulary import Modality

Key = frozenset[float] | str


class Told(NamedTuple):
    """A figure at a place of a text: what it says, counts, and who says so.

    `speakers` are ids of agents and `names` of others, nearest the publisher first. A figure
    that is not `proposed` is a number of which nobody says that it counts anything. `claims`
    are those of the dossier that stand on it.
    """

    paragraph: int
    start: int
    end: int
    figure: Figure
    sentence: str
    measure: str | None = None
    speakers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    modality: Modality | None = None
    proposed: bool = False
    claims: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """By what a figure is known again: its numbers; of a word for a number the word."""
        return key_of(self.figure)


def key_of(figure: Figure) -> Key:
    """The printed numbers of a figure; without any, its words."""
    ends = frozenset(end for end in (figure.low, figure.high) if end is not None)
    return ends or " ".join(figure.written.casefold().split())


def in_text(dossier: Dossier, source: Source, paragraphs: Sequence[str]) -> list[Told]:
    """The figures of a text, in its order: those that are proposed, and all other numbers."""
    proposed: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in propose(
        dossier,
        paragraphs,
        language=source.language,
        publisher=source.publisher,
        published=source.published,
    ):
        proposed[proposal.paragraph].append(proposal)
    page = Page.published(source.published)
    found: list[Told] = []
    for number, paragraph in enumerate(paragraphs, 1):
        here = [_of_proposal(each, paragraph) for each in proposed.get(number, ())]
        # Of one number that does two things the first; the second changes with it.
        here = [each for n, each in enumerate(here) if not _overlaps(each, here[:n])]
        here += _others(number, paragraph, page, here)
        found += sorted(here, key=lambda each: each.start)
    return found


def _of_proposal(proposal: Proposal, paragraph: str) -> Told:
    return Told(
        proposal.paragraph,
        proposal.start,
        proposal.end,
        proposal.figure,
        paragraph[slice(*proposal.sentence)],
        proposal.measure,
        proposal.attribution,
        proposal.unknown_names,
        proposal.modality,
        proposed=True,
    )


def _others(number: int, paragraph: str, page: Page, taken: Sequence[Told]) -> list[Told]:
    read = read_all(paragraph)
    if not read:
        return []
    dated = [(moment.start, moment.end) for moment in moments(plain(paragraph), page)]
    spans = sentences(paragraph)
    found = []
    for each in read:
        if any(start < each.end and each.start < end for start, end in dated):
            continue
        span = next((s for s in spans if s[0] <= each.start < s[1]), (0, len(paragraph)))
        told = Told(number, each.start, each.end, each.figure, paragraph[slice(*span)])
        if not _overlaps(told, taken):
            found.append(told)
    return found


def _overlaps(told: Told, others: Sequence[Told]) -> bool:
    return any(other.start < told.end and told.start < other.end for other in others)


def with_claims(
    found: Sequence[Told], claims: Sequence[Claim], paragraphs: Sequence[str]
) -> tuple[list[Told], list[Claim]]:
    """The figures of a text with the claims that stand on them, and the claims left over."""
    on: dict[int, list[str]] = defaultdict(list)
    left: list[Claim] = []
    for claim in claims:
        place = _place(claim, found, paragraphs)
        if place is None:
            left.append(claim)
        else:
            on[place].append(claim.id)
    return [t._replace(claims=tuple(on.get(n, ()))) for n, t in enumerate(found)], left


def _place(claim: Claim, found: Sequence[Told], paragraphs: Sequence[str]) -> int | None:
    """Which of the figures a claim stands on: by its paragraph, then its numbers and phrase."""
    figure = claim.figure
    if claim.locator is None or figure is None or figure.date is not None:
        return None
    number = claim.locator.paragraph
    here = [n for n, told in enumerate(found) if told.paragraph == number]
    if not here or not 1 <= number <= len(paragraphs):
        return None
    same = [n for n in here if found[n].key == key_of(figure)]
    measured = [n for n in same if found[n].measure == claim.measure]
    at = locators.find_phrase(paragraphs[number - 1], figure.written)
    if at is not None:
        phrased = [n for n in here if found[n].start < at[1] and at[0] < found[n].end]
        if len(phrased) == 1:
            # The phrase may stand there twice: then the one that counts the same is meant.
            return phrased[0] if not measured or phrased[0] in measured else measured[0]
    return next(iter(measured or same), None)


def of_claims(claims: Sequence[Claim]) -> list[Told]:
    """The figures that claims hold, in the place of those of a text that is not at hand."""
    return [
        Told(
            claim.locator.paragraph,
            0,
            0,
            claim.figure,
            claim.statement,
            claim.measure,
            claim.attribution,
            (),
            claim.modality,
            proposed=True,
            claims=(claim.id,),
        )
        for claim in claims
        if claim.locator is not None and claim.figure is not None and claim.figure.date is None
    ]
