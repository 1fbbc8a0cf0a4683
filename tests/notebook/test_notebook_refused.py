"""What the notebook refuses: unsound entries, damaged files, a file that is gone."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.model.records import Note
from kursk_tui.notebook.exchange import merge
from kursk_tui.notebook.notebook import Notebook
from kursk_tui.store.errors import DossierError
from tests.notebook.notebooks import READING, clock, ids, open_book, say
from tests.store.disks import failing, left_over


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine" / "notebook.json"


@pytest.fixture
def book(path: Path) -> Notebook:
    return open_book(path)


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "kind": ({"kind": "guess"}, "kind", "one of flag, note, verdict, rating"),
    "undo by hand": ({"kind": "undo"}, "kind", "not a kind of judgement"),
    "target": ({"target": "treaty"}, "target", "write KIND:ID"),
    "pair of one": ({"target": "pair:a|a"}, "target", "paired with itself"),
    "verdict without reasons": ({"kind": "verdict", "value": "real", "body": " "}, "body", "empty"),
    "verdict without value": ({"kind": "verdict"}, "value", "one of real, explained"),
    "unknown verdict": ({"kind": "verdict", "value": "wrong"}, "value", "coding error"),
    "rating of an event": ({"kind": "rating", "target": "event:e"}, "target", "not rated"),
    "claim's rating of an agent": (
        {"kind": "rating", "target": "agent:nis", "value": "1"},
        "value",
        "A to F",
    ),
    "agent's rating of a claim": ({"kind": "rating", "value": "A"}, "value", "1 to 6"),
    "no rating": ({"kind": "rating"}, "value", "1 to 6"),
    "note without body": ({"body": ""}, "body", "empty"),
    "blank flag": ({"kind": "flag", "body": "\n "}, "body", "blank"),
    "note with value": ({"value": "x"}, "value", "a note has none"),
    "blank value": ({"kind": "flag", "value": ""}, "value", "blank"),
    "long line": ({"kind": "flag", "body": "x" * 2_001}, "body", "at most 2000"),
    "long note": ({"body": "x" * 100_001}, "body", "at most 100000"),
    "long value": ({"kind": "flag", "value": "x" * 201}, "value", "at most 200"),
    "NUL": ({"body": "a\0b"}, "body", "NUL"),
    "surrogate": ({"body": "\ud800"}, "body", "surrogate"),
    "blank author": ({"author": " "}, "author", "empty"),
    "author's NUL": ({"author": "a\0"}, "author", "NUL"),
    "author's surrogate": ({"author": "\udcff"}, "author", "surrogate"),
    "long author": ({"author": "x" * 201}, "author", "at most 200"),
    "time without zone": ({"created": "2031-03-05T10:00:00"}, "created", "zone"),
    "time without seconds": ({"created": "2031-03-05T10:00Z"}, "created", "second"),
    "time with fractions": ({"created": "2031-03-05T10:00:00.5Z"}, "created", "second"),
    "no such day": ({"created": "2031-02-30T10:00:00Z"}, "created", "not a time"),
    "supersedes nothing": ({"supersedes": "gone"}, "supersedes", "not in this notebook"),
    "supersedes an undo": ({"supersedes": "UNDO"}, "supersedes", "of kind undo"),
    "supersedes another target": (
        {"supersedes": "NOTE", "target": "claim:b.1"},
        "supersedes",
        "about something else",
    ),
    "reading of a note": ({"reading": READING}, "reading", "only a flag or verdict"),
    "reading without sentence": (
        {"kind": "flag", "reading": {"kind": "echo", "severity": 0, "preset": "default"}},
        "reading.sentence",
        "missing",
    ),
    "reading with more": (
        {"kind": "flag", "reading": {**READING, "gap": 2}},
        "reading.gap",
        "unknown field",
    ),
    "reading with a grave": (
        {"kind": "flag", "reading": {**READING, "severity": "high"}},
        "reading.severity",
        "not a whole number",
    ),
    "reading with NUL": (
        {"kind": "flag", "reading": {**READING, "sentence": "\0"}},
        "reading.sentence",
        "NUL",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_unsound_entry_is_refused_by_field_and_not_written(
    path: Path, book: Notebook, name: str
) -> None:
    changed, field, words = REFUSED[name]
    named = {"NOTE": say(book).id, "UNDO": book.undo("ann")}
    before, entries = path.read_bytes(), book.entries
    given: dict[str, Any] = {"kind": "note", "target": "claim:a.1", "body": "x", "author": "ann"}
    given.update(changed)
    if given.get("supersedes") in named:
        other = named[given["supersedes"]]
        given["supersedes"] = other.id if isinstance(other, Note) else other
    with pytest.raises(DossierError) as caught:
        book.append(given.pop("kind"), given.pop("target"), **given)
    assert caught.value.field == field
    assert words in str(caught.value)
    assert "nothing was written" in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert str(caught.value).isprintable()
    assert path.read_bytes() == before
    assert book.entries == entries
    say(book)


def test_an_id_that_comes_twice_is_refused(path: Path) -> None:
    book = Notebook.open(path, clock=clock, new_id=lambda: "same")
    say(book)
    with pytest.raises(DossierError, match="is taken"):
        say(book)
    assert ids(path) == ["same"]


DAMAGED = {
    "empty": "",
    "cut off": '{"notes": {"1": {"id": "a"',
    "other tables": '{"agents": {}}',
    "no target": '{"notes": {"1": {"id": "a", "kind": "note", "author": "a", "created": "x"}}}',
    "unknown kind": '{"notes": {"1": {"id": "a", "target": "claim:a", "kind": "k", '
    '"author": "a", "created": "x"}}}',
    "half a pair": '{"notes": {"1": {"id": "\\ud800"}}}',
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_file_is_reported_and_never_overwritten(
    path: Path, book: Notebook, name: str
) -> None:
    path.parent.mkdir()
    path.write_text(DAMAGED[name], "utf-8")
    acts: list[Callable[[], object]] = [
        lambda: open_book(path),
        book.reload,
        lambda: say(book),
        lambda: book.undo("ann"),
        lambda: merge(path, path, path.with_name("out.json")),
        lambda: merge(path, path, path, force=True),
    ]
    for act in acts:
        with pytest.raises(DossierError) as caught:
            act()
        assert caught.value.path == str(path)
    assert path.read_text("utf-8") == DAMAGED[name]
    assert left_over(path) == set()


def test_a_file_that_can_not_be_looked_at_is_not_taken_for_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(DossierError, match="not a folder"):
        open_book(tmp_path / "file" / "notebook.json")
    (tmp_path / "link.json").symlink_to(tmp_path / "gone.json")
    with pytest.raises(DossierError, match="can't be read"):
        open_book(tmp_path / "link.json")


def test_a_notebook_that_vanished_is_not_made_anew(path: Path, book: Notebook) -> None:
    say(book)
    for again in (book, open_book(path)):
        kept = again.entries
        content = path.read_bytes()
        path.unlink()
        assert again.changed_on_disk()
        for act in (again.reload, lambda again=again: say(again)):
            with pytest.raises(DossierError):
                act()
        assert not path.exists()
        assert again.entries == kept
        path.write_bytes(content)


def test_full_disk_leaves_the_file_and_the_notebook(
    path: Path, book: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = say(book)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing(errno.ENOSPC))
        with pytest.raises(DossierError, match="free some space"):
            say(book)
    assert book.entries == Notebook.open(path).entries == (note,)
    assert left_over(path) == set()
    say(book)
    assert len(ids(path)) == 2


def test_read_only_must_be_there_and_can_not_be_written(path: Path, book: Notebook) -> None:
    with pytest.raises(DossierError, match="can't be read"):
        open_book(path, read_only=True)
    say(book)
    other = open_book(path, read_only=True)
    before = path.read_bytes()
    acts: list[Callable[[], object]] = [
        lambda: say(other),
        lambda: other.undo("ann"),
        lambda: other.redo("ann"),
    ]
    for act in acts:
        with pytest.raises(DossierError, match="reading only"):
            act()
    assert path.read_bytes() == before
