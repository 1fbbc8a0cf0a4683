"""Every test runs with settings, locale and clock of its own, never the developer's."""

from __future__ import annotations

from pathlib import Path

import pytest

CLEARED = (
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "LINES",
    "KURSK_TUI_DOSSIER",
    "KURSK_TUI_CACHE",
    "SSH_CONNECTION",
    "TEXTUAL",
    "TEXTUAL_THEME",
)


@pytest.fixture(autouse=True)
def own_environment(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A home folder of the test's own, and nothing from outside that changes a screen."""
    home = tmp_path_factory.mktemp("home")
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
