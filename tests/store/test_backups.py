"""The copies of a file: which are kept, what they survive, and putting one back."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import make, undo
from kursk_tui.notebook.exchange import merge
from kursk_tui.notebook.notebook import Notebook
from kursk_tui.store import backups, disk, files
from kursk_tui.store.backups import Copy, copies, folder_of, worth_keeping
from kursk_tui.store.errors import DossierError
from kursk_tui.upkeep import restoring
from tests.dossier.test_editing import reworded, written
from tests.notebook.notebooks import open_book, say
from tests.store.disks import DYING, ROOT, failing, killed

FIRST = "gazette-1.1"


@pytest.fixture(autouse=True)
def another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this test were the first thing that the process does."""
    forget(monkeypatch)


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_slots", {})
    monkeypatch.setattr(backups, "_missed", {})
    monkeypatch.setattr(backups, "_told", set())
    monkeypatch.setattr(backups, "_remarks", [])


def reword(path: str, text: str) -> None:
    dossier = Dossier.open(path)
    make(dossier, [reworded(dossier, FIRST, text)], text, author="a")


def kept(path: str | os.PathLike[str]) -> list[bytes]:
    """What the sound copies hold, the newest first."""
    found = copies(os.fspath(path))
    return [Path(copy.path).read_bytes() for copy in found if not copy.is_damaged]


# ---- what is kept


def test_what_was_there_and_what_is_there_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path).path
    before = Path(path).read_bytes()
    reword(path, "One.")
    assert kept(path) == [Path(path).read_bytes(), before]
    reword(path, "Two.")
    reword(path, "Three.")
    # One's own last copy is written anew, and the state that one began with stays.
    assert kept(path) == [Path(path).read_bytes(), before]


def test_after_ten_minutes_the_last_copy_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path).path
    states: list[bytes] = []
    monkeypatch.setattr(backups, "SPACING_SECONDS", 0)
    for text in ("One.", "Two.", "Three."):
        states.insert(0, Path(path).read_bytes())
        reword(path, text)
    assert kept(path) == [Path(path).read_bytes(), *states]


def test_what_another_process_wrote_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path).path
    reword(path, "One.")
    other = Path(path).read_bytes().replace(b'"One."', b'"By an editor."')
    Path(path).write_bytes(other)
    reword(path, "Two.")
    assert other in kept(path)


def test_the_same_state_is_not_kept_twice_and_is_the_newest_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = open_book(tmp_path / "n.json")
    say(book)
    content = (tmp_path / "n.json").read_bytes()
    say(book)
    # By hand to what it was; then another process writes.
    (tmp_path / "n.json").write_bytes(content)
    forget(monkeypatch)
    book = open_book(tmp_path / "n.json")
    say(book)
    found = kept(tmp_path / "n.json")
    assert found.count(content) == 1
    assert found[:2] == [(tmp_path / "n.json").read_bytes(), content]


