"""The article of a web page, what dates it, and pages made to break what reads them."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kursk_tui.intake.documents import reading, sandbox
from tests.intake.documents import (
    HEADLINE,
    PARAGRAPHS,
    is_opened_or_told,
    is_read_or_told,
    needs_pages,
    page,
    read,
    remarked,
)

START = b"<!doctype html><html><head><title>A title of a page</title></head><body>"
JSON_LD = '<script type="application/ld+json">{}</script>'.format


def linked(**fields: object) -> str:
    return JSON_LD(json.dumps({"@graph": [{"@type": "NewsArticle", **fields}]}))


METADATA = '<meta property="article:published_time" content="2025-03-04T23:30:00+09:00">'
DATED_TWICE = linked(datePublished="2025-03-04", dateModified="2025-03-09")


@needs_pages
def test_page_without_its_furniture() -> None:
    article = read(page('<meta name="author" content="Ann Lee">'), url="https://quay.example/a")
    assert article.paragraphs == (HEADLINE, *PARAGRAPHS)
    assert (article.title, article.outlet, article.authors) == (
        *(HEADLINE, "The Quay Post"),
        ("Ann Lee",),
    )
    assert (article.language, article.format, article.url) == (
        *("en", "html"),
        "https://quay.example/a",
    )
    assert (article.published, article.published_basis) == (None, "unknown")
    assert reading.NO_DATE in article.remarks


@needs_pages
@pytest.mark.parametrize(
    ("head", "beside", "top", "day", "basis"),
    [
        (METADATA, "", "", "2025-03-04", "stated"),
        (DATED_TWICE, "", "March 11, 2025", "2025-03-04", "stated"),
        ("", "<p class='byline'>By Ann Lee | 4 March 2025</p>", "", "2025-03-04", "stated"),
        ("", "<time datetime='2025-03-04'>last week</time>", "", "2025-03-04", "stated"),
        ("", "", "<span>Tuesday, March 4, 2025</span>", "2025-03-04", "page"),
        ('<meta property="article:modified_time" content="2025-03-04">', "", "", None, "unknown"),
        ("", "<p>Updated 4 March 2025</p>", "", None, "unknown"),
        (JSON_LD("{broken"), "", "", None, "unknown"),
        (JSON_LD("[" * 50_000), "", "", None, "unknown"),
        (JSON_LD('{"@type": 3, "datePublished": {}}'), "", "", None, "unknown"),
        (linked(datePublished=["4 March 2025"]), "", "", "2025-03-04", "stated"),
        (linked(datePublished="soon"), "", "", None, "unknown"),
    ],
)
def test_what_dates_a_page(head: str, beside: str, top: str, day: str | None, basis: str) -> None:
    found = sandbox.open_up("html", page(head, beside=beside, top=top), url=None, charset=None)
    assert (found.published, found.published_basis) == (day, basis)


@needs_pages
def test_a_day_in_running_text_dates_nothing_and_one_in_the_address_the_page() -> None:
    body = "<p>On 23 October 2024 the office, says its clerk, counted boats for the first time "
    body += f"and nobody asked for it.</p><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
    assert read(page(body=body)).published is None
    found = read(page(body=body), url="https://quay.example/2025/03/04/boats")
    assert (found.published, found.published_basis) == ("2025-03-04", "page")


@needs_pages
def test_remarks_on_a_page() -> None:
    closed = read(page(linked(isAccessibleForFree=False, author=[{"name": "Ann Lee"}])))
    assert remarked(closed, "not free to read")
    assert closed.authors == ("Ann Lee",)
    several = linked(datePublished="2025-03-04") + linked(datePublished="2025-03-06")
    assert remarked(read(page(several)), "2025-03-06")
    odd = read(START + b"<p>Half &#xD800; of a pair and a bell &#x7; stand in this page.</p>")
    # Older parsers leave such characters out themselves.
    assert " ".join(odd.paragraphs[-1].replace("\ufffd", "").split()) == (
        "Half of a pair and a bell stand in this page."
    )
    assert remarked(odd, "control characters") == ("bell \ufffd" in odd.paragraphs[-1])
    bare = read(START + b"<footer><p>Forty boats.</p></footer>")
    assert bare.paragraphs == ("A title of a page", "Forty boats.")
    assert remarked(bare, "no article could be identified")


@needs_pages
@pytest.mark.parametrize(
    ("codec", "meta", "header"),
    [
        ("cp1251", '<meta charset="windows-1251">', None),
        ("cp1251", "", "windows-1251"),
        ("koi8-u", '<meta charset="utf-8">', "koi8-u"),
        ("utf-16", '<meta charset="utf-16">', None),
        ("utf-8", "", None),
    ],
)
def test_charset_of_a_page(codec: str, meta: str, header: str | None) -> None:
    text = "Порт каже, що в гавані стоїть щонайменше 40 човнів, і чекає на нові. " * 3
    source = f"<html><head>{meta}<title>Гавань</title></head><body><p>{text}</p></body></html>"
    found = sandbox.open_up("html", source.encode(codec), url=None, charset=header)
    assert text.strip() in found.paragraphs


@needs_pages
def test_content_decides_the_format() -> None:
    assert read(b"  <!-- x -->\n<!DOCTYPE html><p>Forty boats.</p>", "a.txt").format == "html"
    assert read(b"<b>Forty</b> boats lie there", "a.html").format == "html"
    assert read(b"Forty boats lie there.", "a.html").format == "text"
    assert read(b"<b>Forty</b> boats lie there", content_type="text/plain").format == "text"
    assert read(b"<b>40</b> boats", content_type="text/html; charset=x").format == "html"


@needs_pages
def test_tables_and_lists_keep_their_text_only() -> None:
    rows = "<table><tr><th>Day</th><th>Boats</th></tr><tr><td>Mon</td><td>40</td></tr></table>"
    items = "<ul><li>Boats that pay a fee to the office</li><li>Boats that do not</li></ul>"
    body = f"<p>{PARAGRAPHS[0]}</p>{rows}{items}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    found = read(page(body=body)).paragraphs
    assert {"Day | Boats", "Mon | 40", "Boats that do not"} <= set(found)
    assert found.index(PARAGRAPHS[0]) < found.index("Mon | 40") < found.index(PARAGRAPHS[1])


@needs_pages
@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 10_000 + b"Forty boats. " * 20,
        b"<p>Forty boats." + b"<b>" * 10_000,
        b"<p>" + b"word " * 200_000,
        b"<p>" + b" " * 1_000_000 + b"x",
        b"<p>" + b"2025-01-" * 120_000,
        b"<p " + b"a=b " * 250_000 + b">x</p>",
        b"<" * 300_000,
        b"<!--" * 200_000,
        b"<table>" + b"<tr><td>1</td><td>2</td></tr>" * 10_000,
        b"<h1>T</h1>" + b"<time>x</time>" * 10_000,
        b"<p>Half &#xD800; of a pair, &#0; and \x00 and &#x1b;[31m in a text of an article.</p>",
        b'<script type="application/ld+json">' + b'{"a":' * 50_000 + b"</script><p>Boats.</p>",
    ],
    ids=range(12),
)
def test_hostile_pages(body: bytes) -> None:
    assert is_read_or_told(START + body)


@needs_pages
@given(st.text(alphabet="<>/p!-&;#\0\ud800 ahdivtable=\"'{}[]:01", max_size=300))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_page_is_read_or_one_line(body: str) -> None:
    assert is_opened_or_told("html", START + body.encode("utf-8", "surrogatepass"))
