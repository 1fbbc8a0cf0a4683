"""One search of everything: the records of all kinds that a query matches, the best first."""

from __future__ import annotations

from typing import NamedTuple

from kursk_tui.analysis.query.matching import Matcher

# Kinds in the order in which those that fit as well as each other are listed.
ORDER = ("events", "measures", "agents", "sources", "claims")
# Of more a reader types on, and to rank them takes longer than that.
MOST_RANKED = 2_000


class Hit(NamedTuple):
    """A record that matches: `kind` is a table."""

    kind: str
    id: str


def hits(matcher: Matcher) -> list[Hit]:
    """Return what matches: by how well it fits, then by kind, then in the order of the file.

    More than MOST_RANKED are by kind alone.
    """
    found = [Hit(kind, id) for kind in ORDER for id in matcher.select(kind)]
    if len(found) <= MOST_RANKED:
        found.sort(key=lambda hit: -matcher.rank(*hit))
    return found
