"""Figures that are a part of another one: a dozen of them, nine of the dead, three of whom died.

A part is no total of its measure. Where population, place or period say which part it is, these
hold; where none does, the proposal has a doubt that its reviewer is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kursk_tui.intake.language import lexicon
from kursk_tui.intake.language.measures import Measures
from kursk_tui.intake.language.plain import plain, words
from kursk_tui.intake.language.proposals import Because, Proposal
from kursk_tui.intake.language.scopes import Scopes
from kursk_tui.intake.language.sums import Sum
from kursk_tui.intake.language.units import counts_persons

_OF_THEM = re.compile(
    r"(?: [a-z]+)? of (?:them|whom|those|these|which|(?:that|this) (?:number|total))\b"
)
_AMONG = re.compile(
    r"(?:\b(?:of|among|out of) (?:whom|which|them|these|those|(?:that|this) (?:number|total))"
    r"|\bincluding),?(?: [a-z]+){0,2}? ?$",
    re.IGNORECASE,
)
_OF_THE = re.compile(
    r" (?:more )?of (?P<whole>(?:the|these|those|its|their) (?:[\w,-]+ ){0,2}?(?P<noun>[a-z]+))\b"
)
# "Of the 40 dead, 12 were found in Tarn": what comes behind the first comma.
_OPENING = re.compile(
    r"\W{0,4}(?:of|among) (?P<whole>(?:the|these|those|its|their) (?:[\w,-]+ ){0,3}?"
    r"(?P<noun>[a-z]+))(?: (?:in|from|at|so far)[^,]{0,40})?, (?:(?!and\b)[a-z-]+ ){0,3}?$",
    re.IGNORECASE,
)
# "30 young workers", and not "30, workers said".
_SAME_PHRASE = re.compile(r"(?: [a-z-]+){1,3}")
_TREATED = frozenset(("treated", "hospitalised", "hospitalized"))
_FALLEN = (lexicon.LOSSES | {"victims", "survivors"}) - {"lives"}


def doubted(
    measures: Measures,
    scopes: Scopes,
    proposals: Sequence[Proposal],
    paragraphs: Sequence[str],
    sums: Sequence[Sum],
) -> list[Proposal]:
    """Return the proposals, those with a doubt that a text tells as a part and not as which.

    The parts of `sums` are parts whatever their words.
    """
    wholes = {part: each.total for each in sums for part in each.parts}
    texts: dict[int, str] = {}
    told: list[Proposal] = []
    for place, proposal in enumerate(proposals):
        number = proposal.paragraph
        if number not in texts:
            texts[number] = plain(paragraphs[number - 1])
        doubt = _doubt(measures, scopes, told, proposal, texts[number])
        if doubt is None and place in wholes:
            doubt = _of_whole(measures, scopes, proposals[wholes[place]], proposal, None)
        if doubt is None:
            doubt = _of_some(measures, scopes, proposal, texts[number])
        doubts = [each for each in (doubt, _treated(measures, proposal)) if each is not None]
        told.append(proposal._replace(doubts=(*proposal.doubts, *doubts)) if doubts else proposal)
    return told


def _treated(measures: Measures, proposal: Proposal) -> Because | None:
    """The doubt about a count of those whom doctors saw, where the dossier has no such measure."""
    words = {reason.words.lower() for reason in proposal.because if reason.field == "measure"}
    measure = measures.all.get(proposal.measure or "")
    if measure is None or not words & _TREATED or words & set(measure.cues):
        return None
    return Because("measure", f"{min(words)}: whether {measure.name} is not said", 0, 0)


def _of_some(measures: Measures, scopes: Scopes, proposal: Proposal, text: str) -> Because | None:
    """The doubt about a count of workers, of passengers, where the dossier has no such population.

    Only where it has none that goes without saying: there nobody is taken for all of them.
    """
    measure = measures.all.get(proposal.measure or "")
    if measure is None or not counts_persons(measure) or scopes.main is not None:
        return None
    told = _SAME_PHRASE.match(text, proposal.end)
    noun = next(filter(lexicon.is_person, told.group().split()), None) if told else None
    is_cue = any(noun in cue.split() for cue in measure.cues)
    if noun not in lexicon.SOME or is_cue or proposal.scope.population is not None:
        return None
    return Because("population", f"{noun} alone, or all who are counted: not said", 0, 0)


def _doubt(
    measures: Measures, scopes: Scopes, before: Sequence[Proposal], part: Proposal, text: str
) -> Because | None:
    """Return the doubt about a proposal that its own words tell as a part, if there is one."""
    if part.of is not None:
        return None
    start = part.sentence[0]
    behind = _OF_THE.match(text, part.end)
    opening = _OPENING.match(text[: part.start], start)
    for match in (behind, opening):
        if match is not None and match["noun"].lower() in _FALLEN:
            whole = _last_of(measures, before, part, match["noun"].lower())
            return _of_whole(measures, scopes, whole, part, match["whole"])
    if _OF_THEM.match(text, part.end) or _AMONG.search(
        text, max(start, part.start - 60), part.start
    ):
        whole = _last(before, part)
        return _of_whole(measures, scopes, whole, part, None) if whole is not None else None
    return None


def _last(before: Sequence[Proposal], part: Proposal) -> Proposal | None:
    """Return the count told last in a paragraph, or at the end of the one before."""
    near = [
        each
        for each in before[-8:]
        if part.paragraph - each.paragraph in (0, 1)
        and each.of is None
        and not _is_same(each, part)
    ]
    here = [each for each in near if each.paragraph == part.paragraph] or near[-1:]
    # "40 were hurt, a dozen of them badly, two of them children": parts of one whole.
    whole = [each for each in here if not each.doubts]
    return next(reversed(whole or here), None)


def _last_of(
    measures: Measures, before: Sequence[Proposal], part: Proposal, noun: str
) -> Proposal | None:
    """Return the count told last of those whom a noun names: of the dead, of the wounded."""
    family = lexicon.family(noun)
    for each in reversed(before):
        measure = measures.all.get(each.measure or "")
        if measure is None or each.of is not None or each.doubts or _is_same(each, part):
            continue
        if family is None or any(
            lexicon.family(word.lower) is family for cue in measure.cues for word in words(cue)
        ):
            return each
    return None


def _is_same(one: Proposal, other: Proposal) -> bool:
    return (one.paragraph, one.start) == (other.paragraph, other.start)


def _of_whole(
    measures: Measures, scopes: Scopes, whole: Proposal | None, part: Proposal, called: str | None
) -> Because | None:
    """Return the doubt about a part of a whole, None where its fields say which part it is.

    `called` are the words for the whole where no figure of it was told.
    """
    mine = part.scope
    if whole is None:
        is_told = mine.population not in (None, scopes.main) or _has_place(part)
        return None if is_told or called is None else _because(called)
    if not whole.doubts and _contains(measures, whole.measure, part.measure):
        return None
    theirs = whole.scope
    narrower = (
        (mine.population, theirs.population),
        (mine.place, theirs.place),
    )
    if any(a is not None and a != b and (b is None or scopes.narrower(a, b)) for a, b in narrower):
        return None
    if mine.within is not None and mine.within != theirs.within:
        return None
    return _because(_number(whole))


def _has_place(part: Proposal) -> bool:
    """Whether its own sentence tells where a part is."""
    return any(reason.field == "place" for reason in part.because)


def _number(whole: Proposal) -> str:
    """Return what a whole is called: the 40, "a dozen"."""
    written = next((r.words for r in whole.because if r.field == "figure"), whole.figure.written)
    return f"the {written}" if written[:1].isdigit() else f"“{written}”"


def _contains(measures: Measures, whole: str | None, part: str | None) -> bool:
    """Whether a measure is a part of another: the killed of those sent are all the killed."""
    seen: set[str] = set()
    while part is not None and part not in seen:
        seen.add(part)
        above = measures.all[part].part_of
        if whole is not None and (above == whole or part in measures.all[whole].sum_of):
            return True
        part = above
    return False


def _because(whole: str) -> Because:
    return Because("population", f"a part of {whole}; whom it counts is not said", 0, 0)
