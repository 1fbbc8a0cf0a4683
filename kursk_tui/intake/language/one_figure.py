"""What is proposed of one figure: its measure, whom it counts, and how often it counts."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.intake.language import again, asking, filling, sums
from kursk_tui.intake.language.backwards import Chain
from kursk_tui.intake.language.figures import BARE, SHARE, Aside, Found
from kursk_tui.intake.language.measures import Choice
from kursk_tui.intake.language.proposals import Proposal, SeenNumber
from kursk_tui.intake.language.reader import Names, Sentence
from kursk_tui.intake.language.shares import whole_of
from kursk_tui.intake.language.whereabouts import People, clause_of, people


def proposals_of(
    names: Names,
    told: filling.Told,
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
        before = sentence.found[at - 1] if at - 1 in positions else None
        counted = _same_people(names, counted, earlier[-1], text, span, figure, before)
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
        goes_on = again.listed(text, span, sentence.found[at - 1], figure)
        if above.of is None and (goes_on or again.another_count(text, span, figure)):
            choice = names.measures.fitted(above.measure, figure)
    if figure.kind == BARE and sums.is_total(text, figure.end):
        # "300 killed and 900 wounded, 1,200 in all": of what those before it are together.
        told_before = [m for n in positions.values() if (m := earlier[n].measure)]
        whole = names.measures.whole_of(told_before) if len(told_before) > 1 else None
        choice = Choice(whole, None) if whole is not None else choice
    if choice is None and not is_asked:
        return []
    clause = clause_of(text, span, sentence.joints, figure)
    twice = again.twice(names.measures, text, clause, sentence, at, choice, own=own)
    if twice is None:
        proposal = filling.proposal(names, told, at, counted, choice, of, clause)
        if at - 1 in positions and again.same_again(text, span, figure):
            # They are where those of the number before are.
            place = earlier[positions[at - 1]].scope.place
            proposal = proposal._replace(scope=proposal.scope._replace(place=place))
        return [proposal]
    both = (choice, (clause[0], twice.split)), (twice.choice, (twice.split, clause[1]))
    return [
        filling.proposal(names, filling.within(told, part), at, counted, each, of, part)
        for each, part in both
    ]


def _same_people(
    names: Names,
    counted: People,
    told: Proposal,
    text: str,
    span: tuple[int, int],
    figure: Found,
    before: Found | None,
) -> People:
    """Return whom a number counts that is more of those before it, or has their noun again.

    `told` is the proposal before it, `before` the figure before it in its sentence.
    """
    scopes, population = names.scopes, told.scope.population
    if counted.foreign or counted.population != scopes.default:
        return counted
    if population is None or population == scopes.default:
        return counted
    # "70 Ostian soldiers died, and 400 soldiers were hurt".
    is_same = before is not None and figure.noun != "" and figure.noun == before.noun
    if not (is_same and scopes.default is None) and not again.more_of_them(text, span, figure):
        return counted
    is_own = scopes.main is not None and scopes.narrower(population, scopes.main)
    return People(population, not is_own, None)


def seen(names: Names, sentence: Sentence, raw: str, aside: Aside, chain: Chain) -> SeenNumber:
    """Return a number that is not proposed, read as if it were one without a measure."""
    alone = sentence._replace(found=[aside.found])
    told = filling.Told(alone, raw, chain, None, None, None, None, ())
    counted = people(names.scopes, names.agents, sentence.text, sentence.span, aside.found)
    clause = clause_of(sentence.text, sentence.span, sentence.joints, aside.found)
    proposal = filling.proposal(names, told, 0, counted, None, None, clause)
    return SeenNumber(proposal, aside.why)
