"""One notebook for all dossiers: what is undone is what was judged of the one that is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from kursk_tui.notebook.judgements import Judgements


@pytest.fixture
def judgements(tmp_path: Path) -> Judgements:
    """A notebook with a flag on each of two dossiers, the second the later."""
    found = Judgements.open(str(tmp_path / "notebook.json"), (), "ann")
    for dossier in ("blast", "flood"):
        found.dossier = dossier
        found.add("flag", f"claim:{dossier}.1", value="check")
    return found


def standing(judgements: Judgements) -> list[str]:
    """What stands, whatever the dossier; all within one second, so in no certain order."""
    return sorted(note.target for note in judgements.own.standing)


def test_undo_takes_back_what_is_of_the_dossier_and_nothing_later(judgements: Judgements) -> None:
    judgements.dossier = "blast"
    assert judgements.undo() is not None
    assert standing(judgements) == ["claim:flood.1"]
    assert judgements.undo() is None
    assert standing(judgements) == ["claim:flood.1"]


def test_redo_does_not_care_what_was_judged_elsewhere_since(judgements: Judgements) -> None:
    judgements.dossier = "blast"
    judgements.undo()
    judgements.dossier = "flood"
    assert judgements.redo() is None
    judgements.add("flag", "claim:flood.2", value="check")
    judgements.dossier = "blast"
    assert judgements.redo() is not None
    assert standing(judgements) == ["claim:blast.1", "claim:flood.1", "claim:flood.2"]


def test_a_dossier_without_an_id_has_the_entries_that_name_none(judgements: Judgements) -> None:
    judgements.dossier = None
    assert judgements.undo() is None
    judgements.add("flag", "claim:x.1", value="check")
    assert judgements.undo() is not None
    assert standing(judgements) == ["claim:blast.1", "claim:flood.1"]
