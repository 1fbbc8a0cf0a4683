"""The only door to the screen: whatever is drawn passes through a `Display`.

Text from a file may hold terminal control sequences, bidirectional overrides or markup. Here
it becomes visible marks (`model.text.visible`), is measured in cells, cut, wrapped and given
a look; nothing is ever parsed as markup. A span is (text, look), a line a list of spans.

What `linked` makes of a look and an address is a look too: on a terminal that follows links
(OSC 8) what is drawn in it leads to the address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from kursk_tui.model.addresses import web_address
from kursk_tui.model.text import visible
from kursk_tui.terminal import ASCII_GLYPHS, Theme
from kursk_tui.tui.styles.looks import looks

Span = tuple[str, str]
Line = list[Span]


class Display:
    """Turns spans into strips for one terminal: with colours or not, Unicode or ASCII."""

    def __init__(
        self,
        *,
        ascii_only: bool = False,
        colour: bool = True,
        slow: bool = False,
        links: bool = True,
        theme: Theme = "terminal",
    ) -> None:
        self.ascii_only = ascii_only
        self.colour = colour
        # Whether the line to the terminal is one on which every byte is felt.
        self.slow = slow
        # Whether the terminal takes links, and does not print them.
        self.links = links
        self.wear(theme)

    def wear(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self.theme: Theme = theme
        self._looks = looks(theme, colour=self.colour)

    def look(self, name: str) -> Style:
        """The style of a named look; raises KeyError for a name that is not in the table."""
        return self._looks[name]

    def clean(self, text: str) -> str:
        """Text that is safe to draw on one line; idempotent."""
        if self.ascii_only:
            text = text.translate(ASCII_GLYPHS)
        return visible(text, ascii_only=self.ascii_only)

    def fit(self, text: str, width: int) -> str:
        """Clean text cut to at most `width` cells, with an ellipsis where it was cut."""
        text = self._beginning(text, width)
        if cell_len(text) <= width:
            return text
        return _cut(text, max(0, width - 1)) + self.clean("…") if width > 0 else ""

    def _beginning(self, text: str, width: int) -> str:
        """Clean text, or a beginning of it that is wider than `width`, where that is enough.

        A cell of twenty columns must not cost a look at a megabyte.
        """
        size = 4 * width + 64
        while size < len(text):
            # What its last spaces become depends on what follows them.
            start = self.clean(text[:size]).rstrip(" ")
            if cell_len(start) > width:
                return start
            size *= 8
        return self.clean(text)

    def fit_middle(self, text: str, width: int) -> str:
        """Clean text in at most `width` cells; where it is too long its middle gives way."""
        text = self.clean(text)
        if cell_len(text) <= width:
            return text
        ellipsis = self.clean("…")
        room = width - len(ellipsis)
        if room < 1:
            return self.fit(text, width)
        # A beginning says more than an end of the same length.
        end = _cut(text[::-1], room // 3)[::-1]
        return _cut(text, room - cell_len(end)) + ellipsis + end

    def fit_parts(self, parts: Sequence[str], between: str, width: int, least: int) -> list[str]:
        """Clean texts that fit into `width` cells with something between them.

        The longest lose their middle, but none is cut to fewer cells than `least`: then they may
        be too wide still.
        """
        clean = [self.clean(part) for part in parts]
        widths = [cell_len(part) for part in clean]
        room = width - cell_len(self.clean(between)) * (len(parts) - 1)
        while sum(widths) > room and max(widths) > least:
            widths[widths.index(max(widths))] -= 1
        return [self.fit_middle(*each) for each in zip(clean, widths, strict=True)]

    def pad(self, text: str, width: int, *, right: bool = False) -> str:
        """Text cut or filled with spaces to exactly `width` cells."""
        text = self.fit(text, width)
        gap = " " * (width - cell_len(text))
        return gap + text if right else text + gap

    def wrap(self, text: str, width: int) -> list[str]:
        """Clean text in lines of at most `width` cells, broken at spaces where it can be."""
        text = self.clean(text)
        return [text[a:b] for a, b in wrap_offsets(text, width)]

    def strip(self, line: Sequence[Span], width: int, base: str = "") -> Strip:
        """A line as a strip of exactly `width` cells on the look `base`."""
        ground = self._looks["ground"] + self._looks[base]
        # A bar is of one look: colours under it would make a patchwork, and cost as much as the
        # rest of the row.
        bar = base == "cursor"
        segments: list[Segment] = []
        room = width
        for text, look in line:
            text = self.fit(text, room)
            size = cell_len(text)
            if text:
                name, _, address = look.partition(_TO)
                style = self._looks[name]
                # A look of letters is not seen where there are none.
                is_bare = not (style.reverse or style.underline or style.bgcolor)
                is_unseen = is_bare and not text.strip(" ")
                style = ground if bar or is_unseen else ground + style
                if address and self.links:
                    style = _leading_to(address, style)
                segments.append(Segment(text, style))
            room -= size
            if room <= 0:
                break
        if room > 0:
            segments.append(Segment(" " * room, ground))
        return Strip(segments, width).simplify()

    def marked(self, line: Iterable[Span], pattern: re.Pattern[str] | None) -> Line:
        """The line with every match of `pattern` given the look `match`."""
        if pattern is None:
            return list(line)
        out: Line = []
        for text, look in line:
            text = self.clean(text)
            # A match in an address leads where the rest of it does.
            to = "".join(look.partition(_TO)[1:])
            at = 0
            for found in pattern.finditer(text):
                if found.start() > at:
                    out.append((text[at : found.start()], look))
                out.append((found.group(), f"match{to}"))
                at = found.end()
            out.append((text[at:], look))
        return out


# Between a look and an address that what is drawn in it leads to; no name of a look has one.
_TO = " "


def linked(look: str, address: str | None) -> str:
    """A look that leads to an address; the look alone where that is none to be opened."""
    safe = web_address(address)
    return f"{look}{_TO}{safe}" if safe is not None else look


# One style for all pieces of an address: Rich gives each a number of its own, and by that a
# terminal knows which pieces are one link.
@lru_cache(maxsize=128)
def _leading_to(address: str, style: Style) -> Style:
    return style + Style(link=address)


_IN_NUMBER = re.compile(r"(?<=\d),(?=\d)")


def folded(text: str) -> str:
    """Text without the commas inside numbers: whoever types 8000 means 8,000."""
    return _IN_NUMBER.sub("", text)


def words_pattern(query: str) -> re.Pattern[str] | None:
    """A pattern that finds each word of a query, whatever its case; None without words.

    Between the digits of a number a comma may stand.
    """
    words = sorted(set(folded(query).split()), key=len, reverse=True)
    if not words:
        return None
    patterns = (re.sub(r"(?<=\d)(?=\d)", ",?", re.escape(word)) for word in words)
    return re.compile("|".join(patterns), re.IGNORECASE)


def _cut(text: str, width: int) -> str:
    """The longest beginning of `text` that is at most `width` cells wide."""
    if text.isascii():
        return text[:width]
    used = 0
    for position, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return text[:position]
    return text


def _cut_from(text: str, start: int, width: int) -> str:
    """What `_cut` gives of the rest of a text, without a copy of all of it."""
    size = 4 * width + 64
    while True:
        rest = text[start : start + size]
        piece = _cut(rest, width)
        if len(piece) < len(rest) or start + size >= len(text):
            return piece
        size *= 8


# A detail is drawn anew whenever its pane is entered: few texts, again and again.
@lru_cache(maxsize=128)
def wrap_offsets(text: str, width: int) -> Sequence[tuple[int, int]]:
    """Where to break clean text into lines of at most `width` cells: (start, end) each."""
    width = max(1, width)
    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        piece = _cut_from(text, start, width) or text[start : start + 1]
        end = start + len(piece)
        if end < len(text) and text[end] != " ":
            space = text.rfind(" ", start, end)
            if space > start:
                end = space
        lines.append((start, end))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return tuple(lines) or ((0, 0),)


def mark_range(text: str, start: int, end: int, look: str, mark: str) -> Line:
    """`text` as spans of `look`, with the characters start..end in the look `mark`."""
    spans = [(text[:start], look), (text[start:end], mark), (text[end:], look)]
    return [span for span in spans if span[0]]
