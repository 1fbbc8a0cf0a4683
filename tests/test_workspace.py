"""A workspace opens only what is asked for, and keeps what a change leaves true."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.lens import Lens
from kursk_tui.dossier.naming import UseError
from kursk_tui.model.dates import DateError
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError
from kursk_tui.workspace import Workspace
from tests.dossier.sample import sample
from tests.five import FIVE


def opened_in(space: Workspace) -> set[str]:
    """What was opened or worked out so far."""
    return {name for name in vars(space) if not name.startswith("_")}


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "missing.json", without=("nobody",), notebook=str(tmp_path / "n"))
    assert opened_in(space) == set()
    assert space.notes.standing == ()
    assert opened_in(space) == {"author", "judgements"}
    with pytest.raises(DossierError, match=r"missing\.json"):
        space.dossier  # noqa: B018


def test_without_a_lens_what_is_seen_is_what_is_there() -> None:
    space = Workspace(FIVE)
    assert space.dossier is space.whole
    assert space.index is space.whole_index
    assert opened_in(space) == {"whole", "whole_index", "lens", "seen", "index"}


def test_names_of_agents_become_a_lens() -> None:
    space = Workspace(FIVE, known_at="2025", without=("NIS",))
    assert space.lens == Lens("2025", ("nis",))
    assert len(space.dossier.claims) < len(space.whole.claims)
    with pytest.raises(UseError, match="nobody"):
        Workspace(FIVE, without=("nobody",)).lens  # noqa: B018


def test_a_lens_that_is_refused_changes_nothing() -> None:
    space = Workspace(FIVE, known_at="2025")
    seen, index = space.seen, space.index
    with pytest.raises(DateError):
        space.set_lens(Lens("rubbish"))
    with pytest.raises(KeyError):
        space.set_lens(Lens(None, ("nobody",)))
    assert space.lens == Lens("2025")
    assert space.seen is seen
    assert space.index is index


def test_disagreements_are_looked_for_once_for_each_lens() -> None:
    space = Workspace(FIVE)
    assert space.known_disagreements is None
    found = space.disagreements
    assert space.known_disagreements is space.disagreements is space.all_disagreements is found
    space.set_lens(Lens("2025"))
    assert space.known_disagreements is None
    narrowed = space.disagreements
    assert len(narrowed.rows) < len(found.rows)
    assert space.all_disagreements is found
    space.set_lens(Lens(None, ("nis",)))
    assert space.known_disagreements is None
    space.set_lens(Lens())
    assert space.known_disagreements is found


def test_another_state_of_the_file_keeps_the_lens_and_nothing_else(tmp_path: Path) -> None:
    path = shutil.copyfile(FIVE, tmp_path / "five.json")
    space = Workspace(path, notebook=str(tmp_path / "notes.json"))
    space.set_lens(Lens("2025", ("nis", "hur")))
    before = (space.whole, space.dossier, space.index, space.disagreements)
    dossier = Dossier.open(path)
    space.take_up(dossier)
    assert space.lens == Lens("2025", ("nis", "hur"))
    assert space.whole is dossier
    assert space.known_disagreements is None
    after = (space.whole, space.dossier, space.index, space.disagreements)
    assert all(new is not old for new, old in zip(after, before, strict=True))
    assert space.judgements.dossier == dossier.meta.id


def test_an_agent_that_is_gone_is_left_out_no_more(tmp_path: Path) -> None:
    space = Workspace(FIVE, notebook=str(tmp_path / "notes.json"))
    space.set_lens(Lens(None, ("nis",)))
    other = tmp_path / "other.json"
    other.write_bytes(files.encode(sample(), ""))
    space.take_up(Dossier.open(other))
    assert space.lens == Lens()
    assert "nis" not in space.dossier.agents


def test_what_one_adds_stands_beside_what_colleagues_say(tmp_path: Path) -> None:
    own, other = str(tmp_path / "own.json"), str(tmp_path / "other.json")
    colleague = Workspace(FIVE, notebook=other, author="bob").judgements
    colleague.add("verdict", "claim:ki-2025-02-27.1", value="real", body="read it")
    space = Workspace(FIVE, notebook=own, beside=(other,), author="ann")
    first = space.judgements.add("verdict", "claim:ki-2025-02-27.1", value="unsure", body="?")
    second = space.judgements.add("verdict", "claim:ki-2025-02-27.1", value="explained", body="!")
    # A second verdict of one's own takes the place of the first, never that of a colleague.
    assert second.supersedes == first.id
    assert {voice.note.value for voice in space.notes.standing} == {"real", "explained"}
    assert space.notes.disagreeing("claim:ki-2025-02-27.1")
    assert space.judgements.refresh() is False
    colleague.add("note", "claim:ki-2025-02-27.2", body="see there")
    assert space.judgements.refresh() is True
    assert len(space.notes.standing) == 3
