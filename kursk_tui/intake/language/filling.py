"""A proposal filled from its sentence: whom, where, when and how a figure is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.intake.language import asof, modality
from kursk_tui.intake.language.backwards import Chain
from kursk_tui.intake.language.figures import PERSONS, Found
from kursk_tui.intake.language.measures import Choice
from kursk_tui.intake.language.proposals import Because, Proposal
from kursk_tui.intake.language.reader import Names, Sentence
from kursk_tui.intake.language.scenes import Scenes
from kursk_tui.intake.language.scopes import Named
from kursk_tui.intake.language.units import counts_persons
from kursk_tui.intake.language.whereabouts import People, Spoken, place_of, referred
from kursk_tui.model.records import ClaimScope, Measure


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


# Words that take up what the sentence before spoke of, and so where it was.
_REFERS_BACK = re.compile(
    r"\W{0,6}(?:another|of (?:these|those|them)|they|these|those|among them|the (?:first|second"
    r"|others|rest|remaining)|(?:the|that|this) (?:figure|number|total|toll|count|tally)"
    r"|\d[\d,]* of them|some of them)\b",
    re.IGNORECASE,
)


def within(told: Told, part: tuple[int, int]) -> Told:
    """Leave out the places of a sentence that stand outside of a part of it."""
    places = [place for place in told.sentence.places if part[0] <= place.start < part[1]]
    return told._replace(sentence=told.sentence._replace(places=places))


def proposal(
    names: Names,
    told: Told,
    at: int,
    counted: People,
    choice: Choice | None,
    of: int | None,
    clause: tuple[int, int],
) -> Proposal:
    """Return the proposal for the figure at a position of a sentence's figures.

    `of` is the position of the whole it is a share of, `clause` the part of the sentence that
    tells it.
    """
    sentence = told.sentence
    text, span, figure = sentence.text, sentence.span, sentence.found[at]
    measure = names.measures.all[choice.measure] if choice else None
    counted = _counted(counted, figure, measure)
    where = _where(names, told, at, measure, clause)
    scene = where.id if where else _scene(names, told, counted, measure)
    place = (figure.start, figure.end)
    others = [other.start for other in sentence.found if other is not figure]
    noun = (figure.noun_start, figure.noun_end)
    how = names.scopes.counting(text, *clause, noun) if figure.noun else None
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
        scope=ClaimScope(counted.population, scene, when.within, how.id if how else None),
        attribution=told.chain.attribution,
        lineage=told.chain.lineage,
        as_of=when.as_of,
        as_of_basis=when.basis,
        modality=put.modality,
        likelihood=told.raw[slice(*put.likelihood_words)] if put.likelihood_words else None,
        of=of,
        unknown_names=told.chain.names,
        because=_because(told, figure, choice, counted, where, how, when, put),
        hesitates=told.chain.doubt or None,
        said=asof.said_on(text, span, figure.start, sentence.times, sentence.said),
    )


def _where(
    names: Names, told: Told, at: int, measure: Measure | None, clause: tuple[int, int]
) -> Named | None:
    """Return the place of a figure: named in its sentence, or taken up from before."""
    sentence = told.sentence
    text, span, figure = sentence.text, sentence.span, sentence.found[at]
    others = [
        other.start
        for other in sentence.found
        # "Killed 70 in three weeks in Tarn": how long it took parts no place from its figure.
        if other is not figure and not (other.unit is not None and other.unit.is_time)
    ]
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
    if figure.unit is not None and figure.unit.is_arms and counted.words is not None:
        return counted
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
    how: Named | None,
    when: asof.AsOf,
    put: modality.Put,
) -> tuple[Because, ...]:
    rows = (
        ("figure", (figure.first, figure.last)),
        ("hedge", figure.hedged),
        ("measure", choice.words if choice else None),
        ("population", counted.words if counted.population else None),
        ("place", (where.start, where.end) if where else None),
        ("counting", (how.start, how.end) if how else None),
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
