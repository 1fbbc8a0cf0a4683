"""Private names of Textual are used in one file alone, so that a new Textual is mended there."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import kursk_tui
from kursk_tui.tui import textual_compat
from kursk_tui.tui.textual_compat import FaultApp, KeyParser, OpenDriver
from tests.tui.driving import explorer, press, screen_lines, settle

ROOM = Path(kursk_tui.__file__).parent
FILES = sorted(set(ROOM.rglob("*.py")) - {Path(textual_compat.__file__)})
# Public in spite of their names.
NAMED_TUPLES = {"_replace", "_asdict", "_fields", "_make"}


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def of_textual(kind: type) -> set[str]:
    """Private names of those bases of a class that are Textual's, on classes and on objects."""
    found: set[str] = set()
    for base in kind.__mro__:
        if base.__module__.startswith("textual"):
            found |= of_one(base)
    return found


@cache
def of_one(base: type) -> set[str]:
    """Private names of one class, without those of its bases."""
    found = {name for name in vars(base) if private(name)}
    return found | set(re.findall(r"\bself\.(_[a-z]\w*)", inspect.getsource(base)))


def own_names(node: ast.ClassDef) -> Iterator[str]:
    """Names that a class defines, or uses of itself or of its bases."""
    for part in ast.walk(node):
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
            yield part.name
        elif isinstance(part, ast.Attribute):
            yield part.attr
        elif isinstance(part, ast.AnnAssign | ast.Assign):
            targets = part.targets if isinstance(part, ast.Assign) else [part.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_no_other_file_imports_what_is_private() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "textual" in text else ():
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                is_theirs = name.startswith("textual.")
                assert not (is_theirs and any(map(private, name.split(".")))), (path, name)


def test_no_other_file_uses_what_is_private() -> None:
    for path in (path for path in FILES if path.is_relative_to(ROOM / "tui")):
        require_public(path)


def require_public(path: Path) -> None:
    """Assert that a file of the explorer uses nothing of Textual that is private."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = importlib.import_module(".".join(path.relative_to(ROOM.parent).with_suffix("").parts))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and private(node.attr):
            # Of another object, nothing private at all.
            ours = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls", "os")
            ours = ours or (
                isinstance(node.value, ast.Call) and ast.unparse(node.value) == "super()"
            )
            assert ours or node.attr in NAMED_TUPLES, (path, node.lineno, ast.unparse(node))
    for node in tree.body:
        kind = getattr(module, node.name, None) if isinstance(node, ast.ClassDef) else None
        if isinstance(node, ast.ClassDef) and isinstance(kind, type):
            used = {name for name in own_names(node) if private(name)}
            assert not used & of_textual(kind), (path, node.name)


def test_the_names_are_those_of_the_textual_that_is_installed() -> None:
    assert {"_file", "_app", "_loop", "_disable_mouse_support", "_writer_thread"} <= of_textual(
        OpenDriver
    )
    assert {"_handle_exception", "_fatal_error"} <= of_textual(FaultApp)
    assert [type(message).__name__ for message in KeyParser().feed("q")] == ["Key"]


async def test_what_changes_below_a_screen_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with explorer() as (pilot, below):
        await press(pilot, "d")
        drawn: list[object] = []
        monkeypatch.setattr(pilot.app, "_display", lambda *given: drawn.append(given))
        below.panes["claims"].refresh()
        below.panes["timeline"].move_by(1)
        await settle(pilot)
        assert drawn == []
        pilot.app.screen.refresh()
        await settle(pilot)
        assert drawn


async def test_a_size_that_comes_while_another_screen_is_shown_is_found_below() -> None:
    async with explorer((80, 24)) as (pilot, below):
        await press(pilot, "m enter")
        await pilot.resize_terminal(120, 36)
        await settle(pilot)
        await press(pilot, "backspace backspace")
        assert pilot.app.screen is below
        assert below.has_class("-wide")
        assert below.panes["detail"].size.width > 40
        assert max(len(line.rstrip()) for line in screen_lines(pilot)) > 100
