"""What has become of what a judgement was passed on, in a few words."""

from __future__ import annotations

from collections.abc import Container

from kursk_tui.analysis.disagreements.listing import row_for
from kursk_tui.analysis.ladder.quantities import is_slip
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model.records import Note
from kursk_tui.model.targets import Target, TargetError

GONE = "not in this dossier"


def verdict_text(dossier: Dossier, note: Note) -> str:
    """`Verdict of Anna: explained. They count other days; was conflict, now difference`."""
    reason = note.body.strip().removesuffix(".")
    told = "; ".join(part for part in (reason, change(dossier, note)) if part)
    return f"Verdict of {note.author}: {note.value}" + (f". {told}" if told else "")


def change(dossier: Dossier, note: Note) -> str:
    """`was conflict, now difference`, where today's reading is another; else nothing.

    Today's is the reading of `compare`, whatever the list has a row for.
    """
    if note.reading is None:
        return ""
    then = str(note.reading.get("kind", ""))
    if not _is_there(dossier, note.target):
        return f"was {then}, now {GONE}"
    kind, _, id = note.target.partition(":")
    if kind == "claim":
        # The row of a slip is the claim itself.
        return "" if is_slip(dossier, dossier.claims[id]) else f"was {then}, now none"
    row = row_for(dossier, note.target)
    if row is None:
        return f"was {then}, now {GONE}"
    now = row.kind
    if now == "residual" and row.severity == 0:
        now = "balances"
    return f"was {then}, now {now}" if now != then else ""


def change_or_gone(dossier: Dossier, note: Note) -> str:
    """Return `change`, or that what an entry is about is not in the dossier; else nothing."""
    said = change(dossier, note)
    return said or ("" if _is_there(dossier, note.target) else GONE)


def _is_there(dossier: Dossier, text: str) -> bool:
    try:
        target = Target.parse(text)
    except TargetError:
        return False
    tables: dict[str, Container[str]] = {
        "claim": dossier.claims,
        "event": dossier.events,
        "source": dossier.sources,
        "agent": dossier.agents,
        "identity": dossier.identities,
    }
    if target.kind != "pair":
        return target.ids[0] in tables[target.kind]
    # What an identity leaves open is no claim, and is named after the identity.
    return all(
        id in dossier.claims or id.partition("--")[0] in dossier.identities for id in target.ids
    )
