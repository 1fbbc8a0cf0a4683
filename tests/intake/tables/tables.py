"""A dossier that was begun for counts, and tables for it."""

from __future__ import annotations

from pathlib import Path

from kursk_tui.dossier.beginning import Beginning, begin
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import make
from kursk_tui.intake.tables.mapping import Mapping, fitting, guess
from kursk_tui.intake.tables.reading import Table, read_table
from kursk_tui.intake.tables.rows import Plan, plan

COUNTS = """\
Date,Outlet,Link,Killed,Injured,According to
2023-10-17,Herald,https://herald.example/1,at least 500,,Health Ministry
2023-10-18,Post,https://post.example/1,471,342,Health Ministry
2023-10-19,Reuters,https://agency.example/1,100 to 300,,US intelligence
2023-10-18,Gazette,https://gazette.example/1,hundreds,,
"""
# With somebody new of whom nobody says what she is, and a day that may be two.
MIXED = f"""\
{COUNTS.strip()}
2023-10-20,Gazette,https://gazette.example/2,12,,Jane Roe
10/11/2023,Gazette,https://gazette.example/3,44,,Health Ministry
"""


def begun(tmp_path: Path) -> Dossier:
    """A dossier on a blast, without documents."""
    path = tmp_path / "blast.json"
    wanted = Beginning("Blast", places=("Harbour",), packs=("casualties",))
    path.write_text(begin(wanted, str(path)), encoding="utf-8")
    return Dossier.open(str(path))


def table_of(tmp_path: Path, text: str, name: str = "counts.csv") -> Table:
    """A table of some text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_table(str(path))


def planned(dossier: Dossier, table: Table, mapping: Mapping | None = None) -> Plan:
    """What a table would do, by a mapping or by the one that is guessed."""
    given = mapping or guess(table, dossier)
    return plan(dossier, table, fitting(given, table, dossier, table.name))


def taken_in(dossier: Dossier, found: Plan) -> Dossier:
    """The dossier with all that a plan changes."""
    make(dossier, found.changes, "took a table in", author="jo")
    return Dossier.open(dossier.path)
