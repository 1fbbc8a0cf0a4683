"""What goes without saying: the population and the place of which most figures speak."""

from __future__ import annotations

from collections import Counter
from weakref import WeakKeyDictionary

from kursk_tui.analysis.ladder.quantities import scope_line
from kursk_tui.dossier.dossier import Dossier

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


def goes_without_saying(dossier: Dossier, name: str, scope: str | None) -> bool:
    """Whether a population is the usual one, or a place the usual one or what that lies in."""
    found = usual(dossier, name)
    if name == "population":
        return scope == found
    return scope == found or (found is not None and scope in scope_line(dossier, found))
