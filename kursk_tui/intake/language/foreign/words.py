"""The words of a table with which a page is read, as patterns made once a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from kursk_tui.model.languages.patterns import Patterns, mixed, pattern, patterns, phrases_of

_BOTH = "casualties"


class Words(NamedTuple):
    """Patterns for a folded text. `cues` has one a family, `units` one an English unit."""

    known: Patterns
    persons: re.Pattern[str]
    counters: frozenset[str]
    duals: re.Pattern[str]
    units: Mapping[str, re.Pattern[str]]
    counted: Mapping[str, tuple[str, ...]]
    cues: re.Pattern[str]
    families: tuple[str, ...]
    of: re.Pattern[str]
    them: re.Pattern[str]
    whence: re.Pattern[str]
    where: re.Pattern[str]
    common: re.Pattern[str]
    of_month: re.Pattern[str]
    ands: re.Pattern[str]
    stops: re.Pattern[str]
    dated: re.Pattern[str]
    months: re.Pattern[str]
    saying: re.Pattern[str]
    according: re.Pattern[str]
    according_after: re.Pattern[str]


@lru_cache(maxsize=16)
def words_of(code: str) -> Words:
    """Return the words of a language that is read. Raises KeyError for another."""
    known = patterns(code)
    table = known.table
    counted: dict[str, tuple[str, ...]] = {}
    for unit, forms in table.units.items():
        for form in mixed(forms):
            counted[form] = (*counted.get(form, ()), unit)
    # Where a word of both begins as one of the dead, it is of both.
    families = tuple(sorted(table.cues, key=lambda family: family != _BOTH))
    cues = "|".join(
        f"(?P<c{n}>{pattern(known.table, _cues(known, table.cues[family])).pattern})"
        for n, family in enumerate(families)
    )
    months = [form for each in table.months for form in phrases_of(each)]
    return Words(
        known,
        known.persons,
        frozenset(phrases_of(table.counters)),
        pattern(table, phrases_of(table.duals)),
        {unit: pattern(table, mixed(forms)) for unit, forms in table.units.items()},
        counted,
        re.compile(cues),
        families,
        pattern(table, phrases_of(table.of)),
        pattern(table, phrases_of(table.them)),
        pattern(table, phrases_of(table.whence)),
        pattern(table, phrases_of(table.where)),
        pattern(table, phrases_of(table.common)),
        pattern(table, phrases_of(table.of_month)),
        re.compile(rf"\s?(?:{'|'.join(map(re.escape, phrases_of(table.ands)))})\s?"),
        pattern(table, phrases_of(table.stops)),
        pattern(table, phrases_of(table.dated)),
        pattern(table, months),
        pattern(table, phrases_of(table.saying)),
        pattern(table, phrases_of(table.according)),
        pattern(table, phrases_of(table.according_after)),
    )


def _cues(known: Patterns, text: str) -> list[str]:
    return mixed(text) if known.table.spaced else phrases_of(text)
