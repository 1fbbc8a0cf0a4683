"""Records that are renamed, merged, split, taken out: all that names them goes along."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_tui.dossier.check import check
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change, make, redo, undo
from kursk_tui.dossier.moving import merged, removed, renamed, split
from kursk_tui.dossier.naming import resolve
from kursk_tui.dossier.references import used, users
from kursk_tui.intake.language.agents import Agents
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError
from tests.dossier.sample import sample

Data = dict[str, dict[str, Any]]

TWIN = {"id": "gov", "name": "Gov't of the Town", "kind": "state", "aliases": ["Gov"]}


def written(folder: Path, data: Data | None = None) -> Dossier:
    path = folder / "d.json"
    path.write_bytes(files.encode(data or sample(), str(path)))
    return Dossier.open(path)


def with_twin() -> Data:
    """A second spelling of the council: in a chain, behind a release, citing, member, publisher."""
    data = sample()
    data["agents"]["8"] = dict(TWIN)
    data["agents"]["9"] = {"id": "clerk", "name": "Clerk", "kind": "person", "member_of": "gov"}
    data["claims"]["2"]["attribution"] = ["gov"]
    data["sources"]["2"]["cites"] = ["gov", "council"]
    data["events"]["3"]["by"] = "gov"
    return data


def content(dossier: Dossier) -> Any:
    """All that the file holds but its edits and its version."""
    data = json.loads(Path(dossier.path).read_text("utf-8"))
    data.pop("edits", None)
    for row in data["meta"].values():
        row.pop("schema_version")
    return json.dumps(data)


def rows(dossier: Dossier, table: str) -> dict[str, Any]:
    return dict(dossier.raw_rows(table))


# ---- merging


def test_two_spellings_of_one_agent_become_one(tmp_path: Path) -> None:
    dossier = written(tmp_path, with_twin())
    make(dossier, merged(dossier, "agents", "gov", "council"), "merged", author="a")
    after = dossier.reload()
    assert after.agents["gov"].merged_into == "council"
    assert after.agents["council"].aliases == ("TC", "Gov't of the Town", "Gov")
    assert after.agents["clerk"].member_of == "council"
    assert after.claims["gazette-1.2"].attribution == ("council",)
    assert after.sources["herald-1"].cites == ("council",)
    assert after.events["briefing"].by == "council"
    assert users(after, ("agents", "gov")) == []
    # The name leads to the one that it is now.
    assert resolve(after, "agents", "GOV'T OF THE TOWN") == "council"
    text = "The Gov't of the Town said so."
    assert [m.id for m in Agents(after.agents.values()).mentions(text)] == ["council"]


def test_one_edit_takes_a_merger_back(tmp_path: Path) -> None:
    dossier = written(tmp_path, with_twin())
    before = content(dossier)
    make(dossier, merged(dossier, "agents", "gov", "council"), "merged", author="a")
    changed = content(dossier)
    assert changed != before
    assert undo(dossier, author="a") is not None
    assert content(dossier) == before
    assert redo(dossier, author="a") is not None
    assert content(dossier) == changed


AGENTS = ("northland", "council", "water-board", "gazette", "herald", "gov", "clerk")


@given(st.lists(st.tuples(st.sampled_from(AGENTS), st.sampled_from(AGENTS)), max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_mergers_are_sound_and_undone_to_the_byte(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    dossier = written(tmp_path_factory.mktemp("d"), with_twin())
    states = [content(dossier)]
    for id, into in pairs:
        dossier = dossier.reload()
        try:
            make(dossier, merged(dossier, "agents", id, into), "merged", author="a")
        except DossierError:
            assert content(dossier) == states[-1]
            continue
        states.append(content(dossier))
        after = dossier.reload()
        assert used(after)["agents", id] == 0
        for claim in after.claims.values():
            assert after.sources[claim.source].publisher not in claim.attribution
    while len(states) > 1:
        assert content(dossier) == states.pop()
        assert undo(dossier, author="a") is not None
    assert content(dossier) == states[0]


def test_the_end_of_a_chain_stays_its_origin(tmp_path: Path) -> None:
    data = with_twin()
    data["claims"]["2"]["attribution"] = ["gov", "water-board", "council"]
    dossier = written(tmp_path, data)
    make(dossier, merged(dossier, "agents", "gov", "council"), "merged", author="a")
    chain = dossier.reload().claims["gazette-1.2"].attribution
    assert chain == ("water-board", "council")


def test_whoever_turns_out_to_be_the_publisher_leaves_the_chain(tmp_path: Path) -> None:
    data = with_twin()
    data["claims"]["2"]["attribution"] = ["gov", "council"]
    dossier = written(tmp_path, data)
    for id, into in (("gov", "gazette"), ("gazette", "gov")):
        made = make(dossier.reload(), merged(dossier, "agents", id, into), "merged", author="a")
        assert dossier.reload().claims["gazette-1.2"].attribution == ("council",), made
        assert undo(dossier, author="a") is not None


def test_a_member_of_its_other_half_is_a_member_of_what_that_was_in(tmp_path: Path) -> None:
    data = sample()
    data["agents"]["2"]["member_of"] = "northland"
    dossier = written(tmp_path, data)
    make(dossier, merged(dossier, "agents", "council", "water-board"), "merged", author="a")
    board = dossier.reload().agents["water-board"]
    assert board.member_of == "northland"
    assert "TC" in board.aliases


def test_what_was_merged_before_goes_along(tmp_path: Path) -> None:
    dossier = written(tmp_path, with_twin())
    make(dossier, merged(dossier, "agents", "gov", "council"), "merged", author="a")
    dossier = dossier.reload()
    make(dossier, merged(dossier, "agents", "council", "water-board"), "merged", author="a")
    after = dossier.reload()
    assert {after.agents[id].merged_into for id in ("gov", "council")} == {"water-board"}
    with pytest.raises(DossierError, match="is merged into another itself; name water-board"):
        merged(after, "agents", "herald", "council")


def test_other_records_are_merged_and_taken_out(tmp_path: Path) -> None:
    data = sample()
    data["measures"]["3"] = {"id": "wet", "name": "Wet", "unit": "houses", "basis": "stock"}
    data["scopes"]["4"] = {"id": "port", "kind": "place", "name": "Port", "part_of": "town"}
    data["events"]["4"] = {"id": "burst", "title": "Burst", "kind": "happening", "date": None}
    data["claims"]["1"].update(measure="wet", events=["burst", "flood"])
    data["claims"]["1"]["scope"].update(place="port", within="burst")
    dossier = written(tmp_path, data)
    for table, id, into in (
        ("measures", "wet", "flooded"),
        ("scopes", "port", "harbour"),
        ("events", "burst", "flood"),
    ):
        make(dossier, merged(dossier, table, id, into), "merged", author="a")
        dossier = dossier.reload()
        assert id not in dossier.raw_rows(table)
    claim = dossier.claims["gazette-1.1"]
    assert (claim.measure, claim.scope.place, claim.scope.within) == ("flooded", "harbour", "flood")
    assert claim.events == ("flood",)
    assert dossier.measures["flooded"].cues == ("under water", "flooded", "Wet")


def test_what_cannot_be_one_is_refused(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    for table, id, into, why in (
        ("scopes", "houses", "town", "is of kind population, and town of place"),
        ("measures", "flooded", "breach-date", "is of unit houses, and breach-date of date"),
        ("events", "flood", "briefing", "is of kind happening, and briefing of release"),
        ("agents", "council", "council", "is the record itself"),
    ):
        with pytest.raises(DossierError, match=why):
            merged(dossier, table, id, into)
    with pytest.raises(KeyError):
        merged(dossier, "agents", "nobody", "council")


def test_a_ring_that_a_merger_would_make_is_refused(tmp_path: Path) -> None:
    data = sample()
    data["agents"]["3"]["member_of"] = "council"
    data["agents"]["4"]["member_of"] = "water-board"
    dossier = written(tmp_path, data)
    with pytest.raises(DossierError, match="leads back to itself"):
        make(dossier, merged(dossier, "agents", "council", "gazette"), "merged", author="a")


# ---- splitting


def test_another_name_becomes_an_agent_of_its_own(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    changes = split(dossier, "council", "TC", "parliament", claims=["gazette-1.1", "gazette-1.2"])
    make(dossier, changes, "split", author="a")
    after = dossier.reload()
    new = after.agents["tc"]
    assert (new.name, new.kind, new.party, new.aliases) == ("TC", "parliament", "northland", ())
    assert after.agents["council"].aliases == ()
    assert after.claims["gazette-1.1"].attribution == ("tc",)
    relays = {c.id for c in after.claims.values() if c.release == "briefing"}
    moved = relays <= {"gazette-1.1", "gazette-1.2"}
    assert after.events["briefing"].by == ("tc" if moved else "council")
    assert undo(after, author="a") is not None
    assert rows(after.reload(), "claims") == rows(dossier, "claims")


def test_a_release_stays_while_a_claim_that_relays_it_does(tmp_path: Path) -> None:
    data = sample()
    for row in data["claims"].values():
        row.pop("release", None)
    for key in "12":
        data["claims"][key]["release"] = "briefing"
    dossier = written(tmp_path, data)
    one = split(dossier, "council", "TC", "government", claims=["gazette-1.1"])
    assert not any(change.table == "events" for change in one)
    both = split(dossier, "council", "TC", "government", claims=["gazette-1.1", "gazette-1.2"])
    assert [c.after and c.after["by"] for c in both if c.table == "events"] == ["tc"]


def test_what_was_merged_is_split_into_what_it_was(tmp_path: Path) -> None:
    dossier = written(tmp_path, with_twin())
    make(dossier, merged(dossier, "agents", "gov", "council"), "merged", author="a")
    dossier = dossier.reload()
    changes = split(dossier, "council", "Gov", "state", claims=["gazette-1.2"])
    make(dossier, changes, "split", author="a")
    after = dossier.reload()
    assert rows(after, "agents")["gov"] == {**TWIN, "merged_into": None}
    assert after.agents["council"].aliases == ("TC",)
    assert after.claims["gazette-1.2"].attribution == ("gov",)


def test_a_document_moves_with_its_publisher(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    changes = split(dossier, "herald", "Herald", "outlet", sources=["herald-1"])
    make(dossier, changes, "split", author="a")
    after = dossier.reload()
    assert after.sources["herald-1"].publisher == "herald-2"
    assert after.agents["herald-2"].name == "Herald"


def test_what_does_not_name_the_agent_does_not_move(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    with pytest.raises(DossierError, match="has no other name Council"):
        split(dossier, "council", "Council", "government")
    with pytest.raises(DossierError, match="does not name council"):
        split(dossier, "council", "TC", "government", sources=["herald-1"])


# ---- another id, and none


def test_a_new_id_is_named_everywhere_and_keeps_its_place(tmp_path: Path) -> None:
    dossier = written(tmp_path, with_twin())
    before = content(dossier)
    for table, id in (
        ("agents", "council"),
        ("scopes", "town"),
        ("events", "briefing"),
        ("measures", "flooded"),
    ):
        dossier = dossier.reload()
        names = users(dossier, (table, id))
        places = list(dossier.raw_rows(table))
        was = dossier.raw_rows(table)[id]
        changes = renamed(dossier, table, was, {**was, "id": "other"})
        make(dossier, changes, "renamed", author="a")
        after = dossier.reload()
        assert users(after, (table, "other")) == names
        assert list(after.raw_rows(table)) == ["other" if i == id else i for i in places]
    for _ in range(4):
        assert undo(dossier, author="a") is not None
    assert content(dossier) == before
    assert redo(dossier, author="a") is not None
    assert "other" in dossier.reload().agents


def test_what_others_name_is_not_taken_out(tmp_path: Path) -> None:
    dossier = written(tmp_path)
    with pytest.raises(DossierError, match="is named by other records; agents council"):
        removed(dossier, "agents", "northland")
    new = {"id": "spare", "kind": "place", "name": "Spare"}
    make(dossier, (Change("scopes", "spare", None, new),), "added", author="a")
    dossier = dossier.reload()
    make(dossier, removed(dossier, "scopes", "spare"), "deleted", author="a")
    assert "spare" not in dossier.reload().scopes


def test_the_event_that_the_explorer_opens_on_stays(tmp_path: Path) -> None:
    data = sample()
    data["meta"]["1"]["opens"] = "breach"
    dossier = written(tmp_path, data)
    assert ("meta", "opens") in users(dossier, ("events", "breach"))
    was = dossier.raw_rows("events")["breach"]
    with pytest.raises(DossierError, match="is the event that the explorer opens on"):
        renamed(dossier, "events", was, {**was, "id": "burst"})
    with pytest.raises(DossierError, match="is the event that the explorer opens on"):
        merged(dossier, "events", "breach", "flood")
    with pytest.raises(DossierError, match="is named by other records; meta opens"):
        removed(dossier, "events", "breach")


def test_names_are_still_of_one_agent_each() -> None:
    """Only of one that was merged are they those of another too."""
    data = with_twin()
    data["agents"]["2"]["aliases"] = ["TC", "Gov"]
    assert [p.what for p in check(data, path="x")] == ["is also a name of council"]
    data["agents"]["8"]["merged_into"] = "council"
    data["claims"]["2"]["attribution"] = ["council"]
    assert check(data, path="x") == []
