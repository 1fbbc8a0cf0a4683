"""Flags and ratings of what the cursor is on: a part of the explorer."""

from __future__ import annotations

from collections.abc import Sequence

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.holding import Facet
from kursk_tui.tui.marks import marks_of
from kursk_tui.tui.screens.flag import FLAGS, RATINGS, Choice, FlagScreen
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.panes import Panes
from kursk_tui.tui.view import facet_name


def described(whole: Dossier, facet: Facet) -> tuple[str, str]:
    """What a notebook names a record by, and what it is in words; of a claim what it says."""
    about = f"{facet.kind}: {facet_name(whole, facet)}"
    if facet.kind == "claim":
        about += f" — {whole.claims[facet.id].statement}"
    return f"{facet.kind}:{facet.id}", about


def ask(screen: ListScreen, target: str, about: str, choices: Sequence[Choice] = FLAGS) -> None:
    """Ask for a flag or a verdict, or for one of other choices, and why."""
    host = screen.host
    before = marks_of(host.workspace).notes(target)
    screen.app.push_screen(FlagScreen(host, target, about, before, None, screen.say, choices))


class Judging:
    """The commands that flag or rate the record at the cursor."""

    def __init__(self, screen: ListScreen, panes: Panes) -> None:
        self._screen, self._host, self._panes = screen, screen.host, panes

    def do_flag(self) -> None:
        """Flag what is at the cursor."""
        subject = self.subject()
        if subject is not None:
            ask(self._screen, *subject)

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
        ask(self._screen, target, about, choices)

    def do_flags(self) -> None:
        """All flags."""
        self._host.show_flags(self._panes.context)

    def subject(self) -> tuple[str, str] | None:
        """Target and description of what the cursor is on; says so where it is nothing."""
        subject = self._panes.subject()
        if subject is None or subject.kind == "measure":
            self._screen.say("go to an event, a claim, a source or an agent first")
            return None
        return described(self._panes.context.whole, subject)
