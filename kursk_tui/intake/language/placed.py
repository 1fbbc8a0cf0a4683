"""What a number at a place of a paragraph says, with the hedges around it: whoever found it.

The rules of `figures` say which numbers count something. Here that is known already: a person,
a program or another text pointed at the phrase, and only its reading is ours.
"""

from __future__ import annotations

from typing import NamedTuple

from kursk_tui.intake.language import hedges
from kursk_tui.intake.language.figures import phrase
from kursk_tui.intake.language.numbers import numbers
from kursk_tui.intake.language.plain import plain
from kursk_tui.intake.language.ranges import Span, ranges
from kursk_tui.model.records import Figure

# A paragraph with more of them is a table or nonsense.
_MOST = 200


class Placed(NamedTuple):
    """A figure and its place in the raw paragraph, the words of its hedge included."""

    figure: Figure
    start: int
    end: int


def read_all(paragraph: str) -> list[Placed]:
    """Return every number of a paragraph as it reads with its hedge, whatever it counts."""
    text = plain(paragraph)
    found = (_read(paragraph, text, span) for span in ranges(text, numbers(text)[:_MOST]))
    return [each for each in found if each is not None]


def read_at(paragraph: str, start: int, end: int) -> Placed | None:
    """Return the figure that stands between two places, with hedges that begin or end outside.

    Of a range that is cut the whole. None where no number stands there, more than one that make
    no range, or none that our own rules can read.
    """
    text = plain(paragraph)
    spans = [s for s in ranges(text, numbers(text)) if s.start < end and start < s.end]
    return _read(paragraph, text, spans[0], (start, end)) if len(spans) == 1 else None


def _read(
    paragraph: str, text: str, span: Span, given: tuple[int, int] | None = None
) -> Placed | None:
    start, end = given or (span.start, span.end)
    before = hedges.before(text, span.start)
    start = min(start, span.start, before.start if before else span.start)
    end = max(end, span.end)
    after = hedges.after(text, end)
    end = after.end if after else end
    figure = phrase(text[start:end])
    if figure is None:
        return None
    return Placed(figure._replace(written=paragraph[start:end]), start, end)
