"""What the shells are told to complete."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kursk_tui.analysis.query.fields import FIELDS
from kursk_tui.cli.complete import SCRIPTS, completions
from kursk_tui.cli.parser import build_parser, commands_of
from kursk_tui.dossier.dossier import Dossier
from tests.cli.hostile import Files, write_hostile
from tests.cli.running import called, spawned


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return write_hostile(tmp_path_factory.mktemp("completion"))


@pytest.fixture
def dossier(files: Files, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    monkeypatch.setenv("KURSK_TUI_DOSSIER", files.dossier)
    return Dossier.open(files.dossier)


# ---- what the program answers


def test_commands_and_options() -> None:
    commands = list(commands_of(build_parser()))
    assert completions([""]) == completions([]) == commands
    assert completions(["ev"]) == ["events", "event"]
    assert completions(["no-such"]) == []
    for name, command in commands_of(build_parser()).items():
        assert completions([name, "-"]) == list(command._option_string_actions)
    assert completions(["claims", "--m"]) == ["--measure", "--min", "--max", "--modality"]
    assert completions(["notes", ""]) == ["merge"]
    assert completions(["help", "qu"]) == ["queries"]
    assert completions(["-d", "claims", "ev"]) == ["events", "event"]


def test_values() -> None:
    assert completions(["claims", "--format", "j"]) == ["json", "jsonl"]
    assert completions(["--color", ""]) == ["auto", "always", "never"]
    assert completions(["claims", "--modality=p"]) == ["--modality=possible"]
    assert completions(["disagreements", "--severity", ""]) == ["0", "1", "2", "3", "4"]
    assert completions(["completions", ""]) == ["bash", "zsh", "fish"]
    assert completions(["export", "s"]) == ["sqlite", "schema", "site", "stix"]
    assert completions(["export", "xlsx", "s"]) == ["sources", "scopes"]
    assert "killed" in completions(["export", "ucdp", ""])
    assert completions(["export", "csv", ""]) == [
        *("claims", "pairs", "sources", "agents", "events", "measures", "scopes"),
    ]


def test_ids_by_table(dossier: Dossier) -> None:
    for command, wanted in (
        ("event", dossier.events),
        ("claim", dossier.claims),
        ("source", dossier.sources),
        ("agent", dossier.agents),
        ("measure", dossier.measures),
        ("compare", dossier.claims),
        ("books", dossier.identities),
    ):
        assert completions([command, ""]) == list(wanted)
    for option, wanted in (
        ("--event", dossier.events),
        ("--source", dossier.sources),
        ("--agent", dossier.agents),
        ("--by", dossier.agents),
        ("--via", dossier.agents),
        ("--without", dossier.agents),
        ("--measure", dossier.measures),
    ):
        assert completions(["claims", option, ""]) == list(wanted)
        assert completions(["claims", f"{option}="]) == [f"{option}={id}" for id in wanted]
    assert completions(["disagreements", "--claim", "her"]) == ["herald-1.1", "herald-1.2"]
    assert completions(["origins", "herald"]) == ["herald-1.1", "herald-1.2", "herald"]
    assert completions(["compare", "gazette-1.1", "her"]) == ["herald-1.1", "herald-1.2"]
    assert completions(["export", "forest", ""]) == list(dossier.measures)
    assert completions(["export", "chart", ""]) == list(dossier.measures)
    assert completions(["export", "report", "f"]) == ["flood", "flooded"]
    assert completions(["open", "event:fl"]) == ["event:flood"]
    assert {"flood", "flooded"} <= set(completions(["open", ""]))
    # No more than a command takes.
    for words in (["event", "flood", ""], ["compare", "a", "b", ""], ["events-x", ""]):
        assert completions(words) == []


def test_fields_of_a_query(dossier: Dossier) -> None:
    for command in ("find", "claims", "events", "sources", "agents"):
        shown = completions([command, ""])
        assert [field.rstrip(":>") for field in shown] == [field.name for field in FIELDS]
    assert completions(["claims", "flood", "mo"]) == ["modality:"]
    assert completions(["claims", "modality:p"]) == ["modality:possible"]
    assert completions(["claims", "event:fl"]) == ["event:flood"]
    assert completions(["claims", "--", "-by:wat"]) == ["-by:water-board"]


@pytest.mark.parametrize(
    "words",
    [
        ["-d", ""],
        ["--dossier="],
        ["claims", "--texts", "x"],
        ["notes", "--with", ""],
        ["export", "json", "-o", ""],
        ["export", "json", "--output", ""],
        ["export", "site", ""],
        ["check", ""],
        ["notes", "merge", ""],
        ["claims", "--since", ""],
        ["stats", ""],
        ["man", ""],
    ],
)
def test_files_and_free_text_are_left_to_the_shell(words: list[str]) -> None:
    assert completions(words) == []


def test_the_dossier_of_the_line_is_asked(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "my file.json"
    shutil.copy(files.dossier, named)
    monkeypatch.setenv("HOME", str(tmp_path))
    for words in (
        ["-d", files.dossier, "event", "fl"],
        ["event", "-d", files.dossier, "fl"],
        [f"--dossier={files.dossier}", "event", "fl"],
        ["-d", "~/my\\ file.json", "event", "fl"],
        ["-d", f"'{named}'", "event", "fl"],
    ):
        assert completions(words) == ["flood"]
    assert "flood" not in completions(["event", ""])


def test_a_broken_dossier_is_silent(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text("{")
    for name in ("d.json", "none.json", "'"):
        result = called("__complete", "-d", str(tmp_path / name), "event", "")
        assert result == (0, "", "")


def test_the_program_prints_a_word_a_line(files: Files) -> None:
    assert spawned("__complete", "-d", files.dossier, "event", "b") == (
        0,
        "breach\nbriefing\n",
        "",
    )
    assert spawned("__complete") == (0, "\n".join(commands_of(build_parser())) + "\n", "")


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_is_printed(shell: str) -> None:
    assert called("completions", shell) == (0, SCRIPTS[shell], "")


# ---- the shells themselves


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH on which kursk-tui is this one."""
    program = tmp_path / "bin" / "kursk-tui"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kursk_tui "$@"\n')
    program.chmod(0o755)
    return f"{program.parent}:{os.environ['PATH']}"


