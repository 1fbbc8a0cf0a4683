"""Write the README's pictures: `python -m tests.tui.pictures`.

They are taken from the scenarios that the snapshot tests run, which fail where one is stale.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from kursk_tui.tui.app import KurskApp
from kursk_tui.tui.widgets.painted import Painted
from tests.tui.scenarios import BY_NAME, Scenario, app_for, play

FOLDER = Path(__file__).parent.parent.parent / "screenshots"
PICTURES = (
    *("dark-overview-120x36", "dark-chart-120x36", "dark-disagreements-120x36"),
    "dark-beside-200x60",
)


def picture(app: KurskApp) -> str:
    """The screen of a running app as SVG, without links: a picture leads nowhere."""
    app.door.links = False
    for widget in app.screen.query(Painted):
        widget.sync()
    return app.export_screenshot(title="kursk-tui", simplify=True)


async def _picture_of(scenario: Scenario, folder: Path) -> str:
    app = app_for(scenario, folder)
    async with app.run_test(size=scenario.size) as pilot:
        await play(pilot, scenario)
        return picture(app)


def main() -> None:
    """Write all pictures."""
    # The same surroundings as in the tests.
    os.environ.pop("NO_COLOR", None)
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    os.environ["USER"] = os.environ["LOGNAME"] = "analyst"
    os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            svg = asyncio.run(_picture_of(BY_NAME[name], Path(folder)))
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
        print(FOLDER / f"{name}.svg")


if __name__ == "__main__":
    main()
