"""Who does the saying: verbs, their subjects, and offices and names that stand for agents."""

from __future__ import annotations

import re
from typing import NamedTuple

from kursk_tui.intake.language.agents import Agents, Mention
from kursk_tui.intake.language.plain import Word, bare, word_set, words

SAYING = word_set(
    "said says say saying told tells tell reported reports report reporting claimed claims claim"
    " claiming announced announces announcing estimated estimates estimate estimating believes"
    " believed believe confirmed confirms confirm noted notes noting added adds adding stated"
    " states stating warned warns revealed reveals disclosed discloses assessed assesses assess"
    " denied denies deny acknowledged acknowledges admitted admits wrote writes indicated"
    " indicates indicate suggested suggests explained explains declared declares alleged alleges"
    " asserted asserts maintains insisted insists testified recalled estimating put puts counted"
    " counts calculates calculated reckons thinks expects predicts predicted projected concluded"
    " concludes found showed shows show learned detected observed posted tweeted briefed"
    " quoted described describes rejected dismissed published publishes releases released"
    " documented identified verified tallied recorded names named views sees"
)

# Of those, the ones that also are nouns: after "the" or a possessive they name a report.
REPORTS = word_set(
    "report reports claim claims estimate estimates assessment assessments statement statements"
    " figure figures data tally count counts analysis investigation study calculation calculations"
    " briefing interview post update bulletin"
)

_PRONOUNS = word_set("he she it they")

GENERIC = word_set(
    "official officials representative representatives spokesman spokeswoman spokesperson"
    " spokespeople source sources analyst"
    " analysts expert experts lawmaker lawmakers authorities diplomat diplomats researchers"
    " observers commander commanders minister ministry agency newspaper outlet broadcaster channel"
    " magazine report statement president service department government headquarters military"
    " intelligence assessments assessment estimates officer chief head director delegate media"
    " reports study document documents ombudsman governor mayor army staff command"
)

# Who can "report" or "estimate" in the plural.
_PLURAL = word_set(
    "officials analysts experts lawmakers authorities sources media agencies they we who some many"
    " others newspapers outlets diplomats researchers observers services reports figures data"
    " commanders"
)

_ARTICLES = frozenset(("the", "a", "an", "two", "three", "some", "one", "but", "and", "as", "in"))

_CALENDAR = word_set(
    "january february march april may june july august september october november december jan feb"
    " mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday"
    " sunday"
)

_BETWEEN = 14

NAME = re.compile(
    r"(?:[A-Z][\w'-]*\w|[A-Z]\.)(?: (?:(?:of|for|and|the|al|de|von|bin) )?[A-Z][\w'-]*\w){0,5}"
)

_LEADS_TO = re.compile(
    r"\b(?:in|to|at|from|of|for|near|across|on|by|with|against|into|and) (?:the )?$", re.IGNORECASE
)
_OFFICE = re.compile(
    r"\b(?:officials?|spokes\w+|representatives?|sources?|director|head|chief|deputy chief|members?"
    r"|analysts?|officers?|report|assessment|statement) (?:of|from|for|at|with|in|within|by)"
    r" (?:the )?$",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3}), "
    r"(?:an? |the )?(?!the |an? )(?:[a-z][\w'-]* ){1,8}$"
)
_TITLED = re.compile(
    r"(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3}), "
    r"(?:an? |the )?(?:[a-z][\w'-]* ){0,8}$"
)


class Subject(NamedTuple):
    """Who says something: an agent, an unnamed `noun`, a `name` nobody knows, or a pronoun."""

    start: int
    end: int
    agent: str | None
    noun: str = ""
    name: str = ""
    pronoun: bool = False


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


