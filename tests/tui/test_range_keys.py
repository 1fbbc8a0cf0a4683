"""A range of time (T): on every screen, shown where one is, and taken back."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from kursk_tui.analysis.disagreements.listing import sides_of
from kursk_tui.dossier.dossier import default_path
from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.timespan import claims_in
from kursk_tui.tui.panes.disagreements import DisagreementsModel
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.screens.overview import OverviewScreen
from kursk_tui.tui.screens.plot import PlotScreen
from tests.tui.driving import WIDE, explorer, pane, press, screen_lines, type_text
from tests.tui.driving import claims_in as shown_claims


async def ask(pilot: Pilot[None], range: str) -> None:
    await press(pilot, "T")
    await type_text(pilot, range)
    await press(pilot, "enter")


async def test_a_range_narrows_all_panes_and_backspace_takes_it_back() -> None:
    async with explorer(WIDE) as (pilot, screen):
        before = {name: list(pane(screen, name).items) for name in ("timeline", "sources")}
        every = shown_claims(screen)
        await ask(pilot, "2025-01..2025-03")
        found = set(shown_claims(screen))
        assert found == set(claims_in(screen.host.workspace.index, "2025-01/2025-03"))
        assert 0 < len(pane(screen, "timeline").items) < len(before["timeline"])
        assert 0 < len(pane(screen, "sources").items) < len(before["sources"])
        assert "time: 2025-01..2025-03" in screen_lines(pilot)[0]
        assert screen_lines(pilot)[-1].strip() == (
            "only what lies in 2025-01..2025-03; Backspace takes it back"
        )
        await press(pilot, "backspace")
        assert shown_claims(screen) == every
        assert {n: list(pane(screen, n).items) for n in before} == before
        assert "time" not in screen_lines(pilot)[0]


async def test_a_range_is_a_step_between_drills_and_zero_takes_it_away() -> None:
    async with explorer(WIDE) as (pilot, screen):
        await press(pilot, "3 3 enter")
        agent = screen.drilling.facets[0]
        drilled = shown_claims(screen)
        await ask(pilot, "2026")
        assert [f.kind for f in screen.drilling.facets] == ["agent", "time"]
        assert 0 < len(shown_claims(screen)) < len(drilled)
        # Another range takes its place; an empty answer takes it away.
        await ask(pilot, "2025")
        assert [f.id for f in screen.drilling.facets] == [agent.id, "2025"]
        await press(pilot, "T enter")
        assert shown_claims(screen) == drilled
        await ask(pilot, "2025")
        await press(pilot, "0")
        assert not screen.drilling.facets


async def test_a_range_alone_is_kept_by_only() -> None:
    async with explorer(WIDE) as (pilot, screen):
        await press(pilot, "3 3 enter")
        await ask(pilot, "2026")
        await press(pilot, "=")
        assert [f.kind for f in screen.drilling.facets] == ["time"]
        assert shown_claims(screen)


async def test_cursors_and_filters_stay_under_a_range() -> None:
    async with explorer(WIDE) as (pilot, screen):
        await press(pilot, "2")
        await type_text(pilot, "/measure:present")
        await press(pilot, "enter g j j")
        cursor = pane(screen, "claims").cursor
        assert cursor is not None
        date = screen.panes.context.links.orders.claim_dates[cursor]
        assert date is not None
        await ask(pilot, date)
        assert pane(screen, "claims").cursor == cursor
        assert pane(screen, "claims").query_text == "measure:present"
        await press(pilot, "backspace")
        assert pane(screen, "claims").cursor == cursor


@pytest.mark.parametrize("text", ["spring", "2025-03..2025-01", "..", "2025-1"])
async def test_a_range_that_is_none_changes_nothing(text: str) -> None:
    async with explorer() as (pilot, screen):
        await ask(pilot, text)
        assert not screen.drilling.facets
        assert "write" in screen_lines(pilot)[-1]


async def test_disagreements_of_a_time_have_all_their_sides_in_it() -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, screen):
        await press(pilot, "d")
        top = pilot.app.screen
        assert isinstance(top, DisagreementsScreen)
        every = top.all_rows
        await ask(pilot, "2026-01..2026-03")
        dossier, index = screen.host.workspace.dossier, screen.host.workspace.index
        within = set(claims_in(index, "2026-01/2026-03"))
        expected = [
            row
            for row in every
            if all(any(c in within for c in side) for side in sides_of(dossier, row))
        ]
        assert 0 < len(expected) < len(every)
        assert list(top.all_rows) == expected
        some = [
            row
            for row in every
            if any(any(c in within for c in side) for side in sides_of(dossier, row))
        ]
        assert (
            f" {len(expected)} disagreements · {len(some) - len(expected)} reach beyond"
            in (screen_lines(pilot)[0])
        )
        # It is taken back before the screen is left.
        await press(pilot, "backspace")
        assert isinstance(pilot.app.screen, DisagreementsScreen)
        assert list(top.all_rows) == list(every)
        assert not screen.drilling.facets
        await press(pilot, "backspace")
        assert isinstance(pilot.app.screen, ExplorerScreen)


async def test_a_range_stays_from_screen_to_screen() -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, screen):
        await press(pilot, "~")
        overview = pilot.app.screen
        assert isinstance(overview, OverviewScreen)
        await ask(pilot, "2025-01..2025-04")
        lines = screen_lines(pilot)
        assert "overview ▸ time: 2025-01..2025-04" in lines[0]
        months = {line[1:8] for line in lines if line[1:5] in ("2024", "2025", "2026")}
        assert {"2025-01", "2025-04"} <= months
        assert max(months) == "2025-04"
        await press(pilot, "enter")
        chart = pilot.app.screen
        assert isinstance(chart, PlotScreen)
        within = set(claims_in(screen.host.workspace.index, "2025-01/2025-04"))
        assert {q.id for one in chart.plotted.said for q in one.all if q.claim} <= within
        assert "everything in 2025-01..2025-04" in screen_lines(pilot)[0]
        await press(pilot, "d")
        top = pilot.app.screen
        assert isinstance(top, DisagreementsScreen)
        assert isinstance(top.rows.model, DisagreementsModel)
        assert "▸ time: 2025-01..2025-04" in screen_lines(pilot)[0]
        # Here it was not asked for: Backspace leaves the screens, and the panes have it still.
        await press(pilot, "backspace backspace 1")
        assert isinstance(pilot.app.screen, ExplorerScreen)
        assert "time: 2025-01..2025-04" in screen_lines(pilot)[0]
        await press(pilot, "m")
        assert "time: 2025-01..2025-04" in screen_lines(pilot)[0]
        await press(pilot, "0")
        assert "all" in screen_lines(pilot)[0]
        assert not screen.drilling.facets


async def test_what_competes_with_a_claim_is_narrowed_by_its_rivals() -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, screen):
        await press(pilot, "2")
        await type_text(pilot, "/measure:killed by:nis")
        await press(pilot, "enter G c")
        top = pilot.app.screen
        assert isinstance(top, DisagreementsScreen)
        claim = pane(screen, "claims").cursor
        every = len(top.all_rows)
        await ask(pilot, "..2025-02")
        assert 0 < len(top.all_rows) < every
        within = set(claims_in(screen.host.workspace.index, "../2025-02"))
        assert claim not in within
        for row in top.all_rows:
            rivals = [side for side in sides_of(top.context.dossier, row) if side != (claim,)]
            assert all(within.intersection(side) for side in rivals)


async def test_a_claim_of_another_time_is_seen_in_its_own() -> None:
    async with explorer(WIDE, path=default_path()) as (pilot, screen):
        await press(pilot, "2")
        await type_text(pilot, "/measure:killed by:nis")
        await press(pilot, "enter G c")
        claim = pane(screen, "claims").cursor
        await ask(pilot, "..2025-02")
        screen.host.open_in_explorer(Facet("claim", claim or ""))
        await press(pilot, [])
        assert [f.kind for f in screen.drilling.facets] == ["claim"]
        assert shown_claims(screen) == [claim]
        await press(pilot, "backspace")
        assert isinstance(pilot.app.screen, DisagreementsScreen)
        assert [f.kind for f in screen.drilling.facets] == ["time"]
