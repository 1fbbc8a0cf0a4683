"""Rows of what matters in a newer text of a document, and both wordings of one."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.intake.changes.compare import Change
from kursk_tui.tui.display import Display, Line
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.words.changes import CALLED, change_text

KIND_WIDTH, CLAIMS_WIDTH = 16, 22


class ChangesModel:
    """What changed: what became of it, the two phrases, the first claim concerned."""

    sorts: Sequence[str] = ()

    def __init__(self, door: Display, changes: Sequence[Change]) -> None:
        self._door = door
        self._changes = {str(number): change for number, change in enumerate(changes)}

    def ids(self) -> Sequence[str]:
        """In the order of the old text, what is new last."""
        return list(self._changes)

    def at(self, item: str | None) -> Change | None:
        """The change of a row."""
        return self._changes.get(item or "")

    def row(self, item: str, width: int) -> Line:
        """One change."""
        door, change = self._door, self._changes[item]
        claims = change.claims[0] if change.claims else ""
        if len(change.claims) > 1:
            claims = f"{claims} +{len(change.claims) - 1}"
        room = max(10, width - KIND_WIDTH - CLAIMS_WIDTH - 2)
        phrases = " → ".join(text for text in (change.was, change.now) if text)
        return [
            (door.pad(CALLED[change.kind], KIND_WIDTH), "warning" if change.claims else ""),
            (door.pad(phrases, room), "figure"),
            ("  ", ""),
            (door.fit(claims, CLAIMS_WIDTH), "dim"),
        ]

    def target_of(self, item: str) -> str | None:
        """The first claim that it concerns."""
        change = self._changes[item]
        return f"claim:{change.claims[0]}" if change.claims else None

    def words(self, item: str) -> str:
        """Kind, phrases and claims, for a filter."""
        change = self._changes[item]
        text = f"{change_text(change.kind, change.was, change.now)} {' '.join(change.claims)}"
        return f"{text} {change.measure or ''}".casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """As listed."""
        return (int(item),)


def change_entries(dossier: Dossier, change: Change) -> list[Entry]:
    """Both wordings with the phrases marked, and the claims, each of which leads there."""
    entries = [Entry("", change_text(change.kind, change.was, change.now), "bold")]
    if change.measure is not None:
        entries.append(Entry("measure", dossier.measures[change.measure].name))
    for label, paragraph, sentence, phrase in (
        ("old wording", change.paragraph, change.was_sentence, change.was),
        ("new wording", change.now_paragraph, change.now_sentence, change.now),
    ):
        if sentence:
            place = f"¶{paragraph}: "
            at = sentence.find(phrase) if phrase else -1
            start = len(place) + at
            mark = (start, start + len(phrase)) if at >= 0 else None
            entries.append(Entry(label, f"{place}{sentence}", mark=mark))
    for n, claim in enumerate(change.claims):
        text = f"{claim}: {dossier.claims[claim].statement}"
        entries.append(Entry("claims" if n == 0 else " ", text, target=Facet("claim", claim)))
    return entries
