"""Who says what stands in a sentence: verbs of saying, "according to", citing.

An utterance is a chain of agents, nearest the publisher first, with the part of the sentence
it covers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kursk_tui.intake.language.agents import Agents, Mention
from kursk_tui.intake.language.plain import Word, bare, word_set, words
from kursk_tui.intake.language.subjects import (
    GENERIC,
    NAME,
    REPORTS,
    SAYING,
    Subject,
    introduced,
    is_saying,
    subject_of,
    unnamed_agent,
    unnamed_from,
    with_persons,
)

# Those that carry on what a sentence before told: "the agency said", "the report said".
_CARRIES = word_set(
    "agency newspaper outlet broadcaster channel magazine report statement ministry service"
    " department government spokesman spokeswoman spokesperson official president study officer"
    " document chief head director minister lawmaker lawmakers commander staff command article"
    " assessment office committee"
)

_ACCORDING = re.compile(
    r"\b(?:according to|quoted(?= [^,.;]{1,60} as )"
    r"|as (?:reported|cited|quoted|estimated|told|claimed|assessed) (?:by|to)"
    r"|(?:cited|reported|quoted|released|published|announced|provided|compiled|shared|estimated"
    r"|claimed|issued|made|put) (?:at [^;:\"]{1,40}? )?by"
    r"|citing|quoting|per|attributed to|(?:estimates?|assessments?|data"
    r"|figures?|reports?|statements?|claims?|information|tall(?:y|ies)|counts?|numbers?|briefings?)"
    r" (?:from|by|of|released by)|based on|relies on|relied on|cited|cites|in the words of"
    r"|sources? (?:in|at|within))\b",
    re.IGNORECASE,
)

_TOLD = re.compile(
    r"\b(?:told|tells|telling|interview (?:with|for|to)|speaking to|spoke (?:to|with)|speech to"
    r"|confirmed to|statement to|remarks to|comments? to|quoted by|cited by|reported by|posted on"
    r"|writes in|in comments? (?:to|for)|briefed) (?:the |a |state "
    r"|(?-i:(?:North |South )?[A-Z][a-z]+(?:ean|ian|ish|ese) ))?",
    re.IGNORECASE,
)


class Utterance(NamedTuple):
    """What a speaker in a sentence covers, and the chain down to them.

    `start` and `end` are the place of the words that tell the speaker; `covers` the part of
    the sentence that is theirs; `carried` that they go on with what was told before ("he
    said", "the report said"); `names` are names that no agent of the dossier has.
    """

    start: int
    end: int
    covers: tuple[int, int]
    chain: tuple[str, ...]
    partial: bool = False
    carried: bool = False
    trailing: bool = False
    names: tuple[str, ...] = ()


def utterances(
    text: str, span: tuple[int, int], agents: Agents, publisher: str | None
) -> list[Utterance]:
    """Return the utterances of the sentence at `span` of a plain text, in order.

    The publisher is left out of chains: what it says itself has an empty one.
    """
    mentions = with_persons(text, agents.mentions(text, *span), agents)
    found = [
        *_said(text, span, mentions, agents, publisher),
        *_according(text, span, mentions, agents, publisher),
    ]
    found += _titled(text, span, mentions, agents, publisher)
    return sorted(found, key=lambda each: each.start)


_OWNED = re.compile(
    r"(?:'s)? (?!'s)(?:(?!(?:said|says|that|and|told|has|have|reports|claims)\b)[\w.]+ ){0,3}?"
    r"(?:estimates?|claims?|figures?|data|assessments?|reports?|counts?|tall(?:y|ies)|calculations?)"
    r"(?= (?:of|that|is|was|were|are|put|puts|suggests?|shows?|for|on|from)\b|[,.])",
    re.IGNORECASE,
)


def _titled(
    text: str,
    span: tuple[int, int],
    mentions: list[Mention],
    agents: Agents,
    publisher: str | None,
) -> list[Utterance]:
    """Return speakers told as in headlines ("UN: ...", "... - WHO") and "X's estimate of"."""
    found: list[Utterance] = []
    for mention in mentions:
        chain = () if mention.id == publisher else (mention.id,)
        partial = agents.is_unnamed(mention.id)
        owned = _OWNED.match(text, mention.end, span[1])
        if owned is not None:
            covers = (owned.end(), span[1])
            found.append(Utterance(mention.start, owned.end(), covers, chain, partial))
        elif text[mention.end : mention.end + 2] == ": " and not text[
            span[0] : mention.start
        ].strip("\"' "):
            found.append(
                Utterance(mention.start, mention.end, (mention.end, span[1]), chain, partial)
            )
        elif re.search(
            r" [–—-] (?:the )?$", text[max(span[0], mention.start - 8) : mention.start]
        ) and (len(text[mention.end : span[1]].strip(" .")) == 0):
            covers = (span[0], mention.start)
            found.append(
                Utterance(mention.start, mention.end, covers, chain, partial, trailing=True)
            )
    return found


def _said(
    text: str,
    span: tuple[int, int],
    mentions: list[Mention],
    agents: Agents,
    publisher: str | None,
) -> list[Utterance]:
    told = words(text, *span)
    found: list[Utterance] = []
    for at, word in enumerate(told):
        if word.lower not in SAYING or not is_saying(told, at):
            continue
        subject = subject_of(text, span, told, at, mentions, agents)
        if subject is None:
            continue
        subject = introduced(text, span, subject)
        relay = _relay(text, word, mentions, agents, publisher)
        utterance = _uttered(text, span, word, subject, relay, agents, publisher)
        if utterance is not None:
            found.append(utterance)
    return found


def _relay(
    text: str, verb: Word, mentions: list[Mention], agents: Agents, publisher: str | None
) -> list[Mention]:
    """Return to whom it was said: "told AFP", "in an interview with The War Zone"."""
    window = text[verb.start : verb.start + 220]
    stop = re.search(r"[.;]\s", window)
    limit = verb.start + (stop.start() if stop else len(window))
    relays = []
    for match in _TOLD.finditer(text, verb.start, limit):
        for mention in mentions:
            if match.end() <= mention.start + 4 <= match.end() + 24 and agents.is_relay(mention.id):
                if mention.id != publisher:
                    relays.append(mention)
                break
    return relays


def _uttered(
    text: str,
    span: tuple[int, int],
    verb: Word,
    subject: Subject,
    relays: list[Mention],
    agents: Agents,
    publisher: str | None,
) -> Utterance | None:
    start, end = min(subject.start, verb.start), max(subject.end, verb.end)
    trailing = _is_trailing(text, span, start, end)
    covers = (span[0], start) if trailing else (end, span[1])
    if trailing and text[end : end + 1] == ",":
        # "The army, he said, lost 400 men": both sides are his.
        covers = span
    chain = [mention.id for mention in relays]
    partial, carried = False, subject.pronoun
    names = (subject.name,) if subject.name else ()
    if subject.agent is not None:
        if subject.agent not in chain and subject.agent != publisher:
            chain.append(subject.agent)
        partial = agents.is_unnamed(subject.agent)
    elif subject.name and not subject.noun:
        partial = True
    elif not subject.pronoun:
        id = unnamed_agent(text, subject, agents)
        if id is not None:
            chain.append(id)
        partial = id is None or agents.is_unnamed(id)
        carried = subject.noun in _CARRIES and id is None
        before = text[max(0, subject.start - 4) : subject.start].lower()
        carried = carried and (before.endswith("the ") or "same" in before)
    if subject.agent is not None and subject.agent == publisher and not chain:
        # The paper itself says so.
        return Utterance(start, end, covers, (), trailing=trailing)
    return Utterance(start, end, covers, tuple(chain), partial, carried, trailing, names)


def _is_trailing(text: str, span: tuple[int, int], start: int, end: int) -> bool:
    """Whether a speaker comes after what they say: `..., AFP reported.`"""
    before = re.sub(r" (?:the|an?)$", "", text[span[0] : start].rstrip())
    if not before.endswith((",", '"', ",'")) or len(before) < 20:
        return False
    rest = text[end : span[1]]
    told = words(rest)
    if not told:
        return True
    if re.search(r"\bthat\b", rest.split(",")[0][:80]):
        return False
    verb = told_verb(text, start, end)
    if verb in ("told", "tells", "briefed") and not re.search(r"\bthat\b|[:\"]", rest):
        return True
    if re.match(
        r" ?[.,\"]| (?:on|in|at|last|this|earlier|late|yesterday|to|citing|a day|during|while)\b",
        rest,
    ):
        return True
    return told[0].lower in _DAYS or len(told) < 3


def told_verb(text: str, start: int, end: int) -> str:
    """Return the last word of the words that tell a speaker, which is the verb of saying."""
    last = words(text, start, end)[-1:]
    return last[0].lower if last else ""


_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday")


def _according(
    text: str,
    span: tuple[int, int],
    mentions: list[Mention],
    agents: Agents,
    publisher: str | None,
) -> list[Utterance]:
    """Return who is named by "according to", "citing", "an estimate by" and the like."""
    found: list[Utterance] = []
    for match in _ACCORDING.finditer(text, *span):
        mention = next(
            (m for m in mentions if match.end() - 1 <= m.start <= match.end() + 60), None
        )
        between = text[match.end() : mention.start] if mention else ""
        if mention is not None and re.search(r"[;:.]|\b(?:said|that|has|have|was|were)\b", between):
            mention = None
        trailing = match.start() > span[0] + 12
        is_report = match.group().split()[0].lower().rstrip("s") in REPORTS
        covers = (span[0], span[1]) if trailing or not is_report else (match.end(), span[1])
        if mention is not None:
            chain = () if mention.id == publisher else (mention.id,)
            partial = agents.is_unnamed(mention.id)
            found.append(
                Utterance(match.start(), mention.end, covers, chain, partial, trailing=trailing)
            )
            continue
        if match.group().lower() not in ("according to", "citing", "quoting"):
            continue
        found.append(_somebody(text, span, match, covers, trailing, agents))
    return found


def _somebody(
    text: str,
    span: tuple[int, int],
    match: re.Match[str],
    covers: tuple[int, int],
    trailing: bool,
    agents: Agents,
) -> Utterance:
    """Return the utterance of "according to" somebody who is no agent of the dossier."""
    told = words(text, match.end(), min(span[1], match.end() + 80))
    for place, word in enumerate(told):
        if bare(word.lower) in GENERIC:
            subject = unnamed_from(text, told, place)
            id = unnamed_agent(text, subject, agents)
            chain = (id,) if id else ()
            carried = id is None and word.lower in _CARRIES
            return Utterance(match.start(), word.end, covers, chain, True, carried, trailing)
    name = NAME.search(text, match.end(), min(span[1], match.end() + 60))
    names = (name.group(),) if name else ()
    end = name.end() if name else match.end()
    return Utterance(match.start(), end, covers, (), True, False, trailing, names)
