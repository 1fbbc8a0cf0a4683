"""The order of lists as text: a record's key says where it stands, whatever else there is.

Two keys compare as the order does, by their code points, which is how SQLite compares text.
"""

from __future__ import annotations

from kursk_tui.model.dates import sort_key
from kursk_tui.model.records import Row

# Before every character that a date, a name or an id has.
_GAP = "\x01"
_LAST = 999_999


def of_date(date: str | None, *rest: str) -> str:
    """The key of a date as `dates.sort_key` orders it, and of what decides where two are equal."""
    is_without, *parts = sort_key(date)
    return _GAP.join((str(is_without), *parts, *rest))


def of_claim(row: Row, place: int, measure: tuple[int, str] | None, date: str | None) -> str:
    """The key of a claim: figures by measure, then dates, then words; each by its moment.

    `place` is the claim's in the file, `measure` the place and basis of the one that it names.
    """
    at, basis = measure if measure is not None else (_LAST, "")
    kind = 2 if row.get("figure") is None else 1 if basis == "date" else 0
    return _GAP.join((str(kind), f"{at:06d}", of_date(date), f"{place:09d}"))


def of_agent(row: Row) -> str:
    """The key of an agent: its name, whatever its capitals."""
    return _GAP.join((row["name"].casefold(), row["id"]))
