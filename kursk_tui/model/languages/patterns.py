"""The words of a table as dictionaries and patterns, made once a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, cast

from kursk_tui.model.languages.folding import fold
from kursk_tui.model.languages.quantity import unspaced
from kursk_tui.model.languages.table import Table
from kursk_tui.model.languages.tables import table
from kursk_tui.model.vocabulary import Hedge

SMALL, SCALE, HALF, ROUGH, WHOLE = "small", "scale", "half", "rough", "whole"
_NEVER = re.compile(r"(?!)")


class Word(NamedTuple):
    """What a word of a number is worth, and what it does in one.

    `alone` is what a word that multiplies is worth where nothing stands before it, if not once
    its value: a form for two thousand is also one of thousand.
    """

    kind: str
    value: float
    alone: float | None = None


class Patterns(NamedTuple):
    """A table made ready; every pattern is for a folded text."""

    table: Table
    words: Mapping[str, Word]
    phrases: re.Pattern[str]
    letters: re.Pattern[str]
    compound: re.Pattern[str] | None
    before: re.Pattern[str]
    after: re.Pattern[str]
    fillers: re.Pattern[str]
    changes: re.Pattern[str]
    ranges: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    to: re.Pattern[str]
    percent: re.Pattern[str]
    tenths: re.Pattern[str]
    fractions: re.Pattern[str]
    shares: Mapping[str, float]
    vague: re.Pattern[str]
    few: re.Pattern[str]
    ors: re.Pattern[str]
    counted: re.Pattern[str]
    persons: re.Pattern[str]
    onto: re.Pattern[str]


@lru_cache(maxsize=16)
def patterns(code: str) -> Patterns:
    """Return the patterns of a language that is read. Raises KeyError for another."""
    known = table(code)
    if known is None or not known.scales:
        raise KeyError(code)
    words = dict(_number_words(known))
    shares = {
        phrase: percent
        for percent, phrases in known.fractions.items()
        for phrase in phrases_of(phrases)
    }
    before, after = _hedges(known, known.before), _hedges(known, known.after, begins=True)
    percent = _bounded(known, phrases_of(known.percent))
    fillers = _bounded_open(known, phrases_of(known.fillers))
    onto = "|".join(known.prefixes.split()) or r"(?!)"
    return Patterns(
        table=known,
        words=words,
        phrases=pattern(known, (word for word in words if " " in word or "-" in word)),
        letters=_letters(known, words),
        compound=_compound(known, words),
        before=re.compile(rf"(?:{before})\.?(?:\s?[\"'(~]?)$"),
        after=re.compile(rf"\s?(?:{after})"),
        fillers=re.compile(rf"(?:{fillers})\s?[\"'(]?$|[\"'(«]\s?$"),
        changes=pattern(known, phrases_of(known.changes)),
        ranges=tuple(_range(known, pair) for pair in known.ranges.split("|") if pair),
        to=_to(known),
        percent=re.compile(rf"\s?(?:%|(?:{percent})\.?)"),
        tenths=pattern(known, phrases_of(known.tenths)),
        fractions=pattern(known, shares),
        shares=shares,
        vague=_vague(known),
        few=pattern(known, phrases_of(known.few)),
        ors=re.compile(rf",?\s?(?:{_bounded(known, phrases_of(known.ors)) or '(?!)'})\s?"),
        counted=_counted(known),
        persons=pattern(known, (*phrases_of(known.persons), *phrases_of(known.duals))),
        onto=re.compile(rf"(?<![^\W_])(?:{onto})$"),
    )


def phrases_of(text: str) -> list[str]:
    """Return the folded words and phrases of a field: words apart by spaces, phrases by bars.

    With a bar anywhere each part with two words or more is a phrase; without one each is a word.
    """
    if "|" not in text:
        return [fold(word).text for word in text.split()]
    return [fold(" ".join(part.split())).text for part in text.split("|") if part.strip()]


def mixed(text: str) -> list[str]:
    """Return the words of the first part of a field, and the phrases after its bars."""
    first, *rest = text.split("|")
    return [*(fold(word).text for word in first.split()), *(phrases_of("|" + "|".join(rest)))]


def pattern(known: Table, forms: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for words and phrases of a language, stars for any letters."""
    inside = _bounded(known, forms)
    return re.compile(inside) if inside else _NEVER


def _bounded(known: Table, forms: Iterable[str]) -> str:
    """Return alternatives, the longest first, as whole words where words stand apart."""
    each = sorted({form for form in forms if form}, key=lambda form: (-len(form), form))
    if not each:
        return ""
    inside = "|".join(_escaped(form) for form in each)
    if not known.spaced:
        return f"(?:{inside})"
    prefixes = "|".join(sorted(known.prefixes.split(), key=len, reverse=True))
    onto = f"(?:{prefixes})?" if prefixes else ""
    return rf"(?<![^\W_]){onto}(?:{inside})(?![^\W_])"


def _escaped(form: str) -> str:
    """Return a form as a pattern: a star is any letters, a space any space or hyphen."""
    parts = [re.escape(part) for part in form.split("*")]
    return r"[^\W\d_]*".join(parts).replace(r"\ ", r"[ -]")


