"""Edits: whole, on top of what is in the file, refused where it changed, undone by an edit."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable
from copy import deepcopy
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.dossier import editing, tables
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import (
    MOST_KEPT,
    Change,
    Edit,
    edits,
    make,
    redo,
    retract,
    to_redo,
    to_undo,
    undo,
    undone,
)
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError
from tests.dossier.sample import large, sample


def written(folder: Path) -> Dossier:
    path = folder / "d.json"
    path.write_bytes(files.encode(sample(), str(path)))
    return Dossier.open(path)


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"e{next(numbers):04}"


def reworded(dossier: Dossier, claim: str, statement: str) -> Change:
    row = dossier.raw_rows("claims")[claim]
    return Change("claims", claim, row, {**row, "statement": statement})


def rows(dossier: Dossier) -> dict[str, Any]:
    return {
        table: list(dossier.raw_rows(table).values())
        for table in ("agents", "sources", "events", "measures", "claims", "identities", "scopes")
    }


def test_an_edit_is_on_the_disk_and_remembered(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    claim = next(iter(dossier.claims))
    made = make(dossier, [reworded(dossier, claim, "Otherwise.")], "reworded", author="a")
    after = Dossier.open(dossier.path)
    assert after.claims[claim].statement == "Otherwise."
    assert edits(after) == (made,)
    assert made.changes[0].before == dict(dossier.raw_rows("claims")[claim])
    assert list(after.claims) == list(dossier.claims)


def test_undo_and_redo_bring_back_every_row_in_its_place(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    before = rows(dossier)
    claim = list(dossier.claims)[1]
    make(dossier, [reworded(dossier, claim, "Otherwise.")], "reworded", author="a")
    changed = rows(dossier.reload())
    assert undo(dossier, author="a") is not None
    assert rows(dossier.reload()) == before
    assert undo(dossier, author="a") is None
    assert redo(dossier, author="a") is not None
    assert rows(dossier.reload()) == changed
    assert redo(dossier, author="a") is None
    assert undo(dossier, author="a") is not None
    assert rows(dossier.reload()) == before


def test_undo_takes_the_authors_own_last(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    one, two = list(dossier.claims)[:2]
    make(dossier, [reworded(dossier, one, "By a.")], "by a", author="a")
    dossier = dossier.reload()
    make(dossier, [reworded(dossier, two, "By b.")], "by b", author="b")
    undone_ = undo(dossier, author="a")
    assert undone_ is not None
    assert undone_.what == "undone: by a"
    after = dossier.reload()
    assert after.claims[one].statement != "By a."
    assert after.claims[two].statement == "By b."


def test_a_named_edit_is_undone(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    one, two = list(dossier.claims)[:2]
    first = make(dossier, [reworded(dossier, one, "First.")], "first", author="a")
    make(dossier.reload(), [reworded(dossier, two, "Second.")], "second", author="a")
    assert undo(dossier, author="b", edit_id=first.id) is not None
    after = dossier.reload()
    assert after.claims[one].statement != "First."
    assert after.claims[two].statement == "Second."
    assert undone(edits(after)) == {first.id}
    assert undo(dossier, author="b", edit_id=first.id) is None


def test_what_was_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    claim = next(iter(dossier.claims))
    make(dossier, [reworded(dossier, claim, "By somebody else.")], "theirs", author="b")
    raw = Path(dossier.path).read_bytes()
    with pytest.raises(DossierError, match="has changed since the edit was begun"):
        make(dossier, [reworded(dossier, claim, "Mine.")], "mine", author="a")
    assert Path(dossier.path).read_bytes() == raw


def test_undo_of_what_was_changed_since_is_refused(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    claim = next(iter(dossier.claims))
    make(dossier, [reworded(dossier, claim, "First.")], "first", author="a")
    dossier = dossier.reload()
    make(dossier, [reworded(dossier, claim, "Second.")], "second", author="b")
    raw = Path(dossier.path).read_bytes()
    with pytest.raises(DossierError, match="undo the later change first"):
        undo(dossier, author="a")
    assert Path(dossier.path).read_bytes() == raw


def test_an_unsound_edit_writes_nothing(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    raw = Path(dossier.path).read_bytes()
    claim = next(iter(dossier.claims))
    row = dossier.raw_rows("claims")[claim]
    bad = Change("claims", claim, row, {**row, "modality": "guessed"})
    with pytest.raises(DossierError, match="nothing was written"):
        make(dossier, [bad], "bad", author="a")
    with pytest.raises(DossierError):
        make(dossier, [Change("claims", claim, row, None)], "taken out", author="a")
    assert Path(dossier.path).read_bytes() == raw


def test_old_edits_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "MOST_KEPT", 3)
    assert MOST_KEPT == 200
    dossier = written(tmp_path)
    claim = next(iter(dossier.claims))
    for number in range(5):
        make(dossier, [reworded(dossier, claim, f"{number}.")], f"{number}", author="a")
        dossier = dossier.reload()
    assert [edit.what for edit in edits(dossier)] == ["2", "3", "4"]


def test_the_history_is_json_that_can_be_read(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    claim = next(iter(dossier.claims))
    make(dossier, [reworded(dossier, claim, "“Ж” \u202e")], "reworded", author="a")
    row = next(iter(dossier.reload().raw_rows("edits").values()))
    assert json.loads(row["changes"][0]["after"])["statement"] == "“Ж” \u202e"


@given(st.lists(st.sampled_from(["a edits", "b edits", "a undoes", "a redoes", "b undoes"])))
@settings(max_examples=40, deadline=None)
def test_any_order_of_edits_is_that_of_a_stack(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    """Two people, a claim each: undo and redo of one behave as a stack, whatever the other does."""
    dossier = written(tmp_path_factory.mktemp("d"))
    claims = dict(zip("ab", dossier.claims, strict=False))
    stacks = {who: [dossier.claims[claim].statement] for who, claim in claims.items()}
    redoable: dict[str, list[str]] = {"a": [], "b": []}
    new_id, number = ids(), count()
    for step in steps:
        who, verb = step.split()
        dossier = dossier.reload()
        if verb == "edits":
            text = f"{who}{next(number)}."
            make(dossier, [reworded(dossier, claims[who], text)], text, author=who, new_id=new_id)
            stacks[who].append(text)
            redoable[who] = []
        elif verb == "undoes":
            done = undo(dossier, author=who, new_id=new_id)
            assert (done is not None) == (len(stacks[who]) > 1)
            if done is not None:
                redoable[who].append(stacks[who].pop())
        else:
            done = redo(dossier, author=who, new_id=new_id)
            assert (done is not None) == bool(redoable[who])
            if done is not None:
                stacks[who].append(redoable[who].pop())
        after = dossier.reload()
        assert {w: after.claims[c].statement for w, c in claims.items()} == {
            w: stack[-1] for w, stack in stacks.items()
        }


def _append(path: str, who: str, rounds: int) -> None:
    """Reword one's own claim and add one, again and again."""
    dossier = Dossier.open(path)
    like = dict(next(iter(dossier.raw_rows("claims").values())))
    for number in range(rounds):
        id = f"{like['source']}.{who}{number}"
        row = {**like, "id": id, "statement": f"{who} {number}.", "opposes": [], "of": None}
        make(Dossier.open(path), [Change("claims", id, None, row)], id, author=who)


