"""What every module of this room gives: a text for another program, and what it cannot hold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import Span, parse
from kursk_tui.model.text import free_id

_LONGEST = 40
# Where a format wants a time and nobody knows one.
UNKNOWN_DAY = "1970-01-01"


class Made(NamedTuple):
    """The text of a file, and in a few words each what the format cannot hold of the dossier."""

    text: str
    lost: tuple[str, ...]


def key_of(dossier: Dossier) -> str:
    """What stands for the dossier in ids: its own id, without one its title as one."""
    return dossier.meta.id or free_id(dossier.meta.title, (), longest=_LONGEST)


def span_of(date: str | None) -> Span | None:
    """The days of a date whose ends are known, else None."""
    span = parse(date) if date is not None else None
    return None if span is None or span.is_open_start or span.is_open_end else span


def midnight(day: str) -> str:
    """A day as STIX writes a time."""
    return f"{day}T00:00:00.000Z"


def utc(time: str) -> str:
    """A time in ISO 8601 as STIX writes it: in UTC, with milliseconds."""
    moved = datetime.fromisoformat(time).astimezone(UTC)
    return moved.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moved.microsecond // 1000:03}Z"
