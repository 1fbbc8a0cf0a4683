"""The dossier as plain JSON, and JSON Schemas for its file and for this export.

The schemas are made from `kursk_tui.model.schema`, so that they cannot say another thing than
the check does. They hold what is to be seen in a record alone: whether an id is there, whether
fields fit one another, is for `kursk-tui check`.

`python -m kursk_tui.export.dataset` prints the schema of the file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import moment_of, origin_of
from kursk_tui.model import schema
from kursk_tui.model.figures import Interval
from kursk_tui.model.records import Claim
from kursk_tui.model.schema import Field
from kursk_tui.model.text import plain_json
from kursk_tui.model.vocabulary import MOMENT_BASES
from kursk_tui.words.flat import ends

Json = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE_ID = f"urn:kursk-tui:dossier:{schema.SCHEMA_VERSION}"
EXPORT_ID = f"urn:kursk-tui:dossier-export:{schema.SCHEMA_VERSION}"

# What cannot apply is left out of these two and is null everywhere else: see the codebook.
_LEAVING_OUT = frozenset({"figure", "total", "term"})


# The shape of EDTF's small part; which days a month has is for the check.
_DAY = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?%]?"
_DATE_PATTERN = rf"^({_DAY}|{_DAY}/({_DAY}|\.\.)|\.\./{_DAY})$"


# ---- the dossier


def dataset(dossier: Dossier, claims: Collection[str] | None = None) -> Json:
    """The dossier as JSON: `meta` as one object, every other table as a list of records.

    Of given claims only these, with the documents, agents, events and so on that they name, and
    what these name in turn; no other claim and no sum.

    A record has all fields of its table in the order of the schema, null where nothing is known;
    only a figure and a term leave out what cannot apply. Each claim has an object `derived`
    beside them: origin (an agent, null where the chain is not whole), moment with its basis, and
    what the words commit to and suggest under the dossier's preset. An end that is null is open;
    an interval that is null is none.
    """
    made: Json = {"$schema": EXPORT_ID, "meta": _record(schema.DOSSIER["meta"], dossier.meta)}
    for name, fields in schema.DOSSIER.items():
        if name != "meta":
            records = getattr(dossier, name).values()
            made[name] = [_record(fields, record) for record in records]
    for row, claim in zip(made["claims"], dossier.claims.values(), strict=True):
        row["derived"] = _derived(dossier, claim)
    return made if claims is None else _only(made, claims)


def _only(made: Json, claims: Collection[str]) -> Json:
    """Some claims of a dossier, and the records that these lead to by ids, save other claims."""
    rows = {
        name: {row["id"]: row for row in made[name]} for name in schema.DOSSIER if name != "meta"
    }
    wanted: dict[str, set[str]] = {name: set() for name in rows}
    todo = [("claims", id) for id in claims]
    while todo:
        name, id = todo.pop()
        # A period stands where an event may: it is a date, and leads to no record.
        if id in wanted[name] or id not in rows[name]:
            continue
        wanted[name].add(id)
        named = _named(schema.DOSSIER[name], rows[name][id])
        todo += [one for one in named if one[0] != "claims"]
    found = {
        name: [row for id, row in all_rows.items() if id in wanted[name]]
        for name, all_rows in rows.items()
    }
    return made | found


def _named(fields: Iterable[Field], row: Json) -> Iterator[tuple[str, str]]:
    """Table and id of each record that a record names."""
    for field in fields:
        value, item = row.get(field.name), field.item
        if value is None:
            continue
        if field.refers is not None or field.type == schema.PERIOD:
            yield field.refers or "events", value
        elif field.fields:
            yield from _named(field.fields, value)
        elif item is not None and item.refers is not None:
            yield from ((item.refers, id) for id in value)
        elif item is not None and item.fields:
            for inner in value:
                yield from _named(item.fields, inner)


def encode(data: Json) -> str:
    """JSON as text: in the order it has, two spaces deep, a line feed at the end.

    What must not be written to a terminal as it is stands as an escape, so that nothing is lost
    and nothing is hidden.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2)
    return plain_json(text) + "\n"


def _record(fields: tuple[Field, ...], record: Any) -> Json:
    return {field.name: _value(field, getattr(record, field.name)) for field in fields}


def _value(field: Field, value: Any) -> Any:
    if field.type == schema.LIST and field.item is not None:
        item = field.item
        return [_value(item, one) for one in value]
    if field.type != schema.OBJECT or value is None:
        return value
    made = _record(field.fields, value)
    if field.name not in _LEAVING_OUT:
        return made
    if field.name == "total":
        # Nothing is added to a total or taken away from it.
        del made["sign"]
    # A number with an open end keeps its null: there it says something.
    if made.get("hedge") is not None:
        return {name: one for name, one in made.items() if name != "date"}
    return {name: one for name, one in made.items() if one is not None}


def _derived(dossier: Dossier, claim: Claim) -> Json:
    found = claim_intervals(dossier, claim, dossier.meta.preset)
    moment = moment_of(dossier, claim)
    return {
        "origin": origin_of(dossier, claim),
        "moment": moment.date,
        "moment_basis": moment.basis,
        "committed": _interval(found.entailed) if found is not None else None,
        "suggested": _interval(found.suggested) if found is not None else None,
    }


def _interval(interval: Interval | None) -> Json | None:
    if interval is None:
        return None
    low, high = ends(interval)
    return {"low": low, "high": high}


# ---- the schemas


