"""What fields are called where a word is found in one: `in note · /museum`."""

from __future__ import annotations

from collections.abc import Sequence

_NAMES = {
    "aliases": "another name",
    "as_of": "as-of",
    "attribution": "chain",
    "by": "who spoke",
    "cites": "whom it cites",
    "events": "event",
    "locator": "place in the text",
    "member_of": "body",
    "of": "whole",
    "opposes": "what it opposes",
    "party": "side",
    "published": "date",
    "source": "document",
    "text": "copy",
    "url": "address",
}
# Said in this order where several fields hold a word: what a reader would call it by first.
_FIRST = ("name", "title", "statement", "figure", "events", "note")


def field_text(fields: Sequence[str]) -> str:
    """Return the name of the foremost of some fields, empty for none."""
    found = sorted(fields, key=lambda name: name not in _FIRST)
    return _NAMES.get(found[0], found[0].replace("_", " ")) if found else ""
