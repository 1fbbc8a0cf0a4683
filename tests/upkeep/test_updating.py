"""A copy of the shipped dossier takes up newer data: what comes of each record, and of the file."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.dossier import editing, versions
from kursk_tui.dossier.check import check, check_file
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.editing import Change
from kursk_tui.dossier.versions import Version, canonical, data_of, rows_of, same
from kursk_tui.model import locators
from kursk_tui.store import files
from kursk_tui.store.backups import copies
from kursk_tui.store.errors import DossierError
from kursk_tui.upkeep import restoring, updating
from kursk_tui.upkeep.updating import Proposal, Update, planned, update
from tests.dossier.sample import Data, sample
from tests.store.disks import DYING, ROOT, left_over

CLAIM, OTHER = "gazette-1.1", "herald-1.2"


def released(change: Callable[[Data], object] = lambda data: None) -> Data:
    """The sample as version 2 of its data, in version 2 of the schema."""
    data = sample()
    for row in data["events"].values():
        row.update(closed=None, turning=None)
    change(data)
    data["meta"]["1"].update(id="flood", schema_version=2, dataset_version="2")
    assert check(data, path="") == []
    return data


def known() -> dict[str, Version]:
    return dict([versions.entry(sample())])


def row(data: Data, table: str, id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in data[table].values() if row["id"] == id)
    return found


def with_row(data: Data, table: str, new: dict[str, Any]) -> Data:
    data[table][str(len(data[table]) + 1)] = new
    return data


def without(data: Data, table: str, id: str) -> Data:
    data[table] = {key: row for key, row in data[table].items() if row["id"] != id}
    return data


def remember(data: Data, *changes: Change, undoes: str | None = None) -> str:
    """Add an edit to decoded tables as the editor writes it, and return its id."""
    edits = data.setdefault("edits", {})
    id = f"e{len(edits) + 1}"
    edits[str(len(edits) + 1)] = {
        "id": id,
        "made": "2031-03-10T12:00:00+01:00",
        "author": "a",
        "what": "changed",
        "undoes": undoes,
        "changes": [
            {
                "table": change.table,
                "record": change.id,
                "before": None if change.before is None else json.dumps(change.before),
                "after": None if change.after is None else json.dumps(change.after),
            }
            for change in changes
        ],
    }
    return id


def edited(data: Data, table: str, id: str, **fields: Any) -> Data:
    """Change a record, and remember it."""
    there = row(data, table, id)
    before = dict(there)
    there.update(fields)
    remember(data, Change(table, id, before, dict(there)))
    return data


def taken_up(mine: Data, new: Data) -> Update:
    """What comes of a sound copy; it is sound, and the second time nothing more comes of it."""
    assert check(mine, path="") == []
    before = deepcopy((mine, new))
    found = planned(mine, new, known(), path="d")
    assert (mine, new) == before
    result: dict[str, Any] = {**data_of(found.rows, found.meta), "edits": mine.get("edits", {})}
    assert check(result, path="") == []
    assert check(result, path="", quick=False) == []
    again = planned(result, new, known(), path="d")
    assert not again.is_new
    assert again.proposals == found.proposals
    assert data_of(again.rows, again.meta) == data_of(found.rows, found.meta)
    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    return found


def fields_of(found: Update) -> list[tuple[str, str, str | None]]:
    return [(proposal.table, proposal.id, proposal.field) for proposal in found.proposals]


# ---- one record


def test_a_copy_that_nobody_changed_becomes_the_shipped_file() -> None:
    def change(data: Data) -> None:
        row(data, "claims", CLAIM)["statement"] = "Mended."
        without(data, "identities", "by-district")
        without(data, "claims", "gazette-1.2")
        data["agents"] = {
            "1": {"id": "mayor", "name": "Mayor", "kind": "person"},
            **{str(int(key) + 1): agent for key, agent in data["agents"].items()},
        }

    new = released(change)
    found = taken_up(sample(), new)
    assert (found.added, found.changed, found.removed) == (1, 1, 2)
    assert found.proposals == ()
    result = data_of(found.rows, found.meta)
    whole = {name: versions.numbered(rows.values()) for name, rows in new.items()}
    assert files.encode(result, "") == files.encode(whole, "")


def test_what_the_data_left_stays_as_the_user_has_it() -> None:
    mine = edited(sample(), "claims", CLAIM, statement="Mine.")
    found = taken_up(mine, released())
    assert found.rows["claims"][CLAIM] == row(mine, "claims", CLAIM)
    assert (found.changed, found.proposals) == (0, ())


def test_the_same_change_of_both_is_none() -> None:
    mine = edited(sample(), "claims", CLAIM, statement="The same.")
    new = released(lambda data: row(data, "claims", CLAIM).update(statement="The same."))
    found = taken_up(mine, new)
    assert (found.changed, found.proposals) == (0, ())


def test_other_fields_of_one_record_are_joined() -> None:
    mine = edited(sample(), "claims", CLAIM, statement="Mine.")
    new = released(lambda data: row(data, "claims", CLAIM).update(note="Theirs.", likelihood="so"))
    found = taken_up(mine, new)
    joined = found.rows["claims"][CLAIM]
    assert (joined["statement"], joined["note"]) == ("Mine.", "Theirs.")
    assert (found.changed, found.proposals) == (1, ())


def test_one_field_that_both_changed_is_a_proposal_and_the_others_are_joined() -> None:
    mine = edited(sample(), "claims", CLAIM, statement="Mine.", note="mine too")
    new = released(lambda data: row(data, "claims", CLAIM).update(statement="T.", likelihood="so"))
    found = taken_up(mine, new)
    assert found.rows["claims"][CLAIM]["statement"] == "Mine."
    assert found.rows["claims"][CLAIM]["likelihood"] == "so"
    assert found.proposals == (Proposal("claims", CLAIM, "statement", "Mine.", "T."),)
    assert found.kept == 1


def test_without_an_edit_that_remembers_the_record_stays_as_a_whole() -> None:
    mine = sample()
    row(mine, "claims", CLAIM).update(statement="By hand.")
    new = released(lambda data: row(data, "claims", CLAIM).update(note="Theirs."))
    found = taken_up(mine, new)
    assert found.rows["claims"][CLAIM] == row(mine, "claims", CLAIM)
    assert fields_of(found) == [("claims", CLAIM, name) for name in ("statement", "note")]


def test_an_edit_on_top_of_one_by_hand_remembers_another_record() -> None:
    mine = sample()
    row(mine, "claims", CLAIM).update(statement="By hand.")
    edited(mine, "claims", CLAIM, note="Mine.")
    new = released(lambda data: row(data, "claims", CLAIM).update(statement="Theirs."))
    found = taken_up(mine, new)
    assert found.rows["claims"][CLAIM] == row(mine, "claims", CLAIM)
    assert fields_of(found) == [("claims", CLAIM, name) for name in ("statement", "note")]


def test_of_fields_that_say_one_thing_together_no_half_is_taken() -> None:
    mine = edited(sample(), "claims", OTHER, attribution=["council"])
    new = released(lambda data: row(data, "claims", OTHER).update(lineage="full", note="n"))
    found = taken_up(mine, new)
    joined = found.rows["claims"][OTHER]
    assert (joined["attribution"], joined["lineage"]) == (["council"], "partial")
    assert joined["note"] == "n"
    assert found.proposals == (Proposal("claims", OTHER, "lineage", "partial", "full"),)


def test_a_field_of_the_new_schema_is_a_change_of_the_users() -> None:
    mine = sample()
    mine["meta"]["1"]["schema_version"] = 2
    edited(mine, "events", "breach", closed=True)
    new = released(lambda data: row(data, "events", "breach").update(title="The dyke gives way"))
    found = taken_up(mine, new)
    assert found.rows["events"]["breach"]["closed"] is True
    assert found.rows["events"]["breach"]["title"] == "The dyke gives way"


def test_what_reads_the_same_is_the_same() -> None:
    full: dict[str, Any] = {"a": None, "b": [], "c": {"d": None}, "e": False, "f": 0, "g": "x"}
    assert same(full, {"g": "x", "f": 0, "e": False})
    assert not same(full, {"g": "x", "f": 0})
    assert not same({"a": True}, {"a": 1})
    assert same(None, {}) == same(None, []) == True  # noqa: E712
    assert canonical(full) == '{"e":false,"f":0,"g":"x"}'


def test_who_edited_on_from_what_is_shipped_now_has_seen_it() -> None:
    mine = edited(sample(), "claims", CLAIM, statement="T.", note="T.")
    edited(mine, "claims", CLAIM, note=None)
    new = released(lambda data: row(data, "claims", CLAIM).update(statement="T.", note="T."))
    found = taken_up(mine, new)
    assert found.rows["claims"][CLAIM] == row(mine, "claims", CLAIM)
    assert found.proposals == ()


def test_an_edit_that_was_taken_back_is_no_change() -> None:
    mine = edited(sample(), "claims", CLAIM, statement="Mine.")
    was = row(sample(), "claims", CLAIM)
    remember(mine, Change("claims", CLAIM, row(mine, "claims", CLAIM), was), undoes="e1")
    row(mine, "claims", CLAIM).clear()
    next(r for r in mine["claims"].values() if not r).update(was)
    new = released(lambda data: row(data, "claims", CLAIM).update(statement="Theirs."))
    assert taken_up(mine, new).rows["claims"][CLAIM]["statement"] == "Theirs."


# ---- records that come and go


def test_the_users_own_records_stay() -> None:
    own = {**row(sample(), "claims", OTHER), "id": "herald-1.own"}
    found = taken_up(with_row(sample(), "claims", own), released())
    assert found.rows["claims"]["herald-1.own"] == own
    assert found.proposals == ()


def test_an_id_that_the_user_used_for_something_else_is_a_proposal() -> None:
    mine = with_row(sample(), "agents", {"id": "mayor", "name": "Mayor of Harbour", "kind": "ngo"})
    new = released(
        lambda data: with_row(data, "agents", {"id": "mayor", "name": "Mayor", "kind": "person"})
    )
    found = taken_up(mine, new)
    assert found.rows["agents"]["mayor"]["name"] == "Mayor of Harbour"
    assert found.proposals == (
        Proposal("agents", "mayor", "name", "Mayor of Harbour", "Mayor"),
        Proposal("agents", "mayor", "kind", "ngo", "person"),
    )


@pytest.fixture
def fewer() -> Data:
    """Data without the claim `herald-1.2`, and without the water board."""

    def change(data: Data) -> None:
        without(data, "claims", OTHER)
        without(data, "claims", "herald-1.1")
        without(data, "agents", "water-board")

    return released(change)


def test_a_removed_record_goes(fewer: Data) -> None:
    found = taken_up(sample(), fewer)
    assert (found.added, found.changed, found.removed) == (0, 0, 3)
    assert found.proposals == ()


def test_a_removed_record_that_the_user_changed_stays(fewer: Data) -> None:
    mine = edited(sample(), "claims", OTHER, statement="Mine.")
    found = taken_up(mine, fewer)
    stays = row(mine, "claims", OTHER)
    assert found.rows["claims"][OTHER] == stays
    assert found.proposals == (Proposal("claims", OTHER, None, stays, None),)
    assert found.removed == 2


def test_a_removed_record_that_the_users_own_name_stays(fewer: Data) -> None:
    own = {**row(sample(), "claims", OTHER), "id": "herald-1.own", "attribution": ["water-board"]}
    mine = with_row(sample(), "claims", own)
    found = taken_up(mine, fewer)
    assert found.rows["agents"]["water-board"] == row(mine, "agents", "water-board")
    assert fields_of(found) == [("agents", "water-board", None)]
    assert found.removed == 2


def test_what_a_record_that_stays_names_stays_too(fewer: Data) -> None:
    mine = edited(sample(), "claims", "herald-1.1", statement="Mine.")
    found = taken_up(mine, fewer)
    assert fields_of(found) == [("agents", "water-board", None), ("claims", "herald-1.1", None)]
    assert found.removed == 1


def test_what_the_user_took_out_stays_out() -> None:
    mine = without(sample(), "claims", OTHER)
    assert taken_up(mine, released()).proposals == ()
    new = released(lambda data: row(data, "claims", OTHER).update(statement="Mended."))
    found = taken_up(mine, new)
    assert OTHER not in found.rows["claims"]
    assert found.proposals == (Proposal("claims", OTHER, None, None, row(new, "claims", OTHER)),)


# ---- what can't stand beside the rest


def test_what_is_added_on_what_the_user_took_out_is_a_proposal() -> None:
    mine = without(without(sample(), "claims", OTHER), "claims", "herald-1.1")
    without(mine, "sources", "herald-1")
    claim = {**row(sample(), "claims", OTHER), "id": "herald-1.3"}
    share = {**row(sample(), "claims", "gazette-1.2"), "id": "gazette-1.9", "of": "herald-1.3"}
    share["of"], share["opposes"] = None, [{"claim": "herald-1.3", "how": "denies"}]
    new = released(lambda data: with_row(with_row(data, "claims", claim), "claims", share))
    found = taken_up(mine, new)
    assert fields_of(found) == [("claims", "herald-1.3", None), ("claims", "gazette-1.9", None)]
    assert found.added == 0


def test_two_agents_of_one_name_are_not_both_taken() -> None:
    mine = with_row(sample(), "agents", {"id": "own-mayor", "name": "The Mayor", "kind": "person"})

    def change(data: Data) -> None:
        with_row(data, "agents", {"id": "mayor", "name": "Mayor of Town", "kind": "person"})
        row(data, "agents", "gazette")["aliases"] = ["Gaz."]
        data["agents"]["6"]["aliases"] = ["the mayor"]
        row(data, "claims", OTHER).update(attribution=["mayor"])

    found = taken_up(mine, released(change))
    assert fields_of(found) == [("agents", "mayor", None), ("claims", OTHER, "attribution")]
    assert found.rows["agents"]["gazette"]["aliases"] == ["Gaz."]


def test_a_change_that_the_users_own_record_can_not_bear_is_a_proposal() -> None:
    own = {
        **row(sample(), "claims", OTHER),
        "id": "herald-1.own",
        "locator": {"paragraph": 2, "sha256": locators.fingerprint("An own one.")},
    }
    mine = with_row(sample(), "claims", own)

    def change(data: Data) -> None:
        row(data, "sources", "herald-1")["text"]["paragraphs"] = 1
        row(data, "claims", "herald-1.1")["locator"] = None

    found = taken_up(mine, released(change))
    assert found.rows["claims"]["herald-1.own"] == own
    assert ("sources", "herald-1", "text") in fields_of(found)


def test_where_nothing_is_at_fault_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    new = released()
    row(new, "claims", OTHER)["lineage"] = "nonsense"
    found = planned(sample(), new, known(), path="d")
    assert fields_of(found) == [("claims", OTHER, "lineage")]
    mine = sample()
    row(mine, "claims", OTHER)["lineage"] = "nonsense"
    with pytest.raises(DossierError, match="fix that, then update again; nothing was written"):
        planned(mine, released(), known(), path="d")


# ---- what is a copy


@pytest.mark.parametrize(
    ("meta", "message"),
    [
        (
            {"title": "Another flood"},
            "field title: is not a copy of the shipped dossier, 'A flood'",
        ),
        ({"title": "Another flood", "id": "other"}, "is not a copy of the shipped dossier"),
        (
            {"dataset_version": "0.9"},
            "'0.9' is not a data version that this kursk-tui knows (2, 1)",
        ),
    ],
)
def test_what_is_no_copy_is_refused_in_a_line(meta: dict[str, Any], message: str) -> None:
    mine = sample()
    mine["meta"]["1"].update(meta)
    with pytest.raises(DossierError) as refused:
        planned(mine, released(), known(), path="d.json")
    line = str(refused.value)
    assert line.startswith("d.json: table meta, field ")
    assert message in line
    assert line.endswith("nothing was written")
    assert "\n" not in line


def test_a_copy_may_have_another_title_or_the_data_may() -> None:
    mine = sample()
    mine["meta"]["1"].update(title="My flood", id="flood", schema_version=2)
    found = taken_up(mine, released())
    assert found.rows["meta"]["meta"]["title"] == "My flood"
    assert found.meta["dataset_version"] == "2"
    new = released(lambda data: data["meta"]["1"].update(title="The great flood"))
    assert taken_up(sample(), new).rows["meta"]["meta"]["title"] == "The great flood"


def test_meta_is_joined_and_gets_its_id_and_versions() -> None:
    mine = sample()
    mine["meta"]["1"]["opens"] = "flood"
    new = released(lambda data: data["meta"]["1"].update(summary="More of it."))
    found = taken_up(mine, new)
    assert found.rows["meta"]["meta"]["opens"] == "flood"
    stored = data_of(found.rows, found.meta)["meta"]["1"]
    assert {stored[n] for n in ("id", "schema_version", "dataset_version")} == {"flood", 2, "2"}
    assert fields_of(found) == [("meta", "meta", name) for name in ("summary", "opens")]


# ---- any changes


def _texts(data: Data, table: str, field: str, id: str, value: Any) -> None:
    row(data, table, id)[field] = value


WORDS = st.sampled_from(["one", "two", "three"])
CLAIMS = st.sampled_from(["gazette-1.1", "gazette-1.2", "gazette-1.3", "herald-1.1", "herald-1.2"])
AGENTS = st.sampled_from(["council", "water-board", "gazette", "herald", "mayor", "bishop"])
Step = tuple[str, str, dict[str, Any] | None]
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("claims"), CLAIMS, st.fixed_dictionaries({"statement": WORDS})),
    st.tuples(st.just("claims"), CLAIMS, st.fixed_dictionaries({"note": st.none() | WORDS})),
    st.tuples(
        st.just("claims"),
        CLAIMS,
        st.fixed_dictionaries({"attribution": st.lists(AGENTS, max_size=2, unique=True)}),
    ),
    st.tuples(st.just("claims"), CLAIMS, st.none()),
    st.tuples(
        st.just("claims"),
        st.sampled_from(["herald-1.8", "herald-1.9"]),
        st.fixed_dictionaries(
            {
                "source": st.just("herald-1"),
                "statement": WORDS,
                "attribution": st.lists(AGENTS, max_size=2, unique=True),
                "lineage": st.just("partial"),
                "modality": st.just("asserted"),
            }
        ),
    ),
    st.tuples(
        st.just("agents"),
        AGENTS,
        st.fixed_dictionaries({"name": WORDS, "kind": st.sampled_from(["ngo", "person"])}),
    ),
    st.tuples(st.just("agents"), AGENTS, st.fixed_dictionaries({"member_of": AGENTS})),
    st.tuples(st.just("agents"), AGENTS, st.none()),
    st.tuples(
        st.just("events"),
        st.sampled_from(["flood", "breach"]),
        st.fixed_dictionaries({"title": WORDS, "closed": st.none() | st.booleans()}),
    ),
    st.tuples(
        st.just("sources"),
        st.just("herald-1"),
        st.fixed_dictionaries(
            {
                "text": st.fixed_dictionaries(
                    {"sha256": st.just("0" * 64), "paragraphs": st.integers(1, 3)}
                )
            }
        ),
    ),
    st.tuples(st.just("identities"), st.just("by-district"), st.none()),
)


def stepped(steps: list[tuple[Step, bool]]) -> Data:
    """The sample after those steps that leave it sound; some are remembered as edits."""
    data = sample()
    data["meta"]["1"]["schema_version"] = 2
    for (table, id, fields), is_remembered in steps:
        tried = deepcopy(data)
        there = next((r for r in tried[table].values() if r["id"] == id), None)
        before = None if there is None else dict(there)
        if fields is None:
            without(tried, table, id)
        elif there is None:
            tried[table]["99" + str(len(tried[table]))] = {"id": id, **fields}
        else:
            there.update(fields)
        after = None if fields is None else {**(before or {"id": id}), **fields}
        if check(tried, path="") == [] and (before or after):
            if is_remembered:
                remember(tried, Change(table, id, before, after))
            data = tried
    return data


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(STEPS, st.booleans()), max_size=8),
    st.lists(st.tuples(STEPS, st.just(False)), max_size=8),
)
def test_nothing_that_the_user_changed_is_lost(
    own: list[tuple[Step, bool]], theirs: list[tuple[Step, bool]]
) -> None:
    mine, new = stepped(own), stepped(theirs)
    new["meta"]["1"].update(id="flood", dataset_version="2")
    found = taken_up(mine, new)
    base, had, shipped = rows_of(sample()), rows_of(mine), rows_of(new)
    for table, rows in found.rows.items():
        for id in {**base[table], **had[table], **shipped[table], **rows}:
            was, own_, now = base[table].get(id), had[table].get(id), rows.get(id)
            if own_ is None or was is None:
                # What was taken out stays out, what was added stays; else it is theirs or not.
                expected = (own_,) if was is not None or own_ else (None, shipped[table].get(id))
                assert any(same(now, one) for one in expected)
                continue
            changed = [n for n in {**was, **own_} if not same(was.get(n), own_.get(n))]
            if changed:
                assert now is not None
                assert all(same(now.get(n), own_.get(n)) for n in changed)
            else:
                assert same(now, own_) or same(now, shipped[table].get(id))
            open_ = [p for p in found.proposals if (p.table, p.id) == (table, id)]
            assert all(not same(p.yours, p.new) for p in open_)


# ---- files


@pytest.fixture
def theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Data:
    """What is shipped while a test runs, as a file too."""

    def change(data: Data) -> None:
        row(data, "claims", CLAIM).update(statement="Theirs.", likelihood="so")
        row(data, "claims", OTHER).update(statement="Theirs.")
        without(data, "identities", "by-district")

    new = released(change)
    path = tmp_path / "shipped" / "kursk.json"
    path.parent.mkdir()
    path.write_bytes(files.encode(new, ""))
    (path.parent / "versions.json").write_text(versions.encoded(known()))
    monkeypatch.setattr(updating, "default_path", lambda: str(path))
    listed = str(path.parent / "versions.json")
    monkeypatch.setattr(versions, "known_path", lambda: listed)
    return new


@pytest.fixture
def copy(tmp_path: Path, theirs: Data) -> str:
    """A copy of the sample in which a claim was reworded."""
    path = tmp_path / "own.json"
    path.write_bytes(files.encode(sample(), ""))
    dossier = Dossier.open(path)
    there = dossier.raw_rows("claims")[CLAIM]
    change = Change("claims", CLAIM, there, {**there, "statement": "Mine."})
    editing.make(dossier, [change], "reworded", author="a")
    return str(path)


def test_it_is_written_once_with_its_edits_and_a_copy_of_what_was_there(copy: str) -> None:
    before, made = Path(copy).read_bytes(), editing.edits(Dossier.open(copy))
    done = update(copy, author="a")
    assert (done.before, done.after, done.edit) == ("1", "2", None)
    after = Dossier.open(copy)
    assert (after.meta.id, after.meta.schema_version, after.meta.dataset_version) == (
        "flood",
        2,
        "2",
    )
    assert editing.edits(after) == made
    assert after.claims[CLAIM].statement == "Mine."
    assert after.claims[CLAIM].likelihood == "so"
    assert after.claims[OTHER].statement == "Theirs."
    assert list(after.identities) == []
    assert left_over(Path(copy)) <= {"shipped"}
    restoring.put_back(copy, restoring.chosen(copy, "last"))
    assert Path(copy).read_bytes() == before


def test_the_second_time_nothing_is_written(copy: str) -> None:
    first = update(copy, author="a")
    stamp, kept = files.stamp(copy), copies(copy)
    again = update(copy, author="a")
    assert (files.stamp(copy), copies(copy)) == (stamp, kept)
    assert again.proposals == first.proposals
    assert fields_of(again) == [("claims", CLAIM, "statement")]


def test_a_dry_run_writes_nothing_and_says_the_same(copy: str) -> None:
    before, kept = Path(copy).read_bytes(), copies(copy)
    would = update(copy, author="a", dry_run=True, take=[("claims", CLAIM)])
    assert (Path(copy).read_bytes(), copies(copy)) == (before, kept)
    done = update(copy, author="a")
    assert (would.added, would.changed, would.removed) == (done.added, done.changed, done.removed)
    assert would.edit is not None
    assert would.proposals == ()


def test_a_record_is_taken_by_an_edit_that_can_be_undone(copy: str) -> None:
    update(copy, author="a")
    mine, open_ = Dossier.open(copy).raw_rows("claims")[CLAIM], update(copy, author="a").proposals
    done = update(copy, author="a", take=[("claims", CLAIM)])
    assert done.edit is not None
    assert done.edit.what == f"took claims:{CLAIM} of data 2"
    assert done.proposals == ()
    dossier = Dossier.open(copy)
    assert dossier.claims[CLAIM].statement == "Theirs."
    assert update(copy, author="a", take=[("claims", CLAIM)]).edit is None
    assert editing.undo(dossier, author="a") is not None
    assert Dossier.open(copy).raw_rows("claims")[CLAIM] == mine
    assert update(copy, author="a").proposals == open_
    assert editing.redo(dossier, author="a") is not None
    assert Dossier.open(copy).claims[CLAIM].statement == "Theirs."


def test_a_record_is_taken_in_one_step_with_the_data(copy: str) -> None:
    done = update(copy, author="a", take=[("claims", CLAIM)])
    assert done.is_new
    assert Dossier.open(copy).claims[CLAIM].statement == "Theirs."
    assert editing.undo(Dossier.open(copy), author="a") is not None
    after = Dossier.open(copy)
    assert (after.claims[CLAIM].statement, after.meta.dataset_version) == ("Mine.", "2")


def test_who_edits_the_shipped_record_has_seen_it(copy: str) -> None:
    update(copy, author="a", take=[("claims", CLAIM)])
    dossier = Dossier.open(copy)
    there = dossier.raw_rows("claims")[CLAIM]
    change = Change("claims", CLAIM, there, {**there, "statement": "Mine again."})
    editing.make(dossier, [change], "reworded", author="a")
    assert update(copy, author="a").proposals == ()


def test_a_removed_record_can_be_taken_out(copy: str) -> None:
    dossier = Dossier.open(copy)
    there = dossier.raw_rows("identities")["by-district"]
    change = Change("identities", "by-district", there, {**there, "assumption": "Mine."})
    editing.make(dossier, [change], "reworded", author="a")
    assert fields_of(update(copy, author="a"))[1:] == [("identities", "by-district", None)]
    update(copy, author="a", take=[("identities", "by-district")])
    assert list(Dossier.open(copy).identities) == []


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (("claims", "nope"), "table claims, id nope: is not a record of the shipped dossier"),
        (("nope", "nope"), "table nope, id nope: is not a record of the shipped dossier"),
        (("meta", "meta"), "table meta, id meta: is not a record of the shipped dossier"),
    ],
)
def test_what_can_not_be_taken_is_refused_with_nothing_written(
    copy: str, key: tuple[str, str], message: str
) -> None:
    before = Path(copy).read_bytes()
    with pytest.raises(DossierError, match=message):
        update(copy, author="a", take=[key])
    assert Path(copy).read_bytes() == before


def test_what_would_be_unsound_is_not_taken(copy: str, tmp_path: Path, theirs: Data) -> None:
    extra = {"id": "mayor", "name": "Mayor", "kind": "person"}
    own = {"id": "own", "name": "The Mayor", "kind": "person", "aliases": ["mayor"]}
    with_row(theirs, "agents", extra)
    (tmp_path / "shipped" / "kursk.json").write_bytes(files.encode(theirs, ""))
    dossier = Dossier.open(copy)
    editing.make(dossier, [Change("agents", "own", None, own)], "added", author="a")
    assert ("agents", "mayor", None) in fields_of(update(copy, author="a"))
    before = Path(copy).read_bytes()
    for dry_run in (False, True):
        with pytest.raises(DossierError, match=r"is also a name of .*; nothing was written"):
            update(copy, author="a", take=[("agents", "mayor")], dry_run=dry_run)
    assert Path(copy).read_bytes() == before


def test_edits_of_what_the_data_left_can_still_be_undone(copy: str, theirs: Data) -> None:
    dossier = Dossier.open(copy)
    there = dossier.raw_rows("claims")["gazette-1.3"]
    change = Change("claims", "gazette-1.3", there, {**there, "statement": "Mine."})
    editing.make(dossier, [change], "reworded", author="a")
    update(copy, author="a")
    assert editing.undo(Dossier.open(copy), author="a") is not None
    assert Dossier.open(copy).raw_rows("claims")["gazette-1.3"] == there
    # The other one was joined with what is new: to take it back would take that back too.
    before = Path(copy).read_bytes()
    with pytest.raises(DossierError, match="has changed since the edit was begun"):
        editing.undo(Dossier.open(copy), author="a")
    assert Path(copy).read_bytes() == before


def test_what_somebody_writes_meanwhile_is_not_lost(
    copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = restoring.keep_replaced

    def meanwhile(path: str) -> None:
        keep(path)
        dossier = Dossier.open(path)
        there = dossier.raw_rows("claims")[OTHER]
        change = Change("claims", OTHER, there, {**there, "statement": "Meanwhile."})
        editing.make(dossier, [change], "reworded", author="b")

    monkeypatch.setattr(restoring, "keep_replaced", meanwhile)
    done = update(copy, author="a")
    assert Dossier.open(copy).claims[OTHER].statement == "Meanwhile."
    assert ("claims", OTHER, "statement") in fields_of(done)


def test_where_no_copy_can_be_kept_nothing_is_written(copy: str) -> None:
    from kursk_tui.store import backups

    before, root = Path(copy).read_bytes(), Path(backups.all_in())
    shutil.rmtree(root)
    root.write_text("in the way")
    with pytest.raises(DossierError):
        update(copy, author="a")
    assert Path(copy).read_bytes() == before


SUICIDE = f"""{DYING}
from kursk_tui.dossier import versions
from kursk_tui.upkeep import updating
folder = sys.argv[4]
updating.default_path = lambda: folder + "/kursk.json"
versions.known_path = lambda: folder + "/versions.json"
setattr(os, name, call)
updating.update(path, author="a")
"""


@pytest.mark.parametrize(
    ("function", "call"),
    [("open", 2), ("write", 1), ("write", 2), ("replace", 1), ("replace", 2), ("fsync", 1)],
)
def test_a_kill_leaves_the_old_file_or_the_new_one(
    copy: str, tmp_path: Path, function: str, call: int
) -> None:
    before = Path(copy).read_bytes()
    command = [sys.executable, "-c", SUICIDE, copy, function, str(call)]
    command.append(str(tmp_path / "shipped"))
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, env=os.environ)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert check_file(copy) == []
    is_old = Path(copy).read_bytes() == before
    assert is_old or Dossier.open(copy).meta.dataset_version == "2"
    # Whatever was left behind, the next one finds its way.
    update(copy, author="a")
    assert Dossier.open(copy).meta.dataset_version == "2"
    assert before in [Path(one.path).read_bytes() for one in copies(copy)]


READER = """
import sys
from kursk_tui.dossier import versions
from kursk_tui.upkeep import updating
path, folder = sys.argv[1:]
updating.default_path = lambda: folder + "/kursk.json"
versions.known_path = lambda: folder + "/versions.json"
merge = updating.merge
def waiting(*args):
    print("read", flush=True)
    sys.stdin.readline()
    return merge(*args)
