"""A key acts on the record at the cursor, on every screen over the explorer."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.app import KurskApp
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.flag import FlagScreen
from kursk_tui.tui.screens.measures import MeasuresScreen
from kursk_tui.tui.screens.origins import OriginsScreen
from kursk_tui.tui.screens.plot import PlotScreen
from tests.tui.driving import explorer, press, screen_lines, settle

NIS_300 = "ki-2025-02-27.17c"


async def open_killed(pilot: Pilot[None]) -> PlotScreen:
    """The chart of the dead, at the 300 of NIS."""
    await press(pilot, "m")
    listed = pilot.app.screen
    assert isinstance(listed, MeasuresScreen)
    assert listed.rows.move_to_item("killed")
    await press(pilot, "enter")
    screen = pilot.app.screen
    assert isinstance(screen, PlotScreen)
    assert screen.rows.move_to_item(NIS_300)
    await settle(pilot)
    return screen


def on_top(pilot: Pilot[None]) -> object:
    """The screen at the top, whatever it is."""
    return pilot.app.screen


async def test_d_lists_what_disagrees_with_the_figure_of_a_chart() -> None:
    async with explorer() as (pilot, _):
        screen = await open_killed(pilot)
        await press(pilot, "d")
        found = pilot.app.screen
        assert isinstance(found, DisagreementsScreen)
        assert found.all_rows
        assert all(NIS_300 in row.claims for row in found.all_rows)
        app = pilot.app
        assert isinstance(app, KurskApp)
        every = [row for row in app.workspace.disagreements.rows if NIS_300 in row.claims]
        assert len(found.all_rows) == len(every)
        await press(pilot, "backspace")
        assert on_top(pilot) is screen
        assert screen.rows.cursor == NIS_300


@pytest.mark.parametrize("mode", ["", "p"])
@pytest.mark.parametrize(
    ("key", "kind"),
    [("c", DisagreementsScreen), ("o", OriginsScreen), ("f", FlagScreen), ("R", FlagScreen)],
)
async def test_keys_act_on_the_figure_in_chart_and_rows(key: str, kind: type, mode: str) -> None:
    async with explorer() as (pilot, _):
        screen = await open_killed(pilot)
        await press(pilot, f"{mode} {key}")
        found = on_top(pilot)
        assert isinstance(found, kind)
        if isinstance(found, FlagScreen):
            assert found.subjects[0].target == f"claim:{NIS_300}"
        await press(pilot, "escape" if key in ("f", "R") else "backspace")
        assert on_top(pilot) is screen


async def test_m_leads_from_a_disagreement_to_the_chart_at_its_claim() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, "d")
        listed = pilot.app.screen
        assert isinstance(listed, DisagreementsScreen)
        cited = listed.cited()
        assert cited is not None
        await press(pilot, "m")
        chart = pilot.app.screen
        assert isinstance(chart, PlotScreen)
        model = chart.model()
        assert model is not None
        said = [one for one in chart.plotted.said if chart.rows.cursor == one.quantity.id]
        assert cited.id in {q.id for q in said[0].all}
        await press(pilot, "backspace")
        assert on_top(pilot) is listed


async def test_a_chart_opened_at_a_figure_of_another_scope_shows_it() -> None:
    async with explorer() as (pilot, screen):
        app = pilot.app
        assert isinstance(app, KurskApp)
        chart = await open_killed(pilot)
        await press(pilot, "space")
        hidden = [item for item in chart.rows.items if item in app.workspace.dossier.claims]
        await press(pilot, "space")
        other = next(item for item in hidden if item not in chart.rows.items)
        await press(pilot, "backspace backspace")
        screen.host.survey.show_chart("killed", other)
        await settle(pilot)
        shown = pilot.app.screen
        assert isinstance(shown, PlotScreen)
        assert shown.rows.cursor == other
        assert shown.charting.has_all


async def test_on_a_measure_d_is_of_all_its_claims() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, "m")
        listed = pilot.app.screen
        assert isinstance(listed, MeasuresScreen)
        assert listed.rows.move_to_item("killed")
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, DisagreementsScreen)
        assert "measure: killed" in screen_lines(pilot)[0]
        await press(pilot, "backspace c")
        assert "to see what competes with it" in screen_lines(pilot)[-1]


async def test_a_flag_is_taken_back_where_it_was_made() -> None:
    async with explorer() as (pilot, _):
        await open_killed(pilot)
        await press(pilot, ["f", "enter", *"look again", "enter"])
        app = pilot.app
        assert isinstance(app, KurskApp)
        standing = app.workspace.notes.standing
        assert [voice.note.target for voice in standing] == [f"claim:{NIS_300}"]
        await press(pilot, "u")
        assert not app.workspace.notes.standing


async def test_from_origins_on_to_what_a_line_names() -> None:
    async with explorer() as (pilot, _):
        await open_killed(pilot)
        await press(pilot, "o")
        screen = pilot.app.screen
        assert isinstance(screen, OriginsScreen)
        while (target := screen.target()) is None or target.kind != "agent":
            before = screen.rows.cursor
            await press(pilot, "k")
            assert screen.rows.cursor != before
        await press(pilot, "f")
        flag = pilot.app.screen
        assert isinstance(flag, FlagScreen)
        assert flag.subjects[0].target == f"agent:{target.id}"
        assert isinstance(target, Facet)
