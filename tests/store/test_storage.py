"""The storage: what it writes, what it keeps in memory, other writers, kills."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from kursk_tui.store import disk, files
from kursk_tui.store.errors import DossierError
from kursk_tui.store.storage import SafeStorage
from tests.store.disks import DYING, ROOT, failing, ids, insert, killed, left_over, start_writer


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """How often a test marked `long` repeats itself: 200 under `-m long`, otherwise 10.

    So the short form runs in every run, and `pytest -m long` runs these tests alone and many
    rounds of each.
    """
    return 200 if "long" in str(request.config.getoption("markexpr")) else 10


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one row, as stock TinyDB writes it."""
    path = tmp_path / "file.json"
    path.write_text(json.dumps({"rows": {"1": {"id": "a", "list": [1]}}}), "utf-8")
    return path


# --- what is written ---------------------------------------------------------------------


def test_file_has_one_record_a_line_and_stock_tinydb_reads_it(path: Path) -> None:
    with SafeStorage(path).transaction() as database:
        database.table("rows").insert({"id": "ü", "text": "two\nlines", "n": 1.5})
        database.table("none").insert({"id": "x"})
        database.table("none").remove(doc_ids=[1])
    assert path.read_text("utf-8").split("\n") == [
        "{",
        '"rows": {',
        '"1": {"id": "a", "list": [1]},',
        '"2": {"id": "ü", "text": "two\\nlines", "n": 1.5}',
        "},",
        '"none": {}',
        "}",
        "",
    ]
    assert ids(path) == ["a", "ü"]


def test_transaction_without_a_change_does_not_write(path: Path) -> None:
    before = files.stamp(str(path))
    with SafeStorage(path).transaction() as database:
        assert len(database.table("rows")) == 1
    assert files.stamp(str(path)) == before


def test_exception_in_a_transaction_leaves_the_file(path: Path) -> None:
    before = path.read_bytes()
    storage = SafeStorage(path)

    def fail() -> None:
        with storage.transaction() as database:
            database.table("rows").insert({"id": "b"})
            raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        fail()
    assert path.read_bytes() == before
    insert(path)
    assert ids(path) == ["a", "b"]


def test_transaction_is_of_no_use_after_its_end(path: Path) -> None:
    with SafeStorage(path).transaction() as database:
        pass
    with pytest.raises(RuntimeError, match="over"):
        database.table("rows").insert({"id": "b"})


def test_transaction_inside_a_transaction_is_refused(path: Path) -> None:
    storage = SafeStorage(path)
    with storage.transaction(), pytest.raises(RuntimeError, match="inside"):
        storage.transaction().__enter__()


