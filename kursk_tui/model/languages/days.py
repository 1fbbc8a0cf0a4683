"""Full dates as the languages that are read write them: 7 березня 2025, 2025년 3월 7일."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kursk_tui.model.languages.folding import fold
from kursk_tui.model.languages.patterns import phrases_of
from kursk_tui.model.languages.tables import READ, table

_EAST = re.compile(
    r"(?<!\d)(?P<year>\d{4}) ?[年년] ?(?P<month>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日일]"
)


def written_days(text: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Year, month and day of each full date with its start and end, in no order.

    It may be no day of the calendar. English has forms of its own.
    """
    folded = fold(text)
    months, form = _months()
    for found in (*_EAST.finditer(folded.text), *form.finditer(folded.text)):
        name = " ".join(found["month"].split())
        month = months[name] if name in months else int(name)
        start, end = folded.place(*found.span())
        yield int(found["year"]), month, int(found["day"]), start, end


@lru_cache(maxsize=1)
def _months() -> tuple[dict[str, int], re.Pattern[str]]:
    """The number of each month by its names in all languages, and a day of it as it is written."""
    numbers: dict[str, int] = {}
    of: set[str] = set()
    for each in map(table, READ):
        if each is not None:
            of.update(phrases_of(each.of_month))
            for number, names in enumerate(each.months, 1):
                numbers.update(dict.fromkeys(phrases_of(names), number))
    # The longest first: a name may begin another.
    names = "|".join(
        r"\s+".join(map(re.escape, name.split())) for name in sorted(numbers, key=len)[::-1]
    )
    between = "|".join(map(re.escape, sorted(of)))
    return numbers, re.compile(
        rf"(?<![\w.,/-])(?P<day>\d{{1,2}})(?:\.|er|º|°)?\s+(?:(?:{between})\s+)?(?P<month>{names})"
        rf",?\s+(?:(?:{between})\s+)?(?P<year>\d{{4}})(?!\w)"
    )
