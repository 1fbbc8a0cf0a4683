"""`export`: reports, spreadsheets, data, pictures, to a file or to stdout; pages, to a folder."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kursk_tui.cli.arguments import EXPORTED, INTERCHANGES, TABLES
from kursk_tui.cli.session import Session
from kursk_tui.dossier.naming import UseError

if TYPE_CHECKING:
    from kursk_tui.model.records import Note


def run_export(arguments: argparse.Namespace) -> int:
    """Write what is asked for; says on stderr where it went. Raises DossierError, UseError."""
    from kursk_tui.model.text import visible

    session = Session(arguments)
    _refuse_options(arguments)
    if arguments.what == "site":
        return _site(session, arguments)
    text = exported(session, arguments)
    if session.left_out:
        print(visible(session.left_out), file=sys.stderr)
    if isinstance(text, bytes) and arguments.output == "-":
        if sys.stdout.isatty():
            raise UseError(f"{arguments.what} is no text to look at; name a file: -o FILE")
        sys.stdout.flush()
        sys.stdout.buffer.write(text)
        return 0
    if arguments.output == "-":
        assert isinstance(text, str)
        # The same bytes as in a file, whatever the locale.
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(text)
        return 0
    from kursk_tui.export.writing import write

    write(arguments.output, text, force=arguments.force)
    size = len(text if isinstance(text, bytes) else text.encode())
    print(f"{visible(arguments.output)}: {size:,} bytes", file=sys.stderr)
    return 0


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
        notes=_notes(session) if arguments.with_verdicts else (),
    )
    count, size = write_site(arguments.of, pages, force=arguments.force)
    if session.left_out:
        print(visible(session.left_out), file=sys.stderr)
    done = f"{visible(arguments.of)}: {count:,} pages, {size:,} bytes; open index.html"
    print(done, file=sys.stderr)
    return 0


def _notes(session: Session) -> list[Note]:
    """What stands in the notebooks about this dossier; older entries do not say about which."""
    own = session.whole.meta.id
    return [v.note for v in session.notes.standing if v.note.dossier in (None, own)]


def exported(session: Session, arguments: argparse.Namespace) -> str | bytes:
    """The text of an export, of a workbook or a database its bytes.

    Raises UseError for what cannot be exported so.
    """
    what, of = arguments.what, arguments.of
    if what in INTERCHANGES:
        from kursk_tui.cli.commands.interchange import interchanged

        return interchanged(session, arguments)
    if what == "report":
        return _report(session, of, unfold=arguments.unfold)
    if what in TABLES:
        return _tables(session, what, of, arguments.severity, unfold=arguments.unfold)
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


def _refuse_options(arguments: argparse.Namespace) -> None:
    """Raise UseError for an option that would be ignored."""
    charted = arguments.log is not None or arguments.all_scopes
    for option, given, those in (
        ("--with-verdicts", arguments.with_verdicts, ("site", "stix", "claimreview")),
        ("--map", arguments.map, ("quickstatements",)),
        ("--csv", arguments.csv, ("quickstatements",)),
        ("--severity", arguments.severity, (*TABLES, "stix", "report")),
        ("--unfold", arguments.unfold, (*TABLES, "report")),
        ("--log, --even or --all-scopes", charted, ("chart",)),
        ("--dot", arguments.dot, ("origins",)),
    ):
        if given and arguments.what not in those:
            names = ", ".join(f"export {name}" for name in those)
            raise UseError(f"{option} is for {names}; leave it out")
    if arguments.what in ("csv", "jsonl") and (arguments.severity or arguments.unfold):
        table = arguments.of or "claims"
        if table != "pairs":
            raise UseError(f"--severity and --unfold are for pairs, not {table}; leave them out")


def _report(session: Session, of: str | None, *, unfold: bool) -> str:
    from kursk_tui.export import report

    dossier, index = session.dossier, session.index
    if of is None:
        return report.dossier_report(dossier, index, unfold=unfold)
    table, id = session.named_any(of, "events", "measures")
    if table == "measures":
        return report.measure_report(dossier, index, id, unfold=unfold)
    return report.event_report(dossier, index, id, unfold=unfold)


def _tables(
    session: Session, what: str, of: str | None, severity: int, *, unfold: bool
) -> str | bytes:
    """One table, or in a workbook or a database all of them where none is named."""
    from kursk_tui.analysis.disagreements.folds import Fold, fold
    from kursk_tui.export import spreadsheet
    from kursk_tui.export.tables import table_of

    if of is not None and of not in EXPORTED:
        raise UseError(f"no table {of!r} to export; one of {', '.join(EXPORTED)}")

    def folds() -> Iterable[Fold]:
        rows = [row for row in session.disagreements.rows if row.severity >= severity]
        return [Fold(row) for row in rows] if unfold else fold(rows)

    names = EXPORTED if of is None and what in ("xlsx", "sqlite") else (of or "claims",)
    found = {name: table_of(name, session.dossier, session.index, folds) for name in names}
    if what == "xlsx":
        from kursk_tui.export.workbook import to_xlsx

        return to_xlsx(found)
    if what == "sqlite":
        from kursk_tui.export.database import to_sqlite

        return to_sqlite(found)
    write = spreadsheet.to_csv if what == "csv" else spreadsheet.to_jsonl
    return write(*found[names[0]])
