"""Rows made of forms: the same row back, ids by the codebook, and where a claim stands."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.dossier.check import check
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.editing import Change, make
from kursk_tui.dossier.versions import same
from kursk_tui.intake.review.building import (
    build_claim,
    build_record,
    build_source,
    next_claim_id,
    place_of,
)
from kursk_tui.intake.review.forms import (
    CLAIM,
    SOURCE,
    Built,
    Problem,
    claim_draft,
    draft_of,
    source_draft,
)
from kursk_tui.model import locators
from kursk_tui.model.records import Claim, builder
from tests.dossier.sample import GAZETTE, sample
from tests.five import FIVE
from tests.intake.reviewing import PARAGRAPHS, written

SHIPPED = Path(__file__).parents[2] / "data" / "kursk.json"
FORM = {
    "publisher": "gazette",
    "title": "Wet cellars",
    "published": "2031-03-05",
    "published_basis": "stated",
    "kind": "report",
    "language": "en",
}


def source(dossier: Dossier, **changed: str) -> dict[str, Any]:
    made = build_source(dossier, {**FORM, **changed}, paragraphs=PARAGRAPHS)
    assert isinstance(made, Built), made
    return made.row


def holding(*claims: str) -> Dossier:
    """The sample with more claims of the Gazette, told by the end of their ids."""
    data = sample()
    like = {"source": "gazette-1", "statement": "So.", "lineage": "full", "modality": "asserted"}
    for number, end in enumerate(claims, 100):
        data["claims"][str(number)] = {"id": f"gazette-1.{end}", **like}
    return Dossier.from_data(data)


# ---- there and back


@pytest.mark.parametrize("path", [FIVE, SHIPPED], ids=["five", "shipped"])
def test_every_claim_comes_back_as_it_was(path: str) -> None:
    dossier = Dossier.open(path)
    for id, row in dossier.raw_rows("claims").items():
        draft = claim_draft(row)
        assert set(draft) == {field.name for field in CLAIM}
        made = build_claim(dossier, draft, source=row["source"], id=id, before=row)
        assert made == Built(dict(row), ()), id


@pytest.mark.parametrize("path", [FIVE, SHIPPED], ids=["five", "shipped"])
def test_every_source_comes_back_as_it_was(path: str) -> None:
    dossier = Dossier.open(path)
    for id, row in dossier.raw_rows("sources").items():
        draft = source_draft(row)
        assert set(draft) == {field.name for field in SOURCE}
        assert build_source(dossier, draft, before=row) == Built(dict(row), ()), id


def test_a_row_with_fields_left_out_means_the_same() -> None:
    dossier = Dossier.from_data(sample())
    for id, row in dossier.raw_rows("claims").items():
        made = build_claim(dossier, claim_draft(row), source=row["source"], id=id, before=row)
        assert isinstance(made, Built), made
        assert builder(Claim)(made.row) == dossier.claims[id]


def test_what_a_form_does_not_show_stays() -> None:
    dossier = Dossier.from_data(sample())
    row = {**dossier.raw_rows("claims")["herald-1.1"], "retracted": "counted twice"}
    draft = {**claim_draft(row), "statement": "Otherwise."}
    made = build_claim(
        dossier, draft, source="herald-1", id="herald-1.1", place=place_of(("x",), 1), before=row
    )
    assert isinstance(made, Built)
    for field in ("opposes", "locator", "retracted"):
        assert made.row[field] == row[field]
    assert made.row["statement"] == "Otherwise."


def test_what_no_form_asks_for_stays_with_a_claim() -> None:
    dossier = Dossier.from_data(sample())
    kept = {
        "misreads": {"claim": "gazette-1.1", "release": None, "how": "hedge"},
        "proposer": "kursk-tui 0.1.0",
    }
    before = dossier.raw_rows("claims")["herald-1.1"]
    row = {**before, **kept}
    made = build_claim(dossier, claim_draft(row), source="herald-1", id="herald-1.1", before=row)
    assert isinstance(made, Built)
    assert {name: made.row[name] for name in kept} == kept


def test_how_a_figure_was_counted_is_a_field_of_the_form() -> None:
    data = sample()
    data["scopes"]["9"] = {"id": "confirmed", "kind": "counting", "name": "Confirmed"}
    dossier = Dossier.from_data(data)
    row = dossier.raw_rows("claims")["herald-1.1"]
    for text, id in (("conf", "confirmed"), ("+By name", "by-name"), ("", None)):
        draft = {**claim_draft(row), "counting": text}
        made = build_claim(dossier, draft, source="herald-1", id="herald-1.1", before=row)
        assert isinstance(made, Built), made
        assert made.row["scope"].get("counting") == id
    refused = build_claim(
        dossier, {**draft, "counting": "guessed"}, source="herald-1", id="herald-1.1", before=row
    )
    assert refused == [
        Problem("counting", "there is no way of counting 'guessed'; +guessed makes a new one")
    ]


def test_what_no_form_asks_for_stays_with_a_document() -> None:
    dossier = Dossier.from_data(sample())
    kept = {
        "language_basis": "guessed",
        "archived": "https://archive.example/1",
        "retrieved": "2031-04-01",
        "reading": "checked",
        "versions": [{"sha256": "0" * 64, "retrieved": "2031-03-09"}],
    }
    row = {**dossier.raw_rows("sources")["gazette-1"], **kept}
    made = build_source(dossier, source_draft(row), before=row)
    assert isinstance(made, Built)
    assert {name: made.row[name] for name in kept} == kept


def test_a_document_with_its_text_was_read_in_full_and_one_without_was_noted() -> None:
    dossier = Dossier.from_data(sample())
    assert source(dossier)["reading"] == "full"
    noted = build_source(dossier, FORM)
    assert isinstance(noted, Built)
    assert noted.row["reading"] == "registered"


# ---- ids


def test_the_first_claim_of_a_paragraph_has_its_number() -> None:
    dossier = Dossier.from_data(sample())
    assert next_claim_id(dossier, "gazette-1", 7) == "gazette-1.7"
    assert next_claim_id(dossier, "gazette-1", 1) == "gazette-1.1b"
    assert next_claim_id(dossier, "herald-1", 3) == "herald-1.3"


def test_further_claims_of_a_paragraph_get_letters() -> None:
    letters = "bcdefghijklmnopqrstuvwxyz"
    ends, found = ["7"], []
    for _ in range(30):
        id = next_claim_id(holding(*ends), "gazette-1", 7)
        found.append(id.removeprefix("gazette-1.7"))
        ends.append(id.removeprefix("gazette-1."))
    assert found == [*letters, "aa", "ab", "ac", "ad", "ae"]


def test_the_next_free_letter_is_taken() -> None:
    assert next_claim_id(holding("7", "7b", "7d"), "gazette-1", 7) == "gazette-1.7c"
    assert next_claim_id(holding("7b"), "gazette-1", 7) == "gazette-1.7"
    assert next_claim_id(holding("77", "7.b"), "gazette-1", 7) == "gazette-1.7"


def test_without_a_place_they_are_numbered() -> None:
    assert next_claim_id(Dossier.from_data(sample()), "gazette-1", None) == "gazette-1.r1"
    assert next_claim_id(holding("r1", "r2", "r4"), "gazette-1", None) == "gazette-1.r3"


def test_ids_of_claims_are_ids() -> None:
    dossier = holding("7", *(f"7{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"))
    assert re.fullmatch("[a-z0-9][a-z0-9.-]*", next_claim_id(dossier, "gazette-1", 7))


@pytest.mark.parametrize(
    ("published", "basis", "id"),
    [
        ("2031-03-05", "stated", "gazette-2031-03-05"),
        ("2031-03", "inferred", "gazette-2031-03"),
        ("2031-03-05/..", "inferred", "gazette-2031-03-05"),
        ("2031~", "page", "gazette-2031"),
        ("", "unknown", "gazette-undated"),
    ],
)
def test_a_source_is_called_by_publisher_and_date(published: str, basis: str, id: str) -> None:
    found = source(Dossier.from_data(sample()), published=published, published_basis=basis)
    assert found["id"] == id


def test_several_pages_of_a_day_are_numbered(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    for id in ("gazette-2031-03-05", "gazette-2031-03-05-2", "gazette-2031-03-05-3"):
        row = source(dossier)
        assert row["id"] == id
        make(dossier, [Change("sources", id, None, row)], id, author="ann")
        dossier = dossier.reload()


def test_a_new_publisher_comes_with_its_source() -> None:
    dossier = Dossier.from_data(sample())
    made = build_source(dossier, {**FORM, "publisher": "+The Quay Post (outlet)"})
    assert isinstance(made, Built)
    assert made.row["id"] == "the-quay-post-2031-03-05"
    assert made.row["publisher"] == "the-quay-post"
    assert [change.table for change in made.new] == ["agents"]


# ---- texts and places


def test_a_source_has_the_fingerprint_of_its_text() -> None:
    dossier = Dossier.from_data(sample())
    made = build_source(dossier, FORM, paragraphs=tuple(GAZETTE))
    assert isinstance(made, Built)
    assert made.row["text"] == sample()["sources"]["1"]["text"]
    bare = build_source(dossier, FORM)
    assert isinstance(bare, Built)
    assert bare.row["text"] is None


def test_a_source_that_is_edited_keeps_id_and_fingerprint() -> None:
    dossier = Dossier.from_data(sample())
    row = dossier.raw_rows("sources")["gazette-1"]
    made = build_source(
        dossier, {**source_draft(row), "published": "2031-04-01"}, paragraphs=("x",), before=row
    )
    assert isinstance(made, Built)
    assert (made.row["id"], made.row["text"]) == (row["id"], row["text"])


def test_the_place_of_a_paragraph_finds_it_again() -> None:
    for number, text in enumerate(PARAGRAPHS, 1):
        place = place_of(PARAGRAPHS, number)
        assert place == {"paragraph": number, "sha256": locators.fingerprint(text)}


# ---- what is built and what the check says


KEPT = [row for row in sample()["claims"].values() if row.get("figure")]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_one_field_changed_is_a_sound_row_or_told_by_form_or_check(data: st.DataObject) -> None:
    """A form that is read, but makes no sound row, never fails in another way."""
    dossier = Dossier.from_data(sample())
    row = data.draw(st.sampled_from(KEPT))
    draft = claim_draft(row)
    name = data.draw(st.sampled_from(CLAIM)).name
    draft[name] = data.draw(
        st.sampled_from(["", "council", "gazette", "2031", "houses", "town", "flood", "9", "none"])
    )
    made = build_claim(dossier, draft, source=row["source"], id=row["id"], before=row)
    if isinstance(made, list):
        assert made
        return
    tables = sample()
    key = next(key for key, old in tables["claims"].items() if old["id"] == row["id"])
    tables["claims"][key] = made.row
    for problem in islice(check(tables, path="memory"), 5):
        assert problem.table == "claims"
        assert problem.field
        assert "\n" not in problem.text("memory")


# ---- what claims are coded with


@pytest.mark.parametrize("path", [FIVE, default_path()], ids=["five", "shipped"])
@pytest.mark.parametrize("table", ["agents", "scopes", "events", "measures", "identities"])
def test_every_other_record_comes_back_as_it_was(table: str, path: str) -> None:
    dossier = Dossier.open(path)
    assert dossier.raw_rows(table)
    for row in dossier.raw_rows(table).values():
        made = build_record(dossier, table, draft_of(table, row), before=row)
        assert isinstance(made, Built), made
        assert (made.row, made.new) == (row, ())
        # Made anew of the same words it says the same, if under another id.
        again = build_record(dossier, table, {**draft_of(table, row), "id": "anew"})
        assert isinstance(again, Built), again
        assert same({**again.row, "id": row["id"]}, {**row, "merged_into": None}) or (
            table == "identities"
        )


def test_a_name_with_a_comma_is_one_name() -> None:
    dossier = Dossier.from_data(sample())
    row = {**dossier.raw_rows("agents")["council"], "aliases": ["Council, Town"]}
    draft = draft_of("agents", row)
    assert draft["aliases"] == "Council, Town;"
    for text, aliases in (
        ("Council, Town;", ["Council, Town"]),
        ("Council, Town; TC", ["Council, Town", "TC"]),
        ("Council, TC, Council", ["Council", "TC"]),
        ("", []),
    ):
        made = build_record(dossier, "agents", {**draft, "aliases": text}, before=row)
        assert isinstance(made, Built)
        assert made.row["aliases"] == aliases


def test_the_terms_of_a_sum_are_read_with_their_signs() -> None:
    dossier = Dossier.from_data(sample())
    draft = {
        "kind": "ledger",
        "total": "flooded",
        "terms": "gazette-1.1, -herald-1.1",
        "assumption": "No house is counted twice.",
    }
    made = build_record(dossier, "identities", draft)
    assert isinstance(made, Built), made
    assert made.row == {
        "id": "ledger",
        "kind": "ledger",
        "total": {"claim": None, "measure": "flooded", "sign": 1},
        "terms": [
            {"claim": "gazette-1.1", "measure": None, "sign": 1},
            {"claim": "herald-1.1", "measure": None, "sign": -1},
        ],
        "assumption": "No house is counted twice.",
    }
    assert draft_of("identities", made.row) == {**draft, "id": "ledger"}
    refused = build_record(dossier, "identities", {**draft, "total": "gazette-1.1, herald-1.1"})
    assert refused == [Problem("total", "it is one claim, or one measure")]


def test_a_place_has_both_degrees_or_none() -> None:
    dossier = Dossier.from_data(sample())
    draft = {"name": "Quay", "kind": "place", "part_of": "town"}
    made = build_record(dossier, "scopes", draft)
    assert isinstance(made, Built)
    assert (made.row["id"], made.row["point"]) == ("quay", None)
    made = build_record(dossier, "scopes", {**draft, "latitude": "32.76", "longitude": "-0.5"})
    assert isinstance(made, Built)
    assert made.row["point"] == {"latitude": 32.76, "longitude": -0.5}


@pytest.mark.parametrize(
    ("id", "told"),
    [("Quay", "it is not an id"), ("../quay", "it is not an id"), ("town", "already that of")],
)
def test_an_id_that_cannot_be_is_refused(id: str, told: str) -> None:
    dossier = Dossier.from_data(sample())
    made = build_record(dossier, "scopes", {"name": "Quay", "kind": "place", "id": id})
    assert isinstance(made, list)
    assert made[0].field == "id"
    assert told in made[0].what
