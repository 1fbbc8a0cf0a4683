"""What a look-up loads: neither a screen library nor a database, and Rich for a table alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.hostile import Files, write_hostile
from tests.cli.running import on_terminal

LOOK_UPS = (
    ("find", "council"),
    ("claims",),
    ("claims", "--measure", "flooded", "--min", "100"),
    ("claim", "gazette-1.1"),
    ("events",),
    ("event", "flood"),
    ("sources",),
    ("source", "herald-1"),
    ("agents",),
    ("agent", "council"),
    ("measures",),
    ("measure", "flooded"),
    ("disagreements",),
    ("compare", "gazette-1.1", "herald-1.1"),
    ("origins", "gazette-1.1"),
    ("origins", "council"),
    ("books",),
    ("books", "by-district"),
    ("stats",),
    ("check",),
    ("claims", "--known-at", "2031-03-05"),
)
HEAVY = ("textual", "rich", "tinydb", "jsonschema", "hypothesis", "asyncio")
# A look-up that only reads records does not pay for what compares them.
COMPARING = "kursk_tui.analysis.disagreements.listing"
CHEAP = {"find", "claims", "claim", "events", "event", "sources", "source", "agents", "agent"}

# Every look-up in a child of one process, so that the interpreter starts only once.
PROGRAM = """\
import io, json, os, sys
from contextlib import redirect_stderr, redirect_stdout
for words in json.loads(sys.argv[1]):
    read, write = os.pipe()
    if os.fork() == 0:
        from kursk_tui.main import main
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            status = main(words)
        os.write(write, json.dumps([status, sorted(sys.modules)]).encode())
        os._exit(0)
    os.close(write)
    with open(read, "rb") as pipe:
        print(json.dumps([words, *json.loads(pipe.read())]))
    os.wait()
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return write_hostile(tmp_path_factory.mktemp("cost"))


def loaded(commands: list[list[str]]) -> list[tuple[list[str], int, set[str]]]:
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(commands)],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return [(words, status, set(modules)) for words, status, modules in rows]


def test_a_plain_look_up_loads_no_screen_and_no_database(files: Files) -> None:
    commands = [
        ["-d", files.dossier, "--format", format, *words]
        for words in LOOK_UPS
        for format in ("plain", "json", "csv")
    ]
    found = loaded(commands)
    assert len(found) == len(commands)
    for words, status, modules in found:
        assert status == 0, words
        assert not modules & set(HEAVY), words
        if words[4] in CHEAP:
            assert COMPARING not in modules, words


def test_completion_loads_no_more(files: Files) -> None:
    commands = [
        ["__complete", "-d", files.dossier, *words]
        for words in (["ev"], ["event", "f"], ["claims", "--modality", ""], ["claims", "event:"])
    ]
    for words, _, modules in loaded(commands):
        assert not modules & {*HEAVY, COMPARING}, words


@pytest.mark.parametrize("words", [("agents",), ("claim", "gazette-1.1")])
def test_a_table_on_a_terminal_loads_rich_alone(
    words: tuple[str, ...], files: Files, tmp_path: Path
) -> None:
    out = tmp_path / "modules.json"
    code = (
        "import json, pathlib, sys\n"
        "from kursk_tui.main import main\n"
        f"main({['-d', files.dossier, *words]!r})\n"
        f"pathlib.Path({str(out)!r}).write_text(json.dumps(sorted(sys.modules)))\n"
    )
    shown = on_terminal(("-c", code), program=(sys.executable,), environ={"PAGER": "cat"})
    assert shown.out
    modules = set(json.loads(out.read_text()))
    assert "rich" in modules
    assert not modules & (set(HEAVY) - {"rich"})
