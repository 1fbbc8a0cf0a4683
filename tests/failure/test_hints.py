"""Every error about a file says what to do: none is made without a hint."""

from __future__ import annotations

import ast
from pathlib import Path

import kursk_tui

PACKAGE = Path(kursk_tui.__file__).parent


def test_every_error_of_a_file_is_made_with_a_hint() -> None:
    made, without = 0, []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "DossierError":
                continue
            made += 1
            if not any(keyword.arg == "hint" for keyword in node.keywords):
                without.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert made > 50
    assert without == []
