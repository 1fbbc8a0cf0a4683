"""The manual page, made from the parser: what is not documented there is nowhere."""

from __future__ import annotations

import argparse
from collections.abc import Collection

from kursk_tui.cli.parser import DESCRIPTION, EPILOG, build_parser, commands_of
from kursk_tui.help.topics import TOPICS, text_of


def manual() -> str:
    """The page `kursk-tui(1)` in the man macros."""
    parser = build_parser()
    lines = [
        '.TH KURSK\\-TUI 1 "" "kursk\\-tui" "User Commands"',
        ".SH NAME",
        "kursk\\-tui \\- explore who said which figure about a contested event",
        ".SH SYNOPSIS",
        ".B kursk\\-tui",
        "[OPTIONS] [COMMAND [ARGUMENTS]]",
        ".SH DESCRIPTION",
        _roff(DESCRIPTION),
        ".SH OPTIONS",
        *_options(parser),
        ".SH COMMANDS",
    ]
    for name, command in commands_of(parser).items():
        lines += [f".SS {_roff(_synopsis(name, command))}", _roff(command.description or "")]
        lines += _options(command, skip=_shared(parser))
        for inner, action in commands_of(command).items():
            lines += [".TP", f".B {_roff(_synopsis(f'{name} {inner}', action))}"]
            lines.append(_roff(action.description or ""))
            lines += _options(action, skip=_shared(parser))
    queries = text_of("queries").splitlines()[1:]
    lines += [".SH QUERIES", ".nf", *map(_roff, queries), ".fi"]
    lines += [".SH TOPICS", _roff("Each is printed by kursk-tui help TOPIC.")]
    for topic, what in TOPICS.items():
        lines += [".TP", f".B {_roff(topic)}", _roff(what)]
    lines += [".SH ENVIRONMENT AND EXIT STATUS", _roff(EPILOG)]
    return "\n".join(lines) + "\n"


def _shared(parser: argparse.ArgumentParser) -> set[tuple[str, str]]:
    """Options that are told of once, for all commands: a command may use a name otherwise."""
    return {pair for action in parser._actions for pair in _named(action)}


def _named(action: argparse.Action) -> set[tuple[str, str]]:
    return {(option, str(action.metavar)) for option in action.option_strings}


def _synopsis(name: str, command: argparse.ArgumentParser) -> str:
    words = [name]
    for action in command._actions:
        if action.option_strings or isinstance(action, argparse._SubParsersAction):
            continue
        shown = str(action.metavar or action.dest.upper())
        if not action.metavar and action.choices:
            shown = "|".join(map(str, action.choices))
        words.append(f"[{shown}]" if action.nargs in ("?", "*") else shown)
    return " ".join(words)


def _options(parser: argparse.ArgumentParser, skip: Collection[tuple[str, str]] = ()) -> list[str]:
    lines = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or _named(action).intersection(skip):
            continue
        if action.option_strings:
            names = ", ".join(action.option_strings)
            if action.nargs != 0:
                names += f" {action.metavar or '|'.join(map(str, action.choices or ()))}"
        else:
            names = str(action.metavar or action.dest)
        lines += [".TP", f".B {_roff(names)}", _roff(action.help or "")]
    return lines


def _roff(text: str) -> str:
    """Text in which nothing is a request or an escape, in the letters that every roff reads."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in text)
    return f"\\&{text}" if text[:1] in (".", "'") else text
