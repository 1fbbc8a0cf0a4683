"""From a figure as printed to the intervals its words allow.

Every figure has two: what its words *commit to* (entailed) and what a reader *takes from
them* (suggested). The record keeps the words; these rules are computed each time, under a
named preset, so that a better rule never edits a record. See help/disagreements.md.

Three lengths carry the rules. The *granularity* g of a number is the scale it is rounded
to. Its *halo* h is how far a round number reaches to either side, because round numbers are
read as approximate whether or not "about" stands before them. Its *step* s is how far "more
than n" reaches before another number would have been said.

A figure is a percentage when it is a share of another claim (`whole` is given), when its
unit is percent or its basis share. Its halo is then three points, whatever the number.

The presets differ only in the halo: `strict` halves it, `wide` takes three times as much.
"""

from __future__ import annotations

from math import ceil, floor, inf, isinf, log10
from typing import NamedTuple

from kursk_tui.model.dates import Span, parse
from kursk_tui.model.records import Figure
from kursk_tui.model.vague import vague
from kursk_tui.model.vocabulary import HEDGES

PRESET_FACTORS = {"strict": 0.5, "default": 1.0, "wide": 3.0}

SHARE_HALO = 3.0  # percentage points, under the default preset
LARGEST = 1e15  # beyond it a float no longer holds every whole number

# What is measured: one less or one more means nothing there. Any other unit is counted.
UNCOUNTED = frozenset(
    {
        *("percent", "percentage points", "share", "date"),
        *("hours", "days", "weeks", "months", "years"),
        *("metres", "kilometres", "km", "square metres", "square kilometres", "km²", "hectares"),
        *("kilograms", "tonnes", "tons"),
        *("dollars", "US dollars", "euros", "roubles", "rubles", "hryvnias", "won"),
    }
)

_ONE_NUMBER = ("exact", "none", "about", "nearly")
_LOW_ONLY = ("more_than", "at_least")
_HIGH_ONLY = ("at_most", "less_than", "up_to")
_BELOW = ("nearly", "less_than")


