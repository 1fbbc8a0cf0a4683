"""A dossier with rows that are only tried: in memory, and in no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Row
from kursk_tui.model.schema import DOSSIER


def with_rows(dossier: Dossier, added: Mapping[str, Sequence[Row]]) -> Dossier:
    """Return a dossier with more rows, by their tables; the one that is given stays as it is.

    The rows are shared and not copied. They must be sound: nothing is checked again.
    """
    return dossier.with_rows(
        {
            table: (*dossier.raw_rows(table).values(), *added.get(table, ()))
            for table in DOSSIER
            if table != "meta"
        }
    )
