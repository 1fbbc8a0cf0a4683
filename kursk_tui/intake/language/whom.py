"""Whom a noun phrase names: a person, a body, a sort of speaker, or somebody named before."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kursk_tui.intake.language.bodies import (
    AGENCIES,
    BODIES,
    DEFINITE,
    GROUPS,
    INDEFINITE,
    PLAIN,
    PRONOUNS,
    REPORTS,
    ROLES,
    UNNAMED,
    is_national,
)
from kursk_tui.intake.language.joining import JOINS, PARTICLES, is_number_of_name
from kursk_tui.intake.language.kinds import kind_of
from kursk_tui.intake.language.named_persons import Who, beside, holder, of_body, printed
from kursk_tui.intake.language.nations import is_country
from kursk_tui.intake.language.noun_phrases import Phrase
from kursk_tui.intake.language.plain import Word, bare, word_set

_LONGEST_NAME = 80
# Offices that one person holds: of the body itself they are not the voice.
_HELD_BY_ONE = word_set(
    "minister president governor mayor secretary secretary-general premier chief director head"
    " chairman commander ambassador chancellor prefect"
)
# Bodies that have no other name.
_ALWAYS_NAMES = word_set("pentagon kremlin knesset duma bundestag")
# Of those, who holds one for a place.
_OF_PLACES = word_set("governor mayor prefect")
_SERVICES = word_set("defence defense protection")
# Bodies of which several speak, and none by its name.
_SEVERAL = word_set("agencies governments authorities media services")
_TERRITORIES = word_set("state region province district city town county territory island")
# Reports that come from several, of whom none is told.
_OF_SEVERAL = word_set("reports accounts estimates claims assessments")
_EARLY = word_set(
    "first initial early earlier earliest latest preliminary unconfirmed unofficial other"
    " conflicting recent new subsequent later local some various"
)
_PLACED = word_set("in near inside around within on")
_COMMON_OWNERS = word_set(
    "country nation state city region province capital district town area island government agency"
    " ministry group company army service"
)
_NOBODY = word_set(
    "nobody everyone everybody anyone someone somebody another nothing neither either none much"
    " less more there here what who which such so"
)


def whom(phrase: Phrase, *, opens: bool = False, capitals: Collection[str] = ()) -> Who:
    """Return whom a phrase names.

    `opens` says that it begins a sentence, where every word is capitalised; `capitals` are the
    lower-case forms of words that the text capitalises elsewhere too.
    """
    some = list(phrase.words)
    if len(some) == 1 and some[0].lower in PRONOUNS:
        return Who("refers", noun=some[0].lower, definite=True)
    proper = [
        _is_proper(word, opens and place == 0 and not phrase.det, some, capitals)
        for place, word in enumerate(some)
    ]
    for place in range(1, len(some)):
        # Dar es Salaam, Hall 4: what is between two words of a name is one, and its number.
        is_particle = some[place].lower in PARTICLES and proper[place + 1 : place + 2] == [True]
        if proper[place - 1] and (is_particle or is_number_of_name(some, place)):
            proper[place] = True
    if phrase.aside:
        named = beside(phrase, some)
        if named is not None:
            return named
    held = holder(some, proper)
    if held is not None:
        return held
    if len(some) > 1 and some[0].lower.endswith("-based"):
        # The Brez-based Lake Watch: where it is, and no part of its name.
        del some[0], proper[0]
    while len(some) > 1 and some[0].lower in PLAIN and not (proper[0] and proper[1]):
        del some[0], proper[0]
    head, joint, more = _parted(some, proper)
    if not head:
        return Who("nobody")
    person = of_body(head, proper)
    return person or _of_head(phrase, proper, head, joint, more)


def _is_proper(word: Word, opens: bool, some: Sequence[Word], capitals: Collection[str]) -> bool:
    """Whether a word is one of a name: capitalised, and not only since it begins a sentence."""
    if not word.text[:1].isupper():
        return False
    lower = bare(word.lower)
    if not opens:
        return True
    common = ROLES | UNNAMED | GROUPS | REPORTS | PLAIN | DEFINITE | INDEFINITE
    if lower in common or (lower in BODIES and len(some) == 1):
        return False
    if (
        lower in _ALWAYS_NAMES
        or is_national(word.text)
        or word.text.isupper()
        or lower in capitals
        or lower in AGENCIES
    ):
        return True
    if len(some) == 1:
        # "Photos show", "Nobody said": what only begins a sentence is no name.
        return not lower.endswith("s") and lower not in _NOBODY
    return some[1].text[:1].isupper()


def _parted(some: Sequence[Word], proper: Sequence[bool]) -> tuple[list[Word], str, list[Word]]:
    """Return the words up to a preposition that is in no name, it, and those behind it."""
    for place, word in enumerate(some):
        if word.lower not in JOINS or not place:
            continue
        following = [p for p in range(place + 1, len(some)) if some[p].lower != "the"]
        inside = proper[place - 1] and following and proper[following[0]]
        if word.lower not in ("of", "for", "on"):
            inside = False
        is_body = bare(some[place - 1].lower) in BODIES and word.lower == "of"
        if is_body and following and proper[following[0]]:
            # The administration of Friendship Hospital.
            inside = True
        is_office = bare(some[place - 1].lower) in ROLES | REPORTS
        within = any(bare(w.lower) in BODIES for w in some[: place - 1])
        if not inside or (is_office and not (within and "of" in [w.lower for w in some[:place]])):
            # The Office of the High Commissioner for Trade is one name.
            return list(some[:place]), word.lower, list(some[place + 1 :])
    return list(some), "", []


def _of_head(
    phrase: Phrase,
    proper: list[bool],
    head: list[Word],
    joint: str,
    more: list[Word],
) -> Who:
    noun = bare(head[-1].lower)
    definite = phrase.det in DEFINITE
    modifiers, are_proper = head[:-1], proper[: len(head) - 1]
    if noun in REPORTS and not (proper[len(head) - 1] and len(head) > 1 and are_proper[-1]):
        return _of_report(phrase, noun, modifiers, are_proper, more)
    if noun in ROLES | UNNAMED and not (noun in BODIES and not more and proper[len(head) - 1]):
        return _of_office(phrase, noun, head, modifiers, are_proper, joint, more)
    if noun in BODIES and joint == "of" and more[0].text.islower() and more[0].lower != "the":
        # The ministry of health.
        name = f"{printed(head)} of {printed(more)}"
        return Who("name", name, BODIES[noun], noun, definite=phrase.det in DEFINITE)
    # The civil defence.
    is_service = noun in _SERVICES and kind_of(printed(head)) is not None
    if proper[len(head) - 1] or noun in BODIES or noun in GROUPS or is_service:
        return _of_name(phrase, noun, head, proper[: len(head)], definite)
    return Who("nobody", noun=noun, definite=definite)


def _of_report(
    phrase: Phrase, noun: str, modifiers: list[Word], are_proper: list[bool], more: list[Word]
) -> Who:
    """Whose a report is: of whoever made it, else of whoever was told of before."""
    definite = phrase.det in DEFINITE
    owner = _within(more)
    if owner is not None and (owner.sort in ("name", "unnamed") or owner.definite):
        is_person = owner.kind == "person" and owner.is_single
        return owner._replace(kind="analyst") if is_person else owner
    if (modifiers and modifiers[-1].text.endswith("'s")) or (
        modifiers and modifiers[0].text.endswith("'s")
    ):
        cut = next(p for p, w in enumerate(modifiers) if w.text.endswith("'s")) + 1
        owned = Phrase(
            modifiers[0].start, modifiers[cut - 1].end, phrase.det, tuple(_owner(modifiers[:cut]))
        )
        found = whom(owned)
        is_person = found.kind == "person" and found.is_single
        return found._replace(kind="analyst") if is_person else found
    told = [
        w
        for w, is_name in zip(modifiers, are_proper, strict=True)
        if is_name and w.lower not in PLAIN
    ]
    named = [w for w in told if not is_national(w.text)]
    if named and not named[-1].text.isdecimal():
        kind = kind_of(printed(named))
        return Who("name", printed(named), kind or "analyst", noun=noun, is_single=len(named) == 1)
    plain = [w for w in modifiers if w.lower not in PLAIN and not is_national(w.text)]
    if len(plain) > 1 and kind_of(plain[-1].text) is not None:
        # Health ministry figures.
        return Who("name", printed(plain), kind_of(printed(plain)) or "ngo", noun=noun)
    if told:
        return Who("unnamed", printed([*modifiers, _noun_word(phrase, noun)]), noun=noun)
    if definite and noun in _OF_SEVERAL and any(w.lower in _EARLY for w in phrase.words):
        return Who("unnamed", printed(list(phrase.words)), "unnamed", noun)
    if definite or owner is not None:
        return Who("refers", noun=noun, definite=True)
    return Who("nobody", noun=noun)


def _noun_word(phrase: Phrase, noun: str) -> Word:
    return next(w for w in phrase.words if bare(w.lower) == noun)


def _owner(some: Sequence[Word]) -> list[Word]:
    """The words of an owner without the ending that says so."""
    last = some[-1]
    text = last.text.removesuffix("'s")
    return [*some[:-1], Word(text, text.lower(), last.start, last.start + len(text))]


def _of_office(
    phrase: Phrase,
    noun: str,
    head: list[Word],
    modifiers: list[Word],
    are_proper: list[bool],
    joint: str,
    more: list[Word],
) -> Who:
    """Whose an office is: an official of a named body speaks for it; else only the sort is told."""
    definite = phrase.det in DEFINITE
    owner = _within(more)
    if owner is not None and owner.sort == "name" and not kind_of(owner.name):
        # What is named there is a place, or a body whose name tells nothing of the kind.
        where = f"{printed(head)} {joint} {printed(more)}"
        if noun in _OF_PLACES:
            return Who("name", where, "government", noun, definite=definite)
        if noun in UNNAMED and joint in _PLACED and owner.kind != "state":
            return Who("unnamed", where, "unnamed", noun, definite=definite)
        if joint == "for" and owner.is_single:
            return owner._replace(kind="ngo")
    if owner is not None and owner.sort != "nobody" and owner.kind != "person":
        is_state = owner.sort == "name" and (owner.kind == "state" or is_country(owner.name))
        if not is_state:
            return owner._replace(role=noun) if owner.sort != "name" else owner
    if noun in _SEVERAL and any(w.lower == "and" or is_national(w.text) for w in modifiers):
        # Dorvian and Western intelligence agencies: none of them is told.
        return Who("unnamed", printed(head), "unnamed", noun, definite=definite)
    body = [(w, p) for w, p in zip(modifiers, are_proper, strict=True) if w.lower not in PLAIN]
    if body and body[-1][0].text.endswith("'s"):
        owned = Phrase(
            body[0][0].start, body[-1][0].end, phrase.det, tuple(_owner([w for w, _ in body]))
        )
        told = whom(owned)
        is_holder = told.sort == "name" and told.kind == "person" and not told.is_single
        if is_holder and noun.startswith("spokes"):
            return told
        if noun in _OF_PLACES and told.sort == "name":
            # Brez's mayor.
            return Who("name", printed(head), "government", noun, definite=True)
        if told.sort == "refers" or (
            told.sort == "name"
            and told.kind not in ("person", "state")
            and not is_country(told.name)
        ):
            return told
    own = [w for w, _ in body if not is_national(w.text) and not is_country(w.text)]
    # The authorities of a place: by its name alone they would be the place.
    is_body = (
        bool(own)
        and noun != "authorities"
        and (
            any(p and w in own for w, p in body) or (len(own) > 1 and bare(own[-1].lower) in BODIES)
        )
    )
    if is_body and bare(own[-1].lower) not in ROLES and noun not in _HELD_BY_ONE:
        names = [w for w, _ in body]
        names = _owner(names) if names[-1].text.endswith("'s") else names
        kind = kind_of(printed(names)) if names[-1].lower not in _TERRITORIES else None
        if kind is None and noun in ("researchers", "scientists", "analysts"):
            return Who("name", printed(head), "analyst", noun=noun)
        is_acronym = any(w.text.isupper() and len(w.text) > 1 for w in names)
        if kind is None and noun in UNNAMED and not is_acronym and noun != "representatives":
            # Officials of Brez, or of a body of which nothing tells that it is one.
            return Who("unnamed", printed(head), "unnamed", noun, definite=definite)
        return Who("name", printed(names), kind or "ngo", noun=noun, is_single=len(names) == 1)
    if noun in GROUPS and not definite and not body:
        return Who("refers", printed(head), kind_of(noun) or "unnamed", noun, "", False)
    is_sort = noun in UNNAMED | GROUPS or (f"{noun}s" in UNNAMED and noun not in _HELD_BY_ONE)
    if body and noun == "authorities":
        return Who("name", printed(head), "government", noun=noun)
    if body and is_sort:
        kind = "analyst" if noun in GROUPS and any(p for _, p in body) else "unnamed"
        return Who(
            "unnamed" if kind == "unnamed" else "name",
            printed(head),
            kind,
            noun,
            definite=definite,
        )
    if body and any(p for _, p in body):
        # The Marovian health minister: an office that one person holds.
        return Who(
            "name",
            printed(head),
            "person",
            noun=noun,
            role=printed(head).lower(),
            definite=definite,
        )
    if definite or (noun in GROUPS):
        return Who("refers", printed(head) if body else "", "unnamed", noun, definite=definite)
    return Who("nobody", noun=noun)


def _of_name(
    phrase: Phrase, noun: str, head: list[Word], proper: list[bool], definite: bool
) -> Who:
    kind = kind_of(printed(head))
    owned = next((p for p, w in enumerate(head[:-1]) if w.text.endswith("'s")), None)
    if owned is not None and owned == 0 and bare(head[0].lower) in _COMMON_OWNERS:
        # "The country's disaster agency": whose country is not told.
        head, proper = head[1:], proper[1:]
    elif owned is not None:
        rest, rest_proper = head[owned + 1 :], proper[owned + 1 :]
        while len(rest) > 1 and not rest_proper[0] and any(rest_proper):
            rest, rest_proper = rest[1:], rest_proper[1:]
        is_own = (
            rest_proper[0]
            and not is_national(rest[0].text)
            and (not all(rest_proper) or len(rest) > 2)
        )
        if is_own and bare(rest[-1].lower) not in ("ministry", "department"):
            head, proper = rest, rest_proper
    elif proper[-1] is False and any(proper):
        # "The private Aaj television": what is not of the name goes.
        while len(head) > 1 and not proper[0]:
            head, proper = head[1:], proper[1:]
    if len(head) == 1 and not proper[0]:
        if definite:
            return Who("refers", "", kind or "unnamed", noun, definite=True)
        if noun in GROUPS and not phrase.det:
            return Who("refers", printed(head), kind or "unnamed", noun)
        return Who("nobody", noun=noun)
    name = printed(head)
    if len(name) > _LONGEST_NAME or all(is_national(w.text) for w in head):
        return Who("nobody", noun=noun) if not is_country(name) else Who("name", name, "state")
    if noun in UNNAMED and not proper[-1]:
        return Who("unnamed", name, "unnamed", noun, definite=definite)
    if (
        all(is_national(w.text) for w in head[:-1])
        and len(head) > 1
        and noun in GROUPS
        and kind is None
    ):
        return Who("unnamed", name, "unnamed", noun, definite=definite)
    if is_country(name):
        return Who("name", name, "state", noun, definite=definite)
    if phrase.det in INDEFINITE and not any(proper):
        # "A monitoring group": only the sort is told.
        return Who("unnamed", name, "unnamed", noun)
    if kind is None:
        is_person = (
            2 <= len(head) <= 4
            and all(proper)
            and not any(w.text.isupper() and len(w.text) > 2 for w in head)
        )
        is_person = is_person and not definite
        single = len(head) == 1
        if single and name.endswith("'s"):
            return Who("name", name, "outlet", noun, is_single=True)
        if single and not head[0].text.isupper() and not definite:
            is_person = True
        kind = "person" if is_person else "ngo"
        if len(head) == 2 and head[0].text == "Al":
            kind = "outlet"
    if {w.lower for w in head} & AGENCIES:
        kind = "news agency"
    return Who("name", name, kind, noun, definite=definite, is_single=len(head) == 1)


def _within(more: list[Word]) -> Who | None:
    """Whom the words behind a preposition name."""
    if not more:
        return None
    det = ""
    if more[0].lower in DEFINITE | INDEFINITE and len(more) > 1:
        det, more = more[0].lower, more[1:]
    return whom(Phrase(more[0].start, more[-1].end, det, tuple(more)))
