"""The text of a piece of a web page that stands alone, as a feed carries it: no menus to leave out.

Every paragraph is kept, in the order of the piece; only what no reader ever sees is left out.
"""

from __future__ import annotations

from html.parser import HTMLParser

from kursk_tui.intake.documents.found import Found, UnreadableError
from kursk_tui.intake.documents.lines import kept

EMPTY = "carries no text"
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul"),
    )
)
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(("script", "style", "template", "noscript", "svg"))


def read_fragment(raw: bytes) -> Found:
    """Return the paragraphs of a piece of HTML in UTF-8. Raises UnreadableError without any."""
    lines = _Lines()
    lines.feed(raw.decode("utf-8", "replace"))
    lines.close()
    paragraphs, cut = kept(" ".join(line.split()) for line in "".join(lines.parts).split("\n"))
    if not paragraphs:
        raise UnreadableError(EMPTY)
    return Found(None, None, None, "unknown", (), None, None, paragraphs, (cut,) if cut else ())


class _Lines(HTMLParser):
    """Text with a line break wherever a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block, and see nothing of a script."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append(" | " if self.parts and not self.parts[-1].endswith("\n") else "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line; what ends where it begins holds nothing."""
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a line at a block."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep what is seen; a break in the file is none on the page."""
        if not self._unseen:
            self.parts.append(" ".join(data.split("\n")))
