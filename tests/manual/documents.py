"""The README and the manual's topics, and the commands, keys and options that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kursk_tui.help.topics import TOPICS, text_of

README = Path(__file__).parents[2] / "README.md"
# What the examples install is tried where the whole project is.
INSTALLING = ("python3 ", "pipx ", "uvx ")


def documents() -> Mapping[str, str]:
    """Every document by name; the codebook is for readers of the data, and has no keys."""
    topics = {topic: text_of(topic) for topic in TOPICS if topic != "codebook"}
    return {"README": README.read_text("utf-8"), **topics}


def examples(text: str) -> Iterator[str]:
    """The commands that stand on lines of their own, over SSH without that."""
    for line in "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)).splitlines():
        if not line.startswith(INSTALLING):
            yield line.removeprefix("ssh host ")
    yield from re.findall(r"^    (?:ssh host )?(kursk-tui\b.*)$", text, re.M)


def spans(text: str) -> list[str]:
    """What stands between backticks inside a line."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    return [" ".join(found.split()) for found in re.findall(r"`([^`]+)`", text)]
