"""What is told wrongly, and how, in a few words."""

from __future__ import annotations

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Claim
from kursk_tui.words.phrases import phrase
from kursk_tui.words.voices import claim_who

MISREADING_WORDS = {
    "measure": "reported as another measure",
    "hedge": "reported with another hedge",
    "period": "reported without its period, or with another",
    "modality": "reported as done, though only foreseen",
    "number": "reported with another number",
}


def misread_text(dossier: Dossier, claim: Claim) -> str:
    """What is misread, and how: `"Mayor in December", reported as another measure`."""
    misread = claim.misreads
    if misread is None:
        return ""
    how = MISREADING_WORDS[misread.how]
    if misread.release is not None:
        return f'"{dossier.events[misread.release].title}", {how}'
    if misread.claim is None:
        return f"a claim hidden by the current filters, {how}"
    other = dossier.claims[misread.claim]
    return f"{phrase(dossier, other) or other.statement} ({claim_who(dossier, other).name}), {how}"
