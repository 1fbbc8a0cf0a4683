"""Text from anywhere as Markdown in which nothing of it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kursk_tui.model.text import visible

_MARKUP = re.compile(r"([\\`*_{}\[\]|~#!@$^])")
_LINE_START = re.compile(r"^([-+=]|\d+(?=[.)](\s|$)))")
_LINKING = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(?=:)|\b(www)(?=\.)")


def escaped(text: str) -> str:
    """A text from the dossier that shows as it is and is no markup, in Markdown and in HTML.

    Control characters, direction marks and line breaks are made visible; it is one line.
    """
    shown = visible(text).strip()
    shown = _MARKUP.sub(r"\\\1", shown)
    shown = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A bare address would become a link in some dialects.
    shown = _LINKING.sub(lambda found: found.group() + "\\", shown)
    # A digit cannot be escaped, the mark behind it can.
    return _LINE_START.sub(
        lambda found: found.group() + "\\" if found.group().isdigit() else "\\" + found.group(),
        shown,
    )


def quoted(text: str) -> str:
    """Words as printed, escaped and in quotation marks."""
    return f'"{escaped(text)}"'


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a Markdown table. Cells are Markdown already; an empty one is a dash."""
    lines = [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}"]
    lines += [f"| {' | '.join(cell or '–' for cell in row)} |" for row in rows]
    return lines
