"""From bytes of any kind to an article, and never to a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kursk_tui.intake.documents import decoding, lines, reading
from kursk_tui.intake.documents.reading import Article, read_file
from kursk_tui.model import locators
from kursk_tui.store.errors import DossierError
from tests.intake.documents import HEADLINE, PARAGRAPHS, is_read_or_told, read, refused

TEXT = "\n\n".join((HEADLINE, "By Ann Lee and Bo Park", "4 March 2025", *PARAGRAPHS))


def test_plain_text_gives_the_paragraphs_that_a_copy_has(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    article = read_file(path)
    assert list(article.paragraphs) == locators.paragraphs(TEXT)
    assert article.published_words == "4 March 2025"
    assert article._replace(paragraphs=(), published_words=None) == Article(
        HEADLINE, None, "2025-03-04", "stated", ("Ann Lee", "Bo Park"), "en", None, "text", (), ()
    )


def test_encodings() -> None:
    sentence = "Ångström’s boats: 40"
    for raw in (
        sentence.encode(),
        sentence.encode("utf-8-sig"),
        sentence.encode("utf-16"),
        "\ufeff".encode("utf-16-be") + sentence.encode("utf-16-be"),
    ):
        article = read(raw)
        assert article.paragraphs == (sentence,)
        assert decoding.GUESSED not in article.remarks
    guessed = read(sentence.encode("cp1252"))
    assert guessed.paragraphs == (sentence,)
    assert decoding.GUESSED in guessed.remarks


def test_declared_charset_goes_before_a_guess_but_not_before_sound_utf8() -> None:
    assert read("Львів".encode("koi8-u"), charset="KOI8-U").paragraphs == ("Львів",)
    assert read("Львів".encode(), charset="iso-8859-1").paragraphs == ("Львів",)
    assert read(b"Lviv 40", charset="punycode").paragraphs == ("Lviv 40",)
    assert read(b"Lviv 40", charset="no such thing; \x00").paragraphs == ("Lviv 40",)
    damaged = read(b"Lviv \xff\xfe 40", charset="utf-8")
    assert decoding.DAMAGED in damaged.remarks


def test_nul_and_breaks_go_and_all_else_stays() -> None:
    article = read(
        b"a\x00b\x1b[31m \xe2\x80\xae c\tend\r\n\r\n\x00\n \n second\rthird of some length"
    )
    assert article.paragraphs == ("ab\x1b[31m \u202e c\tend", " second", "third of some length")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        (b"PK\x03\x04rest", "zip"),
        (b"{\\rtf1 x}", "rich text"),
        (b"\x89PNG\r\n", "picture"),
        (bytes(range(256)) * 4, "not text"),
        ("plain text".encode("utf-16-le"), "not text"),
        (b"x" * (reading.LARGEST_BYTES + 1), "longer than 20 MB"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, what: str) -> None:
    assert what in refused(raw).what


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path / "missing.txt", tmp_path, pipe, Path("a\0b")):
        with pytest.raises(DossierError) as caught:
            read_file(path)
        assert caught.value.hint


def test_long_text_is_cut_off_with_a_remark() -> None:
    article = read(b"one line\n" + b"x" * (lines.LARGEST_TEXT_BYTES + 10))
    assert lines.CUT in article.remarks
    assert sum(len(p) + 1 for p in article.paragraphs) == lines.LARGEST_TEXT_BYTES
    many = read(b"a\n" * (lines.LARGEST_TEXT_BYTES // 2 + 1))
    assert lines.CUT in many.remarks


@pytest.mark.parametrize(
    "unit",
    [
        b"x",
        b" ",
        b"2025-01-",
        b"by A ",
        b"<!-- -->",
        b"<!--",
        b"1 March ",
        b"(",
        b"-",
        b"<p",
        b"\xc3",
    ],
)
def test_a_line_of_a_megabyte_is_a_paragraph(unit: bytes) -> None:
    article = read(b"A. " + unit * (1_000_000 // len(unit)) + b".")
    assert len(article.paragraphs) == 1


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.pdf", "https://a/b"]))
@example(b"\xef\xbb\xbf\xef\xbb\xbfa", "a.txt")
@example(b"\xff\xfe\x00\xd8a\x00", "a.txt")
@settings(deadline=None)
def test_any_bytes_are_an_article_or_one_line(raw: bytes, name: str) -> None:
    # A process for each of hundreds would take minutes: pages and PDFs have tests below.
    if reading_format(raw, name) in ("text", None):
        assert is_read_or_told(raw, name)


def reading_format(raw: bytes, name: str) -> str | None:
    """The format without the process that would be started for it, hundreds of times."""
    try:
        return reading._format(raw, name, None)
    except DossierError:
        return None
