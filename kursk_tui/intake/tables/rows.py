"""From the rows of a table to changes of a dossier: new claims, changed ones, and what is refused.

A row is known again when its table comes again: by its id, where it has one, else by what it
speaks of (document, measure, scope, origin, moment). What was read of it is kept with the claim
as a mark, so that a table brought again changes what changed in the table, and nothing that
somebody has corrected in the dossier meanwhile. A row that was put right on its way in is known
by what its file has, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from functools import cached_property
from hashlib import blake2b
from typing import Any, Literal, NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change
from kursk_tui.intake.tables.cells import SCOPE, STAYS, Cells, phrase_of
from kursk_tui.intake.tables.mapping import Mapping, is_own
from kursk_tui.intake.tables.names import Names, RefusedError, Values
from kursk_tui.intake.tables.phrases import is_nothing
from kursk_tui.intake.tables.reading import Row, Table
from kursk_tui.model import schema

State = Literal["new", "same", "changed", "refused"]
# The fields of which a cell may say that there is no figure.
_FIGURE = ("figure", "low", "high")
PUT_RIGHT = "put right when it was taken in"


class Planned(NamedTuple):
    """What is to become of a figure of a row. `row` is counted as a spreadsheet counts it.

    `why` says why it is refused, or what is changed, a reason each. `unknown` is somebody new
    of whom nothing says what they are, where the row is refused for that. `named` are those whom
    it names and the dossier does not know, each with the kind that they are taken for.
    """

    row: int
    state: State
    claim: str | None
    written: str
    measure: str | None
    origin: str | None
    why: tuple[str, ...] = ()
    unknown: str | None = None
    named: tuple[tuple[str, str], ...] = ()


class Plan(NamedTuple):
    """What a table would do to a dossier: `changes` makes all of it that is not refused."""

    rows: tuple[Planned, ...]
    changes: tuple[Change, ...]

    def count(self, state: State) -> int:
        """How many figures are in a state."""
        return sum(row.state == state for row in self.rows)

    @property
    def rows_refused(self) -> int:
        """How many rows of the table have a figure that is refused: a row may have several."""
        return len({row.row for row in self.rows if row.state == "refused"})


def reasons(row: Planned, but: Container[tuple[str, str]] = ()) -> tuple[str, ...]:
    """Why a row is refused or what it changes, and who is new in it, `but` some, as what."""
    named = ", ".join(f"{one[0]} ({one[1]})" for one in row.named if one not in but)
    return (*row.why, f"new: {named}") if named else row.why


def plan(dossier: Dossier, table: Table, mapping: Mapping, filed: Table | None = None) -> Plan:
    """Work out what each row comes to; `mapping` must fit the table. Changes nothing.

    `filed` is the table as its file has it, where cells were put right since it was read.
    """
    return _Planner(dossier, table, mapping, filed or table).plan()


class _Read(NamedTuple):
    """A figure as a row has it, and the measure that it is of."""

    written: str
    measure: str


class _Filed(NamedTuple):
    """What the file has of a figure whose row may have been put right, and what it is known by."""

    values: Values
    read: _Read
    id: str


class _Planner:
    """One table on its way into one dossier: which claim each row is of, and what it changes."""

    def __init__(self, dossier: Dossier, table: Table, mapping: Mapping, filed: Table) -> None:
        self.dossier, self.table, self.mapping, self.filed = dossier, table, mapping, filed
        self.names = Names(dossier, mapping.agents)
        self.cells = Cells(self.names, mapping.columns)
        self.fields = {*mapping.columns, *mapping.always}
        self.new: dict[str, dict[str, Any]] = {}
        self.changed: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
        # What this table made before: the key of the row -> its mark and its claim.
        self.made: dict[str, tuple[str, str]] = {}
        # Of rows that were put right: what the file's own row was known by -> its key, its claim.
        self.mended: dict[str, tuple[str, str]] = {}
        for id, row in dossier.raw_rows("claims").items():
            mark = _mark_of(row.get("proposer"), table.name)
            if mark is not None:
                self.made[mark.key] = (mark.of, id)
                if mark.filed:
                    self.mended[mark.filed] = (mark.key, id)
        self.knows_mended = bool(self.mended) or table.rows is not filed.rows
        # The keys of rows that are known by what their file has.
        self.taken: set[str] = set()
        # The last number of a claim of each document, and how often a row was met before.
        self.last: dict[str, int] = {}
        self.met: Counter[str] = Counter()
        self.rows_by_id: dict[str, int] = {}

    def plan(self) -> Plan:
        """All rows in their order."""
        rows: list[Planned] = []
        both = zip(self.table.rows, self.filed.rows, strict=True)
        for number, (cells, filed) in enumerate(both, self.table.first):
            if any(cells):
                rows += self._row(number, cells, filed)
        made = {**self.names.new, "claims": self.new}
        changes = [
            Change(table, id, None, row)
            for table, those in made.items()
            for id, row in those.items()
        ]
        changes += [Change("claims", id, *pair) for id, pair in self.changed.items()]
        return Plan(tuple(rows), tuple(changes))

    # ---- a row

    def _row(self, number: int, cells: Row, filed: Row) -> Iterator[Planned]:
        values, figures = self._read(cells)
        is_mended = cells is not filed and cells != filed
        own = self._read(filed) if is_mended else (values, figures)
        for place, one in figures.items():
            before = [len(made) for made in self.names.new.values()]
            self.names.named.clear()
            filed_as = _Filed(own[0], own[1].get(place, _Read("", one.measure)), "")
            if self.knows_mended:
                filed_as = filed_as._replace(id=self._counted(f"filed {filed_as!r}"))
            try:
                known = self.mended.get(filed_as.id)
                if known is not None and not is_mended:
                    yield self._put_right(number, *known)
                else:
                    found = self._figure(number, values, one, filed_as if is_mended else None)
                    yield found._replace(named=self._named())
            except RefusedError as error:
                self.names.forget(*before)
                told = (one.written, one.measure or None, values.get("origin"))
                yield Planned(number, "refused", None, *told, error.args, error.unknown)

    def _read(self, cells: Row) -> tuple[dict[str, str], dict[str, _Read]]:
        """What a row says by its fields, and its figures by their columns."""
        at = dict(zip(self.table.headers, cells, strict=True))
        values = dict(self.mapping.always)
        values |= {field: at[one] for field, one in self.mapping.columns.items() if at[one]}
        if self.mapping.figures:
            told = {one: _Read(at[one], measure) for one, measure in self.mapping.figures.items()}
            return values, {
                one: read
                for one, read in told.items()
                if read.written and not is_nothing(read.written)
            }
        if values.get("id") not in self.dossier.claims:
            values = {f: v for f, v in values.items() if f not in _FIGURE or not is_nothing(v)}
        return values, {"": _Read(phrase_of(values), values.get("measure", ""))}

    def _named(self) -> tuple[tuple[str, str], ...]:
        """Those whom a row names and who are new, the origin before who printed it."""
        names = self.names
        return tuple((names.name(id), names.kind(id)) for id in reversed(names.named))

    def _put_right(self, number: int, key: str, id: str) -> Planned:
        """A row of the file that was put right when it was taken in, and stands there as it did."""
        self.taken.add(key)
        row = self.dossier.raw_rows("claims")[id]
        written = (row.get("figure") or {}).get("written", "")
        origin = (row.get("attribution") or [None])[-1]
        return Planned(number, "same", id, written, row.get("measure"), origin, (PUT_RIGHT,))

    def _figure(self, number: int, values: Values, read: _Read, filed: _Filed | None) -> Planned:
        """A figure of a row; `filed` is what its file has, where the row was put right."""
        written, measure = read
        by_id = values.get("id")
        if by_id is not None and by_id in self.dossier.claims:
            if self.mapping.figures:
                return self._again(number, by_id, values, written, measure)
            return self._by_cells(number, by_id, values)
        if by_id is not None and self._is_own:
            raise RefusedError(f"there is no claim {by_id!r}; leave id empty for a new one")
        source = self.names.source(values)
        row = self.cells.claim(values, written, measure, source)
        key = self._key(by_id or _about(row))
        mark = _digest(repr((row, sorted(values.items()))))
        row["proposer"] = _proposer(self.table.name, _Mark(key, mark, filed.id if filed else ""))
        origin = row["attribution"][-1] if row["attribution"] else None
        told = (row["figure"]["written"], row["measure"], origin)
        if key in self.made:
            was, id = self.made[key]
            if was == mark:
                return Planned(number, "same", id, *told)
            return self._by_row(number, id, row)
        before = self._before(filed) if filed is not None else None
        if before is not None:
            if self.dossier.claims[before].source != source:
                raise RefusedError(STAYS)
            return self._by_row(number, before, row)
        row["id"] = self._id(source)
        self.new[row["id"]] = row
        return Planned(number, "new", row["id"], *told)

    def _before(self, filed: _Filed) -> str | None:
        """The claim that a row made before it was put right, or was put right in another way."""
        if filed.id in self.mended:
            return self.mended[filed.id][1]
        made = [len(made) for made in self.names.new.values()]
        named = dict(self.names.named)
        try:
            source = self.names.source(filed.values)
            row = self.cells.claim(filed.values, *filed.read, source)
        except RefusedError:
            return None
        finally:
            self.names.forget(*made)
            self.names.named = named
        return self.made.get(self._key(filed.values.get("id") or _about(row)), ("", None))[1]

    def _by_cells(self, number: int, id: str, values: Values) -> Planned:
        """A row of a claim that the dossier has: what differs in a cell is changed, and no more."""
        if id in self.rows_by_id:
            raise RefusedError(f"row {self.rows_by_id[id]} tells of this claim already")
        self.rows_by_id[id] = number
        return self._change(number, id, self.cells.changes(id, values))

    def _again(self, number: int, id: str, values: Values, written: str, measure: str) -> Planned:
        """A row of a claim that the dossier has, by its id, of a column called like a measure."""
        old = self.dossier.raw_rows("claims")[id]
        if not written and old["figure"] is None:
            # What it says in words is no business of a table.
            return Planned(number, "same", id, "", old["measure"], None)
        row = self.cells.claim(values, written, measure or old["measure"] or "", old["source"])
        return self._by_row(number, id, row)

    @cached_property
    def _is_own(self) -> bool:
        """Whether the table is one of the dossier's own claims."""
        return is_own(self.table, self.dossier, self.mapping.columns.get("id", ""))

    @cached_property
    def _told(self) -> set[str]:
        """The fields of a claim that the table tells of; the others stay as they are."""
        told = schema.empty_row("claims").keys() & self.fields
        for names, those in (
            (("figure", "low", "high", "hedge"), ("figure",)),
            (("origin", "chain"), ("attribution", "lineage")),
            (("as_of",), ("as_of", "as_of_basis")),
            (SCOPE, ("scope",)),
        ):
            if self.fields & set(names):
                told |= set(those)
        if self.mapping.figures:
            told |= {"figure", "measure"}
        return told - {"id", "source"}

    def _by_row(self, number: int, id: str, row: dict[str, Any]) -> Planned:
        """The claim of a row for one that the dossier has: what the table tells of it."""
        changes = {name: row[name] for name in self._told}
        if "scope" in changes:
            was = self.dossier.raw_rows("claims")[id]["scope"]
            changes["scope"] = {**was, **{n: row["scope"][n] for n in SCOPE if n in self.fields}}
        return self._change(number, id, changes, row["proposer"])

    def _change(
        self, number: int, id: str, changes: dict[str, Any], proposer: str | None = None
    ) -> Planned:
        """What fields of a claim become: those that differ are changed.

        A statement of ours follows from the others; one that somebody wrote stays.
        """
        old = self.dossier.raw_rows("claims")[id]
        new = {**old, **changes}
        written = (new.get("figure") or {}).get("written", "")
        told = (id, written, new.get("measure"), (new.get("attribution") or [None])[-1])
        why = [
            f"{name}: {_shown(old.get(name))} → {_shown(value)}"
            for name, value in changes.items()
            if value != old.get(name)
        ]
        if not why:
            return Planned(number, "same", *told)
        if "statement" not in changes and self.cells.is_ours(old):
            new["statement"] = self.cells.statement(new)
        if proposer is not None:
            new["proposer"] = proposer
        self.changed[id] = (dict(old), new)
        return Planned(number, "changed", *told, tuple(sorted(why)))

    def _key(self, about: str) -> str:
        """What a row is known by when its table comes again; rows about the same are counted."""
        key = self._counted(about)
        while key in self.taken:
            key = self._counted(about)
        return key

    def _counted(self, about: str) -> str:
        """The digest of a text, another one each time that it comes."""
        count = self.met[about]
        self.met[about] += 1
        return _digest(f"{about} {count}" if count else about)

    def _id(self, source: str) -> str:
        """The next id of a document for claims without a place in it."""
        number = self.last.get(source, 0) + 1
        while f"{source}.r{number}" in self.dossier.claims:
            number += 1
        self.last[source] = number
        return f"{source}.r{number}"


def _about(row: dict[str, Any]) -> str:
    """What a claim is about, but for its figure."""
    origin = row["attribution"][-1:]
    return repr((row["source"], row["measure"], sorted(row["scope"].items(), key=str), origin,
                 row["as_of"], row["release"]))  # fmt: skip


def _digest(text: str) -> str:
    """Sixteen hex digits of a text: of 100,000 rows no two may be taken for one."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


class _Mark(NamedTuple):
    """What is kept of a row: its key, a digest of what it said, and what its file's row had.

    The last is empty but for a row that was put right.
    """

    key: str
    of: str
    filed: str = ""


def _proposer(table: str, mark: _Mark) -> str:
    return f"table {table}, {'-'.join(filter(None, mark))}"


def _mark_of(proposer: str | None, table: str) -> _Mark | None:
    match = re.fullmatch(r"table (.*), ([0-9a-f]{16}(?:-[0-9a-f]{16}){1,2})", proposer or "")
    return _Mark(*match[2].split("-")) if match and match[1] == table else None


def _shown(value: Any) -> str:
    if value is None or value == []:
        return "–"
    if isinstance(value, dict):
        return str(value.get("written") or ", ".join(str(v) for v in value.values() if v) or "–")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
