"""Disagreements, flags and notes of what the cursor is on: a part of the explorer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from kursk_tui.analysis.disagreements.listing import Row, competing, row_of
from kursk_tui.model.text import plural
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.origins import agent_origins, claim_origins, view_origins
from kursk_tui.tui.screens.books import BooksScreen
from kursk_tui.tui.screens.disagreements import DisagreementsScreen, Found
from kursk_tui.tui.screens.flag import RATINGS, FlagScreen
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.measures import MeasuresScreen
from kursk_tui.tui.screens.origins import OriginsScreen
from kursk_tui.tui.view import Facet, build_view, crumb, facet_name, known


class Judging(ListScreen):
    """The base of the explorer that knows what its detail is of."""

    context: Context
    facets: tuple[Facet, ...]
    detail_of: tuple[str, str] | None

    def follow_cursor(self) -> None:
        """Let the detail be of what the cursor is on, also where keys were typed ahead."""
        raise NotImplementedError

    def do_flag(self) -> None:
        """Flag what is at the cursor."""
        subject = self._subject()
        if subject is not None:
            target, about = subject
            before = self.context.marks.notes(target)
            self.app.push_screen(FlagScreen(target, about, before, None, self.say))

    def do_rate(self) -> None:
        """Rate the agent or the claim at the cursor."""
        subject = self._subject()
        if subject is None:
            return
        target, about = subject
        choices = RATINGS.get(target.partition(":")[0])
        if choices is None:
            self.say("agents and claims are rated: go to a claim (2) or to an agent (3 3)")
            return
        before = self.context.marks.notes(target)
        self.app.push_screen(FlagScreen(target, about, before, None, self.say, choices))

    def do_flags(self) -> None:
        """All flags."""
        self.kursk.show_flags(self.context)

    def do_note(self) -> None:
        """A longer note, in the reader's editor."""
        subject = self._subject()
        if subject is not None:
            self.kursk.write_note(subject[0], subject[1], self.say)

    def _subject(self) -> tuple[str, str] | None:
        """Target and description of what the cursor is on; says so where it is nothing."""
        self.follow_cursor()
        if self.detail_of is None or self.detail_of[0] == "measure":
            self.say("go to an event, a claim, a source or an agent first")
            return None
        kind, identifier = self.detail_of
        about = f"{kind}: {facet_name(self.context.whole, Facet(kind, identifier))}"
        if kind == "claim":
            about += f" — {self.context.whole.claims[identifier].statement}"
        return f"{kind}:{identifier}", about

    def do_undo(self) -> None:
        """Undo one's own last entry."""
        self.kursk.undo(self.say)

    def do_redo(self) -> None:
        """Take the undo back."""
        self.kursk.redo(self.say)

    def do_disagreements(self) -> None:
        """What disagrees in the present view."""
        self.app.push_screen(DisagreementsScreen(self._disagreeing))

    def _disagreeing(self) -> Found:
        rows = self._in_view(self.kursk.disagreements.rows, set(self.context.view.claims))
        counts = plural(len(rows), "disagreement")
        if not self.kursk.lens.is_clear:
            before = self.kursk.all_disagreements
            view = build_view(self.context.whole, self.kursk.whole_index, self.facets)
            was = len(self._in_view(before.rows, set(view.claims)))
            counts += f" ({was} with all)"
        found = self.kursk.disagreements
        if found.looked_at < found.apart:
            counts += f" · the {found.looked_at:,} widest of {found.apart:,} pairs were compared"
        return Found(self.context, rows, crumb(self.context.whole, self.facets), counts)

    def _in_view(self, rows: Iterable[Row], shown: set[str]) -> list[Row]:
        return [row for row in rows if not self.facets or shown.intersection(row.claims)]

    def do_origins(self) -> None:
        """Where a claim comes from, what an agent said, or who stands behind all."""
        self.follow_cursor()
        kind, identifier = self.detail_of or ("", "")
        name = crumb(self.context.whole, self.facets)
        if kind == "claim":
            name = f"claim: {facet_name(self.context.whole, Facet(kind, identifier))}"
        elif kind == "agent":
            name = f"agent: {facet_name(self.context.whole, Facet(kind, identifier))}"
        self.app.push_screen(OriginsScreen(partial(self._origins, kind, identifier), name))

    def _origins(self, kind: str, identifier: str) -> list[Entry]:
        if kind == "claim" and identifier in self.context.dossier.claims:
            return claim_origins(self.context, identifier)
        if kind == "agent" and identifier in self.context.dossier.agents:
            return agent_origins(self.context, identifier)
        return view_origins(self.context)

    def look(self) -> tuple[Context, str]:
        """What is in view now, for a screen over the explorer that stays with it."""
        return self.context, crumb(self.context.whole, self.facets)

    def do_measures(self) -> None:
        """The measures in view, at that of the claim at the cursor."""
        self.follow_cursor()
        kind, identifier = self.detail_of or ("", "")
        measure: str | None = identifier if kind == "measure" else None
        if kind == "claim":
            measure = self.context.whole.claims[identifier].measure
        self.app.push_screen(MeasuresScreen(self.look, measure))

    def do_books(self) -> None:
        """Sums and ledgers in view, at the first with the claim at the cursor."""
        self.follow_cursor()
        kind, identifier = self.detail_of or ("", "")
        found = self.context.links.identities_of(identifier) if kind == "claim" else ()
        self.app.push_screen(BooksScreen(self.look, found[0] if found else None))

    def do_competing(self) -> None:
        """What competes with the claim at the cursor."""
        self.follow_cursor()
        kind, identifier = self.detail_of or ("", "")
        if kind != "claim":
            self.say("go to a claim (2) to see what competes with it")
            return
        self.show_competing(identifier)

    def show_competing(self, claim: str) -> None:
        """All that competes with a claim, over whatever screen is shown."""
        self.app.push_screen(DisagreementsScreen(partial(self._competing, claim)))

    def _competing(self, claim: str) -> Found:
        dossier = self.context.dossier
        rows = []
        if claim in dossier.claims:
            rows = [row_of(dossier, reading) for reading in competing(dossier, claim)]
        apart = sum(row.severity > 0 for row in rows)
        counts = f"{apart} disagree, {len(rows) - apart} compatible"
        facet = Facet("claim", claim)
        name = claim
        if known(self.context.whole, facet):
            name = facet_name(self.context.whole, facet)
        return Found(self.context, rows, f"claim: {name}", counts, is_folded=False)
