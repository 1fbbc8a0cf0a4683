"""The one parser of the command line: help, completions and the manual page are made from it.

A command names the function that carries it out as text, so that a look-up imports nothing
that it does not use.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from kursk_tui.cli.arguments import (
    Formatter,
    Once,
    OnlyOne,
    Parser,
    add,
    add_common,
    add_filters,
    add_lens,
    add_mouse,
    path,
)

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
EXPLORER = "kursk_tui.tui.run:run_explorer"
KINDS = (
    *("conflict", "tension", "told-as", "variance", "drift", "residual", "slip", "revision"),
    "difference",
)


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of `kursk-tui` and all its commands, or of `only` one of them."""
    parser = Parser(
        prog="kursk-tui", description=DESCRIPTION, epilog=EPILOG, formatter_class=Formatter
    )
    parser.set_defaults(command=None, run=EXPLORER)
    parser.add_argument("--version", action="store_true", help="print the version and leave")
    add_common(parser, top=True)
    add_mouse(parser, None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    wanted: Any = commands if only is None else OnlyOne(commands, only)
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


def _add_records(commands: argparse._SubParsersAction[Parser]) -> None:
    find = add(commands, "find", "commands.find:run_find", "search all tables, best matches first")
    find.add_argument("query", metavar="QUERY", nargs="+", help=QUERY_HELP)
    add_filters(find)
    add_lens(find)
    for name, one, what in (
        ("events", "event", "happenings and releases"),
        ("sources", "source", "documents"),
        ("agents", "agent", "who says, relays or publishes"),
    ):
        many = add(commands, name, f"commands.records:run_{name}", f"list {what}")
        many.add_argument("query", metavar="QUERY", nargs="*", help=QUERY_HELP)
        add_lens(many)
        single = add(
            commands, one, f"commands.records:run_{one}", f"all about one {one}, with its claims"
        )
        single.add_argument("id", metavar="ID", help=f"id of the {one}, or the beginning of it")
        add_lens(single)
    claims = add(commands, "claims", "commands.records:run_claims", "list what was said")
    claims.add_argument("query", metavar="QUERY", nargs="*", help=QUERY_HELP)
    add_filters(claims)
    add_lens(claims)
    claim = add(commands, "claim", "commands.records:run_claim", "all about one claim")
    claim.add_argument("id", metavar="ID", help="id of the claim, or the beginning of it")
    add_lens(claim)
    measures = add(
        commands,
        "measures",
        "commands.measures:run_measures",
        "list what is counted, and how much is said of it",
    )
    add_lens(measures)
    measure = add(
        commands,
        "measure",
        "commands.measures:run_measure",
        "all that was said of one measure, as a forest plot",
    )
    measure.add_argument("id", metavar="ID", help="id of the measure, or the beginning of it")
    measure.add_argument("--log", action="store_true", help="a logarithmic axis")
    measure.add_argument("--unfold", action="store_true", help="claims that tell the same, too")
    add_lens(measure)


def _add_findings(commands: argparse._SubParsersAction[Parser]) -> None:
    found = add(
        commands,
        "disagreements",
        "commands.findings:run_disagreements",
        "what disagrees and why, gravest first",
    )
    found.add_argument("--kind", action=Once, choices=KINDS, help="only one kind")
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
        "--unfold",
        action="store_true",
        help="all rows, not one for each measure and two origins with the others counted",
    )
    add_lens(found)
    compare = add(
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
    add_lens(compare)
    origins = add(
        commands,
        "origins",
        "commands.findings:run_origins",
        "where a claim comes from; what an agent said over time",
    )
    origins.add_argument("id", metavar="ID", help="a claim or an agent")
    add_lens(origins)
    books = add(
        commands,
        "books",
        "commands.findings:run_books",
        "sums and ledgers, and what each leaves over",
    )
    books.add_argument(
        "id", metavar="ID", nargs="?", help="an identity: its terms and their rivals"
    )
    add_lens(books)


def _add_intake(commands: argparse._SubParsersAction[Parser]) -> None:
    import_ = add(
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
    copy = add(
        commands, "copy", "commands.intake:run_copy", "copy the dossier to a file of your own"
    )
    copy.add_argument("file", metavar="FILE", help="the file to write")
    copy.add_argument("--force", action="store_true", help="replace the file if it is there")
    _add_update(commands)
    retract = add(
        commands,
        "retract",
        "commands.intake:run_retract",
        "mark a claim as one that no longer counts",
    )
    retract.add_argument("id", metavar="ID", help="a claim")
    retract.add_argument("reason", metavar="REASON", help="why, in a line")
    edits = add(
        commands,
        "edits",
        "commands.intake:run_edits",
        "what was edited; undo takes a step back, redo does it again",
    )
    actions = edits.add_subparsers(title="commands", metavar="COMMAND", dest="edits_command")
    undo = actions.add_parser(
        "undo",
        formatter_class=Formatter,
        help="take an edit back, your last one if none is named",
        description="Take an edit back, your last one if none is named. That is an edit too.",
    )
    undo.add_argument("edit", metavar="EDIT", nargs="?", help="an edit, or the beginning of its id")
    actions.add_parser(
        "redo",
        formatter_class=Formatter,
        help="do again what you took back last",
        description="Do again what you took back last, if you have edited nothing since.",
    )


def _add_update(commands: argparse._SubParsersAction[Parser]) -> None:
    update = add(
        commands,
        "update",
        "commands.update:run_update",
        "let a copy of the shipped dossier take up newer data",
        description=(
            "Let a file that was made with copy, and perhaps edited, take up the data that come "
            "with the program. What you changed stays; where the data changed it too, what they "
            "say is listed. What was there before is kept as a copy: restore FILE last."
        ),
    )
    update.add_argument("file", metavar="FILE", help="a copy of the shipped dossier")
    update.add_argument(
        "--dry-run", action="store_true", help="only say what would be done; write nothing"
    )
    update.add_argument(
        "--take",
        metavar="TABLE:ID",
        action="append",
        default=[],
        help="replace a record by the shipped one, as in claims:ID, as an edit; can be given again",
    )


def _add_use(commands: argparse._SubParsersAction[Parser]) -> None:
    _add_export(commands)
    _add_intake(commands)
    open_ = add(commands, "open", "", "start the explorer at a record")
    open_.set_defaults(run=EXPLORER)
    add_mouse(open_, argparse.SUPPRESS)
    open_.add_argument("id", metavar="ID", help="a claim, an event, a source, an agent, a measure")
    _add_notes(commands)
    verify = add(
        commands,
        "verify",
        "commands.use:run_verify",
        "whether each claim's place is still in the articles of --texts",
    )
    verify.add_argument("--all", action="store_true", help="list the anchored ones too")
    check = add(
        commands,
        "check",
        "check:run_check",
        "list every problem of a dossier's file",
        description=(
            "List every problem of a dossier's file: file, table, id, field, what to do. Then its "
            "warnings: what is sound, and likely a mistake. The exit status is 2 with problems, "
            "0 with warnings alone."
        ),
    )
    check.add_argument("file", metavar="FILE", nargs="?", type=path, help="the dossier to check")
    check.add_argument("--strict", action="store_true", help="warnings are problems: exit status 2")
    add(
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
    stats = add(commands, "stats", "commands.use:run_stats", "how much is in the dossier")
    add_lens(stats)
    help_ = add(commands, "help", "commands.help:run_help", "help on a command, or on queries")
    help_.add_argument("topic", metavar="TOPIC", nargs="?", help="a command, or query")
    completions = add(
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
    add(commands, "man", "commands.help:run_man", "the manual page, for man -l -")


def _add_restore(commands: argparse._SubParsersAction[Parser]) -> None:
    restore = add(
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


def _add_export(commands: argparse._SubParsersAction[Parser]) -> None:
    export = add(
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
    export.add_argument(
        "--unfold",
        action="store_true",
        help="report and csv pairs: all disagreements, not one for each measure and two origins",
    )
    add_lens(export)


def _add_notes(commands: argparse._SubParsersAction[Parser]) -> None:
    notes = add(
        commands,
        "notes",
        "commands.notes:run_notes",
        "flags, verdicts, notes and ratings; merge two notebooks",
    )
    actions = notes.add_subparsers(title="commands", metavar="COMMAND", dest="notes_command")
    merge = actions.add_parser(
        "merge",
        formatter_class=Formatter,
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
