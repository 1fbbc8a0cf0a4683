"""The list of disagreements, what competes with a claim, and the detail of one."""

from __future__ import annotations

from kursk_tui.analysis.disagreements.folds import fold
from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.panes.disagreements import DisagreementsModel
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.menu import MenuScreen
from kursk_tui.tui.screens.reader import ReaderScreen
from tests.tui.driving import explorer, pane, press, screen_lines, settle, type_text


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
        folds = fold(shown.all_rows)
        assert list(shown.rows.items) == [one.head.target for one in folds]
        assert len(shown.all_rows) > len(folds) > 30
        hidden = len(shown.all_rows) - len(folds)
        assert f"{hidden} folded" in screen_lines(pilot)[1]
        text = "\n".join(screen_lines(pilot))
        assert "Zelensky: two-thirds ≠ NIS: at least 300" in text
        assert "four fifths or more of the later count" in " ".join(text.split())
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
        await press(pilot, "d exclamation_mark j enter")
        shown = listing(pilot)
        graver = [row for row in shown.all_rows if row.severity >= 2]
        assert 0 < len(graver) < len(shown.all_rows)
        assert list(shown.rows.items) == [one.head.target for one in fold(graver)]
        model = shown.rows.model
        assert isinstance(model, DisagreementsModel)
        under = {row.target for item in shown.rows.items for row in model.all_at(item)}
        assert under == {row.target for row in graver}
        await press(pilot, "exclamation_mark g enter K j enter")
        first = shown.all_rows[0].kind
        kept = [row for row in shown.all_rows if row.kind == first]
        assert list(shown.rows.items) == [one.head.target for one in fold(kept)]


async def test_a_menu_counts_what_each_of_its_lines_leaves() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, "d K")
        shown = pilot.app.screen
        assert isinstance(shown, MenuScreen)
        lines = [line.split() for line in screen_lines(pilot) if line[1:2].isalpha()]
        counts = {" ".join(words[:-1]).lstrip("▸"): words[-1] for words in lines}
        await press(pilot, "escape")
        found = listing(pilot)
        assert found.kind == ""
        kinds = {row.kind for row in found.all_rows}
        for kind in kinds:
            assert counts[kind] == str(sum(row.kind == kind for row in found.all_rows))
        # The key that opened it walks through it, round the end.
        await press(pilot, "K " + "K " * (len(kinds) + 1) + "enter")
        assert found.kind == ""
        await press(pilot, "K K enter exclamation_mark")
        assert isinstance(pilot.app.screen, MenuScreen)
        await press(pilot, "G enter")
        assert found.least == 4
        assert all(row.severity == 4 for row in found.all_rows if row.target in found.rows.items)


async def test_space_shows_what_a_row_stands_for_and_hides_it_again() -> None:
    async with explorer() as (pilot, _):
        await press(pilot, "d")
        shown = listing(pilot)
        before = list(shown.rows.items)
        (one, *_) = [one for one in fold(shown.all_rows) if one.rest]
        assert shown.rows.move_to_item(one.head.target)
        await settle(pilot)
        line = next(line for line in screen_lines(pilot) if line.startswith("▸"))
        assert f"+{len(one.rest)}" in line
        await press(pilot, "space")
        at = before.index(one.head.target)
        rest = [row.target for row in one.rest]
        assert list(shown.rows.items) == [*before[: at + 1], *rest, *before[at + 1 :]]
        await press(pilot, "space")
        assert list(shown.rows.items) == before
        (alone, *_) = [one for one in fold(shown.all_rows) if not one.rest]
        assert shown.rows.move_to_item(alone.head.target)
        await press(pilot, "space")
        assert "nothing is folded here" in screen_lines(pilot)[-1]
        assert list(shown.rows.items) == before


async def test_the_detail_shows_sides_plot_ladder_and_leads_to_the_claims() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "d enter")
        shown = listing(pilot)
        rows = [shown.detail.model.row(item, 78) for item in shown.detail.items]
        text = " ".join(" ".join("".join(t for t, _ in row) for row in rows).split())
        for words in (
            "commits",
            "suggests",
            "━",
            "█",
            "►",
            "1. recorded",
            "must hold",
            "hinge",
            "the same under every preset",
            "National Intelligence Service; independence not established",
        ):
            assert words in text, words
        await press(pilot, "end enter")
        assert pilot.app.screen is screen
        assert screen.drilling.facets[-1] == Facet("claim", "ki-2025-02-27.17c")
        await press(pilot, "backspace")
        assert not screen.drilling.facets


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
        marks = screen.panes.context.marks
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
        # Rows, then marks; then nothing is left but to leave, and that is said first.
        await press(pilot, "escape z escape escape escape")
        assert "Esc once more leaves" in screen_lines(pilot)[-1]
        assert isinstance(pilot.app.screen, DisagreementsScreen)
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, DisagreementsScreen)
