"""The top line (what is in view) and the bottom line (keys, messages, the prompt)."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual.strip import Strip

from kursk_tui.commands import BY_ID
from kursk_tui.tui.display import Display, Line
from kursk_tui.tui.widgets.painted import Painted
from kursk_tui.tui.widgets.prompt import Prompt

STEP = " ▸ "
# By which names the bottom line has the commands that are always in it.
ALWAYS = tuple(BY_ID[name].title.lower() for name in ("help", "quit"))
# No step of a crumb is cut to fewer cells, as long as there are others to leave out.
LEAST_STEP = 14
# A title in fewer cells says nothing.
LEAST_TITLE = 12


def clipped_crumb(door: Display, crumb: str, room: int) -> str:
    """A crumb in at most `room` cells: the longest steps lose their middle, then whole steps go.

    The first step says what of, the last where one is: those two stay.
    """
    step = door.clean(STEP)
    steps = door.fit_parts(crumb.split(STEP), STEP, room, LEAST_STEP)
    kept = step.join(steps)
    for left in range(len(steps) - 2, 0, -1):
        if cell_len(kept) <= room:
            break
        # Of the steps between, the last ones say more of where one is.
        kept = step.join([steps[0], door.clean("…"), *steps[len(steps) - left :]])
    return door.fit_middle(kept, room)


class TopLine(Painted):
    """The dossier's title and counts at the left, the crumb at the right.

    Crumb and counts keep their room; `title` tells the title, which loses its middle first.
    """

    def __init__(self, display: Display, title: Callable[[], str] = str) -> None:
        super().__init__(id="top")
        self.door = display
        self.title = title
        self.counts = ""
        self.crumb = ""
        self.warning = ""
        self.lens = ""
        self.marked = ""

    def warn(self, warning: str) -> None:
        """Show a warning until it is taken back by an empty one."""
        self.warning = warning
        self.sync()

    def mark(self, marked: str) -> None:
        """Show how many rows are marked; nothing for an empty text."""
        if marked != self.marked:
            self.marked = marked
            self.sync()

    def tell(self, counts: str, crumb: str, lens: str = "") -> None:
        """Show other counts, another crumb, and what is left out, if anything."""
        self.counts, self.crumb, self.lens = counts, crumb, lens
        self.sync()

    def make_line(self, y: int) -> Strip:
        """The one line."""
        width = self.size.width
        warning = self.door.clean(f" {self.warning} ") if self.warning else ""
        # What is left out goes before how much is left, and before where one is.
        lens = self.door.fit_middle(f" {self.lens} ", max(14, width - 24)) if self.lens else ""
        marked = self.door.clean(f" {self.marked} ") if self.marked else ""
        beside = cell_len(warning) + cell_len(lens) + cell_len(marked)
        crumb = clipped_crumb(self.door, self.crumb, max(width - 8 - beside, 8))
        room = max(0, width - cell_len(crumb) - beside - 2)
        left = self.door.pad(self._counts(room), room)
        line = [(left, "bar"), (warning, "error"), (lens, "lens"), (marked, "key")]
        line += [(" ", ""), (crumb, "crumb")]
        return self.door.strip(line, width)

    def _counts(self, room: int) -> str:
        """The counts, shorter where there is less room; the last of them go first."""
        title = " ".join(self.title().split())
        counts = self.door.clean(f" {self.counts}" if self.counts else "")
        left = room - cell_len(counts) - 2
        if title and (left >= LEAST_TITLE or cell_len(self.door.clean(title)) <= left):
            return f" {self.door.fit_middle(title, left)} {counts}"
        parts = self.counts.split(" · ")
        texts = [f" {self.counts}"]
        texts += [
            f" {' · '.join(parts[:n])}".replace(" of ", "/") for n in range(len(parts), 0, -1)
        ]
        clean = map(self.door.clean, texts)
        return next((text for text in clean if cell_len(text) <= room), "")


class BottomLine(Prompt):
    """The keys that matter here, a message until the next key, or a prompt.

    One widget for all three: showing one in place of another would lay the screen out anew.
    """

    def __init__(self, display: Display, *, id: str = "bottom") -> None:
        super().__init__(display, id=id)
        self.hints: list[tuple[str, str]] = []
        self.message = ""
        self.look = "message"

    def hint(self, hints: list[tuple[str, str]]) -> None:
        """Show keys: (key, what it does) each."""
        self.hints = hints
        self.sync()

    def say(self, message: str, *, look: str = "message") -> None:
        """Show a one-line message in place of the keys; an empty one shows the keys again."""
        if (message, look) != (self.message, self.look):
            self.message, self.look = message, look
            self.sync()

    def make_line(self, y: int) -> Strip:
        """The one line: only hints that fit whole are shown."""
        if self.asking:
            return super().make_line(y)
        width = self.size.width
        if self.message:
            return self.door.strip(
                [(" " + self.door.fit(self.message, width - 1), self.look)], width
            )
        return self.door.strip(self._hints(width), width)

    def _hints(self, width: int) -> Line:
        """As many keys as fit, in their order; always those of the help, and to leave."""
        hints = [
            (self.door.clean(f" {key}"), self.door.clean(f" {what} ")) for key, what in self.hints
        ]
        sizes = [cell_len(key) + cell_len(what) for key, what in hints]
        shown = {place for place, (_, what) in enumerate(hints) if what.strip() in ALWAYS}
        room = width - sum(sizes[place] for place in shown)
        for place, size in enumerate(sizes):
            if place not in shown:
                room -= size
                if room < 0:
                    break
                shown.add(place)
        spans = [[(key, "key"), (what, "dim")] for key, what in hints]
        return [span for place in sorted(shown) for span in spans[place]]
