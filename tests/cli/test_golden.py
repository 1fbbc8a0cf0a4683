"""What every command prints in every format, byte for byte: see `golden_files`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kursk_tui.cli.parser import build_parser, commands_of
from tests.cli.golden_files import GOLDEN, LISTINGS, SINGLE, cases, printed
from tests.cli.hostile import Files, write_hostile


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return write_hostile(tmp_path_factory.mktemp("golden"))


@pytest.mark.parametrize(("name", "words"), cases(), ids=[name for name, _ in cases()])
def test_a_command_prints_what_it_printed(name: str, words: tuple[str, ...], files: Files) -> None:
    wanted = (GOLDEN / name).read_bytes().decode()
    assert printed(files, words).out == wanted, "look at it; python -m tests.cli.golden_files"


def test_no_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {name for name, _ in cases()}


def test_every_command_has_a_file() -> None:
    shown = {words[0] for words in (*LISTINGS.values(), *SINGLE.values())}
    # The explorer prints nothing, nor does what only writes; a dossier without edits has none;
    # what the doctor finds is of the machine that it runs on; copies are named by the time; what
    # there is to take up is of the data that come with the program; where dossiers are is of the
    # machine too.
    untold = {"open", "copy", "retract", "edits", "doctor", "restore", "update"}
    untold |= {"dossiers", "new", "tour"}
    assert shown == set(commands_of(build_parser())) - untold


@pytest.mark.parametrize("path", sorted(GOLDEN.iterdir()), ids=lambda path: path.name)
def test_no_file_holds_what_commands_a_terminal(path: Path) -> None:
    text = path.read_bytes().decode()
    if path.name.endswith(".colour.txt"):
        text = text.replace("\x1b[1m", "").replace("\x1b[0m", "")
    allowed = "\n\t" if path.suffix in (".tsv", ".fish") else "\n"
    bad = [c for c in text if c not in allowed and not c.isprintable()]
    assert not bad, sorted(set(bad))


@pytest.mark.parametrize("name", LISTINGS)
def test_the_formats_say_the_same(name: str) -> None:
    plain = (GOLDEN / f"{name}.tsv").read_text("utf-8").splitlines()
    assert len({line.count("\t") for line in plain}) == 1
    as_json = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    lines = (GOLDEN / f"{name}.jsonl").read_text("utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert found == (as_json if isinstance(as_json, list) else [as_json])
    rows = (GOLDEN / f"{name}.csv").read_text("utf-8").splitlines()
    table = (GOLDEN / f"{name}.md").read_text("utf-8").splitlines()
    assert len(rows) == len(plain) == len(table) - 1
    bare = (GOLDEN / f"{name}.colour.txt").read_text("utf-8")
    bare = bare.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert bare == (GOLDEN / f"{name}.txt").read_text("utf-8")
    wide = [line for line in bare.splitlines() if len(line) > 80]
    assert not wide