def in_shell(shell: str, script: str, path: str, files: Files) -> list[str]:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    result = subprocess.run(
        [shell, "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path, "KURSK_TUI_DOSSIER": files.dossier},
        timeout=30,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.splitlines()


def test_bash(path: str, files: Files) -> None:
    cases: tuple[tuple[tuple[str, ...], list[str]], ...] = (
        (("event", "flo"), ["flood"]),
        (("ev",), ["events", "event"]),
        (("claims", "--mod"), ["--modality"]),
        # Bash parts a line at : and =, and puts a completion behind the last of them.
        (("claims", "event", ":", "flo"), ["flood"]),
        (("claims", "event", ":"), ["flood", "breach", "briefing", "second-briefing"]),
        (("claims", "--event", "=", "flo"), ["flood"]),
        (("claims", "--modality", "="), ["asserted", "expected", "possible", "denied"]),
        (("-d", "/nowhere.json", "event", ""), []),
        (("notes", "--with", ""), []),
    )
    script = f"eval '{SCRIPTS['bash'].replace(chr(39), chr(39) + chr(92) + chr(39) * 2)}'\n"
    for words, _ in cases:
        line = " ".join(f"'{word}'" for word in ("kursk-tui", *words))
        script += (
            f"COMP_WORDS=({line}); COMP_CWORD={len(words)}; COMPREPLY=(); _kursk_tui\n"
            'echo "${COMPREPLY[*]}"\n'
        )
    script += "complete -p kursk-tui\n"
    *found, registered = in_shell("bash", script, path, files)
    assert [line.split() for line in found] == [wanted for _, wanted in cases]
    assert registered == "complete -o default -F _kursk_tui kursk-tui"


def test_zsh(path: str, files: Files) -> None:
    # The widget's own variables and compadd are stood in for; there is no line editor here.
    script = (
        "compdef() { : }; compadd() { shift 2; print -l -- $@ }; _files() { print FILES }\n"
        'eval "$(kursk-tui completions zsh)"\n'
        "words=(kursk-tui event flo); CURRENT=3; _kursk_tui\n"
        "words=(kursk-tui check ''); CURRENT=3; _kursk_tui\n"
    )
    assert in_shell("zsh", script, path, files) == ["flood", "FILES"]


def test_fish(path: str, files: Files) -> None:
    script = (
        "kursk-tui completions fish | source\n"
        "complete -C 'kursk-tui event flo'\ncomplete -C 'kursk-tui claims --modality pos'\n"
    )
    found = in_shell("fish", script, path, files)
    assert [line.split("\t")[0] for line in found] == ["flood", "possible"]
