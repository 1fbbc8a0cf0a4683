"""The cells of the topic `python` run one after the other, as a notebook would run them."""

from __future__ import annotations

import ast
import re
from typing import Any

import pytest

from kursk_tui.help.topics import text_of


def cells() -> list[str]:
    """What is indented by four, a cell a block."""
    blocks = re.findall(r"(?:^    .*\n(?:\n(?=    ))?)+", text_of("python"), re.M)
    return [re.sub(r"^    ", "", block, flags=re.M) for block in blocks]


def test_every_cell_runs_and_shows_something(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("polars", reason="polars is not installed")
    names: dict[str, Any] = {}
    found = cells()
    assert len(found) >= 8
    for cell in found:
        tree = ast.parse(cell)
        for statement in tree.body:
            if isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Call):
                # What a notebook would show is there.
                value = eval(ast.unparse(statement), names)
                parts = value if isinstance(value, tuple) else (value,)
                assert any(part is not None for part in parts), cell
            else:
                exec(ast.unparse(statement), names)
    assert names["lowest"] > 0
    assert capsys.readouterr().out.count("\n") == 5
