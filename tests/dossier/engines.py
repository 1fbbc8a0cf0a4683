"""The engines behind the small surface, over one dossier."""

from __future__ import annotations

import sqlite3

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.sqlite.build import build
from kursk_tui.dossier.sqlite.engine import SqliteHolding


def indexed(dossier: Dossier) -> SqliteHolding:
    """A dossier behind an index in a database of its own."""
    database = sqlite3.connect(":memory:")
    build(dossier, database)
    return SqliteHolding(database)
