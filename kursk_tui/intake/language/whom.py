"""Whom a noun phrase names: a person, a body, a sort of speaker, or somebody named before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

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
from kursk_tui.intake.language.kinds import kind_of
from kursk_tui.intake.language.nations import is_country
from kursk_tui.intake.language.noun_phrases import PARTICLES, Phrase, is_number_of_name
from kursk_tui.intake.language.plain import Word, bare, word_set
from kursk_tui.model.vocabulary import AgentKind

_JOINS = word_set("of for from in at with within on by inside near")
_LONGEST_NAME = 60
# Offices that one person holds: of the body itself they are not the voice.
_HELD_BY_ONE = word_set(
    "minister president governor mayor secretary secretary-general premier chief director head"
    " chairman commander ambassador chancellor prefect"
)
# Of those, who holds one for a place.
_OF_PLACES = word_set("governor mayor prefect")
# Bodies of which several speak, and none by its name.
_SEVERAL = word_set("agencies governments authorities media")
_PLACED = word_set("in near inside around within on")
_COMMON_OWNERS = word_set(
    "country nation state city region province capital district town area island government agency"
    " ministry group company army service"
)
_NOBODY = word_set(
    "nobody everyone everybody anyone someone somebody another nothing neither either none much"
    " less more there here what who which such so"
)

Sort = Literal["name", "unnamed", "refers", "nobody"]


class Who(NamedTuple):
    """Whom a phrase names.

    `name` and `kind` are those of an agent; of `unnamed` only the sort is told. What `refers` to
    somebody named before has the `noun` it does so with, and a name to fall back on, if any.
    `role` is the office that a person is said to hold, `body` the words of what they belong to.
    """

    sort: Sort
    name: str = ""
    kind: AgentKind = "unnamed"
    noun: str = ""
    role: str = ""
    definite: bool = False
    is_single: bool = False


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
        named = _beside(phrase, some)
        if named is not None:
            return named
    held = _holder(some, proper)
    if held is not None:
        return held
    while len(some) > 1 and some[0].lower in PLAIN and not (proper[0] and proper[1]):
        del some[0], proper[0]
    head, joint, more = _parted(some, proper)
    if not head:
        return Who("nobody")
    person = _of_body(head, proper)
    return person or _of_head(phrase, proper, head, joint, more)


def _of_body(head: Sequence[Word], proper: Sequence[bool]) -> Who | None:
    """Return the person whom a name says to be of a body: Anna Roe of Brez Hospital."""
    at = next((n for n, word in enumerate(head) if n and word.lower in ("of", "at")), None)
    if at is None:
        return None
    body = _printed(head[at + 1 :])
    named = [n for n in range(at) if bare(head[n].lower) not in ROLES]
    run = [head[n] for n in named]
    if (
        not all(proper[n] for n in named)
        or len(run) not in (2, 3)
        or kind_of(_printed(run)) is not None
        or kind_of(body) is None
    ):
        return None
    return _person(run, "")


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
    if is_national(word.text) or word.text.isupper() or lower in capitals or lower in AGENCIES:
        return True
    if len(some) == 1:
        # "Photos show", "Nobody said": what only begins a sentence is no name.
        return not lower.endswith("s") and lower not in _NOBODY
    return some[1].text[:1].isupper()


def _beside(phrase: Phrase, some: Sequence[Word]) -> Who | None:
    """Return the person whose name stands beside an office: "the chief, Anna Roe"."""
    run = [w for w in phrase.aside if w.text[:1].isupper()]
    is_name = len(run) == len(phrase.aside) and 2 <= len(run) <= 4
    last = phrase.words[-1]
    if len(run) == len(phrase.aside) and phrase.head in BODIES and last.text[:1].islower():
        kind = kind_of(_printed(phrase.words)) or BODIES[phrase.head]
        return Who("name", _printed(run), kind, is_single=len(run) == 1)
    if is_name and phrase.head in ROLES | UNNAMED:
        left = [w for w in run if bare(w.lower) not in ROLES]
        if left:
            return _person(left, _printed(some))
    return None


def _holder(some: Sequence[Word], proper: Sequence[bool]) -> Who | None:
    """Return the person named behind an office: coast guard spokesman Ivo Stark."""
    last = len(some)
    while last > 0 and proper[last - 1] and bare(some[last - 1].lower) not in ROLES:
        last -= 1
    run, office = some[last:], some[:last]
    if not run or not office or run[0].lower == "without":
        return None
    roles = [w for w in office if bare(w.lower) in ROLES]
    if any(bare(w.lower) in BODIES or bare(w.lower) in REPORTS for w in run) or some[
        last - 1
    ].text.endswith("'s"):
        return None
    before = some[last - 1].lower
    if not roles:
        is_noun = bare(before) in BODIES and not proper[last - 1]
        if is_noun and len(run) <= 4:
            # Metro operator WMATA.
            kind = kind_of(_printed(office)) or BODIES[bare(before)]
            return Who("name", _printed(run), kind, is_single=len(run) == 1)
        return None
    if before in _JOINS or before in ("the", "and"):
        # "The head of the WHO" names none; "president of Marovia Otto Kern" one.
        if len(run) < 3 or before != "of":
            return None
        run = run[-2:]
    return _person(run, _printed(office))


def _person(run: Sequence[Word], role: str) -> Who:
    return Who("name", _printed(run), "person", role=role.lower(), is_single=len(run) == 1)


def _parted(some: Sequence[Word], proper: Sequence[bool]) -> tuple[list[Word], str, list[Word]]:
    """Return the words up to a preposition that is in no name, it, and those behind it."""
    for place, word in enumerate(some):
        if word.lower not in _JOINS or not place:
            continue
        following = [p for p in range(place + 1, len(some)) if some[p].lower != "the"]
        inside = proper[place - 1] and following and proper[following[0]]
        if word.lower not in ("of", "for", "on"):
            inside = False
        is_body = bare(some[place - 1].lower) in BODIES and word.lower == "of"
        if is_body and following and proper[following[0]]:
            # The administration of Friendship Hospital.
            inside = True
        if not inside or bare(some[place - 1].lower) in ROLES | REPORTS:
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
    if proper[len(head) - 1] or (noun in BODIES or noun in GROUPS):
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
        kind = kind_of(_printed(named))
        return Who("name", _printed(named), kind or "analyst", noun=noun, is_single=len(named) == 1)
    plain = [w for w in modifiers if w.lower not in PLAIN and not is_national(w.text)]
    if len(plain) > 1 and kind_of(plain[-1].text) is not None:
        # Health ministry figures.
        return Who("name", _printed(plain), kind_of(_printed(plain)) or "ngo", noun=noun)
    if told:
        return Who("unnamed", _printed([*modifiers, _noun_word(phrase, noun)]), noun=noun)
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
        where = f"{_printed(head)} {joint} {_printed(more)}"
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
        return Who("unnamed", _printed(head), "unnamed", noun, definite=definite)
    body = [(w, p) for w, p in zip(modifiers, are_proper, strict=True) if w.lower not in PLAIN]
    if body and body[-1][0].text.endswith("'s"):
        owned = Phrase(
            body[0][0].start, body[-1][0].end, phrase.det, tuple(_owner([w for w, _ in body]))
        )
        told = whom(owned)
        if told.sort == "refers" or (
            told.sort == "name"
            and told.kind not in ("person", "state")
            and not is_country(told.name)
        ):
            return told
    own = [w for w, _ in body if not is_national(w.text) and not is_country(w.text)]
    is_body = bool(own) and (
        any(p and w in own for w, p in body) or (len(own) > 1 and bare(own[-1].lower) in BODIES)
    )
    if is_body and bare(own[-1].lower) not in ROLES and noun not in _HELD_BY_ONE:
        names = [w for w, _ in body]
        kind = kind_of(_printed(names))
        if kind is None and noun in ("researchers", "scientists", "analysts"):
            return Who("name", _printed(head), "analyst", noun=noun)
        return Who("name", _printed(names), kind or "ngo", noun=noun, is_single=len(names) == 1)
    if noun in GROUPS and not definite and not body:
        return Who("refers", _printed(head), kind_of(noun) or "unnamed", noun, "", False)
    if body and noun in UNNAMED | GROUPS:
        kind = "analyst" if noun in GROUPS and any(p for _, p in body) else "unnamed"
        return Who(
            "unnamed" if kind == "unnamed" else "name",
            _printed(head),
            kind,
            noun,
            definite=definite,
        )
    if body and any(p for _, p in body):
        # The Marovian health minister: an office that one person holds.
        return Who(
            "name",
            _printed(head),
            "person",
            noun=noun,
            role=_printed(head).lower(),
            definite=definite,
        )
    if definite or (noun in GROUPS):
        return Who("refers", _printed(head) if body else "", "unnamed", noun, definite=definite)
    return Who("nobody", noun=noun)


def _of_name(
    phrase: Phrase, noun: str, head: list[Word], proper: list[bool], definite: bool
) -> Who:
    kind = kind_of(_printed(head))
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
            return Who("refers", _printed(head), kind or "unnamed", noun)
        return Who("nobody", noun=noun)
    name = _printed(head)
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


def _printed(some: Sequence[Word]) -> str:
    """The words as a name: with a possessor's ending, without commas."""
    parts = [word.text for word in some]
    while parts and parts[0].lower() in ("the", "a", "an"):
        parts.pop(0)
    return " ".join(parts)
