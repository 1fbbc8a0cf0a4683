"""The agents of a dossier, found in text by name, alias, or what they are of which country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from kursk_tui.intake.language.nations import adjective
from kursk_tui.model.folding import normal
from kursk_tui.model.records import Agent
from kursk_tui.model.vocabulary import RELAYS, AgentKind

_INTELLIGENCE = (
    "spy agency",
    "intelligence agency",
    "intelligence service",
    "military intelligence",
    "defense intelligence",
    "defence intelligence",
    "intelligence",
)
_ARMED = ("military", "armed forces", "army")
_MINISTRY = re.compile(r"Ministry of (?:National )?(\w+)")
_SHORT = 3
_WORD = re.compile(r"[^\W_]+")


# Spellings of one sound in names from other scripts.
_SOUNDS = (
    *(("yy", "i"), ("iy", "i"), ("ij", "i"), ("ii", "i"), ("yi", "i"), ("y", "i"), ("kh", "h")),
    *(("w", "v"), ("ks", "x"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("-", ""), ("'", "")),
)


def skeleton(name: str) -> str:
    """Return a name without what differs between its spellings: Sergey and Sergei are one."""
    text = normal(name)
    for a, b in _SOUNDS:
        text = text.replace(a, b)
    return re.sub(r"(.)\1", r"\1", text)


class Mention(NamedTuple):
    """An agent named in a plain text; `start` and `end` are the place of the name."""

    id: str
    start: int
    end: int


class Agents:
    """The agents of a dossier, ready to be found in text."""

    def __init__(self, agents: Iterable[Agent]) -> None:
        """Take the agents in the order of the dossier."""
        self.all = {agent.id: agent for agent in agents}
        self._exact: dict[str, str] = {}
        self._loose: dict[str, str] = {}
        # The names of one that was merged are those of the one it turned out to be.
        named = [agent for agent in self.all.values() if agent.merged_into is None]
        # In how many names a word stands.
        self._words = Counter(word for agent in named for word in set(agent.name.split()))
        for agent in named:
            for name in (agent.name, *agent.aliases):
                self._add(name, agent)
        for agent in named:
            for name in (agent.name, *agent.aliases):
                self._add_spellings(name, agent)
        for agent in named:
            self._derive(agent)
        self._firsts: dict[str, list[tuple[str, str, bool]]] = {}
        for table, exact in ((self._exact, True), (self._loose, False)):
            for name, id in table.items():
                first = _WORD.search(name)
                if first is not None and first.start() == 0:
                    self._firsts.setdefault(first.group().lower(), []).append((name, id, exact))
        for names in self._firsts.values():
            names.sort(key=lambda each: -len(each[0]))
        self._newcomers: dict[str, str] = {}
        self._skeletons: dict[str, str] | None = None
        # The offices that newcomers are said to hold.
        self.roles: dict[str, str] = {}
        # Names that several persons or bodies of a text have.
        self.shared: set[str] = set()
        # Names that may be those of an agent of the dossier, which has others.
        self.perhaps: dict[str, str] = {}

    def introduce(self, name: str, kind: AgentKind, aliases: Iterable[str] = ()) -> str:
        """Take in somebody whom a text names and no dossier has, and return what stands for them.

        That is `+Name (kind)`, as a form takes an agent that is to be made.
        """
        known = self.newcomer(name)
        if known is not None:
            for each in aliases:
                self.rename(name, each)
            return known
        id = f"+{name} ({kind})"
        names = (name, *aliases)
        self.all[id] = Agent(id, name, kind, names[1:])
        for each in names:
            self._newcomers.setdefault(normal(each), id)
            first = _WORD.match(each)
            if first is None or not each[:1].isupper() or kind in ("unnamed", "state"):
                continue
            told = self._firsts.setdefault(first.group().lower(), [])
            told.append((each, id, True))
            told.sort(key=lambda one: -len(one[0]))
        return id

    def spelled(self, name: str) -> str | None:
        """Return the person of the dossier whose name a text spells in another way, if one is.

        Names out of another script have several spellings; the one that is met is learnt.
        """
        if self._skeletons is None:
            persons = [a for a in self.all.values() if a.kind == "person" and not a.merged_into]
            self._skeletons = {}
            for agent in persons:
                if self.is_newcomer(agent.id):
                    continue
                for each in (agent.name, *agent.aliases):
                    if " " in each:
                        self._skeletons.setdefault(skeleton(each), agent.id)
        id = self._skeletons.get(skeleton(name))
        if id is not None:
            last = name.split()[-1]
            for each in (name, last):
                told = self._firsts.setdefault(each.split()[0].lower(), [])
                told.append((each, id, True))
                told.sort(key=lambda one: -len(one[0]))
        return id

    def rename(self, name: str, other: str) -> None:
        """Let somebody who was taken in be known by another name too."""
        id = self._newcomers[normal(name)]
        self._newcomers.setdefault(normal(other), id)
        told = self._firsts.setdefault(other.split()[0].lower(), [])
        told.append((other, id, True))
        told.sort(key=lambda one: -len(one[0]))

    def learn(self, name: str, id: str) -> None:
        """Let an agent of the dossier be known in this text by another name."""
        self._newcomers.setdefault(normal(name), id)

    def newcomer(self, name: str) -> str | None:
        """Return what stands for somebody who was taken in by a name, None for others."""
        return self._newcomers.get(normal(name))

    def is_newcomer(self, id: str) -> bool:
        """Whether somebody is no agent of the dossier."""
        return id.startswith("+")

    def _add(self, name: str, agent: Agent, *, derived: bool = False) -> None:
        """Learn a name: acronyms and outlets as printed, the rest in any case of letters."""
        name = name.split(",")[0] if agent.kind == "unnamed" else name
        name = name.removeprefix("The ").removeprefix("the ").removeprefix("A ").split(" (")[0]
        if not name:
            return
        loose = agent.kind in ("state", "unnamed", "intelligence", "military") and (
            len(name) > _SHORT and not name.isupper()
        )
        key = name.lower() if loose else name
        table = self._loose if loose else self._exact
        if derived and (key in table or name in self._exact):
            return
        table.setdefault(key, agent.id)

    def _add_spellings(self, name: str, agent: Agent) -> None:
        """Learn a name in the other spelling of English, and a ministry the other way round."""
        names = [name]
        match = _MINISTRY.search(name)
        state = self.all.get(agent.party or "")
        if match and state is not None:
            for country in (state.name, *state.aliases):
                if country.isascii():
                    names.append(f"{country} {match[1]} Ministry")
                    names.append(f"{country}'s {match[1]} Ministry")
            names.append(f"{adjective(state.name).title()} {match[1]} Ministry")
            names.append(f"{adjective(state.name).title()} Ministry of {match[1]}")
        for each in names:
            for a, b in (("Defence", "Defense"), ("Defense", "Defence")):
                self._add(each.replace(a, b), agent, derived=True)

    def _derive(self, agent: Agent) -> None:
        """Learn the surname of a person, and what a service or army is of which country."""
        if agent.kind == "person":
            last = agent.name.split()[-1]
            if len(last) > _SHORT and "-" not in last and self._words[last] == 1:
                self._add(last, agent, derived=True)
        country = self.all.get(agent.party or "")
        if country is None or agent.member_of is not None:
            return
        what: tuple[str, ...] = ()
        if agent.kind == "intelligence":
            what = _INTELLIGENCE
        elif (
            agent.kind == "military"
            and "military" in " ".join((agent.name, *agent.aliases)).lower()
        ):
            what = _ARMED
        for state in (country.name, *country.aliases):
            if not state.isascii():
                continue
            for noun in what:
                self._add(f"{state}'s {noun}", agent, derived=True)
                self._add(f"{state} {noun}", agent, derived=True)
                self._add(f"{adjective(state)} {noun}", agent, derived=True)

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """Return the agents named in a part of a plain text, in order, the longest name each."""
        stop = len(text) if end is None else end
        found: list[Mention] = []
        taken = start
        for word in _WORD.finditer(text, start, stop):
            if word.start() < taken:
                continue
            for name, id, exact in self._firsts.get(word.group().lower(), ()):
                finish = word.start() + len(name)
                printed = text[word.start() : finish]
                if (printed if exact else printed.lower()) != name or finish > stop:
                    continue
                if finish < len(text) and (text[finish].isalnum() or text[finish] == "_"):
                    continue
                if text[finish : finish + 1] == "-" and text[finish + 1 : finish + 2].isalpha():
                    continue
                found.append(Mention(id, word.start(), finish))
                taken = finish
                break
        return found

    def is_relay(self, id: str) -> bool:
        """Whether an agent passes on what others say: an outlet, agency or aggregator."""
        return self.all[id].kind in RELAYS

    def is_service(self, id: str) -> bool:
        """Whether an agent is an intelligence service."""
        return self.all[id].kind == "intelligence"

    def is_unnamed(self, id: str) -> bool:
        """Whether only the sort of agent is known."""
        return self.all[id].kind == "unnamed"

    def bodies(self, id: str) -> set[str]:
        """Return an agent and the bodies it belongs to."""
        found: set[str] = set()
        at: str | None = id
        while at is not None and at not in found and at in self.all:
            found.add(at)
            at = self.all[at].member_of
        return found

    def same_origin(self, a: str, b: str) -> bool:
        """Whether two agents are one, or one belongs to the other, and neither is a state."""
        if a == b:
            return True
        mine, theirs = self.bodies(a), self.bodies(b)
        return (a in theirs and self.all[a].kind != "state") or (
            b in mine and self.all[b].kind != "state"
        )

    def unnamed(self, noun: str, nation: str | None) -> str | None:
        """Return the unnamed agent for a noun such as "officials", of a nation or of none.

        An agent named just so wins over one of the nation's; None where there is neither.
        """
        wanted = f"{nation} {noun}".lower() if nation else noun.lower()
        plural = wanted if wanted.endswith("s") else f"{wanted}s"
        for name in (wanted, plural):
            id = self._loose.get(name) or self._exact.get(name)
            if id is not None and self.is_unnamed(id):
                return id
        return None
