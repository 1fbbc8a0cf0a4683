"""The words before and after a number of another language that say how it is meant."""

from __future__ import annotations

from typing import NamedTuple

from kursk_tui.model.languages.patterns import Patterns, hedge_of
from kursk_tui.model.vocabulary import Hedge

_WINDOW = 48
_CHANGE_WINDOW = 60
# Of two hedges of one number the one that binds it most stands.
_STRENGTH: tuple[Hedge, ...] = (
    "at_most",
    "less_than",
    "at_least",
    "more_than",
    "up_to",
    "nearly",
    "exact",
    "about",
)
_SOFT = ("none", "about", "nearly", "exact")
_MOST = 6


class Told(NamedTuple):
    """A hedge and the place of its words, with what stands between them and the number."""

    hedge: Hedge
    start: int
    end: int


def before(text: str, at: int, known: Patterns) -> Told | None:
    """Return the hedge that ends at a place of a text: the outermost words, the strongest."""
    found: list[Told] = []
    end = at
    for _ in range(_MOST):
        end -= len(text[max(0, end - 2) : end]) - len(text[max(0, end - 2) : end].rstrip())
        window = max(0, end - _WINDOW)
        match = known.before.search(text, window, end)
        if match is not None and match.start() < end:
            hedge = hedge_of(match)
            if not (hedge == "up_to" and is_goal(text, match.start(), known)):
                found.append(Told(hedge, match.start(), match.end()))
                end = match.start()
                continue
        filler = known.fillers.search(text, window, end)
        if filler is None or filler.start() >= end:
            break
        end = filler.start()
    if not found:
        return None
    hedge = min((told.hedge for told in found), key=_STRENGTH.index)
    return Told(hedge, found[-1].start, found[0].end)


def is_goal(text: str, at: int, known: Patterns) -> bool:
    """Whether a number is what something rose or fell to: "to" is then no ceiling."""
    return bool(known.changes.search(text, max(0, at - _CHANGE_WINDOW), at))


def after(text: str, at: int, known: Patterns) -> Told | None:
    """Return the hedge that begins at a place of a folded text: "or more", 以上."""
    match = known.after.match(text, at)
    if match is None or match.end() == at:
        return None
    return Told(hedge_of(match), match.start(), match.end())


def joined(first: Told | None, later: Told | None) -> Hedge:
    """Return the hedge of a number with words on both sides: what binds it goes before "about"."""
    name: Hedge = first.hedge if first is not None else "none"
    if later is not None and (name in _SOFT or later.hedge not in _SOFT):
        return later.hedge if name in _SOFT else min((name, later.hedge), key=_STRENGTH.index)
    return name
