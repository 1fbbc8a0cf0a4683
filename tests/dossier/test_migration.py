"""Files of version 1 of the schema: read as they are, raised by the first edit, nothing lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kursk_tui.dossier import editing, versions
from kursk_tui.dossier.check import check_file
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.editing import Change
from kursk_tui.dossier.index import Index
from kursk_tui.model import schema
from kursk_tui.notebook.exchange import merge
from kursk_tui.notebook.notebook import Notebook
from kursk_tui.store import files
from kursk_tui.store.backups import copies
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.app import KurskApp, Options
from kursk_tui.upkeep import restoring, updating
from kursk_tui.words.judgements import change, change_or_gone
from tests.cli.running import called, on_terminal
from tests.dossier.sample import Data, sample
from tests.five import FIVE
from tests.tui.driving import explorer, press, screen_lines, settle

# What later versions added to each table.
ADDED = {
    "meta": ("id", "languages"),
    "measures": ("sum_of",),
    "agents": ("merged_into",),
    "scopes": ("point",),
    "sources": ("language_basis", "archived", "retrieved", "reading", "versions"),
    "events": ("closed", "turning"),
    "claims": ("misreads", "proposer"),
}
PAIR = "pair:gazette-1.1|herald-1.1"


def in_version_1(data: dict[str, Any]) -> dict[str, Any]:
    """A dossier without all that version 2 added: its fields, and records of its kinds."""
    chapters = {row["id"] for row in data["events"].values() if row["kind"] == "chapter"}
    for table, fields in ADDED.items():
        for row in data[table].values():
            for field in fields:
                row.pop(field, None)
    for row in data["claims"].values():
        (row.get("scope") or {}).pop("counting", None)
        row["events"] = [event for event in row.get("events") or () if event not in chapters]
    for row in data["events"].values():
        row["part_of"] = None if row.get("part_of") in chapters else row.get("part_of")
    for table, kind in (("events", "chapter"), ("scopes", "counting")):
        data[table] = {key: row for key, row in data[table].items() if row["kind"] != kind}
    for row in data["sources"].values():
        row["language"] = row.get("language") or "en"
    data["meta"]["1"].update(schema_version=1, dataset_version="0.2.0")
    data.pop("edits", None)
    return data


@pytest.fixture(params=["five reports", "the shipped one"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of version 1."""
    path = tmp_path / "old.json"
    if request.param == "five reports":
        shutil.copyfile(FIVE, path)
    else:
        data = in_version_1(json.loads(Path(default_path()).read_text("utf-8")))
        path.write_bytes(files.encode(data, str(path)))
    return path


def lines(raw: bytes, *tables: str) -> list[bytes]:
    """The rows of a file as they stand in it, without those of some tables."""
    found = []
    for name, start, end in files.pieces(raw):
        if name not in tables:
            found += raw[start:end].split(b",\n")
    return found


def reworded(dossier: Dossier, claim: str, statement: str) -> Change:
    row = dossier.raw_rows("claims")[claim]
    return Change("claims", claim, row, {**row, "statement": statement})


# ---- reading


def test_it_is_sound_and_reading_it_writes_nothing(old: Path) -> None:
    before, stamp = old.read_bytes(), files.stamp(str(old))
    assert check_file(str(old)) == []
    dossier = Dossier.open(old)
    assert (dossier.meta.schema_version, dossier.meta.id) == (1, None)
    for words in (("check",), ("stats",), ("disagreements",), ("export", "json")):
        assert called("-d", str(old), *words).status == 0
    assert (old.read_bytes(), files.stamp(str(old))) == (before, stamp)


def test_a_field_that_is_not_there_reads_as_one_that_is_null(old: Path) -> None:
    data = json.loads(old.read_text("utf-8"))
    for table, fields in ADDED.items():
        for row in data[table].values():
            row.update({field: None for field in fields if field not in row})
    for row in data["claims"].values():
        if row.get("scope"):
            row["scope"]["counting"] = None
    one, other = Dossier.open(old), Dossier.from_data(data)
    for table in schema.DOSSIER:
        if table == "meta":
            assert one.meta == other.meta
        else:
            assert dict(getattr(one, table)) == dict(getattr(other, table))


# ---- editing


