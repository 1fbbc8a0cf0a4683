"""The explorer driven by keys: drill and back, filter, order, zoom, copy, reload."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier.holding import Facet
from kursk_tui.settings import Settings
from kursk_tui.tui.app import Options
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.screens.palette import PaletteScreen
from kursk_tui.tui.screens.panes import PANES
from kursk_tui.tui.screens.reader import ReaderScreen
from tests.five import FIVE
from tests.tui.driving import claims_in, explorer, pane, press, screen_lines, settle, type_text


def copy_of_dossier(folder: Path) -> Path:
    path = folder / "kursk.json"
    path.write_bytes(Path(FIVE).read_bytes())
    return path


def facets(screen: ExplorerScreen) -> tuple[Facet, ...]:
    """What the screen is narrowed to, read anew."""
    return screen.drilling.facets


def top(pilot: Pilot[None]) -> object:
    """The screen that is shown."""
    return pilot.app.screen


async def test_enter_drills_into_the_event_and_backspace_returns_as_it_was() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "j j j")
        before = {name: pane(screen, name).state() for name in PANES}
        event = pane(screen, "timeline").cursor
        assert event == "first-deployment"
        await press(pilot, "enter")
        assert facets(screen) == (Facet("event", "first-deployment"),)
        assert screen.panes.active == "claims"
        assert len(claims_in(screen)) == len(
            screen.panes.context.links.mentions("first-deployment")
        )
        assert "event: First deployment" in screen_lines(pilot)[0]
        await press(pilot, "backspace")
        assert not screen.drilling.facets
        assert screen.panes.active == "timeline"
        assert {name: pane(screen, name).state() for name in PANES} == before


async def test_drill_from_event_to_claim_to_agent_and_all_the_way_back() -> None:
    async with explorer() as (pilot, screen):
        await type_text(pilot, "/losses")
        await press(pilot, "enter")
        assert pane(screen, "timeline").move_to_item("losses")
        await press(pilot, "enter")
        assert pane(screen, "claims").move_to_item("ki-2025-02-27.17c")
        await press(pilot, "enter")
        assert screen.drilling.facets[-1] == Facet("claim", "ki-2025-02-27.17c")
        assert screen.panes.active == "detail"
        assert pane(screen, "sources").items == ["ki-2025-02-27"]
        assert set(pane(screen, "timeline").items) == {"losses", "nis-2025-01-13"}
        links = [
            item
            for item in pane(screen, "detail").items
            if pane(screen, "detail").model.words(item).startswith("agent national intelligence")
        ]
        pane(screen, "detail").move_to_item(links[0])
        await press(pilot, "enter")
        assert facets(screen) == (Facet("event", "losses"), Facet("agent", "nis"))
        assert all(
            "nis" in screen.panes.context.dossier.claims[c].attribution for c in claims_in(screen)
        )
        await press(pilot, "backspace backspace")
        assert facets(screen) == (Facet("event", "losses"),)
        assert pane(screen, "claims").cursor == "ki-2025-02-27.17c"
        await press(pilot, "backspace")
        assert not screen.drilling.facets
        assert pane(screen, "timeline").query_text == "losses"
        assert pane(screen, "timeline").narrowed


async def test_source_drills_to_its_claims_and_events() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "3 enter")
        source = screen.drilling.facets[0].id
        assert facets(screen) == (Facet("source", source),)
        assert set(pane(screen, "claims").items) == set(
            screen.panes.context.links.claims_of_source(source)
        )


async def test_agents_take_the_place_of_the_sources_and_drill() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "3 3")
        assert pane(screen, "sources").heading == "AGENTS"
        await type_text(pilot, "/hur")
        await press(pilot, "enter")
        assert pane(screen, "sources").move_to_item("hur")
        await press(pilot, "enter")
        assert facets(screen) == (Facet("agent", "hur"),)
        await press(pilot, "backspace 3")
        assert pane(screen, "sources").heading == "SOURCES"


async def test_only_keeps_the_last_step_and_all_takes_all_away() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "enter 3 enter")
        assert len(screen.drilling.facets) == 2
        await press(pilot, "equals_sign")
        assert [facet.kind for facet in screen.drilling.facets] == ["source"]
        await press(pilot, "0")
        assert not screen.drilling.facets
        await press(pilot, "backspace backspace backspace backspace")
        assert not screen.drilling.facets
        assert not screen.drilling.history
        await press(pilot, "backspace")
        assert "q quits" in screen.bottom.message


async def test_filter_narrows_while_typing_marks_and_lets_go() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        claims = pane(screen, "claims")
        everything = claims_in(screen)
        await type_text(pilot, "/kil")
        assert screen.bottom.asking
        found = len(claims.items)
        assert 0 < found < len(everything)
        # In a fold, too, whatever matches is found.
        assert set(claims.items) == {id for id in everything if "kil" in claims.model.words(id)}
        assert all("kil" in claims.model.words(item) for item in claims.items)
        await press(pilot, "enter")
        assert not screen.bottom.asking
        assert len(claims.items) == found
        await press(pilot, "escape")
        assert sorted(claims_in(screen)) == sorted(everything)
        assert claims.query_text == "kil"
        await press(pilot, "escape")
        assert claims.query_text == ""


async def test_escape_in_the_prompt_drops_the_filter() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        everything = list(pane(screen, "claims").items)
        await type_text(pilot, "/zelen")
        await press(pilot, "escape")
        assert pane(screen, "claims").items == everything


async def test_keys_are_text_while_the_prompt_asks() -> None:
    async with explorer() as (pilot, screen):
        await type_text(pilot, "/q?2z")
        assert screen.bottom.text == "q?2z"
        assert screen.panes.active == "timeline"
        await press(pilot, "ctrl+u")
        assert screen.bottom.text == ""
        await press(pilot, "backspace")
        assert not screen.bottom.asking


async def test_keys_typed_ahead_are_carried_out_in_their_order() -> None:
    async with explorer() as (pilot, screen):
        from textual.events import Key

        # All at once, as a slow line delivers them: no key waits for the one before.
        for key in ("2", "slash", "k", "i", "l", "l", "e", "d", "enter", "j", "j"):
            pilot.app.post_message(Key(key, "/" if key == "slash" else key[:1]))
        await settle(pilot)
        claims = pane(screen, "claims")
        assert screen.panes.active == "claims"
        assert claims.query_text == "killed"
        assert claims.place == 2
        for key in ("question_mark", "z", "o", "o", "m", "enter", "1"):
            pilot.app.post_message(Key(key, key[:1]))
        await settle(pilot)
        assert top(pilot) is screen
        assert screen.zoomed
        assert screen.panes.active == "timeline"


async def test_what_is_copied_is_where_the_cursor_is_and_not_where_the_detail_was() -> None:
    async with explorer() as (pilot, screen):
        from textual.events import Key

        await press(pilot, "2")
        for key in ("j", "j", "y", "4"):
            pilot.app.post_message(Key(key, key))
        await settle(pilot)
        cursor = pane(screen, "claims").cursor
        assert pilot.app.clipboard.endswith(f"({cursor})")
        assert screen.panes.detail_of == ("claim", cursor)
        assert any("6,000" in line for line in screen_lines(pilot)[11:])


async def test_n_walks_the_matches_round_the_end() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        claims = pane(screen, "claims")
        await type_text(pilot, "/museum")
        await press(pilot, "enter escape home")
        matches = [item for item in claims.items if claims.matches(item)]
        assert len(matches) > 2
        seen = []
        for _ in matches:
            await press(pilot, "n")
            seen.append(claims.cursor)
        assert sorted(map(str, seen)) == sorted(matches)
        first = claims.cursor
        await press(pilot, "n N")
        assert claims.cursor == first


async def test_sort_walks_the_orders_and_keeps_the_cursor() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2 j j")
        claims = pane(screen, "claims")
        cursor = claims.cursor
        orders = set()
        for _ in claims.model.sorts:
            orders.add(tuple(claims.items))
            await press(pilot, "s")
            assert claims.cursor == cursor
        assert claims.sort == "measure"
        assert len(orders) == len(claims.model.sorts)
        before = list(claims.items)
        await press(pilot, "S")
        assert claims.items == before[::-1]


async def test_figure_order_puts_the_largest_first() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2 s")
        claims = pane(screen, "claims")
        assert claims.sort == "figure"
        assert claims.items[0] == "joongang-2026-02-10.17e"


async def test_zoom_shows_one_pane_and_back() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2 z")
        assert pane(screen, "claims").size.width == 80
        assert not pane(screen, "timeline").display
        await press(pilot, "1")
        assert pane(screen, "timeline").display
        assert not pane(screen, "claims").display
        await press(pilot, "z")
        assert all(pane(screen, name).display for name in PANES)


async def test_copy_sends_a_citation_and_says_so() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "y")
        assert "go to a claim" in screen.bottom.message
        await press(pilot, "2")
        pane(screen, "claims").move_to_item("ki-2025-02-27.17c")
        await settle(pilot)
        await press(pilot, "y")
        assert screen.bottom.message.startswith(
            "citation sent to the terminal (y again: id): NIS: killed"
        )
        assert pilot.app.clipboard == (
            'NIS: killed "at least 300" [said 2025-01-13; NIS → Kyiv Independent], The Kyiv '
            "Independent, \"North Korea sends additional troops to Russia's Kursk Oblast, South "
            'Korean intelligence says", 2025-02-27, ¶17. Paraphrase: The NIS estimated that at '
            "least 300 North Korean soldiers were dead. (ki-2025-02-27.17c)"
        )
        await press(pilot, "j")
        assert screen.bottom.message == ""


async def test_whole_text_and_long_value_open_the_reader() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2 v")
        assert isinstance(top(pilot), ReaderScreen)
        await press(pilot, "escape")
        assert top(pilot) is screen


async def test_enter_on_a_cut_value_shows_it_whole(tmp_path: Path) -> None:
    path = copy_of_dossier(tmp_path)
    data = json.loads(path.read_text(encoding="utf-8"))
    claim = next(r for r in data["claims"].values() if r["id"] == "ki-2025-02-27.17c")
    number = claim["locator"]["paragraph"]
    words = " ".join(f"word{n}" for n in range(200))
    texts = tmp_path / "texts"
    texts.mkdir()
    paragraphs = [f"paragraph {n}" for n in range(1, 52)]
    paragraphs[number - 1] = f"{words} at least 300 {words}"
    from kursk_tui.model.locators import fingerprint

    claim["locator"]["sha256"] = fingerprint(paragraphs[number - 1])
    path.write_text(json.dumps(data), encoding="utf-8")
    (texts / "a.txt").write_text("\n".join(paragraphs), encoding="utf-8")
    async with explorer(path=path, options=Options(texts=texts)) as (pilot, screen):
        await press(pilot, "2")
        pane(screen, "claims").move_to_item("ki-2025-02-27.17c")
        await settle(pilot)
        await press(pilot, "4")
        detail = pane(screen, "detail")
        shown = [item for item in detail.items if "word1 " in detail.model.words(item)]
        assert len(shown) == 4
        detail.move_to_item(shown[-1])
        await press(pilot, "enter")
        assert isinstance(top(pilot), ReaderScreen)
        text = " ".join(screen_lines(pilot))
        assert "word0 " in text
        await press(pilot, "end")
        assert "word199" in " ".join(screen_lines(pilot))
        await press(pilot, "backspace")
        assert top(pilot) is screen
        assert screen.panes.active == "detail"


async def test_help_lists_every_command_and_runs_the_chosen_one() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "question_mark")
        assert isinstance(top(pilot), PaletteScreen)
        await type_text(pilot, "zoom")
        await press(pilot, "enter")
        assert top(pilot) is screen
        assert screen.zoomed


async def test_help_opens_the_topics_of_the_manual() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "question_mark")
        await type_text(pilot, "manual: glossary")
        await press(pilot, "enter")
        assert isinstance(top(pilot), ReaderScreen)
        assert any("# Glossary" in line for line in screen_lines(pilot))
        await press(pilot, "backspace")
        assert top(pilot) is screen


async def test_palette_is_left_by_escape_without_running_anything() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "ctrl+p")
        await type_text(pilot, "quit")
        await press(pilot, "escape")
        assert top(pilot) is screen
        assert pilot.app.is_running


async def test_a_changed_file_is_taken_up_with_cursor_and_crumb(tmp_path: Path) -> None:
    path = copy_of_dossier(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await press(pilot, "j j j enter j j")
        cursor, kept = pane(screen, "claims").cursor, screen.drilling.facets
        data = json.loads(path.read_text(encoding="utf-8"))
        claim = next(r for r in data["claims"].values() if r["id"] == cursor)
        claim["statement"] = "An altered statement."
        other = path.with_suffix(".new")
        other.write_text(json.dumps(data), encoding="utf-8")
        other.replace(path)
        screen.host.check_files()
        await settle(pilot)
        assert pane(screen, "claims").cursor == cursor
        assert screen.drilling.facets == kept
        assert any("An altered statement." in line for line in screen_lines(pilot))
        assert "read again" in screen.bottom.message


async def test_a_file_that_became_invalid_leaves_the_last_view_up(tmp_path: Path) -> None:
    path = copy_of_dossier(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await press(pilot, "2 j")
        before = screen_lines(pilot)[:-1]
        path.write_text('{"claims": ', encoding="utf-8")
        screen.host.check_files()
        await settle(pilot)
        assert screen_lines(pilot)[1:-1] == before[1:]
        assert "STALE" in screen_lines(pilot)[0]
        assert screen.bottom.message.startswith("dossier as last read")
        await press(pilot, "j")
        screen.host.check_files()
        assert screen.bottom.message == "", "the same state of the file is told once"
        assert "STALE" in screen_lines(pilot)[0]
        path.write_bytes(Path(FIVE).read_bytes())
        screen.host.check_files()
        assert "read again" in screen.bottom.message
        assert "STALE" not in screen_lines(pilot)[0]
        path.unlink()
        screen.host.check_files()
        assert "dossier as last read" in screen.bottom.message


async def test_a_record_that_is_gone_leaves_the_crumb(tmp_path: Path) -> None:
    path = copy_of_dossier(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await press(pilot, "3 3")
        pane(screen, "sources").move_to_item("mansudae")
        await press(pilot, "enter")
        assert facets(screen) == (Facet("agent", "mansudae"),)
        data = json.loads(path.read_text(encoding="utf-8"))
        data["agents"] = {k: r for k, r in data["agents"].items() if r["id"] != "mansudae"}
        path.write_text(json.dumps(data), encoding="utf-8")
        screen.host.check_files()
        await settle(pilot)
        assert not screen.drilling.facets
        assert "read again" in screen.bottom.message


async def test_going_back_past_a_record_that_is_gone_finds_the_next_sound_view(
    tmp_path: Path,
) -> None:
    path = copy_of_dossier(tmp_path)
    async with explorer(path=path) as (pilot, screen):
        await press(pilot, "2")
        pane(screen, "claims").move_to_item("ki-2025-02-27.13")
        await settle(pilot)
        await press(pilot, "enter")
        data = json.loads(path.read_text(encoding="utf-8"))
        data["claims"] = {k: r for k, r in data["claims"].items() if r["id"] != "ki-2025-02-27.13"}
        path.write_text(json.dumps(data), encoding="utf-8")
        screen.host.check_files()
        await settle(pilot)
        assert "claim ki-2025-02-27.13" in screen.bottom.message
        assert not screen.drilling.facets
        await press(pilot, "backspace j backspace 4 j v escape y")
        assert "156 claims" in screen_lines(pilot)[0]


async def test_nothing_is_cited_that_is_not_on_the_list() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2 j j")
        cursor = pane(screen, "claims").cursor
        await type_text(pilot, "/zzz")
        await press(pilot, "enter y")
        assert "go to a claim" in screen.bottom.message
        assert pilot.app.clipboard == ""
        await press(pilot, "escape")
        assert pane(screen, "claims").cursor == cursor


async def test_a_number_is_found_with_and_without_its_comma() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2")
        await type_text(pilot, "/8000")
        found = list(pane(screen, "claims").items)
        await press(pilot, "escape")
        await type_text(pilot, "/8,000")
        assert found == pane(screen, "claims").items
        assert "joongang-2026-02-10.8b" in found


@pytest.mark.parametrize("width", range(40, 130, 7))
async def test_no_width_cuts_a_digit_off_a_figure(width: int) -> None:
    async with explorer((width, 30)) as (pilot, screen):
        await press(pilot, "2")
        claims = pane(screen, "claims")
        model, room = claims.model, claims.size.width - 1
        for item in claims.items:
            figure = screen.panes.context.dossier.claims[item].figure
            if figure is None or figure.date is not None:
                continue
            shown = "".join(t for t, look in model.row(item, room) if look == "figure")
            for numeral in re.findall(r"\d[\d,.]*", figure.written):
                assert numeral in shown or "(" in figure.written


async def test_a_keymap_gives_a_command_other_keys_and_help_shows_them() -> None:
    options = Options(settings=Settings({"zoom": ("Z",), "filter": ("ctrl+g",)}))
    async with explorer(options=options) as (pilot, screen):
        await press(pilot, "z")
        assert not screen.zoomed
        await press(pilot, "Z")
        assert screen.zoomed
        await press(pilot, "Z ctrl+g")
        assert screen.bottom.asking
        await press(pilot, "escape question_mark")
        assert any(line.lstrip("▸ ").startswith("Z ") for line in screen_lines(pilot))


@pytest.mark.parametrize("size", [(40, 10), (50, 14), (79, 23), (119, 30), (300, 100)])
async def test_every_size_from_the_least_on_shows_a_cursor(size: tuple[int, int]) -> None:
    async with explorer(size) as (pilot, _):
        for keys in ("2 j", "3 j", "4 j", "1 j enter", "backspace"):
            await press(pilot, keys)
            assert any("▸" in line for line in screen_lines(pilot))


@pytest.mark.parametrize("size", [(39, 24), (80, 9), (1, 1), (10, 3)])
async def test_too_small_a_terminal_says_what_it_needs(size: tuple[int, int]) -> None:
    async with explorer(size) as (pilot, screen):
        await press(pilot, "j enter backspace slash a enter escape")
        assert screen.has_class("-too-small")
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "TIMELINE" in screen_lines(pilot)[1]


async def test_resizing_wraps_the_detail_anew() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "2 j")
        narrow = len(pane(screen, "detail").items)
        await pilot.resize_terminal(160, 50)
        await settle(pilot)
        assert len(pane(screen, "detail").items) < narrow


async def test_ctrl_c_leaves() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, "ctrl+c")
        assert pilot.app._exit


async def test_an_outlets_own_voice_is_not_counted_as_relayed() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "3 3")
        dossier = screen.panes.context.dossier
        own = {"ki-2025-02-27", "ki-2026-02-12"}
        claims = dossier.claims.values()
        said = sum(c.source in own and not c.attribution and c.lineage == "full" for c in claims)
        others = sum(
            "kyiv-independent" in c.attribution
            or (c.source in own and (bool(c.attribution) or c.lineage != "full"))
            for c in claims
        )
        model = pane(screen, "sources").model
        row = "".join(text for text, _ in model.row("kyiv-independent", 60))
        assert row.split()[-4:] == [str(said), "said", str(others), "relayed"]


async def test_a_folder_without_texts_is_told(tmp_path: Path) -> None:
    async with explorer(options=Options(texts=tmp_path)) as (_, screen):
        assert "no *.txt in it" in screen.bottom.message