def test_nothing_is_kept_of_a_look_or_a_refusal(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    with pytest.raises(DossierError):
        make(dossier, [reworded(dossier, FIRST, " ")], "blank", author="a")
    assert undo(dossier, author="a") is None
    assert copies(dossier.path) == []
    assert not Path(folder_of(dossier.path)).exists()


def test_a_merge_keeps_what_it_replaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        say(open_book(tmp_path / name), name)
    forget(monkeypatch)
    before = (tmp_path / "a").read_bytes()
    merge(tmp_path / "a", tmp_path / "b", tmp_path / "a", force=True)
    assert kept(tmp_path / "a") == [(tmp_path / "a").read_bytes(), before]


def test_a_link_and_its_file_have_the_same_copies(tmp_path: Path) -> None:
    path = written(tmp_path).path
    (tmp_path / "link.json").symlink_to(path)
    reword(str(tmp_path / "link.json"), "One.")
    assert copies(path) == copies(str(tmp_path / "link.json"))
    assert len(copies(path)) == 2
    assert (Path(folder_of(path)) / "of.txt").read_text() == f"{os.path.realpath(path)}\n"


def test_they_are_for_their_owner_whatever_the_file_is(tmp_path: Path) -> None:
    path = written(tmp_path).path
    Path(path).chmod(0o664)
    before = os.umask(0)
    try:
        reword(path, "One.")
    finally:
        os.umask(before)
    root = Path(backups.all_in())
    assert {p.stat().st_mode & 0o777 for p in root.rglob("*") if p.is_file()} == {0o600}
    folders = [root, root.parent, *(p for p in root.rglob("*") if p.is_dir())]
    assert {p.stat().st_mode & 0o777 for p in folders} == {0o700}


# ---- how many


def copy_at(when: datetime, size: int = 1, *, damaged: bool = False) -> Copy:
    return Copy(f"{when}", when, f"{when}", size, damaged)


def test_copies_thin_out_with_age() -> None:
    newest = datetime(2031, 3, 5, 12, 0, tzinfo=UTC)
    found = [copy_at(newest - timedelta(minutes=10 * n)) for n in range(6 * 24 * 60)]
    left = worth_keeping(found)
    assert left == sorted(left, key=lambda c: c.when, reverse=True)
    ages = [(newest - copy.when) for copy in left]
    assert ages[:5] == [timedelta(minutes=10 * n) for n in range(5)]
    assert sum(age <= timedelta(hours=6) for age in ages) >= 9
    assert sum(timedelta(hours=6) < age <= timedelta(days=5) for age in ages) >= 3
    assert max(ages) > timedelta(weeks=2)
    assert len(left) <= 20
    # What is thinned stays thinned.
    assert worth_keeping(left) == left


def test_the_state_before_the_work_of_an_hour_stays() -> None:
    start = datetime(2031, 3, 5, 12, 0, tzinfo=UTC)
    kept: list[Copy] = []
    for second in range(300):
        kept = worth_keeping([copy_at(start + timedelta(seconds=second)), *kept])
    assert kept[-1].when == start
    assert [copy.when for copy in kept[:5]] == [
        start + timedelta(seconds=s) for s in range(299, 294, -1)
    ]


def test_copies_are_bounded_in_bytes_and_one_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    newest = datetime(2031, 3, 5, 12, 0, tzinfo=UTC)
    found = [copy_at(newest - timedelta(minutes=n), 60) for n in range(5)]
    monkeypatch.setattr(backups, "MOST_BYTES", 130)
    assert worth_keeping(found) == found[:2]
    monkeypatch.setattr(backups, "MOST_BYTES", 10)
    assert worth_keeping(found) == found[:1]


def test_damaged_ones_do_not_push_sound_ones_out() -> None:
    newest = datetime(2031, 3, 5, 12, 0, tzinfo=UTC)
    sound = [copy_at(newest - timedelta(minutes=n)) for n in range(3)]
    damaged = [copy_at(newest + timedelta(minutes=9 - n), damaged=True) for n in range(9)]
    assert worth_keeping([*damaged, *sound]) == [*sound, *damaged[: backups.MOST_DAMAGED]]


def test_many_changes_leave_few_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "SPACING_SECONDS", 0)
    book = open_book(tmp_path / "n.json")
    for _ in range(40):
        say(book)
    assert len(copies(book.path)) <= backups.LAST + 3  # an hour, a day or a week may turn


# ---- what goes wrong


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_copy_that_can_not_be_kept_stops_no_change_and_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = written(tmp_path).path
    real = os.open

    def refuse(name: object, *rest: object) -> int:
        if str(name).startswith(backups.all_in()):
            failing(number)()
        return real(name, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        reword(path, "One.")
        reword(path, "Two.")
    (remark,) = backups.take_remarks()
    assert "is written, but no copy of it is kept" in str(remark)
    assert os.strerror(number) in str(remark)
    assert backups.all_in() in str(remark)
    assert backups.take_remarks() == []
    assert Dossier.open(path).claims[FIRST].statement == "Two."
    assert kept(path) == []
    reword(path, "Three.")
    assert kept(path)[0] == Path(path).read_bytes()


def test_a_change_that_fails_tells_nothing_of_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path).path
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", failing(errno.ENOSPC))
        with pytest.raises(DossierError, match="free some space"):
            reword(path, "One.")
    assert backups.take_remarks() == []


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    path = written(tmp_path).path
    root = Path(backups.all_in())
    root.parent.mkdir(parents=True, exist_ok=True)
    root.write_text("in the way")
    reword(path, "One.")
    assert len(backups.take_remarks()) == 1
    assert root.read_text() == "in the way"


