"""The claims: one row a figure of a release, with whoever else tells it folded under it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.holding import Facet
from kursk_tui.store import files
from kursk_tui.tui.app import Options
from kursk_tui.tui.marks import Marks
from kursk_tui.tui.panes.claims import ClaimsModel
from kursk_tui.tui.panes.finding import Asked
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.widgets.virtual_list import VirtualList
from tests.analysis.build import World, figure
from tests.tui.driving import WIDE, claims_in, explorer, press, screen_lines, settle, type_text

# Of a number with and without its hedge the hedged one is the own wording.
HEAD, FIRST, SECOND = "s02.1", "s01.1", "s03.1"


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A figure that three documents tell, a date that two tell, and what nobody else tells."""
    world = World()
    world.measure("killed")
    world.measure("start", "date")
    world.agent("north")
    world.event("flood", date="2025-03-01")
    world.release("briefing", "north", "2025-03-01")
    for hedge in ("exact", "about", "none"):
        world.claim("killed", figure(hedge, 1000), release="briefing", events=["flood"])
    assert world.claim("killed", figure("exact", 9000), by="north", events=["flood"]) == "s04.1"
    for _ in range(2):
        world.claim("start", "2025-01-05", release="briefing", within="flood")
    for _ in range(2):
        world.claim(release="briefing", events=["flood"])
    # A document that has the figure twice.
    world.claim("killed", figure("about", 1000), release="briefing", source="s04")
    path = tmp_path / "told.json"
    path.write_bytes(files.encode(world.data(), str(path)))
    return path


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the dossier that comes with the program."""
    return Path(shutil.copyfile(default_path(), tmp_path / "kursk.json"))


def claims(screen: ExplorerScreen) -> VirtualList:
    return screen.panes["claims"]


def model(screen: ExplorerScreen) -> ClaimsModel:
    found = claims(screen).model
    assert isinstance(found, ClaimsModel)
    return found


def text_of(screen: ExplorerScreen, item: str, width: int = 60) -> str:
    text = "".join(text for text, _ in model(screen).row(item, width))
    assert len(text) == width
    return text


def title(screen: ExplorerScreen) -> str:
    return claims(screen).render_line(0).text.strip(" ━─")


async def test_space_unfolds_who_else_tells_a_figure_and_folds_it_again(told: Path) -> None:
    async with explorer(path=told) as (pilot, screen):
        await press(pilot, "2")
        pane = claims(screen)
        before = list(pane.items)
        assert before == [HEAD, "s04.1", "s05.1", "s07.1", "s08.1"]
        assert title(screen) == "2 CLAIMS  1/5 · 4 folded"
        assert "about 1,000 +3 " in text_of(screen, HEAD)
        assert "on 2025-01-05 +1 " in text_of(screen, "s05.1", 80)
        assert "+" not in text_of(screen, "s04.1")
        assert pane.move_to_item(HEAD)
        await press(pilot, "space")
        at = before.index(HEAD)
        below = pane.items[at + 1 : at + 4]
        assert sorted(below) == [FIRST, SECOND, "s04.2"]
        assert pane.items == [*before[: at + 1], *below, *before[at + 1 :]]
        assert pane.cursor == HEAD
        assert title(screen) == f"2 CLAIMS  {at + 1}/8 · 1 folded"
        assert "+" not in text_of(screen, HEAD)
        assert "exactly 1,000" in text_of(screen, FIRST)
        assert text_of(screen, FIRST, 110).rstrip().endswith("└ Outlet s01")
        assert "└" not in text_of(screen, HEAD)
        # From one of them it folds the row that it stands under.
        await press(pilot, "j space")
        assert pane.items == before
        assert pane.cursor == HEAD
        assert pane.move_to_item("s07.1")
        await press(pilot, "space")
        assert "no other claim gives this figure" in screen_lines(pilot)[-1]
        assert pane.items == before


async def test_a_claim_that_is_asked_for_is_unfolded(told: Path) -> None:
    async with explorer(path=told) as (pilot, screen):
        await press(pilot, "2")
        pane = claims(screen)
        assert SECOND not in pane.items
        assert pane.move_to_item(SECOND)
        assert pane.cursor == SECOND
        assert pane.items[pane.place] == SECOND
        # Other orders have it, too, and lead back to it.
        for _ in pane.model.sorts:
            await press(pilot, "s")
            assert pane.cursor == SECOND
        # Whoever folds it is on its row; nothing opens it again by itself.
        await press(pilot, "space s s s s s S S")
        assert pane.cursor == HEAD
        assert SECOND not in pane.items
        assert not pane.move_to_item("nowhere.1")


async def test_the_way_back_leads_to_a_claim_in_its_fold(told: Path) -> None:
    async with explorer(path=told) as (pilot, screen):
        await press(pilot, "2")
        assert claims(screen).move_to_item(SECOND)
        await press(pilot, "enter")
        assert screen.drilling.facets == (Facet("claim", SECOND),)
        assert claims(screen).items == [SECOND]
        await press(pilot, "backspace")
        assert claims(screen).cursor == SECOND
        # Of a document all its claims are rows, and of all documents this one is an echo again.
        await press(pilot, "3")
        assert screen.panes["sources"].move_to_item("s04")
        await press(pilot, "enter")
        assert sorted(claims(screen).items) == ["s04.1", "s04.2"]
        assert not model(screen).has_folds
        assert title(screen) == "2 CLAIMS  1/2"


async def test_the_program_opens_on_a_claim_that_is_an_echo(told: Path) -> None:
    async with explorer(path=told, options=Options(start=Facet("claim", SECOND))) as (_, screen):
        assert claims(screen).cursor == SECOND


async def test_a_filter_finds_inside_folds(told: Path) -> None:
    async with explorer(path=told) as (pilot, screen):
        await press(pilot, "2 j")
        pane = claims(screen)
        before = list(pane.items)
        await type_text(pilot, "/s03")
        assert pane.items == [SECOND]
        assert title(screen) == "2 CLAIMS  1/1 · in statement · /s03"
        assert "└" not in text_of(screen, SECOND)
        await press(pilot, "enter")
        await press(pilot, "space")
        assert "what was found is unfolded" in screen_lines(pilot)[-1]
        # With all rows shown its fold is open, and n goes there.
        await press(pilot, "escape")
        assert {HEAD, FIRST, SECOND} <= set(pane.items)
        assert "└" in text_of(screen, SECOND)
        await press(pilot, "escape")
        assert pane.items == before
        assert pane.cursor == "s04.1"
        await type_text(pilot, "/killed")
        assert sorted(pane.items) == sorted([HEAD, FIRST, SECOND, "s04.1", "s04.2"])


async def test_other_orders_are_plain_and_against_time_echoes_stay_below(told: Path) -> None:
    async with explorer(path=told) as (pilot, screen):
        await press(pilot, "2")
        pane = claims(screen)
        before = list(pane.items)
        await press(pilot, "S")
        assert pane.items == before[::-1]
        assert pane.move_to_item(HEAD)
        await press(pilot, "space")
        at = pane.items.index(HEAD)
        assert sorted(pane.items[at + 1 : at + 4]) == [FIRST, SECOND, "s04.2"]
        await press(pilot, "s")
        assert sorted(pane.items) == sorted(screen.panes.context.view.claims)
        assert title(screen).startswith(f"2 CLAIMS  {pane.place + 1}/9 · by figure")
        assert "+" not in text_of(screen, "s05.1")
        await press(pilot, "space")
        assert "by figure nothing is folded" in screen_lines(pilot)[-1]


async def test_a_mark_of_a_folded_claim_is_seen_on_its_row(told: Path) -> None:
    async with explorer(path=told) as (pilot, screen):
        await press(pilot, "2")
        pane = claims(screen)
        assert pane.move_to_item(SECOND)
        await press(pilot, "f enter enter")
        assert text_of(screen, SECOND)[2] == "f"
        assert text_of(screen, HEAD)[2] == " "
        await press(pilot, "space")
        assert SECOND not in pane.items
        assert text_of(screen, HEAD)[2] == "f"
        # The echoes differ from the 9,000 no less than what they repeat.
        assert text_of(screen, HEAD)[1] == "!"


async def test_a_large_dossier_is_shown_before_its_folds_are_known(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Dossier, "is_large", True)
    async with explorer(path=told) as (_, screen):
        # They have come with the disagreements, and the cursor is where it was.
        assert len(claims(screen).items) < 9
        context = screen.panes.context
        assert context.marks.has_looked
        early = ClaimsModel(context._replace(marks=Marks()))
        assert not early.has_folds
        assert len(early.arranged(Asked("measure", False, None, False))) == 9


def test_of_several_marks_the_gravest_is_drawn() -> None:
    marks = Marks()
    marks._severity = {"a": 1, "b": 3, "c": 2}
    assert marks.disagreement("a", "b", "c") == "!"
    assert marks.disagreement("a", "c", "d") == "?"
    assert marks.disagreement("d", "a") == "·"
    assert marks.disagreement("d") == " "
    assert marks.flag("claim:a", "claim:b") == " "


@pytest.mark.parametrize("size", [(80, 24), WIDE])
async def test_the_shipped_claims_fold_and_every_claim_is_found(
    size: tuple[int, int], shipped: Path
) -> None:
    async with explorer(size, path=shipped) as (pilot, screen):
        await press(pilot, "2")
        pane, dossier = claims(screen), screen.panes.context.dossier
        assert sorted(claims_in(screen)) == sorted(dossier.raw_rows("claims"))
        folded = len(dossier.raw_rows("claims")) - len(pane.items)
        assert folded > 400
        assert title(screen).startswith(f"2 CLAIMS  1/{len(pane.items)} · {folded} folded")
        # The first view begins on a claim with a date.
        assert screen.panes.context.links.orders.claim_dates[pane.cursor or ""] is not None
        marks = screen.panes.context.marks
        for item in pane.items:
            fold = (item, *model(screen).below(item))
            gravest = max((marks.disagreement(id) for id in fold), key=" ·?!".index)
            row = text_of(screen, item)
            assert row[1] == gravest
            assert (f" +{len(fold) - 1} " in row) == (len(fold) > 1)
        for item in sorted(set(claims_in(screen)) - set(pane.items))[::40]:
            assert pane.move_to_item(item)
            assert pane.cursor == item
            assert "└" in text_of(screen, item)


async def test_a_narrowed_view_folds_only_what_is_in_it(shipped: Path) -> None:
    async with explorer(path=shipped) as (pilot, screen):
        assert screen.panes["timeline"].move_to_item("first-deployment")
        await press(pilot, "enter")
        view = screen.panes.context.view
        assert sorted(claims_in(screen)) == sorted(view.claims)
        assert len(claims(screen).items) < len(view.claims)
        for facet in (Facet("source", id) for id in view.sources[:12]):
            screen.drilling.go((facet,))
            await settle(pilot)
            assert sorted(claims(screen).items) == sorted(screen.panes.context.view.claims)


async def test_through_a_lens_a_claim_stands_or_is_an_echo_and_keeps_the_cursor(
    tmp_path: Path,
) -> None:
    world = World()
    world.measure("killed")
    world.agent("north")
    world.release("briefing", "north", "2025-03-01")
    count = figure("exact", 1000)
    one, two = (world.claim("killed", count, release="briefing") for _ in range(2))
    page = world.source("own", "north", published="2025-03-05")
    own = world.claim("killed", count, release="briefing", source=page, chain=())
    path = tmp_path / "own.json"
    path.write_bytes(files.encode(world.data(), str(path)))
    async with explorer(path=path) as (pilot, screen):
        pane = claims(screen)
        assert pane.items == [own]
        await press(pilot, ["2", "t", *"2025-03-02", "enter"])
        assert pane.items == [one]
        assert pane.move_to_item(one)
        await press(pilot, "0")
        assert pane.items == [own, one, two]
        assert pane.cursor == one


async def test_where_nothing_is_folded_space_turns_pages() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "3")
        assert screen.panes["sources"].move_to_item("joongang-2026-02-10")
        await press(pilot, "enter")
        pane = claims(screen)
        await press(pilot, "2 g space")
        assert pane.place == pane.page
