"""Agents, peoples and places of the dossier where a text in another language names them.

Only names that the dossier has are found, with the endings that a language puts to them. Nothing
is carried over from another sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kursk_tui.intake.language.foreign.counting import Counted
from kursk_tui.intake.language.foreign.words import Words
from kursk_tui.intake.language.nations import adjective
from kursk_tui.model.languages.folding import Folded, fold
from kursk_tui.model.records import Agent, Scope
from kursk_tui.model.vocabulary import RELAYS

_LATIN = re.compile(r"[a-zà-ɏ .'’&-]+$")
_SHORTEST, _SHORTEST_LATIN = 2, 3
_NEAR_SAYING = 70
_NEAR_ACCORDING = 30
_NEAR_NOUN = 30
_NEAR_PEOPLE = 6
# So many letters of a name tell whether it may begin at a place.
_FIRST = 2
_WORD = re.compile(r"[^\W_]+")
# Scripts in which a name may begin inside of what looks like a word.
_ANYWHERE = re.compile("[^a-z\u00c0-\u052f]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# Words that are longer lose their last two letters when they are inflected.
_STEM = 5
_ANY_ENDING = re.compile(r"[^\W\d_]{0,4}(?![^\W_])")
# In a script without spaces the next letter may be of another alphabet: NIS에.
_LATIN_ENDING = re.compile(r"(?:s|n|i|ą|em|u|a|owi)?(?![a-z0-9\u00c0-\u024f])")
_LATIN_LETTER = re.compile("[a-z0-9\u00c0-\u024f]")
_CLAUSE = re.compile(r"[;()]|\.(?!\d)")
_ADMINISTRATIVE = frozenset(
    ["oblast", "region", "province", "district", "county", "governorate", "city", "the", "of"]
)


class Mention(NamedTuple):
    """A name of the dossier and its place in the folded text."""

    id: str
    start: int
    end: int


class Known:
    """The names of a dossier, ready to be found in a folded text."""

    def __init__(self, agents: Iterable[Agent], scopes: Iterable[Scope]) -> None:
        self.agents = {agent.id: agent for agent in agents if agent.merged_into is None}
        scopes = list(scopes)
        names = [
            (name, agent.id)
            for agent in self.agents.values()
            if agent.kind != "unnamed"
            for name in (agent.name, *agent.aliases)
        ]
        self._agents = _Names(names)
        self._places = _Names(
            [
                (name, scope.id)
                for scope in scopes
                if scope.kind == "place"
                for name in _forms(scope.name)
            ]
            + self._of_state_places(scopes)
        )
        self._states = {a.id: a for a in self.agents.values() if a.kind == "state"}
        self.peoples = self._of_states([s for s in scopes if s.kind == "population"])
        self._populations = _Names([(s.name, s.id) for s in scopes if s.kind == "population"])

    def _of_state_places(self, scopes: list[Scope]) -> list[tuple[str, str]]:
        """The other names of the states that are places too; none that is a place of its own."""
        places = {fold(scope.name).text: scope.id for scope in scopes if scope.kind == "place"}
        return [
            (alias, places[fold(agent.name).text])
            for agent in self.agents.values()
            if agent.kind == "state" and fold(agent.name).text in places
            for alias in agent.aliases
            if fold(alias).text not in places
        ]

    def _of_states(self, populations: list[Scope]) -> dict[str, str]:
        """The first population that is named after each state."""
        peoples: dict[str, str] = {}
        for state in self._states.values():
            nation = adjective(state.name)
            for scope in populations:
                if scope.name.lower().startswith(nation):
                    peoples.setdefault(state.id, scope.id)
        return peoples

    def mentions(self, folded: Folded, sentence: tuple[int, int]) -> list[Mention]:
        """Return the agents that a sentence names, in order."""
        return self._agents.found(folded.text, sentence)

    def speaker(
        self,
        text: str,
        figure: Counted,
        told: list[Mention],
        words: Words,
        publisher: str | None,
    ) -> Mention | None:
        """Return the agent who says a figure by a plain verb or "according to"; None if not sure.

        Two who are neither outlets nor agencies are nobody: whose figure it is is for the reader.
        """
        said = [
            mention for mention in told if mention.id != publisher and _says(text, mention, words)
        ]
        # Who is counted ("soldiers of X said ...") says nothing here.
        said = [m for m in said if not (m.start < figure.last and m.end > figure.start)]
        first_hand = [m for m in said if self.agents[m.id].kind not in RELAYS]
        bodies = {mention.id for mention in first_hand}
        if len(bodies) == 1:
            return first_hand[0]
        relays = {mention.id for mention in said}
        return said[0] if not bodies and len(relays) == 1 else None

    def population(
        self,
        folded: Folded,
        sentence: tuple[int, int],
        figure: Counted,
        told: list[Mention],
        words: Words,
    ) -> Mention | None:
        """Return the population that the words around a figure name."""
        begin = max(sentence[0], figure.start - _NEAR_NOUN)
        end = min(sentence[1], figure.last + _NEAR_NOUN)
        for mention in self._populations.found(folded.text, (begin, end)):
            return mention
        for mention in told:
            near = begin <= mention.start and mention.end <= end
            if near and mention.id in self.peoples and _are_of(folded.text, figure, mention, words):
                return mention._replace(id=self.peoples[mention.id])
        return None

    def sender(
        self, text: str, figure: Counted, told: list[Mention], words: Words
    ) -> Mention | None:
        """Return the population of the one state that a sentence names and does not go to."""
        states = [
            mention
            for mention in told
            if mention.id in self._states and not _is_where(text, mention, figure, words)
        ]
        if len({mention.id for mention in states}) != 1 or states[0].id not in self.peoples:
            return None
        return states[0]._replace(id=self.peoples[states[0].id])

    def place(
        self, folded: Folded, sentence: tuple[int, int], figure: Counted, words: Words
    ) -> Mention | None:
        """Return the one place where a sentence says it was; of several the one in its clause."""
        found = [
            mention
            for mention in self._places.found(folded.text, sentence)
            if _is_where(folded.text, mention, figure, words)
        ]
        for at, mention in enumerate(found):
            if _in_brackets(folded.text, mention, figure):
                before = found[at - 1] if at else None
                gap = folded.text[before.end : mention.start] if before is not None else ""
                # "In A and B (300 each)": of two places neither is the one.
                return None if words.ands.fullmatch(gap) else mention
        if len({mention.id for mention in found}) == 1:
            return found[0]
        near = [mention for mention in found if not _parted(folded.text, mention, figure)]
        return near[0] if len({mention.id for mention in near}) == 1 else None


def _is_where(text: str, mention: Mention, figure: Counted, words: Words) -> bool:
    """Whether a name says where: "in" leads to it, or the number stands in brackets behind it."""
    if _in_brackets(text, mention, figure):
        return True
    if not words.known.table.spaced and words.known.table.code != "zh":
        return words.where.match(text, mention.end) is not None
    before = text[max(0, mention.start - 24) : mention.start].rstrip()
    return any(match.end() == len(before) for match in words.where.finditer(before))


def _in_brackets(text: str, mention: Mention, figure: Counted) -> bool:
    return text[mention.end : figure.start].strip() == "("


def _are_of(text: str, figure: Counted, mention: Mention, words: Words) -> bool:
    """Whether those who are counted are of a state: its name stands right behind their noun.

    Where words stand not apart, a word for people is written onto it, right before the number.
    """
    if words.known.table.spaced:
        gap = text[figure.last : mention.start].strip()
        return mention.start >= figure.last and (not gap or words.whence.fullmatch(gap) is not None)
    people = words.persons.match(text, mention.end)
    people = people or words.persons.match(text, mention.end + 1)
    return people is not None and 0 <= figure.start - people.end() <= _NEAR_PEOPLE


def _parted(text: str, mention: Mention, figure: Counted) -> bool:
    begin, end = sorted((mention.start, figure.first))
    return "," in text[begin:end] or bool(_CLAUSE.search(text, begin, end))


def _says(text: str, mention: Mention, words: Words) -> bool:
    """Whether a verb of saying or "according to" belongs to a name."""
    before = text[max(0, mention.start - _NEAR_ACCORDING) : mention.start]
    for match in words.according.finditer(before):
        if not re.search(r"[,;:]", before[match.end() :]):
            return True
    after = words.according_after.match(text, mention.end)
    if after is not None and not words.known.table.spaced and len(after.group()) > 1:
        return True
    spaced_after = words.according_after.match(text, mention.end + 1)
    if words.known.table.spaced and spaced_after is not None:
        return True
    if not words.known.table.spaced and after is None:
        return False
    following = text[mention.end : mention.end + _NEAR_SAYING]
    verb = words.saying.search(following)
    if verb is not None and (
        not words.known.table.spaced or not re.search(r"[,;:.]", following[: verb.start()])
    ):
        return True
    verb = words.saying.search(before)
    return verb is not None and not re.search(r"[,;:.]", before[verb.end() :])


class _Names:
    """Many names, found in a text by how they begin: without a look at each of them anywhere."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        forms: dict[str, str] = {}
        for name, id in names:
            forms.setdefault(fold(name.split(" (")[0].removeprefix("The ")).text, id)
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for form in sorted(forms, key=lambda form: (-len(form), form)):
            shortest = _SHORTEST_LATIN if _LATIN.match(form) else _SHORTEST
            if len(form) >= shortest:
                self._by_first.setdefault(form[:_FIRST], []).append((form, forms[form]))

    def found(self, text: str, part: tuple[int, int]) -> list[Mention]:
        """Return the names in a part of a folded text, in order, the longest at each place."""
        mentions: list[Mention] = []
        reached = part[0]
        for word in _WORD.finditer(text, *part):
            places = (
                range(word.start(), word.end())
                if _ANYWHERE.search(word.group())
                else (word.start(),)
            )
            for at in places:
                if at < reached:
                    continue
                for form, id in self._by_first.get(text[at : at + _FIRST], ()):
                    end = _end(form, text, at)
                    if end is not None and end <= part[1]:
                        mentions.append(Mention(id, at, end))
                        reached = end
                        break
        return mentions


def _end(form: str, text: str, at: int) -> int | None:
    """Where a name that begins at a place ends: Cyrillic words take any ending, Latin ones few."""
    if _CYRILLIC.search(form):
        for word in form.split():
            stem = word[:-2] if len(word) > _STEM else word
            if not text.startswith(stem, at):
                return None
            ending = _ANY_ENDING.match(text, at + len(stem))
            if ending is None:
                return None
            end, at = ending.end(), ending.end() + 1
        return end
    if not text.startswith(form, at):
        return None
    if not _LATIN.match(form):
        return at + len(form)
    if at and _LATIN_LETTER.match(text, at - 1):
        return None
    ending = _LATIN_ENDING.match(text, at + len(form))
    return ending.end() if ending is not None else None


def _forms(name: str) -> list[str]:
    """The names of a place: whole, and without the word for what sort of region it is."""
    whole = name.split(",")[0]
    told = [word for word in whole.split() if word.lower() not in _ADMINISTRATIVE]
    short = " ".join(told)
    return [whole, short] if short and short != whole and " and " not in whole else [whole]
