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
from kursk_tui.model.figures import Interval, number
from kursk_tui.model.text import plural
from kursk_tui.words.phrases import beside, interval_text
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
        _bound(dossier, found.floor, quantities, "not before" if is_date else "at least")
        if found.floor
        else "no origin commits to a minimum",
        _bound(dossier, found.ceiling, quantities, "not after" if is_date else "at most")
        if found.ceiling
        else "no origin commits to a maximum",
    ]
    # What is said of the lower end and of the upper one may exclude each other.
    held = "; but ".join(lines) + ": these do not overlap" if found.crosses else "; ".join(lines)
    texts = [("what holds", when + held)]
    texts.append(("agree", _agreement(dossier, found, anchor)))
    if found.crosses and found.floor is not None and found.ceiling is not None:
        one = quantities[found.floor.holders[0].quantity]
        two = quantities[found.ceiling.holders[0].quantity]
        texts.append(("they cross", sentence(dossier, compare_quantities(dossier, one, two))))
    return texts


def _bound(dossier: Dossier, bound: Bound, quantities: dict[str, Quantity], before: str) -> str:
    """`at least 500 (UK DI, 15 Jan 2025)`; `more than 6,000` where that is what was printed."""
    is_date = before.startswith("not")
    names = []
    for holder in bound.holders:
        when = quantities[holder.quantity].when.date
        beside = f", {day(when)}" if when is not None and not is_date else ""
        names.append(name_of(dossier, holder.body) + beside)
    value = f"{before} {_range(Interval(bound.value, bound.value), is_date)}"
    printed = None if is_date else _beside(bound, quantities)
    if printed is not None:
        value = f"{'more' if before == 'at least' else 'fewer'} than {number(printed)}"
    return f"{value} ({'; '.join(dict.fromkeys(names))})"


def _beside(bound: Bound, quantities: dict[str, Quantity]) -> float | None:
    """The number that a bound lies just beside of by the words of all its holders, if by one."""
    found = set()
    for holder in bound.holders:
        claim = quantities[holder.quantity].claim
        figure = claim.figure if claim is not None else None
        found.add(beside(figure, bound.value) if figure is not None else None)
    return found.pop() if len(found) == 1 else None


def _agreement(dossier: Dossier, found: Holding, anchor: Quantity) -> str:
    """How many origins have one range in what they suggest, who they are, and of how many."""
    low, high = count_of(dossier, found.bodies)
    total = many(low, high)
    if not found.agreements:
        return NOBODY if found.floor is None and found.ceiling is None else NO_RANGE
    first = found.agreements[0]
    if len(first.bodies) == 1:
        if high == 1:
            name = name_of(dossier, first.bodies[0])
            return f"only {name} gives a figure{_for_that_time(anchor)}"
        return f"no two of the {total} origins agree"
    text = "; or ".join(
        f"{_range(one.interval, anchor.basis == 'date')} ({bodies_text(dossier, one.bodies)})"
        for one in found.agreements[:MOST_TIES]
    )
    if len(found.agreements) > MOST_TIES:
        text += f"; or {plural(len(found.agreements) - MOST_TIES, 'other range')}"
    fewest, most = count_of(dossier, first.bodies)
    within = "at" if first.interval.low == first.interval.high else "within"
    return f"{many(fewest, most)} of {total} origins, {within} {text}"


def _for_that_time(anchor: Quantity) -> str:
    """That others may have a figure of another time, where a count is of its time alone."""
    return " for that time" if anchor.basis == "stock" and anchor.when.date is not None else ""


# So many ranges with as many origins are printed; the others are counted.
MOST_TIES = 3
NAMED_ASIDE = 3  # so many ways are told by what they differ in; the others are counted
_NO_VERDICT = " (this does not say who is wrong)"
NOBODY = "none of the comparable figures has a recorded origin"
NO_RANGE = "no origin gives a range"


