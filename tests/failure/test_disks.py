"""A disk that is really full, and one that is really read-only, under each kind of file."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import make
from kursk_tui.export.writing import write
from kursk_tui.intake.documents import text_copies as shelf
from kursk_tui.intake.review.queue import begin, load, save
from kursk_tui.notebook.exchange import merge
from kursk_tui.notebook.notebook import Notebook
from kursk_tui.store import backups
from kursk_tui.store.errors import DossierError
from tests.dossier.test_editing import reworded, written
from tests.failure.disks import fill, read_only, small_disk
from tests.intake.reviewing import ARTICLE


class Kind(NamedTuple):
    """A file on the disk, and what changes it: each call is a change of its own."""

    path: Path
    change: Callable[[], object]


@pytest.fixture(params=["dossier", "notebook", "merge", "queue", "texts", "export", "replaced"])
def kind(request: pytest.FixtureRequest, disk: Path) -> Kind:
    return _kind(request.param, disk)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 512) as at:
        yield at


def _kind(name: str, disk: Path) -> Kind:
    texts = iter(range(1000))
    # Longer than what a full disk has left in the last block of a file.
    long = "x" * 5000
    if name == "dossier":
        path = written(disk).path

        def edit() -> None:
            dossier = Dossier.open(path)
            change = reworded(dossier, "gazette-1.1", f"{next(texts)}. {long}")
            make(dossier, [change], "reworded", author="a")

        return Kind(Path(path), edit)
    if name == "notebook":
        book = Notebook.open(disk / "n.json")
        book.append("note", "claim:a.1", body=long, author="a")
        return Kind(
            disk / "n.json", lambda: book.append("note", "claim:a.1", body=long, author="a")
        )
    if name == "merge":
        for one in "ab":
            Notebook.open(disk / one).append("note", "claim:a.1", body=long, author=one)
        out = disk / "c"
        shutil.copyfile(disk / "a", out)
        return Kind(out, lambda: merge(disk / "a", disk / "b", out, force=True))
    if name == "queue":
        article = ARTICLE._replace(paragraphs=(*ARTICLE.paragraphs, long))
        queue = begin(str(disk / "queue"), str(disk / "d.json"), article, ())

        def put() -> None:
            save(load(queue.path)._replace(draft={"title": f"{next(texts)}"}), load(queue.path))

        return Kind(Path(queue.path), put)
    if name == "texts":
        shelf.put(disk / "texts", "one", ["One."])
        return Kind(
            disk / "texts" / "one.txt",
            lambda: shelf.put(disk / "texts", f"n{next(texts)}", ["Two.", long]),
        )
    path_ = disk / "out.md"
    write(str(path_), "before\n", force=False)
    if name == "export":
        return Kind(path_, lambda: write(str(disk / f"{next(texts)}.md"), long, force=False))
    return Kind(path_, lambda: write(str(path_), f"{next(texts)} {long}", force=True))


def state(disk: Path) -> dict[str, bytes]:
    """All that is on the disk, but locks, which are empty and stay."""
    return {
        str(path.relative_to(disk)): path.read_bytes()
        for path in disk.rglob("*")
        if path.is_file() and path.name != "filler" and not path.name.endswith(".lock")
    }


def refused(kind: Kind, disk: Path, hint: str) -> None:
    before = state(disk)
    with pytest.raises(DossierError) as caught:
        kind.change()
    line = str(caught.value)
    assert hint in line
    assert line.isprintable()
    assert state(disk) == before
    assert backups.take_remarks() == []


def test_a_full_disk_leaves_the_file_and_says_what_to_do(kind: Kind, disk: Path) -> None:
    filler = fill(disk)
    refused(kind, disk, "free some space, then try again")
    filler.unlink()
    kind.change()


def test_a_read_only_disk_leaves_the_file_and_says_what_to_do(kind: Kind, disk: Path) -> None:
    read_only(disk, yes=True)
    try:
        refused(kind, disk, "the disk is read-only: work on a copy")
    finally:
        read_only(disk, yes=False)
    kind.change()


@pytest.mark.parametrize("name", ["dossier", "notebook"])
def test_a_full_disk_of_the_copies_stops_no_change(
    name: str, disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "elsewhere"
    home.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(disk))
    kind = _kind(name, home)
    fill(disk)
    before = kind.path.read_bytes()
    kind.change()
    kind.change()
    assert kind.path.read_bytes() != before
    (remark,) = backups.take_remarks()
    assert "is written, but no copy of it is kept (No space left on device)" in str(remark)
    assert not [path for path in disk.rglob("*.json") if path.stat().st_size == 0]


@pytest.mark.parametrize("name", ["dossier", "notebook", "replaced"])
def test_a_file_that_nobody_may_write_to_is_not_replaced(name: str, tmp_path: Path) -> None:
    """To replace a file takes only rights to its folder: nothing else would keep us from it."""
    kind = _kind(name, tmp_path)
    kind.path.chmod(0o444)
    refused(kind, tmp_path, "is read-only; it is unchanged; allow writing (chmod u+w)")
    kind.path.chmod(0o600)
    kind.change()