def test_new_file_and_folders_are_private(tmp_path: Path) -> None:
    path = tmp_path / "one" / "two" / "new.json"
    storage = SafeStorage(path, create=True)
    assert storage.read() is None
    with storage.transaction() as database:
        database.table("rows").insert({"id": "a"})
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.parent.parent.stat().st_mode & 0o777 == 0o700
    assert ids(path) == ["a"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_mode_is_kept(path: Path, mode: int) -> None:
    path.chmod(mode)
    insert(path)
    assert path.stat().st_mode & 0o777 == mode


def test_link_is_followed(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.json"
    link.parent.mkdir()
    link.symlink_to(path)
    insert(link)
    assert link.is_symlink()
    assert ids(path) == ["a", "b"]
    assert [file.name for file in link.parent.iterdir()] == ["link.json"]


def test_missing_file_is_an_error_without_create(tmp_path: Path) -> None:
    storage = SafeStorage(tmp_path / "no.json")
    for act in (storage.read, storage.read, storage.transaction().__enter__):
        with pytest.raises(DossierError, match=r"no\.json: can't be read"):
            act()


# --- what is kept in memory --------------------------------------------------------------


def test_readers_can_not_reach_what_is_kept(path: Path) -> None:
    storage = SafeStorage(path)
    got = storage.read()
    assert got is not None
    got["rows"]["1"]["list"].append(2)
    got["more"] = {}
    with storage.transaction() as database:
        for row in database.table("rows"):
            row["list"].append(3)
    assert storage.read() == {"rows": {"1": {"id": "a", "list": [1]}}}


def test_decoded_data_is_kept_while_the_file_stands(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = SafeStorage(path)
    first = storage.read()

    def never(raw: bytes, path: str) -> Any:
        raise AssertionError("decoded again")

    monkeypatch.setattr(files, "decode", never)
    assert storage.read() == first


def test_change_by_another_is_seen(path: Path) -> None:
    storage = SafeStorage(path)
    assert not storage.changed_on_disk()
    storage.read()
    insert(path)
    assert storage.changed_on_disk()
    data = storage.read()
    assert data is not None
    assert [row["id"] for row in data["rows"].values()] == ["a", "b"]
    assert not storage.changed_on_disk()


def test_own_change_is_no_outside_change(path: Path) -> None:
    storage = SafeStorage(path)
    with storage.transaction() as database:
        database.table("rows").insert({"id": "b"})
    assert not storage.changed_on_disk()
    path.unlink()
    assert storage.changed_on_disk()


def test_after_a_failed_write_readers_see_the_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = SafeStorage(path)
    before = storage.read()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing(errno.ENOSPC))
        with pytest.raises(DossierError), storage.transaction() as database:
            database.table("rows").update({"list": [9]}, doc_ids=[1])
    assert storage.read() == before


# --- writers beside each other -----------------------------------------------------------


def test_row_numbers_follow_what_another_wrote(path: Path) -> None:
    one, two = SafeStorage(path), SafeStorage(path)
    for storage, id in ((one, "b"), (two, "c"), (one, "d")):
        with storage.transaction() as database:
            database.table("rows").insert({"id": id})
    assert ids(path) == ["a", "b", "c", "d"]


def test_plain_tinydb_refuses_to_overwrite_another_writer(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = TinyDB(str(path), storage=SafeStorage)
    plain.table("rows").insert({"id": "b"})
    read = SafeStorage.read

    def read_then_other_writes(storage: SafeStorage) -> Any:
        data = read(storage)
        monkeypatch.setattr(SafeStorage, "read", read)
        insert(path, "c")
        return data

    monkeypatch.setattr(SafeStorage, "read", read_then_other_writes)
    with pytest.raises(DossierError, match="changed by another process"):
        plain.table("rows").update({"id": "z"})
    assert ids(path) == ["a", "b", "c"]


def test_a_program_that_knows_no_lock_is_not_overwritten(path: Path) -> None:
    storage = SafeStorage(path)
    other = json.dumps({"rows": {"1": {"id": "by an editor"}}})

    def change() -> None:
        with storage.transaction() as database:
            database.table("rows").insert({"id": "b"})
            path.write_text(other, "utf-8")

    with pytest.raises(DossierError, match="changed by another process since it was read"):
        change()
    assert path.read_text("utf-8") == other
    insert(path, "c")
    assert ids(path) == ["by an editor", "c"]


def test_held_lock_is_reported(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "WAIT_SECONDS", 0)
    with (
        disk.locked(str(path)),
        pytest.raises(DossierError, match="another process is changing it"),
    ):
        insert(path)
    insert(path)


def test_two_processes_lose_no_row(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    writers = [start_writer(path, name, 100) for name in ("one", "two")]
    for writer in writers:
        out, _ = writer.communicate()
        assert writer.returncode == 0
        assert out.split()[-1] == b"100"
    wanted = {f"{name}-{number}" for name in ("one", "two") for number in range(1, 101)}
    assert set(ids(path)) == wanted
    assert len(ids(path)) == 200


SUICIDE = f"""{DYING}
from kursk_tui.store.storage import SafeStorage
setattr(os, name, call)
with SafeStorage(path).transaction() as database:
    database.table("rows").insert({{"id": "b"}})
"""


@pytest.mark.parametrize(
    ("function", "call", "wanted"),
    [
        ("write", 1, ["a"]),
        ("fsync", 1, ["a"]),
        ("replace", 1, ["a"]),
        ("fsync", 2, ["a", "b"]),  # of the folder: the file is in place already
    ],
)
def test_kill_at_each_step_leaves_the_old_file_or_the_new_one(
    path: Path, function: str, call: int, wanted: list[str]
) -> None:
    command = [sys.executable, "-c", SUICIDE, str(path), function, str(call)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert ids(path) == wanted
    assert len(left_over(path)) == (wanted == ["a"])
    insert(path, "c")
    assert ids(path) == [*wanted, "c"]
    assert left_over(path) == set()


@pytest.mark.long
def test_kill_leaves_a_whole_file_with_all_that_was_acknowledged(
    tmp_path: Path, rounds: int
) -> None:
    path = tmp_path / "file.json"
    chance = random.Random(4)
    acknowledged: set[str] = set()
    for number in range(rounds):
        writer = start_writer(path, f"r{number}", -1)
        acknowledged |= {f"r{number}-{line}" for line in killed(writer, chance, 12)}
        assert acknowledged <= set(ids(path))
    insert(path, "last")
    assert left_over(path) == set()
