"""The explorer in a pseudo-terminal: it starts, follows a resize, is silent, and restores."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from tests.five import FIVE
from tests.tui.terminal import ALL_RESTORED, Terminal

ROW_MOVE_BYTES = 2048


def test_start_resize_and_quit_leave_the_terminal_as_it_was() -> None:
    with Terminal(["-d", FIVE]) as terminal:
        terminal.wait_for("1 TIMELINE")
        terminal.wait_for("q quit")
        assert terminal.modes[1049]
        terminal.resize(120, 36)
        terminal.wait(lambda: terminal.lines[1].find("2 CLAIMS") > 40, "wider columns")
        terminal.resize(80, 24)
        terminal.wait(lambda: "3 SOURCES" not in terminal.lines[1], "two columns")
        terminal.send("enter")
        terminal.wait_for("event: Partnership treaty")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.restored == ALL_RESTORED


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order(number: signal.Signals) -> None:
    with Terminal([]) as terminal:
        terminal.wait_for("1 TIMELINE")
        terminal.quiet()
        terminal.process.send_signal(number)
        terminal.wait_exit()
        assert terminal.restored == ALL_RESTORED


def test_a_row_down_with_its_detail_is_light_and_idling_is_silent() -> None:
    with Terminal([]) as terminal:
        terminal.wait_for("q quit")
        terminal.quiet()
        for pane in "123":
            terminal.send(pane)
            terminal.quiet()
            costs = []
            for _ in range(3):
                before = terminal.received
                terminal.send("down")
                while terminal.received == before:
                    terminal.read(1.0)
                terminal.quiet()
                costs.append(terminal.received - before)
            assert max(costs) < ROW_MOVE_BYTES, f"pane {pane}: {costs}"
            assert max(costs) > 0
        # Longer than the watch over the file takes, so that its looks are silent too.
        assert terminal.quiet(2.5) == 0


def test_no_color_writes_no_colour() -> None:
    with Terminal([], environ={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("q quit")
        terminal.send("2", "j", "/", "k", "i", "l", "enter")
        terminal.wait_for("/kil")
        terminal.quiet()
        found = re.findall(rb"\x1b\[([0-9;]*)m", bytes(terminal.raw))
        codes = {int(code) for group in found for code in group.split(b";") if code}
        assert not {c for c in codes if 30 <= c <= 37 or 40 <= c <= 47 or 90 <= c <= 107}
        assert 38 not in codes
        assert 48 not in codes


def test_without_utf8_the_screen_is_ascii() -> None:
    environ = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with Terminal([], environ=environ) as terminal:
        terminal.wait_for("q quit")
        terminal.quiet()
        assert bytes(terminal.raw).isascii()
        assert any(line.startswith(">") for line in terminal.lines)


def test_a_dumb_terminal_is_refused_with_a_hint() -> None:
    with Terminal([], environ={"TERM": "dumb"}) as terminal:
        assert terminal.wait_exit() == 2
        assert b"\x1b" not in terminal.raw
        assert any("kursk-tui --help" in line for line in terminal.lines)


def test_an_editor_gets_the_terminal_and_gives_it_back(tmp_path: Path) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text(
        '#!/bin/sh\nprintf "THE EDITOR IS HERE\\n"\nread line\nprintf "%s" "$line" > "$1"\n',
        encoding="utf-8",
    )
    editor.chmod(0o700)
    notes = tmp_path / "notes.json"
    with Terminal(["--notes", str(notes)], environ={"EDITOR": str(editor)}) as terminal:
        terminal.wait_for("q quit")
        terminal.quiet()
        terminal.send("2", "e")
        terminal.wait_for("THE EDITOR IS HERE")
        terminal.send("written outside", "enter")
        terminal.wait_for("kept: a note")
        assert "written outside" in notes.read_text(encoding="utf-8")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.restored == ALL_RESTORED
