"""What kind of agent a name tells: the one rule for the speakers of texts and for tables."""

from __future__ import annotations

import re

from kursk_tui.intake.language.bodies import AGENCIES, BODIES
from kursk_tui.intake.language.plain import word_set
from kursk_tui.model.vocabulary import AgentKind

_CHAMBER = r"parliament(?:ary)?|senate|national assembly|duma|knesset|bundestag"
_STAFF = r"officials?|sources?|witness(?:es)?|workers?|staff|doctors?|nurses?|medics?"
_TITLE = (
    r"(?:Mayor|Governor|President|Minister|Senator|Judge|Chief|Colonel|General|Major|Captain"
    r"|Lieutenant|Admiral|Bishop|Imam|Doctor|Professor|Dr|Prof|Mr|Mrs|Ms)"
)
# Somebody with a title and a name is no office: Mayor Ann Roe, and not Mayor of Brez.
_TITLED = re.compile(
    r"(?:(?:Deputy|Lord|Lady|Prime|Health|Interior|Defen[cs]e|Foreign|Police|Fire) )?"
    rf"{_TITLE}\.?(?: [A-Z][\w'’-]+){{2,3}}"
)
# What several words tell together. The first that fits counts.
_PHRASES: tuple[tuple[AgentKind, str], ...] = (
    ("news agency", r"(?:news|press) agency|agence france-presse|press trust of india"),
    ("outlet", r"broadcast(?:ing|ers?)"),
    (
        "parliament",
        rf"(?:{_CHAMBER}|select|house)\b.*\bcommittee|committee\b.*\b(?:{_CHAMBER}|house)",
    ),
    ("intelligence", r"intelligence|secret service|security service"),
    ("military", r"coast guard|armed forces|general staff|defen[cs]e forces|air force"),
    ("government", r"fire (?:brigade|service)|(?:emergency|relief|state) committee"),
    ("government", r"investigat(?:ive|ion) committee|civil (?:defen[cs]e|protection)"),
    ("unnamed", rf"(?:hospital|company|union) (?:{_STAFF})"),
    ("ngo", r"united nations|(?-i:U\.?N)|red (?:cross|crescent)|médecins|unions? of"),
    ("state", r"soviet union"),
)
_TOGETHER = [(kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _PHRASES]
# Words of offices and of sorts of people, where nothing else in a name tells a body.
_WEAK: tuple[tuple[AgentKind, frozenset[str]], ...] = (
    ("state", word_set("republic kingdom emirate emirates")),
    ("government", word_set("mayor governor morgue clinic clinics medical")),
    ("ngo", word_set("corporation corp inc ltd llc plc gmbh airline airlines airways charity")),
    ("analyst", word_set("analyst analysts research")),
    ("unnamed", word_set("official officials source sources witness witnesses resident residents")),
    ("unnamed", word_set("unnamed anonymous")),
)
_JOINS = word_set("of for at in on")
# In a name, and only there, they tell of an organisation.
_OF_NAMES = word_set("international watch rights borders children amnesty without aid relief")


def kind_of(name: str) -> AgentKind | None:
    """Return the kind of agent that a name tells, None where nothing in it does.

    It is told by what several of its words say together, else by its last word that names a body,
    before a preposition or else behind it: an Institute of Police Studies is no police.
    """
    words = [word.strip(".,()'’") for word in name.split()]
    lower = [re.sub(r"['’]s$", "", word.lower()) for word in words]
    if AGENCIES & set(lower):
        return "news agency"
    if _TITLED.fullmatch(name):
        return "person"
    for kind, together in _TOGETHER:
        if together.search(name):
            return kind
    inside = next((n for n, word in enumerate(lower) if word in _JOINS), len(lower))
    for word in (*reversed(lower[:inside]), *reversed(lower[inside:])):
        if word in BODIES:
            return BODIES[word]
    for kind, weak in _WEAK:
        if weak & set(lower):
            return kind
    if len(words) > 1 and any(w[:1].isupper() and w.lower() in _OF_NAMES for w in words):
        return "ngo"
    return None
