"""The chains of titles, standfirsts and leads, which the rest of a text tells.

Codebook, Attribution and lineage: they take the chain of the sentence they sum up. So does a
sentence that has only reference numbers, where the page tells the way elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Protocol

from kursk_tui.intake.language.agents import Agents
from kursk_tui.intake.language.backwards import Chain
from kursk_tui.intake.language.reader import Names, Sentence
from kursk_tui.model.records import ClaimScope, Figure

_VAGUE = re.compile(
    r"(?:, | - | [–—] )(?:(?:says?|claims?|warns?|according to) )?(?:the )?(?:[a-z-]+ ){0,2}"
    r"(?:media|reports?|officials?|sources?|outlets?|authorities|intelligence|experts|groups?"
    r"|rescuers?|doctors?|medics|survivors?|witness(?:es)?|residents?|study|survey"
    r"|(?P<held>mayor|governor|minister|ministry|government|president|opposition|army|military"
    r"|agency|monitor|watchdog|charity|hospital|chief|spokes[a-z]+))"
    r"(?: reports?| says?| claims?| suggests?| estimates?| finds?| warns?)?\W*$"
    r"|^(?:Reports?|Media|Officials?|Sources?): ",
    re.IGNORECASE,
)
# Of those, what only one can be meant by.
_HELD = re.compile(
    r"mayor|governor|minister|ministry|government|president|army|military|hospital|chief"
)
# The title, and the standfirst or the lead: what stands below has its own speakers.
_LEADS = 2
# In paragraphs from the first one with a figure: what stands farther on leads nothing.
_LEADS_WITHIN = 4
# What a title told is said again in the standfirst and the lead, and farther on is another number.
_REPEATS_WITHIN = 2


class Summed(Protocol):
    """What of a proposal is looked at here."""

    @property
    def paragraph(self) -> int:
        """Number of the paragraph, from 1."""

    @property
    def sentence(self) -> tuple[int, int]:
        """Place of the sentence in the paragraph."""

    @property
    def figure(self) -> Figure:
        """The figure as printed."""

    @property
    def measure(self) -> str | None:
        """Id of the measure."""

    @property
    def scope(self) -> ClaimScope:
        """Whom it counts, and where."""

    @property
    def attribution(self) -> tuple[str, ...]:
        """The chain."""

    @property
    def lineage(self) -> str:
        """How much of the chain is known."""


def summed_up(
    proposals: Sequence[Summed],
    own: Sequence[bool],
    vague: Sequence[str],
    same_origin: Callable[[str, str], bool],
) -> dict[int, int]:
    """Return which proposals take the chain of which later one, by position.

    `own` says of each whether nobody at all is named in its sentence, `vague` whom it names in
    general, as a title does ("media reports"). A lead sums up the first later sentence that has a
    chain, one of its numbers, and its measure. One that names the origin alone takes the whole way
    to it.
    """
    told: dict[tuple[float, str | None], list[tuple[int, int]]] = {}
    for position, proposal in enumerate(proposals):
        if not own[position] or proposal.lineage == "full":
            for end in _ends(proposal):
                told.setdefault((end, proposal.measure), []).append((proposal.paragraph, position))
    firsts = leading(proposals)
    taken: dict[int, int] = {}
    for position, proposal in enumerate(proposals):
        open_chain = proposal.lineage != "partial" or vague[position] or own[position]
        lead = proposal.paragraph in firsts and open_chain
        named = bool(proposal.attribution) and not vague[position] and not own[position]
        open_to = named or own[position] or vague[position]
        if not (lead or proposal.lineage == "unknown") or not open_to:
            continue
        later = []
        for end in _ends(proposal):
            places = told.get((end, proposal.measure), [])
            at = bisect_right(places, (proposal.paragraph, len(proposals)))
            later += [place for _, place in places[at : at + 1]]
        if not later:
            continue
        way = proposals[min(later)].attribution
        if not named or (
            len(way) > len(proposal.attribution) and same_origin(proposal.attribution[-1], way[-1])
        ):
            taken[position] = min(later)
    return taken


def repeated(proposals: Sequence[Summed], own: Sequence[bool]) -> dict[int, int]:
    """Return which proposals of a lead only say again what a title before them told, of whom.

    By position, those that go on with the title's speaker and name nobody themselves.
    """
    firsts = leading(proposals)
    told: dict[tuple[float, str | None], int] = {}
    found: dict[int, int] = {}
    for position, proposal in enumerate(proposals):
        if proposal.paragraph not in firsts:
            break
        for end in _ends(proposal):
            key = (end, proposal.measure)
            if not own[position]:
                told.setdefault(key, position)
            elif (
                key in told
                and proposal.paragraph - proposals[told[key]].paragraph <= _REPEATS_WITHIN
                and proposals[told[key]].attribution == proposal.attribution
            ):
                found[position] = told[key]
    return found


def leading(proposals: Sequence[Summed]) -> set[int]:
    """Return the numbers of the paragraphs that may sum up the others."""
    told = sorted({proposal.paragraph for proposal in proposals})[:_LEADS]
    return {number for number in told if number - told[0] <= _LEADS_WITHIN}


def in_general(sentence: Sentence, chain: Chain, names: Names) -> str:
    """Return the noun by which a title names its source in general: "officials say", "mayor".

    A title ends with no stop, and what it leaves open a sentence of the text tells. Empty for
    others.
    """
    text = sentence.text[slice(*sentence.span)]
    if not sentence.first or text.rstrip().endswith((".", "!", "?", '"')) or chain.names:
        return ""
    agents = names.agents
    if chain.lineage != "partial" or not all(agents.is_unnamed(id) for id in chain.attribution):
        return ""
    match = _VAGUE.search(text)
    return "" if match is None else (match["held"] or match.group()).lower()


def fits(noun: str, origin: str | None, agents: Agents) -> bool:
    """Whether the one whom a text names may be whom its title called by a noun in general."""
    if origin is None or not _HELD.fullmatch(noun):
        return True
    agent = agents.all[origin]
    said = " ".join((agent.name, *agent.aliases, agents.roles.get(origin, ""))).lower()
    return noun in said or noun.startswith("spokes") or noun in agent.kind


def places(proposals: Sequence[Summed]) -> dict[int, str]:
    """Return the places that a lead tells for a number, by position of the later proposals.

    That is only for the same measure with the same ends, where a sentence names no place itself.
    """
    firsts = leading(proposals)
    told: dict[tuple[str, frozenset[float]], tuple[str, tuple[str, ...]]] = {}
    found: dict[int, str] = {}
    for position, proposal in enumerate(proposals):
        ends = frozenset(_ends(proposal))
        if not ends or proposal.measure is None:
            continue
        key = (proposal.measure, ends)
        here = proposal.attribution[-1:]
        if proposal.scope.place is None and key in told:
            place, origin = told[key]
            if origin == here or not (origin and here):
                # Two who tell one number may tell it of two places.
                found[position] = place
        elif proposal.scope.place is not None and proposal.paragraph in firsts:
            told.setdefault(key, (proposal.scope.place, here))
    return found


def beside(proposals: Sequence[Summed], taken: dict[int, int]) -> list[tuple[int, int]]:
    """Return which proposals take a chain because their neighbour in the sentence does.

    That is only where both name the same origin: a title may say one thing of its own.
    """
    more: list[tuple[int, int]] = []
    for position, other in taken.items():
        here = proposals[position]
        if not here.attribution:
            continue
        for step in (-1, 1):
            at = position + step
            while 0 <= at < len(proposals) and _together(proposals[at], here):
                if at not in taken:
                    more.append((at, other))
                at += step
    return more


def _together(a: Summed, b: Summed) -> bool:
    return (a.paragraph, a.sentence, a.attribution) == (b.paragraph, b.sentence, b.attribution)


def _ends(proposal: Summed) -> set[float]:
    return {end for end in (proposal.figure.low, proposal.figure.high) if end is not None}