def json_schema() -> Json:
    """The JSON Schema (2020-12) of a dossier's file: tables of rows keyed by whole numbers."""
    tables = {
        name: {
            "type": "object",
            "propertyNames": {"pattern": "^[1-9][0-9]{0,17}$"},
            "additionalProperties": {"$ref": f"#/$defs/{name}"},
            **({"minProperties": 1, "maxProperties": 1} if name == "meta" else {}),
        }
        for name in schema.DOSSIER_FILE
    }
    return {
        "$schema": DIALECT,
        "$id": FILE_ID,
        "title": "Dossier of a contested event",
        "description": (
            "A TinyDB file: an object of tables, each an object of rows keyed by whole numbers "
            "from 1. References between records are checked by kursk-tui check."
        ),
        "type": "object",
        "properties": tables,
        "required": ["meta"],
        "additionalProperties": False,
        "$defs": _definitions(schema.DOSSIER_FILE),
    }


def export_schema() -> Json:
    """The JSON Schema (2020-12) of what `dataset` gives; its records are those of the file."""
    definitions = _definitions(schema.DOSSIER)
    definitions["claims"]["properties"]["derived"] = {"$ref": "#/$defs/derived"}
    definitions["claims"]["required"].append("derived")
    definitions["derived"] = _derived_schema()
    definitions["interval"] = _interval_schema()
    tables: Json = {
        name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}
        for name in schema.DOSSIER
        if name != "meta"
    }
    return {
        "$schema": DIALECT,
        "$id": EXPORT_ID,
        "title": "Dossier of a contested event, as exported",
        "description": "The tables of a dossier as lists of records, with what claims come to.",
        "type": "object",
        "properties": {
            "$schema": {"const": EXPORT_ID},
            "meta": {"$ref": "#/$defs/meta"},
            **tables,
        },
        "required": ["$schema", "meta", *tables],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _definitions(tables: schema.Tables) -> Json:
    return {name: _object(fields) for name, fields in tables.items()}


def _object(fields: tuple[Field, ...]) -> Json:
    return {
        "type": "object",
        "properties": {field.name: _property(field) for field in fields},
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }


def _property(field: Field) -> Json:
    """One field: what it is, in words, and what it may hold; null where it is not required."""
    made = _shape(field)
    if not field.required:
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
        made["type"] = [made["type"], "null"]
    return {"description": _about(field), **made}


def _about(field: Field) -> str:
    inner = field.item if field.item is not None else field
    if inner.refers is None:
        return field.about
    of = f" of {inner.where[0]} {inner.where[1]}" if inner.where is not None else ""
    return f"{field.about} (an id of {inner.refers}{of})"


def _shape(field: Field) -> Json:
    """The JSON type of a field that is there, and its bounds."""
    if field.type == schema.OBJECT:
        return _object(field.fields)
    if field.type == schema.LIST and field.item is not None:
        # An item is never null: what is not there is left out of its list.
        least = {"minItems": 1} if field.required else {}
        return {"type": "array", "items": _property(field.item._replace(required=True)), **least}
    if field.type in (schema.INTEGER, schema.NUMBER):
        if field.choices:
            return {"type": field.type, "enum": list(field.choices)}
        low = -schema.LARGEST_NUMBER if field.minimum is None else field.minimum
        return {"type": field.type, "minimum": low, "maximum": schema.LARGEST_NUMBER}
    if field.type == schema.BOOLEAN:
        return {"type": "boolean"}
    if field.choices:
        return {"type": "string", "enum": list(field.choices)}
    patterns = {
        # What is only white space is empty.
        schema.TEXT: r"\S",
        schema.PERIOD: rf"({_DATE_PATTERN})|(^{schema.SLUG_PATTERN}$)",
        schema.DATE: _DATE_PATTERN,
        schema.SHA256: f"^{schema.SHA256_PATTERN}$",
        schema.SLUG: f"^{schema.SLUG_PATTERN}$",
        schema.REFERENCE: f"^{schema.SLUG_PATTERN}$",
    }
    return {"type": "string", "pattern": patterns[field.type]}


def _derived_schema() -> Json:
    return {
        "description": "what the claim comes to under the dossier's preset",
        "type": "object",
        "properties": {
            "origin": {
                "description": "the end of a whole chain (an id of agents), else null",
                "type": ["string", "null"],
                "pattern": f"^{schema.SLUG_PATTERN}$",
            },
            "moment": {
                "description": "the moment it speaks of, null when unknown",
                "type": ["string", "null"],
                "pattern": _DATE_PATTERN,
            },
            "moment_basis": {
                "description": "how that is known: from the claim, its release, or its page",
                "type": "string",
                "enum": list(MOMENT_BASES),
            },
            "committed": {
                "description": "what the words commit to, null where they give no number",
                "anyOf": [{"$ref": "#/$defs/interval"}, {"type": "null"}],
            },
            "suggested": {
                "description": "what the words suggest, null where they suggest no bounds",
                "anyOf": [{"$ref": "#/$defs/interval"}, {"type": "null"}],
            },
        },
        "required": ["origin", "moment", "moment_basis", "committed", "suggested"],
        "additionalProperties": False,
    }


def _interval_schema() -> Json:
    return {
        "description": "numbers in the unit of the measure, both ends included; null is open",
        "type": "object",
        "properties": {"low": {"type": ["number", "null"]}, "high": {"type": ["number", "null"]}},
        "required": ["low", "high"],
        "additionalProperties": False,
    }


if __name__ == "__main__":
    sys.stdout.write(encode(json_schema()))
