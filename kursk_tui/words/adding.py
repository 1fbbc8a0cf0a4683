"""Whether the parts of a figure add up to it, in a line for the reviewer of a text."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.model.figures import number
from kursk_tui.model.records import Figure

Missing = tuple[float | None, float | None]


def adding(total: Figure, parts: Sequence[Figure], missing: Missing) -> str:
    """`62,400 printed; the parts 25,200 and 36,200 make 61,400: 1,000 short`.

    `missing` is what the parts have less or more than their total at its two ends.
    """
    told = [amount(part) for part in parts]
    listed = f"{', '.join(told[:-1])} and {told[-1]}"
    return f"{amount(total)} printed; the parts {listed} make {_made(total, missing)}"


def _made(total: Figure, missing: Missing) -> str:
    low, high = missing
    if low is None and high is None:
        return "no number, as an end is open"
    if not low and not high:
        return "just that"
    ends = [
        number(end + gap)
        for end, gap in ((total.low, low), (total.high, high))
        if end is not None and gap is not None
    ]
    made = " to ".join(dict.fromkeys(ends))
    if low == high or None in (low, high):
        return f"{made}: {_off(low if low is not None else high)}"
    told = [f"{_off(gap)} at the {end} end" for gap, end in ((low, "low"), (high, "high")) if gap]
    return f"{made}: {' and '.join(told)}"


def _off(gap: float | None) -> str:
    gap = gap or 0
    return f"{number(abs(gap))} {'short' if gap < 0 else 'over'}"


def amount(figure: Figure) -> str:
    """`62,400`, `1,000 to 3,000`, `at least 300`: the numbers, with words where an end is open."""
    if figure.low is not None and figure.high is not None:
        return " to ".join(dict.fromkeys((number(figure.low), number(figure.high))))
    return figure.written


ASSUMPTION = "The parts that the text names beside the total are all of it, and none is in two."
