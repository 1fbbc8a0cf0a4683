"""`d` follows the filter of the pane that it is pressed in."""

from __future__ import annotations

import pytest

from kursk_tui.analysis.disagreements.listing import sides_of
from kursk_tui.dossier.timespan import claims_in
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from tests.tui.driving import WIDE, explorer, pane, press, screen_lines, type_text


@pytest.mark.parametrize(
    ("keys", "query", "name"),
    [
        ("1", "losses", "timeline"),
        ("2", "by:nis measure:killed", "claims"),
        ("3", "joongang", "sources"),
        ("3 3", "hur", "sources"),
    ],
)
async def test_d_lists_what_disagrees_among_what_the_pane_shows(
    keys: str, query: str, name: str
) -> None:
    async with explorer(WIDE) as (pilot, screen):
        every = screen.host.workspace.disagreements.rows
        await press(pilot, keys)
        await type_text(pilot, "/" + query)
        await press(pilot, "enter")
        items, links = set(pane(screen, name).items), screen.panes.context.links
        claims = set(items)
        if name == "timeline":
            claims = {claim for item in items for claim in links.mentions(item)}
        elif keys == "3":
            claims = {claim for item in items for claim in links.claims_of_source(item)}
        elif keys == "3 3":
            claims = {
                claim
                for item in items
                for role in (None, "publisher")
                for claim in links.claims_of_agent(item, role)
            }
        expected = [row for row in every if claims.intersection(row.claims)]
        assert 0 < len(expected) < len(every)
        await press(pilot, "d")
        top = pilot.app.screen
        assert isinstance(top, DisagreementsScreen)
        assert list(top.all_rows) == expected
        assert f"▸ {name} /{query}" in screen_lines(pilot)[0]
        await press(pilot, "backspace escape d")
        top = pilot.app.screen
        assert isinstance(top, DisagreementsScreen)
        # All rows are shown again, with matches marked: nothing is left out.
        assert list(top.all_rows) == list(every)


async def test_a_filter_of_time_is_that_of_both_sides() -> None:
    async with explorer(WIDE) as (pilot, _):
        await press(pilot, "2")
        await type_text(pilot, "/after:2026-01 until:2026-02")
        await press(pilot, "enter d")
        top = pilot.app.screen
        assert isinstance(top, DisagreementsScreen)
        within = set(claims_in(top.context.links, "2026-01/2026-02"))
        assert top.all_rows
        for row in top.all_rows:
            assert all(within.intersection(s) for s in sides_of(top.context.dossier, row))
