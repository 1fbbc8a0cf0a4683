"""Rows that are marked: shown and counted everywhere, and acted on together."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.analysis.ladder.compare import compare
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.notebook.notebook import Notebook
from kursk_tui.tui.app import KurskApp, Options
from kursk_tui.tui.marked import MARK, Marked
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.flag import FlagScreen
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.origins import OriginsScreen
from kursk_tui.words.records import citation
from tests.five import FIVE
from tests.tui.driving import explorer, pane, press, screen_lines, settle, type_text


def app_of(pilot: Pilot[None]) -> KurskApp:
    assert isinstance(pilot.app, KurskApp)
    return pilot.app


def marked(pilot: Pilot[None]) -> list[str]:
    return [*app_of(pilot).marked]


def top(pilot: Pilot[None]) -> ListScreen:
    assert isinstance(pilot.app.screen, ListScreen)
    return pilot.app.screen


def drawn(pilot: Pilot[None], name: str) -> list[str]:
    """The rows of a pane that are drawn as marked."""
    lines = [strip.text for strip in pane(app_of(pilot).explorer, name)._painted]
    return [line for line in lines if line.startswith(MARK)]


# ---- marking


async def test_a_row_is_marked_and_unmarked_and_counted() -> None:
    async with explorer() as (pilot, screen):
        rows = pane(screen, "claims").items
        await press(pilot, "2 ,")
        assert marked(pilot) == [f"claim:{rows[0]}"]
        assert len(drawn(pilot, "claims")) == 1
        assert screen_lines(pilot)[0].rstrip().endswith("■ 1 marked  all")
        assert screen_lines(pilot)[-1] == " 1 claim marked: f x y D act on it, and ; unmarks all"
        await press(pilot, "j ,")
        assert "c compares the two" in screen_lines(pilot)[-1]
        await press(pilot, "1 ,")
        assert screen_lines(pilot)[0].rstrip().endswith("■ 3 marked  all")
        # By then it has been told: a message would cost the next key a line.
        assert "act on" not in screen_lines(pilot)[-1]
        assert len(drawn(pilot, "timeline")) == 1
        await press(pilot, "2 , k ,")
        assert [target.partition(":")[0] for target in marked(pilot)] == ["event"]
        assert not drawn(pilot, "claims")
        await press(pilot, "1 ,")
        assert "marked" not in screen_lines(pilot)[0]


async def test_marks_outlive_filters_orders_panes_and_other_views() -> None:
    async with explorer() as (pilot, screen):
        claims = pane(screen, "claims")
        await press(pilot, "2 ,")
        (target,) = marked(pilot)
        await press(pilot, "s /")
        await type_text(pilot, "nobody says this")
        await press(pilot, "enter")
        assert not drawn(pilot, "claims")
        await press(pilot, "escape escape 3 2")
        assert claims.move_to_item(target.removeprefix("claim:"))
        await settle(pilot)
        assert len(drawn(pilot, "claims")) == 1
        await press(pilot, "1 enter backspace d backspace t escape")
        assert marked(pilot) == [target]


async def test_all_marks_go_and_come_back() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, ";")
        assert "no row is marked; , marks the one at the cursor" in screen_lines(pilot)[-1]
        await press(pilot, "2 , j , ;")
        assert not marked(pilot)
        assert not drawn(pilot, "claims")
        await press(pilot, ";")
        assert len(marked(pilot)) == len(drawn(pilot, "claims")) == 2
        # One Escape too many costs nobody what they have gathered.
        await press(pilot, "escape escape")
        assert len(marked(pilot)) == 2


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ("1 ,", "event"),
        ("2 ,", "claim"),
        ("3 ,", "source"),
        ("3 3 ,", "agent"),
        # In the detail the record that it is of, where the line leads to none.
        ("2 4 ,", "claim"),
        ("d ,", "pair"),
        ("d enter G ,", "claim"),
        ("2 o k ,", "agent"),
        ("~ G k k ,", "pair"),
    ],
)
async def test_what_a_row_stands_for_is_marked(keys: str, kind: str) -> None:
    async with explorer() as (pilot, _):
        await press(pilot, keys)
        assert [target.partition(":")[0] for target in marked(pilot)] == [kind]
        assert "■ 1 marked" in screen_lines(pilot)[0]


@pytest.mark.parametrize(
    ("target", "is_marked"),
    [("claim:ki-2025-02-27.17c", True), ("claim:gone", False), ("pair:gone|too", False)],
)
async def test_a_flag_on_what_is_gone_is_marked_by_nobody(
    target: str, is_marked: bool, tmp_path: Path
) -> None:
    path = tmp_path / "notes.json"
    Notebook.open(path).append("flag", target, author="ann")
    async with explorer(options=Options(notes=str(path))) as (pilot, _):
        await press(pilot, "F , f")
        assert marked(pilot) == ([target] if is_marked else [])
        assert isinstance(pilot.app.screen, FlagScreen) == is_marked


async def test_a_row_without_a_record_says_so() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, "m ,")
        assert "no record" in screen_lines(pilot)[-1]
        assert not marked(pilot)


async def test_what_is_marked_on_one_screen_is_marked_on_the_one_below() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2 o")
        origins = pilot.app.screen
        assert isinstance(origins, OriginsScreen)
        places = [n for n in origins.rows.items if origins.rows.target_of(n) is not None]
        target = origins.rows.target_of(places[-1])
        assert target is not None
        assert origins.rows.move_to_item(places[-1])
        await press(pilot, ", backspace")
        assert marked(pilot) == [target]
        assert "■ 1 marked" in screen_lines(pilot)[0]
        name, id = ("claims", target.partition(":")[2])
        if target.startswith("claim:"):
            assert pane(screen, name).move_to_item(id)
            await settle(pilot)
            assert drawn(pilot, name)


async def test_a_mark_is_a_sign_in_ascii_too() -> None:
    async with explorer(options=Options(ascii_only=True, colour=False)) as (pilot, screen):
        await press(pilot, "2 , j")
        assert pane(screen, "claims").render_line(1).text.startswith("#")
        assert "# 1 marked" in screen_lines(pilot)[0]


# ---- acting on all


async def test_three_claims_are_marked_and_exported_in_eight_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer() as (pilot, screen):
        await press(pilot, "~")
        keys = ["2", ",", "j", ",", "j", ",", "x", "enter"]
        assert len(keys) <= 12
        await press(pilot, keys)
        assert screen_lines(pilot)[-1] == " written: csv, 4 lines, to marked.csv"
        wanted = [target.removeprefix("claim:") for target in marked(pilot)]
        with (tmp_path / "marked.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        order = list(screen.panes.context.dossier.claims)
        assert [row["id"] for row in rows] == sorted(wanted, key=order.index)
        # Again: a name that is free, and nothing is written over.
        await press(pilot, "x")
        assert "Enter: marked-2.csv" in screen_lines(pilot)[-1]
        await press(pilot, "escape")
        assert not (tmp_path / "marked-2.csv").exists()


async def test_marked_claims_become_data_annotations_and_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer() as (pilot, screen):
        await press(pilot, "2 , j j ,")
        ids = {target.removeprefix("claim:") for target in marked(pilot)}
        for name in ("two.json", "two.jsonld", "two.md"):
            await press(pilot, "x")
            await type_text(pilot, name)
            await press(pilot, "enter")
        data = json.loads((tmp_path / "two.json").read_text(encoding="utf-8"))
        assert {row["id"] for row in data["claims"]} == ids
        claims = screen.panes.context.dossier.claims
        assert {row["id"] for row in data["sources"]} == {claims[id].source for id in ids}
        agents = {row["id"] for row in data["agents"]}
        assert agents >= {agent for id in ids for agent in claims[id].attribution}
        assert len(agents) < len(screen.panes.context.dossier.agents)
        assert data["identities"] == []
        items = json.loads((tmp_path / "two.jsonld").read_text(encoding="utf-8"))
        assert items["total"] == 2
        report = (tmp_path / "two.md").read_text(encoding="utf-8")
        assert report.startswith("# 2 claims: what was said")
        documents = report[report.index("## Documents") :]
        assert documents.count("\n- [") == len({claims[id].source for id in ids})


async def test_marked_disagreements_become_rows_of_pairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer() as (pilot, _):
        await press(pilot, "d , j j , x enter")
        with (tmp_path / "marked.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["target"] for row in rows] == marked(pilot)
        assert all(row["publisher_a"] for row in rows)


async def test_a_flag_on_all_is_one_reason_and_one_undo() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2 , j , 1 , f")
        found = pilot.app.screen
        assert isinstance(found, FlagScreen)
        assert "all 3 that are marked, for one reason" in screen_lines(pilot)[1]
        await press(pilot, "enter")
        await type_text(pilot, "ask")
        await press(pilot, "enter")
        assert " kept: flag on 3 (u takes all of them back), ask" in screen_lines(pilot)[-1]
        judgements = app_of(pilot).workspace.judgements
        assert {note.target for note in judgements.own.standing} == {*marked(pilot)}
        assert {note.body for note in judgements.own.standing} == {"ask"}
        await press(pilot, "u")
        assert "undone on 3: flag ask" in screen_lines(pilot)[-1]
        assert not judgements.own.standing
        await press(pilot, "U")
        assert "done again on 3: flag ask" in screen_lines(pilot)[-1]
        assert {note.target for note in judgements.own.standing} == {*marked(pilot)}
        await press(pilot, "u")
        assert not judgements.own.standing
        assert screen.is_current


async def test_flagged_disagreements_remember_how_each_was_read() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, "d , j , f j enter")
        await type_text(pilot, "both")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, DisagreementsScreen)
        standing = app_of(pilot).workspace.judgements.own.standing
        assert {(note.target, note.value) for note in standing} == {
            (target, "real") for target in marked(pilot)
        }
        sentences = {note.reading["sentence"] for note in standing if note.reading is not None}
        assert len(sentences) == 2


async def test_claims_are_rated_together_and_other_rows_are_not() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, "2 , j , R 4 enter")
        judgements = app_of(pilot).workspace.judgements
        assert [note.value for note in judgements.own.standing] == ["4", "4"]
        await press(pilot, "1 , R")
        assert "claims are rated together, or agents" in screen_lines(pilot)[-1]


async def test_two_marked_claims_are_compared_from_any_screen() -> None:
    async with explorer() as (pilot, screen):
        claims = pane(screen, "claims")
        for id in ("ki-2025-02-27.17c", "ki-2025-02-27.16c"):
            assert claims.move_to_item(id)
            await press(pilot, "2 ,")
        await press(pilot, "1 c")
        found = pilot.app.screen
        assert isinstance(found, DisagreementsScreen)
        (row,) = found.all_rows
        assert row.reading is not None
        dossier = screen.panes.context.dossier
        assert row.reading == compare(dossier, "ki-2025-02-27.17c", "ki-2025-02-27.16c")
        assert screen_lines(pilot)[0].endswith("2 marked claims")
        await press(pilot, "backspace")
        # Of three nobody could tell which are meant: then it is the claim at the cursor.
        assert claims.move_to_item("ki-2026-02-12.10")
        await press(pilot, "2 , c")
        assert "claim: " in screen_lines(pilot)[0]


async def test_marked_claims_are_left_out_and_come_back() -> None:
    async with explorer() as (pilot, screen):
        whole = len(screen.panes.context.dossier.claims)
        await press(pilot, "2 , j , D")
        ids = [target.removeprefix("claim:") for target in marked(pilot)]
        seen = screen.panes.context.dossier.claims
        assert len(seen) == whole - 2
        assert not any(id in seen for id in ids)
        assert (
            "without 2 marked claims: 2 claims left out; D again, or 0, brings them back"
            in (screen_lines(pilot)[-1])
        )
        assert "without 2 claims" in screen_lines(pilot)[0]
        await press(pilot, "D")
        assert len(screen.panes.context.dossier.claims) == whole
        await press(pilot, "D 0")
        assert len(screen.panes.context.dossier.claims) == whole
        await press(pilot, "; 1 , D")
        assert "claims, documents and agents can be left out" in screen_lines(pilot)[-1]
        assert len(screen.panes.context.dossier.claims) == whole


async def test_a_marked_document_and_a_marked_agent_are_left_out() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "3 , 3 , D")
        source = marked(pilot)[0].removeprefix("source:")
        agent = marked(pilot)[1].removeprefix("agent:")
        dossier = screen.panes.context.dossier
        assert not any(claim.source == source for claim in dossier.claims.values())
        assert not any(agent in claim.attribution for claim in dossier.claims.values())


async def test_all_marked_claims_are_cited_form_by_form(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    async with explorer() as (pilot, screen):
        monkeypatch.setattr(pilot.app, "copy_to_clipboard", sent.append)
        await press(pilot, "2 , j , 1 y")
        dossier = screen.panes.context.dossier
        ids = [target.removeprefix("claim:") for target in marked(pilot)]
        assert sent == ["; ".join(citation(dossier, dossier.claims[id]) for id in ids)]
        assert "citation of 2 claims sent to the terminal" in screen_lines(pilot)[-1]
        await press(pilot, "y y")
        assert sent[-1] == " ".join(ids)
        await press(pilot, "y y")
        assert len(json.loads(sent[-1])) == 2
        # A shell would carry out what stands before a line break.
        assert not any("\n" in text for text in sent)
        await press(pilot, "; 1 , y")
        assert "claims and documents are cited; marked: 1 event" in screen_lines(pilot)[-1]


async def test_what_is_gone_from_the_file_is_marked_no_more(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    data = json.loads(Path(FIVE).read_text(encoding="utf-8"))
    path.write_text(json.dumps(data), encoding="utf-8")
    async with explorer(path=path) as (pilot, screen):
        named = json.dumps(data["identities"])
        alone = next(
            id
            for id in pane(screen, "claims").items
            if id not in named
            and id not in json.dumps([r for r in data["claims"].values() if r["id"] != id])
        )
        assert pane(screen, "claims").move_to_item(alone)
        await press(pilot, "2 , g ,")
        assert len(marked(pilot)) == 2
        data["claims"] = {k: r for k, r in data["claims"].items() if r["id"] != alone}
        other = tmp_path / "other.json"
        other.write_text(json.dumps(data), encoding="utf-8")
        other.replace(path)
        app_of(pilot).check_files()
        await settle(pilot)
        assert f"claim:{alone}" not in marked(pilot)
        assert len(marked(pilot)) == 1


# ---- what is marked, by itself


def test_marks_are_told_by_kind_and_taken_back_once() -> None:
    found = Marked()
    assert not found.clear()
    for target in ("claim:a", "pair:a|b", "claim:b", "identity:i"):
        assert found.toggle(target)
    assert found.text == "2 claims, 2 disagreements"
    assert found.of("claim", "pair") == ["a", "a", "b", "b"]
    assert found.two_claims is None
    assert not found.toggle("identity:i")
    assert not found.toggle("pair:a|b")
    assert found.two_claims == ("a", "b")
    assert found.clear()
    assert found.clear()
    assert [*found] == ["claim:a", "claim:b"]
    assert found.clear()
    found.toggle("claim:c")
    assert found.clear()
    assert found.clear()
    assert [*found] == ["claim:c"]


def test_only_what_the_dossier_has_stays_marked() -> None:
    dossier = Dossier.open(default_path())
    found = Marked()
    claim, other = list(dossier.claims)[:2]
    identity = next(iter(dossier.identities))
    kept = [f"claim:{claim}", f"pair:{claim}|{other}", f"pair:{claim}|{identity}--killed"]
    for target in (*kept, "claim:gone", f"pair:{claim}|gone", "identity:gone", "agent:gone"):
        found.toggle(target)
    found.keep_known(dossier)
    assert [*found] == kept
