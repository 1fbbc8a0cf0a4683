"""Two notebooks: side by side, and merged."""

from __future__ import annotations

import errno
import itertools
import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.dossier.check import check_file
from kursk_tui.model import schema
from kursk_tui.notebook.exchange import merge, overlay
from kursk_tui.notebook.notebook import Notebook
from kursk_tui.store import disk
from kursk_tui.store.errors import DossierError
from tests.notebook.notebooks import PAIR, READING, clock, ids, open_book, say, verdict
from tests.store.disks import failing, left_over


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine" / "notebook.json"


@pytest.fixture
def book(path: Path) -> Notebook:
    return open_book(path)


# --- overlay -----------------------------------------------------------------------------


def test_others_are_shown_beside_ones_own(tmp_path: Path) -> None:
    ann, bob = open_book(tmp_path / "ann.json"), open_book(tmp_path / "bob.json")
    mine, his = verdict(ann, "real", "ann"), verdict(bob, "real", "bob")
    side = overlay(ann, [open_book(tmp_path / "bob.json", read_only=True)])
    assert side.of("pair:b.1|a.1") == ((mine, (ann.path,)), (his, (bob.path,)))
    assert not side.disagreeing(PAIR)
    assert not side.disagreeing("claim:none")
    his = verdict(bob, "coding error", "bob", his.id)
    assert overlay(ann, [bob]).disagreeing(PAIR)
    assert [voice.note for voice in overlay(ann, [bob]).standing] == [mine, his]
    assert not overlay(ann, []).disagreeing(PAIR)


def test_one_author_does_not_disagree_with_themself(book: Notebook) -> None:
    verdict(book, "real", "ann")
    verdict(book, "unsure", "ann")
    assert not overlay(book, []).disagreeing(PAIR)
    verdict(book, "unsure", "bob")
    assert overlay(book, []).disagreeing(PAIR)


def test_a_colleague_does_not_silence_me_nor_is_held_to_what_was_taken_back(
    tmp_path: Path,
) -> None:
    ann, bob = open_book(tmp_path / "ann.json"), tmp_path / "bob.json"
    mine = verdict(ann, "real", "ann")
    merge(ann.path, ann.path, bob)
    theirs = open_book(bob)
    his = verdict(theirs, "coding error", "bob", mine.id)
    assert theirs.standing == (his,)
    side = overlay(ann, [theirs])
    assert side.of(PAIR) == ((mine, (ann.path,)), (his, (theirs.path,)))
    assert side.disagreeing(PAIR)
    # Ann's change of mind counts, though Bob still holds her old entry.
    changed = verdict(ann, "unsure", "ann", mine.id)
    fresh = open_book(tmp_path / "fresh.json")
    merge(ann.path, ann.path, tmp_path / "copy.json")
    old = open_book(tmp_path / "copy.json")
    ann.undo("ann")
    side = overlay(fresh, [old, ann, theirs])
    assert [voice.note for voice in side.of(PAIR)] == [mine, his]
    ann.redo("ann")
    side = overlay(fresh, [old, ann, theirs, ann])
    assert side.of(PAIR) == ((his, (theirs.path,)), (changed, (old.path, ann.path)))


def test_two_entries_under_one_id_are_told(tmp_path: Path) -> None:
    books = [
        Notebook.open(tmp_path / name, clock=clock, new_id=lambda: "same")
        for name in ("ann.json", "bob.json")
    ]
    for book in books:
        say(book, book.path)
    with pytest.raises(DossierError, match="another entry"):
        overlay(books[0], books[1:])


# --- merge -------------------------------------------------------------------------------


def filled(path: Path, authors: str, count: int) -> Notebook:
    """A notebook of random entries, undoes and redoes of several authors."""
    book, chance = open_book(path), random.Random(f"{authors}{count}")
    for _ in range(count):
        author = chance.choice(authors)
        act = chance.choice(["say", "say", "verdict", "replace", "undo", "redo"])
        if act == "undo":
            book.undo(author)
        elif act == "redo":
            book.redo(author)
        elif act == "replace" and book.of(PAIR):
            verdict(book, "explained", author, chance.choice(book.of(PAIR)).id)
        elif act == "verdict":
            book.append("verdict", PAIR, value="real", body="é", author=author, reading=READING)
        else:
            say(book, author=author)
    return book


def test_merge_loses_nothing_in_any_order_and_again(tmp_path: Path) -> None:
    common = filled(tmp_path / "common.json", "xy", 15)
    a, b = tmp_path / "a.json", tmp_path / "b.json"
    for path in (a, b):
        merge(common.path, common.path, path)
    filled(a, "xa", 15)
    filled(b, "xb", 15)
    out, back, again = (tmp_path / name for name in ("out.json", "back.json", "again.json"))
    count = merge(a, b, out)
    assert merge(b, a, back) == count
    assert back.read_bytes() == out.read_bytes()
    assert sorted(ids(out)) == sorted({*ids(a), *ids(b)})
    assert len(ids(out)) == count
    for one, two in ((out, a), (b, out), (out, out)):
        assert merge(one, two, again, force=True) == count
        assert again.read_bytes() == out.read_bytes()
    times = [note.created for note in Notebook.open(out).entries]
    assert times == sorted(times)
    assert out.stat().st_mode & 0o777 == 0o600
    assert check_file(str(out), tables=schema.NOTEBOOK) == []
    joined = open_book(out)
    say(joined)
    assert len(ids(out)) == count + 1


