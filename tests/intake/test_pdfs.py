"""Paragraphs of a PDF, and PDFs made to break what reads them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kursk_tui.intake.documents import sandbox
from tests.intake.documents import (
    HEADLINE,
    PARAGRAPHS,
    is_opened_or_told,
    is_read_or_told,
    needs_pdfs,
    pdf,
    read,
    refused,
    remarked,
)

PAGES = [
    [
        *("The Quay Report", HEADLINE, "By Ann Lee", "4 March 2025"),
        "The port office said on Monday that at least 40 boats lie in the har-",
        "bour, up from 31 a week before, and that two-",
        "thirds of them are expected to leave when the wind turns south.",
        "Page 1 of 3",
    ],
    [
        *("The Quay Report", "Captains dispute the figure, and one of them counted no more than"),
        *("25 boats.", "Next steps", "The office will count again in the summer, it said.", "2"),
    ],
    ["The Quay Report", "Nobody has counted the boats that lie beyond the pier, it said.", "3"],
]


@needs_pdfs
def test_pdf_lines_become_paragraphs() -> None:
    article = read(pdf(PAGES, "/Title (Microsoft Word - x.doc) /CreationDate (D:20250305101112Z)"))
    assert article.paragraphs == (
        HEADLINE,
        "By Ann Lee",
        "4 March 2025",
        "The port office said on Monday that at least 40 boats lie in the harbour, up from 31 a "
        "week before, and that two-thirds of them are expected to leave when the wind turns "
        "south. Captains dispute the figure, and one of them counted no more than 25 boats.",
        "Next steps",
        "The office will count again in the summer, it said. Nobody has counted the boats that "
        "lie beyond the pier, it said.",
    )
    assert (article.title, article.authors, article.language) == (HEADLINE, ("Ann Lee",), "en")
    assert (article.published, article.published_basis) == ("2025-03-04", "stated")
    assert remarked(article, "6 running heads, feet and page numbers")


@needs_pdfs
def test_day_a_pdf_was_made_is_no_date_of_publication() -> None:
    article = read(pdf([[HEADLINE, PARAGRAPHS[0]]], "/CreationDate (D:20250305101112Z)"))
    assert article.published is None
    assert remarked(article, "made on 2025-03-05")


@needs_pdfs
def test_pdf_of_pictures() -> None:
    assert "no text was found" in refused(pdf([[], []])).what
    packed = pdf([["Forty boats."]]).replace(b"/Length ", b"/Filter /FlateDecode /Length ")
    assert "or damaged" in refused(packed).what
    assert remarked(read(pdf([[HEADLINE], []])), "no text on page 2")


@needs_pdfs
def test_pdf_is_read_up_to_a_page() -> None:
    article = sandbox.open_up("pdf", pdf([["Forty boats."]] * 501), url=None, charset=None)
    assert any("500 of 501 pages" in remark for remark in article.remarks)


@needs_pdfs
def test_pdf_after_some_rubbish_needs_its_name() -> None:
    raw = b"rubbish\n" + pdf([[HEADLINE]])
    assert read(raw, "a.pdf").format == "pdf"
    assert "despite its name" in refused(b"Forty boats.", "a.pdf").what


@needs_pdfs
@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.4\n" + b"1 0 obj <<" * 100_000,
        b"%PDF-1.4\n" + b"[" * 1_000_000,
        b"%PDF-1.7\n" + bytes(range(256)) * 1_000,
        pdf(PAGES)[:400],
        pdf(PAGES).replace(b"/Kids [4 0 R", b"/Kids [2 0 R"),
        pdf(PAGES).replace(b"/Count 3", b"/Count 999999999"),
        pdf(PAGES).replace(b"/Length ", b"/Length -"),
        pdf(PAGES).replace(b"startxref\n", b"startxref\n9"),
        pdf(PAGES).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 2 0 R"),
    ],
    ids=range(10),
)
def test_damaged_pdfs(raw: bytes) -> None:
    assert is_read_or_told(raw)


@needs_pdfs
@given(st.binary(max_size=60), st.integers(0, 2_000), st.integers(0, 80))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_damage_to_a_pdf_is_read_or_one_line(put: bytes, at: int, cut: int) -> None:
    raw = pdf(PAGES)
    assert is_opened_or_told("pdf", raw[:at] + put + raw[at + cut :])
