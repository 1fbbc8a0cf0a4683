"""What the cells of a row come to as fields of a claim: of a new one, or of one that comes back."""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Mapping as Map
from typing import Any

from kursk_tui.export.spreadsheet import LONGEST_CELL, cell
from kursk_tui.intake.language.figures import hedged
from kursk_tui.intake.review.drafting import Told, worded
from kursk_tui.intake.review.forms import typed_number
from kursk_tui.intake.tables.mapping import OWN
from kursk_tui.intake.tables.names import Names, RefusedError, Values
from kursk_tui.intake.tables.phrases import read_phrase
from kursk_tui.model import figures, schema
from kursk_tui.model.records import Figure, Row
from kursk_tui.model.text import visible
from kursk_tui.model.vocabulary import AS_OF_BASES, HEDGES, LINEAGES, MODALITIES
from kursk_tui.words.flat import own_cells

STAYS = "a claim stays in its document; retract it and make another"
SCOPE = ("population", "place", "counting", "within")
# Where a cell goes on about something else.
_BREAK = re.compile(r"\s*[,;(]\s*(?=[^\s\d])")
_CHOICES: Map[str, Collection[str]] = {
    "hedge": HEDGES,
    "lineage": LINEAGES,
    "modality": MODALITIES,
    "as_of_basis": AS_OF_BASES,
}


