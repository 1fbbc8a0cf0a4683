"""Records against the one table of fields, and how rows become records."""

from __future__ import annotations

from typing import Any

import pytest

from kursk_tui.model import records, schema
from kursk_tui.model.records import Claim, ClaimScope, Figure, Source, builder, source_builder

TABLES: dict[str, Any] = {
    "meta": records.Meta,
    "agents": records.Agent,
    "scopes": records.Scope,
    "sources": records.Source,
    "events": records.Event,
    "measures": records.Measure,
    "claims": records.Claim,
    "identities": records.Identity,
    "notes": records.Note,
}
INNER: dict[tuple[str, str], Any] = {
    ("scopes", "point"): records.Point,
    ("sources", "text"): records.Text,
    ("sources", "versions"): records.Version,
    ("claims", "figure"): records.Figure,
    ("claims", "scope"): records.ClaimScope,
    ("claims", "misreads"): records.Misreading,
    ("claims", "opposes"): records.Opposition,
    ("claims", "locator"): records.Locator,
    ("identities", "total"): records.Term,
    ("identities", "terms"): records.Term,
}
ALL = schema.DOSSIER | schema.NOTEBOOK


@pytest.mark.parametrize("table", ALL)
def test_a_record_has_the_fields_of_its_table(table: str) -> None:
    assert set(TABLES[table]._fields) == {field.name for field in ALL[table]}


@pytest.mark.parametrize(("table", "name"), INNER)
def test_an_object_within_a_record_has_its_fields_too(table: str, name: str) -> None:
    field = next(field for field in ALL[table] if field.name == name)
    inner = field.item or field
    assert set(INNER[table, name]._fields) == {field.name for field in inner.fields}


def test_every_object_of_a_dossier_is_a_record() -> None:
    objects = {
        (table, field.name)
        for table, fields in schema.DOSSIER.items()
        for field in fields
        if (field.item or field).type == schema.OBJECT
    }
    assert objects == set(INNER)


def test_what_is_absent_null_or_empty_is_the_default() -> None:
    bare = {"id": "a.1", "source": "a", "statement": "s", "lineage": "full", "modality": "denied"}
    empty = dict.fromkeys(Claim._fields) | bare | {"events": [], "opposes": [], "scope": {}}
    claim = Claim("a.1", "a", "s", "full", "denied")
    assert builder(Claim)(bare) == builder(Claim)(empty) == claim
    assert claim.scope == ClaimScope()


def test_objects_are_records_and_lists_tuples() -> None:
    row = {
        "events": ["flood"],
        "figure": {"written": "300", "low": 300, "high": 300, "hedge": "none"},
        "opposes": [{"claim": "b.1", "how": "denies"}],
    }
    claim = builder(Claim)(row)
    assert claim.events == ("flood",)
    assert claim.figure == Figure("300", 300, 300, "none")
    assert claim.opposes == (records.Opposition("b.1", "denies", None),)


@pytest.mark.parametrize(
    ("row", "reading"),
    [
        ({}, "registered"),
        ({"text": {"sha256": "0", "paragraphs": 1}}, "full"),
        ({"text": {"sha256": "0", "paragraphs": 1}, "reading": "checked"}, "checked"),
        ({"reading": "checked"}, "checked"),
    ],
)
def test_a_document_of_version_1_with_a_text_was_read_in_full(
    row: dict[str, object], reading: str
) -> None:
    source: Source = source_builder()(row)
    assert source.reading == reading
