"""A table by keys: its columns told, its rows put right, and all that is sound taken in at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from kursk_tui.dossier import editing
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.tables import mapping as mappings
from kursk_tui.tui.screens import table as table_screen
from kursk_tui.tui.screens.explorer import ExplorerScreen
from kursk_tui.tui.screens.menu import MenuScreen
from kursk_tui.tui.screens.table import TableScreen, mapping_path
from tests.intake.tables.tables import MIXED, begun
from tests.tui.driving import WIDE, explorer, press, screen_lines, settle, type_text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A table with rows of all sorts beside a dossier that was just begun."""
    begun(tmp_path)
    path = tmp_path / "counts.csv"
    path.write_text(MIXED, encoding="utf-8")
    return path


def dossier(path: Path) -> Path:
    return path.parent / "blast.json"


async def take_in(pilot: Pilot[None], path: Path | str) -> None:
    """Press `i` and name a file; wait for its rows."""
    await press(pilot, "i")
    await type_text(pilot, str(path))
    await press(pilot, "enter")
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


def of(pilot: Pilot[None]) -> TableScreen:
    screen = pilot.app.screen
    assert isinstance(screen, TableScreen)
    return screen


def bottom(pilot: Pilot[None]) -> str:
    return screen_lines(pilot)[-1]


async def test_the_guess_is_shown_with_the_rows_and_nothing_is_written(path: Path) -> None:
    before = dossier(path).read_bytes()
    async with explorer(WIDE, path=dossier(path)) as (pilot, _):
        await take_in(pilot, path)
        text = "\n".join(screen_lines(pilot))
        assert "5 new · 2 refused" in screen_lines(pilot)[0]
        assert "table ▸ counts.csv" in screen_lines(pilot)[0]
        for words in ("counts: killed", "According to", "origin", "Jane Roe is new: Enter says"):
            assert words in text
        await press(pilot, "backspace")
        assert isinstance(pilot.app.screen, ExplorerScreen)
    assert dossier(path).read_bytes() == before


async def test_all_of_it_by_keys(path: Path) -> None:
    async with explorer(WIDE, path=dossier(path)) as (pilot, screen):
        await take_in(pilot, path)
        # What Jane Roe is.
        await press(pilot, "G k enter")
        assert isinstance(pilot.app.screen, MenuScreen)
        await type_text(pilot, "/person")
        await press(pilot, "enter enter")
        assert "6 new · 1 refused" in screen_lines(pilot)[0]
        # The day that may be two.
        await press(pilot, "G")
        assert "may be two days" in "\n".join(screen_lines(pilot))
        await press(pilot, "enter enter ctrl+u")
        await type_text(pilot, "2023-10-11")
        await press(pilot, "enter")
        assert "7 new" in screen_lines(pilot)[0]
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, ExplorerScreen)
        assert "took in 7 claims; u undoes that" in bottom(pilot)
        whole = Dossier.open(dossier(path))
        assert len(whole.claims) == 7
        assert {agent.kind for agent in whole.agents.values() if agent.name == "Jane Roe"} == {
            "person"
        }
        assert len(editing.edits(whole)) == 1
        await press(pilot, "u")
        assert not Dossier.open(dossier(path)).claims
        assert screen.panes["claims"].items == []


async def test_what_is_sound_goes_in_and_the_rest_stays_to_be_put_right(path: Path) -> None:
    async with explorer(WIDE, path=dossier(path)) as (pilot, _):
        await take_in(pilot, path)
        await press(pilot, "a")
        assert "took in 5 claims" in bottom(pilot)
        assert "2 rows refused" in bottom(pilot)
        assert "5 same · 2 refused" in screen_lines(pilot)[0]
        await press(pilot, "a")
        assert "nothing here is new or changed" in bottom(pilot)
    # Again, a changed table proposes its changes alone.
    path.write_text(MIXED.replace("471,342", "472,342"), encoding="utf-8")
    async with explorer(WIDE, path=dossier(path)) as (pilot, _):
        await take_in(pilot, path)
        assert "1 changed · 4 same · 2 refused" in screen_lines(pilot)[0]


