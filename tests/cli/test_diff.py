"""diff: what it prints of a changed text, what it takes, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kursk_tui.dossier import samples
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.texts import Texts
from kursk_tui.intake.documents import text_copies
from kursk_tui.words.changes import NO_OLD_TEXT, SAME
from tests.cli.running import Result, called
from tests.dossier.sample import GAZETTE, sample

DROPPED = [p.replace("at least 300", "300") for p in GAZETTE]

Run = Callable[..., Result]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(sample()), "utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "old.txt").write_text("\n".join(GAZETTE), "utf-8")
    return path


@pytest.fixture
def run(own: Path) -> Run:
    return lambda *words: called("-d", str(own), *words)


def written(folder: Path, paragraphs: list[str]) -> str:
    path = folder / "newer.txt"
    path.write_text("\n".join(paragraphs), "utf-8")
    return str(path)


def test_a_changed_article_shows_its_dropped_hedge(run: Run, tmp_path: Path) -> None:
    newer = written(tmp_path, ["Subscribe", *DROPPED])
    texts = str(tmp_path / "texts")
    result = run("diff", "gazette-1", newer, "--texts", texts, "--format", "json")
    assert result.status == 0
    (row,) = json.loads(result.out)
    assert row == {
        "change": "hedge dropped",
        "was": "at least 300",
        "now": "300",
        "claims": ["gazette-1.1"],
        "measure": "flooded",
        "paragraph": 2,
        "now_paragraph": 3,
        "was_sentence": GAZETTE[1],
        "now_sentence": DROPPED[1],
    }
    assert result.err == "1 change, 1 claim concerned\n"


def test_without_the_old_text_claims_are_compared_and_it_is_said(run: Run, tmp_path: Path) -> None:
    result = run("diff", "gazette-1", written(tmp_path, DROPPED))
    assert "hedge dropped\tat least 300\t300\tgazette-1.1" in result.out
    assert NO_OLD_TEXT in result.err


def test_the_copy_that_was_kept_is_the_old_text(run: Run, tmp_path: Path) -> None:
    text_copies.put(text_copies.default_folder(), "gazette-1", GAZETTE)
    result = run("diff", "gazette-1", written(tmp_path, DROPPED))
    assert (result.status, result.err) == (0, "1 change, 1 claim concerned\n")


def test_nothing_that_matters_ends_with_1(run: Run, tmp_path: Path) -> None:
    newer = written(tmp_path, ["Home", "Share", *GAZETTE, "Read more"])
    result = run("diff", "gazette-1", newer, "--texts", str(tmp_path / "texts"))
    assert (result.status, result.err) == (1, f"{SAME}\n")


def test_accepting_is_undone_by_one_undo(run: Run, own: Path, tmp_path: Path) -> None:
    texts = str(tmp_path / "texts")
    newer = written(tmp_path, ["Home", *DROPPED])
    result = run("diff", "gazette-1", newer, "--texts", texts, "--accept")
    assert result.status == 0
    assert result.err.endswith("; a newer text of gazette-1, the old one is kept\n")
    dossier = Dossier.open(own)
    assert len(dossier.sources["gazette-1"].versions) == 1
    place = dossier.claims["gazette-1.1"].locator
    assert place is not None
    assert place.paragraph == 3
    assert Texts.attach(dossier, texts).paragraphs("gazette-1") == ["Home", *DROPPED]
    assert run("diff", "gazette-1", newer, "--texts", texts).status == 1
    assert run("edits", "undo").status == 0
    assert Dossier.open(own).sources["gazette-1"].versions == ()
    again = run("diff", "gazette-1", newer, "--texts", texts)
    assert (again.status, again.err) == (0, "1 change, 1 claim concerned\n")


def test_what_comes_with_the_program_is_compared_and_not_changed(tmp_path: Path) -> None:
    newer = written(tmp_path, GAZETTE)
    path = samples.path_of("derna")
    source = next(iter(Dossier.open(path).sources))
    before = Path(path).read_bytes()
    assert called("-d", path, "diff", source, newer).status in (0, 1)
    result = called("-d", path, "diff", source, newer, "--accept")
    assert (result.status, result.out) == (2, "")
    assert "comes with the program" in result.err
    assert Path(path).read_bytes() == before


@pytest.mark.parametrize("words", [("nobody", "{newer}"), ("gazette-1", "{newer}.gone")])
def test_what_is_not_there_is_told_in_a_line(
    run: Run, tmp_path: Path, words: tuple[str, str]
) -> None:
    newer = written(tmp_path, GAZETTE)
    result = run("diff", *(word.format(newer=newer) for word in words))
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
