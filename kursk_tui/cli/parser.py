"""The one parser of the command line: help, completions and the manual page are made from it.

A command names the function that carries it out as text, so that a look-up imports nothing
that it does not use.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

DESCRIPTION = (
    "A terminal explorer for a contested event: who said which figure, when, in what words, "
    "and who says otherwise. Without a command it opens the explorer."
)
EPILOG = (
    "KURSK_TUI_DOSSIER names the dossier where -d does not; NO_COLOR takes all "
    "colour away; PAGER shows long tables on a terminal. "
    "Exit status: 0 found, 1 nothing found, 2 bad use or bad input, 70 a fault of the program, "
    "128 and more ended by a signal."
)
QUERY_HELP = (
    'words and fields, as in measure:killed by:nis after:2025-01 "as many as"; see help query'
)
FORMATS = ("table", "plain", "json", "jsonl", "csv", "md")
EXPLORER = "kursk_tui.tui.run:run_explorer"
_MINUS = re.compile(r"^unrecognized arguments: .*(?<!\S)-[^-\s]")
KINDS = ("conflict", "tension", "variance", "residual", "slip", "revision", "difference")


_CHOICE = re.compile("invalid choice: '([^']*)'")
_CHOICES = re.compile("'?([a-z][a-z-]*)'?")


def _path(text: str) -> Path:
    """A path. Its module is loaded only where one is named: most look-ups name none."""
    from pathlib import Path

    return Path(text)


class _Formatter(argparse.HelpFormatter):
    """Help as wide as the terminal; argparse's own would load shutil for every option."""

    def __init__(self, prog: str) -> None:
        width = os.environ.get("COLUMNS", "")
        try:
            columns = int(width) if width.isdecimal() else os.get_terminal_size().columns
        except OSError:
            columns = 80
        super().__init__(prog, width=max(40, min(columns, 100)) - 2)


class _Once(argparse.Action):
    """An option that is given once: of two values the first would be lost without a word."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        if getattr(namespace, self.dest, None) is not None:
            parser.error(f"{option_string} is given twice, and all filters must hold; ask twice")
        setattr(namespace, self.dest, values)


class _Parser(argparse.ArgumentParser):
    """Errors in one line, without the usage before them."""

    def error(self, message: str) -> None:  # type: ignore[override]
        from kursk_tui.model.text import visible

        hint = f"see {self.prog} --help"
        chosen = _CHOICE.search(message)
        if chosen is not None:
            from kursk_tui.dossier.naming import nearest

            known = dict.fromkeys(_CHOICES.findall(message.partition("choose from")[2]))
            hint = f"{nearest(chosen[1], known).removeprefix('; ') or 'it is none of them'}; {hint}"
            message = message.partition(" (choose from")[0] if len(known) > 8 else message
        if _MINUS.search(message):
            hint += "; a search term with a minus goes after --, as in kursk-tui claims -- -museum"
        self.exit(2, visible(f"kursk-tui: {message}; {hint}") + "\n")


class _Nothing:
    """Stands for a command that is not asked for: takes its options and does nothing."""

    def __getattr__(self, name: str) -> Callable[..., _Nothing]:
        return lambda *_, **__: self


class _OnlyOne:
    """Adds one command to a parser. Making them all takes as long as a look-up itself."""

    def __init__(self, commands: argparse._SubParsersAction[_Parser], name: str) -> None:
        self._commands, self._name = commands, name

    def add_parser(self, name: str, **options: Any) -> Any:
        """The parser of the command, or what does nothing."""
        return self._commands.add_parser(name, **options) if name == self._name else _Nothing()


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of `kursk-tui` and all its commands, or of `only` one of them."""
    parser = _Parser(
        prog="kursk-tui", description=DESCRIPTION, epilog=EPILOG, formatter_class=_Formatter
    )
    parser.set_defaults(command=None, run=EXPLORER)
    parser.add_argument("--version", action="store_true", help="print the version and leave")
    _add_common(parser, top=True)
    _add_mouse(parser, None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    wanted: Any = commands if only is None else _OnlyOne(commands, only)
    _add_records(wanted)
    _add_findings(wanted)
    _add_use(wanted)
    return parser


def parse(words: Sequence[str]) -> argparse.Namespace:
    """A command line, read. Exits with 2 and a line where it is wrong, with 0 after help."""
    # A first word that is no option can only be a command; what is wrong is told by the whole.
    first = words[0] if words and words[0].isalpha() else None
    parser = build_parser(first)
    if first is not None and first not in commands_of(parser):
        parser = build_parser()
    arguments = parser.parse_args(words)
    # What stands behind a command would take the place of what stands before it.
    after = vars(arguments).pop("beside_after", None)
    if after:
        arguments.beside = [*(arguments.beside or ()), *after]
    return arguments


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands of a parser by name, in their order; empty for one without."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _add(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    run: str,
    help: str,
    *,
    description: str = "",
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=help,
        description=description or f"{help[0].upper()}{help[1:]}.",
        formatter_class=_Formatter,
    )
    parser.set_defaults(run=f"kursk_tui.cli.{run}")
    _add_common(parser, top=False)
    return parser


