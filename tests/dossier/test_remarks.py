"""Each warning, by a small mutation of the sound sample; and who pays for them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.analysis.ladder.quantities import is_slip
from kursk_tui.dossier import remarks
from kursk_tui.dossier.check import check
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.remarks import KINDS, Remark, counted, judge_file
from kursk_tui.model import schema
from kursk_tui.store.files import decode
from tests.dossier.cases import CASES, put
from tests.dossier.sample import Data, large, sample, write_sample
from tests.dossier.test_check import FIELDS, JSON, ROWS, UNHURRIED

Told = tuple[str, str | None, str | None, str | None]
Mutation = Callable[[Data], object]


def told(data: Data) -> list[Told]:
    assert check(data, path="f.json") == []
    found = remarks.remarks(data)
    return [(r.kind, r.problem.table, r.problem.id, r.problem.field) for r in found]


def both(*mutations: Mutation) -> Mutation:
    def mutate(data: Data) -> None:
        for mutation in mutations:
            mutation(data)

    return mutate


def add(table: str, **row: Any) -> Mutation:
    return lambda data: data[table].update({str(len(data[table]) + 1): row})


def chapter(id: str = "days", **fields: Any) -> Mutation:
    return add("events", id=id, title="The first days", kind="chapter", **fields)


def merged(id: str, into: str) -> Mutation:
    return add("agents", id=id, name=id.title(), kind="government", merged_into=into)


# The Herald's count of the briefing, and how it tells its 300 wrongly.
OF_BRIEFING = put("claims", "4", "release", "briefing")
MISREADING = both(
    put("claims", "4", "misreads", {"release": "briefing", "how": "hedge"}),
    put("claims", "4", "figure", {"written": "At most 300", "high": 300, "hedge": "at_most"}),
)
SECOND_BRIEFING = add(
    "events",
    id="second-briefing",
    title="Second briefing",
    date="2031-03-06",
    kind="release",
    by="council",
)
OWN = put("claims", "4", "attribution", None)
TURNING_RELEASE = both(SECOND_BRIEFING, put("events", "4", "turning", True))

# mutation, where it is told, words that the line must hold
WARNINGS: dict[str, tuple[Mutation, Told, str]] = {
    "as-of after its page": (
        put("claims", "1", "as_of", "2031-03-06"),
        ("slip", "claims", "gazette-1.1", "as_of"),
        "2031-03-06 lies after the page that asserts it, of 2031-03-04; ",
    ),
    "date after its page": (
        put("claims", "3", "figure.date", "2031-22"),
        ("slip", "claims", "gazette-1.3", "figure.date"),
        "2031-22, lies after the page",
    ),
    "as-of after the last day of a page": (
        both(
            put("sources", "1", "published", "2031-02"),
            put("events", "3", "date", "2031-02"),
            put("claims", "3", "figure.date", "2031-03-01"),
        ),
        ("slip", "claims", "gazette-1.1", "as_of"),
        "2031-03-04 lies after",
    ),
    "page older than its release": (
        put("events", "3", "date", "2031-03-06"),
        ("older than what it tells", "sources", "gazette-1", "published"),
        "is older than the release briefing that it tells in gazette-1.1; ",
    ),
    "own voice of an outlet": (
        OWN,
        ("own voice", "claims", "herald-1.1", "lineage"),
        "is the publisher's own finding, without a note that says so; say lineage unknown",
    ),
    "own voice of an agency": (
        both(OWN, put("agents", "5", "kind", "news agency")),
        ("own voice", "claims", "herald-1.1", "lineage"),
        "",
    ),
    "own voice of an aggregator": (
        both(OWN, put("agents", "5", "kind", "aggregator")),
        ("own voice", "claims", "herald-1.1", "lineage"),
        "",
    ),
    "misreading of a release without a figure": (
        both(
            SECOND_BRIEFING,
            put("claims", "4", "misreads", {"release": "second-briefing", "how": "hedge"}),
        ),
        ("misreading without its release", "claims", "herald-1.1", "misreads.release"),
        "no claim reports a figure from the release second-briefing",
    ),
    "misreading of a number that its release does not have": (
        both(
            OF_BRIEFING, put("claims", "4", "misreads", {"release": "briefing", "how": "measure"})
        ),
        ("misreading without its release", "claims", "herald-1.1", "misreads.release"),
        "stands in no row: no claim of briefing has its number",
    ),
    "misreading that alone tells its release": (
        both(
            SECOND_BRIEFING,
            put("claims", "4", "release", "second-briefing"),
            put("claims", "4", "misreads", {"release": "second-briefing", "how": "hedge"}),
        ),
        ("misreading without its release", "claims", "herald-1.1", "misreads.release"),
        "",
    ),
    "chapter of somebody": (
        chapter(by="council"),
        ("chapter", "events", "days", "by"),
        "a chapter has no author",
    ),
    "chapter that is part of a happening": (
        chapter(part_of="flood"),
        ("chapter", "events", "days", "part_of"),
        "flood is not a chapter",
    ),
    "closed chapter": (chapter(closed=True), ("closed", "events", "days", "closed"), "a chapter"),
    "closed release": (
        put("events", "3", "closed", True),
        ("closed", "events", "briefing", "closed"),
        "a release",
    ),
    "turning point without a figure": (
        TURNING_RELEASE,
        ("turning point", "events", "second-briefing", "turning"),
        "no claim with a figure",
    ),
    "turning point of a statement": (
        both(TURNING_RELEASE, put("claims", "5", "events", ["second-briefing"])),
        ("turning point", "events", "second-briefing", "turning"),
        "",
    ),
    "merged into one that is merged": (
        both(
            merged("board", "water-board"),
            put("agents", "3", "merged_into", "council"),
            put("claims", "4", "attribution", ["council"]),
        ),
        ("merged", "agents", "board", "merged_into"),
        "water-board is itself merged; name council",
    ),
    "claim that names a merged agent": (
        put("agents", "3", "merged_into", "northland"),
        ("merged", "claims", "herald-1.1", "attribution[1]"),
        "water-board is merged; name northland",
    ),
    "one address": (
        both(
            put("sources", "1", "url", "https://news.example/flood?id=1"),
            put("sources", "2", "url", "http://www.news.example/flood/?utm_source=x&id=1"),
        ),
        ("address", "sources", "herald-1", "url"),
        "is also the address of gazette-1",
    ),
}


def test_the_sound_sample_has_none() -> None:
    assert told(sample()) == []
    assert told(large(20, 100)) == []


@pytest.mark.parametrize("name", WARNINGS)
def test_each_warning_is_told_alone_and_at_its_place(name: str) -> None:
    mutate, place, words = WARNINGS[name]
    data = sample()
    mutate(data)
    assert told(data) == [place]
    (remark,) = remarks.remarks(data)
    table, id, field = place[1:]
    line = remark.text("f.json")
    assert line.startswith(f"f.json: table {table}, id {id}, field {field}: warning: ")
    assert words in line
    assert "; " in line


def test_every_kind_has_a_case() -> None:
    assert {place[0] for _, place, _ in WARNINGS.values()} == set(KINDS)


# What is near to a warning and is none.
SILENT: dict[str, Mutation] = {
    "a day's grace": put("claims", "1", "as_of", "2031-03-05"),
    "a month that has begun": put("claims", "1", "as_of", "2031-03"),
    "about a day": put("claims", "1", "as_of", "2031-03-06~"),
    "expected": both(
        put("claims", "1", "as_of", "2031-04"), put("claims", "1", "modality", "expected")
    ),
    "possible": both(
        put("claims", "1", "as_of", "2031-04"), put("claims", "1", "modality", "possible")
    ),
    "denied": both(
        put("claims", "1", "as_of", "2031-04"), put("claims", "1", "modality", "denied")
    ),
    "page without a date": both(
        put("claims", "4", "as_of", "2040"), put("claims", "4", "as_of_basis", "stated")
    ),
    "page with an open end": both(
        put("claims", "1", "as_of", "2040"), put("sources", "1", "published", "2031-03-04/..")
    ),
    "retracted slip": both(
        put("claims", "1", "as_of", "2040"), put("claims", "1", "retracted", "misread")
    ),
    "release of a day later": put("events", "3", "date", "2031-03-05"),
    "release that may be of the page's month": put("events", "3", "date", "2031-03"),
    "release without a date": put("events", "3", "date", None),
    "release after an undated page": both(
        SECOND_BRIEFING, put("claims", "4", "release", "second-briefing")
    ),
    "happening after its page": put("events", "1", "date", "2040"),
    "own voice with a note": both(OWN, put("claims", "4", "note", "The Herald counted.")),
    "own voice unknown": both(OWN, put("claims", "4", "lineage", "unknown")),
    "own voice of a service": both(OWN, put("agents", "5", "kind", "government")),
    "own voice on a date": put("agents", "4", "kind", "aggregator"),
    "own statement without a figure": put("claims", "5", "attribution", None),
    "misreading with its release": both(OF_BRIEFING, MISREADING),
    "chapter in a chapter": both(chapter("first"), chapter("second", part_of="first")),
    "happening in a chapter": both(chapter(), put("events", "1", "part_of", "days")),
    "open chapter": chapter(closed=False),
    "closed happening": put("events", "2", "closed", True),
    "turning point that a figure mentions": put("events", "1", "turning", True),
    "turning point that a date mentions": put("events", "2", "turning", True),
    "turning point that a figure tells": put("events", "3", "turning", True),
    "merged agent": merged("board", "water-board"),
    "two pages of one site": both(
        put("sources", "1", "url", "https://news.example/flood?id=1"),
        put("sources", "2", "url", "https://news.example/flood?id=2"),
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_what_is_near_to_a_warning_is_none(name: str) -> None:
    data = sample()
    SILENT[name](data)
    assert told(data) == []


def test_a_figure_date_and_an_as_of_are_told_each() -> None:
    data = sample()
    data["claims"]["3"].update(as_of="2032", as_of_basis="stated")
    data["claims"]["3"]["figure"]["date"] = "2032-05"
    assert [place[3] for place in told(data)] == ["as_of", "figure.date"]


def test_a_page_is_older_once_for_each_release() -> None:
    data = sample()
    data["sources"]["1"]["published"] = "2031-02"
    data["claims"]["1"].update(as_of=None, as_of_basis=None)
    data["claims"]["3"]["figure"]["date"] = "2031-02"
    assert told(data) == [("older than what it tells", "sources", "gazette-1", "published")]


def test_a_chain_of_merged_agents_names_the_last() -> None:
    data = sample()
    both(merged("one", "two"), merged("two", "three"), merged("three", "council"))(data)
    data["claims"]["4"]["attribution"] = ["one"]
    found = remarks.remarks(data)
    assert [r.problem.hint for r in found] == ["name council"] * 3
    assert counted(found) == {"merged": 3}


def test_a_slip_is_one_for_the_ladder_too() -> None:
    """The comparison and the warning judge alike, on the shipped dossier."""
    path = default_path()
    dossier = Dossier.open(path)
    live = [claim for claim in dossier.claims.values() if claim.retracted is None]
    slips = {claim.id for claim in live if is_slip(dossier, claim)}
    found = {r.problem.id for r in judge_file(path).remarks if r.kind == remarks.SLIP}
    assert found == slips != set()


# ---- beside problems, and anything at all


def test_warnings_are_told_beside_problems() -> None:
    data = sample()
    data["claims"]["1"]["as_of"] = "2040"
    data["agents"]["4"]["kind"] = "paper"
    assert len(check(data, path="f.json")) == 1
    assert [r.kind for r in remarks.remarks(data)] == ["slip"]


@pytest.mark.parametrize("name", CASES)
def test_no_problem_stands_in_their_way(name: str) -> None:
    data = sample()
    CASES[name][0](data)
    for remark in remarks.remarks(data):
        assert remark.text("f.json").isprintable()


def test_hostile_values_can_not_reach_the_terminal() -> None:
    data = sample()
    data["agents"]["3"].update(id="\x1b[2J" + "x" * 9999, merged_into="\x1b]52;c;" + "x" * 9999)
    data["claims"]["4"]["attribution"] = [data["agents"]["3"]["id"]]
    data["sources"]["1"]["url"] = data["sources"]["2"]["url"] = "http://\ud800.example/?\ud800=\x1b"
    (remark,) = remarks.remarks(data)
    assert remark.text("f\x1b.json").isprintable()
    assert len(remark.text("f.json")) < 400


def say(found: list[Remark]) -> None:
    for remark in found:
        assert remark.kind in KINDS
        remark.text("f.json")


@UNHURRIED
@given(st.dictionaries(st.sampled_from([*schema.DOSSIER, "x"]), st.one_of(JSON, ROWS), max_size=5))
def test_any_json_is_looked_at_without_an_exception(data: Any) -> None:
    say(remarks.remarks(data))


@UNHURRIED
@given(st.sampled_from(sorted(schema.DOSSIER)), st.integers(0, 4), st.sampled_from(FIELDS), JSON)
def test_any_value_in_any_field_is_looked_at_without_an_exception(
    table: str, number: int, field: str, value: Any
) -> None:
    data = sample()
    rows = list(data[table].values())
    rows[number % len(rows)][field] = value
    say(remarks.remarks(data))


# ---- files


def test_a_file_is_judged_whole(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    write_sample(path)
    assert judge_file(str(path)) == ([], [])
    data = sample()
    data["events"]["3"]["closed"] = True
    path.write_text(json.dumps(data), "utf-8")
    judged = judge_file(str(path))
    assert (judged.problems, counted(judged.remarks)) == ([], {"closed": 1})
    assert decode(path.read_bytes(), str(path)) == data


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff", b'{"claims": []}'])
def test_a_bad_file_has_problems_and_no_warning(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "f.json"
    path.write_bytes(raw)
    judged = judge_file(str(path))
    assert judged.problems
    assert judged.remarks == []


def test_opening_and_changing_a_dossier_do_not_pay(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from kursk_tui.dossier.dossier import Dossier\n"
        "dossier = Dossier.open(sys.argv[1])\n"
        "dossier.apply(lambda tables: tables.update('scopes', 'town', {'name': 'City'}))\n"
        "assert dossier.reload().scopes['town'].name == 'City'\n"
        "print('kursk_tui.dossier.remarks' in sys.modules, 'urllib.parse' in sys.modules)\n"
        "from kursk_tui.dossier.remarks import judge_file\n"
        "print('kursk_tui.dossier.remarks' in sys.modules)\n"
    )
    path = write_sample(tmp_path / "f.json")
    result = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True
    )
    assert result.stdout.split()[0] == "False"
    assert result.stdout.split()[-1] == "True"
