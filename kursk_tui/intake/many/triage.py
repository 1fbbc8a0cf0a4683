"""What a page would change in the open dossier, tried on a copy in memory.

A proposal is tried as the claim that a person would get who accepts it as it stands. Whatever
would be refused, or asked about, is not sound and is not tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.analysis.trial import NOTHING, effect
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.trying import with_rows
from kursk_tui.intake.documents.reading import Article
from kursk_tui.intake.language.proposals import Proposal
from kursk_tui.intake.review.building import build_source, place_of
from kursk_tui.intake.review.drafting import document_draft, suggest
from kursk_tui.intake.review.forms import Built
from kursk_tui.intake.review.queue import OPEN, Queue
from kursk_tui.intake.review.sheet import Sheet
from kursk_tui.model.records import Row
from kursk_tui.words.inbox import effect_text

# More figures than a person would look at before deciding about a page.
MOST_TRIED = 200
_WIDEST = 1e9
# The one that published it where the page does not say.
_NOBODY = "+Outlet unknown (outlet)"


class Triaged(NamedTuple):
    """What a page would change (one of `trial.CHANGES`), and why in a sentence.

    `severity`, `firm` (both origins are known) and `gap` are those of the gravest row that it
    would make; nothing where it makes none. `figures` is how many of its proposals were tried.
    """

    change: str
    reason: str
    severity: int = 0
    firm: bool = False
    gap: float = 0.0
    figures: int = 0


def triage(
    dossier: Dossier,
    article: Article,
    proposals: Sequence[Proposal | None],
    source: str | None = None,
) -> Triaged:
    """Try the proposals of a page. `source` is the document where the dossier has it already.

    A proposal that is decided stands as None: its place is kept, for shares of it.
    """
    trial = _Trial(dossier, article, source)
    if not trial.is_possible:
        return Triaged(NOTHING, "the document itself cannot be taken in as it was read")
    for number, proposal in enumerate(proposals[:MOST_TRIED]):
        if proposal is not None:
            trial.take(number, proposal)
    after = trial.after()
    found = effect(dossier, after, list(trial.claims))
    reason = effect_text(after, found, trial.unsound)
    told = Triaged(found.change, reason, figures=len(trial.claims))
    if not found.clashes:
        return told
    first = found.clashes[0]
    # Above nothing at all there is no ratio, and none could be written down.
    gap = min(first.gap, _WIDEST)
    return told._replace(severity=first.severity, firm=first.firm, gap=gap)


def triage_queue(dossier: Dossier, queue: Queue) -> Triaged:
    """Try what is not decided yet of an article that waits."""
    source = queue.source if queue.source in dossier.sources else None
    proposals = [item.proposal if item.state == OPEN else None for item in queue.items]
    return triage(dossier, queue.article, proposals, source)


class _Trial:
    """A page's document, and the claims that its proposals come to one after another."""

    def __init__(self, dossier: Dossier, article: Article, source: str | None) -> None:
        self._article = article
        self._before = dossier
        self._added: dict[str, list[Row]] = {"sources": [], "agents": [], "claims": []}
        self.claims: dict[str, int] = {}
        self.unsound = 0
        self._source = source if source is not None else self._document()
        # The dossier with the document, which the claims are built in.
        self._within = with_rows(dossier, self._added) if self._source is not None else dossier

    @property
    def is_possible(self) -> bool:
        """Whether the document could be made."""
        return self._source is not None

    def _document(self) -> str | None:
        """Make the document as it was read; without its date where that keeps it out."""
        draft = document_draft(self._before, self._article)
        if not draft.get("publisher"):
            draft["publisher"] = _NOBODY
        paragraphs = self._article.paragraphs
        for less in ({}, {"published": "", "published_basis": "", "language": "", "note": ""}):
            draft = {**draft, **less, "title": draft.get("title") or "-"}
            built = build_source(self._before, draft, paragraphs=paragraphs)
            if isinstance(built, Built):
                self._add("sources", built)
                return str(built.row["id"])
        return None

    def take(self, number: int, proposal: Proposal) -> None:
        """Try one proposal as a claim; it is counted where it cannot be one."""
        claim = self._claim(number, proposal)
        if claim is None:
            self.unsound += 1
        else:
            self._add("claims", claim)
            self.claims[claim.row["id"]] = number

    def _claim(self, number: int, proposal: Proposal) -> Built | None:
        if proposal.measure is None or self._source is None:
            return None
        whole = None
        if proposal.of is not None:
            # A share of what is not tried cannot be tried either.
            whole = next((id for id, n in self.claims.items() if n == proposal.of), None)
            if whole is None:
                return None
        source = self._within.sources[self._source]
        paragraph = self._article.paragraphs[proposal.paragraph - 1]
        suggested = suggest(
            self._within,
            proposal,
            publisher=source.publisher,
            published=source.published,
            paragraph=paragraph,
            whole=whole,
        )
        within = self._within if whole is None else self.after()
        sheet = Sheet(
            within,
            "claims",
            source=source.id,
            id=f"{source.id}.t{number}",
            proposed=suggested.draft,
            because=suggested.because,
            doubted=suggested.doubts,
            paragraph=paragraph,
            is_share=whole is not None,
        )
        draft = suggested.draft
        if sheet.problems(draft) or sheet.slips(draft):
            return None
        built = sheet.build(within, draft)
        if not isinstance(built, Built) or built.row["figure"] is None:
            return None
        place = place_of(self._article.paragraphs, proposal.paragraph)
        return built._replace(row={**built.row, "locator": place})

    def after(self) -> Dossier:
        """The dossier with all that was tried so far."""
        return with_rows(self._before, self._added)

    def _add(self, table: str, built: Built) -> None:
        self._added[table].append(built.row)
        for change in built.new:
            if change.after is not None:
                self._added.setdefault(change.table, []).append(change.after)
