"""The hinge of a reading, in words: which single choice would make it another kind."""

from __future__ import annotations

from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.analysis.ladder.reading import Reading
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.words.voices import who, written


def hinge_text(dossier: Dossier, reading: Reading) -> str:
    """`hedge: conflict if "300" (UN) were read as at least`; that there is none."""
    hinge = reading.hinge
    if hinge is None:
        return "no single choice would change it"
    if hinge.choice == "preset":
        return f"with the {hinge.value} preset: {hinge.becomes}"
    q = reading.a if reading.a.id == hinge.claim else reading.b
    own = quoted(dossier, q)
    if hinge.choice == "hedge":
        return f"hedge: {hinge.becomes} if {own} were read as {hinge.value.replace('_', ' ')}"
    if hinge.choice == "as-of":
        return f"as-of: {hinge.becomes} if {own} referred to the same date"
    return f"measure: {hinge.becomes} if {own} counted {dossier.measures[hinge.value].name}"


def quoted(dossier: Dossier, q: Quantity) -> str:
    """A side as it is named inside a sentence: `"at least 300" (UN)`."""
    return f'"{written(dossier, q)}" ({who(dossier, q).name})'
