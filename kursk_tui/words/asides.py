"""Why a number of a text is not proposed, in words for its reviewer."""

from __future__ import annotations

from collections.abc import Mapping

from kursk_tui.model.text import plural

# By the codes of intake.
REASONS: Mapping[str, str] = {
    "age": "an age",
    "often": "how often, or how many times",
    "room": "how many there is room for",
    "change": "by how much a count changed",
    "other": "counts what no measure of this dossier counts",
    "unmeasured": "no word near it says which measure it is of",
    "few": "few persons, and no word near them of what became of them",
    "anybody": "people in general, and no word near them of a measure",
    "share": "a share, and no word near it of what is measured",
    "bare": "it stands without a noun",
    "caption": "in a caption, a byline or the like",
    "repeated": "in a title that is printed a second time",
    "before": "of a time before what this dossier is about",
    "many": "in a sentence with more numbers than were weighed",
}


def more(count: int) -> str:
    """`5 more numbers seen`."""
    return f"{plural(count, 'more number')} seen"
