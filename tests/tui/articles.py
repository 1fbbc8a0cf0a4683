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

# One with numbers that no measure counts.
SEEN = (
    "What the harbour counted",
    "14 January 2025",
    "The NIS said that at least 300 North Korean soldiers were killed and about 40 mules were lost "
    "on a road of 90 miles.",
    "A guard aged 34 told it.",
)
# One whose parts do not add up to their total.
ADDED = (
    "What the harbour added up",
    "14 January 2025",
    "The NIS told of 3,100 North Korean casualties: 300 soldiers were killed and 2,700 wounded.",
)


def written(
    folder: Path, name: str = "article.txt", paragraphs: tuple[str, ...] = PARAGRAPHS
) -> Path:
    """An article as a file of plain text, a paragraph a line."""
    path = folder / name
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    return path
