"""The one parser of the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from kursk_tui.cli.notes import add_notes_parser

DESCRIPTION = (
    "A terminal explorer for a contested event: who said which figure, when, in what words, "
    "and who says otherwise. Without a command it opens the explorer."
)
EPILOG = (
    "environment: KURSK_TUI_DOSSIER names the dossier where -d does not; NO_COLOR takes all "
    "colour away. Exit status: 0 found, 1 nothing found, 2 bad use or bad input."
)


def build_parser() -> argparse.ArgumentParser:
    """The parser of `kursk-tui` and all its commands."""
    parser = argparse.ArgumentParser(prog="kursk-tui", description=DESCRIPTION, epilog=EPILOG)
    parser.set_defaults(command=None)
    parser.add_argument("--version", action="store_true", help="print the version and leave")
    _add_dossier(parser, default=None)
    parser.add_argument(
        "--texts",
        metavar="DIR",
        type=Path,
        help="folder with copies of the articles (*.txt): the detail then shows each passage",
    )
    parser.add_argument(
        "--notes", metavar="FILE", help="your notebook (default: in the XDG data folder)"
    )
    parser.add_argument(
        "--with",
        metavar="OTHER",
        dest="beside",
        action="append",
        help="a colleague's notebook to show beside yours, read only; can be given again",
    )
    parser.add_argument(
        "--ascii",
        action="store_true",
        help="draw with ASCII only, for a font or locale without more",
    )
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours: auto follows NO_COLOR and the terminal",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    check = commands.add_parser(
        "check",
        help="list every problem of a dossier's file",
        description="List every problem of a dossier's file: file, table, id, field, what to do.",
    )
    _add_dossier(check, default=argparse.SUPPRESS)
    check.add_argument("file", metavar="FILE", nargs="?", type=Path, help="the dossier to check")
    add_notes_parser(commands)
    return parser


def _add_dossier(parser: argparse.ArgumentParser, *, default: object) -> None:
    parser.add_argument(
        "-d",
        "--dossier",
        metavar="FILE",
        type=Path,
        default=default,
        help="the dossier to open (default: the one that comes with the program)",
    )
