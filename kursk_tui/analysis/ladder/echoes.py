"""Which figures of a release are one figure told again: echoes of the release's own wording.

Figures are alike where they stand in one telling (see `releases`) and what they suggest overlaps;
words that give no number where they are the same words. A figure of no recorded release is never
an echo, nor is one that is told wrongly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple
from weakref import WeakKeyDictionary

from kursk_tui.analysis.ladder.quantities import claim_intervals_under
from kursk_tui.analysis.ladder.releases import Tellings, tellings
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import Intervals
from kursk_tui.model.records import Row


class Told(NamedTuple):
    """A figure of a telling: the claim's id, what it comes to under a preset, and its words."""

    id: str
    intervals: Intervals | None
    written: str | None


def alike(told: Iterable[Told], own: Tellings) -> list[tuple[str, ...]]:
    """Put together what overlaps among figures of one telling; the own wording comes first."""
    heads: list[tuple[Told, list[str]]] = []
    # What comes to the same in the same words has the same head: of many only a few are compared.
    known: dict[tuple[Intervals | None, str | None], list[str]] = {}
    for one in sorted(told, key=lambda one: (not own.stands(one.id), one.id)):
        ids = known.get(one[1:])
        if ids is None:
            ids = next((ids for head, ids in heads if _overlap(head, one)), None)
        if ids is None:
            heads.append((one, ids := []))
        known[one[1:]] = ids
        ids.append(one.id)
    return [tuple(ids) for _, ids in heads]


def _overlap(a: Told, b: Told) -> bool:
    one, two = a.intervals, b.intervals
    if one is None or two is None:
        # Words that give no number tell the same only where they are the same words.
        return a.written == b.written
    if one.suggested is None or two.suggested is None:
        return one == two
    return one.suggested.overlaps(two.suggested)


_KNOWN: WeakKeyDictionary[Dossier, dict[str, tuple[str, ...]]] = WeakKeyDictionary()


def echoes(dossier: Dossier, claims: Collection[str] | None = None) -> dict[str, tuple[str, ...]]:
    """The echoes of each figure that has some, by its id, among some claims or all of them.

    Of all they are worked out once a dossier, and must not be changed.
    """
    if claims is not None:
        return _echoes(dossier, claims)
    found = _KNOWN.get(dossier)
    if found is None:
        found = _KNOWN[dossier] = _echoes(dossier, dossier.raw_rows("claims"))
    return found


def _echoes(dossier: Dossier, claims: Collection[str]) -> dict[str, tuple[str, ...]]:
    own, rows = tellings(dossier), dossier.raw_rows("claims")
    groups: dict[str, list[str]] = defaultdict(list)
    for id in claims:
        telling = own.of(id)
        if telling is not None and len(telling.claims) > 1:
            groups[telling.standing].append(id)
    words = _Words(dossier)
    found = {}
    for ids in groups.values():
        if len(ids) > 1:
            for head, *others in alike([words.told(rows[id]) for id in ids], own):
                if others:
                    found[head] = tuple(others)
    return found


class _Words:
    """What rows come to under the preset of a dossier: a record is built for each wording once."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier, self._preset = dossier, dossier.meta.preset
        self._known: dict[tuple[object, ...], Intervals | None] = {}

    def told(self, row: Row) -> Told:
        """A row that has a figure and a measure."""
        id, figure = row["id"], row["figure"]
        # Of a share it matters what it is of; of words that give no number how they are written.
        key = (
            row["measure"],
            row.get("of"),
            # Of a vague word its language too.
            self._dossier.sources[row["source"]].language if figure.get("hedge") == "vague" else "",
            *(figure.get(part) for part in ("low", "high", "hedge", "date", "written")),
        )
        if key not in self._known:
            claim = self._dossier.claims[id]
            self._known[key] = claim_intervals_under(self._dossier, claim, self._preset)
        return Told(id, self._known[key], figure["written"])
