"""From the utterances of sentences to the attribution chain of each figure of a text.

The rules are the codebook's, Attribution and lineage: a chain told once holds for later
sentences that cite the same origin; title, standfirst and lead take the chain of the sentence
they sum up; what nobody is named for has no origin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kursk_tui.intake.language.agents import Agents
from kursk_tui.intake.language.alike import names_nobody
from kursk_tui.intake.language.backwards import Chain, Heard
from kursk_tui.intake.language.bodies import PRONOUNS, REPORTS
from kursk_tui.intake.language.plain import words
from kursk_tui.intake.language.utterances import Utterance
from kursk_tui.model.vocabulary import Lineage

_REFERENCE = re.compile(r"\[\d{1,3}(?:[, –-]+\d{1,3})*\]")
_CITING = re.compile(
    r"(?:'s)?[\w ,'-]{0,30}\b(?:relie[sd] on|cit(?:es|ed|ing)|quot(?:es|ed|ing)|drew on|based on)"
    r"[\w ,']{0,20}"
)


# Of what a page says without naming anybody nobody is recorded as the origin.
UNSAID = Chain((), "unknown")


def told(
    text: str,
    at: int,
    said: Sequence[Utterance],
    agents: Agents,
    heard: Heard,
    paragraph: int,
) -> Chain | None:
    """Return the chain that a sentence itself tells for the figure at a place, or None.

    `heard` is who has spoken before, for "he said" and "the agency said".
    """
    here = [u for u in said if u.covers[0] <= at < u.covers[1]]
    owner = next((u for u in here if u.owns), None)
    leading = [u for u in here if not u.trailing]
    trailing = [u for u in here if u.trailing and not u.owns]
    if leading:
        # "Some died, the army said, and police said that 400 were hurt": police alone.
        at_last = leading[-1].start
        trailing = [u for u in trailing if _CITING_ONLY.match(text, u.start) or u.start > at_last]
    if owner is not None:
        # Whoever tells of "the 300 counted by Lake Watch" has them from Lake Watch.
        tells = (leading[-1:] or trailing[-1:]) if owner.chain or owner.carried else []
        tells = [u for u in tells if (u.chain or u.carried) and not _is_count(text, u)]
        return joined(text, [*tells, owner], agents, heard, paragraph)
    while len(leading) > 1 and _AND_THAT.search(text, leading[-1].end, max(at, leading[-1].end)):
        # "He said their count of 300 was wrong and that 40 died": the 40 are his.
        if not _passes_on(text, leading[-2], leading[-1], agents):
            break
        leading.pop()
    # The last speaker before the figure, and whoever passes that one's words on: "AFP
    # reported that the UN said".
    chosen: list[Utterance] = []
    if leading:
        chosen.append(leading[-1])
        for earlier in reversed(leading[:-1]):
            if not _passes_on(text, earlier, chosen[0], agents):
                break
            if chosen[0].refers in PRONOUNS and _is_itself(earlier, chosen[0], agents):
                # "The WHO said it had recorded 300": it is the WHO.
                chosen = [earlier]
                continue
            if _CITING_ONLY.match(text, earlier.start):
                # "Citing the UN, AFP reported": it begins with whom it has it from.
                chosen.append(earlier)
                break
            chosen.insert(0, earlier)
    for later in trailing:
        if chosen and _SAID_TO_BE.fullmatch(text, chosen[-1].end, max(later.start, at)):
            # "Which he said was given by the army": he has it from the army.
            chosen.append(later)
            continue
        told = any(u.chain or u.names or u.carried for u in chosen)
        origins = [u for u in chosen if (u.chain or u.carried) and not _relays(u, agents)]
        if not told or _relays(later, agents) or _CITING_ONLY.match(text, later.start):
            chosen.append(later)
        elif later.chain or later.names or later.carried:
            # "Marovia reported 300 dead, the WHO said": it is the WHO that tells of Marovia.
            # Whoever is unnamed inside of what the later one says is part of those words.
            unnamed = [u for u in origins if u.partial and text.count('"', 0, u.start) % 2]
            chosen = [u for u in chosen if u not in unnamed]
            chosen.insert(0 if origins else len(chosen), later)
    if not chosen:
        return None
    chain = joined(text, chosen, agents, heard, paragraph)
    if chain.lineage == "full" and _OF_OTHERS.search(text, chosen[-1].end, max(at, chosen[-1].end)):
        return chain.doubted("it speaks of what others report")
    if chain.lineage == "full" and _WITHOUT_VERB.search(text, chosen[-1].end, max(at, 0)):
        return chain.doubted("the speaker is not certain")
    return chain


_SAID_TO_BE = re.compile(
    r" (?:it |they |that |had |have |has )*(?:was|were|been|is|are) (?:being )?"
)
_AND_THAT = re.compile(r",? and that\b")
# "The IOM estimates 400; the UNHCR, 380."
_WITHOUT_VERB = re.compile(r"; (?:and |while )?(?:the )?[A-Z][\w' -]{1,40}, (?:[a-z]+ ){0,2}$")
# "The mayor said reports of 400 dead were false."
_OF_OTHERS = re.compile(
    r"\b(?:reports?|claims?|rumou?rs|allegations|suggestions|accusations) (?:of|that)\b"
    r"|\b(?:could|can|would) ?not (?:independently )?(?:confirm|verify)\b"
    r"|\bunable to (?:confirm|verify)\b",
    re.IGNORECASE,
)


def _is_itself(speaker: Utterance, pronoun: Utterance, agents: Agents) -> bool:
    """Whether a pronoun in what somebody says may be that speaker: "they" is no one person."""
    ends = speaker.chain[-1:]
    is_person = any(agents.all[id].kind == "person" for id in ends)
    return bool(ends) and is_person == (pronoun.refers in ("he", "she"))


def _is_count(text: str, utterance: Utterance) -> bool:
    """Whether it is somebody's count, and not somebody who speaks: "the DIS estimate of"."""
    last = words(text, utterance.start, utterance.end)[-1:]
    return bool(last) and last[0].lower in REPORTS