class Interval(NamedTuple):
    """Numbers from `low` to `high`, both included; an open end is minus or plus infinity."""

    low: float
    high: float

    @property
    def is_open_low(self) -> bool:
        """Whether nothing bounds it below."""
        return self.low == -inf

    @property
    def is_open_high(self) -> bool:
        """Whether nothing bounds it above."""
        return self.high == inf

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share a number."""
        return self.low <= other.high and other.low <= self.high

    def contains(self, other: Interval) -> bool:
        """Whether all of the other lies in this one."""
        return self.low <= other.low and other.high <= self.high

    def holds(self, n: float) -> bool:
        """Whether the number lies in it."""
        return self.low <= n <= self.high

    def plus(self, other: Interval) -> Interval:
        """Return the sums of a number of each. (The sign + would join the tuples.)"""
        return Interval(self.low + other.low, self.high + other.high)

    def negated(self) -> Interval:
        """Return the interval mirrored at zero."""
        return Interval(-self.high, -self.low)

    def scaled(self, factor: Interval) -> Interval:
        """Return the products of a number of each. Both must lie at or above zero."""
        return Interval(_times(self.low, factor.low), _times(self.high, factor.high))


class Intervals(NamedTuple):
    """Both readings of a figure. `suggested` is None where the words suggest no bounds."""

    entailed: Interval
    suggested: Interval | None


def granularity(n: float) -> float:
    """Return the scale that n is rounded to: 5,000 of 15,000, 100 of 4,700, 1 of 1,234.

    A power of ten for the trailing zeros, times five if the rest ends in 5; 1 for zero and
    for a number with decimals.
    """
    if n == 0 or n % 1:
        return 1.0
    digits = str(int(n))
    rest = digits.rstrip("0")
    return float(10 ** (len(digits) - len(rest)) * (5 if rest.endswith("5") else 1))


def halo(n: float, preset: str) -> float:
    """Return how far n reaches to either side: half of g, at most a tenth of n.

    None for a number that is not round (g = 1). `strict` takes half of it, `wide` three
    times as much but at most a quarter of n. Raises KeyError for an unknown preset.
    """
    factor = PRESET_FACTORS[preset]
    g = granularity(n)
    reach = 0.0 if g == 1 else factor * min(g / 2, n / 10)
    return min(reach, n / 4)


def step(n: float) -> float:
    """Return how far "more than n" reaches: g, kept between 5 % and 50 % of n."""
    return min(max(granularity(n), n / 20), n / 2)


def counted(unit: str) -> bool:
    """Whether the unit is counted (persons, articles) and not measured (percent, weeks)."""
    return unit not in UNCOUNTED


def intervals(
    figure: Figure,
    preset: str,
    *,
    unit: str = "persons",
    basis: str = "cumulative",
    whole: Intervals | None = None,
    language: str | None = None,
) -> Intervals | None:
    """Return what the words of a figure commit to and suggest, in its unit.

    `whole` are the intervals of the claim that a share is `of`: the result is then share
    times whole, layer by layer, in the unit of the whole. It must be given whenever the
    claim names a whole; without it a share of persons would be read as so many persons.
    For "a few of X" it is X. `language` is that of the words: see `vague`.

    None for a date, for a vague word with no rule, and for a figure that `shape_problem`
    rejects. Raises KeyError for an unknown preset.
    """
    if basis == "date" or figure.date is not None or shape_problem(figure):
        return None
    percent = whole is not None or unit == "percent" or basis == "share"
    if figure.hedge == "few":
        return _few(whole, percent)
    if figure.hedge == "vague":
        return None if percent and whole is None else _vague(figure.written, language)
    made = _numbered(figure, preset, percent, counted(unit) and not percent)
    if not percent:
        return made
    entailed, suggested = _capped(made.entailed), made.suggested and _capped(made.suggested)
    if whole is None:
        return Intervals(entailed, suggested)
    return Intervals(
        _share(entailed, whole.entailed),
        _share(suggested, whole.suggested) if suggested and whole.suggested else None,
    )


def date_span(figure: Figure) -> Span | None:
    """Return the days a date figure may mean, None for a number. Raises DateError."""
    return parse(figure.date) if figure.date is not None else None


def shape_problem(figure: Figure) -> str | None:
    """Return what does not fit between the numbers, hedge and date of a figure, and the cure.

    A short phrase for the end of a message; None when no problems. Says nothing of whether
    a date is a valid one.
    """
    low, high, hedge = figure.low, figure.high, figure.hedge
    if figure.date is not None:
        if low is None and high is None and hedge is None:
            return None
        return "has a date and also numbers or a hedge: leave out low, high and hedge"
    if hedge not in HEDGES:
        return f"needs a hedge, one of {', '.join(HEDGES)} (or a date and no numbers)"
    for name, n in (("low", low), ("high", high)):
        # Put this way round so that NaN fails too.
        if n is not None and not 0 <= n <= LARGEST:
            return f"{name} must be a number from 0 to {LARGEST:.0e}, or null for an open end"
    if low is not None and high is not None and low > high:
        return "low is above high: swap them"
    return _ends_problem(hedge, low, high)


def number(n: float) -> str:
    """Return a number with thousands separators and at most four decimals: 2,700, 66.6667."""
    if isinf(n):
        return "∞" if n > 0 else "-∞"
    n = round(n, 4)
    return format(n if n % 1 else int(n), ",")


def derived_text(low: float, high: float) -> str:
    """Return a number nobody printed, to two significant figures: `about 2,700`.

    It must never look like a quotation, so it is always rounded. Two different ends give
    `about 2,300 to 3,100`; give a point twice.
    """
    if isinf(high):
        return "any number" if isinf(low) else f"about {rounded(low)} or more"
    if isinf(low):
        return f"up to about {rounded(high)}"
    first, second = rounded(low), rounded(high)
    return f"about {first}" if first == second else f"about {first} to {second}"


def _numbered(figure: Figure, preset: str, percent: bool, is_counted: bool) -> Intervals:
    """Apply the table of hedges to a figure with a number. Its shape must be sound."""
    low, high, hedge = figure.low, figure.high, figure.hedge
    if low is not None and high is not None and hedge == "between":
        return _same(low, high)
    n = low if low is not None else high
    if n is None:
        raise ValueError(f"hedge {hedge} needs a number")
    factor = PRESET_FACTORS[preset]
    h = SHARE_HALO * factor if percent else halo(n, preset)
    at_least_3 = max(h, n * 3 / 100 * factor)
    s = step(n)
    if is_counted and not n % 1:
        # Of what is counted there are no fractions: how far a number reaches ends on a whole one.
        h, at_least_3, s = float(ceil(h)), float(ceil(at_least_3)), float(ceil(s))
    # A count that is not n is at least one away; a measurement may be as near as it likes.
    one = 1.0 if is_counted and not n % 1 else 0.0
    match hedge:
        case "none":
            return _same(n - h, n + h)
        case "about":
            return _same(n - at_least_3, n + at_least_3)
        case "nearly":
            return _same(min(n - at_least_3, n - one), n - one)
        case "more_than":
            return _two(n + one, inf, n + one, max(n + one, n + s))
        case "at_least":
            return _two(n, inf, n, n + s)
        case "at_most":
            return _two(0, n, n - s, n)
        case "less_than":
            return _two(0, n - one, min(n - s, n - one), n - one)
        case "up_to":
            # Nobody says "up to" of nothing; the ceiling itself can be taken back.
            least = min(one, n)
            return _two(least, inf, max(least, n - s), n + h)
        case _:
            return _same(n, n)


def _few(whole: Intervals | None, percent: bool) -> Intervals:
    if whole is None:
        return Intervals(Interval(1.0, 100.0 if percent else inf), None)
    entailed = Interval(1.0, inf)
    if whole.suggested is None or whole.suggested.is_open_high:
        return Intervals(entailed, None)
    return Intervals(entailed, Interval(1.0, max(1.0, whole.suggested.high / 10)))


def _vague(written: str, language: str | None) -> Intervals | None:
    """Return the interval of the one vague word in a phrase, None if there is no one rule."""
    found = vague(written, language)
    # Whoever says dozens has not said that there were no hundreds: only the floor is firm.
    return _two(found.low, inf, found.low, found.high) if found is not None else None


def _ends_problem(hedge: str, low: float | None, high: float | None) -> str | None:
    if hedge in _ONE_NUMBER and (low is None or low != high):
        return f"hedge {hedge} needs low and high, both the same number"
    if hedge in _LOW_ONLY and (low is None or high is not None):
        return f"hedge {hedge} needs low alone: set high to null"
    if hedge in _HIGH_ONLY and (high is None or low is not None):
        return f"hedge {hedge} needs high alone: set low to null"
    if hedge == "between" and (low is None or high is None or low == high):
        return "hedge between needs low and high, low the smaller"
    if hedge in ("few", "vague") and (low is not None or high is not None):
        return f"hedge {hedge} has no numbers: set low and high to null"
    if hedge in _BELOW and high == 0:
        return f"hedge {hedge} needs a number above 0: there is nothing below it"
    return None


def _same(low: float, high: float) -> Intervals:
    interval = Interval(max(0.0, low), high)
    return Intervals(interval, interval)


def _two(low: float, high: float, suggested_low: float, suggested_high: float) -> Intervals:
    return Intervals(
        Interval(max(0.0, low), high), Interval(max(0.0, suggested_low), suggested_high)
    )


def _capped(percent: Interval) -> Interval:
    """Return a percentage kept between 0 and 100."""
    return Interval(min(100.0, percent.low), min(100.0, percent.high))


def _share(percent: Interval, whole: Interval) -> Interval:
    return whole.scaled(Interval(percent.low / 100, percent.high / 100))


def _times(a: float, b: float) -> float:
    # No share of something unbounded is nothing; a float would say NaN.
    return a * b if a and b else 0.0


def rounded(n: float) -> str:
    """Return a finite number to two significant figures, halves away from zero: 2,700."""
    if n == 0:
        return "0"
    scale = 10.0 ** (floor(log10(abs(n))) - 1)
    # Halves away from zero, as a reader expects; round() would send them to even.
    size = floor(abs(n) / scale + 0.5) * scale
    return number(size if n > 0 else -size)
