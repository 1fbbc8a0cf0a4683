"""Whether two quantities speak of the same: recorded ties, measures, scopes."""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from kursk_tui.analysis.ladder.quantities import (
    COUNTED,
    Quantity,
    measure_line,
    relation,
    scope_line,
    within_relation,
)
from kursk_tui.analysis.ladder.reading import Step, Verdict, Why
from kursk_tui.analysis.ladder.usual import is_of_some
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import ClaimScope


class Fit(NamedTuple):
    """How measures and scopes relate: "=" both ways, "in" (a lies in b), "over"."""

    way: str
    measure: str
    population: str
    place: str
    counting: str
    within: str
    unstated: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether both speak of the same, and neither of a part of the other."""
        return self.measure == self.population == self.place == self.counting == "="


class _Known(NamedTuple):
    """What has been looked up in a dossier, which never changes: of 100,000 claims few differ

    in measure and scope. `ties` are the identities of a claim.
    """

    fits: dict[tuple[str, ClaimScope, str, ClaimScope], Fit | str]
    ties: dict[str, tuple[str, ...]]


_KNOWN: WeakKeyDictionary[Dossier, _Known] = WeakKeyDictionary()


def _known(dossier: Dossier) -> _Known:
    found = _KNOWN.get(dossier)
    if found is None:
        found = _KNOWN[dossier] = _Known({}, {})
        for identity in dossier.identities.values():
            for claim in {slot.claim for slot in (identity.total, *identity.terms)}:
                if claim is not None:
                    found.ties[claim] = (*found.ties.get(claim, ()), identity.id)
    return found


def opposition(a: Quantity, b: Quantity) -> tuple[str, str | None] | None:
    """(how, note) of what is recorded between the two claims; a denial outweighs."""
    if a.claim is None or b.claim is None:
        return None
    found = [
        (o.how, o.note)
        for claim, other in ((a.claim, b.claim), (b.claim, a.claim))
        for o in claim.opposes
        if o.claim == other.id
    ]
    return min(found, key=lambda pair: pair[0]) if found else None


def tie(dossier: Dossier, a: Quantity, b: Quantity) -> str | None:
    """Id of an identity that both belong to, or that one was derived from."""
    ties = _known(dossier).ties
    own, other = (ties.get(q.id, ()) if q.identity is None else (q.identity,) for q in (a, b))
    return next((identity for identity in own if identity in other), None)


def fit_of(dossier: Dossier, a: Quantity, b: Quantity) -> Fit | str:
    """How measures and scopes relate, or why they cannot be compared: a code, as `no figure`."""
    if not a.measure or not b.measure:
        return "no figure"
    if a.status is None or b.status is None:
        return "denial"
    if (a.status == COUNTED) != (b.status == COUNTED):
        return "status"
    return scopes_fit(dossier, a, b)


def scopes_fit(dossier: Dossier, a: Quantity, b: Quantity) -> Fit | str:
    """`fit_of`, whether they are counted, foreseen or denied."""
    fits = _known(dossier).fits
    key = (a.measure, a.scope, b.measure, b.scope)
    found = fits.get(key)
    if found is None:
        found = fits[key] = _fit(dossier, a, b)
    return found


def _fit(dossier: Dossier, a: Quantity, b: Quantity) -> Fit | str:
    measure = relation(measure_line(dossier, a.measure), measure_line(dossier, b.measure))
    if measure is None:
        return "measures"
    # Of the measures, not of the quantities: a hinge asks what if one had counted another.
    basis = dossier.measures[a.measure].basis
    if basis != dossier.measures[b.measure].basis and not _is_of_one_event(dossier, a, b, measure):
        return "bases"
    ways = {"measure": measure}
    unstated = []
    for name, one, two in (
        ("population", a.scope.population, b.scope.population),
        ("place", a.scope.place, b.scope.place),
        ("counting", a.scope.counting, b.scope.counting),
    ):
        if one is None or two is None:
            ways[name] = "="
            if one != two:
                ways[name] = _unsaid(dossier, name, a, b)
                if ways[name] == "=":
                    unstated.append(name)
            continue
        found = relation(scope_line(dossier, one), scope_line(dossier, two))
        if found is None:
            return name
        ways[name] = found
    within = within_relation(dossier, a.scope.within, b.scope.within)
    if within is None:
        return "within"
    if basis == "date" and within != "=":
        return "dated events"
    ways["within"] = within
    directions = set(ways.values()) - {"="}
    if len(directions) > 1:
        return "crossing"
    way = directions.pop() if directions else "="
    return Fit(
        way=way,
        measure=measure,
        population=ways["population"],
        place=ways["place"],
        counting=ways["counting"],
        within=within,
        unstated=tuple(unstated),
    )


def _unsaid(dossier: Dossier, name: str, a: Quantity, b: Quantity) -> str:
    """How two scopes relate of which one says nothing: as equal, but for a part of those counted.

    Whoever gives the dead and does not say whose means all of them, and not the children.
    """
    if name != "population":
        return "="
    said, unsaid = (a, b) if a.scope.population is not None else (b, a)
    if not is_of_some(dossier, unsaid.measure, said.scope.population):
        return "="
    return "in" if said is a else "over"


def _is_of_one_event(dossier: Dossier, a: Quantity, b: Quantity, measure: str) -> bool:
    """Whether one counts who was there at a moment, the other all who came, to one closed event.

    Of a closed event both hold for good, and nobody was there who did not come.
    """
    part, whole = (a, b) if measure == "in" else (b, a)
    bases = (dossier.measures[part.measure].basis, dossier.measures[whole.measure].basis)
    event = dossier.events.get(a.scope.within or "")
    is_one = event is not None and bool(event.closed) and a.scope.within == b.scope.within
    return is_one and bases == ("stock", "cumulative")


def fit_step(fit: Fit) -> Step:
    """Step two of the ladder: (in what one is part of the other, what one leaves unstated)."""
    names = ("measure", "population", "place", "counting", "within")
    differing = tuple(name for name in names if getattr(fit, name) != "=")
    return Step("comparable?", "part" if differing else "same", (differing, fit.unstated))


def relabelled(dossier: Dossier, a: Quantity, b: Quantity) -> Verdict | None:
    """One release, two documents, one printed number under a measure and under its part."""
    if a.status is None or a.status != b.status:
        return None
    if a.claim is None or b.claim is None or a.release is None or a.release != b.release:
        return None
    if a.source == b.source or not a.measure or not b.measure:
        return None
    way = relation(measure_line(dossier, a.measure), measure_line(dossier, b.measure))
    if way in (None, "="):
        return None
    one, two = a.claim.figure, b.claim.figure
    if one is None or two is None or one.hedge != two.hedge:
        # "More than 1,000" hit and 1,000 of them wounded fit together.
        return None
    if {one.low, one.high} - {None} == {two.low, two.high} - {None} != set():
        return Verdict(
            kind="variance", severity=2, gap=1.0, tier="entailed", why=Why("two measures")
        )
    return None
