"""Who says what stands in a sentence: verbs of saying, "according to", citing.

An utterance is a chain of agents, nearest the publisher first, with the part of the sentence
it covers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from kursk_tui.intake.language import owned, speaking
from kursk_tui.intake.language.agents import Agents, Mention
from kursk_tui.intake.language.bodies import REPORTS
from kursk_tui.intake.language.plain import word_set, words
from kursk_tui.intake.language.speaking import Spoken
from kursk_tui.intake.language.subjects import Subject, subject_of, with_persons
from kursk_tui.intake.language.tokens import SPEAKING_NOUNS
from kursk_tui.intake.language.utterances import Utterance


class Voices(NamedTuple):
    """What speakers are told by: the agents, who published the text, and its proper names."""

    agents: Agents
    publisher: str | None
    capitals: Collection[str] = ()


# "This was stated by the mayor", "That is what the mayor said": of the sentence before.
_SAID = (
    r"(?:stated|said|reported|announced|confirmed|told|noted|published|cited|disclosed|revealed"
    r"|given|released|provided|issued|shared|compiled|collected)"
)
_TOLD = r"(?:information|data|figures?|numbers?|news|count|tally|toll|estimates?)"
_BACK = re.compile(
    rf"(?:(?:this|that|these) {_TOLD}|this|that|these|it|such|the {_TOLD})\b"
    rf"(?: (?:was|were|is|are|has been|have been)\b[^.,;\"]{{0,30}}? ?{_SAID} (?:by|in|at|on)\b"
    r"| (?:comes?|came|is|are|was|were|stems?) from\b"
    r"|(?: (?:is|was))? (?:what|according to|as)\b)|so said\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"[^.;:\"]{0,80} (?:(?:said|stated|reported|announced|told|wrote|confirmed) (?:this|that|so)"
    r"|(?:reported|announced|confirmed|gave|released|published|provided|issued|disclosed)"
    rf" (?:this|that|these|those|the) {_TOLD})"
    r"(?: (?:in|on|at|to|during|while|today|late|early|after|before)\b|[.,])",
    re.IGNORECASE,
)


def utterances(
    text: str, span: tuple[int, int], spoken: Sequence[Spoken], voices: Voices
) -> list[Utterance]:
    """Return the utterances of the sentence at `span` of a plain text, in order.

    `spoken` is where its grammar tells that somebody speaks.
    The publisher is left out of chains: what it says itself has an empty one.
    """
    found: list[Utterance] = []
    last: Subject | None = None
    for each in spoken:
        if each.sort == "verb":
            subject = last if each.shares else _subject(text, span, each, voices)
            if each.shares and subject is None:
                subject = _opening(text, span, each, voices)
            is_of_all = _OF_ALL.search(text, max(0, each.start - 2), each.end) is not None
            if each.shares and subject is not None and (is_of_all or _has_own(text, span, each)):
                # What indicates it may be all that was told before.
                subject = subject._replace(is_sure=False)
            if subject is None:
                continue
            utterance = _uttered(text, span, each, subject, voices)
            if utterance is not None:
                found.append(utterance)
                last = subject
        elif each.sort != "title":
            utterance = _according(text, span, each, voices)
            if utterance is not None:
                found.append(utterance)
    found += _titled(text, span, voices, is_told=any(u.chain or u.carried for u in found))
    found.sort(key=lambda each: each.start)
    found = owned.narrowed(text, span, _each_its_own(text, _without_empty(text, found)))
    if _BACK.match(text, span[0]) or _OBJECT.match(text, span[0]):
        found = [each._replace(back=True) for each in found]
    return found


def _subject(text: str, span: tuple[int, int], each: Spoken, voices: Voices) -> Subject | None:
    phrase = each.phrase
    if phrase is None:
        return _nearby(text, span, each, voices)
    opens = not text[span[0] : phrase.start].strip("\"'([ ")
    subject = subject_of(text, phrase, voices.agents, opens=opens, capitals=voices.capitals)
    if subject is not None and phrase.is_joined:
        subject = subject._replace(is_sure=False)
    if subject is not None and _is_nobody(subject) and phrase.head not in SPEAKING_NOUNS:
        # "The move showed": nobody speaks. Who says something does, whoever it is.
        return subject if each.words in _OF_PERSONS else None
    return subject


_OF_ALL = re.compile(r", (?:indicating|suggesting)$")
_OF_PERSONS = word_set(
    "said says told tells claimed claims believes believed warned warns stated states insisted"
    " wrote writes added adds explained explains testified recalled"
)


def _is_nobody(subject: Subject) -> bool:
    return subject.agent is None and not subject.name and not subject.refers


def _has_own(text: str, span: tuple[int, int], each: Spoken) -> bool:
    """Whether a participle may have a speaker of its own: "with an aide, Ivo Stark, putting"."""
    before = text[max(span[0], each.start - _NEAR) : each.start]
    return bool(re.search(r"\bwith (?:an?|the|its|one) [^\"]*, $", before))


def _opening(text: str, span: tuple[int, int], each: Spoken, voices: Voices) -> Subject | None:
    """Return who a sentence begins with, for a verb that goes on with its subject."""
    phrase = speaking.opening(text, span)
    if phrase is None or phrase.end > each.start:
        return None
    if not re.match(r"(?:,[^,]{1,80},)? [a-z]", text[phrase.end : phrase.end + 90]):
        return None
    subject = subject_of(text, phrase, voices.agents, opens=True, capitals=voices.capitals)
    return None if subject is None or _is_nobody(subject) else subject


# In characters: so far from its verb nobody is looked for.
_NEAR = 110


def _nearby(text: str, span: tuple[int, int], each: Spoken, voices: Voices) -> Subject | None:
    """Return the agent named nearest before a verb whose subject could not be cut out."""
    begin = max(span[0], each.start - _NEAR)
    for mention in reversed(voices.agents.mentions(text, begin, each.start)):
        between = text[mention.end : each.start]
        before = text[max(0, mention.start - 12) : mention.start]
        if re.search(r"[;:\"]|\b(?:said|told|that)\b", between):
            return None
        if re.search(r"\b(?:in|to|from|of|by|against|with|for|at) (?:the )?$", before):
            continue
        return Subject(mention.start, mention.end, mention.id, is_sure=False)
    return None


def _uttered(
    text: str, span: tuple[int, int], each: Spoken, subject: Subject, voices: Voices
) -> Utterance | None:
    agents, publisher = voices.agents, voices.publisher
    if each.shares:
        start, end = each.start, each.end
    else:
        start, end = min(subject.start, each.start), max(subject.end, each.end)
    trailing = not each.shares and each.words != "at" and _is_trailing(text, span, start, end)
    covers = (span[0], start) if trailing else (end, span[1])
    if trailing and text[end : end + 1] == "," and not _ANOTHER.match(text, end):
        # "The army, he said, lost 400 men": both sides are his.
        covers = span
    chain = list(dict.fromkeys(_relays(text, each, subject, voices)))
    partial, names = False, (subject.name,) if subject.name else ()
    if subject.agent is not None:
        if subject.agent not in chain and subject.agent != publisher:
            chain.append(subject.agent)
        partial = agents.is_unnamed(subject.agent)
    elif subject.refers:
        carried = Utterance(start, end, covers, tuple(chain), False, True, trailing, names)
        return carried._replace(refers=subject.noun, called=subject.called)
    else:
        partial = True
    if subject.agent is not None and subject.agent == publisher and not chain:
        # The paper itself says so.
        return Utterance(start, end, covers, (), trailing=trailing)
    told = Utterance(start, end, covers, tuple(chain), partial, False, trailing, names)
    return told._replace(refers=subject.noun if subject.refers else "", is_sure=subject.is_sure)


# "The dam was old, he said, as searchers found 30 dead": what follows may be the page's own.
_ANOTHER = re.compile(r", (?:as|while|after|though|although|when|amid)\b")


def _relays(text: str, each: Spoken, subject: Subject, voices: Voices) -> list[str]:
    """Return through whom it was said: they were spoken to, and passed it on."""
    agents = voices.agents
    found: list[str] = []
    for phrase in each.relays:
        heard = subject_of(text, phrase, agents, capitals=voices.capitals)
        if heard is None or heard.agent is None or heard.agent == voices.publisher:
            continue
        if agents.is_relay(heard.agent) and heard.agent != subject.agent:
            found.append(heard.agent)
    return found


def _is_trailing(text: str, span: tuple[int, int], start: int, end: int) -> bool:
    """Whether a speaker comes after what they say: `..., AFP reported.`"""
    before = re.sub(r"(?: as)?(?: (?:the|an?))?$", "", text[span[0] : start].rstrip())
    if not before.endswith((",", '"', ",'", "–", "—", " -")):
        return False
    rest = text[end : span[1]]
    is_between = before.endswith(",") and rest.startswith(",")
    if len(before) < 20 and not is_between and rest.strip(" ."):
        # "On Monday, the army said 400 died": what is said follows.
        return False
    told = words(rest)
    if not told:
        return True
    if re.search(r"\bthat\b", rest.split(",")[0][:80]):
        return False
    verb = told_verb(text, start, end)
    if verb in ("told", "tells", "briefed") and not re.search(r"\bthat\b|[:\"]", rest):
        return True
    if re.match(
        r" ?[.,;]|\"| (?:on|in|at|last|this|earlier|late|yesterday|to|citing|a day|during|while"
        r"|after|before|following|via|through|when|as|from|amid|ahead|by)\b",
        rest,
    ):
        return True
    if told[0].lower in _DAYS:
        return True
    # "Lake Watch counts 400": what it says follows.
    return len(told) < 3 and not re.search(r"\d", rest) and told[0].lower not in _VAGUE


def told_verb(text: str, start: int, end: int) -> str:
    """Return the last word of the words that tell a speaker, which is the verb of saying."""
    last = words(text, start, end)[-1:]
    return last[0].lower if last else ""


_VAGUE = word_set("dozens scores hundreds thousands several many some about nearly over")
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday")


_RELATIVE = re.compile(r"\b(?:that|which|who|where),? $")


def _according(text: str, span: tuple[int, int], each: Spoken, voices: Voices) -> Utterance | None:
    """Return who is named by "according to", "citing", "an estimate by" and the like."""
    agents = voices.agents
    is_report = speaking.is_report(each.words)
    is_count = each.sort == "count"
    phrase = each.phrase
    behind = max(phrase.end, each.end) if phrase is not None else each.end
    is_claim = is_report and text[behind:].startswith(" that ")
    trailing = each.start > span[0] + 12 and not is_claim
    trailing = trailing and not (is_count and text[each.end : span[1]].strip(". "))
    covers = (
        (span[0], span[1]) if trailing or not is_report else (max(each.end, each.start), span[1])
    )
    if is_claim:
        # "He rejected claims by Lake Watch that 400 died": what follows is theirs.
        covers = (behind, span[1])
    if is_count:
        covers = (span[0], each.start) if trailing else (each.end, span[1])
    relative = _RELATIVE.search(text, span[0], each.start)
    if relative is not None:
        # "Storms that, according to the mayor, hit ten towns": of the storms alone.
        covers = (relative.start(), span[1])
    always = each.words in speaking.ALWAYS
    if phrase is None:
        return (
            Utterance(each.start, each.end, covers, (), True, trailing=trailing) if always else None
        )
    subject = subject_of(text, phrase, agents, capitals=voices.capitals)
    end = max(phrase.end, each.end)
    if subject is None or (_is_nobody(subject) and not always):
        return None
    if subject.agent is not None:
        own = subject.agent == voices.publisher
        partial = agents.is_unnamed(subject.agent)
        if partial and (each.words.endswith(" of") or is_count):
            # "Reports of soldiers": nobody speaks.
            return None
        chain = () if own else (subject.agent,)
        refers = subject.noun if subject.refers else ""
        names = (subject.name,) if subject.name else ()
        told = Utterance(each.start, end, covers, chain, partial, False, trailing, names, refers)
        return told._replace(is_sure=subject.is_sure)
    if subject.refers:
        if not always and subject.noun in REPORTS:
            return None
        noun, called = subject.noun, subject.called
        return Utterance(
            each.start, end, covers, (), False, True, trailing, refers=noun, called=called
        )
    names = (subject.name,) if subject.name else ()
    if not always and not names:
        return None
    return Utterance(each.start, end, covers, (), True, False, trailing, names)


# "A DIS estimate of 400", "the DIS figure is 400".
_OWNED = re.compile(
    r" (?:(?!(?:said|says|that|and|told|has|have|reports|claims)\b)[\w.]+ ){0,3}?"
    r"(?:estimates?|claims?|figures?|data|assessments?|reports?|counts?|tall(?:y|ies)|calculations?)"
    r"(?= (?:of|that|is|was|were|are|put|puts|suggests?|shows?|for|on|from)\b|[,.])",
    re.IGNORECASE,
)


def _titled(text: str, span: tuple[int, int], voices: Voices, *, is_told: bool) -> list[Utterance]:
    """Return speakers told as in headlines ("UN: ...", "... - WHO") and "X's estimate of"."""
    agents, publisher = voices.agents, voices.publisher
    found: list[Utterance] = []
    for mention in with_persons(text, agents.mentions(text, *span), agents):
        chain = () if mention.id == publisher else (mention.id,)
        partial = agents.is_unnamed(mention.id)
        owned = _OWNED.match(text, mention.end, span[1])
        if owned is not None:
            covers = (owned.end(), span[1])
            found.append(Utterance(mention.start, owned.end(), covers, chain, partial))
        elif re.match(r":(?: |$)", text[mention.end : mention.end + 2]) and not text[
            span[0] : mention.start
        ].strip("\"' "):
            if is_told and agents.all[mention.id].kind == "state":
                # A dateline: where it was written, not who says it.
                continue
            found.append(
                Utterance(mention.start, mention.end, (mention.end, span[1]), chain, partial)
            )
        elif _ends_title(text, span, mention):
            covers = (span[0], mention.start)
            found.append(
                Utterance(mention.start, mention.end, covers, chain, partial, trailing=True)
            )
    return found


def _ends_title(text: str, span: tuple[int, int], mention: Mention) -> bool:
    before = text[max(span[0], mention.start - 8) : mention.start]
    if text[mention.end : span[1]].strip(" ."):
        return False
    if re.search(r" [–—-] (?:the )?$", before):
        return True
    return bool(re.search(r": (?:the )?$", before)) and not text[: span[1]].rstrip().endswith(".")


def _each_its_own(text: str, found: Sequence[Utterance]) -> list[Utterance]:
    """Let each of several "according to" cover what stands since the one before it.

    "From 380, according to the army, to 400, according to Lake Watch".
    """
    according = [u for u in found if text[u.start : u.start + 12].lower() == "according to"]
    if len({u.chain for u in according}) < 2:
        return list(found)
    told = []
    since = 0
    for each in found:
        if each in according and each.trailing:
            each = each._replace(covers=(max(since, each.covers[0]), each.end))
            since = each.end
        told.append(each)
    return told


def _without_empty(text: str, found: Sequence[Utterance]) -> list[Utterance]:
    """Leave out who is nobody in particular, where somebody is told of in the same sentence.

    "The service released a study showing": the study is the service's.
    """
    some = [each for each in found if each.chain or each.names]
    if not some:
        return list(found)
    return [
        each
        for each in found
        if each.chain
        or each.names
        or (each.carried and each.refers not in REPORTS)
        or (not each.carried and not _is_of_report(text, each))
    ]


def _is_of_report(text: str, each: Utterance) -> bool:
    return any(word.lower in REPORTS for word in words(text, each.start, each.end))
