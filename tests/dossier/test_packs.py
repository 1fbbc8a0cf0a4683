"""Starter packs: sound, alone and together; and what is said of one that is not."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

from kursk_tui.dossier import packs
from kursk_tui.dossier.beginning import Beginning, begin
from kursk_tui.dossier.check import decode_and_check
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.remarks import remarks
from kursk_tui.model.dates import DateError
from kursk_tui.store.errors import DossierError


def begun(tmp_path: Path, wanted: Beginning) -> Dossier:
    """A dossier that was begun, opened."""
    path = tmp_path / "new.json"
    path.write_text(begin(wanted, str(path)), encoding="utf-8")
    return Dossier.open(str(path))


def test_there_are_packs_for_the_usual_counts() -> None:
    assert packs.names() == (
        *("budget", "casualties", "crowd", "disaster", "displacement", "epidemic", "forces"),
    )


@pytest.mark.parametrize("name", packs.names())
def test_a_pack_alone_makes_a_sound_dossier_without_remarks(name: str, tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    path.write_text(begin(Beginning("A flood", packs=(name,)), str(path)), encoding="utf-8")
    data, problems = decode_and_check(str(path))
    assert problems == []
    assert list(remarks(data)) == []
    dossier = Dossier.open(str(path))
    assert len(dossier.measures) > 2
    for measure in dossier.measures.values():
        assert measure.cues or measure.basis == "date", measure.id


@pytest.mark.parametrize("pair", combinations(packs.names(), 2))
def test_packs_can_be_combined(pair: tuple[str, str], tmp_path: Path) -> None:
    dossier = begun(tmp_path, Beginning("A flood", packs=pair))
    for name in pair:
        for table, rows in packs.read(name).rows.items():
            assert {row["id"] for row in rows} <= set(getattr(dossier, table))


def test_what_a_pack_needs_comes_with_it(tmp_path: Path) -> None:
    assert {"killed", "displaced", "rescued", "event-date"} <= set(
        begun(tmp_path, Beginning("A flood", packs=("disaster",))).measures
    )


def test_a_dossier_begins_with_its_title_its_places_and_its_span(tmp_path: Path) -> None:
    wanted = Beginning(" A  flood ", places=("Derna", "Libya"), span="2023-09-10/2023-12")
    dossier = begun(tmp_path, wanted)
    assert dossier.meta.title == "A flood"
    assert dossier.meta.summary == "A flood: what documents say."
    assert [(s.kind, s.name) for s in dossier.scopes.values()] == [
        ("place", "Derna"),
        ("place", "Libya"),
    ]
    (chapter,) = dossier.events.values()
    assert (chapter.kind, chapter.date) == ("chapter", "2023-09-10/2023-12")
    assert list(dossier.measures) == ["event-date"]


# Each is said after a number: "spoke of 300 killed". None begins with a finite verb or a clause.
SAID_AFTER_A_NUMBER = frozenset(
    (
        *("killed or wounded", "killed", "wounded", "missing", "detained", "affected", "rescued"),
        *("taking part", "there at one time", "covered by the crowd", "in costs", "budgeted"),
        *("pledged", "spent", "of the budget", "buildings destroyed or damaged", "in damage"),
        *("buildings destroyed", "buildings damaged", "driven from their homes", "gone abroad"),
        *("evacuated", "in shelters", "back home", "cases", "deaths", "recovered", "in hospital"),
        *("new cases a day", "of cases ending in death", "vaccinated", "sent", "out of action"),
        *("present", "vehicles and guns lost"),
    )
)


def test_the_names_of_measures_follow_a_number() -> None:
    rows = packs.rows_of(packs.names())["measures"].values()
    assert {row["name"] for row in rows if row["basis"] != "date"} == SAID_AFTER_A_NUMBER


def test_two_dossiers_of_one_title_are_two() -> None:
    ids = {
        json.loads(begin(Beginning(title), "x"))["meta"]["1"]["id"]
        for title in ("Потоп", "Потоп", "A flood", "A flood")
    }
    assert len(ids) == 4


def test_a_pack_of_ones_own_is_a_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'title = "Bees"\nneeds = ["crowd"]\n'
        '[[measures]]\nid = "hives"\nname = "hives"\nunit = "hives"\nbasis = "stock"\n',
        encoding="utf-8",
    )
    assert {"hives", "attendance"} <= set(
        begun(tmp_path, Beginning("Bees", packs=(str(own),))).measures
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("title = ", "is no TOML"),
        ("claims = []", "is no part of a pack"),
        ("measures = 3", "is no list of records"),
        ("needs = 3", "must be texts"),
        ('[[measures]]\nname = "x"', "has no id"),
        ('[[measures]]\nid = "x"\nname = "x"\nunit = "x"\nbasis = "odd"', "basis"),
        ('[[measures]]\nid = "x"\nname = "x"\nunit = "x"\nbasis = "stock"\nhue = 1', "hue"),
        ('[[measures]]\nid = "killed"\nname = "x"\nunit = "x"\nbasis = "stock"', "another one"),
    ],
)
def test_a_pack_that_is_wrong_is_refused_in_a_line(text: str, what: str, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(DossierError, match=what) as refused:
        begin(Beginning("x", packs=("casualties", str(own))), "new.json")
    assert len(str(refused.value).splitlines()) == 1


def test_an_unknown_pack_is_told_which_there_are() -> None:
    with pytest.raises(DossierError, match=r"nix: is no pack; packs are budget, casualties"):
        begin(Beginning("x", packs=("nix",)), "new.json")


def test_a_span_that_is_no_date_and_an_empty_title_are_refused() -> None:
    with pytest.raises(DateError, match="soon"):
        begin(Beginning("x", span="soon"), "new.json")
    with pytest.raises(DossierError, match="needs a title"):
        begin(Beginning(" "), "new.json")
