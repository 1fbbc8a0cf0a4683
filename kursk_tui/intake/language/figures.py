"""The figures of a sentence: number, hedge and the noun that is counted.

Written is the shortest phrase that carries number and hedge as printed, with the unit of a
length, an area or a time (codebook, Figures and hedges).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from kursk_tui.intake.language import hedges, lexicon, nouns, setaside
from kursk_tui.intake.language.numbers import FEW, VAGUE, Number, numbers
from kursk_tui.intake.language.plain import plain, words
from kursk_tui.intake.language.ranges import Span, ranges
from kursk_tui.intake.language.units import Unit
from kursk_tui.model.figures import LARGEST, shape_problem
from kursk_tui.model.records import Figure
from kursk_tui.model.vocabulary import Hedge

PERSONS, UNIT, SHARE, BARE, OTHER = (
    nouns.PERSONS,
    nouns.UNIT,
    nouns.SHARE,
    nouns.BARE,
    nouns.OTHER,
)

_BRACKET = re.compile(
    rf" ?[(\[](?:about |around |roughly |over |more than |some |nearly |approximately )?[$€£₩¥]?"
    rf"[\d,. ]{{1,16}}(?: (?:million|billion|trillion))? ?(?:{lexicon.SECOND_UNITS.pattern})[)\]]",
    re.IGNORECASE,
)

_GAP = re.compile(r"[ -]?")

_LISTED = re.compile(r"[\w' -]*(?: and| or|,) ?(?:\w+ ){0,2}")

_PART_OF = re.compile(r"\b(?:of|among|out of|from)(?: the| a total of)? $", re.IGNORECASE)

# A sentence with more numbers than these is a table or nonsense.
_MOST = 60
_LEAST_ROUND = 10
_YEARLIKE = re.compile(r"(?:19|20)\d\d$")


class Found(NamedTuple):
    """A figure found in a plain text.

    `start` and `end` are the place of the written phrase, `first` and `last` that of the
    number or numbers alone; `kind` says what is counted, `noun` with its place (`noun_start`,
    `noun_end`) names it ("" where it is left out), `unit` is the unit of a measure; `whole`
    tells that an "of" leads to the noun; `hedged` is the place of the words of the hedge.
    """

    figure: Figure
    start: int
    end: int
    first: int
    last: int
    kind: str
    noun: str = ""
    noun_start: int = 0
    noun_end: int = 0
    unit: Unit | None = None
    whole: bool = False
    hedged: tuple[int, int] | None = None


# Why a number that counts something is not proposed. An age; how often; how many there is room
# for; by how much a count changed; a noun that no measure
# counts; a unit without a cue; fewer than are contested; people of whom every article has
# numbers; a share of nothing measured; no noun; in a caption or the like; in a title printed
# twice; in a sentence with too many numbers; of a time before the dossier's own.
Why = Literal[
    "age",
    "often",
    "room",
    "change",
    "other",
    "unmeasured",
    "few",
    "anybody",
    "share",
    "bare",
    "caption",
    "repeated",
    "many",
    "before",
]


class Aside(NamedTuple):
    """A number of a sentence that is not proposed, and why."""

    found: Found
    why: Why


def figures(
    text: str,
    span: tuple[int, int],
    units: Sequence[Unit],
    dated: Sequence[tuple[int, int]] = (),
    own: frozenset[str] = frozenset(),
    is_told: Callable[[], bool] = lambda: False,
) -> list[Found]:
    """Return the figures of the sentence at `span` of a plain text, in reading order.

    Numbers that count neither persons nor a unit, nor can stand for them, are left out, as are
    those in the spans `dated`, which are phrases of time. `own` are a dossier's own nouns for
    those who are counted (cases, participants); `is_told` says whether the sentence has a cue
    for them, so that a number may stand without a noun. Never raises.
    """
    return read(text, span, units, dated, own, is_told)[0]


def read(
    text: str,
    span: tuple[int, int],
    units: Sequence[Unit],
    dated: Sequence[tuple[int, int]] = (),
    own: frozenset[str] = frozenset(),
    is_told: Callable[[], bool] = lambda: False,
) -> tuple[list[Found], list[Aside]]:
    """Return the figures of a sentence, as `figures` does, and the other numbers that count.

    Dates, times, names, marks and lengths of time are in neither.
    """
    start, end = span
    unfit = [*((a + start, b + start) for a, b in setaside.unfit(text[start:end])), *dated]
    fit = _outside(numbers(text, start, end), sorted(unfit))
    plausible, aside = _sorted_out(text, span, fit)
    about_persons = any(
        lexicon.is_person(word.text) or lexicon.family(word.lower)
        for word in words(text, start, end)
    ) or bool(lexicon.THE_COUNT.search(text, start, end) or lexicon.MORE.match(text, start))
    about_persons = about_persons or (bool(plausible) and is_told())
    found: list[Found] = []
    taken = start
    for joined in ranges(text, plausible):
        if joined.start < taken:
            continue
        figure = _figure(text, joined, end, units, own, about_persons)
        if figure is None:
            aside += _other(text, joined, end)
            taken = max([taken, *(each.found.end for each in aside[-1:])])
            continue
        if found:
            figure = _shared(text, found[-1], figure)
        found.append(figure)
        taken = figure.end
    found += _lengths(text, span, units, found)
    named = _named_after(text, sorted(found, key=lambda figure: figure.start))
    return named, [each for each in aside if not _overlaps(each.found, named)]


def _sorted_out(
    text: str, span: tuple[int, int], fit: list[Number]
) -> tuple[list[Number], list[Aside]]:
    """Part the numbers that may be figures from ages and from those that say how often."""
    start, end = span
    apart = [(a + start, b + start, why) for a, b, why in setaside.told_apart(text[start:end])]
    plausible: list[Number] = []
    aside: list[Aside] = []
    for number in fit[:_MOST]:
        why: Why | None = next((why for a, b, why in apart if a <= number.start < b), None)
        if why is None and setaside.multiplies(text, number.end):
            why = "often"
        if why is not None:
            alone = Span(number.start, number.end, number.value, number.value, number, False)
            aside += [
                one._replace(why=why) for one in _other(text, alone, end, is_age=why == "age")
            ]
        elif not setaside.compounded(text, number.end):
            plausible.append(number)
    return plausible, aside


def _overlaps(one: Found, others: Sequence[Found]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


_LENGTH = re.compile(rf" ?(?:{lexicon.SECOND_UNITS.pattern})(?!\w)", re.IGNORECASE)


def _other(text: str, span: Span, stop: int, *, is_age: bool = False) -> list[Aside]:
    """Return a number that counts something else; none that is a year, a pronoun or a time."""
    number = span.number
    is_word = number.spelled and number.kind not in (VAGUE, FEW)
    small = not span.between and number.value is not None and number.value < (2 if is_word else 1)
    if small or number.kind == FEW or _is_year(text, span):
        return []
    rest = words(text, span.end, min(stop, span.end + 40))[:1]
    is_alone = not rest or rest[0].lower in lexicon.STOPS or text[span.end : span.end + 1] in ",.;"
    lasts = not is_age and nouns.OF_TIME.match(text, span.end)
    if lasts or (is_word and (number.value or 0) < 10 and is_alone):
        return []
    hedge, later = hedges.before(text, span.start), hedges.after(text, span.end)
    start, end = hedge.start if hedge else span.start, max(later.end if later else 0, span.end)
    length = _LENGTH.match(text, end, stop)
    end = length.end() if length else end
    bracket = _BRACKET.match(text, end, stop)
    end = bracket.end() if bracket else end
    figure = _record(text[start:end], span, hedge, later)
    if figure is None:
        return []
    place = hedge or later
    hedged = None
    if place is not None:
        hedged = (place.start, place.start + len(text[place.start : place.end].rstrip()))
    found = Found(figure, start, end, span.start, span.end, OTHER, hedged=hedged)
    return [Aside(found, "bare" if is_alone else "other")]


def _outside(told: list[Number], spans: list[tuple[int, int]]) -> list[Number]:
    """Return the numbers that begin in none of some spans, which are in order as they are."""
    kept: list[Number] = []
    reached, at = 0, 0
    for number in told:
        while at < len(spans) and spans[at][0] <= number.start:
            reached = max(reached, spans[at][1])
            at += 1
        if number.start >= reached:
            kept.append(number)
    return kept


def _lengths(
    text: str, span: tuple[int, int], units: Sequence[Unit], found: list[Found]
) -> list[Found]:
    """Return lengths of time without a number: "for weeks" has no interval, and is one yet."""
    lengths: list[Found] = []
    for unit in units:
        if not unit.is_time or unit.pattern is None:
            continue
        for match in re.finditer(rf"\bfor (?P<unit>{unit.name})\b", text[span[0] : span[1]]):
            start, end = span[0] + match.start("unit"), span[0] + match.end("unit")
            if not any(each.start < end and start < each.end for each in found):
                figure = Figure(text[start:end], None, None, "vague")
                lengths.append(
                    Found(figure, start, end, start, end, UNIT, unit.name, start, end, unit)
                )
    return lengths


def _figure(
    text: str,
    span: Span,
    stop: int,
    units: Sequence[Unit],
    own: frozenset[str],
    about_persons: bool,
) -> Found | None:
    """Return a figure with its hedge and noun; None where the number counts nothing known."""
    number = span.number
    hedge = hedges.before(text, span.start)
    later = hedges.after(text, span.end)
    named = nouns.noun(text, later.end if later else span.end, stop, units, own, number)
    if named is None:
        return None
    kind, noun, unit, whole = named
    if not later and noun.end and kind != SHARE:
        later = hedges.after(text, noun.end)
    if kind == BARE and not _may_be_bare(text, span, hedge is not None, about_persons):
        return None
    if number.kind == FEW and kind not in (PERSONS, UNIT):
        return None
    if kind == PERSONS and not number.money and _is_year(text, span):
        return None
    start = hedge.start if hedge else span.start
    end = max(later.end, span.end) if later else span.end
    if unit is not None and kind == UNIT and (unit.is_time or unit.is_measured):
        end = max(end, noun.end)
    if unit is not None and kind == UNIT and (unit.is_time or unit.is_measured or unit.is_money):
        bracket = _BRACKET.match(text, end, stop)
        end = bracket.end() if bracket else end
    figure = _record(text[start:end], span, hedge, later)
    if figure is None:
        return None
    place = hedge or later
    return Found(
        figure,
        start,
        end,
        span.start,
        span.end,
        kind,
        noun.lower,
        noun.start,
        noun.end,
        unit,
        whole,
        (place.start, place.start + len(text[place.start : place.end].rstrip())) if place else None,
    )


def _record(
    written: str, span: Span, hedge: hedges.Hedge | None, later: hedges.Hedge | None
) -> Figure | None:
    """Return the figure with the ends its hedge has; None where no sound one can be made."""
    name: Hedge = hedge.name if hedge else "none"
    if later is not None and name in ("none", "about", "nearly"):
        name = later.name
    if span.number.kind == VAGUE:
        figure = Figure(written, None, None, "vague")
    elif span.number.kind == FEW:
        figure = Figure(written, None, None, "few")
    else:
        figure = hedged(written, span.low, span.high, _of_range(span) if span.between else name)
    if (figure.high is not None and figure.high > LARGEST) or shape_problem(figure):
        return None
    return figure


def _of_range(span: Span) -> Hedge:
    """Return the hedge of a range: where its upper end is a floor too, it has none."""
    return "between" if span.high is not None else "at_least"


# Letters beyond are of no language that the rules know.
_LATIN = 0x24F
# In characters: what is longer is no phrase.
_MOST_IN_A_PHRASE = 200
# What may stand before number and hedge of a phrase that is English.
_BEFORE_A_PHRASE = re.compile(
    r"(?:\W|\b(?:the|a|an|another|additional|further|extra|only|just|already|even|total|of|has|have"
    r"|had|been|was|were|is|are|perhaps|maybe|possibly|probably|likely|well|there)\b)*",
    re.IGNORECASE,
)


def phrase(written: str) -> Figure | None:
    """Return what a phrase says by itself, without the sentence that it stands in.

    Whoever types a phrase says that it is a figure: its number need not count anything. None
    where it has no number and no word of quantity, or two that make no range; and where a word
    before the number is none that is known, for that may be another language's hedge. Never
    raises.
    """
    text = plain(written)
    if len(text) > _MOST_IN_A_PHRASE or any(c.isalpha() and ord(c) > _LATIN for c in text):
        return None
    second = [(match.start(), match.end()) for match in _BRACKET.finditer(text)]
    found = ranges(text, _outside(numbers(text), second))
    if len(found) != 1:
        return None
    span = found[0]
    # "300 soldiers or more": the hedge may come behind the noun.
    places = range(span.end, len(text) + 1)
    later = next((told for at in places if (told := hedges.after(text, at))), None)
    hedge = hedges.before(text, span.start)
    if not _BEFORE_A_PHRASE.fullmatch(text, 0, hedge.start if hedge else span.start):
        return None
    return _record(written, span, hedge, later)


def hedged(written: str, low: float | None, high: float | None, hedge: Hedge) -> Figure:
    """Return a figure with its number or numbers at the ends that the hedge leaves closed."""
    if hedge in ("more_than", "at_least"):
        return Figure(written, low, None, hedge)
    if hedge in ("at_most", "less_than", "up_to"):
        return Figure(written, None, high, hedge)
    return Figure(written, low, high, hedge)


_OF_PERSONS = re.compile(
    r" (?:more )?(?:of (?:them|whom|those|these|which)|others?)\b", re.IGNORECASE
)


def _may_be_bare(text: str, span: Span, is_hedged: bool, about_persons: bool) -> bool:
    """Whether a number without a noun can count persons."""
    if _OF_PERSONS.match(text, span.end):
        return True
    if not about_persons or _is_year(text, span):
        return False
    number = span.number
    if number.kind in (VAGUE, FEW):
        return True
    if number.spelled and (number.value or 0) < 10 and not is_hedged:
        told = (w.lower for w in words(text, span.end, min(len(text), span.end + 32))[:4])
        nearest = next((word for word in told if word not in lexicon.AUXILIARIES), "")
        return (number.value or 0) > 1 and lexicon.family(nearest) is not None
    return True


def _is_year(text: str, span: Span) -> bool:
    """Whether a number is a year: four digits, no comma, nothing that makes it a count."""
    printed = text[span.number.start : span.number.end]
    if span.between or not _YEARLIKE.match(printed):
        return False
    before = text[max(0, span.start - 24) : span.start].lower()
    if re.search(
        r"\b(?:about|some|than|least|to|around|nearly|roughly|over|almost|of the) $", before
    ):
        return False
    following = words(text, span.end, min(len(text), span.end + 60))[:3]
    in_year = re.search(
        r"\b(?:in|since|of|by|from|until|during|early|late|mid|and|for) ?-?$", before
    )
    return bool(in_year) or not any(lexicon.is_person(word.text) for word in following)


def _shared(text: str, first: Found, second: Found) -> Found:
    """Return the second figure of a list with the hedge of the first, where it has none.

    Codebook: the hedge before the first number holds for the rest of a list, unless "another"
    begins a new count.
    """
    if second.figure.hedge != "none" or first.figure.hedge in ("none", "between", "few", "vague"):
        return second
    if first.figure.hedge in ("about", "nearly") and (second.figure.low or 0) < _LEAST_ROUND:
        # "Around 700 officers, 2 generals": nobody rounds a two.
        return second
    between = text[first.end : second.first]
    if len(between) > 80 or hedges.begins_new_count(text, second.first):
        return second
    if _PART_OF.search(text, max(0, first.start - 24), first.start):
        # "Of about 11,000 troops, 4,000 ...": a whole and its part are no list.
        return second
    if not re.search(r"(?:,| and| or|&) ?$", between) or re.search(r"[.;:()–—]", between):
        return second
    told = words(between)
    if any(word.lower in lexicon.STOPS for word in told):
        return second
    if first.kind != second.kind and (
        SHARE in (first.kind, second.kind) or BARE not in (first.kind, second.kind)
    ):
        # "More than 400, two-thirds of them dead": a share has a hedge of its own.
        return second
    number = first.figure.low if second.figure.low is None else second.figure.low
    figure = hedged(second.figure.written, number, number, first.figure.hedge or "none")
    return second if shape_problem(figure) else second._replace(figure=figure, hedged=first.hedged)


def _named_after(text: str, found: list[Found]) -> list[Found]:
    """Give a number without a noun the noun of the next one, where "and" joins the two."""
    named = list(found)
    for at in range(len(named) - 2, -1, -1):
        here, following = named[at], named[at + 1]
        if here.kind != BARE or following.kind not in (PERSONS, UNIT):
            continue
        between = text[here.end : following.first]
        listed = len(between) < 40 and _LISTED.fullmatch(between)
        if _OF_PERSONS.match(text, here.last):
            # "A dozen of them badly, two of them children": each of those before.
            continue
        if listed and not any(
            # "Killed 70 and wounded 40 soldiers": two verbs, and each has its own number.
            word.lower in lexicon.STOPS or lexicon.family(word.lower)
            for word in words(between)
        ):
            named[at] = here._replace(
                kind=following.kind,
                noun=following.noun,
                noun_start=following.noun_start,
                noun_end=following.noun_end,
                unit=following.unit,
            )
    return named
