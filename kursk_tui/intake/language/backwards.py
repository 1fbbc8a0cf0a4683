"""Whom a pronoun or a noun takes up: "he", "the ministry", "the officials".

Certain only where one of those named before fits. Where several do, the one named last is meant
most often, and the chain says on what it hesitates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.intake.language.agents import Agents
from kursk_tui.intake.language.bodies import BODIES, PLAIN, REPORTS, ROLES, is_national
from kursk_tui.intake.language.plain import bare, word_set
from kursk_tui.model.records import Agent
from kursk_tui.model.vocabulary import AgentKind, Lineage

_KINDS: tuple[tuple[frozenset[str], tuple[AgentKind, ...]], ...] = (
    (word_set("agency"), ("news agency", "intelligence")),
    (word_set("service intelligence"), ("intelligence",)),
    (
        word_set(
            "newspaper paper daily outlet broadcaster channel magazine site website portal"
            " television weekly"
        ),
        ("outlet", "aggregator"),
    ),
    (word_set("government state authorities country"), ("state", "government")),
    (word_set("military army command staff headquarters"), ("military",)),
    (word_set("directorate bureau authority department ministry office"), ("government",)),
    (
        word_set("organization organisation group institute body watchdog charity union fund tank"),
        ("ngo", "analyst"),
    ),
)
_NAMED_SO = word_set("ministry department office bureau directorate authority command staff")
_AGENCIES = word_set("agency service directorate office un united")
# Words that tell no office apart from another.
_ANYWHERE = word_set("the local regional state city town district spokes senior government")
_NEAR = 3
_MOST = 40


class Chain(NamedTuple):
    """A chain as a claim has it; `words` is the place in the paragraph that tells it, if any.

    `dated` says that the utterance has a day of its own, so that it is another report than one
    of the same origin told before. `doubt` tells on what the chain hesitates; it is then not full.
    """

    attribution: tuple[str, ...] = ()
    lineage: Lineage = "full"
    words: tuple[int, int] | None = None
    names: tuple[str, ...] = ()
    dated: bool = False
    doubt: str = ""

    def doubted(self, doubt: str) -> Chain:
        """The same chain with a doubt, and so no longer as full."""
        lineage: Lineage = "partial" if self.lineage == "full" else self.lineage
        return self._replace(lineage=lineage, doubt=self.doubt or doubt)


class Heard:
    """Who has spoken so far in a text, and which persons it named, in order."""

    def __init__(self, agents: Agents) -> None:
        """Begin a text."""
        self._agents = agents
        self.chains: list[tuple[int, Chain]] = []
        self._persons: list[tuple[int, str]] = []
        self._printed: list[str] = []
        # Whom the sentence before this one was about.
        self.subject: str | None = None
        # The intelligence service that was named last.
        self.service: str | None = None

    @property
    def last(self) -> Chain | None:
        """The chain told last."""
        return self.chains[-1][1] if self.chains else None

    def note(self, chain: Chain, paragraph: int, printed: str = "") -> None:
        """Take in that somebody spoke, who was called as `printed`."""
        self.chains.append((paragraph, chain))
        self._printed.append(printed.lower())
        del self.chains[:-_MOST]
        del self._printed[:-_MOST]
        for id in chain.attribution:
            self.named(id, paragraph)

    def named(self, id: str, paragraph: int) -> None:
        """Take in that somebody was named."""
        if self._agents.all[id].kind == "person":
            self._persons.append((paragraph, id))
            del self._persons[:-_MOST]
        if self._agents.is_service(id):
            self.service = id

    def carried(
        self, noun: str, paragraph: int, article: str = "the", called: str = ""
    ) -> Chain | None:
        """Return the chain of whom a noun or pronoun takes up, doubted where it is not certain.

        `called` is the noun with all its words: the health minister is not any minister.
        """
        chain = self._taken_up(noun, paragraph, article)
        if chain is None or noun not in ROLES or chain.lineage != "full":
            return chain
        more = {bare(w) for w in called.lower().split()} - {noun} - PLAIN - _ANYWHERE
        more = {word for word in more if not is_national(word.title())}
        if not more or not chain.attribution or more <= self._words_of(chain):
            return chain
        return chain.doubted(f"who “{article} {called}” is")

    def _words_of(self, chain: Chain) -> set[str]:
        """Return the words by which the last one of a chain was called so far."""
        id = chain.attribution[-1]
        agent = self._agents.all[id]
        said = [agent.name, *agent.aliases, self._agents.roles.get(id, "")]
        for (_, other), printed in zip(self.chains, self._printed, strict=True):
            if other.attribution[-1:] == chain.attribution[-1:]:
                said.append(printed)
        return {bare(word) for text in said for word in re.findall(r"[\w'-]+", text.lower())}

    def _taken_up(self, noun: str, paragraph: int, article: str) -> Chain | None:
        told = [
            (number, chain) for number, chain in self.chains if chain.attribution or chain.names
        ]
        if noun in ("he", "she"):
            return self._person(noun, told, paragraph)
        if noun == "it" and self._is_about_another_body(told):
            return self._about_body(told)
        if not told and noun not in ROLES:
            return self._only_one(noun, article)
        if told and (noun in REPORTS or not noun):
            last = told[-1][1]
            if noun in _ARTICLES and not any(self._agents.is_relay(id) for id in last.attribution):
                # An article is of an outlet: whoever it is was not understood.
                return last.doubted(f"whose “{article} {noun}” is")
            return last
        holder = self._called(noun, paragraph) if noun in ROLES else None
        if holder is not None:
            return holder
        fitting = [
            (number, chain, id)
            for number, chain in told
            for id in chain.attribution
            if self._fits(id, noun)
        ]
        if not fitting:
            by_office = self._by_office(noun, told, paragraph) if told else None
            return by_office or self._only_one(noun, article)
        ids = list(dict.fromkeys(id for _, _, id in fitting))
        number, chain, id = fitting[-1]
        if id != chain.attribution[-1] and id not in [c.attribution[-1] for _, c in told]:
            chain = chain._replace(attribution=chain.attribution[: chain.attribution.index(id) + 1])
            if self._agents.is_relay(id):
                chain = chain._replace(lineage="partial")
        near = {each for told_in, _, each in fitting if paragraph - told_in <= 1}
        ids = [each for each in ids if each in near] if id in near else ids
        is_held = noun not in ROLES or self._is_called(id, noun)
        others = [each for each in ids if not self._agents.same_origin(each, id)]
        is_last = fitting[-1][1] is told[-1][1] and paragraph - number <= 1
        if others and not (noun in ("it", "they") and is_last):
            names = " or ".join(self._agents.all[each].name for each in (id, others[-1]))
            called = noun if noun in ("it", "they") else f"{article} {noun}"
            return chain.doubted(f"“{called}” may be {names}")
        return chain if is_held else chain.doubted(f"who “{article} {noun}” is")

    def _is_about_another_body(self, told: Sequence[tuple[int, Chain]]) -> bool:
        """Whether the sentence before was about a body that is not the one that spoke last."""
        if self.subject is None or self._is_person(self.subject):
            return False
        last = told[-1][1].attribution[-1:] if told else ()
        return not any(self._agents.same_origin(self.subject, id) for id in last)

    def _about_body(self, told: Sequence[tuple[int, Chain]]) -> Chain:
        """Return the chain of the body that the sentence before was about, with a doubt."""
        ids = [self.subject or "", *(told[-1][1].attribution[-1:] if told else ())]
        return Chain((ids[0],)).doubted(
            f"“it” may be {' or '.join(self._agents.all[id].name for id in ids)}"
        )

    def _only_one(self, noun: str, article: str) -> Chain | None:
        """Return the one agent of the dossier with a noun in its name, where one alone has it."""
        if noun not in BODIES:
            return None
        some = [a for a in self._agents.all.values() if not a.merged_into and _named(a, noun)]
        if len(some) != 1 or some[0].kind == "unnamed":
            return None
        return Chain((some[0].id,)).doubted(f"“{article} {noun}” is not named in full")

    def _called(self, noun: str, paragraph: int) -> Chain | None:
        """Return the chain of whoever was called by an office: "an army spokesman" before."""
        found = [
            (number, chain)
            for (number, chain), printed in zip(self.chains, self._printed, strict=True)
            if re.search(rf"\b{re.escape(noun)}\b", printed) and paragraph - number <= _NEAR
        ]
        holders = {id for n, id in self._persons if noun in self._agents.roles.get(id, "").split()}
        if not found:
            return Chain((holders.pop(),)) if len(holders) == 1 else None
        others = {chain.attribution[-1:] for _, chain in found}
        chain = found[-1][1]
        if len(others) == 1 or found[-1][0] == paragraph:
            return chain
        return chain.doubted(f"who “the {noun}” is")

    def _person(self, noun: str, told: Sequence[tuple[int, Chain]], paragraph: int) -> Chain | None:
        """Return the chain of the person that "he" or "she" is."""
        near = [id for number, id in self._persons if paragraph - number <= _NEAR]
        spoke = next(
            (
                (number, chain)
                for number, chain in reversed(told)
                if chain.attribution and self._is_person(chain.attribution[-1])
            ),
            None,
        )
        if told and (spoke is None or spoke[1] is not told[-1][1]):
            # An official of the service spoke last: "he" may be the official.
            number, chain = told[-1]
            if paragraph - number <= 1 and not near:
                spoke_for = ROLES & set(re.findall(r"\w+", self._printed[-1]))
                return chain if spoke_for else chain.doubted(f"who “{noun}” is")
        about = self.subject
        if spoke is None and about is not None and self._is_person(about):
            return Chain((about,))
        if spoke is None or paragraph - spoke[0] > _NEAR:
            ids = list(dict.fromkeys(near))
            if not ids:
                return told[-1][1].doubted(f"“{noun}” is nobody named nearby") if told else None
            found = Chain((ids[-1],))
            if len(ids) > 1:
                names = " or ".join(self._agents.all[id].name for id in ids[-2:])
                return found.doubted(f"“{noun}” may be {names}")
            return found
        speaker = spoke[1].attribution[-1]
        about = self.subject
        if about is not None and about != speaker and self._is_person(about):
            return Chain((about,))
        since = near[len(near) - near[::-1].index(speaker) :] if speaker in near else near
        others = [id for id in since if id != speaker]
        if others:
            names = " or ".join(self._agents.all[id].name for id in (speaker, others[-1]))
            return spoke[1].doubted(f"“{noun}” may be {names}")
        return spoke[1]

    def _by_office(
        self, noun: str, told: Sequence[tuple[int, Chain]], paragraph: int
    ) -> Chain | None:
        """Return who is meant by an office: "the spokesman", "the minister", "the officials"."""
        number, chain = told[-1]
        if noun == "they":
            return chain
        if noun not in ROLES | _OFFICES or paragraph - number > 1:
            return None
        if noun in _SPEAKS_FOR:
            return chain
        if not chain.attribution or not self._is_person(chain.attribution[-1]):
            # The mayor is nobody of the agency that spoke before.
            return None
        return chain.doubted(f"who “the {noun}” is")

    def _is_called(self, id: str, noun: str) -> bool:
        """Whether somebody is said to hold an office, or has it in the name."""
        return noun in self._agents.roles.get(id, "") or _named(self._agents.all[id], noun)

    def _is_person(self, id: str) -> bool:
        return self._agents.all[id].kind == "person"

    def _fits(self, id: str, noun: str) -> bool:
        agent = self._agents.all[id]
        if noun in ("it", "they"):
            return agent.kind != "person"
        if _named(agent, noun):
            return True
        if noun in ROLES:
            role = self._agents.roles.get(id, "")
            return agent.kind == "person" and (noun in role or not role)
        if noun == "agency" and agent.kind in ("government", "ngo"):
            return any(_named(agent, word) for word in _AGENCIES)
        kinds = next((kinds for words, kinds in _KINDS if noun in words), ())
        return agent.kind in kinds and noun not in _NAMED_SO


_ARTICLES = word_set("article articles paper dispatch")
_OFFICES = word_set("officials authorities researchers organizers organisers spokesman spokeswoman")
_SPEAKS_FOR = word_set(
    "official officials spokesman spokeswoman spokesperson representative representatives source"
    " sources researchers organizers organisers officer analyst analysts expert"
)


def _named(agent: Agent, noun: str) -> bool:
    """Whether a noun is a word of an agent's name."""
    some = {bare(word) for name in (agent.name, *agent.aliases) for word in name.lower().split()}
    return noun in some or f"{noun}s" in some or noun.removesuffix("s") in some
