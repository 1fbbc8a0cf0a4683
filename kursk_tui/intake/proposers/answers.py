"""What another program proposes, taken only as far as the text itself says it.

It points at phrases: which paragraph, which words, whose words. What these come to (bounds, hedge,
modality, moment) is read by our own rules, and what does not stand in its paragraph word for word
is refused, with its reason.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.documents.reading import Article
from kursk_tui.intake.language import modality
from kursk_tui.intake.language.agents import Agents
from kursk_tui.intake.language.placed import Placed, read_at
from kursk_tui.intake.language.plain import plain
from kursk_tui.intake.language.proposals import Because, Proposal
from kursk_tui.intake.language.published import Page
from kursk_tui.intake.language.sentences import sentences
from kursk_tui.intake.proposers.settling import own_of, timed
from kursk_tui.model import locators
from kursk_tui.model.records import ClaimScope
from kursk_tui.store.errors import DossierError

FORMAT = 1
# More than these are no proposals that anybody could review.
MOST_ANSWERS = 3_000
LONGEST_NAME = 60
_LONGEST_WORDS = 300
_MOST_PLACES = 50

SHAPE = "is no object with a paragraph and a written phrase"
NO_PARAGRAPH = "names a paragraph that the text does not have"
NOT_WRITTEN = "has a phrase that does not stand in its paragraph"
NO_FIGURE = "has a phrase in which the rules read no figure"
NO_SPEAKER = "has words of a speaker that do not stand in its paragraph"
NO_TIME = "has words of time that do not stand in its paragraph"
NO_POPULATION = "has a population that is neither the dossier's nor in its paragraph"
TWICE = "proposes a figure a second time"
TOO_MANY = f"comes after {MOST_ANSWERS:,} others"


class Answered(NamedTuple):
    """What is left of an answer: proposals, and how many were refused for which reason.

    `unmeasured` counts those that name a measure which the dossier does not have; they are kept
    without one. `missed` counts figures that our own rules propose and the answer does not.
    """

    proposer: str
    proposals: tuple[Proposal, ...]
    refused: Mapping[str, int]
    unmeasured: int = 0
    missed: int = 0


def request(dossier: Dossier, article: Article, published: str | None) -> bytes:
    """What a proposer gets: the paragraphs, and what the dossier counts, as JSON in UTF-8."""
    scopes = [s for s in dossier.scopes.values() if s.kind == "population"]
    given = {
        "format": FORMAT,
        "title": article.title,
        "published": published,
        "language": article.language,
        "paragraphs": [
            {"paragraph": number, "text": text} for number, text in enumerate(article.paragraphs, 1)
        ],
        "measures": [
            {"id": m.id, "name": m.name, "unit": m.unit, "basis": m.basis}
            for m in dossier.measures.values()
        ],
        "populations": [{"id": scope.id, "name": scope.name} for scope in scopes],
    }
    return json.dumps(given, ensure_ascii=False).encode("utf-8", "replace")


def decoded(answer: bytes, name: str) -> tuple[str, list[Any]]:
    """The proposer's name and what it proposes. Raises DossierError for what is no such answer."""
    hint = "nothing was kept; see kursk-tui help intake for what a proposer answers"
    try:
        given = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise DossierError("does not answer in JSON", path=name, hint=hint) from error
    told = name
    if isinstance(given, dict):
        said = given.get("proposer")
        told = " ".join(said.split())[:LONGEST_NAME] if isinstance(said, str) else ""
        given = given.get("proposals")
    if not isinstance(given, list):
        raise DossierError("does not answer with a list of proposals", path=name, hint=hint)
    return told or name, given


def read(
    dossier: Dossier,
    paragraphs: Sequence[str],
    answers: Sequence[Any],
    proposer: str,
    *,
    ours: Sequence[Proposal],
    published: str | None,
) -> Answered:
    """Proposals from what another program answers; `ours` are those of our own rules."""
    reader = _Reader(dossier, paragraphs, proposer, ours, published)
    for answer in answers[:MOST_ANSWERS]:
        reader.take(answer)
    if len(answers) > MOST_ANSWERS:
        reader.refused[TOO_MANY] = len(answers) - MOST_ANSWERS
    found = sorted(reader.proposals, key=lambda each: (each.paragraph, each.start))
    seen = {(p.paragraph, at) for p in found for at in range(p.start, p.end)}
    missed = sum(not any((o.paragraph, at) in seen for at in range(o.start, o.end)) for o in ours)
    return Answered(proposer, tuple(found), reader.refused, reader.unmeasured, missed)


class _Refused(Exception):  # noqa: N818 - it is no error, and never leaves this file
    """Raised with the reason for which an answer is not taken."""


