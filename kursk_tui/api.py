"""The dossier from Python: `kursk_tui.open(path)`.

What is documented here and in `kursk-tui help python` is stable: it changes only with a new major
version, and never means another thing. Everything else of the package may change with any.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, NamedTuple

from kursk_tui.analysis.disagreements.folds import Fold, fold
from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.dossier.naming import UseError, resolve
from kursk_tui.export.tables import TABLES, kind_of, table_of
from kursk_tui.model.records import (
    Agent,
    Claim,
    Event,
    Identity,
    Measure,
    Scope,
    Source,
)
from kursk_tui.model.vocabulary import MomentBasis
from kursk_tui.store.errors import DossierError
from kursk_tui.words.flat import claim_row
from kursk_tui.words.rows import row_sentence
from kursk_tui.workspace import Workspace

Table = Literal["claims", "pairs", "sources", "agents", "events", "measures", "scopes"]
Library = Literal["pandas", "polars"]
Bounds = tuple[float | None, float | None]

_PANDAS = {"text": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


class Reading(NamedTuple):
    """What the words of a claim come to.

    `written` is the figure as printed and `reading` the same in English, None without a figure.
    `committed` is what the words commit to and `suggested` what they suggest, as (low, high) in
    `unit`; None is an open end, and both ends are None where the words give no number. `moment` is
    EDTF, `moment_basis` says how it is known: "as of", "said", "page" or "unknown". `origin` is the
    id of the agent that the claim goes back to, None where the chain is not whole; `chain` runs
    from there to the publisher, in ids.
    """

    claim: str
    written: str | None
    reading: str | None
    measure: str | None
    committed: Bounds
    suggested: Bounds
    unit: str | None
    moment: str | None
    moment_basis: MomentBasis
    origin: str | None
    chain: tuple[str, ...]


class Disagreement(NamedTuple):
    """Two figures that disagree, a sum that leaves something over, or a date after its own page.

    `sentence` says why. `severity` is 0 to 4; `gap` is how many times the figures lie apart, None
    where there is no such ratio; `claims` are the ids of all that take part. `target` names it in
    the notebook and in commands.
    """

    kind: str
    severity: int
    gap: float | None
    sentence: str
    claims: tuple[str, ...]
    target: str


class Opened:
    """An opened dossier, as it was when it was opened. Made by `open`."""

    def __init__(self, workspace: Workspace) -> None:
        """Take a workspace: use `open`."""
        self._workspace = workspace
        self._dossier = workspace.dossier

    def __repr__(self) -> str:
        return f"<{self.title}: {len(self.claims)} claims, {len(self.sources)} sources>"

    @property
    def title(self) -> str:
        """What the dossier is about."""
        return self._dossier.meta.title

    @property
    def version(self) -> str:
        """The version of the data, to be cited."""
        return self._dossier.meta.dataset_version

    # ---- records: mappings from ids, in the order of the file

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Who said what, by id."""
        return self._dossier.claims

    @property
    def sources(self) -> Mapping[str, Source]:
        """The documents, by id."""
        return self._dossier.sources

    @property
    def agents(self) -> Mapping[str, Agent]:
        """Who says, relays or publishes, by id."""
        return self._dossier.agents

    @property
    def events(self) -> Mapping[str, Event]:
        """Happenings, releases and chapters, by id."""
        return self._dossier.events

    @property
    def measures(self) -> Mapping[str, Measure]:
        """What is counted, by id."""
        return self._dossier.measures

    @property
    def scopes(self) -> Mapping[str, Scope]:
        """Populations, places and ways of counting, by id."""
        return self._dossier.scopes

    @property
    def identities(self) -> Mapping[str, Identity]:
        """Sums and ledgers, by id."""
        return self._dossier.identities

    # ---- what they come to

    def reading(self, claim: str) -> Reading:
        """What a claim's words come to. Raises KeyError where no claim has this id."""
        row = claim_row(self._dossier, claim)
        return Reading(
            claim,
            row["written"],
            row["reading"],
            row["measure"],
            (row["committed_low"], row["committed_high"]),
            (row["suggested_low"], row["suggested_high"]),
            row["unit"],
            row["moment"],
            row["moment_basis"],
            row["origin"],
            tuple(row["chain"]),
        )

    def readings(self, measure: str | None = None) -> Iterator[Reading]:
        """The readings of all claims, or of those of a measure, in the order of the file.

        A measure answers to its name too. Raises UseError for a name that no measure has.
        """
        wanted = resolve(self._dossier, "measures", measure) if measure is not None else None
        for id, claim in self.claims.items():
            if wanted is None or claim.measure == wanted:
                yield self.reading(id)

    def disagreements(self, *, severity: int = 0, unfold: bool = True) -> list[Disagreement]:
        """What disagrees, gravest first, from a severity (0 to 4) up.

        Without `unfold` one for each measure and pair of origins, as the list in the explorer.
        """
        rows = [one.head for one in self._folds(severity, unfold=unfold)]
        return [self._disagreement(row) for row in rows]

    def _folds(self, severity: int, *, unfold: bool) -> Sequence[Fold]:
        rows = [row for row in self._rows if row.severity >= severity]
        return [Fold(row) for row in rows] if unfold else fold(rows)

    @cached_property
    def _rows(self) -> Sequence[Row]:
        return self._workspace.disagreements.rows

    def _disagreement(self, row: Row) -> Disagreement:
        has_ratio = row.gap > 0 and (row.reading is None or row.reading.days is None)
        return Disagreement(
            row.kind,
            row.severity,
            row.gap if has_ratio else None,
            row_sentence(self._dossier, row),
            row.claims,
            row.target,
        )

    # ---- tables

    def rows(self, table: Table = "claims") -> list[dict[str, Any]]:
        """A table as rows of plain values, None where a cell is empty: as `export jsonl` has it.

        Raises KeyError for a name that is no table.
        """
        header, rows = self._table(table)
        return [dict(zip(header, row, strict=True)) for row in rows]

    def frame(self, table: Table = "claims", library: Library | None = None) -> Any:
        """A table as a data frame of pandas, else of polars, or of the one that is named.

        Every column has one type, so that it can be written to Parquet. Raises KeyError for a
        name that is no table, and ImportError where no such library is installed.
        """
        header, rows = self._table(table)
        columns = {name: [row[at] for row in rows] for at, name in enumerate(header)}
        kinds = {name: kind_of(table, name) for name in header}
        if library != "polars":
            try:
                import pandas as pd  # type: ignore[import-untyped, import-not-found, unused-ignore]
            except ImportError:
                if library == "pandas":
                    raise
            else:
                return pd.DataFrame(
                    {
                        name: pd.array(cells, dtype=_PANDAS[kinds[name]])
                        for name, cells in columns.items()
                    }
                )
        try:
            import polars as pl  # type: ignore[import-not-found, unused-ignore]
        except ImportError as error:
            if library == "polars":
                raise
            raise ImportError(
                "a data frame needs pandas or polars; rows() needs neither"
            ) from error
        types = {
            "text": pl.String,
            "integer": pl.Int64,
            "number": pl.Float64,
            "boolean": pl.Boolean,
        }
        schema = {name: types[kind] for name, kind in kinds.items()}
        return pl.DataFrame(columns, schema=schema, strict=False)

    def _table(self, table: str) -> Any:
        if table not in TABLES:
            raise KeyError(f"{table!r} is none of {', '.join(TABLES)}")
        folds = lambda: self._folds(0, unfold=True)  # noqa: E731
        return table_of(table, self._dossier, self._workspace.index, folds)


def open(
    path: str | os.PathLike[str] | None = None,
    *,
    known_at: str | None = None,
    without: Sequence[str] = (),
) -> Opened:
    """Open a dossier; without a path the one that `KURSK_TUI_DOSSIER` names, else the shipped one.

    `known_at` (EDTF) leaves out what was published later, `without` the claims with these agents
    in their chain, by id or name. Retracted claims are left out. Raises DossierError for a file
    that can't be read or is unsound, DateError and UseError for what is not understood.
    """
    given = os.fspath(path) if path is not None else None
    return Opened(Workspace(given, known_at=known_at, without=without))


__all__ = ["Disagreement", "DossierError", "Opened", "Reading", "UseError", "open"]