async def test_a_column_is_told_and_the_mapping_kept_for_the_next_time(path: Path) -> None:
    async with explorer(WIDE, path=dossier(path)) as (pilot, _):
        await take_in(pilot, path)
        await press(pilot, "tab j j j j enter")
        await press(pilot, "g enter")
        assert "Injured" not in of(pilot).mapping.figures
        assert "4 new · 2 refused" in screen_lines(pilot)[0]
        await press(pilot, "x enter")
        assert "kept: " in bottom(pilot)
        assert mappings.read(mapping_path(str(path))) == of(pilot).mapping
        # Kept, there is nothing to ask about.
        await press(pilot, "backspace")
        assert isinstance(pilot.app.screen, ExplorerScreen)
        await take_in(pilot, path)
        assert "by counts.map.toml" in bottom(pilot)
        assert "Injured" not in of(pilot).mapping.figures


async def test_what_was_told_is_not_lost_without_a_question(path: Path) -> None:
    async with explorer(WIDE, path=dossier(path)) as (pilot, _):
        await take_in(pilot, path)
        await press(pilot, "tab enter g enter")
        for keys in ("backspace", "escape escape", "q"):
            await press(pilot, keys)
            assert "leave and lose what you told" in bottom(pilot)
            await press(pilot, "enter")
            assert "still here" in bottom(pilot)
        await press(pilot, "backspace y enter")
        assert isinstance(pilot.app.screen, ExplorerScreen)


async def test_what_is_the_same_in_all_rows(path: Path) -> None:
    path.write_text("Outlet,When,Number\nHerald,2023-10-17,12\n", encoding="utf-8")
    async with explorer(WIDE, path=dossier(path)) as (pilot, _):
        await take_in(pilot, path)
        assert "nothing says what is counted: Enter on a column" in "\n".join(screen_lines(pilot))
        await press(pilot, "a")
        assert "no row can be read" in bottom(pilot)
        await press(pilot, "G enter j enter")
        await type_text(pilot, "/killed")
        await press(pilot, "enter enter")
        assert of(pilot).mapping.always == {"measure": "killed"}
        assert "1 new" in screen_lines(pilot)[0]
        # A place is typed; an empty text takes it away again.
        await press(pilot, "G enter")
        await type_text(pilot, "/place")
        await press(pilot, "enter enter")
        await type_text(pilot, "Harbour")
        await press(pilot, "enter")
        assert of(pilot).mapping.always["place"] == "Harbour"


async def test_a_bad_table_is_one_line_and_changes_nothing(path: Path) -> None:
    before = dossier(path).read_bytes()
    path.write_text("Killed,killed\n1,2\n", encoding="utf-8")
    async with explorer(WIDE, path=dossier(path)) as (pilot, _):
        await take_in(pilot, path)
        assert isinstance(pilot.app.screen, ExplorerScreen)
        assert "has two columns 'killed', A and B" in bottom(pilot)
        await take_in(pilot, "https://example.org/counts.csv")
        assert "download it first" in bottom(pilot)
    assert dossier(path).read_bytes() == before


