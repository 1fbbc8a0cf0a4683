"""Named looks: the only place where a colour or an attribute is chosen.

Sixteen colours of the reader's own terminal, or none. Every look that carries meaning also
has an attribute, and every state also a mark in the text: nothing is told by colour alone.
"""

from __future__ import annotations

from rich.style import Style

COLOURED = {
    "": "",
    "dim": "dim",
    "bold": "bold",
    "title": "bold",
    "title-active": "bold reverse",
    "bar": "bold",
    "crumb": "bold cyan",
    "lens": "bold reverse cyan",
    "cursor": "reverse",
    "cursor-passive": "bold",
    "figure": "bold",
    "date": "cyan",
    "agent": "green",
    "label": "dim",
    "link": "underline",
    "match": "bold underline yellow",
    "passage-mark": "bold reverse",
    "warning": "bold yellow",
    "error": "bold reverse red",
    "key": "bold",
    "message": "bold",
    "chart-cursor": "bold",
    # One for each place in `analysis.origins.chart.colours`: told by a letter as well.
    "origin-0": "green",
    "origin-1": "bright_blue",
    "origin-2": "magenta",
    "origin-3": "yellow",
    "origin-4": "cyan",
    "origin-5": "red",
    "origin-6": "bright_yellow",
    "origin-7": "bright_cyan",
    "origin-8": "bright_red",
    "origin-9": "blue",
    "origin-10": "bright_magenta",
    "origin-11": "bright_green",
}

PLAIN = {
    "crumb": "bold",
    "lens": "bold reverse",
    "date": "",
    "agent": "",
    "match": "bold underline",
    "warning": "bold",
    "error": "bold reverse",
    **dict.fromkeys((f"origin-{place}" for place in range(12)), ""),
}


def looks(*, colour: bool) -> dict[str, Style]:
    """The rich style of each look, with the sixteen colours or without any."""
    table = COLOURED if colour else {**COLOURED, **PLAIN}
    return {name: Style.parse(definition) for name, definition in table.items()}
