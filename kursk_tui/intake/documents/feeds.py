"""A feed that a reader has saved, RSS or Atom: its entries with the text that they carry.

Nothing is fetched, and no entity is expanded: a feed that declares one is refused. Entries that
stand before a damage are kept, and the damage is told.
"""

from __future__ import annotations

import html
import re
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from xml.parsers import expat

from kursk_tui.intake.documents import sandbox
from kursk_tui.intake.documents.bylines import STATED, UNKNOWN
from kursk_tui.intake.documents.decoding import beginning, decode_page
from kursk_tui.intake.documents.lines import kept, short
from kursk_tui.intake.documents.reading import LARGEST_BYTES, NO_DATE, TEXT, Article
from kursk_tui.model import dates
from kursk_tui.model.addresses import web_address
from kursk_tui.store.errors import DossierError

FEED, OPML = "feed", "opml"
MOST_ENTRIES = 5_000
_DEEPEST = 200
# So much of each field is kept; the text of an entry is bounded by that of the file.
_LONGEST = 2_000
_FRAGMENT_SECONDS = 10.0

_WITHIN = 4096
_ROOT = re.compile(
    r"(?>\s+|<\?[^>]*>|<!--.*?-->|<!doctype[^>\[]*(?:\[[^\]]*\])?[^>]*>)*+"
    r"<(?:\w+:)?(?P<root>rss|feed|rdf|opml)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,500}>")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

ONLY_TITLE = "the feed carries only the title of this entry"
ONLY_SUMMARY = "the feed carries only so much: import the address for the whole page"
_DECLARES = "declares entities, which no feed needs and which can be made to fill the memory"
_AS_FILES = "save the pages themselves, and import their folder"
_OF_LIST = "save a feed that it names with your reader, and import that file"
# Shorter than this, what an entry carries is hardly all of a page.
_SHORT = 600


class Entry(NamedTuple):
    """One entry of a feed, as it stands there; `text` is HTML where `is_markup`."""

    title: str | None
    url: str | None
    published: str | None
    authors: tuple[str, ...]
    text: str
    is_markup: bool
    language: str | None
    outlet: str | None


class Feed(NamedTuple):
    """A feed: its title, its entries in their order, and a line about what was not read."""

    title: str | None
    entries: tuple[Entry, ...]
    told: str | None = None


class _RefusedError(Exception):
    """Raised in the parser for what no feed has; its text says what."""


def kind_of(raw: bytes) -> str | None:
    """Whether the first bytes are those of a FEED or of OPML; None for anything else."""
    found = _ROOT.match(beginning(raw, _WITHIN).lstrip("\ufeff"))
    if found is None:
        return None
    return OPML if found["root"].lower() == "opml" else FEED


def read_feed(raw: bytes, name: str) -> Feed:
    """Read a feed from the bytes of a file called `name`.

    Raises DossierError: it is OPML, too long, declares an entity, or is damaged before its first
    entry.
    """
    if kind_of(raw) == OPML:
        what = "is OPML, a list of feeds: none of them is fetched"
        raise DossierError(what, path=name, hint=_OF_LIST)
    if len(raw) > LARGEST_BYTES:
        what = f"is longer than {LARGEST_BYTES // 1_000_000} MB"
        raise DossierError(what, path=name, hint="save the feed with fewer entries")
    text, _ = decode_page(raw, None)
    reading = _Reading()
    told = None
    try:
        # Decoded before, so that it is read as every other page is, whatever it says of itself.
        reading.parser.Parse(text.encode("utf-8", "replace"), True)
    except _RefusedError as error:
        raise DossierError(str(error), path=name, hint=_AS_FILES) from error
    except expat.ExpatError as error:
        if not reading.entries:
            what = f"is damaged at line {error.lineno}: no entry can be read"
            raise DossierError(what, path=name, hint="save it again") from error
        told = f"damaged at line {error.lineno}: what stands after it was not read"
    if len(reading.entries) >= MOST_ENTRIES:
        told = f"more than {MOST_ENTRIES:,} entries: the rest was not read"
    title = _plain(reading.title)
    language = _code(reading.language)
    entries = tuple(
        each._replace(outlet=each.outlet or title, language=each.language or language)
        for each in reading.entries
    )
    return Feed(title, entries, told)


def article_of(entry: Entry, name: str) -> Article:
    """An entry as an article: its title, then the text that it carries, a paragraph each.

    Raises DossierError where it carries nothing, or markup that cannot be read within its limits.
    """
    lines: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    if entry.is_markup and _MARKUP.search(entry.text):
        found = sandbox.take_apart(
            sandbox.FRAGMENT,
            entry.text.encode("utf-8", "replace"),
            name=name,
            url=None,
            charset=None,
            seconds=_FRAGMENT_SECONDS,
        )
        lines, remarks = found.paragraphs, found.remarks
    elif entry.text.strip():
        lines = tuple(entry.text.split("\n"))
    length = sum(map(len, lines))
    if not length:
        remarks = (*remarks, ONLY_TITLE)
    elif length < _SHORT:
        remarks = (*remarks, ONLY_SUMMARY)
    title = entry.title
    is_repeated = title is not None and lines[:1] and lines[0].strip() == title
    paragraphs, cut = kept(lines if title is None or is_repeated else (title, *lines))
    if not paragraphs:
        what = "is an entry without a title and without text"
        raise DossierError(what, path=name, hint="import the address of the page itself")
    remarks = (*remarks, *((cut,) if cut else ()), *(() if entry.published else (NO_DATE,)))
    return Article(
        title=title,
        outlet=entry.outlet,
        published=entry.published,
        published_basis=STATED if entry.published else UNKNOWN,
        authors=entry.authors,
        language=entry.language,
        url=entry.url,
        format=TEXT,
        paragraphs=paragraphs,
        remarks=remarks,
    )


