"""The help as rows: every command with its keys, then the topics of the manual."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kursk_tui.commands import COMMANDS, Keymap, keys_of, shown_key
from kursk_tui.help.topics import TOPICS, text_of
from kursk_tui.tui.panes.detail import Entry

_TOPIC = "manual: "


class HelpRow(NamedTuple):
    """One row: the keys, what it is called, and what it does or tells."""

    keys: str
    title: str
    about: str
    group: str


def help_rows(keymap: Keymap) -> Mapping[str, HelpRow]:
    """Return the rows by id, which for a command is its own."""
    rows = {
        command.id: HelpRow(
            " ".join(map(shown_key, keys_of(command, keymap))),
            command.title,
            command.help,
            command.group,
        )
        for command in COMMANDS
    }
    topics = {
        f"{_TOPIC}{topic}": HelpRow("", topic, f"The manual: {about}.", "Manual")
        for topic, about in TOPICS.items()
    }
    return rows | topics


def topic_of(item: str) -> str | None:
    """Return the topic that a row leads to, None for a command."""
    return item.removeprefix(_TOPIC) if item.startswith(_TOPIC) else None


def topic_entries(topic: str) -> list[Entry]:
    """Return a topic's lines as they stand, its headings in bold."""
    lines = text_of(topic).splitlines()
    return [Entry("", line, "bold" if line.startswith("#") else "") for line in lines]
