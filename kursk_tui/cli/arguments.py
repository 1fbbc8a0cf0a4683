"""Parts of the command line's parser: errors in one line, and options that commands share."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

# What `export csv` and the other tables can write: `export.tables.TABLES`, which loads more.
EXPORTED = ("claims", "pairs", "sources", "agents", "events", "measures", "scopes")
# In which files a table can be written: one a file, or all of them in one.
TABLES = ("csv", "jsonl", "xlsx", "sqlite")
# What other programs read: see `commands.interchange`.
INTERCHANGES = ("ftm", "stix", "claimreview", "quickstatements", "ucdp", "csl", "bibtex")
FORMATS = ("table", "plain", "json", "jsonl", "csv", "md")
# As text: compiled only where something is refused.
_MINUS = r"^unrecognized arguments: .*(?<!\S)-[^-\s]"
_CHOICE = "invalid choice: '([^']*)'"
_CHOICES = "'?([a-z][a-z-]*)'?"


def path(text: str) -> Path:
    """A path. Its module is loaded only where one is named: most look-ups name none."""
    from pathlib import Path

    return Path(text)


class Formatter(argparse.HelpFormatter):
    """Help as wide as the terminal; argparse's own would load shutil for every option."""

    def __init__(self, prog: str) -> None:
        width = os.environ.get("COLUMNS", "")
        try:
            columns = int(width) if width.isdecimal() else os.get_terminal_size().columns
        except OSError:
            columns = 80
        super().__init__(prog, width=max(40, min(columns, 100)) - 2)


class Once(argparse.Action):
    """An option that is given once: of two values the first would be lost without a word."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Take the value, or refuse a second one."""
        if getattr(namespace, self.dest, None) is not None:
            parser.error(f"{option_string} can be given only once, because all filters must hold")
        setattr(namespace, self.dest, values)


class Sample(argparse.Action):
    """Take the file of a sample for the dossier; without a name, list the samples and leave."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Take it. What is no sample's name is refused with those that there are."""
        from kursk_tui.dossier import samples
        from kursk_tui.dossier.naming import UseError

        if values is None:
            for name in samples.names():
                print(name)
            parser.exit()
        try:
            setattr(namespace, self.dest, path(samples.path_of(str(values))))
        except UseError as error:
            parser.error(str(error))


class Parser(argparse.ArgumentParser):
    """Errors in one line, without the usage before them."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Say what is wrong and what to do, and leave with 2."""
        from kursk_tui.model.text import visible

        hint = f"see {self.prog} --help"
        chosen = re.search(_CHOICE, message)
        if chosen is not None:
            from kursk_tui.dossier.naming import nearest

            known = dict.fromkeys(re.findall(_CHOICES, message.partition("choose from")[2]))
            names = ", ".join(known)
            hint = f"{nearest(chosen[1], known).removeprefix('; ') or f'one of {names}'}; {hint}"
            message = message.partition(" (choose from")[0] if len(known) > 8 else message
        if re.search(_MINUS, message):
            hint += "; a search term with a minus goes after --, as in kursk-tui claims -- -museum"
        self.exit(2, visible(f"kursk-tui: {message}; {hint}") + "\n")


class _Nothing:
    """Stands for a command that is not asked for: takes its options and does nothing."""

    def __getattr__(self, name: str) -> Callable[..., _Nothing]:
        return lambda *_, **__: self


class OnlyOne:
    """Adds one command to a parser. Making them all takes as long as a look-up itself."""

    def __init__(self, commands: argparse._SubParsersAction[Parser], name: str) -> None:
        self._commands, self._name = commands, name

    def add_parser(self, name: str, **options: Any) -> Any:
        """The parser of the command, or what does nothing."""
        return self._commands.add_parser(name, **options) if name == self._name else _Nothing()


def add(
    commands: argparse._SubParsersAction[Parser],
    name: str,
    run: str,
    help: str,
    *,
    description: str = "",
    beside: bool = True,
) -> argparse.ArgumentParser:
    """Add a command; `run` is `module:function` within this room, its help makes it known.

    Without `beside` its `--with` is free for a meaning of its own.
    """
    parser = commands.add_parser(
        name,
        help=help,
        description=description or f"{help[0].upper()}{help[1:]}.",
        formatter_class=Formatter,
    )
    parser.set_defaults(run=f"kursk_tui.cli.{run}")
    add_common(parser, top=False, beside=beside)
    return parser


def add_common(parser: argparse.ArgumentParser, *, top: bool, beside: bool = True) -> None:
    """Options that may stand before the command or after it."""

    def default(value: object) -> object:
        return value if top else argparse.SUPPRESS

    group = parser.add_argument_group("files and printing") if not top else parser
    group.add_argument(
        "-d",
        "--dossier",
        metavar="FILE",
        type=path,
        default=default(None),
        help="the dossier to open (default: the one that comes with the program)",
    )
    group.add_argument(
        "--sample",
        metavar="NAME",
        dest="dossier",
        nargs="?",
        action=Sample,
        default=default(None),
        help="open a sample that comes with the program; without a name, list them",
    )
    group.add_argument(
        "--texts",
        metavar="DIR",
        type=path,
        default=default(None),
        help="a folder with your copies of the articles (*.txt), to show their passages",
    )
    group.add_argument(
        "--notes",
        metavar="FILE",
        default=default(None),
        help="your notebook (default: in the XDG data folder)",
    )
    if beside:
        group.add_argument(
            "--with",
            metavar="OTHER",
            dest="beside" if top else "beside_after",
            action="append",
            default=default(None),
            help="a colleague's notebook to read beside yours; can be repeated",
        )
    group.add_argument(
        "--format",
        choices=FORMATS,
        default=default(None),
        help="how to print (default: table on a terminal, plain in a pipe)",
    )
    group.add_argument(
        "--no-pager",
        action="store_true",
        default=default(False),
        help="never show a long table in $PAGER",
    )
    group.add_argument(
        "--ascii",
        action="store_true",
        default=default(False),
        help="print ASCII only",
    )
    group.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default=default("auto"),
        help="colours: auto follows NO_COLOR and the terminal",
    )


def add_mouse(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Whether the explorer uses the mouse."""
    parser.add_argument(
        "--mouse",
        action=argparse.BooleanOptionalAction,
        default=default,
        help="use the mouse in the explorer, or not (default: not over SSH)",
    )


def add_lens(parser: argparse.ArgumentParser) -> None:
    """What is left out before anything is looked up."""
    group = parser.add_argument_group("what to look at")
    group.add_argument(
        "--known-at", metavar="DATE", help="only what was published by this date (2025, 2025-02-27)"
    )
    group.add_argument(
        "--without",
        metavar="AGENT",
        action="append",
        help="leave out claims with this agent in their chain; can be repeated",
    )


def add_filters(parser: argparse.ArgumentParser | _Nothing) -> None:
    """Filters of claims: each is a term of the query language."""
    if isinstance(parser, _Nothing):
        return
    from kursk_tui.analysis.query.fields import FIELDS

    group = parser.add_argument_group("filters")
    for field in FIELDS:
        for option in field.options:
            group.add_argument(
                f"--{option.name}",
                action=Once,
                metavar=option.metavar,
                choices=field.values or None,
                help=option.help,
            )
