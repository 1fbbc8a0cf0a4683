"""Each kind of problem, by one mutation of a sound dossier and the exact place it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kursk_tui.dossier.check import Problem, check, check_file
from kursk_tui.model import schema
from tests.dossier.cases import CASES, Place
from tests.dossier.sample import Data, large, sample, write_sample


def places(data: Data, *, quick: bool = True) -> list[Place]:
    return [(p.table, p.id, p.field) for p in check(data, path="f.json", quick=quick)]


def test_sample_is_sound() -> None:
    assert check(sample(), path="f.json") == []
    assert check(large(20, 100), path="f.json") == []


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize("name", CASES)
def test_each_problem_is_told_alone_and_at_its_place(name: str, quick: bool) -> None:
    mutate, place, words = CASES[name]
    data = sample()
    mutate(data)
    assert places(data, quick=quick) == [place]
    line = check(data, path="f.json")[0].text("f.json")
    assert words in line
    assert line.startswith("f.json: ")
    assert line.isprintable()


def test_all_problems_are_listed_not_only_the_first() -> None:
    data = sample()
    for name in ("closed list", "since", "as of", "hash too short", "release without by"):
        CASES[name][0](data)
    data["claims"]["1"]["likelihood"] = ""
    assert sorted(places(data), key=str) == [
        ("agents", "gazette", "kind"),
        ("claims", "gazette-1.1", "as_of"),
        ("claims", "gazette-1.1", "likelihood"),
        ("claims", "gazette-1.1", "locator.sha256"),
        ("events", "briefing", "by"),
        ("measures", "flooded", "since"),
    ]


def test_rules_still_apply_to_a_row_with_another_problem() -> None:
    data = sample()
    data["claims"]["4"].update(modality="sure", attribution=["herald"])
    assert places(data) == [
        ("claims", "herald-1.1", "modality"),
        ("claims", "herald-1.1", "attribution[0]"),
    ]


def test_optional_fields_may_be_null() -> None:
    data = sample()
    for name, fields in schema.DOSSIER.items():
        for row in data[name].values():
            for field in fields:
                if not field.required:
                    row.setdefault(field.name, None)
    assert check(data, path="f.json") == []
    assert check(data, path="f.json", quick=False) == []


def test_unknown_lineage_may_have_a_chain() -> None:
    data = sample()
    data["claims"]["4"]["lineage"] = "unknown"
    assert check(data, path="f.json") == []


def test_missing_tables_are_empty() -> None:
    assert check({"meta": sample()["meta"]}, path="f.json") == []


def test_notebook_entries_must_not_supersede_in_a_ring() -> None:
    note = {
        "target": "gazette-1.1",
        "kind": "note",
        "body": "See page 2.",
        "author": "ab",
        "created": "2031-03-05T10:00:00Z",
    }
    notes = {
        "1": {"id": "n1", "supersedes": "n3", **note},
        "2": {"id": "n2", "supersedes": "n1", **note},
        "3": {"id": "n3", "supersedes": "n2", **note},
    }
    found = check({"notes": notes}, path="n.json", tables=schema.NOTEBOOK)
    assert [(p.table, p.id, p.field) for p in found] == [("notes", "n1", "supersedes")]
    notes["1"].pop("supersedes")
    assert check({"notes": notes}, path="n.json", tables=schema.NOTEBOOK) == []


def test_a_reference_broken_everywhere_costs_one_search(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def search(id: str, ids: list[str], n: int) -> list[str]:
        calls.append(id)
        return ["gazette"]

    monkeypatch.setattr("difflib.get_close_matches", search)
    data = large(3, 300)
    for row in data["claims"].values():
        row["attribution"] = ["gazete"]
    found = check(data, path="f.json")
    assert len(found) == 300
    assert calls == ["gazete"]
    assert {problem.hint for problem in found} == {"did you mean gazette?"}


def test_hostile_values_can_not_reach_the_terminal() -> None:
    data = sample()
    data["\x1b[2J"] = {}
    data["agents"]["1"]["id"] = "\x1b]52;c;x\x07"
    data["agents"]["4"]["kind"] = "\u202e" + "x" * 1000
    for problem in check(data, path="f.json"):
        assert problem.text("f\x1b.json").isprintable()
        assert len(problem.text("f.json")) < 400


# --- files -------------------------------------------------------------------------------


def test_sound_file(tmp_path: Path) -> None:
    assert check_file(write_sample(tmp_path / "f.json")) == []


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff", b'{"meta": NaN}', b'{"a":' * 10**5])
def test_bad_file_is_one_problem(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "f.json"
    path.write_bytes(raw)
    (problem,) = check_file(str(path))
    assert problem.text(str(path)).startswith(f"{path}: ")


def test_missing_file_is_one_problem(tmp_path: Path) -> None:
    (problem,) = check_file(str(tmp_path / "no.json"))
    assert "can't be read" in problem.what


def test_keys_that_stand_twice_are_found_in_files(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    text = json.dumps(sample())
    text = text.replace('"id": "gazette",', '"id": "gazette", "name": "x", "name": "y",', 1)
    text = text.replace('"hedge": "at_least"', '"hedge": "none", "hedge": "at_least"', 1)
    text = text.replace('"scopes": {', '"scopes": {"3": {"id": "lost"}, ', 1)
    path.write_text('{"agents": {"1": {"id": "x", "id": "y"}}, ' + text[1:], "utf-8")
    found = check_file(str(path))
    assert {(p.table, p.id, p.what.split("'")[1]) for p in found} == {
        (None, None, "agents"),
        (None, None, "id"),  # in an object that its twin replaced
        ("scopes", None, "3"),
        ("agents", "gazette", "name"),
        ("claims", "gazette-1.1", "hedge"),
    }


# --- anything at all ---------------------------------------------------------------------

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["gazette", "gazette-1.1", "flood", "2031-03", "state", "date", "full", ""]),
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)
FIELDS = sorted({field.name for fields in schema.DOSSIER.values() for field in fields})
ROWS = st.dictionaries(
    st.sampled_from(["1", "2", "01", "x"]),
    st.one_of(JSON, st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=8)),
    max_size=3,
)


# No time limits: the machine may be busy.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def both_ways(data: Any) -> list[Problem]:
    found = check(data, path="f.json")
    assert found == check(data, path="f.json", quick=False)
    for problem in found:
        problem.text("f.json")
    return found


@UNHURRIED
@given(st.dictionaries(st.sampled_from([*schema.DOSSIER, "x"]), st.one_of(JSON, ROWS), max_size=5))
def test_any_json_is_checked_without_an_exception(data: Any) -> None:
    assert both_ways(data)


@UNHURRIED
@given(st.sampled_from(sorted(schema.DOSSIER)), st.integers(0, 4), st.sampled_from(FIELDS), JSON)
def test_any_value_in_any_field_is_checked_without_an_exception(
    table: str, number: int, field: str, value: Any
) -> None:
    data = sample()
    rows = list(data[table].values())
    rows[number % len(rows)][field] = value
    both_ways(data)


@UNHURRIED
@given(st.sampled_from(["scope", "figure", "locator", "opposes", "text", "total", "terms"]), JSON)
def test_any_value_inside_an_object_is_checked_without_an_exception(name: str, value: Any) -> None:
    data = sample()
    for table in ("claims", "sources", "identities"):
        for row in data[table].values():
            inner = row.get(name)
            for thing in inner if isinstance(inner, list) else [inner]:
                if isinstance(thing, dict):
                    thing[next(iter(thing))] = value
    both_ways(data)
