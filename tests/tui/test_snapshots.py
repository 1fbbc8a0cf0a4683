"""The explorer's main states, as grids of characters and looks, and as the README's pictures.

`pytest tests/tui/test_snapshots.py --write-screens` writes the grids anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tests.tui.grids import difference, draw, grid
from tests.tui.pictures import FOLDER, PICTURES, picture
from tests.tui.scenarios import SCENARIOS, Scenario, app_for, play

SCREENS = Path(__file__).parent / "screens"


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
async def test_screen(scenario: Scenario, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    app = app_for(scenario, tmp_path)
    async with app.run_test(size=scenario.size) as pilot:
        await play(pilot, scenario)
        lines, svg = grid(app), picture(app) if scenario.name in PICTURES else ""
    path = SCREENS / f"{scenario.name}.txt"
    if request.config.getoption("--write-screens"):
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    stored = path.read_text(encoding="utf-8").splitlines()
    assert not difference(stored, lines), f"\n{difference(stored, lines)}"
    if svg:
        is_fresh = (FOLDER / f"{scenario.name}.svg").read_text(encoding="utf-8") == svg
        assert is_fresh, "run python -m tests.tui.pictures"


def test_no_screen_and_no_picture_is_left_over() -> None:
    names = {scenario.name for scenario in SCENARIOS}
    assert {path.name for path in SCREENS.iterdir()} <= {f"{name}.txt" for name in names}
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.svg" for name in PICTURES}


def strip(*spans: tuple[str, str]) -> Strip:
    """A strip of texts and looks."""
    return Strip([Segment(text, Style.parse(look)) for text, look in spans])


BEFORE = [
    strip(("▸killed ", "bold"), ("日本 ", "dim")),
    strip(("2,000", "none"), (" " * 6, "reverse")),
]


@pytest.mark.parametrize(
    ("planted", "expected"),
    [
        (strip(("▸killed ", "bold"), ("日木 ", "dim")), ["-▸killed 日本", "+▸killed 日木"]),
        (strip(("▸killed ", "bold"), ("日本 ", "none")), ["-bbbbbbbbddddd", "+bbbbbbbb"]),
        (strip(("▸killed", "bold"), (" 日本 ", "dim")), ["-bbbbbbbbddddd", "+bbbbbbbdddddd"]),
        (strip(("▸killed ", "bold"), ("日本", "dim")), ["-bbbbbbbbddddd", "+bbbbbbbbdddd"]),
    ],
    ids=["a character", "a look", "where a look begins", "a blank with a look"],
)
def test_a_planted_difference_is_told(planted: Strip, expected: list[str]) -> None:
    before, after = draw(BEFORE), draw([planted, BEFORE[1]])
    assert not difference(before, before)
    told = difference(before, after).splitlines()
    assert [line for line in expected if line not in told] == []


def test_a_look_without_a_letter_is_refused() -> None:
    with pytest.raises(KeyError, match="blink"):
        draw([strip(("x", "blink"))])
