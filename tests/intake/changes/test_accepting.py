"""A newer text taken for that of a document: one edit, one undo, and both texts are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kursk_tui.dossier import editing
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.texts import Texts
from kursk_tui.intake.changes.accepting import accept
from kursk_tui.intake.changes.compare import compare
from kursk_tui.intake.documents import text_copies
from kursk_tui.model import locators
from kursk_tui.store.errors import DossierError
from tests.dossier.sample import GAZETTE, HARBOUR, sample

NEW = [GAZETTE[0], HARBOUR, "The council said 300 houses stand under water.", GAZETTE[3]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    data = sample()
    data["sources"]["1"]["retrieved"] = "2031-03-05"
    path = tmp_path / "own.json"
    path.write_text(json.dumps(data), "utf-8")
    return path


def taken(path: Path, new: list[str] = NEW, **options: bool) -> editing.Edit:
    dossier = Dossier.open(path)
    folder = path.parent / "texts"
    held = Texts.attach(dossier, folder) if folder.exists() else Texts.none()
    old = held.text_of(dossier.sources["gazette-1"]) or GAZETTE
    moved = compare(dossier, dossier.sources["gazette-1"], old, new).moved
    return accept(
        dossier,
        "gazette-1",
        new,
        moved,
        folder=folder,
        author="ann",
        old=old,
        clock=lambda: "2031-04-01T10:00:00+00:00",
        **options,
    )


def test_the_record_and_the_places_follow(path: Path) -> None:
    taken(path, is_fetched=True)
    dossier = Dossier.open(path)
    source = dossier.sources["gazette-1"]
    assert source.text == (locators.text_fingerprint(NEW), 4)
    assert source.versions == ((locators.text_fingerprint(GAZETTE), "2031-03-05"),)
    assert source.retrieved == "2031-04-01"
    places = {id: claim.locator for id, claim in dossier.claims.items()}
    moved, gone, stayed = (places[f"gazette-1.{n}"] for n in (1, 2, 3))
    assert moved == (3, locators.fingerprint(NEW[2]))
    assert gone == (3, locators.fingerprint(GAZETTE[2]))
    assert stayed == (4, locators.fingerprint(GAZETTE[3]))


def test_of_a_file_nobody_knows_when_it_was_fetched(path: Path) -> None:
    taken(path)
    assert Dossier.open(path).sources["gazette-1"].retrieved is None


def test_both_texts_are_kept_and_found_by_their_fingerprints(path: Path) -> None:
    taken(path)
    folder = path.parent / "texts"
    texts = Texts.attach(Dossier.open(path), folder)
    assert texts.paragraphs("gazette-1") == NEW
    assert (texts.changed, texts.problems) == ({}, [])
    old = folder / f"gazette-1.{locators.text_fingerprint(GAZETTE)[:12]}.txt"
    assert locators.paragraphs(old.read_text("utf-8")) == GAZETTE


def test_one_undo_takes_it_back(path: Path) -> None:
    before = {t: Dossier.open(path).raw_rows(t) for t in ("sources", "claims")}
    taken(path)
    assert editing.undo(Dossier.open(path), author="ann") is not None
    dossier = Dossier.open(path)
    assert {t: dossier.raw_rows(t) for t in before} == before
    texts = Texts.attach(dossier, path.parent / "texts")
    assert texts.text_of(dossier.sources["gazette-1"]) == GAZETTE
    assert texts.changed_text("gazette-1") == NEW


def test_a_place_beyond_the_last_paragraph_is_given_up(path: Path) -> None:
    taken(path, [GAZETTE[0], HARBOUR])
    places = [Dossier.open(path).claims[f"gazette-1.{n}"].locator for n in (1, 2, 3)]
    assert places[1:] == [None, None]


def test_a_text_that_comes_back_is_no_earlier_one(path: Path) -> None:
    taken(path)
    taken(path, GAZETTE)
    source = Dossier.open(path).sources["gazette-1"]
    assert [version.sha256 for version in source.versions] == [locators.text_fingerprint(NEW)]


def test_the_text_that_it_has_is_refused(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(DossierError, match="has this text already"):
        taken(path, GAZETTE)
    assert path.read_bytes() == before
    assert not (path.parent / "texts").exists()


def test_what_is_no_text_is_not_written_over(path: Path) -> None:
    folder = path.parent / "texts"
    folder.mkdir()
    there = folder / "gazette-1.txt"
    there.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(DossierError, match="is no text"):
        text_copies.put_version(folder, "gazette-1", NEW)
    assert there.read_bytes() == b"\xff\xfe\xff"