def is_saying(told: list[Word], at: int) -> bool:
    """Whether a word is a verb of saying with a subject, not a noun or a passive."""
    word = told[at].lower
    before = [bare(each.lower) for each in told[max(0, at - 3) : at]]
    previous = before[-1] if before else ""
    if word in REPORTS and (
        previous
        in ("the", "a", "an", "its", "their", "his", "her", "of", "to", "any", "no", "these")
        or (at and told[at - 1].text.endswith("'s"))
        or (
            word in ("estimate", "reports", "claims", "report")
            and previous in ("denied", "earlier")
        )
    ):
        return False
    if word == "estimated" and previous == "an":
        return False
    if word in ("report", "estimate", "claim", "count", "show") and previous not in _PLURAL:
        return False
    passive = {"is", "are", "was", "were", "been", "be", "being"}
    if previous in passive or (previous in ("also", "now", "widely") and set(before) & passive):
        return False
    return (
        word not in ("counts", "put", "puts", "shows", "show", "found", "named", "names") or at > 0
    )


def subject_of(
    text: str,
    span: tuple[int, int],
    told: list[Word],
    at: int,
    mentions: list[Mention],
    agents: Agents,
) -> Subject | None:
    """Return who does the saying: the nearest that can, to the left; after "said", the right."""
    verb = told[at]
    after = _inverted(text, verb, told, at, mentions)
    left = max(0, at - _BETWEEN)
    passed: Subject | None = None
    for place in range(at - 1, left - 1, -1):
        word = told[place]
        if re.search(r"[;:]|\. ", text[word.end : told[place + 1].start]):
            break
        mention = next((m for m in mentions if m.start <= word.start < m.end), None)
        if mention is not None:
            subject = Subject(mention.start, mention.end, mention.id)
            if not _is_aside(text, mention, verb, agents):
                return subject
            passed = passed or subject
            continue
        lower = bare(word.lower)
        if lower in _PRONOUNS and place >= at - 4:
            return Subject(word.start, word.end, None, pronoun=True)
        if lower in GENERIC:
            holder = _holder(text, word, mentions)
            if holder is not None:
                return Subject(holder.start, holder.end, holder.id)
            noun = unnamed_from(text, told, place)
            if passed is not None and _of_body(agents, passed):
                # "An official from the service": the service speaks, from the official on.
                return passed._replace(start=min(noun.start, passed.start))
            return noun
        if lower in SAYING and lower not in GENERIC and place < at - 1 and is_saying(told, place):
            break
        name = NAME.match(text, word.start)
        if word.lower in _CALENDAR:
            continue
        if name and place > 0 and place >= at - 6 and word.text[0].isupper() and after is None:
            beginning = _name_start(text, told, place)
            end = min(max(name.end(), word.end), verb.start)
            printed = text[beginning:end].strip(" ,")
            office = _holder(text, told[place]._replace(start=beginning), mentions)
            if office is not None and office.end < beginning:
                return Subject(office.start, end, office.id, name=printed)
            return Subject(beginning, end, None, name=printed)
    return after or passed


def introduced(text: str, span: tuple[int, int], subject: Subject) -> Subject:
    """Take in a name whose office is the subject: "Ivan Petrenko, an aide to ..., said"."""
    if subject.pronoun or subject.name:
        return subject
    office = _OFFICE.search(text, max(span[0], subject.start - 60), subject.start)
    if office is not None:
        # "An official from the service": the service speaks, from the official on.
        subject = subject._replace(start=office.start())
    begin = max(span[0], subject.start - 110)
    title = _TITLED if office is not None else _INTRODUCED
    match = title.search(text[begin : subject.start])
    if match is None or "'" in match["name"]:
        return subject
    if _LEADS_TO.search(text, span[0], begin + match.start()):
        # "Sent to Tarn Oblast, an official said": a place, and nobody's name.
        return subject
    return subject._replace(start=begin + match.start(), name=match["name"])


