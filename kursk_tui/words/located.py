"""A place as a sentence has it."""

from __future__ import annotations

_PREPOSITIONS = (
    *("about", "along", "around", "before", "behind", "beyond", "near", "outside", "under"),
    *("across", "between", "opposite"),
)
# Words of a name that need no capital: of, the, al.
_LONGEST_SMALL = 3
_WITH_ARTICLE = ("Strip", "East", "West", "North", "South", "Sea", "Islands", "Republic", "States")


def located(name: str) -> str:
    """A place as a sentence has it: `in Derna`, `around Donetsk`; empty where no word is sure.

    A name of capitals takes "in", one that begins with a preposition has its own.
    """
    first, _, rest = name.partition(" ")
    if first.lower() in _PREPOSITIONS and rest:
        return f"{first.lower()} {rest}"
    words = [word for word in name.replace(",", " ").split() if len(word) > _LONGEST_SMALL]
    if not words or not all(word[0].isupper() for word in words):
        return ""
    return f"in the {name}" if name.endswith(_WITH_ARTICLE) else f"in {name}"
