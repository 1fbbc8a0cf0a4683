"""The manual's topics: Markdown files of this package, read as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

# In the order in which a newcomer reads them, each with what it tells.
TOPICS: Mapping[str, str] = {
    "tour": "a first look round, in ten minutes",
    "keys": "every key and every mark",
    "queries": "the language of find, the lists and the filter",
    "disagreements": "how two figures are compared, and how the list is made",
    "measures": "everything said of one measure, drawn on one axis",
    "books": "sums and ledgers, and what each leaves over",
    "origins": "who stands behind a figure",
    "as-of": "what was known at a date; the record without one agent",
    "notebook": "your flags, verdicts, notes and ratings",
    "intake": "turning an article into claims",
    "dossiers": "a dossier of your own: copy, edit, update, check",
    "data": "where your data are, and what happens to them",
    "shell": "every command, format and exit status",
    "python": "the dossier from Python: records, readings, data frames",
    "ssh": "slow lines, large dossiers, trouble",
    "settings": "your own keys, mouse, colours",
    "glossary": "what the words on the screens mean",
    "codebook": "how the shipped dossier was coded",
}
FOLDER = Path(__file__).parent


def text_of(topic: str) -> str:
    """Return a topic as Markdown. Raises KeyError for a name that is not in TOPICS."""
    if topic not in TOPICS:
        raise KeyError(topic)
    path = FOLDER / f"{topic}.md"
    if topic == "codebook" and not path.is_file():
        # Only an installed package has it here; a working copy has it beside the data.
        path = FOLDER.parent.parent / "data" / "README.md"
    return path.read_text("utf-8")


def listed() -> str:
    """Return the topics with what each tells, a line each."""
    width = max(map(len, TOPICS))
    return "".join(f"    {name:<{width}}  {what}\n" for name, what in TOPICS.items())
