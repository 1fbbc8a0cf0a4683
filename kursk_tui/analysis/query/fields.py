"""The one table of what a query can ask for: its fields, with what each takes and how it is told.

Help, the manual page, completion and the options of the command line are made from it. How a
field is matched is a method of `matching.Matcher`: `_of_NAME` gives the ids for a field that
names a record, `_test_NAME` the test of any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from kursk_tui.model.dates import DateError, parse
from kursk_tui.model.vocabulary import HEDGES, MODALITIES, VERDICTS

COLON = (":",)
COMPARISONS = (">", ">=", "<", "<=", "=")

ANY = "any"
FLAGS = (ANY, "flag", "note", "rating", *VERDICTS)
STATES = ("disagreed", "figure", "date", "derived", "undated", "checked", "misread")

# As text: compiled for the queries that need it, and not at each start.
_NUMBER = r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?"


def amount(value: str) -> float:
    """Return the number that a value is: `1,000`, `1000`, `1.5`. Raises ValueError."""
    if not re.fullmatch(_NUMBER, value):
        raise ValueError(f"{value!a}: not a number; write 1000, 1,000 or 1.5")
    return float(value.replace(",", ""))


def first_day(value: str) -> str:
    """Return the first day of an EDTF date as ISO text.

    Raises DateError for what is no date, and for a date without a first day.
    """
    span = parse(value)
    if span.is_open_start:
        raise DateError(f"{value!a}: has no first day; write a date such as 2025-01")
    return span.earliest


def last_day(value: str) -> str:
    """Return the last day of an EDTF date as ISO text.

    Raises DateError for what is no date, and for a date without a last day.
    """
    span = parse(value)
    if span.is_open_end:
        raise DateError(f"{value!a}: has no last day; write a date such as 2025-01")
    return span.latest


class Option(NamedTuple):
    """An option of the command line that stands for a term: `--min N` for `figure>=N`."""

    name: str
    metavar: str | None
    help: str
    operator: str = ":"


class Field(NamedTuple):
    """A field, or another form of a term.

    `values` are all that it takes, none where it takes anything that `reads` does not refuse
    with a ValueError; `operators` stand before the value. `names` is the table whose records a
    value names, and `kinds` are the tables that then hold what it finds.
    """

    name: str
    example: str
    what: str
    values: tuple[str, ...] = ()
    operators: tuple[str, ...] = COLON
    reads: Callable[[str], object] | None = None
    names: str = ""
    kinds: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()

    @property
    def typed(self) -> tuple[str, ...]:
        """`values` as one writes them in a query: without spaces."""
        return tuple(value.replace(" ", "-") for value in self.values)


FORMS: tuple[Field, ...] = (
    Field(
        name="word",
        example="museum",
        what="all records that hold it, also as a part of a word, in any case",
    ),
    Field(name="phrase", example='"special forces"', what="these words next to each other"),
    Field(name="minus", example="-museum", what="the opposite of any term"),
)

FIELDS: tuple[Field, ...] = (
    Field(
        name="measure",
        example="measure:casualties+",
        what="claims of a measure, by its id, name or cue; with a plus also of its parts",
        names="measures",
        kinds=("claims", "measures"),
        options=(Option("measure", "ID", "of this measure; ID+ takes its parts too"),),
    ),
    Field(
        name="by",
        example="by:digest",
        what="what goes back to an agent or somebody who speaks for it",
        names="agents",
        kinds=("claims", "events"),
        options=(Option("by", "ORIGIN", "that go back to this agent"),),
    ),
    Field(
        name="party",
        example="party:uk",
        what="what goes back to an agent of a side; the agents of it",
        names="agents",
        kinds=("claims", "agents"),
    ),
    Field(
        name="agent",
        example="agent:cnn",
        what="what has an agent anywhere in its chain; the agent",
        names="agents",
        kinds=("claims", "sources", "agents"),
        options=(Option("agent", "ID", "with this agent anywhere in the chain"),),
    ),
    Field(
        name="via",
        example="via:afp",
        what="what an agent published or relayed of others",
        names="agents",
        kinds=("claims", "sources"),
        options=(Option("via", "AGENT", "that this agent relayed or published"),),
    ),
    Field(
        name="event",
        example="event:museum",
        what="claims and sources that mention this event or a part of it",
        names="events",
        kinds=("claims", "events", "sources"),
        options=(Option("event", "ID", "that mention this event or a part of it"),),
    ),
    Field(
        name="source",
        example="source:digest",
        what="claims of documents, by their id or its start, or publisher",
        names="sources",
        kinds=("claims", "sources"),
        options=(Option("source", "ID", "from this source or publisher"),),
    ),
    Field(
        name="after",
        example="after:2025-01",
        what="what may lie on or after the first day of a date",
        reads=first_day,
        options=(Option("since", "DATE", "about a moment on or after this date"),),
    ),
    Field(
        name="before",
        example="before:2025-03",
        what="what may lie before the first day of a date",
        reads=first_day,
    ),
    Field(
        name="until",
        example="until:2025-03",
        what="what may lie on or before the last day of a date",
        reads=last_day,
        options=(Option("until", "DATE", "about a moment on or before this date"),),
    ),
    Field(
        name="figure",
        example="figure>=1,000",
        what="figures by their printed numbers, shares by what they come to",
        operators=COMPARISONS,
        reads=amount,
        options=(
            Option("min", "N", "with a printed number of N or more", ">="),
            Option("max", "N", "with a printed number of N or less", "<="),
        ),
    ),
    Field(
        name="hedge",
        example="hedge:at-least",
        what="figures by the words before them",
        values=HEDGES,
    ),
    Field(
        name="modality",
        example="modality:expected",
        what="claims by how they are made",
        values=MODALITIES,
        options=(Option("modality", None, "stated as a fact, expected, held possible or denied"),),
    ),
    Field(
        name="flag",
        example="flag:coding-error",
        what="what stands in the notebook on a record",
        values=FLAGS,
    ),
    Field(
        name="is",
        example="is:disagreed",
        what="claims in a grave disagreement; with a number, a date or a share as figure; what has "
        "no date; documents read in full or checked a second time, and their claims; misreadings",
        values=STATES,
    ),
)

BY_NAME = {field.name: field for field in FIELDS}