def _add_common(parser: argparse.ArgumentParser, *, top: bool) -> None:
    """Options that may stand before the command or after it."""

    def default(value: object) -> object:
        return value if top else argparse.SUPPRESS

    group = parser.add_argument_group("files and printing") if not top else parser
    group.add_argument(
        "-d",
        "--dossier",
        metavar="FILE",
        type=_path,
        default=default(None),
        help="the dossier to open (default: the one that comes with the program)",
    )
    group.add_argument(
        "--texts",
        metavar="DIR",
        type=_path,
        default=default(None),
        help="folder with copies of the articles (*.txt): passages are then shown",
    )
    group.add_argument(
        "--notes",
        metavar="FILE",
        default=default(None),
        help="your notebook (default: in the XDG data folder)",
    )
    group.add_argument(
        "--with",
        metavar="OTHER",
        dest="beside" if top else "beside_after",
        action="append",
        default=default(None),
        help="a colleague's notebook to lay beside yours, read only; can be given again",
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
        help="ASCII only, for a font or locale without more",
    )
    group.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default=default("auto"),
        help="colours: auto follows NO_COLOR and the terminal",
    )


def _add_mouse(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--mouse",
        action=argparse.BooleanOptionalAction,
        default=default,
        help="let the explorer use the mouse, or not (default: not over SSH)",
    )


