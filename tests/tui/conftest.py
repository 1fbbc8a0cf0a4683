"""The detail follows a resting cursor at once: tests wait for that state, not for the clock."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kursk_tui.tui import resting


@pytest.fixture(autouse=True)
def no_time_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rest of a thousandth of a second in place of one that a reader would not notice."""
    monkeypatch.setattr(resting, "REST_SECONDS", 0.001)


@pytest.fixture(autouse=True)
def panes_first(own_environment: Path) -> None:
    """What is run in a terminal begins with the panes, as most of these tests are about them."""
    begin_with_panes(Path(os.environ["XDG_CONFIG_HOME"]))


def begin_with_panes(home: Path) -> None:
    """Write settings by which the program begins with the panes into a configuration folder."""
    folder = home / "kursk-tui"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("overview = false\n", encoding="utf-8")
