"""Terminals of every kind and size: the same screen in each, and each as it was afterwards."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.five import FIVE
from tests.tui.conftest import begin_with_panes
from tests.tui.terminal import ALL_RESTORED, PROGRAM, Terminal

KINDS = ("linux", "xterm-256color", "tmux-256color", "vt100", "no-such-terminal")
# Which differ in name alone: one of them in the short form.
MORE_KINDS = ("screen-256color", "screen", "tmux", "xterm-kitty")
# What a plain terminal would print as letters: about its keyboard, and about its modes.
PLAIN = ("linux", "vt100")
# How much of the keyboard is asked for differs between versions of Textual.
QUESTIONS = (rb"\x1b\[>\d+u", rb"\x1b\[<u", rb"\x1b\[\?2026\$p", rb"\x1b\[\?2048\$p")
START = ("-d", FIVE)


def fresh(size: tuple[int, int]) -> list[str]:
    """The screen of a start at a size."""
    with Terminal(START, size=size) as terminal:
        terminal.wait_for("q quit")
        terminal.quiet()
        return terminal.lines


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The screen of a start in 80x24; module wide, so without the environment of one test."""
    home = tmp_path_factory.mktemp("home")
    begin_with_panes(home)
    environ = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(home)}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environ.items():
            patch.setenv(name, value)
        return fresh((80, 24))


@pytest.mark.parametrize("kind", KINDS)
def test_it_works_and_restores_in_every_kind(kind: str, start: list[str]) -> None:
    work_and_restore(kind, start)


@pytest.mark.long
def test_it_works_and_restores_in_more_kinds(
    start: list[str], request: pytest.FixtureRequest
) -> None:
    is_long = "long" in str(request.config.getoption("markexpr"))
    for kind in MORE_KINDS if is_long else MORE_KINDS[:1]:
        work_and_restore(kind, start)


def work_and_restore(kind: str, start: list[str]) -> None:
    """Start, move, drill, come back and quit."""
    with Terminal(START, environ={"TERM": kind}) as terminal:
        terminal.wait_for("q quit")
        terminal.wait(lambda: terminal.lines == start, "the screen of any other kind")
        terminal.send("2", "down", "j")
        terminal.wait(lambda: terminal.lines[1].count("3/148"), "the third claim")
        terminal.send("1", "enter")
        terminal.wait_for("event: Partnership treaty")
        terminal.send("backspace")
        terminal.wait(lambda: terminal.lines[0] == start[0], "everything again")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.restored == ALL_RESTORED
        # pyte has no other screen, like the Linux console: there nothing of ours stays behind.
        assert not any(terminal.lines)
        assert terminal.cursor == (0, 0)
        for question in QUESTIONS:
            is_asked = re.search(question, terminal.raw) is not None
            assert is_asked == (kind not in PLAIN), question


def test_what_was_set_for_the_mouse_s_pixels_is_taken_back() -> None:
    with Terminal(START) as terminal:
        terminal.wait_for("q quit")
        # The terminal's answers: it reports its size by itself, and it does so now.
        terminal.send("\x1b[?2048;2$y")
        terminal.wait(lambda: terminal.modes.get(1016), "the mouse in pixels")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.restored == ALL_RESTORED
        assert terminal.modes[2048] is False


def test_every_size_from_the_least_up() -> None:
    with Terminal(START, size=(40, 10)) as terminal:
        terminal.wait_for("1 TIMELINE")
        assert len(terminal.lines) == 10
        terminal.resize(39, 9)
        terminal.wait_for("the terminal must be at least 40x10")
        assert not any("TIMELINE" in line for line in terminal.lines)
        terminal.resize(120, 36)
        terminal.wait(lambda: terminal.lines[1].find("2 CLAIMS") > 40, "wider columns")
        terminal.resize(160, 40)
        terminal.wait(lambda: "3 SOURCES" in terminal.lines[1], "three columns")
        terminal.resize(300, 100)
        terminal.wait(lambda: "q quit" in terminal.lines[99], "the last line")
        # Where there is no room at all it lives on, on the other screens too.
        for key in "dmb?":
            terminal.resize(80, 24)
            terminal.send(key)
            terminal.resize(1, 1)
            terminal.quiet(0.05)
            terminal.send("backspace")
        terminal.resize(80, 24)
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.restored == ALL_RESTORED


def test_a_storm_of_sizes_ends_where_it_ends(start: list[str]) -> None:
    with Terminal(START) as terminal:
        terminal.wait_for("1 TIMELINE")
        for number in range(50):
            terminal.resize(41 + 7 * number % 200, 10 + 3 * number % 60)
        terminal.resize(80, 24)
        terminal.wait(lambda: terminal.lines == start, "the screen of a start in 80x24")
        terminal.quiet()
        assert terminal.lines == start
        terminal.send("q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize("how", ["small for a moment", "written over"])
def test_what_was_lost_is_drawn_again(how: str, start: list[str]) -> None:
    with Terminal(START) as terminal:
        terminal.wait(lambda: terminal.lines == start, "the screen of 80x24")
        terminal.quiet()
        terminal.forget()
        assert terminal.lines != start
        if how == "written over":
            terminal.send("\x0c")
        else:
            # It is told when all is as large as before.
            terminal.resize(80, 24)
        terminal.wait(lambda: terminal.lines == start, "all of it again")
        terminal.quiet()
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.restored == ALL_RESTORED


def test_a_terminal_without_a_size_and_a_file_for_stderr(tmp_path: Path, start: list[str]) -> None:
    errors = tmp_path / "errors"
    with errors.open("wb") as file, Terminal(START, told=(0, 0), stderr=file) as terminal:
        terminal.wait(lambda: terminal.lines == start, "the screen of 80x24")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert not errors.read_bytes()


@pytest.mark.parametrize("streams", ["<&-", ">&-", "</dev/null", "| cat"])
def test_without_a_terminal_it_refuses_with_a_hint(streams: str) -> None:
    command = f'{" ".join(PROGRAM)} "$@" {streams}'
    with Terminal(START, program=("sh", "-c", command, "sh")) as terminal:
        assert terminal.wait_exit() == (0 if "|" in streams else 2)
        assert any("kursk-tui --help" in line for line in terminal.lines)
        assert b"\x1b" not in terminal.raw


def test_a_locale_of_one_byte_is_ascii() -> None:
    with Terminal(START, environ={"LC_ALL": "en_US.ISO-8859-1"}) as terminal:
        terminal.wait_for("q quit")
        terminal.send("/", "é", "enter")
        terminal.wait_for("- /e")
        assert bytes(terminal.raw).isascii()
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.restored == ALL_RESTORED


def test_the_mouse_is_left_alone_over_ssh_unless_it_is_asked_for(tmp_path: Path) -> None:
    far = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22", "XDG_CONFIG_HOME": str(tmp_path)}
    settings = tmp_path / "kursk-tui" / "config.toml"
    settings.parent.mkdir()
    for words, line, is_used in (((), "", False), (("--mouse",), "mouse = false", True)):
        settings.write_text(line, "utf-8")
        with Terminal([*START, *words], environ=far) as terminal:
            terminal.wait_for("q quit")
            assert terminal.modes.get(1000, False) is is_used
            terminal.send("q")
            assert terminal.wait_exit() == 0
            assert terminal.restored == ALL_RESTORED
    settings.write_text("\nmouse = 3\n", "utf-8")
    with Terminal(START, size=(200, 24), environ=far) as terminal:
        assert terminal.wait_exit() == 2
        assert any("line 2: mouse must be" in line for line in terminal.lines)
