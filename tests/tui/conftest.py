"""The detail follows a resting cursor at once: tests wait for that state, not for the clock."""

from __future__ import annotations

import pytest

from kursk_tui.tui.screens import explorer, finding


@pytest.fixture(autouse=True)
def no_time_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rest of a thousandth of a second in place of one that a reader would not notice."""
    monkeypatch.setattr(explorer, "REST_SECONDS", 0.001)
    monkeypatch.setattr(finding, "REST_SECONDS", 0.001)
