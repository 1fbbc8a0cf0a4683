"""The storage on failing disks, without locks, and over damaged files."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from kursk_tui.store import disk
from kursk_tui.store.errors import DossierError
from kursk_tui.store.storage import SafeStorage
from tests.store.disks import failing, ids, insert, left_over


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one row, as stock TinyDB writes it."""
    path = tmp_path / "file.json"
    path.write_text(json.dumps({"rows": {"1": {"id": "a", "list": [1]}}}), "utf-8")
    return path


# --- disks that fail ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "number", "hint"),
    [
        ("write", errno.ENOSPC, "free some space"),
        ("fsync", errno.ENOSPC, "free some space"),
        ("fsync", errno.EIO, "save a copy elsewhere"),
        ("replace", errno.EROFS, "work on a copy"),
        ("replace", errno.EACCES, "who owns"),
        ("open", errno.EROFS, "work on a copy"),
        ("open", errno.EACCES, "who owns"),
    ],
)
def test_failing_disk_leaves_the_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, function: str, number: int, hint: str
) -> None:
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, function, failing(number))
        with pytest.raises(DossierError) as caught:
            insert(path)
    assert "it is unchanged" in str(caught.value)
    assert hint in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before
    assert left_over(path) == set()


def test_short_writes_are_continued(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, view: write(fd, bytes(view[:7])))
    insert(path)
    assert ids(path) == ["a", "b"]


