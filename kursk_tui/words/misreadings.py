"""What is told wrongly, and how, in a few words."""

from __future__ import annotations

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Claim
from kursk_tui.words.phrases import phrase
from kursk_tui.words.voices import claim_who

MISREADING_WORDS = {
    "measure": "told as another measure",
    "hedge": "told with another hedge",
    "period": "told without its period, or with another",
    "modality": "told as done, though it was foreseen",
    "number": "told with another number",
}


def misread_text(dossier: Dossier, claim: Claim) -> str:
    """What a misreading misreads, and how: `"Zelensky in December", told as another measure`."""
    misread = claim.misreads
    if misread is None:
        return ""
    how = MISREADING_WORDS[misread.how]
    if misread.release is not None:
        return f'"{dossier.events[misread.release].title}", {how}'
    if misread.claim is None:
        return f"a claim that is not seen, {how}"
    other = dossier.claims[misread.claim]
    return f"{phrase(dossier, other) or other.statement} ({claim_who(dossier, other).name}), {how}"
