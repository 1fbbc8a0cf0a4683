"""Finding the texts of the sources in a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kursk_tui.dossier import texts as texts_module
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.texts import Texts
from kursk_tui.model import locators
from kursk_tui.store.errors import DossierError
from tests.dossier.sample import GAZETTE, HARBOUR, HERALD, sample


@pytest.fixture
def dossier() -> Dossier:
    return Dossier.from_data(sample())


def write(folder: Path, name: str, paras: list[str]) -> Path:
    path = folder / name
    path.write_text("\n\n".join(paras), "utf-8")
    return path


def test_text_is_known_by_its_fingerprint(dossier: Dossier, tmp_path: Path) -> None:
    gazette = write(tmp_path, "b.txt", GAZETTE)
    herald = write(tmp_path, "a.TXT", ["  " + paragraph for paragraph in HERALD])
    (tmp_path / "c.md").write_text("not looked at")
    texts = Texts.attach(dossier, tmp_path)
    assert texts.matched == {"gazette-1": gazette, "herald-1": herald}
    assert texts.problems == []
    assert texts.paragraphs("gazette-1") == GAZETTE
    passage = texts.passage(dossier.claims["gazette-1.1"])
    assert (passage.state, passage.paragraph, passage.text) == ("anchored", 2, GAZETTE[1])
    assert passage.mark is not None
    assert GAZETTE[1][slice(*passage.mark)] == "at least 300"


def test_changed_text_is_known_by_its_paragraphs(dossier: Dossier, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", [GAZETTE[0], HARBOUR, *GAZETTE[1:3]])
    texts = Texts.attach(dossier, tmp_path)
    assert texts.matched == {"gazette-1": path}
    states = [texts.passage(dossier.claims[f"gazette-1.{n}"]).state for n in (1, 2, 3)]
    assert states == ["drifted", "drifted", "orphaned"]
    assert texts.passage(dossier.claims["herald-1.1"]).state == "without a copy"
    assert texts.paragraphs("herald-1") is None


def test_fingerprint_goes_before_shared_paragraphs(dossier: Dossier, tmp_path: Path) -> None:
    newer = write(tmp_path, "a.txt", [*GAZETTE, HARBOUR])
    whole = write(tmp_path, "b.txt", GAZETTE)
    texts = Texts.attach(dossier, tmp_path)
    assert texts.matched == {"gazette-1": whole}
    assert texts.changed == {"gazette-1": newer}
    assert texts.problems == []
    assert texts.changed_text("gazette-1") == [*GAZETTE, HARBOUR]
    assert texts.text_of(dossier.sources["gazette-1"]) == GAZETTE


def test_a_changed_text_is_known_by_its_name(dossier: Dossier, tmp_path: Path) -> None:
    path = write(tmp_path, "gazette-1.txt", [GAZETTE[0], "All of it is said anew."])
    texts = Texts.attach(dossier, tmp_path)
    assert texts.changed == {"gazette-1": path}
    assert texts.text_of(dossier.sources["gazette-1"]) is None
    assert texts.changed_text("herald-1") is None


def test_a_shared_paragraph_makes_no_version_of_a_text(dossier: Dossier, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", [HARBOUR, GAZETTE[1]])
    assert Texts.attach(dossier, tmp_path).changed == {}


def test_an_earlier_version_is_no_changed_text(tmp_path: Path) -> None:
    data = sample()
    old = ["Earlier", *GAZETTE]
    data["sources"]["1"]["versions"] = [{"sha256": locators.text_fingerprint(old)}]
    write(tmp_path, "old.txt", old)
    write(tmp_path, "gazette-1.txt", GAZETTE)
    texts = Texts.attach(Dossier.from_data(data), tmp_path)
    assert (texts.changed, texts.problems) == ({}, [])


def test_most_shared_paragraphs_win_then_the_name(dossier: Dossier, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", GAZETTE[1:2])
    first = write(tmp_path, "b.txt", [*GAZETTE[1:3], HARBOUR])
    write(tmp_path, "c.txt", [HARBOUR, *GAZETTE[1:3]])
    assert Texts.attach(dossier, tmp_path).matched == {"gazette-1": first}


def test_text_of_two_sources_goes_to_the_one_it_shares_more_with(
    dossier: Dossier, tmp_path: Path
) -> None:
    path = write(tmp_path, "a.txt", [HERALD[0], *GAZETTE[1:3]])
    assert Texts.attach(dossier, tmp_path).matched == {"gazette-1": path}


def test_folder_is_required(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="folder of texts can't be read"):
        Texts.attach(dossier, tmp_path / "no")


def test_unreadable_files_are_told_and_left_out(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts_module, "LARGEST_BYTES", 400)
    write(tmp_path, "long.txt", ["x" * 500])
    (tmp_path / "latin\x1b.txt").write_bytes(b"\xe9")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path, "other.txt", [HARBOUR])
    herald = write(tmp_path, "z.txt", HERALD)
    texts = Texts.attach(dossier, tmp_path)
    assert texts.matched == {"herald-1": herald}
    assert all(line.isprintable() for line in texts.problems)
    told = "\n".join(texts.problems)
    for name in ("long.txt", "latin", "gone.txt", "folder.txt", "pipe.txt", "other.txt"):
        assert name in told
    assert len(texts.problems) == 6


def test_without_a_folder_every_claim_is_without_a_copy(dossier: Dossier) -> None:
    texts = Texts.none()
    assert texts.matched == {}
    assert {texts.passage(claim).state for claim in dossier.claims.values()} == {"without a copy"}


def test_paragraphs_are_a_copy(dossier: Dossier, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", HERALD)
    texts = Texts.attach(dossier, tmp_path)
    paras = texts.paragraphs("herald-1")
    assert paras is not None
    paras.clear()
    assert texts.paragraphs("herald-1") == HERALD
