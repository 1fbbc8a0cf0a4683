"""What reviewers rated, in the Admiralty way: a letter for who says it, a digit for what is said.

The two are set side by side and never made into one number. Whatever nobody rated is F6:
it cannot be judged.
"""

from __future__ import annotations

from kursk_tui.analysis.origins.lineage import standing
from kursk_tui.model.records import Claim
from kursk_tui.tui.panes.context import Context

UNRATED_AGENT, UNRATED_CLAIM = "F", "6"


def rated(context: Context, claim: Claim) -> str:
    """`B2`, `B/D2` where reviewers differ, `F6 (unrated)`.

    The letter is that of the body that stands behind the claim, F where none is recorded.
    """
    body = standing(context.dossier, claim)
    letter = context.marks.rating(f"agent:{body}") if body is not None else ""
    digit = context.marks.rating(f"claim:{claim.id}")
    text = (letter or UNRATED_AGENT) + (digit or UNRATED_CLAIM)
    return text if letter or digit else f"{text} (unrated)"
