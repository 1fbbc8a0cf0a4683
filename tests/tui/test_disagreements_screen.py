"""The list of disagreements, what competes with a claim, and the detail of one."""

from __future__ import annotations

from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.reader import ReaderScreen
from kursk_tui.tui.view import Facet
from tests.tui.driving import explorer, pane, press, screen_lines, type_text


def listing(pilot: object) -> DisagreementsScreen:
    screen = pilot.app.screen  # type: ignore[attr-defined]
    assert isinstance(screen, DisagreementsScreen)
    return screen


async def test_d_lists_what_disagrees_gravest_first_and_goes_back() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "d")
        shown = listing(pilot)
        severities = [row.severity for row in shown.all_rows]
        assert severities == sorted(severities, reverse=True)
        assert len(shown.rows.items) == len(shown.all_rows) > 30
        text = "\n".join(screen_lines(pilot))
        assert "Zelensky: two-thirds ≠ NIS: at least 300" in text
        assert "four fifths of" in text
        await press(pilot, "backspace")
        assert pilot.app.screen is screen


async def test_only_what_the_crumb_holds() -> None:
    async with explorer() as (pilot, screen):
        await type_text(pilot, "/museum")
        await press(pilot, "enter")
        assert pane(screen, "timeline").move_to_item("museum")
        await press(pilot, "enter d")
        shown = listing(pilot)
        assert [row.kind for row in shown.all_rows] == ["conflict"]
        assert shown.all_rows[0].reading is not None
        assert shown.all_rows[0].reading.days == 66
        assert "event: Memorial museum" in screen_lines(pilot)[0]


async def test_kind_and_severity_narrow_the_list() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, "d exclamation_mark")
        shown = listing(pilot)
        assert set(shown.rows.items) == {row.target for row in shown.all_rows if row.severity >= 2}
        await press(pilot, "exclamation_mark exclamation_mark exclamation_mark K")
        first = shown.all_rows[0].kind
        assert set(shown.rows.items) == {r.target for r in shown.all_rows if r.kind == first}


async def test_the_detail_shows_sides_plot_ladder_and_leads_to_the_claims() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "d enter")
        shown = listing(pilot)
        rows = [shown.detail.model.row(item, 78) for item in shown.detail.items]
        text = "\n".join("".join(t for t, _ in row) for row in rows)
        for words in (
            "commits",
            "suggests",
            "━",
            "█",
            "►",
            "1. recorded",
            "must hold",
            "hinge",
            "the same however far",
            "independence not",
        ):
            assert words in text, words
        await press(pilot, "end enter")
        assert pilot.app.screen is screen
        assert screen.facets[-1] == Facet("claim", "ki-2025-02-27.17c")
        await press(pilot, "backspace")
        assert not screen.facets


async def test_c_lists_what_competes_with_the_claim() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "c")
        assert "go to a claim" in screen.bottom.message
        await press(pilot, "2")
        pane(screen, "claims").move_to_item("ki-2025-02-27.17c")
        await press(pilot, "c")
        shown = listing(pilot)
        assert all("ki-2025-02-27.17c" in row.claims for row in shown.all_rows)
        assert shown.all_rows[0].kind == "tension"
        assert "at least 300" in screen_lines(pilot)[0]


async def test_claims_carry_the_mark_of_their_gravest_disagreement() -> None:
    async with explorer() as (pilot, screen):
        marks = screen.context.marks
        assert marks.disagreement("ki-2025-02-27.17c") == "!"
        assert marks.disagreement("joongang-2026-02-10.18") == "?"
        assert marks.disagreement("ki-2025-02-27.12") == " "
        await press(pilot, "2")
        line = next(line for line in screen_lines(pilot) if "at least 300" in line)
        assert "!" in line


async def test_filter_zoom_and_whole() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, "d")
        await type_text(pilot, "/budanov")
        await press(pilot, "enter")
        shown = listing(pilot)
        assert len(shown.rows.items) == 2
        await press(pilot, "z")
        assert not shown.rows.display
        await press(pilot, "v")
        assert isinstance(pilot.app.screen, ReaderScreen)
        await press(pilot, "escape z escape escape escape")
        assert not isinstance(pilot.app.screen, DisagreementsScreen)
