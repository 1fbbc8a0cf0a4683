"""The one parser of the command line: help, completions and the manual page are made from it.

A command names the function that carries it out as text, so that a look-up imports nothing
that it does not use.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from kursk_tui.cli.arguments import (
    EXPORTED,
    INTERCHANGES,
    TABLES,
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
    "KURSK_TUI_DOSSIER names the dossier to open if -d does not. NO_COLOR turns colours off. "
    "PAGER shows long tables on a terminal. "
    "Exit status: 0 found, 1 nothing found, 2 bad use or bad input, 70 a fault of the program, "
    "128 or more ended by a signal."
)
QUERY_HELP = (
    'words and fields, as in measure:killed by:digest after:2025-01 "as many as"; see help queries'
)
EXPLORER = "kursk_tui.tui.run:run_explorer"
TOUR = "kursk_tui.tui.run:run_tour"
EXPORTS = (
    *("brief", "report", *TABLES, "json", "schema", "webannotation"),
    *("forest", "chart", "origins", "site", *INTERCHANGES),
)
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
    parser.add_argument("--version", action="store_true", help="print the version and exit")
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
    find = add(commands, "find", "commands.find:run_find", "search everything, best matches first")
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
            commands,
            one,
            f"commands.records:run_{one}",
            f"show everything about one {one}, with its claims",
        )
        single.add_argument("id", metavar="ID", help=f"the id of the {one}, or its beginning")
        add_lens(single)
    claims = add(commands, "claims", "commands.records:run_claims", "list what was said")
    claims.add_argument("query", metavar="QUERY", nargs="*", help=QUERY_HELP)
    add_filters(claims)
    add_lens(claims)
    claim = add(commands, "claim", "commands.records:run_claim", "show everything about one claim")
    claim.add_argument("id", metavar="ID", help="the id of the claim, or its beginning")
    add_lens(claim)
    glance = add(
        commands,
        "overview",
        "commands.overview:run_overview",
        "show the dossier at a glance: what is contested, turning points, gravest disagreements",
    )
    add_lens(glance)
    measures = add(
        commands,
        "measures",
        "commands.measures:run_measures",
        "list what is counted, and how many figures there are",
    )
    add_lens(measures)
    measure = add(
        commands,
        "measure",
        "commands.measures:run_measure",
        "show everything said of one measure, as a forest plot",
    )
    measure.add_argument(
        "id", metavar="ID", help="the id or name of the measure, or the beginning of its id"
    )
    measure.add_argument("--log", action="store_true", help="draw a logarithmic axis")
    measure.add_argument(
        "--unfold", action="store_true", help="also show claims that give the same figure"
    )
    add_lens(measure)


def _add_findings(commands: argparse._SubParsersAction[Parser]) -> None:
    found = add(
        commands,
        "disagreements",
        "commands.findings:run_disagreements",
        "list what disagrees and why, gravest first",
    )
    found.add_argument("--kind", action=Once, choices=KINDS, help="only this kind")
    found.add_argument(
        "--severity",
        type=int,
        choices=range(5),
        default=0,
        metavar="N",
        help="only this severity (0 to 4) and graver",
    )
    found.add_argument("--event", metavar="ID", help="only with a claim that mentions this event")
    found.add_argument("--measure", metavar="ID", help="only with a claim of this measure")
    found.add_argument("--claim", metavar="ID", help="only with this claim")
    found.add_argument(
        "--unfold",
        action="store_true",
        help="all rows, not one for each measure and pair of origins",
    )
    add_lens(found)
    compare = add(
        commands,
        "compare",
        "commands.findings:run_compare",
        "compare two claims, or one with everything that competes with it",
        description=(
            "Say what two claims agree or disagree about, step by step. Given one claim, list "
            "everything that competes with it."
        ),
    )
    compare.add_argument("id", metavar="ID", help="a claim")
    compare.add_argument("other", metavar="ID", nargs="?", help="another claim")
    add_lens(compare)
    origins = add(
        commands,
        "origins",
        "commands.origins:run_origins",
        "show where a claim comes from, or what an agent said over time",
    )
    origins.add_argument("id", metavar="ID", help="a claim or an agent")
    add_lens(origins)
    books = add(
        commands,
        "books",
        "commands.findings:run_books",
        "list sums and ledgers, and what each leaves over",
    )
    books.add_argument(
        "id", metavar="ID", nargs="?", help="one of them: its terms and their rivals"
    )
    add_lens(books)


def _add_intake(commands: argparse._SubParsersAction[Parser]) -> None:
    import_ = add(
        commands,
        "import",
        "commands.intake:run_import",
        "read an article, many of them or a table; their figures wait for review",
        description=(
            "Read an article (plain text, HTML or PDF) or a table (CSV, TSV, XLSX, ODS, JSON "
            "lines) from a file, an address or stdin. Say "
            "whether the dossier has it already, and propose claims. They wait until you have "
            "reviewed them: on a terminal the explorer opens on them. Many pages at once are a "
            "folder, a list of addresses or files, a feed (RSS, Atom) or a web archive (WARC, "
            "WACZ): they are read side by side and sorted by what each would change. Without an "
            "article, list what waits."
        ),
        # Here --with names a proposer; before the command it names a notebook, as everywhere.
        beside=False,
    )
    import_.add_argument(
        "what",
        metavar="WHAT",
        nargs="?",
        help="a file, a folder, a list, a feed, a web archive, an http(s) address, or - for stdin",
    )
    import_.add_argument(
        "--with",
        metavar="COMMAND",
        dest="proposer",
        help="a program that proposes the claims in place of the rules: see help intake",
    )
    import_.add_argument(
        "--seconds",
        type=float,
        default=300.0,
        metavar="N",
        help="how long that program may take (default: 300)",
    )
    import_.add_argument(
        "--parse",
        metavar="MODEL",
        help="a spaCy model, by name or folder, that fills the chains that the rules leave empty",
    )
    import_.add_argument(
        "--list", action="store_true", help="print what would be proposed and keep nothing"
    )
    import_.add_argument(
        "--map", metavar="FILE", help="of a table: the mapping, instead of one that is guessed"
    )
    import_.add_argument("--save-map", metavar="FILE", help="of a table: keep the mapping")
    import_.add_argument("--sheet", metavar="NAME", help="of a workbook: the sheet to read")
    import_.add_argument(
        "--accept", action="store_true", help="of a table: take in the rows that are sound"
    )
    diff = add(
        commands,
        "diff",
        "commands.changes:run_diff",
        "say what matters in a newer text of a document",
        description=(
            "Compare a newer text of a document with the one that the dossier has read, figure by "
            "figure: a hedge that was dropped or turned, a bound that moved, another measure, a "
            "speaker who is gone, a passage that is gone, a new figure, each with both wordings "
            "and the claims concerned. What changed around them is not told. The old text is "
            "your copy (--texts, or the one kept when it was imported); without it the claims "
            "alone are compared."
        ),
    )
    diff.add_argument("source", metavar="SOURCE", help="the id of the document, or its beginning")
    diff.add_argument("new", metavar="NEW", help="the newer text: a file, an http(s) address, or -")
    diff.add_argument(
        "--accept",
        action="store_true",
        help="take it for the text of the document: the old one stays among its versions, and "
        "claims follow their passages",
    )
    copy = add(
        commands, "copy", "commands.intake:run_copy", "copy the dossier to a file of your own"
    )
    copy.add_argument("file", metavar="FILE", help="the file to write")
    copy.add_argument("--force", action="store_true", help="replace the file if it exists")
    _add_update(commands)
    retract = add(
        commands,
        "retract",
        "commands.intake:run_retract",
        "retract a claim: it stays in the file and no longer counts",
    )
    retract.add_argument("id", metavar="ID", help="a claim")
    retract.add_argument("reason", metavar="REASON", help="why, in one line")
    edits = add(
        commands,
        "edits",
        "commands.intake:run_edits",
        "list the edits of a file; undo one, or redo it",
    )
    actions = edits.add_subparsers(title="commands", metavar="COMMAND", dest="edits_command")
    undo = actions.add_parser(
        "undo",
        formatter_class=Formatter,
        help="undo an edit: the one you name, or your last",
        description="Undo an edit: the one you name, or your last. That is an edit too.",
    )
    undo.add_argument("edit", metavar="EDIT", nargs="?", help="the id of an edit, or its beginning")
    actions.add_parser(
        "redo",
        formatter_class=Formatter,
        help="redo what you undid last",
        description="Redo what you undid last, if you have edited nothing since.",
    )


def _add_dossiers(commands: argparse._SubParsersAction[Parser]) -> None:
    add(
        commands,
        "dossiers",
        "commands.dossiers:run_dossiers",
        "list the dossiers opened lately, and those that come with the program",
    )


def _add_new(commands: argparse._SubParsersAction[Parser]) -> None:
    new = add(
        commands,
        "new",
        "commands.begin:run_new",
        "begin a dossier of your own, on an event of your own",
        description=(
            "Begin a dossier of your own: a title, where and when, and what is counted. Without "
            "--title it asks at a terminal. Starter packs hold measures and "
            "scopes: budget, casualties, crowd, disaster, displacement, epidemic, forces, or a "
            "TOML file of your own. Combine as many as you need."
        ),
    )
    new.add_argument("file", metavar="FILE", help="the file to write")
    new.add_argument("--title", metavar="TEXT", help="what it is about, in a few words")
    new.add_argument("--summary", metavar="TEXT", help="the same in a sentence or two")
    new.add_argument(
        "--place", metavar="NAME", action="append", default=[], help="where; can be repeated"
    )
    new.add_argument("--span", metavar="DATES", help="when, as 2023-09-10 or 2023-09/2023-12")
    new.add_argument(
        "--language",
        metavar="CODE",
        action="append",
        default=[],
        help="of its documents, as en; can be repeated",
    )
    new.add_argument(
        "--pack",
        metavar="PACK",
        action="append",
        default=[],
        help="a starter pack, by name or file; can be repeated",
    )
    new.add_argument("--force", action="store_true", help="replace the file if it exists")


def _add_update(commands: argparse._SubParsersAction[Parser]) -> None:
    update = add(
        commands,
        "update",
        "commands.update:run_update",
        "bring newer data into your copy of the shipped dossier",
        description=(
            "Bring the data that come with the program into a file made with copy. What you "
            "changed stays. Where the data changed it too, their version is listed. The file as "
            "it was is kept as a copy: restore FILE last."
        ),
    )
    update.add_argument("file", metavar="FILE", help="a copy of the shipped dossier")
    update.add_argument(
        "--dry-run", action="store_true", help="say what would be done and write nothing"
    )
    update.add_argument(
        "--take",
        metavar="TABLE:ID",
        action="append",
        default=[],
        help="replace a record by the shipped one, such as claims:ID; can be repeated",
    )


def _add_use(commands: argparse._SubParsersAction[Parser]) -> None:
    _add_export(commands)
    _add_dossiers(commands)
    _add_new(commands)
    _add_intake(commands)
    tour = add(
        commands,
        "tour",
        "",
        "see the explorer in nine keys, on the dossier that comes with it",
        description="See the explorer in nine keys, each with what is to be seen. It shows the "
        "dossier that comes with the program, whatever -d says, and keeps nothing.",
    )
    tour.set_defaults(run=TOUR)
    open_ = add(commands, "open", "", "start the explorer at a record")
    open_.set_defaults(run=EXPLORER)
    add_mouse(open_, argparse.SUPPRESS)
    open_.add_argument(
        "id", metavar="ID", help="the id of a claim, event, source, agent or measure"
    )
    _add_notes(commands)
    verify = add(
        commands,
        "verify",
        "commands.use:run_verify",
        "check that each claim's passage is still in your articles (--texts)",
    )
    verify.add_argument("--all", action="store_true", help="list those that are unchanged, too")
    check = add(
        commands,
        "check",
        "check:run_check",
        "list every problem of a dossier's file",
        description=(
            "List every problem of a dossier's file: table, id, field, and what to do. Then list "
            "warnings: what is valid but probably a mistake. The exit status is 2 if there are "
            "problems, 0 if there are only warnings."
        ),
    )
    check.add_argument("file", metavar="FILE", nargs="?", type=path, help="the dossier to check")
    check.add_argument(
        "--strict", action="store_true", help="treat warnings as problems (exit status 2)"
    )
    add(
        commands,
        "doctor",
        "commands.doctor:run_doctor",
        "print what a bug report needs: versions, paths, terminal, health",
        description=(
            "Print versions, paths, the terminal, and whether dossier and notebook are sound. None "
            "of their contents is printed. A line that begins with ! needs attention and says what "
            "to do; the exit status is then 1."
        ),
    )
    _add_restore(commands)
    stats = add(commands, "stats", "commands.use:run_stats", "count what is in the dossier")
    add_lens(stats)
    help_ = add(
        commands, "help", "commands.help:run_help", "help on a command, or a topic of the manual"
    )
    help_.add_argument(
        "topic", metavar="TOPIC", nargs="?", help="a command or a topic; without it, all of them"
    )
    completions = add(
        commands,
        "completions",
        "commands.help:run_completions",
        "print a completion script for bash, zsh or fish",
        description=(
            'Print a completion script. Put eval "$(kursk-tui completions bash)" into ~/.bashrc, '
            "the same with zsh into ~/.zshrc, or kursk-tui completions fish | source into "
            "config.fish."
        ),
    )
    completions.add_argument("shell", choices=("bash", "zsh", "fish"), help="which shell")
    add(
        commands,
        "man",
        "commands.help:run_man",
        "print the manual page, as in kursk-tui man | man -l -",
    )


def _add_restore(commands: argparse._SubParsersAction[Parser]) -> None:
    restore = add(
        commands,
        "restore",
        "commands.restore:run_restore",
        "list the copies kept of a dossier or notebook, or put one back",
        description=(
            "List the copies kept of a file (without FILE, of the dossier and the notebook), or "
            "put one back, whether the file is sound, damaged or gone. What is there now is kept "
            "as a copy first."
        ),
    )
    restore.add_argument("file", metavar="FILE", nargs="?", help="a dossier or a notebook")
    restore.add_argument(
        "copy",
        metavar="COPY",
        nargs="?",
        help="the copy, by the beginning of its name; last is the newest sound one that differs",
    )


def _add_export(commands: argparse._SubParsersAction[Parser]) -> None:
    export = add(
        commands,
        "export",
        "commands.export:run_export",
        "write a brief, a report, tables, data for other programs, a picture or a folder of pages",
        description=(
            "Write a brief of two pages (Markdown or HTML), a report of everything (Markdown), "
            "tables (CSV, XLSX, JSON lines, SQLite), the data (JSON), "
            "W3C Web Annotations, what was said of a measure as a forest plot or a chart over time "
            "(SVG), who had a claim from whom (SVG, or DOT for Graphviz), or a folder of plain "
            "pages to share (HTML). For other programs: FollowTheMoney "
            "(ftm), STIX 2.1, ClaimReview, Wikidata QuickStatements, a table of events as UCDP "
            "has it, references in CSL-JSON and BibTeX; what these cannot hold is told on stderr. "
            "No file is overwritten without --force."
        ),
    )
    export.add_argument(
        "what",
        metavar="WHAT",
        choices=EXPORTS,
        help=f"{', '.join(EXPORTS[:-1])} or {EXPORTS[-1]}",
    )
    export.add_argument(
        "of",
        metavar="OF",
        nargs="?",
        help="brief and report: an event or a measure (default: the whole dossier); csv and jsonl: "
        f"{', '.join(EXPORTED[:-1])} or {EXPORTED[-1]} (default: claims); xlsx and sqlite: one of "
        "these (default: all); forest, chart and ucdp: a measure; origins: a claim; site: the "
        "folder to write",
    )
    export.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="-",
        help="the file; - is stdout (default). A brief is HTML if its name ends in .html, else "
        "Markdown, with its chart in a file beside it",
    )
    export.add_argument("--force", action="store_true", help="replace the file if it exists")
    export.add_argument(
        "--severity",
        type=int,
        choices=range(5),
        metavar="N",
        help="brief, report, tables of pairs and stix: only disagreements of this severity (0 to "
        "4) and graver",
    )
    export.add_argument(
        "--unfold",
        action="store_true",
        help="report and tables of pairs: all rows, not one for each measure and pair of origins",
    )
    export.add_argument(
        "--with-verdicts",
        action="store_true",
        help="brief, report, csv pairs, site, stix and claimreview: also the verdicts in your "
        "notebook, with reasons and names",
    )
    axis = export.add_mutually_exclusive_group()
    axis.add_argument(
        "--log",
        action="store_const",
        const=True,
        help="chart: a logarithmic axis (default: where numbers lie far apart)",
    )
    axis.add_argument(
        "--even", action="store_const", const=False, dest="log", help="chart: an even axis"
    )
    export.add_argument(
        "--all-scopes",
        action="store_true",
        help="chart: figures of every scope, not only of the one that most have",
    )
    export.add_argument(
        "--dot", action="store_true", help="origins: a graph for Graphviz, not a picture"
    )
    export.add_argument(
        "--map",
        metavar="FILE",
        help="quickstatements: which item and which properties are meant, in TOML",
    )
    export.add_argument(
        "--csv", action="store_true", help="quickstatements: as CSV, not as version 1"
    )
    add_lens(export)


def _add_notes(commands: argparse._SubParsersAction[Parser]) -> None:
    notes = add(
        commands,
        "notes",
        "commands.notes:run_notes",
        "list flags, verdicts, notes and ratings; merge two notebooks",
    )
    actions = notes.add_subparsers(title="commands", metavar="COMMAND", dest="notes_command")
    merge = actions.add_parser(
        "merge",
        formatter_class=Formatter,
        help="join two notebooks into a third",
        description=(
            "Join two notebooks without losing an entry. Their order does not matter, and "
            "merging again changes nothing."
        ),
    )
    merge.add_argument("a", metavar="A", help="a notebook")
    merge.add_argument("b", metavar="B", help="another notebook")
    merge.add_argument(
        "-o", "--output", metavar="C", required=True, help="the notebook to write, a new file"
    )
    merge.add_argument(
        "--force",
        action="store_true",
        help="replace C if no entry of it would be lost (C may be A or B)",
    )