def _bounded_open(known: Table, forms: Iterable[str]) -> str:
    """Return alternatives that may be written onto what follows: l'armée, d'environ."""
    each = sorted({form for form in forms if form}, key=lambda form: (-len(form), form))
    inside = "|".join(_escaped(form) for form in each)
    if not known.spaced:
        return f"(?:{inside})"
    prefixes = "|".join(sorted(known.prefixes.split(), key=len, reverse=True))
    onto = f"(?:{prefixes})?" if prefixes else ""
    return rf"(?<![^\W_])(?:{onto}(?:{inside}))(?:(?<='))?"


def _hedges(known: Table, groups: Mapping[Hedge, str], *, begins: bool = False) -> str:
    parts = []
    for hedge, text in groups.items():
        forms = phrases_of("|" + text)
        each = sorted(set(forms), key=lambda form: (-len(form), form))
        inside = "|".join(_escaped(form) for form in each)
        if known.spaced:
            signs = "" if begins else r"(?<![^\W_])"
            end = r"(?![^\W_])" if begins else ""
            prefixes = "|".join(sorted(known.prefixes.split(), key=len, reverse=True))
            onto = f"(?:{prefixes})?" if prefixes and not begins else ""
            inside = rf"{signs}{onto}(?:{inside}){end}"
        parts.append(f"(?P<{hedge}>{inside})")
    return "|".join(parts) or r"(?!)"


def _to(known: Table) -> re.Pattern[str]:
    """Return what joins two numbers to a range; "drei- bis viertausend" has a hyphen as well."""
    words = _bounded(known, phrases_of(known.to)) or r"(?!)"
    return re.compile(rf"(?:- )?\s?(?:[-–—~〜～∼]|{words})\s?")


def _range(known: Table, pair: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    opener, _, joiner = pair.partition(" ")
    opened = _bounded_open(known, [fold(opener).text])
    joint = _escaped(fold(joiner).text)
    return re.compile(rf"{opened}\s?$"), re.compile(rf"\s?{joint}\s?")


def _number_words(known: Table) -> Iterator[tuple[str, Word]]:
    for value, text in known.numbers.items():
        for form in phrases_of(text):
            # A hundred multiplies what stands before it in some languages, in none it must.
            kind = WHOLE if value >= 1000 else SCALE if value == 100 else SMALL
            yield form, Word(kind, value)
    wholes = {
        form: value
        for value, text in known.numbers.items()
        if value >= 1000
        for form in phrases_of(text)
    }
    for value, text in known.scales.items():
        for form in phrases_of(text):
            yield form, Word(SCALE, value, wholes.get(form))
    for form in phrases_of(known.halves):
        yield form, Word(HALF, 0.5)
    for value, text in known.rough.items():
        for form in phrases_of(text):
            yield form, Word(ROUGH, value)


def _letters(known: Table, words: Mapping[str, Word]) -> re.Pattern[str]:
    """Return the pattern of one word of a number where words stand not apart."""
    if known.spaced:
        return re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
    each = sorted(words, key=lambda form: (-len(form), form))
    return re.compile("|".join(re.escape(form) for form in each))


def _compound(known: Table, words: Mapping[str, Word]) -> re.Pattern[str] | None:
    if not known.compound:
        return None
    parts = [
        word for word, told in words.items() if told.kind in (SMALL, SCALE) and " " not in word
    ]
    inside = "|".join(sorted((*parts, *known.joiners.split()), key=len, reverse=True))
    return re.compile(inside)


def _counted(known: Table) -> re.Pattern[str]:
    """Return the pattern of what is counted right behind a number, where words stand not apart."""
    if known.spaced:
        return _NEVER
    units = (word for words in known.units.values() for word in mixed(words))
    each = sorted({*phrases_of(known.counters), *units}, key=lambda form: (-len(form), form))
    inside = "|".join(re.escape(form) for form in each)
    return re.compile(rf"\s?(?:{inside})")


def _vague(known: Table) -> re.Pattern[str]:
    """Return the pattern of words for several and of sizes that make one vague phrase."""
    if not known.spaced:
        return unspaced(known.code)
    plural = [fold(word).text for words in known.plural.values() for word in words.split()]
    bare = [fold(word).text for words in known.bare.values() for word in words.split()]
    for value, words in (*known.numbers.items(), *known.scales.items()):
        if value in (100, 1_000, 1_000_000) and "|" not in words:
            bare += [fold(word).text for word in words.split()]
    several = [fold(word).text for word in known.several.split()]
    joint = r"(?: (?:de|d'|von|of))? ?"
    sizes = _bounded(known, [*plural, *bare])
    return re.compile(
        rf"{_bounded(known, several)} (?:{sizes})(?:{joint}(?:{sizes}))*"
        rf"|{_bounded(known, plural)}(?:{joint}(?:{sizes}))*"
    )


def hedge_of(match: re.Match[str]) -> Hedge:
    """Return the hedge whose words a match of `before` or `after` has found."""
    return cast(Hedge, match.lastgroup)
