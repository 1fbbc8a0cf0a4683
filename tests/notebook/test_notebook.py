"""The notebook's file: what is written, read, undone, and where it is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.dossier.check import check_file
from kursk_tui.model import schema
from kursk_tui.model.targets import Target
from kursk_tui.model.vocabulary import RATINGS, VERDICTS
from kursk_tui.notebook import notes
from kursk_tui.notebook.notebook import New, Notebook, default_notebook_path
from kursk_tui.store.authorship import default_author, now, random_id
from kursk_tui.store.errors import DossierError
from tests.notebook.notebooks import PAIR, READING, ids, open_book, say, verdict
from tests.store.disks import ROOT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine" / "notebook.json"


@pytest.fixture
def book(path: Path) -> Notebook:
    return open_book(path)


# --- what is written ---------------------------------------------------------------------


def test_no_file_is_an_empty_notebook_and_is_made_private_by_the_first_entry(
    path: Path, book: Notebook
) -> None:
    assert book.entries == book.standing == ()
    assert not book.changed_on_disk()
    book.reload()
    assert book.undo("ann") is book.redo("ann") is None
    assert not path.parent.exists()
    note = say(book)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert book.entries == Notebook.open(path).entries == (note,)
    assert not book.changed_on_disk()


def test_an_entry_is_one_line_and_has_no_empty_fields(path: Path, book: Notebook) -> None:
    book.append("flag", "event:treaty", author="ann", created="2031-03-05T10:00:00Z")
    assert path.read_text("utf-8").split("\n")[2] == (
        f'"1": {{"id": "{book.entries[0].id}", "target": "event:treaty", "kind": "flag", '
        '"author": "ann", "created": "2031-03-05T10:00:00Z"}'
    )


def test_every_kind_comes_back_as_it_was_given(path: Path, book: Notebook) -> None:
    first = book.append("flag", "pair:b.1|a.1", value="look", author="ann", reading=READING)
    assert first.target == PAIR
    assert first.reading == READING
    second = book.append(
        "verdict", Target.of("pair", "b.1", "a.1"), value="real", body="Both are asserted.",
        author="ann", supersedes=first.id, reading=READING,
    )  # fmt: skip
    third = book.append("rating", "agent:nis", value="B", author="bób")
    fourth = book.append("note", "source:s", body="long\n" * 20_000, author="ann")
    assert Notebook.open(path).entries == (first, second, third, fourth)
    assert Notebook.open(path).standing == (second, third, fourth)
    assert check_file(str(path), tables=schema.NOTEBOOK) == []


def test_what_the_caller_gave_may_be_changed_afterwards(book: Notebook) -> None:
    reading = dict(READING)
    note = book.append("flag", PAIR, author="ann", reading=reading)
    reading["kind"] = "echo"
    assert note.reading == READING


@pytest.mark.parametrize("value", VERDICTS)
def test_verdicts(book: Notebook, value: str) -> None:
    assert verdict(book, value, "ann").value == value


@pytest.mark.parametrize("kind", RATINGS)
def test_ratings(book: Notebook, kind: str) -> None:
    for value in RATINGS[kind]:
        assert book.append("rating", f"{kind}:x", value=value, author="ann").value == value


@pytest.mark.parametrize("text", ["\x1b[2J", "a\tb\r\n", "\u202e", "\ufeff", "\U0001f600", "\x7f"])
def test_control_characters_are_data(path: Path, book: Notebook, text: str) -> None:
    body = f"before {text} after"
    say(book, body)
    assert Notebook.open(path).entries[0].body == body


def test_ids_are_random_and_times_have_a_zone(path: Path) -> None:
    book = Notebook.open(path)
    one, two = (book.append("flag", PAIR, author="ann") for _ in range(2))
    assert one.id != two.id
    assert len({random_id() for _ in range(100)}) == 100
    assert len(one.id) == 32
    assert now().endswith("+00:00")  # the tests' own zone
    assert len(one.created) == len("2031-03-05T10:00:00+00:00")


# --- reading -----------------------------------------------------------------------------


def test_of_a_target_what_stands_and_its_history(book: Notebook) -> None:
    first = book.append("flag", PAIR, author="ann")
    second = verdict(book, "real", "ann", first.id)
    say(book)
    for target in (PAIR, "pair:b.1|a.1", Target.of("pair", "b.1", "a.1")):
        assert book.of(target) == (second,)
    assert book.of("claim:none") == book.of("nonsense") == ()
    assert book.undo("ann") is not None
    assert book.of("claim:a.1") == ()
    undone = book.undo("ann")
    assert book.of(PAIR) == (first,)
    assert book.history("pair:b.1|a.1") == (first, second, undone)


def test_two_who_replace_one_entry_are_a_fork(book: Notebook) -> None:
    first = verdict(book, "real", "ann")
    rivals = [verdict(book, "explained", author, first.id) for author in ("ann", "bob")]
    assert book.standing == tuple(rivals)
    assert book.forks() == (notes.Fork(first.id, tuple(rivals)),)


def test_pair_written_by_hand_in_another_order_is_found(path: Path) -> None:
    rows = {"1": {"id": "a", "target": "pair:b|a", "kind": "flag", "author": "x", "created": "?"}}
    path.parent.mkdir()
    path.write_text(json.dumps({"notes": rows}), "utf-8")
    book = open_book(path)
    assert [note.id for note in book.of("pair:a|b")] == ["a"]
    newer = book.append("flag", "pair:a|b", author="ann", supersedes="a")
    assert book.of("pair:a|b") == (newer,)


def test_a_ring_is_told_by_check_but_opens(path: Path) -> None:
    base = {"target": "claim:a", "kind": "note", "body": "x", "author": "x", "created": "?"}
    rows = {
        "1": {"id": "a", "supersedes": "b", **base},
        "2": {"id": "b", "supersedes": "a", **base},
    }
    path.parent.mkdir()
    path.write_text(json.dumps({"notes": rows}), "utf-8")
    assert [p.field for p in check_file(str(path), tables=schema.NOTEBOOK)] == ["supersedes"]
    book = open_book(path)
    assert [note.id for note in book.standing] == ["b"]
    say(book)


def test_reading_loads_neither_the_database_nor_more_than_it_needs(
    path: Path, book: Notebook
) -> None:
    say(book)
    heavy = "{'tinydb', 'uuid', 'secrets', 'random', 'getpass', 'dataclasses', 'textual', 'rich'}"
    code = (
        "import sys\n"
        "from kursk_tui.notebook.exchange import merge, overlay\n"
        "from kursk_tui.notebook.notebook import Notebook\n"
        f"book = Notebook.open({str(path)!r})\n"
        "assert len(overlay(book, [book]).standing) == 1\n"
        f"merge(book.path, book.path, {str(path) + '.out'!r})\n"
        f"print(sorted({heavy} & set(sys.modules)))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"


# --- undo, redo, other writers -----------------------------------------------------------


def test_undo_and_redo_are_entries(path: Path, book: Notebook) -> None:
    first, second = say(book, "1"), say(book, "2")
    undone = [book.undo("ann"), book.undo("ann"), book.undo("ann")]
    assert [note and (note.kind, note.supersedes, note.target) for note in undone] == [
        ("undo", second.id, second.target),
        ("undo", first.id, first.target),
        None,
    ]
    assert not book.standing
    redone = [book.redo("ann"), book.redo("ann"), book.redo("ann")]
    assert [note and (note.kind, note.supersedes) for note in redone] == [
        ("redo", undone[1] and undone[1].id),
        ("redo", undone[0] and undone[0].id),
        None,
    ]
    assert book.standing == (first, second)
    assert len(Notebook.open(path).entries) == 6
    assert Notebook.open(path).standing == (first, second)


def test_entries_added_at_once_are_undone_and_redone_at_once(path: Path, book: Notebook) -> None:
    alone = say(book)
    both = book.append_all("flag", [New("claim:a.1"), New(PAIR, reading=READING)], author="ann")
    assert [note.target for note in both] == ["claim:a.1", PAIR]
    assert both[1].reading == READING
    assert book.together(both[0].id) == tuple(note.id for note in both)
    assert book.together(alone.id) == (alone.id,)
    assert book.undo("ann") is not None
    assert book.standing == (alone,)
    assert len(Notebook.open(path).entries) == 5
    assert book.redo("ann") is not None
    assert book.redo("ann") is None
    assert {note.id for note in book.standing} == {alone.id, *(note.id for note in both)}
    assert book.undo("ann") is not None
    assert book.undo("ann") is not None
    assert not book.standing
    # Who opens the file anew is told of one at a time.
    for _ in range(2):
        book.redo("ann")
    other = Notebook.open(path)
    assert other.undo("ann") is not None
    assert len(other.standing) == 2


def test_of_entries_added_at_once_one_that_is_unsound_keeps_out_all(
    path: Path, book: Notebook
) -> None:
    say(book)
    before = path.read_bytes()
    with pytest.raises(DossierError, match="target"):
        book.append_all("flag", [New("claim:a.1"), New("nothing")], author="ann")
    assert path.read_bytes() == before
    assert len(book.entries) == 1


def test_nothing_is_redone_after_a_new_entry(book: Notebook) -> None:
    say(book)
    book.undo("ann")
    say(book, author="bob")
    new = book.append("flag", "claim:a.1", author="ann")
    assert book.redo("ann") is None
    assert book.undo("bob") is not None
    assert book.redo("bob") is not None
    assert new in book.standing


def test_nothing_to_undo_writes_nothing(path: Path, book: Notebook) -> None:
    say(book)
    before = path.stat()
    assert book.undo("bob") is book.redo("ann") is None
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert not book.changed_on_disk()


def test_changes_are_made_to_what_is_in_the_file_now(path: Path, book: Notebook) -> None:
    other = open_book(path)
    one = say(book)
    assert other.changed_on_disk()
    two = say(other, author="bob")
    assert [*other.entries] == [one, two]
    assert [*book.entries] == [one]
    assert book.changed_on_disk()
    taken = book.undo("bob")
    assert taken is not None
    assert taken.supersedes == two.id
    assert [*book.entries] == [one, two, taken]
    assert not book.changed_on_disk()
    assert other.changed_on_disk()
    other.reload()
    assert other.entries == book.entries
    # Also an entry that only the other has written can be superseded.
    three = say(other)
    book.append("note", "claim:a.1", body="y", author="ann", supersedes=three.id)
    assert len(ids(path)) == 5


def test_a_write_of_another_right_after_ours_is_noticed(
    path: Path, book: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = say(book)
    storage = book._storage
    assert storage is not None
    stamp = storage.stamp
    calls: list[int] = []

    def stamp_after_other_wrote() -> Any:
        calls.append(1)
        if len(calls) == 2:  # the first is inside the transaction, the second after it
            say(open_book(path), author="bob")
        return stamp()

    monkeypatch.setattr(storage, "stamp", stamp_after_other_wrote)
    second = say(book)
    monkeypatch.undo()
    assert book.entries == (first, second)
    assert book.changed_on_disk()
    third = say(book)
    assert [note.author for note in book.entries] == ["ann", "ann", "bob", "ann"]
    assert book.entries[-1] == third


# --- where, and who ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        ({"XDG_DATA_HOME": "/data", "HOME": "/home/ann"}, "/data"),
        ({"XDG_DATA_HOME": "data", "HOME": "/home/ann"}, "/home/ann/.local/share"),
        ({"XDG_DATA_HOME": "", "HOME": "/home/ann"}, "/home/ann/.local/share"),
        ({"HOME": "/home/ann"}, "/home/ann/.local/share"),
    ],
)
def test_default_path(environ: dict[str, str], wanted: str) -> None:
    for dossier in ("Kursk", None):
        assert default_notebook_path(dossier, environ) == f"{wanted}/kursk-tui/notebook.json"


def test_default_path_without_a_home(own_environment: Path) -> None:
    assert default_notebook_path(None, {}).startswith(f"{own_environment}/.local/share/")


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        ({"USER": "ann", "LOGNAME": "bob"}, "ann"),
        ({"USER": " ", "LOGNAME": "bob"}, "bob"),
        ({"USER": "a\udcff"}, "a\ufffd"),
        ({"USER": "x" * 300}, "x" * 200),
    ],
)
def test_default_author(environ: dict[str, str], wanted: str) -> None:
    assert default_author(environ) == wanted


def test_default_author_asks_the_system_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "system")
    assert default_author({}) == "system"

    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert default_author({}) == "unknown"
