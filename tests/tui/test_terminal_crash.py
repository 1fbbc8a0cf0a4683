"""A fault of the program: the terminal is given back, and what went wrong is said, once, safely."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.five import FIVE
from tests.tui.terminal import ALL_RESTORED, Terminal

HOSTILE = "a \\x1b[31mred\\x1b]0;owned\\x07 \\u202egnirts"
CANARY = "never printed"
# Each breaks one place of the program, with a value in sight that must not be printed.
FAULTS = {
    "a key": "explorer.ExplorerScreen.do_reload = broken",
    "the first screen": "explorer.ExplorerScreen.compose = broken",
    "a worker": "app.disagreements = broken",
    "the app itself": "app.KurskApp.__init__ = broken",
    "a thread that reads keys": "driver.Keyboard.text = broken",
    "styles": "app.KurskApp.CSS = 'Screen { colour red }'",
}
# Which take the same way as one of those: one of them in the short form.
MORE_FAULTS = {
    "a timer": "app.KurskApp.check_files = broken; app.WATCH_SECONDS = 0.01",
    "mounting": "explorer.ExplorerScreen.on_mount = broken",
    "a line": "virtual_list.VirtualList.make_line = broken",
    "a resize": "explorer.ExplorerScreen.on_resize = broken",
}
PROGRAM = f"""\
import sys
from kursk_tui.tui import app, driver
from kursk_tui.tui.screens import explorer
from kursk_tui.tui.widgets import virtual_list
def broken(*_, **__):
    contents = "never " + "printed"
    raise ValueError("{HOSTILE}")
exec(sys.argv.pop(1))
from kursk_tui.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_restores_the_terminal_and_is_told_once(fault: str, tmp_path: Path) -> None:
    fail_and_tell(fault, FAULTS[fault], tmp_path / "errors")


@pytest.mark.long
def test_more_faults(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    is_long = "long" in str(request.config.getoption("markexpr"))
    for fault in MORE_FAULTS if is_long else list(MORE_FAULTS)[:1]:
        fail_and_tell(fault, MORE_FAULTS[fault], tmp_path / "errors")


def fail_and_tell(fault: str, code: str, told: Path) -> None:
    """Break the program, and read what it says in the end."""
    program = (sys.executable, "-c", PROGRAM, code)
    with (
        told.open("wb") as errors,
        Terminal(["-d", FIVE], size=(100, 40), program=program, stderr=errors) as terminal,
    ):
        if fault in ("a key", "a thread that reads keys"):
            terminal.wait_for("q quit")
            terminal.send("r")
        assert terminal.wait_exit() == 70
        assert terminal.restored == ALL_RESTORED
        assert not any(terminal.lines)
    text = told.read_text("utf-8")
    assert text.count("Traceback") == 1
    assert CANARY not in text
    assert text.isprintable() or not set(text) & {"\x1b", "\x07", "\u202e"}
    lines = text.splitlines()
    if fault != "styles":
        assert "ValueError: a ␛[31mred␛]0;owned␇ <U+202E>gnirts" in lines
    assert lines[-1] == "kursk-tui: kursk-tui doctor"
    assert any("Nothing that you kept is lost" in line for line in lines)


def test_the_report_stands_below_what_was_on_the_screen() -> None:
    program = (sys.executable, "-c", PROGRAM, FAULTS["a key"])
    with Terminal(["-d", FIVE], program=program) as terminal:
        terminal.wait_for("q quit")
        terminal.send("r")
        assert terminal.wait_exit() == 70
        assert terminal.restored == ALL_RESTORED
        assert "kursk-tui: kursk-tui doctor" in terminal.lines
        # Written to a line that is in order again: every line begins at the left.
        assert "ValueError: a ␛[31mred␛]0;owned␇ <U+202E>gnirts" in terminal.lines
        assert not any("TIMELINE" in line for line in terminal.lines)
