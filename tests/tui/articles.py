"""An article of our own for reviews: no outlet's words, the record's own numbers."""

from __future__ import annotations

from pathlib import Path

TITLE = "What was counted of the North Korean losses"
PARAGRAPHS = (
    TITLE,
    "14 January 2025",
    "In a briefing on Jan. 13 the NIS put the North Korean dead at no fewer than 300 soldiers and "
    "the wounded at some 2,700, Yonhap said.",
    "About 11,000 North Korean troops were deployed to Kursk Oblast in autumn, according to the "
    "NIS.",
    "Zelensky said on Jan. 9 that 4,000 North Korean soldiers had been killed or wounded.",
    "The weather in the city is cold, and nobody counts that.",
)


def written(folder: Path, name: str = "article.txt") -> Path:
    """The article as a file of plain text, a paragraph a line."""
    path = folder / name
    path.write_text("\n\n".join(PARAGRAPHS), encoding="utf-8")
    return path
