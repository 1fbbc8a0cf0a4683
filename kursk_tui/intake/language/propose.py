"""An article's paragraphs in, proposed claims out: what a curator then confirms or mends.

Everything here follows the codebook and is a guess: no proposal becomes a claim by itself. The
rules look at the dossier's agents, scopes and measures, and never at its claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.language import (
    again,
    asking,
    asof,
    datelines,
    leads,
    modality,
    reader,
    sums,
)
from kursk_tui.intake.language.attributing import Attribution
from kursk_tui.intake.language.backwards import Chain
from kursk_tui.intake.language.chains import UNSAID
from kursk_tui.intake.language.figures import BARE, PERSONS, SHARE, Aside, Found
from kursk_tui.intake.language.measures import Choice
from kursk_tui.intake.language.proposals import Because, Proposal, Reading, SeenNumber
from kursk_tui.intake.language.reader import Names, Sentence
from kursk_tui.intake.language.scenes import Scenes
from kursk_tui.intake.language.scopes import Named
from kursk_tui.intake.language.shares import whole_of
from kursk_tui.intake.language.units import counts_persons
from kursk_tui.intake.language.whereabouts import (
    People,
    Spoken,
    clause_of,
    named_in,
    people,
    place_of,
    referred,
)
from kursk_tui.model.records import ClaimScope, Measure


class _Told(NamedTuple):
    """Where a figure stands: its sentence, its chain, and what was told before it.

    `scenes` is where the text is; `place_before`, `when_before` and `measure_before` are of the
    paragraph's last sentence that has them; `recent` are the places named so far in the text.
    """

    sentence: Sentence
    raw: str
    chain: Chain
    place_before: Named | None
    scenes: Scenes | None
    when_before: str | None
    measure_before: str | None
    recent: Sequence[Spoken]


ELSEWHERE = "its sentence names nobody; another one tells the same number"
_MOST_PLACES = 8
_MOST_PROPOSALS = 3000
# Words that take up what the sentence before spoke of, and so where it was.
_REFERS_BACK = re.compile(
    r"\W{0,6}(?:another|of (?:these|those|them)|they|these|those|among them|the (?:first|second"
    r"|others|rest|remaining)|(?:the|that|this) (?:figure|number|total|toll|count|tally)"
    r"|\d[\d,]* of them|some of them)\b",
    re.IGNORECASE,
)


def propose(
    dossier: Dossier,
    paragraphs: Sequence[str],
    *,
    publisher: str | None = None,
    published: str | None = None,
) -> list[Proposal]:
    """Return the claims with figures that an article's paragraphs may hold, in reading order.

    `publisher` is the id of the agent that published it, left out of every chain; `published`
    an EDTF date, from which relative phrases of time are read (None: they have no date). What
    the dossier already claims plays no part. Never raises, whatever the text; what has more
    figures than anybody could review is read no further.
    """
    return read(dossier, paragraphs, publisher=publisher, published=published).proposals


def read(
    dossier: Dossier,
    paragraphs: Sequence[str],
    *,
    publisher: str | None = None,
    published: str | None = None,
) -> Reading:
    """Return the proposals for a text, as `propose` does, with what else was seen in it.

    Dates, times of day, names and marks with numbers are in neither: they count nothing.
    """
    names = Names(dossier, publisher, published)
    reading = _Reading(names)
    told = reading.without_asides(reader.read(names, paragraphs), paragraphs)
    for paragraph, after in _paragraphs(told):
        reading.take(paragraph, paragraphs[paragraph[0].paragraph - 1], after)
        if len(reading.proposals) + len(reading.seen) >= _MOST_PROPOSALS:
            break
    proposals = _with_leads(names, reading.proposals, reading.own, reading.vague)
    wire = datelines.agency(paragraphs, names.agents)
    if wire is not None and wire != publisher:
        proposals = [datelines.carried(each, wire) for each in proposals]
    added = sums.sums(names.measures, proposals, paragraphs)
    for each in added:
        measure = proposals[each.total].measure
        for part in each.parts:
            if proposals[part].measure is None:
                # "11,000 soldiers, 900 of them engineers": the parts are of what the whole is.
                proposals[part] = proposals[part]._replace(measure=measure)
    return Reading(proposals, sorted(reading.seen, key=_place_of), added)


def _place_of(seen: SeenNumber) -> tuple[int, int]:
    return seen.proposal.paragraph, seen.proposal.start


def _paragraphs(read: Iterator[Sentence]) -> Iterator[tuple[list[Sentence], Sentence | None]]:
    """Yield the sentences of each paragraph, and the one that comes after them."""
    here: list[Sentence] = []
    for sentence in read:
        if here and sentence.paragraph != here[0].paragraph:
            yield here, sentence
            here = []
        here.append(sentence)
    if here:
        yield here, None


class _Reading:
    """A text on the way through it: the proposals so far, and what they may be taken up from."""

    def __init__(self, names: Names) -> None:
        self.proposals: list[Proposal] = []
        self.own: list[bool] = []
        self.vague: list[bool] = []
        self.seen: list[SeenNumber] = []
        self._names = names
        self._attribution = Attribution(names)
        self._recent: list[Spoken] = []
        self._place: Named | None = None
        self._scenes = Scenes(names.scopes)
        self._when: str | None = None
        self._measure: str | None = None

    def without_asides(
        self, read: Iterable[Sentence], paragraphs: Sequence[str]
    ) -> Iterator[Sentence]:
        """Yield the sentences of the text itself; of captions and the like the numbers are kept."""
        for sentence in read:
            if sentence.apart is None:
                yield sentence
                continue
            for found in sentence.found:
                raw = paragraphs[sentence.paragraph - 1]
                self._aside(sentence, raw, Aside(found, sentence.apart), UNSAID)

    def take(self, paragraph: Sequence[Sentence], raw: str, after: Sentence | None) -> None:
        """Take in the sentences of the paragraph `raw`; `after` is the one that follows them."""
        self._place, self._when, self._measure = None, None, None
        self._scenes.enter(paragraph[0].paragraph)
        for place in range(len(paragraph)):
            self._take(paragraph, place, raw, after)

    def _take(
        self, paragraph: Sequence[Sentence], place: int, raw: str, after: Sentence | None
    ) -> None:
        sentence = paragraph[place]
        self._attribution.enter(sentence)
        heard: list[Chain] = []
        positions: dict[int, int] = {}
        for at, figure in enumerate(sentence.found):
            chain = self._attribution.chain_of(paragraph, place, figure.first, after)
            if chain is not None and chain not in heard:
                heard.append(chain)
            self._figure(sentence, raw, at, chain, positions)
        for aside in sentence.asides:
            chain = self._attribution.chain_of(paragraph, place, aside.found.first, after)
            self._aside(sentence, raw, aside, chain or UNSAID)
        _resolve(self.proposals, positions)
        told = [self.proposals[position] for position in positions.values()]
        self._when = next((each.as_of for each in told if each.as_of), self._when)
        self._measure = next((each.measure for each in told[::-1] if each.measure), self._measure)
        self._attribution.leave(sentence, heard, is_last=place == len(paragraph) - 1)
        for each in told:
            measure = self._names.measures.all.get(each.measure or "")
            self._attribution.account.counted(measure)
        self._place = sentence.places[-1] if sentence.places else self._place
        self._scenes.take(sentence.paragraph, sentence.text, sentence.places)
        ids = named_in(self._names.scopes, sentence.text, sentence.span, sentence.places)
        self._recent += [Spoken(id, sentence.paragraph) for id in ids]
        del self._recent[:-_MOST_PLACES]

    def _figure(
        self,
        sentence: Sentence,
        raw: str,
        at: int,
        chain: Chain | None,
        positions: dict[int, int],
    ) -> None:
        told = _Told(
            sentence,
            raw,
            chain or UNSAID,
            self._place,
            self._scenes,
            self._when,
            self._measure,
            self._recent,
        )
        proposals = _proposals(self._names, told, at, self.proposals, positions)
        if not proposals:
            figure = sentence.found[at]
            self._aside(sentence, raw, Aside(figure, asking.why_not(figure)), told.chain)
        for proposal in proposals:
            if chain is None:
                measure = self._names.measures.all.get(proposal.measure or "")
                proposal = _of_chain(proposal, self._attribution.unsaid(sentence, measure))
            positions[at] = len(self.proposals)
            self.proposals.append(proposal)
            self.own.append(chain is None)
            self.vague.append(chain is not None and leads.is_vague(sentence, chain, self._names))

    def _aside(self, sentence: Sentence, raw: str, aside: Aside, chain: Chain) -> None:
        """Keep a number that is not proposed, read as if it were one without a measure."""
        alone = sentence._replace(found=[aside.found])
        told = _Told(alone, raw, chain, None, None, None, None, ())
        text, span, scopes = sentence.text, sentence.span, self._names.scopes
        counted = people(scopes, self._names.agents, text, span, aside.found)
        clause = clause_of(span, sentence.joints, aside.found)
        proposal = _proposal(self._names, told, 0, counted, None, None, clause)
        self.seen.append(SeenNumber(proposal, aside.why))


def _of_chain(proposal: Proposal, chain: Chain) -> Proposal:
    return proposal._replace(
        attribution=chain.attribution,
        lineage=chain.lineage,
        unknown_names=chain.names,
        hesitates=chain.doubt or None,
    )


def _resolve(proposals: list[Proposal], positions: dict[int, int]) -> None:
    """Turn a whole that stands behind its share ("half of the 4,000") into its position."""
    for position in positions.values():
        of = proposals[position].of
        if of is not None and of < 0:
            proposals[position] = proposals[position]._replace(of=positions.get(-of - 1))


def _with_leads(
    names: Names, proposals: list[Proposal], own: list[bool], vague: list[bool]
) -> list[Proposal]:
    taken = leads.summed_up(proposals, own, vague, names.agents.same_origin)
    firsts = leads.leading(proposals)
    for position, other in [*taken.items(), *leads.beside(proposals, taken)]:
        told = proposals[other]
        if proposals[position].paragraph not in firsts and told.lineage == "full":
            told = told._replace(lineage="partial", hesitates=ELSEWHERE)
        proposals[position] = proposals[position]._replace(
            attribution=told.attribution,
            lineage=told.lineage,
            unknown_names=told.unknown_names,
            hesitates=told.hesitates,
        )
        if proposals[position].as_of is None and told.as_of is not None:
            proposals[position] = proposals[position]._replace(
                as_of=told.as_of, as_of_basis="inferred"
            )
    for position, other in leads.repeated(proposals, own).items():
        told = proposals[other]
        proposals[position] = proposals[position]._replace(
            lineage=told.lineage, hesitates=told.hesitates
        )
    for position, place in leads.places(proposals).items():
        scope = proposals[position].scope._replace(place=place)
        proposals[position] = proposals[position]._replace(scope=scope)
    return proposals


def _proposals(
    names: Names,
    told: _Told,
    at: int,
    earlier: Sequence[Proposal],
    positions: dict[int, int],
) -> list[Proposal]:
    """Return what is proposed of a figure: nothing, one claim, or two where it does two things.

    "About 400 soldiers who returned in May may be sent back" says of one number that so many
    returned and that so many may be sent.
    """
    sentence = told.sentence
    text, span, figure = sentence.text, sentence.span, sentence.found[at]
    counted = people(names.scopes, names.agents, text, span, figure)
    if earlier and earlier[-1].paragraph == sentence.paragraph:
        counted = _same_people(names, counted, earlier[-1], text, span, figure)
    own = not counted.foreign
    choice = names.measures.choose(text, sentence.cues, sentence.found, at, own=own)
    of, is_asked = None, asking.worth_asking(text, figure)
    if figure.kind == SHARE:
        losses = names.measures.losses
        of = whole_of(text, sentence.paragraph, sentence.found, at, earlier, positions, losses)
        choice, of, is_asked = asking.of_share(names.measures, choice, of, figure)
    if choice is None and again.takes_up_count(text, span, figure):
        choice = names.measures.fitted(told.measure_before, figure)
    if choice is None and at - 1 in positions and again.same_again(text, span, figure):
        choice = names.measures.fitted(earlier[positions[at - 1]].measure, figure)
    if choice is None and at - 1 in positions:
        above = earlier[positions[at - 1]]
        if above.of is None and again.listed(text, span, sentence.found[at - 1], figure):
            choice = names.measures.fitted(above.measure, figure)
    if figure.kind == BARE and sums.is_total(text, figure.end):
        # "300 killed and 900 wounded, 1,200 in all": of what those before it are together.
        told_before = [m for n in positions.values() if (m := earlier[n].measure)]
        whole = names.measures.whole_of(told_before) if len(told_before) > 1 else None
        choice = Choice(whole, None) if whole is not None else choice
    if choice is None and not is_asked:
        return []
    clause = clause_of(span, sentence.joints, figure)
    twice = again.twice(names.measures, text, clause, sentence, at, choice, own=own)
    if twice is None:
        proposal = _proposal(names, told, at, counted, choice, of, clause)
        if at - 1 in positions and again.same_again(text, span, figure):
            # They are where those of the number before are.
            place = earlier[positions[at - 1]].scope.place
            proposal = proposal._replace(scope=proposal.scope._replace(place=place))
        return [proposal]
    parts = (choice, (clause[0], twice.split)), (twice.choice, (twice.split, clause[1]))
    return [
        _proposal(names, _within(told, part), at, counted, each, of, part) for each, part in parts
    ]


def _same_people(
    names: Names, counted: People, before: Proposal, text: str, span: tuple[int, int], figure: Found
) -> People:
    """Return whom a number without a noun counts, where it is more of those before it."""
    scopes, population = names.scopes, before.scope.population
    if counted.population != scopes.main or population in (None, scopes.main):
        return counted
    if population is None or not again.more_of_them(text, span, figure):
        return counted
    is_own = scopes.main is not None and scopes.narrower(population, scopes.main)
    return People(population, not is_own, None)


def _within(told: _Told, part: tuple[int, int]) -> _Told:
    """Leave out the places of a sentence that stand outside of a part of it."""
    places = [place for place in told.sentence.places if part[0] <= place.start < part[1]]
    return told._replace(sentence=told.sentence._replace(places=places))


def _proposal(
    names: Names,
    told: _Told,
    at: int,
    counted: People,
    choice: Choice | None,
    of: int | None,
    clause: tuple[int, int],
) -> Proposal:
    sentence = told.sentence
    text, span, figure = sentence.text, sentence.span, sentence.found[at]
    measure = names.measures.all[choice.measure] if choice else None
    counted = _counted(counted, figure, measure)
    where = _where(names, told, at, measure, clause)
    scene = where.id if where else _scene(names, told, counted, measure)
    place = (figure.start, figure.end)
    others = [other.start for other in sentence.found if other is not figure]
    put = modality.put(text, sentence.signs, clause, place)
    when = asof.as_of(
        text, span, clause, place, sentence.times, sentence.said, measure, put.modality, others
    )
    if when.as_of is None and when.within is None and _REFERS_BACK.match(text, span[0]):
        when = asof.carried(told.when_before)
    return Proposal(
        paragraph=sentence.paragraph,
        start=figure.start,
        end=figure.end,
        sentence=span,
        figure=figure.figure._replace(written=told.raw[figure.start : figure.end]),
        measure=choice.measure if choice else None,
        scope=ClaimScope(population=counted.population, place=scene, within=when.within),
        attribution=told.chain.attribution,
        lineage=told.chain.lineage,
        as_of=when.as_of,
        as_of_basis=when.basis,
        modality=put.modality,
        likelihood=told.raw[slice(*put.likelihood_words)] if put.likelihood_words else None,
        of=of,
        unknown_names=told.chain.names,
        because=_because(told, figure, choice, counted, where, when, put),
        hesitates=told.chain.doubt or None,
    )


def _where(
    names: Names, told: _Told, at: int, measure: Measure | None, clause: tuple[int, int]
) -> Named | None:
    """Return the place of a figure: named in its sentence, or taken up from before."""
    sentence = told.sentence
    text, span, figure = sentence.text, sentence.span, sentence.found[at]
    others = [other.start for other in sentence.found if other is not figure]
    where = place_of(names.scopes, text, span, clause, figure, sentence.places, others)
    here = [Spoken(place.id, sentence.paragraph) for place in sentence.places]
    generic = referred(names.scopes, text, clause, sentence.paragraph, [*told.recent, *here])
    if generic is not None and (where is None or names.scopes.narrower(generic.id, where.id)):
        return generic
    if where is not None:
        return where
    continues = bool(_REFERS_BACK.match(text, span[0])) or not _of_persons(measure)
    return told.place_before if continues else None


def _scene(names: Names, told: _Told, counted: People, measure: Measure | None) -> str | None:
    """Return where a text is, for who is lost or there in a sentence that names no place."""
    sentence = told.sentence
    if told.scenes is None or sentence.places or counted.foreign or measure is None:
        return None
    if measure.id not in names.measures.happening:
        return None
    return told.scenes.carried(sentence.text, sentence.span)


def _counted(counted: People, figure: Found, measure: Measure | None) -> People:
    """Leave out the population where it is not recorded: of areas and goods, and of nobody."""
    if measure is None:
        return counted if figure.kind == PERSONS else People(None, True, None)
    lasts = figure.unit is not None and figure.unit.is_time
    return counted if counts_persons(measure) or lasts else People(None, True, None)


def _of_persons(measure: Measure | None) -> bool:
    return measure is None or counts_persons(measure)


def _because(
    told: _Told,
    figure: Found,
    choice: Choice | None,
    counted: People,
    where: Named | None,
    when: asof.AsOf,
    put: modality.Put,
) -> tuple[Because, ...]:
    rows = (
        ("figure", (figure.first, figure.last)),
        ("hedge", figure.hedged),
        ("measure", choice.words if choice else None),
        ("population", counted.words if counted.population else None),
        ("place", (where.start, where.end) if where else None),
        ("attribution", told.chain.words),
        ("within" if when.within and not when.as_of else "as_of", when.words),
        ("modality", put.modality_words),
        ("likelihood", put.likelihood_words),
    )
    return tuple(
        Because(field, told.raw[place[0] : place[1]], place[0], place[1])
        for field, place in rows
        if place is not None and place[1] > place[0]
    )
