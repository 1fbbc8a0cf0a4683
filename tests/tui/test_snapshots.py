"""Pictures of the explorer's main states. `pytest --snapshot-update` renews them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.scenarios import SCENARIOS, Scenario, app_for, play


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_screen(scenario: Scenario, snap_compare: Callable[..., bool], tmp_path: Path) -> None:
    async def run_before(pilot: Pilot[None]) -> None:
        await play(pilot, scenario)

    app = app_for(scenario, tmp_path)
    assert snap_compare(app, terminal_size=scenario.size, run_before=run_before)
