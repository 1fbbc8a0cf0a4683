"""Every test runs with settings, locale and clock of its own, never the developer's."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from kursk_tui.dossier.dossier import default_path
from tests.five import FIVE

CLEARED = (
    "NO_COLOR",
    "COLORTERM",
    "COLORFGBG",
    "FORCE_COLOR",
    "COLUMNS",
    "LINES",
    "KURSK_TUI_DOSSIER",
    "KURSK_TUI_CACHE",
    "SSH_CONNECTION",
    "SSH_TTY",
    "BROWSER",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "TEXTUAL",
    "TEXTUAL_THEME",
)

LONGEST = ("test_a_larger_file_takes_no_more_than_its_share", "test_every_screen")


def pytest_configure() -> None:
    """Let what is compiled be kept: tests start some hundred processes of the program."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def pytest_xdist_auto_num_workers() -> int:
    """Two processes for each processor: tests of terminals wait more than they work."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no process is left alone with it in the end."""
    items.sort(key=lambda item: not item.name.startswith(LONGEST))


def pytest_addoption(parser: pytest.Parser) -> None:
    """An option by which the screens of the snapshots are written anew."""
    parser.addoption("--write-screens", action="store_true", help="write the snapshots anew")


@pytest.fixture(autouse=True, scope="session")
def what_is_committed_stays() -> Iterator[None]:
    """No test edits the dossiers that all of them read."""
    paths = [Path(FIVE), Path(default_path())]
    before = [path.read_bytes() for path in paths]
    yield
    assert [path.read_bytes() for path in paths] == before


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders, one after the other: `mktemp` reads all that are there to find one."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_environment(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, and nothing from outside that changes a screen."""
    home = next(homes)
    home.mkdir()
    for name in CLEARED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (("CONFIG", ".config"), ("DATA", ".local/share"), ("CACHE", ".cache")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("USER", "analyst")
    monkeypatch.setenv("LOGNAME", "analyst")
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    return home
