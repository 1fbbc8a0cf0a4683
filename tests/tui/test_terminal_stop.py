"""Stopped and continued: the shell gets its terminal, and the explorer takes it back."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.five import FIVE
from tests.tui.terminal import ALL_RESTORED, PROGRAM, Terminal

# An editor that is ready for Ctrl+C when it says so: a shell can miss it before its `read`.
EDITOR = """\
import os, pathlib, signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
print("READY", os.getpid(), flush=True)
signal.sigwait([signal.SIGINT])
print("HEARD", flush=True)
pathlib.Path(sys.argv[1]).write_text(sys.stdin.readline())
"""
JOBS = (sys.executable, "-m", "tests.tui.jobs")


def job(*arguments: str, behind: bool = False, editor: Path | None = None) -> Terminal:
    """The explorer as a job of a shell."""
    program: Sequence[str] = (*JOBS, "&", *PROGRAM) if behind else (*JOBS, *PROGRAM)
    environ = {"EDITOR": str(editor)} if editor else {}
    return Terminal(["-d", FIVE, *arguments], program=program, environ=environ)


def pid_of(terminal: Terminal) -> int:
    """The process of the job, while it is in the foreground: it leads its own group."""
    return os.tcgetpgrp(terminal.master)


def state_of(pid: int) -> str:
    """The state of a process, T when it is stopped: as `ps` tells it on every system."""
    told = subprocess.run(
        ("ps", "-o", "state=", "-p", str(pid)), capture_output=True, text=True, check=True
    )
    return told.stdout.strip()[:1]


def test_ctrl_z_gives_the_terminal_and_fg_takes_it() -> None:
    with job() as terminal:
        terminal.wait_for("q quit")
        terminal.quiet()
        before = terminal.lines
        terminal.send("ctrl+z")
        terminal.wait_for("STOPPED")
        assert terminal.restored == ALL_RESTORED
        assert not any("TIMELINE" in line for line in terminal.lines)
        terminal.send("fg\r")
        terminal.wait(lambda: terminal.lines == before, "the same screen")
        assert terminal.modes[1049]
        assert not terminal.restored["line mode"]
        # On another screen, twice.
        terminal.send("d")
        terminal.wait_for("DISAGREEMENTS")
        terminal.quiet()
        before = terminal.lines
        for _ in range(2):
            terminal.send("ctrl+z")
            terminal.wait(lambda: terminal.lines[0].startswith("STOPPED"), "a stop")
            terminal.send("fg\r")
            terminal.wait(lambda: terminal.lines == before, "the same screen")
        terminal.send("backspace")
        terminal.wait_for("1 TIMELINE")
        # In a prompt, to a terminal of another size.
        terminal.send("/", "t", "r", "ctrl+z")
        terminal.wait_for("STOPPED")
        assert terminal.restored == ALL_RESTORED
        terminal.resize(100, 30)
        terminal.send("fg\r")
        terminal.wait(
            lambda: "filter timeline (Tab: everything): tr" in terminal.lines[-1],
            "the prompt below",
        )
        terminal.send("o", "enter")
        terminal.wait_for("/tro")
        terminal.send("q")
        terminal.wait_for("EXIT 0")
        assert terminal.restored == ALL_RESTORED


def test_what_was_stopped_by_force_takes_the_screen_anew() -> None:
    with job() as terminal:
        terminal.wait_for("q quit")
        terminal.quiet()
        before = terminal.lines
        os.kill(pid_of(terminal), signal.SIGSTOP)
        terminal.wait_for("STOPPED")
        # As a shell does that sets the line as it wants it.
        terminal.reset_line()
        terminal.send("bg\r")
        at = len(terminal.raw)
        terminal.wait(lambda: b"STOPPED" in terminal.raw[at:], "stopped again")
        assert b"\x1b" not in terminal.raw[at:], "it draws over another job"
        terminal.send("fg\r")
        terminal.wait(lambda: terminal.lines == before, "the same screen")
        terminal.send("2", "j")
        terminal.wait(lambda: "2/148" in terminal.lines[1], "keys that work")
        # And who is told to go on without having stopped is not confused.
        os.kill(pid_of(terminal), signal.SIGCONT)
        terminal.send("j")
        terminal.wait(lambda: "3/148" in terminal.lines[1], "keys that work")
        terminal.send("q")
        terminal.wait_for("EXIT 0")
        assert terminal.restored == ALL_RESTORED


def test_in_the_background_it_sleeps_on_and_can_be_ended() -> None:
    with job() as terminal:
        terminal.wait_for("q quit")
        terminal.send("ctrl+z")
        terminal.wait_for("STOPPED")
        terminal.send("bg\r")
        terminal.wait(lambda: str(terminal.lines).count("STOPPED") == 2, "stopped again")
        assert terminal.restored == ALL_RESTORED
        before = len(terminal.raw)
        terminal.send("term\r")
        terminal.wait_for("EXIT 143")
        assert terminal.restored == ALL_RESTORED
        assert b"\x1b" not in terminal.raw[before:]


def test_started_in_the_background_it_waits_for_the_foreground() -> None:
    with job(behind=True) as terminal:
        terminal.wait_for("STOPPED")
        assert b"\x1b" not in terminal.raw
        terminal.send("fg\r")
        terminal.wait_for("q quit")
        terminal.send("q")
        terminal.wait_for("EXIT 0")
        assert terminal.restored == ALL_RESTORED


def test_an_editor_is_stopped_with_us_and_keeps_its_own_ctrl_c(tmp_path: Path) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(f"#!{sys.executable}\n{EDITOR}", encoding="utf-8")
    editor.chmod(0o700)
    notes = tmp_path / "notes.json"
    with job("--notes", str(notes), editor=editor) as terminal:
        terminal.wait_for("q quit")
        terminal.send("2", "e")
        terminal.wait(lambda: re.search(r"READY \d+", "\n".join(terminal.lines)), "the editor")
        editor_pid = int(re.findall(r"READY (\d+)", "\n".join(terminal.lines))[0])
        assert terminal.restored == ALL_RESTORED
        terminal.send("ctrl+c")
        terminal.wait_for("HEARD")
        terminal.send("ctrl+z")
        terminal.wait_for("STOPPED")
        # The shell knows of the explorer alone. An editor that is still on its way into reading
        # the terminal, which is the shell's by now, would stop the whole job once more.
        terminal.wait(lambda: state_of(editor_pid) == "T", "a stopped editor")
        terminal.send("fg\r")
        terminal.send("written outside\r")
        terminal.wait_for("kept: a note")
        assert "written outside" in notes.read_text(encoding="utf-8")
        terminal.send("q")
        terminal.wait_for("EXIT 0")
        assert terminal.restored == ALL_RESTORED
