"""Speakers whom a text names and no agent of the dossier is: found first, told apart, taken in.

One that is told in several forms ("Health Minister Anna Roe", "Roe"; "World Weather Office (WWO)",
"the WWO") is one newcomer, under the fullest of its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kursk_tui.intake.language import speaking
from kursk_tui.intake.language.agents import Agents
from kursk_tui.intake.language.alike import alike
from kursk_tui.intake.language.bodies import CALENDAR, GROUPS, NETWORKS, REPORTS, ROLES
from kursk_tui.intake.language.full_names import (
    FullNames,
    holders,
    is_one_person,
    is_same_given,
)
from kursk_tui.intake.language.kinds import kind_of
from kursk_tui.intake.language.named_persons import Who
from kursk_tui.intake.language.nations import is_country
from kursk_tui.intake.language.noun_phrases import Phrase
from kursk_tui.intake.language.plain import bare, word_set
from kursk_tui.intake.language.speaking import Spoken
from kursk_tui.intake.language.subjects import subject_of
from kursk_tui.intake.language.whom import whom
from kursk_tui.model.vocabulary import AgentKind

_WORD = re.compile(r"[^\W\d_][\w'-]*")
_MOST = 60
# In letters: what is shorter is an initial or a particle.
_SHORT = 3
_LOWER_IN_INITIALS = word_set("of the and for in")


def capitals(sentences: Iterable[tuple[str, tuple[int, int]]]) -> frozenset[str]:
    """Return the lower-case forms of words that are capitalised where no sentence begins."""
    upper: set[str] = set()
    lower: set[str] = set()
    for text, span in sentences:
        for place, match in enumerate(_WORD.finditer(text, *span)):
            word = match.group()
            if not word[:1].isupper():
                lower.add(word)
            elif place:
                upper.add(bare(word.lower()))
    return frozenset(upper - lower)


def meet(
    agents: Agents,
    sentences: Sequence[tuple[str, tuple[int, int]]],
    spoken: Sequence[Sequence[Spoken]],
    names: frozenset[str],
) -> None:
    """Take in the speakers of a text that are no agents yet.

    `spoken` is where each sentence tells that somebody speaks, `names` are its proper words.
    """
    met: dict[str, tuple[Who, str]] = {}
    for (text, span), some in zip(sentences, spoken, strict=True):
        for each in some:
            if each.sort == "title" and not _is_body(each):
                # "Lake Brez: 400 dead" tells a place, "Water Office: 400 dead" a speaker.
                continue
            if each.phrase is not None:
                _note(met, text, span, each.phrase, agents, names, is_relay=False)
            for phrase in each.relays:
                _note(met, text, span, phrase, agents, names, is_relay=True)
        if len(met) >= _MOST:
            break
    _take_in(agents, [who for who, _ in met.values()], sentences, dict(_brackets(met)))
    for text, span in sentences:
        _about(text, span, agents, names)


def _is_body(title: Spoken) -> bool:
    """Whether what a title begins with has the name of a body of several words."""
    some = title.phrase.words if title.phrase is not None else ()
    if len(some) == 1 and some[0].lower in GROUPS:
        return True
    kind = kind_of(" ".join(word.text for word in some))
    return len(some) > 1 and kind not in (None, "unnamed") and some[-1].text[:1].isupper()


def _about(text: str, span: tuple[int, int], agents: Agents, names: frozenset[str]) -> None:
    """Take in the person whom a sentence is about: "he" in the next one may be that person."""
    phrase = speaking.opening(text, span)
    if phrase is None or phrase.end > span[1]:
        return
    who = whom(phrase, opens=True, capitals=names)
    is_person = who.sort == "name" and who.kind == "person" and not who.is_single
    rest = re.match(r", (?:an? |the |who |\d)| [a-z]+", text[phrase.end : phrase.end + 24])
    if not is_person or rest is None or agents.newcomer(who.name) is not None:
        return
    subject = subject_of(text, phrase, agents, opens=True, capitals=names)
    if subject is not None and subject.agent is None:
        last = who.name.split()[-1]
        id = agents.introduce(who.name, "person", () if agents.newcomer(last) else (last,))
        agents.roles.setdefault(id, who.role)


def _brackets(met: dict[str, tuple[Who, str]]) -> Iterable[tuple[str, str]]:
    return ((who.name, bracket) for who, bracket in met.values() if bracket)


def _note(
    met: dict[str, tuple[Who, str]],
    text: str,
    span: tuple[int, int],
    phrase: Phrase,
    agents: Agents,
    names: frozenset[str],
    *,
    is_relay: bool,
) -> None:
    opens = not text[span[0] : phrase.start].strip("\"'([ ")
    subject = subject_of(text, phrase, agents, opens=opens, capitals=names)
    who = whom(phrase, opens=opens, capitals=names)
    if subject is None or subject.agent is not None:
        return
    if who.kind == "person" and not who.is_single and agents.spelled(who.name):
        return
    if not who.name or who.sort == "nobody":
        return
    if who.sort == "refers" and who.kind == "unnamed":
        return
    if who.name.lower() in CALENDAR:
        return
    if who.kind == "person" and not who.role:
        # "Anna Roe, mayor of Brez": what stands beside the name tells the office.
        who = who._replace(role=" ".join(word.lower for word in phrase.aside))
    if who.kind == "person" and who.is_single and not who.role and _cites(text, span, who.name):
        who = who._replace(kind="outlet")
    if is_relay:
        found = _as_relay(phrase, who)
        if found is None:
            return
        who = found
    key = who.name.casefold()
    if key not in met or (phrase.bracket and not met[key][1]):
        met[key] = (who, phrase.bracket)


def _cites(text: str, span: tuple[int, int], name: str) -> bool:
    """Whether somebody of one word passes on in a sentence what another says."""
    sentence = text[slice(*span)]
    behind = rf"\b{re.escape(name)}\b,? (?:\w+,? ){{0,3}}(?:citing|quoting|quoted|cites|cited)\b"
    return bool(re.search(behind, sentence) or re.match(r"\W*(?:citing|quoting)\b", sentence, re.I))


def _as_relay(phrase: Phrase, who: Who) -> Who | None:
    """Return whom somebody spoke to as one that passes it on, None where that is none."""
    is_outlet = who.kind in ("outlet", "news agency")
    if who.sort != "name" or who.name.lower() in NETWORKS:
        return None
    if phrase.head in REPORTS or not (phrase.words[-1].text[:1].isupper() or is_outlet):
        # He told a briefing in Brez: nobody of that name heard it.
        return None
    if who.role or who.kind in ("state", "government", "parliament", "military", "intelligence"):
        return None
    if who.kind == "person" and not who.is_single:
        return None
    kind: AgentKind = "news agency" if who.kind == "news agency" else "outlet"
    return who._replace(kind=kind)


def _take_in(
    agents: Agents,
    some: Sequence[Who],
    sentences: Sequence[tuple[str, tuple[int, int]]],
    brackets: dict[str, str],
) -> None:
    full = FullNames(sentences)
    persons = [who for who in some if who.kind == "person" and not who.is_single]
    persons.sort(key=lambda who: -len(who.name))
    for who in persons:
        whole = next((p.name for p in persons if _is_form(who, p)), None)
        id = agents.introduce(whole or who.name, "person", (who.name,) if whole else ())
        agents.roles.setdefault(id, who.role)
    told = list(dict.fromkeys(who.name for who in persons))
    for name in told:
        for word in name.split():
            same = [*holders(word, told), *full.of(word)]
            if len(word) < _SHORT or not word[:1].isupper() or agents.newcomer(word) is not None:
                continue
            if all(is_one_person(name, other) for other in same):
                agents.rename(name, word)
            elif word == name.split()[-1]:
                # Two have the surname: whom it means alone is not certain.
                agents.rename(name, word)
                agents.shared.add(word)
    agents.shared |= _shared_with_known(agents, full)
    acronyms = {}
    bodies = [who for who in some if who.kind != "person" and not who.is_single]
    bodies.sort(key=lambda who: -len(who.name))
    for who in bodies:
        holder = _holder_of(who, persons) if who.noun in ROLES else None
        if holder is not None:
            # The mayor of Brez is Ivo Stark, of whom it is said that he is.
            agents.rename(holder, who.name)
            continue
        known = alike(who.name, agents)
        if known is not None:
            agents.learn(who.name, known.id)
            if not known.is_sure:
                agents.shared.add(who.name)
                agents.perhaps[who.name] = " or ".join(known.names[:2])
            continue
        longer = [each.name for each in bodies if _is_end(who, each)]
        if len(set(longer)) == 1 and agents.newcomer(longer[0]) is not None:
            # The health ministry is the Brez Health Ministry, where no other has its name.
            agents.rename(longer[0], who.name)
        elif longer:
            agents.shared.add(who.name)
        short = [brackets[who.name]] if who.name in brackets else []
        short = [each for each in short if each[:1].isupper()]
        initials = _initials(who.name)
        if len(initials) > 2:
            acronyms[initials] = who.name
        agents.introduce(who.name, who.kind, short)
    for who in some:
        if who.is_single and agents.newcomer(who.name) is None:
            _single(agents, who, sentences, acronyms, full)


def _is_form(who: Who, other: Who) -> bool:
    """Whether a name is the shorter form of another: Ivo Stark of Ivo Adam Stark."""
    return set(who.name.split()) < set(other.name.split())


def _holder_of(office: Who, persons: Sequence[Who]) -> str | None:
    """Return the one person who is said to hold an office of a place, if one is."""
    wanted = {bare(word) for word in office.name.lower().split()} - _LOWER_IN_INITIALS
    held = {who.name for who in persons if wanted <= {bare(w) for w in who.role.split()}}
    return held.pop() if len(held) == 1 else None


def _is_end(who: Who, other: Who) -> bool:
    """Whether the name of a body is the end of another's, and of one kind with it."""
    is_end = other.name.lower().endswith(f" {who.name.lower()}")
    return is_end and " " in who.name and who.kind == other.kind and who.kind != "unnamed"


