"""Which figures are proposed without a measure, and why one is seen and not proposed.

What counts something and is no proposal is kept beside the proposals, with a code that says why
it was set aside: nothing of a text is dropped in silence.
"""

from __future__ import annotations

import re

from kursk_tui.intake.language import lexicon
from kursk_tui.intake.language.figures import BARE, PERSONS, SHARE, UNIT, Found, Why
from kursk_tui.intake.language.measures import Choice, Measures
from kursk_tui.intake.language.plain import words
from kursk_tui.intake.language.units import counts_persons

# Fewer persons than this, doing nothing that the dossier measures, are no contested figure.
FEWEST = 20
# In characters: a word of losses farther from a share says nothing of it.
_NEAR_SHARE = 24
# A count of just anybody is asked about where a verb tells it as one: "may reach 50,000 people".
_IS_COUNT = re.compile(
    r"\b(?:reach(?:ed|es|ing)?|exceed(?:ed|s)?|total(?:l?ed|s)?|number(?:ed|s)?|amount(?:ed|s)? to"
    r"|stands? at|stood at|r[io]sen? to|gr[eo]wn? to|put at|estimated at|come to|comes to|came to)"
    r"(?: an?| the)? ?$",
    re.IGNORECASE,
)
# "Put the number of their soldiers at nearly 12,000".
_COUNT_OF = re.compile(
    r"\b(?:number|figure|total|strength|size|count) of (?P<whom>[^,.;\d]{3,60}?)"
    r" (?:at|to|is|was|reached|stands at|stood at) $",
    re.IGNORECASE,
)


def worth_asking(text: str, figure: Found) -> bool:
    """Whether a figure without a measure is still proposed: many persons, or an area."""
    measured = figure.kind == UNIT and figure.unit is not None and figure.unit.is_measured
    if figure.kind == BARE:
        count = _COUNT_OF.search(text, max(0, figure.start - 90), figure.start)
        told = words(count["whom"]) if count is not None else []
        if not any(lexicon.is_person(word.text) for word in told):
            return False
    elif figure.kind != PERSONS and not measured:
        return False
    if figure.noun in lexicon.ANYONE and not _IS_COUNT.search(
        text, max(0, figure.start - 40), figure.start
    ):
        return False
    ends = [end for end in (figure.figure.low, figure.figure.high) if end is not None]
    # "Thousands of soldiers" has no ends, and is many all the same.
    return max(ends) >= FEWEST if ends else figure.figure.hedge == "vague"


def of_share(
    measures: Measures, choice: Choice | None, of: int | None, figure: Found
) -> tuple[Choice | None, int | None, bool]:
    """Return the measure and whole of a share, and whether one without a measure is asked about.

    Where its whole is known, it has the measure of its result. Else it is one in percent: as no
    measure of persons counts it, the reviewer is asked where the dossier has none that fits.
    """
    if choice is None:
        return None, of, False
    if not counts_persons(measures.all[choice.measure]):
        return (choice, of, False) if of is None else (None, of, False)
    if of is not None:
        return choice, of, False
    near = choice.words is not None and (
        0 <= choice.words[0] - figure.end <= _NEAR_SHARE
        or 0 <= figure.start - choice.words[1] <= _NEAR_SHARE
    )
    percent = measures.share_of(choice.measure) if near else None
    return (choice._replace(measure=percent) if percent else None), None, near


def why_not(figure: Found) -> Why:
    """Return why a figure of a sentence is not proposed."""
    if figure.kind == SHARE:
        return "share"
    if figure.kind == BARE:
        return "bare"
    if figure.kind == UNIT:
        return "unmeasured"
    return "anybody" if figure.noun in lexicon.ANYONE else "few"
