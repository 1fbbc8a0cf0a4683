"""Names that nearly are those of a dossier: the same state, the same sort of body, other words.

"Dorvian secret service" in a text is no new body where the dossier has the intelligence service
of Dorvia. Where its words are those of an alias it is that one; else that one is offered, with a
doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kursk_tui.intake.language.agents import Agents
from kursk_tui.intake.language.bodies import ROLES, is_national
from kursk_tui.intake.language.nations import adjective, is_country
from kursk_tui.intake.language.plain import bare, word_set
from kursk_tui.model.records import Agent
from kursk_tui.model.vocabulary import RELAYS

# Words that tell the sort of a body and no body of the sort from another.
_SORTS = {
    "intelligence": (
        word_set("intelligence spy secret spies"),
        word_set(
            "intelligence spy spies secret agency agencies service services military defence"
            " national main directorate community department office"
        ),
    ),
    "military": (
        word_set("army military armed command"),
        word_set("army military armed forces force command high general staff national"),
    ),
}
_NO_BODIES = frozenset((*RELAYS, "person", "unnamed", "state"))
_LIGHT = word_set("of the for and")
_SIDES = word_set("north south east west northern southern eastern western new")
_SPELLED = {"defense": "defence"}


_GENERIC = frozenset().union(*(words for _, words in _SORTS.values()))


def names_nobody(name: str, kind: str) -> bool:
    """Whether a name tells the sort of a secret service or of an army, or an office, and no more.

    "The intelligence agency" is one of some state, and "its president" has a name. Of one word
    alone nobody knows that it is a person's. Nations alone ("French and British") are no body.
    """
    words = [bare(word.lower()).removesuffix("'s").removesuffix("’s") for word in name.split()]
    told = [word for word in words if word not in _LIGHT]
    if kind != "state" and _is_of_nations(name):
        return True
    if kind == "person" and any(is_country(word.rstrip(".,")) for word in name.split()):
        # "Now Marovia has 400": no part of a name.
        return True
    if kind == "person":
        names = [word for word in name.split() if _is_given(word)]
        # One word may be a surname, an outlet or a place.
        return len(name.split()) == 1 or (bool(told) and told[-1] in ROLES and not names)
    # "General Staff" is what it is called, "the general staff" is not.
    is_called = len(told) > 1 and name.split()[-1][:1].isupper()
    return bool(told) and not is_called and all(word in _GENERIC for word in told)


def _is_given(word: str) -> bool:
    """Whether a word can be a part of a person's name: no office, and nobody's."""
    is_office = bare(word.lower()) in ROLES
    is_name = word[:1].isupper() and not is_office and not is_national(word.rstrip(".,"))
    return is_name and not word.endswith(("'s", "’s"))


def _is_of_nations(name: str) -> bool:
    told = [word.rstrip(".,") for word in name.split() if word not in _LIGHT]
    rest = [word for word in told if not is_national(word) and word.lower() not in _SIDES]
    return bool(told) and not rest


class Alike(NamedTuple):
    """The agent whose name is nearly one of a text; `names` are of all whose name is.

    With `is_sure` only the state is called otherwise.
    """

    id: str
    names: tuple[str, ...]
    is_sure: bool


def alike(name: str, agents: Agents) -> Alike | None:
    """Return the agent of the dossier that a name may mean which is none of its, if one is."""
    told = _words(name)
    same: list[str] = []
    near: list[str] = []
    states = list(_states(told, agents))
    for agent in agents.all.values():
        if agent.merged_into or agents.is_newcomer(agent.id) or agent.kind in _NO_BODIES:
            continue
        party = agents.all.get(agent.party or "")
        if not states and party is not None and frozenset(told) in _own_words(agent, party):
            # "The Secret Service" is that of some state: whose is not told here.
            near.append(agent.id)
        for state, rest, is_whole in states:
            if agent.party != state.id:
                continue
            if is_whole and any(rest == own for own in _own_words(agent, state)):
                same.append(agent.id)
            elif _is_of_sort(agent, rest):
                near.append(agent.id)
    found = list(dict.fromkeys(same or near))
    if not found:
        return None
    names = tuple(agents.all[id].name for id in found)
    return Alike(found[0], names, bool(same) and len(found) == 1)


def _states(told: list[str], agents: Agents) -> Iterator[tuple[Agent, frozenset[str], bool]]:
    """Yield the states that a name begins or ends with, and its other words.

    The last of a state's words may stand for it: which of two is then not certain.
    """
    for agent in list(agents.all.values()):
        if agent.kind != "state" or agents.is_newcomer(agent.id):
            continue
        for called in (agent.name, *agent.aliases):
            for form in dict.fromkeys((called.lower(), adjective(called))):
                some = _words(form)
                for part in dict.fromkeys((tuple(some), tuple(some[-1:]))):
                    size = len(part)
                    is_whole = size == len(some)
                    if tuple(told[:size]) == part:
                        yield agent, frozenset(told[size:]), is_whole
                    elif tuple(told[-size:]) == part:
                        yield agent, frozenset(told[:-size]), is_whole


def _own_words(agent: Agent, state: Agent) -> Iterator[frozenset[str]]:
    """Yield the words of an agent's names without those of its state."""
    for called in (agent.name, *agent.aliases):
        words = _words(called)
        for name in (state.name, *state.aliases):
            for form in (name.lower(), adjective(name)):
                part = _words(form)
                if words[: len(part)] == part and words[len(part) :]:
                    yield frozenset(words[len(part) :])
                if words[-len(part) :] == part and words[: -len(part)]:
                    yield frozenset(words[: -len(part)])


def _is_of_sort(agent: Agent, rest: frozenset[str]) -> bool:
    if agent.kind not in _SORTS or agent.member_of is not None:
        return False
    must, may = _SORTS[agent.kind]
    return bool(rest & must) and rest <= may


def _words(name: str) -> list[str]:
    told = [bare(word.strip(".,()").lower()) for word in name.replace("’", "'").split()]
    return [_SPELLED.get(word, word) for word in told if word not in _LIGHT]
