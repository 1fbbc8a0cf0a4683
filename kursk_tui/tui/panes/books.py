"""The books: identities, their slots, and what could stand in a slot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.analysis.identities.books import (
    BALANCES,
    CANNOT,
    DERIVED,
    NO_NUMBER,
    STRAINED,
    Balance,
    Choice,
    Slot,
    balance,
    slots,
)
from kursk_tui.analysis.ladder.intervals import claim_intervals
from kursk_tui.analysis.query.matching import Together
from kursk_tui.dossier.provenance import moment_of
from kursk_tui.model.dates import sort_key
from kursk_tui.model.records import Identity
from kursk_tui.tui.display import Line
from kursk_tui.tui.panes.claims import fit_figure
from kursk_tui.tui.panes.context import Context, date_column
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.panes.facts import entries_of
from kursk_tui.tui.panes.finding import Picked, pick_rows, where
from kursk_tui.words.balances import (
    SIGNS,
    amount_text,
    equation,
    left_text,
    verdict_text,
)
from kursk_tui.words.phrases import phrase
from kursk_tui.words.voices import claim_who, claims_of
from kursk_tui.words.why import book_facts

# Told by shape as well: the graver, the more ink.
VERDICT_MARKS = {CANNOT: "! ", STRAINED: "? ", BALANCES: "= ", DERIVED: "  ", NO_NUMBER: "  "}
VERDICT_WIDTH = 10
LEFT_WIDTH = 26


class BooksModel:
    """Rows of the list of identities: verdict, what is left over, the terms."""

    sorts: Sequence[str] = ("file", "verdict", "kind")

    def __init__(self, context: Context) -> None:
        self._context = context
        shown = set(context.view.claims)
        self._identities = {
            identity.id: identity
            for identity in context.dossier.identities.values()
            if any(claim.id in shown for claim in claims_of(context.dossier, identity))
        }
        self._balances: dict[str, Balance] = {}

    def ids(self) -> Sequence[str]:
        """Identities with a claim in view."""
        return list(self._identities)

    def at(self, item: str | None) -> Identity | None:
        """The identity of a row."""
        return self._identities.get(item or "")

    def balance(self, item: str) -> Balance:
        """Whether an identity holds as it is recorded."""
        if item not in self._balances:
            self._balances[item] = balance(self._context.dossier, self._identities[item])
        return self._balances[item]

    def row(self, item: str, width: int) -> Line:
        """One identity."""
        door, dossier = self._context.display, self._context.dossier
        identity, found = self._identities[item], self.balance(item)
        left = left_text(found)
        flag = self._context.marks.flag(f"identity:{item}")
        room = max(10, width - 3 - VERDICT_WIDTH - LEFT_WIDTH - 1)
        return [
            (flag, "warning"),
            (VERDICT_MARKS[found.verdict], "warning"),
            (door.pad(verdict_text(found), VERDICT_WIDTH), ""),
            (door.pad(left, LEFT_WIDTH), "figure"),
            (" ", ""),
            (door.pad(equation(dossier, identity), room), ""),
        ]

    def pick(self, text: str) -> Picked:
        """What a query picks. Raises QueryError."""
        return pick_rows(self._context, text, self._together)

    def _together(self, item: str) -> Together:
        claims = [c.id for c in claims_of(self._context.dossier, self._identities[item])]
        return Together(self.words(item), claims, (claims,), target=f"identity:{item}")

    def words(self, item: str) -> str:
        """The claims, the assumption and the verdict."""
        identity = self._identities[item]
        parts = [identity.kind, identity.assumption, self.balance(item).verdict]
        links, dossier = self._context.links, self._context.dossier
        parts += [links.search_text("claims", c.id) for c in claims_of(dossier, identity)]
        return "\n".join(parts).casefold()

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """Those that cannot balance first, or by kind."""
        if sort == "verdict":
            return (list(VERDICT_MARKS).index(self.balance(item).verdict), item)
        return (self._identities[item].kind, item)


def book_entries(context: Context, identity: Identity) -> list[Entry]:
    """What an identity says, term by term, and how much of what is said lets it balance."""
    return entries_of(book_facts(context.dossier, identity))


# ---- one identity


class SlotsModel:
    """Rows of one identity: a slot a row, the total first, then what is left over."""

    sorts: Sequence[str] = ()

    def __init__(self, context: Context, identity: Identity, recorded: Identity) -> None:
        self._context = context
        self._slots = slots(context.dossier, identity)
        self._recorded = slots(context.dossier, recorded)
        self._balance = balance(context.dossier, identity)

    def ids(self) -> Sequence[str]:
        """Places of the slots, and `left`."""
        return [*map(str, range(len(self._slots))), "left"]

    def slot(self, item: str | None) -> Slot | None:
        """The slot of a row; None for what is left over."""
        return self._slots[int(item)] if item not in (None, "left") else None

    def row(self, item: str, width: int) -> Line:
        """Sign, measure, words, who said so, the interval."""
        door, dossier = self._context.display, self._context.dossier
        if item == "left":
            words = "total is" if self._balance.verdict != DERIVED else "derived"
            return [
                (door.pad("", 3), ""),
                (door.pad(words, 10), "bold"),
                (VERDICT_MARKS[self._balance.verdict], "warning"),
                (door.pad(verdict_text(self._balance), VERDICT_WIDTH), "bold"),
                (left_text(self._balance), "figure"),
            ]
        slot = self._slots[int(item)]
        name = dossier.measures[slot.measure].name if slot.measure else "?"
        line: Line = [(f" {SIGNS[slot.sign]} ", ""), (door.pad(name, 16), "dim")]
        if slot.claim is None:
            return [*line, ("derived: no claim stands here", "dim")]
        claim = dossier.claims[slot.claim]
        swapped = slot.claim != self._recorded[int(item)].claim
        found = claim_intervals(dossier, claim, dossier.meta.preset)
        taken = amount_text(found.suggested or found.entailed) if found else "no number"
        room = max(8, width - 3 - 16 - 21 - 22)
        return [
            *line,
            (door.pad(phrase(dossier, claim), 20), "figure"),
            (" ", ""),
            (
                door.pad(claim_who(dossier, claim).name + (" (swapped)" if swapped else ""), room),
                "agent",
            ),
            (" ", ""),
            (door.pad(taken, 20), "dim"),
        ]

    def pick(self, text: str) -> Picked:
        """What a query picks. Raises QueryError."""
        return pick_rows(self._context, text, self._together)

    def _together(self, item: str) -> Together:
        slot = self.slot(item)
        claims = [slot.claim] if slot is not None and slot.claim is not None else []
        return Together(self.words(item), claims, (claims,))

    def words(self, item: str) -> str:
        """The words of the claim of a slot."""
        slot = self.slot(item)
        if slot is None or slot.claim is None:
            return ""
        return self._context.links.search_text("claims", slot.claim)

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """As the identity has them."""
        return (item,)


class Offer(NamedTuple):
    """A claim that could stand in a slot; `taken` if it does now, `recorded` if in the file."""

    choice: Choice
    taken: bool
    recorded: bool


class OffersModel:
    """Rows of what could stand in a slot, what does first."""

    sorts: Sequence[str] = ("moment", "verdict")

    def __init__(
        self,
        context: Context,
        found: Sequence[Choice],
        taken: str | None,
        recorded: str | None,
    ) -> None:
        self._context = context
        # Each keeps its place when another is taken: what is recorded first, then by moment.
        claims = context.dossier.claims

        def place(choice: Choice) -> tuple[object, ...]:
            moment = moment_of(context.dossier, claims[choice.claim])
            return (choice.claim != recorded, sort_key(moment.date), choice.claim)

        self._offers = {
            c.claim: Offer(c, c.claim == taken, c.claim == recorded)
            for c in sorted(found, key=place)
        }
        self._any_never = any(c.can is False for c in found)

    def ids(self) -> Sequence[str]:
        """The claims."""
        return list(self._offers)

    def at(self, item: str | None) -> Offer | None:
        """The offer of a row."""
        return self._offers.get(item or "")

    def row(self, item: str, width: int) -> Line:
        """Whether it balances, what is then left over, the words, who, when."""
        door, dossier = self._context.display, self._context.dossier
        offer, claim = self._offers[item], dossier.claims[item]
        found = offer.choice.balance
        # What balances with no choice elsewhere is marked: it cannot be right with any of them.
        never = "never" if offer.choice.can is False and found.verdict != BALANCES else ""
        never_width = 6 if self._any_never else 0
        fixed = 4 + VERDICT_WIDTH + never_width + LEFT_WIDTH + 1
        wide = width - fixed > 20 + 12 + 12
        date_width = 11 if wide else 7
        words_width = 20 if wide else max(6, width - fixed - date_width - 7)
        name_width = min(24, max(6, width - fixed - words_width - date_width - 1))
        return [
            (("*" if offer.taken else "·" if offer.recorded else " ") + " ", "bold"),
            (VERDICT_MARKS[found.verdict], "warning"),
            (door.pad(verdict_text(found), VERDICT_WIDTH), ""),
            (door.pad(never, never_width), "warning"),
            (door.pad(left_text(found), LEFT_WIDTH - 1), "figure"),
            (" ", ""),
            (
                door.pad(
                    fit_figure(phrase(dossier, claim), words_width),
                    words_width,
                ),
                "",
            ),
            (" ", ""),
            (door.pad(claim_who(dossier, claim).name, name_width), "agent"),
            (" ", ""),
            (date_column(moment_of(dossier, claim).date)[:date_width], "date"),
        ]

    def pick(self, text: str) -> Picked:
        """What a query picks. Raises QueryError."""
        return pick_rows(
            self._context, text, lambda item: Together(self.words(item), (item,), ((item,),))
        )

    def where(self, item: str, word: str) -> str:
        """The field of the claim that has a folded word."""
        return where(self._context, "claims", item, word)

    def words(self, item: str) -> str:
        """The words of the claim."""
        return self._context.links.search_text("claims", item)

    def sort_key(self, item: str, sort: str) -> tuple[object, ...]:
        """Those that balance first."""
        verdict = self._offers[item].choice.balance.verdict
        return (-list(VERDICT_MARKS).index(verdict) if verdict in (BALANCES, STRAINED) else 0, item)
