"""The tour: nine keys on the shipped dossier, and what is to be seen before each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

# The date that is looked from in the tour. `known-at` asks for one; the tour gives it this.
KNOWN_AT = "2025-02-01"
DAY = "1 February 2025"


class Step(NamedTuple):
    """What stands on the screen, and the command whose key leads on; the last has none.

    The text is at most two lines of an 80x24 terminal. `{known-at}` in it is that command's key.
    """

    title: str
    text: str
    command: str | None


STEPS = (
    Step(
        "what is contested",
        "Each row is something counted: how many figures, from how many origins, and "
        "the gravest disagreement. Begin with the first: how many were killed?",
        "drill",
    ),
    Step(
        "every figure",
        "Each mark is a figure, at the moment it speaks of. N is NIS, South Korea's "
        "intelligence service. What holds of the figure at the cursor stands below.",
        "next-figure",
    ),
    Step(
        "one figure",
        "Zelensky spoke of more than 3,000 killed or wounded; KBS World made of it nearly "
        "3,000 killed. It is hatched, as told wrongly, and nothing rests on it.",
        "known-at",
    ),
    Step(
        "what was known then",
        "{known-at} asks for a date; the tour gave it " + DAY + ". What was published "
        "later is gone, and what holds is worked out without it.",
        "back",
    ),
    Step(
        "the way back",
        "{back} goes back from anywhere. The chart gave its date back as you left it, and "
        "the cursor is where it was. Who contradicts whom on the killed?",
        "disagreements",
    ),
    Step(
        "the gravest disagreement, and why",
        "Gravest first. Below is why: the dead that Zelensky's words come to were more "
        "than NIS spoke of later, and the dead do not become fewer.",
        "origins",
    ),
    Step(
        "where a figure comes from",
        "Zelensky said it; the lines below him had it from him, each in its own words: "
        "many documents, and still one origin. Then what else he told.",
        "article",
    ),
    Step(
        "the article",
        "{article} opens this page in your browser; over SSH it sends the address to your "
        "clipboard. In the tour it only says the address, on the last line.",
        "flag",
    ),
    Step(
        "your own judgement",
        "Flag it, or say what you think of it and why. That goes into a notebook of "
        "your own, never into the dossier. The tour keeps nothing.",
        "help",
    ),
    Step(
        "everything else",
        "{help} lists the keys that matter on a screen, what its signs mean, and then all "
        "the rest. This was the tour. It has left nothing behind.",
        None,
    ),
)


def step_text(step: Step, key: Callable[[str], str]) -> str:
    """What a step says, with the keys of the commands it names."""
    named = {s.command: key(s.command) for s in STEPS if s.command is not None}
    return step.text.format_map(named)


def heading(number: int, title: str) -> str:
    """`TOUR 2 of 9: every figure`; after the last key, without a number."""
    keys = len(STEPS) - 1
    return f"TOUR {number + 1} of {keys}: {title}" if number < keys else f"TOUR: {title}"


def press_text(key: str | None) -> str:
    """What to press now; the last step has no key but the one that ends."""
    return f"press {key}; Esc ends" if key is not None else "Esc ends the tour"


def refused_text(key: str | None) -> str:
    """What to press now, for whoever pressed something else."""
    return f"not yet: press {key}, or Esc to end" if key is not None else "Esc ends the tour"
