"""Invented documents for the tests of reading: web pages, and PDFs written by hand."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from kursk_tui.intake.documents import sandbox
from kursk_tui.intake.documents.found import UnreadableError
from kursk_tui.intake.documents.reading import Article, read_bytes
from kursk_tui.model import locators
from kursk_tui.store.errors import DossierError

PARAGRAPHS = (
    "The port office said on Monday that at least 40 boats lie in the harbour, up from 31 a "
    "week before, and that more are expected when the wind turns to the south.",
    "Captains dispute the figure. One of them counted no more than 25 boats on Tuesday morning "
    "and called the number of the office a guess made from a warm room.",
    "Nobody has counted the boats that lie beyond the pier, said the master of the ferry, who "
    "passes them twice a day and has asked the office for years to send somebody.",
    "The office answered that its count rests on the fees that were paid, and that whoever does "
    "not pay a fee is, as far as the office is concerned, not in the harbour.",
)
HEADLINE = "Harbour count rises to forty boats"


def needs(*modules: str) -> pytest.MarkDecorator:
    """Skip where the extra that reads web pages or PDFs is not installed."""
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    reason = f"{', '.join(missing)} not installed: pip install 'kursk-tui[intake]'"
    return pytest.mark.skipif(bool(missing), reason=reason)


needs_pages = needs("trafilatura", "lxml_html_clean", "htmldate")
needs_pdfs = needs("pypdf")


def without(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    """Make modules look as if they were not installed."""
    for module in modules:
        monkeypatch.setitem(sys.modules, module, None)


def page(
    head: str = "",
    *,
    beside: str = "",
    top: str = "",
    body: str | None = None,
    title: str = HEADLINE,
) -> bytes:
    """A page with menu, banner and footer; `beside` stands below the title, `top` above all."""
    text = "".join(f"<p>{p}</p>\n" for p in PARAGRAPHS) if body is None else body
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title} | The Quay Post</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Quay Post">
{head}</head><body>
<header>{top}<nav><ul><li><a href="/">Home</a></li><li><a href="/b">Boats</a></li></ul></nav>
</header>
<div class="cookie-banner"><p>We and our 412 partners use cookies. Accept all cookies?</p></div>
<main><article><h1>{title}</h1>{beside}
{text}</article></main>
<aside><h3>Most read</h3><ul><li><a href="/1">Ferry late again</a></li></ul></aside>
<footer><p>Copyright The Quay Post 2019. Subscribe to our newsletter.</p></footer>
</body></html>""".encode()


def pdf(pages: list[list[str]], info: str = "", count: int | None = None) -> bytes:
    """A PDF of pages of lines; `info` goes into its document information as it is."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    listed = len(pages) if count is None else count
    objects.append(b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {listed} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(pages):
        shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
        content = f"BT /F1 12 Tf 14 TL 60 780 Td\n{shown}ET".encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects.append(f"<< {info} >>".encode("latin-1"))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(out)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def read(raw: bytes, name: str = "a document", **said: str) -> Article:
    return read_bytes(raw, name=name, **said)


def refused(raw: bytes, name: str = "a document", **said: str) -> DossierError:
    with pytest.raises(DossierError) as caught:
        read(raw, name, **said)
    assert caught.value.path == name
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    return caught.value


def holds(paragraphs: tuple[str, ...]) -> bool:
    """Whether paragraphs, written one a line, are found again."""
    written = "\n".join(paragraphs)
    return locators.paragraphs(written.encode().decode()) == list(paragraphs)


def is_read_or_told(raw: bytes, name: str = "a document") -> bool:
    """Whether bytes are an article that holds, or end in a line that says what to do."""
    try:
        article = read(raw, name)
    except DossierError as error:
        return bool(error.hint) and "\n" not in str(error)
    return holds(article.paragraphs) and "\n" not in (article.title or "")


def is_opened_or_told(format: str, raw: bytes) -> bool:
    """The same within this process, and so without a second for each."""
    try:
        return holds(sandbox.open_up(format, raw, url=None, charset=None).paragraphs)
    except UnreadableError as error:
        return bool(error.hint)


def remarked(article: Article, words: str) -> bool:
    return any(words in remark for remark in article.remarks)
