"""`kursk-tui doctor`: what it finds, that it goes on where all is broken, what it never says."""

from __future__ import annotations

import fcntl
import json
import os
import re
import socket
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from kursk_tui.cli.commands import doctor
from kursk_tui.notebook.notebook import Notebook
from kursk_tui.upkeep import health
from tests.cli.hostile import Files, hostile, write_hostile
from tests.cli.running import Result, called, on_terminal, spawned

CANARY = "canary"
FORMATS = (None, "table", "plain", "json", "jsonl", "csv", "md")


@pytest.fixture
def home(own_environment: Path) -> Path:
    """A home in which each file holds a word that nobody else is to read."""
    data, settings = own_environment / ".local/share/kursk-tui", own_environment / ".config"
    (settings / "kursk-tui").mkdir(parents=True)
    (settings / "kursk-tui/config.toml").write_text(f'author = "{CANARY} A"\n', "utf-8")
    for name in ("texts", "queue"):
        (data / name).mkdir(parents=True)
    (data / "texts/canary-1.txt").write_text(f"The {CANARY} sang.\n", "utf-8")
    notebook = Notebook.open(str(data / "notebook.json"))
    notebook.append("note", f"claim:{CANARY}-1.1", body=f"a {CANARY}", author=CANARY)
    return own_environment


@pytest.fixture
def dossier(home: Path, tmp_path: Path) -> str:
    """A sound dossier that holds the word wherever text can be."""
    content = json.dumps(hostile()).replace("Gazette", f"Gazette {CANARY}")
    path = tmp_path / "dossier.json"
    path.write_text(content.replace('"gazette', f'"{CANARY}-gazette'), "utf-8")
    assert path.read_text("utf-8").count(CANARY) > 10
    return str(path)


def lines_of(result: Result) -> dict[str, tuple[bool, str]]:
    """Each line by its name: whether it is marked, and what it says."""
    assert all("  " in line[2:] for line in result.out.splitlines()), result.out
    split = [(line[0], *line[2:].split("  ", 1)) for line in result.out.splitlines()]
    return {name: (mark == "!", value.strip()) for mark, name, value in split}


def asked(dossier: str, *words: str) -> dict[str, tuple[bool, str]]:
    """What the doctor says, and that its status is that of the marks."""
    result = called("-d", dossier, "doctor", *words)
    lines = lines_of(result)
    marked = [name for name, (mark, _) in lines.items() if mark]
    assert result.status == (1 if marked else 0), result.out
    assert CANARY not in result.out + result.err
    assert result.out.replace("\n", "").isprintable()
    return lines


# ---- where no problems


def test_all_is_well_and_everything_is_told(dossier: str, home: Path) -> None:
    lines = asked(dossier)
    assert not any(mark for mark, _ in lines.values()), lines
    for name, words in (
        ("kursk-tui", version("kursk-tui")),
        ("textual", "8."),
        ("for web pages and PDFs", "trafilatura 2"),
        ("terminal", "TERM=xterm-256color"),
        ("on a terminal", "stdout no"),
        ("colours", "16"),
        ("locale", "LC_ALL=C.UTF-8"),
        ("clipboard", "OSC 52"),
        ("settings", "~/.config/kursk-tui/config.toml: file"),
        ("settings say", "0 commands with other keys, mouse on"),
        ("dossier", f"{dossier}: file, mode 0"),
        ("dossier's health", "sound, format 1"),
        ("dossier's health", "7 claims"),
        ("notebook", "~/.local/share/kursk-tui/notebook.json: file, mode 0600"),
        ("notebook's health", "sound, 1 entry"),
        ("notebook's writers", "not locked"),
        ("texts in it", "1"),
        ("articles that wait", "0"),
        ("cache holds", "0 files"),
    ):
        assert words in lines[name][1], (name, lines[name])
    assert str(home) not in str(lines)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_says_the_same_and_no_contents(format: str | None, dossier: str) -> None:
    words = ("--format", format) if format else ()
    result = called("-d", dossier, "doctor", *words)
    assert result.status == 0
    assert CANARY not in result.out + result.err
    assert "sound, format 1" in result.out
    if format == "json":
        rows = json.loads(result.out)
        assert [row["name"] for row in rows] == list(asked(dossier))
        assert not any(row["care"] for row in rows)


