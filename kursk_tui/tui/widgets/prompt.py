"""A one-line prompt.

Textual's own `Input` writes 2.4 to 4.4 kB for each character typed; this one repaints what
changed, a few dozen bytes. It knows the keys that shells have taught: the arrows, home and
end, ctrl+a, ctrl+e, ctrl+k, ctrl+u, ctrl+w, and paste.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len
from textual.events import Key
from textual.strip import Strip

from kursk_tui.tui.display import Display
from kursk_tui.tui.widgets.painted import Painted


def _ignore(_: object) -> None:
    """Nobody is interested."""


class Answers(NamedTuple):
    """Whom a prompt tells, at once and not by message, so that the next key finds it done.

    `changed` gets the text after each change; `done` the text, or None where it was given up;
    `passed` a key that a prompt has no use for, such as an arrow down.
    """

    changed: Callable[[str], None] = _ignore
    done: Callable[[str | None], None] = _ignore
    passed: Callable[[str], None] = _ignore


class Prompt(Painted):
    """A label and a line of text that is edited. Its screen hands it the keys while it asks.

    It never takes Textual's focus: a change of focus repaints more than a line.
    """

    def __init__(self, display: Display, *, id: str = "prompt") -> None:
        super().__init__(id=id)
        self.door = display
        self.label = ""
        self.text = ""
        self.at = 0
        self.asking = False
        self.answers = Answers()

    def ask(self, label: str, answers: Answers, text: str = "") -> None:
        """Show the prompt with a label and a text to begin with, and take the keys."""
        self.answers = answers
        self.label, self.text, self.at = label, text, len(text)
        self.asking = True
        self.sync()

    def finish(self, text: str | None) -> None:
        """Give the keys back and tell what was typed; None where it was given up."""
        self.asking = False
        self.sync()
        self.answers.done(text)

    def release(self) -> None:
        """Give the keys back and tell nobody: what was typed so far stands."""
        self.asking = False
        self.sync()

    def put(self, text: str, at: int) -> None:
        """Another text, with the cursor before its character `at`."""
        changed = text != self.text
        self.text, self.at = text, min(max(at, 0), len(text))
        self.sync()
        if changed:
            self.answers.changed(text)

    def make_line(self, y: int) -> Strip:
        """Label, text and a cursor; a long text is shown around its cursor."""
        width = self.size.width
        label = self.door.clean(self.label)
        room = max(4, width - cell_len(label) - 1)
        # No more of a long text is looked at than may be shown, also where marks pile up.
        reach = 8 * width
        before, after = self.text[max(0, self.at - reach) : self.at], self.text[self.at :]
        while cell_len(self.door.clean(before)) >= room:
            before = before[1:]
        return self.door.strip(
            [(label, "key"), (before, ""), (after[:1] or " ", "cursor"), (after[1:], "")], width
        )

    def paste(self, pasted: str) -> None:
        """Put pasted text in, as one line."""
        text = " ".join(pasted.split())
        self.put(self.text[: self.at] + text + self.text[self.at :], self.at + len(text))

    def take(self, event: Key) -> None:
        """Edit, finish, or pass the key on."""
        key, before, after = event.key, self.text[: self.at], self.text[self.at :]
        if key == "enter":
            self.finish(self.text)
        elif key in ("escape", "ctrl+c"):
            self.finish(None)
        elif key == "backspace":
            if self.text:
                self.put(before[:-1] + after, self.at - 1)
            else:
                self.finish(None)
        elif key == "delete":
            self.put(before + after[1:], self.at)
        elif key == "ctrl+u":
            self.put(after, 0)
        elif key == "ctrl+k":
            self.put(before, self.at)
        elif key == "ctrl+w":
            kept = before.rstrip().rpartition(" ")
            self.put(kept[0] + kept[1] + after, len(kept[0] + kept[1]))
        elif key in ("left", "right", "home", "end", "ctrl+a", "ctrl+e"):
            ends = {"left": self.at - 1, "right": self.at + 1, "home": 0, "ctrl+a": 0}
            self.put(self.text, ends.get(key, len(self.text)))
        elif event.is_printable and event.character:
            self.put(before + event.character + after, self.at + 1)
        else:
            self.answers.passed(key)
