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
    data = {
        table: {
            str(number): row
            for number, row in enumerate(
                (*dossier.raw_rows(table).values(), *added.get(table, ())), 1
            )
        }
        for table in DOSSIER
        if table != "meta"
    }
    return Dossier({"meta": {"1": dossier.meta._asdict()}, **data}, dossier.path, dossier.stamp)
