"""One language in every list: what it finds, that one sees why, and that the cursor stays."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from kursk_tui.analysis.disagreements.listing import rank
from kursk_tui.dossier.dossier import default_path
from kursk_tui.dossier.timespan import lies_in
from kursk_tui.model.dates import parse
from kursk_tui.tui.panes.disagreements import DisagreementsModel
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.widgets.virtual_list import VirtualList
from tests.tui.driving import NARROW, WIDE, explorer, pane, press, screen_lines, type_text


def rows(pilot: Pilot[None]) -> VirtualList:
    """The list that has the keys."""
    top = pilot.app.screen
    assert isinstance(top, ListScreen)
    return top.current


async def find(pilot: Pilot[None], query: str) -> VirtualList:
    await type_text(pilot, "/" + query)
    await press(pilot, "enter")
    return rows(pilot)


async def test_a_query_of_measure_and_time_finds_disagreements() -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, _):
        await press(pilot, "d")
        top = pilot.app.screen
        assert isinstance(top, DisagreementsScreen)
        found = (await find(pilot, "measure:present after:2026-01 until:2026-03")).items
        model, dates = top.rows.model, top.context.links.orders.claim_dates
        assert isinstance(model, DisagreementsModel)
        assert len(found) > 3
        for item in found:
            row = model.at(item)
            assert row is not None
            claims = [top.context.dossier.claims[claim] for claim in row.claims]
            assert any(claim.measure == "present" for claim in claims)
            for q in row.pair or ():
                assert q.claim is None or lies_in(dates[q.id], parse("2026-01/2026-03"))
        # Without folds the gravest come first.
        shown = [row for item in found if (row := model.at(item)) is not None]
        assert shown == sorted(shown, key=rank)
        # Both sides of a pair may be asked for.
        both = (await find(pilot, "by:nis by:hur measure:present")).items
        assert both
        assert len((await find(pilot, "by:nis -by:nis")).items) == 0


async def test_what_is_folded_is_found_and_seen() -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, _):
        await press(pilot, "d")
        top = pilot.app.screen
        assert isinstance(top, DisagreementsScreen)
        model, heads = top.rows.model, list(top.rows.items)
        assert isinstance(model, DisagreementsModel)
        assert f"{len(top.all_rows) - len(heads)} folded" in screen_lines(pilot)[1]
        target = next(row.target for row in top.all_rows if row.target not in heads)
        row = model.at(target)
        assert row is not None
        own = sorted(row.claims, key=len)[-1]
        query = f'"{top.context.dossier.claims[own].statement}"'.replace(" ", " ")
        found = await find(pilot, query)
        assert target in found.items
        assert all(query[1:20].lower() in words(found, item, top) for item in found.items)
        assert "folded" not in screen_lines(pilot)[1]
        # With all rows shown again, the folds that hold a match are open.
        await press(pilot, "escape")
        assert target in top.rows.items
        assert len(heads) < len(top.rows.items) < len(top.all_rows)
        await press(pilot, "space")
        assert "what was found is unfolded" in screen_lines(pilot)[-1]
        await press(pilot, "escape")
        assert target not in top.rows.items


def words(found: VirtualList, item: str, top: DisagreementsScreen) -> str:
    """All that a row is found by."""
    model = found.model
    assert isinstance(model, DisagreementsModel)
    row = model.at(item)
    assert row is not None
    texts = (top.context.links.search_text("claims", claim) for claim in row.claims)
    return " ".join((model.words(item), *texts))


async def test_a_part_is_not_found_by_its_whole() -> None:
    async with explorer(path=default_path()) as (pilot, screen):
        await press(pilot, "1")
        found = await find(pilot, "north korean losses")
        assert found.cursor == "losses"
        assert "attrition" not in found.items
        await press(pilot, "enter")
        assert screen.drilling.facets[-1].id == "losses"


@pytest.mark.parametrize(
    ("keys", "query", "place"),
    [
        ("1", "museum", "in "),
        ("2", "museum", "in "),
        ("3", "yonhap", ""),
        ("3 3", "nis", ""),
        ("d", "museum", "in "),
        ("m enter p", "yonhap", "in "),
    ],
)
async def test_a_word_that_the_row_does_not_show_is_placed(
    keys: str, query: str, place: str
) -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, _):
        await press(pilot, keys)
        found = await find(pilot, query)
        unseen = 0
        for _ in found.items[:12]:
            assert found.cursor is not None
            row = "".join(text for text, _ in found.model.row(found.cursor, found.size.width - 1))
            title = found.render_line(0).text
            is_seen = query in row.casefold()
            assert (" in " not in title) == is_seen, title
            unseen += not is_seen
            if not is_seen and place:
                assert place in title
            await press(pilot, "j")
        assert unseen or not place


async def test_of_several_words_it_says_which_one_is_where() -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, _):
        await press(pilot, "2")
        found = await find(pilot, "museum kcna")
        assert found.items
        titles = ""
        for _ in found.items:
            titles += found.render_line(0).text
            await press(pilot, "j")
        assert "museum in " in titles


@pytest.mark.parametrize(
    ("keys", "query"),
    [
        ("1", "by:nis"),
        ("2", "by:nis after:2025"),
        ("3", "after:2026"),
        ("3 3", "party:ukraine"),
        ("d", "by:nis after:2025"),
        ("2 c", "source:kbs-world"),
        ("m", "measure:killed+"),
        ("m enter", "by:nis"),
        ("m enter p", "by:nis"),
        ("b", "by:nis"),
        ("F", "-flag:any"),
        ("~", "measure:killed"),
    ],
)
async def test_fields_are_understood_on_every_screen(keys: str, query: str) -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, _):
        await press(pilot, keys)
        every = len(rows(pilot).items)
        found = await find(pilot, query)
        assert not found.query_error
        assert len(found.items) < every or keys == "F"
        assert found.items or keys == "F"


async def test_lines_of_text_say_that_they_have_no_fields() -> None:
    async with explorer(WIDE) as (pilot, screen):
        await press(pilot, "2 4")
        found = await find(pilot, '"is a"')
        assert not found.query_error
        await find(pilot, "by:nis")
        assert "a line of text has no by" in screen_lines(pilot)[-1]
        # What is no query is looked for as it stands.
        await find(pilot, "12:30")
        assert not pane(screen, "detail").query_error
        assert not pane(screen, "detail").items


@pytest.mark.parametrize("keys", ["1", "2", "3", "3 3", "d", "m", "m enter p", "b"])
async def test_the_cursor_stays_or_goes_to_the_nearest_row(keys: str) -> None:
    async with explorer(NARROW, path=default_path()) as (pilot, _):
        await press(pilot, keys)
        shown = rows(pilot)
        await press(pilot, "j j j j")
        cursor = shown.cursor
        assert cursor is not None
        # Every row that is left by this has the cursor's, so that it stays.
        words = [w for w in shown.model.words(cursor).split() if w.isalpha() and len(w) > 3]
        await type_text(pilot, "/" + words[0])
        assert shown.cursor == cursor
        await press(pilot, "escape")
        assert shown.cursor == cursor
        # Of what it is not in, the nearest; and it is there again with all rows.
        await type_text(pilot, f"/-{words[0]}")
        if shown.items:
            order = list(shown.model.ids())
            at = order.index(cursor)
            behind = [item for item in order[at:] if item in shown.items]
            assert shown.cursor in ([*behind[:1]] or shown.items[-1:]) or keys in ("1", "d")
        await press(pilot, "escape")
        assert shown.cursor == cursor
