"""The figures of a sentence in another language: what a number counts, and which count nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from kursk_tui.intake.language.foreign.words import Words
from kursk_tui.model.languages import hedges
from kursk_tui.model.languages.numbers import FEW, VAGUE, Number
from kursk_tui.model.languages.spans import Span, hedge_of
from kursk_tui.model.vocabulary import Hedge

PERSONS, UNIT, SHARE, BARE = "persons", "unit", "share", "bare"

# Points inside of a sentence are those of short forms.
_CLAUSE = re.compile(r"[,;:()\[\]—–?!\"«»]| - ")
_PHRASE = 60
_MOST_WORDS = 4
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_TIME = re.compile(r"\d{1,2}:\d\d|:\d\d")
_NUMBERED = re.compile(r"(?:№|#|n°|nº|nr\.?|no\.) ?$")
_OF = 12
# Words that say what became of people: whoever they are, a number between is of persons.
_OF_PEOPLE = frozenset(
    ("killed", "wounded", "missing", "captured", "detained", "evacuated", "displaced", "rescued")
)
_LED = 32
_FEWEST = 10
_AFTER_NOUN: tuple[Hedge, ...] = ("none", "about", "nearly", "exact")


class Counted(NamedTuple):
    """A figure of a sentence: places are in the folded text.

    `kind` says what is counted: persons, things of a `unit` (an English word), a share, or
    nothing that is named. `noun` is the place of the word for it; `whole` that another number is a
    part of this one, and so what is said behind it is said of that.
    """

    span: Span
    start: int
    end: int
    hedge: Hedge
    kind: str
    units: tuple[str, ...] = ()
    noun: tuple[int, int] = (0, 0)
    whole: bool = False

    @property
    def first(self) -> int:
        """Where its number begins."""
        return self.span.first

    @property
    def last(self) -> int:
        """Where its number, or the word for what is counted, ends."""
        return max(self.span.last, self.noun[1], self.end)


def counted(text: str, sentence: tuple[int, int], spans: list[Span], words: Words) -> list[Counted]:
    """Return the figures among the numbers of a sentence, in order.

    Dates, times, years and numbers of things that nobody counts are left out; so is a number
    without a noun, unless it is a share or may stand for persons (kind `bare`).
    """
    found: list[Counted] = []
    for at, span in enumerate(spans):
        limit = spans[at + 1].start if at + 1 < len(spans) else sentence[1]
        each = _counted(text, sentence, span, limit, words)
        part = spans[at - 1] if at and _is_part(text, spans[at - 1], span, words) else None
        if each is not None and part is not None and each.kind in (PERSONS, UNIT):
            # "15 of the 99 rallies": both are of one sort.
            found = [one for one in found if one.span is not part]
            same = each._replace(span=part, start=part.start, end=part.end, hedge=hedge_of(part))
            found.append(same._replace(noun=(0, 0)))
            each = each._replace(whole=True)
        if each is not None:
            found.append(each)
    found = _listed(text, found, words)
    return sorted(found + _duals(text, sentence, found, words), key=lambda each: each.start)


def _counted(
    text: str, sentence: tuple[int, int], span: Span, limit: int, words: Words
) -> Counted | None:
    if _is_unfit(text, span, words):
        return None
    if span.is_share:
        return Counted(span, span.start, span.end, hedge_of(span), SHARE)
    if words.known.table.spaced:
        each = _named(text, span, limit, words)
    else:
        each = _with_counter(text, span, limit, words)
    if each is None:
        return None
    if _is_one(span) and (each.kind == BARE or each.hedge == "none"):
        return None
    if span.number.kind == FEW and each.kind != PERSONS:
        return None
    return each


def _is_part(text: str, part: Span, whole: Span, words: Words) -> bool:
    """Whether only "of" or "of the" stands between two numbers."""
    gap = text[part.end : whole.start].strip()
    is_short = bool(gap) and len(gap) < _OF
    return is_short and not part.is_share and words.of.fullmatch(gap) is not None


def _is_one(span: Span) -> bool:
    """Whether a number is "one" in letters, which is an article more often than a count."""
    return span.number.spelled and span.low == 1 and span.high == 1


def _is_unfit(text: str, span: Span, words: Words) -> bool:
    """Whether a number is part of a date, a time or a name."""
    if _TIME.match(text, span.last) or (
        text[: span.first].endswith(":") and span.first > 1 and (text[span.first - 2].isdigit())
    ):
        return True
    if _NUMBERED.search(text, max(0, span.first - 4), span.first):
        return True
    gap = span.last
    while gap < len(text) and text[gap] in ". ":
        gap += 1
    between = words.of_month.match(text, gap)
    if between is not None and words.months.match(text, between.end() + 1):
        return True
    if gap - span.last <= 2:
        if words.months.match(text, gap):
            return True
        if words.dated.match(text, gap) and span.number.kind not in (VAGUE, FEW):
            return True
    return False


def _is_year(text: str, span: Span) -> bool:
    return bool(_YEAR.fullmatch(text, span.first, span.last)) and span.hedge == "none"


def _is_in_year(text: str, span: Span, words: Words) -> bool:
    """Whether "in" leads to a number of four digits that may be a year."""
    before = text[max(0, span.first - 12) : span.first].rstrip()
    return _is_year(text, span) and any(
        match.end() == len(before) for match in words.where.finditer(before)
    )


def _named(text: str, span: Span, limit: int, words: Words) -> Counted | None:
    """What a number counts by the noun phrase behind it, where words stand apart."""
    at = max(span.end, span.last)
    # Only the number may be quoted.
    at += text[at : at + 1] == '"'
    until = _phrase_end(text, at, min(limit, at + _PHRASE), words)
    person = words.persons.search(text, at, until)
    unit, where = None, None
    for name, forms in words.units.items():
        match = forms.search(text, at, until)
        if match is not None and (where is None or match.start() < where.start()):
            unit, where = name, match
    hedge = hedge_of(span)
    if (
        where is not None
        and unit is not None
        and (person is None or where.start() <= person.start())
    ):
        if _is_year(text, span) and where.start() > at + 1:
            return None
        end, hedge = _hedged_after(text, where.end(), span, hedge, words)
        return Counted(span, span.start, end, hedge, UNIT, (unit,), where.span())
    if person is not None:
        if _is_year(text, span) and (person.start() > at + 1 or _is_in_year(text, span, words)):
            return None
        end, hedge = _hedged_after(text, person.end(), span, hedge, words)
        return Counted(span, span.start, end, hedge, PERSONS, (), person.span())
    if _is_year(text, span) or span.number.kind == FEW:
        return None
    if not _is_bare(text, at, until, words) and not _is_led(text, span, words):
        return None
    return Counted(span, span.start, span.end, hedge, BARE)


def _is_bare(text: str, at: int, until: int, words: Words) -> bool:
    """Whether no noun stands behind a number: nothing does, or a small word, or what happened."""
    following = _WORD.search(text, at, until)
    if following is None or words.common.match(text, following.start()):
        return following is None or not words.of.match(text, following.start())
    if words.them.match(text, following.start()):
        return True
    if words.known.changes.match(text, following.start()):
        # "The dead reached 180": the verb stands behind it in some languages.
        return True
    cue = words.cues.search(text, at, until)
    return cue is not None and len(_WORD.findall(text, at, cue.start())) <= 2


def _is_led(text: str, span: Span, words: Words) -> bool:
    """Whether right before a number it is told what became of people: killing 45 Norwegians."""
    begin = max(0, span.start - _LED)
    marks = [match.end() for match in _CLAUSE.finditer(text, begin, span.start)]
    begin = marks[-1] if marks else begin
    for cue in words.cues.finditer(text, begin, span.start):
        family = words.families[int((cue.lastgroup or "c0")[1:])]
        if family in _OF_PEOPLE and len(_WORD.findall(text, cue.end(), span.start)) <= 2:
            return (span.low or span.high or 0) >= _FEWEST
    return False


def _hedged_after(text: str, at: int, span: Span, hedge: Hedge, words: Words) -> tuple[int, Hedge]:
    """Where a figure ends, and its hedge, with one that stands behind the noun."""
    later = hedges.after(text, at, words.known) if hedge in _AFTER_NOUN else None
    if later is None:
        return span.end, hedge
    return later.end, hedges.joined(hedges.Told(hedge, 0, 0), later)


def _phrase_end(text: str, at: int, limit: int, words: Words) -> int:
    """Where the noun phrase behind a number ends: at a mark, a word that parts clauses, or soon."""
    mark = _CLAUSE.search(text, at, limit)
    until = mark.start() if mark is not None else limit
    stop = words.stops.search(text, at, until)
    until = stop.start() if stop is not None else until
    for count, match in enumerate(_WORD.finditer(text, at, until)):
        if count == _MOST_WORDS:
            return match.start()
    return until


def _with_counter(text: str, span: Span, limit: int, words: Words) -> Counted | None:
    """What a number counts by the word written onto it, where words stand not apart."""
    at = span.last
    hedge = hedge_of(span)
    later = hedges.after(text, at, words.known) if span.end > span.last else None
    at = later.end if later is not None else at
    match = words.known.counted.match(text, at)
    if match is None:
        return None
    end, hedge = _hedged_after(text, match.end(), span, hedge, words)
    counter = match.group().strip()
    # What is counted belongs to the phrase, as a hedge may stand behind it: 3,000명 규모.
    if counter in words.counters:
        return Counted(span, span.start, max(end, match.end()), hedge, PERSONS, (), match.span())
    units = words.counted.get(counter, ())
    return Counted(span, span.start, max(end, match.end()), hedge, UNIT, units, match.span())


def _listed(text: str, found: list[Counted], words: Words) -> list[Counted]:
    """Give the second of a list the hedge of the first: by the codebook it holds for the rest."""
    told = list(found)
    for at in range(len(told) - 1):
        first, second = told[at], told[at + 1]
        is_hedged = first.hedge not in ("none", "between", "vague", "few")
        if is_hedged and second.hedge == "none" and is_list(text, first, second, words):
            told[at + 1] = second._replace(hedge=first.hedge)
    return told


def is_list(text: str, first: Counted, second: Counted, words: Words) -> bool:
    """Whether only "and" or a comma stands between what one number counts and the next number."""
    gap = text[first.last : second.start].strip()
    return gap == "," or words.ands.fullmatch(gap) is not None


def _duals(
    text: str, sentence: tuple[int, int], found: list[Counted], words: Words
) -> list[Counted]:
    """Two of somebody, said by the ending of a word."""
    duals: list[Counted] = []
    for match in words.duals.finditer(text, *sentence):
        if any(each.start < match.end() and match.start() < each.last for each in found):
            continue
        start, end = match.span()
        number = Number(start, end, 2.0, spelled=True)
        span = Span(start, end, start, end, 2.0, 2.0, "none", number)
        duals.append(Counted(span, start, end, "none", PERSONS, (), match.span()))
    return duals
