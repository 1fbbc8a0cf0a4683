"""Whom a figure counts and where: population, place, and the clause it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kursk_tui.intake.language import lexicon
from kursk_tui.intake.language.agents import Agents
from kursk_tui.intake.language.figures import BARE, PERSONS, SHARE, UNIT, Found
from kursk_tui.intake.language.nations import adjective, is_country
from kursk_tui.intake.language.plain import words
from kursk_tui.intake.language.scopes import Named, Scopes

_ARMY = re.compile(
    r"\b([A-Z][a-z]+)(?:n|'s)?(?: [a-z-]+)?"
    r" (?:army|armies|forces|troops|soldiers|military|side|servicemen|losses|casualties|dead)\b"
)
# What those who are counted do.
_WORK = re.compile(
    r"(?:,? who)?(?: (?:are|were|is|was|be|been|have|will|currently|now|also|still))*"
    r" (?:engaged in|involved in|busy with|tasked with|employed in|working on|carrying out"
    r"|conducting|performing|responsible for|for|to|doing|do)(?: the| in)? (?P<work>[\w -]{0,40})"
)
# Who those who were counted are.
_ARE = re.compile(
    r"(?:(?: of (?:them|whom|those|these|the [a-z]+(?: (?:in|from|of) the [a-z]+)?))?(?: so far)?,?"
    r" (?:were|was|are|is)| of (?:them|whom|those|these)(?= [a-z]+ ?(?:$|[,.;)]|and\b)))"
    r" (?:all |mostly |only |also |aged )?"
    r"(?:(?P<young>(?:under|below) (?:the age of )?1[4-8]\b)|(?P<who>[a-z]+))"
)
_ITS = re.compile(r"\b(?:its|their)(?: own)?\b")
_NAME = re.compile(r"\b[A-Z][\w.]+(?: [A-Z][\w.]+)?\b")
_TAIL = re.compile(r" (?:of|from) (?:the )?[\w ]{0,40}")
# "10,000 from combat units": the sort of a number without a noun.
_UNIT_OF = re.compile(
    r" (?:from|of|in) (?:the )?[a-z-]+ (?:units?|troops|forces|corps|regiments?|brigades?)\b"
)
_PART = re.compile(
    r";|[–—]| - "
    r"|, (?=(?:and|but|while|with|although|whereas|another|adding|which|who|whose|where|plus)\b)"
    r"|, (?=including\b(?![^,.;]{1,60}, (?:may|might|could|are|were|is|was|have|has|had|will)\b))"
    r"|, (?=(?:up|down) from\b|compared )| (?=(?:while|whereas|but)\b)",
    re.IGNORECASE,
)


# "These losses" are no nation's.
_THESE = frozenset(("the", "these", "those", "such", "its", "their", "our", "his", "her", "some"))
# What an army stands behind where it is the subject, and not whom somebody helps or fights.
_SUBJECT = re.compile(
    r"(?:[.,;:\"(–—] ?|\b(?:that|and|but|while|whereas|as|when|where|because|said|says|the) )"
    r"(?:the )?$",
    re.IGNORECASE,
)
_ENEMY = re.compile(r"\b(?:the )?(?:enemy|enemies|foe)\b(?!'s)", re.IGNORECASE)
_HAS = re.compile(
    r"\b(?P<who>[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?:now |already |currently |also |still )?"
    r"(?:has|have|had|fields?|maintains?|keeps?|lost|loses|suffered|suffers|sustained"
    r"|mobili[sz]ed|recruited|employs?|commands?)(?: now| already| currently| lost| suffered)?"
    r"(?: an?| the| its| another| still)? ?$"
)
_UNIT_NAME = re.compile(
    r"(?:Corps|Army|Brigades?|Divisions?|Regiments?|Battalions?|Guards?|Forces?|Storm|Special"
    r"|Operations|[A-Z]?[a-z]*-?[Bb]ased)"
)


class People(NamedTuple):
    """The population of a figure (None: none of the dossier's), whether it is one that the
    dossier is not about, and the place of the words that tell it.
    """

    population: str | None
    foreign: bool
    words: tuple[int, int] | None


def people(
    scopes: Scopes, agents: Agents, text: str, span: tuple[int, int], figure: Found
) -> People:
    """Return whom a figure counts.

    The noun phrase tells it; where that names no nation, an army named before it in the
    sentence does ("French forces lost 300 men").
    """
    if figure.kind == UNIT:
        return _whose(scopes, text, span, figure) or People(scopes.default, False, None)
    start, end = figure.first, max(figure.noun_end, figure.last)
    if figure.noun_end:
        tail = _TAIL.match(text, figure.noun_end, span[1])
        end = tail.end() if tail else figure.noun_end
    elif (unit := _UNIT_OF.match(text, figure.last, span[1])) is not None:
        start, end = figure.last, unit.end()
    printed = text[span[0] : span[1]]
    population, foreign = scopes.population(text, (start, end), printed)
    owner = _owner(scopes, text, span, figure)
    if owner is not None:
        people_of = f"{adjective(text[slice(*owner)]).title()} {text[figure.noun_start : end]}"
        population, foreign = scopes.population(people_of, (0, len(people_of)), printed)
        return People(population, foreign, owner)
    if population is not None and figure.noun_end:
        work = _WORK.match(text, figure.noun_end, span[1])
        population = (work and scopes.at_work(population, work["work"])) or population
    if figure.kind in (PERSONS, BARE, SHARE) and not foreign and population in (None, scopes.main):
        said = _who_they_are(scopes, text, span, figure)
        if said is not None:
            return said
    named = any(word.text[:1].isupper() for word in words(text, figure.last, end))
    if not named and not foreign:
        other = _by_subject(scopes, agents, text, span, figure, printed)
        if other is not None:
            return other
    elif not foreign and _of_another_body(scopes, agents, text, figure):
        return People(None, True, (figure.last, figure.noun_end))
    place = (figure.noun_start, figure.noun_end) if figure.noun_end else None
    return People(population, foreign, place)


def _whose(scopes: Scopes, text: str, span: tuple[int, int], figure: Found) -> People | None:
    """Return whose arms are counted, where their noun tells it: "four Ostian jets"."""
    if figure.unit is None or not figure.unit.is_arms or not figure.noun_end:
        return None
    tail = _TAIL.match(text, figure.noun_end, span[1])
    phrase = (figure.first, tail.end() if tail else figure.noun_end)
    if not scopes.tells_nation(text, phrase):
        return None
    population, foreign = scopes.population(text, phrase, text[slice(*span)])
    return People(population, foreign, phrase)


def _owner(
    scopes: Scopes, text: str, span: tuple[int, int], figure: Found
) -> tuple[int, int] | None:
    """Return the place of the state whose people are counted: "Ostia said 400 of its pilgrims"."""
    if figure.kind != PERSONS or not _ITS.search(text, figure.last, figure.noun_start):
        return None
    states = [
        name.span()
        for name in _NAME.finditer(text, span[0], figure.start)
        if is_country(name.group()) or scopes.has_people_of(name.group())
    ]
    return states[-1] if states else None


def _who_they_are(scopes: Scopes, text: str, span: tuple[int, int], figure: Found) -> People | None:
    """Return the population that a verb behind a figure names: nine of the dead were children."""
    told = _ARE.match(text, max(figure.noun_end, figure.last), span[1])
    if told is None:
        return None
    kind = "children" if told["young"] else told["who"].lower()
    found = scopes.of_kind(kind) if told["young"] or lexicon.is_person(kind) else None
    return People(found, False, told.span("young" if told["young"] else "who")) if found else None


def _by_subject(
    scopes: Scopes,
    agents: Agents,
    text: str,
    span: tuple[int, int],
    figure: Found,
    printed: str,
) -> People | None:
    """Return the people that is the subject before a figure: its army, or its state."""
    armies = [
        army
        for army in _ARMY.finditer(text, span[0], figure.start)
        if _is_subject_at(text, span[0], army.start()) and army[1].lower() not in _THESE
    ]
    if armies:
        population, foreign = scopes.population(text, armies[-1].span(), printed)
        named = population is not None or foreign
        return People(population, foreign, armies[-1].span()) if named else None
    enemies = [
        enemy
        for enemy in _ENEMY.finditer(text, span[0], figure.start)
        if _is_subject_at(text, span[0], enemy.start())
    ]
    if enemies:
        # Whose enemy it is hangs on who speaks: not the people that goes without saying.
        return People(None, True, enemies[-1].span())
    has = _HAS.search(text, max(span[0], figure.start - 60), figure.start)
    if has is None or not _is_subject_at(text, span[0], has.start()):
        return None
    of = scopes.of_state(has["who"])
    if of is None and _is_stranger(agents, text, has.span("who"), span[0]):
        of = (None, True)
    return People(*of, has.span("who")) if of is not None else None


def _is_subject_at(text: str, opening: int, at: int) -> bool:
    return at == opening or bool(_SUBJECT.search(text, max(opening, at - 24), at))


def _is_stranger(agents: Agents, text: str, who: tuple[int, int], opening: int) -> bool:
    """Whether a name is that of nobody the dossier knows: whose men it counts is not known.

    The first word of a sentence is no name for its capital alone.
    """
    name = text[slice(*who)]
    told = name.lower().split()
    if agents.mentions(text, *who) or any(w in lexicon.STOPS or lexicon.is_person(w) for w in told):
        return False
    return who[0] != opening or not (len(told) == 1 and name.endswith(("s", "y", "e", "th")))


def _of_another_body(scopes: Scopes, agents: Agents, text: str, figure: Found) -> bool:
    """Whether a name right before the noun is that of a body of another side: Taliban fighters.

    Units have names too, and a place names who lives there.
    """
    if not figure.noun_start:
        return False
    told = words(text, figure.last, figure.noun_start)
    told = [word for word in told if word.lower not in lexicon.LIGHT]
    name = told[-1] if told else None
    if name is None or not name.text[:1].isupper() or _UNIT_NAME.fullmatch(name.text):
        return False
    if name.lower in lexicon.KINDS or lexicon.is_person(name.text):
        # In a title that capitalises every word: Military Workers.
        return False
    if scopes.tells_nation(text, (figure.last, figure.noun_end)):
        return False
    for mention in agents.mentions(text, figure.last, figure.noun_end):
        agent = agents.all[mention.id]
        state = agents.all.get(agent.party or "", agent)
        return not scopes.is_home(state.name)
    return not scopes.is_known_place(name.text)


def joints(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """Return where the clauses of a sentence are joined, in order."""
    return [match.span() for match in _PART.finditer(text, *span)]


def clause_of(
    text: str, span: tuple[int, int], joined: Sequence[tuple[int, int]], figure: Found
) -> tuple[int, int]:
    """Return the part of a sentence that a figure stands in, between the joints of clauses."""
    start, end = span
    dashes = [place for place in joined if text[slice(*place)].strip() in ("–", "—", "-")]
    if len(dashes) == 2 and not dashes[0][1] <= figure.start < dashes[1][0]:
        # "400 sappers — men who clear mines — and 900 builders": what the pair holds is aside.
        joined = [each for each in joined if not dashes[0][0] <= each[0] <= dashes[1][0]]
    for first, last in joined:
        if last <= figure.start:
            start = last
        elif first >= max(figure.end, figure.noun_end):
            end = first
            break
    return start, end


class Spoken(NamedTuple):
    """A place that a sentence named, and in which paragraph."""

    id: str
    paragraph: int


_GENERIC = re.compile(
    r"\b(?:in|to|into|from|of|within|inside|across|throughout|on) (?:the|that|this|these|those)"
    r" (?:(?!own\b|whole\b|border\b)[\w-]+ ){0,3}?"
    r"(?P<sort>region|oblast|province|area|zone|territory)\b(?! (?:of|around|near|along|between)\b)"
    r"(?!'s capital)",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\bthere\b(?! (?:are|is|were|was|be|been|have|has|had|may|could|will|would)\b)", re.IGNORECASE
)


def named_in(scopes: Scopes, text: str, span: tuple[int, int], places: list[Named]) -> list[str]:
    """Return the places of a sentence, the one that it is about last.

    What a sentence begins with is what it is about: "Tarn Oblast borders Brez Oblast".
    """
    ids = [place.id for place in places]
    if len(ids) > 1 and _is_subject(text, span, places[0]):
        return [*ids[1:], ids[0]]
    return ids


def _is_subject(text: str, span: tuple[int, int], place: Named) -> bool:
    before = text[span[0] : place.start]
    opening = len(before) < 24 and not re.search(r"\b(?:in|to|at|from|near|on)\b|,", before, re.I)
    return opening and bool(re.match(r"[\w ]{0,14} [a-z]+s\b", text[place.end : place.end + 30]))


def referred(
    scopes: Scopes,
    text: str,
    clause: tuple[int, int],
    paragraph: int,
    recent: Sequence[Spoken],
) -> Named | None:
    """Return the place that "the region" or "there" takes up: the last one of that sort, if any.

    "The Marovian region" takes one that lies in Marovia; "there" and "the area" one of the
    same paragraph or the one before.
    """
    match = _GENERIC.search(text, *clause)
    if match is None:
        there = _THERE.search(text, *clause)
        if there is None or not recent or recent[-1].paragraph < paragraph - 1:
            return None
        return Named(recent[-1].id, there.start(), there.end())
    sort = match["sort"].lower()
    nations = [word.text for word in words(match.group()) if word.text[:1].isupper()]
    states = {state for nation in nations if (state := scopes.state_of(nation))}
    for spoken in reversed(recent):
        if sort in ("region", "oblast", "province") and not scopes.is_region(spoken.id):
            continue
        if sort in ("area", "zone", "territory") and spoken.paragraph < paragraph - 1:
            return None
        if all(scopes.narrower(spoken.id, state) for state in states):
            return Named(spoken.id, match.start(), match.end())
    return None


def _is_of_another(text: str, figure: Found, place: Named, others: Sequence[int]) -> bool:
    """Whether a place stands behind another figure that no list joins to this one."""
    last = max(figure.end, figure.noun_end)
    return any(
        last < other < place.start
        and any(
            word.lower in lexicon.STOPS and word.lower not in ("of", "including")
            for word in words(text, last, other)
        )
        for other in others
    )


def _leads_on(text: str, figure: Found, place: Named, others: Sequence[int]) -> bool:
    """Whether a place behind a figure is that of the next: "350 died in Tarn, and in Brez 200"."""
    between = text[figure.end : place.start] if place.start >= figure.end else ""
    if not _ONWARD.search(between):
        return False
    return any(place.end <= other < place.end + 16 for other in others)


def place_of(
    scopes: Scopes,
    text: str,
    span: tuple[int, int],
    clause: tuple[int, int],
    figure: Found,
    named: Sequence[Named],
    others: Sequence[int] = (),
) -> Named | None:
    """Return the place for a figure among those named in its sentence, or None.

    Its clause before the rest, what stands behind the number before what stands in front of it,
    and of two that lie in each other the narrower; never across a semicolon, and not what
    stands behind one of the `others`, the places of the sentence's other figures, unless both
    are in one list.
    """
    start = max(text.rfind(";", span[0], figure.start), span[0])
    semicolon = text.find(";", figure.end, span[1])
    end = span[1] if semicolon < 0 else semicolon
    lasts = figure.unit is not None and figure.unit.is_time
    near = [
        each
        for each in named
        if (lasts or not each.whence)
        and start <= each.start < end
        and not _is_of_another(text, figure, each, others)
    ]
    inside = [each for each in near if clause[0] <= each.start < clause[1]] or near
    inside = [each for each in inside if not _leads_on(text, figure, each, others)]
    behind = [each for each in inside if each.start >= figure.end]
    ordered = behind or inside[::-1]
    if not ordered:
        return None
    best = ordered[0]
    for each in inside:
        near_by = abs(each.start - best.start) < 40 or scopes.is_widest(best.id)
        if scopes.narrower(each.id, best.id) and near_by and not _joined(text, best, each):
            best = each
        elif scopes.narrower(best.id, each.id) and _joined(text, best, each):
            # "In Tarn and the rest of Dorvia": the wider one has both.
            best = each
    for each in inside:
        if scopes.is_common(best.id) and _IN.fullmatch(text, best.end, each.start):
            # "On the front line in Tarn": the one with a name of its own says where.
            return each
    return best


_ONWARD = re.compile(r"\b(?:and|while|but) (?:for|in|at)(?: the)? $")
_AND = re.compile(
    r"(?: [a-z]+)?,? (?:and|or)(?: in| at)?(?: the)?(?: (?:rest|other parts) of)?"
    r"(?: (?:north|south|east|west|central)[a-z-]*)? "
)
_IN = re.compile(r" (?:in|of|inside|within|near)(?: the)? ")


def _joined(text: str, one: Named, other: Named) -> bool:
    """Whether an "and" joins two places."""
    first, second = sorted((one, other), key=lambda each: each.start)
    return _AND.fullmatch(text, first.end, second.start) is not None
