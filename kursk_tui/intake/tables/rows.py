"""From the rows of a table to changes of a dossier: new claims, changed ones, and what is refused.

A row is known again when its table comes again: by its id, where it has one, else by what it
speaks of (document, measure, scope, origin, moment). What was read of it is kept with the claim
as a mark, so that a table brought again changes what changed in the table, and nothing that
somebody has corrected in the dossier meanwhile.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from hashlib import blake2b
from typing import Any, Literal, NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change
from kursk_tui.export.spreadsheet import LONGEST_CELL, cell
from kursk_tui.intake.language.figures import hedged
from kursk_tui.intake.language.phrases import phrase
from kursk_tui.intake.review.drafting import Told, worded
from kursk_tui.intake.review.forms import typed_number
from kursk_tui.intake.tables.mapping import OWN, Mapping, is_own
from kursk_tui.intake.tables.moments import TableDateError, edtf
from kursk_tui.intake.tables.reading import Table
from kursk_tui.model import figures, schema
from kursk_tui.model.addresses import normal_url, web_address
from kursk_tui.model.records import Figure
from kursk_tui.model.text import free_id, visible
from kursk_tui.model.vocabulary import (
    AGENT_KINDS,
    AS_OF_BASES,
    HEDGES,
    LINEAGES,
    MODALITIES,
    Modality,
)
from kursk_tui.words.flat import own_cells

State = Literal["new", "same", "changed", "refused"]
_SLUG, _DATED = 40, 80
# Words of a name by which one sees what somebody is whom the dossier does not know.
_KINDS = (
    ("intelligence", r"intelligence|secret service|security service"),
    ("military", r"army|military|armed forces|general staff|defen[cs]e forces|navy|air force"),
    ("government", r"ministry|government|agency|municipality|mayor|police|office|department|civil"),
    ("parliament", r"parliament|senate|congress|committee"),
    ("ngo", r"red cross|red crescent|médecins|amnesty|watch|observatory|foundation|ngo|charity"),
    ("analyst", r"institute|university|analysts?|research|centre|center|think tank"),
    ("unnamed", r"officials?|sources?|witness(es)?|residents?|unnamed|anonymous"),
)
_AGENCIES = re.compile(
    r"\b(reuters|afp|agence france-presse|ap|associated press|dpa|efe|ansa|anadolu|xinhua|kyodo"
    r"|interfax|tass|press trust of india|pti|upi|news agency)\b",
    re.IGNORECASE,
)
_OUTLETS = re.compile(r"\b(news|times|post|tv|radio|daily|herald|gazette|tribune)\b", re.IGNORECASE)


class Planned(NamedTuple):
    """What is to become of a figure of a row. `row` is counted as a spreadsheet counts it.

    `why` says why it is refused, or what is changed, a reason each. `unknown` is somebody new
    of whom nothing says what they are, where the row is refused for that.
    """

    row: int
    state: State
    claim: str | None
    written: str
    measure: str | None
    origin: str | None
    why: tuple[str, ...] = ()
    unknown: str | None = None


class Plan(NamedTuple):
    """What a table would do to a dossier: `changes` makes all of it that is not refused."""

    rows: tuple[Planned, ...]
    changes: tuple[Change, ...]

    def count(self, state: State) -> int:
        """How many figures are in a state."""
        return sum(row.state == state for row in self.rows)


class _Either:
    """What is in either of two: the ids that are taken, without a copy of 100,000."""

    def __init__(self, there: Container[str], new: Container[str]) -> None:
        self.there, self.new = there, new

    def __contains__(self, id: object) -> bool:
        return id in self.there or id in self.new


class _RefusedError(Exception):
    """A row that makes no claim; its text says why."""

    def __init__(self, why: str, unknown: str | None = None) -> None:
        super().__init__(why)
        self.unknown = unknown


def plan(dossier: Dossier, table: Table, mapping: Mapping) -> Plan:
    """Work out what each row comes to; `mapping` must fit the table. Changes nothing."""
    return _Planner(dossier, table, mapping).plan()


class _Planner:
    """One table on its way into one dossier; what is new so far is known by name."""

    def __init__(self, dossier: Dossier, table: Table, mapping: Mapping) -> None:
        self.dossier, self.table, self.mapping = dossier, table, mapping
        self.places = {header: place for place, header in enumerate(table.headers)}
        self.new: dict[str, dict[str, dict[str, Any]]] = {"agents": {}, "sources": {}, "claims": {}}
        self.changed: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
        self.agents = {
            _bare(name): agent.merged_into or agent.id
            for agent in dossier.agents.values()
            for name in (agent.id, agent.name, *agent.aliases)
        }
        self.measures = {
            _bare(name): measure.id
            for measure in dossier.measures.values()
            for name in (measure.id, measure.name)
        }
        self.scopes: dict[tuple[str, str], str] = {
            (scope.kind, _bare(name)): scope.id
            for scope in dossier.scopes.values()
            for name in (scope.id, scope.name)
        }
        self.events = {
            _bare(name): event.id
            for event in dossier.events.values()
            for name in (event.id, event.title)
        }
        self.sources: dict[tuple[str, ...], str] = {}
        for id, row in dossier.raw_rows("sources").items():
            for key in _source_keys(row):
                self.sources.setdefault(key, id)
        # What this table made before: the key of the row -> its mark and its claim.
        self.made: dict[str, tuple[str, str]] = {}
        # The last number of a claim of each document, and how often a row was met before.
        self.last: dict[str, int] = {}
        self.met: Counter[str] = Counter()
        for id, row in dossier.raw_rows("claims").items():
            mark = _mark_of(row.get("proposer"), table.name)
            if mark is not None:
                self.made[mark[0]] = (mark[1], id)
        self.phrases: dict[tuple[str, str | None], Figure | None] = {}
        self.rows_by_id: dict[str, int] = {}

    def plan(self) -> Plan:
        """All rows in their order."""
        rows: list[Planned] = []
        for number, cells in enumerate(self.table.rows, self.table.first):
            if any(cells):
                rows += self._row(number, cells)
        changes = [
            Change(table, id, None, row)
            for table in ("agents", "sources", "claims")
            for id, row in self.new[table].items()
        ]
        changes += [Change("claims", id, *pair) for id, pair in self.changed.items()]
        return Plan(tuple(rows), tuple(changes))

    # ---- a row

    def _row(self, number: int, cells: tuple[str, ...]) -> Iterator[Planned]:
        values = dict(self.mapping.always)
        for field, header in self.mapping.columns.items():
            if cells[self.places[header]]:
                values[field] = cells[self.places[header]]
        figures_in_row = [
            (cells[self.places[header]], measure)
            for header, measure in self.mapping.figures.items()
            if cells[self.places[header]]
        ]
        if not self.mapping.figures:
            figures_in_row = [(self._written(values), values.get("measure", ""))]
        for written, measure in figures_in_row:
            agents, sources = len(self.new["agents"]), len(self.new["sources"])
            try:
                yield self._figure(number, values, written, measure)
            except _RefusedError as error:
                self._forget(agents, sources)
                told = (written, measure or None, values.get("origin"))
                yield Planned(number, "refused", None, *told, error.args, error.unknown)

    def _forget(self, agents: int, sources: int) -> None:
        """Take back who and what was made for a row that is refused."""
        while len(self.new["agents"]) > agents:
            _, row = self.new["agents"].popitem()
            self.agents.pop(_bare(row["name"]), None)
        while len(self.new["sources"]) > sources:
            _, row = self.new["sources"].popitem()
            for key in _source_keys(row):
                self.sources.pop(key, None)

    def _written(self, values: dict[str, str]) -> str:
        """The phrase; where a table has only bounds, as one would write them."""
        if "figure" in values:
            return values["figure"]
        low, high = values.get("low"), values.get("high")
        if low and high and low != high:
            return f"{low} to {high}"
        if low and high:
            return low
        return f"at least {low}" if low else f"up to {high}" if high else ""

    def _figure(self, number: int, values: dict[str, str], written: str, measure: str) -> Planned:
        by_id = values.get("id")
        if by_id is not None and by_id in self.dossier.claims:
            if self.mapping.figures:
                return self._again(number, by_id, values, written, measure)
            return self._by_cells(number, by_id, values)
        if by_id is not None and self._is_own:
            raise _RefusedError(f"there is no claim {by_id!r}; leave id empty for a new one")
        source = self._source(values)
        row = self._claim(values, written, measure, source)
        key = self._key(by_id or _about(row))
        mark = _digest(repr((row, sorted(values.items()))))
        row["proposer"] = _proposer(self.table.name, key, mark)
        origin = row["attribution"][-1] if row["attribution"] else None
        told = (row["figure"]["written"], row["measure"], origin)
        if key in self.made:
            was, id = self.made[key]
            if was == mark:
                return Planned(number, "same", id, *told)
            return self._change(number, id, row)
        row["id"] = self._id(source)
        self.new["claims"][row["id"]] = row
        return Planned(number, "new", row["id"], *told)

    def _again(
        self, number: int, id: str, values: dict[str, str], written: str, measure: str
    ) -> Planned:
        """A row of a claim that the dossier has, by its id, of a column called like a measure."""
        old = self.dossier.raw_rows("claims")[id]
        if not written and old["figure"] is None:
            # What it says in words is no business of a table.
            return Planned(number, "same", id, "", old["measure"], None)
        row = self._claim(values, written, measure or old["measure"] or "", old["source"])
        return self._change(number, id, row)

    # ---- a claim that comes back, cell by cell

    @cached_property
    def _is_own(self) -> bool:
        """Whether the table is one of the dossier's own claims."""
        return is_own(self.table, self.dossier, self.mapping.columns.get("id", ""))

    def _by_cells(self, number: int, id: str, values: dict[str, str]) -> Planned:
        """A row of a claim that the dossier has: what differs in a cell is changed, and no more.

        A cell is compared with what our own table says there, so that nothing moves that nobody
        touched. Only a statement of ours follows from the others.
        """
        if id in self.rows_by_id:
            raise _RefusedError(f"row {self.rows_by_id[id]} tells of this claim already")
        self.rows_by_id[id] = number
        old = dict(self.dossier.raw_rows("claims")[id])
        own = own_cells(self.dossier.claims[id])
        touched = {
            field: values.get(field, "")
            for field in self.mapping.columns
            if field in OWN and not _is_same(own[OWN[field]], values.get(field, ""))
        }
        if "source" in touched:
            raise _RefusedError("a claim stays in its document; retract it and make another")
        new = old | self._cells(old, touched, values)
        if "origin" in self.mapping.columns and "chain" not in self.mapping.columns:
            new |= self._origin_again(old, values)
        different = [name for name in new if new[name] != old.get(name)]
        figure = new.get("figure") or {}
        told = (
            *(id, figure.get("written", ""), new.get("measure")),
            (new.get("attribution") or [None])[-1],
        )
        if not different:
            return Planned(number, "same", *told)
        if "statement" not in touched and self._is_ours(old):
            new["statement"] = self._statement(_whole(new))
        self.changed[id] = (old, new)
        why = [f"{name}: {_shown(old.get(name))} → {_shown(new[name])}" for name in different]
        return Planned(number, "changed", *told, tuple(sorted(why)))

    def _cells(
        self, old: dict[str, Any], touched: dict[str, str], values: dict[str, str]
    ) -> dict[str, Any]:
        """The fields of a claim that cells change; an empty cell takes out what was there."""
        found: dict[str, Any] = {}
        for field, text in touched.items():
            text = _unguarded(text)
            if field in ("statement", "note", "likelihood"):
                found[field] = text or None
            elif field in ("population", "place", "counting", "within"):
                scope = found.setdefault("scope", dict(old.get("scope") or {}))
                is_period = field == "within"
                scope[field] = (
                    self._moment(field, {field: text} if text else {}, events=True)
                    if is_period
                    else self._scope(field, text or None)
                )
            elif field == "chain":
                found["attribution"] = [self._agent(name, "origin") for name in _ids(text)]
            elif field == "events":
                found["events"] = [self._named("event", name, self.events) for name in _ids(text)]
            elif field == "release":
                found["release"] = self._named("release", text, self.events)
            elif field == "measure":
                found["measure"] = self._named("measure", text, self.measures)
            elif field == "as_of":
                found["as_of"] = self._date("as_of", text) if text else None
                if not text or not old.get("as_of_basis"):
                    found.setdefault("as_of_basis", "stated" if text else None)
            elif field == "as_of_basis":
                found["as_of_basis"] = _choice(field, text, AS_OF_BASES) if text else None
            elif field in ("lineage", "modality"):
                found[field] = _choice(field, text, LINEAGES if field == "lineage" else MODALITIES)
        if "statement" in found and not found["statement"]:
            raise _RefusedError("a claim needs a statement")
        if touched.keys() & {"figure", "low", "high", "hedge", "figure_date"}:
            measure = found.get("measure", old.get("measure"))
            found["figure"] = self._figure_again(old.get("figure") or {}, measure, touched, values)
        return found

    def _figure_again(
        self,
        old: dict[str, Any],
        measure: str | None,
        touched: dict[str, str],
        values: dict[str, str],
    ) -> dict[str, Any]:
        """A figure of which some cells are changed; without columns for its bounds it is read."""
        written = _unguarded(touched.get("figure", old.get("written", "")))
        if not written:
            raise _RefusedError("a figure needs its words; retract the claim to take it out")
        if measure is None:
            raise _RefusedError("nothing says what is counted")
        bounds = {"low", "high", "hedge", "figure_date"}
        if not old or not bounds & {*self.mapping.columns}:
            return self._read(values, written, measure)
        found = {**old, "written": written}
        for name in ("low", "high"):
            if name in touched:
                found[name] = _number(touched, name) if touched[name] else None
        if "hedge" in touched:
            text = touched["hedge"]
            found["hedge"] = _choice("hedge", text, HEDGES) if text else None
        if "figure_date" in touched:
            text = touched["figure_date"]
            found["date"] = self._date("date", text) if text else None
        names = ("low", "high", "hedge", "date")
        problem = figures.shape_problem(Figure(written, *(found.get(name) for name in names)))
        if problem is not None:
            raise _RefusedError(f"the figure {problem}")
        return found

    def _origin_again(self, old: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
        """The chain where a column names the origin alone, and names another than it had."""
        chain, lineage = self._chain(values, old["source"])
        was = (old.get("attribution") or [self._publisher(old["source"])])[-1:]
        if (chain or [self._publisher(old["source"])])[-1:] == was and "origin" in values:
            return {}
        return {"attribution": chain, "lineage": lineage}

    def _is_ours(self, row: dict[str, Any]) -> bool:
        """Whether the statement of a claim is the one that is made of its fields."""
        if not row.get("figure") or not row.get("measure"):
            return False
        return bool(row["statement"] == self._statement(_whole(row)))

    @cached_property
    def _told(self) -> set[str]:
        """The fields of a claim that the table tells of; the others stay as they are."""
        told = set[str]({*self.mapping.columns, *self.mapping.always})
        fields = {field.name for field in schema.DOSSIER["claims"]} & told
        for names, those in (
            (("figure", "low", "high", "hedge"), ("figure",)),
            (("origin", "chain"), ("attribution", "lineage")),
            (("as_of",), ("as_of", "as_of_basis")),
            (("population", "place", "counting", "within"), ("scope",)),
        ):
            if told & set(names):
                fields |= set(those)
        if self.mapping.figures:
            fields |= {"figure", "measure"}
        return fields - {"id", "source"}

    def _change(self, number: int, id: str, row: dict[str, Any]) -> Planned:
        """What a row changes of a claim: of the fields that the table tells, those that differ.

        A statement of ours follows from the others; one that somebody wrote stays.
        """
        old = dict(self.dossier.raw_rows("claims")[id])
        new = {**old, **{name: row[name] for name in self._told}}
        if "scope" in self._told:
            new["scope"] = {**old["scope"], **_told_of(row["scope"], self.mapping)}
        if "statement" not in self._told and old["statement"] == self._statement(old):
            new["statement"] = self._statement(new)
        different = [name for name in self._told if new[name] != old.get(name)]
        written = (new["figure"] or {}).get("written", "")
        told = (id, written, new["measure"], (new["attribution"] or [None])[-1])
        if not different:
            return Planned(number, "same", *told)
        if row.get("proposer"):
            new["proposer"] = row["proposer"]
        self.changed[id] = (old, new)
        why = [f"{name}: {_shown(old.get(name))} → {_shown(new[name])}" for name in different]
        return Planned(number, "changed", *told, tuple(sorted(why)))

    def _key(self, about: str) -> str:
        """What a row is known by when its table comes again; rows about the same are counted."""
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

    # ---- a claim

    def _claim(
        self, values: dict[str, str], written: str, measure: str, source: str
    ) -> dict[str, Any]:
        measure_id = self._named("measure", measure, self.measures)
        if measure_id is None:
            raise _RefusedError("nothing says what is counted")
        scope = {
            name: self._scope(name, values.get(name))
            for name in ("population", "place", "counting")
        }
        scope["within"] = self._moment("within", values, events=True)
        as_of = self._moment("as_of", values)
        chain, lineage = self._chain(values, source)
        release = self._named("release", values.get("release", ""), self.events)
        figure = self._read(values, written, measure_id)
        row = schema.empty_row("claims")
        row |= {
            "source": source,
            "events": [
                event
                for part in _parts(values.get("events"))
                if (event := self._named("event", part, self.events)) is not None
            ],
            "attribution": chain,
            "lineage": lineage,
            "release": release,
            "modality": _choice("modality", values.get("modality", "asserted"), MODALITIES),
            "measure": measure_id,
            "figure": figure,
            "scope": scope,
            "as_of": as_of,
            "as_of_basis": "stated" if as_of else None,
            "likelihood": values.get("likelihood"),
            "note": values.get("note"),
        }
        row["statement"] = values.get("statement") or self._statement(row)
        return row

    def _statement(self, row: dict[str, Any]) -> str:
        measure = self.dossier.measures[row["measure"]]
        speaker = row["attribution"][-1] if row["attribution"] else self._publisher(row["source"])
        name = self._name(speaker)
        if not row["attribution"] and row["lineage"] == "unknown":
            name = f"{name}, naming nobody"
        raw = row["figure"]
        figure = Figure(raw["written"], raw.get("low"), raw.get("high"), raw.get("hedge"))
        modality: Modality = row["modality"]
        scope = row["scope"]
        source = self.dossier.sources.get(row["source"])
        told = Told(
            name,
            figure,
            measure,
            scope["population"],
            scope["place"],
            False,
            modality,
            language=source.language if source is not None else None,
        )
        return worded(self.dossier, told)

    def _read(self, values: dict[str, str], written: str, measure: str) -> dict[str, Any]:
        """The figure of a phrase, its bounds and hedge by our own rules where none are told."""
        if not written:
            raise _RefusedError("there is no figure")
        if self.dossier.measures[measure].basis == "date":
            return {"written": written, "date": self._date("figure", written)}
        key = (written, self._language(values))
        if key not in self.phrases:
            self.phrases[key] = phrase(*key)
        figure = self.phrases[key]
        told: dict[str, str] = {
            name: values[name] for name in ("low", "high", "hedge") if name in values
        }
        if told and "figure" in values:
            hedge = told.get("hedge") or (figure.hedge if figure else None) or "between"
            hedge = _choice("hedge", hedge, HEDGES)
            figure = hedged(written, _number(told, "low"), _number(told, "high"), hedge)
        if figure is None:
            raise _RefusedError(f"{written!r} can't be read as a figure; give low, high and hedge")
        problem = figures.shape_problem(figure)
        if problem is not None:
            raise _RefusedError(f"the figure {problem}")
        low, high = _plain(figure.low), _plain(figure.high)
        return {"written": written, "low": low, "high": high, "hedge": figure.hedge}

    def _chain(self, values: dict[str, str], source: str) -> tuple[list[str], str]:
        """Who it comes from. A table that names an origin tells the whole chain, if not else."""
        names = _parts(values.get("chain")) or ([values["origin"]] if "origin" in values else [])
        ids = list(dict.fromkeys(self._agent(name, "origin") for name in names))
        publisher = self._publisher(source)
        own = ids == [publisher]
        chain = [id for id in ids if id != publisher]
        if "lineage" in values:
            return chain, _choice("lineage", values["lineage"], LINEAGES)
        if not ids:
            return [], "unknown"
        ends_unnamed = not own and self._kind(chain[-1]) == "unnamed"
        return chain, "partial" if ends_unnamed else "full"

    # ---- documents and agents

    def _language(self, values: dict[str, str]) -> str | None:
        """The language of a row's phrase: as the row says, or as its document does."""
        source = self.dossier.sources.get(values.get("source", ""))
        return values.get("language") or (source.language if source is not None else None)

    def _source(self, values: dict[str, str]) -> str:
        """The document that a row was printed in, made of its address, outlet, title and date."""
        given = values.get("source")
        if given is not None:
            if given not in self.dossier.sources:
                raise _RefusedError(f"there is no document {given!r}")
            return given
        url = values.get("url")
        if url is not None and web_address(url) is None:
            raise _RefusedError(f"{url!r} is no address of a page")
        # Where nobody is named, the host of the address.
        name = values.get("publisher") or (normal_url(url) or "").partition("/")[0]
        if not name:
            raise _RefusedError("nothing says where it was printed")
        published = self._moment("published", values)
        publisher = self._agent(name, "publisher")
        called = self._name(publisher)
        title = values.get("title") or f"[{called}, {published or 'undated'}]"
        row = schema.empty_row("sources")
        row |= {
            "publisher": publisher,
            "title": title,
            "published": published,
            "published_basis": "stated" if published else "unknown",
            "kind": "report",
            "language": values.get("language"),
            "language_basis": "stated" if values.get("language") else None,
            "url": url,
            "archived": values.get("archived"),
            "reading": "registered",
        }
        for key in _source_keys(row):
            if key in self.sources:
                return self.sources[key]
        taken = _Either(self.dossier.sources, self.new["sources"])
        id = free_id(f"{publisher}-{published or 'undated'}", taken, longest=_DATED)
        self.new["sources"][id] = {**row, "id": id}
        for key in _source_keys(row):
            self.sources[key] = id
        return id

    def _publisher(self, source: str) -> str:
        new = self.new["sources"].get(source)
        publisher = new["publisher"] if new is not None else self.dossier.sources[source].publisher
        return str(publisher)

    def _agent(self, name: str, role: str) -> str:
        found = self.agents.get(_bare(name))
        if found is not None:
            return found
        kind = self.mapping.agents.get(name) or _kind_of(name, role)
        if kind is None:
            told = ", ".join(AGENT_KINDS)
            what = f"{name!r} is new: say under [agents] of the mapping which kind it is ({told})"
            raise _RefusedError(what, name)
        taken = _Either(self.dossier.agents, self.new["agents"])
        id = free_id(name, taken, longest=_SLUG)
        row = schema.empty_row("agents")
        self.new["agents"][id] = {**row, "id": id, "name": name, "kind": kind}
        self.agents[_bare(name)] = id
        return id

    def _name(self, agent: str) -> str:
        new = self.new["agents"].get(agent)
        return str(new["name"]) if new is not None else self.dossier.agents[agent].name

    def _kind(self, agent: str) -> str:
        new = self.new["agents"].get(agent)
        return str(new["kind"]) if new is not None else self.dossier.agents[agent].kind

    # ---- values

    def _named(self, what: str, text: str, names: dict[str, str]) -> str | None:
        if not text:
            return None
        found = names.get(_bare(text))
        if found is None:
            raise _RefusedError(f"{text!r} is no {what} of this dossier")
        return found

    def _scope(self, kind: str, text: str | None) -> str | None:
        if text is None:
            return None
        found = self.scopes.get((kind, _bare(text)))
        if found is None:
            raise _RefusedError(f"{text!r} is no {kind} of this dossier")
        return found

    def _moment(self, field: str, values: dict[str, str], *, events: bool = False) -> str | None:
        text = values.get(field)
        if text is None:
            return None
        if events and _bare(text) in self.events:
            return self.events[_bare(text)]
        return self._date(field, text)

    def _date(self, field: str, text: str) -> str:
        try:
            return edtf(text)
        except TableDateError as error:
            raise _RefusedError(f"{field.replace('_', ' ')}: {error}") from error


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    """A claim's row with all its fields, and those of its scope."""
    scope = {"population": None, "place": None, "counting": None, "within": None}
    return {**schema.empty_row("claims"), **row, "scope": {**scope, **(row.get("scope") or {})}}


def _source_keys(row: Any) -> Iterator[tuple[str, ...]]:
    """What two documents that are one have in common: an address, or else outlet, title, date."""
    url = normal_url(row.get("url"))
    if url is not None:
        yield ("url", url)
    else:
        yield ("title", row["publisher"], row["title"], row.get("published") or "")


def _told_of(scope: dict[str, Any], mapping: Mapping) -> dict[str, Any]:
    told = {*mapping.columns, *mapping.always}
    return {name: value for name, value in scope.items() if name in told}


def _about(row: dict[str, Any]) -> str:
    """What a claim is about, but for its figure."""
    origin = row["attribution"][-1:]
    return repr((row["source"], row["measure"], sorted(row["scope"].items(), key=str), origin,
                 row["as_of"], row["release"]))  # fmt: skip


def _digest(text: str) -> str:
    """Sixteen hex digits of a text: of 100,000 rows no two may be taken for one."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _proposer(table: str, key: str, mark: str) -> str:
    return f"table {table}, {key}-{mark}"


def _mark_of(proposer: str | None, table: str) -> tuple[str, str] | None:
    match = re.fullmatch(r"table (.*), ([0-9a-f]{16})-([0-9a-f]{16})", proposer or "")
    return (match[2], match[3]) if match and match[1] == table else None


def _kind_of(name: str, role: str) -> str | None:
    """What somebody is by their name; None where that cannot be seen."""
    if _AGENCIES.search(name):
        return "news agency"
    for kind, words in _KINDS if role == "origin" else ():
        if re.search(rf"\b({words})\b", name, re.IGNORECASE):
            return kind
    return "outlet" if role == "publisher" or _OUTLETS.search(name) else None


def _is_same(value: Any, text: str) -> bool:
    """Whether a cell of a table that came back says what our own table said there."""
    if value is None or value == []:
        return not text
    if isinstance(value, list):
        return text.replace(",", " ").split() == value
    if isinstance(value, int | float):
        try:
            return _number({"": text}, "") == value
        except _RefusedError:
            return False
    said = " ".join(text.split())
    shown = " ".join(visible(value).split())
    if said in (shown, *(" ".join(text.split()) for text in (cell(value), value))):
        return True
    # A workbook holds no longer text in a cell.
    return len(text) >= LONGEST_CELL - 1 and shown.startswith(said.removesuffix("…"))


def _unguarded(text: str) -> str:
    """A text without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return text[1:] if text.startswith("'") and cell(text[1:]) == text else text


def _ids(text: str) -> list[str]:
    """The ids in a cell, or names with commas or semicolons between them."""
    return _parts(text) if "," in text or ";" in text else text.split()


def _parts(text: str | None) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text or "") if part.strip()]


def _choice(field: str, text: str, choices: Iterable[Any]) -> Any:
    wanted = text.strip().casefold().replace(" ", "_")
    found = next((one for one in choices if str(one).replace(" ", "_") == wanted), None)
    if found is None:
        raise _RefusedError(f"{field} {text!r} is none of {', '.join(map(str, choices))}")
    return found


def _number(told: dict[str, str], name: str) -> float | None:
    text = told.get(name)
    if text is None:
        return None
    try:
        return typed_number(text)
    except ValueError:
        raise _RefusedError(f"{name} {text!r} is no number, or too large") from None


def _plain(value: float | None) -> float | None:
    """A whole number without a point."""
    return int(value) if value is not None and value == int(value) else value


def _bare(text: str) -> str:
    return " ".join(text.casefold().removeprefix("the ").split())


def _shown(value: Any) -> str:
    if value is None or value == []:
        return "–"
    if isinstance(value, dict):
        return str(value.get("written") or ", ".join(str(v) for v in value.values() if v) or "–")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
