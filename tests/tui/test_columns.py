"""The columns of the claims: which fit, chosen and ordered by keys, kept for the next time."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.tui.kept import keep, kept, kept_path
from kursk_tui.tui.panes.claims import claim_told_as, fit_figure
from kursk_tui.tui.panes.columns import AT_FIRST, BY_NAME, COLUMNS, lay_out, sound
from kursk_tui.tui.screens.columns import ColumnsScreen
from kursk_tui.words.phrases import phrase, shorter
from tests.tui.driving import explorer, pane, press, screen_lines, settle

NAMES = tuple(column.name for column in COLUMNS)
orders = st.lists(st.sampled_from(NAMES), min_size=1, unique=True)


# ---- how they are laid out


@given(orders)
def test_columns_keep_their_order_and_fill_the_row(chosen: list[str]) -> None:
    for room in range(250):
        found = lay_out(chosen, room)
        assert [name for name, _ in found] == [name for name in chosen if name in dict(found)]
        assert found
        assert sum(cells for _, cells in found) + len(found) - 1 == room
        if len(found) > 1:
            assert all(cells >= BY_NAME[name].least for name, cells in found)


@given(orders)
def test_a_wider_row_shows_no_column_less(chosen: list[str]) -> None:
    shown = [len(lay_out(chosen, room)) for room in range(400)]
    assert all(before <= after for before, after in pairwise(shown))
    assert shown[-1] == len(chosen)


def test_on_a_narrow_screen_what_a_figure_needs_comes_first() -> None:
    assert [name for name, _ in lay_out(AT_FIRST, 37)] == ["measure", "reading", "origin"]
    assert lay_out(AT_FIRST, 51)[0][0] == "moment"
    assert [name for name, _ in lay_out(AT_FIRST, 105)][-2:] == ["origin", "outlet"]
    assert [name for name, _ in lay_out(AT_FIRST, 195)] == [*AT_FIRST]


def test_what_was_kept_and_is_no_column_is_passed_over() -> None:
    assert sound(["title", "title", 3, None, "colour", "reading"]) == ("title", "reading")
    assert sound([]) == sound(["colour"]) == AT_FIRST


# ---- figures


def digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


@pytest.mark.parametrize("width", [13, 16, 17, 20])
def test_no_number_of_the_dossier_is_cut_from_its_figure(width: int) -> None:
    dossier = Dossier.open(default_path())
    for claim in dossier.claims.values():
        if claim.figure is None or claim.figure.date is not None:
            continue
        before, written = claim_told_as(dossier, claim), phrase(dossier, claim)
        texts = [before + text for text in shorter(dossier, claim)]
        shown = fit_figure(before + written, width, texts)
        if not digits(before + written) or not texts:
            continue
        assert any(digits(text) in digits(shown) for text in (written, *texts)), (claim.id, shown)
        assert "…" not in shown or not shown[shown.index("…") - 1].isdigit(), shown
        assert not any(a == "…" and b.isdigit() for a, b in pairwise(shown)), shown


@pytest.mark.parametrize(
    ("written", "width", "shorter", "shown"),
    [
        ("approximately 200", 17, ["about 200"], "approximately 200"),
        ("approximately 200", 14, ["about 200"], "about 200"),
        ("approximately 200", 8, ["about 200", "c. 200"], "c. 200"),
        ("approximately 200", 14, [], "approxima… 200"),
        ("17,000 to 20,000", 14, ["17,000 to 20,000", "17,000-20,000"], "17,000-20,000"),
        ("1,300 square kilometers (500 square miles)", 16, [], "1,300 square ki…"),
        ("About 1,000 [combat]", 13, [], "About 1,000 …"),
        ("A quarter of 4,000", 12, [], "A quarter o…"),
        ("dozens", 3, [], "dozens"),
    ],
)
def test_a_figure_gives_way_in_its_words(
    written: str, width: int, shorter: list[str], shown: str
) -> None:
    assert fit_figure(written, width, shorter) == shown


# ---- by keys


def menu(pilot: Pilot[None]) -> ColumnsScreen:
    assert isinstance(pilot.app.screen, ColumnsScreen)
    return pilot.app.screen


async def test_columns_are_chosen_moved_kept_and_there_the_next_time() -> None:
    async with explorer((120, 36)) as (pilot, screen):
        await press(pilot, "C")
        found = menu(pilot)
        assert found.order[: len(AT_FIRST)] == [*AT_FIRST]
        # The first is hidden; the second goes behind the third.
        await press(pilot, "space j > enter")
        assert screen.panes.columns == ("reading", "measure", *AT_FIRST[3:])
        assert "columns kept: reading, measure" in screen_lines(pilot)[-1]
        heads = next(line for line in screen_lines(pilot) if " reading " in line)
        assert heads.index(" reading ") < heads.index(" measure ")
        assert " moment " not in heads
    async with explorer((120, 36)) as (pilot, screen):
        assert screen.panes.columns == ("reading", "measure", *AT_FIRST[3:])
        await press(pilot, "C 0 enter")
        assert [*screen.panes.columns] == [*AT_FIRST]


async def test_escape_and_an_empty_choice_leave_all_as_it_was() -> None:
    async with explorer() as (pilot, screen):
        await press(pilot, "C space escape")
        assert [*screen.panes.columns] == [*AT_FIRST]
        await press(pilot, ["C", *["space", "j"] * len(AT_FIRST), "enter"])
        assert "a row needs a column" in screen_lines(pilot)[-1]
        await press(pilot, "escape")
        assert [*screen.panes.columns] == [*AT_FIRST]
        assert not Path(kept_path()).exists()


@pytest.mark.parametrize(("size", "has_heads"), [((80, 24), False), ((120, 36), True)])
async def test_headings_stand_above_the_rows_and_are_no_row(
    size: tuple[int, int], has_heads: bool
) -> None:
    async with explorer(size) as (pilot, screen):
        claims = pane(screen, "claims")
        await press(pilot, "2")
        assert (" reading " in claims.render_line(1).text) == has_heads
        first = 2 if has_heads else 1
        assert claims.place_at(first) == 0
        assert claims.place_at(first - 1) is None
        assert claims.page == claims.size.height - first
        await press(pilot, "G")
        await settle(pilot)
        assert claims.render_line(first + claims.place - claims.offset_row).text.startswith("▸")


async def test_a_file_that_cannot_be_written_costs_only_the_next_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with explorer() as (pilot, screen):
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
        await press(pilot, "C space enter")
        assert screen.panes.columns == AT_FIRST[1:]
        assert "these columns only until you quit" in screen_lines(pilot)[-1]


# ---- the file


def test_what_is_kept_stands_beside_what_was() -> None:
    keep("columns", ["title"])
    keep("other", ["a"])
    keep("columns", ["reading"])
    assert (kept("columns"), kept("other"), kept("none")) == (["reading"], ["a"], [])


@pytest.mark.parametrize("text", ["", "[]", "{", '{"columns": "title"}', "[" * 100_000, "\0"])
def test_a_file_that_is_none_of_ours_is_as_if_it_were_not_there(text: str) -> None:
    keep("columns", ["title"])
    Path(kept_path()).write_text(text)
    assert kept("columns") == []
    keep("columns", ["reading"])
    assert json.loads(Path(kept_path()).read_text()) == {"columns": ["reading"]}
