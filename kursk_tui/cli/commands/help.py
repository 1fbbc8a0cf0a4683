"""Help on commands and queries, completion scripts, the manual page."""

from __future__ import annotations

import argparse
import sys

from kursk_tui.cli.parser import build_parser, commands_of
from kursk_tui.dossier.naming import UseError, nearest


def run_help(arguments: argparse.Namespace) -> int:
    """`help`, `help COMMAND`, `help query`."""
    parser = build_parser()
    topic = arguments.topic
    if topic is None:
        parser.print_help()
        return 0
    if topic == "query":
        sys.stdout.write(query_help())
        return 0
    commands = commands_of(parser)
    if topic not in commands:
        known = dict.fromkeys([*commands, "query"])
        raise UseError(f"no help on {topic!r}{nearest(topic, known) or '; see kursk-tui --help'}")
    commands[topic].print_help()
    return 0


def query_help() -> str:
    """The query language, from its own table of fields."""
    from kursk_tui.analysis.query.fields import FIELDS, FORMS

    lines = [
        "Terms are separated by spaces, and all must hold. The same language is understood by",
        "find, claims, events, sources, agents and by / in the explorer.",
        "",
    ]
    width = max(len(field.example) for field in (*FORMS, *FIELDS))
    for field in (*FORMS, *FIELDS):
        lines.append(f"  {field.example:<{width}}  {field.what}")
        if field.values:
            lines.append(f"  {'':<{width}}  ({', '.join(field.values)})")
    lines += [
        "",
        "Dates are written 2025, 2025-01, 2025-01-13, 2025-21 (spring). A value with spaces, and a",
        'word with a colon, stand in quotes: by:"Defence Intelligence of Ukraine" "12:30".',
        "In a shell, such a query and one with < or > stand in single quotes as a whole, and a",
        """minus comes after --, as in kursk-tui claims -- 'figure>=1,000' -by:nis""",
    ]
    return "\n".join(lines) + "\n"


def run_man(arguments: argparse.Namespace) -> int:
    """`man`: the manual page as roff."""
    from kursk_tui.cli.manual import manual

    sys.stdout.write(manual())
    return 0


def run_completions(arguments: argparse.Namespace) -> int:
    """`completions SHELL`."""
    from kursk_tui.cli.complete import SCRIPTS

    sys.stdout.write(SCRIPTS[arguments.shell])
    return 0
