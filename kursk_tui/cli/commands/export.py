"""`export`: a brief, reports, tables, data, pictures, to a file or stdout; pages, to a folder."""

# As in the dossier's room: a headless command should not pay for pathlib.
# ruff: noqa: PTH119, PTH122

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kursk_tui.cli.arguments import EXPORTED, INTERCHANGES, TABLES
from kursk_tui.cli.session import Session
from kursk_tui.dossier.naming import UseError

if TYPE_CHECKING:
    from kursk_tui.analysis.disagreements.folds import Fold
    from kursk_tui.export.asked import Asked
    from kursk_tui.export.brief.brief import Brief

STDOUT = "-"
# How the name of a brief may end that is no page of HTML.
MARKDOWN = ("", ".md", ".markdown", ".txt")
# Which exports an option is for. One that would do nothing is refused, so that nobody takes what
# they get for what they asked for.
_PAIRS = tuple(f"{form} pairs" for form in ("csv", "jsonl", "xlsx", "sqlite"))
_TELLING = ("brief", "report", "csv pairs")
_WITH_VERDICTS = (*_TELLING, "site", "stix", "claimreview")
_SEEN = (
    *("brief", "report", "json", "webannotation", "forest", "chart", "origins", "site"),
    *(f"{form} {table}" for form in TABLES for table in EXPORTED),
    *INTERCHANGES,
)
OPTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "severity": ("--severity", ("brief", "report", *_PAIRS, "stix")),
    "with_verdicts": ("--with-verdicts", _WITH_VERDICTS),
    "unfold": ("--unfold", ("report", *_PAIRS)),
    "map": ("--map", ("quickstatements",)),
    "csv": ("--csv", ("quickstatements",)),
    "log": ("--log", ("chart",)),
    "all_scopes": ("--all-scopes", ("chart",)),
    "dot": ("--dot", ("origins",)),
    "known_at": ("--known-at", _SEEN),
    "without": ("--without", _SEEN),
}


def run_export(arguments: argparse.Namespace) -> int:
    """Write what is asked for; says on stderr where it went. Raises DossierError, UseError."""
    from kursk_tui.model.text import visible

    _refuse_options(arguments)
    session = Session(arguments)
    if arguments.what == "site":
        return _site(session, arguments)
    found = exported(session, arguments)
    if session.left_out:
        print(visible(session.left_out), file=sys.stderr)
    if arguments.output == STDOUT:
        _print(found[STDOUT], arguments.what)
        return 0
    from kursk_tui.export.writing import NameTakenError, write

    for path in found:
        # Of two files none is written where one may not be.
        if len(found) > 1 and os.path.lexists(path) and not arguments.force:
            hint = "give --force to replace it, or another name"
            raise NameTakenError("is there already", path=path, hint=hint)
    for path, content in found.items():
        write(path, content, force=arguments.force)
        size = len(content if isinstance(content, bytes) else content.encode())
        print(f"{visible(path)}: {size:,} bytes", file=sys.stderr)
    return 0


def _print(content: str | bytes, what: str) -> None:
    """Write to stdout the same bytes as to a file, whatever the locale. Raises UseError."""
    if isinstance(content, str):
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(content)
        return
    if sys.stdout.isatty():
        raise UseError(f"{what} is no text to look at; name a file: -o FILE")
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def _site(session: Session, arguments: argparse.Namespace) -> int:
    """Write a folder of pages. Raises UseError for options that it does not take."""
    from kursk_tui.export.site.folder import write_site
    from kursk_tui.export.site.site import site_pages
    from kursk_tui.model.text import visible

    if arguments.of is None or arguments.output != "-":
        raise UseError("export site needs a folder and no -o, as in export site pages")
    pages = site_pages(
        session.dossier,
        session.index,
        session.disagreements,
        whole=session.whole,
        narrowed=session.left_out,
        verdicts=_asked(session, arguments).verdicts or {},
    )
    count, size = write_site(arguments.of, pages, force=arguments.force)
    if session.left_out:
        print(visible(session.left_out), file=sys.stderr)
    done = f"{visible(arguments.of)}: {count:,} pages, {size:,} bytes; open index.html"
    print(done, file=sys.stderr)
    return 0


def _refuse_options(arguments: argparse.Namespace) -> None:
    """Refuse an option that does nothing for what is exported. Raises UseError."""
    what = arguments.what
    kind = what
    if what in TABLES:
        if arguments.of not in (None, *EXPORTED):
            return  # That there is no such table is the thing to say.
        kind = f"{what} {arguments.of or ('claims' if what in ('csv', 'jsonl') else 'pairs')}"
    for name, (option, kinds) in OPTIONS.items():
        given = getattr(arguments, name, None)
        # 0 is a severity, and an axis that is not logarithmic is asked for as well.
        if given is None or (given is False and name != "log") or kind in kinds:
            continue
        if name == "log" and given is False:
            option = "--even"
        if kinds is _SEEN:
            raise UseError(f"{option} does nothing for export {kind}, which holds no records")
        known = f"{', '.join(kinds[:-1])} and {kinds[-1]}" if len(kinds) > 1 else kinds[0]
        raise UseError(f"{option} does nothing for export {kind}; it is for {known}")
    if arguments.format is not None:
        raise UseError(f"--format does nothing for export: {what} has its own; leave it out")
    if arguments.ascii or arguments.color == "always":
        option = "--ascii" if arguments.ascii else "--color always"
        raise UseError(f"{option} does nothing for export: it is for what is shown on a terminal")
    if arguments.beside and not arguments.with_verdicts:
        raise UseError(
            "--with does nothing for export without --with-verdicts: notebooks stay private"
        )
    if arguments.force and arguments.output == STDOUT and what != "site":
        raise UseError("--force replaces a file; name one with -o FILE")


