"""The folder of texts: whole files, for their owner alone, never over another text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.texts import Texts
from kursk_tui.intake.documents import text_copies as shelf
from kursk_tui.intake.documents.lines import kept
from kursk_tui.model import locators
from kursk_tui.store.errors import DossierError
from tests.dossier.sample import GAZETTE, HERALD, sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "share" / "kursk-tui" / "texts"


def refused(folder: Path, id: str, paragraphs: list[str]) -> str:
    with pytest.raises(DossierError) as caught:
        shelf.put(folder, id, paragraphs)
    assert caught.value.hint
    return str(caught.value)


def test_default_folder() -> None:
    at = shelf.default_folder
    assert at({"XDG_DATA_HOME": "/x", "HOME": "/h"}) == "/x/kursk-tui/texts"
    assert at({"HOME": "/h"}) == "/h/.local/share/kursk-tui/texts"
    assert at({"XDG_DATA_HOME": "relative", "HOME": "/h"}) == "/h/.local/share/kursk-tui/texts"
    assert at({}) == str(Path.home() / ".local/share/kursk-tui/texts")


def test_what_is_put_is_found_again(folder: Path) -> None:
    path = shelf.put(folder, "gazette-1", GAZETTE)
    assert path == folder / "gazette-1.txt"
    assert path.read_text("utf-8") == "".join(f"{paragraph}\n" for paragraph in GAZETTE)
    assert shelf.put(str(folder), "herald-1", HERALD) == folder / "herald-1.txt"
    texts = Texts.attach(Dossier.from_data(sample()), folder)
    assert texts.paragraphs("gazette-1") == GAZETTE
    assert texts.paragraphs("herald-1") == HERALD
    assert texts.problems == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_files_and_folders_are_for_their_owner(folder: Path, tmp_path: Path) -> None:
    path = shelf.put(folder, "gazette-1", GAZETTE)
    assert path.stat().st_mode & 0o777 == 0o600
    for made in (folder, folder.parent, folder.parent.parent):
        assert made.stat().st_mode & 0o777 == 0o700


def test_same_text_again_is_left_as_it_is(folder: Path) -> None:
    path = shelf.put(folder, "gazette-1", GAZETTE)
    path.write_text("\n\n".join(f"  {paragraph}" for paragraph in GAZETTE), "utf-8")
    before = path.stat()
    assert shelf.put(folder, "gazette-1", GAZETTE) == path
    assert path.stat() == before


def test_another_text_is_never_replaced(folder: Path) -> None:
    path = shelf.put(folder, "gazette-1", GAZETTE)
    assert "holds another text already" in refused(folder, "gazette-1", HERALD)
    assert path.read_text("utf-8").startswith(GAZETTE[0])
    path.write_bytes(b"\xff")
    assert "another text" in refused(folder, "gazette-1", GAZETTE)
    path.unlink()
    path.mkdir()
    assert "another text" in refused(folder, "gazette-1", GAZETTE)


def test_a_link_is_not_followed_to_a_new_file(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "gazette-1.txt").symlink_to(tmp_path / "elsewhere")
    assert "another text" in refused(folder, "gazette-1", GAZETTE)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("id", ["", "../a", "a/b", ".a", "A", "a b", "a\n", "ä", "/a"])
def test_ids_are_ids(folder: Path, id: str) -> None:
    assert "is not the id of a source" in refused(folder, id, GAZETTE)
    assert not folder.exists()


@pytest.mark.parametrize(
    "paragraphs", [[], [""], ["a", " "], ["a\nb"], ["a\rb"], ["\ufeffa"], ["a\ud800"]]
)
def test_what_would_not_be_read_back_is_refused(folder: Path, paragraphs: list[str]) -> None:
    assert "nothing was written" in refused(folder, "a", paragraphs)
    assert not folder.exists()


def test_long_texts_and_names(folder: Path) -> None:
    assert "longer than 5 MB" in refused(folder, "a", ["x" * 5_000_000])
    assert "can't be written" in refused(folder, "a" * 300, GAZETTE)


def test_failing_disk_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", fail)
        assert "can't be written" in refused(folder, "gazette-1", GAZETTE)
    assert [path.name for path in folder.iterdir() if not path.name.endswith(".lock")] == []


@given(st.lists(st.text(max_size=30), max_size=8))
def test_kept_lines_are_paragraphs(raw: list[str]) -> None:
    paragraphs, cut = kept(raw)
    assert cut is None
    text = "".join(f"{paragraph}\n" for paragraph in paragraphs)
    assert locators.paragraphs(text.encode().decode()) == list(paragraphs)
