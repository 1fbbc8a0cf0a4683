"""Thin rules between panes. The title of a pane is the rule above it, heavy where keys go to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len
from textual.geometry import Region

from kursk_tui.tui.display import Display, Line

# Where rules meet a title: the column in it, and the glyph.
Joints = Mapping[int, str]
BETWEEN = " · "
# No fact in a title is cut to fewer cells, as long as others are longer.
LEAST_FACT = 12
RULE: Line = [("│", "rule")]
_MEETING = {(False, True): "┬", (True, False): "┴", (True, True): "┼"}


def title_line(
    door: Display, name: str, facts: Sequence[str], width: int, *, active: bool, joints: Joints
) -> Line:
    """A name, what is to be known beside it, and a rule to the right end.

    The pane that keys go to has its name on a bar and a heavy rule: told by shape and by colour.
    """
    told = list(facts)
    # What would be left of a fact is no fact: the last of them go first, but for a query.
    while _least([name, *told]) > width - 2 and (extra := [f for f in told if f[:1] != "/"]):
        told.remove(extra[-1])
    name, *told = door.fit_parts([name, *told], BETWEEN, width - 2, LEAST_FACT)
    text = f" {name}  {BETWEEN.join(told)} " if told else f" {name} "
    text = door.fit_middle(text, width)
    # The name, with a space at either side.
    end = min(len(door.clean(name)) + 2, len(text))
    look = "rule-active" if active else "rule"
    at = cell_len(text)
    rule = ["━" if active else "─"] * (width - at)
    for column, glyph in joints.items():
        if at <= column < width:
            rule[column - at] = glyph
    return [
        (text[:end], "title-active" if active else "title"),
        (text[end:], "bold" if active else "title-facts"),
        ("".join(rule), look),
    ]


def _least(parts: Sequence[str]) -> int:
    """The fewest cells that some parts of a title need, with what stands between them."""
    return sum(min(cell_len(part), LEAST_FACT) + len(BETWEEN) for part in parts) - len(BETWEEN)


def joints_of(own: Region, ruled: Iterable[Region]) -> Joints:
    """Where the rules at the right of some panes meet the title of one, which may be among them."""
    found: dict[int, str] = {}
    for other in ruled:
        column = other.right - 1 - own.x
        meeting = (other.bottom == own.y, other.y <= own.y < other.bottom)
        if 0 <= column < own.width and any(meeting):
            above, below = found.get(column, ""), _MEETING[meeting]
            found[column] = "┼" if above not in ("", below) else below
    return found
