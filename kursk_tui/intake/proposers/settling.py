"""Proposals of another program, once it is known whose page they stand on, and of which day."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.moments import moments
from kursk_tui.intake.language.plain import plain
from kursk_tui.intake.language.proposals import Proposal
from kursk_tui.intake.language.published import Page
from kursk_tui.intake.language.texts import propose


def settled(
    dossier: Dossier,
    paragraphs: Sequence[str],
    proposals: Sequence[Proposal],
    *,
    publisher: str | None,
    published: str | None,
) -> list[Proposal]:
    """The same proposals in the same order, with what only the page's publisher and day tell.

    The publisher stands in no chain; a phrase of time gets its date; where the program had no
    words for a speaker or a time, our own rules are asked again.
    """
    ours = propose(dossier, paragraphs, publisher=publisher, published=published)
    page = Page.published(published)
    found = []
    for proposal in proposals:
        given = {reason.field: reason for reason in proposal.because}
        own = own_of(proposal, ours)
        if "attribution" not in given and own is not None:
            proposal = proposal._replace(
                attribution=own.attribution, lineage=own.lineage, unknown_names=own.unknown_names
            )
        chain = tuple(agent for agent in proposal.attribution if agent != publisher)
        proposal = proposal._replace(attribution=chain)
        if proposal.as_of is None and proposal.scope.within is None:
            if "as_of" in given:
                text = paragraphs[proposal.paragraph - 1]
                place = (given["as_of"].start, given["as_of"].end)
                proposal = timed(dossier, proposal, text, place, page)
            elif own is not None:
                scope = proposal.scope._replace(within=own.scope.within)
                proposal = proposal._replace(
                    as_of=own.as_of, as_of_basis=own.as_of_basis, scope=scope
                )
        found.append(proposal)
    return found


def timed(
    dossier: Dossier, proposal: Proposal, paragraph: str, place: tuple[int, int], page: Page
) -> Proposal:
    """A proposal with the date that the words at a place of its paragraph mean, if they do."""
    told = moments(plain(paragraph), page)
    day = next((m.edtf for m in told if m.start < place[1] and place[0] < m.end and m.edtf), None)
    if day is None:
        return proposal
    measure = dossier.measures.get(proposal.measure or "")
    if measure is not None and measure.basis == "flow":
        return proposal._replace(scope=proposal.scope._replace(within=day))
    return proposal._replace(as_of=day, as_of_basis="stated")


def own_of(proposal: Proposal, ours: Sequence[Proposal]) -> Proposal | None:
    """What our rules propose of the same figure, of the same measure if they do."""
    here = [
        own
        for own in ours
        if own.paragraph == proposal.paragraph
        and own.start < proposal.end
        and proposal.start < own.end
    ]
    same = (own for own in here if own.measure == proposal.measure)
    return next(same, next(iter(here), None))