def test_two_processes_lose_nothing_of_each_other(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    before = len(dossier.claims)
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_append, args=(dossier.path, who, 12)) for who in "xyz"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    after = dossier.reload()
    assert len(after.claims) == before + 36
    assert len(edits(after)) == 36


def test_several_undone_edits_are_done_again_one_by_one(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    seen = [rows(dossier)]
    for claim in list(dossier.claims)[:3]:
        make(dossier.reload(), [reworded(dossier, claim, "Otherwise.")], claim, author="a")
        seen.append(rows(dossier.reload()))
    for state in (2, 1, 0):
        assert undo(dossier, author="a") is not None
        assert rows(dossier.reload()) == seen[state]
    for state in (1, 2, 3):
        assert redo(dossier, author="a") is not None
        assert rows(dossier.reload()) == seen[state]
    assert redo(dossier, author="a") is None


# ---- retracting


def test_a_claim_is_retracted_for_a_reason_and_stays_in_the_file(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    before = rows(dossier)
    made = retract(dossier, "gazette-1.1", "counted twice", author="a")
    assert made.what == "retracted gazette-1.1: counted twice"
    after = dossier.reload()
    assert after.claims["gazette-1.1"].retracted == "counted twice"
    assert list(after.claims) == list(dossier.claims)
    (change,) = edits(after)[0].changes
    assert change.after == {**dict(change.before or {}), "retracted": "counted twice"}
    assert undo(after, author="a") is not None
    assert rows(after.reload()) == before


def test_what_is_no_claim_is_not_retracted(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        retract(written(tmp_path), "gazette-9", "why not", author="a")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_that_says_nothing_is_refused(tmp_path: Path, reason: str) -> None:
    dossier = written(tmp_path)
    with pytest.raises(DossierError, match="field retracted: is empty"):
        retract(dossier, "gazette-1.1", reason, author="a")
    assert edits(dossier.reload()) == ()


def test_a_claim_that_changed_meanwhile_is_not_retracted(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    make(dossier, [reworded(dossier, "gazette-1.1", "Theirs.")], "theirs", author="b")
    with pytest.raises(DossierError, match="has changed since"):
        retract(dossier, "gazette-1.1", "mine", author="a")


# ---- which edit is undone, which done again


def history(*steps: str) -> list[Edit]:
    """Edits told as `a1` (an edit by a) or `a2<1` (by a, taking back number 1)."""
    found = []
    for step in steps:
        name, _, taken_back = step.partition("<")
        found.append(Edit(name[1:], "2031-04-01", name[0], name, (), taken_back or None))
    return found


@pytest.mark.parametrize(
    ("steps", "undoing", "redoing"),
    [
        ((), None, None),
        (("a1",), "1", None),
        (("b1",), None, None),
        (("a1", "b2"), "1", None),
        (("a1", "a2"), "2", None),
        (("a1", "a2<1"), None, "2"),
        (("a1", "a2", "a3<2"), "1", "3"),
        (("a1", "a2", "a3<2", "a4<1"), None, "4"),
        (("a1", "a2<1", "a3<2"), "1", None),
        (("a1", "a2", "a3<2", "a4<1", "a5<4"), "1", "3"),
        (("a1", "a2", "a3<2", "a4<1", "a5<4", "a6<3"), "2", None),
        (("a1", "a2", "a3<2", "a4", "a5<4", "a6<1"), None, "6"),
        (("a1", "a2", "a3<2", "a4", "a5<4", "a6<1", "a7<6"), "1", "5"),
        (("a1", "a2", "a3<2", "a4", "a5<4", "a6<1", "a7<6", "a8<5"), "4", None),
        (("a1", "a2<1", "a3"), "3", None),
        (("a1", "a2<1", "b3"), None, "2"),
        (("a1", "b2<1"), None, None),
        (("a1", "b2<1", "b3<2"), "1", None),
        (("a2<1",), None, None),  # what it takes back is forgotten by now
    ],
)
def test_whose_turn_it_is(steps: tuple[str, ...], undoing: str | None, redoing: str | None) -> None:
    made = history(*steps)
    chosen = to_undo(made, "a"), to_redo(made, "a")
    assert [None if edit is None else edit.id for edit in chosen] == [undoing, redoing]


@pytest.mark.parametrize("text", ["{", "5", "[]", "null", "[" * 100_000])
def test_a_history_with_rubbish_in_it_is_told_in_a_line(tmp_path: Path, text: str) -> None:
    data = sample()
    change = {"table": "claims", "record": "gazette-1.1", "before": text, "after": None}
    data["edits"] = {
        "1": {"id": "e1", "made": "2031", "author": "a", "what": "x", "changes": [change]}
    }
    path = tmp_path / "d.json"
    path.write_bytes(files.encode(data, str(path)))
    dossier = Dossier.open(path)
    for look in (edits, lambda d: undo(d, author="a"), lambda d: redo(d, author="a")):
        with pytest.raises(
            DossierError, match="table edits, id e1: holds a record that is not JSON"
        ):
            look(dossier)


def order(dossier: Dossier, table: str) -> list[str]:
    return list(Dossier.open(dossier.path).raw_rows(table))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_was_taken_out_comes_back_where_it_stood(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    dossier = written(tmp_path_factory.mktemp("order"))
    rows = [
        {**dossier.raw_rows("scopes")["harbour"], "id": f"spot-{n}", "name": f"Spot {n}"}
        for n in range(6)
    ]
    make(dossier, [Change("scopes", row["id"], None, row) for row in rows], "spots", author="a")
    there = order(dossier, "scopes")
    gone = data.draw(
        st.permutations([row["id"] for row in rows]).flatmap(
            lambda ids: st.integers(1, len(ids)).map(lambda n: ids[:n])
        )
    )
    by_id = {row["id"]: row for row in rows}
    take = [Change("scopes", id, by_id[id], None) for id in gone]
    make(Dossier.open(dossier.path), take, "away", author="a")
    assert order(dossier, "scopes") == [id for id in there if id not in gone]
    undo(Dossier.open(dossier.path), author="a")
    assert order(dossier, "scopes") == there
    redo(Dossier.open(dossier.path), author="a")
    undo(Dossier.open(dossier.path), author="a")
    assert order(dossier, "scopes") == there


def test_what_stood_behind_one_that_is_gone_comes_back_at_the_end(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    scope = dossier.raw_rows("scopes")["harbour"]
    rows = [{**scope, "id": f"spot-{n}", "name": f"Spot {n}"} for n in range(3)]
    make(dossier, [Change("scopes", row["id"], None, row) for row in rows], "spots", author="a")
    edit = make(
        Dossier.open(dossier.path), [Change("scopes", "spot-1", rows[1], None)], "1", author="a"
    )
    assert edit.changes[0].follows == "spot-0"
    make(Dossier.open(dossier.path), [Change("scopes", "spot-0", rows[0], None)], "0", author="b")
    undo(Dossier.open(dossier.path), author="a", edit_id=edit.id)
    assert order(dossier, "scopes")[-2:] == ["spot-2", "spot-1"]


def test_an_edit_copies_what_it_changes_and_no_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(files.encode(large(50, 300), str(path)))
    copied = []

    def counted(value: Any) -> Any:
        copied.append(value)
        return deepcopy(value)

    monkeypatch.setattr(tables, "deepcopy", counted)
    dossier = Dossier.open(path)
    ids = list(dossier.claims)
    for number, after in ((7, {"note": "seen"}), (8, None)):
        old = dict(dossier.raw_rows("claims")[ids[number]])
        new = {**old, **after} if after is not None else None
        del copied[:]
        make(dossier, [Change("claims", ids[number], old, new)], "one claim", author="ann")
        assert len(copied) < 10
        dossier = dossier.reload()
    undo(dossier, author="ann")
    assert list(dossier.reload().claims) == ids
