"""A page as plain blocks, written as Markdown or as one file of HTML.

Headings, paragraphs, lists, tables and a picture: what a word processor keeps when it is pasted.
Every text is escaped by whoever writes the page, so that nothing from a dossier is markup.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from kursk_tui.export.markdown import escaped, table
from kursk_tui.model.addresses import web_address
from kursk_tui.model.text import visible


class Strong(str):
    """A part of a text that stands out."""

    __slots__ = ()


class Link(NamedTuple):
    """A part of a text that leads to an address, where that is surely one of the web."""

    words: str
    address: str


# Parts with a space between them.
Text = tuple[str | Link, ...]


class Heading(NamedTuple):
    """A heading, of level 1 to 3."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """A text."""

    text: Text


class Item(NamedTuple):
    """A text in a list, and texts in a list below it."""

    text: Text
    below: tuple[Text, ...] = ()


class Items(NamedTuple):
    """A list, numbered from 1 or not; on paper a small one takes two columns."""

    items: tuple[Item, ...]
    is_numbered: bool = False
    is_small: bool = False


class Grid(NamedTuple):
    """A table: each row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Picture(NamedTuple):
    """A picture (SVG) and what it is of. A text without a file beside it has none."""

    svg: str
    title: str


Block = Heading | Paragraph | Items | Grid | Picture


# ---- Markdown


def to_markdown(blocks: Iterable[Block], *, picture: str | None = None) -> str:
    """Blocks as Markdown; `picture` is the name of the file beside it that has the picture."""
    texts = ("\n".join(_lines(block, picture)) for block in blocks)
    return "\n\n".join(text for text in texts if text) + "\n"


def _lines(block: Block, picture: str | None) -> list[str]:
    if isinstance(block, Heading):
        return [f"{'#' * block.level} {escaped(block.text)}"]
    if isinstance(block, Paragraph):
        return [_marked(block.text)]
    if isinstance(block, Grid):
        rows = ([_escaped(cell) for cell in row] for row in block.rows)
        return table([escaped(cell) for cell in block.header], rows)
    if isinstance(block, Picture):
        if picture is None:
            return []
        return [f"![{escaped(block.title)}]({quote(picture)})"]
    lines: list[str] = []
    for number, item in enumerate(block.items, 1):
        mark = f"{number}." if block.is_numbered else "-"
        lines.append(f"{mark} {_marked(item.text)}")
        lines += [f"{' ' * len(mark)} - {_marked(text)}" for text in item.below]
    return lines


# The number of a document: without a definition, an address or another bracket it is no link.
_NUMBER = re.compile(r"\\\[(\d+)\\\](?=[ ,.;]|$)")


def _escaped(text: str) -> str:
    """A text for Markdown; the numbers of documents stay as a reader knows them."""
    return _NUMBER.sub(r"[\1]", escaped(text))


def _marked(text: Text) -> str:
    return " ".join(_marked_part(part) for part in text)


def _marked_part(part: str | Link) -> str:
    if isinstance(part, Link):
        address = web_address(part.address)
        if address is None:
            return f"{escaped(part.words)} ({escaped(part.address)})"
        # Between angle brackets an address needs no escapes; it has no bracket of its own.
        return f"[{escaped(part.words)}](<{address}>)"
    return f"**{escaped(part)}**" if isinstance(part, Strong) else _escaped(part)


# ---- HTML

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #555; --rule: #c8c8c8; --link: #0b4fb3;
  --paper: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --soft: #b0b0b0; --rule: #4a4a4a; --link: #8ab8ff; --paper: #161616; }
  svg { filter: invert(0.92) hue-rotate(180deg); }
}
body { background: var(--paper); color: var(--ink); font: 1rem/1.45 system-ui, sans-serif;
  margin: 0 auto; max-width: 52rem; padding: 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 0.6rem; }
h2 { border-bottom: 1px solid var(--rule); font-size: 1.2rem; margin: 1.6rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 1.1rem 0 0.3rem; }
p, ul, ol, table { margin: 0.4rem 0; }
li { margin: 0.25rem 0; }
a { color: var(--link); overflow-wrap: anywhere; }
table { border-collapse: collapse; font-size: 0.9rem; width: 100%; }
th, td { border-bottom: 1px solid var(--rule); padding: 0.2rem 0.6rem 0.2rem 0; text-align: left;
  vertical-align: top; }
