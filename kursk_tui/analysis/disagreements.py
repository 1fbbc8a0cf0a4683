"""All readings worth a look, ranked, one row for each pair of releases.

Not all pairs: claims are put in buckets by measure, and in each bucket only pairs whose
suggested intervals lie apart are looked at, widest gap first. A reading is made for a pair only
when its turn comes, so that 100,000 claims cost no more than sorting them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from math import inf
from typing import NamedTuple

from kursk_tui.analysis.compare import compare, compare_quantities
from kursk_tui.analysis.fit import is_slip as is_slip
from kursk_tui.analysis.intervals import claim_intervals
from kursk_tui.analysis.ledger import Residual, derived, residual
from kursk_tui.analysis.quantities import (
    Quantity,
    body_of,
    identity_of,
    measure_line,
    quantity,
    status_of,
)
from kursk_tui.analysis.reading import DISAGREEING, Reading
from kursk_tui.analysis.sentences import residual_sentence, sentence, slip_sentence
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.words import origin_of
from kursk_tui.model.dates import ordinal, parse
from kursk_tui.model.records import Claim

# Pairs that are looked at before the search stops and says that it did.
MOST_PAIRS = 20_000


class Row(NamedTuple):
    """One disagreement. `target` is what a flag on it names; `claims` all that take part.

    Exactly one of `reading`, `residual` and `slip` is set. `echoes` counts further pairs that
    repeat the same two releases.
    """

    target: str
    kind: str
    severity: int
    gap: float
    origins: int
    claims: tuple[str, ...]
    reading: Reading | None = None
    residual: Residual | None = None
    slip: Claim | None = None
    echoes: int = 0

    @property
    def stable(self) -> bool:
        """Whether all presets see it alike."""
        if self.reading is not None:
            return self.reading.stable
        return self.residual is None or len(set(self.residual.by_preset)) == 1

    def sentence(self, dossier: Dossier) -> str:
        """The row in one plain sentence."""
        if self.reading is not None:
            return sentence(dossier, self.reading)
        if self.residual is not None:
            return residual_sentence(dossier, self.residual)
        if self.slip is not None:
            return slip_sentence(dossier, self.slip)
        raise ValueError(f"{self.target}: a row without a finding")


class Disagreements(NamedTuple):
    """Rows from the gravest down; `looked_at` of `apart` pairs were read."""

    rows: tuple[Row, ...]
    looked_at: int
    apart: int


def disagreements(dossier: Dossier, *, most_pairs: int = MOST_PAIRS) -> Disagreements:
    """Every pair, identity and date worth a look, ranked by severity, gap and origins."""
    finder = _Finder(dossier)
    rows: dict[object, Row] = {}
    looked_at = 0
    for reading in finder.readings(most_pairs):
        looked_at += 1
        if reading.kind in DISAGREEING:
            _keep(rows, finder.pair_key(reading), row_of(dossier, reading))
    listed = [*rows.values(), *_residuals(dossier), *_slips(dossier)]
    listed.sort(key=_rank)
    return Disagreements(tuple(listed), looked_at, finder.apart)


def competing(dossier: Dossier, claim_id: str) -> tuple[Reading, ...]:
    """All readings of one claim with every other, save those that compare nothing.

    Ranked like the rows; echoes and compatible figures come last.
    """
    own = quantity(dossier, claim_id)
    found = []
    others = _opposing(dossier, claim_id)
    if own is not None:
        lines = set(measure_line(dossier, own.measure))
        others |= {
            claim
            for claim, record in dossier.claims.items()
            if record.measure is not None
            and claim != claim_id
            and (record.measure in lines or own.measure in measure_line(dossier, record.measure))
        }
    for other in others:
        reading = compare(dossier, claim_id, other)
        # What one document says twice is neither listed nor counted.
        restated = reading.kind == "echo" and reading.a.source == reading.b.source
        if reading.kind != "incomparable" and not restated:
            found.append(reading)
    for identity in dossier.identities.values():
        other_side = derived(dossier, identity)
        if own is not None and other_side is not None:
            reading = compare_quantities(dossier, own, other_side)
            if reading.kind != "incomparable":
                found.append(reading)
    return tuple(sorted(found, key=lambda r: _rank(row_of(dossier, r))))


def _opposing(dossier: Dossier, claim_id: str) -> set[str]:
    opposed = {o.claim for o in dossier.claims[claim_id].opposes}
    by = {c for c, r in dossier.claims.items() if any(o.claim == claim_id for o in r.opposes)}
    return opposed | by


# ---- finding pairs


class _Light(NamedTuple):
    """As much of a quantity as the search needs."""

    low: float
    high: float
    id: str


class _Finder:
    """Walks the pairs that lie apart, widest gap first, without making them all."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._derived: dict[str, Quantity] = {}
        self._quantities: dict[str, Quantity | None] = {}
        self._buckets: dict[tuple[str, str, str | None], list[_Light]] = defaultdict(list)
        self._by_release: dict[str, list[str]] = defaultdict(list)
        self._opposed: list[tuple[str, str]] = []
        self._fill()
        self._pairs = [
            (sorted(uppers, key=lambda q: -q.low), sorted(lowers, key=lambda q: q.high), dated)
            for uppers, lowers, dated in self._bucket_pairs()
        ]
        self.apart = sum(_count_apart(uppers, lowers) for uppers, lowers, _ in self._pairs)
        self._places = self._release_places()

    def _fill(self) -> None:
        dossier = self._dossier
        preset = dossier.meta.preset
        for claim in dossier.claims.values():
            self._opposed += [(claim.id, o.claim) for o in claim.opposes]
            status = status_of(claim)
            if claim.figure is None or claim.measure is None or status is None:
                continue
            if claim.release is not None:
                self._by_release[claim.release].append(claim.id)
            if claim.figure.date is not None:
                if is_slip(dossier, claim):
                    continue
                span = parse(claim.figure.date)
                light = _Light(ordinal(span.earliest), ordinal(span.latest), claim.id)
                within = self._period(claim.scope.within)
                self._buckets[claim.measure, status, within].append(light)
                continue
            words = claim_intervals(dossier, claim, preset)
            if words is not None:
                shown = words.suggested or words.entailed
                light = _Light(shown.low, shown.high, claim.id)
                self._buckets[claim.measure, status, None].append(light)
        for identity in dossier.identities.values():
            found = derived(dossier, identity)
            words = found.under(preset) if found is not None else None
            if found is None or found.status is None or words is None:
                continue
            self._derived[found.id] = found
            shown = words.suggested or words.entailed
            light = _Light(shown.low, shown.high, found.id)
            self._buckets[found.measure, found.status, None].append(light)

    def _period(self, within: str | None) -> str:
        """What dates are compared within: an event, or a period however it is written."""
        if within is None or within in self._dossier.events:
            return within or ""
        return "/".join(parse(within))

    def _bucket_pairs(self) -> Iterator[tuple[list[_Light], list[_Light], bool]]:
        """(uppers, lowers): an upper lying wholly above a lower is worth reading.

        Within one measure both ways; between a measure and what it is part of only a part
        above its whole, for a part below its whole is as it should be.
        """
        for (measure, status, within), lights in self._buckets.items():
            for whole in measure_line(self._dossier, measure):
                others = self._buckets.get((whole, status, within))
                if others:
                    yield lights, others, within is not None

    def readings(self, most: int) -> Iterator[Reading]:
        """Readings of recorded oppositions, of relabelled numbers, and of pairs apart."""
        seen: set[tuple[str, str]] = set()
        for one, two in (*self._opposed, *self._relabelled()):
            pair = (min(one, two), max(one, two))
            if pair not in seen:
                seen.add(pair)
                yield compare(self._dossier, *pair)
        for count, (one, two) in enumerate(self._widest_first()):
            if count >= most:
                return
            pair = (min(one, two), max(one, two))
            if pair in seen:
                continue
            seen.add(pair)
            a, b = self._quantity(one), self._quantity(two)
            # Two numbers that nobody printed are no disagreement between anybody.
            if one in self._derived and two in self._derived:
                continue
            if a is not None and b is not None:
                yield compare_quantities(self._dossier, a, b)

    def _widest_first(self) -> Iterator[tuple[str, str]]:
        heap: list[tuple[float, int, int, int]] = []

        def push(bucket: int, i: int, j: int) -> None:
            uppers, lowers, dated = self._pairs[bucket]
            if i < len(uppers) and j < len(lowers) and uppers[i].low > lowers[j].high:
                heappush(heap, (-_gap(uppers[i].low, lowers[j].high, dated), bucket, i, j))

        for bucket in range(len(self._pairs)):
            push(bucket, 0, 0)
        while heap:
            _, bucket, i, j = heappop(heap)
            uppers, lowers, _dated = self._pairs[bucket]
            yield uppers[i].id, lowers[j].id
            push(bucket, i, j + 1)
            if j == 0:
                push(bucket, i + 1, 0)

    def _relabelled(self) -> Iterator[tuple[str, str]]:
        """Claims of one release with one printed number under different measures."""
        claims = self._dossier.claims
        for ids in self._by_release.values():
            by_number: dict[object, list[str]] = defaultdict(list)
            for claim in ids:
                figure = claims[claim].figure
                if figure is not None and figure.date is None:
                    by_number[frozenset({figure.low, figure.high} - {None})].append(claim)
            for same in by_number.values():
                for place, one in enumerate(same):
                    for two in same[place + 1 :]:
                        if claims[one].measure != claims[two].measure:
                            yield one, two

    def _quantity(self, identifier: str) -> Quantity | None:
        if identifier in self._derived:
            return self._derived[identifier]
        if identifier not in self._quantities:
            self._quantities[identifier] = quantity(self._dossier, identifier)
        return self._quantities[identifier]

    # ---- what counts as one pair

    def _release_places(self) -> dict[tuple[str, str], str | None]:
        """The one place that a release gives a measure, where it gives just one."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for release, ids in self._by_release.items():
            for claim_id in ids:
                claim = self._dossier.claims[claim_id]
                if claim.scope.place and claim.measure:
                    found[release, claim.measure].add(claim.scope.place)
        return {key: next(iter(p)) for key, p in found.items() if len(p) == 1}

    def pair_key(self, reading: Reading) -> object:
        """The pair of (release, measure, scope) that a reading stands for.

        Statements without a measure stand for themselves.
        """
        if not (reading.a.measure and reading.b.measure):
            return frozenset((reading.a.id, reading.b.id))
        return frozenset((self._side_key(reading.a), self._side_key(reading.b)))

    def _side_key(self, q: Quantity) -> object:
        if q.release is not None and q.claim is not None:
            place = q.scope.place or self._places.get((q.release, q.measure))
            return (q.release, q.measure, place, q.scope.within)
        return (q.voice, q.measure, q.scope)


def _count_apart(uppers: list[_Light], lowers: list[_Light]) -> int:
    highs = [light.high for light in lowers]
    return sum(bisect_left(highs, light.low) for light in uppers)


def _gap(low: float, high: float, dated: bool) -> float:
    if dated:
        return 1 + (low - high) / 15
    return low / high if high > 0 else inf


# ---- rows


def row_of(dossier: Dossier, reading: Reading) -> Row:
    """A reading as a row of the list."""
    claims: list[str] = []
    for q in (reading.a, reading.b):
        if q.claim is not None:
            claims.append(q.id)
        else:
            identity = dossier.identities[identity_of(q.id)]
            terms = (identity.total, *identity.terms)
            claims += [term.claim for term in terms if term.claim is not None]
    return Row(
        f"pair:{reading.a.id}|{reading.b.id}",
        reading.kind,
        reading.severity,
        reading.gap if reading.gap is not None else 0.0,
        reading.origins,
        tuple(claims),
        reading=reading,
    )


def _keep(rows: dict[object, Row], key: object, row: Row) -> None:
    """One row a key: the severest stands, and counts the others."""
    former = rows.get(key)
    if former is None:
        rows[key] = row
        return
    kept = min(former, row, key=lambda r: (_rank(r)[:3], -_width(r), r.target))
    claims = tuple(dict.fromkeys((*kept.claims, *former.claims, *row.claims)))
    rows[key] = kept._replace(echoes=former.echoes + 1, claims=claims)


def _width(row: Row) -> float:
    """How much the words of a pair leave open: the more careful wording stands for the others,
    which are often titles.
    """
    if row.reading is None:
        return 0.0
    total = 0.0
    for q in (row.reading.a, row.reading.b):
        words = q.intervals[1]
        if words is not None and words.suggested is not None:
            total += words.suggested.high - words.suggested.low
    return total


def _residuals(dossier: Dossier) -> Iterable[Row]:
    for identity in dossier.identities.values():
        found = residual(dossier, identity)
        if found is None or found.severity == 0:
            continue
        ids = [identity.total.claim, *(term.claim for term in identity.terms)]
        claims = tuple(c for c in ids if c is not None)
        origins = {_body(dossier, dossier.claims[c]) for c in claims} - {None}
        yield Row(
            f"identity:{identity.id}",
            "residual",
            found.severity,
            found.gap if found.gap is not None else 0.0,
            len(origins),
            claims,
            residual=found,
        )


def _slips(dossier: Dossier) -> Iterable[Row]:
    for claim in dossier.claims.values():
        if is_slip(dossier, claim):
            origins = 0 if _body(dossier, claim) is None else 1
            yield Row(f"claim:{claim.id}", "slip", 3, 0.0, origins, (claim.id,), slip=claim)


def _body(dossier: Dossier, claim: Claim) -> str | None:
    return body_of(dossier, origin_of(dossier, claim))


def _rank(row: Row) -> tuple[object, ...]:
    return (-row.severity, -row.gap, -row.origins, row.target)
