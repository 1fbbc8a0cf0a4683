"""From a file, standard input or fetched bytes to an article: its paragraphs and what dates it.

What a document is, its content says before its name. Plain text is read here. A web page or a
PDF is taken apart by a process of its own (see `apart`), with a limit on time and memory: such
files come from anywhere, and the libraries that read them were not written for enemies.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from kursk_tui.intake.documents import bylines, decoding, heads, sandbox
from kursk_tui.intake.documents.found import INSTALL, can_import
from kursk_tui.intake.documents.lines import kept
from kursk_tui.intake.documents.tongues import language_of
from kursk_tui.model.vocabulary import PublishedBasis
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import os_error

LARGEST_BYTES = 20_000_000

HTML = "html"
PDF = "pdf"
TEXT = "text"

NO_DATE = "no date of publication was found: give it, or leave the source undated"

_NEEDS = {HTML: "trafilatura", PDF: "pypdf"}
_CALLED = {HTML: "a web page", PDF: "a PDF"}
# A PDF may have a little rubbish before it, but then something else must say that it is one.
_PDF_WITHIN = 1024
_PAGE_WITHIN = 4096
# Atomic and possessive: comments by the hundred must not be tried in every combination.
_PAGE_START = re.compile(
    r"(?>\s+|<!--.*?-->|<\?xml[^>]*>)*+"
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,400})?/?>", re.IGNORECASE)
# What people try and what cannot be read, by how it begins.
_OTHERS = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
)
_SAVE_AS_TEXT = "save the text of the article as a .txt file in UTF-8, a paragraph a line"


class Article(NamedTuple):
    """A document as read, before anything is claimed of it.

    `published` is an EDTF day or None, `published_basis` one of `vocabulary.PUBLISHED_BASES`:
    stated (the article's own data or dateline), page (only the page around it), unknown.
    `language` is a code such as `en`, None where none could be told. `format` is html, pdf or
    text. `paragraphs` are what `locators.paragraphs` finds in them again when they are written one
    a line. `remarks` are single lines that a reader should know before relying on it.
    `outlet_words` and `published_words` are what a guess of a plain text rests on. Nothing here is
    safe to print as it is: the text is somebody else's.
    """

    title: str | None
    outlet: str | None
    published: str | None
    published_basis: PublishedBasis
    authors: tuple[str, ...]
    language: str | None
    url: str | None
    format: str
    paragraphs: tuple[str, ...]
    remarks: tuple[str, ...]
    outlet_words: str | None = None
    published_words: str | None = None


def read_file(path: str | os.PathLike[str]) -> Article:
    """Read an article from a file of at most LARGEST_BYTES.

    Raises DossierError: it can't be read, is no regular file, or as `read_bytes` does.
    """
    name = os.fspath(path)
    try:
        # Not even opened otherwise: a pipe would wait for a writer.
        if Path(name).exists() and not Path(name).is_file():
            raise DossierError("is not a regular file", path=name, hint="name a file")
        with Path(name).open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise os_error(name, error, "can't be read") from error
    except ValueError as error:  # A name that no system has: with a NUL, say.
        raise DossierError("is not a file name", path=name, hint="check the name") from error
    return read_bytes(raw, name=name)


def read_bytes(
    raw: bytes,
    *,
    name: str,
    content_type: str | None = None,
    url: str | None = None,
    charset: str | None = None,
) -> Article:
    """Read an article from bytes; `name` (a path, a URL, "standard input") is for errors.

    `content_type` and `charset` are what a server said. Content goes before both and before
    the ending of `name`, except that a declared charset goes before one guessed.

    Raises DossierError: too large, empty, no text that can be told from rubbish, damaged,
    encrypted, without text, over the limit of time or memory; or a web page or a PDF while
    the extra that reads it is not installed, and then the hint is the line to install it.
    """
    if len(raw) > LARGEST_BYTES:
        what = f"is longer than {LARGEST_BYTES // 1_000_000} MB"
        raise DossierError(what, path=name, hint="save the article alone, as text")
    if not raw.strip():
        raise DossierError("is empty", path=name, hint=_SAVE_AS_TEXT)
    format = _format(raw, name, content_type)
    if format == TEXT:
        return _read_text(raw, name, url, charset)
    if not can_import(_NEEDS[format]):
        what = f"is {_CALLED[format]}, and the package that reads it is not installed"
        raise DossierError(what, path=name, hint=INSTALL)
    found = sandbox.take_apart(format, raw, name=name, url=url, charset=charset)
    if not found.paragraphs:
        raise DossierError("holds no text of an article", path=name, hint=_SAVE_AS_TEXT)
    remarks = found.remarks if found.published else (*found.remarks, NO_DATE)
    language, told = language_of(found.language, found.paragraphs)
    return Article(
        title=found.title,
        outlet=found.outlet,
        published=found.published,
        published_basis=found.published_basis,
        authors=found.authors,
        language=language,
        url=url or found.url,
        format=format,
        paragraphs=found.paragraphs,
        remarks=(*remarks, *told),
    )


def _format(raw: bytes, name: str, content_type: str | None) -> str:
    """Return what the bytes are. Raises DossierError for what is known to be none of them."""
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a URL is no path
    declared = (content_type or "").partition(";")[0].strip().lower()
    bare = raw[:_PDF_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n\f\0")
    is_called_pdf = ending == ".pdf" or declared == "application/pdf"
    if bare.startswith(b"%PDF-") or (is_called_pdf and b"%PDF-" in raw[:_PDF_WITHIN]):
        return PDF
    for magic, what in _OTHERS:
        if raw.startswith(magic):
            raise DossierError(f"is {what}", path=name, hint=_SAVE_AS_TEXT)
    start = decoding.beginning(raw, _PAGE_WITHIN)
    if _PAGE_START.match(start):
        return HTML
    is_called_page = ending in (".html", ".htm", ".xhtml") or "html" in declared
    if is_called_page and _TAG.search(start):
        return HTML
    if is_called_pdf:
        raise DossierError("is not a PDF, despite its name", path=name, hint=_SAVE_AS_TEXT)
    if decoding.is_binary(raw):
        raise DossierError("is not text, a web page or a PDF", path=name, hint=_SAVE_AS_TEXT)
    return TEXT


def _read_text(raw: bytes, name: str, url: str | None, charset: str | None) -> Article:
    text, remarks = decoding.decode_text(raw, charset)
    paragraphs, cut = kept(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    if not paragraphs:
        raise DossierError("is empty", path=name, hint=_SAVE_AS_TEXT)
    found = bylines.dateline(paragraphs)
    outlet = heads.outlet(paragraphs)
    if cut:
        remarks = (*remarks, cut)
    if outlet is not None:
        remarks = (*remarks, f"its outlet is guessed from {outlet.where}: {outlet.name}")
    if found.day is None:
        remarks = (*remarks, NO_DATE)
    language, told = language_of(None, paragraphs)
    return Article(
        title=bylines.title(paragraphs),
        outlet=outlet.name if outlet is not None else None,
        published=found.day,
        published_basis=found.basis,
        authors=_persons(bylines.authors(paragraphs), outlet),
        language=language,
        url=url,
        format=TEXT,
        paragraphs=paragraphs,
        remarks=(*remarks, *told),
        outlet_words=outlet.words if outlet is not None else None,
        published_words=bylines.words_of_day(paragraphs, found.day),
    )


def _persons(names: tuple[str, ...], outlet: heads.Outlet | None) -> tuple[str, ...]:
    """The names of a byline without its outlet."""
    if outlet is None:
        return names
    found = []
    for name in names:
        if name.casefold().endswith(outlet.name.casefold()):
            name = name[: len(name) - len(outlet.name)].rstrip(" ,|-–—")
            name = re.sub(r"\s+(?:of|for|in)(?: the)?$", "", name, flags=re.IGNORECASE)
        found.append(name)
    return tuple(name for name in found if name)