def test_an_edit_keeps_every_other_record_byte_for_byte(old: Path) -> None:
    before, dossier = old.read_bytes(), Dossier.open(old)
    claim = next(iter(dossier.claims))
    row = dict(dossier.raw_rows("claims")[claim])
    editing.make(dossier, [reworded(dossier, claim, "Mine.")], "reworded", author="a")
    after = Dossier.open(old)
    assert after.meta == dossier.meta._replace(schema_version=schema.SCHEMA_VERSION)
    assert check_file(str(old)) == []
    then, now = (lines(raw, "meta", "edits") for raw in (before, old.read_bytes()))
    changed = [at for at, line in enumerate(then) if line != now[at]]
    assert len(then) == len(now)
    assert len(changed) == 1
    # Of the one that was edited all other fields are as they were, and none is new.
    assert dict(after.raw_rows("claims")[claim]) == {**row, "statement": "Mine."}
    assert list(after.raw_rows("claims")[claim]) == list(row)
    assert list(files.decode(old.read_bytes(), "")) == [*files.decode(before, ""), "edits"]


def test_what_it_was_is_kept_and_comes_back(old: Path) -> None:
    before, dossier = old.read_bytes(), Dossier.open(old)
    claim = next(iter(dossier.claims))
    editing.retract(dossier, claim, "why", author="a")
    assert before in [Path(copy.path).read_bytes() for copy in copies(str(old))]
    restoring.put_back(str(old), restoring.chosen(str(old), "last"))
    assert old.read_bytes() == before
    assert Dossier.open(old).meta.schema_version == 1


def test_an_edit_that_was_made_under_version_1_is_undone_and_done_again(old: Path) -> None:
    dossier = Dossier.open(old)
    claim = next(iter(dossier.claims))
    first = dict(dossier.raw_rows("claims")[claim])
    editing.make(dossier, [reworded(dossier, claim, "Mine.")], "reworded", author="a")
    # As the program of version 1 leaves it: the same edit, and the version that it knew.
    data = files.decode(old.read_bytes(), "")
    data["meta"]["1"]["schema_version"] = 1
    old.write_bytes(files.encode(data, ""))
    assert Dossier.open(old).meta.schema_version == 1
    assert editing.undo(Dossier.open(old), author="a") is not None
    after = Dossier.open(old)
    assert dict(after.raw_rows("claims")[claim]) == first
    assert after.meta.schema_version == schema.SCHEMA_VERSION
    assert editing.redo(after, author="a") is not None
    assert Dossier.open(old).claims[claim].statement == "Mine."
    assert [edit.what for edit in editing.edits(Dossier.open(old))] == [
        "reworded",
        "undone: reworded",
        "done again: reworded",
    ]
    assert Dossier.open(old).meta.schema_version == schema.SCHEMA_VERSION


