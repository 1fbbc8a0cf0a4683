"""What is known to add to a stock or to take from it, and when: the dossier's ledgers say.

Eight thousand on one day and eleven thousand four days later do not contradict each other while
units are moving in. No measure is named here: a ledger in which a stock stands says which other
measures add to it and which take from it, and the events within which those were counted say when.
"""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.dates import Span, overlap, parse
from kursk_tui.model.records import Identity, Term


class Movements(NamedTuple):
    """Ids of events in which a stock was added to, and of those in which it was taken from."""

    adding: tuple[str, ...]
    taking: tuple[str, ...]


_KNOWN: WeakKeyDictionary[Dossier, dict[str, Movements]] = WeakKeyDictionary()


def movements(dossier: Dossier, stock: str) -> Movements:
    """The events that move a stock, by the ledgers it stands in. Worked out once a measure."""
    known = _KNOWN.setdefault(dossier, {})
    if stock not in known:
        adding: set[str] = set()
        taking: set[str] = set()
        for identity in dossier.identities.values():
            if identity.kind == "ledger":
                _sort(dossier, identity, stock, adding, taking)
        known[stock] = Movements(_events(dossier, adding), _events(dossier, taking))
    return known[stock]


def moving(dossier: Dossier, a: Quantity, b: Quantity) -> str | None:
    """The event that explains why a stock differs between two moments; None where none does.

    It must be going on between them, and move the stock in the direction in which it moved. Only
    for moments that do not overlap.
    """
    one, two = a.when.span, b.when.span
    if a.basis != "stock" or one is None or two is None or overlap(one, two):
        return None
    early, late = (a, b) if one.latest < two.earliest else (b, a)
    words = [q.intervals[1] for q in (early, late)]
    if words[0] is None or words[1] is None:
        return None
    before, after = ((w.suggested or w.entailed) for w in words if w is not None)
    found = movements(dossier, a.measure)
    events = found.adding if after.low > before.low else found.taking
    between = Span(min(one.latest, two.latest), max(one.earliest, two.earliest))
    return next((event for event in events if _is_on(dossier, event, between)), None)


def arriving(dossier: Dossier, a: Quantity, b: Quantity) -> str | None:
    """The event that explains why a count grew fast between two moments; None where none does.

    Only for a count that a ledger adds to a stock: while an event within which it is counted is
    going on, it grows as that goes, and not evenly.
    """
    one, two = a.when.span, b.when.span
    if a.basis != "cumulative" or one is None or two is None or overlap(one, two):
        return None
    if a.measure not in _adding(dossier):
        return None
    between = Span(min(one.latest, two.latest), max(one.earliest, two.earliest))
    events = _events(dossier, {a.measure})
    return next((event for event in events if _is_on(dossier, event, between)), None)


def _adding(dossier: Dossier) -> set[str]:
    """The measures that some ledger adds to a stock."""
    adding: set[str] = set()
    for identity in dossier.identities.values():
        if identity.kind == "ledger":
            for term in (identity.total, *identity.terms):
                measure = _measure(dossier, term)
                if measure is not None and dossier.measures[measure].basis == "stock":
                    _sort(dossier, identity, measure, adding, set())
    return adding


def _is_on(dossier: Dossier, event: str, between: Span) -> bool:
    date = dossier.events[event].date
    return date is not None and overlap(parse(date), between)


def _sort(
    dossier: Dossier, identity: Identity, stock: str, adding: set[str], taking: set[str]
) -> None:
    """Sort the measures of a ledger by what they do to a stock that stands in it.

    total = sum of signed terms, so with the total on the other side the coefficients of all add
    up to nothing; what has the stock's own sign takes from it.
    """
    slots: list[tuple[str | None, int]] = [(_measure(dossier, identity.total), 1)]
    slots += [(_measure(dossier, term), -term.sign) for term in identity.terms]
    for measure, own in slots:
        if measure != stock:
            continue
        for other, sign in slots:
            if other is not None and other != stock:
                (taking if sign == own else adding).add(other)


def _measure(dossier: Dossier, term: Term) -> str | None:
    return dossier.claims[term.claim].measure if term.claim is not None else term.measure


def _events(dossier: Dossier, measures: set[str]) -> tuple[str, ...]:
    """The events within which figures of some measures were counted, in file order."""
    counted = {
        (row.get("scope") or {}).get("within")
        for row in dossier.raw_rows("claims").values()
        if row.get("measure") in measures and row.get("figure") and not row.get("misreads")
    }
    return tuple(id for id in dossier.raw_rows("events") if id in counted)
