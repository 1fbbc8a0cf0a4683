"""The letter and the colour of each origin: the same wherever it is drawn.

They depend on the whole dossier alone, never on what is in view or what a chart is of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from weakref import WeakKeyDictionary

from kursk_tui.analysis.origins.lineage import standing
from kursk_tui.dossier.dossier import Dossier

# From so many origins on, their colours repeat; the letters never do.
COLOURS = 12

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

_BODIES: WeakKeyDictionary[Dossier, tuple[str, ...]] = WeakKeyDictionary()
_COLOURS: WeakKeyDictionary[Dossier, dict[str, int]] = WeakKeyDictionary()


def bodies(dossier: Dossier) -> tuple[str, ...]:
    """Every body that stands behind a claim; first who stands behind most, then by id."""
    found = _BODIES.get(dossier)
    if found is None:
        # Who stands behind a claim follows from these: one claim of each kind is built, not all.
        kinds: dict[tuple[object, ...], str] = {}
        told: Counter[tuple[object, ...]] = Counter()
        sources = dossier.raw_rows("sources")
        for id, row in dossier.raw_rows("claims").items():
            if row["lineage"] != "full" or row.get("misreads"):
                continue
            chain = row.get("attribution")
            end = chain[-1] if chain else sources[row["source"]]["publisher"]
            kind: tuple[object, ...] = (end, bool(chain), row.get("release"))
            kinds.setdefault(kind, id)
            told[kind] += 1
        counts: Counter[str] = Counter()
        for kind, id in kinds.items():
            body = standing(dossier, dossier.claims[id])
            if body is not None:
                counts[body] += told[kind]
        found = tuple(sorted(counts, key=lambda body: (-counts[body], body)))
        _BODIES[dossier] = found
    return found


def colours(dossier: Dossier) -> Mapping[str, int]:
    """A number from 0 to `COLOURS` - 1 for each of the `bodies`: the first ones all differ."""
    found = _COLOURS.get(dossier)
    if found is None:
        found = {body: place % COLOURS for place, body in enumerate(bodies(dossier))}
        _COLOURS[dossier] = found
    return found


def colours_so_far(dossier: Dossier) -> Mapping[str, int]:
    """`colours`; none yet of a large dossier where nobody has asked for them.

    They take all its rows, and its first screen waits for none of them.
    """
    return _COLOURS.get(dossier, {}) if dossier.is_large else colours(dossier)


def letters(names: Mapping[str, str]) -> dict[str, str]:
    """A sign for each id, those first in line first: one letter, and two once all are taken.

    Of its name where one is free. Ids that are too many for two letters have none.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for id, name in names.items():
        own = [c for c in name if c.isascii() and c.isalpha()]
        wanted = [*(c.upper() for c in own), *(c.lower() for c in own)]
        sign = next((c for c in (*wanted, *_LETTERS) if c not in taken), None)
        if sign is None:
            # As a place's car has them: `Mo` for the Moscow Times.
            firsts = [*dict.fromkeys(c.upper() for c in own), *_LETTERS[:26]]
            seconds = [*dict.fromkeys(c.lower() for c in own[1:]), *_LETTERS[26:]]
            pairs = (one + two for one in firsts for two in seconds)
            sign = next((pair for pair in pairs if pair not in taken), None)
        if sign is None:
            break
        taken.add(sign)
        found[id] = sign
    return found
