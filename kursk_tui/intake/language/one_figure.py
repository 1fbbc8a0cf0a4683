"""What is proposed of one figure: its measure, whom it counts, where and when, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.intake.language import again, asking, asof, modality, sums
from kursk_tui.intake.language.backwards import Chain
from kursk_tui.intake.language.figures import BARE, PERSONS, SHARE, Aside, Found
from kursk_tui.intake.language.measures import Choice
from kursk_tui.intake.language.proposals import Because, Proposal, SeenNumber
from kursk_tui.intake.language.reader import Names, Sentence
from kursk_tui.intake.language.scenes import Scenes
from kursk_tui.intake.language.scopes import Named
from kursk_tui.intake.language.shares import whole_of
from kursk_tui.intake.language.units import counts_persons
from kursk_tui.intake.language.whereabouts import (
    People,
    Spoken,
    clause_of,
    people,
    place_of,
    referred,
)
from kursk_tui.model.records import ClaimScope, Measure

# Words that take up what the sentence before spoke of, and so where it was.
_REFERS_BACK = re.compile(
    r"\W{0,6}(?:another|of (?:these|those|them)|they|these|those|among them|the (?:first|second"
    r"|others|rest|remaining)|(?:the|that|this) (?:figure|number|total|toll|count|tally)"
    r"|\d[\d,]* of them|some of them)\b",
    re.IGNORECASE,
)


class Told(NamedTuple):
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


def proposals_of(
    names: Names,
    told: Told,
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


def seen(names: Names, sentence: Sentence, raw: str, aside: Aside, chain: Chain) -> SeenNumber:
    """Return a number that is not proposed, read as if it were one without a measure."""
    alone = sentence._replace(found=[aside.found])
    told = Told(alone, raw, chain, None, None, None, None, ())
    counted = people(names.scopes, names.agents, sentence.text, sentence.span, aside.found)
    clause = clause_of(sentence.span, sentence.joints, aside.found)
    return SeenNumber(_proposal(names, told, 0, counted, None, None, clause), aside.why)


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


def _within(told: Told, part: tuple[int, int]) -> Told:
    """Leave out the places of a sentence that stand outside of a part of it."""
    places = [place for place in told.sentence.places if part[0] <= place.start < part[1]]
    return told._replace(sentence=told.sentence._replace(places=places))


def _proposal(
    names: Names,
    told: Told,
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
    names: Names, told: Told, at: int, measure: Measure | None, clause: tuple[int, int]
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


def _scene(names: Names, told: Told, counted: People, measure: Measure | None) -> str | None:
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
    told: Told,
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
