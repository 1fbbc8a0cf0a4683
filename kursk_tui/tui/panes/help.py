"""The help as rows: what matters on a screen and its signs, every command, then the manual."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from kursk_tui.commands import BY_ID, COMMANDS, Keymap, keys_of, keys_on, shown_key
from kursk_tui.help.topics import TOPICS, text_of
from kursk_tui.tui.marks import SIGNS, Sign
from kursk_tui.tui.panes.detail import Entry

TOUR = "tour"
_TOPIC = "manual: "
# Ids of rows that only tell; no command has a space.
_HEADING, _SIGN, _NAME = "heading ", "sign ", "name "


class HelpRow(NamedTuple):
    """One row: the keys, what it is called, and what it does or tells. A heading is a title alone.

    A sign and a name have theirs in the place of keys.
    """

    keys: str
    title: str
    about: str
    group: str


class Here(NamedTuple):
    """The screen that is asked about.

    `name` is what the registry knows it by, `first` are the commands of its bottom line, `can`
    those that do something there. `drawn` are the signs that stand on it, `other` those that may;
    `names` are the abbreviations on it, each with what it stands for.
    """

    name: str
    first: Sequence[str]
    can: Collection[str]
    drawn: Sequence[Sign]
    other: Sequence[Sign]
    names: Sequence[tuple[str, str]]


def help_rows(keymap: Keymap, here: Here | None = None) -> Mapping[str, HelpRow]:
    """Return the rows by id, which for a command is its own; of a screen what matters there first.

    Without one the commands are in the order of the registry.
    """
    rows = {TOUR: HelpRow("", "The tour", "See the program in nine keys; nothing is kept.", TOUR)}
    if here is None:
        rows |= _commands([command.id for command in COMMANDS], keymap, "")
    else:
        rows |= dict(_of_screen(here, keymap))
    topics = {
        f"{_TOPIC}{topic}": HelpRow("", topic, f"The manual: {about}.", "Manual")
        for topic, about in TOPICS.items()
    }
    return rows | (_headed("THE MANUAL", topics) if here is not None else topics)


def _of_screen(here: Here, keymap: Keymap) -> Iterator[tuple[str, HelpRow]]:
    """The rows of a screen, before the manual."""
    held = keys_on(here.name, keymap)
    can = [command.id for command in COMMANDS if command.id in here.can and command.id in held]
    first = [name for name in here.first if name in can]
    parts = {
        "KEYS THAT MATTER HERE": _commands(first, keymap, here.name),
        "SIGNS ON THIS SCREEN": _signs(here.drawn),
        "NAMES ON THIS SCREEN": {
            f"{_NAME}{short} {name}": HelpRow(short, "", name, "names")
            for short, name in here.names
        },
    }
    rest = [name for name in can if name not in first]
    for group, names in groupby(sorted(rest, key=_group), key=lambda name: BY_ID[name].group):
        parts[f"MORE KEYS HERE: {group.upper()}"] = _commands(names, keymap, here.name)
    parts["SIGNS THAT MAY STAND HERE"] = _signs(here.other)
    others = [command.id for command in COMMANDS if command.id not in can]
    parts["KEYS OF OTHER SCREENS"] = _commands(others, keymap, "")
    for title, rows in parts.items():
        if rows:
            yield from _headed(title, rows).items()


def _group(name: str) -> int:
    """The place of a command's group in the registry."""
    groups = list(dict.fromkeys(command.group for command in COMMANDS))
    return groups.index(BY_ID[name].group)


def _headed(title: str, rows: Mapping[str, HelpRow]) -> dict[str, HelpRow]:
    return {f"{_HEADING}{title}": HelpRow("", title, "", ""), **rows}


def _commands(names: Iterable[str], keymap: Keymap, screen: str) -> dict[str, HelpRow]:
    """Rows of commands, with the keys that they have on a screen, or at all."""
    held = keys_on(screen, keymap) if screen else {}
    found = {}
    for name in names:
        command = BY_ID[name]
        keys = " ".join(map(shown_key, held.get(name, keys_of(command, keymap))))
        found[name] = HelpRow(keys, command.title, command.help, command.group)
    return found


def _signs(signs: Iterable[Sign]) -> dict[str, HelpRow]:
    """Rows of signs; one may stand in several places with several meanings."""
    return {
        f"{_SIGN}{SIGNS.index(sign)}": HelpRow(sign.mark, "", sign.meaning, sign.where)
        for sign in signs
    }


def is_heading(item: str) -> bool:
    """Whether a row is a heading, which no search finds."""
    return item.startswith(_HEADING)


def is_told(item: str) -> bool:
    """Whether a row only tells something: Enter does nothing there."""
    return item.startswith((_HEADING, _SIGN, _NAME))


def topic_of(item: str) -> str | None:
    """Return the topic that a row leads to, None for a command."""
    return item.removeprefix(_TOPIC) if item.startswith(_TOPIC) else None


def topic_entries(topic: str) -> list[Entry]:
    """Return a topic's lines as they stand, its headings in bold."""
    lines = text_of(topic).splitlines()
    return [Entry("", line, "bold" if line.startswith("#") else "") for line in lines]
