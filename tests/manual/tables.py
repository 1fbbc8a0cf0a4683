"""The manual's tables, made from the registries: `python -m tests.manual.tables` writes them.

`test_tables.py` fails where a topic has another table than the registry makes.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from kursk_tui.analysis.query.fields import FIELDS, FORMS
from kursk_tui.commands import COMMANDS, shown_key
from kursk_tui.help.topics import FOLDER
from kursk_tui.tui.marks import SIGNS

WIDTH = 78
INDENT = 4


def row(left: str, text: str, width: int) -> Iterator[str]:
    """One row of two columns; the right one is wrapped."""
    room = WIDTH - INDENT - width - 2
    for n, line in enumerate(textwrap.wrap(text, room)):
        yield f"{' ' * INDENT}{left if n == 0 else '':<{width}}  {line}"


def keys() -> Iterator[str]:
    """Every command with its keys, by group."""
    groups = list(dict.fromkeys(command.group for command in COMMANDS))
    ordered = sorted(COMMANDS, key=lambda command: groups.index(command.group))
    for group, commands in groupby(ordered, key=lambda command: command.group):
        yield f"### {group}"
        yield ""
        for command in commands:
            shown = " ".join(map(shown_key, command.keys))
            yield from row(shown, f"{command.title}. {command.help}", 22)
        yield ""


def marks() -> Iterator[str]:
    """Every mark with what it means, by the list that has it."""
    for where, signs in groupby(SIGNS, key=lambda sign: sign.where):
        yield f"### {where}"
        yield ""
        for sign in signs:
            yield from row(sign.mark, sign.meaning, 6)
        yield ""


def terms() -> Iterator[str]:
    """Every term of a query."""
    width = max(len(field.example) for field in (*FORMS, *FIELDS))
    for field in (*FORMS, *FIELDS):
        values = f" ({', '.join(field.typed)})" if field.values else ""
        yield from row(field.example, field.what + values, width)
    yield ""


# The sections of topics that hold nothing else: (topic, heading).
TABLES: Mapping[tuple[str, str], Callable[[], Iterable[str]]] = {
    ("keys", "Every key"): keys,
    ("keys", "Every mark"): marks,
    ("queries", "Every term"): terms,
}


def with_table(text: str, heading: str, lines: Iterable[str]) -> str:
    """A topic with a section as its registry makes it."""
    table = "\n".join(lines)
    section = re.compile(rf"(?<=^## {heading}\n).*?(?=^## |\Z)", re.M | re.S)
    return section.sub(lambda _: f"\n{table}\n", text, count=1).rstrip("\n") + "\n"


def main() -> None:
    """Write the tables into their topics."""
    for (topic, heading), table in TABLES.items():
        path = FOLDER / f"{topic}.md"
        path.write_text(with_table(path.read_text("utf-8"), heading, table()), "utf-8")
        print(path, file=sys.stderr)


if __name__ == "__main__":
    main()
