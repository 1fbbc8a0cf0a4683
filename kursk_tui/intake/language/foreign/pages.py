"""An article in another language in, proposed claims out: figures, what they count, no more.

A figure is proposed with what its words say. What it measures is told where a word near it is
sure; a people or a place where the dossier has their name and the sentence too. Who says it is
left open, except that an agent of the dossier who is named beside a plain verb of saying stands
there as a part of the chain.
"""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language.foreign import cues, names, peoples
from kursk_tui.intake.language.foreign.counting import BARE, PERSONS, SHARE, UNIT, Counted, counted
from kursk_tui.intake.language.foreign.sentences import sentences
from kursk_tui.intake.language.foreign.words import Words, words_of
from kursk_tui.intake.language.measures import Measures
from kursk_tui.intake.language.proposals import Because, Proposal
from kursk_tui.model.figures import LARGEST, shape_problem
from kursk_tui.model.languages.folding import Folded, fold
from kursk_tui.model.languages.numbers import VAGUE
from kursk_tui.model.languages.spans import Span, figure_of, spans
from kursk_tui.model.languages.tables import base
from kursk_tui.model.records import ClaimScope, Figure

# Fewer persons than this, doing nothing that the dossier measures, are no contested figure.
_FEWEST = 20
_MOST_PROPOSALS = 3000
_MOST_FIGURES = 24
_SENT = frozenset(("sent", "deployed", "dispatched"))
_AREAS = frozenset(("square kilometres", "hectares"))


def propose_foreign(
    dossier: Dossier,
    paragraphs: Sequence[str],
    language: str,
    *,
    publisher: str | None = None,
) -> list[Proposal]:
    """Return the claims with figures that a text in a language may hold, in reading order.

    Never raises, whatever the text. Raises KeyError for a language whose figures are not read.
    """
    page = _Page(dossier, words_of(base(language)), publisher)
    for number, paragraph in enumerate(paragraphs, 1):
        page.take(number, paragraph)
        if len(page.proposals) >= _MOST_PROPOSALS:
            break
    return page.proposals


