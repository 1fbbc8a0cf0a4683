"""What a comparison says: kind, severity, reasons, and the ladder's steps. Codes, not sentences.

What a person reads of it is made in `words/`.
"""

from __future__ import annotations

from typing import NamedTuple

from kursk_tui.analysis.ladder.quantities import Quantity

KINDS = (
    "conflict",
    "tension",
    "told as",
    "variance",
    "drift",
    "residual",
    "slip",
    "revision",
    "difference",
    "echo",
    "compatible",
    "incomparable",
)
DISAGREEING = frozenset(KINDS[:9])
# The kinds that one release, told in several ways, has with itself.
WITHIN_RELEASE = frozenset({"told as", "variance", "drift", "echo"})


# What a code speaks of: ids, numbers, names of fields; a `Growth` is such a row of numbers.
Args = tuple[str | int | float | tuple[str, ...] | None, ...]


class Step(NamedTuple):
    """One rung of the ladder: what it found, as a code of that rung, and what that speaks of."""

    name: str
    found: str
    about: Args = ()


class Why(NamedTuple):
    """The ground of a verdict: a code, and the id of what it speaks of, if of something.

    Recorded: denies, excludes. Not compared: identity (its id), release measures, and those that
    `fit_of` returns. Echo: restated, other document. Variance: two figures, two measures. Drift:
    hedge turns. Told as: measure, hedge, period, modality, number. Revision: later release, later
    figure, later page, falls, page falls, later forecast, order unknown. Conflict: always, moment,
    order, dates. Tension: page moment, counting, place, open above and open below (the side that is
    open), suggested, fast growth, forecast. Difference: within, date, date untested, movement (the
    event), possible. Compatible: overlap, part, both open, one range.
    """

    code: str
    about: str | None = None


class Hinge(NamedTuple):
    """The single choice that would make a reading another kind, `becomes`.

    `choice` is preset, hedge, as-of or measure; `claim` the side whose hedge, moment or measure
    it is (None for a preset); `value` the preset, the hedge, the other side's id, the measure.
    """

    choice: str
    claim: str | None
    value: str
    becomes: str


class Reason(NamedTuple):
    """Why two figures may differ without disagreeing; `state` covers, partial or untested.

    `ground` and `about` are those of the step that found it.
    """

    name: str
    state: str
    ground: str
    about: Args = ()


class Growth(NamedTuple):
    """What date would have to explain between two cumulative counts.

    `part` of the later count in `days`, of `since_days` that it can have grown up to then (None
    where no start is recorded); `per_day` in the unit of the measure.
    """

    part: float
    days: int
    since_days: int | None
    per_day: float


class Reading(NamedTuple):
    """What two quantities say together. `a` and `b` are in an order that does not depend on
    which was given first. `gap` is a ratio (inf above a zero), None where there is none, as
    between a part and its whole; `days` the days between dates; `tier` is the layer that is
    apart: recorded, entailed, suggested.
    """

    a: Quantity
    b: Quantity
    kind: str
    severity: int
    gap: float | None
    days: int | None
    tier: str | None
    why: Why
    reasons: tuple[Reason, ...]
    growth: Growth | None
    steps: tuple[Step, ...]
    by_preset: tuple[str, ...]
    hinge: Hinge | None
    note: str | None = None

    @property
    def stable(self) -> bool:
        """Whether all presets give the same kind; otherwise it depends on the halo."""
        return len(set(self.by_preset)) == 1

    @property
    def origins(self) -> int:
        """How many different known origins stand behind the two; 0 to 2."""
        return origins_of(self.a, self.b)

    @property
    def same_lineage(self) -> bool:
        """Whether both go back to one body."""
        return self.a.origin is not None and self.a.origin == self.b.origin

    @property
    def tie(self) -> str:
        """How the two origins relate: see `tie_of`."""
        return tie_of(self.a, self.b)


# How the origins of two quantities relate.
SAME, TWO, ONE_SIDE, NOT_ESTABLISHED, UNKNOWN = (
    "same",
    "two",
    "one side",
    "not established",
    "unknown",
)


def tie_of(a: Quantity, b: Quantity) -> str:
    """How the origins of two quantities relate.

    SAME: one body. TWO: two bodies, not of one state. ONE_SIDE: two organs of one state.
    NOT_ESTABLISHED: a state beside an organ of it, which may be who spoke. UNKNOWN: one of them
    is not recorded.
    """
    if a.origin is None or b.origin is None:
        return UNKNOWN
    if a.origin == b.origin:
        return SAME
    if a.state is None or a.state != b.state:
        return TWO
    return NOT_ESTABLISHED if a.state in (a.origin, b.origin) else ONE_SIDE


def origins_of(a: Quantity, b: Quantity) -> int:
    """How many different known origins two quantities have for certain; 0 to 2.

    One release is one utterance, whatever the chains of those who relay it.
    """
    if a.release is not None and a.release == b.release:
        return 1 if a.origin or b.origin else 0
    if tie_of(a, b) == NOT_ESTABLISHED:
        return 1
    # No origin says what it is misread to say.
    return len({q.origin for q in (a, b) if not q.is_misreading} - {None})


class Verdict(NamedTuple):
    """A reading under one preset, before the presets are set side by side."""

    kind: str
    severity: int
    gap: float | None = None
    days: int | None = None
    tier: str | None = None
    why: Why = Why("")
    reasons: tuple[Reason, ...] = ()
    growth: Growth | None = None
    note: str | None = None
