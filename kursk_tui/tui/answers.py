"""What the terminal answers when it is asked for its background, taken out of what is typed.

Textual would take the answer for keys, whenever it comes. So it is looked for all the time, and
nothing waits for it: what is drawn before it comes is drawn in the theme to begin with.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kursk_tui.terminal import Theme, theme_on

# OSC 11 of xterm.
QUESTION = "\x1b]11;?\x1b\\"
_PART = "([0-9a-fA-F]{1,4})"
_ANSWER = re.compile(rf"\x1b\]11;(?:rgba?:{_PART}/{_PART}/{_PART})?[^\x07\x1b]*(?:\x07|\x1b\\)")
_BEGUN = re.compile(r"\x1b\](?:1(?:1(?:;[^\x07\x1b]{0,64}\x1b?)?)?)?\Z")
_CERTAIN = "\x1b]11;"


class Answers:
    """Calls `told` with the theme for the background that an answer names."""

    def __init__(self, told: Callable[[Theme], None]) -> None:
        self._told = told
        self._held = ""

    def rest(self, text: str) -> str:
        """The text without answers; what may begin one waits for what comes next."""
        text = self._held + text
        for found in _ANSWER.finditer(text):
            red, green, blue = found.groups()
            if red is not None:
                self._told(theme_on(red, green, blue))
        text = _ANSWER.sub("", text)
        begun = _BEGUN.search(text)
        self._held = begun.group() if begun else ""
        return text[: len(text) - len(self._held)]

    def late(self) -> str:
        """What has waited in vain: Alt with a bracket begins as an answer does."""
        if self._held.startswith(_CERTAIN):
            return ""
        held, self._held = self._held, ""
        return held
