"""What a comparison says: kind, severity, reasons, and the ladder's steps."""

from __future__ import annotations

from typing import NamedTuple

from kursk_tui.analysis.quantities import Quantity

KINDS = (
    "conflict",
    "tension",
    "variance",
    "residual",
    "slip",
    "revision",
    "difference",
    "echo",
    "compatible",
    "incomparable",
)
DISAGREEING = frozenset(KINDS[:7])


class Step(NamedTuple):
    """One rung of the ladder and what it found, in a few words."""

    name: str
    found: str


class Reason(NamedTuple):
    """Why two figures may differ without disagreeing; `state` covers, partial or untested."""

    name: str
    state: str
    arithmetic: str


class Growth(NamedTuple):
    """What date would have to explain between two cumulative counts."""

    part: float
    days: int
    since_days: int | None
    per_day: float


class Reading(NamedTuple):
    """What two quantities say together. `a` and `b` are in an order that does not depend on
    which was given first. `gap` is a ratio (inf above a zero), `days` the days between dates;
    `tier` is the layer that is apart: recorded, entailed, suggested.
    """

    a: Quantity
    b: Quantity
    kind: str
    severity: int
    gap: float | None
    days: int | None
    tier: str | None
    why: str
    reasons: tuple[Reason, ...]
    growth: Growth | None
    steps: tuple[Step, ...]
    by_preset: tuple[str, ...]
    hinge: str
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


def origins_of(a: Quantity, b: Quantity) -> int:
    """How many different known origins two quantities have; 0 to 2.

    One release is one utterance, whatever the chains of those who relay it.
    """
    if a.release is not None and a.release == b.release:
        return 1 if a.origin or b.origin else 0
    return len({a.origin, b.origin} - {None})


class Verdict(NamedTuple):
    """A reading under one preset, before the presets are set side by side."""

    kind: str
    severity: int
    gap: float | None = None
    days: int | None = None
    tier: str | None = None
    why: str = ""
    reasons: tuple[Reason, ...] = ()
    growth: Growth | None = None
    note: str | None = None
