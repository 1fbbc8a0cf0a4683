"""The chart over time: the rows of a plot, drawn where they lie; a key acts on the figure there."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.analysis.origins.signs import colours
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.tui.app import Options
from kursk_tui.tui.screens.plot import PlotScreen
from kursk_tui.tui.styles.looks import SIXTEEN
from kursk_tui.tui.widgets.painted import Painted
from tests.tui.driving import explorer, press, screen_lines

SIZES = [(80, 24), (120, 36), (200, 60)]


@asynccontextmanager
async def chart(
    tmp_path: Path,
    size: tuple[int, int] = (80, 24),
    options: Options = Options(),  # noqa: B008
    keys: str = "~ enter",
) -> AsyncIterator[tuple[Pilot[None], PlotScreen]]:
    """The chart of what is contested most in the shipped dossier."""
    path = shutil.copyfile(default_path(), tmp_path / "kursk.json")
    async with explorer(size, path=path, options=options) as (pilot, _):
        await press(pilot, keys)
        screen = pilot.app.screen
        assert isinstance(screen, PlotScreen)
        yield pilot, screen


def place(lines: list[str], screen: PlotScreen) -> int:
    """The column that the caret under the chart stands in."""
    row = next(line for line in lines if "┴" in line or "▲" in line)
    return row.index("▲")


def legend(pilot: Pilot[None]) -> str:
    """Who the letters are: beside the first lines of the chart."""
    lines = [" ".join(line.split()) for line in screen_lines(pilot)[2:9]]
    return "\n".join(lines)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_300_and_2_700_are_told_apart_from_afar(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with chart(tmp_path, size) as (pilot, screen):
        heights = {}
        for id in ("kbs-world-2025-01-13.r1", "kyiv-independent-2025-02-14.r2"):
            assert screen.rows.move_to_item(id)
            await press(pilot, "g")
            assert screen.rows.move_to_item(id)
            lines = screen_lines(pilot)
            x = place(lines, screen)
            drawn = [n for n, line in enumerate(lines) if line[x : x + 1] in tuple("█▄▀▒")]
            heights[id] = (drawn[0], drawn[-1])
        # A sixth of the rows lies between them at least, and no row is of both.
        low, high = heights.values()
        assert low[0] - high[1] >= screen.rows.page // 6


async def test_the_arrows_walk_from_figure_to_figure(tmp_path: Path) -> None:
    async with chart(tmp_path) as (pilot, screen):
        items, seen = screen.rows.items, []
        assert screen.rows.cursor == items[0]
        for id in items[1:6]:
            await press(pilot, "right")
            assert screen.rows.cursor == id
            seen.append(place(screen_lines(pilot), screen))
            q = screen.model().at(id)  # type: ignore[union-attr]
            assert q is not None
            assert q.when.date is None or str(q.when.date)[:4] in "\n".join(screen_lines(pilot))
        assert max(seen) > min(seen)
        # From left to right; two of one day may stand the other way round.
        assert all(b >= a - 3 for a, b in pairwise(seen))
        await press(pilot, "left left <")
        assert screen.rows.cursor == items[2]
        await press(pilot, "> tab l")
        assert screen.detail.active


async def test_p_shows_rows_and_the_chart_again_at_the_same_figure(tmp_path: Path) -> None:
    async with chart(tmp_path) as (pilot, screen):
        await press(pilot, "right right")
        cursor, drawn = screen.rows.cursor, screen_lines(pilot)
        shown = len(screen.rows.items)
        await press(pilot, "p")
        assert screen.rows.cursor == cursor
        # Rows are of every scope.
        assert len(screen.rows.items) > shown
        assert any("►" in line for line in screen_lines(pilot))
        await press(pilot, "s p")
        assert screen.rows.cursor == cursor
        assert screen_lines(pilot)[:-1] == drawn[:-1]
        await press(pilot, "s")
        assert "in the order of time" in screen_lines(pilot)[-1]


async def test_space_adds_the_figures_of_other_scopes(tmp_path: Path) -> None:
    async with chart(tmp_path) as (pilot, screen):
        main = len(screen.rows.items)
        told = re.search(r"Space: (\d+) other scopes", screen_lines(pilot)[1])
        assert told is not None
        await press(pilot, "space")
        assert len(screen.rows.items) == main + int(told[1])
        assert "other scopes" not in screen_lines(pilot)[1]
        await press(pilot, "space")
        assert len(screen.rows.items) == main


async def test_numbers_far_apart_begin_on_a_logarithmic_scale(tmp_path: Path) -> None:
    async with chart(tmp_path) as (pilot, screen):
        assert screen.is_log
        assert "log scale" in screen_lines(pilot)[1]
        before = screen_lines(pilot)
        await press(pilot, "l")
        assert not screen.is_log
        assert screen_lines(pilot)[2:] != before[2:]
        await press(pilot, "l")
        assert screen_lines(pilot)[:-1] == before[:-1]


async def test_a_filter_leaves_its_figures_and_the_letters_stay(tmp_path: Path) -> None:
    async with chart(tmp_path, (120, 36)) as (pilot, screen):
        before = legend(pilot)
        assert all(name in before for name in ("N NIS", "Z Zelensky", "D UK DI"))
        await press(pilot, [*"/zelensky", "enter"])
        assert 0 < len(screen.rows.items) < 10
        rest = legend(pilot)
        assert "Z Zelensky" in rest
        assert "D UK DI" not in rest
        await press(pilot, [*"/nothing has this", "enter"])
        assert screen.rows.items == []
        await press(pilot, "escape")
        assert "N NIS" in legend(pilot)


def looks_of(pilot: Pilot[None], name: str) -> set[str]:
    """The colours that a name is drawn in, away from the cursor."""
    found = set()
    for widget in pilot.app.screen.query(Painted):
        for y in range(widget.size.height):
            for segment in widget.render_line(y):
                style = segment.style
                # In a legend the letter stands before it.
                is_it = re.fullmatch(rf"(?:[A-Za-z]+ +)?{name}", segment.text.strip())
                if not is_it or style is None or style.reverse or style.bold:
                    continue
                found.add(style.color.name if style.color is not None else "none")
    return found


@pytest.mark.parametrize(
    "keys",
    ["~", "2", "~ enter", "~ enter p", "d z", "~ enter [ [ [", "m / p r e s e n t enter enter p"],
    ids=["overview", "claims", "chart", "forest", "why", "chart of then", "another measure"],
)
async def test_an_origin_has_one_colour_everywhere(keys: str, tmp_path: Path) -> None:
    path = shutil.copyfile(default_path(), tmp_path / "kursk.json")
    async with explorer((120, 36), path=path) as (pilot, _):
        await press(pilot, keys)
        places = colours(Dossier.open(str(path)))
        assert looks_of(pilot, "NIS") == {SIXTEEN[f"origin-{places['nis']}"]}
        assert looks_of(pilot, "Zelensky") <= {SIXTEEN[f"origin-{places['zelensky']}"]}


async def test_dates_have_an_axis_of_dates(tmp_path: Path) -> None:
    keys = "m / e v e n t - d a t e enter enter"
    async with chart(tmp_path, keys=keys) as (pilot, screen):
        assert screen.measure == "event-date"
        assert not screen.is_log
        text = "\n".join(screen_lines(pilot)[2:])
        assert re.search(r"^ *(?:\d+ )?[A-Z][a-z]{2} 20\d\d ", text, re.MULTILINE), text
        await press(pilot, "l")
        assert "logarithmic" in screen_lines(pilot)[-1]


async def test_it_is_replayed_and_left_for_the_date_from_which_one_came(tmp_path: Path) -> None:
    async with chart(tmp_path) as (pilot, screen):
        workspace = screen.host.workspace
        figures = len(screen.rows.items)
        await press(pilot, [*"t2025-01-20", "enter"])
        assert workspace.lens.known_at == "2025-01-20"
        assert 0 < len(screen.rows.items) < figures
        await press(pilot, "left_square_bracket backspace")
        assert workspace.lens.known_at is None
        assert pilot.app.screen is not screen
        # And where one looked from another day before, it is that day.
        await press(pilot, [*"t2025-06-01", "enter", "enter", "left_square_bracket", "backspace"])
        assert workspace.lens.known_at == "2025-06-01"


async def test_without_colour_and_unicode_letters_and_shapes_tell(tmp_path: Path) -> None:
    options = Options(ascii_only=True, colour=False)
    async with chart(tmp_path, options=options) as (pilot, _):
        text = "\n".join(screen_lines(pilot))
        assert text.isascii()
        assert "#N" in text
        assert ":" in text
        assert "N NIS" in legend(pilot)


async def test_what_has_no_date_stands_beside_the_axis(tmp_path: Path) -> None:
    keys = "m / c a p t u r e d enter enter space"
    async with chart(tmp_path, keys=keys) as (pilot, screen):
        model = screen.model()
        assert model is not None
        quantities = [model.at(item) for item in screen.rows.items]
        undated = [q for q in quantities if q is not None and q.when.span is None]
        assert ("undated" in "\n".join(screen_lines(pilot))) == bool(undated)
