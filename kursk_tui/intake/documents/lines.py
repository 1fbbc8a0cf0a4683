"""Lines of any origin made into paragraphs that can be written, kept and found again."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A longer text could not be attached to a dossier again: see `dossier.texts`.
LARGEST_TEXT_BYTES = 5_000_000

CUT = "cut off after 5 MB of text: the rest was not read"

_BREAKS = re.compile(r"[\r\n]+")
_HALF_PAIRS = re.compile("[\ud800-\udfff]")


def kept(lines: Iterable[str]) -> tuple[tuple[str, ...], str | None]:
    r"""Return the lines that are paragraphs, and a remark if the text had to be cut off.

    Written one a line in UTF-8, `locators.paragraphs` finds exactly these again: no line
    breaks inside (they become spaces), no NUL, no half of a surrogate pair (U+FFFD stands
    for it), no byte order mark at the start. All else stays as it is: whoever shows text
    sees to what must not be shown.
    """
    paragraphs: list[str] = []
    room = LARGEST_TEXT_BYTES
    for raw in lines:
        line = cleaned(raw)
        if not paragraphs:
            line = line.lstrip("\ufeff")
        if not line or line.isspace():
            continue
        size = len(line.encode()) + 1
        if size > room:
            part = line.encode()[: max(room - 1, 0)].decode("utf-8", "ignore")
            if part and not part.isspace():
                paragraphs.append(part)
            return tuple(paragraphs), CUT
        room -= size
        paragraphs.append(line)
    return tuple(paragraphs), None


def cleaned(text: str) -> str:
    """Return text without line breaks, NUL and halves of surrogate pairs."""
    return _HALF_PAIRS.sub("\ufffd", _BREAKS.sub(" ", text.replace("\0", "")))


def short(text: object, longest: int = 300) -> str | None:
    """Return what a library found as one tidy line, None if it is no text or an empty one."""
    if not isinstance(text, str):
        return None
    # Cut before it is split: it may be megabytes.
    line = " ".join(cleaned(text[: longest * 4]).split())
    return line[:longest].rstrip() or None