async def test_of_a_workbook_with_several_sheets_it_asks_which(path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    book = path.with_suffix(".xlsx")
    with xlsxwriter.Workbook(str(book)) as written:
        for name, figure in (("First", "12"), ("Second", "13"), ("Empty", None)):
            sheet = written.add_worksheet(name)
            if figure is not None:
                sheet.write_row(0, 0, ("Outlet", "Killed"))
                sheet.write_row(1, 0, ("Herald", figure))
    async with explorer(WIDE, path=dossier(path)) as (pilot, _):
        await take_in(pilot, book)
        assert isinstance(pilot.app.screen, MenuScreen)
        assert "Empty" not in "\n".join(screen_lines(pilot))
        await press(pilot, "j enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert [row.written for row in of(pilot).plan.rows] == ["13"]


async def test_the_kind_of_somebody_new_is_shown_and_changed(path: Path) -> None:
    path.write_text(
        "Outlet,Killed,According to\nHerald,3,Families' Committee\nPost,4,Families' Committee\n",
        encoding="utf-8",
    )
    async with explorer(WIDE, path=dossier(path)) as (pilot, _):
        await take_in(pilot, path)
        text = "\n".join(screen_lines(pilot))
        assert text.count("new: Families' Committee (ngo)") == 3  # two rows, and above them
        await press(pilot, "v")
        assert "new: Families' Committee (ngo), Herald (outlet)" in "\n".join(screen_lines(pilot))
        await press(pilot, "backspace enter")
        assert "new: taken for ngo" in "\n".join(screen_lines(pilot))
        await press(pilot, "enter")
        assert "IS NEW: WHAT ARE THEY?" in "\n".join(screen_lines(pilot))
        await type_text(pilot, "/government")
        await press(pilot, "enter enter")
        assert of(pilot).mapping.agents == {"Families' Committee": "government"}
        await press(pilot, "a")
    kinds = {agent.name: agent.kind for agent in Dossier.open(dossier(path)).agents.values()}
    assert kinds == {
        "Families' Committee": "government",
        "Herald": "outlet",
        "Post": "outlet",
    }


async def test_a_row_put_right_is_known_when_the_file_comes_again(path: Path) -> None:
    async with explorer(WIDE, path=dossier(path)) as (pilot, _):
        await take_in(pilot, path)
        await press(pilot, "G enter enter ctrl+u")
        await type_text(pilot, "2023-10-11")
        await press(pilot, "enter a")
        await press(pilot, "backspace")
        await take_in(pilot, path)
        assert "6 same · 1 refused" in screen_lines(pilot)[0]
        await press(pilot, "G")
        assert "put right when it was taken in" in "\n".join(screen_lines(pilot))
    assert len(Dossier.open(dossier(path)).claims) == 6


async def test_the_cursor_goes_to_the_next_refused_row_when_one_is_put_right(path: Path) -> None:
    rows = "".join(f"Herald,3,0{n}/04/2025\n" for n in (5, 6, 7))
    path.write_text(f"Outlet,Killed,Date\nHerald,2,2025-04-01\n{rows}", encoding="utf-8")
    async with explorer(WIDE, path=dossier(path)) as (pilot, _):
        await take_in(pilot, path)
        await press(pilot, "s g j")
        row = of(pilot).row()
        assert row is not None
        assert (of(pilot).planned.place, row.row) == (1, 4)
        # The cursor is on the cell that the reason speaks of.
        await press(pilot, "enter")
        assert any("▸Date" in line.replace(" ", "") for line in screen_lines(pilot))
        await press(pilot, "enter ctrl+u")
        await type_text(pilot, "2025-04-06")
        await press(pilot, "enter")
        row = of(pilot).row()
        assert row is not None
        assert (of(pilot).planned.place, row.row, row.state) == (1, 5, "refused")


async def test_of_too_many_columns_what_and_where_fit_a_narrow_screen(path: Path) -> None:
    path.write_text(",".join(f"c{n}" for n in range(1000)) + "\n1\n", encoding="utf-8")
    async with explorer((80, 24), path=dossier(path)) as (pilot, _):
        await take_in(pilot, path)
        told = "counts.csv: has 1,000 columns, more than 200; keep fewer"
        assert bottom(pilot).strip() == f"not imported: {told}"


async def test_hostile_cells_are_only_text(path: Path) -> None:
    path.write_text(
        "Outlet,[b]Remark\x1b]52;c;aGk=\x07,Killed\n[red]x[/red],‮evil,12\n", encoding="utf-8"
    )
    async with explorer(WIDE, path=dossier(path)) as (pilot, _):
        await take_in(pilot, path)
        text = "\n".join(screen_lines(pilot))
        assert "[b]Remark" in text
        assert "\x1b" not in text
        assert "‮" not in text
        await press(pilot, "j enter")
        assert "\x1b" not in "\n".join(screen_lines(pilot))


async def test_of_many_rows_it_is_said_that_they_are_worked_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_screen, "MANY_ROWS", 3)
    async with explorer(WIDE, path=dossier(path)) as (pilot, _):
        await take_in(pilot, path)
        assert "5 new · 2 refused" in screen_lines(pilot)[0]
        await press(pilot, "a")
        assert "took in 5 claims" in bottom(pilot)
        await press(pilot, "s")
        assert of(pilot).plan.rows[int(of(pilot).planned.items[0])].state == "refused"
