"""What a text may hold, as it is proposed: claims to be looked at, and the numbers beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.intake.language.figures import Why
from kursk_tui.intake.language.sums import Sum
from kursk_tui.model.records import ClaimScope, Figure
from kursk_tui.model.vocabulary import AsOfBasis, Lineage, Modality


class Because(NamedTuple):
    """The words of a paragraph on which one field of a proposal rests, and their place."""

    field: str
    words: str
    start: int
    end: int


class Proposal(NamedTuple):
    """A claim as it might be coded: the fields of `model.records.Claim` that a text can tell.

    `paragraph` counts from 1; `start`, `end`, `sentence` and the places in `because` are in the
    raw paragraph, so that paragraph[start:end] is `figure.written`. `of` is the position in the
    list of the proposal whose share this is. A speaker that the dossier lacks stands in the chain
    as a form takes one that is to be made: `+Name (kind)`; `unknown_names` are names of persons
    who speak for one of its agents. `proposer` is what proposed it, None for these rules;
    `hesitates` tells why a chain is not `full`, where somebody may be its origin; `doubts` why
    the figure may be no count of all that its measure counts: a part of it, or of another time.
    `said` is the day (EDTF) on which the sentence has it said, no moment of what is counted.
    """

    paragraph: int
    start: int
    end: int
    sentence: tuple[int, int]
    figure: Figure
    measure: str | None
    scope: ClaimScope
    attribution: tuple[str, ...]
    lineage: Lineage
    as_of: str | None
    as_of_basis: AsOfBasis | None
    modality: Modality
    likelihood: str | None
    of: int | None
    unknown_names: tuple[str, ...]
    because: tuple[Because, ...]
    proposer: str | None = None
    hesitates: str | None = None
    doubts: tuple[Because, ...] = ()
    said: str | None = None


class SeenNumber(NamedTuple):
    """A number that is not proposed: what it would be as a proposal, and why it was set aside."""

    proposal: Proposal
    why: Why


class Reading(NamedTuple):
    """What a text holds: the claims proposed, and the other numbers that count something.

    `sums` are what it says of how its figures add up.
    """

    proposals: list[Proposal]
    seen: list[SeenNumber]
    sums: Sequence[Sum] = ()
