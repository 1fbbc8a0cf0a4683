"""The day a web page was published, and whether the article says so or only the page around it.

A page is full of days: of the visit, of the last change, of other articles. Taken as stated is
what the article's own data call its publication, or a day printed beside its title. What is left
to find is the page's. Needs the extra `intake`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kursk_tui.intake.documents import bylines
from kursk_tui.intake.documents.bylines import PAGE, STATED, UNKNOWN
from kursk_tui.intake.documents.lines import short
from kursk_tui.model.vocabulary import PublishedBasis

# lxml has no types; an element of a page is this.
Element = Any

_PUBLISHED = frozenset(
    (
        *("article:published_time", "article:published", "og:published_time"),
        *("og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued"),
        *("dcterms.date", "dcterms.created", "dcterms.issued", "parsely-pub-date"),
        *("sailthru.date", "pubdate", "pub_date", "publishdate", "publish-date", "publish_date"),
        *("publication_date", "publicationdate", "citation_publication_date"),
        *("cxenseparse:recs:publishtime", "article.published", "iso-8601-publish-date"),
    )
)
_CHANGED = frozenset(
    (
        *("article:modified_time", "og:updated_time", "datemodified", "last-modified"),
        *("dcterms.modified", "dc.date.modified", "lastmod", "article.updated", "revised"),
    )
)
_ARTICLE_TYPE = re.compile(r"(?:article|report|posting|blogpost|review)$", re.IGNORECASE)
_DATE_NAME = re.compile(r"date|time|publish|posted|byline|meta|info", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_IN_ADDRESS = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)")

_MOST_NODES = 20_000
_MOST_ELEMENTS = 200
_MOST_ABOVE = 2_000
_LONGEST_LABEL = 100
_LONGEST_DATA = 2_000_000


class Dated(NamedTuple):
    """The day of publication (EDTF) or None, its basis, and remarks on how sure it is."""

    day: str | None
    basis: PublishedBasis
    remarks: tuple[str, ...] = ()


class Data(NamedTuple):
    """What the JSON-LD of a page says of its article: days, authors, if it is free to read."""

    published: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    is_closed: bool = False


def dated(tree: Element, data: Data, paragraphs: tuple[str, ...], url: str | None) -> Dated:
    """Return when a page was published. `paragraphs` are those of its article."""
    named = (*data.published, *_meta_days(tree, _PUBLISHED))
    days = tuple(dict.fromkeys(named))
    if days:
        others = ", ".join(days[1:4])
        remarks = (f"the page also gives other dates of publication: {others}",) if others else ()
        return Dated(days[0], STATED, remarks)
    beside = _beside_title(tree)
    if beside is None:
        line = bylines.dateline(paragraphs)
        beside = line.day if line.basis == STATED else None
    if beside is not None:
        return Dated(beside, STATED)
    changed = {*data.changed, *_meta_days(tree, _CHANGED)}
    around = _around(tree)
    if around is not None and around not in changed:
        return Dated(around, PAGE, ("only the page around the article has a date",))
    address = _IN_ADDRESS.search(url or "")
    found = bylines.first_day("-".join(address.groups())) if address else None
    if found is not None:
        return Dated(found[0], PAGE, ("only the address of the page has a date",))
    if changed:
        day = min(changed)
        return Dated(None, UNKNOWN, (f"the page says only when it was changed: {day}",))
    return Dated(None, UNKNOWN)


def article_data(tree: Element) -> Data:
    """Return what the page's JSON-LD says of articles; damaged data says nothing."""
    published: list[str] = []
    changed: list[str] = []
    authors: list[str] = []
    is_closed = False
    for script in tree.xpath('//script[contains(@type, "ld+json")]'):
        for node in _nodes(script.text or ""):
            kinds = node.get("@type")
            listed = kinds if isinstance(kinds, list) else [kinds]
            if not any(isinstance(kind, str) and _ARTICLE_TYPE.search(kind) for kind in listed):
                continue
            published += _day_of(node.get("datePublished"))
            changed += _day_of(node.get("dateModified"))
            # The first article's: those after it are as a rule teasers.
            authors = authors or _names(node.get("author"))
            is_closed |= str(node.get("isAccessibleForFree")).lower() == "false"
    return Data(tuple(published), tuple(changed), tuple(authors), is_closed)


