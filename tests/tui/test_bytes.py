"""The line: what each action writes stays within its budget."""

from __future__ import annotations

from pathlib import Path

import pytest

from kursk_tui.dossier.beginning import Beginning, begin
from kursk_tui.dossier.dossier import default_path
from kursk_tui.tui.app import Options
from kursk_tui.tui.widgets import virtual_list
from tests.tui.driving import explorer, settle
from tests.tui.measured import BUDGETS, IDLE_SECONDS, OVER_SSH, session
from tests.tui.terminal import Terminal


@pytest.mark.parametrize("environ", [{}, {"NO_COLOR": "1"}], ids=["colours", "no colours"])
def test_each_action_stays_within_its_budget(environ: dict[str, str]) -> None:
    found = session(environ=OVER_SSH | environ)
    # How a held key is followed depends on a clock: it is measured, not tested here.
    assert set(found) == set(BUDGETS) - {"held_row"}
    assert {name: (n, BUDGETS[name]) for name, n in found.items() if n > BUDGETS[name]} == {}
    assert all(n > 0 for name, n in found.items() if name != "idle")


def test_the_overview_comes_first_and_within_the_budgets(tmp_path: Path) -> None:
    environ = {**OVER_SSH, "XDG_CONFIG_HOME": str(tmp_path)}
    with Terminal([], environ=environ) as terminal:
        terminal.wait_for("THE GRAVEST DISAGREEMENTS")
        terminal.quiet()
        assert terminal.received <= BUDGETS["start"]

        def cost(key: str) -> int:
            before = terminal.received
            terminal.send(key)
            while terminal.received == before:
                terminal.read(1.0)
            terminal.quiet()
            return terminal.received - before

        assert max(cost("down") for _ in range(5)) <= BUDGETS["row"]
        assert max(cost("g"), cost("down")) <= BUDGETS["row"]
        # The chart of the measure at the cursor, and along its figures.
        assert cost("enter") <= BUDGETS["screen"]
        assert any("log scale" in line for line in terminal.lines)
        rows = sorted(cost(">") for _ in range(9))
        print(rows)
        assert rows[len(rows) // 2] <= BUDGETS["row"]
        assert rows[-1] <= BUDGETS["row_at_worst"]
        assert cost("backspace") <= BUDGETS["screen"]
        before = terminal.received
        terminal.send("1")
        terminal.wait_for("1 TIMELINE")
        terminal.quiet()
        assert terminal.received - before <= BUDGETS["screen"]
        assert terminal.quiet(IDLE_SECONDS) == BUDGETS["idle"]
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_a_tree_a_pair_and_a_plot_alone_stay_within_the_budgets(tmp_path: Path) -> None:
    environ = {**OVER_SSH, "XDG_CONFIG_HOME": str(tmp_path)}
    with Terminal([], environ=environ) as terminal:
        terminal.wait_for("THE GRAVEST DISAGREEMENTS")
        terminal.quiet()

        def cost(key: str) -> int:
            before = terminal.received
            terminal.send(key)
            while terminal.received == before:
                terminal.read(1.0)
            terminal.quiet()
            return terminal.received - before

        # The forest plot of the measure at the cursor; then alone, with its axis cut.
        assert max(cost(key) for key in ("down", "enter", "p", "z", "Z", "Z")) <= BUDGETS["screen"]
        assert any("axis cut" in line for line in terminal.lines)
        assert max(cost("down") for _ in range(5)) <= BUDGETS["row"]
        # Who had the claim there from whom; then the two sides of the gravest disagreement.
        assert cost("o") <= BUDGETS["screen"]
        assert any("WHO HAD IT FROM WHOM" in line for line in terminal.lines)
        assert max(cost("down") for _ in range(3)) <= BUDGETS["row"]
        keys = ("backspace", "z", "d", "p")
        assert max(cost(key) for key in keys) <= BUDGETS["screen"]
        assert terminal.quiet(IDLE_SECONDS) == BUDGETS["idle"]
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_a_claim_by_hand_stays_within_the_budgets(tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_bytes(Path(default_path()).read_bytes())
    environ = {**OVER_SSH, "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    with Terminal(["-d", str(own)], environ=environ) as terminal:
        terminal.wait_for("THE GRAVEST DISAGREEMENTS")
        terminal.quiet()

        def cost(key: str) -> int:
            before = terminal.received
            terminal.send(key)
            while terminal.received == before:
                terminal.read(1.0)
            terminal.quiet()
            return terminal.received - before

        cost("1")
        cost("3")
        assert cost("a") <= BUDGETS["screen"]
        typed = [cost(key) for key in "at least 300"]
        tabs = [cost("\t")]
        typed += [cost(key) for key in "kil"]
        tabs.append(cost("\t"))
        typed += [cost(key) for key in "nis"]
        assert max(typed) <= BUDGETS["filter_character"]
        assert max(tabs) <= BUDGETS["pane"]
        assert cost("\r") <= BUDGETS["pane"]
        rows = sorted(cost("down") for _ in range(9))
        assert rows[len(rows) // 2] <= BUDGETS["row"]
        assert terminal.quiet(IDLE_SECONDS) == BUDGETS["idle"]


def test_the_vocabulary_stays_within_the_budgets(tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_bytes(Path(default_path()).read_bytes())
    environ = {**OVER_SSH, "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    with Terminal(["-d", str(own)], environ=environ) as terminal:
        terminal.wait_for("THE GRAVEST DISAGREEMENTS")
        terminal.quiet()

        def cost(key: str) -> int:
            before = terminal.received
            terminal.send(key)
            while terminal.received == before:
                terminal.read(1.0)
            terminal.quiet()
            return terminal.received - before

        assert cost("V") <= BUDGETS["screen"]
        assert max(cost("down") for _ in range(12)) <= BUDGETS["row"]
        assert max(cost("\t") for _ in range(3)) <= BUDGETS["page"]
        assert max(cost(key) for key in ("E", "backspace", "J", "backspace")) <= BUDGETS["screen"]
        assert terminal.quiet(IDLE_SECONDS) == BUDGETS["idle"]


def test_a_mark_costs_less_than_a_row_and_makes_no_row_dearer(tmp_path: Path) -> None:
    environ = {**OVER_SSH, "XDG_CONFIG_HOME": str(tmp_path)}
    with Terminal([], environ=environ) as terminal:
        terminal.wait_for("THE GRAVEST DISAGREEMENTS")
        terminal.send("2")
        terminal.wait_for("2 CLAIMS")
        terminal.quiet()

        def cost(key: str) -> int:
            before = terminal.received
            terminal.send(key)
            while terminal.received == before:
                terminal.read(1.0)
            terminal.quiet()
            return terminal.received - before

        costs = [(cost(","), cost("down")) for _ in range(5)]
        assert max(mark for mark, _ in costs) <= BUDGETS["row"]
        assert sorted(row for _, row in costs)[2] <= BUDGETS["row"]
        assert cost(";") <= BUDGETS["row"]
        terminal.send("q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize("slow", [True, False])
async def test_on_a_slow_line_rows_are_drawn_once_a_moment(
    slow: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A moment that does not end by itself.
    monkeypatch.setattr(virtual_list, "SLOW_SECONDS", 3600)
    async with explorer(options=Options(slow_line=slow)) as (pilot, screen):
        pane = screen.panes["claims"]
        screen.panes.activate("claims")
        await settle(pilot)
        drawn: list[str | None] = []
        monkeypatch.setattr(pane, "sync", lambda: drawn.append(pane.cursor))
        rows = pane.items
        for number in range(1, 6):
            pane.move_to(number)
        assert pane.cursor == rows[5]
        assert drawn == ([rows[1]] if slow else rows[1:6])
        pane._pause_over()
        assert drawn[-1] == rows[5]


@pytest.mark.parametrize("slow", [True, False])
async def test_on_a_slow_line_a_row_beyond_the_edge_scrolls_half_a_page(slow: bool) -> None:
    async with explorer(options=Options(slow_line=slow)) as (_, screen):
        pane = screen.panes["claims"]
        screen.panes.activate("claims")
        page = pane.page
        pane.move_to(page - 1)
        assert pane.offset_row == 0
        pane.move_by(1)
        assert pane.offset_row == (1 + page // 2 if slow else 1)
        pane.move_to(pane.offset_row)
        pane.move_by(-1)
        assert pane.offset_row == (max(0, pane.place - page // 2) if slow else pane.place)
        pane.move_to(len(pane.items) - 1)
        assert pane.offset_row == len(pane.items) - page


def test_dossiers_and_tables_stay_within_the_budgets(tmp_path: Path) -> None:
    own, table = tmp_path / "blast.json", tmp_path / "counts.csv"
    own.write_text(begin(Beginning("A blast", packs=("casualties",)), str(own)), "utf-8")
    rows = (f"Herald,at least {n},Officials of ward {n}" for n in range(40))
    table.write_text("\n".join(["Outlet,Killed,Origin", *rows]), "utf-8")
    environ = {**OVER_SSH, "XDG_CONFIG_HOME": str(tmp_path)}
    with Terminal(["-d", str(own)], environ=environ) as terminal:
        terminal.wait_for("to begin:")
        terminal.quiet()

        def cost(*keys: str) -> int:
            before = terminal.received
            terminal.send(*keys)
            for _ in range(60):
                if terminal.received > before:
                    break
                terminal.read(1.0)
            else:
                pytest.fail(f"{keys} drew nothing")
            terminal.quiet()
            return terminal.received - before

        assert cost("O") <= BUDGETS["screen"]
        assert max(cost("down") for _ in range(4)) <= BUDGETS["row"]
        assert cost("backspace") <= BUDGETS["screen"]
        cost("i")
        terminal.send(*str(table))
        before = terminal.received
        terminal.send("enter")
        terminal.wait_for("COLUMNS")
        terminal.quiet()
        assert terminal.received - before <= BUDGETS["screen"]
        steps = sorted(cost("down") for _ in range(9))
        assert steps[len(steps) // 2] <= BUDGETS["row"]
        # To the columns, of which there are three, and what is the same in all rows.
        cost("\t")
        assert max(cost("down") for _ in range(2)) <= BUDGETS["row"]
        assert terminal.quiet(IDLE_SECONDS) == BUDGETS["idle"]
        terminal.send("q")
        assert terminal.wait_exit() == 0
