"""An export is put into its file whole, and never over another one unasked."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.export.writing import write
from kursk_tui.store.errors import DossierError


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def refused(path: Path, *, force: bool = False, text: str = "new") -> str:
    before = {entry: entry.read_bytes() for entry in path.parent.glob("*") if entry.is_file()}
    with pytest.raises(DossierError) as caught:
        write(str(path), text, force=force)
    after = {entry: entry.read_bytes() for entry in path.parent.glob("*") if entry.is_file()}
    assert after == before
    assert caught.value.path == str(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_new_file_holds_the_text_and_nothing_stays_beside_it(tmp_path: Path, umask: None) -> None:
    path = tmp_path / "out.csv"
    write(str(path), "é → ∞\r\n", force=False)
    assert path.read_bytes() == "é → ∞\r\n".encode()
    assert names(tmp_path) == ["out.csv"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_name_alone_is_one_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write("out.md", "x", force=False)
    assert (tmp_path / "out.md").read_text() == "x"


def test_what_is_there_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    assert "is there already; give --force to replace it, or another name" in refused(path)
    path.chmod(0o604)
    write(str(path), "new", force=True)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert names(tmp_path) == ["out.csv"]


def test_force_is_no_harm_where_nothing_is_there(tmp_path: Path, umask: None) -> None:
    path = tmp_path / "out.csv"
    write(str(path), "new", force=True)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    path = tmp_path / "out.csv"
    link = os.link

    def late(source: str, target: str) -> None:
        Path(target).write_text("theirs")
        if not links:
            raise OSError(errno.EOPNOTSUPP, "no links here")
        link(source, target)

    monkeypatch.setattr("os.link", late)
    with pytest.raises(DossierError, match="is there already"):
        write(str(path), "ours", force=False)
    assert path.read_text() == "theirs"
    assert names(tmp_path) == ["out.csv"]
    path.unlink()
    write(str(path), "ours", force=True)
    assert path.read_text() == "ours"
    assert names(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("force", [True, False])
def test_a_disk_without_links_is_written_to_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, umask: None, force: bool
) -> None:
    def none(*_: Any) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("os.link", none)
    path = tmp_path / "out.csv"
    write(str(path), "ours", force=force)
    assert path.read_text() == "ours"
    assert names(tmp_path) == ["out.csv"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    link.symlink_to(real)
    refused(link)
    write(str(link), "new", force=True)
    assert link.is_symlink()
    assert real.read_text() == "new"


@pytest.mark.parametrize("force", [True, False])
def test_a_folder_is_no_file(tmp_path: Path, force: bool) -> None:
    (tmp_path / "out").mkdir()
    assert "is a folder; name a file in it" in refused(tmp_path / "out", force=force)


@pytest.mark.parametrize("force", [True, False])
def test_what_is_no_regular_file_is_never_replaced(tmp_path: Path, force: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is not a regular file" in refused(tmp_path / "pipe", force=force)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_folder_must_be_there(tmp_path: Path) -> None:
    line = refused(tmp_path / "none" / "out.csv")
    assert "its folder is not there; make the folder first" in line
    assert names(tmp_path) == []


@pytest.mark.parametrize("call", ["write", "fsync", "open", "link"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(f"os.{call}", fail)
    with pytest.raises(DossierError) as caught:
        write(str(tmp_path / "out.csv"), "new", force=False)
    monkeypatch.undo()
    assert os.strerror(number) in str(caught.value)
    assert caught.value.hint
    assert names(tmp_path) == []


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_disk_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")

    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(f"os.{call}", fail)
    with pytest.raises(DossierError):
        write(str(path), "new", force=True)
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert names(tmp_path) == ["out.csv"]


def test_ctrl_c_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(str(tmp_path / "out.csv"), "new", force=False)
    assert names(tmp_path) == []


def test_short_writes_are_carried_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr("os.write", lambda fd, view: whole(fd, view[:7]))
    write(str(tmp_path / "out.csv"), "x" * 100, force=False)
    assert (tmp_path / "out.csv").read_text() == "x" * 100


def test_what_a_killed_process_left_is_swept_up(tmp_path: Path) -> None:
    # No process has this number: it is above what any system gives out.
    (tmp_path / ".out.csv.1999999999.0a0b0c0d.tmp").write_text("half")
    write(str(tmp_path / "out.csv"), "new", force=False)
    assert names(tmp_path) == ["out.csv"]


def test_half_of_a_surrogate_pair_is_no_text(tmp_path: Path) -> None:
    assert "surrogate" in refused(tmp_path / "out.csv", text="\ud800")