def test_folder_that_can_not_be_flushed_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_sync_folder", failing(errno.EIO))
    with pytest.raises(DossierError, match="is written, but"):
        insert(path)
    assert ids(path) == ["a", "b"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into any folder")
def test_read_only_folder(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(DossierError, match="who owns"):
            insert(path)
    finally:
        path.parent.chmod(0o700)


@pytest.mark.parametrize("create", [True, False])
def test_vanished_folder_is_not_made_again(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "folder" / "file.json"
    insert_into_new(path)
    storage = SafeStorage(path, create=create)
    storage.read()
    for file in path.parent.iterdir():
        file.unlink()
    path.parent.rmdir()
    with pytest.raises(DossierError, match="folder is not there"), storage.transaction():
        pass
    assert not path.parent.exists()


def test_vanished_file_is_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    insert_into_new(path)
    storage = SafeStorage(path, create=True)
    storage.read()
    path.unlink()
    with pytest.raises(DossierError, match="has vanished"), storage.transaction():
        pass
    assert not path.exists()


def insert_into_new(path: Path) -> None:
    with SafeStorage(path, create=True).transaction() as database:
        database.table("rows").insert({"id": "a"})


def test_stale_temporaries_are_swept_and_others_left(path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    stale = path.parent / f".{path.name}.{gone.pid}.0123abcd.tmp"
    old = path.parent / f".{path.name}.{os.getpid()}.0123abcd.tmp"
    fresh = path.parent / f".{path.name}.{os.getpid()}.4567abcd.tmp"
    foreign = path.parent / f".{path.name}.mine.tmp"
    for file in (stale, old, fresh, foreign):
        file.write_text("x")
    os.utime(old, (0, 0))
    insert(path)
    assert left_over(path) == {fresh.name, foreign.name}


# --- file systems without locks ----------------------------------------------------------


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fcntl.flock", failing(errno.ENOLCK))


@pytest.mark.usefixtures("no_locks")
def test_without_locks_a_file_stands_for_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = path.parent / (path.name + ".lock-held")
    with disk.locked(str(path)):
        assert held.read_text().startswith(f"{os.getpid()} ")
        monkeypatch.setattr(disk, "WAIT_SECONDS", 0)
        with pytest.raises(DossierError, match="lock-held"):
            insert(path)
    assert not held.exists()
    insert(path)
    assert ids(path) == ["a", "b"]


@pytest.mark.usefixtures("no_locks")
def test_lock_file_of_a_dead_process_is_taken_over(path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    held = path.parent / (path.name + ".lock-held")
    held.write_text(f"{gone.pid} {os.uname().nodename}\n")
    insert(path)
    assert ids(path) == ["a", "b"]
    assert left_over(path) == set()


@pytest.mark.usefixtures("no_locks")
@pytest.mark.parametrize("text", ["1 elsewhere\n", "", "nonsense"])
def test_lock_file_of_a_stranger_is_respected(
    path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(disk, "WAIT_SECONDS", 0)
    held = path.parent / (path.name + ".lock-held")
    held.write_text(text)
    with pytest.raises(DossierError, match="lock-held"):
        insert(path)
    assert held.read_text() == text


@pytest.mark.usefixtures("no_locks")
def test_lock_file_of_another_machine_is_respected_whatever_runs_here(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk that two machines share a number that is free here may be a writer there."""
    monkeypatch.setattr(disk, "WAIT_SECONDS", 0)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    held = path.parent / (path.name + ".lock-held")
    held.write_text(f"{gone.pid} elsewhere\n")
    with pytest.raises(DossierError, match="lock-held"):
        insert(path)
    assert held.read_text() == f"{gone.pid} elsewhere\n"


# --- damaged files -----------------------------------------------------------------------

DAMAGED = {
    "empty": (b"", "is empty"),
    "blank": (b" \n", "is empty"),
    "truncated": (b'{"rows": {"1": {"id"', "line 1, column 21"),
    "no JSON": (b"hello", "line 1, column 1"),
    "more after it": (b"{}\n{}", "line 2, column 1"),
    "a mark at the start": (b"\xef\xbb\xbf{}", "byte order mark"),
    "other bytes": (b'{"rows":\n{"\xe9": 1}}', "not UTF-8 at line 2, column 3"),
    "UTF-16": ('{"rows": {}}'.encode("utf-16"), "not UTF-8"),
    "NaN": (b'{"rows": {"1": {"n": NaN}}}', "NaN"),
    "infinity": (b'{"rows": {"1": {"n": -Infinity}}}', "-Infinity"),
    "beyond all bounds": (b'{"rows": {"1": {"n": 1e999}}}', "1e999"),
    "too deep": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deep"),
    "too many digits": (b'{"rows": {"1": {"n": ' + b"9" * 5000 + b"}}}", "too many digits"),
    "half a pair": (b'{"rows": {"1": {"n": "\\ud800"}}}', "surrogate"),
    "a list": (b"[]", "not an object of tables"),
    "a table that is a list": (b'{"rows": []}', "table rows: is not an object of rows"),
    "a row that is text": (b'{"rows": {"1": "x"}}', "row 1 is not an object"),
    "a row with a name": (b'{"rows": {"x": {}}}', "row key 'x'"),
    "a row with a nought": (b'{"rows": {"01": {}}}', "row key '01'"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_file_is_reported_and_never_overwritten(path: Path, name: str) -> None:
    raw, words = DAMAGED[name]
    path.write_bytes(raw)
    storage = SafeStorage(path, create=True)
    acts: list[Callable[[], Any]] = [
        storage.read,
        storage.transaction().__enter__,
        lambda: storage.write({"rows": {}}),
        lambda: TinyDB(str(path), storage=SafeStorage).drop_tables(),
    ]
    for act in acts:
        with pytest.raises(DossierError) as caught:
            act()
        assert words in str(caught.value)
        assert str(caught.value).startswith(f"{path}: ")
        assert "\n" not in str(caught.value)
    assert path.read_bytes() == raw
    assert left_over(path) == set()


def test_key_that_stands_twice_is_not_dropped(path: Path) -> None:
    raw = b'{"rows": {"1": {"id": "a", "id": "b"}}}'
    path.write_bytes(raw)
    with pytest.raises(DossierError, match="'id' appears twice"):
        insert(path)
    assert path.read_bytes() == raw


def test_whole_surrogate_pairs_are_text(path: Path) -> None:
    path.write_bytes(b'{"rows": {"1": {"id": "\\ud83d\\ude00"}}}')
    insert(path)
    assert ids(path) == ["\N{GRINNING FACE}", "b"]


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, "\ud800", b"x"])
def test_value_that_json_lacks_is_refused(path: Path, value: object) -> None:
    before = path.read_bytes()
    with (
        pytest.raises(DossierError, match="can't be written"),
        SafeStorage(path).transaction() as database,
    ):
        database.table("rows").insert({"id": "b", "value": value})
    assert path.read_bytes() == before


def test_folder_and_pipe_are_no_files(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe):
        with pytest.raises(DossierError, match="not a regular file"):
            SafeStorage(path).read()


def test_hostile_name_can_not_reach_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(DossierError) as caught:
        SafeStorage(tmp_path / "\x1b]52;c;x\x07\u202e.json").read()
    assert str(caught.value).isprintable()
