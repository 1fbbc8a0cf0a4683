"""Who can read what the program writes, where a notebook's words go, and when it calls out.

One run of every command, and of an explorer in a terminal, each in a process whose sockets are
watched. What they leave behind is then looked through.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kursk_tui.cli.parser import build_parser, commands_of
from kursk_tui.dossier.dossier import default_path
from kursk_tui.notebook.notebook import Notebook
from tests.five import FIVE
from tests.store.disks import ROOT, insert
from tests.tui.articles import PARAGRAPHS
from tests.tui.terminal import Terminal

CLAIM = "ki-2025-02-27.17c"
# Words that stand in the notebook and nowhere else.
CANARY = "zymurgy-in-confidence"
AUTHOR = "quixotry-reviewer"

# Whoever asks for another machine is written down, and ends at once.
SITECUSTOMIZE = """
import os, sys
EVENTS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}
EVENTS |= {f"socket.get{name}" for name in ("addrinfo", "hostbyname", "hostbyaddr", "nameinfo")}
def hook(event, args):
    if event in EVENTS:
        with open(os.environ["CALLED_OUT"], "a") as log:
            log.write(f"{event} {args[-1] if event == 'socket.connect' else args}\\n")
        os._exit(99)
sys.addaudithook(hook)
"""

# Each command in a child of one process, so that the interpreter starts only once.
COMMANDS = """
import json, os, sys
import kursk_tui.analysis.disagreements.listing, kursk_tui.cli.session, kursk_tui.store.storage
import kursk_tui.export.report, kursk_tui.intake.review.taking
for words in json.load(sys.stdin):
    read, write = os.pipe()
    if os.fork() == 0:
        os.dup2(write, 1), os.dup2(write, 2), os.close(read)
        from kursk_tui.main import main
        sys.argv[1:] = words
        try:
            status = main(words)
        except SystemExit as left:
            status = left.code
        sys.stdout.flush()
        os._exit(status)
    os.close(write)
    with open(read, "rb") as pipe:
        out = pipe.read().decode()
    print(json.dumps([words, os.waitstatus_to_exitcode(os.wait()[1]), out]), flush=True)
