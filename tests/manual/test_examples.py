"""Whatever the README and the manual tell a reader to type does what they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kursk_tui.analysis.disagreements.folds import fold
from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.cli.parser import EXPLORER, build_parser, commands_of, parse
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.help.topics import TOPICS
from kursk_tui.notebook.notebook import Notebook
from kursk_tui.words.rows import row_sentence
from tests.cli.running import called
from tests.intake.captures import entry, rss
from tests.manual.documents import documents, examples, spans

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = documents()
# A look-up that several documents have is tried in the first.
LINES: dict[str, list[str]] = {}
for _name, _text in DOCUMENTS.items():
    _before = {line for lines in LINES.values() for line in lines if ".json" not in line}
    LINES[_name] = [line for line in examples(_text) if line not in _before]
# Status 1 is nothing found: a new reader has no notebook, no edits, no article that waits.
MAY_FIND_NOTHING = {"notes", "edits", "import", "verify", "restore", "doctor", "update"}
ARTICLE = "The council said on Monday that at least 300 soldiers had been killed.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the examples name: an article, copies of articles, two notebooks."""
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(ARTICLE, "utf-8")
    Path("newer.txt").write_text(f"{ARTICLE}More of it.\n", "utf-8")
    Path("helper.py").write_text("print('[]')\n", "utf-8")
    Path("counts.csv").write_text("Outlet,Killed\nHerald,at least 3\n", "utf-8")
    item = 'item = "Q1"\n[measures]\nkilled = "P1120"\n'
    Path("item.toml").write_text(item, "utf-8")
    Path("saved").mkdir()
    Path("saved/page.txt").write_text(ARTICLE, "utf-8")
    Path("feed.xml").write_bytes(rss(entry("A page", ARTICLE)))
    Path("articles").mkdir()
    Path("articles/copy.txt").write_text(ARTICLE, "utf-8")
    for name in ("my-notes.json", "colleague.json"):
        Notebook.open(name).append("flag", "event:museum", author=name)
    return tmp_path


@pytest.mark.parametrize("name", [name for name, lines in LINES.items() if lines])
def test_every_example_runs(name: str, desk: Path) -> None:
    lines = LINES[name]
    if any("mine.json" in line for line in lines) and "kursk-tui copy mine.json" not in lines:
        assert called("copy", "mine.json").status == 0
    for line in lines:
        words = shlex.split(line, comments=True)[1:]
        arguments = parse(words)
        if arguments.run == EXPLORER or arguments.command == "tour":
            assert arguments.dossier is None or arguments.dossier.is_file(), line
            continue
        result = called(*words)
        allowed = (0, 1) if arguments.command in MAY_FIND_NOTHING or "flag:" in line else (0,)
        assert result.status in allowed, (line, result.err)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_inside_a_sentence_can_be_typed(name: str) -> None:
    for span in spans(DOCUMENTS[name]):
        if not span.startswith("kursk-tui ") or "COMMAND" in span:
            continue
        arguments = parse(shlex.split(span.partition("|")[0])[1:])
        if arguments.command == "help" and arguments.topic != "TOPIC":
            assert arguments.topic in TOPICS, span


def test_every_option_is_the_parser_s() -> None:
    top = build_parser()
    parsers = [top, *commands_of(top).values()]
    parsers += [inner for command in parsers[1:] for inner in commands_of(command).values()]
    known = {option for p in parsers for action in p._actions for option in action.option_strings}
    for name, text in DOCUMENTS.items():
        for span in spans(text):
            words = span.split()
            if words[0].startswith("--") and len(words[0]) > 2:
                assert words[0] in known, (name, span)


def test_the_sentence_of_the_readme_is_the_gravest_there_is() -> None:
    dossier = Dossier.open(default_path())
    gravest = fold(disagreements(dossier).rows)[0].head
    quoted = re.findall(r"^> (.*)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert " ".join(quoted) == row_sentence(dossier, gravest)
