"""Help on commands, the manual's topics, completion scripts, the manual page."""

from __future__ import annotations

import argparse
import sys

from kursk_tui.cli.manual import manual
from kursk_tui.cli.output import page, terminal_height
from kursk_tui.cli.parser import build_parser, commands_of
from kursk_tui.dossier.naming import UseError, nearest
from kursk_tui.help.topics import TOPICS, listed, text_of
from kursk_tui.model.text import visible
from kursk_tui.terminal import ASCII_GLYPHS

OTHER_NAMES = {"query": "queries"}


def run_help(arguments: argparse.Namespace) -> int:
    """`help`: the commands and topics; `help NAME`: a command, a topic, or both of one name."""
    parser = build_parser()
    commands, name = commands_of(parser), arguments.topic
    topic = OTHER_NAMES.get(name, name)
    parts = []
    if name is None:
        parts = [parser.format_help(), f"topics (kursk-tui help TOPIC):\n{listed()}"]
    if topic in TOPICS:
        parts.append(text_of(topic))
        if name in commands:
            parts.append(f"The command's options: kursk-tui {name} --help\n")
    elif name in commands:
        parts.append(commands[name].format_help())
    if not parts:
        known = dict.fromkeys([*commands, *TOPICS, *OTHER_NAMES])
        raise UseError(f"no help on {name!r}{nearest(name, known) or '; see kursk-tui help'}")
    _show("\n".join(parts), arguments)
    return 0


def _show(text: str, arguments: argparse.Namespace) -> None:
    """Print a text; on a terminal that it does not fit, by the pager."""
    if arguments.ascii:
        # As the explorer draws its marks, so that they can be looked up.
        lines = text.translate(ASCII_GLYPHS).split("\n")
        text = "\n".join(visible(line, ascii_only=True) for line in lines)
    pages = sys.stdout.isatty() and not arguments.no_pager
    if pages and text.count("\n") >= terminal_height():
        page(text)
    else:
        sys.stdout.write(text)


def run_man(arguments: argparse.Namespace) -> int:
    """`man`: the manual page as roff."""
    sys.stdout.write(manual())
    return 0


def run_completions(arguments: argparse.Namespace) -> int:
    """`completions SHELL`."""
    from kursk_tui.cli.complete import SCRIPTS

    sys.stdout.write(SCRIPTS[arguments.shell])
    return 0
