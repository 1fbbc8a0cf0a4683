"""The books: all identities in view, and one of them with its terms to be swapped."""

from __future__ import annotations

from collections.abc import Callable

from kursk_tui.analysis.identities.books import Choice, choices, swap
from kursk_tui.dossier.holding import Facet
from kursk_tui.model.records import Identity
from kursk_tui.model.text import plural
from kursk_tui.tui.host import Host
from kursk_tui.tui.marks import marks_of
from kursk_tui.tui.panes.books import (
    BooksModel,
    OffersModel,
    SlotsModel,
    book_entries,
)
from kursk_tui.tui.panes.context import Context
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.screens.acting import Acting
from kursk_tui.tui.screens.citing import Citing
from kursk_tui.tui.screens.finding import FindingScreen
from kursk_tui.tui.screens.flag import FlagScreen, Subject
from kursk_tui.tui.screens.judging import ask_of_marked
from kursk_tui.tui.screens.lensing import Lensing
from kursk_tui.tui.screens.shaping import Shaping
from kursk_tui.tui.widgets.virtual_list import EmptyModel
from kursk_tui.words.balances import combinations_text

Look = Callable[[], tuple[Context, str]]


class BooksScreen(FindingScreen):
    """Identities above, their terms below; Enter opens one."""

    signs = ("Books and agents", "Any list", "Dates and origins", "Every screen")

    def __init__(self, host: Host, look: Look, cursor: str | None) -> None:
        super().__init__(host, self.entries, self.subject)
        self._look, self._cursor = look, cursor
        self.rows.heading = "BOOKS"
        self.rows.legend = "how far the total is from its terms"
        self.rows.empty_text = f"no sums or ledgers in this view; {self.key('add')} makes one"
        self.detail.heading, self.detail.counted = "TERMS", False
        self.lensing = Lensing(self, self.finding.target)
        citing = Citing(self, self.finding.target, self.finding.no_claim)
        acting = Acting(self, self.finding.target, self.finding.no_claim)
        self.shaping = Shaping(self, self.shaped, lambda: "go to a sum or a ledger")
        self.parts = (self.finding, self.lensing, citing, acting, self.shaping, self.moves)

    def on_mount(self) -> None:
        """Show the identities, with the cursor on that of the claim one came from."""
        self.rows.set_active(True)
        self.look_again()
        if self._cursor is not None:
            self.rows.move_to_item(self._cursor)
        hints = self.hints("drill", "back", "next-pane", "flag", "filter", "sort", "help", "quit")
        self.bottom.hint([(hints[0][0], "open"), *hints[1:]])
        self.get_ready()

    def look_again(self) -> None:
        """Show what is in view now."""
        self.context, crumb = self._look()
        model = BooksModel(self.context)
        self.lensing.tell(plural(len(model.ids()), "identity").replace("ys", "ies"), crumb)
        self.rows.show(model)
        self.finding.show_detail()

    def seen_changed(self) -> None:
        """Show what is seen through another lens."""
        if self.is_ready:
            self.look_again()

    def marks_changed(self) -> None:
        """Show what was flagged meanwhile."""
        self.seen_changed()

    def identity(self) -> Identity | None:
        """The identity at the cursor."""
        model = self.rows.model
        return model.at(self.rows.cursor) if isinstance(model, BooksModel) else None

    def shaped(self) -> Facet | None:
        """What the detail's line leads to, else the identity at the cursor."""
        identity = self.identity()
        own = Facet("identity", identity.id) if identity is not None else None
        return self.finding.target() or own

    def do_add(self) -> None:
        """A new sum or ledger."""
        self.shaping.add("identities", {"kind": "sum"})

    def entries(self, width: int) -> list[Entry]:
        """Terms and assumption of the identity at the cursor."""
        identity = self.identity()
        return book_entries(self.context, identity) if identity is not None else []

    def subject(self) -> str:
        """The kind of the identity at the cursor."""
        identity = self.identity()
        return identity.kind.upper() if identity is not None else ""

    def do_drill(self) -> None:
        """Open the identity at the cursor; in the detail, follow the line."""
        identity = self.identity()
        if self.detail.active:
            self.finding.do_drill()
        elif identity is not None:
            self.app.push_screen(BookScreen(self.host, self._look, identity))

    def do_flag(self) -> None:
        """Flag the identity at the cursor, or all that is marked."""
        if ask_of_marked(self):
            return
        identity = self.identity()
        if identity is None:
            self.say("nothing to flag")
            return
        target = f"identity:{identity.id}"
        before = marks_of(self.host.workspace).notes(target)
        about = self.entries(76)[0].text
        subject = Subject(target, about)
        self.app.push_screen(FlagScreen(self.host, [subject], before, self.say))

    def do_books(self) -> None:
        """Back to where one came from by the same key."""
        self.finding.do_back()


