"""The end: by a signal, by a terminal that is gone, in the middle of a write or of an editor."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kursk_tui.tui.editor import EditorError, edit
from tests.five import FIVE
from tests.tui.terminal import ALL_RESTORED, PROGRAM, Terminal

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
# An explorer that nobody tells of a terminal that is gone, as under nohup.
NOT_TOLD = """\
import signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP])
from kursk_tui.main import main
sys.exit(main(sys.argv[1:]))
"""
# One whose writer waits, the new content written and not yet in place, until a file is there.
SLOW_WRITER = """\
import os, pathlib, select, sys
from kursk_tui.store import disk
gate, replace = pathlib.Path(sys.argv.pop(1)), os.replace
def slow(old, new):
    if not str(new).endswith("notes.json"):
        return replace(old, new)
    gate.with_suffix(".reached").touch()
    while not gate.exists():
        select.select([], [], [], 0.01)
    replace(old, new)
disk.os.replace = slow
from kursk_tui.main import main
sys.exit(main(sys.argv[1:]))
"""
# One that begins to work something out, and is never done.
BUSY = """\
import pathlib, sys
from kursk_tui.tui.screens import explorer
reached = pathlib.Path(sys.argv.pop(1))
def busy(screen):
    reached.touch()
    while True:
        pass
explorer.ExplorerScreen.do_reload = busy
from kursk_tui.main import main
sys.exit(main(sys.argv[1:]))
"""
# An editor that takes its time and then keeps nothing.
EDITOR = """\
import os, signal, sys
def end(*_):
    print("ENDED", flush=True)
    sys.exit(1)
signal.signal(signal.SIGTERM, end)
print(os.getpid(), "READY", flush=True)
while True:
    signal.pause()
"""


def bodies(notes: Path) -> list[str]:
    """The texts of a notebook's entries."""
    return [row["body"] for row in json.loads(notes.read_text("utf-8"))["notes"].values()]


def flag(terminal: Terminal, notes: Path) -> None:
    """Keep a flag on the first claim, and wait until it is said to be kept."""
    terminal.wait_for("q quit")
    terminal.send("2", "f")
    terminal.wait_for("FLAG")
    terminal.send("enter", *"seen", "enter")
    terminal.wait(lambda: notes.exists() and bodies(notes) == ["seen"], "an entry on the disk")
    terminal.wait_for("kept")


@pytest.mark.parametrize("number", ENDING, ids=lambda number: number.name)
def test_a_signal_restores_everything(number: signal.Signals) -> None:
    with Terminal(["-d", FIVE]) as terminal:
        # With a prompt open, and not yet at rest.
        terminal.wait_for("q quit")
        terminal.send("/", "k")
        terminal.wait_for("filter timeline (Tab: everything): k")
        terminal.process.send_signal(number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.restored == ALL_RESTORED
        assert not any(terminal.lines), "not a word: whoever sent it knows"


def test_the_keys_of_the_line_are_keys_here() -> None:
    with Terminal(["-d", FIVE]) as terminal:
        terminal.wait_for("q quit")
        terminal.send("/", "k", "ctrl+c")
        terminal.wait(lambda: "q quit" in terminal.lines[-1], "the prompt given up")
        terminal.send("ctrl+\\", "ctrl+c")
        assert terminal.wait_exit() == 0
        assert terminal.restored == ALL_RESTORED


@pytest.mark.parametrize(
    "program", [PROGRAM, (sys.executable, "-c", NOT_TOLD)], ids=["told", "not told"]
)
def test_a_lost_terminal_leaves_no_process_and_no_lost_note(
    program: Sequence[str], tmp_path: Path
) -> None:
    notes = tmp_path / "notes.json"
    words = ["-d", FIVE, "--notes", str(notes)]
    with Terminal(words, program=program) as terminal:
        flag(terminal, notes)
        # One that is being typed.
        terminal.send("j", "f")
        terminal.wait_for("FLAG")
        before = notes.read_bytes()
        terminal.lose()
        assert terminal.wait_exit() == 128 + signal.SIGHUP
    assert notes.read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if ".tmp" in path.name]


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP", "a lost terminal"])
def test_what_is_being_worked_out_does_not_keep_the_end(how: str, tmp_path: Path) -> None:
    reached = tmp_path / "reached"
    program = (sys.executable, "-c", BUSY, str(reached))
    with Terminal(["-d", FIVE], program=program) as terminal:
        terminal.wait_for("q quit")
        terminal.send("r")
        terminal.wait(reached.exists, "the work that never ends")
        number = signal.SIGHUP if how == "a lost terminal" else signal.Signals[how]
        if how == "a lost terminal":
            terminal.lose()
        else:
            terminal.process.send_signal(number)
        assert terminal.wait_exit() == 128 + number
        if how != "a lost terminal":
            assert terminal.restored == ALL_RESTORED
            assert not any(terminal.lines)


@pytest.mark.parametrize("how", ["a lost terminal", "a signal"])
def test_the_end_comes_after_a_write_and_not_in_it(how: str, tmp_path: Path) -> None:
    notes, gate = tmp_path / "notes.json", tmp_path / "gate"
    program = (sys.executable, "-c", SLOW_WRITER, str(gate))
    with Terminal(["-d", FIVE, "--notes", str(notes)], program=program) as terminal:
        terminal.wait_for("q quit")
        terminal.send("2", "f")
        terminal.wait_for("FLAG")
        terminal.send("enter", *"seen", "enter")
        terminal.wait(gate.with_suffix(".reached").exists, "the writer's last step")
        if how == "a signal":
            terminal.process.send_signal(signal.SIGTERM)
        else:
            terminal.lose()
        gate.touch()
        assert terminal.wait_exit() > 128
    assert bodies(notes) == ["seen"]
    assert not [path for path in tmp_path.iterdir() if ".tmp" in path.name]


def test_a_signal_while_an_editor_has_the_terminal_ends_both(tmp_path: Path) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(EDITOR, encoding="utf-8")
    command = f"{sys.executable} {editor}"
    with Terminal(["-d", FIVE], environ={"EDITOR": command}) as terminal:
        terminal.wait_for("q quit")
        terminal.send("2", "e")
        terminal.wait_for("READY")
        ready = next(line for line in terminal.lines if "READY" in line)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        assert terminal.restored == ALL_RESTORED
        assert b"ENDED" in terminal.raw
        with pytest.raises(ProcessLookupError):
            os.kill(int(ready.split()[0]), 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda n: n.name)
def test_a_signal_as_an_editor_starts(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []

    class Started(subprocess.Popen[bytes]):
        """A program that is there before we go on."""

        def __init__(self, words: Sequence[str]) -> None:
            super().__init__(words)
            signal.raise_signal(number)

    monkeypatch.setattr(subprocess, "Popen", Started)
    before = signal.signal(number, lambda number, _: heard.append(number))
    try:
        if number == signal.SIGINT:
            # It is the editor's, which has the terminal.
            assert edit("a note", {"EDITOR": "true"}) == "a note"
        else:
            with pytest.raises(EditorError, match="status -15"):
                edit("a note", {"EDITOR": "sh -c 'exec sleep 20'"})
    finally:
        signal.signal(number, before)
    assert heard == ([] if number == signal.SIGINT else [number])