def test_three_notebooks_merge_to_the_same_in_any_grouping(tmp_path: Path) -> None:
    names = [str(filled(tmp_path / f"{name}.json", name, 8).path) for name in "abc"]
    results = set()
    for number, (one, two, three) in enumerate(itertools.permutations(names)):
        half, out = tmp_path / f"half{number}.json", tmp_path / f"out{number}.json"
        merge(one, two, half)
        merge(three, half, out)
        results.add(out.read_bytes())
    assert len(results) == 1


def test_entries_that_differ_only_in_how_they_are_written_are_one(tmp_path: Path) -> None:
    book = open_book(tmp_path / "a.json")
    book.append("flag", PAIR, author="ann", reading=READING)
    data = json.loads((tmp_path / "a.json").read_text("utf-8"))
    row = data["notes"].pop("1")
    row["reading"] = dict(reversed(row["reading"].items()))
    data["notes"]["7"] = {**dict(reversed(row.items())), "value": None, "body": None}
    (tmp_path / "b.json").write_text(json.dumps(data, indent=1), "utf-8")
    assert merge(tmp_path / "a.json", tmp_path / "b.json", tmp_path / "one.json") == 1
    assert merge(tmp_path / "b.json", tmp_path / "a.json", tmp_path / "two.json") == 1
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_merge_of_empty_notebooks_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", "utf-8")
    assert merge(tmp_path / "a.json", tmp_path / "a.json", tmp_path / "out.json") == 0
    assert Notebook.open(tmp_path / "out.json").entries == ()


def test_merge_refuses_two_entries_under_one_id(tmp_path: Path) -> None:
    a, b, out = (tmp_path / name for name in ("a.json", "b.json", "out.json"))
    id = say(open_book(a), "mine").id
    b.write_bytes(a.read_bytes().replace(b"mine", b"hers"))
    with pytest.raises(DossierError) as caught:
        merge(a, b, out)
    assert caught.value.id == id
    for part in (id, str(a), str(b)):
        assert part in str(caught.value)
    assert {file.name for file in tmp_path.iterdir()} == {"a.json", "b.json", "a.json.lock"}


def test_merge_refuses_a_file_in_which_a_key_stands_twice(tmp_path: Path) -> None:
    a = tmp_path / "a.json"
    say(open_book(a))
    a.write_bytes(a.read_bytes().replace(b'"1": ', b'"1": {},\n"1": '))
    with pytest.raises(DossierError, match="appears twice"):
        merge(a, a, tmp_path / "out.json")
    assert not (tmp_path / "out.json").exists()


def test_merge_needs_both_and_overwrites_nothing_by_itself(tmp_path: Path) -> None:
    a, b, out = (tmp_path / name for name in ("a.json", "b.json", "out.json"))
    say(open_book(a))
    with pytest.raises(DossierError, match=r"b\.json: can't be read"):
        merge(a, b, out)
    say(open_book(b))
    for there in (a, b):
        with pytest.raises(DossierError, match="already there"):
            merge(a, b, there)
    out.symlink_to(tmp_path / "gone.json")
    with pytest.raises(DossierError, match="already there"):
        merge(a, b, out)
    with pytest.raises(DossierError, match="can't be locked"):
        merge(a, b, tmp_path / "no" / "out.json")
    assert len(ids(a)) == len(ids(b)) == 1


def test_force_replaces_a_notebook_of_which_nothing_is_lost(tmp_path: Path) -> None:
    a, b, out = (tmp_path / name for name in ("a.json", "b.json", "out.json"))
    say(open_book(a))
    say(open_book(b))
    a.chmod(0o640)
    assert merge(a, b, a, force=True) == 2
    assert a.stat().st_mode & 0o777 == 0o640
    say(open_book(out))
    before = out.read_bytes()
    with pytest.raises(DossierError, match="an entry that is in neither"):
        merge(a, b, out, force=True)
    assert out.read_bytes() == before
    out.write_text("not a notebook", "utf-8")
    with pytest.raises(DossierError, match="not valid JSON"):
        merge(a, b, out, force=True)
    assert out.read_text("utf-8") == "not a notebook"


def test_failed_merge_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = tmp_path / "a.json", tmp_path / "b.json"
    say(open_book(a))
    say(open_book(b))
    before = a.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing(errno.ENOSPC))
        with pytest.raises(DossierError, match=r"a\.json: can't be written"):
            merge(a, b, a, force=True)
    assert a.read_bytes() == before
    assert left_over(a) == {"b.json", "b.json.lock"}


def test_an_entry_written_while_merging_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = tmp_path / "a.json", tmp_path / "b.json"
    say(open_book(a))
    say(open_book(b))
    locked = disk.locked

    def locked_after_another(path: str) -> Any:
        monkeypatch.setattr(disk, "locked", locked)
        say(open_book(a))
        return locked(path)

    monkeypatch.setattr(disk, "locked", locked_after_another)
    assert merge(a, b, a, force=True) == 3
    assert len(ids(a)) == 3