class Cells:
    """Reads the rows of one table with `names`; `columns` are the fields that have a column."""

    def __init__(self, names: Names, columns: Collection[str]) -> None:
        self.names, self.dossier, self.columns = names, names.dossier, columns
        self._phrases: dict[tuple[str, str | None], Figure | None] = {}

    # ---- a claim of a row

    def claim(self, values: Values, written: str, measure: str, source: str) -> dict[str, Any]:
        """The claim of a row, without an id. Raises RefusedError where it makes none."""
        names = self.names
        measure_id = names.id_of("measure", measure or None)
        if measure_id is None:
            raise RefusedError("nothing says what is counted")
        scope = {name: self._scope(name, values.get(name)) for name in SCOPE}
        as_of = names.moment("as_of", values.get("as_of"))
        chain, lineage = self._chain(values, source)
        release = names.id_of("event", values.get("release") or None, "release")
        figure = self._read(values, written, measure_id)
        row = schema.empty_row("claims") | {
            "source": source,
            "events": [names.id_of("event", part) for part in _parts(values.get("events"))],
            "attribution": chain,
            "lineage": lineage,
            "release": release,
            "modality": _choice("modality", values.get("modality", "asserted")),
            "measure": measure_id,
            "figure": figure,
            "scope": scope,
            "as_of": as_of,
            "as_of_basis": "stated" if as_of else None,
            "likelihood": values.get("likelihood"),
            "note": values.get("note"),
        }
        row["statement"] = values.get("statement") or self.statement(row)
        return row

    def statement(self, row: Row) -> str:
        """The statement that we make of the fields of a claim, which has a figure."""
        names, chain, scope = self.names, row.get("attribution"), row.get("scope") or {}
        name = names.name(chain[-1] if chain else names.publisher(row["source"]))
        if not chain and row.get("lineage") == "unknown":
            name = f"{name}, naming nobody"
        raw, measure = row["figure"], self.dossier.measures[row["measure"]]
        figure = Figure(raw["written"], raw.get("low"), raw.get("high"), raw.get("hedge"))
        whom, where = scope.get("population"), scope.get("place")
        modality: Any = row.get("modality")
        source = self.dossier.sources.get(row["source"])
        language = source.language if source is not None else None
        told = Told(name, figure, measure, whom, where, False, modality, language=language)
        return worded(self.dossier, told)

    def is_ours(self, row: Row) -> bool:
        """Whether the statement of a claim is the one that is made of its fields."""
        if not row.get("figure") or not row.get("measure"):
            return False
        return bool(row["statement"] == self.statement(row))

    def _scope(self, field: str, text: str | None) -> str | None:
        if field == "within":
            return self.names.moment(field, text, events=True)
        return self.names.id_of(field, text)

    def _read(self, values: Values, written: str, measure: str) -> Row:
        """The figure of a phrase, its bounds and hedge by our own rules where none are told."""
        if not written:
            raise RefusedError("there is no figure")
        if self.dossier.measures[measure].basis == "date":
            return {"written": written, "date": self.names.moment("figure", written)}
        key = (written, self._language(values))
        if key not in self._phrases:
            self._phrases[key] = read_phrase(*key)
        figure = self._phrases[key]
        told = {name: values[name] for name in ("low", "high", "hedge") if name in values}
        if told and "figure" in values:
            hedge = told.get("hedge") or (figure.hedge if figure else None) or "between"
            hedge = _choice("hedge", hedge)
            low, high = (_number(name, told.get(name)) for name in ("low", "high"))
            figure = hedged(written, low, high, hedge)
        if figure is None:
            raise RefusedError(_unread(written, key[1]))
        _check(figure)
        low, high = _plain(figure.low), _plain(figure.high)
        return {"written": written, "low": low, "high": high, "hedge": figure.hedge}

    def _language(self, values: Values) -> str | None:
        """The language of a row's phrase: as the row says, or as its document does."""
        source = self.dossier.sources.get(values.get("source", ""))
        return values.get("language") or (source.language if source is not None else None)

    def _chain(self, values: Values, source: str) -> tuple[list[str], str]:
        """Who it comes from. A table that names an origin tells the whole chain, if not else."""
        relays = [name for part in _parts(values.get("chain")) for name in self.names.chain(part)]
        origin = self.names.chain(values.get("origin", ""))
        before, last = (
            [self.names.agent(n, "origin") for n in those] for those in (relays, origin)
        )
        ids = list(dict.fromkeys([*(id for id in before if id not in last), *last]))
        publisher = self.names.publisher(source)
        own = ids == [publisher]
        chain = [id for id in ids if id != publisher]
        if "lineage" in values:
            return chain, _choice("lineage", values["lineage"])
        if not ids:
            return [], "unknown"
        ends_unnamed = not own and self.names.kind(chain[-1]) == "unnamed"
        return chain, "partial" if ends_unnamed else "full"

    # ---- a claim that comes back

    def changes(self, id: str, values: Values) -> dict[str, Any]:
        """The fields of a claim that cells change; an empty cell takes out what was there.

        A cell is compared with what our own table says there, so that nothing moves that nobody
        touched. Raises RefusedError.
        """
        old, own = self.dossier.raw_rows("claims")[id], own_cells(self.dossier.claims[id])
        touched = {
            field: values.get(field, "")
            for field in self.columns
            if field in OWN and not _is_same(own[OWN[field]], values.get(field, ""))
        }
        if "source" in touched:
            raise RefusedError(STAYS)
        names, found = self.names, dict[str, Any]()
        for field, text in touched.items():
            text = _unguarded(text)
            if field in ("statement", "note", "likelihood"):
                found[field] = text or None
            elif field in SCOPE:
                scope = found.setdefault("scope", dict(old.get("scope") or {}))
                scope[field] = self._scope(field, text or None)
            elif field == "chain":
                found["attribution"] = [names.agent(name, "origin") for name in _ids(text)]
            elif field == "events":
                found["events"] = [names.id_of("event", name) for name in _ids(text)]
            elif field == "release":
                found["release"] = names.id_of("event", text or None, "release")
            elif field == "measure":
                found["measure"] = names.id_of("measure", text or None)
            elif field == "as_of":
                found["as_of"] = names.moment("as_of", text or None)
                if not text or not old.get("as_of_basis"):
                    found.setdefault("as_of_basis", "stated" if text else None)
            elif field == "as_of_basis":
                found["as_of_basis"] = _choice(field, text) if text else None
            elif field in ("lineage", "modality"):
                found[field] = _choice(field, text)
        if "statement" in found and not found["statement"]:
            raise RefusedError("a claim needs a statement")
        measure = found.get("measure", old.get("measure"))
        if touched.keys() & {"figure", "low", "high", "hedge", "figure_date"}:
            found["figure"] = self._figure_again(old.get("figure") or {}, measure, touched, values)
        elif measure is None and old.get("figure"):
            raise RefusedError("nothing says what is counted")
        if "origin" in self.columns and "chain" not in self.columns:
            found |= self._origin_again(old, values)
        return found

    def _figure_again(self, old: Row, measure: str | None, touched: Values, values: Values) -> Row:
        """A figure of which some cells are changed; without columns for its bounds it is read."""
        written = _unguarded(touched.get("figure", old.get("written", "")))
        if not written:
            raise RefusedError("a figure needs its words; retract the claim to take it out")
        if measure is None:
            raise RefusedError("nothing says what is counted")
        bounds = {"low", "high", "hedge", "figure_date"}
        if not old or not bounds & {*self.columns}:
            return self._read(values, written, measure)
        found = {**old, "written": written}
        for name in ("low", "high"):
            if name in touched:
                found[name] = _number(name, touched[name] or None)
        if "hedge" in touched:
            text = touched["hedge"]
            found["hedge"] = _choice("hedge", text) if text else None
        if "figure_date" in touched:
            found["date"] = self.names.moment("date", touched["figure_date"] or None)
        names = ("low", "high", "hedge", "date")
        _check(Figure(written, *(found.get(name) for name in names)))
        return found

    def _origin_again(self, old: Row, values: Values) -> dict[str, Any]:
        """The chain where a column names the origin alone, and names another than it had."""
        chain, lineage = self._chain(values, old["source"])
        was = (old.get("attribution") or [self.names.publisher(old["source"])])[-1:]
        if (chain or [self.names.publisher(old["source"])])[-1:] == was and "origin" in values:
            return {}
        return {"attribution": chain, "lineage": lineage}