# ---- a file of a version to come


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A file of the next version, with a table and a field that nobody knows yet."""
    data: dict[str, Any] = sample()
    data["meta"]["1"].update(id="flood", schema_version=schema.SCHEMA_VERSION + 1, mood="grim")
    data["rumours"] = {"1": {"id": "r"}}
    path = tmp_path / "newer.json"
    path.write_bytes(files.encode(data, ""))
    return path


NEWER = (
    f"table meta, id flood, field schema_version: is later than {schema.SCHEMA_VERSION}, "
    "the last that this kursk-tui "
    "reads; a newer kursk-tui wrote it: update kursk-tui, or kursk-tui restore FILE has good copies"
)


def test_a_newer_file_is_refused_with_a_line_that_says_so(newer: Path) -> None:
    before = newer.read_bytes()
    checked = called("check", str(newer))
    assert checked.status == 2
    assert checked.out == f"{newer}: {NEWER}\n"
    refused = (2, "", f"kursk-tui: {newer}: {NEWER}\n")
    for words in (("stats",), ("retract", "gazette-1.1", "why"), ("edits", "undo")):
        assert called("-d", str(newer), *words) == refused
    assert called("update", str(newer)) == refused
    for record in ([], ["open", "gazette-1.1"]):
        shown = on_terminal(("-d", str(newer), *record))
        assert shown.status == 2
        assert " ".join((shown.out + shown.err).split()) == f"kursk-tui: {newer}: {NEWER}"
    assert newer.read_bytes() == before


def test_a_file_that_became_newer_is_not_edited(newer: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_bytes(files.encode(sample(), ""))
    dossier = Dossier.open(path)
    shutil.copyfile(newer, path)
    with pytest.raises(DossierError, match=f"is later than {schema.SCHEMA_VERSION}"):
        editing.retract(dossier, "gazette-1.1", "why", author="a")
    assert path.read_bytes() == newer.read_bytes()
    assert restoring.state_of(path.read_bytes(), str(path)).problem is not None


# ---- notebooks


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"n{next(numbers)}"


def write_old_notebook(path: Path) -> Path:
    """A notebook as version 1 wrote it: two entries, one of them undone."""
    notes = {
        "1": {"id": "o1", "target": "claim:gazette-1.1", "kind": "flag", "author": "ann"},
        "2": {"id": "o2", "target": PAIR, "kind": "note", "body": "Hm.", "author": "ann"},
        "3": {"id": "o3", "target": PAIR, "kind": "undo", "author": "ann", "supersedes": "o2"},
    }
    for number, row in enumerate(notes.values()):
        row["created"] = f"2031-03-10T10:00:0{number}+00:00"
    path.write_bytes(files.encode({"notes": notes}, ""))
    return path


def test_a_notebook_of_version_1_opens_and_grows(tmp_path: Path) -> None:
    path = write_old_notebook(tmp_path / "n.json")
    before = lines(path.read_bytes())
    book = Notebook.open(path, new_id=ids())
    assert [note.id for note in book.standing] == ["o1"]
    assert all(note.dossier is None for note in book.entries)
    taken_back = book.redo("ann")
    assert taken_back is not None
    assert [note.id for note in Notebook.open(path).standing] == ["o1", "o2"]
    undone = book.undo("ann")
    assert undone is not None
    assert (undone.target, undone.dossier) == (PAIR, None)
    book.append("flag", "event:flood", author="ann", dossier="flood")
    taken = book.undo("ann")
    assert taken is not None
    assert taken.dossier == "flood"
    # What was there stands as it stood.
    assert lines(path.read_bytes())[:3] == before
    assert check_file(str(path), tables=schema.NOTEBOOK) == []


def test_notebooks_of_both_versions_are_merged(tmp_path: Path) -> None:
    old = write_old_notebook(tmp_path / "old.json")
    new, out = tmp_path / "new.json", tmp_path / "out.json"
    Notebook.open(new).append("flag", "event:flood", author="bob", dossier="flood")
    assert merge(old, new, out) == 4
    assert merge(new, old, tmp_path / "other.json") == 4
    assert out.read_bytes() == (tmp_path / "other.json").read_bytes()
    entries = {note.id: note for note in Notebook.open(out).entries}
    assert all(entries[note.id] == note for path in (old, new) for note in read(path))
    assert {note.dossier for note in entries.values()} == {None, "flood"}
    assert merge(out, old, out, force=True) == 4


def read(path: Path) -> tuple[Any, ...]:
    return Notebook.open(path).entries


async def test_an_entry_carries_the_id_of_its_dossier(tmp_path: Path) -> None:
    data = sample()
    notes = tmp_path / "n.json"
    for id in (None, "flood"):
        data["meta"]["1"].update({"id": id, "schema_version": 2} if id else {})
        path = tmp_path / f"{id}.json"
        path.write_bytes(files.encode(data, ""))
        async with explorer(path=path, options=Options(notes=str(notes))) as (pilot, _):
            await press(pilot, "2 f enter enter")
            await settle(pilot)
    assert [note.dossier for note in Notebook.open(notes).entries] == [None, "flood"]


async def test_an_entry_carries_the_id_that_the_dossier_got_meanwhile(tmp_path: Path) -> None:
    data, notes, path = sample(), tmp_path / "n.json", tmp_path / "d.json"
    path.write_bytes(files.encode(data, ""))
    async with explorer(path=path, options=Options(notes=str(notes))) as (pilot, _):
        data["meta"]["1"].update(id="flood", schema_version=2)
        path.write_bytes(files.encode(data, ""))
        assert isinstance(pilot.app, KurskApp)
        renewed = Dossier.open(path)
        pilot.app.take_up(renewed, Index(renewed))
        await settle(pilot)
        await press(pilot, "2 f enter enter")
    assert [note.dossier for note in Notebook.open(notes).entries] == ["flood"]


# ---- judgements on what the data changed


@pytest.fixture
def judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Path]:
    """A user's edited copy of version 1 with its notebook, and newer data to take up."""
    new = in_version_1_of_the_data_to_come()
    shipped = tmp_path / "kursk.json"
    shipped.write_bytes(files.encode(new, ""))
    (tmp_path / "versions.json").write_text(versions.encoded(dict([versions.entry(sample())])))
    monkeypatch.setattr(updating, "default_path", lambda: str(shipped))
    monkeypatch.setattr(versions, "known_path", lambda: str(tmp_path / "versions.json"))
    path = tmp_path / "own.json"
    path.write_bytes(files.encode(sample(), ""))
    dossier = Dossier.open(path)
    editing.make(dossier, [reworded(dossier, "gazette-1.3", "Mine.")], "reworded", author="a")
    book = Notebook.open(tmp_path / "n.json")
    reading = {"kind": "conflict", "severity": 4, "sentence": "They can't be.", "preset": "default"}
    for target in (PAIR, "pair:gazette-1.1|herald-1.2"):
        book.append("flag", target, author="a", reading=reading)
    book.append("note", "claim:herald-1.2", body="Look again.", author="a")
    book.append("flag", "claim:gazette-1.3", author="a")
    book.append("flag", "identity:by-district", author="a", reading=reading)
    return str(path), tmp_path / "n.json"


