"""What goes without saying: the population and the place of which most figures speak, the pace."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from kursk_tui.analysis.ladder.quantities import scope_line
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import ordinal, parse

LONGEST_STOCK_DAYS = 14
FEWEST_OF_A_PACE = 5
_WHOM: WeakKeyDictionary[Dossier, dict[str, str | None]] = WeakKeyDictionary()
_DAYS: WeakKeyDictionary[Dossier, dict[str, int]] = WeakKeyDictionary()
_USUAL: WeakKeyDictionary[Dossier, dict[str, str | None]] = WeakKeyDictionary()


def usual(dossier: Dossier, name: str) -> str | None:
    """The population or the place that most figures of a dossier speak of."""
    known = _USUAL.setdefault(dossier, {})
    if name not in known:
        counts = Counter(
            (row.get("scope") or {}).get(name)
            for row in dossier.raw_rows("claims").values()
            if row.get("figure")
        )
        counts.pop(None, None)
        known[name] = max(counts, key=lambda id: (counts[id], id), default=None)
    return known[name]


def whom(dossier: Dossier, measure: str) -> str | None:
    """Whom a figure of a measure counts that does not say so: None for everybody.

    Of all figures of the measure most speak of that population or of a part of it, those of one
    release as one; where most leave it out, what is counted is everybody, and whoever is named
    (children, officers) is a part of them.
    """
    known = _WHOM.setdefault(dossier, {})
    if not known:
        said: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
        for id, row in dossier.raw_rows("claims").items():
            if row.get("figure") and row.get("measure"):
                population = (row.get("scope") or {}).get("population")
                said[row["measure"]].add((row.get("release") or id, population))
        for name, found in said.items():
            wholes = (scope_line(dossier, who)[-1] if who else None for _, who in found)
            counts = Counter(wholes)
            known[name] = max(counts, key=lambda who: (counts[who], who is None, who or ""))
    # Of a measure that is only derived, whoever most figures of all speak of.
    return known[measure] if measure in known else usual(dossier, "population")


def is_of_some(dossier: Dossier, measure: str, population: str | None) -> bool:
    """Whether a population is a part of those whom a figure counts that names none."""
    if population is None:
        return False
    meant = whom(dossier, measure)
    return meant is None or (meant != population and meant in scope_line(dossier, population))


def stock_days(dossier: Dossier, measure: str) -> int:
    """So many days may lie between two counts of one moment, of what rises and falls.

    A fifteenth of the stretch of which most figures of the measure speak, from 1 day to 14: what
    holds for a fortnight of a war is over in a day of a flood. Where they speak of fewer than
    five days no pace is known.
    """
    known = _DAYS.setdefault(dossier, {})
    if not known:
        moments: dict[str, set[int]] = defaultdict(set)
        sources = dossier.raw_rows("sources")
        for row in dossier.raw_rows("claims").values():
            date = row.get("as_of") or sources[row["source"]].get("published")
            if row.get("figure") and row.get("measure") and date:
                span = parse(date)
                moments[row["measure"]].add(
                    ordinal(span.latest if span.is_open_start else span.earliest)
                )
        for name, days in moments.items():
            known[name] = _pace(sorted(days))
    return known.get(measure, LONGEST_STOCK_DAYS)


def _pace(days: Sequence[int]) -> int:
    if len(days) < FEWEST_OF_A_PACE:
        return LONGEST_STOCK_DAYS
    # One of years later does not slow the story down.
    tenth = len(days) // 10
    stretch = days[-1 - tenth] - days[tenth]
    return min(max(round(stretch / 15), 1), LONGEST_STOCK_DAYS)


def goes_without_saying(dossier: Dossier, name: str, scope: str | None) -> bool:
    """Whether a population is the usual one, or a place the usual one or what that lies in."""
    found = usual(dossier, name)
    if name == "population":
        return scope == found
    return scope == found or (found is not None and scope in scope_line(dossier, found))
