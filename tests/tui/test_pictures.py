"""The README's pictures show what the program shows today."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.pictures import FOLDER, PICTURES, picture
from tests.tui.scenarios import BY_NAME


@pytest.mark.parametrize("name", PICTURES)
async def test_a_picture_is_fresh(name: str, tmp_path: Path) -> None:
    stored = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert await picture(BY_NAME[name], tmp_path) == stored, "run python -m tests.tui.pictures"


def test_no_picture_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.svg" for name in PICTURES}