updating.merge = waiting
updating.update(path, author="a")
"""


@pytest.mark.parametrize("times", [1, 2], ids=["before the lock", "under the lock"])
def test_a_kill_between_reading_and_writing_leaves_the_old_file(
    copy: str, tmp_path: Path, times: int
) -> None:
    before = Path(copy).read_bytes()
    command = [sys.executable, "-c", READER, copy, str(tmp_path / "shipped")]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    for number in range(times):
        assert process.stdout.readline() == b"read\n"
        if number + 1 < times:
            process.stdin.write(b"\n")
            process.stdin.flush()
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert Path(copy).read_bytes() == before
    assert update(copy, author="a").is_new


# ---- what comes with the program


def test_the_list_of_versions_comes_with_the_program() -> None:
    listed = versions.known()
    meta = Dossier.open(default_path()).meta
    assert meta.dataset_version not in listed
    assert next(iter(listed)) == "0.2.0"
    counts = {table: len(prints) for table, prints in listed["0.2.0"].prints.items()}
    assert counts["claims"] == 788
    assert counts["sources"] == 194
    assert listed["0.2.0"].title == meta.title
    raw = Path(versions.known_path()).read_text("utf-8")
    assert raw == versions.encoded(listed)
    assert len(raw) < 60_000


def test_entries_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], theirs: Data
) -> None:
    old, older = tmp_path / "old.json", tmp_path / "older.json"
    data = sample()
    older.write_text(json.dumps(data))
    data["meta"]["1"]["dataset_version"] = "1.5"
    old.write_text(json.dumps(data))
    assert versions.main([str(old), str(older)]) == 0
    printed = capsys.readouterr().out
    assert list(json.loads(printed)) == ["1.5", "1"]
    assert json.loads(printed)["1"]["tables"]["claims"][CLAIM] == versions.fingerprint(
        row(sample(), "claims", CLAIM)
    )


def test_a_list_of_versions_that_is_none_is_told(tmp_path: Path, theirs: Data) -> None:
    (tmp_path / "shipped" / "versions.json").write_text('{"1": []}')
    with pytest.raises(
        DossierError, match="is not a list of data versions; install kursk-tui again"
    ):
        versions.known()