def test_a_spoilt_copy_does_not_stand_for_a_good_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path).path
    reword(path, "One.")
    for copy in copies(path):
        Path(copy.path).write_bytes(b"\0" * copy.size)
    forget(monkeypatch)
    before = Path(path).read_bytes()
    reword(path, "Two.")
    assert before in kept(path)
    spoilt = copies(path)[-1]
    with pytest.raises(DossierError, match="is not what was kept"):
        restoring.put_back(path, spoilt)
    Path(path).unlink()
    assert restoring.chosen(path, "last").digest == copies(path)[0].digest


SUICIDE = f"""{DYING}
from kursk_tui.notebook.notebook import Notebook
book = Notebook.open(path)
book.append("flag", "claim:a.1", author="ann")
setattr(os, name, call)
book.append("flag", "claim:a.1", author="ann")
book.append("flag", "claim:a.1", author="ann")
print("never killed")
"""


@pytest.mark.parametrize(
    ("function", "call"), [(n, c) for n in ("write", "replace", "unlink") for c in (1, 2, 3, 4)]
)
def test_kill_at_each_step_leaves_whole_copies(tmp_path: Path, function: str, call: int) -> None:
    path = tmp_path / "n.json"
    say(open_book(path))
    command = [sys.executable, "-c", SUICIDE, str(path), function, str(call)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    # Few files are taken away: two changes have not all these steps.
    assert done.returncode == -signal.SIGKILL or (function == "unlink" and call > 1)
    for copy in copies(str(path)):
        assert restoring.state_of_copy(copy, str(path)).problem is None
    content = path.read_bytes()
    say(open_book(path))
    assert content in kept(path)
    assert not list(Path(folder_of(str(path))).glob(".*.tmp"))


def test_two_processes_keep_whole_copies(tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    program = (
        "import sys; from kursk_tui.notebook.notebook import Notebook\n"
        "book = Notebook.open(sys.argv[1])\n"
        "for _ in range(25): book.append('flag', 'claim:a.1', author=sys.argv[2])\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    writers = [subprocess.Popen([*command, name], cwd=ROOT) for name in ("ann", "bob")]
    assert [writer.wait() for writer in writers] == [0, 0]
    found = copies(str(path))
    assert kept(path)[0] == path.read_bytes()
    assert 0 < len(found) <= 20
    assert all(restoring.state_of_copy(copy, str(path)).problem is None for copy in found)


# ---- putting back


@pytest.mark.parametrize("damage", [b"", b"{", b'{"claims": {}}', None])
def test_what_is_damaged_or_gone_comes_back_and_is_kept(
    tmp_path: Path, damage: bytes | None
) -> None:
    path = written(tmp_path).path
    reword(path, "One.")
    content = Path(path).read_bytes()
    if damage is None:
        Path(path).unlink()
    else:
        Path(path).write_bytes(damage)
    done = restoring.put_back(path, restoring.chosen(path, "last"))
    assert Path(path).read_bytes() == content
    assert done.holds == "5 claims, 2 sources"
    aside = [copy for copy in copies(path) if copy.is_damaged]
    assert [Path(copy.path).read_bytes() for copy in aside] == ([] if damage is None else [damage])
    assert done.set_aside == (aside[0].digest if aside else None)
    reword(path, "Two.")


def test_nothing_acknowledged_is_lost_by_damage(tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    book = open_book(path)
    said = [say(book, f"{number}") for number in range(12)]
    path.write_bytes(b"\0" * 100)
    restoring.put_back(str(path), restoring.chosen(str(path), "last"))
    assert list(Notebook.open(path).entries) == said


def test_a_folder_that_is_gone_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "case" / "n.json"
    say(open_book(path))
    content = path.read_bytes()
    for file in path.parent.iterdir():
        file.unlink()
    path.parent.rmdir()
    restoring.put_back(str(path), restoring.chosen(str(path), "last"))
    assert path.read_bytes() == content


def test_an_older_state_comes_back_and_the_newer_can_too(tmp_path: Path) -> None:
    path = written(tmp_path).path
    old = Path(path).read_bytes()
    reword(path, "One.")
    new = Path(path).read_bytes()
    restoring.put_back(path, restoring.chosen(path, "last"))
    assert Path(path).read_bytes() == old
    restoring.put_back(path, restoring.chosen(path, "last"))
    assert Path(path).read_bytes() == new


def test_what_is_there_already_is_not_written(tmp_path: Path) -> None:
    path = written(tmp_path).path
    reword(path, "One.")
    before = files.stamp(path)
    assert restoring.put_back(path, copies(path)[0]) == (None, None)
    assert files.stamp(path) == before


def test_a_copy_that_is_not_sound_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path).path
    reword(path, "One.")
    Path(path).write_bytes(b"{")
    restoring.put_back(path, restoring.chosen(path, "last"))
    content = Path(path).read_bytes()
    damaged = next(copy for copy in copies(path) if copy.is_damaged)
    with pytest.raises(DossierError, match=r"is not sound .*; nothing was written"):
        restoring.put_back(path, damaged)
    assert Path(path).read_bytes() == content


def test_nothing_is_put_back_over_what_can_not_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path).path
    reword(path, "One.")
    Path(path).write_bytes(b"{")
    chosen = restoring.chosen(path, "last")
    with monkeypatch.context() as patch:
        patch.setattr(backups, "keep", failing(errno.ENOSPC))
        with pytest.raises(DossierError, match="can't be kept; nothing was written"):
            restoring.put_back(path, chosen)
    assert Path(path).read_bytes() == b"{"


def test_the_lock_is_held_while_putting_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path).path
    reword(path, "One.")
    oldest = copies(path)[-1]
    monkeypatch.setattr(disk, "WAIT_SECONDS", 0)
    with (
        disk.locked(os.path.realpath(path)),
        pytest.raises(DossierError, match="another process is changing it"),
    ):
        restoring.put_back(path, oldest)


@pytest.mark.parametrize(
    ("wanted", "words"), [("", "no copy ''"), ("zz", "no copy 'zz'"), ("last", "no other sound")]
)
def test_no_such_copy(tmp_path: Path, wanted: str, words: str) -> None:
    path = written(tmp_path).path
    with pytest.raises(DossierError, match=words):
        restoring.chosen(path, wanted)


def test_more_than_one_copy_of_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path).path
    same = [copy_at(datetime(2031, 3, n + 1, tzinfo=UTC)) for n in range(2)]
    monkeypatch.setattr(backups, "copies", lambda _: same)
    with pytest.raises(DossierError, match="more than one copy '2031'"):
        restoring.chosen(path, "2031")


