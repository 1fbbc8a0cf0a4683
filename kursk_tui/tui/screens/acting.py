"""What the keys do to the record at the cursor, on every screen over the explorer."""

from __future__ import annotations

from collections.abc import Callable

from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.selecting import known
from kursk_tui.tui.screens.flag import RATINGS
from kursk_tui.tui.screens.judging import ask, ask_of_marked, described, rate_marked
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.noting import Noting
from kursk_tui.tui.screens.undoing import Undoing

# The kinds of records that each command has something to say of.
DISAGREEING = ("claim", "measure", "event", "source", "agent")
CLAIMS = ("claim",)
WITH_ORIGINS = ("claim", "agent")
COUNTED = ("claim", "measure")
FLAGGED = ("claim", "event", "source", "agent")


class Acting:
    """The commands that lead from a record on, or judge it.

    `look` tells the record at the cursor, None where there is none; `missing` then says where one
    is, as `go to a claim (2)`.
    """

    def __init__(
        self, screen: ListScreen, look: Callable[[], Facet | None], missing: Callable[[], str]
    ) -> None:
        self._screen, self._look, self._missing = screen, look, missing
        noting = Noting(screen, self._to_judge, screen.say)
        undoing = Undoing(screen, screen.say)
        self.do_note = noting.do_note
        self.do_undo, self.do_redo = undoing.do_undo, undoing.do_redo

    def do_disagreements(self) -> None:
        """What disagrees with the claim at the cursor, or on the measure there."""
        facet = self._of(DISAGREEING, "see what disagrees")
        if facet is not None:
            self._screen.host.survey.show_disagreeing(facet)

    def do_competing(self) -> None:
        """What two marked claims say together, else what competes with the claim at the cursor."""
        if (two := self._screen.host.marked.two_claims) is not None:
            self._screen.host.survey.show_compared(*two)
            return
        facet = self._of(CLAIMS, "see what competes with it")
        if facet is not None:
            self._screen.host.survey.show_competing(facet.id)

    def do_origins(self) -> None:
        """Where the claim at the cursor comes from, or what the agent there said."""
        facet = self._of(WITH_ORIGINS, "see where it comes from")
        if facet is not None:
            self._screen.host.survey.show_origins(facet)

    def do_measures(self) -> None:
        """The chart of what the claim at the cursor counts."""
        facet = self._of(COUNTED, "see its measure")
        if facet is None:
            return
        dossier = self._screen.host.workspace.dossier
        claim = dossier.claims[facet.id] if facet.kind == "claim" else None
        measure = claim.measure if claim is not None else facet.id
        if measure is None:
            self._screen.say("this claim counts nothing")
        else:
            self._screen.host.survey.show_chart(measure, claim.id if claim is not None else None)

    def do_vocabulary(self) -> None:
        """All that claims are coded with, at the record at the cursor."""
        self._screen.host.survey.show_vocabulary(self._look())

    def do_flag(self) -> None:
        """Flag the record at the cursor, or judge it; or all that are marked."""
        if ask_of_marked(self._screen):
            return
        subject = self._to_judge()
        if subject is not None:
            ask(self._screen, *subject)

    def do_rate(self) -> None:
        """Rate the claim or the agent at the cursor, or those that are marked."""
        if rate_marked(self._screen):
            return
        facet = self._of(tuple(RATINGS), "rate it")
        if facet is not None:
            whole = self._screen.host.workspace.whole
            ask(self._screen, *described(whole, facet), RATINGS[facet.kind])

    def _to_judge(self) -> tuple[str, str] | None:
        """Target and description of the record; says so where there is none."""
        facet = self._of(FLAGGED, "flag it")
        return described(self._screen.host.workspace.whole, facet) if facet is not None else None

    def _of(self, kinds: tuple[str, ...], what: str) -> Facet | None:
        """The record at the cursor where it is of some kinds; else a line says what is missing."""
        facet = self._look()
        if facet is not None and facet.kind in kinds:
            if known(self._screen.host.workspace.dossier, facet):
                return facet
            self._screen.say(f"{facet.id} is left out by the lens")
            return None
        self._screen.say(f"{self._missing()} to {what}")
        return None