def phrase_of(values: Values) -> str:
    """The phrase of a figure; where a table has only bounds, as one would write them."""
    if "figure" in values:
        return values["figure"]
    low, high = values.get("low"), values.get("high")
    if low and high and low != high:
        return f"{low} to {high}"
    if low and high:
        return low
    return f"at least {low}" if low else f"up to {high}" if high else ""


def _is_same(value: Any, text: str) -> bool:
    """Whether a cell of a table that came back says what our own table said there."""
    if value is None or value == []:
        return not text
    if isinstance(value, list):
        return text.replace(",", " ").split() == value
    if isinstance(value, int | float):
        try:
            return _number("", text) == value
        except RefusedError:
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


def _unread(written: str, language: str | None) -> str:
    """Why a phrase is refused, and what of it would do: `some 40, ten of them badly` is two."""
    first = _BREAK.split(written, maxsplit=1)[0].strip()
    if first != written and read_phrase(first, language) is not None:
        return f"write {first!r} and note the rest: {written!r} is more than one figure"
    return f"{written!r} can't be read as a figure: write it as 'at least 40', or give low and high"


def _choice(field: str, text: str) -> Any:
    wanted = text.strip().casefold().replace(" ", "_")
    found = next((one for one in _CHOICES[field] if one.replace(" ", "_") == wanted), None)
    if found is None:
        raise RefusedError(f"{field} {text!r} is none of {', '.join(_CHOICES[field])}")
    return found


def _number(name: str, text: str | None) -> float | None:
    if text is None:
        return None
    try:
        return typed_number(text)
    except ValueError:
        raise RefusedError(f"{name} {text!r} is no number, or too large") from None


def _check(figure: Figure) -> None:
    problem = figures.shape_problem(figure)
    if problem is not None:
        raise RefusedError(f"the figure {problem}")


def _plain(value: float | None) -> float | None:
    """A whole number without a point."""
    return int(value) if value is not None and value == int(value) else value
