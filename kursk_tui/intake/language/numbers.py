"""The numbers of a text, in digits and in words, with what they are worth.

A number here is only what can be one: whether it counts anything is for `figures` to say.
Years, dates, ordinals, ages and the like are told apart in `setaside`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

PLAIN, PERCENT, FRACTION, VAGUE, FEW = "plain", "percent", "fraction", "vague", "few"

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: value * 10
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SMALL = {**_UNITS, **_TENS}
MAGNITUDES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
}
_LETTERS = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}

_SPELLED_WORD = "|".join((*_SMALL, *MAGNITUDES))
_SIZES = "|".join(MAGNITUDES)
# What may be measured in parts: behind "1.234" or "1,5" it tells that these are decimals.
_PARTIBLE = (
    rf"(?= ?-?(?:{_SIZES}|%|per ?cent|pct|sq\b|square|km|kilomet|met(?:er|re)|miles?\b|tons?\b"
    r"|tonnes?|hectares?|acres?|degrees|(?:days|weeks|months|years|hours)\b|times\b))"
)
_SPELLED = re.compile(
    rf"\b(?:{_SPELLED_WORD}|an?(?=[ -](?:dozen|hundred|thousand|million|billion)\b)"
    rf"|half a(?=[ -](?:dozen|million|billion)\b))"
    rf"(?:(?:[ -]| and |-and-)(?:{_SPELLED_WORD}|\d{{1,3}}(?![\w,.])))*"
    rf"(?:[ -]point(?:[ -](?:{'|'.join(_UNITS)}))+(?:[ -](?:{'|'.join(MAGNITUDES)}))?)?\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?<![\w.,/:])(?P<money>(?:US|A|C)?[$€£₩¥] ?)?"
    r"(?P<number>\d{1,3}(?:,\d{3}){1,4}|\d{1,2}(?:,\d\d){1,3},\d{3}|\d{1,3}, 000"
    r"|\d{1,3}(?: \d{3}){1,4}(?![\w-])|\d{1,3}(?:'\d{3}){1,4}|\d{1,12})"
    rf"(?P<decimals>\.\d{{1,6}}|,\d\d?(?!\d){_PARTIBLE})?(?P<groups>(?:\.\d{{3}})+)?"
    r"(?![\d])(?!,\d{3})"
    rf"(?:[ -](?P<word>{_SIZES})s?\b"
    r"|(?P<letter>K|k|M|mn|m|bn|B)(?![\w]))?"
    r"(?P<percent> ?%| ?per ?cent\b| pct\b)?",
)
_SPELLED_PERCENT = re.compile(r" ?(?:%|per ?cent\b|pct\b)", re.IGNORECASE)
_FRACTION = re.compile(
    r"\b(?:(?P<n>one|two|three|four|five|a|an|\d)[ -])?"
    r"(?P<part>half|third|quarter|fifth|sixth|tenth)(?P<s>s)?\b(?!-)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:(?:several|many|a few|a couple of|some|a good|couple of) )?"
    r"(?:tens|dozens|scores|hundreds|thousands|millions)"
    r"(?: (?:of|or(?: even)?|and|to) (?:tens|dozens|hundreds|thousands|millions))*\b"
    r"|\b(?:several|many|a few|a couple(?: of)?|some)[ -](?:dozen|hundred|thousand|million)s?\b",
    re.IGNORECASE,
)
_FEW = re.compile(
    r"\b(?:only |just )?(?:a (?:very )?(?:small|tiny|limited) (?:number|group|contingent)"
    r"|a (?:small )?handful|(?:a|the|very|only) few|handfuls|small numbers)\b",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """A number and its place. `value` is None for a vague word; percent is out of 100.

    `magnitude` is what a word such as million multiplied it by; `money` that a sign of a
    currency stands before it; `spelled` that it is in letters.
    """

    start: int
    end: int
    value: float | None
    kind: str = PLAIN
    magnitude: float = 1.0
    money: bool = False
    spelled: bool = False


def numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """Return the numbers of a plain text (see `plain`) in order, none overlapping another.

    Never raises; longer runs of digits than any count has are no numbers.
    """
    stop = len(text) if end is None else end
    found = [
        *_vague(text, start, stop),
        *_parts_of_sizes(text, start, stop),
        *_fractions(text, start, stop),
        *_spelled(text, start, stop),
        *_digits(text, start, stop),
    ]
    # Of two that overlap, the one that begins first stands; then the longer one.
    found.sort(key=lambda number: (number.start, -number.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _digits(text: str, start: int, stop: int) -> Iterator[Number]:
    for match in _DIGITS.finditer(text, start, stop):
        value = _digits_worth(text, match)
        word, letter = match["word"], match["letter"]
        magnitude = MAGNITUDES[word.lower()] if word else _LETTERS[letter.lower()] if letter else 1
        money = bool(match["money"])
        if letter in ("m", "B") and not money and not _COUNTED.match(text, match.end()):
            # "240m" is a length; a currency's sign or a noun for persons makes millions of it.
            continue
        if match["percent"]:
            yield Number(match.start(), match.end(), value, PERCENT, magnitude)
        else:
            worth = _rounded(value * magnitude)
            yield Number(match.start(), match.end(), worth, PLAIN, float(magnitude), money)


_COUNTED = re.compile(r" (?:people|persons|residents|inhabitants|citizens|refugees|voters)\b")
_PARTS_FOLLOW = re.compile(_PARTIBLE)


def _digits_worth(text: str, match: re.Match[str]) -> float:
    """Return what digits are worth, their points and commas read as in "1.5" or as in "9.000".

    Where a point stands before three digits, it parts thousands: after 0, before a size, a unit
    or a sign of percent, and in a sum of money, it begins decimals.
    """
    digits = re.sub(r"[, ']", "", match["number"])
    decimals, groups = match["decimals"] or "", match["groups"] or ""
    if groups:
        # Two points or more: no decimals have them.
        return float(digits + re.sub(r"\D", "", decimals + groups))
    if len(decimals) == 4 and "," not in match["number"] and digits != "0" and len(digits) < 4:
        is_decimal = _PARTS_FOLLOW.match(text, match.end("decimals")) or match["money"]
        if decimals == ".000" or not is_decimal:
            return float(digits + decimals[1:])
    return float(digits + decimals.replace(",", "."))


def _spelled(text: str, start: int, stop: int) -> Iterator[Number]:
    for match in _SPELLED.finditer(text, start, stop):
        at = match.start()
        tokens = [
            (m.group().lower(), at + m.start(), at + m.end())
            for m in re.finditer(r"[a-z]+|\d+", match.group(), re.IGNORECASE)
        ]
        position = 0
        while position < len(tokens):
            value, used, magnitude = worth(tokens_text(tokens, position))
            if not used:
                position += 1
                continue
            begin, finish = tokens[position][1], tokens[position + used - 1][2]
            percent = _SPELLED_PERCENT.match(text, finish, stop)
            if percent:
                yield Number(begin, percent.end(), value, PERCENT, spelled=True)
            else:
                yield Number(begin, finish, value, PLAIN, magnitude, spelled=True)
            position += used


def tokens_text(tokens: list[tuple[str, int, int]], position: int) -> list[str]:
    """Return the words from a position on, at most as many as one number has."""
    return [token[0] for token in tokens[position : position + 16]]


def worth(spelled: list[str]) -> tuple[float, int, float]:
    """Return what the words at the beginning are worth, how many they are, their magnitude.

    "one hundred and twenty" is (120, 4, 100). None used: they are no number.
    """
    if spelled[:2] == ["half", "a"] and len(spelled) > 2 and spelled[2] in MAGNITUDES:
        return MAGNITUDES[spelled[2]] / 2, 3, MAGNITUDES[spelled[2]]
    total, group, used, magnitude = 0.0, 0.0, 0, 1.0
    below = float("inf")
    last = ""
    for place, word in enumerate(spelled):
        if word == "and" and place and last in MAGNITUDES:
            continue
        if word == "point" and used == place and place:
            return _point(spelled, place, total + group)
        small = _SMALL.get(word, 1 if word in ("a", "an") and not place else None)
        if small is None and word.isdigit() and last in ("hundred", "thousand"):
            small = int(word)
        if small is not None and _may_follow(last, word):
            group += small
        elif word in MAGNITUDES and (group or (word == "dozen" and not place)):
            size = MAGNITUDES[word]
            if size >= below or last in ("dozen",):
                break
            magnitude = max(magnitude, size)
            if word == "hundred":
                group *= size
            else:
                total, group, below = total + group * size, 0.0, size
        else:
            break
        last, used = word, place + 1
    return total + group, used, magnitude


def _may_follow(last: str, word: str) -> bool:
    """Whether a word from one to ninety may come after another in one number."""
    if not last or last in MAGNITUDES:
        return last != "dozen"
    return last in _TENS and 0 < _UNITS.get(word, 0) < 10


def _point(tokens: list[str], place: int, whole: float) -> tuple[float, int, float]:
    """Return the worth of "one point six million"."""
    decimals = ""
    at = place + 1
    while at < len(tokens) and tokens[at] in _UNITS and _UNITS[tokens[at]] < 10:
        decimals += str(_UNITS[tokens[at]])
        at += 1
    if not decimals:
        return whole, place, 1.0
    value = float(f"{int(whole)}.{decimals}")
    if at < len(tokens) and tokens[at] in MAGNITUDES:
        size = MAGNITUDES[tokens[at]]
        return _rounded(value * size), at + 1, size
    return value, at, 1.0


def _fractions(text: str, start: int, stop: int) -> Iterator[Number]:
    for match in _FRACTION.finditer(text, start, stop):
        count = (match["n"] or "").lower()
        part = match["part"].lower()
        many = bool(match["s"])
        if part != "half" and not count:
            continue
        top = 1 if count in ("", "a", "an") else int(count) if count.isdigit() else _UNITS[count]
        if many != (top > 1) or top >= _PARTS[part] or not _is_share(text, match, many):
            continue
        share = round(top * 100 / _PARTS[part], 4)
        yield Number(match.start(), match.end(), share, FRACTION, spelled=True)


_WHOLES = rf"(?:\d{{1,3}}|an?|{'|'.join(_SMALL)})"
_PART_NAMES = "half|halves|thirds?|quarters?|fifths?|sixths?|tenths?"
_PART_OF_SIZE = re.compile(
    # "A quarter of a million", "three quarters of a million", "half of a billion".
    rf"\b(?:(?P<n>{_WHOLES})[ -])?(?P<part>{_PART_NAMES}) (?:of )?an? (?P<size>{_SIZES})\b"
    # "Two and a half million", "a million and a half".
    rf"|\b(?P<whole>{_WHOLES}) and an? (?P<more>half|third|quarter) (?P<sized>{_SIZES})s?\b"
    rf"|\b(?P<first>{_WHOLES}) (?P<before>{_SIZES}) and an? (?P<last>half|third|quarter)\b"
    r"(?! (?:million|thousand|billion|dozen|hundred))",
    re.IGNORECASE,
)


def _parts_of_sizes(text: str, start: int, stop: int) -> Iterator[Number]:
    """Yield the numbers that are a part of a size: "a quarter of a million" is 250,000."""
    for match in _PART_OF_SIZE.finditer(text, start, stop):
        if match["part"]:
            top, size = _small(match["n"]), MAGNITUDES[match["size"].lower()]
            value = top * size / _part(match["part"])
        elif match["whole"]:
            size = MAGNITUDES[match["sized"].lower()]
            value = (_small(match["whole"]) + 1 / _part(match["more"])) * size
        else:
            size = MAGNITUDES[match["before"].lower()]
            value = (_small(match["first"]) + 1 / _part(match["last"])) * size
        yield Number(*match.span(), round(value), PLAIN, size, spelled=True)


def _small(printed: str | None) -> int:
    word = (printed or "a").lower()
    return int(word) if word.isdigit() else 1 if word in ("a", "an") else _SMALL[word]


def _part(printed: str) -> int:
    name = printed.lower()
    return 2 if name == "halves" else _PARTS[name.removesuffix("s")]


_SHARE_OF = re.compile(
    r" (?:of|the|their|its|his|that|those|these|were|was|are|is|had|have|has|died|killed"
    r"|and|to|or|dead|fatal|wounded|injured)\b| ?[.,;:)–—]|$"
)
_MEASURED = re.compile(
    r"\b(?:by|about|around|roughly|nearly|almost|approximately|over|than|least|to|only|some|and)"
    r"(?: a| probably)? $",
    re.IGNORECASE,
)


def _is_share(text: str, match: re.Match[str], many: bool) -> bool:
    """Whether a fraction is one: "a third deployment" and "half a million" are not."""
    if many:
        return True
    if re.match(r" (?:a|an)\b|-", text[match.end() : match.end() + 4]):
        return False
    if _SHARE_OF.match(text, match.end()):
        before = text[max(0, match.start() - 16) : match.start()]
        return match["part"].lower() != "half" or not re.search(r"\b(?:first|second) $", before)
    return bool(_MEASURED.search(text, max(0, match.start() - 24), match.start()))


def _vague(text: str, start: int, stop: int) -> Iterator[Number]:
    for match in _VAGUE.finditer(text, start, stop):
        yield Number(match.start(), match.end(), None, VAGUE, spelled=True)
    for match in _FEW.finditer(text, start, stop):
        yield Number(match.start(), match.end(), None, FEW, spelled=True)


def _rounded(value: float) -> float:
    """Return a product without the dust of binary fractions: 1.1 million is 1,100,000."""
    return round(value, 4)
