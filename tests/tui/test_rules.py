"""Rules between panes, titles, crumbs: what parts the screen, and what says where one is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.geometry import Region

from kursk_tui.dossier.dossier import default_path
from kursk_tui.tui.app import Options
from kursk_tui.tui.display import Display
from kursk_tui.tui.widgets.rules import joints_of, title_line
from kursk_tui.tui.widgets.status import LEAST_STEP, clipped_crumb
from tests.tui.driving import explorer, press, screen_lines, settle, type_text

DOOR = Display()
TEXTS = st.text(alphabet="ab …é日́", max_size=60)


@given(TEXTS, st.integers(0, 40), st.booleans())
def test_what_is_cut_in_the_middle_fits_and_keeps_both_ends(
    text: str, width: int, ascii_only: bool
) -> None:
    door = Display(ascii_only=ascii_only)
    cut, clean = door.fit_middle(text, width), door.clean(text)
    assert cell_len(cut) <= width
    if cell_len(clean) <= width:
        assert cut == clean
    elif width > 4:
        assert cut.startswith(clean[:1])
        assert door.fit_middle("event: a long title", 9) == f"event:{door.clean('…')}le"


@given(st.lists(TEXTS, min_size=1, max_size=6), st.integers(1, 90))
def test_a_crumb_always_fits(steps: list[str], room: int) -> None:
    assert cell_len(clipped_crumb(DOOR, " ▸ ".join(steps), room)) <= room


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (60, "event: Partnership treaty ▸ agent: NIS"),
        (30, "event: Part…reaty ▸ agent: NIS"),
    ],
)
def test_a_crumb_is_cut_in_the_middle(room: int, shown: str) -> None:
    assert clipped_crumb(DOOR, "event: Partnership treaty ▸ agent: NIS", room) == shown


def test_of_many_steps_the_first_and_the_last_ones_stay() -> None:
    crumb = " ▸ ".join(f"{kind}: something quite long" for kind in ("event", "agent", "measure"))
    shown = clipped_crumb(DOOR, crumb, 40)
    assert shown.startswith("event: ")
    assert " ▸ … ▸ " in shown
    assert shown.endswith("…long")
    assert all(cell_len(step) <= LEAST_STEP for step in shown.split(" ▸ "))


def test_where_rules_meet_a_title() -> None:
    # Two by two panes; those at the left have a rule at their right.
    left = [Region(0, 1, 38, 10), Region(0, 11, 38, 12)]
    assert joints_of(left[0], left) == {37: "┬"}
    assert joints_of(left[1], left) == {37: "┼"}
    assert joints_of(Region(38, 11, 42, 12), left) == {}
    # What lies below both has the rule above it alone.
    assert joints_of(Region(0, 23, 80, 5), left) == {37: "┴"}


@pytest.mark.parametrize(("ascii_only", "rules"), [(False, "─━"), (True, "-=")])
def test_the_pane_with_the_keys_differs_by_shape(ascii_only: bool, rules: str) -> None:
    door = Display(ascii_only=ascii_only, colour=False)
    for active in (False, True):
        line = title_line(door, "2 CLAIMS", ["3/148"], 30, active=active, joints={29: "┬"})
        text = door.strip(line, 30).text
        assert text.startswith(" 2 CLAIMS  3/148 ")
        assert set(text[17:29]) == {rules[active]}
        assert text[29] == ("+" if ascii_only else "┬")
        assert door.look(line[0][1]).reverse is (True if active else None)


def test_a_title_that_is_too_long_keeps_its_end() -> None:
    line = title_line(
        DOOR, "2 CLAIMS", ["3/148", "/zelensky on his losses"], 35, active=True, joints={}
    )
    assert "".join(text for text, _ in line) == " 2 CLAIMS  3/148 · /zelensky…sses ━"


@pytest.mark.parametrize("options", [Options(), Options(ascii_only=True, colour=False)])
async def test_rules_part_the_panes(options: Options) -> None:
    line, meeting = ("|", "+") if options.ascii_only else ("│", "┬┼")
    async with explorer(options=options) as (pilot, _):
        lines = screen_lines(pilot)
        column = lines[1].index(meeting[0])
        assert [text[column] for text in lines[2:23] if text[column] not in meeting] == [line] * 20
        # One pane alone has none beside it.
        await press(pilot, "z")
        assert not any(line in text for text in screen_lines(pilot)[2:23])
        await press(pilot, "z")
        assert screen_lines(pilot) == lines


async def test_from_160_columns_the_chart_of_the_measure_is_beside_the_detail() -> None:
    async with explorer((160, 40), path=default_path()) as (pilot, screen):
        await press(pilot, "2")
        await type_text(pilot, "/measure:killed")
        await press(pilot, "enter")
        await settle(pilot)
        title = next(text for text in screen_lines(pilot) if "4 CLAIM" in text)
        assert "KILLED  persons" in title
        # The first ones are of another scope.
        await press(pilot, "j j j j")
        assert any("▲" in text for text in screen_lines(pilot)[20:])
        await press(pilot, "g")
        charts = set()
        for _ in range(6):
            await press(pilot, "j")
            charts.add("\n".join(text[90:] for text in screen_lines(pilot)[24:]))
        assert len(charts) > 1
        # Of what is no claim the measure of most claims in view.
        await press(pilot, "3")
        assert any("4 SOURCE" in text and " SENT  " in text for text in screen_lines(pilot))
        # No room, no chart.
        await press(pilot, "z")
        assert not screen.beside.is_shown
        await press(pilot, "z")
        await pilot.resize_terminal(120, 36)
        await settle(pilot)
        assert not screen.beside.is_shown
        assert not any("▲" in text for text in screen_lines(pilot))


async def test_the_chart_beside_is_drawn_only_when_the_cursor_rests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with explorer((160, 40), path=default_path()) as (pilot, screen):
        await press(pilot, "2")
        drawn: list[str] = []
        tell = screen.beside.tell

        def told(heading: str, facts: list[str], draw: object) -> None:
            drawn.append(heading)
            tell(heading, facts, draw)  # type: ignore[arg-type]

        monkeypatch.setattr(screen.beside, "tell", told)
        claims = screen.panes["claims"]
        for _ in range(5):
            claims.move_by(1)
        assert drawn == []
        await settle(pilot)
        assert len(drawn) == 1
