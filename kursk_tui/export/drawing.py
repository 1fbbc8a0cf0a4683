"""What pictures are made of: an SVG document, text that fits, arrows, hatching, rows of a legend.

One file with nothing to fetch and nothing to run: no script, no style sheet, no font. Text is cut
to its room by an estimate, as a picture knows no font; the whole text is then in a `title` beside
it. The same dossier gives the same bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

from kursk_tui.model.text import visible

MARGIN = 28.0
INK, SOFT, FAINT, PAPER = "#111111", "#555555", "#d5d5d5", "#ffffff"
SIZE, SMALL = 12.5, 10.5
BOLDER = 1.15  # how much wider bold letters are
BAR_HEIGHT = 12.0
LEAST_BAR = 3.0  # a single number is a mark that can still be seen
ARROW = 7.0
SWATCH = 28.0
LEADING = 15.0
ROW = 21.0  # from one row of the legend to the next

# Width of a character in parts of the font's size. Generous, for fonts differ.
_NARROW = frozenset("iljtfrI.,:;'|!()[]/ \"")
_BROAD = frozenset("mwMW@%&—…→")

# Draws what stands before words of the legend, from an x on and on the line of their text.
Sample = Callable[[float, float], list[str]]


def document(
    width: float,
    height: float,
    title: str,
    description: str,
    parts: Iterable[str],
    defs: str,
    *,
    prefix: str = "",
) -> str:
    """An SVG document of a fixed size on white; `description` is it in words, to be read aloud.

    With a `prefix` its ids are those of no other picture of a page.
    """
    named = f"{prefix}title {prefix}desc"
    size = f'width="{fixed(width)}" height="{fixed(height)}"'
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
            f'viewBox="0 0 {fixed(width)} {fixed(height)}" role="img" aria-labelledby="{named}" '
            f'font-family="sans-serif" font-size="{fixed(SIZE)}" fill="{INK}">',
            f'<title id="{prefix}title">{safe(title)}</title>',
            f'<desc id="{prefix}desc">{safe(description)}</desc>',
            f"<defs>{defs}</defs>",
            f'<rect {size} fill="{PAPER}"/>',
            *parts,
            "</svg>",
            "",
        ]
    )


def hatching(id: str, colour: str) -> str:
    """A pattern of slanted lines, by which what nobody printed is told without colour."""
    return (
        f'<pattern id="{id}" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)">'
        f'<rect width="5" height="5" fill="{PAPER}"/>'
        f'<line x1="1" y1="0" x2="1" y2="5" stroke="{colour}" stroke-width="1.6"/>'
        "</pattern>"
    )


def arrow(x: float, y: float, way: tuple[float, float], colour: str = INK) -> str:
    """The tip of an open end, from a point on; `way` is (1, 0) to the right, (0, -1) upwards."""
    along, down = way
    points = (
        (x + along * ARROW, y + down * ARROW),
        (x - down * 5, y - along * 5),
        (x + down * 5, y + along * 5),
    )
    return (
        f'<polygon class="open" points="{" ".join(f"{fixed(a)},{fixed(b)}" for a, b in points)}" '
        f'fill="{colour}"/>'
    )


# ---- rows under a plot


def swatch(fill: str, colour: str = INK) -> Sample:
    """A bar as it is drawn."""
    return lambda x, y: [
        f'<rect x="{fixed(x)}" y="{fixed(y - 4 - BAR_HEIGHT / 2)}" width="{fixed(SWATCH)}" '
        f'height="{fixed(BAR_HEIGHT)}" fill="{fill}" stroke="{colour}" stroke-width="1"/>'
    ]


def stroke(dashes: str = "") -> Sample:
    """A line as it is drawn."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return lambda x, y: [
        f'<line x1="{fixed(x)}" y1="{fixed(y - 4)}" x2="{fixed(x + SWATCH)}" '
        f'y2="{fixed(y - 4)}" stroke="{INK}" stroke-width="2"{dashed}/>'
    ]


def open_end(x: float, y: float) -> list[str]:
    """A line with an arrow, as it is drawn."""
    return [*stroke()(x, y), arrow(x + 26, y - 4, (1.0, 0.0))]


def legend(
    entries: Iterable[tuple[Sample, str]], at: float, right: float
) -> tuple[list[str], float]:
    """What the shapes mean, one beside the other in rows that end before `right`; the last row."""
    parts, x = [], MARGIN
    for draw, words in entries:
        width = 38 + text_width(words, SMALL)
        if x > MARGIN and x + width > right:
            x, at = MARGIN, at + ROW
        parts += [*draw(x, at), label(x + 38, at, words, 260, size=SMALL)]
        x += width + 12
    return parts, at


def paragraphs(found: Sequence[str], at: float, room: float) -> tuple[list[str], float]:
    """Small print in lines that fit, each text on a line of its own; and where it ends."""
    lines = [line for one in found for line in wrapped(one, SMALL, room)]
    parts = [
        label(MARGIN, at + LEADING * n, line, room + 1, size=SMALL, fill=SOFT)
        for n, line in enumerate(lines)
    ]
    return parts, at + LEADING * len(lines)


# ---- text


def text_width(text: str, size: float) -> float:
    """How wide a text may be at a size, by classes of characters, rather too wide."""
    return size * sum(_em(char) for char in text)


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.4
    if char in _BROAD:
        return 1.0
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.05
    if not char.isascii():
        return 0.85
    return 0.7 if char.isupper() else 0.64


def cut(text: str, size: float, room: float) -> str:
    """A text that fits, with an ellipsis where something is left out; at least that."""
    if text_width(text, size) <= room:
        return text
    kept, width = "", text_width("…", size)
    for char in text:
        width += size * _em(char)
        if width > room:
            break
        kept += char
    return kept.rstrip() + "…"


def wrapped(text: str, size: float, room: float) -> list[str]:
    """A text in lines that fit, broken at spaces; a word that does not fit stays as it is."""
    lines: list[str] = []
    for word in visible(text).split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def label(
    x: float,
    y: float,
    words: str,
    room: float,
    *,
    size: float = SIZE,
    anchor: str = "",
    fill: str = "",
    weight: str = "",
    style: str = "",
) -> str:
    """A text element, cut to its room; what was cut is whole in its title."""
    shown = visible(words)
    fitting = cut(shown, size * (BOLDER if weight else 1), room)
    looks = {"text-anchor": anchor, "fill": fill, "font-weight": weight, "font-style": style}
    attributes = "".join(f' {name}="{value}"' for name, value in looks.items() if value)
    if size != SIZE:
        attributes += f' font-size="{fixed(size)}"'
    whole = f"<title>{escape(shown)}</title>" if fitting != shown else ""
    return f'<text x="{fixed(x)}" y="{fixed(y)}"{attributes}>{whole}{escape(fitting)}</text>'


def safe(text: str) -> str:
    """A text for an element: nothing hidden in it, no markup, nothing that XML bars."""
    return escape(visible(text))


def fixed(n: float) -> str:
    """A coordinate to two decimals, a whole one without any."""
    return f"{n:.2f}".rstrip("0").rstrip(".")
