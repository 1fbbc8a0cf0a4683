"""What an entry of the notebook is about, as one short text.

`claim:herald-1.7`, `event:treaty`, `source:ID`, `agent:ID`, `identity:ID`, or a pair of
claims `pair:ID|ID`. A pair has no first and second: its ids are sorted, so that two analysts
who look at it from either side write the same text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

TARGET_KINDS = ("claim", "event", "source", "agent", "identity", "pair")

_KINDS = ", ".join(TARGET_KINDS)
_ID = re.compile("[a-z0-9][a-z0-9.-]*")


class TargetError(ValueError):
    """A text that names no target. The message says what is wrong and what is right."""


class Target(NamedTuple):
    """A kind of TARGET_KINDS and the id it names, for a pair the two ids, sorted.

    Made by `of` or `parse`, which check it. `str()` is the text that `parse` reads.
    """

    kind: str
    ids: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind}:{'|'.join(self.ids)}"

    @classmethod
    def of(cls, kind: str, *ids: str) -> Target:
        """Build from a kind and its ids, in any order.

        Raises TargetError for an unknown kind, what is no id, the wrong number of ids, or a
        claim paired with itself.
        """
        if kind not in TARGET_KINDS:
            raise TargetError(f"{_short(kind)} is not a kind of target; one of {_KINDS}")
        wanted = 2 if kind == "pair" else 1
        if len(ids) != wanted:
            right = "pair:ID|ID" if wanted == 2 else f"{kind}:ID"
            raise TargetError(f"{kind} names {len(ids)} ids, not {wanted}; write {right}")
        for id in ids:
            if not _ID.fullmatch(id):
                raise TargetError(
                    f"{_short(id)} is not an id; use lower-case letters, digits, dots and hyphens"
                )
        if wanted == 2 and ids[0] == ids[1]:
            raise TargetError(f"{_short(ids[0])} is paired with itself; name two claims")
        return cls(kind, tuple(sorted(ids)))

    @classmethod
    def parse(cls, text: str) -> Target:
        """Read `KIND:ID` or `pair:ID|ID`, the ids of a pair in any order.

        Raises TargetError as `of` does, and for a text without a colon.
        """
        kind, colon, ids = text.partition(":")
        if not colon:
            raise TargetError(f"{_short(text)} is not a target; write KIND:ID, as claim:ID")
        return cls.of(kind, *(ids.split("|") if kind == "pair" else (ids,)))


def normal(target: Target | str) -> str:
    """Return a target's text with the ids of a pair sorted; what is no target, as it is.

    For reading: what a newer version or a hand has written is borne.
    """
    text = str(target)
    try:
        return str(Target.parse(text))
    except TargetError:
        return text


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:60] + "…")
