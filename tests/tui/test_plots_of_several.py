"""The plot of a pair, and that of what a filter leaves among the claims."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier.dossier import default_path
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.screens.plot import PlotScreen
from tests.tui.driving import claims_in, explorer, press, screen_lines, type_text

SIZES = [(80, 24), (120, 36), (200, 60)]


@asynccontextmanager
async def shipped(
    tmp_path: Path, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], ExplorerScreen]]:
    path = shutil.copyfile(default_path(), tmp_path / "kursk.json")
    async with explorer(size, path=path) as (pilot, screen):
        yield pilot, screen


def plot(pilot: Pilot[None]) -> PlotScreen:
    screen = pilot.app.screen
    assert isinstance(screen, PlotScreen)
    return screen


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_p_charts_the_two_sides_of_a_disagreement(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with shipped(tmp_path, size) as (pilot, _):
        await press(pilot, "d")
        # There is no room for it in eighty columns; the help of the screen has it.
        assert ("p plot" in screen_lines(pilot)[-1]) == (size[0] > 80)
        screen = pilot.app.screen
        assert isinstance(screen, DisagreementsScreen)
        row = screen.row()
        assert row is not None
        assert row.reading is not None
        sides = {row.reading.a.id, row.reading.b.id}
        await press(pilot, "p")
        shown = plot(pilot)
        assert sides <= set(shown.rows.items)
        assert shown.rows.cursor in sides
        # Far fewer than of the measure, and all of the two releases.
        await press(pilot, "backspace m")
        assert len(plot(pilot).rows.items) > 2 * len(shown.rows.items)
        await press(pilot, "backspace p")
        assert "Zelensky ≠ NIS" in screen_lines(pilot)[0]
        legend = " ".join(" ".join(screen_lines(pilot)).split())
        assert "N NIS" in legend
        assert "Z Zelensky" in legend
        # A key acts on the figure there, and the way back is the one that one came.
        await press(pilot, "c backspace backspace")
        assert pilot.app.screen is screen


async def test_every_kind_of_disagreement_is_charted_or_says_why_not(tmp_path: Path) -> None:
    async with shipped(tmp_path) as (pilot, _):
        await press(pilot, "d")
        screen = pilot.app.screen
        assert isinstance(screen, DisagreementsScreen)
        kinds = {row.kind: row for row in reversed(screen.all_rows)}
        assert len(kinds) > 6
        screen.unfolded = {row.target for row in screen.all_rows}
        screen.show_rows()
        rows, top = screen.rows, None
        for row in kinds.values():
            assert rows.move_to_item(row.target)
            await press(pilot, "p")
            top = pilot.app.screen
            if top is not screen:
                shown = set(plot(pilot).rows.items)
                pair = (row.reading.a, row.reading.b) if row.reading is not None else ()
                assert shown >= {q.id for q in pair}, row.target
                await press(pilot, "p l Z space enter backspace backspace")
            else:
                assert "gives a figure" in screen_lines(pilot)[-1]
            top = pilot.app.screen
            assert top is screen, row.target


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_p_charts_what_a_filter_left_of_the_claims(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with shipped(tmp_path, size) as (pilot, screen):
        await press(pilot, "2")
        await type_text(pilot, "/by:nis")
        await press(pilot, "enter")
        claims = set(claims_in(screen))
        await press(pilot, "p")
        shown = plot(pilot)
        dossier = shown.context.dossier
        said = [q for one in shown.plotted.said for q in one.all if q.claim is not None]
        assert {q.id for q in said} <= claims
        units = {dossier.measures[q.measure].unit for q in said}
        assert units == {"persons"}
        assert len(shown.plotted.measures) > 2
        lines = screen_lines(pilot)
        assert "/by:nis" in lines[0]
        left_out = re.search(r"(\d+) in other units", lines[1])
        assert left_out is not None
        assert int(left_out[1]) == shown.plotted.left_out > 0
        # In rows each figure says what it counts.
        await press(pilot, "p")
        rows = "\n".join(screen_lines(pilot))
        assert re.search(r"(?:sent|present|killed|returned): ", rows)
        await press(pilot, "backspace")
        assert pilot.app.screen is screen
        assert set(claims_in(screen)) == claims


async def test_a_lens_and_the_picture_follow_what_is_charted(tmp_path: Path) -> None:
    async with shipped(tmp_path) as (pilot, _):
        await press(pilot, "2")
        await type_text(pilot, "/by:nis measure:killed")
        await press(pilot, "enter p")
        shown = plot(pilot)
        figures = len(shown.rows.items)
        await press(pilot, "x")
        await type_text(pilot, str(tmp_path / "chart.svg"))
        await press(pilot, "enter")
        text = (tmp_path / "chart.svg").read_text("utf-8")
        assert len(re.findall("data-figure", text)) == figures
        await press(pilot, "p x")
        await type_text(pilot, str(tmp_path / "rows.svg"))
        await press(pilot, "enter p")
        assert "data-figure" in (tmp_path / "rows.svg").read_text("utf-8")
        await press(pilot, [*"t2025-01-20", "enter"])
        assert 0 < len(shown.rows.items) < figures
        await press(pilot, "backspace")
        assert shown.host.workspace.lens.known_at is None


async def test_where_no_claim_gives_a_figure_one_line_says_so(tmp_path: Path) -> None:
    async with shipped(tmp_path) as (pilot, screen):
        await press(pilot, "2")
        await type_text(pilot, "/xyzzyx")
        await press(pilot, "enter p")
        assert pilot.app.screen is screen
        assert "gives a figure" in screen_lines(pilot)[-1]