def in_version_1_of_the_data_to_come() -> Data:
    """The sample later: one figure was mended, a claim and an identity are gone."""
    data = sample()
    data["meta"]["1"].update(id="flood", schema_version=2, dataset_version="2")
    data["claims"]["4"]["figure"] = {
        "written": "At most 400",
        "low": None,
        "high": 400,
        "hedge": "at_most",
    }
    data["claims"]["4"]["opposes"] = []
    del data["claims"]["5"]
    data["identities"] = {}
    return data


def test_judgements_are_kept_and_say_what_has_become_of_what_they_are_on(
    judged: tuple[str, Path],
) -> None:
    path, notes = judged
    before = notes.read_bytes()
    assert updating.update(path, author="a").removed == 2
    assert notes.read_bytes() == before
    dossier, book = Dossier.open(path), Notebook.open(notes)
    assert len(book.standing) == 5
    told = {note.target: change_or_gone(dossier, note) for note in book.standing}
    assert told == {
        PAIR: "was conflict, now compatible",
        "pair:gazette-1.1|herald-1.2": "was conflict, now not in this dossier",
        "claim:herald-1.2": "not in this dossier",
        "claim:gazette-1.3": "",
        "identity:by-district": "was conflict, now not in this dossier",
    }
    assert {change(dossier, note) for note in book.of("claim:herald-1.2")} == {""}


def test_the_command_notes_says_so_too(judged: tuple[str, Path]) -> None:
    path, notes = judged
    words = ("-d", path, "--notes", str(notes), "notes")
    updating.update(path, author="a")
    result = called(*words, "--format", "json")
    assert (result.status, result.err) == (0, "")
    now = {row["target"]: row["now"] for row in json.loads(result.out)}
    assert now["claim:gazette-1.3"] is None
    assert now["claim:herald-1.2"] == "not in this dossier"
    assert now[PAIR] == "was conflict, now compatible"
    assert " now " in called(*words, "--format", "md").out
    # Where the dossier can't be opened the entries are there all the same.
    Path(path).write_text("{")
    broken = called(*words, "--format", "json")
    assert broken.status == 0
    assert "is not valid JSON" in broken.err
    assert broken.err.count("\n") == 1
    assert len(json.loads(broken.out)) == 5


async def test_the_list_of_flags_says_so_too(judged: tuple[str, Path]) -> None:
    path, notes = judged
    updating.update(path, author="a")
    async with explorer((120, 36), path=path, options=Options(notes=str(notes))) as (pilot, _):
        await press(pilot, "F")
        text = "\n".join(screen_lines(pilot))
    assert "was conflict, now not in this dossier" in text
    assert "claim:herald-1.2 (not in" in text