class BookScreen(FindingScreen):
    """One identity: its slots above, below what could stand in the slot at the cursor.

    Enter on a slot goes below; Enter below puts that claim in the slot, and on the claim that
    stands there already leads to it. Swaps last as long as the screen: nothing is recorded.
    """

    signs = ("Books and agents", "Dates and origins", "Every screen")

    def __init__(self, host: Host, look: Look, identity: Identity) -> None:
        super().__init__(
            host, self.entries, self.subject, self.show_offers, names=("slots", "offers")
        )
        self._look = look
        self.id_of_book = identity.id
        self.recorded: Identity | None = identity
        self.identity: Identity | None = identity
        self.rows.counted = False
        self.rows.heading = self.subject()
        self.lensing = Lensing(self, self.claim)
        missing = "go to a term that is a claim"
        citing = Citing(self, self.claim, lambda: missing)
        acting = Acting(self, self.claim, lambda: missing)
        self.parts = (self.finding, self.lensing, citing, acting, self.moves)

    def on_mount(self) -> None:
        """Show the identity as it is recorded."""
        self.rows.set_active(True)
        self.look_again()
        keys = self.hints("drill", "back", "all", "whole", "help", "quit")
        names = ("swap", "back", "as recorded", "assumption", "help", "quit")
        self.bottom.hint([(key, name) for (key, _), name in zip(keys, names, strict=True)])
        self.get_ready()

    def look_again(self) -> None:
        """Compute and show everything for the claims that stand in the slots now."""
        self.context, crumb = self._look()
        dossier = self.context.dossier
        if self.identity is None or self.recorded is None:
            self.lensing.tell("left out", crumb)
            self.rows.legend, self.rows.empty_text = (
                "",
                "one of its claims is hidden, or it has been removed",
            )
            self.rows.show(EmptyModel())
        else:
            self.lensing.tell("swapped" if self.identity != self.recorded else "as recorded", crumb)
            self.rows.legend = combinations_text(dossier, self.recorded)
            self.rows.show(SlotsModel(self.context, self.identity, self.recorded))
        self.finding.show_detail()

    def seen_changed(self) -> None:
        """Start again from what is recorded: claims that were swapped in may be left out."""
        if self.is_ready:
            self.recorded = self.host.workspace.dossier.identities.get(self.id_of_book)
            self.identity = self.recorded
            self.look_again()

    def place(self) -> int | None:
        """The slot at the cursor; None on what is left over."""
        cursor = self.rows.cursor
        return int(cursor) if cursor is not None and cursor != "left" else None

    def show_offers(self) -> None:
        """Draw what could stand in the slot at the cursor."""
        place, dossier = self.place(), self.context.dossier
        if place is None or self.identity is None:
            self.detail.heading = "RIVALS"
            recorded = self.recorded
            assumption = f"; assuming: {recorded.assumption}" if recorded is not None else ""
            self.detail.empty_text = f"go to a term above{assumption}"
            found: tuple[Choice, ...] = ()
            taken = None
        else:
            slots = (self.identity.total, *self.identity.terms)
            taken = slots[place].claim
            found = choices(dossier, self.identity, place)
            self.detail.heading = "RIVALS for this term"
            self.detail.empty_text = "no other claim gives a figure for this term"
        never = any(choice.can is False for choice in found)
        self.detail.legend = "* taken, · recorded" if found else ""
        if never:
            self.detail.legend += ", never: with no combination of the others"
        of_file = None
        if place is not None and self.recorded is not None:
            of_file = (self.recorded.total, *self.recorded.terms)[place].claim
        model = OffersModel(self.context, found, taken, of_file)
        self.detail.show(model, self.detail.fresh_state(taken))

    def entries(self, width: int) -> list[Entry]:
        """The identity in words, for the reader."""
        return book_entries(self.context, self.identity) if self.identity is not None else []

    def subject(self) -> str:
        """The kind of the identity."""
        return self.identity.kind.upper() if self.identity is not None else "BOOK"

    def claim(self) -> Facet | None:
        """The claim at the cursor, in the slot or among its rivals."""
        if self.detail.active:
            return Facet("claim", self.detail.cursor) if self.detail.cursor else None
        model = self.rows.model
        slot = model.slot(self.rows.cursor) if isinstance(model, SlotsModel) else None
        return Facet("claim", slot.claim) if slot is not None and slot.claim is not None else None

    # ---- commands

    def do_drill(self) -> None:
        """To the rivals; from there put one into the slot, or go to the one that stands there."""
        place = self.place()
        if not self.detail.active:
            if place is None:
                self.say("move to a term to see its rivals")
            else:
                self.finding.activate(self.detail)
            return
        model = self.detail.model
        offer = model.at(self.detail.cursor) if isinstance(model, OffersModel) else None
        if offer is None or place is None or self.identity is None:
            self.say("no other claim gives a figure for this term")
        elif offer.taken:
            self.host.open_in_explorer(Facet("claim", offer.choice.claim))
        else:
            try:
                self.identity = swap(self.context.dossier, self.identity, place, offer.choice.claim)
            except ValueError as error:
                self.say(str(error))
                return
            self.look_again()
            all, drill = self.key("all"), self.key("drill")
            self.say(f"swapped; {all} puts back what is recorded, {drill} again goes to the claim")

    def do_all(self) -> None:
        """Put back what is recorded."""
        if self.identity == self.recorded:
            if not self.lensing.clear_lens():
                self.say("this is what is recorded")
            return
        self.identity = self.recorded
        self.look_again()
        self.say("as recorded")

    def do_books(self) -> None:
        """Back to where one came from by the same key."""
        self.finding.do_back()
