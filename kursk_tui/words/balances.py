"""What the books leave over, in words that the screens and the headless commands share."""

from __future__ import annotations

from kursk_tui.analysis.identities.books import (
    BALANCES,
    CANNOT,
    DERIVED,
    NO_NUMBER,
    STRAINED,
    Balance,
    combinations,
    rivals,
    slots,
)
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import Interval
from kursk_tui.model.records import Identity
from kursk_tui.words.phrases import interval_text, phrase

SIGNS = {0: "=", 1: "+", -1: "-"}
VERDICT_WORDS = {
    CANNOT: "cannot balance, however the words are read",
    STRAINED: "strained: balances only at numbers the words allow but do not suggest",
    BALANCES: "balances within what the words suggest",
    DERIVED: "gives a value for the open term",
    NO_NUMBER: "has a term without a number",
}


def equation(dossier: Dossier, identity: Identity) -> str:
    """`present 8,000 to 10,000 = sent 17,000 to 20,000 - killed as many as 2,000`.

    A measure is named once where all terms have the same.
    """
    found = slots(dossier, identity)
    same = len({slot.measure for slot in found}) == 1
    text = ""
    for place, slot in enumerate(found):
        name = dossier.measures[slot.measure].name if slot.measure else "?"
        claim = dossier.claims[slot.claim] if slot.claim is not None else None
        words = phrase(dossier, claim) if claim is not None else ""
        part = f"({name})" if claim is None else words if same and place else f"{name} {words}"
        text += ("", " = ")[place == 1] + part if place < 2 else f" {SIGNS[slot.sign]} {part}"
    return text


def left_text(found: Balance) -> str:
    """What is left over, in words; of an open slot what it would hold."""
    if found.residual is None:
        return ""
    left = found.residual.suggested or found.residual.entailed
    return amount_text(left) if found.verdict == DERIVED else left_over(left)


def verdict_text(found: Balance) -> str:
    """The verdict in a word; `only just` where it balances at the very end of what is said."""
    left = found.residual.suggested or found.residual.entailed if found.residual else None
    if found.verdict == BALANCES and left is not None and 0 in left and left.low != left.high:
        return "only just"
    return found.verdict


def amount_text(left: Interval) -> str:
    """An interval whose ends are rounded where they are not whole."""
    return interval_text(left, derived=any(abs(n) != float("inf") and n % 1 for n in left))


def left_over(left: Interval) -> str:
    """How far a total is from its terms: `501 to 5,800 short`, `200 over`, `40 short to 7 over`.

    Short where the total is below what its terms come to.
    """

    def side(n: float) -> str:
        return amount_text(Interval(abs(n), abs(n)))

    low, high = left
    if low == high == 0:
        return "nothing"
    if low < 0 < high:
        return f"{side(low)} short to {side(high)} over"
    near, far = sorted((abs(low), abs(high)))
    word = "short" if low < 0 else "over"
    if near == far or near == 0:
        return f"{'up to ' if near == 0 else ''}{side(far)} {word}"
    return f"{amount_text(Interval(near, far))} {word}"


def balance_text(found: Balance) -> str:
    """Whether books balance, and how far the total is from its terms, as a sentence's end."""
    text = VERDICT_WORDS[found.verdict]
    if found.residual is not None:
        left = left_text(found)
        text += f": {left}" if found.verdict == DERIVED else f"; the total is {left}"
    if found.point is not None:
        text += f" ({found.point:+,.0f} in printed numbers)"
    return text


def combinations_text(dossier: Dossier, identity: Identity) -> str:
    """How many combinations of rival claims let the books balance."""
    good, count, complete = combinations(dossier, identity)
    if (
        count <= 1
        and complete
        and not any(rivals(dossier, identity, place) for place in range(len(identity.terms) + 1))
    ):
        return "no other claim gives a figure for any of its terms"
    of = f"the {count:,}" if complete else f"the first {count:,}"
    return f"{good:,} of {of} combinations of rival claims would balance"
