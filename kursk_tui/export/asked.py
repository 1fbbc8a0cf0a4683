"""What is asked of a brief, a report or a table of pairs, beyond what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kursk_tui.analysis.disagreements.folds import Fold, fold
from kursk_tui.analysis.disagreements.listing import Row, rank
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export.spreadsheet import Table, Value
from kursk_tui.model.records import Note
from kursk_tui.model.targets import normal
from kursk_tui.words.judgements import verdict_text

VERDICTS = ("verdict", "verdict_by", "verdict_reason")
# Between the verdicts of several people in one cell.
_BETWEEN = " | "


class Asked(NamedTuple):
    """`severity` is the least that is listed; with `unfold` no row stands for others.

    `verdicts` are those of notebooks, by target: none unless somebody asked for them, because a
    notebook is private. `left_out` says what a lens hides, in a line; empty without one.
    """

    severity: int = 0
    unfold: bool = False
    verdicts: Mapping[str, Sequence[Note]] | None = None
    left_out: str = ""

    def rows(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Those that are grave enough."""
        return tuple(row for row in rows if row.severity >= self.severity)

    def folds(self, rows: Sequence[Row]) -> tuple[Fold, ...]:
        """Rows as they are listed: one that somebody judged is never under another."""
        if self.unfold:
            return tuple(Fold(row) for row in rows)
        judged = [row for row in rows if self.of(row)]
        if not judged:
            return fold(rows)
        others = fold([row for row in rows if not self.of(row)])
        return tuple(sorted((*map(Fold, judged), *others), key=lambda one: rank(one.head)))

    @property
    def none_text(self) -> str:
        """What to say where no row is listed."""
        if self.severity:
            return f"None has severity {self.severity} or more."
        return "None is recorded or computed. Agreement is no confirmation."

    def of(self, row: Row) -> Sequence[Note]:
        """The verdicts on a row."""
        return (self.verdicts or {}).get(normal(row.target), ())

    def verdict_texts(self, dossier: Dossier, row: Row) -> list[str]:
        """The verdicts on a row in a sentence each."""
        return [verdict_text(dossier, note) for note in self.of(row)]

    def with_verdicts(self, table: Table, folds: Iterable[Fold]) -> Table:
        """A table with a row for each fold, with the columns VERDICTS where they are asked for."""
        if self.verdicts is None:
            return table
        header, rows = table
        more = (self._cells(one.head) for one in folds)
        return (*header, *VERDICTS), tuple((*a, *b) for a, b in zip(rows, more, strict=True))

    def _cells(self, row: Row) -> tuple[Value, ...]:
        found = self.of(row)
        columns = (
            [note.value or "" for note in found],
            [note.author for note in found],
            [note.body for note in found],
        )
        return tuple(_BETWEEN.join(texts) if found else None for texts in columns)


ASKED_NOTHING = Asked()


def judgements_of(dossier: Dossier, standing: Iterable[Note], *kinds: str) -> tuple[Note, ...]:
    """The entries of some kinds on a dossier that stand in notebooks: what may go out, if asked.

    An entry on another dossier is never among them, though a record there may have the same id.
    """
    own = (None, dossier.meta.id)
    return tuple(note for note in standing if note.kind in kinds and note.dossier in own)


def verdicts_of(dossier: Dossier, standing: Iterable[Note]) -> dict[str, list[Note]]:
    """The verdicts among them, by target."""
    found: dict[str, list[Note]] = {}
    for note in judgements_of(dossier, standing, "verdict"):
        found.setdefault(normal(note.target), []).append(note)
    return found
