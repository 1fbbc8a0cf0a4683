"""When the page that a text stands on was published, as far as that is known."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kursk_tui.model.dates import DateError, parse


class Page(NamedTuple):
    """When a page was published: the first and the last day it may have been; None unknown."""

    first: date | None
    last: date | None

    @classmethod
    def published(cls, edtf: str | None) -> Page:
        """Read an EDTF text; one that is none, or has an open end, gives an unknown day."""
        if edtf is None:
            return cls(None, None)
        try:
            span = parse(edtf)
            first, last = date.fromisoformat(span.earliest), date.fromisoformat(span.latest)
        except (DateError, ValueError):
            return cls(None, None)
        return cls(first, last)

    @property
    def year(self) -> int | None:
        """The year of publication, None where two are possible."""
        if self.first is None or self.last is None or self.first.year != self.last.year:
            return None
        return self.first.year

    @property
    def month(self) -> tuple[int, int] | None:
        """Year and month of publication, None where two are possible."""
        if self.year is None or self.first is None or self.last is None:
            return None
        return (self.year, self.first.month) if self.first.month == self.last.month else None

    @property
    def day(self) -> date | None:
        """The day of publication, None where two are possible."""
        return self.first if self.first == self.last else None
