"""The figures of a folded text in another language: number or range with its hedge.

What is counted, and whether anything is, is for `intake` to say; a phrase alone is read here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kursk_tui.model.languages import hedges
from kursk_tui.model.languages.folding import fold
from kursk_tui.model.languages.numbers import FEW, FRACTION, PERCENT, VAGUE, Number, numbers
from kursk_tui.model.languages.patterns import Patterns, patterns
from kursk_tui.model.languages.tables import base, is_read
from kursk_tui.model.records import Figure
from kursk_tui.model.vocabulary import Hedge

# In characters: what is longer is no phrase.
_MOST_IN_A_PHRASE = 200
_JOINT = 16
_SIGNS = re.compile(r"[\W_]*")
_LARGEST = 1e15
_LIST = re.compile(r", ?|、|·")


class Span(NamedTuple):
    """A number or a range with its hedge and their place; `number` is the last one read.

    `start` and `end` take in the words of the hedge, `first` and `last` the number or numbers
    alone.
    """

    start: int
    end: int
    first: int
    last: int
    low: float | None
    high: float | None
    hedge: Hedge
    number: Number

    @property
    def is_share(self) -> bool:
        """Whether it is in percent."""
        return self.number.kind in (PERCENT, FRACTION)


def spans(text: str, known: Patterns) -> list[Span]:
    """Return the figures of a folded text in order. Never raises."""
    each = [number for number in numbers(text, known) if _stands(text, number, known)]
    told = [
        number
        for number, following in zip(each, [*each[1:], None], strict=False)
        if not _is_article(number, following)
    ]
    told = _choices(text, told, known)
    found: list[Span] = []
    at, reached = 0, 0
    while at < len(told):
        first, used = told[at], 1
        following = told[at + 1] if at + 1 < len(told) else None
        span = _range(text, first, following, known) if following is not None else None
        if span is not None:
            used = 2
        else:
            span = _one(text, first, known)
        if span.start < reached:
            # The words before it belong to the figure before.
            span = span._replace(start=span.first, hedge="none" if used == 1 else span.hedge)
        found.append(span)
        reached = span.end
        at += used
    return found


def _choices(text: str, told: list[Number], known: Patterns) -> list[Number]:
    """Join two words of quantity that are a choice: hundreds, or even thousands."""
    joined: list[Number] = []
    for number in told:
        last = joined[-1] if joined else None
        both_vague = last is not None and last.kind == number.kind == VAGUE
        if last is not None and both_vague and known.ors.fullmatch(text, last.end, number.start):
            joined[-1] = last._replace(end=number.end)
        else:
            joined.append(number)
    return joined


def _is_article(number: Number, following: Number | None) -> bool:
    """Whether "one" before another number is an article: a hundred or so, a half million."""
    is_one = number.spelled and number.value == 1
    return is_one and following is not None and following.start == number.end + 1


def _stands(text: str, number: Number, known: Patterns) -> bool:
    """Whether letters that may be a number are one, where words stand not apart.

    Something counted must follow; and where a word may end before it, none may.
    """
    if known.table.spaced or not number.spelled or number.kind in (FRACTION, PERCENT):
        return True
    if number.kind == VAGUE:
        return True
    later = hedges.after(text, number.end, known)
    is_counted = known.counted.match(text, later.end if later else number.end)
    is_counted = is_counted or _leads_on(text, number.end, known)
    if number.kind == FEW:
        return is_counted is not None
    is_alone = not text[number.end :].strip() and not text[: number.start].strip()
    before = text[number.start - 1 : number.start]
    is_apart = not before.isalpha() or hedges.before(text, number.start, known) is not None
    if known.table.code == "ko" and not is_apart:
        return False
    return is_counted is not None or is_alone or (is_apart and not text[number.end :].strip())


def _leads_on(text: str, at: int, known: Patterns) -> re.Match[str] | None:
    """Whether "to" and another number follow: three to four thousand."""
    joint = known.to.match(text, at)
    return known.letters.match(text, joint.end()) if joint is not None else None


def _one(text: str, number: Number, known: Patterns) -> Span:
    first = hedges.before(text, number.start, known)
    later = hedges.after(text, number.end, known)
    if number.kind == VAGUE and first is not None:
        # "About a thousand" and "thousands" are one form in some cases.
        word = known.words.get(text[number.start : number.end])
        if word is not None:
            number = number._replace(value=word.value, kind="plain")
    name = hedges.joined(first, later)
    if number.rough and name == "none":
        name = "about"
    start = first.start if first is not None else number.start
    end = later.end if later is not None else number.end
    return Span(start, end, number.start, number.end, number.value, number.value, name, number)


def _range(text: str, a: Number, b: Number, known: Patterns) -> Span | None:
    """Return the range that two numbers make, None where they are two counts."""
    if a.value is None or b.value is None or b.start - a.end > _JOINT:
        return None
    end = a.end
    counter = known.counted.match(text, end) if b.start > end else None
    if counter is not None and counter.end() <= b.start:
        end = counter.end()
    opening = _opening(text, a.start, end, b.start, known)
    low, high = a.value, b.value
    is_percent = b.kind in (PERCENT, FRACTION)
    if is_percent != (a.kind in (PERCENT, FRACTION)) and not is_percent:
        return None
    if not is_percent and a.magnitude == 1 and b.magnitude > 1 and low < high / b.magnitude:
        low *= b.magnitude
    if opening is not None and b.grouped and not high % 1000 and low < high / 1000:
        # "From 3 to 4 000".
        low *= 1000
    if opening is None:
        is_next = low == high - 1 and low < 10 and _LIST.fullmatch(text, a.end, b.start)
        if not (is_next and not known.table.spaced) and not known.to.fullmatch(text, end, b.start):
            return None
    if low >= high or (a.spelled != b.spelled and opening is None):
        return None
    first = hedges.before(text, a.start, known) if opening is None else None
    start = opening if opening is not None else first.start if first is not None else a.start
    return Span(start, b.end, a.start, b.end, low, high, "between", b)


def _opening(text: str, start: int, end: int, until: int, known: Patterns) -> int | None:
    """Return where "from" before a range begins whose "to" stands between two places."""
    for opener, joiner in known.ranges:
        if joiner.fullmatch(text, end, until) is None:
            continue
        match = opener.search(text, max(0, start - 24), start)
        # What rose from one number to another was never both.
        if match is not None and not hedges.is_goal(text, match.start(), known):
            return match.start()
    return None


def figure_of(written: str, low: float | None, high: float | None, hedge: Hedge) -> Figure:
    """Return a figure with its number or numbers at the ends that the hedge leaves closed."""
    if hedge in ("vague", "few"):
        return Figure(written, None, None, hedge)
    if hedge in ("more_than", "at_least"):
        return Figure(written, low, None, hedge)
    if hedge in ("at_most", "less_than", "up_to"):
        return Figure(written, None, high, hedge)
    return Figure(written, low, high, hedge)


def hedge_of(span: Span) -> Hedge:
    """Return the hedge of a figure: that of a word of quantity is the word itself."""
    if span.number.kind == VAGUE:
        return "vague"
    return "few" if span.number.kind == FEW else span.hedge


def phrase(written: str, language: str) -> Figure | None:
    """Return what a phrase of a language says by itself; None where that cannot be read.

    Whoever types a phrase says that it is a figure: its number need not count anything. None
    where it has no number and no word of quantity, or two that make no range; where a word before
    the number is none that is known, for that may be a hedge; and for a language without a table.
    Never raises.
    """
    if len(written) > _MOST_IN_A_PHRASE or not is_read(language):
        return None
    known = patterns(base(language))
    text = fold(written).text
    found = spans(text, known)
    if len(found) != 1:
        return None
    span = found[0]
    if not _is_known(text[: span.start], known):
        return None
    if hedge_of(span) == "none" or span.hedge in ("about", "nearly"):
        # "300 soldiers or more": the hedge may come behind the noun.
        places = range(span.end, len(text) + 1)
        later = next((t for at in places if (t := hedges.after(text, at, known))), None)
        if later is not None:
            span = span._replace(hedge=hedges.joined(hedges.Told(span.hedge, 0, 0), later))
    if span.high is not None and span.high > _LARGEST:
        return None
    return figure_of(written, span.low, span.high, hedge_of(span))


def _is_known(text: str, known: Patterns) -> bool:
    """Whether all words of a text may stand before a hedge or a number without changing it."""
    end = len(text)
    while end:
        end = len(text[:end].rstrip(" \"'(«*[,:;"))
        filler = known.fillers.search(text, max(0, end - 48), end)
        if filler is None or filler.start() >= end:
            break
        end = filler.start()
    return not text[:end].strip()
