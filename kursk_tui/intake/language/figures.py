"""The figures of a sentence: number, hedge and the noun that is counted.

Written is the shortest phrase that carries number and hedge as printed, with the unit of a
length, an area or a time (codebook, Figures and hedges).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kursk_tui.intake.language import hedges, lexicon, setaside
from kursk_tui.intake.language.numbers import FEW, FRACTION, PERCENT, VAGUE, Number, numbers
from kursk_tui.intake.language.plain import Word, each_word, plain, words
from kursk_tui.intake.language.ranges import Span, ranges
from kursk_tui.intake.language.units import Unit
from kursk_tui.model.figures import LARGEST, shape_problem
from kursk_tui.model.records import Figure
from kursk_tui.model.vocabulary import Hedge

PERSONS, UNIT, SHARE, BARE = "persons", "unit", "share", "bare"

_BRACKET = re.compile(
    rf" ?[(\[](?:about |around |roughly |over |more than |some |nearly |approximately )?[$€£₩¥]?"
    rf"[\d,. ]{{1,16}}(?: (?:million|billion|trillion))? ?(?:{lexicon.SECOND_UNITS.pattern})[)\]]",
    re.IGNORECASE,
)

_GAP = re.compile(r"[ -]?")

_OF = re.compile(
    r" (?:more )?of (?:the|its|their|his|these|those|these|all|our)?\b ?", re.IGNORECASE
)

_LISTED = re.compile(r"[\w' -]*(?: and| or|,) ?(?:\w+ ){0,2}")

_PART_OF = re.compile(r"\b(?:of|among|out of|from)(?: the| a total of)? $", re.IGNORECASE)

# "1,250 sq. km", "7,000 U.S. troops": the stop ends no phrase.
_SHORTENED = re.compile(r"\b(?:sq|[A-Z]|U\.S|U\.K)\. $")
_STRONG = re.compile(r"(?:-(?:strong|man|member)| strong)\b")

# A sentence with more numbers than these is a table or nonsense.
_MOST = 60
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


def figures(
    text: str,
    span: tuple[int, int],
    units: Sequence[Unit],
    dated: Sequence[tuple[int, int]] = (),
    nouns: frozenset[str] = frozenset(),
    is_told: Callable[[], bool] = lambda: False,
) -> list[Found]:
    """Return the figures of the sentence at `span` of a plain text, in reading order.

    Numbers that count neither persons nor a unit, nor can stand for them, are left out, as are
    those in the spans `dated`, which are phrases of time. `nouns` are a dossier's own for those
    who are counted (cases, participants); `is_told` says whether the sentence has a cue for
    them, so that a number may stand without a noun. Never raises.
    """
    start, end = span
    unfit = [*((a + start, b + start) for a, b in setaside.unfit(text[start:end])), *dated]
    plausible = [
        number
        for number in _outside(numbers(text, start, end), sorted(unfit))
        if not setaside.compounded(text, number.end)
    ][:_MOST]
    about_persons = any(
        lexicon.is_person(word.text) or lexicon.family(word.lower)
        for word in words(text, start, end)
    ) or bool(lexicon.THE_COUNT.match(text, start) or lexicon.MORE.match(text, start))
    about_persons = about_persons or (bool(plausible) and is_told())
    found: list[Found] = []
    taken = start
    for joined in ranges(text, plausible):
        if joined.start < taken:
            continue
        figure = _figure(text, joined, end, units, nouns, about_persons)
        if figure is None:
            continue
        if found:
            figure = _shared(text, found[-1], figure)
        found.append(figure)
        taken = figure.end
    found += _lengths(text, span, units, found)
    return _named_after(text, sorted(found, key=lambda figure: figure.start))


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
    nouns: frozenset[str],
    about_persons: bool,
) -> Found | None:
    """Return a figure with its hedge and noun; None where the number counts nothing known."""
    number = span.number
    hedge = hedges.before(text, span.start)
    later = hedges.after(text, span.end)
    named = _noun(text, later.end if later else span.end, stop, units, nouns, number)
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


_NO_WORD = Word("", "", 0, 0)
# "The 100 to 300 range": what is counted is told elsewhere.
_SPECTRUM = frozenset(("range", "spectrum", "bracket", "band", "mark", "threshold", "figure"))


def _noun(
    text: str,
    at: int,
    stop: int,
    units: Sequence[Unit],
    nouns: frozenset[str],
    number: Number,
) -> tuple[str, Word, Unit | None, bool] | None:
    """Return kind, noun, unit and whether "of" leads to it; None for some other noun."""
    if number.kind in (PERCENT, FRACTION):
        return SHARE, _NO_WORD, None, bool(_OF.match(text, at, stop))
    strong = _STRONG.match(text, at, stop)
    if strong:
        return PERSONS, _NO_WORD, None, False
    of = _OF.match(text, at, stop)
    whole = bool(of)
    begin = of.end() if of else at
    if number.money:
        unit = next((each for each in units if each.is_money), None)
        return (UNIT, _NO_WORD, unit, whole) if unit else None
    limit = _phrase_end(text, begin, stop)
    phrase = words(text, begin, limit)
    person = next((word for word in phrase if _is_counted(word, phrase, nouns)), None)
    matches = [
        (match.start(), -match.end(), unit)
        for unit in units
        if unit.pattern is not None and (match := unit.pattern.search(text, begin, limit))
    ]
    first = min(matches, key=lambda each: each[:2]) if matches else None
    if first is not None and (person is None or first[0] < person.start):
        word = Word("", text[first[0] : -first[1]].lower(), first[0], -first[1])
        return UNIT, word, first[2], whole
    if person is not None:
        return PERSONS, person, None, whole
    return _bare(text, begin, phrase, whole)


def _is_counted(word: Word, phrase: list[Word], nouns: frozenset[str]) -> bool:
    """Whether a word of a phrase is the noun for persons that the number counts.

    One that only tells the kind of a later one is not: wounded soldiers, injured Libyan men.
    """
    if not (lexicon.is_person(word.text) or word.lower in nouns):
        return False
    for later in phrase[phrase.index(word) + 1 :]:
        if lexicon.is_person(later.text) or later.lower in nouns:
            return False
        if not (later.text[:1].isupper() or later.lower in lexicon.KINDS):
            break
    return True


def _phrase_end(text: str, begin: int, stop: int) -> int:
    """Return where the noun phrase that begins at a place ends, seven words on at most."""
    end = begin
    for count, word in enumerate(each_word(text, begin, min(stop, begin + 140))):
        gap = text[end : word.start]
        joined = gap.strip(" \"'-–") in ("", ",") or (
            gap == ". " and _SHORTENED.search(text, begin, word.start)
        )
        if not joined or "–" in gap or count > 8:
            break
        if "," in gap and (count == 0 or word.text[:1].isupper()):
            break
        if word.lower in lexicon.STOPS and word.lower not in lexicon.PERSONS:
            break
        if "," in gap and lexicon.family(word.lower) is not None and word.lower != "fallen":
            break
        end = word.end
    return end


def _bare(
    text: str, begin: int, phrase: list[Word], whole: bool
) -> tuple[str, Word, Unit | None, bool] | None:
    """Return that the noun is left out, None where another noun than a person's stands there."""
    rest = [word for word in phrase if word.lower not in lexicon.LIGHT]
    if not rest or (rest[0].lower in _SPECTRUM and len(rest) == 1):
        return BARE, _NO_WORD, None, whole
    first = rest[0]
    if first.lower in lexicon.EVENTS:
        return None
    is_participle = (
        lexicon.family(first.lower) is not None
        or first.lower in lexicon.IRREGULAR
        or first.lower.endswith(("ed", "ly"))
        or (first.lower.endswith("ing") and not any(w.lower.endswith("s") for w in rest[1:2]))
    )
    if is_participle or first.lower == "and":
        return BARE, _NO_WORD, None, whole
    # "10,000 combat and 1,000 engineer troops": the noun comes with the next number.
    if any(word.lower == "and" for word in rest):
        return BARE, _NO_WORD, None, whole
    return None


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
        nearest = words(text, span.end, min(len(text), span.end + 24))[:1]
        return bool(nearest) and lexicon.family(nearest[0].lower) is not None
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
    if first.kind != second.kind and BARE not in (first.kind, second.kind):
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
        if listed and not any(word.lower in lexicon.STOPS for word in words(between)):
            named[at] = here._replace(
                kind=following.kind,
                noun=following.noun,
                noun_start=following.noun_start,
                noun_end=following.noun_end,
                unit=following.unit,
            )
    return named
