"""Pages of a site, as a browser's parser takes them: elements, headings, links, what has a name.

What must hold of every page is said in `faults`: it knows nothing of the code that makes them.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote

VOID = {"meta", "input", "br"}
SVG = {
    *("svg", "g", "rect", "line", "text", "tspan", "path", "title", "desc", "defs"),
    *("pattern", "polygon", "circle", "clippath", "polyline", "metadata"),
}
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "nav", "main", "footer"),
    *("section", "article", "div", "span", "p", "ul", "li", "dl", "dt", "dd", "h1", "h2", "h3"),
    *("h4", "table", "caption", "thead", "tbody", "tr", "th", "td", "strong", "code", "details"),
    *("summary", "form", "label", "input", "output", "script"),
}
OUTWARD = re.compile(r"https?://[!-~]+")


class Element(NamedTuple):
    """An element with its attributes, the names of those around it, and its text."""

    name: str
    attributes: dict[str, str | None]
    around: tuple[str, ...]
    texts: list[str]

    @property
    def text(self) -> str:
        """All text in it."""
        return " ".join("".join(self.texts).split())


class Parsed(HTMLParser):
    """A page: its elements in order, and what is wrong with how they are nested."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.wrong: list[str] = []
        self._open: list[Element] = []
        self.feed(page)
        self.close()
        self.wrong += [f"<{one.name}> is not ended" for one in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(dict(attrs)) < len(attrs):
            self.wrong.append(f"<{tag}> has an attribute twice")
        found = Element(tag, dict(attrs), tuple(one.name for one in self._open), [])
        self.elements.append(found)
        if tag not in VOID:
            self._open.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].name != tag:
            self.wrong.append(f"</{tag}> ends nothing")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for one in self._open:
            one.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        if decl != "DOCTYPE html":
            self.wrong.append(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"an instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"a declaration: {data}")

    def all(self, *names: str) -> list[Element]:
        """The elements of some names."""
        return [one for one in self.elements if one.name in names]

    @property
    def ids(self) -> list[str]:
        """The ids of elements."""
        return [one.attributes["id"] or "" for one in self.elements if "id" in one.attributes]

    def links(self) -> list[str]:
        """Where the links of the page lead."""
        return [one.attributes.get("href") or "" for one in self.all("a")]


def faults(page: str) -> list[str]:
    """What is wrong with a page as one that is sealed and that everybody can use."""
    parsed = Parsed(page)
    found = [*parsed.wrong, *_sealed(parsed)]
    found += _structure(parsed)
    found += _tables(parsed)
    return found


def _structure(parsed: Parsed) -> list[str]:
    """Language, title, landmarks, headings in order, names of what can be reached."""
    found = []
    if parsed.all("html")[0].attributes != {"lang": "en"}:
        found.append("the page has no language")
    if not parsed.all("title")[0].text:
        found.append("the page has no title")
    for name in ("header", "nav", "main", "footer", "h1"):
        if len(parsed.all(name)) != 1:
            found.append(f"{len(parsed.all(name))} of <{name}>")
    level = 0
    for heading in parsed.all("h1", "h2", "h3", "h4"):
        if int(heading.name[1]) > level + 1:
            found.append(f"<{heading.name}> {heading.text!r} after a level {level}")
        level = int(heading.name[1])
        if not heading.text:
            found.append(f"<{heading.name}> without words")
    first = parsed.all("a")[0]
    target = parsed.all("main")[0].attributes
    if first.attributes.get("href") != f"#{target.get('id')}" or target.get("tabindex") != "-1":
        found.append("the first link does not lead to the content")
    if len(set(parsed.ids)) < len(parsed.ids):
        found.append("an id is there twice")
    found += [
        f"a link without words to {one.attributes}" for one in parsed.all("a") if not one.text
    ]
    labels = {one.attributes.get("for") for one in parsed.all("label") if one.text}
    found += [
        f"a field without a label: {one.attributes}"
        for one in parsed.all("input")
        if one.attributes.get("id") not in labels
    ]
    for one in parsed.elements:
        if one.attributes.get("tabindex") == "0" and not (
            one.attributes.get("role") == "group" and one.attributes.get("aria-label")
        ):
            found.append(f"what can be reached has no name: {one.attributes}")
    for picture in parsed.all("svg"):
        named = (picture.attributes.get("aria-labelledby") or "").split()
        if picture.attributes.get("role") != "img" or not set(named) <= set(parsed.ids):
            found.append("a picture without a title and a description")
    for listed in parsed.all("li"):
        if listed.around[-1] != "ul":
            found.append("an item outside a list")
    for name in ("dt", "dd"):
        found += [f"<{name}> outside <dl>" for one in parsed.all(name) if "dl" not in one.around]
    return found


def _tables(parsed: Parsed) -> list[str]:
    found = []
    if len(parsed.all("caption")) != len(parsed.all("table")):
        found.append("a table without a caption")
    for head in parsed.all("th"):
        scope = "col" if "thead" in head.around else "row"
        if head.attributes.get("scope") != scope:
            found.append(f"a header without scope: {head.text}")
    for one in parsed.all("table"):
        if one.around[-1] != "div":
            found.append("a table that does not scroll by itself")
    return found


def _sealed(parsed: Parsed) -> list[str]:
    """Nothing is fetched, nothing runs but the one script, no text of a dossier is markup."""
    found = []
    for one in parsed.elements:
        if one.name not in (SVG if "svg" in one.around else ELEMENTS | {"svg"}):
            found.append(f"<{one.name}>")
        for name, value in one.attributes.items():
            if name.startswith("on") or name in ("src", "style", "srcset", "action", "formaction"):
                found.append(f"<{one.name} {name}={value}>")
    for link in parsed.all("a"):
        to = link.attributes.get("href") or ""
        if ":" in unquote(to).partition("#")[0]:
            rel = (link.attributes.get("rel") or "").split()
            if not OUTWARD.fullmatch(to) or not {"noopener", "noreferrer"} <= set(rel):
                found.append(f"a link to {to}")
    policies = [
        one.attributes.get("content") or ""
        for one in parsed.all("meta")
        if one.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    styles, scripts = parsed.all("style"), parsed.all("script")
    run = _digest(scripts[0]) if scripts else "'none'"
    wanted = (
        f"default-src 'none'; style-src {_digest(styles[0])}; script-src {run}; "
        "base-uri 'none'; form-action 'none'"
    )
    if policies != [wanted] or len(styles) != 1 or len(scripts) > 1:
        found.append(f"the policy is {policies}")
    if "url(" in styles[0].text or "@import" in styles[0].text:
        found.append("the style fetches something")
    return found


def _digest(one: Element) -> str:
    raw = "".join(one.texts).encode()
    return f"'sha256-{b64encode(sha256(raw).digest()).decode()}'"
