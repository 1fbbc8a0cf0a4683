"""A site is put into its folder whole, and never over anything that is not one of ours."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kursk_tui.export.site import folder
from kursk_tui.export.site.folder import MARKER, write_site
from kursk_tui.export.writing import NameTakenError
from kursk_tui.store.errors import DossierError

OLD = [("index.html", "old"), ("events/flood.html", "old"), ("gone.html", "old")]
NEW = [("index.html", "é"), ("events/flood.html", "new"), ("sources/a.html", "new")]


def contents(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): path.read_text("utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def whole(pages: list[tuple[str, str]]) -> dict[str, str]:
    listed = "\n".join(sorted(name for name, _ in pages))
    marker = f"A site made by kursk-tui export site. These are its files:\n{listed}\n"
    return {**dict(pages), MARKER: marker}


def names(root: Path) -> list[str]:
    return sorted(entry.name for entry in root.iterdir())


def refused(path: Path, *, force: bool = True) -> str:
    before = contents(path.parent)
    with pytest.raises(DossierError) as caught:
        write_site(str(path), NEW, force=force)
    assert contents(path.parent) == before
    assert caught.value.path == str(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("there", [False, True])
def test_a_new_or_empty_folder_takes_it_whole(tmp_path: Path, force: bool, there: bool) -> None:
    path = tmp_path / "site"
    if there:
        path.mkdir()
    assert write_site(str(path), NEW, force=force) == (3, len("é".encode()) + 6)
    assert contents(path) == whole(NEW)
    assert names(tmp_path) == ["site"]


def test_what_is_to_be_shared_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_site(str(tmp_path / "site"), NEW, force=False)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o750
    assert stat.S_IMODE((tmp_path / "site" / "index.html").stat().st_mode) == 0o640


@pytest.mark.parametrize("by_turns", [False, True])
def test_a_site_of_ours_is_replaced_only_when_forced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_turns: bool
) -> None:
    if by_turns:
        monkeypatch.setattr(folder, "_exchanged", lambda *_: False)
    path = tmp_path / "site"
    write_site(str(path), OLD, force=False)
    with pytest.raises(NameTakenError, match="is a site already; give --force"):
        write_site(str(path), NEW, force=False)
    assert contents(path) == whole(OLD)
    write_site(str(path), NEW, force=True)
    assert contents(path) == whole(NEW)
    assert names(tmp_path) == ["site"]


def test_a_folder_with_other_things_is_never_written_to(tmp_path: Path) -> None:
    path = tmp_path / "site"
    path.mkdir()
    (path / "thesis.txt").write_text("years")
    assert "has other things in it; nothing was written" in refused(path)


@pytest.mark.parametrize("other", ["CNAME", "events/photo.jpg", ".git/config"])
def test_a_site_with_something_added_is_not_replaced(tmp_path: Path, other: str) -> None:
    path = tmp_path / "site"
    write_site(str(path), OLD, force=False)
    (path / other).parent.mkdir(exist_ok=True)
    (path / other).write_text("mine")
    assert f"something in it that is no part of the site: {other}" in refused(path)


def test_nor_one_with_an_empty_folder_or_a_link(tmp_path: Path) -> None:
    path = tmp_path / "site"
    write_site(str(path), OLD, force=False)
    (path / "drafts").mkdir()
    assert "drafts/" in refused(path)
    (path / "drafts").rmdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine.txt").write_text("mine")
    (path / "link").symlink_to(tmp_path / "elsewhere")
    assert "no part of the site: link" in refused(path)


def test_a_marker_that_somebody_else_wrote_marks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "site"
    path.mkdir()
    (path / MARKER).write_text("index.html\n")
    (path / "index.html").write_text("mine")
    assert "no part of the site: index.html" in refused(path)


def test_a_file_and_a_place_that_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    assert "is there already and no folder" in refused(tmp_path / "site")
    with pytest.raises(DossierError, match="the folder that it is to stand in is not there"):
        write_site(str(tmp_path / "no" / "site"), NEW, force=True)
    with pytest.raises(DossierError, match="is not a name of a folder"):
        write_site(str(tmp_path / "a\0b"), NEW, force=True)


def test_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    write_site(str(tmp_path / "site"), NEW, force=False)
    assert contents(tmp_path / "real") == whole(NEW)
    assert (tmp_path / "site").is_symlink()


@pytest.mark.parametrize("by_turns", [False, True])
@pytest.mark.parametrize("error", [OSError(28, "No space left"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", [0, 2, "rename"])
def test_what_fails_leaves_what_was_there_and_nothing_beside_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: int | str,
    error: BaseException,
    by_turns: bool,
) -> None:
    path = tmp_path / "site"
    write_site(str(path), OLD, force=False)
    if by_turns:
        monkeypatch.setattr(folder, "_exchanged", lambda *_: False)

    def failing() -> Iterator[tuple[str, str]]:
        for number, page in enumerate(NEW):
            if number == step:
                raise error
            yield page

    if step == "rename":
        rename = os.rename

        def fails(one: str, other: str) -> None:
            # The second step of an exchange by turns.
            if other == str(path) and not path.exists() and contents(Path(one)) == whole(NEW):
                raise error
            rename(one, other)

        if not by_turns:
            return
        monkeypatch.setattr(os, "rename", fails)
    with pytest.raises((DossierError, KeyboardInterrupt)):
        write_site(str(path), failing(), force=True)
    assert contents(path) == whole(OLD)
    assert names(tmp_path) == ["site"]


def test_what_appears_meanwhile_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "site"

    def pages() -> Iterator[tuple[str, str]]:
        yield from NEW
        path.mkdir()
        (path / "mine.txt").write_text("mine")

    with pytest.raises(DossierError, match="has other things in it"):
        write_site(str(path), pages(), force=True)
    assert contents(tmp_path) == {"site/mine.txt": "mine"}
    assert names(tmp_path) == ["site"]


# Writes one page and says so; then waits for a line that never comes.
KILLED = """
import sys
from kursk_tui.export.site.folder import write_site
def pages():
    yield "index.html", "half"
    yield "events/flood.html", "half"
    print("half", flush=True)
    sys.stdin.readline()
write_site(sys.argv[1], pages(), force=True)
"""


@pytest.mark.parametrize("there", [False, True])
def test_a_killed_run_leaves_what_was_there_and_the_next_tidies_up(
    tmp_path: Path, there: bool
) -> None:
    path = tmp_path / "site"
    if there:
        write_site(str(path), OLD, force=False)
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"half\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert path.exists() == there
    assert not there or contents(path) == whole(OLD)
    assert len(names(tmp_path)) == 1 + there
    write_site(str(path), NEW, force=True)
    assert contents(path) == whole(NEW)
    assert names(tmp_path) == ["site"]
