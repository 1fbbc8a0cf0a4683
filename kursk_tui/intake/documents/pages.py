"""A web page taken apart: its article without menus and banners. Needs the extra `intake`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kursk_tui.intake.documents.decoding import decode_page
from kursk_tui.intake.documents.found import INSTALL, Found, UnreadableError
from kursk_tui.intake.documents.lines import kept, short
from kursk_tui.intake.documents.pagedates import Element, article_data, dated

INCOMPLETE = "is a web page, and the package that reads it is not completely installed"
EMPTY = "is a web page without text"
CONTROLS = "the page holds control characters: \ufffd stands for each"
UNTOLD = "no article could be identified on the page: this is all its text"
CLOSED = "the page says that it is not free to read: the text may end early"

# Less than this of all the words on a page, and it is worth a look what was left out.
_LITTLE = 0.2
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ROW = re.compile(r"\|(.*)\|\s*")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*")
_ITEM = re.compile(r"\s*- (?=\S)")


def read_page(raw: bytes, *, url: str | None, charset: str | None) -> Found:
    """Return what a web page holds.

    `url` is where it came from and `charset` what a server said of it. Raises UnreadableError
    when there is no article in it; what the libraries raise passes through.
    """
    import logging

    logging.disable(logging.CRITICAL)
    try:
        from trafilatura import bare_extraction, html2txt
    except ImportError as error:
        raise UnreadableError(INCOMPLETE, INSTALL) from error
    text, remarks = decode_page(raw, charset)
    tree = _tree(text)
    if _replace_controls(tree):
        remarks = (*remarks, CONTROLS)
    found = bare_extraction(
        tree, url=url, with_metadata=True, include_comments=False, include_tables=True
    )
    body = getattr(found, "text", None)
    title = short(getattr(found, "title", None)) or short(tree.findtext(".//title"))
    lines = list(_lines(body)) if isinstance(body, str) else []
    if not any(line.strip() for line in lines):
        lines = _all_lines(tree) or [html2txt(tree)]
        remarks = (*remarks, UNTOLD)
    if not any(line.strip() for line in lines):
        raise UnreadableError(EMPTY)
    if title is not None and not _begins_with(lines, title):
        lines.insert(0, title)
    paragraphs, cut = kept(lines)
    data = article_data(tree)
    when = dated(tree, data, paragraphs, url)
    share = sum(map(len, paragraphs)) / max(len(html2txt(tree)), 1)
    if share < _LITTLE:
        remarks = (
            *remarks,
            f"only {share:.0%} of the page was taken as its article: check it",
        )
    if data.is_closed:
        remarks = (*remarks, CLOSED)
    if cut:
        remarks = (*remarks, cut)
    address = short(getattr(found, "url", None), 2000) or ""
    return Found(
        title=title,
        outlet=short(getattr(found, "sitename", None)),
        published=when.day,
        published_basis=when.basis,
        authors=_authors(getattr(found, "author", None)) or data.authors,
        language=_language(tree),
        url=address if re.match(r"https?://", address) else None,
        paragraphs=paragraphs,
        remarks=(*remarks, *when.remarks),
    )


def _tree(text: str) -> Element:
    from lxml import etree, html  # type: ignore[import-untyped, unused-ignore]

    # Given as bytes with the encoding said: what the page says of itself was seen to before.
    raw = text.replace("\0", "").encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError(EMPTY) from error


def _replace_controls(tree: Element) -> bool:
    """Put U+FFFD for what XML cannot hold, and return whether there was any.

    A page may hold it by its number; whoever moves such a text within a tree fails.
    """
    has_any = False
    for element in tree.iter():
        for name in ("text", "tail"):
            found = getattr(element, name)
            if found and _CONTROL.search(found):
                setattr(element, name, _CONTROL.sub("\ufffd", found))
                has_any = True
    return has_any


def _lines(body: str) -> Iterator[str]:
    """Return the article's lines without the marks that stand for lists and tables."""
    for line in body.split("\n"):
        if _RULE.fullmatch(line):
            continue
        row = _ROW.fullmatch(line)
        if row:
            cells = [cell.strip() for cell in row[1].split("|")]
            yield " | ".join(cell for cell in cells if cell)
        else:
            yield _ITEM.sub("", line, count=1) if _ITEM.match(line) else line


def _all_lines(tree: Element) -> list[str]:
    """Return the text of every heading, paragraph and item, where no article was found."""
    return [
        " ".join(element.text_content().split())
        for element in tree.xpath("//h1 | //h2 | //h3 | //p | //li[not(.//p)]")
    ]


def _begins_with(lines: list[str], title: str) -> bool:
    wanted = title.casefold()
    return any(" ".join(line.split()).casefold() == wanted for line in lines[:3])


def _authors(found: object) -> tuple[str, ...]:
    names = short(found, 1000) or ""
    return tuple(name for name in (part.strip() for part in names.split(";")) if name)[:20]


def _language(tree: Element) -> str | None:
    for said in (
        *tree.xpath("/html/@lang"),
        *tree.xpath('//meta[@property="og:locale"]/@content'),
        *tree.xpath('//meta[@http-equiv="content-language"]/@content'),
    ):
        code = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", said)
        if code:
            return code[1].lower()
    return None
