"""The dossier as JSON, and the schemas of its file and of the export."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from kursk_tui.dossier.check import check
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export.dataset import dataset, encode, export_schema, json_schema
from kursk_tui.model import schema
from kursk_tui.model.schema import SCHEMA_VERSION
from kursk_tui.model.text import visible
from tests.dossier.sample import sample
from tests.export.build import NASTY, poisoned, shipped, shipped_rows

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "data" / "kursk.schema.json"
SHIPPED = ROOT / "data" / "kursk.json"

FILE = Draft202012Validator(json_schema())
EXPORT = Draft202012Validator(export_schema())

Data = dict[str, Any]


def problems(validator: Draft202012Validator, data: Any) -> list[str]:
    return [error.json_path for error in validator.iter_errors(data)]


# ---- the export


def test_records_are_those_of_the_file() -> None:
    made, rows = dataset(shipped()), shipped_rows()
    assert list(made) == ["$schema", *schema.DOSSIER]
    assert made["meta"] == as_of_today("meta", rows["meta"]["meta"])
    for name in schema.DOSSIER:
        if name != "meta":
            plain = [
                {field: value for field, value in record.items() if field != "derived"}
                for record in made[name]
            ]
            assert plain == [as_of_today(name, row) for row in rows[name].values()]


def as_of_today(table: str, row: Data) -> Data:
    """A row of a file of version 1 with all that later versions added: nothing is known of it."""
    made = {**schema.empty_row(table), **row}
    if table == "sources":
        read = "full" if row["text"] is not None else "registered"
        made |= {"reading": read, "versions": []}
    elif table == "events":
        made |= {"closed": False, "turning": False}
    elif table == "claims":
        made["scope"] = {"counting": None, **row["scope"]}
    return made


def test_what_claims_come_to() -> None:
    by_id = {record["id"]: record["derived"] for record in dataset(shipped())["claims"]}
    assert by_id["ki-2025-02-27.17c"] == {
        "origin": "nis",
        "moment": "2025-01-13",
        "moment_basis": "said",
        "committed": {"low": 300, "high": None},
        "suggested": {"low": 300, "high": 400},
    }
    assert by_id["digest-2026-02.14d"]["origin"] is None
    assert by_id["digest-2026-02.14d"]["committed"] is None


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_is_kept_and_hides_nothing(nasty: str) -> None:
    dossier = poisoned(nasty)
    text = encode(dataset(dossier))
    assert json.loads(text) == dataset(dossier)
    assert text.isprintable() or all(visible(c) == c for c in text if c != "\n")
    assert {record["statement"] for record in json.loads(text)["claims"]} == {nasty}
    assert problems(EXPORT, json.loads(text)) == []


def test_the_same_bytes_twice() -> None:
    assert encode(dataset(shipped())) == encode(dataset(shipped()))


# ---- the schemas


@pytest.mark.parametrize("made", [json_schema, export_schema])
def test_schemas_are_schemas(made: Callable[[], Data]) -> None:
    Draft202012Validator.check_schema(made())
    assert made()["$id"].startswith("urn:kursk-tui:dossier")
    assert encode(made()) == encode(made())


def test_the_committed_schema_is_what_is_generated() -> None:
    command = [sys.executable, "-m", "kursk_tui.export.dataset"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    assert printed == COMMITTED.read_bytes(), "python -m kursk_tui.export.dataset > the file"
    assert printed.decode() == encode(json_schema())


def test_every_field_is_described() -> None:
    for name, fields in schema.DOSSIER_FILE.items():
        described = json_schema()["$defs"][name]["properties"]
        assert list(described) == [field.name for field in fields]
        for field in fields:
            assert described[field.name]["description"].startswith(field.about)


def test_what_is_shipped_is_valid() -> None:
    assert problems(FILE, json.loads(SHIPPED.read_bytes())) == []
    assert problems(FILE, sample()) == []
    assert problems(EXPORT, json.loads(encode(dataset(shipped())))) == []
    assert problems(EXPORT, dataset(Dossier.from_data(sample()))) == []


def test_the_file_is_no_export_and_the_export_is_no_file() -> None:
    assert problems(EXPORT, sample())
    assert problems(FILE, dataset(Dossier.from_data(sample())))


def _set(table: str, field: str, value: Any) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        row = data[table]["1"]
        *path, last = field.split(".")
        for name in path:
            row = row[name]
        row[last] = value

    return change


def _drop(table: str, field: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        del data[table]["1"][field]

    return change


def _table(name: str, rows: Any) -> Callable[[Data], None]:
    return lambda data: data.update({name: rows})


MUTATIONS: dict[str, Callable[[Data], Any]] = {
    "a missing field": _drop("claims", "statement"),
    "a missing object": _drop("identities", "total"),
    "null where it is required": _set("sources", "title", None),
    "a number for a text": _set("claims", "statement", 5),
    "a text for a number": _set("claims", "figure.low", "300"),
    "true for a number": _set("claims", "figure.low", True),
    "a part of a paragraph": _set("claims", "locator.paragraph", 1.5),
    "paragraph nought": _set("claims", "locator.paragraph", 0),
    "a number beyond all bounds": _set("claims", "figure.low", 1e16),
    "an unknown kind": _set("agents", "kind", "wizard"),
    "an unknown hedge": _set("claims", "figure.hedge", "perhaps"),
    "an unknown version": _set("meta", "schema_version", SCHEMA_VERSION + 1),
    "a field too many": _set("claims", "colour", "red"),
    "a field too many inside": _set("claims", "figure.colour", "red"),
    "no text": _set("claims", "statement", " "),
    "not an id": _set("claims", "id", "Not An Id"),
    "no hash": _set("claims", "locator.sha256", "abc"),
    "no date": _set("claims", "as_of", "13 January"),
    "no period": _set("claims", "scope.within", "Some Time"),
    "a null in a list": _set("claims", "events", [None]),
    "a text for a list": _set("claims", "events", "flood"),
    "no terms": _set("identities", "terms", []),
    "an unknown sign": _set("identities", "total.sign", 2),
    "an unknown table": _table("rumours", {}),
    "a list for a table": _table("claims", []),
    "two rows of meta": lambda data: data["meta"].update({"2": data["meta"]["1"]}),
    "no meta": lambda data: data.pop("meta"),
    "a row key that is no number": lambda data: data["claims"].update(x=data["claims"]["1"]),
    "a row key nought": lambda data: data["claims"].update({"0": data["claims"]["1"]}),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_is_unsound_in_itself_is_not_valid(name: str) -> None:
    data = sample()
    MUTATIONS[name](data)
    assert problems(FILE, data), name
    # The schema forbids nothing that the check lets pass.
    assert check(data, path="memory"), name


def test_what_may_be_null_or_absent_is_valid() -> None:
    data = sample()
    for name, fields in schema.DOSSIER.items():
        for row in data[name].values():
            for field in fields:
                if not field.required:
                    row[field.name] = None
    assert problems(FILE, data) == []


@pytest.mark.parametrize(
    "date",
    [
        *("2025", "2025-01", "2025-01-13", "2025-21", "2025-01~", "2025?", "2025-01%"),
        *("2025-01/2025-03", "2025-10/..", "../2025-10", "2025~/2026?"),
    ],
)
def test_dates_of_the_codebook_are_valid(date: str) -> None:
    data = sample()
    data["claims"]["1"].update(as_of=date)
    data["claims"]["1"]["scope"]["within"] = date
    assert problems(FILE, data) == []
    assert not check(data, path="memory")


@pytest.mark.parametrize(
    "change",
    [
        lambda made: made["claims"][0].pop("derived"),
        lambda made: made["claims"][0]["derived"].pop("origin"),
        lambda made: made["claims"][0]["derived"].update(moment_basis="guessed"),
        lambda made: made["claims"][0]["derived"].update(committed={"low": 1}),
        lambda made: made["claims"][0].update(colour="red"),
        lambda made: made.pop("agents"),
        lambda made: made.update({"$schema": "urn:other"}),
        lambda made: made["meta"].pop("licence"),
    ],
)
def test_an_export_that_is_not_whole_is_not_valid(change: Callable[[Data], Any]) -> None:
    made = dataset(Dossier.from_data(sample()))
    assert problems(EXPORT, made) == []
    change(made)
    assert problems(EXPORT, made)