class _Reading:
    """What is told by the parser, put together entry by entry."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.title = ""
        self.language = ""
        self._path: list[str] = []
        # What the entry at hand holds so far, None outside of one; and at which depth it began.
        self._fields: dict[str, list[str]] | None = None
        self._entry_depth = 0
        self._entry_language = ""
        self._is_html: dict[str, bool] = {}
        # Markup that stands in the feed as such and not as text: from which depth on.
        self._markup_depth = 0
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.EntityDeclHandler = self._refuse_entity
        parser.ExternalEntityRefHandler = self._refuse_entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self.parser = parser

    def _refuse_entity(self, *_: object) -> int:
        raise _RefusedError(_DECLARES)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2].lower()
        self._path.append(name)
        depth = len(self._path)
        if depth > _DEEPEST:
            raise _RefusedError("is nested deeper than any feed")
        if self._markup_depth:
            self._put_markup(f"<{name}>")
        elif self._fields is None:
            self._start_outside(name, attributes)
        elif depth == self._entry_depth + 1:
            self._start_field(name, attributes)

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        language = attributes.get("http://www.w3.org/XML/1998/namespace lang", "")
        if name in ("item", "entry") and len(self.entries) < MOST_ENTRIES:
            self._fields, self._entry_depth = {}, len(self._path)
            self._is_html, self._entry_language = {}, language
        elif name == "feed":
            self.language = self.language or language

    def _start_field(self, name: str, attributes: dict[str, str]) -> None:
        assert self._fields is not None
        if name == "link":
            rel = attributes.get("rel", "alternate")
            if rel == "alternate" and attributes.get("href"):
                self._fields.setdefault("link", []).append(attributes["href"])
        type = attributes.get("type", "")
        # What RSS carries is HTML, whatever it says; Atom says what it is.
        is_atom = name in ("content", "summary")
        self._is_html[name] = not is_atom or type not in ("", "text", "text/plain")
        if type == "xhtml":
            self._markup_depth = len(self._path)

    def _end(self, tag: str) -> None:
        depth = len(self._path)
        if self._markup_depth:
            if depth == self._markup_depth:
                self._markup_depth = 0
            else:
                self._put_markup(f"</{self._path[-1]}>")
        elif self._fields is not None and depth == self._entry_depth:
            self.entries.append(self._entry(self._fields))
            self._fields = None
        self._path.pop()

    def _put_markup(self, text: str) -> None:
        if self._fields is not None:
            self._fields.setdefault(self._path[self._entry_depth], []).append(text)

    def _text(self, data: str) -> None:
        if self._fields is None:
            if self._path[-2:] in (["channel", "title"], ["feed", "title"]):
                self.title += data[:_LONGEST]
            elif self._path[-2:] == ["channel", "language"]:
                self.language += data[:_LONGEST]
            return
        inside = self._path[self._entry_depth :]
        if self._markup_depth:
            self._put_markup(html.escape(data))
        elif len(inside) == 1 or inside in (["author", "name"], ["source", "title"]):
            self._fields.setdefault(inside[0], []).append(data)

    def _entry(self, fields: dict[str, list[str]]) -> Entry:
        def said(*names: str) -> str:
            return next((t for name in names if (t := "".join(fields.get(name, ())).strip())), "")

        texts = [name for name in ("encoded", "content", "description", "summary") if said(name)]
        longest = max(texts, key=lambda name: len(said(name)), default="")
        address = said("link", "guid", "id") if "link" in fields else said("guid", "id")
        authors = (short(name, 200) for name in fields.get("creator", fields.get("author", ())))
        return Entry(
            title=_plain(said("title")),
            url=web_address(address),
            published=_day(said("pubdate", "published", "date", "issued", "updated", "modified")),
            authors=tuple(dict.fromkeys(name for name in authors if name)),
            text=said(longest) if longest else "",
            is_markup=self._is_html.get(longest, False),
            language=_code(said("language") or self._entry_language),
            outlet=_plain(said("source")),
        )


def _plain(text: str) -> str | None:
    """A title without the markup that some feeds write into it."""
    return short(_TAG.sub(" ", html.unescape(text[: _LONGEST * 2])), 300)


def _code(text: str) -> str | None:
    found = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", text)
    return found[1].lower() if found else None


def _day(text: str) -> str | None:
    """The day of a date as feeds write it, in the zone that it names itself."""
    found = _DAY.match(text.strip())
    day = found[0] if found else None
    if day is None and text:
        try:
            day = parsedate_to_datetime(text[:_LONGEST]).date().isoformat()
        except (ValueError, TypeError, OverflowError, IndexError):
            return None
    return day if day is not None and dates.is_valid(day) and day >= "1900" else None
