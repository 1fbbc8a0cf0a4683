"""All that claims are coded with, by keys: made, edited, renamed, merged, split and deleted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier import editing
from kursk_tui.dossier.beginning import Beginning, begin
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.app import Options
from kursk_tui.tui.panes.vocabulary import SECTIONS, VocabularyModel
from kursk_tui.tui.screens.vocabulary import VocabularyScreen
from tests.five import FIVE
from tests.tui.driving import explorer, pane, press, screen_lines, type_text


def empty(folder: Path) -> Path:
    """A dossier that somebody has just begun, without a pack."""
    path = folder / "own.json"
    path.write_text(begin(Beginning("Ferry"), str(path), new_id=lambda: "0" * 32), "utf-8")
    return path


def own(folder: Path) -> Path:
    return Path(shutil.copyfile(FIVE, folder / "own.json"))


def bottom(pilot: Pilot[None]) -> str:
    return screen_lines(pilot)[-1]


def listed(pilot: Pilot[None]) -> VocabularyScreen:
    screen = pilot.app.screen
    assert isinstance(screen, VocabularyScreen)
    return screen


async def to_heading(pilot: Pilot[None], heading: str) -> None:
    assert listed(pilot).rows.move_to_item(heading)


async def fill(pilot: Pilot[None], *texts: str) -> None:
    """Type into one field after the other and accept the form."""
    for number, text in enumerate(texts):
        if number:
            await press(pilot, "tab")
        await type_text(pilot, text)
    await press(pilot, "enter a")


async def test_an_empty_dossier_gets_all_that_claims_are_coded_with(tmp_path: Path) -> None:
    path = empty(tmp_path)
    async with explorer(path=path) as (pilot, _):
        await press(pilot, "V")
        assert [s.heading for s in SECTIONS] == [
            item for item in listed(pilot).rows.items if ":" not in item
        ]
        await to_heading(pilot, "MEASURES")
        await press(pilot, "a")
        await fill(pilot, "drowned", "persons", "cum", "drowned, dead")
        assert bottom(pilot).startswith(" added: drowned; u undoes that")
        # The cursor is on what is new, and what is added there is of its sort.
        assert listed(pilot).rows.cursor == "measures:drowned"
        await press(pilot, "a")
        await fill(pilot, "saved", "persons", "cumulative")
        for heading, name in (
            ("POPULATIONS", "Crew"),
            ("PLACES", "Old Port"),
            ("WAYS OF COUNTING", "by name"),
            ("CHAPTERS", "The first night"),
        ):
            await to_heading(pilot, heading)
            await press(pilot, "enter")
            await fill(pilot, name)
        await to_heading(pilot, "AGENTS")
        await press(pilot, "a")
        await fill(pilot, "Coast Guard", "gov", "Guard, CG")
    made = Dossier.open(path)
    measure = made.measures["drowned"]
    assert (measure.name, measure.unit, measure.basis) == ("drowned", "persons", "cumulative")
    assert measure.cues == ("drowned", "dead")
    kinds = {scope.name: scope.kind for scope in made.scopes.values()}
    assert kinds == {"Crew": "population", "Old Port": "place", "by name": "counting"}
    assert made.events["the-first-night"].kind == "chapter"
    assert made.agents["coast-guard"].aliases == ("Guard", "CG")


async def test_a_claim_makes_what_it_counts_and_a_sum_is_of_claims(tmp_path: Path) -> None:
    """From nothing to a sum that adds up, without leaving the forms."""
    path = empty(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await press(pilot, "A")
        await fill(pilot, "+Gazette (outlet)", "Ferry sinks", "2031-03-04", "stated")
        await press(pilot, "3")
        source = next(iter(Dossier.open(path).sources))
        assert pane(screen, "sources").move_to_item(source)
        await press(pilot, "a")
        await fill(pilot, "20", "+drowned (persons, cum", "+Coast Guard (gov")
        assert bottom(pilot).startswith(" added: "), bottom(pilot)
        await press(pilot, "a")
        await fill(pilot, "12", "drowned", "coast")
        await press(pilot, "a")
        await fill(pilot, "8", "drowned", "coast")
        made = Dossier.open(path)
        assert made.measures["drowned"].basis == "cumulative"
        assert made.agents["coast-guard"].kind == "government"
        whole, one, other = made.claims
        assert made.claims[whole].statement == "Coast Guard: 20 persons drowned."
        await press(pilot, "b a")
        await fill(pilot, "sum", whole, f"{one}, {other}", "Nobody is counted twice.")
        assert bottom(pilot).startswith(" added: sum")
        assert "balances" in "\n".join(screen_lines(pilot))
    identity = Dossier.open(path).identities["sum"]
    assert (identity.total.claim, [t.claim for t in identity.terms]) == (whole, [one, other])


async def test_a_measure_is_edited_where_it_is_listed(tmp_path: Path) -> None:
    path = own(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await press(pilot, "m")
        assert screen.app.screen.query_one("#measures").move_to_item("killed")  # type: ignore[attr-defined]
        await press(pilot, "E enter")
        await type_text(pilot, " in action")
        await press(pilot, "enter a")
        assert bottom(pilot).startswith(" edited: killed; u undoes that")
        after = Dossier.open(path)
        assert after.measures["killed"].name == "killed in action"
        assert after.measures["killed"].cues == Dossier.open(FIVE).measures["killed"].cues
        await press(pilot, "u")
        assert Dossier.open(path).raw_rows("measures") == Dossier.open(FIVE).raw_rows("measures")


async def test_whether_an_event_is_closed_and_a_turning_point(tmp_path: Path) -> None:
    path = own(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        event = next(e for e in Dossier.open(path).events.values() if e.kind == "happening")
        assert pane(screen, "timeline").move_to_item(event.id)
        await press(pilot, "E")
        for field in ("closed", "turning"):
            assert pilot.app.screen.query_one("#form").move_to_item(field)  # type: ignore[attr-defined]
            await press(pilot, "enter")
            await type_text(pilot, "yes" if field == "closed" else "no")
            await press(pilot, "enter")
        await press(pilot, "a")
        after = Dossier.open(path).events[event.id]
        assert (after.closed, after.turning) == (True, False)
        assert after._replace(closed=event.closed, turning=event.turning) == event


async def test_another_id_is_followed_by_all_that_names_it(tmp_path: Path) -> None:
    path = own(tmp_path)
    before = Dossier.open(path)
    count = sum(c.measure == "killed" for c in before.claims.values())
    async with explorer(path=path) as (pilot, _):
        await press(pilot, "V")
        assert listed(pilot).rows.move_to_item("measures:killed")
        await press(pilot, "E")
        assert pilot.app.screen.query_one("#form").move_to_item("id")  # type: ignore[attr-defined]
        await press(pilot, "enter ctrl+u")
        await type_text(pilot, "Killed!")
        await press(pilot, "enter a")
        assert "it is not an id" in bottom(pilot)
        await press(pilot, "enter ctrl+u")
        await type_text(pilot, "dead")
        await press(pilot, "enter a")
        assert bottom(pilot).startswith(" renamed: killed is dead now; u undoes that")
        after = Dossier.open(path)
        assert sum(c.measure == "dead" for c in after.claims.values()) == count > 0
        assert "killed" not in after.measures
        await press(pilot, "u")
        assert Dossier.open(path).raw_rows("claims") == before.raw_rows("claims")


async def test_what_is_named_is_not_deleted_and_says_by_what(tmp_path: Path) -> None:
    path = own(tmp_path)
    async with explorer((120, 36), path=path) as (pilot, _):
        await press(pilot, "V")
        assert listed(pilot).rows.move_to_item("measures:killed")
        raw = path.read_bytes()
        await press(pilot, "X")
        assert " claims name this measure; J merges it into another" in bottom(pilot)
        assert path.read_bytes() == raw
        await to_heading(pilot, "PLACES")
        await press(pilot, "a")
        await fill(pilot, "Nowhere")
        await press(pilot, "X")
        assert bottom(pilot) == ' delete the place "Nowhere"? (y):'
        await press(pilot, "n enter")
        assert "nowhere" in Dossier.open(path).scopes
        await press(pilot, "X y enter")
        assert bottom(pilot).startswith(" deleted nowhere, a place; u undoes that")
        assert "nowhere" not in Dossier.open(path).scopes
        await press(pilot, "u")
        assert "nowhere" in Dossier.open(path).scopes


async def test_two_agents_are_merged_and_parted_again(tmp_path: Path) -> None:
    path = own(tmp_path)
    before = Dossier.open(path)
    other = next(a for a in before.agents.values() if a.kind == "intelligence" and a.id != "nis")
    said = [c.id for c in before.claims.values() if other.id in c.attribution]
    assert said
    async with explorer((120, 36), path=path) as (pilot, screen):
        await press(pilot, "3 3")
        assert pane(screen, "sources").move_to_item(other.id)
        await press(pilot, "J enter")
        await type_text(pilot, "nis")
        await press(pilot, "enter")
        assert "will name that one" in "\n".join(screen_lines(pilot))
        await press(pilot, "a")
        assert bottom(pilot).startswith(f" merged {other.id} into nis, ")
        merged = Dossier.open(path)
        assert merged.agents[other.id].merged_into == "nis"
        assert other.name in merged.agents["nis"].aliases
        assert not [c.id for c in merged.claims.values() if other.id in c.attribution]
        # Once more there is nothing to be merged.
        assert pane(screen, "sources").move_to_item(other.id)
        await press(pilot, "J")
        assert bottom(pilot).startswith(f" {other.id} is merged into nis already")
        # Split off again: it is the agent that it was, and what is marked moves to it.
        await press(pilot, "2")
        row = next(i for i in pane(screen, "claims").items if i in said)
        assert pane(screen, "claims").move_to_item(row)
        await press(pilot, "comma 3")
        assert pane(screen, "sources").move_to_item("nis")
        await press(pilot, "P")
        form = pilot.app.screen
        assert row in "\n".join(screen_lines(pilot))
        await press(pilot, "g enter")
        await type_text(pilot, other.name)
        await press(pilot, "enter a")
        assert pilot.app.screen is not form, bottom(pilot)
        parted = Dossier.open(path)
        assert parted.agents[other.id].merged_into is None
        assert other.id in parted.claims[row].attribution
        assert other.name not in parted.agents["nis"].aliases
        await press(pilot, "u u")
        assert Dossier.open(path).raw_rows("agents") == before.raw_rows("agents")
        assert Dossier.open(path).raw_rows("claims") == before.raw_rows("claims")


@pytest.mark.parametrize("keys", ["V a", "V enter", "V j E", "V j X", "V j J", "3 3 P", "b a"])
async def test_the_shipped_dossier_is_not_changed(
    keys: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(dossier: Dossier) -> None:
        raise DossierError("comes with the program")

    monkeypatch.setattr(editing, "require_editable", refuse)
    path = own(tmp_path)
    async with explorer(path=path) as (pilot, _):
        raw = path.read_bytes()
        await press(pilot, keys)
        assert bottom(pilot).startswith(" this dossier ships with the program; ")
        assert path.read_bytes() == raw


async def test_names_that_mean_harm_are_shown_and_nothing_else(tmp_path: Path) -> None:
    path = empty(tmp_path)
    text = path.read_text("utf-8")
    path.write_text(text.replace('"name": "date of the event"', '"name": "[red]\\u001b[2Jx[/]"'))
    async with explorer(path=path) as (pilot, _):
        await press(pilot, "V")
        lines = "\n".join(screen_lines(pilot))
        assert "[red]␛[2Jx[/]" in lines
        await press(pilot, "j E")
        assert "\x1b" not in "\n".join(screen_lines(pilot))
        await press(pilot, "backspace X")
        assert "\x1b" not in bottom(pilot)


async def test_the_list_walks_by_sorts_and_is_filtered(tmp_path: Path) -> None:
    async with explorer((120, 36), path=own(tmp_path)) as (pilot, _):
        await press(pilot, "V g")
        seen = []
        for _ in SECTIONS:
            seen.append(listed(pilot).rows.cursor)
            await press(pilot, "tab")
        assert seen == [section.heading for section in SECTIONS]
        await press(pilot, "shift+tab")
        assert listed(pilot).rows.cursor == SECTIONS[-1].heading
        await press(pilot, "slash")
        await type_text(pilot, "wounded")
        assert "measures:wounded" in listed(pilot).rows.items
        assert "MEASURES" not in listed(pilot).rows.items
        await press(pilot, "enter escape V")
        assert not isinstance(pilot.app.screen, VocabularyScreen)


async def test_every_record_is_in_the_list_once_and_parts_under_their_wholes() -> None:
    async with explorer((120, 36), options=Options()) as (pilot, _):
        await press(pilot, "m j V")
        model = listed(pilot).rows.model
        assert isinstance(model, VocabularyModel)
        dossier = Dossier.open(FIVE)
        items = list(model.ids())
        expected = {
            f"{table}:{id}"
            for table in ("measures", "scopes", "events", "identities", "agents")
            for id in dossier.raw_rows(table)
        }
        assert set(items) == expected | {section.heading for section in SECTIONS}
        assert len(items) == len(set(items))
        for measure in dossier.measures.values():
            if measure.part_of:
                places = [items.index(f"measures:{m}") for m in (measure.part_of, measure.id)]
                assert places == sorted(places)
        # It opens on what one came from.
        assert listed(pilot).rows.cursor in expected
