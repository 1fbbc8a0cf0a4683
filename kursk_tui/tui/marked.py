"""The rows that the reader has marked, on whatever screen, until the marks are taken away.

A row is marked by what a notebook would name it by (`claim:ID`, `pair:ID|ID`), so that it is the
same row under any filter, in any order and in any list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kursk_tui.analysis.ladder.quantities import DERIVED
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.selecting import known
from kursk_tui.model.targets import Target, TargetError
from kursk_tui.model.text import plural

MARK = "■"
_NAMES = {"pair": "disagreement", "identity": "disagreement"}


class Marked:
    """Targets, in the order in which they were marked."""

    def __init__(self) -> None:
        self._targets: dict[str, None] = {}
        # What was marked before all marks were taken away.
        self._former: dict[str, None] = {}

    def __contains__(self, target: object) -> bool:
        """Whether a row is marked."""
        return target in self._targets

    def __iter__(self) -> Iterator[str]:
        """Each target that is marked."""
        return iter(self._targets)

    def __len__(self) -> int:
        """How many rows are marked."""
        return len(self._targets)

    def toggle(self, target: str) -> bool:
        """Mark a row, or unmark it; whether it is marked now."""
        if target in self._targets:
            del self._targets[target]
            return False
        self._targets[target] = None
        return True

    def clear(self) -> bool:
        """Take all marks away, or bring back those that were last; False where neither is to do."""
        if not (self._targets or self._former):
            return False
        self._targets, self._former = ({}, self._targets) if self._targets else (self._former, {})
        return True

    def of(self, *kinds: str) -> list[str]:
        """The ids of the records of some kinds that are marked; of a pair there are two."""
        found = map(Target.parse, self._targets)
        return [id for target in found if target.kind in kinds for id in target.ids]

    def kinds(self) -> set[str]:
        """Of which kinds any is marked."""
        return {target.partition(":")[0] for target in self._targets}

    @property
    def two_claims(self) -> tuple[str, str] | None:
        """The two claims that are marked, where they are two and nothing else is."""
        ids = self.of("claim")
        return (ids[0], ids[1]) if len(ids) == len(self) == 2 else None

    def keep_known(self, dossier: Dossier) -> None:
        """Unmark what the dossier does not have any more."""
        self._targets = {target: None for target in self._targets if is_in(dossier, target)}
        self._former = {target: None for target in self._former if is_in(dossier, target)}

    @property
    def text(self) -> str:
        """`2 claims, 1 event`; empty for none."""
        kinds = (target.partition(":")[0] for target in self._targets)
        counts = Counter(_NAMES.get(kind, kind) for kind in kinds)
        return ", ".join(plural(count, name) for name, count in counts.items())

    @property
    def count_text(self) -> str:
        """`■ 3 marked`, for the top line; empty for none."""
        return f"{MARK} {len(self)} marked" if self._targets else ""


def is_in(dossier: Dossier, target: str) -> bool:
    """Whether a dossier has what a target names; nothing has what is no target."""
    try:
        kind, ids = Target.parse(target)
    except TargetError:
        return False
    if kind == "identity":
        return ids[0] in dossier.identities
    if kind == "pair":
        return all(
            id in dossier.claims or id.partition(DERIVED)[0] in dossier.identities for id in ids
        )
    return known(dossier, Facet(kind, ids[0]))
