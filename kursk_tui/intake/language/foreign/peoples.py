"""Whose people a text in another language counts: adjectives and nouns made of a state's names.

A dossier has the names of states, in some languages among their aliases. What a language makes of
such a name (Marovia, Marovian, Marovians) is told by endings in its table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kursk_tui.intake.language.foreign.counting import BARE, PERSONS, Counted
from kursk_tui.intake.language.foreign.names import Mention
from kursk_tui.intake.language.foreign.words import Words
from kursk_tui.model.languages.folding import fold
from kursk_tui.model.languages.patterns import pattern, phrases_of
from kursk_tui.model.records import Agent

_SHORTEST = 3
# Between an adjective and its noun, and between a noun and the name of the state in brackets.
_MOST_WORDS = 2
_TO_NOUN = re.compile(r"(?: [^\W\d_]+){0,1} ?")
_TO_BRACKET = re.compile(r"(?: [^\W\d_]+\.?){1,2} \(")
# In characters: so near to a figure a people is that of its own noun.
_NEAR = 36


class People(NamedTuple):
    """A people in a sentence: its population, None where the dossier has none, and the words."""

    population: str | None
    start: int
    end: int


class Peoples:
    """The peoples of a dossier's states, ready to be found in a folded text of one language."""

    def __init__(
        self, agents: Iterable[Agent], populations: Mapping[str, str], words: Words
    ) -> None:
        """Take the states among some agents, and the population of each, in order."""
        self._populations = populations
        self._states = {agent.id for agent in agents if agent.kind == "state"}
        self._words = words
        table = words.known.table
        bodies = phrases_of(table.armies)
        self._bodies = pattern(table, (*phrases_of(table.persons), *bodies))
        self._stems: dict[str, str] = {}
        for agent in agents:
            if agent.kind == "state":
                for name in (agent.name, *agent.aliases):
                    for stem in _stems(fold(name).text, table.strips, table.linking):
                        self._stems.setdefault(stem, agent.id)
        stems = "|".join(re.escape(s) for s in sorted(self._stems, key=len, reverse=True))
        natives = _endings(table.natives)
        self._made = (
            re.compile(
                rf"(?<![^\W_])(?P<stem>{stems})(?:(?P<adjective>{_endings(table.nations)})"
                rf"|(?:{natives}))(?![^\W_])"
            )
            if stems and table.nations and natives
            else None
        )

    def told(self, text: str, sentence: tuple[int, int], named: Sequence[Mention]) -> list[People]:
        """Return the peoples of a sentence in which some agents are named, in order."""
        found = []
        for match in self._made.finditer(text, *sentence) if self._made is not None else ():
            gap = _TO_NOUN.match(text, match.end())
            places = {match.end() + 1, gap.end() if gap is not None else match.end() + 1}
            if match["adjective"] and not any(self._bodies.match(text, at) for at in places):
                # A service or a minister of the state: nobody who is counted.
                continue
            population = self._populations.get(self._stems[match["stem"]])
            found.append(People(population, *match.span()))
        for mention in named:
            if mention.id in self._states and self._is_of_bodies(text, sentence, mention):
                people = self._populations.get(mention.id)
                found.append(People(people, mention.start, mention.end))
        return sorted(found, key=lambda each: each.start)

    def _is_of_bodies(self, text: str, sentence: tuple[int, int], mention: Mention) -> bool:
        """Whether the name of a state tells whose soldiers stand beside it."""
        if not self._words.known.table.spaced:
            return bool(
                self._bodies.match(text, mention.end) or self._bodies.match(text, mention.end + 1)
            )
        begin = max(sentence[0], mention.start - _NEAR)
        for noun in self._bodies.finditer(text, begin, mention.start):
            gap = text[noun.end() : mention.start]
            if not gap.strip() or self._words.whence.fullmatch(gap.strip()):
                return True
            if _TO_BRACKET.fullmatch(gap) and text[mention.end : mention.end + 1] == ")":
                return True
        return False

    def of_figure(self, text: str, figure: Counted, told: Sequence[People]) -> People | None:
        """Return the people that a figure of persons counts: beside it, or the only one told of."""
        if figure.kind not in (PERSONS, BARE):
            return None
        near = [
            each
            for each in told
            if -_NEAR <= each.start - figure.last <= 2 or 0 <= figure.start - each.end <= 8
        ]
        near = [
            e for e in near if e.start >= figure.start and "," not in text[figure.last : e.start]
        ]
        if near:
            return near[0]
        return told[0] if len({each.population for each in told}) == 1 else None


def _stems(name: str, strips: str, linking: str) -> list[str]:
    """Return what an adjective may be made of: a name with and without its ending."""
    told = name.split()
    if not told or len(told) > _MOST_WORDS or any(not word.isalpha() for word in told):
        return []
    heads = _stripped(told[0], strips)
    if len(told) == 1:
        return [stem for stem in heads if len(stem) >= _SHORTEST]
    if not linking:
        return []
    tails = _stripped(told[1], strips)
    joined = [f"{a}{linking}{b}" for a in heads for b in tails]
    # "Land Northern" is northern-landish as well as "Northern Land" is.
    return joined + [f"{b}{linking}{a}" for a in heads for b in tails]


def _stripped(word: str, strips: str) -> list[str]:
    endings = sorted(phrases_of(strips), key=len, reverse=True)
    return [word, *(word.removesuffix(end) for end in endings if word.endswith(end))]


def _endings(told: str) -> str:
    """Return a pattern of endings, a star for what is declined."""
    return "|".join(
        re.escape(each.rstrip("*")) + (r"[^\W\d_]{0,4}" if each.endswith("*") else "")
        for each in phrases_of(told)
    )
