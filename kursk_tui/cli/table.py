"""A table for a terminal. The only headless room that loads Rich.

Long values are wrapped, not cut: nothing is lost in a narrow terminal.
"""

from __future__ import annotations

import io

from kursk_tui.cli.listing import Listing, cell
from kursk_tui.cli.output import Manner
from kursk_tui.model.text import visible

LEAST_WIDTH = 40


def table(listing: Listing, manner: Manner) -> str:
    """The rows in columns, as wide as the terminal at most."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(
        box=None, pad_edge=False, show_header=True, header_style="bold", padding=(0, 2, 0, 0)
    )
    for column in listing.columns:
        grid.add_column(
            column.title,
            justify="right" if column.number else "left",
            overflow="fold",
            ratio=None,
            no_wrap=column.number,
        )
    for row in listing.rows:
        texts = (
            visible(cell(row.get(c.key)), ascii_only=manner.ascii_only) for c in listing.columns
        )
        # Text and not str: what a file holds is never read as markup.
        grid.add_row(*(Text(text) for text in texts))
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=max(LEAST_WIDTH, manner.width),
        force_terminal=manner.colour,
        color_system="standard" if manner.colour else None,
        no_color=not manner.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(grid)
    return "".join(line.rstrip() + "\n" for line in stream.getvalue().splitlines())
