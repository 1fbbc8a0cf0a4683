"""What the cells of a row come to as fields of a claim."""

from __future__ import annotations

from typing import Any

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.tables.cells import Cells, phrase_of
from kursk_tui.intake.tables.mapping import OWN
from kursk_tui.intake.tables.names import Names, RefusedError
from kursk_tui.words.flat import own_cells
from tests.five import FIVE

ONE = "ki-2025-02-27.17c"
# What a row tells besides a figure, its measure and its document.
TOLD = {"origin": "NIS", "population": "North Korean troops", "as_of": "13 January 2025"}


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier.open(FIVE)


def cells(dossier: Dossier, *columns: str) -> Cells:
    return Cells(Names(dossier, {}), columns)


def as_told(dossier: Dossier) -> dict[str, str]:
    """The claim's cells as our own table has them, by their fields."""
    own = own_cells(dossier.claims[ONE])
    texts = {
        field: " ".join(own[name]) if isinstance(own[name], list) else own[name]
        for field, name in OWN.items()
    }
    return {field: str(text) for field, text in texts.items() if text}


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ({"figure": "some 300", "low": "1"}, "some 300"),
        ({"low": "100", "high": "300"}, "100 to 300"),
        ({"low": "100"}, "at least 100"),
        ({"high": "300"}, "up to 300"),
        ({"low": "5", "high": "5"}, "5"),
        ({}, ""),
    ],
)
def test_a_phrase_is_told_or_made_of_its_bounds(values: dict[str, str], written: str) -> None:
    assert phrase_of(values) == written


def test_a_row_makes_a_whole_claim_but_for_its_id(dossier: Dossier) -> None:
    row = cells(dossier).claim(TOLD, "at least 300", "Killed", "ki-2025-02-27")
    assert {name: value for name, value in row.items() if value} == {
        "source": "ki-2025-02-27",
        "statement": "National Intelligence Service: at least 300 North Korean troops killed.",
        "attribution": ["nis"],
        "lineage": "full",
        "modality": "asserted",
        "measure": "killed",
        "figure": {"written": "at least 300", "low": 300, "high": None, "hedge": "at_least"},
        "scope": {"population": "dprk-troops", "place": None, "counting": None, "within": None},
        "as_of": "2025-01-13",
        "as_of_basis": "stated",
    }


@pytest.mark.parametrize(
    ("values", "chain", "lineage"),
    [
        ({}, [], "unknown"),
        ({"origin": "The Kyiv Independent"}, [], "full"),
        ({"origin": "NIS"}, ["nis"], "full"),
        ({"chain": "Kyiv Independent; Yonhap, NIS, NIS"}, ["yonhap", "nis"], "full"),
        ({"origin": "officials"}, ["officials"], "partial"),
        ({"origin": "NIS, via Yonhap"}, ["yonhap", "nis"], "full"),
        ({"origin": "Kyiv Independent, citing NIS"}, ["nis"], "full"),
        ({"origin": "NIS", "chain": "Yonhap"}, ["yonhap", "nis"], "full"),
        ({"origin": "NIS", "chain": "NIS via Yonhap"}, ["yonhap", "nis"], "full"),
        ({"origin": "NIS", "lineage": "Partial"}, ["nis"], "partial"),
    ],
)
def test_a_chain_is_told_from_the_publisher_on(
    dossier: Dossier, values: dict[str, str], chain: list[str], lineage: str
) -> None:
    row = cells(dossier).claim(values, "300", "killed", "ki-2025-02-27")
    assert (row["attribution"], row["lineage"]) == (chain, lineage)


def test_a_statement_is_ours_while_it_follows_from_the_fields(dossier: Dossier) -> None:
    found = cells(dossier)
    row = found.claim(TOLD, "300", "killed", "ki-2025-02-27")
    assert found.is_ours(row)
    assert not found.is_ours({**row, "statement": "As the NIS told it."})
    assert not found.is_ours({**row, "lineage": "unknown", "attribution": []})
    assert not found.is_ours({**row, "figure": None})


def test_cells_that_nobody_touched_change_nothing(dossier: Dossier) -> None:
    assert cells(dossier, *OWN).changes(ONE, as_told(dossier)) == {}


@pytest.mark.parametrize(
    ("cell", "changes"),
    [
        ({"note": "'=seen"}, {"note": "=seen"}),
        ({"chain": ""}, {"attribution": []}),
        ({"release": ""}, {"release": None}),
        ({"events": "losses museum"}, {"events": ["losses", "museum"]}),
        ({"as_of": "2025-01-13"}, {"as_of": "2025-01-13", "as_of_basis": "stated"}),
        (
            {"population": "", "within": "Recapture of Kursk"},
            {"scope": {"population": None, "place": None, "within": "recapture"}},
        ),
        (
            {"high": "400", "hedge": "between"},
            {"figure": {"written": "at least 300", "low": 300, "high": 400, "hedge": "between"}},
        ),
    ],
)
def test_a_touched_cell_gives_its_field(
    dossier: Dossier, cell: dict[str, str], changes: dict[str, Any]
) -> None:
    assert cells(dossier, *OWN).changes(ONE, as_told(dossier) | cell) == changes


def test_without_columns_for_its_bounds_a_figure_is_read(dossier: Dossier) -> None:
    found = cells(dossier, "id", "figure").changes(ONE, {"figure": "up to 310"})
    assert found == {"figure": {"written": "up to 310", "low": None, "high": 310, "hedge": "up_to"}}


def test_an_origin_alone_replaces_the_chain_where_it_is_another(dossier: Dossier) -> None:
    found = cells(dossier, "id", "origin")
    assert found.changes(ONE, {"origin": "National Intelligence Service"}) == {}
    assert found.changes(ONE, {"origin": "HUR"}) == {"attribution": ["hur"], "lineage": "full"}


def test_a_claim_stays_in_its_document(dossier: Dossier) -> None:
    with pytest.raises(RefusedError, match="stays in its document"):
        cells(dossier, "id", "source").changes(ONE, {"source": "joongang-2026-02-10"})
