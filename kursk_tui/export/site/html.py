"""HTML in which nothing from a dossier is markup: a text is escaped where it is put in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from kursk_tui.model.addresses import web_address
from kursk_tui.model.text import visible


class Html(str):
    """Markup made here. Any other text is escaped wherever it is put in."""

    __slots__ = ()


Child = str | None | Iterable["Child"]
# Elements that have no content and no end.
_VOID = frozenset({"meta", "input", "br"})


def safe(child: Child) -> Html:
    """Markup as it is, a text escaped with nothing hidden in it, of several one after the other."""
    if child is None:
        return Html()
    if isinstance(child, Html):
        return child
    if isinstance(child, str):
        return Html(escape(visible(child)))
    return Html("".join(map(safe, child)))


def tag(name: str, /, *children: Child, **attributes: str | bool | None) -> Html:
    """An element. Of an attribute's name `_` stands for `-`, and one at its end for nothing.

    An attribute that is None or False is left out; True is one without a value.
    """
    told = ""
    for key, value in attributes.items():
        if value is not None and value is not False:
            told += f" {key.rstrip('_').replace('_', '-')}"
            told += "" if value is True else f'="{safe(value)}"'
    end = "" if name in _VOID else f"{safe(children)}</{name}>"
    return Html(f"<{name}{told}>{end}")


def link(href: str, *children: Child, **attributes: str | None) -> Html:
    """A link within the site."""
    return tag("a", *children, href=href, **attributes)


def outward(address: str, *children: Child) -> Html:
    """A link to a page elsewhere, which is not told where its reader came from.

    What is surely no address stays text.
    """
    checked = web_address(address)
    if checked is None:
        return safe(children)
    return tag("a", *children, href=checked, rel="noopener noreferrer external")


def items(found: Iterable[Child], **attributes: str | bool | None) -> Html:
    """A list; nothing where there is nothing in it."""
    made = [tag("li", one) for one in found]
    return tag("ul", *made, **attributes) if made else Html()


def table(
    caption: str, header: Sequence[str], rows: Iterable[Sequence[Child]], *, searched: bool = False
) -> Html:
    """A table whose first column names its rows, in a frame that scrolls by itself when narrow."""
    head = tag("tr", *(tag("th", name, scope="col") for name in header))
    body = [
        tag("tr", tag("th", row[0], scope="row"), *(tag("td", cell) for cell in row[1:]))
        for row in rows
    ]
    made = tag(
        "table",
        tag("caption", caption),
        tag("thead", head),
        tag("tbody", *body, data_items=searched),
    )
    return framed(caption, made)


def framed(name: str, *children: Child, look: str = "wide") -> Html:
    """What may be wider than a phone, in a frame that scrolls, also by keys."""
    return tag("div", *children, class_=look, role="group", aria_label=name, tabindex="0")