th { color: var(--soft); font-weight: 600; }
th:last-child, td:last-child { padding-right: 0; }
@media (max-width: 30rem) { table { font-size: 0.8rem; } }
.picture { margin: 0.2rem 0 0.8rem; overflow-x: auto; }
.picture svg { display: block; height: auto; min-width: 40rem; width: 100%; }
@page { margin: 10mm 12mm; size: A4; }
@media print {
  :root { --ink: #000; --soft: #333; --rule: #bbb; --link: #000; --paper: #fff; }
  svg { filter: none; }
  body { font-size: 7.7pt; line-height: 1.2; max-width: none; padding: 0; }
  h1 { font-size: 14pt; } h2 { font-size: 10pt; margin: 0.5rem 0 0.15rem; }
  h3 { font-size: 8pt; margin: 0.35rem 0 0.05rem; } h2, h3 { break-after: avoid; }
  p, ul, ol, table { margin: 0.15rem 0; } li { margin: 0.05rem 0; }
  table { font-size: 7.5pt; } th, td { padding: 0.05rem 0.5rem 0.05rem 0; }
  tr, li, .picture { break-inside: avoid; }
  .picture { margin: 0.3rem 0; } .picture svg { min-width: 0; }
  .small { columns: 2; font-size: 6.5pt; padding-left: 2.2em; }
}
"""
# Nothing is fetched, run or sent: only this one style is let in.
_POLICY = (
    "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; "
    "frame-src 'none'"
)


def to_html(title: str, blocks: Iterable[Block]) -> str:
    """Blocks as one page that needs nothing else, sealed by a content security policy."""
    hash = b64encode(sha256(STYLE.encode()).digest()).decode()
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(hash=hash)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{_safe(title)}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            *(_tags(block) for block in blocks),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _tags(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{_safe(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{_inline(block.text)}</p>"
    if isinstance(block, Grid):
        head = "".join(f'<th scope="col">{_safe(cell)}</th>' for cell in block.header)
        rows = "\n".join(f"<tr>{_cells(row)}</tr>" for row in block.rows)
        return f"<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    if isinstance(block, Picture):
        # It is wider than a phone: whoever has only keys must be able to move it.
        named = f'role="group" tabindex="0" aria-label="{_safe(block.title)}"'
        # What declares a file to be XML has no place in a page.
        svg = block.svg.partition("?>\n")[2] if block.svg.startswith("<?xml") else block.svg
        caption = f"<p><strong>{_safe(block.title)}</strong></p>"
        return f'{caption}\n<div class="picture" {named}>\n{svg.rstrip()}\n</div>'
    kind = "ol" if block.is_numbered else "ul"
    looks = ' class="small"' if block.is_small else ""
    items = "\n".join(f"<li>{_inline(one.text)}{_below(one.below)}</li>" for one in block.items)
    return f"<{kind}{looks}>\n{items}\n</{kind}>"


def _cells(row: Sequence[str]) -> str:
    return "".join(f"<td>{_safe(cell) or '–'}</td>" for cell in row)


def _below(texts: Sequence[Text]) -> str:
    if not texts:
        return ""
    return "\n<ul>\n" + "\n".join(f"<li>{_inline(text)}</li>" for text in texts) + "\n</ul>\n"


def _inline(text: Text) -> str:
    return " ".join(_inline_part(part) for part in text)


def _inline_part(part: str | Link) -> str:
    if isinstance(part, Link):
        address = web_address(part.address)
        if address is None:
            return f"{_safe(part.words)} ({_safe(part.address)})"
        return f'<a href="{escape(address)}" rel="noreferrer">{_safe(part.words)}</a>'
    return f"<strong>{_safe(part)}</strong>" if isinstance(part, Strong) else _safe(part)


def _safe(text: str) -> str:
    """A text for an element or an attribute: nothing hidden in it, and no markup."""
    return escape(visible(text).strip())
