"""Who does the saying: verbs of saying, and the agent that a noun phrase beside one stands for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from kursk_tui.intake.language.agents import Agents, Mention
from kursk_tui.intake.language.bodies import BODIES, REPORTS, ROLES, UNNAMED, is_national
from kursk_tui.intake.language.full_names import is_same_given
from kursk_tui.intake.language.kinds import kind_of
from kursk_tui.intake.language.named_persons import Who
from kursk_tui.intake.language.noun_phrases import Phrase
from kursk_tui.intake.language.plain import bare, word_set
from kursk_tui.intake.language.whom import whom


class Subject(NamedTuple):
    """Who says something: an agent, or a `noun` for whoever was named before.

    `agent` may be one that the dossier lacks (`+Name (kind)`); `name` is that of a person who
    speaks for a body. `refers` says that the noun or pronoun takes up somebody named before,
    who is `called` so with all its words.
    """

    start: int
    end: int
    agent: str | None
    noun: str = ""
    name: str = ""
    refers: bool = False
    called: str = ""
    is_sure: bool = True


def with_persons(text: str, mentions: list[Mention], agents: Agents) -> list[Mention]:
    """Join a body and its person, a name and its acronym: "fire service chief Moreau"."""
    joined: list[Mention] = []
    for mention in mentions:
        previous = joined[-1] if joined else None
        if previous is not None:
            between = text[previous.end : mention.start]
            near = len(between) < 70 and not re.search(r"[.;:]|\b(?:said|told|that)\b", between)
            if near and mention.id == previous.id and between.strip(" ()") == "":
                joined[-1] = Mention(mention.id, previous.start, _closed(text, mention.end))
                continue
            if near and previous.id in agents.bodies(mention.id) and "," not in between:
                joined[-1] = Mention(mention.id, previous.start, mention.end)
                continue
            if near and mention.id in agents.bodies(previous.id) and re.match(r", |\(", between):
                joined[-1] = Mention(previous.id, previous.start, mention.end)
                continue
        joined.append(mention)
    return joined


def _closed(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == ")" else end


def subject_of(
    text: str,
    phrase: Phrase,
    agents: Agents,
    *,
    opens: bool = False,
    capitals: Collection[str] = (),
) -> Subject | None:
    """Return the agent that a phrase stands for, None where it is nobody who speaks."""
    start, end = _around(phrase)
    inside = agents.mentions(text, start, max(end, phrase.end))
    who = whom(phrase, opens=opens, capitals=capitals)
    person = _person(text, phrase, inside, agents)
    if person is not None:
        is_one = text[person.start : person.end] not in agents.shared
        return Subject(start, max(end, phrase.end), person.id, is_sure=is_one)
    own = [m for m in inside if phrase.start <= m.start < phrase.end]
    if who.sort == "name" and phrase.aside and who.name.startswith(phrase.aside[0].text):
        # "The state news agency, Northwire": the name stands beside what it is.
        own = [m for m in inside if m.start >= phrase.end] or own
    whole = next((m for m in own if who.name in text[m.start : m.end]), None) if who.name else None
    # Of a place there are many authorities.
    is_sure = who.name not in agents.shared and who.noun != "authorities"
    if whole is not None and agents.all[whole.id].kind != "unnamed":
        return Subject(start, max(end, phrase.end), whole.id, noun=who.noun, is_sure=is_sure)
    if who.sort == "name" and who.kind == "person":
        return _unknown_person(text, phrase, (start, max(end, phrase.end)), who, inside, agents)
    body = _body(text, phrase, own, who, agents)
    if body is not None:
        return Subject(start, max(end, phrase.end), body.id, noun=who.noun, is_sure=is_sure)
    unnamed = _unnamed(phrase, agents) if who.sort != "name" else None
    if unnamed is not None:
        return Subject(start, phrase.end, unnamed, noun=who.noun)
    if who.sort in ("name", "unnamed"):
        found = agents.newcomer(who.name)
        name = "" if found else who.name
        return Subject(start, phrase.end, found, noun=who.noun, name=name, is_sure=is_sure)
    if who.sort == "refers":
        found = agents.newcomer(who.name) if who.name else None
        return Subject(start, phrase.end, found, noun=who.noun, refers=True, called=who.name)
    return Subject(start, phrase.end, None, noun=who.noun)


def _around(phrase: Phrase) -> tuple[int, int]:
    """The place of a phrase with the name that stands beside it."""
    if not phrase.aside:
        return phrase.start, phrase.end
    return min(phrase.start, phrase.aside[0].start), max(phrase.end, phrase.aside[-1].end)


def _person(text: str, phrase: Phrase, inside: Sequence[Mention], agents: Agents) -> Mention | None:
    """Return the person of the dossier who is the speaker of a phrase."""
    persons = [
        m
        for m in inside
        if agents.all[m.id].kind == "person"
        and text[m.end : m.end + 2] not in ("'s", "s'")
        and not _has_other_given(text, m, phrase, agents)
    ]
    own = [m for m in persons if phrase.start <= m.start < phrase.end]
    if own:
        return own[-1]
    run = phrase.aside
    is_name = bool(run) and all(w.text[:1].isupper() or bare(w.lower) in ROLES for w in run)
    return persons[-1] if persons and is_name else None


def _has_other_given(text: str, mention: Mention, phrase: Phrase, agents: Agents) -> bool:
    """Whether a surname stands behind a given name of somebody else: Anna Brandt, not Otto."""
    known = agents.all[mention.id].name.split()
    before = next((w for w in phrase.words if w.end == mention.start - 1), None)
    if " " in text[mention.start : mention.end] or before is None or len(known) < 2:
        return False
    is_given = before.text[:1].isupper() and not before.text.isupper()
    lower = bare(before.lower)
    if not is_given or lower in ROLES or lower in BODIES or is_national(before.text):
        return False
    return not any(is_same_given(before.text, word) for word in known[:-1])


def _unknown_person(
    text: str,
    phrase: Phrase,
    place: tuple[int, int],
    who: Who,
    inside: Sequence[Mention],
    agents: Agents,
) -> Subject:
    """Return the body of the dossier that a person speaks for, else the person."""
    for mention in inside:
        kind = agents.all[mention.id].kind
        is_body = kind not in ("state", "person", "unnamed", "outlet", "news agency", "aggregator")
        if is_body and not agents.is_newcomer(mention.id):
            return Subject(*place, mention.id, name=who.name)
    found = agents.newcomer(who.name)
    return Subject(*place, found, name="" if found else who.name)


# A body's noun behind a name that belongs to it: Northwire news agency.
_SAME = word_set(
    "agency news newspaper daily channel television tv radio website site portal outlet"
    " think-tank tank group network broadcaster magazine institute organization organisation"
    " service monitor project"
)


def _body(
    text: str, phrase: Phrase, own: Sequence[Mention], who: Who, agents: Agents
) -> Mention | None:
    """Return the agent of the dossier that a phrase names, if it names one and no other."""
    named = [m for m in own if agents.all[m.id].kind not in ("unnamed", "state")]
    for mention in reversed(own):
        agent = agents.all[mention.id]
        if agent.kind == "unnamed" and named:
            continue
        after = [w for w in phrase.words if w.start >= mention.end]
        behind = [bare(w.lower) for w in after]
        possesses = text[mention.end : mention.end + 2] == "'s"
        if agent.kind == "unnamed":
            before = [w.lower for w in phrase.words if w.end < mention.start]
            if before[-1:] == ["and"]:
                # Dorvian and Western officials are more than the Western ones.
                continue
            return mention
        if agent.kind == "state":
            joined = any(w.end == mention.start - 1 and w.text[:1].isupper() for w in phrase.words)
            if not behind and _is_head(phrase, mention) and not joined:
                return mention
            if behind and all(w in REPORTS for w in behind):
                return mention
            continue
        if (
            agents.is_newcomer(mention.id)
            and who.sort == "name"
            and agents.newcomer(who.name) not in (None, mention.id)
        ):
            continue
        if (
            possesses
            and behind
            and not set(behind) & (ROLES | REPORTS | UNNAMED)
            and who.sort == "name"
        ) and kind_of(" ".join(behind)) not in (None, agent.kind):
            continue
        nouns = [w for w in behind if w in BODIES]
        if nouns and not set(behind) & (ROLES | REPORTS | UNNAMED):
            is_same = set(nouns) <= _SAME or kind_of(" ".join(behind)) == agent.kind
            if not is_same and not any(w.text[:1].isupper() for w in after[:1]):
                continue
        if not _is_head(phrase, mention) and not behind:
            continue
        return mention
    return None


def _is_head(phrase: Phrase, mention: Mention) -> bool:
    """Whether a name is what a phrase is about: not the place behind "in"."""
    before = [w for w in phrase.words if w.end <= mention.start]
    if not before:
        return True
    joined = next((w for w in reversed(before) if w.lower != "the"), None)
    if joined is None or joined.lower not in ("in", "at", "near", "inside"):
        return True
    return bool({bare(w.lower) for w in before} & (ROLES | UNNAMED | REPORTS))


def _unnamed(phrase: Phrase, agents: Agents) -> str | None:
    """Return the unnamed agent of the dossier for a phrase such as "Western officials"."""
    told = [each.text for each in phrase.words]
    for place, word in enumerate(phrase.words):
        if word.lower in ("of", "from", "in", "at", "with", "for") and place:
            told = told[:place]
            break
    for first in range(len(told)):
        if first and (told[first - 1][:1].isupper() or told[first - 1] == "and"):
            # Without the name before it, it would be another sort of people.
            return None
        found = agents.unnamed(told[-1], " ".join(told[first:-1]) or None)
        if found is not None:
            return found
    return None