class _Reader:
    """Answers on their way to proposals."""

    def __init__(
        self,
        dossier: Dossier,
        paragraphs: Sequence[str],
        proposer: str,
        ours: Sequence[Proposal],
        published: str | None,
    ) -> None:
        self.proposals: list[Proposal] = []
        self.refused: Counter[str] = Counter()
        self.unmeasured = 0
        self._dossier = dossier
        self._paragraphs, self._proposer, self._ours = paragraphs, proposer, ours
        self._agents = Agents(dossier.agents.values())
        self._page = Page.published(published)
        self._measures = {
            name.casefold(): m for m in dossier.measures.values() for name in (m.name, m.id)
        }
        self._populations = {
            name.casefold(): scope.id
            for scope in dossier.scopes.values()
            if scope.kind == "population"
            for name in (scope.name, scope.id)
        }
        self._taken: set[tuple[int, int, str | None]] = set()

    def take(self, answer: object) -> None:
        """Take an answer in, or count why not."""
        try:
            self.proposals.append(self._proposal(answer))
        except _Refused as refused:
            self.refused[str(refused)] += 1

    def _proposal(self, answer: object) -> Proposal:
        if not isinstance(answer, dict):
            raise _Refused(SHAPE)
        number, written = answer.get("paragraph"), _words(answer, "written")
        if type(number) is not int or written is None:
            raise _Refused(SHAPE)
        if not 1 <= number <= len(self._paragraphs):
            raise _Refused(NO_PARAGRAPH)
        paragraph = self._paragraphs[number - 1]
        named = _words(answer, "measure")
        measure = self._measures.get(named.casefold()) if named else None
        placed = self._placed(number, paragraph, written, measure.id if measure else None)
        proposal = self._begun(number, paragraph, placed, measure.id if measure else None)
        own = own_of(proposal, self._ours)
        if own is not None:
            proposal = _with_ours(proposal, own)
        place = (proposal.start, proposal.end)
        because = [Because("figure", paragraph[slice(*place)], *place)]
        proposal = self._said(proposal, paragraph, _words(answer, "speaker"), own, because)
        proposal = self._timed(proposal, paragraph, _words(answer, "as_of"), because)
        proposal = self._counted(proposal, paragraph, _words(answer, "population"), because)
        self.unmeasured += bool(named and measure is None)
        self._taken.add((number, placed.start, proposal.measure))
        return proposal._replace(because=tuple(because))

    def _begun(self, number: int, paragraph: str, placed: Placed, measure: str | None) -> Proposal:
        """A proposal of which only the figure is known, and how its sentence puts it."""
        spans = sentences(paragraph)
        whole = (0, len(paragraph))
        span = next((s for s in spans if s[0] <= placed.start < s[1]), whole)
        text, place = plain(paragraph), (placed.start, placed.end)
        put = modality.put(text, modality.signs(text, span), span, place)
        return Proposal(
            number,
            *place,
            sentence=span,
            figure=placed.figure,
            measure=measure,
            scope=ClaimScope(),
            attribution=(),
            lineage="unknown",
            as_of=None,
            as_of_basis=None,
            modality=put.modality,
            likelihood=put.likelihood,
            of=None,
            unknown_names=(),
            because=(),
            proposer=self._proposer,
        )

    def _placed(self, number: int, paragraph: str, written: str, measure: str | None) -> Placed:
        """Where the phrase stands, where it does so for the first time without a proposal."""
        left, is_read = paragraph, False
        for n in range(_MOST_PLACES):
            at = locators.find_phrase(left, written)
            if at is None:
                if n == 0:
                    raise _Refused(NOT_WRITTEN)
                break
            placed = read_at(paragraph, *at)
            is_read = is_read or placed is not None
            if placed is not None and (number, placed.start, measure) not in self._taken:
                return placed
            left = left[: at[0]] + "\0" * (at[1] - at[0]) + left[at[1] :]
        raise _Refused(TWICE if is_read else NO_FIGURE)

    def _said(
        self,
        proposal: Proposal,
        paragraph: str,
        words: str | None,
        own: Proposal | None,
        because: list[Because],
    ) -> Proposal:
        """Who says it, where the answer has words for it: never whole unless our rules agree."""
        if not words:
            return proposal
        at = _found(paragraph, words, NO_SPEAKER)
        because.append(Because("attribution", paragraph[slice(*at)], *at))
        mentions = self._agents.mentions(plain(paragraph), *at)
        ids = list(dict.fromkeys(mention.id for mention in mentions))
        # As in a chain: who passes it on stands before the one who says it.
        chain = tuple(sorted(ids, key=lambda id: not self._agents.is_relay(id)))
        if own is not None and own.attribution and own.attribution[-1:] == chain[-1:]:
            return proposal
        names = () if chain else (paragraph[slice(*at)],)
        return proposal._replace(attribution=chain, lineage="partial", unknown_names=names)

    def _timed(
        self, proposal: Proposal, paragraph: str, words: str | None, because: list[Because]
    ) -> Proposal:
        if not words:
            return proposal
        at = _found(paragraph, words, NO_TIME)
        because.append(Because("as_of", paragraph[slice(*at)], *at))
        return timed(self._dossier, proposal, paragraph, at, self._page)

    def _counted(
        self, proposal: Proposal, paragraph: str, words: str | None, because: list[Because]
    ) -> Proposal:
        if not words:
            return proposal
        id = self._populations.get(words.casefold())
        if id is None:
            at = _found(paragraph, words, NO_POPULATION)
            because.append(Because("population", paragraph[slice(*at)], *at))
            return proposal
        return proposal._replace(scope=proposal.scope._replace(population=id))


def _with_ours(proposal: Proposal, own: Proposal) -> Proposal:
    """A proposal with what our rules say of its figure, until the answer says otherwise."""
    if proposal.figure.hedge == "none" and own.figure.hedge != "none":
        # The hedge of a list holds for its later numbers too: that only the rules know.
        proposal = proposal._replace(figure=own.figure, start=own.start, end=own.end)
    return proposal._replace(
        scope=own.scope,
        attribution=own.attribution,
        lineage=own.lineage,
        as_of=own.as_of,
        as_of_basis=own.as_of_basis,
        modality=own.modality,
        likelihood=own.likelihood,
        unknown_names=own.unknown_names,
    )


def _words(answer: Mapping[str, object], name: str) -> str | None:
    """A text of an answer; None where there is none. Raises _Refused for what is none."""
    value = answer.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > _LONGEST_WORDS:
        raise _Refused(SHAPE)
    return value.strip() or None


def _found(paragraph: str, words: str, reason: str) -> tuple[int, int]:
    at = locators.find_phrase(paragraph, words)
    if at is None:
        raise _Refused(reason)
    return at