def support_line(found: Support) -> str:
    """`documents 5 · releases 1 · origins 1`; `origins 1-3` where it is not known."""
    origins = many(*found.origins)
    return f"documents {found.documents} · releases {found.releases} · origins {origins}"


def many(low: int, high: int) -> str:
    """`4`, or `4-5` where it is not known."""
    return str(high) if low == high else f"{low}-{high}"


def bodies_text(dossier: Dossier, bodies: Iterable[str]) -> str:
    """The names of some bodies, in their order."""
    return listed([name_of(dossier, body) for body in bodies])


def aside_text(dossier: Dossier, said: Sequence[Said]) -> str:
    """The fewest voices without whom no two others disagree: how many, who, and in which ways.

    What the words suggest disagrees sooner than what they commit to; where both need the same
    voices it is said once.
    """
    tension, conflict = asides(dossier, said)
    if not tension.ways or not conflict.ways:
        return "too many voices to work out who would have to be left out"
    if not tension.ways[0]:
        return "no conflict or tension between two voices"
    if conflict == tension:
        return f"{_leave_out(tension)}: {_ways(dossier, tension)}{_NO_VERDICT}"
    text = f"{_leave_out(tension)} in what they suggest: {_ways(dossier, tension)}; "
    if not conflict.ways[0]:
        return f"{text}in what they commit to no two do{_NO_VERDICT}"
    few = plural(len(conflict.ways[0]), "voice")
    return f"{text}for what they commit to, {few}: {_ways(dossier, conflict)}{_NO_VERDICT}"


def aside_in_short(dossier: Dossier, said: Sequence[Said]) -> str:
    """`without 6 of 21 voices no two disagree`; empty where none do, or where nobody can tell."""
    tension, _ = asides(dossier, said)
    size = len(tension.ways[0]) if tension.ways else 0
    return f"without {size} of {tension.voices} voices no two disagree" if size else ""


def asides(dossier: Dossier, said: Sequence[Said]) -> tuple[SetAside, SetAside]:
    """Who would have to be left out by what words suggest, and by what they commit to."""
    quantities = [q for one in said for q in one.all]
    return set_aside(dossier, quantities, SUGGESTED), set_aside(dossier, quantities, ENTAILED)


def _leave_out(found: SetAside) -> str:
    size = len(found.ways[0])
    return f"leave out {size} of {found.voices} voices and no two of the others disagree"


def _in_short(dossier: Dossier, voice: Voice) -> str:
    known = voice.id in dossier.agents
    return name_of(dossier, voice.id) if known else voice_name(dossier, voice)


def _ways(dossier: Dossier, found: SetAside) -> str:
    """Whom all ways have, and then what they differ in: `A and B, and either C or D and E`."""
    ways = [frozenset(_in_short(dossier, voice) for voice in way) for way in found.ways]
    common = frozenset.intersection(*ways)
    rests = [listed(sorted(way - common)) for way in ways if way - common]
    if not rests:
        return listed(sorted(common))
    shown = " or ".join(rests[:NAMED_ASIDE])
    if len(rests) > NAMED_ASIDE:
        shown += f" or {plural(len(rests) - NAMED_ASIDE, 'other way')}"
    return f"{', '.join(sorted(common))}, and either {shown}" if common else f"either {shown}"


def voice_name(dossier: Dossier, voice: Voice) -> str:
    """The name of a voice: of an origin, or of the last who is named for it."""
    if voice.id not in dossier.agents:
        return f"the sum {voice.id}"
    return dossier.agents[voice.id].name


def _range(interval: Interval, is_date: bool) -> str:
    """A range as it is told; one that nobody printed is rounded."""
    if is_date:
        low, high = date_of(interval.low), date_of(interval.high)
        return low if low == high else f"{low} to {high}"
    rough = any(n % 1 for n in interval if n not in (float("inf"), float("-inf")))
    return interval_text(interval, derived=rough)
