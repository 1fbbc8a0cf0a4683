"""Kill -9 while a dossier is edited: it is whole, sound, and holds all that was acknowledged."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from kursk_tui.dossier.check import check_file
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import MOST_KEPT, edits, make
from kursk_tui.store.backups import copies
from kursk_tui.upkeep import restoring
from tests.dossier.test_editing import reworded, written
from tests.store import test_storage
from tests.store.disks import ROOT, killed, left_over

rounds = test_storage.rounds

# Rewords one claim and adds another, now and then takes the last edit back or does it again,
# and says each edit's id when it is on the disk.
EDITOR = """
import sys
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change, make, redo, undo
path, name = sys.argv[1:]
dossier, number = Dossier.open(path), 0
first = next(iter(dossier.claims))
while True:
    number += 1
    row = dossier.raw_rows("claims")[first]
    id = f"{row['source']}.{name}n{number}"
    new = {**row, "id": id, "statement": f"{name} {number}.", "of": None, "opposes": []}
    other = {**row, "statement": f"By {name}, {number}. " + "x" * 500}
    changes = [Change("claims", first, row, other), Change("claims", id, None, new)]
    for do in (
        lambda: make(dossier, changes, f"{name} {number}", author=name),
        *([lambda: undo(dossier, author=name)] if number % 3 == 0 else []),
        *([lambda: redo(dossier, author=name)] if number % 6 == 0 else []),
    ):
        print(do().id, flush=True)
    dossier = dossier.reload()
"""


@pytest.mark.long
def test_kill_leaves_a_sound_dossier_with_all_that_was_acknowledged(
    tmp_path: Path, rounds: int
) -> None:
    path, chance = Path(written(tmp_path).path), random.Random(7)
    started = set(Dossier.open(path).claims)
    for number in range(rounds):
        known = [edit.id for edit in edits(Dossier.open(path))]
        name = f"r{number}"
        command = [sys.executable, "-c", EDITOR, str(path), name]
        editor = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        acknowledged = killed(editor, chance)
        dossier = Dossier.open(path)
        made = [edit for edit in edits(dossier) if edit.author == name]
        # All that was acknowledged, in its order, and at most the one that was under way.
        assert [edit.id for edit in made][: len(acknowledged)] == acknowledged
        assert len(made) <= len(acknowledged) + 1
        # The oldest edits are forgotten; nothing else that was there before is lost.
        others = [edit.id for edit in edits(dossier) if edit.author != name]
        assert others == known[len(known) - len(others) :]
        assert len(others) in (len(known), MOST_KEPT - len(made))
        _records_are_those_of_the_edits(dossier, name)
        newest = copies(str(path))[0]
        assert restoring.state_of_copy(newest, str(path)).problem is None
    assert check_file(str(path)) == []
    dossier = Dossier.open(path)
    assert started <= set(dossier.claims)
    make(dossier, [reworded(dossier, next(iter(dossier.claims)), "Last.")], "last", author="a")
    assert left_over(path) == set()


def _records_are_those_of_the_edits(dossier: Dossier, name: str) -> None:
    """Each record is what the last edit of it says: no edit is half there."""
    last: dict[str, dict[str, object] | None] = {}
    for edit in edits(dossier):
        for change in edit.changes:
            last[change.id] = None if change.after is None else dict(change.after)
    assert last, name
    rows = dossier.raw_rows("claims")
    for id, row in last.items():
        assert (dict(rows[id]) if id in rows else None) == row