def _names(value: object) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    names = [short(one.get("name") if isinstance(one, dict) else one, 100) for one in listed[:20]]
    return [name for name in names if name and not name.startswith("http")]


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    """Return the objects of a JSON text, outer ones first, without recursion."""
    if len(text) > _LONGEST_DATA:
        return
    try:
        waiting: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(reversed(list(node.values())))
        elif isinstance(node, list):
            waiting.extend(reversed(node))


def _meta_days(tree: Element, names: frozenset[str]) -> list[str]:
    days: list[str] = []
    for meta in tree.xpath("//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name.strip().lower() in names:
            days += _day_of(meta.get("content"))
    return days


def _beside_title(tree: Element) -> str | None:
    """Return the day printed or marked up in the part of the page that holds its title."""
    marked = _first(
        element.get("datetime") or element.get("content") or element.text_content()[:200]
        for element in tree.xpath('//body//*[@itemprop="datePublished"]')[:_MOST_ELEMENTS]
    )
    if marked is not None:
        return marked
    for heading in tree.xpath("//h1")[:3]:
        holders = heading.xpath("ancestor::article[1]") or heading.xpath("ancestor::main[1]")
        for holder in holders:
            times = holder.xpath(".//time")[:_MOST_ELEMENTS]
            day = _first(t.get("datetime") or t.text_content()[:200] for t in times)
            if day is not None:
                return day
        around = holders[0] if holders else heading.getparent()
        if around is None:
            continue
        named = [
            element
            for element in around.xpath(".//*[@class or @id]")[:_MOST_ELEMENTS]
            if _DATE_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        ]
        for element in (*heading.xpath("following-sibling::*")[:4], *named):
            day = bylines.line_day(" ".join(element.text_content()[:500].split()))
            if day is not None:
                return day
    return None


def _around(tree: Element) -> str | None:
    """Return the day in the head of the page, or what a general search finds outside its text."""
    for element in tree.xpath("//body//*[not(self::script or self::style)]")[:_MOST_ABOVE]:
        if element.tag == "h1":
            break
        day = bylines.line_day(" ".join((element.text or "")[:_LONGEST_LABEL].split()))
        if day is not None:
            return day
    from copy import deepcopy

    from htmldate import find_date

    # A day the article speaks of is not the day it was published.
    bare = deepcopy(tree)
    for element in bare.xpath("//aside | //footer | //p | //blockquote"):
        is_text = element.tag in ("p", "blockquote")
        if not is_text or len(element.text_content()) > _LONGEST_LABEL:
            element.clear(keep_tail=True)
    for element in bare.iter():
        if len(element.text or "") > _LONGEST_LABEL:
            element.text = None
        if len(element.tail or "") > _LONGEST_LABEL:
            element.tail = None
    # Its own look at the address is left out: that is told apart below. What it finds only by
    # an extensive search is as a rule a day the text speaks of.
    return find_date(bare, extensive_search=False, original_date=True, url="")


def _first(texts: Iterable[object]) -> str | None:
    return next((day for text in texts for day in _day_of(text)), None)


def _day_of(value: object) -> list[str]:
    """Return the day of a value of metadata, in a list; an empty one if it has none."""
    if isinstance(value, list) and value:
        value = value[0]
    text = short(value, 80)
    if text is None:
        return []
    found = bylines.first_day(text)
    if found is None and (compact := _COMPACT.match(text)):
        found = bylines.first_day("-".join(compact.groups()))
    return [found[0]] if found else []