def test_what_would_change_is_counted_by_table() -> None:
    def state(**tables: dict[str, dict[str, int]]) -> restoring.State:
        return restoring.State(tables, None)

    then = state(claims={"a": {"n": 1}, "b": {"n": 1}, "c": {"n": 1}}, edits={})
    now = state(claims={"b": {"n": 2}, "c": {"n": 1}, "d": {"n": 1}}, edits={"e": {}})
    assert restoring.difference(then, now) == "claims: 1 back, 1 gone, 1 other"
    assert restoring.difference(then, then) == ""


def test_the_format_of_a_file_is_told_apart_from_what_it_holds() -> None:
    def state(version: int, **more: object) -> restoring.State:
        meta = {"schema_version": version, "title": "T", **more}
        return restoring.State({"meta": {"1": meta}, "claims": {"a": {"n": version}}}, None)

    assert restoring.difference(state(2), state(2)) == ""
    assert restoring.difference(state(1), state(2)) == "claims: 1 other; format 1 instead of 2"
    assert restoring.difference(state(2), state(1)) == "claims: 1 other; format 2 instead of 1"
    other = state(1, licence="none")
    assert restoring.difference(other, state(1)) == "meta: 1 other"
    assert (
        restoring.difference(other, state(2))
        == "meta: 1 other; claims: 1 other; format 1 instead of 2"
    )
    gone = restoring.State({}, "is gone")
    assert restoring.difference(state(1), gone) == "meta: 1 back; claims: 1 back"


def test_kills_at_random_leave_copies_that_hold_all_that_was_acknowledged(
    tmp_path: Path,
) -> None:
    """Whenever it is killed, the newest sound copy lacks at most the write under way."""
    path, chance = tmp_path / "n.json", random.Random(9)
    program = (
        "import sys; from kursk_tui.notebook.notebook import Notebook\n"
        "book = Notebook.open(sys.argv[1])\n"
        "while True: print(book.append('flag', 'claim:a.1', author='a').id, flush=True)\n"
    )
    acknowledged: set[str] = set()
    for _ in range(4):
        command = [sys.executable, "-c", program, str(path)]
        writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        acknowledged.update(killed(writer, chance))
        newest = Notebook.open(copies(str(path))[0].path)
        assert acknowledged <= {note.id for note in newest.entries}
