"""Taking a table in: import TABLE."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from kursk_tui.cli.listing import Column, Listing, Row
from kursk_tui.cli.output import print_listing
from kursk_tui.cli.session import Session
from kursk_tui.intake.tables import mapping as mappings
from kursk_tui.intake.tables.reading import Table, read_table
from kursk_tui.intake.tables.rows import Plan, Planned, State, plan, reasons
from kursk_tui.model.text import plural, visible

PLANNED = (
    Column("row", "row", number=True),
    Column("state", "state"),
    Column("written", "figure"),
    Column("measure", "measure"),
    Column("origin", "origin"),
    Column("claim", "claim", whole=True),
    Column("why", "why", wide=True),
)


def run_import_table(arguments: argparse.Namespace) -> int:
    """`import TABLE`: what each row comes to; with `--accept` those that are sound go in."""
    from kursk_tui.dossier.editing import make, require_editable
    from kursk_tui.store.authorship import default_author

    session = Session(arguments)
    dossier = session.whole
    if arguments.accept:
        require_editable(dossier)
    table = read_table(arguments.what, sheet=arguments.sheet)
    path = arguments.map or arguments.what
    given = mappings.read(path) if arguments.map else mappings.guess(table, dossier)
    if arguments.save_map is not None:
        from kursk_tui.export.writing import write

        write(arguments.save_map, mappings.written(given), force=False)
        print(f"kursk-tui: the mapping is in {visible(arguments.save_map)}", file=sys.stderr)
    fitting = mappings.fitting(given, table, dossier, path)
    found = plan(dossier, table, fitting)
    narration = f"{visible(table.name)}: {_of_rows(table, found)}{_counts(found)}"
    taken = found.count("new") + found.count("changed")
    if arguments.accept and found.changes:
        what = f"took in the table {table.name}: {_counts(found)}"
        make(dossier, found.changes, what, author=default_author())
        narration += "; taken in, and kursk-tui edits undo takes it back"
    elif taken and not arguments.accept:
        narration += "; nothing was changed, --accept takes in what is new and changed"
    told = [row for row in found.rows if not (arguments.accept and row.state == "same")]
    rows = _rows(told)
    if session.manner.format in ("table", "plain", "md"):
        rows = _folded(rows)
    print_listing(Listing(PLANNED, rows, narration="" if rows else narration), session.manner)
    # Behind the rows, where it is seen: they may be many, or in a pager.
    sys.stdout.flush()
    if rows:
        print(visible(narration, ascii_only=session.manner.ascii_only), file=sys.stderr)
    for line in _told(fitting) if not arguments.map else ():
        print(f"kursk-tui: {visible(line)}", file=sys.stderr)
    return 0 if taken or found.count("same") else 1


def _rows(planned: Sequence[Planned]) -> list[Row]:
    """Rows of the listing; of somebody new it is said once what they are taken for."""
    rows, known = list[Row](), set[tuple[str, str]]()
    for one in planned:
        row = one._asdict() | {"why": list(reasons(one, but=known))}
        del row["unknown"], row["named"]
        known.update(one.named)
        rows.append(row)
    return rows


def _folded(rows: Sequence[Row]) -> list[Row]:
    """The rows for a reader: what is refused for one reason in one row of a table stands once."""
    found = list[Row]()
    for row in rows:
        last = found[-1] if found else {}
        alike = ("row", "state", "why", "origin")
        if row["state"] == "refused" and all(row[name] == last.get(name) for name in alike):
            for name in ("written", "measure"):
                last[name] = [*_listed(last[name]), *_listed(row[name])]
        else:
            found.append(dict(row))
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _of_rows(table: Table, found: Plan) -> str:
    """How many rows, and of how many figures the counts are where a row has several."""
    rows, figures = len(table.rows), len(found.rows)
    of = "" if figures == rows else f"{plural(figures, 'figure')}: "
    return f"{plural(rows, 'row')}; {of}"


def _counts(found: Plan) -> str:
    states: tuple[State, ...] = ("new", "changed", "same", "refused")
    counts = [(found.count(state), state) for state in states]
    return ", ".join(f"{count} {state}" for count, state in counts if count) or "no figure"


def _told(given: mappings.Mapping) -> list[str]:
    """What the columns were taken for, so that a wrong guess is seen at once."""
    if given.columns.items() <= mappings.OWN.items() and "id" in given.columns:
        return [
            "claims of this dossier, known by id: only cells that were changed are taken",
            "what is worked out (origin, moment, bounds) and what documents say is not read back",
        ]
    columns = [f"{header} is {field.replace('_', ' ')}" for field, header in given.columns.items()]
    columns += [f"{header} counts {measure}" for header, measure in given.figures.items()]
    columns += [f"{field} is {value} always" for field, value in given.always.items()]
    return [f"by its headers: {', '.join(columns)}", "--save-map FILE keeps that, to be corrected"]
