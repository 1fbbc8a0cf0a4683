"""The one rule that makes text from anywhere safe to show on a terminal.

Titles, names and notes come from articles and dossiers that nobody here controls. Control
characters could move the cursor or set the clipboard, direction marks could reorder a
line, invisible characters could make two names look alike. None is dropped in silence:
each becomes a visible mark.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

MAX_COMBINING = 4

# White space that would break a line or a column. A run of it, with the spaces around it,
# becomes one space; a run of spaces alone is left as it is. Looked for from the run's first
# space only, and never back: a megabyte of spaces must not be read a megabyte of times.
_BREAKS = "\t\n\v\f\r\x85\u2028\u2029"
_BREAK_RUN = re.compile(f"(?<! ) *+[{_BREAKS}][ {_BREAKS}]*+")

# A phrase in another language behind its reading: `at least 30 [pl: Co najmniej 30]`.
_WITH_PHRASE = re.compile(
    r"\[([a-z]{2,3}(?:[-_][A-Za-z0-9]+)*|other language): ((?:[^\[\]]|\[[^\[\]]*\])*+)\]"
)

# Anything outside these blocks is looked at one by one. They hold no control, format or
# combining character: Latin, Greek, Cyrillic, punctuation, symbols, kana, CJK, Hangul.
_UNUSUAL = re.compile(
    "[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2000-\u200a\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20c0\u2100-\u2bff\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3]+"
)

# Characters that show nothing but are no format characters by category: the combining
# grapheme joiner, Hangul fillers, Khmer inherent vowels, variation selectors, and code
# points that Unicode reserves for invisible ones.
_INVISIBLE = (
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2065, 0x2065),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0xE0000, 0xE0FFF),
)

# Where JSON is looked at for what must not be shown; it breaks lines only between values.
_BEYOND_ASCII = re.compile(r"[^\n -~]")

_ASCII = {
    **dict.fromkeys("‘’‚‛′‹›ʼʻ´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("·•‣∙", "."),
    "…": "...",
    "→": "->",
    "←": "<-",
    "↔": "<->",
    "↑": "^",
    "↓": "v",
    "⇒": "=>",
    "▸": ">",
    "×": "x",
    "÷": "/",
    "⁄": "/",
    "±": "+/-",
    "≈": "~",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "∞": "inf",
    "€": "EUR",
    "£": "GBP",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
}


def visible(text: str, *, ascii_only: bool = False) -> str:
    """Return text that is safe to write to a terminal, with nothing hidden in it.

    Line breaks, tabs and the like fold to one space. Other controls become pictures (ESC is
    shown as U+241B) or, like direction marks, invisible characters, noncharacters and
    private use, a mark such as `<U+202E>`; lone surrogates become U+FFFD; of combining marks
    in a row only four stay. With `ascii_only`, accents go, common typographic characters are
    spelled out, controls show as `^[`, and what remains becomes `?`. Idempotent.
    """
    if text.isascii() and text.isprintable():
        return text
    if _UNUSUAL.search(text):
        text = _UNUSUAL.sub(_marked, _BREAK_RUN.sub(" ", text))
    return "".join(map(_in_ascii, _without_phrases(text))) if ascii_only else text


def _without_phrases(text: str) -> str:
    """Leave out foreign phrases that stand behind their reading and would be question marks."""
    if ": " not in text:
        return text

    def shown(match: re.Match[str]) -> str:
        is_lost = any(char != "?" and _in_ascii(char) == "?" for char in match[2])
        return f"[{match[1]}]" if is_lost else match[0]

    return _WITH_PHRASE.sub(shown, text)


def plain_json(text: str) -> str:
    """JSON of the same meaning in which what hides or commands is written as an escape."""
    return _BEYOND_ASCII.sub(_in_json, text)


def _in_json(match: re.Match[str]) -> str:
    return _json_char(match.group())


@lru_cache(maxsize=2048)
def _json_char(char: str) -> str:
    if visible(char) == char:
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{a:02x}{b:02x}" for a, b in zip(units[::2], units[1::2], strict=True))


def _marked(run: re.Match[str]) -> str:
    shown: list[str] = []
    combining = 0
    for char in run.group():
        mark = _shown(char)
        if mark:
            combining = 0
            shown.append(mark)
            continue
        combining = combining + 1 if _is_combining(char) else 0
        if combining <= MAX_COMBINING:
            shown.append(char)
    return "".join(shown)


@lru_cache(maxsize=2048)
def _shown(char: str) -> str:
    """Return what stands for a character that must not be shown as it is, else ''."""
    from unicodedata import category

    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    kind = category(char)
    if kind == "Cs":
        return "\ufffd"
    hidden = kind in ("Cc", "Cf", "Co", "Zl", "Zp") or any(a <= code <= b for a, b in _INVISIBLE)
    # Noncharacters: the last two of every plane, and a block of 32.
    if hidden or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return f"<U+{code:04X}>"
    return ""


@lru_cache(maxsize=2048)
def _is_combining(char: str) -> bool:
    from unicodedata import category

    return category(char)[0] == "M"


@lru_cache(maxsize=2048)
def _in_ascii(char: str) -> str:
    """Return printable ASCII for a character that is safe to show; '' for an accent."""
    from unicodedata import normalize

    code = ord(char)
    if code < 0x80:
        return char
    if char in _ASCII:
        return _ASCII[char]
    if 0x2400 <= code <= 0x241F:
        return "^" + chr(code - 0x2400 + 0x40)
    if _is_combining(char):
        return ""
    parts = [_ASCII.get(part, part) for part in normalize("NFKD", char) if not _is_combining(part)]
    spelled = "".join(parts)
    return spelled if spelled and spelled.isascii() else "?"


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def plural(count: int, name: str) -> str:
    """`1 claim`, `2,000 claims`."""
    return f"{count} {name}" if count == 1 else f"{count:,} {name}s"


def free_id(title: str, taken: Container[str], *, longest: int) -> str:
    """A readable id made of a title that nobody has yet."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:longest].strip("-") or "unnamed"
    id, number = slug, 2
    while id in taken:
        id, number = f"{slug}-{number}", number + 1
    return id