_CITING_ONLY = re.compile(r"(?:citing|quoting|cited|quoted)\b", re.IGNORECASE)
# What an outlet counted itself it has from nobody else.
_COUNTED = re.compile(r"\b(?:counted|tallied|calculated|tally|own count)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)
_HEARERS = re.compile(
    r"[ ,]*(?:(?!said\b|that\b)[\w'.-]+ ){0,4}?(?:that |how |as )*(?:the |a |an )?[ ,]*"
)


def _relays(utterance: Utterance, agents: Agents) -> bool:
    return bool(utterance.chain) and all(agents.is_relay(id) for id in utterance.chain)


def _cites(text: str, utterance: Utterance) -> bool:
    return bool(re.match(r"(?:citing|quoting|cited|according)", text[utterance.start :][:10], re.I))


def _passes_on(text: str, earlier: Utterance, later: Utterance, agents: Agents) -> bool:
    """Whether one utterance tells of the other: nothing but "that" or a citing between them."""
    between = text[earlier.end : later.start]
    if len(between) > 60:
        return False
    spoken_to = re.search(r"\b(?:told|tells|briefed)$", text[earlier.start : earlier.end])
    if spoken_to and _HEARERS.fullmatch(between):
        return True
    return re.fullmatch(
        r"[ ,]*(?:that |how |as |on \w+\.? ?\d* ?)*(?:the |a |an )?[ ,]*", between
    ) is not None or (_relays(earlier, agents) and _cites(text, later))


def joined(
    text: str, chosen: Sequence[Utterance], agents: Agents, heard: Heard, paragraph: int
) -> Chain:
    """Return the one chain that utterances make together, the outermost first."""
    relays: list[str] = []
    origins: list[str] = []
    names: list[str] = []
    partial, doubt = False, ""
    for utterance in chosen:
        called = text[utterance.start : utterance.end]
        told = _of_spokesman(called, utterance, heard, paragraph)
        told = told or _of_utterance(utterance, heard, paragraph)
        names += told.names
        doubt = doubt or told.doubt
        # How much is known of the way is told by its end.
        partial = told.lineage == "partial"
        for id in told.attribution:
            group = relays if agents.is_relay(id) else origins
            if id not in relays and id not in origins:
                group.append(id)
    first = chosen[0]
    article = _ARTICLE.match(text, first.start)
    # The words for it begin with the name: a narrow line has no room for articles.
    place = (article.end() if article is not None else first.start, first.end)
    chain = tuple(_without_bodies(relays, agents) + _without_bodies(origins, agents))
    if doubt:
        return Chain(chain, "partial", place, tuple(names), doubt=doubt)
    if not chain and not partial and not names:
        return Chain((), "full", place)
    last = chain[-1] if chain else None
    if last is None or agents.is_unnamed(last) or partial:
        partial = True
    elif agents.is_relay(last):
        # An outlet whose own source is not told.
        partial = not any(_COUNTED.search(text, u.start, u.end) for u in chosen)
    dated = any(re.search(r"\d", text[u.start : u.end + 14]) for u in chosen)
    told = Chain(chain, "partial" if partial else "full", place, tuple(names), dated)
    if any(agents.is_unnamed(id) for id in chain):
        told = told._replace(lineage="partial")
        return told.doubted("only the sort of the speaker is told")
    if last is not None and partial and agents.is_relay(last):
        return told.doubted("where the one that passes it on has it from")
    if last is None and names:
        return told.doubted("no agent has the name")
    if last is None and partial:
        return told.doubted("nobody in particular is named")
    if last is not None and agents.is_newcomer(last):
        new = agents.all[last]
        if names_nobody(new.name, new.kind):
            return told.doubted(f"whose “{new.name}” it is")
    if last is not None and agents.all[last].kind == "state":
        body = _BODY_OF_STATE.search(" ".join(text[u.start : u.end] for u in chosen))
        if body is not None:
            return told.doubted(f"which {body[0]} it is")
    unsure = next((u for u in chosen if not u.is_sure), None)
    if unsure is not None:
        return told.doubted(_doubt(text, unsure, agents))
    service = _briefed_by(text, chosen, chain, agents, heard)
    return told if service is None else told.doubted(f"whether it is what {service} told them")


def _briefed_by(
    text: str, chosen: Sequence[Utterance], chain: Sequence[str], agents: Agents, heard: Heard
) -> str | None:
    """Return the name of the service whose words a lawmaker may pass on: who else counts troops?

    None for whoever is no lawmaker, where no service was named, and where it is in the chain.
    """
    if not chain or agents.all[chain[-1]].kind != "person":
        return None
    called = " ".join(text[u.start : u.end] for u in chosen)
    if not _LAWMAKER.search(f"{called} {agents.roles.get(chain[-1], '')}"):
        return None
    here = [m.id for m in agents.mentions(text, 0, len(text)) if agents.is_service(m.id)]
    named = here[-1] if here else heard.service
    is_told = any(agents.is_service(id) for id in chain)
    return None if named is None or is_told else agents.all[named].name


# "Selvia's military intelligence": a body of the state, and not the state.
_BODY_OF_STATE = re.compile(
    r"\b(?:(?:military |foreign )?intelligence|armed forces|army|military|ministry|agency|police"
    r"|general staff|navy|air force|secret service)\b"
)
_LAWMAKER = re.compile(
    r"\b(?:lawmakers?|legislators?|MPs?|mp|parliamentarians?|senators?"
    r"|members? of (?:the )?(?:parliament|congress|national assembly))\b"
)


def _doubt(text: str, unsure: Utterance, agents: Agents) -> str:
    """Return on what a speaker hesitates, who may be one of the dossier's by another name."""
    printed = text[unsure.start : unsure.end]
    for name, others in agents.perhaps.items():
        if name in printed:
            return f"whether “{name}” is {others}"
    return "the speaker is not certain"


def _of_spokesman(called: str, utterance: Utterance, heard: Heard, paragraph: int) -> Chain | None:
    """Return the body for which "a spokesman" may speak: the one that did in this paragraph.

    None for whoever is named, or where nobody spoke in it.
    """
    is_bare = not (utterance.carried or utterance.chain or utterance.names)
    told = _SPOKESMAN.match(called)
    if not is_bare or told is None or not heard.chains or heard.chains[-1][0] != paragraph:
        return None
    before = heard.chains[-1][1]
    if not before.attribution:
        return None
    return Chain(before.attribution[-1:]).doubted(f"whose {told[1]} it is")


_SPOKESMAN = re.compile(r"[Aa] (spokes(?:man|woman|person))\b(?! (?:for|of)\b)")


def _of_utterance(utterance: Utterance, heard: Heard, paragraph: int) -> Chain:
    """Return the chain of one utterance, of whoever a noun in it takes up."""
    lineage: Lineage = "partial" if utterance.partial else "full"
    if not utterance.carried:
        return Chain(utterance.chain, lineage, names=utterance.names)
    called = utterance.refers or "it"
    before = heard.carried(called, paragraph, called=utterance.called)
    if before is None or not (before.attribution or before.names):
        doubt = f"“{called}” takes up nobody named before"
        return Chain(utterance.chain, "partial", names=utterance.names, doubt=doubt)
    way = [id for id in utterance.chain if id not in before.attribution]
    return before._replace(attribution=(*way, *before.attribution))


def _without_bodies(ids: list[str], agents: Agents) -> list[str]:
    """Leave out bodies whose own person speaks: the person is named in the chain."""
    return [
        id for id in ids if not any(other != id and id in agents.bodies(other) for other in ids)
    ]


def extended(chain: Chain, known: Sequence[Chain], agents: Agents) -> Chain:
    """Return the fuller chain told before of the same origin, else the chain itself.

    An utterance with a day of its own is another one than those told before.
    """
    if chain.dated or not chain.attribution or chain.lineage == "unknown":
        return chain
    last = chain.attribution[-1]
    if agents.is_relay(last):
        return chain
    for other in known:
        if other.lineage != "full" or len(other.attribution) <= len(chain.attribution):
            continue
        if agents.same_origin(last, other.attribution[-1]):
            if chain.attribution[:-1] and chain.attribution[0] != other.attribution[0]:
                continue
            return chain._replace(attribution=other.attribution)
    return chain


def unsaid(sentence: str, before: Chain | None) -> Chain:
    """Return the chain of a sentence in which nobody says anything.

    It goes on with what was told before it in its paragraph, unless it has reference numbers of
    its own; else nobody is named for it. `before` is the last chain of the paragraph.
    """
    told = before is not None and (before.attribution or before.lineage != "full")
    if before is None or not told or has_reference(sentence):
        return UNSAID
    return before._replace(words=None)


def has_reference(sentence: str) -> bool:
    """Whether a sentence has a reference number: then what it rests on stands elsewhere."""
    return _REFERENCE.search(sentence) is not None


def relied_on(text: str, span: tuple[int, int], agents: Agents) -> Chain | None:
    """Return the chain of a sentence on how reports came about: X relies on Y, which cited Z."""
    mentions = agents.mentions(text, *span)
    chain: list[str] = []
    for first, second in pairwise(mentions):
        between = text[first.end : second.start]
        if len(between) > 80 or not agents.is_relay(first.id) or not _CITING.fullmatch(between):
            continue
        if not chain or chain[-1] != first.id:
            chain = [first.id]
        chain.append(second.id)
    if len(chain) < 2 or agents.is_relay(chain[-1]):
        return None
    return Chain(tuple(chain), "full", (mentions[0].start, mentions[-1].end))