class _Page:
    """A text on the way through it."""

    def __init__(self, dossier: Dossier, words: Words, publisher: str | None) -> None:
        self.proposals: list[Proposal] = []
        self._words, self._publisher = words, publisher
        self._measures = Measures(list(dossier.measures.values()))
        self._known = names.Known(dossier.agents.values(), dossier.scopes.values())
        self._peoples = peoples.Peoples(
            list(self._known.agents.values()), self._known.peoples, self._words
        )
        # Whom the last sentence of the paragraph that counts somebody is about.
        self._before: peoples.People | None = None

    def take(self, number: int, paragraph: str) -> None:
        """Take in the next paragraph."""
        folded = fold(paragraph)
        self._before = None
        told = spans(folded.text, self._words.known)
        at = 0
        for sentence in sentences(folded, paragraph):
            while at < len(told) and told[at].first < sentence[0]:
                at += 1
            end = at
            while end < len(told) and told[end].first < sentence[1]:
                end += 1
            self._sentence(number, paragraph, folded, sentence, told[at:end])
            at = end

    def _sentence(
        self,
        number: int,
        paragraph: str,
        folded: Folded,
        sentence: tuple[int, int],
        told: list[Span],
    ) -> None:
        text, words = folded.text, self._words
        found = counted(text, sentence, told[:_MOST_FIGURES], words)
        if not found:
            return
        happened = cues.cues(text, sentence, found, words)
        mentions = self._known.mentions(folded, sentence)
        choices = [
            cues.measure_of(self._measures, text, found, at, happened, words)
            for at in range(len(found))
        ]
        about = self._peoples.told(text, sentence, mentions)
        here: peoples.People | None = None
        cues.fill_rows(text, found, choices, happened)
        before: cues.Choice | None = None
        for figure, sure in zip(found, choices, strict=True):
            choice = sure
            if choice is None and before is not None and _goes_on(figure) and not figure.whole:
                choice = before
            if not _is_asked(figure, choice):
                continue
            if figure.kind in (PERSONS, BARE):
                before = choice
            made = _record(paragraph, folded, figure)
            if made is None:
                continue
            proposal = self._proposal(
                number, paragraph, folded, sentence, figure, made, choice, mentions
            )
            if proposal.scope.population is None and figure.kind in (PERSONS, BARE):
                people = self._peoples.of_figure(text, figure, about)
                people = people or (self._before if not about else None)
                if people is None and not about and self._is_sent(choice):
                    # "Marovia has sent 3,000": whoever sends soldiers sends its own.
                    sends = self._known.sender(text, figure, mentions, words)
                    people = peoples.People(*sends) if sends is not None else None
                here = people or here
                if people is not None and people.population is not None:
                    scope = proposal.scope._replace(population=people.population)
                    proposal = proposal._replace(scope=scope)
            elif proposal.scope.population is not None:
                here = peoples.People(proposal.scope.population, figure.start, figure.last)
            self.proposals.append(proposal)
        self._before = here

    def _is_sent(self, choice: cues.Choice | None) -> bool:
        told = self._measures.all[choice.measure].cues if choice is not None else ()
        return bool(_SENT & {cue.lower() for cue in told})

    def _proposal(
        self,
        number: int,
        paragraph: str,
        folded: Folded,
        sentence: tuple[int, int],
        figure: Counted,
        made: Figure,
        choice: cues.Choice | None,
        mentions: list[names.Mention],
    ) -> Proposal:
        known, text = self._known, folded.text
        says = known.speaker(text, figure, mentions, self._words, self._publisher)
        people = known.population(folded, sentence, figure, mentions, self._words)
        if figure.kind not in (PERSONS, BARE):
            people = None
        where = known.place(folded, sentence, figure, self._words)
        start, end = folded.place(figure.start, figure.end)
        because = [
            Because(field, paragraph[slice(*place)], *place)
            for field, place in (
                ("measure", _place(folded, choice.words if choice else None)),
                ("attribution", _place(folded, (says.start, says.end) if says else None)),
                ("population", _place(folded, (people.start, people.end) if people else None)),
                ("place", _place(folded, (where.start, where.end) if where else None)),
            )
            if place is not None
        ]
        return Proposal(
            paragraph=number,
            start=start,
            end=end,
            sentence=folded.place(*sentence),
            figure=made,
            measure=choice.measure if choice else None,
            scope=ClaimScope(
                population=people.id if people else None,
                place=where.id if where else None,
                within=None,
            ),
            attribution=(says.id,) if says else (),
            lineage="partial" if says else "unknown",
            as_of=None,
            as_of_basis=None,
            modality="asserted",
            likelihood=None,
            of=None,
            unknown_names=(),
            because=tuple(because),
        )


def _place(folded: Folded, part: tuple[int, int] | None) -> tuple[int, int] | None:
    return folded.place(*part) if part is not None else None


def _record(paragraph: str, folded: Folded, figure: Counted) -> Figure | None:
    """Return the figure as printed, with the ends its hedge has; None where none is sound."""
    start, end = folded.place(figure.start, figure.end)
    span = figure.span
    made = figure_of(paragraph[start:end], span.low, span.high, figure.hedge)
    if (made.high is not None and made.high > LARGEST) or shape_problem(made):
        return None
    return made


def _goes_on(figure: Counted) -> bool:
    """Whether a number without a noun can go on counting what the one before it counts."""
    span = figure.span
    return figure.kind in (PERSONS, BARE) and _is_large(span)


def _is_large(span: Span) -> bool:
    return span.number.grouped or span.number.magnitude >= 1000 or (span.low or 0) >= 1000


def _is_asked(figure: Counted, choice: cues.Choice | None) -> bool:
    """Whether a figure is proposed: it is measured, or many persons, or an area."""
    if choice is not None:
        return True
    if figure.kind == UNIT:
        return bool(_AREAS & set(figure.units))
    if figure.kind == SHARE:
        return False
    ends = [end for end in (figure.span.low, figure.span.high) if end is not None]
    if figure.kind == BARE:
        return figure.span.number.kind == VAGUE or _is_large(figure.span)
    return not ends or max(ends) >= _FEWEST