def _shared_with_known(agents: Agents, full: FullNames) -> set[str]:
    """Return the surnames of persons of the dossier that somebody else in the text has too."""
    found: set[str] = set()
    for agent in agents.all.values():
        if agent.kind != "person" or agents.is_newcomer(agent.id):
            continue
        given, _, last = agent.name.rpartition(" ")
        others = full.of(last) if given else []
        if any(not is_same_given(given, other.split()[0]) for other in others):
            found.add(last)
    return found


def _single(
    agents: Agents,
    who: Who,
    sentences: Sequence[tuple[str, tuple[int, int]]],
    acronyms: dict[str, str],
    full_names: FullNames,
) -> None:
    """Take in somebody of one word: a surname, an acronym, a country, an outlet."""
    name = who.name
    if is_country(name):
        agents.introduce(name, "state")
        return
    if name.isupper() and name in acronyms:
        agents.rename(acronyms[name], name)
        return
    if name.isupper():
        full = _spelled_out(name, sentences)
        if full is not None:
            kind = kind_of(full) or "ngo"
            agents.introduce(full, kind, (name,))
            return
        kind = "ngo" if who.kind == "person" else who.kind
        agents.introduce(name, kind_of(name) or kind)
        return
    if who.kind == "person":
        some = full_names.of(name)
        if some:
            id = agents.introduce(some[0], "person", (name,))
            agents.roles.setdefault(id, who.role or _office_of(some[0], sentences))
            if len(some) > 1:
                agents.shared.add(name)
            return
    agents.introduce(name, who.kind)


def _office_of(name: str, sentences: Sequence[tuple[str, tuple[int, int]]]) -> str:
    """Return the words right before a person's name, where they tell an office."""
    for text, span in sentences:
        at = text.find(name, *span)
        if at < 0:
            continue
        before = [bare(w.lower()) for w in _WORD.findall(text, max(span[0], at - 40), at)]
        held = [n for n, word in enumerate(before) if word in ROLES]
        if held:
            return " ".join(before[held[-1] :])
    return ""


def _spelled_out(name: str, sentences: Sequence[tuple[str, tuple[int, int]]]) -> str | None:
    """Return what an acronym stands for, where the text spells it out anywhere."""
    letters = [re.escape(letter) for letter in name]
    between = r"[\w'-]* (?:(?:of|the|and|for|in|on) ){0,2}"
    pattern = re.compile(r"\b" + between.join(letters) + r"[a-z][\w'-]*")
    for text, span in sentences:
        match = pattern.search(text, *span)
        if match is not None:
            return match.group()
    return None


def _initials(name: str) -> str:
    some = [word for word in name.split() if word.lower() not in _LOWER_IN_INITIALS]
    return "".join(word[:1] for word in some if word[:1].isupper())
