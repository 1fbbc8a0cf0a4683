"""Sentences on what does not add up, and on dates that lie after the page that has them."""

from __future__ import annotations

from math import isinf

from kursk_tui.analysis.identities.ledger import Residual
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import Interval, number
from kursk_tui.model.records import Claim, Identity
from kursk_tui.words.phrases import number_of, rounded, spoken
from kursk_tui.words.records import short_name
from kursk_tui.words.sentences import lowered
from kursk_tui.words.voices import claim_who, claims_of, day


def residual_sentence(dossier: Dossier, found: Residual) -> str:
    """What an identity leaves over, in one sentence."""
    identity = found.identity
    sums = _sum_text(dossier, identity)
    if found.severity == 1 and found.printed is not None:
        low, high = found.printed
        where = " and ".join(
            f"{number(abs(gap))} {'lower' if gap > 0 else 'higher'} at its {end} end"
            for gap, end in ((low, "low"), (high, "high"))
            if gap
        )
        which = _total(dossier, identity)
        return f"{sums} does not add up as printed: {which} would have to be {where}"
    left = found.suggested or found.entailed
    if found.severity == 0:
        return f"{sums} adds up"
    how = "does not add up" if found.severity == 3 else "is unlikely to add up"
    which = f"{_total(dossier, identity)} would have to be {_off(left)}"
    return f"{sums} {how}: {which}. The assumption: {_assumption(identity)}"


def _total(dossier: Dossier, identity: Identity) -> str:
    """Which number would have to be another: whoever hears of a total asks which."""
    claim = dossier.claims[identity.total.claim or ""]
    measure = dossier.measures[claim.measure or ""]
    return number_of(measure.name, measure.unit)


def _off(left: Interval) -> str:
    """How far a total lies from what its terms come to: `3,300 to 4,700 higher`."""
    low, high = sorted((abs(left.low), abs(left.high)))
    first, last = (rounded(n) for n in (low, high))
    way = "higher" if left.high < 0 else "lower"
    if isinf(high):
        return f"at least {first} {way}"
    return first + (f" to {last}" if first != last else "") + f" {way}"


def _assumption(identity: Identity) -> str:
    return identity.assumption.strip().removesuffix(".")


def _sum_text(dossier: Dossier, identity: Identity) -> str:
    def words(claim_id: str | None) -> str:
        claim = dossier.claims[claim_id] if claim_id else None
        if claim is None or claim.figure is None or claim.measure is None:
            return "?"
        noun = dossier.measures[claim.measure].name
        text = lowered(spoken(dossier, claim))
        cues = (*dossier.measures[claim.measure].cues, noun)
        if not any(cue in text for cue in cues):
            text += f" {noun}"
        voice = claim_who(dossier, claim)
        beside = [part for part in (voice.name, voice.beside) if part]
        return f"{text} ({', '.join(beside)})"

    text = words(identity.terms[0].claim)
    for term in identity.terms[1:]:
        text += (" plus " if term.sign > 0 else " less ") + words(term.claim)
    populations = {c.scope.population for c in claims_of(dossier, identity)}
    text = f"{text} against {words(identity.total.claim)}"
    if len(populations) == 1 and (population := populations.pop()):
        text += f" ({dossier.scopes[population].name})"
    return text


def slip_sentence(dossier: Dossier, claim: Claim) -> str:
    """A date, or the moment of a figure, that lies after the page that asserts it."""
    source = dossier.sources[claim.source]
    publisher = short_name(dossier.agents[source.publisher])
    figure, page = claim.figure, day(source.published or "")
    words = lowered(spoken(dossier, claim))
    if figure is not None and figure.date is not None:
        event = dossier.events.get(claim.scope.within or "")
        title = event.title if event is not None else "the event"
        return (
            f'{publisher} ({page}) dates "{title}" to "{words}": counted from the page\'s own '
            f"date, that is {day(figure.date)}, after the page itself"
        )
    name = dossier.measures[claim.measure].name if claim.measure else ""
    return (
        f"{publisher} ({page}) has {words} {name} as of {day(claim.as_of or '')}, "
        "a date after the page itself"
    )
