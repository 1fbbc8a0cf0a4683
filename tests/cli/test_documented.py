"""Nothing that the command line understands goes without a word about it."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kursk_tui.analysis.query.fields import FIELDS, FORMS
from kursk_tui.cli.arguments import FORMATS
from kursk_tui.cli.filters import query_of
from kursk_tui.cli.manual import manual
from kursk_tui.cli.parser import build_parser, commands_of
from kursk_tui.help.topics import TOPICS, text_of
from kursk_tui.terminal import ASCII_GLYPHS
from tests.cli.running import called, on_terminal
from tests.manual.documents import documents


def commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its name, those of a command too."""
    for name, command in commands_of(build_parser()).items():
        yield name, command
        for inner, action in commands_of(command).items():
            yield f"{name} {inner}", action


def read(roff: str) -> str:
    """What a reader of the page sees, without its macros."""
    text = re.sub(r"^\.(?:B|SS|SH|TP|TH|nf|fi)\b ?", "", roff, flags=re.M)
    return text.replace("\\-", "-").replace("\\e", "\\").replace("\\&", "")


def section(page: str, name: str) -> str:
    """The part of the page about one command."""
    found = re.search(rf"^\.SS {re.escape(name)}( .*)?\n((?:(?!\.S[SH] ).*\n)*)", page, re.M)
    assert found, f"the manual has no {name}"
    return read(found.group())


def test_every_command_and_option_has_help() -> None:
    top = build_parser()
    for name, parser in (("", top), *commands()):
        assert parser.description, name
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                helps = {choice.dest: choice.help for choice in action._choices_actions}
                assert set(helps) == set(action.choices)
                assert all(helps.values()), helps
            else:
                assert action.help, (name, action.dest)


def test_the_manual_has_every_command_and_option() -> None:
    page = manual().replace("\\-", "-")
    top = build_parser()
    common = {option for action in top._actions for option in action.option_strings}
    for option in common:
        assert option in page
    for name, parser in commands():
        outer, _, inner = name.partition(" ")
        told = section(page, outer)
        assert inner in told
        assert (parser.description or "").split("\n")[0] in told
        for action in parser._actions:
            for option in action.option_strings:
                assert option in common or re.search(rf"(?<!\S){option}\b", told), (name, option)
            if action.option_strings and not common & set(action.option_strings):
                assert action.help
                assert action.help in told


def test_the_manual_and_help_have_every_field_of_a_query() -> None:
    page = " ".join(read(manual()).split())
    for text in (page, " ".join(text_of("queries").split())):
        for field in (*FORMS, *FIELDS):
            assert field.example in text, field.name
            assert field.what in text, field.name
            for value in field.values:
                assert value in text, (field.name, value)
        for format in FORMATS:
            assert format in page


def test_an_option_stands_for_a_term_of_its_field() -> None:
    for command in ("find", "claims"):
        parser = commands_of(build_parser())[command]
        for field in FIELDS:
            for option in field.options:
                assert option.operator in field.operators
                value = field.example.removeprefix(field.name).lstrip(":<>=")
                arguments = parser.parse_args(["museum", f"--{option.name}", value])
                _, term = query_of(arguments).terms
                assert (term.field, term.operator, term.value) == (
                    field.name,
                    option.operator,
                    value,
                )


def test_the_page_prints_without_a_warning(tmp_path: Path) -> None:
    page = tmp_path / "kursk-tui.1"
    page.write_text(manual(), "utf-8")
    if shutil.which("groff") is None and shutil.which("mandoc") is None:
        pytest.skip("neither groff nor mandoc is installed")
    if shutil.which("groff"):
        command = ["groff", "-man", "-ww", "-Tutf8", "-rLL=100n", str(page)]
    else:
        command = ["mandoc", "-T", "lint", "-W", "warning", str(page)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    shown = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", result.stdout)
    for name, _ in commands():
        assert name in " ".join(shown.split())
    assert "figure>=1,000" in shown


def test_a_topic_is_printed_as_it_stands() -> None:
    for topic in TOPICS:
        printed = called("help", topic).out
        assert printed.startswith(text_of(topic)), topic


def test_in_ascii_a_mark_of_the_manual_is_that_of_the_screen() -> None:
    """Each mark can be looked up: none has become a question mark, which is a key."""
    printed = called("--ascii", "help", "keys").out
    assert printed.isascii()
    assert printed.count("?") == called("help", "keys").out.count("?")
    assert f"    {ASCII_GLYPHS[ord('»')]}  " in printed


def test_topics_are_listed_and_have_other_names() -> None:
    assert called("help", "query").out == text_of("queries")
    listed = called("help").out
    assert all(re.search(rf"^    {topic} +{what}$", listed, re.M) for topic, what in TOPICS.items())
    assert not re.search("[^\x00-\x7f]", called("help", "keys", "--ascii").out)


def test_a_long_topic_goes_through_the_pager(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nwc -l\n")
    pager.chmod(0o755)
    lines = str(text_of("keys").count("\n"))
    environ = {"PAGER": str(pager)}
    assert on_terminal(("help", "keys"), environ=environ).out.strip() == lines
    assert "# Keys" in on_terminal(("help", "keys", "--no-pager"), environ=environ).out


def test_the_page_names_every_topic() -> None:
    page = read(manual())
    for topic, what in TOPICS.items():
        assert f"{topic}\n{what}\n" in page


def test_the_manual_s_topics_have_every_command_and_field() -> None:
    text = "\n".join(documents().values())
    code = " ".join(re.findall(r"```.*?```|^    .*?$|`[^`\n]+`", text, re.S | re.M))
    missing = [name for name, _ in commands() if not re.search(rf"(?<![\w-]){name}(?![\w-])", code)]
    missing += [
        field.name
        for field in FIELDS
        if not re.search(rf"(?<![\w-]){field.name}(?:{'|'.join(field.operators)})", code)
    ]
    missing += [f"--format {format}" for format in FORMATS if format not in code]
    assert not missing, f"the topics say nothing of {', '.join(missing)}"