def _inverted(
    text: str, verb: Word, told: list[Word], at: int, mentions: list[Mention]
) -> Subject | None:
    """Return the subject behind its verb: `said Moreau`."""
    if verb.lower not in ("said", "says", "reported", "reports", "told", "wrote"):
        return None
    if at + 1 >= len(told) or text[verb.end : told[at + 1].start].strip():
        return None
    following = told[at + 1].start
    mention = next((m for m in mentions if following <= m.start <= following + 24), None)
    if mention is None or re.search(r"[,;]|\b(?:that|in|on|to)\b", text[verb.end : mention.start]):
        return None
    if (
        told[at + 1].lower in ("that", "it", "he", "she", "they", "more", "at")
        or verb.lower == "told"
    ):
        return None
    rest = text[mention.end : mention.end + 30]
    # "Said Egypt has": the name is the subject of what is said.
    if re.match(
        r"(?:'s)? (?:has|have|had|is|was|will|would|are|were|may|could|lost|sent|\w+ed)\b", rest
    ):
        return None
    before = text[max(0, verb.start - 3) : verb.start]
    if not re.search(r"[,\"]", before) and at:
        return None
    return Subject(mention.start, mention.end, mention.id)


def _holder(text: str, noun: Word, mentions: list[Mention]) -> Mention | None:
    """Return who has a spokesperson or an office: `the UN spokesman`, `Moreau, chief of`."""
    for mention in mentions:
        if mention.end > noun.start or noun.start - mention.end > 60:
            continue
        between = text[mention.end : noun.start]
        if re.fullmatch(r" (?:[a-z-]+ ){0,2}", between) and not re.search(
            r" (?:in|to|of|by|that) ", between
        ):
            return mention
        if between.startswith(", ") and not re.search(
            r"[;:.]|,.*,|\b(?:and|but|where|which)\b", between
        ):
            person = text[mention.start : mention.start + 1].isupper()
            if person and text[noun.end :].lstrip()[:1] in (",", "o", "f"):
                return mention
    return None


def _of_body(agents: Agents, subject: Subject) -> bool:
    """Whether "an official of" it is coded as the agent itself: a service, not a state."""
    return subject.agent is not None and agents.all[subject.agent].kind not in ("state", "outlet")


def _is_aside(text: str, mention: Mention, verb: Word, agents: Agents) -> bool:
    """Whether a name before a verb is not its subject: troops sent *to Mali*, he said."""
    between = text[mention.end : verb.start]
    if re.search(r"[^\W_]", between) is None and "," not in between:
        before = text[max(0, mention.start - 12) : mention.start]
        return bool(
            re.search(r"\b(?:in|to|from|of|by|against|with|for|at) (?:the )?$", before)
        ) and (agents.all[mention.id].kind == "state")
    before = text[max(0, mention.start - 12) : mention.start]
    if re.search(r"\b(?:in|to|from|of|by|against|with|for|at|told) (?:the )?$", before):
        return True
    return text[mention.end : mention.end + 2] == "'s" and agents.all[mention.id].kind == "state"


def unnamed_from(text: str, told: list[Word], place: int) -> Subject:
    """Return an unnamed speaker with the adjectives that tell whose: Libyan officials."""
    noun = told[place]
    first = place
    while first > 0 and first > place - 4:
        word = told[first - 1]
        if (
            text[word.end : told[first].start] != " "
            or word.lower in _ARTICLES
            or not (word.text[:1].isupper() or word.lower in ("intelligence", "military", "senior"))
        ):
            break
        first -= 1
    return Subject(told[first].start, noun.end, None, noun=noun.lower)


def _name_start(text: str, told: list[Word], place: int) -> int:
    """Return where a capitalised name that ends at a word begins."""
    first = place
    while first > 0 and first > place - 5:
        word = told[first - 1]
        if text[word.end : told[first].start] != " " or not word.text[:1].isupper():
            break
        first -= 1
    return told[first].start


def unnamed_agent(text: str, subject: Subject, agents: Agents) -> str | None:
    """Return the unnamed agent of the dossier for a subject such as "Western officials"."""
    printed = text[subject.start : subject.end]
    told = [each.text for each in words(printed)]
    for first in range(len(told)):
        nation = " ".join(told[first:-1])
        found = agents.unnamed(told[-1], nation or None)
        if found is not None:
            return found
    return None
