"""Which pairs of figures are worth reading: those that lie apart, widest gap first.

Of a release only its own wording is set against other releases; with the other tellings of itself
it is set for variance and drift. Claims are put in buckets by measure; within a bucket, and between
a measure and what it is part of, only pairs whose suggested intervals lie apart can disagree. Two
sorted lists and a heap give them one by one, so that 100,000 claims cost little more than sorting
them. All this works on rows as decoded: building 100,000 records would cost more than all else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from heapq import heappop, heappush
from math import inf
from operator import itemgetter
from typing import NamedTuple

from kursk_tui.analysis.identities.ledger import derived, is_printed
from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.analysis.ladder.quantities import (
    COUNTED,
    FORESEEN,
    Quantity,
    is_slip_row,
    measure_line,
    relation,
    side,
    status_of_modality,
)
from kursk_tui.analysis.ladder.releases import misread_by, tellings
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import ordinal, parse
from kursk_tui.model.records import Claim, Row

# Of the figures that a denial may deny so many are looked at.
MOST_DENIED = 200
# Low end, high end and id: as much of a quantity as the search needs.
Light = tuple[float, float, str]
_LOW, _HIGH = itemgetter(0), itemgetter(1)


class _Bucket(NamedTuple):
    """Figures of one measure, counted or foreseen; dates also of one event."""

    measure: str
    foreseen: bool
    within: str | None


class _Facing(NamedTuple):
    """Two lists to be set against each other: lowest ends falling, highest ends rising."""

    uppers: list[Light]
    lowers: list[Light]
    dated: bool


class Finder:
    """Walks the pairs that lie apart, widest gap first, without making them all.

    `apart` is how many there are, `slips` the claims of what lies after their page.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._rows = dossier.raw_rows("claims")
        self._derived: dict[str, Quantity] = {}
        # Of those, what their release also prints: it is set against that alone.
        self._told: set[str] = set()
        self._quantities: dict[str, Quantity] = {}
        self._buckets: dict[_Bucket, list[Light]] = defaultdict(list)
        self._by_release: dict[str, list[str]] = defaultdict(list)
        self._misread: list[str] = []
        self._tellings = tellings(dossier)
        self._parts: dict[tuple[str, str], bool] = {}
        self._opposed: list[tuple[str, str]] = []
        self._denied: list[str] = []
        self.slips: list[Claim] = []
        self._fill()
        self._fill_derived()
        self._facing = self._face()
        self.apart = sum(_count_apart(facing) for facing in self._facing)

    def pairs(self, most: int) -> Iterator[tuple[Quantity, Quantity]]:
        """What is recorded, what one release is told as, and then `most` pairs apart at most."""
        seen: set[tuple[str, str]] = set()
        for one, two in (
            *self._opposed,
            *self._misreadings(),
            *self._told_differently(),
            *self._relabelled(),
            *self._denials(),
        ):
            pair = (one, two) if one < two else (two, one)
            if pair not in seen:
                seen.add(pair)
                yield self._quantity(pair[0]), self._quantity(pair[1])
        for count, (one, two) in enumerate(self._widest_first()):
            if count >= most:
                return
            pair = (one, two) if one < two else (two, one)
            # Two numbers that nobody printed are no disagreement between anybody.
            if pair in seen or (one in self._derived and two in self._derived):
                continue
            a, b = self._quantity(pair[0]), self._quantity(pair[1])
            if not self._told.isdisjoint(pair) and a.release != b.release:
                continue
            seen.add(pair)
            yield a, b

    def pair_key(self, a: Quantity, b: Quantity) -> object:
        """The two sides that a pair stands for: of each the telling, without a release the claim.

        A misreading, and statements without a measure, stand for themselves.
        """
        if not (a.measure and b.measure) or a.is_misreading or b.is_misreading:
            return frozenset((a.id, b.id))
        return frozenset((self._side_key(a), self._side_key(b)))

    # ---- sorting claims

    def _fill(self) -> None:
        preset = self._dossier.meta.preset
        known: dict[object, Light | None] = {}
        for id, row in self._rows.items():
            if row.get("opposes"):
                self._opposed += [(id, o["claim"]) for o in row["opposes"]]
            figure = row.get("figure")
            if figure is None:
                continue
            if row.get("misreads"):
                self._misread.append(id)
                continue
            status = status_of_modality(row["modality"])
            if status is None:
                if figure.get("date") is None and row.get("measure"):
                    self._denied.append(id)
                continue
            if is_slip_row(self._dossier, row):
                self.slips.append(self._dossier.claims[id])
                continue
            if release := row.get("release"):
                self._by_release[release].append(id)
            if not self._tellings.stands(id):
                continue
            measure, foreseen = row["measure"], status in FORESEEN
            if figure.get("date") is not None:
                self._fill_date(row, foreseen)
                continue
            # A number means the same wherever it stands, unless it is a share of another.
            hedge = figure["hedge"]
            key = (figure.get("low"), figure.get("high"), hedge, measure)
            # A vague word is what it is in its language.
            if row.get("of") is not None or hedge == "vague":
                ends = self._ends(id, preset)
            elif key in known:
                ends = known[key]
            else:
                ends = known[key] = self._ends(id, preset)
            if ends is not None:
                light = (ends[0], ends[1], id)
                self._buckets[_Bucket(measure, foreseen, None)].append(light)

    def _ends(self, claim_id: str, preset: str) -> Light | None:
        words = claim_intervals(self._dossier, self._dossier.claims[claim_id], preset)
        if words is None:
            return None
        shown = words.suggested or words.entailed
        return shown.low, shown.high, claim_id

    def _fill_date(self, row: Row, foreseen: bool) -> None:
        measure, span = row["measure"], parse(row["figure"]["date"])
        light = (ordinal(span.earliest), ordinal(span.latest), row["id"])
        within = (row.get("scope") or {}).get("within") or ""
        if within and within not in self._dossier.events:
            within = "/".join(parse(within))  # a period, however it is written
        self._buckets[_Bucket(measure, foreseen, within)].append(light)

    def _fill_derived(self) -> None:
        preset = self._dossier.meta.preset
        for identity in self._dossier.identities.values():
            found = derived(self._dossier, identity)
            words = found.under(preset) if found is not None else None
            if found is None or found.status is None or words is None:
                continue
            if is_printed(self._dossier, found):
                self._told.add(found.id)
            self._derived[found.id] = found
            shown = words.suggested or words.entailed
            light = (shown.low, shown.high, found.id)
            bucket = _Bucket(found.measure, found.status != COUNTED, None)
            self._buckets[bucket].append(light)

    def _face(self) -> list[_Facing]:
        """Lists to set against each other: an upper wholly above a lower is worth reading.

        Within one measure both ways; between a measure and what it is part of only a part
        above its whole, for a part below its whole is as it should be.
        """
        rising = {key: sorted(lights, key=_HIGH) for key, lights in self._buckets.items()}
        found = []
        for key, lights in self._buckets.items():
            falling = sorted(lights, key=_LOW, reverse=True)
            for whole in measure_line(self._dossier, key.measure):
                lowers = rising.get(key._replace(measure=whole))
                if lowers:
                    found.append(_Facing(falling, lowers, key.within is not None))
        return found

    # ---- walking pairs

    def _widest_first(self) -> Iterator[tuple[str, str]]:
        heap: list[tuple[float, int, int, int]] = []

        def push(place: int, i: int, j: int) -> None:
            uppers, lowers, dated = self._facing[place]
            if i < len(uppers) and j < len(lowers):
                low, high = uppers[i][0], lowers[j][1]
                if low > high:
                    heappush(heap, (-_gap(low, high, dated), place, i, j))

        for place in range(len(self._facing)):
            push(place, 0, 0)
        while heap:
            _, place, i, j = heappop(heap)
            uppers, lowers, _dated = self._facing[place]
            yield uppers[i][2], lowers[j][2]
            push(place, i, j + 1)
            if j == 0:
                push(place, i + 1, 0)

    def _misreadings(self) -> Iterator[tuple[str, str]]:
        """Each misreading with the one claim that it misreads."""
        for id in self._misread:
            right = misread_by(self._dossier, self._dossier.claims[id])
            if right is not None:
                yield id, right

    def _denials(self) -> Iterator[tuple[str, str]]:
        """Each denied figure with those that lie in what is denied, the lowest first."""
        rising: dict[str, list[Light]] = {}
        for id in self._denied:
            measure, found = self._rows[id]["measure"], self._quantity(id)
            words = found.under(self._dossier.meta.preset)
            if words is None:
                continue
            if measure not in rising:
                rising[measure] = sorted(self._buckets.get(_Bucket(measure, False, None), ()))
            lights, denied = rising[measure], words.entailed
            start = bisect_left(lights, (denied.low, -inf, ""))
            for low, high, other in lights[start : start + MOST_DENIED]:
                if low > denied.high:
                    break
                if high <= denied.high:
                    yield id, other

    def _told_differently(self) -> Iterator[tuple[str, str]]:
        """The own wording of each release with every other wording of it."""
        for telling in self._tellings.all:
            own = self._words(telling.standing)
            for claim in telling.claims:
                if self._words(claim) != own:
                    yield telling.standing, claim

    def _words(self, id: str) -> tuple[object, ...]:
        """What a claim's row prints: two that print the same are echoes."""
        row = self._rows[id]
        figure = row["figure"]
        # Of dozens and thousands the words are all there is.
        words = figure["written"] if figure.get("hedge") == "vague" else None
        ends = (figure.get(name) for name in ("date", "hedge", "low", "high"))
        return (row.get("of"), words, *ends)

    def _relabelled(self) -> Iterator[tuple[str, str]]:
        """Claims of one release with one printed number under a measure and its part."""
        rows = self._rows
        for ids in self._by_release.values():
            if len({rows[id]["measure"] for id in ids}) < 2:
                continue
            by_number: dict[object, list[Row]] = defaultdict(list)
            for id in ids:
                figure = rows[id]["figure"]
                if figure.get("date") is None:
                    numbers = frozenset({figure.get("low"), figure.get("high")} - {None})
                    by_number[numbers].append(rows[id])
            for same in by_number.values():
                for place, one in enumerate(same):
                    for two in same[place + 1 :]:
                        is_part = self._is_part(one["measure"], two["measure"])
                        if is_part and one["source"] != two["source"]:
                            yield one["id"], two["id"]

    def _is_part(self, one: str, two: str) -> bool:
        """Whether one of two measures is part of the other."""
        found = self._parts.get((one, two))
        if found is None:
            first, second = measure_line(self._dossier, one), measure_line(self._dossier, two)
            found = self._parts[one, two] = one != two and relation(first, second) is not None
        return found

    def _quantity(self, identifier: str) -> Quantity:
        if identifier in self._derived:
            return self._derived[identifier]
        if identifier not in self._quantities:
            self._quantities[identifier] = side(self._dossier, identifier)
        return self._quantities[identifier]

    # ---- what counts as one pair

    def _side_key(self, q: Quantity) -> str:
        telling = self._tellings.of(q.id)
        return telling.standing if telling is not None else q.id


def _count_apart(facing: _Facing) -> int:
    highs = [light[1] for light in facing.lowers]
    count = 0
    for light in facing.uppers:
        below = bisect_left(highs, light[0])
        if not below:
            break
        count += below
    return count


def _gap(low: float, high: float, dated: bool) -> float:
    if dated:
        return 1 + (low - high) / 15
    return low / high if high > 0 else inf