def exported(session: Session, arguments: argparse.Namespace) -> dict[str, str | bytes]:
    """What is exported, by path; of a workbook or a database its bytes.

    Raises UseError for what cannot be exported so.
    """
    if arguments.what == "brief":
        return {**_brief_files(_brief(session, arguments), arguments.output)}
    return {arguments.output: _exported(session, arguments)}


def _exported(session: Session, arguments: argparse.Namespace) -> str | bytes:
    what, of = arguments.what, arguments.of
    if what in INTERCHANGES:
        from kursk_tui.cli.commands.interchange import interchanged

        return interchanged(session, arguments)
    if what == "report":
        return _report(session, of, _asked(session, arguments))
    if what in TABLES:
        return _tables(session, arguments)
    if what == "forest":
        if of is None:
            raise UseError("export forest needs a measure, as in export forest killed -o k.svg")
        from kursk_tui.export.picture import forest_svg

        return forest_svg(session.dossier, session.named("measures", of))
    if what == "chart":
        if of is None:
            raise UseError("export chart needs a measure, as in export chart killed -o k.svg")
        from kursk_tui.export.chart import chart_svg

        return chart_svg(
            session.dossier,
            session.named("measures", of),
            whole=session.whole,
            has_all=arguments.all_scopes,
            log=arguments.log,
        )
    if what == "origins":
        if of is None:
            raise UseError("export origins needs a claim, as in export origins ID -o o.svg")
        from kursk_tui.export.origins import origins_dot, origins_svg

        draw = origins_dot if arguments.dot else origins_svg
        return draw(session.dossier, session.named("claims", of), whole=session.whole)
    if of is not None:
        raise UseError(f"export {what} takes the whole dossier; leave {of!r} out")
    from kursk_tui.export import dataset

    if what == "schema":
        return dataset.encode(dataset.json_schema())
    if what == "webannotation":
        from kursk_tui.export import webannotation

        return dataset.encode(webannotation.annotations(session.dossier))
    return dataset.encode(dataset.dataset(session.dossier))


def _asked(session: Session, arguments: argparse.Namespace) -> Asked:
    """What the options ask for; verdicts are read only for the one that asks for them."""
    from kursk_tui.export.asked import Asked, verdicts_of

    verdicts = None
    if arguments.with_verdicts:
        notes = (voice.note for voice in session.notes.standing)
        verdicts = verdicts_of(session.dossier, notes)
    severity = arguments.severity or 0
    return Asked(severity, arguments.unfold, verdicts, session.left_out)


def _brief(session: Session, arguments: argparse.Namespace) -> Brief:
    from kursk_tui.export.brief.brief import dossier_brief, event_brief, measure_brief

    dossier, index, whole = session.dossier, session.index, session.whole
    asked = _asked(session, arguments)
    if arguments.of is None:
        return dossier_brief(dossier, whole=whole, asked=asked)
    table, id = session.named_any(arguments.of, "events", "measures")
    make = measure_brief if table == "measures" else event_brief
    return make(dossier, index, id, whole=whole, asked=asked)


def _brief_files(brief: Brief, path: str) -> dict[str, str]:
    """A brief as its path wants it: HTML, or Markdown with the chart in a file beside it."""
    stem, ending = os.path.splitext(path)
    if ending.lower() in (".html", ".htm"):
        return {path: brief.html()}
    if ending.lower() not in MARKDOWN:
        raise UseError(
            f"a brief is not written as {ending}: name a .html or .md file; a word processor opens "
            "the first and keeps its headings and tables"
        )
    if path == STDOUT or brief.picture is None:
        return {path: brief.markdown()}
    beside = f"{stem}.svg"
    return {path: brief.markdown(os.path.basename(beside)), beside: brief.picture}


def _report(session: Session, of: str | None, asked: Asked) -> str:
    from kursk_tui.export import report

    dossier, index = session.dossier, session.index
    if of is None:
        return report.dossier_report(dossier, index, asked)
    table, id = session.named_any(of, "events", "measures")
    if table == "measures":
        return report.measure_report(dossier, index, id, asked)
    return report.event_report(dossier, index, id, asked)


def _tables(session: Session, arguments: argparse.Namespace) -> str | bytes:
    """One table, or in a workbook or a database all of them where none is named."""
    from kursk_tui.export import spreadsheet
    from kursk_tui.export.tables import pairs_table, table_of

    what, of = arguments.what, arguments.of
    if of is not None and of not in EXPORTED:
        raise UseError(f"no table {of!r} to export; one of {', '.join(EXPORTED)}")
    asked = _asked(session, arguments)

    def folds() -> Iterable[Fold]:
        return asked.folds(asked.rows(session.disagreements.rows))

    names = EXPORTED if of is None and what in ("xlsx", "sqlite") else (of or "claims",)
    found = {name: table_of(name, session.dossier, session.index, folds) for name in names}
    if asked.verdicts is not None:
        rows = list(folds())
        found["pairs"] = asked.with_verdicts(pairs_table(session.dossier, rows), rows)
    if what == "xlsx":
        from kursk_tui.export.workbook import to_xlsx

        return to_xlsx(found)
    if what == "sqlite":
        from kursk_tui.export.database import to_sqlite

        return to_sqlite(found)
    write = spreadsheet.to_csv if what == "csv" else spreadsheet.to_jsonl
    return write(*found[names[0]])