"""

READING: tuple[tuple[str, ...], ...] = (
    ("find", "killed"),
    ("find", "flag:any"),
    ("claims", "--measure", "killed"),
    ("claims", "flag:any"),
    ("events",),
    ("event", "museum"),
    ("sources",),
    ("source", "ki-2025-02-27"),
    ("agents",),
    ("agent", "nis"),
    ("overview",),
    ("measures",),
    ("measure", "killed"),
    ("disagreements", "--severity", "4"),
    ("compare", CLAIM),
    ("origins", CLAIM),
    ("claim", CLAIM),
    ("books",),
    ("verify",),
    ("check",),
    ("stats",),
    ("dossiers",),
    ("doctor",),
    ("help", "query"),
    ("completions", "bash"),
    ("man",),
    ("edits",),
)
# These are asked for what stands in a notebook.
OF_NOTES: tuple[tuple[str, ...], ...] = (
    ("notes",),
    ("notes", "merge", "{own}", "{other}", "-o", "{out}/merged.json"),
)
WRITING: tuple[tuple[str, ...], ...] = (
    ("copy", "{out}/copy.json"),
    ("new", "{out}/new.json", "--title", "A flood", "--pack", "disaster"),
    ("retract", CLAIM, "counted twice"),
    ("edits", "undo"),
    ("edits", "redo"),
    ("import", "{article}"),
    ("import", "{article}", "--list"),
    ("import", "{pages}"),
    ("import",),
    ("diff", "ki-2026-02-12", "{article}"),
    ("diff", "ki-2026-02-12", "{article}", "--accept"),
    ("copy", "{out}/shipped.json", "-d", default_path()),
    ("update", "{out}/shipped.json"),
    ("restore",),
    ("restore", "{dossier}", "last"),
    ("export", "brief", "-o", "{out}/brief.html"),
    ("export", "brief", "killed", "-o", "{out}/killed-brief.md"),
    ("export", "report", "-o", "{out}/report.md"),
    ("export", "report", "losses", "-o", "{out}/losses.md"),
    ("export", "csv", "-o", "{out}/claims.csv"),
    ("export", "csv", "pairs", "-o", "{out}/pairs.csv"),
    ("export", "csv", "events", "-o", "{out}/events.csv"),
    ("export", "jsonl", "sources", "-o", "{out}/sources.jsonl"),
    ("export", "xlsx", "-o", "{out}/all.xlsx"),
    ("export", "sqlite", "-o", "{out}/all.sqlite"),
    ("export", "ftm", "-o", "{out}/ftm.jsonl"),
    ("export", "stix", "-o", "{out}/stix.json"),
    ("export", "ucdp", "killed", "-o", "{out}/ucdp.csv"),
    ("export", "quickstatements", "--map", "{map}", "-o", "{out}/wikidata.txt"),
    ("export", "csl", "-o", "{out}/csl.json"),
    ("export", "bibtex", "-o", "{out}/sources.bib"),
    ("export", "json", "-o", "{out}/data.json"),
    ("export", "schema", "-o", "{out}/schema.json"),
    ("export", "webannotation", "-o", "{out}/annotations.jsonld"),
    ("export", "forest", "killed", "-o", "{out}/killed.svg"),
    ("export", "chart", "killed", "-o", "{out}/killed-chart.svg"),
    ("export", "origins", CLAIM, "-o", "{out}/origins.svg"),
    ("export", "origins", CLAIM, "--dot", "-o", "{out}/origins.dot"),
)
ENDINGS = ("md", "csv", "json", "jsonld")


class Run(NamedTuple):
    """What was printed by which command, the folders that were there, who called out."""

    printed: list[tuple[list[str], int, str]]
    home: Path
    out: Path
    own: Path
    calls: Path
    environ: dict[str, str]


@pytest.fixture(scope="module")
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    # Where nothing is masked, what is not for others is so by its own mode; the long form has
    # the usual mask.
    is_long = "long" in str(request.config.getoption("markexpr"))
    before = os.umask(0o022 if is_long else 0)
    try:
        yield _everything(tmp_path_factory.mktemp("access"))
    finally:
        os.umask(before)


def _everything(folder: Path) -> Run:
    home, out, site = folder / "home", folder / "out", folder / "site"
    for made in (home, out, site):
        made.mkdir(mode=0o700)
    (site / "sitecustomize.py").write_text(SITECUSTOMIZE, "utf-8")
    article = folder / "article.txt"
    article.write_text("\n\n".join(PARAGRAPHS), "utf-8")
    pages = folder / "pages"
    pages.mkdir()
    (pages / "one.txt").write_text(f"Another page\n\n{PARAGRAPHS[2]}", "utf-8")
    item = folder / "item.toml"
    item.write_text('item = "Q1"\n[measures]\nkilled = "P1120"\n', "utf-8")
    calls = folder / "calls.txt"
    environ = {
        **os.environ,
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "USER": AUTHOR,
        "PYTHONPATH": os.pathsep.join((str(site), str(ROOT))),
        "CALLED_OUT": str(calls),
    }
    for name in ("DATA", "CACHE", "CONFIG"):
        environ.pop(f"XDG_{name}_HOME", None)
    own = home / ".local" / "share" / "kursk-tui" / "notebook.json"
    other, dossier = out / "other.json", out / "own.json"
    book = Notebook.open(other)
    book.append("note", f"claim:{CLAIM}", body=f"{CANARY} of another", author=AUTHOR)
    names = {
        "own": str(own),
        "other": str(other),
        "out": str(out),
        "article": str(article),
        "pages": str(pages),
        "map": str(item),
        "dossier": str(dossier),
    }

    def carried_out(*commands: tuple[str, ...]) -> list[tuple[list[str], int, str]]:
        lines = [[word.format(**names) for word in words] for words in commands]
        done = subprocess.run(
            [sys.executable, "-c", COMMANDS],
            input=json.dumps(lines),
            capture_output=True,
            text=True,
            env=environ,
            cwd=ROOT,
            check=True,
        )
        found = [tuple(json.loads(line)) for line in done.stdout.splitlines()]
        assert len(found) == len(commands), done.stderr
        return found

    printed = carried_out(("-d", FIVE, "copy", str(dossier)), ("stats",))
    _explorer(str(dossier), out, article, environ)
    options = ("-d", str(dossier))
    rest = [*READING, *WRITING, *OF_NOTES]
    printed += carried_out(*[(*options, *words) for words in rest])
    return Run(printed, home, out, own, calls, environ)


def _explorer(dossier: str, out: Path, article: Path, environ: dict[str, str]) -> None:
    """Flag, take an article in, write what is in view: by keys."""
    words = ["-d", dossier, "--with", str(out / "other.json")]
    with Terminal(words, size=(120, 36), environ=environ) as terminal:
        terminal.wait_for("q quit")
        terminal.send("0", "2", "f", "j", "enter", CANARY, "enter")
        terminal.wait_for("kept: real")
        for ending in ENDINGS:
            terminal.send("x", f"{out}/view.{ending}", "enter")
            terminal.wait_for("written: ")
            terminal.send("j")
            terminal.wait(lambda: "written: " not in terminal.lines[-1], "the message's end")
        terminal.send("m", "j", "enter", "x", f"{out}/view.svg", "enter")
        terminal.wait_for("written: picture")
        terminal.send("backspace", "backspace", "i", str(article), "enter")
        terminal.wait_for("the document, then")
        terminal.send("enter", "kyiv-i", "tab", "enter", "a")
        terminal.wait_for("kept: source")
        terminal.send("a")
        terminal.wait(lambda: "1 kept" in terminal.lines[0], "a claim that is kept")
        terminal.send("backspace", "q")
        assert terminal.wait_exit() == 0


def files_of(run: Run) -> list[Path]:
    return [path for top in (run.home, run.out) for path in top.rglob("*") if path.is_file()]


def test_every_command_is_run_and_succeeds(run: Run) -> None:
    words = {words[2] if words[0] == "-d" else words[0] for words, _, _ in run.printed}
    # The explorer is what `open` and `tour` open.
    assert words == set(commands_of(build_parser())) - {"open", "tour"}
    failed = [(words, status, out[-500:]) for words, status, out in run.printed if status > 1]
    # A retracted claim and its missing text are nothing that fails.
    assert [line for line in failed if "verify" not in line[0]] == []


@pytest.mark.long
def test_files_are_for_their_owner_and_so_are_folders(run: Run) -> None:
    made = {
        path.relative_to(run.home).parts[0] for path in files_of(run) if run.home in path.parents
    }
    assert {".local", ".cache"} <= made
    parts = {part for path in files_of(run) for part in path.parts}
    wanted = {"notebook.json", "notebook.json.lock", "own.json.lock", "queue", "texts", "backups"}
    assert wanted <= parts
    modes = {path: path.stat().st_mode & 0o777 for path in files_of(run)}
    assert [(path, oct(mode)) for path, mode in modes.items() if mode != 0o600] == []
    folders = [path for top in (run.home, run.out) for path in top.rglob("*") if path.is_dir()]
    odd = [
        (path, oct(path.stat().st_mode)) for path in folders if path.stat().st_mode & 0o777 != 0o700
    ]
    assert odd == []


@pytest.mark.long
def test_a_notebooks_words_are_in_it_and_its_copies_alone(run: Run) -> None:
    holding = {path for path in files_of(run) for word in (CANARY,) if word in _text(path)}
    assert run.own in holding
    backups = run.own.parent / "backups"
    asked = {run.own, run.out / "other.json", run.out / "merged.json"}
    assert [path for path in holding - asked if backups not in path.parents] == []
    # What a merge was asked for is a notebook too, and has copies.
    kept = {path.parent.name.partition("-")[0] for path in holding - asked}
    assert kept <= {"notebook.json", "merged.json"}
    assert "notebook.json" in kept


def test_no_command_prints_a_notebooks_words_but_the_one_that_is_asked(run: Run) -> None:
    telling = [words for words, _, out in run.printed if CANARY in out]
    assert [words[2:] for words in telling] == [["notes"]]


def test_nobody_calls_out(run: Run) -> None:
    assert not run.calls.exists() or run.calls.read_text() == ""


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/a", "https://quay.example/cellars"])
def test_only_the_import_of_an_address_calls_out(run: Run, address: str, tmp_path: Path) -> None:
    environ = {**run.environ, "CALLED_OUT": str(tmp_path / "calls")}
    command = [
        sys.executable,
        "-m",
        "kursk_tui",
        "-d",
        str(run.out / "own.json"),
        "import",
        address,
    ]
    done = subprocess.run(command, env=environ, cwd=ROOT, check=False, capture_output=True)
    assert done.returncode == 99
    assert "socket." in (tmp_path / "calls").read_text()


def test_the_explorer_calls_out_for_an_address_that_is_given(run: Run, tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    environ = {**run.environ, "CALLED_OUT": str(calls)}
    with Terminal(["-d", str(run.out / "own.json")], environ=environ) as terminal:
        terminal.wait_for("q quit")
        terminal.send("i")
        terminal.wait(
            lambda: "WAITING" in "".join(terminal.lines) or "take in" in terminal.lines[-1],
            "the question",
        )
        if "take in" not in terminal.lines[-1]:
            terminal.send("i")
            terminal.wait_for("take in (file, folder or http address)")
        terminal.send("http://127.0.0.1:9/a")
        terminal.wait_for("127.0.0.1:9/a")
        assert not calls.exists()
        terminal.send("enter")
        assert terminal.wait_exit() == 99
    assert "socket." in calls.read_text()


# ---- locks


@pytest.mark.parametrize(
    ("mode", "lock"), [(0o600, 0o600), (0o644, 0o600), (0o664, 0o660), (0o666, 0o666)]
)
def test_a_lock_is_for_those_who_may_write_to_its_file(
    tmp_path: Path, mode: int, lock: int
) -> None:
    path = tmp_path / "file.json"
    path.write_text('{"rows": {}}')
    path.chmod(mode)
    before = os.umask(0)
    try:
        insert(path)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == mode
    assert Path(f"{path}.lock").stat().st_mode & 0o777 == lock


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")
