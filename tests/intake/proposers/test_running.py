"""A program that is run once: its answer, or one line of what went wrong."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kursk_tui.intake.proposers import running
from kursk_tui.store.errors import DossierError


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


ECHO = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"


def failed(code: str, *, seconds: float = 30.0, largest: int = 1_000) -> str:
    with pytest.raises(DossierError) as caught:
        running.run(python(code), b"[]", seconds=seconds, largest=largest)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_it_gets_what_is_given_and_its_answer_is_returned() -> None:
    given = b"x" * 3_000_000
    assert running.run(python(ECHO), given) == given


def test_who_reads_nothing_is_not_waited_for() -> None:
    assert running.run(python("print('[]')"), b"x" * 3_000_000) == b"[]\n"


def test_a_failure_is_told_with_its_last_words() -> None:
    line = failed("import sys; sys.exit('no \\x1b[31mmodel')")
    assert "ended with status 1 (no " in line
    assert "\x1b" not in line


def test_one_that_is_killed_is_told() -> None:
    assert "was killed by signal 9" in failed("import os; os.kill(os.getpid(), 9)")


def test_one_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    """Its child holds the output open: that is ended too, and takes its pipe along."""
    note = tmp_path / "child"
    code = (
        "import subprocess, sys, time, pathlib\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid))\n"
        "time.sleep(600)"
    )
    assert "did not answer within 2 seconds" in failed(code, seconds=2)
    with pytest.raises(ProcessLookupError):
        _wait_until_gone(int(note.read_text()))


def _wait_until_gone(pid: int) -> None:
    """Until nobody has the number; whoever was left an orphan is reaped by another."""
    for _ in range(100_000):
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            raise ProcessLookupError


def test_one_that_closes_its_output_and_goes_on_is_ended() -> None:
    code = "import os, time; os.close(1); os.close(2); time.sleep(600)"
    assert "did not answer within 1 seconds" in failed(code, seconds=1)


def test_one_that_says_too_much_is_ended() -> None:
    code = "import sys\nwhile True: sys.stdout.write('x' * 999)"
    assert "answers more than 1,000 bytes" in failed(code)


def test_one_that_complains_without_end_is_ended() -> None:
    code = "import sys\nwhile True: sys.stderr.write('x' * 999)"
    assert "did not answer within 1 seconds (xxx" in failed(code, seconds=1)


@pytest.mark.parametrize("words", [["/nowhere/at-all"], ["/tmp"], ["a\0b"]])
def test_what_can_not_be_started_is_told(words: list[str]) -> None:
    with pytest.raises(DossierError, match="can't be started"):
        running.run(words, b"")


def test_no_shell_reads_the_command() -> None:
    words = running.words_of("echo '$HOME; ls' | cat")
    assert words == ["echo", "$HOME; ls", "|", "cat"]
    assert running.run(words, b"") == b"$HOME; ls | cat\n"
    for command in ("", "  ", "a 'b"):
        with pytest.raises(DossierError, match="no command"):
            running.words_of(command)


def test_a_proposer_is_called_by_its_script(tmp_path: Path) -> None:
    script = tmp_path / "helper.py"
    script.touch()
    assert running.name_of([sys.executable, "-u", str(script), "x"]) == "helper.py"
    assert running.name_of(["/usr/bin/helper", "--fast"]) == "helper"