def _add_lens(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is looked at")
    group.add_argument(
        "--known-at", metavar="DATE", help="only what was published by a date (2025, 2025-02-27)"
    )
    group.add_argument(
        "--without",
        metavar="AGENT",
        action="append",
        help="leave out claims with this agent in their chain; can be given again",
    )


def _add_filters(parser: argparse.ArgumentParser) -> None:
    """Filters of claims: each is a term of the query language."""
    group = parser.add_argument_group("filters")
    group.add_argument(
        "--event", action=_Once, metavar="ID", help="that mention an event or a part of it"
    )
    group.add_argument(
        "--source", action=_Once, metavar="ID", help="of a source, or of a publisher"
    )
    group.add_argument(
        "--agent", action=_Once, metavar="ID", help="with an agent anywhere in the chain"
    )
    group.add_argument("--by", action=_Once, metavar="ORIGIN", help="that go back to an agent")
    group.add_argument(
        "--via", action=_Once, metavar="AGENT", help="that an agent relayed or published"
    )
    group.add_argument(
        "--measure", action=_Once, metavar="ID", help="of a measure; ID+ takes its parts too"
    )
    group.add_argument(
        "--since", action=_Once, metavar="DATE", help="of a moment on or after a date"
    )
    group.add_argument(
        "--until", action=_Once, metavar="DATE", help="of a moment on or before a date"
    )
    group.add_argument(
        "--modality",
        action=_Once,
        choices=("asserted", "expected", "possible", "denied"),
        help="said as a fact, expected, held possible, or denied",
    )
    group.add_argument(
        "--min", action=_Once, metavar="N", help="with a printed number of at least N"
    )
    group.add_argument(
        "--max", action=_Once, metavar="N", help="with a printed number of at most N"
    )


def _add_records(commands: argparse._SubParsersAction[_Parser]) -> None:
    find = _add(commands, "find", "commands.find:run_find", "search all tables, best matches first")
    find.add_argument("query", metavar="QUERY", nargs="+", help=QUERY_HELP)
    _add_filters(find)
    _add_lens(find)
    for name, one, what in (
        ("events", "event", "happenings and releases"),
        ("sources", "source", "documents"),
        ("agents", "agent", "who says, relays or publishes"),
    ):
        many = _add(commands, name, f"commands.records:run_{name}", f"list {what}")
        many.add_argument("query", metavar="QUERY", nargs="*", help=QUERY_HELP)
        _add_lens(many)
        single = _add(
            commands, one, f"commands.records:run_{one}", f"all about one {one}, with its claims"
        )
        single.add_argument("id", metavar="ID", help=f"id of the {one}, or the beginning of it")
        _add_lens(single)
    claims = _add(commands, "claims", "commands.records:run_claims", "list what was said")
    claims.add_argument("query", metavar="QUERY", nargs="*", help=QUERY_HELP)
    _add_filters(claims)
    _add_lens(claims)
    claim = _add(commands, "claim", "commands.records:run_claim", "all about one claim")
    claim.add_argument("id", metavar="ID", help="id of the claim, or the beginning of it")
    _add_lens(claim)
    measures = _add(
        commands,
        "measures",
        "commands.measures:run_measures",
        "list what is counted, and how much is said of it",
    )
    _add_lens(measures)
    measure = _add(
        commands,
        "measure",
        "commands.measures:run_measure",
        "all that was said of one measure, as a forest plot",
    )
    measure.add_argument("id", metavar="ID", help="id of the measure, or the beginning of it")
    measure.add_argument("--log", action="store_true", help="a logarithmic axis")
    measure.add_argument("--unfold", action="store_true", help="claims that tell the same, too")
    _add_lens(measure)


def _add_findings(commands: argparse._SubParsersAction[_Parser]) -> None:
    found = _add(
        commands,
        "disagreements",
        "commands.findings:run_disagreements",
        "what disagrees and why, gravest first",
    )
    found.add_argument("--kind", action=_Once, choices=KINDS, help="only one kind")
    found.add_argument(
        "--severity",
        type=int,
        choices=range(5),
        default=0,
        metavar="N",
        help="only of this severity, from 0 to 4, and above",
    )
    found.add_argument("--event", metavar="ID", help="with a claim that mentions an event")
    found.add_argument("--measure", metavar="ID", help="with a claim of a measure")
    found.add_argument("--claim", metavar="ID", help="with a claim")
    found.add_argument(
        "--fold",
        action="store_true",
        help="put rows that rest on the same figure under the gravest of them, and count them",
    )
    _add_lens(found)
    compare = _add(
        commands,
        "compare",
        "commands.findings:run_compare",
        "two claims, or one with all that competes with it",
        description=(
            "Say what two claims agree or disagree about, step by step. With one claim: "
            "everything that competes with it."
        ),
    )
    compare.add_argument("id", metavar="ID", help="a claim")
    compare.add_argument("other", metavar="ID", nargs="?", help="another claim")
    _add_lens(compare)
    origins = _add(
        commands,
        "origins",
        "commands.findings:run_origins",
        "where a claim comes from; what an agent said over time",
    )
    origins.add_argument("id", metavar="ID", help="a claim or an agent")
    _add_lens(origins)
    books = _add(
        commands,
        "books",
        "commands.findings:run_books",
        "sums and ledgers, and what each leaves over",
    )
    books.add_argument(
        "id", metavar="ID", nargs="?", help="an identity: its terms and their rivals"
    )
    _add_lens(books)


def _add_intake(commands: argparse._SubParsersAction[_Parser]) -> None:
    import_ = _add(
        commands,
        "import",
        "commands.intake:run_import",
        "read an article and queue its figures for review",
        description=(
            "Read an article (plain text, HTML, PDF) from a file, an address or stdin, say where "
            "it stands already, and propose claims, which wait until a person has reviewed them: "
            "at a terminal the explorer opens on them. Without an article: what waits."
        ),
    )
    import_.add_argument(
        "what", metavar="WHAT", nargs="?", help="a file, an http(s) address, or - for stdin"
    )
    import_.add_argument(
        "--list", action="store_true", help="only print what would be proposed; keep nothing"
    )
    copy = _add(
        commands, "copy", "commands.intake:run_copy", "copy the dossier to a file of your own"
    )
    copy.add_argument("file", metavar="FILE", help="the file to write")
    copy.add_argument("--force", action="store_true", help="replace the file if it is there")
    retract = _add(
        commands,
        "retract",
        "commands.intake:run_retract",
        "mark a claim as one that no longer counts",
    )
    retract.add_argument("id", metavar="ID", help="a claim")
    retract.add_argument("reason", metavar="REASON", help="why, in a line")
    edits = _add(
        commands,
        "edits",
        "commands.intake:run_edits",
        "what was edited; undo takes a step back, redo does it again",
    )
    actions = edits.add_subparsers(title="commands", metavar="COMMAND", dest="edits_command")
    undo = actions.add_parser(
        "undo",
        formatter_class=_Formatter,
        help="take an edit back, your last one if none is named",
        description="Take an edit back, your last one if none is named. That is an edit too.",
    )
    undo.add_argument("edit", metavar="EDIT", nargs="?", help="an edit, or the beginning of its id")
    actions.add_parser(
        "redo",
        formatter_class=_Formatter,
        help="do again what you took back last",
        description="Do again what you took back last, if you have edited nothing since.",
    )


def _add_use(commands: argparse._SubParsersAction[_Parser]) -> None:
    _add_export(commands)
    _add_intake(commands)
    open_ = _add(commands, "open", "", "start the explorer at a record")
    open_.set_defaults(run=EXPLORER)
    _add_mouse(open_, argparse.SUPPRESS)
    open_.add_argument("id", metavar="ID", help="a claim, an event, a source, an agent, a measure")
    _add_notes(commands)
    verify = _add(
        commands,
        "verify",
        "commands.use:run_verify",
        "whether each claim's place is still in the articles of --texts",
    )
    verify.add_argument("--all", action="store_true", help="list the anchored ones too")
    check = _add(
        commands,
        "check",
        "check:run_check",
        "list every problem of a dossier's file",
        description="List every problem of a dossier's file: file, table, id, field, what to do.",
    )
    check.add_argument("file", metavar="FILE", nargs="?", type=_path, help="the dossier to check")
    _add(
        commands,
        "doctor",
        "commands.doctor:run_doctor",
        "what a report of a fault needs: versions, paths, terminal, health",
        description=(
            "Print versions, paths, the terminal as it is used, and the health of dossier and "
            "notebook, without any of their contents. A line that begins with ! needs care and "
            "says what to do: the exit status is then 1, else 0."
        ),
    )
    _add_restore(commands)
    stats = _add(commands, "stats", "commands.use:run_stats", "how much is in the dossier")
    _add_lens(stats)
    help_ = _add(commands, "help", "commands.help:run_help", "help on a command, or on queries")
    help_.add_argument("topic", metavar="TOPIC", nargs="?", help="a command, or query")
    completions = _add(
        commands,
        "completions",
        "commands.help:run_completions",
        "a completion script for bash, zsh or fish",
        description=(
            'Print a completion script: eval "$(kursk-tui completions bash)" in ~/.bashrc, the '
            "same with zsh in ~/.zshrc, kursk-tui completions fish | source in config.fish."
        ),
    )
    completions.add_argument("shell", choices=("bash", "zsh", "fish"), help="which shell")
    _add(commands, "man", "commands.help:run_man", "the manual page, for man -l -")


def _add_restore(commands: argparse._SubParsersAction[_Parser]) -> None:
    restore = _add(
        commands,
        "restore",
        "commands.restore:run_restore",
        "copies kept of a dossier or notebook; put one back",
        description=(
            "List the copies that are kept of a file (by default the dossier and the notebook), "
            "or put one back, whether the file is sound, damaged or gone. What is there then is "
            "kept as a copy first."
        ),
    )
    restore.add_argument("file", metavar="FILE", nargs="?", help="a dossier or a notebook")
    restore.add_argument(
        "copy",
        metavar="COPY",
        nargs="?",
        help="the copy, or the beginning of its name; last: the newest sound one that differs",
    )


def _add_export(commands: argparse._SubParsersAction[_Parser]) -> None:
    export = _add(
        commands,
        "export",
        "commands.export:run_export",
        "a report, a spreadsheet, data or a picture, to a file",
        description=(
            "Write a report (Markdown), a spreadsheet (CSV), the data (JSON), W3C Web Annotations, "
            "or the plot of a measure (SVG). Never overwrites without --force."
        ),
    )
    export.add_argument(
        "what",
        metavar="WHAT",
        choices=("report", "csv", "json", "schema", "webannotation", "forest"),
        help="report, csv, json, schema, webannotation or forest",
    )
    export.add_argument(
        "of",
        metavar="OF",
        nargs="?",
        help="report: an event or a measure (default: the whole dossier); csv: claims, pairs or "
        "events (default: claims); forest: a measure",
    )
    export.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="the file; - is stdout (default)"
    )
    export.add_argument("--force", action="store_true", help="replace the file if it is there")
    export.add_argument(
        "--severity",
        type=int,
        choices=range(5),
        default=0,
        metavar="N",
        help="csv pairs: only of this severity, from 0 to 4, and above",
    )
    _add_lens(export)


def _add_notes(commands: argparse._SubParsersAction[_Parser]) -> None:
    notes = _add(
        commands,
        "notes",
        "commands.notes:run_notes",
        "flags, verdicts, notes and ratings; merge two notebooks",
    )
    actions = notes.add_subparsers(title="commands", metavar="COMMAND", dest="notes_command")
    merge = actions.add_parser(
        "merge",
        formatter_class=_Formatter,
        help="join two notebooks into a third",
        description=(
            "Join two notebooks without losing an entry. The order of the two does not matter, "
            "and merging again changes nothing."
        ),
    )
    merge.add_argument("a", metavar="A", help="a notebook")
    merge.add_argument("b", metavar="B", help="another notebook")
    merge.add_argument(
        "-o", "--output", metavar="C", required=True, help="the notebook to write; a new file"
    )
    merge.add_argument(
        "--force",
        action="store_true",
        help="replace C if it is a notebook of which no entry is lost (it may be A or B)",
    )
