"""Printing: six formats, all safe to look at, to a pipe, a terminal or a pager.

stdout gets data, stderr narration. Whatever comes from a file passes through `visible`, in
JSON as escapes: nothing a dossier holds reaches a terminal as a control sequence.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple, TextIO

from kursk_tui.cli.listing import Listing, cell
from kursk_tui.model.text import plain_json, visible
from kursk_tui.terminal import ASCII_GLYPHS

FORMATS = ("table", "plain", "json", "jsonl", "csv", "md")


class Manner(NamedTuple):
    """How to print. `colour` and `pager` only ever matter for a table on a terminal.

    `left_out` says on stderr what `--known-at` and `--without` do not show.
    """

    format: str
    colour: bool = False
    pager: bool = False
    ascii_only: bool = False
    width: int = 80
    left_out: str = ""


def cut(text: str, width: int) -> str:
    """A text in so many characters, with an ellipsis where it is cut."""
    return text if len(text) <= width else text[: width - 1] + "…"


def drawn_line(line: str, manner: Manner) -> str:
    """A line with marks and bars, safe for the terminal: in ASCII as the explorer draws them."""
    drawn = line.translate(ASCII_GLYPHS) if manner.ascii_only else line
    return visible(drawn, ascii_only=manner.ascii_only)


def default_format(stream: TextIO) -> str:
    """A table on a terminal, tab-separated lines in a pipe."""
    return "table" if stream.isatty() else "plain"


def print_listing(listing: Listing, manner: Manner) -> int:
    """Print to stdout; returns the exit status, 0 found or 1 nothing found."""
    text = rendered(listing, manner)
    found = bool(listing.rows or listing.record)
    for line in (manner.left_out, listing.narration or ("" if found else "nothing found")):
        if line:
            print(visible(line, ascii_only=manner.ascii_only), file=sys.stderr)
    if manner.pager and text.count("\n") >= terminal_height():
        page(text)
    else:
        sys.stdout.write(text)
    return 0 if found else 1


def rendered(listing: Listing, manner: Manner) -> str:
    """A listing as text, ending in a line break unless it is empty."""
    if manner.format == "json":
        what: Any = listing.record if listing.record is not None else list(listing.rows)
        return plain_json(json.dumps(what, ensure_ascii=manner.ascii_only, indent=2)) + "\n"
    if manner.format == "jsonl":
        records = [listing.record] if listing.record is not None else listing.rows
        lines = (json.dumps(row, ensure_ascii=manner.ascii_only) for row in records)
        return "".join(plain_json(line) + "\n" for line in lines)
    keys = [column.key for column in listing.columns]
    if manner.format == "csv":
        from kursk_tui.export.spreadsheet import to_csv

        return to_csv(keys, [[_flat(row.get(key), manner) for key in keys] for row in listing.rows])
    if manner.format == "table":
        if listing.text is not None:
            return listing.text
        if not listing.rows:
            return ""
        from kursk_tui.cli.table import table

        return table(listing, manner.width, ascii_only=manner.ascii_only, colour=manner.colour)
    rows = [[_clean(row.get(key), manner) for key in keys] for row in listing.rows]
    if manner.format == "md":
        return _markdown([column.title for column in listing.columns], rows)
    return "".join("\t".join(line) + "\n" for line in [keys, *rows])


def _flat(value: Any, manner: Manner) -> Any:
    """Numbers stay numbers in a spreadsheet; all else is text."""
    if isinstance(value, int | float | None):
        return value
    # Looked at for formulas as it came, so only what ASCII lacks is replaced here.
    return visible(cell(value), ascii_only=True) if manner.ascii_only else cell(value)


def _clean(value: Any, manner: Manner) -> str:
    return visible(cell(value), ascii_only=manner.ascii_only)


def _markdown(titles: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    from kursk_tui.export.markdown import escaped

    rows = [titles, ["---"] * len(titles), *([escaped(text) for text in line] for line in lines)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


# ---- the pager


def terminal_height() -> int:
    """Lines of the terminal."""
    from shutil import get_terminal_size

    return get_terminal_size().lines


def page(text: str) -> None:
    """Show text in $PAGER, else less; straight to stdout where there is none, or it fails."""
    import shlex
    import signal
    import subprocess

    command = os.environ.get("PAGER") or "less"
    try:
        words = shlex.split(command)
        # What is short is printed and less leaves at once; colours pass; the screen stays.
        environ = {"LESS": "FRX", **os.environ}
        process = subprocess.Popen(words, stdin=subprocess.PIPE, env=environ)
    except (OSError, ValueError, IndexError):
        sys.stdout.write(text)
        return
    # Ctrl+C is the pager's, which must not be left behind on the terminal.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process.communicate(text.encode("utf-8", "replace"))
    finally:
        signal.signal(signal.SIGINT, before)
    if process.returncode:
        sys.stdout.write(text)
