"""One-letter marks for rows: part of a disagreement, flagged, judged, disputed by reviewers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.model.records import Note
from kursk_tui.notebook.exchange import Overlay
from kursk_tui.workspace import Workspace

# The graver, the more ink; 1 is a difference that a recorded reason covers.
SEVERITY = {4: "!", 3: "!", 2: "?", 1: "·"}
VERDICT = {"real": "R", "explained": "x", "coding error": "c", "unsure": "u"}
DISPUTED = "≠"


class Marks:
    """Marks for the records of a dossier, looked up by target."""

    def __init__(self, rows: Iterable[Row] = (), overlay: Overlay | None = None) -> None:
        self._severity: dict[str, int] = {}
        for row in rows:
            for claim in row.claims:
                self._severity[claim] = max(self._severity.get(claim, 0), row.severity)
        self.overlay = overlay
        self._by_target: dict[str, list[Note]] = defaultdict(list)
        if overlay is not None:
            for voice in overlay.standing:
                self._by_target[voice.note.target].append(voice.note)

    def disagreement(self, claim: str) -> str:
        """`!`, `?`, `·` or a space: the gravest disagreement that a claim is part of."""
        return SEVERITY.get(self._severity.get(claim, 0), " ")

    def disagreed(self) -> set[str]:
        """Claims that are part of a disagreement of severity 2 or more."""
        return {claim for claim, severity in self._severity.items() if severity >= 2}

    def said_of(self, target: str) -> set[str]:
        """What stands on a target, in the words of a query: kinds and verdicts."""
        found = {note.kind for note in self._by_target.get(target, ())}
        return found | {
            note.value
            for note in self._by_target.get(target, ())
            if note.value and note.kind == "verdict"
        }

    def rating(self, target: str) -> str:
        """The ratings that stand on an agent or a claim: `B`, `B/D` of two reviewers, or none."""
        ratings = [n for n in self._by_target.get(target, ()) if n.kind == "rating" and n.value]
        return "/".join(sorted({note.value for note in ratings if note.value}))

    def flag(self, target: str) -> str:
        """`f` flagged or noted, a letter for a verdict, `≠` where reviewers disagree."""
        notes = [note for note in self._by_target.get(target, ()) if note.kind != "rating"]
        if not notes:
            return " "
        if self.overlay is not None and self.overlay.disagreeing(target):
            return DISPUTED
        verdicts = [note for note in notes if note.kind == "verdict"]
        return VERDICT.get(verdicts[-1].value or "", "f") if verdicts else "f"

    def notes(self, target: str) -> tuple[Note, ...]:
        """What stands on a target itself."""
        return tuple(self._by_target.get(target, ()))


def marks_of(workspace: Workspace) -> Marks:
    """Marks of what is seen: of flags, and of disagreements once they are known."""
    found = workspace.known_disagreements
    return Marks(found.rows if found is not None else (), workspace.notes)
