"""The language of a document that is taken in: found, told with its doubts, and never a default."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.texts import Texts
from kursk_tui.intake.documents.reading import read_bytes
from kursk_tui.intake.documents.tongues import NO_FIGURES, language_of
from kursk_tui.intake.review import queue as queues
from kursk_tui.intake.review import taking
from kursk_tui.intake.review.drafting import document_draft
from kursk_tui.intake.review.session import Review
from tests.five import FIVE
from tests.intake.foreign.world import dossier
from tests.model.languages.test_detecting import TEXTS


def test_the_text_tells_its_language_and_no_remark_is_needed() -> None:
    assert language_of(None, [TEXTS["uk"]]) == ("uk", ())
    assert language_of("uk-UA", [TEXTS["uk"]]) == ("uk-UA", ())


def test_the_text_goes_before_what_a_page_says_of_itself() -> None:
    code, remarks = language_of("en", [TEXTS["ko"]])
    assert code == "ko"
    assert remarks == ("the document says of itself that it is in English, its text is in Korean",)


def test_what_a_page_says_holds_where_its_text_is_too_short() -> None:
    code, (remark,) = language_of("de", ["Kurz."])
    assert code == "de"
    assert "too short" in remark


def test_nobody_says_and_nothing_tells() -> None:
    code, (remark,) = language_of(None, ["Kurz."])
    assert code is None
    assert "write its code" in remark
    code, (remark,) = language_of(None, [TEXTS["fr"], TEXTS["de"]])
    assert code is None
    assert "more than one language" in remark


@pytest.mark.parametrize("language", ["cs", "hu", "tr"])
def test_a_language_without_a_table_is_told(language: str) -> None:
    code, remarks = language_of(None, [TEXTS[language]])
    assert code == language
    assert remarks[-1].endswith(NO_FIGURES)


def test_a_doubt_is_told_with_the_language() -> None:
    text = "Etter flommen i dalen ble tretti funnet, og han sa at det ikke er vann igjen på veien."
    code, remarks = language_of(None, [text])
    assert code in ("no", "da", None)
    assert remarks


@pytest.mark.parametrize("language", ["uk", "ko", "ar", "en"])
def test_plain_text_and_pages_have_their_language(language: str) -> None:
    text = TEXTS[language]
    assert read_bytes(text.encode(), name="a.txt").language == language
    page = f"<html lang='en'><body><article><p>{text}</p><p>{text}</p></article></body></html>"
    pytest.importorskip("trafilatura")
    found = read_bytes(page.encode(), name="a.html")
    assert found.language == language
    assert any("says of itself" in line for line in found.remarks) == (language != "en")


def test_the_draft_of_a_document_is_in_no_language_that_nobody_found() -> None:
    short = read_bytes(b"40 boats", name="a.txt")
    assert document_draft(dossier(), short)["language"] == ""


# ---- in the review


def reviewed(folder: Path, text: str) -> Review:
    path = folder / "own.json"
    copyfile(FIVE, path)
    opened = Dossier.open(path)
    article = read_bytes(text.encode(), name="a.txt")
    made = taking.enqueue(
        opened, taking.take(opened, Texts.none(), article), str(folder / "queues")
    )
    review = Review(
        opened, queues.load(made.path), author="ann", texts=str(folder / "texts"), key=str
    )
    review.set("publisher", "yonhap")
    review.set("title", "A page")
    return review


def test_a_language_that_a_program_found_is_guessed(tmp_path: Path) -> None:
    review = reviewed(tmp_path, TEXTS["uk"])
    assert review.draft["language"] == "uk"
    review.accept()
    source = review.dossier.sources[review.queue.source or ""]
    assert (source.language, source.language_basis) == ("uk", "guessed")
    assert [item.proposal.figure.hedge for item in review.queue.items] == ["at_least", "none"]


def test_a_language_that_a_reader_writes_is_found_and_read(tmp_path: Path) -> None:
    review = reviewed(tmp_path, "Загинули щонайменше 310 солдатів.")
    assert (review.draft["language"], review.queue.items) != ("uk", ())
    review.set("language", "uk")
    review.accept()
    source = review.dossier.sources[review.queue.source or ""]
    assert (source.language, source.language_basis) == ("uk", "found")
    (item,) = review.queue.items
    assert (item.proposal.figure.written, item.proposal.measure) == ("щонайменше 310", "killed")


def test_a_phrase_that_is_mended_is_read_in_its_language(tmp_path: Path) -> None:
    review = reviewed(tmp_path, TEXTS["uk"])
    review.accept()
    review.set("written", "понад сорок")
    assert (review.draft["hedge"], review.draft["low"], review.draft["high"]) == (
        "more_than",
        "40",
        "",
    )


def test_a_statement_is_in_english_whatever_the_page_is_in(tmp_path: Path) -> None:
    text = f"{TEXTS['uk']}\n\nЗагинули кілька десятків людей. Загинули кілька солдатів."
    review = reviewed(tmp_path, text)
    review.accept()
    told = []
    for _ in review.queue.items:
        told.append(review.draft["statement"])
        review.move(1)
    assert "Yonhap, naming nobody: dozens of persons killed." in told
    assert "Yonhap, naming nobody: a few persons killed." in told
    review.set("written", "кілька тисяч")
    assert "thousands of persons" in review.draft["statement"]