def test_it_asks_nobody(dossier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    assert "versions" not in asked(dossier)


def test_neither_a_screen_library_nor_a_database_is_loaded(dossier: str) -> None:
    code = "import sys; from kursk_tui.main import main; main(['doctor']); print(*sys.modules)"
    result = on_terminal(("-c", code), program=(sys.executable,))
    modules = set(result.out.splitlines()[-1].split())
    assert "kursk_tui.upkeep.health" in modules
    assert not modules & {"textual", "rich", "tinydb"}


# ---- warnings


def warned(dossier: str, *, broken: bool = False) -> None:
    """Give the dossier a closed release, a slip, and a problem if it is to be broken."""
    path = Path(dossier)
    data = json.loads(path.read_text("utf-8"))
    data["events"]["3"]["closed"] = True
    data["claims"]["1"]["as_of"] = "2040"
    if broken:
        data["events"]["3"]["kind"] = CANARY
    path.write_text(json.dumps(data), "utf-8")


def test_warnings_are_counted_and_need_no_care(dossier: str) -> None:
    warned(dossier)
    marked, said = asked(dossier)["dossier's health"]
    assert not marked
    assert said.startswith("sound, 2 warnings, format 1, ")


def test_warnings_are_counted_beside_problems(dossier: str) -> None:
    warned(dossier, broken=True)
    marked, said = asked(dossier)["dossier's health"]
    assert marked
    # The claims of what is a release no more are problems too.
    assert re.match(r"\d+ problems, first in table events, field kind, 1 warning; ", said)


# ---- what is broken


def damaged(change: Callable[[dict[str, dict[str, object]]], object]) -> str:
    data = hostile()
    change(data)
    return json.dumps(data)


DAMAGES: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "is empty"),
    "cut": (f'{{"claims": {{"1": "{CANARY}', "not valid JSON"),
    "bytes": (b"\xff\xfe canary", "not UTF-8"),
    "a list": (f'["{CANARY}"]', "not an object of tables"),
    "a row's key": (f'{{"claims": {{"{CANARY}": {{}}}}}}', "not a file of tables"),
    "a table": (damaged(lambda d: d.update(canary={})), "1 problem, first in an unknown table"),
    "a field": (damaged(lambda d: d["events"]["1"].update(canary=1)), "first in table events"),  # type: ignore[attr-defined]
    "a value": (
        damaged(lambda d: d["events"]["1"].update(kind=CANARY)),  # type: ignore[attr-defined]
        "1 problem, first in table events, field kind",
    ),
    "a key twice": (f'{{"{CANARY}": {{}}, "{CANARY}": {{}}}}', "problems, first in"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_dossier_is_said_to_be_and_not_quoted(damage: str, dossier: str) -> None:
    content, words = DAMAGES[damage]
    raw = content if isinstance(content, bytes) else content.encode()
    Path(dossier).write_bytes(raw)
    marked, said = asked(dossier)["dossier's health"]
    assert marked
    assert words in said
    assert "run kursk-tui check" in said


@pytest.mark.parametrize(
    "content",
    [
        "",
        f'{{"notes": {{"1": {{"body": "{CANARY}"}}}}}}',
        f'{{"{CANARY}": {{}}}}',
        f'{{"notes": {{"1": {{"{CANARY}": 1}}}}}}',
    ],
)
def test_a_damaged_notebook_and_one_beside_it(content: str, dossier: str, tmp_path: Path) -> None:
    notes = tmp_path / "notes.json"
    notes.write_text(content, "utf-8")
    lines = asked(dossier, "--notes", str(notes), "--with", str(notes))
    for name in ("notebook's health", "its health"):
        assert lines[name][0], name
        assert "run kursk-tui notes" in lines[name][1]


def test_everything_broken_at_once_is_told_to_the_end(home: Path, tmp_path: Path) -> None:
    (home / ".config/kursk-tui/config.toml").write_text(f'\nauthor = 3\n{CANARY} = "x"\n', "utf-8")
    (home / ".local/share/kursk-tui/notebook.json").write_text(CANARY, "utf-8")
    (home / ".local/share/kursk-tui/queue/x.json").write_text(CANARY, "utf-8")
    broken = asked(str(tmp_path / "none.json"), "--texts", str(tmp_path / "no-texts"))
    marked = {name for name, (mark, _) in broken.items() if mark}
    assert marked >= {
        *("dossier", "dossier's health", "notebook's health", "settings say"),
        *("texts", "articles that wait"),
    }
    assert "line 3" in broken["settings say"][1]
    assert "cache holds" in broken


def test_a_part_that_fails_is_told_without_its_words(
    dossier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> Iterator[object]:
        raise ValueError(CANARY)

    monkeypatch.setattr(doctor, "_dossier", broken)
    lines = asked(dossier)
    assert lines["dossier"] == (
        True,
        "could not be determined (ValueError); send this line with the report",
    )
    assert "cache holds" in lines


def test_a_path_that_would_command_the_terminal_is_shown(tmp_path: Path) -> None:
    lines = asked(str(tmp_path / "\x1b[31m.json"))
    assert "␛[31m.json: not there" in lines["dossier"][1]
    result = called("-d", str(tmp_path / "\x1b[31m.json"), "doctor", "--ascii")
    assert result.out.isascii()


def test_bad_use_is_bad_use() -> None:
    assert called("doctor", "everything").status == 2


# ---- files


def test_locks_and_leavings(dossier: str, tmp_path: Path) -> None:
    notes = tmp_path / "notes.json"
    Notebook.open(str(notes)).append("flag", "claim:a", author="b")
    # Of a process that is gone: numbers end below this one.
    (tmp_path / ".notes.json.4194999.0123abcd.tmp").touch()
    with (tmp_path / "notes.json.lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        marked, said = asked(dossier, "--notes", str(notes))["notebook's writers"]
        assert marked
        assert "locked now, 1 temporary file left" in said
    marked, said = asked(dossier, "--notes", str(notes))["notebook's writers"]
    assert marked
    assert said.startswith("not locked, 1 temporary file left")
    (tmp_path / "notes.json.lock-held").touch()
    marked, said = asked(dossier, "--notes", str(notes))["notebook's writers"]
    assert marked
    assert f"remove {notes}.lock-held" in said


def test_a_share_and_a_folder_that_is_a_file(tmp_path: Path, dossier: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/a / ext4 rw 0 0\nhost:/x {tmp_path}/a\\040share nfs4 rw 0 0\n"
        f"/dev/b {tmp_path}/a\\040share/inner xfs rw 0 0\nbroken\n",
        "utf-8",
    )
    for path, system in (("b", "ext4"), ("a share/b", "nfs4"), ("a share/inner/c", "xfs")):
        assert health.file_system(str(tmp_path / path), str(mounts)) == system
    assert health.file_system("/", str(tmp_path / "none")) == ""
    (tmp_path / "file").touch()
    lines = asked(dossier, "--notes", str(tmp_path / "file/notes.json"))
    assert lines["notebook"][0]


def test_a_notebook_on_a_share_needs_care(
    dossier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for system, needs_care in (("nfs4", True), ("cifs", True), ("ext4", False), ("tmpfs", False)):
        monkeypatch.setattr(health, "file_system", lambda *_, s=system: s)
        found = health.look_at(str(tmp_path), changed=True)
        assert bool(found.todo) is needs_care, system
        assert f"on {system}" in found.value


def test_a_cache_that_others_may_write_to_is_not_used(dossier: str, home: Path) -> None:
    cache = home / ".cache/kursk-tui"
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    marked, said = asked(dossier)["cache holds"]
    assert marked
    assert "chmod go-w" in said


# ---- the terminal


@pytest.mark.parametrize(
    ("environ", "name", "words"),
    [
        ({"TERM": "dumb"}, "terminal", "needs a terminal"),
        ({"TERM": "linux"}, "clipboard", "no clipboard"),
        ({"STY": "1.pts"}, "clipboard", "screen drops it"),
        ({"COLUMNS": "200"}, "size", "unset COLUMNS"),
    ],
)
def test_what_of_a_terminal_needs_care(environ: dict[str, str], name: str, words: str) -> None:
    result = on_terminal(("doctor",), environ=environ)
    marked, said = lines_of(result)[name]
    assert marked
    assert words in said
    assert result.status == 1


def test_the_size_of_a_terminal() -> None:
    for size, marked, words in (
        ((80, 24), False, "80x24"),
        ((39, 24), True, "39x24; the explorer needs 40x10"),
        ((0, 0), True, "0x0: treated as 80x24"),
    ):
        found = lines_of(on_terminal(("doctor",), size=size))["size"]
        assert found[0] is marked
        assert words in found[1]


@pytest.mark.parametrize(
    ("setting", "marked"), [("on", False), ("external", True), ("off", True), ("", False)]
)
def test_tmux_is_asked_what_it_does_with_the_clipboard(
    setting: str, marked: bool, dossier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmux = tmp_path / "bin/tmux"
    tmux.parent.mkdir()
    tmux.write_text(f"#!/bin/sh\n[ -n '{setting}' ] && echo {setting}\n", "utf-8")
    tmux.chmod(0o700)
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    monkeypatch.setenv("PATH", f"{tmux.parent}:{os.environ['PATH']}")
    found = asked(dossier)["clipboard"]
    assert found[0] is marked
    assert "tmux" in found[1]
    assert setting in found[1]


def test_ssh_and_no_color_and_a_locale_without_utf8(dossier: str) -> None:
    environ = {
        "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22",
        "NO_COLOR": "1",
        "LC_ALL": "en_US.ISO-8859-1",
        "TEXTUAL_FPS": "30",
    }
    result = spawned("-d", dossier, "doctor", environ=environ)
    lines = lines_of(result)
    assert lines["through"] == (False, "ssh")
    assert "192.0.2" not in result.out
    assert "none (NO_COLOR)" in lines["colours"][1]
    assert "ASCII only" in lines["locale"][1]
    assert "TEXTUAL_FPS=30" in lines["other settings"][1]
    assert lines["settings say"][1].endswith("mouse off")


def test_a_write_hostile_dossier_is_sound(tmp_path: Path, home: Path) -> None:
    files: Files = write_hostile(tmp_path)
    lines = asked(files.dossier, "--notes", files.notebook, "--texts", files.texts)
    assert not any(mark for mark, _ in lines.values()), lines
