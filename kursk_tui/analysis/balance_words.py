"""What the books leave over, in words that the screens and the headless commands share."""

from __future__ import annotations

from kursk_tui.analysis.books import BALANCES, DERIVED, Balance, slots
from kursk_tui.analysis.intervals import interval_text
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.figures import Interval
from kursk_tui.model.records import Identity

SIGNS = {0: "=", 1: "+", -1: "-"}


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
        words = claim.figure.written if claim is not None and claim.figure is not None else ""
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
