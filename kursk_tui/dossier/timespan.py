"""A range of time: the one place that says which records lie in it.

- An event lies in it by its date, one without a date by those of its parts.
- A claim by the date that it gives, else the moment it speaks of: its as-of, else the date of its
  release, else that of its page.
- A document and an agent by the claims that are left: documents that tell of that time, however
  late they came, and whoever stands in their chains.
- A disagreement where all its sides do, for it sets figures of that time against each other; what
  competes with one claim where the rival does. Of the books a sum where one of its figures does.

A date that is not a day lies in a range where it may: the same holds for `after:` and `until:`.
What has no date at all lies in none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.model.dates import DateError, Span, overlap, parse

# The kind of a facet whose id is a range, as EDTF.
TIME = "time"


def range_of(text: str) -> str:
    """Return a range as EDTF, from how people type one.

    `2025-01..2025-03`, `2025-01..`, `..2025`, `2025`, or any EDTF date. Raises DateError.
    """
    first, dots, last = (part.strip() for part in text.strip().partition(".."))
    if not dots or "/" in text:
        date = text.strip()
        parse(date)
        return date
    if not first and not last:
        raise DateError("a range has a beginning or an end: write 2025-01..2025-03, or 2025-01..")
    date = f"{first or '..'}/{last or '..'}"
    try:
        parse(date)
    except DateError as error:
        # Told as it was typed: nobody wrote a slash.
        wrong = str(error).partition(": ")[2].replace("/", "..")
        raise DateError(f"{text.strip()[:40]!a}: {wrong}") from None
    return date


def joined(range: str) -> str:
    """Return a range as it is typed: `2025-01..2025-03`."""
    if "/" not in range:
        return range
    first, _, last = range.partition("/")
    return f"{first.removeprefix('..')}..{last.removeprefix('..')}"


def lies_in(date: str | None, span: Span) -> bool:
    """Whether a date may lie in a span of days."""
    return date is not None and overlap(parse(date), span)


def claims_in(index: Index, range: str) -> tuple[str, ...]:
    """Return the claims that lie in a range, in file order. Raises DateError."""
    span = parse(range)
    dates = index.orders.claim_dates
    good = {date for date in set(dates.values()) if lies_in(date, span)}
    return tuple(claim for claim, date in dates.items() if date in good)


def events_in(dossier: Dossier, index: Index, events: Iterable[str], range: str) -> set[str]:
    """Return those of some events that lie in a range. Raises DateError."""
    span = parse(range)
    rows = dossier.raw_rows("events")

    def lies(event: str) -> bool:
        date = rows[event].get("date")
        if date is not None:
            return lies_in(date, span)
        parts = (rows[part].get("date") for part in index.parts_of_event(event))
        return any(lies_in(date, span) for date in parts)

    return set(filter(lies, events))


def sides_in(sides: Iterable[Collection[str]], claims: Collection[str]) -> bool:
    """Whether of each side of a disagreement a claim is among those that lie in a range."""
    return all(any(claim in claims for claim in side) for side in sides)


def span_of(facets: Iterable[tuple[str, str]]) -> str | None:
    """Return the range of some facets, None where they have none."""
    found: Mapping[str, str] = dict(facets)
    return found.get(TIME)
