"""The English stands in one room: analysis has codes, and nobody reads a sentence back."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kursk_tui

HOUSE = Path(kursk_tui.__file__).parent
MOST_WORDS = 2  # so many words are a code, as `page moment`; more are a phrase
# Not `query`: the grammar of queries, the help of its fields and what it refuses stand together, as
# they do for dates and files. They speak of what was typed, not of records.
CODED = tuple(f"analysis/{name}" for name in ("ladder", "identities", "disagreements", "origins"))

READING = frozenset(
    {"replace", "partition", "rpartition", "split", "rsplit", "startswith", "endswith"}
    | {"removeprefix", "removesuffix", "find", "index"}
)
# What is taken apart there is a name or a phrase from the dossier, or a number.
TAKEN_APART = {
    "words/phrases.py": {"the ", "about "},
    "words/voices.py": {"an "},
    "tui/panes/disagreements.py": {" or "},
    "tui/panes/claims.py": {" or ", " of"},
}
DRAWING = ("words", "tui/panes", "cli/commands", "export")


def prose_in(source: str) -> list[str]:
    """The texts of a module that read like English: not docstrings, not of faults."""
    tree = ast.parse(source)
    left_out: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(node.value)
        elif isinstance(node, ast.Raise | ast.JoinedStr):
            left_out |= set(ast.walk(node)) - {node}
    found = []
    for node in ast.walk(tree):
        if node in left_out:
            continue
        if isinstance(node, ast.JoinedStr):
            parts = (p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
            text = "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if len(re.findall(r"[A-Za-z]+", text)) > MOST_WORDS and " " in text.strip():
            found.append(text)
    return found


def parsing_in(source: str) -> Iterator[str]:
    """What a module looks for in texts with a method of `READING`: phrases, and ids (as `.id`)."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr not in READING or not node.args:
            continue
        for part in ast.walk(node.args[0]):
            if isinstance(part, ast.Attribute) and part.attr == "id":
                yield ".id"
            text = part.value if isinstance(part, ast.Constant) else None
            if isinstance(text, str) and " " in text and re.search(r"[A-Za-z]{2}", text):
                yield text


def modules(*rooms: str) -> list[str]:
    """The modules of some rooms, as paths in the package."""
    return [
        path.relative_to(HOUSE).as_posix()
        for room in rooms
        for path in (HOUSE / room).rglob("*.py")
    ]


@pytest.mark.parametrize("module", modules(*CODED))
def test_analysis_holds_codes_and_no_english(module: str) -> None:
    assert prose_in((HOUSE / module).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("module", modules(*DRAWING))
def test_nobody_reads_a_sentence_back(module: str) -> None:
    found = set(parsing_in((HOUSE / module).read_text(encoding="utf-8")))
    assert found == TAKEN_APART.get(module, set())


MOST_BY_PLACE = 5


def by_place(sources: list[str]) -> list[str]:
    """Calls that make a record of more than `MOST_BY_PLACE` fields without naming each."""
    trees = [ast.parse(source) for source in sources]
    wide = {
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "NamedTuple" for base in node.bases)
        and sum(isinstance(field, ast.AnnAssign) for field in node.body) > MOST_BY_PLACE
    }
    return [
        ast.unparse(node)
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in wide and node.args
    ]


def test_wide_records_are_made_by_keyword() -> None:
    sources = [(HOUSE / m).read_text(encoding="utf-8") for m in modules("analysis", "words")]
    assert by_place(sources) == []
    fields = "".join(f"    f{n}: int\n" for n in range(6))
    assert by_place([f"class R(NamedTuple):\n{fields}", "R(1, f1=2)"]) == ["R(1, f1=2)"]


def test_a_phrase_is_seen_and_a_code_is_not() -> None:
    source = '''
def f(q):
    """All this is a docstring."""
    if not q:
        raise ValueError(f"{q}: no such thing here")
    return "page moment", "one is a denial", f"{q} of the {q} days"
'''
    assert sorted(prose_in(source)) == ["one is a denial", "{} of the {} days"]


def test_reading_back_is_seen() -> None:
    source = 'x.replace(q.id, name); x.partition(", citing "); x.split("\\n"); x.find(word)'
    assert set(parsing_in(source)) == {".id", ", citing "}
