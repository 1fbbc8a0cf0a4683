"""Flags and ratings of what the cursor is on: a part of the explorer."""

from __future__ import annotations

from kursk_tui.tui.screens.flag import RATINGS, FlagScreen
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.panes import Panes


class Judging:
    """The commands that flag or rate the record at the cursor."""

    def __init__(self, screen: ListScreen, panes: Panes) -> None:
        self._screen, self._host, self._panes = screen, screen.host, panes

    def do_flag(self) -> None:
        """Flag what is at the cursor."""
        subject = self.subject()
        if subject is not None:
            target, about = subject
            before = self._panes.context.marks.notes(target)
            say = self._screen.say
            self._screen.app.push_screen(FlagScreen(self._host, target, about, before, None, say))

    def do_rate(self) -> None:
        """Rate the agent or the claim at the cursor."""
        subject = self.subject()
        if subject is None:
            return
        target, about = subject
        choices = RATINGS.get(target.partition(":")[0])
        if choices is None:
            self._screen.say(f"agents and claims are rated: {self._panes.go_to('claim', 'agent')}")
            return
        before, say = self._panes.context.marks.notes(target), self._screen.say
        self._screen.app.push_screen(
            FlagScreen(self._host, target, about, before, None, say, choices)
        )

    def do_flags(self) -> None:
        """All flags."""
        self._host.show_flags(self._panes.context)

    def subject(self) -> tuple[str, str] | None:
        """Target and description of what the cursor is on; says so where it is nothing."""
        subject = self._panes.subject()
        if subject is None or subject.kind == "measure":
            self._screen.say("go to an event, a claim, a source or an agent first")
            return None
        about = self._panes.about(subject)
        if subject.kind == "claim":
            about += f" — {self._panes.context.whole.claims[subject.id].statement}"
        return f"{subject.kind}:{subject.id}", about
