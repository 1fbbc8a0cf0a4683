"""`export`: reports, spreadsheets, data, pictures, to a file or to stdout; pages, to a folder."""

from __future__ import annotations

import argparse
import io
import sys
from typing import TYPE_CHECKING

from kursk_tui.cli.arguments import EXPORTED
from kursk_tui.cli.session import Session
from kursk_tui.dossier.naming import UseError

if TYPE_CHECKING:
    from kursk_tui.model.records import Note


def run_export(arguments: argparse.Namespace) -> int:
    """Write what is asked for; says on stderr where it went. Raises DossierError, UseError."""
    from kursk_tui.model.text import visible

    session = Session(arguments)
    if arguments.what == "site":
        return _site(session, arguments)
    if arguments.with_verdicts:
        raise UseError(f"--with-verdicts is for export site, not for export {arguments.what}")
    text = exported(session, arguments)
    if session.left_out:
        print(visible(session.left_out), file=sys.stderr)
    if arguments.output == "-":
        # The same bytes as in a file, whatever the locale.
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(text)
        return 0
    from kursk_tui.export.writing import write

    write(arguments.output, text, force=arguments.force)
    print(f"{visible(arguments.output)}: {len(text.encode()):,} bytes", file=sys.stderr)
    return 0


def _site(session: Session, arguments: argparse.Namespace) -> int:
    """Write a folder of pages. Raises UseError for options that it does not take."""
    from kursk_tui.export.site.folder import write_site
    from kursk_tui.export.site.site import site_pages
    from kursk_tui.model.text import visible

    if arguments.of is None or arguments.output != "-":
        raise UseError("export site needs a folder and no -o, as in export site pages")
    for name in ("severity", "unfold", "log", "all_scopes", "dot"):
        if getattr(arguments, name) not in (None, False, 0) or arguments.log is not None:
            option = "log or --even" if arguments.log is not None else name.replace("_", "-")
            raise UseError(f"--{option} is not for export site, which has everything; leave it out")
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


def exported(session: Session, arguments: argparse.Namespace) -> str:
    """The text of an export. Raises UseError for what cannot be exported so."""
    what, of = arguments.what, arguments.of
    if what == "report":
        return _report(session, of, unfold=arguments.unfold)
    if what == "csv":
        return _csv(session, of or "claims", arguments.severity, unfold=arguments.unfold)
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


def _report(session: Session, of: str | None, *, unfold: bool) -> str:
    from kursk_tui.export import report

    dossier, index = session.dossier, session.index
    if of is None:
        return report.dossier_report(dossier, index, unfold=unfold)
    table, id = session.named_any(of, "events", "measures")
    if table == "measures":
        return report.measure_report(dossier, index, id, unfold=unfold)
    return report.event_report(dossier, index, id, unfold=unfold)


def _csv(session: Session, of: str, severity: int, *, unfold: bool) -> str:
    from kursk_tui.analysis.disagreements.folds import Fold, fold
    from kursk_tui.export import tables
    from kursk_tui.export.spreadsheet import to_csv

    if of not in EXPORTED:
        raise UseError(f"no table {of!r} to export; one of {', '.join(EXPORTED)}")
    if of == "pairs":
        rows = [row for row in session.disagreements.rows if row.severity >= severity]
        folds = [Fold(row) for row in rows] if unfold else fold(rows)
        return to_csv(*tables.pairs_table(session.dossier, folds))
    if of == "events":
        return to_csv(*tables.events_table(session.dossier, session.index))
    return to_csv(*tables.claims_table(session.dossier, session.index))
