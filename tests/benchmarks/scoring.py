"""How well the proposals for a text meet what a curator coded of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import origin_of
from kursk_tui.intake.language.proposals import Proposal
from kursk_tui.intake.language.texts import propose
from kursk_tui.model.records import Claim

FIELDS = ("hedge", "measure", "origin", "as_of", "population", "place")
_PERCENT_TOLERANCE = 0.5


class Wrong(NamedTuple):
    """A field of a matched proposal that is not as the curator coded it."""

    claim: str
    field: str
    proposed: str | None
    curated: str | None


class Score(NamedTuple):
    """The proposals of one document held against its curated figures.

    `right` counts, for each of FIELDS, the matched proposals that have it right. `misses` are
    ids of claims without a proposal, `false_alarms` proposals without a claim.
    """

    source: str
    curated: int
    proposed: int
    matched: int
    right: dict[str, int]
    misses: tuple[str, ...]
    false_alarms: tuple[Proposal, ...]
    wrong: tuple[Wrong, ...]

    @property
    def recall(self) -> float:
        """Share of the curated figures that were proposed, from 0 to 1."""
        return self.matched / self.curated if self.curated else 1.0

    @property
    def precision(self) -> float:
        """Share of the proposals that are curated figures, from 0 to 1."""
        return self.matched / self.proposed if self.proposed else 1.0

    def share(self, field: str) -> float:
        """Share of the matched proposals that have a field right, from 0 to 1."""
        return self.right[field] / self.matched if self.matched else 1.0


def score(dossier: Dossier, source_id: str, paragraphs: Sequence[str]) -> Score:
    """Compare what `propose` makes of a source's text with that source's curated figures.

    A proposal matches a claim of the same paragraph with the same ends, half a point apart at
    most for percent; of several the one with the claim's measure. Each is used once. Dates of
    events are no figures here. Raises KeyError for a source that is not in the dossier.
    """
    source = dossier.sources[source_id]
    proposals = propose(
        dossier,
        paragraphs,
        language=source.language,
        publisher=source.publisher,
        published=source.published,
    )
    claims = [
        claim
        for claim in dossier.claims.values()
        if claim.source == source_id
        and claim.figure is not None
        and claim.figure.date is None
        and claim.locator is not None
        and claim.retracted is None
    ]
    pairs = _pairs(claims, proposals)
    wrong: list[Wrong] = []
    right = dict.fromkeys(FIELDS, 0)
    for claim, proposal in pairs:
        for field, ours, theirs in _compared(dossier, claim, proposal):
            if ours == theirs:
                right[field] += 1
            else:
                wrong.append(Wrong(claim.id, field, ours, theirs))
    matched = {claim.id for claim, _ in pairs}
    used = [proposal for _, proposal in pairs]
    return Score(
        source_id,
        len(claims),
        len(proposals),
        len(pairs),
        right,
        tuple(claim.id for claim in claims if claim.id not in matched),
        tuple(p for p in proposals if not any(p is other for other in used)),
        tuple(wrong),
    )


def total(scores: Iterable[Score], name: str = "total") -> Score:
    """Return the sum of several scores."""
    each = list(scores)
    return Score(
        name,
        sum(score.curated for score in each),
        sum(score.proposed for score in each),
        sum(score.matched for score in each),
        {field: sum(score.right[field] for score in each) for field in FIELDS},
        tuple(id for score in each for id in score.misses),
        tuple(proposal for score in each for proposal in score.false_alarms),
        tuple(wrong for score in each for wrong in score.wrong),
    )


def table(scores: Sequence[Score]) -> list[list[str]]:
    """Return rows of text for printing, headings first; shares are in percent."""
    headings = ["source", "curated", "proposed", "matched", "recall", "precision", *FIELDS]
    return [headings] + [
        [
            each.source,
            str(each.curated),
            str(each.proposed),
            str(each.matched),
            f"{each.recall:.0%}",
            f"{each.precision:.0%}",
            *(f"{each.share(field):.0%}" for field in FIELDS),
        ]
        for each in scores
    ]


def _pairs(claims: Sequence[Claim], proposals: Sequence[Proposal]) -> list[tuple[Claim, Proposal]]:
    pairs: list[tuple[Claim, Proposal]] = []
    used: set[int] = set()
    # First those that agree in the measure too, so that no other takes their place.
    for with_measure in (True, False):
        for claim in claims:
            if any(claim is done for done, _ in pairs):
                continue
            for number, proposal in enumerate(proposals):
                fits = number not in used and _same(claim, proposal)
                if fits and (not with_measure or proposal.measure == claim.measure):
                    pairs.append((claim, proposal))
                    used.add(number)
                    break
    return pairs


def _same(claim: Claim, proposal: Proposal) -> bool:
    figure = claim.figure
    if figure is None or claim.locator is None or claim.locator.paragraph != proposal.paragraph:
        return False
    share = claim.of is not None or proposal.of is not None or "%" in figure.written
    tolerance = _PERCENT_TOLERANCE if share else 0.0
    for a, b in ((figure.low, proposal.figure.low), (figure.high, proposal.figure.high)):
        if (a is None) != (b is None):
            return False
        if a is not None and b is not None and abs(a - b) > tolerance:
            return False
    if figure.low is None and figure.high is None:
        return figure.hedge == proposal.figure.hedge
    return True


def _compared(
    dossier: Dossier, claim: Claim, proposal: Proposal
) -> list[tuple[str, str | None, str | None]]:
    hedge = claim.figure.hedge if claim.figure else None
    return [
        ("hedge", proposal.figure.hedge, hedge),
        ("measure", proposal.measure, claim.measure),
        ("origin", _origin(dossier, claim, proposal), origin_of(dossier, claim)),
        ("as_of", proposal.as_of, claim.as_of),
        ("population", proposal.scope.population, claim.scope.population),
        ("place", proposal.scope.place, claim.scope.place),
    ]


def _origin(dossier: Dossier, claim: Claim, proposal: Proposal) -> str | None:
    """Return the origin a proposal names, by the rule for claims."""
    if proposal.attribution and proposal.attribution[-1].startswith("+"):
        # One that the dossier lacks.
        return proposal.attribution[-1] if proposal.lineage == "full" else None
    as_claim = claim._replace(attribution=proposal.attribution, lineage=proposal.lineage)
    return origin_of(dossier, as_claim)
