"""What happened to those who are counted: words of a language, and the dossier's measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.intake.language.foreign.counting import (
    BARE,
    PERSONS,
    SHARE,
    Counted,
    is_list,
)
from kursk_tui.intake.language.foreign.words import Words
from kursk_tui.intake.language.measures import Measures
from kursk_tui.intake.language.units import counts_persons, plain_unit
from kursk_tui.model.records import Measure

# What a family is called among the cues of a measure, the plainest first.
_CALLED: dict[str, tuple[str, ...]] = {
    "killed": ("killed", "dead", "died", "deaths", "fatalities", "bodies"),
    "wounded": ("wounded", "injured", "injuries", "hurt"),
    "casualties": ("casualties", "killed or wounded", "killed and wounded", "losses", "lost"),
    "missing": ("missing", "disappeared", "unaccounted for"),
    "captured": ("captured", "taken prisoner", "prisoners of war", "prisoners", "in captivity"),
    "detained": ("detained", "arrested", "in custody", "captured", "taken prisoner"),
    "sent": ("sent", "deployed", "dispatched", "deployment"),
    "present": ("stationed", "present", "remain", "still deployed", "on the ground"),
    "returned": ("returned", "returned home", "back home"),
    "displaced": ("displaced", "homeless", "left homeless"),
    "fled": ("fled", "fled abroad", "refugees"),
    "evacuated": ("evacuated", "evacuations"),
    "rescued": ("rescued", "saved"),
    "attended": (
        "attended",
        "took part",
        "participants",
        "demonstrators",
        "protesters",
        "gathered",
    ),
    "affected": ("affected", "in need"),
    "aboard": ("on board", "aboard", "carrying"),
    "destroyed": ("destroyed", "buildings destroyed", "homes destroyed", "collapsed"),
    "damaged": ("damaged", "buildings damaged", "homes damaged"),
    "artillery": ("artillery systems", "artillery pieces", "artillery", "guns"),
    "shells": ("shells", "artillery rounds", "rounds", "munitions"),
}
# A noun needs no cue where one measure has its unit; but a word for pieces may be of anything.
_ANYTHING = frozenset(("pieces", "missiles", "rounds"))
# A word that names what is there only says where; a verb of what became of them says more.
_WEAK = frozenset(("present", "attended", "aboard", "affected"))
_SAYS_LITTLE = 4.0
# Farther than this, in words and in what parts clauses, no cue is sure.
_FARTHEST = 13.0
# What parts the figures of a row, and how far apart they stand at most.
_BETWEEN = re.compile(r"[,、・▽▼·/()]")
_ROW = 24
_COUNTED_WORD = re.compile(r"[^\W_]+")
_PAUSE = re.compile(r"[;:—–]| - ")


class Cue(NamedTuple):
    """Words of a sentence that name what happened: their place and what each of them names."""

    start: int
    end: int
    families: tuple[str, ...]


class Choice(NamedTuple):
    """A measure, and the place of the words on which it rests (None: the unit alone)."""

    measure: str
    words: tuple[int, int] | None


def cues(
    text: str, sentence: tuple[int, int], found_there: Sequence[Counted], words: Words
) -> list[Cue]:
    """Return the cues of a sentence in order, "killed and wounded" as one.

    What stands among the words of a hedge is none.
    """
    found: list[Cue] = []
    for match in words.cues.finditer(text, *sentence):
        if any(o.start <= match.start() and match.end() <= o.first for o in found_there):
            continue
        name = match.lastgroup or "c0"
        cue = Cue(match.start(), match.end(), (words.families[int(name[1:])],))
        before = found[-1] if found else None
        if (
            before is not None
            and before.families != cue.families
            and words.ands.fullmatch(text, before.end, cue.start)
        ):
            found[-1] = Cue(before.start, cue.end, (*before.families, *cue.families))
        else:
            found.append(cue)
    return found


def measure_of(
    measures: Measures,
    text: str,
    found: Sequence[Counted],
    at: int,
    told: Sequence[Cue],
    words: Words,
) -> Choice | None:
    """Return the measure of a figure of a sentence where a cue near it is sure, else None."""
    figure = found[at]
    fitting = _fitting(measures, figure)
    ranked = sorted(
        (
            (distance, number, cue)
            for number, cue in enumerate(told)
            if (distance := _distance(text, found, at, cue, words)) <= _FARTHEST
        ),
        key=lambda each: each[:2],
    )
    for _, _, cue in ranked:
        measure = _named(measures, fitting, cue.families)
        if measure is not None:
            return Choice(measure, (cue.start, cue.end))
        if figure.kind != PERSONS and figure.kind != BARE:
            continue
        # The nearest says what happened, and the dossier does not measure that.
        return None
    if figure.units and len(fitting) == 1 and not _ANYTHING & set(figure.units):
        return Choice(fitting[0].id, None)
    return None


def fill_rows(
    text: str,
    found: Sequence[Counted],
    choices: list[Choice | None],
    told: Sequence[Cue],
) -> None:
    """Give figures in a row the measure of their neighbour: in A 39, in B 23, in C 5 died."""
    pairs = [(at, at + 1) for at in range(len(found) - 1)]
    for one, other in [*pairs, *((b, a) for a, b in reversed(pairs))]:
        choice = choices[one]
        if choice is None or choices[other] is not None:
            continue
        if found[other].kind in (PERSONS, BARE) and _in_row(text, found, one, other, told):
            choices[other] = choice


def _in_row(text: str, found: Sequence[Counted], one: int, other: int, told: Sequence[Cue]) -> bool:
    first, second = found[min(one, other)], found[max(one, other)]
    gap = text[first.last : second.start]
    if len(gap) > _ROW or first.whole or second.whole or not _BETWEEN.search(gap):
        return False
    return not any(first.last <= cue.start and cue.end <= second.start for cue in told)


def _fitting(measures: Measures, figure: Counted) -> list[Measure]:
    """Return the measures of the unit of a figure."""
    if figure.kind == SHARE:
        return [m for m in measures.all.values() if m.unit in ("percent", "share")]
    if figure.kind in (PERSONS, BARE):
        return [m for m in measures.all.values() if counts_persons(m) and m.unit == "persons"]
    return [
        measure
        for measure in measures.all.values()
        if plain_unit(measure.unit) in figure.units
        or any(cue.lower() in figure.units for cue in measure.cues)
    ]


def _named(measures: Measures, fitting: Sequence[Measure], families: Sequence[str]) -> str | None:
    """Return the measure for what one family names, or two together; None where there is none."""
    if len(families) > 1:
        both = {
            f"{a} {joint} {b}"
            for one in families
            for other in families
            for a in _CALLED.get(one, ())
            for b in _CALLED.get(other, ())
            for joint in ("or", "and")
        }
        whole = next((m.id for m in fitting if both & {cue.lower() for cue in m.cues}), None)
        if whole is not None:
            return whole
        return (
            _named(measures, fitting, ("casualties",))
            if set(families)
            == {
                "killed",
                "wounded",
            }
            else None
        )
    for name in _CALLED.get(families[0], ()):
        for measure in fitting:
            if name in (cue.lower() for cue in measure.cues):
                return measure.id
    return None


def _distance(text: str, found: Sequence[Counted], at: int, cue: Cue, words: Words) -> float:
    """Return how far a cue stands from a figure, in words and in what parts clauses."""
    figure = found[at]
    begin, finish = figure.start, figure.last
    if figure.kind == BARE:
        finish = figure.span.end
    if cue.start < finish and cue.end > begin:
        return 0.5 if cue.families[0] in _WEAK else 0.0
    if cue.start >= finish:
        gap = text[finish : cue.start]
        # "The death of 12 and the wounding of 40": the second word leads to the second number.
        leads_on = any(0 <= o.start - cue.end <= 1 for o in found[at + 1 :])
        distance = 1.0 + _steps(gap, words) + 3 * leads_on + (_FARTHEST if figure.whole else 0)
        between = [o for o in found[at + 1 :] if o.start < cue.start]
    else:
        gap = text[cue.end : begin]
        steps = _steps(gap, words)
        # Nothing stands nearer than a word right before the number.
        distance = 1.5 + 1.2 * steps if steps or gap.strip() else 0.9
        between = [o for o in found[:at] if o.start > cue.end]
        inside = any(o.start <= cue.start < o.last for o in found[:at])
        # A noun that another figure counts is that one's.
        distance += 12 if inside else 0
    if cue.start >= finish and between and is_list(text, figure, between[0], words):
        # Both share what is said of them; the words of the second are no way.
        distance += 2 - 8 - _steps(text[finish : between[0].last], words)
    if cue.start >= finish and between and between[0].whole:
        # "4,000 of the 11,000 fell": the verb is that of the part.
        distance += 2 - 8 - _steps(text[finish : between[0].last], words)
    distance += _SAYS_LITTLE if cue.families[0] in _WEAK else 0
    distance += 8 * len(between) + 4 * gap.count(",") + 4 * gap.count("、")
    distance += 12 * len(_PAUSE.findall(gap))
    distance += 3 * len(words.stops.findall(gap))
    return distance


def _steps(gap: str, words: Words) -> float:
    """How many words stand in a gap; of a text without spaces half its letters."""
    if words.known.table.code in ("zh", "ja"):
        return sum(char.isalnum() for char in gap) / 2.5
    return float(len(_COUNTED_WORD.findall(gap)))
