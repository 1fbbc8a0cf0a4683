"""Sentences on what holds of a count, and on who would have to be set aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kursk_tui.analysis.ladder.compare import compare_quantities
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.origins.bands import (
    ENTAILED,
    SUGGESTED,
    Said,
    SetAside,
    Voice,
    set_aside,
)
from kursk_tui.analysis.origins.forest import date_of
from kursk_tui.analysis.origins.holdings import Bound, Holding, count_of, holding
from kursk_tui.analysis.origins.lineage import Support
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import Interval
from kursk_tui.model.text import plural
from kursk_tui.words.phrases import interval_text
from kursk_tui.words.records import name_of
from kursk_tui.words.sentences import sentence
from kursk_tui.words.voices import day, listed


def holding_texts(
    dossier: Dossier, said: Sequence[Said], anchor: Quantity
) -> list[tuple[str, str]]:
    """(label, text): what holds of what a figure counts, at its moment, and who says so."""
    if anchor.status is None:
        return [("what holds", "a denial gives no count")]
    if anchor.is_misreading:
        return [("what holds", "a misreading is not used")]
    if anchor.is_slip:
        return [("what holds", "a figure dated after its own page is not used")]
    quantities = {q.id: q for one in said for q in one.all}
    found = holding(dossier, quantities.values(), anchor)
    when = f"at {day(anchor.when.date)}: " if anchor.when.date is not None else ""
    is_date = anchor.basis == "date"
    lines = [
        f"{'not before' if is_date else 'at least'} "
        + _bound(dossier, found.floor, quantities, is_date)
        if found.floor
        else "no origin commits to a minimum",
        f"{'not after' if is_date else 'at most'} "
        + _bound(dossier, found.ceiling, quantities, is_date)
        if found.ceiling
        else "no origin commits to a maximum",
    ]
    texts = [("what holds", when + "; ".join(lines))]
    texts.append(("agree", _agreement(dossier, found, is_date)))
    if found.crosses and found.floor is not None and found.ceiling is not None:
        one = quantities[found.floor.holders[0].quantity]
        two = quantities[found.ceiling.holders[0].quantity]
        texts.append(("they cross", sentence(dossier, compare_quantities(dossier, one, two))))
    return texts


def _bound(
    dossier: Dossier, bound: Bound | None, quantities: dict[str, Quantity], is_date: bool
) -> str:
    if bound is None:
        return ""
    names = []
    for holder in bound.holders:
        when = quantities[holder.quantity].when.date
        beside = f", {day(when)}" if when is not None and not is_date else ""
        names.append(name_of(dossier, holder.body) + beside)
    value = _range(Interval(bound.value, bound.value), is_date)
    return f"{value} ({'; '.join(dict.fromkeys(names))})"


def _agreement(dossier: Dossier, found: Holding, is_date: bool) -> str:
    """How many origins have one range in what they suggest, who they are, and of how many."""
    low, high = count_of(dossier, found.bodies)
    total = _many(low, high)
    if not found.agreements:
        return NOBODY if found.floor is None and found.ceiling is None else NO_RANGE
    first = found.agreements[0]
    if len(first.bodies) == 1:
        if high == 1:
            return f"only {name_of(dossier, first.bodies[0])} gives a figure"
        return f"no two of the {total} origins agree"
    text = "; or ".join(
        f"{_range(one.interval, is_date)} ({_names(dossier, one.bodies)})"
        for one in found.agreements[:MOST_TIES]
    )
    if len(found.agreements) > MOST_TIES:
        text += f"; or {plural(len(found.agreements) - MOST_TIES, 'other range')}"
    fewest, most = count_of(dossier, first.bodies)
    return f"{_many(fewest, most)} of {total} origins suggest {text}"


# So many ranges with as many origins are printed; the others are counted.
MOST_TIES = 3
NAMED_ASIDE = 3  # of more voices their number says more than their names
NOBODY = "none of the comparable figures has a recorded origin"
NO_RANGE = "no origin gives a range"


def support_line(found: Support) -> str:
    """`documents 5 · releases 1 · origins 1`; `origins 1-3` where it is not known."""
    origins = _many(*found.origins)
    return f"documents {found.documents} · releases {found.releases} · origins {origins}"


def _many(low: int, high: int) -> str:
    return str(high) if low == high else f"{low}-{high}"


def _names(dossier: Dossier, bodies: Iterable[str]) -> str:
    return listed([name_of(dossier, body) for body in bodies])


def aside_text(dossier: Dossier, said: Sequence[Said]) -> str:
    """The fewest voices without whom the figures do not disagree."""
    quantities = [q for one in said for q in one.all]
    tension = set_aside(dossier, quantities, SUGGESTED)
    conflict = set_aside(dossier, quantities, ENTAILED)
    if conflict == tension:
        return _aside(dossier, conflict, "disagreement")
    return f"{_aside(dossier, tension, 'tension')}; {_aside(dossier, conflict, 'conflict')}"


def voice_name(dossier: Dossier, voice: Voice) -> str:
    """The name of a voice: of an origin, or of the last who is named for it."""
    if voice.id not in dossier.agents:
        return f"the sum {voice.id}"
    return dossier.agents[voice.id].name


def _aside(dossier: Dossier, found: SetAside, what: str) -> str:
    if not found.ways:
        return f"{what}: too many voices to work out"
    size = len(found.ways[0])
    if size == 0:
        return f"no {what} among them"
    if size > NAMED_ASIDE:
        return f"{what} goes away only if {size} of {found.voices} voices are set aside"
    ways = [sorted(voice_name(dossier, voice) for voice in way) for way in found.ways]
    shown = [listed(way) for way in ways[:3]]
    more = "" if len(ways) <= 3 else f", or {len(ways) - 3} other ways"
    return (
        f"without the figures of {', or '.join(shown)}{more}, no {what} is left "
        f"(the smallest such group among {found.voices} voices; this does not say who is wrong)"
    )


def _range(interval: Interval, is_date: bool) -> str:
    if is_date:
        low, high = date_of(interval.low), date_of(interval.high)
        return low if low == high else f"{low} to {high}"
    rough = any(n % 1 for n in interval if n not in (float("inf"), float("-inf")))
    return interval_text(interval, derived=rough)
