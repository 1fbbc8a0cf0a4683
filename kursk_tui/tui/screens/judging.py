"""Disagreements, flags and notes of what the cursor is on: a part of the explorer."""

from __future__ import annotations

from kursk_tui.analysis.disagreements import competing, row_of
from kursk_tui.dossier.words import plural
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.origins import claim_origins, view_origins
from kursk_tui.tui.screens.disagreements import DisagreementsScreen
from kursk_tui.tui.screens.flag import FlagScreen
from kursk_tui.tui.screens.listing import ListScreen
from kursk_tui.tui.screens.origins import OriginsScreen
from kursk_tui.tui.view import Facet, crumb, facet_name


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
        about = f"{kind}: {facet_name(self.context.dossier, Facet(kind, identifier))}"
        if kind == "claim":
            about += f" — {self.context.dossier.claims[identifier].statement}"
        return f"{kind}:{identifier}", about

    def do_undo(self) -> None:
        """Undo one's own last entry."""
        self.kursk.undo(self.say)

    def do_redo(self) -> None:
        """Take the undo back."""
        self.kursk.redo(self.say)

    def do_disagreements(self) -> None:
        """What disagrees in the present view."""
        shown = set(self.context.view.claims)
        found = self.kursk.disagreements.rows
        rows = [row for row in found if not self.facets or shown.intersection(row.claims)]
        crumb_text = crumb(self.context.dossier, self.facets)
        counts = plural(len(rows), "disagreement")
        self.app.push_screen(DisagreementsScreen(self.context, rows, crumb_text, counts))

    def do_origins(self) -> None:
        """Who stands behind the claim at the cursor, or behind all in view."""
        self.follow_cursor()
        kind, identifier = self.detail_of or ("", "")
        if kind == "claim":
            entries = claim_origins(self.context, identifier)
            name = facet_name(self.context.dossier, Facet("claim", identifier))
            crumb_text = f"claim: {name}"
        else:
            entries = view_origins(self.context)
            crumb_text = crumb(self.context.dossier, self.facets)
        self.app.push_screen(OriginsScreen(entries, crumb_text))

    def do_competing(self) -> None:
        """What competes with the claim at the cursor."""
        self.follow_cursor()
        kind, identifier = self.detail_of or ("", "")
        if kind != "claim":
            self.say("go to a claim (2) to see what competes with it")
            return
        rows = [
            row_of(self.context.dossier, r) for r in competing(self.context.dossier, identifier)
        ]
        apart = sum(row.severity > 0 for row in rows)
        counts = f"{apart} disagree, {len(rows) - apart} compatible"
        name = facet_name(self.context.dossier, Facet("claim", identifier))
        screen = DisagreementsScreen(self.context, rows, f"claim: {name}", counts)
        self.app.push_screen(screen)
